"""Why the rules that an article's findings name are rules, drawn once in a process."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from attribcheck.report import ArticleEntry, RuleEntry
from attribcheck.reports.formats import Setting
from attribcheck.reports.html import rendering


def details(entry: ArticleEntry, setting: Setting) -> dict[str, Markup]:
    """By the rule's id, for each rule and each fault of the file that the findings name and somebody knows."""
    named = {finding.rule for finding in entry.findings}
    # The texts of faults come with those of any rules.
    rules = setting.rules({finding.rule for finding in entry.findings if finding.about != "file"})
    return {rule.id: _drawn(rule.model_dump_json()) for rule in rules if rule.id in named}


@lru_cache(maxsize=1024)
def _drawn(rule: str) -> Markup:
    return rendering.rule_details(RuleEntry.model_validate_json(rule))
