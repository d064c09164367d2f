"""A passage cut into sentences."""

from __future__ import annotations

import re

from attribcheck.language.words import Language

# A stop with what closes behind it, then space; or a full stop of a script that needs no space.
_STOP = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’）]*)")
_WORD_BEFORE = re.compile(r"[\w.&'’-]+$")
_OPENING = "\"'“‘«([„"


def sentences(text: str, language: Language) -> list[tuple[int, int]]:
    """The sentences as spans, without the white space around them.

    An abbreviation, an initial or a stop before a small letter ends no sentence.
    """
    spans: list[tuple[int, int]] = []
    start = _skip(text, 0)
    for stop in _STOP.finditer(text):
        end = stop.end()
        if end <= start:
            continue
        following = _skip(text, end)
        if following < len(text) and not _ends(text, start, stop, following, language):
            continue
        spans.append((start, end))
        start = following
    end = len(text.rstrip())
    if end > start:
        spans.append((start, end))
    return spans


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _ends(text: str, start: int, stop: re.Match[str], following: int, language: Language) -> bool:
    first = following
    while first < len(text) - 1 and text[first] in _OPENING:
        first += 1
    if text[first].islower():
        return False
    mark = stop.group()
    if mark[0] != "." or mark.startswith(".."):
        return True
    before = _WORD_BEFORE.search(text, max(start, stop.start() - 40), stop.start())
    word = before.group().casefold().strip(".'’-") if before else ""
    if len(mark) == 1 and word in language.abbreviations:
        # 'at 5 p.m. The minister' does end; 'Lt. Sand' does not.
        return word in ("a.m", "p.m", "etc", "inc", "ltd", "co", "corp") and text[first].isupper() and first == following
    if len(mark) == 1 and len(word) == 1 and word.isalpha() and before and before.group().isupper():
        return False
    return True
