"""What writers and site generators add to Markdown, taken apart before its blocks are read.

    !!! note "A title"            ??? info "The board met in January."        === "Tab"
        indented text                 indented text                               indented text
    :::tip[A title]               > [!NOTE]                                   [TOC]  \\newpage  --8<-- "x"
    <div markdown>                <<<<<<< HEAD
    [^1]: A footnote.             [^2]: source: Harbour Board; said: 2026-01-14
    *[NHB]: Nol Harbour Board     [#]: subject: "A title"                     <!-- more -->

Out comes a covered text and the lines to read its blocks from: lines cut short (a title without
its quotation marks), set apart by blank ones, or left out. Everything afterwards is an offset in
the file.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

from attribcheck.article import PassageKind
from attribcheck.reading.jsx import jsx
from attribcheck.reading.lines import MASK, Line, covered, in_code, lines_of
from attribcheck.reading.shortcodes import bracketed, icons, shortcodes
from attribcheck.reading.spoken_attributes import Spoken, is_sentence, spoken_attributes

_COMMENT = re.compile(r"(?<![`\\])(?:<!--|\{/\*)")
_SPEAKS_TO_US = re.compile(r"\s*+(?P<words>attribcheck\s*+:)", re.IGNORECASE)
_CLOSED_BY = {"<!--": "-->", "{/*": "*/}"}

_INDENT = re.compile(r"[ \t]*+")
# !!! type "Title", ??? and ???+ for one that is folded, === for a tab.
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]++[^\"\r\n]*+(?:\"(?P<title>[^\"\r\n]*+)[^\r\n]*+)?+")
_TAB = re.compile(r"===[+!]?[ \t]++\"(?P<title>[^\"\r\n]*+)\"[^\r\n]*+")
# :::tip · :::tip[Title] · :::tip Title · ::: {.class} · :::
_COLONS = re.compile(
    r":{3,}+[ \t]*+(?:\{[^{}\r\n]*+\}?|(?P<name>[\w-]*+)[ \t]*+\[?(?P<title>[^\]\r\n{]*+)\]?[^\r\n]*+)"
)
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\[\]\s]{1,100})\]:[ \t]*+")
_SOURCE = re.compile(r"source[ \t]*+:", re.IGNORECASE)
# [#]: subject: "A title" · [#]: via: https://… · [#]: author: (name)
_METADATA = re.compile(r"\[#\]:[ \t]*+(?P<key>[A-Za-z][\w-]{0,40}+):?[ \t]*+[\"(]?(?P<value>[^\r\n]*)")
_ALERT = re.compile(r"(?:>[ \t]*+){1,10}+(?P<mark>\[![A-Za-z]{1,20}\][+-]?)(?P<title>[^\r\n]*+)")
_DEFINITION = re.compile(r":[ \t]{1,4}(?=\S)")
_NO_WORDS = re.compile(
    r"\[TOC\]|\[\[_?TOC_?\]\]|\\(?:newpage|pagebreak|clearpage)\b[^\r\n]*+|;?-{2,}8<-{1,}[^\r\n]*+"
    r"|\*\[[^\[\]\r\n]{1,100}\]:[^\r\n]*+",
    re.IGNORECASE,
)
# <div class="grid cards" markdown> · <details markdown="1">: what stands inside is Markdown, line by line.
_MARKDOWN_INSIDE = re.compile(
    r"<(?P<name>[A-Za-z][\w-]{0,20}+)(?=\s)[^<>]{0,500}?\smarkdown(?:=\"?(?:1|block)\"?)?(?=[\s>])[^<>]{0,500}+>[ \t]*+"
)
# Where two versions were merged and nobody chose; the dividing line only counts below the first.
_CONFLICT = re.compile(r"(?P<mark><{7}|={7}|>{7})(?:[ \t][^\r\n]*+)?+")
_HEADS = frozenset("!?=:[<>\\;-*")
# Below a head its text stands this much further in.
_BODY_INDENT = 4
# A title that is no sentence is read where it is long enough to say something.
_SHORTEST_TITLE = 4


@dataclass(slots=True)
class SourceNote:
    """A footnote that begins with `source:`: its label, where that stands, and the lines of the record."""

    label: str
    start: int
    end: int
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Dialect:
    """A Markdown text taken apart.

    `text` is as long as the file, and so is `raw`, which shows the tags too; `lines` are those to
    read blocks from. `metadata` are values by key, as stretches of the text; `comments` begin with
    'attribcheck:' and have their offset.
    """

    text: str
    raw: str
    lines: list[Line] = field(default_factory=list)
    notes: list[SourceNote] = field(default_factory=list)
    metadata: dict[str, tuple[int, int]] = field(default_factory=dict)
    comments: list[tuple[str, int]] = field(default_factory=list)


def take_apart(text: str, start: int = 0, *, mdx: bool = False) -> Dialect:
    """Takes apart the Markdown that stands in `text` from `start` on."""
    lines = lines_of(text, start)
    code = in_code(text, lines) if "```" in text or "~~~" in text else [False] * len(lines)
    prose = _prose(lines, code)
    made = Dialect(text, text)
    remarks: list[tuple[int, int]] = []
    for first, last in prose:
        _comments(text, first, last, made, remarks)
    # What stands in a comment is no words, whatever it looks like.
    made.raw = made.text = covered(text, remarks)
    tags: list[tuple[int, int]] = []
    spoken: list[Spoken] = []
    for first, last in prose:
        _tags(made.raw, first, last, tags, spoken, mdx=mdx)
    made.text = covered(made.raw, tags)
    _Lines(made, spoken).read(lines, code)
    return made


def _prose(lines: list[Line], code: list[bool]) -> list[tuple[int, int]]:
    """The stretches between the blocks of code."""
    found: list[tuple[int, int]] = []
    first: int | None = None
    for line, is_code in zip(lines, code, strict=True):
        if is_code and first is not None:
            found.append((first, line.start))
            first = None
        elif not is_code and first is None:
            first = line.start
    if first is not None:
        found.append((first, lines[-1].stop))
    return found


def _comments(text: str, first: int, last: int, made: Dialect, spans: list[tuple[int, int]]) -> None:
    at = first
    while opening := _COMMENT.search(text, at, last):
        closed = _CLOSED_BY[opening.group()]
        close = text.find(closed, opening.end(), last)
        speaks = _SPEAKS_TO_US.match(text, opening.end(), last)
        if close < 0 and not speaks:
            return
        stop = last if close < 0 else close
        if speaks and speaks.start("words") < stop:
            made.comments.append((text[speaks.start("words") : stop], speaks.start("words")))
        at = last if close < 0 else close + len(closed)
        spans.append((opening.start(), at))


def _tags(text: str, first: int, last: int, spans: list[tuple[int, int]], spoken: list[Spoken], *, mdx: bool) -> None:
    if text.find("{", first, last) >= 0:
        for start, end in shortcodes(text, first, last):
            spans.append((start, end))
            spoken += spoken_attributes(text, start, end)
    spans += icons(text, first, last)
    if text.find("[", first, last) >= 0:
        spans += bracketed(text, first, last)
    if mdx:
        for markup in jsx(text, first, last):
            spans.append((markup.start, markup.end))
            if markup.tag:
                spoken += spoken_attributes(text, markup.start, markup.end)


class _Lines:
    """Goes through the lines once and writes down those that hold words."""

    def __init__(self, made: Dialect, spoken: list[Spoken]) -> None:
        self.made = made
        self.text = made.text
        self.out = made.lines
        self.spoken = deque(sorted(set(spoken), key=lambda one: one.start))
        # How far in the text of the heads above stands: of a note in a list, of a tab in a note.
        self.depths: list[int] = []
        self.note: SourceNote | None = None
        self.behind_blank = True
        # The tags around Markdown inside HTML, and whether a conflict of two versions is open.
        self.inside: list[str] = []
        self.conflict = False

    def read(self, lines: list[Line], code: list[bool]) -> None:
        for line, is_code in zip(lines, code, strict=True):
            if is_code:
                self.note = None
                self._blank(line.start)
                continue
            start = self._unindented(line)
            if start == line.stop:
                self._blank(line.stop)
            elif not self._noted(start, line):
                self._line(start, line.stop)
        self._blank(lines[-1].stop)

    def _unindented(self, line: Line) -> int:
        """Where a line's text begins without the indentation that a head above it asks for."""
        found = _INDENT.match(self.text, line.start, line.stop)
        first = found.end() if found else line.start
        if self.text[first : line.stop].strip(f"{MASK} \t") == "":
            return line.stop
        width = len(self.text[line.start : first].expandtabs(_BODY_INDENT)) if self.depths or self.note else 0
        while self.depths and width < self.depths[-1]:
            self.depths.pop()
        if not self.depths:
            return line.start
        depth, at = 0, line.start
        while at < first and depth < self.depths[-1]:
            depth += _BODY_INDENT - depth % _BODY_INDENT if self.text[at] == "\t" else 1
            at += 1
        return at

    def _noted(self, start: int, line: Line) -> bool:
        """Whether a line belongs to the record in the footnote above it."""
        if self.note is None or _FOOTNOTE.match(self.text, start):
            self.note = None
            return False
        if self.behind_blank and line.start == start and self.text[start] not in " \t":
            self.note = None
            return False
        self.note.lines.append(Line(start, line.stop))
        return True

    def _blank(self, at: int) -> None:
        """Ends the block; then comes what tags in it say."""
        self.behind_blank = True
        self.out.append(Line(at, at))
        while self.spoken and self.spoken[0].end <= at:
            self._spoken(self.spoken.popleft())

    def _spoken(self, found: Spoken) -> None:
        """The words of an attribute, which are covered with their tag, as a block of their own."""
        for line in lines_of(self.made.raw, found.start, found.end):
            if line.start < line.stop:
                self.out.append(Line(line.start, line.stop, found.kind, covered=False))
        self.out.append(Line(found.end, found.end))

    def _line(self, start: int, stop: int) -> None:
        self.behind_blank = False
        found = _INDENT.match(self.text, start, stop)
        first = found.end() if found else start
        if self.text[first] in _HEADS and self._headed(first, start, stop):
            return
        if first == start:
            # Spaces at the head of a line are its depth in a list; a covered tag there is nothing.
            while start < stop and self.text[start] == MASK:
                start += 1
        self.out.append(Line(start, stop))

    def _headed(self, first: int, start: int, stop: int) -> bool:
        """Reads a line that is more than Markdown; false where it is not one."""
        text, head = self.text, self.text[first]
        if _NO_WORDS.fullmatch(text, first, stop):
            self._blank(first)
            return True
        if head in "<=>" and self._conflict(first, stop):
            return True
        if head == "<":
            return self._tag(first, start, stop)
        if head in "!?=":
            found = (_TAB if head == "=" else _ADMONITION).fullmatch(text, first, stop)
            if found is None:
                return False
            self._head(found, "title", first)
            width = len(text[start:first].expandtabs(_BODY_INDENT))
            self.depths.append((self.depths[-1] if self.depths else 0) + width + _BODY_INDENT)
            return True
        if head == ":":
            return self._colons(first, stop)
        if head == ">":
            return self._alert(start, first, stop)
        return head == "[" and (self._footnote(first, stop) or self._metadata(first, stop))

    def _conflict(self, first: int, stop: int) -> bool:
        """Leaves out a line that git put between two versions; both of them are read."""
        found = _CONFLICT.fullmatch(self.text, first, stop)
        if found is None or not (self.conflict or found["mark"][0] == "<"):
            return False
        self.conflict = found["mark"][0] != ">"
        self._blank(first)
        return True

    def _tag(self, first: int, start: int, stop: int) -> bool:
        """Sets a line of tags apart where Markdown stands around it: else all below it would be HTML."""
        line = self.text[first:stop].rstrip(f"{MASK} \t")
        opened = _MARKDOWN_INSIDE.fullmatch(self.text, first, stop)
        if opened:
            self.inside.append(opened["name"].lower())
        elif not self.inside or not line.endswith(">"):
            return False
        elif line.lower() == f"</{self.inside[-1]}>":
            self.inside.pop()
        self._blank(first)
        self.out.append(Line(start, stop))
        self._blank(stop)
        return True

    def _head(self, found: re.Match[str], group: str, at: int) -> None:
        """A head's title, apart from its text; a short one is a label ('Note', 'Tab 2')."""
        self._blank(at)
        first, last = found.span(group)
        words = found[group] or ""
        kind: PassageKind | None = None
        if is_sentence(words):
            kind = "paragraph"
        elif len(words.split()) >= _SHORTEST_TITLE:
            kind = "subheading"
        if kind:
            self.out += [Line(first, last, kind), Line(last, last)]

    def _colons(self, first: int, stop: int) -> bool:
        found = _COLONS.fullmatch(self.text, first, stop)
        if found:
            self._head(found, "title", first)
            return True
        definition = _DEFINITION.match(self.text, first, stop)
        if definition:
            self._blank(first)
            self.out.append(Line(definition.end(), stop))
        return definition is not None

    def _alert(self, start: int, first: int, stop: int) -> bool:
        found = _ALERT.fullmatch(self.text, first, stop)
        if found is None:
            return False
        self.out.append(Line(start, found.start("mark")))
        return True

    def _footnote(self, first: int, stop: int) -> bool:
        found = _FOOTNOTE.match(self.text, first, stop)
        if found is None:
            return False
        self._blank(first)
        self.depths = [_BODY_INDENT]
        if _SOURCE.match(self.text, found.end(), stop):
            label = found["label"]
            self.note = SourceNote(label, first, found.end("label") + 1, [Line(found.end(), stop)])
            self.made.notes.append(self.note)
            self.behind_blank = False
        elif found.end() < stop:
            self.out.append(Line(found.end(), stop))
        return True

    def _metadata(self, first: int, stop: int) -> bool:
        found = _METADATA.fullmatch(self.text, first, stop)
        if found is None:
            return False
        self._blank(first)
        value = found["value"].rstrip()
        if value[-1:] in ('"', ")"):
            value = value[:-1]
        start = found.start("value")
        self.made.metadata.setdefault(found["key"].lower(), (start, start + len(value)))
        return True
