"""Which language a text is in: enough to say that attribcheck does not read it, rather than to guess at it.

A script tells most; in Latin script the small words do, which no text can do without. English with
foreign quotations and names in it is English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import NamedTuple

from attribcheck.language.data import word_lists

# A few paragraphs tell a language as well as a book does.
_LOOKED_AT = 5_000
# With fewer words a list of names cannot be told from a sentence.
_LEAST_WORDS = 20
# Small words make up 35 to 60 % of English news, and 2 to 12 % of text in another language ('in', 'on', 'me').
_ENGLISH = 0.25
# A language is named if its small words make up this share; without any that shows, it is 'und' from so many words on.
_PLAIN, _NO_ENGLISH, _ENOUGH_TO_REFUSE = 0.16, 0.1, 40
# A letter of one language alone, so often: once or twice it stands in a name.
_LETTER_SETTLES = 3

_LATIN_LETTERS = 6

_DATA = "recognition.yaml"
# Below stand Latin letters, with and without accents, and their phonetic kin.
_FIRST_OF_OTHERS = 0x370
_WORD = re.compile(r"[^\W\d_]+")


class Recognised(NamedTuple):
    """A language. `code` is its tag ('th', 'und-Cyrl', 'und'), `name` what people call it: 'The article is in Thai'."""

    code: str
    name: str


ENGLISH = Recognised("en", "English")
UNKNOWN = Recognised("und", "a language other than English")


def recognise(text: str | Iterable[str]) -> Recognised | None:
    """The language of a text, given whole or in passages; None where there is too little of it to tell."""
    text = _beginning(text)
    found = _by_script(text)
    if found is not None:
        return found
    words = Counter(_WORD.findall(text.lower()))
    total = words.total()
    if total < _LEAST_WORDS:
        return None
    shares = {language: sum(map(words.__getitem__, small)) / total for language, small in _latin().items()}
    english = shares.pop(ENGLISH)
    best, share = max(shares.items(), key=lambda item: item[1])
    if english >= _ENGLISH and english >= share:
        return ENGLISH
    if share >= _PLAIN and share > 1.5 * english:
        return best
    if share < _PLAIN and english < _NO_ENGLISH:
        return UNKNOWN if total >= _ENOUGH_TO_REFUSE else None
    return ENGLISH


def _beginning(text: str | Iterable[str]) -> str:
    if isinstance(text, str):
        return text[:_LOOKED_AT]
    # No passage adds less than a character, so so many of them are enough.
    return " ".join(passage[:_LOOKED_AT] for passage in islice(text, _LOOKED_AT))[:_LOOKED_AT]


# Scripts


class _Script(NamedTuple):
    language: Recognised
    letters: int
    ranges: tuple[tuple[int, int], ...]


class _Written(NamedTuple):
    """A language of a script with several: its own letters, its small words."""

    language: Recognised
    letters: str
    words: frozenset[str]


def _by_script(text: str) -> Recognised | None:
    """The language of a text most of whose words are in another script than Latin."""
    if text.isascii():
        return None
    characters = Counter(text)
    letters: Counter[str] = Counter()
    latin = 0
    for character, count in characters.items():
        script = _script(character)
        if script:
            letters[script] += count
        elif character.isalpha():
            latin += count
    # Japanese is written in both: where its kana are, the Chinese characters are its own.
    if letters["kana"] * 10 >= letters["zh"]:
        letters["kana"] += letters.pop("zh", 0)
    scripts = _scripts()
    words = {script: count / scripts[script].letters for script, count in letters.items()}
    best = max(words, key=words.__getitem__, default=None)
    if best is None or words[best] < _LEAST_WORDS or words[best] <= latin / _LATIN_LETTERS:
        return None
    if best == "kana":
        return Recognised("ja", scripts[best].language.name)
    return _one_of(best, characters, text) or scripts[best].language


def _one_of(script: str, characters: Counter[str], text: str) -> Recognised | None:
    """Which of a script's languages it is; None if that is not plain."""
    words = Counter(text.split())
    for written in _of_scripts().get(script, ()):
        own = sum(map(characters.__getitem__, written.letters))
        if own >= _LETTER_SETTLES or sum(map(words.__getitem__, written.words)) >= _LETTER_SETTLES:
            return written.language
    return None


def _script(character: str) -> str | None:
    """The script of a character; None for Latin, and for what belongs to no script."""
    point = ord(character)
    if point < _FIRST_OF_OTHERS:
        return None
    return next((code for code, script in _scripts().items() if any(a <= point <= b for a, b in script.ranges)), None)


# The data


@cache
def _scripts() -> dict[str, _Script]:
    return {
        entry["code"]: _Script(_language(entry), int(entry["letters"]), tuple(map(_range, entry["ranges"])))
        for entry in word_lists(_DATA)["scripts"]
    }


def _range(words: str) -> tuple[int, int]:
    first, last = words.split("-")
    return int(first, 16), int(last, 16)


@cache
def _of_scripts() -> dict[str, list[_Written]]:
    return {
        script: [
            _Written(_language(entry), entry.get("letters", ""), frozenset(entry.get("words", ()))) for entry in entries
        ]
        for script, entries in word_lists(_DATA)["of-scripts"].items()
    }


@cache
def _latin() -> dict[Recognised, frozenset[str]]:
    return {_language(entry): frozenset(entry["words"]) for entry in word_lists(_DATA)["latin"]}


def _language(entry: dict[str, str]) -> Recognised:
    return Recognised(entry["code"], entry["name"])
