"""Two wordings of one matter, compared by the words that tell what it is: 'captured two soldiers', 'the capture of'."""

from __future__ import annotations

import re
from functools import lru_cache

from attribcheck.language.data import word_lists

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
# 'capture', 'captured' and 'capturing' begin alike for so long; 'shell' and 'shelling' too.
_STEM = 5


@lru_cache(maxsize=1)
def matters() -> dict[str, frozenset[str]]:
    """The word lists of `matters.yaml`."""
    return {kind: frozenset(words) for kind, words in word_lists("en/matters.yaml").items()}


def keys(text: str) -> frozenset[str]:
    """What a stretch of words is about: the beginnings of its words, those apart that tell nothing."""
    empty = matters()["empty"]
    return frozenset(key(word) for word in _WORD.findall(text.lower()) if word not in empty and len(word) > 1)


def key(word: str) -> str:
    """What the forms of one word have in common: its beginning, without the ending of a short word."""
    if word[0].isdigit() or len(word) <= _STEM:
        return word.removesuffix("s") if len(word) > 3 else word
    return word[:_STEM]


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter wording that the longer one holds, from 0 to 1; 0 where they share one word only."""
    shared = len(one & other)
    least = min(len(one), len(other))
    return shared / least if shared > 1 and least else 0.0
