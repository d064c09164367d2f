"""HTML cut into blocks: the words that a reader of the page sees, and where each of them stands.

For whole pages, for the HTML inside Markdown, and for the bodies of agency items.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from attribcheck.article import PassageKind
from attribcheck.places import Run, TextMap
from attribcheck.reading.boilerplate import is_credit
from attribcheck.reading.elements import BLOCKS, REFERENCE, Element, events, meant
from attribcheck.reading.page_parts import WHOLE, Part, is_beside

_SPECIAL = re.compile(
    rf"[ \t\n\f\r]{{2,}}+|[\t\n\f\r]|{REFERENCE.pattern}"
    # A template's tags in a page that is still to be built: '{% include map.html %}', '{{ page.author }}'.
    r"|\{[{%\#][^{}]{0,500}[}%\#]\}"
)
# '1', '[1]', '[a]', '*': what a note's mark is made of; an arrow leads back from the note.
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[A-Za-z]|[*†‡§¶]{1,4})[\])]?")
_BRACKETED = re.compile(r"\[(?:\d{1,4}|[A-Za-z]|(?:note|citation needed)[ \d]{0,5})\]", re.IGNORECASE)
_BACK = re.compile(r"[↩↑⤴^\ufe0e\ufe0f]{1,3}")
_NUMBERED = re.compile(r"\[\d{1,4}\]")
_NOTE_ROLES = ("doc-noteref", "doc-backlink")
# What an editor remarks beside a text in a word processor leads back by such a link once it is saved as a page.
_REMARK = "#cmnt_ref"
_WEB = ("http://", "https://")
# Shorter lines are labels, not prose.
_SHORTEST_PROSE = 25


class Block(NamedTuple):
    """A paragraph, a heading, an item of a list, a table's cell: `words` as a reader sees them.

    `to_text` leads from the words to the HTML. `citations` are the web addresses that its links
    lead to, and the marks of notes. `linked` counts the characters that are a link to another page.
    """

    kind: PassageKind
    words: str
    to_text: TextMap
    citations: tuple[str, ...]
    part: Part
    linked: int = 0

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return self.to_text.span(0, 1)[0]

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but a link to another page: a teaser, an entry of a menu."""
        return self.linked > 0 and self.linked * 10 >= len(self.words) * 9

    @property
    def is_prose(self) -> bool:
        """Whether it is running text, as far as its length can tell."""
        return len(self.words) >= _SHORTEST_PROSE and self.kind not in ("subheading", "caption") and not self.is_link


@dataclass(slots=True)
class Markup:
    """A page, read. `blocks` are the seen ones that may belong to an article, in order.

    `comments` and `scripts` are spans of their insides; `title` is the head's. `prose` counts the
    characters of running text.
    """

    text: str
    parts: list[Part] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    scripts: list[tuple[Element, int, int]] = field(default_factory=list)
    title: Block | None = None
    prose: int = 0


def html_blocks(text: str) -> list[Block]:
    """The blocks of an HTML text: what a reader sees of it, without menus, share bars and credits."""
    return read_markup(text).blocks


def read_markup(text: str, start: int = 0) -> Markup:
    """Reads the HTML that stands in `text` from `start` on; nothing is raised, whatever stands there."""
    return _Reader(text).read(start)


def seen_in(text: str, start: int, end: int) -> tuple[str, TextMap]:
    """The words of a stretch without tags, an attribute's value for one, and the map from them to `text`."""
    line = _Line(text)
    line.take(start, end)
    return line.words(), TextMap(line.runs)


class _Mark(NamedTuple):
    """How far a line had come when a link or a small raised character began."""

    line: int
    parts: int
    runs: int
    length: int
    linked: int
    links: int
    spaced: bool


class _Line:
    """The words of one block while they are collected; white space between them is one space."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.runs: list[Run] = []
        self.citations: list[str] = []
        self.length = self.linked = self.links = 0
        self.spaced = True
        # A line break with no words after it yet.
        self.broken = False

    def take(self, start: int, end: int) -> None:
        """The text between two offsets."""
        text, done = self.text, start
        for found in _SPECIAL.finditer(text, start, end):
            first = text[found.start()]
            characters = meant(found.group()) if first == "&" else ""
            if characters is None:
                continue
            self._plain(done, found.start())
            done = found.end()
            if first == "&":
                self.show(characters, found.start(), done)
            elif first != "{":
                self.space(found.start(), done)
        self._plain(done, end)

    def space(self, start: int, end: int) -> None:
        """White space, or what a reader sees as such."""
        if not self.spaced:
            self.show(" ", start, end)
            self.spaced = True

    def show(self, characters: str, start: int, end: int) -> None:
        """Characters that stand for something else in the text."""
        for character in characters:
            if not self.length and character.isspace():
                continue
            self.runs.append(Run(self.length, start, end - start))
            self.parts.append(character)
            self.length += 1
            self.spaced = False
            self.broken = self.broken and character.isspace()

    def _plain(self, start: int, end: int) -> None:
        words = self.text[start:end]
        if self.spaced:
            # A paragraph may be indented by no-break spaces.
            words = words.lstrip(" " if self.length else None)
        if not words:
            return
        self.runs.append(Run(self.length, end - len(words), 0))
        self.parts.append(words)
        self.length += len(words)
        self.spaced = words[-1] == " "
        self.broken = self.broken and words.isspace()

    def words(self) -> str:
        """What has been collected."""
        return "".join(self.parts).rstrip()


class _Reader:
    """Goes through a page once, and judges its parts when all of it is known."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.page = Markup(text)
        self.stack: list[Part] = []
        self.line = _Line(text)
        # So that a mark of a line that has ended is known as such.
        self.lines = 0
        self.marks: list[tuple[Element, _Mark]] = []

    def read(self, start: int) -> Markup:
        for event in events(self.text, start):
            element = event.element
            if event.kind == "text":
                if not self.stack or not self.stack[-1].unseen:
                    self.line.take(event.start, event.end)
                elif element is not None and element.tag == "title" and self.page.title is None:
                    self._title(event.start, event.end)
            elif event.kind == "comment":
                self.page.comments.append((event.start, event.end))
            elif element is None:
                continue
            elif event.kind == "open":
                self._open(element, event.start, event.end)
            elif event.kind == "close":
                self._close(element, event.start, event.end)
            elif element.tag == "script":
                self.page.scripts.append((element, event.start, event.end))
        self._flush(None)
        _judge(self.page)
        return self.page

    def _open(self, element: Element, start: int, end: int) -> None:
        outer = self.stack[-1] if self.stack else None
        part = Part(element, outer)
        if element.tag in BLOCKS:
            self._flush(outer)
        self.stack.append(part)
        self.page.parts.append(part)
        if part.unseen:
            return
        if element.tag == "br":
            self._line_break(outer, start, end)
        elif element.tag == "q":
            self.line.show("“", start, end)
        elif element.tag in ("a", "sup"):
            line = self.line
            mark = _Mark(self.lines, len(line.parts), len(line.runs), line.length, line.linked, line.links, line.spaced)
            self.marks.append((element, mark))

    def _close(self, element: Element, start: int, end: int) -> None:
        part = self.stack[-1]
        if element.tag in BLOCKS:
            self._flush(part)
        self.stack.pop()
        if part.unseen:
            return
        if element.tag == "q" and end > start and self.line.length:
            self.line.show("”", start, end)
        elif self.marks and self.marks[-1][0] is element:
            _, mark = self.marks.pop()
            if mark.line == self.lines:
                self._end_mark(element, mark)

    def _line_break(self, part: Part | None, start: int, end: int) -> None:
        """One line break is a space, two are the end of a paragraph."""
        if self.line.broken:
            self._flush(part)
        elif self.line.length:
            self.line.space(start, end)
            self.line.broken = True

    def _end_mark(self, element: Element, mark: _Mark) -> None:
        """A link is a citation; a note's mark is one too, and no words."""
        line = self.line
        words = "".join(line.parts[mark.parts :]).strip()
        target = _target(element)
        if target.startswith(_REMARK):
            self._remark()
        if element.tag == "sup":
            is_note = bool(_BRACKETED.fullmatch(words)) or (
                line.links > mark.links and bool(_NOTE_MARK.fullmatch(words) or _BACK.fullmatch(words))
            )
        else:
            line.links += 1
            is_note = target.startswith("#") and bool(_NOTE_MARK.fullmatch(words) or _BACK.fullmatch(words))
            is_note = is_note or element.attribute("role") in _NOTE_ROLES
        if is_note:
            if words and not _BACK.fullmatch(words):
                line.citations.append(words)
            del line.parts[mark.parts :], line.runs[mark.runs :]
            line.length, line.linked, line.spaced = mark.length, mark.linked, mark.spaced
        elif target and not target.startswith("#"):
            line.linked = mark.linked + line.length - mark.length
            if target.lower().startswith(_WEB):
                line.citations.append(target)

    def _remark(self) -> None:
        """What the link stands in is an editor's remark: as much around it as holds nothing else before it."""
        last = self.page.blocks[-1].start if self.page.blocks else -1
        around = [part for part in self.stack if part.element.tag in ("div", "p", "li") and part.element.start > last]
        if around:
            around[0].role = "remark"

    def _count_link_around(self, line: _Line) -> None:
        """A card is a link with a heading and a paragraph in it: the line ends before the link does."""
        for element, mark in reversed(self.marks):
            target = _target(element)
            if target and not target.startswith("#"):
                line.linked = line.length - (mark.length if mark.line == self.lines else 0)
                if target.lower().startswith(_WEB):
                    line.citations.append(target)
                return

    def _title(self, start: int, end: int) -> None:
        words, to_text = seen_in(self.text, start, end)
        if words:
            self.page.title = Block("headline", words, to_text, (), self.stack[-1])

    def _flush(self, part: Part | None) -> None:
        """The line ends; `part` is what it stands in."""
        line = self.line
        if not line.length:
            return
        self._count_link_around(line)
        self.line = _Line(self.text)
        self.lines += 1
        words = line.words()
        if part is None:
            # Words outside of everything, as in a piece of HTML: they stand in a part of their own.
            part = Part(Element("", self.text, line.runs[0].file, (0, line.runs[0].file - 1), None), None)
            part.element.end = line.runs[-1].file + 1
        if not any(character.isalnum() for character in words):
            return
        citations = (*line.citations, *(_NUMBERED.findall(words) if "[" in words else ()))
        linked = min(line.linked, len(words))
        self.page.blocks.append(Block(part.kind, words, TextMap(line.runs), citations, part, linked))


def _target(element: Element) -> str:
    return (element.attribute("href") or "").strip() if element.tag == "a" else ""


def _judge(page: Markup) -> None:
    """Keeps the blocks that may be an article's: what a part is can depend on all that it holds."""
    for part in reversed(page.parts):
        if part.parent:
            part.parent.headed = part.parent.headed or part.headed
    _count(page)
    # What a piece of HTML holds may all be beside the article; a page holds one.
    is_page = any(part.headed or part.element.tag in WHOLE or part.element.tag == "article" for part in page.parts)
    whole = page.prose if is_page else math.inf
    for part in page.parts:
        part.beside = (part.parent is not None and part.parent.beside) or is_beside(part, whole)
    page.blocks = [block for block in page.blocks if not block.part.beside and not is_credit(block.words)]
    _count(page)


def _count(page: Markup) -> None:
    """Adds up the running text in each part."""
    for part in page.parts:
        part.prose = 0
    page.prose = 0
    for block in page.blocks:
        if block.is_prose:
            block.part.prose += len(block.words) - block.linked
            page.prose += len(block.words) - block.linked
    for part in reversed(page.parts):
        if part.parent:
            part.parent.prose += part.prose
