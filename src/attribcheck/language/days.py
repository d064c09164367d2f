"""Days named in a text, and the day on which something was said."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from attribcheck.language.words import Language


class DayWords(NamedTuple):
    """Words that name a day."""

    start: int
    end: int
    text: str


_EDGE = re.compile(r"[,;:“”\"„«»]|\s[-–—]\s|—")
_TOKEN = re.compile(r"[\w'’.&-]+")
# More words than stand between a verb and its day: "told a news conference in the capital late on".
_REACH = 14


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
    match = language.day_pattern.search(words) if language.day_pattern else None
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
    if match["weekday"]:
        weekday = language.weekdays[match["weekday"].lower()]
        ahead = (weekday - published.weekday()) % 7
        return published + timedelta(days=ahead if future else ahead - 7 if ahead else 0)
    return published + timedelta(days=language.relative_days[match["relative"].lower()])


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
    if not days:
        return None
    start, end = _clause(text, sentence, cue)
    for day in days:
        if cue[1] <= day.start < end and _leads_to(text[cue[0] : cue[1]], text[cue[1] : day.start], language):
            return day
    for day in reversed(days):
        if start <= day.start < cue[0] and _before_cue(text, start, day, cue, language):
            return day
    return _beside(text, sentence, (start, end), days, language)


def is_future(text: str, cue: tuple[int, int], language: Language) -> bool:
    """Whether the cue speaks of something that is still to be said ('will say', 'is due to announce')."""
    pattern = language.phrases.get("future-before")
    return bool(pattern and pattern.search(text[max(cue[0] - 40, 0) : cue[0]]))


def _clause(text: str, sentence: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int]:
    """The stretch between commas, dashes or quotation marks that holds the cue."""
    edges = [edge for edge in _EDGE.finditer(text, *sentence)]
    start = max((edge.end() for edge in edges if edge.end() <= cue[0]), default=sentence[0])
    end = min((edge.start() for edge in edges if edge.start() >= cue[1]), default=sentence[1])
    return start, end


def _leads_to(cue: str, between: str, language: Language) -> bool:
    """Whether the words between cue and day are recipient, place and occasion, and no new clause."""
    words = [token.group().lower() for token in _TOKEN.finditer(between)]
    kinds = language.day_words
    if len(words) > _REACH:
        return False
    # 'told the committee on Monday', but not 'said the bridge fell on Monday'.
    previous_leads = cue.lower().split()[0] in kinds["tellers"]
    if words and not previous_leads and words[0] not in kinds["prepositions"] | kinds["adverbs"]:
        return False
    prepositions = 0
    plain_run = 0
    for position, word in enumerate(words):
        if word in kinds["stops"]:
            return False
        if word in kinds["determiners"]:
            if not previous_leads:
                return False
            previous_leads = False
            continue
        if word in kinds["prepositions"]:
            previous_leads, plain_run = True, 0
            prepositions += 1
            continue
        if word in kinds["adverbs"]:
            previous_leads = False
            continue
        previous_leads = False
        plain_run += 1
        if plain_run > 4 or (position and not prepositions and plain_run > 3):
            return False
    return True


def _before_cue(text: str, start: int, day: DayWords, cue: tuple[int, int], language: Language) -> bool:
    kinds = language.day_words
    before = [token.group().lower() for token in _TOKEN.finditer(text, start, day.start)]
    between = [token.group().lower() for token in _TOKEN.finditer(text, day.end, cue[0])]
    fronting = kinds["adverbs"] | kinds["fronting"] | kinds["day-prepositions"]
    if all(word in fronting for word in before):
        return True
    if all(word in kinds["adverbs"] | kinds["auxiliaries"] | kinds["parts"] for word in between):
        # 'Officials on Sunday said' and 'officials Sunday said', not 'the attack on Friday showed'.
        return bool(before) and before[-1] in kinds["day-prepositions"] and not kinds["events"] & set(before[:-1])
    return len(between) >= 2 and between[0] in kinds["prepositions"] and between[1] in kinds["determiners"] and len(between) <= 4


def _beside(
    text: str, sentence: tuple[int, int], clause: tuple[int, int], days: list[DayWords], language: Language
) -> DayWords | None:
    """A day that stands between commas by itself, at the head of the sentence or right beside the clause."""
    kinds = language.day_words
    allowed = kinds["adverbs"] | kinds["fronting"] | kinds["day-prepositions"] | kinds["parts"]
    for day in days:
        if clause[0] <= day.start < clause[1]:
            continue
        start, end = _clause(text, sentence, (day.start, day.end))
        around = text[start : day.start] + " " + text[day.end : end]
        alone = all(token.group().lower() in allowed for token in _TOKEN.finditer(around))
        head = [token.group().lower() for token in _TOKEN.finditer(text, sentence[0], start)]
        if alone and (all(word in allowed for word in head) or end <= clause[0] <= end + 2 or clause[1] <= start <= clause[1] + 2):
            return day
    return None


def _without_year(month: int, day: int, published: date | None, future: bool) -> date | None:
    if published is None:
        return None
    # Leap days come every fourth year, once every eighth.
    years = range(published.year, published.year + 9) if future else range(published.year, published.year - 9, -1)
    for year in years:
        found = _date(year, month, day)
        if found and (found >= published if future else found <= published):
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
