"""The published JSON Schema (Draft 2020-12) of a rule's file."""

from __future__ import annotations

from typing import Any

from attribcheck.facts import SCOPES
from attribcheck.report import SEVERITIES

ADDRESS = "https://attribcheck.dev/schemas/rule.schema.json"
_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}


def rule_schema() -> dict[str, Any]:
    """The schema. Every scalar of a rule's file is text, so that YAML 1.1 and 1.2 read it alike."""
    text = _TEXT
    severity = {"enum": list(SEVERITIES), "description": "error: to fix. warning: to ask. info: for the desk."}
    cel = {**text, "description": "A CEL expression over the facts; `attribcheck facts` lists them."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        "title": "attribcheck rule",
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "name", "severity", "about", "summary", "fix", "examples"],
        "anyOf": [{"required": ["for", "when", "message"]}, {"required": ["phrases"]}],
        "not": {"required": ["when", "phrases"]},
        "properties": {
            "id": {**text, "pattern": "^[A-Z][A-Z0-9]{1,15}$", "description": "Stable, never reused: EVD001."},
            "name": {**text, "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "description": "In kebab-case."},
            "severity": severity,
            "about": {
                "enum": ["claim", "copy"],
                "description": "claim: the claim is weak. copy: the article handles it badly.",
            },
            "summary": {**text, "description": "What it flags, in a sentence."},
            "why": {**text, "description": "Why it matters, for the rule's page."},
            "for": {"enum": list(SCOPES), "description": "What it looks at, one after the other."},
            "when": cel,
            "phrases": {
                "type": ["array", "string"],
                "items": text,
                "description": "In place of `when`: words that it looks for, outside quotation marks.",
            },
            "instead": {**text, "description": "What to write in place of the phrases."},
            "raise": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["to", "when"],
                    "properties": {"to": severity, "when": cel},
                },
                "description": "Another severity where a condition holds; the first match wins.",
            },
            "group": {
                "enum": ["claim", "statement", "sentence", "party"],
                "description": "One finding each, listing its claims.",
            },
            "place": {**cel, "description": "The words that show it, as a fact that is a place."},
            "claims": {
                **cel,
                "description": "The ids of the claims it concerns, where they are not the ones looked at.",
            },
            "message": {**text, "description": "Text with CEL in braces."},
            "fix": text,
            "ask": {**text, "description": "The question for the call list, and whom to ask."},
            "options": {
                "type": "object",
                "description": "Limits that configuration may set; `options.NAME` in the expressions.",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["default"],
                    "properties": {key: {"type": ["string", "number"]} for key in ("default", "minimum", "maximum")}
                    | {"about": text},
                },
            },
            "preview": {"enum": ["yes", "no", True, False], "description": "Off unless it is asked for."},
            "aliases": {"type": "array", "items": text, "description": "Ids and names that it had before."},
            "silences": {"type": "array", "items": text, "description": "Rules that this one takes the place of."},
            "standards": _standards(),
            "examples": _examples(),
        },
    }


def _standards() -> dict[str, Any]:
    """Texts of the profession that a rule rests on."""
    text = _TEXT
    return {
        "type": "array",
        "items": {
            "anyOf": [
                text,
                {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["name"],
                    "properties": {
                        "name": text,
                        "section": text,
                        "url": text,
                        "found": {"enum": ["found", "found in a copy", "general knowledge"]},
                    },
                },
            ]
        },
    }


def _examples() -> dict[str, Any]:
    """Articles in which the rule fires so many times."""
    text = _TEXT
    return {
        "type": "array",
        "minItems": 2,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["fires", "article"],
            "properties": {
                "fires": {"type": ["string", "integer"], "description": "How many findings of this rule."},
                "article": {
                    "type": "object",
                    "description": "An article in format 1; its headline may be missing.",
                },
                "packs": {
                    "type": ["array", "string"],
                    "description": "Packs in force, besides the rule's own.",
                },
                "note": text,
            },
        },
    }
