"""Days and titles as content repositories write them: in front matter, in markup, in a file's name or path.

    2014-06-30 10:00:10 -0400 · 2020-05-05T09:00:00Z · 5 May 2020 · May 5, 2020 · 2020/5/5
    _posts/2012-03-16-harbour-opens.md · content/2026/01/14/harbour-opens.md

A day is the day as it is written, whatever the offset behind it: the day on which the article
was published where it was published.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from attribcheck.language.words import language

_NUMBERS = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?=T\d{4,6}|$)")
_IN_PATH = re.compile(
    r"(?:^|(?<=/))(?P<year>(?:19|20)\d{2})(?P<sign>[-_/.]?)(?P<month>\d{2})(?P=sign)(?P<day>\d{2})(?=[-_. /]|$)"
)
# Names that say where a page stands and not what it is about.
_FOLDER_PAGES = {"index", "_index", "default", "article", "page"}
_MARKDOWN = re.compile(r"\.(?:md|mdx|markdown|mkd|txt|text|html?|docx|json|ya?ml)$", re.IGNORECASE)


def day_written(words: str | None) -> date | None:
    """The day in a value such as a front matter's `date`; None if there is none, or none of the calendar.

    Days whose order of day and month cannot be told ('05/06/2020') are none.
    """
    if not words:
        return None
    text = words.strip()[:100]
    found = _NUMBERS.search(text) or _COMPACT.search(text)
    if found:
        return _date(found["year"], found["month"], found["day"])
    spoken = language("en")
    for match in spoken.day_pattern.finditer(text) if spoken.day_pattern else ():
        year = match["year"] or match["year2"]
        month = match["month"] or match["month2"]
        if year and month:
            return _date(year, str(spoken.months[month.lower()]), match["day"] or match["day2"])
    return None


def day_in_path(path: str) -> date | None:
    """The day that a file's name, or the folders above it, begin with."""
    for found in reversed(list(_IN_PATH.finditer(path.replace("\\", "/")))):
        day = _date(found["year"], found["month"], found["day"])
        # The slug of a page about a year ('2024-12-31-...') is a day; year 0001 is a CMS's way to say nothing.
        if day:
            return day
    return None


def title_in_path(path: str) -> str | None:
    """A title made of a file's name: '2012-03-16-harbour_opens.md' is 'harbour opens'; of its folder's for index.md."""
    file = PurePosixPath(path.replace("\\", "/"))
    for name in (_MARKDOWN.sub("", file.name), file.parent.name):
        bare = re.sub(r"^\d{4}[-_.]?\d{2}[-_.]?\d{2}(?:[-_. ]|$)", "", name)
        words = " ".join(re.split(r"[-_\s]+", bare)).strip()
        if words and words.casefold() not in _FOLDER_PAGES:
            return words
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= 1000 else None
