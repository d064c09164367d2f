"""What makes MDX of Markdown: imports and exports, components, expressions in braces.

    import { Chart } from '../chart'

    <Pullquote by="Ada Moreno">The harbour opened late.</Pullquote>

    {/* a remark */} It cost {new Intl.NumberFormat().format(cost)} in all.

A component's children are Markdown. Its tags and what stands in braces are no words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

# What is neither a brace, nor '<', nor a module's line, is prose; 'import' within a paragraph is a word.
_NEXT = re.compile(
    r"(?:\A|(?<=[\r\n]))(?:import\b(?=\s{0,5}+(?:[\w*][^\r\n]{0,300}?\bfrom\b|['\"{]))"
    r"|export\b\s{1,5}+(?:default|const|let|var|function|async|class|\{|\*))|[{<]"
)
_BRACE = re.compile(r"[{}]")
# In a tag: what may stand before its end, between the braces and the quotation marks.
_TAG_HEAD = re.compile(r"</?+(?:[A-Z][\w.]{0,100}+|[a-z][\w.:-]{0,100}+)?+")
_IN_TAG = re.compile(r"[^<>{}\"']++|\"[^\"]{0,4000}+\"|'[^']{0,4000}+'")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*+(?=[\r\n])")
# Longer braces in running text are an accident: one of the two was meant for something else.
_LONGEST = 4_000


class Markup(NamedTuple):
    """A stretch that is no words. `tag`: whether it is a component's, whose attributes may hold prose."""

    start: int
    end: int
    tag: bool


def jsx(text: str, start: int, end: int) -> Iterator[Markup]:
    """The stretches of MDX between two offsets that are no words, in order."""
    partners = _partners(text, start, end)
    blanks = [blank.start() for blank in _BLANK_LINE.finditer(text, start, end)]
    at = start
    while at < end:
        found = _NEXT.search(text, at, end)
        if found is None:
            return
        at = found.end()
        if found.group() == "{":
            close = partners.get(found.start())
            if close is None or close - found.start() > _LONGEST or text[found.start() - 1] == "`":
                continue
            if bisect_left(blanks, found.start()) != bisect_left(blanks, close):
                # An expression ends in its paragraph: this brace was never closed.
                continue
            at = close + 1
            yield Markup(found.start(), at, tag=False)
        elif found.group() == "<":
            last = _tag_end(text, found.start(), end, partners)
            if last is not None:
                at = last
                yield Markup(found.start(), last, tag=True)
        elif _begins_block(text, found.start(), start):
            at = _module_end(text, found.start(), end, partners)
            yield Markup(found.start(), at, tag=False)
        else:
            at = found.start() + 1


def _partners(text: str, start: int, end: int) -> dict[int, int]:
    """For each opening brace where it is closed."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for brace in _BRACE.finditer(text, start, end):
        if brace.group() == "{":
            opened.append(brace.start())
        elif opened:
            found[opened.pop()] = brace.start()
    return found


def _begins_block(text: str, at: int, start: int) -> bool:
    """Whether a line stands behind a blank one, or nothing."""
    before = text[max(start, at - 200) : at]
    above = re.split(r"\r\n|\n|\r", before)[:-1]
    return not above or not above[-1].strip()


def _tag_end(text: str, start: int, end: int, partners: dict[int, int]) -> int | None:
    """Behind a tag that is a component's, a fragment's, or holds an expression; None for HTML and for a mere '<'."""
    head = _TAG_HEAD.match(text, start, end)
    if head is None:
        return None
    name = head.group().lstrip("</")
    if text[start - 1 : start] == "`" or (not name and text[head.end() : head.end() + 1] != ">"):
        return None
    at, braces = head.end(), False
    while at < end and text[at] != ">":
        if text[at] == "{":
            close = partners.get(at)
            if close is None or close - at > _LONGEST:
                return None
            at, braces = close + 1, True
            continue
        part = _IN_TAG.match(text, at, end)
        if part is None:
            return None
        at = part.end()
    if at >= end or at - start > _LONGEST * 2:
        return None
    component = not name or name[0].isupper() or "." in name
    return at + 1 if component or braces else None


def _module_end(text: str, start: int, end: int, partners: dict[int, int]) -> int:
    """Behind an import or an export: at the next blank line that stands in no braces."""
    at, stop = start, start
    while True:
        if at >= stop:
            blank = _BLANK_LINE.search(text, at, end)
            stop = blank.start() if blank else end
        brace = text.find("{", at, stop)
        if brace < 0:
            return stop
        close = partners.get(brace)
        at = brace + 1 if close is None else close + 1
