"""Quotations in a passage, whatever marks they use. An apostrophe opens and closes none."""

from __future__ import annotations

import re
from typing import NamedTuple


class Quotation(NamedTuple):
    """A stretch in quotation marks: with them (`start`, `end`) and without (`inner_start`, `inner_end`)."""

    start: int
    end: int
    inner_start: int
    inner_end: int


_OPEN = re.compile("[\"“„«‘']")
_CLOSE = {
    '"': re.compile('"'),
    "“": re.compile("”"),
    "„": re.compile("[“”]"),
    "«": re.compile("»"),
    # A single mark closes behind a word or a stop, and not before a letter: "don't" goes on, and so does rock 'n' roll.
    "‘": re.compile(r"(?<=[\w.,!?…;:)\]”\"])(?<!['‘’]n)’(?!\w)"),
    "'": re.compile(r"(?<=[\w.,!?…;:)\]”\"])(?<!['‘’]n)'(?!\w)"),
}
# "The soldiers' return": a mark that may be a possessive closes only where no better one follows soon.
_POSSESSIVE = re.compile(r"(?<=s)['’](?=\s+[a-z])")
_NEXT_SINGLE = re.compile(r"(?<![\w'’‘])['‘](?=[^\W\d])")
_SOON = 400
# Letters dropped at the head of a word: 'em, 'til.
_DROPPED = re.compile(r"(?:n|em|til|cause|tis|twas|bout)\b", re.IGNORECASE)
# A paragraph that opens with one of these and never closes goes on in the next one.
_CONTINUES = "“"


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations, in order."""
    found: list[Quotation] = []
    position = 0
    unclosed: set[str] = set()
    while (mark := _OPEN.search(text, position)) is not None:
        start, character = mark.start(), mark.group()
        position = start + 1
        if character in unclosed or not _may_open(text, start, character):
            continue
        close = _closing(text, character, position)
        if close is None:
            unclosed.add(character)
            if character == _CONTINUES and not text[:start].strip():
                end = len(text.rstrip())
                return [Quotation(start, end, position, end)]
            continue
        if close.start() == position:
            continue
        found.append(Quotation(start, close.end(), position, close.start()))
        position = close.end()
    return found


def _closing(text: str, character: str, position: int) -> re.Match[str] | None:
    pattern = _CLOSE[character]
    first = close = pattern.search(text, position)
    if character not in "'‘" or first is None:
        return first
    limit = first.end() + _SOON
    while close is not None and _POSSESSIVE.match(text, close.start()):
        close = pattern.search(text, close.end(), limit)
    if close is None or _NEXT_SINGLE.search(text, first.end(), close.start()):
        return first
    return close


def _may_open(text: str, start: int, character: str) -> bool:
    before = text[start - 1 : start] if start else ""
    after = text[start + 1 : start + 2]
    if character in "'‘":
        # '90s and rock 'n' roll are no quotations.
        opens = not (before.isalnum() or before in ("'", "’")) and (after.isalpha() or after in '“"[…')
        return bool(after) and opens and not _DROPPED.match(text, start + 1)
    if character == '"':
        # Behind a letter or figure it closes, or means inches.
        return not after.isspace() and not before.isalnum()
    return True


def inside(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether a position lies in one of some spans."""
    return any(start <= position < end for start, end in spans)
