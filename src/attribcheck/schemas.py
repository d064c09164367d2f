"""The published JSON Schemas of article, rule, configuration and report."""

from __future__ import annotations

from typing import Any

from attribcheck.article import Article
from attribcheck.engine.rule_schema import rule_schema
from attribcheck.report import report_schema
from attribcheck.workspace.configuration import configuration_schema

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
# Figures may be written with thousands separators, and YAML readers differ on what is a number.
_NUMBER = r"^[+-]?[0-9][0-9, _]*(\.[0-9]+)?$"
_YES_NO: dict[str, Any] = {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}]}


def schema(name: str) -> dict[str, Any]:
    """The schema of that name: `article`, `rule`, `configuration` or `report`."""
    if name == "rule":
        return rule_schema()
    if name == "configuration":
        made = configuration_schema()
        return {"$schema": _DRAFT, "$id": f"https://attribcheck.dev/schemas/{name}.schema.json", **made}
    made = report_schema() if name == "report" else _written(Article.model_json_schema(mode="validation"))
    return {"$schema": _DRAFT, "$id": f"https://attribcheck.dev/schemas/{name}.schema.json", **made}


def _written(made: Any) -> Any:
    """The schema of the records as people may write them: yes and no, one in place of a list, words for a record."""
    if isinstance(made, list):
        return [_written(part) for part in made]
    if not isinstance(made, dict):
        return made
    if made.get("type") == "boolean":
        return _YES_NO
    if made.get("type") in ("integer", "number"):
        return {"anyOf": [made, {"type": "string", "pattern": _NUMBER}]}
    if made.get("type") == "array" and "items" in made:
        items = _written(made["items"])
        rest = {key: value for key, value in made.items() if key in ("title", "description")}
        either = [{"type": "array", "items": _or_words(items)}, _or_words(items), {"type": "null"}]
        if "$ref" in items:  # blocks may be keyed by handle: `video: {kind: video}`
            either.append({"type": "object", "additionalProperties": items})
        return {**rest, "anyOf": either}
    if made.get("const") == "1":
        return {"enum": ["1", 1], "title": "Format"}
    if "additionalProperties" in made and isinstance(made["additionalProperties"], dict):
        return {**made, "additionalProperties": _or_words(_written(made["additionalProperties"]))}
    return {key: _written(value) for key, value in made.items()}


def _or_words(part: Any) -> Any:
    if isinstance(part, dict) and ("$ref" in part or part.get("type") == "string"):
        return {"anyOf": [part, {"type": ["string", "number", "boolean"]}]}
    return part
