"""Anchors: a few exact words that lead from a record to its place in the text.

Compared after normalisation. Not found, they are looked for once more, allowing for small
edits, and the find is reported; where that fails too the reader is shown the nearest words.
Never by line number or offset: those drift silently onto another sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from attribcheck.article import Passage
from attribcheck.language.matching import find_words, normalise
from attribcheck.places import Span

# Of 100: a fuzzy find needs this much likeness, and this much more than the next best passage
# offers. Five words with one replaced score 80 to 90; unrelated sentences of news stay below 65.
ENOUGH, AHEAD = 82.0, 6.0


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
            parts.append(passage.words)
            length += len(passage.words) + 1
        # No anchor holds a NUL, so none reaches across two passages.
        self._all = normalise("\0".join(parts))

    def find(self, words: str) -> list[Span]:
        """Every place where the words stand, in the order of the text."""
        return [self._span(start, end) for start, end in find_words(normalise(words), self._all)]

    def _span(self, start: int, end: int) -> Span:
        number = bisect_right(self._starts, start) - 1
        first = self._starts[number]
        return Span(number, start - first, end - first)

    def near(self, words: str) -> Near | None:
        """The words of the text that are most like these; None where there are none."""
        from rapidfuzz import fuzz

        needle = normalise(words).text.strip()
        best: tuple[float, Span] | None = None
        second = 0.0
        for passage in self.passages:
            hay = normalise(passage.words)
            if not needle or len(hay.text) < len(needle) // 2:
                continue
            found = fuzz.partial_ratio_alignment(needle, hay.text)
            if found is None:
                continue
            if best is None or found.score > best[0]:
                second = best[0] if best else 0.0
                start, end = hay.offsets[found.dest_start], hay.offsets[found.dest_end]
                best = (found.score, _whole_words(passage, start, end))
            else:
                second = max(second, found.score)
        if best is None:
            return None
        return Near(best[1], best[0] >= ENOUGH and best[0] - second >= AHEAD)


def _whole_words(passage: Passage, start: int, end: int) -> Span:
    words = passage.words
    while start > 0 and words[start].isalnum() and words[start - 1].isalnum():
        start -= 1
    while end < len(words) and words[end - 1].isalnum() and words[end].isalnum():
        end += 1
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return Span(passage.index, start, end)
