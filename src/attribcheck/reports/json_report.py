"""The JSON report: the records of `report.py` as they are."""

from __future__ import annotations

from attribcheck.report import ArticleEntry, Report
from attribcheck.reports.formats import Piece, Setting

_NO_ARTICLES = '\n  "articles": []'


def piece(entry: ArticleEntry, _: Setting) -> Piece:
    """One article as JSON, as deep as it stands in the report."""
    return Piece(entry.model_dump_json(by_alias=True, indent=2).replace("\n", "\n    "))


class Frame:
    """What stands around the articles, and the commas between them."""

    def __init__(self, _: Setting) -> None:
        self._first = True

    def take(self, piece: Piece) -> str:
        """The next article."""
        lead = '\n  "articles": [\n    ' if self._first else ",\n    "
        self._first = False
        return lead + piece.text

    def ends(self, report: Report) -> tuple[str, str]:
        """What stands before and after the articles; `report` holds all but them."""
        head, tail = f"{report.to_json()}\n".split(_NO_ARTICLES, 1)
        return (head + _NO_ARTICLES, tail) if self._first else (head, "\n  ]" + tail)
