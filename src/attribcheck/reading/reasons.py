"""A reason that is none: too short to say anything, or a word that people write to be left alone."""

from __future__ import annotations

import re
import unicodedata

from attribcheck.language.words import Language, language

# What is shorter says nothing about the case.
LEAST_WORDS = 2
LEAST_LETTERS = 8


def is_hollow(reason: str, spoken: Language) -> bool:
    """Whether a reason gives none, as the language of the article knows it (English where that has no list).

    A script without spaces says a word with each character, and as much as two letters do.
    """
    words = " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", reason).casefold()))
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in words)
    if len(words.split()) + wide < LEAST_WORDS or len(words) + wide < LEAST_LETTERS:
        return True
    pattern = spoken.phrase("hollow-reason") or language("en").phrase("hollow-reason")
    while pattern is not None and words:
        found = pattern.match(words)
        if not found or not found.end():
            return False
        words = words[found.end() :].lstrip()
    return not words
