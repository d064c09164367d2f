"""Markdown inside a paragraph: the words that a reader sees, and where each came from.

Emphasis marks, link targets, raw tags and escapes are no words. A line break inside a
paragraph is a space.
"""

from __future__ import annotations

import re
from html import unescape

from attribcheck.places import Run, TextMap

_SPECIAL = re.compile(r"[*_`~\[\]<&\\\n]")
_MARKUP = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
      | (?P<image>!\[[^\[\]\n]{0,500}\]\([^()\s]{0,2000}(?:[ ]"[^"\n]{0,500}")?\))
      | (?P<target>\]\([^()\s]{0,2000}(?:[ ]"[^"\n]{0,500}")?\))
      | (?P<reference>\[\^[^\[\]\s]{1,100}\])
      | (?P<open>\[)(?=[^\[\]]{0,1000}\]\()
      | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
      | (?P<comment><!--(?s:.{0,4000}?)-->)
      | (?P<tag><[A-Za-z/!][^<>]{0,2000}>)
      | (?P<emphasis>\*{1,3}|~~|`+|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))
      | (?P<line>(?<![ \t])[ \t]*+(?:\r\n|\n|\r)[ \t]*+)""",
    re.VERBOSE,
)

_CITATION = re.compile(
    r"\[\^[^\[\]\s]{1,100}\]|\[\d{1,4}\]|<ref\b[^<>]{0,200}>|\{\{(?:cite|sfn|r\|)[^{}]{0,500}|\]\(https?://[^()\s]{1,2000}\)",
    re.IGNORECASE,
)


def citations(raw: str) -> tuple[str, ...]:
    """The marks in a paragraph's Markdown that lead a reader to a source: footnotes, numbers in brackets, links."""
    return tuple(_CITATION.findall(raw)) if "[" in raw or "<" in raw or "{" in raw else ()


def seen_words(raw: str) -> tuple[str, TextMap]:
    """The words of a paragraph's Markdown, and the map from them to `raw`."""
    if not _SPECIAL.search(raw):
        return raw, TextMap.straight(0)
    words: list[str] = []
    runs: list[Run] = []
    length = done = 0
    for mark in _MARKUP.finditer(raw):
        start, end = mark.span()
        shown = _shown(mark, raw)
        if shown is None:
            continue
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


def _shown(mark: re.Match[str], raw: str) -> str | None:
    """What a reader sees of one mark; None if it is no mark here."""
    kind = mark.lastgroup
    if kind == "escape":
        return mark.group()[1]
    if kind == "entity":
        shown = unescape(mark.group())
        return None if shown == mark.group() else shown
    if kind == "line":
        return " "
    if kind == "emphasis" and mark.group()[0] == "*":
        before = raw[mark.start() - 1 : mark.start()] or " "
        after = raw[mark.end() : mark.end() + 1] or " "
        # '2 * 3' holds a star; '*word*' does not.
        return None if before.isspace() and after.isspace() else ""
    return ""
