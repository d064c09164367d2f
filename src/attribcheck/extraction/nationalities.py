"""Countries by their names, their capitals and the words for their people."""

from __future__ import annotations

from functools import lru_cache

from attribcheck.language.data import word_lists
from attribcheck.language.words import Language


def country_of(phrase: str, language: Language) -> str | None:
    """The country that a name, a capital or an adjective stands for: 'Kyiv', 'Ukrainian' -> 'Ukraine'."""
    return _countries(language.code).get(phrase.strip().casefold())


def is_place(phrase: str, language: Language) -> bool:
    """Whether a phrase is a country or its capital, and no adjective: 'Kyiv said' is its government."""
    words = phrase.strip().casefold()
    return words in _countries(language.code) and words not in _people(language.code)


def countries_in(phrase: str, language: Language) -> list[str]:
    """The countries that the words of a phrase stand for, each once, in the order of the words."""
    words = [word.strip('(),.;"“”').removesuffix("'s").removesuffix("’s") for word in phrase.split()]
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in (3, 2, 1):
            if at + length > len(words) or not words[at][:1].isupper():
                continue
            country = country_of(" ".join(words[at : at + length]), language)
            if country:
                found.append(country)
                at += length - 1
                break
        at += 1
    return list(dict.fromkeys(found))


@lru_cache(maxsize=8)
def _countries(code: str) -> dict[str, str]:
    if code != "en":
        return {}
    return {
        word.casefold(): country
        for country, known in word_lists(f"{code}/places.yaml").items()
        for word in (country, *known["names"], *known["people"])
    }


@lru_cache(maxsize=8)
def _people(code: str) -> frozenset[str]:
    return frozenset(
        word.casefold() for known in word_lists(f"{code}/places.yaml").values() for word in known["people"]
    )
