"""What a page says of its article: in its JSON-LD, in its text, in its attributes, in its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import Any, NamedTuple

from attribcheck.language.data import word_lists
from attribcheck.places import TextMap
from attribcheck.reading.boilerplate import PAGE_PARTS
from attribcheck.reading.dating import day_in_path, day_written
from attribcheck.reading.elements import HEADINGS, Element, events
from attribcheck.reading.json_ld import LinkedArticle, Told, kind_of, kind_of_section
from attribcheck.reading.markup import Block, Markup, seen_in
from attribcheck.reading.page_body import PageBody, has_property
from attribcheck.reading.page_parts import Part
from attribcheck.reading.prose import About
from attribcheck.reading.top_lines import TopLine, top_line

_WEB = ("http://", "https://")
# Between a headline and the name of the site: 'Harbour opens | The Daily Example'.
_SEPARATOR = re.compile(r"\s[|–—·•»:-]\s")
# Of 100, by the words in any order: 'Harbour opens after ten years' is still 'After ten years, harbour opens again'.
_SAME_HEADLINE = 60
# No headline is longer.
_LONGEST_HEADLINE = 300
# No name is longer; what is longer is a biography.
_LONGEST_BYLINE = 120
# Byline and day stand among the first blocks of a page; below them stand those of other articles.
_TOP = 12
_MOST_AUTHORS = 5


class _Day(NamedTuple):
    """A day, and how the page writes it."""

    day: date
    written: str


class PageFacts:
    """One page's facts; each comes from the first place that has it."""

    def __init__(self, markup: Markup, body: PageBody, linked: LinkedArticle | None) -> None:
        self.markup = markup
        self.body = body
        self.linked = linked or LinkedArticle()
        self.metas: dict[str, Element] = {}
        self.properties: dict[str, Part] = {}
        for part in markup.parts:
            element = part.element
            if element.tag == "meta":
                for key in ("property", "name"):
                    self.metas.setdefault((element.attribute(key) or "").strip().lower(), element)
            for name in (element.attribute("itemprop") or "").lower().split():
                self.properties.setdefault(name, part)

    def headline(self) -> Told | None:
        """The headline as the page shows it, where that agrees with what the page says it is; else where it says so."""
        marked, headings = self._marked_headline(), self._headings(self.markup.blocks)
        shown = [*marked, *headings]
        said = [self._without_site(told) for told in self._metas_at("headline")]
        named = self.linked.headline or (said[0] if said else None)
        if named:
            named = self._without_site(named)
            return next((told for told in (*shown, *said) if _agree(told.words, named.words)), named)
        title = self.markup.title
        named = self._without_site(Told(title.words, (title.to_text,))) if title else None
        agreeing = [told for told in headings if named and _agree(told.words, named.words)]
        # A title alone may be that of the site.
        shown_here = chain(marked, agreeing, self._headings(self.body.blocks))
        return next(shown_here, None) or named or next(iter(headings), None)

    def about(self, headline: str | None, path: str) -> About:
        """The facts; `headline` is the one to be given, `path` the file's, which may hold the day."""
        linked = self.linked
        published = _first_day(
            chain([linked.published], self._words("published"), self._dates("datepublished"), self._times())
        )
        updated = _first_day(chain([linked.updated], self._words("updated"), self._dates("datemodified")))
        types = (part.element.attribute("itemtype") or "" for part in self.markup.parts)
        section = linked.section or next(self._words("section"), None)
        return About(
            headline=headline,
            published=published.day if published else day_in_path(path),
            published_at=published.written if published else None,
            updated=updated.day if updated else None,
            kind=linked.kind or kind_of(types) or kind_of_section(section),
            language=self._language() or linked.language,
            byline=", ".join(linked.authors) or next(self._bylines(), None),
            dateline=linked.dateline,
            url=next(self._addresses(), None) or linked.url,
        )

    def _marked_headline(self) -> list[Told]:
        """What is marked as the headline (microdata), if it is seen."""
        part = self.properties.get("headline")
        if part is None or part.unseen:
            return []
        return [_told(block) for block in self.markup.blocks if block.part.within(part)]

    def _headings(self, blocks: list[Block]) -> list[Told]:
        """The headings of the first level."""
        return [_told(block) for block in blocks if _heading(block.part) == "h1"]

    def _without_site(self, named: Told) -> Told:
        """A headline without the name of the site before or behind it."""
        known = {bare(name) for name in (*self._words("site"), self.linked.publisher) if name}
        words = named.words
        found = list(_SEPARATOR.finditer(words))
        if not found:
            return named
        first, last = found[0], found[-1]
        if bare(words[last.end() :]) in known or "|" in last.group():
            return Told(words[: last.start()], named.maps)
        if bare(words[: first.start()]) in known:
            return Told(words[first.end() :], (TextMap.straight(first.end()), *named.maps))
        return named

    def _metas_at(self, kind: str) -> Iterator[Told]:
        """What the page's head says under the names of a kind, where it says it."""
        names: Any = word_lists(PAGE_PARTS)["meta"][kind]
        for name in names:
            span = self.metas[name].attribute_at("content") if name in self.metas else None
            words, to_text = seen_in(self.markup.text, *span) if span else ("", TextMap([]))
            if words:
                yield Told(words, (to_text,))

    def _words(self, kind: str) -> Iterator[str]:
        return (told.words for told in self._metas_at(kind))

    def _dates(self, name: str) -> Iterator[str]:
        part = self.properties.get(name)
        if part:
            yield part.element.attribute("content") or ""
            yield part.element.attribute("datetime") or ""
            yield self._inside(part.element)

    def _times(self) -> Iterator[str]:
        """Moments above the article's second paragraph, then lines there that hold nothing but a day."""
        texts = [block.start for block in self.body.blocks if block.is_prose]
        headings = [block.start for block in self.markup.blocks if _heading(block.part) == "h1"]
        first = min([*headings[:1], *(part.element.start for part in self.body.parts[:1])], default=0)
        last = texts[1] if len(texts) > 1 else len(self.markup.text)
        for part in self.markup.parts:
            if part.element.tag == "time" and first <= part.element.start <= last:
                yield part.element.attribute("datetime") or self._inside(part.element)
        yield from (line.published for line in self._top_lines() if line.published)

    def _top_lines(self) -> Iterator[TopLine]:
        return (line for block in self.markup.blocks[:_TOP] if (line := top_line(block.words)))

    def _bylines(self) -> Iterator[str]:
        for words in chain(self._words("byline"), islice(self._marked_authors(), _MOST_AUTHORS)):
            line = top_line(words)
            name = line.byline if line and line.byline else words
            if name and len(name) <= _LONGEST_BYLINE and not name.lower().startswith(_WEB):
                yield name
        yield from (line.byline for line in self._top_lines() if line.byline)

    def _marked_authors(self) -> Iterator[str]:
        author = self.properties.get("author")
        if author:
            named = (part for part in self.markup.parts if has_property(part, "name") and part.within(author))
            yield self._inside(next(named, author).element)
        for part in self.markup.parts:
            if part.element.tag == "a" and "author" in (part.element.attribute("rel") or "").lower().split():
                yield self._inside(part.element)

    def _inside(self, element: Element) -> str:
        """The words in an element; its content attribute's where it holds none."""
        inside = self.markup.text[element.inside : min(element.end, element.inside + 2_000)]
        words = "".join(inside[event.start : event.end] for event in events(inside) if event.kind == "text")
        return seen_in(words, 0, len(words))[0] or element.attribute("content") or ""

    def _language(self) -> str | None:
        element = self.body.parts[0].element if self.body.parts else None
        page = (part.element for part in self.markup.parts if part.element.tag == "html")
        element = element or next(page, None)
        while element is not None:
            written = element.attribute("lang") or element.attribute("xml:lang")
            if written and written.strip():
                return written.strip()
            element = element.parent
        return None

    def _addresses(self) -> Iterator[str]:
        links = (part.element for part in self.markup.parts if part.element.tag == "link")
        canonical = (link.attribute("href") for link in links if (link.attribute("rel") or "").lower() == "canonical")
        return (
            address.strip()
            for address in chain(canonical, self._words("url"))
            if address and address.strip().lower().startswith(_WEB)
        )


def _told(block: Block) -> Told:
    return Told(block.words, (block.to_text,))


def _heading(part: Part | None) -> str | None:
    """The heading that a part is, or stands in."""
    while part is not None and part.kind == "subheading":
        if part.element.tag in HEADINGS:
            return part.element.tag
        part = part.parent
    return None


def _first_day(written: Iterable[str | None]) -> _Day | None:
    for words in written:
        day = day_written(words)
        if words and day:
            return _Day(day, words.strip())
    return None


def bare(words: str) -> str:
    """Words without case and punctuation, to be compared."""
    return " ".join(re.findall(r"\w+", words[:_LONGEST_HEADLINE].casefold()))


def _agree(shown: str, named: str) -> bool:
    """Whether two headlines are one headline in two wordings."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(bare(shown), bare(named)) >= _SAME_HEADLINE
