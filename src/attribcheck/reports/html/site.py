"""The report as a folder: a page an article, and an index."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from attribcheck.report import ArticleEntry, Report
from attribcheck.reports.formats import Piece, Setting
from attribcheck.reports.html import rendering
from attribcheck.reports.html.overview import Figures, Overview, figures
from attribcheck.reports.html.page import article_page
from attribcheck.reports.html.rule_texts import details

INDEX = "index.html"
_LONGEST = 80
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


class _Rest(NamedTuple):
    """What the site must know of one article: the path that its page is named for, and its figures."""

    path: str
    figures: Figures


def piece(entry: ArticleEntry, setting: Setting) -> Piece:
    """One article's page; it holds nothing that depends on its own name."""
    page = rendering.article(article_page(entry, setting.as_of), details(entry, setting), INDEX)
    return Piece(page, _Rest(entry.uri_path, figures(entry)))


class Site:
    """Names the pages, in the order of the articles, and draws the index."""

    def __init__(self) -> None:
        self._overview = Overview()
        self._names: set[str] = {INDEX}

    def take(self, piece: Piece) -> str:
        """The file name of the next article's page."""
        rest: _Rest = piece.rest
        name = self._name(rest.path)
        self._overview.add(rest.figures, name)
        return name

    def index(self, report: Report) -> str:
        """The index over all pages."""
        return rendering.index(self._overview.summary(), report)

    def _name(self, path: str) -> str:
        """A file name made of the article's path: safe on every system, and another for each article."""
        words = _UNSAFE.sub("-", path.rsplit(".", 1)[0]).strip("-").lower()
        name = f"{words[-_LONGEST:].strip('-') or 'article'}.html"
        if name in self._names or len(words) > _LONGEST:
            digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()
            name = f"{name.removesuffix('.html')}-{digest[:8]}.html"
        count = 1
        while name in self._names:
            count += 1
            name = re.sub(r"(-\d+)?\.html$", f"-{count}.html", name)
        self._names.add(name)
        return name
