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
    # A single mark closes behind a word or a stop, and not before a letter: "don't" goes on.
    "‘": re.compile(r"(?<=[\w.,!?…;:)])’(?!\w)"),
    "'": re.compile(r"(?<=[\w.,!?…;:)])'(?!\w)"),
}
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
        close = _CLOSE[character].search(text, position)
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


def _may_open(text: str, start: int, character: str) -> bool:
    before = text[start - 1 : start]
    after = text[start + 1 : start + 2]
    if character in "'‘":
        # '90s and rock 'n' roll are no quotations.
        opens = not (before.isalnum() or before in ("'", "’")) and (after.isalpha() or after in "“\"[…")
        return opens and not re.match(r"(?:n|em|til|cause|tis|twas|bout)\b", text[start + 1 : start + 7], re.IGNORECASE)
    if character == '"':
        return not after.isspace() or not before
    return True


def inside(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether a position lies in one of some spans."""
    return any(start <= position < end for start, end in spans)
