"""A passage cut into sentences."""

from __future__ import annotations

import re
from functools import lru_cache

from attribcheck.language.words import Language

# A stop with what closes behind it, then space; or a full stop of a script that needs no space.
# Possessive, and only at the head of a run of stops: a long line of dots stays linear.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|[。！？]+[」』”’）]*")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_]){0,3}")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_OPENING = "\"'“‘«([„「『（*_"
# As far as a word before a stop is looked for.
_REACH = 40


def sentences(text: str, language: Language) -> list[tuple[int, int]]:
    """The sentences as spans, without the white space around them.

    An abbreviation, an initial or a stop before a small letter ends no sentence.
    """
    return list(_sentences(text, language))


# Several rooms cut the passages of one article, one after the other.
@lru_cache(maxsize=1024)
def _sentences(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    start, length = _skip(text, 0), len(text.rstrip())
    for stop in _STOP.finditer(text):
        end = stop.end()
        if end <= start or end >= length:
            continue
        following = _skip(text, end)
        if _ends(text, start, stop, following, language):
            spans.append((start, end))
            start = following
    if length > start:
        spans.append((start, length))
    return tuple(spans)


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _ends(text: str, start: int, stop: re.Match[str], following: int, language: Language) -> bool:
    mark = stop.group()
    if mark[0] in "。！？":
        return True
    first = following
    while first < len(text) - 1 and text[first] in _OPENING:
        first += 1
    if text[first].islower():
        return False
    if mark != ".":
        return True
    word = _before(text, max(start, stop.start() - _REACH), stop.start())
    plain = word.lower()
    if plain in language.abbreviations:
        return plain in language.closing_abbreviations and _starts(text, first, plain, language)
    if plain == "no" and word == "No":
        return not text[first].isdigit()
    # Initials: 'J. Smith', 'T.S. Eliot'. 'Plan B. The' ends, for 'The' begins sentences.
    # 'in Nol, N.J. The' and 'in Nol, N.J. Police': behind a comma they are a place's.
    place = len(word) > 1 and text[max(start, stop.start() - len(word) - 2) : stop.start()].startswith(",")
    if word.isupper() and _INITIALS.fullmatch(word) and not place:
        return stop.start() - len(word) > start and _starts(text, first, "", language)
    return True


def _before(text: str, start: int, end: int) -> str:
    """The word right before a stop, with the stops inside it: 'Lt', 'U.S'."""
    position = end
    while position > start and (text[position - 1].isalnum() or text[position - 1] == "."):
        position -= 1
    return text[position:end].strip(".")


def _starts(text: str, first: int, abbreviation: str, language: Language) -> bool:
    """Whether a capital behind an abbreviation begins a sentence: 'at 5 p.m. Police', not 'the U.S. Army'."""
    word = _WORD.match(text, first)
    if word is None:
        return False
    return word.group().lower() in language.sentence_starters or abbreviation in ("a.m", "p.m", "etc")
