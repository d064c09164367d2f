"""A rule's page, made from its file: what it flags and why, its standards, the fix, what fires and what does not."""

from __future__ import annotations

import textwrap

from attribcheck.engine.rule import Rule
from attribcheck.reading.structured import plain


def rule_page(rule: Rule, width: int = 80) -> str:
    """The page as plain text."""
    lines = [f"{rule.id} {rule.name}  ({rule.severity}, pack {rule.pack})", ""]
    lines += _block("Flags", rule.summary, width)
    if rule.why:
        lines += _block("Why", rule.why, width)
    lines += _block("When", " ".join(rule.when.expression.split()), width)
    for entry in rule.raises:
        lines += _block(f"{entry.to} if", " ".join(entry.when.expression.split()), width)
    lines += _block("Fix", rule.fix, width)
    if rule.silences:
        lines += _block("Silences", ", ".join(rule.silences), width)
    for standard in rule.standards:
        parts = [standard.name, standard.section, standard.url, standard.found and f"({standard.found})"]
        lines += _block("Standard", " ".join(part for part in parts if part), width)
    for example in rule.examples:
        article = plain(example.article[0])
        words = " / ".join(" ".join(str(article[key]).split()) for key in ("headline", "body") if article.get(key))
        label = f"Fires {example.fires}×" if example.fires else "Silent"
        lines += _block(label, words or "(no text)", width)
    return "\n".join(lines) + "\n"


def _block(label: str, words: str, width: int) -> list[str]:
    lead = f"{label:<10}"
    return textwrap.wrap(words, width, initial_indent=lead + " ", subsequent_indent=" " * 11) or [lead]
