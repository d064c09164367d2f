"""Anchors: a few exact words that lead from a record to its place in the text.

Compared after normalisation. Not found, they are looked for once more, allowing for small
edits, and the find is reported; where that fails too the reader is shown the nearest words.
Never by line number or offset: those drift silently onto another sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from attribcheck.article import Passage
from attribcheck.language.matching import find_words, normalise
from attribcheck.places import Span
from attribcheck.reading.edited_words import Agreement, Wording
from attribcheck.reading.inline import seen_words

# Measured with benchmarks/reanchoring.py. One word in five may be edited, one at least. What agrees must be rarer by so
# many bits than what chance offers, and by so many than the next best words are: with a word less to go by, much rarer,
# since a sentence that was taken out often has a like one left ('I grew up in a …').
ONE_EDIT_IN = 5
ENOUGH, ENOUGH_WITHOUT_A_WORD, AHEAD = 4.0, 10.0, 4.0

_MARKUP = re.compile(r"[*_`~\[\]<&\\]")
_HALF_LINK = re.compile(r"\]\([^\s()]{0,2000}\)?|\[")


class Near(NamedTuple):
    """The best fuzzy find, and whether it is good enough to be the place that was meant."""

    span: Span
    sure: bool


class AnchorIndex:
    """The text of an article, ready to be searched for anchors."""

    def __init__(self, passages: list[Passage]) -> None:
        self.passages = passages
        self._starts: list[int] = []
        parts: list[str] = []
        length = 0
        for passage in passages:
            self._starts.append(length)
            # No anchor holds a NUL, so none reaches across two passages.
            parts.append(passage.words.replace("\0", " "))
            length += len(passage.words) + 1
        self._words = "\0".join(parts)
        self._all = normalise(self._words)

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self._all, self._words)

    def find(self, words: str) -> list[Span]:
        """Every place where the words stand, in the order of the text."""
        words = words.replace("\0", " ")
        found = find_words(normalise(words), self._all)
        if not found and _MARKUP.search(words):
            # Copied from the Markdown, perhaps with half a link: 'told **AFP**', 'the [agency](https://'.
            found = find_words(normalise(_as_seen(words)), self._all)
        return [self._span(start, end) for start, end in found]

    def near(self, words: str) -> Near | None:
        """The words of the text that are most like these; None where there are none."""
        found = self._wording.search(_as_seen(words))
        if not found:
            return None
        best = found[0]
        ahead = best.evidence - found[1].evidence if len(found) > 1 else AHEAD
        return Near(self._span(best.start, best.end), _is_sure(words, best, ahead))

    def _span(self, start: int, end: int) -> Span:
        number = bisect_right(self._starts, start) - 1
        first = self._starts[number]
        return Span(number, start - first, end - first)


def _as_seen(words: str) -> str:
    """The words without Markdown."""
    return _HALF_LINK.sub("", seen_words(words)[0]) if _MARKUP.search(words) else words


def _is_sure(words: str, best: Agreement, ahead: float) -> bool:
    """Whether these are the words that were meant, edited; `ahead` is by how much the next best agree less."""
    # Who types an anchor in small letters says nothing about capitals; else they are copied with the words.
    recased = best.recased and words != words.lower()
    edits = best.lost + best.added + recased
    enough = ENOUGH_WITHOUT_A_WORD if best.lost else ENOUGH
    return edits <= max(len(words.split()) // ONE_EDIT_IN, 1) and best.evidence >= enough and ahead >= AHEAD
