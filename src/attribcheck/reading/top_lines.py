"""The lines above an article that are no part of its text: who wrote it, and when.

    By Ada Moreno in Lisbon
    Published: Monday, 13 January 2025 at 10:15 GMT
    By Ada Moreno | January 13, 2025
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from attribcheck.language.data import word_lists
from attribcheck.language.words import language
from attribcheck.reading.dating import day_written

if TYPE_CHECKING:
    from collections.abc import Iterator

# Longer lines are prose that happens to name a day or to begin with 'By'.
_LONGEST = 120
_WORD = re.compile(r"[^\W\d_]+")
# A day whose order of day and month cannot be told is a day all the same.
_NUMBERS = re.compile(r"\d{1,4}([/.])\d{1,2}\1\d{2,4}")
# Between the parts of one such line. A hyphen counts only with spaces around it: '2025-01-13'.
_PART = re.compile(r"\s*[|·•–—]\s*|\s+-\s+")


@dataclass(frozen=True, slots=True)
class TopLine:
    """What a line says of its article: the byline without its 'By', days as they are written."""

    byline: str | None = None
    published: str | None = None
    updated: str | None = None


def top_line(line: str) -> TopLine | None:
    """What a line says of its article; None if it says anything else as well."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return None
    byline = published = updated = None
    for part in _parts(line):
        if _only_day(part):
            if _words(part) & _list("updated"):
                updated = updated or part
            else:
                published = published or part
        elif byline is None and (name := _byline(part)):
            byline = name
        else:
            return None
    return TopLine(byline, published, updated)


def _parts(line: str) -> Iterator[str]:
    for part in _PART.split(line):
        if not part:
            continue
        # 'By Ada Moreno, 13 January 2025', 'Published 3 May 2020, updated 4 May 2020'
        commas = [found.start() for found in re.finditer(",", part)][:8]
        day = next((comma for comma in commas if _only_day(part[comma + 1 :]) and not _only_day(part)), None)
        if day is None:
            day = next((comma for comma in commas if _is_update(part[comma + 1 :]) and _only_day(part[:comma])), None)
        yield from (part,) if day is None else (part[:day].strip(), part[day + 1 :].strip())


def _is_update(part: str) -> bool:
    return _only_day(part) and bool(_words(part) & _list("updated"))


def _only_day(part: str) -> bool:
    """Whether a part names a day or a moment and nothing else."""
    return _words(part) <= _day_words() and (day_written(part) is not None or _NUMBERS.search(part) is not None)


def _byline(part: str) -> str | None:
    """The name behind 'By'."""
    lowered = part.lower()
    for opening in sorted(word_lists("en/top_lines.yaml")["byline"], key=len, reverse=True):
        if lowered.startswith(opening) and part[len(opening) : len(opening) + 1] in (" ", ":"):
            name = part[len(opening) + 1 :].strip()
            first = _WORD.match(name)
            named = first is not None and name[0].isupper() and first.group().lower() not in _list("not-names")
            return name if named and name[-1] not in ".!?…:;" else None
    return None


def _words(part: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(part)}


@cache
def _list(kind: str) -> frozenset[str]:
    return frozenset(word_lists("en/top_lines.yaml")[kind])


@cache
def _day_words() -> frozenset[str]:
    spoken = language("en")
    named = [*spoken.weekdays, *spoken.months, "st", "nd", "rd", "th"]
    return frozenset(named) | _list("published") | _list("updated") | _list("beside-days")
