"""What a file of prose holds: its text in passages, and what it says of itself.

Each format's reader makes one of these; what is recorded of the article (a sidecar, the
register) is joined to it afterwards, whatever format it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from attribcheck.article import ArticleKind, Passage, PassageKind, Source, Statement
from attribcheck.places import SourceText, TextMap
from attribcheck.reading.faults import Fault, Note


@dataclass(slots=True)
class About:
    """What a file says of its article. A field of which it says nothing is None.

    `headline` is the title's words wherever they come from, a file's name included;
    `published_at` is the day or moment of publication as it is written.
    """

    headline: str | None = None
    published: date | None = None
    published_at: str | None = None
    updated: date | None = None
    kind: ArticleKind | None = None
    language: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    provided_by: str | None = None


@dataclass(slots=True)
class Prose:
    """One file of prose, read.

    The first passage is the headline where the file's text holds one. `sources` and
    `statements` are what the file itself records: a `sources:` list in its front matter,
    footnotes that begin with `source:`, whose statements know their span. `comments` are the
    file's comments that begin with 'attribcheck:', each with its words and their offset.
    """

    source: SourceText
    passages: list[Passage]
    about: About = field(default_factory=About)
    sources: dict[str, Source] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    comments: list[tuple[str, int]] = field(default_factory=list)


class Passages:
    """Collects an article's passages in order, numbers them and counts its sections."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.found: list[Passage] = []
        self.section = 0

    def add(self, kind: PassageKind, words: str, maps: tuple[TextMap, ...], citations: tuple[str, ...] = ()) -> None:
        """The next passage, unless it has no words. `maps` lead from `words` to the file, one after the other."""
        if not words.strip():
            return
        if kind == "subheading":
            self.section += 1
        index = len(self.found)
        self.found.append(Passage(index, kind, self.section, words, self.source, maps, citations))


__all__ = ["About", "Note", "Passages", "Prose"]
