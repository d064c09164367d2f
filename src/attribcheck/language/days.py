"""Days named in a text, and the day that some words mean."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from attribcheck.language.said import day_of_cue
from attribcheck.language.words import Language


class DayWords(NamedTuple):
    """Words that name a day."""

    start: int
    end: int
    text: str


# Two leap days may be eight years apart (1896 and 1904).
_YEARS = 9


def find_days(text: str, language: Language, start: int = 0, end: int | None = None) -> list[DayWords]:
    """Every day that the text names between `start` and `end`; a month or a year alone is no day."""
    if language.day_pattern is None:
        return []
    found = language.day_pattern.finditer(text, start, len(text) if end is None else end)
    return [DayWords(match.start(), match.end(), match.group()) for match in found]


def resolve_day(words: str, published: date | None, language: Language, *, future: bool = False) -> date | None:
    """The day that some words mean; None where it cannot be told.

    A weekday, or a day and month without a year, is the latest on or before publication; with
    `future`, the first on or after it. 'Last Tuesday' may be two days, and so is none.
    """
    if language.day_pattern is None:
        return None
    # Typed by hand a day may be all in small letters.
    match = language.day_pattern.search(words) or language.day_pattern.search(words.title())
    if match is None:
        return None
    if match["iso"]:
        return _date(*(int(part) for part in match["iso"].split("-")))
    month = match["month"] or match["month2"]
    if month:
        number = language.months[month.lower()]
        day, year = int(match["day"] or match["day2"]), match["year"] or match["year2"]
        return _date(int(year), number, day) if year else _without_year(number, day, published, future)
    if published is None or match["unsure"]:
        return None
    weekday = match["weekday"] or match["short"]
    if not weekday:
        return _moved(published, language.relative_days[match["relative"].lower()])
    ahead = (language.weekdays[weekday.lower()] - published.weekday()) % 7
    return _moved(published, ahead if future or not ahead else ahead - 7)


def said_day(
    text: str, sentence: tuple[int, int], cue: tuple[int, int], quoted: list[tuple[int, int]], language: Language
) -> DayWords | None:
    """The day named in the cue's own clause, not the event's; None where there is none.

    Behind the cue a day counts over recipient and place ('told AFP in Kyiv on Sunday'), not over
    a new clause ('said the bridge fell on Sunday'). Before it a day counts at the head of the
    clause, right before the verb, or before the occasion ('on Sunday in a post').
    """
    days = [
        day
        for day in find_days(text, language, *sentence)
        if not any(start <= day.start < end for start, end in quoted)
    ]
    place = day_of_cue(text, sentence, cue, quoted, [(day.start, day.end) for day in days], language) if days else None
    return DayWords(*place, text[place[0] : place[1]]) if place else None


def is_future(text: str, cue: tuple[int, int], language: Language) -> bool:
    """Whether the cue speaks of something that is still to be said ('will say', 'is due to announce')."""
    pattern = language.phrase("future-before")
    return bool(pattern and pattern.search(text[max(cue[0] - 60, 0) : cue[0]]))


def _without_year(month: int, day: int, published: date | None, future: bool) -> date | None:
    if published is None:
        return None
    first = published.year
    years = range(first, first + _YEARS) if future else range(first, first - _YEARS, -1)
    for year in years:
        found = _date(year, month, day)
        if found and (found >= published if future else found <= published):
            return found
    return None


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
