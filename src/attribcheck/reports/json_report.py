"""The JSON report: the records of `report.py` as they are."""

from __future__ import annotations

from attribcheck.report import ArticleEntry, Report
from attribcheck.reports.formats import Layout

_NO_ARTICLES = '\n  "articles": []'


class Writer:
    """The report as JSON text, piece by piece."""

    def __init__(self, _: Layout) -> None:
        self._first = True

    def article(self, entry: ArticleEntry) -> str:
        """The next article's piece."""
        lead = '\n  "articles": [\n    ' if self._first else ",\n    "
        self._first = False
        return lead + entry.model_dump_json(by_alias=True, indent=2).replace("\n", "\n    ")

    def frame(self, report: Report) -> tuple[str, str]:
        """What stands before and after the articles; `report` holds all but them."""
        head, tail = f"{report.to_json()}\n".split(_NO_ARTICLES, 1)
        return (head + _NO_ARTICLES, tail) if self._first else (head, "\n  ]" + tail)
