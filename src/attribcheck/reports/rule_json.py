"""A rule's page as JSON, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from attribcheck.reports.condition_layout import one_line
from attribcheck.reports.rule_page import RulePage, facts


def as_data(page: RulePage) -> dict[str, Any]:
    """The page for programs."""
    entry, rule = page.entry, page.rule
    return {
        "id": entry.id,
        "name": entry.name,
        "pack": entry.pack,
        "severity": entry.severity,
        "raises": [{"to": r.to, "when": one_line(r.when.expression)} for r in rule.raises] if rule else [],
        "about": entry.about,
        "for": rule.scope if rule else None,
        "summary": entry.summary,
        "why": entry.why,
        "when": one_line(rule.when.expression) if rule else None,
        "reads": [{"fact": name, "about": words} for name, words in facts(page)],
        "options": [asdict(option) for option in rule.options] if rule else [],
        "fix": entry.fix,
        "ask": rule.ask.text if rule and rule.ask else None,
        "silences": list(rule.silences) if rule else [],
        "silenced_by": [other.id for other in page.silenced_by],
        "standards": [standard.model_dump() for standard in entry.standards],
        "examples": [
            {
                "fires": example.fires,
                "note": example.note,
                "packs": list(example.packs),
                "article": example.article,
                "findings": [
                    {"severity": f.severity, "words": f.place.seen, "message": f.message, "ask": f.ask}
                    for f in example.findings
                ],
            }
            for example in page.examples
        ],
    }


def as_json(page: RulePage) -> str:
    """The page as JSON text."""
    return json.dumps(as_data(page), ensure_ascii=False, indent=2) + "\n"
