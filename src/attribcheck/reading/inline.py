"""Markdown inside a paragraph: the words that a reader sees, and where each came from.

Emphasis marks, link targets, images, raw tags, note marks and escapes are no words. A line
break inside a paragraph is a space. Every step looks forward only, so that the cost is a
straight line in the length of the paragraph, whatever stands in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from html import unescape

from attribcheck.places import Run, TextMap

# Where a reference's label leads; labels as `label_of` makes them.
Links = Mapping[str, str]
NO_LINKS: Links = {}

_SPECIAL = re.compile(r"[*_`~\[\]<&\\\n\r]")
_MARK = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
      | (?P<hard>\\(?=[\r\n]))
      | (?P<ticks>`++)
      | (?P<note>\[\^[^\[\]\s]{1,100}\])
      | (?P<open>!?\[)
      | (?P<close>\])
      | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
      | (?P<comment><!--)
      | (?P<autolink><(?:(?:https?|ftp)://|mailto:|(?=[\w.+-]{1,64}@))[^\s<>]{1,2000}>)
      | (?P<tag><[A-Za-z/!?][^<>]{0,2000}>)
      | (?P<emphasis>\*++|~~|(?<!_)_++)
      | (?P<line>(?:\r\n|\n|\r)[ \t]*+)""",
    re.VERBOSE,
)
# Where a mark may begin: a search for one character of a few is five times as quick as one for a mark.
_HEAD = re.compile(r"[\\`\[\]&<*~_\r\n]|!(?=\[)")
_LINE = re.compile(r"(?<![ \t])[ \t]*+(?:\r\n|\n|\r)[ \t]*+")
_TICKS = re.compile(r"`++")
# Parentheses in an address may be nested two deep; a title is in quotation marks or parentheses.
_TARGET = re.compile(
    r"""\([ \t\r\n]{0,20}+
        (?:<[^<>\r\n]{0,2000}+>
         |(?!["'])(?:[^()\s]++|\((?:[^()\s]++|\([^()\s]{0,500}+\)){0,20}+\)){1,100}+)?+
        (?:(?<=[\s(])(?:"(?:[^"\\]|\\.){0,1000}+"|'(?:[^'\\]|\\.){0,1000}+'|\([^()]{0,1000}+\))
         |[ \t\r\n]{1,20}+(?:"(?:[^"\\]|\\.){0,1000}+"|'(?:[^'\\]|\\.){0,1000}+'|\([^()]{0,1000}+\)))?+
        [ \t\r\n]{0,20}+\)""",
    re.VERBOSE | re.DOTALL,
)
_LABEL = re.compile(r"\[([^\[\]]{0,200})\]")
_LONGEST_LABEL = 200
# <sup><a href="#fn1" id="ref1">1</a></sup> · <a href="#fn1"><sup>1</sup></a> · <sup>[1](#fn1)</sup>
_NOTE_LINK = r"<a\b(?>[^<>]{0,500}?\bhref=)[\"']?\#[^<>]{0,500}+>"
_HTML_NOTE = re.compile(
    rf"""<sup\b[^<>]{{0,200}}+>\s?+[\[(]?{_NOTE_LINK}[^<>]{{0,20}}+</a>[\])]?\s?+</sup>
       | {_NOTE_LINK}\s?+<sup\b[^<>]{{0,200}}+>[^<>]{{0,20}}+</sup>\s?+</a>
       | {_NOTE_LINK}[\[(]?\d{{1,4}}+[\])]?</a>
       | <sup\b[^<>]{{0,200}}+>\\?\[{{1,2}}\\?\[?[^\[\]<>]{{0,20}}+\]{{1,2}}\(\#[^()\s]{{0,200}}+\)\]?</sup>""",
    re.VERBOSE | re.IGNORECASE,
)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
# What stands between these tags is not shown, steers the page, or is how a word is read aloud.
_UNSEEN_TAG = re.compile(
    r"<(rt|rp|script|style|template|audio|button|canvas|datalist|iframe|label|legend|noscript|object|select|svg|textarea"
    r"|video)\b",
    re.IGNORECASE,
)

_CITATION = re.compile(
    r"\[\^[^\[\]\s]{1,100}\]|\[\d{1,4}\]|<ref\b[^<>]{0,200}>|\{\{(?:cite|sfn|r\|)[^{}]{0,500}"
    r"|\]\(<?https?://[^()\s]{1,2000}(?:[ ][^()\r\n]{0,500}+)?\)|\]\[([^\[\]]{0,200})\]|<https?://[^\s<>]{1,2000}>",
    re.IGNORECASE,
)


def label_of(words: str) -> str:
    """A reference's label as it is compared: case and runs of white space do not count."""
    return " ".join(words.split()).lower().upper()


def citations(raw: str, links: Links = NO_LINKS) -> tuple[str, ...]:
    """The marks in a paragraph's Markdown that lead a reader to a source: footnotes, numbers in brackets, links."""
    if "[" not in raw and "<" not in raw and "{" not in raw:
        return ()
    return tuple(
        mark.group()
        for mark in _CITATION.finditer(raw)
        if mark[1] is None or links.get(label_of(mark[1]), "").startswith("http")
    )


def seen_words(raw: str, links: Links = NO_LINKS) -> tuple[str, TextMap]:
    """The words of a paragraph's Markdown, and the map from them to `raw`.

    `links` are the references that the text defines: `[text][label]` is a link only if it is one of them.
    """
    if not _SPECIAL.search(raw):
        return raw, TextMap.straight(0)
    words: list[str] = []
    runs: list[Run] = []
    length = done = 0
    for start, end, shown in _Scan(raw, links).marks():
        if start > done:
            runs.append(Run(length, done, 0))
            words.append(raw[done:start])
            length += start - done
        for character in shown:
            runs.append(Run(length, start, end - start))
            words.append(character)
            length += 1
        done = end
    if done < len(raw):
        runs.append(Run(length, done, 0))
        words.append(raw[done:])
    return "".join(words), TextMap(runs)


class _Mark:
    """A stretch of the raw text, and what a reader sees in its place; None while it stands for itself."""

    __slots__ = ("end", "shown", "start")

    def __init__(self, start: int, end: int, shown: str | None) -> None:
        self.start = start
        self.end = end
        self.shown = shown


class _Scan:
    """One walk through a paragraph. Brackets and emphasis wait in stacks for what closes them."""

    def __init__(self, raw: str, links: Links) -> None:
        self.raw = raw
        self.links = links
        self.found: list[_Mark] = []
        self.brackets: list[int] = []
        self.openers: dict[str, list[tuple[int, int]]] = {"*": [], "_": [], "~": []}
        self.ticks: dict[int, list[int]] | None = None
        # Closings that were looked for and are nowhere further on.
        self.missing: set[str] = set()

    def marks(self) -> list[tuple[int, int, str]]:
        """What is not shown as it stands, in the order of the text."""
        raw, at = self.raw, 0
        # A box to tick at the head of a list item is no word.
        box = re.match(r"\[[ xX]\][ \t]+", raw)
        if box:
            at = self._cut(0, box.end())
        while head := _HEAD.search(raw, at):
            mark = _MARK.match(raw, head.start())
            at = getattr(self, f"_{mark.lastgroup}")(mark.start(), mark.end()) if mark else head.end()
        return [
            (mark.start, mark.end, mark.shown)
            for mark in self.found
            if mark.shown is not None and mark.end > mark.start
        ]

    def _cut(self, start: int, end: int, shown: str = "") -> int:
        self.found.append(_Mark(start, end, shown))
        return end

    def _escape(self, start: int, end: int) -> int:
        return self._cut(start, end, self.raw[start + 1])

    def _hard(self, start: int, end: int) -> int:
        return self._cut(start, end)

    def _note(self, start: int, end: int) -> int:
        return self._cut(start, end)

    def _line(self, start: int, end: int) -> int:
        least = self.found[-1].end if self.found else 0
        while start > least and self.raw[start - 1] in " \t":
            start -= 1
        return self._cut(start, end, " ")

    def _entity(self, start: int, end: int) -> int:
        shown = unescape(self.raw[start:end])
        return end if shown == self.raw[start:end] else self._cut(start, end, shown)

    def _ticks(self, start: int, end: int) -> int:
        """A code span: what stands in it is taken as it is."""
        if self.ticks is None:
            self.ticks = {}
            for run in _TICKS.finditer(self.raw):
                self.ticks.setdefault(run.end() - run.start(), []).append(run.start())
        alike = self.ticks.get(end - start, [])
        after = bisect_right(alike, start)
        if after == len(alike):
            return end
        closing = alike[after]
        self._cut(start, end)
        for line in _LINE.finditer(self.raw, end, closing):
            self._cut(*line.span(), " ")
        return self._cut(closing, closing + end - start)

    def _open(self, start: int, end: int) -> int:
        self.brackets.append(len(self.found))
        self.found.append(_Mark(start, end, None))
        return end

    def _close(self, start: int, end: int) -> int:
        if not self.brackets:
            return end
        number = self.brackets.pop()
        opened = self.found[number]
        target = _TARGET.match(self.raw, end)
        if target is None:
            target = self._reference(opened.end, start)
            if target is None:
                return self._shortcut(number, start, end)
        return self._link(number, start, target.end())

    def _reference(self, start: int, end: int) -> re.Match[str] | None:
        """What stands behind `[text]` if it is a label that the text defines; `[]` is the text's own."""
        label = _LABEL.match(self.raw, end + 1) if self.links else None
        if label is None:
            return None
        own = self.raw[start:end] if end - start <= _LONGEST_LABEL else ""
        return label if label_of(label[1] or own) in self.links else None

    def _shortcut(self, number: int, start: int, end: int) -> int:
        """`[text]` alone is a link where the text defines it; a number alone is a note's mark."""
        opened = self.found[number]
        if not self.links or start - opened.end > _LONGEST_LABEL:
            return end
        words = self.raw[opened.end : start]
        if label_of(words) not in self.links:
            return end
        return self._drop(number, end) if words.isdigit() else self._link(number, start, end)

    def _link(self, number: int, start: int, end: int) -> int:
        opened = self.found[number]
        if opened.end - opened.start == 2:
            return self._drop(number, end)
        opened.shown = ""
        return self._cut(start, end)

    def _drop(self, number: int, end: int) -> int:
        """Cuts from the bracket `number` to `end`: an image, whose words nobody sees."""
        start = self.found[number].start
        del self.found[number:]
        for openers in self.openers.values():
            while openers and openers[-1][0] >= number:
                openers.pop()
        return self._cut(start, end)

    def _comment(self, start: int, end: int) -> int:
        return self._until("-->", start, end)

    def _until(self, closing: str, start: int, end: int) -> int:
        """Cuts as far as `closing`; nothing where it never comes."""
        if closing in self.missing:
            return end
        stop = self.raw.find(closing, end)
        if stop < 0:
            self.missing.add(closing)
            return end
        return self._cut(start, stop + len(closing))

    def _autolink(self, start: int, end: int) -> int:
        self._cut(start, start + 1)
        return self._cut(end - 1, end)

    def _tag(self, start: int, end: int) -> int:
        if _BREAK.match(self.raw, start):
            return self._cut(start, end, " ")
        note = _HTML_NOTE.match(self.raw, start)
        if note:
            return self._cut(start, note.end())
        unseen = _UNSEEN_TAG.match(self.raw, start)
        if unseen and self.raw[end - 2] != "/":
            after = self._until(f"</{unseen[1]}>", start, end)
            if after > end:
                return after
        return self._cut(start, end)

    def _emphasis(self, start: int, end: int) -> int:
        raw, character = self.raw, self.raw[start]
        before, after = raw[start - 1 : start] or " ", raw[end : end + 1] or " "
        # '2 * 3' holds a star; '*word*' does not. Inside a word an underscore is a letter.
        opens, closes = not after.isspace(), not before.isspace()
        if character == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        openers, at = self.openers[character], start
        while closes and at < end and openers:
            number, free = openers.pop()
            opener = self.found[number]
            used = min(free, end - at)
            opener.start, opener.shown = opener.start - used, ""
            self._cut(at, at + used)
            at += used
            if free > used:
                openers.append((number, free - used))
        if opens and at < end:
            openers.append((len(self.found), end - at))
            # Stars are used up from the inside: the mark grows to the left.
            self.found.append(_Mark(end, end, None))
        return end
