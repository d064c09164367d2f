"""The report as a folder: a page an article, written as it comes, and an index."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable

from markupsafe import Markup

from attribcheck.report import ArticleEntry, Report, RuleEntry
from attribcheck.reports.html import rendering
from attribcheck.reports.html.overview import Overview
from attribcheck.reports.html.page import article_page

INDEX = "index.html"
_LONGEST = 80
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


class Draughtsman:
    """Draws pages in a process of its own, from what `Site.sheet` hands on."""

    def __init__(self) -> None:
        self._rules: dict[str, Markup] = {}

    def draw(self, entry: ArticleEntry, rules: Iterable[RuleEntry], as_of: str | None) -> str:
        """One article's page; `rules` are those that came up for the first time."""
        self._rules |= {rule.id: rendering.rule_details(rule) for rule in rules}
        return rendering.article(article_page(entry, as_of), self._rules, INDEX)


class Site:
    """Makes the pages. `rules` gives rules' texts by their ids, for pages are made before the run has ended."""

    def __init__(self, rules: Callable[[Iterable[str]], list[RuleEntry]], as_of: str | None) -> None:
        self._texts = rules
        self._rules: dict[str, Markup] = {}
        self._known: set[str] = set()
        self._as_of = as_of
        self._overview = Overview()
        self._names: set[str] = {INDEX}

    def page(self, entry: ArticleEntry) -> tuple[str, str]:
        """The next article's file name and page."""
        name, rules = self.sheet(entry)
        self._rules |= {rule.id: rendering.rule_details(rule) for rule in rules}
        return name, rendering.article(article_page(entry, self._as_of), self._rules, INDEX)

    def sheet(self, entry: ArticleEntry) -> tuple[str, list[RuleEntry]]:
        """The next article's file name, and the rules that no page before it needed: for a process that draws it."""
        name = self._name(entry.uri_path)
        self._overview.add(entry, name)
        wanted = {finding.rule for finding in entry.findings}
        if wanted <= self._known:
            return name, []
        self._known |= wanted
        return name, self._texts(wanted)

    def rules(self) -> list[RuleEntry]:
        """Every rule that a page so far needed, for a process that begins now."""
        return self._texts(self._known)

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
