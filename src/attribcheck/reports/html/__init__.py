"""The report as one self-contained page: every article of the run, and an index before them if there are several."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from attribcheck.report import ArticleEntry, Report
from attribcheck.reports.formats import Piece, Setting
from attribcheck.reports.html import rendering
from attribcheck.reports.html.overview import Figures, Overview, figures
from attribcheck.reports.html.page import article_page
from attribcheck.reports.html.rule_texts import details

# Where the articles go behind the index; nothing that comes after it holds words of an article.
_ARTICLES = "\ue000articles\ue000"


class _Rest(NamedTuple):
    """What the page must know of one article: what its ids begin with, its figures, and the article as JSON."""

    prefix: str
    figures: Figures
    stored: str


def piece(entry: ArticleEntry, setting: Setting) -> Piece:
    """One article as a part of the page. Its number there is not known yet, so its ids begin with a hash."""
    stored = entry.model_dump_json(by_alias=True)
    # No article holds its own hash, so that this stands nowhere in its words.
    prefix = f"a{hashlib.sha256(stored.encode()).hexdigest()}-"
    text = rendering.part(article_page(entry, setting.as_of, prefix), details(entry, setting))
    return Piece(text, _Rest(prefix, figures(entry), stored))


class Frame:
    """Numbers the articles, and draws what stands around them; an only article has the page for itself."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._overview = Overview()
        self._count = 0
        # The first article, held back until it is known whether it is the only one.
        self._first = ""
        self._stored = ""

    def take(self, piece: Piece) -> str:
        """The next article; the first comes with the second."""
        rest: _Rest = piece.rest
        self._count += 1
        prefix = f"a{self._count}-"
        self._overview.add(rest.figures, f"#{prefix}article")
        text = piece.text.replace(rest.prefix, prefix)
        if self._count == 1:
            self._first, self._stored = text, rest.stored
            return ""
        before, self._first, self._stored = self._first, "", ""
        return before + text

    def ends(self, report: Report) -> tuple[str, str]:
        """The index and the frame of the page; all of it, where there is one article and nothing went wrong."""
        if self._count == 1 and not report.problems:
            entry = ArticleEntry.model_validate_json(self._stored)
            page = article_page(entry, report.as_of)
            return rendering.article(page, details(entry, self._setting), None), ""
        made = rendering.index(self._overview.summary(), report, [_ARTICLES] if self._count else [])
        head, mark, tail = made.rpartition(_ARTICLES)
        return (head + self._first, tail) if mark else (tail, "")
