"""Paragraphs that are the site's and not the article's: newsletters, ways to other articles, tags, credits."""

from __future__ import annotations

import re
from functools import cache

from attribcheck.language.data import word_lists

LISTS = "en/boilerplate.yaml"
PAGE_PARTS = "en/page_parts.yaml"
# No such paragraph is longer.
_LONGEST = 360
# A credit is a line; a longer paragraph that begins with 'Images:' is prose.
_LONGEST_CREDIT = 200
# '[The other article](https://…)' alone is a way there.
_ONLY_LINK = re.compile(
    r"[-–—•·\s*_]{0,10}+\[[^\[\]]{1,300}\](?:\([^()\r\n]{0,2000}(?:\([^()\r\n]{0,200}\)[^()\r\n]{0,200})?\)|\[[^\[\]]{0,100}\])"
    r"[.,;:\s*_]{0,10}+"
)
_EMPHASISED = re.compile(r"([*_]{1,3}+)(?=\S).+(?<=\S)\1", re.DOTALL)


def is_boilerplate(words: str) -> bool:
    """Whether a whole paragraph is no part of the article; a paragraph that only begins so is."""
    words = words.strip(" \t*_\u00a0")
    return len(words) <= _LONGEST and _paragraphs().fullmatch(words) is not None


def is_credit(words: str) -> bool:
    """Whether a line names who took or made a picture and says nothing else: 'Photo: Ada Moreno / Nol Gazette'."""
    return len(words) <= _LONGEST_CREDIT and _credits().match(words) is not None


def is_only_link(raw: str) -> bool:
    """Whether a list item's Markdown is a link and nothing else."""
    return _ONLY_LINK.fullmatch(raw) is not None


def is_emphasised(raw: str) -> bool:
    """Whether a paragraph's Markdown is in italics or bold type as a whole."""
    found = _EMPHASISED.fullmatch(raw.strip())
    return found is not None and found[1] not in raw.strip()[len(found[1]) : -len(found[1])]


def words_behind_day(words: str) -> re.Match[str] | None:
    """What stands behind a day on a line that holds a day and where the article was filed, at the line's end."""
    return _behind_day().search(words) if len(words) <= _LONGEST else None


@cache
def _paragraphs() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in word_lists(LISTS)["paragraphs"]), re.IGNORECASE | re.DOTALL)


@cache
def _behind_day() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(word_lists(LISTS)['behind-day'])})$", re.IGNORECASE)


@cache
def _credits() -> re.Pattern[str]:
    openings = "|".join(re.escape(words) for words in word_lists(PAGE_PARTS)["credits"])
    return re.compile(rf"\W{{0,3}}(?:{openings})(?: by| courtesy of)?\s?[:：]|[©Ⓒ]", re.IGNORECASE)
