"""The report as one self-contained page: every article of the run, and an index before them if there are several."""

from __future__ import annotations

from attribcheck.report import ArticleEntry, Report
from attribcheck.reports.formats import Layout
from attribcheck.reports.html import rendering
from attribcheck.reports.html.overview import Overview
from attribcheck.reports.html.page import article_page


class Writer:
    """Holds the articles back: what stands before them shows at the end."""

    def __init__(self, _: Layout) -> None:
        self._entries: list[ArticleEntry] = []

    def article(self, entry: ArticleEntry) -> str:
        """Nothing yet."""
        self._entries.append(entry)
        return ""

    def frame(self, report: Report) -> tuple[str, str]:
        """All of it."""
        rules = {rule.id: rendering.rule_details(rule) for rule in report.rules}
        if len(self._entries) == 1 and not report.problems:
            return rendering.article(article_page(self._entries[0], report.as_of), rules, None), ""
        overview = Overview()
        parts = []
        for number, entry in enumerate(self._entries, 1):
            prefix = f"a{number}-"
            overview.add(entry, f"#{prefix}article")
            parts.append(rendering.part(article_page(entry, report.as_of, prefix), rules))
        return rendering.index(overview.summary(), report, parts), ""
