"""People whom a text gives a nationality or a side: 'Erewhonian soldiers', 'rebel fighters'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from attribcheck.extraction.nationalities import country_of
from attribcheck.language.data import word_lists
from attribcheck.language.words import Language
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Passage


_SHORTEST_STEM = 3


class Identity(NamedTuple):
    """Where people are named by nationality or side.

    `adjective` and `noun` are in small letters, `noun` in the singular.
    """

    span: Span
    adjective: str
    noun: str


@lru_cache(maxsize=8)
def _pattern(language: Language) -> re.Pattern[str]:
    data: Any = word_lists(f"{language.code}/identities.yaml")
    capitals = [" ".join(_capital(part) for part in word.split()) for word in _demonyms(language)]
    # Longest first: 'North Korean' before 'Korean'.
    known = "|".join(re.escape(word) for word in sorted([*capitals, *data["sides"]], key=len, reverse=True))
    heads = "".join(sorted({word[0] for word in [*capitals, *data["sides"]]}))
    nouns = "|".join(sorted({*data["irregular"], *data["people"]}, key=len, reverse=True)).lower()
    between = "|".join(data["between"])
    # The first character decides at most places in a text that no such adjective begins there.
    return re.compile(
        rf"(?=[{heads}])(?<![\w-])(?P<adjective>{known})(?:['’]s?)?(?:-(?:led|backed|born|speaking))?\s+"
        rf"(?i:(?:(?:{between})\s+){{0,2}}?(?P<noun>(?:{nouns})s?))(?![\w-])"
    )


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _demonyms(language: Language) -> list[str]:
    return list(word_lists(f"{language.code}/claim_words.yaml")["demonyms"])


@lru_cache(maxsize=8)
def _singular(language: Language) -> dict[str, str]:
    return dict(word_lists(f"{language.code}/identities.yaml")["irregular"])


def find_identities(passages: Iterable[Passage], language: Language) -> list[Identity]:
    """The people in an article who are given a nationality or a side, headings included, in the order of the text."""
    if language.code != "en":
        return []
    pattern, singular = _pattern(language), _singular(language)
    found: list[Identity] = []
    for passage in passages:
        for match in pattern.finditer(passage.words):
            noun = match["noun"].lower()
            one = singular.get(noun) or (noun[:-1] if noun.endswith("s") and noun[-2] != "s" else noun)
            found.append(Identity(Span(passage.index, *match.span()), match["adjective"].lower(), one))
    return found


def people_nouns(language: Language) -> list[str]:
    """The nouns for people whose side or nationality somebody may have to prove, in the singular."""
    data: Any = word_lists(f"{language.code}/identities.yaml")
    return list(data["people"]) if language.code == "en" else []


def stem_of(adjective: str, language: Language) -> str | None:
    """What is left of a nationality without its ending, in small letters: 'Marlish' -> 'marl'; None of other words."""
    if language.code != "en" or not adjective[:1].isupper():
        return None
    word = adjective.lower()
    for ending in word_lists(f"{language.code}/identities.yaml")["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return None


_GIVEN = re.compile(r"\b(?:is|are|was|were)\s+(?:(?:an?|in\s+fact|all|both)\s+)?((?:[A-Z][a-z]+\s)?[A-Z][a-z]+)")


def nationality_given(text: str, language: Language) -> str | None:
    """The nationality that a text says somebody has: 'Chinese' of 'the divers were Chinese navy personnel'."""
    for found in _GIVEN.finditer(text):
        words = found.group(1)
        adjective = words if country_of(words, language) else words.split()[0]
        if country_of(adjective, language) or stem_of(adjective, language):
            return adjective
    return None
