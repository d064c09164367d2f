"""A reason that is none: words that people write to be left alone. Short is not hollow: `checked` may be all."""

from __future__ import annotations

import re
import unicodedata

from attribcheck.language.words import Language, language


def is_hollow(reason: str, spoken: Language) -> bool:
    """Whether a reason gives none, as the language of the article knows it (English where that has no list)."""
    words = " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", reason).casefold()))
    pattern = spoken.phrase("hollow-reason") or language("en").phrase("hollow-reason")
    while pattern is not None and words:
        found = pattern.match(words)
        if not found or not found.end():
            return False
        words = words[found.end() :].lstrip()
    return not words
