"""A passage's words as tokens, with the sentence and the quotation that each belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from attribcheck.extraction.lexicon import lexicon
from attribcheck.language.quotations import Quotation, quotations
from attribcheck.language.sentences import sentences
from attribcheck.language.words import Language

# A number keeps its commas, a name its stops and hyphens, a possessive its mark.
_TOKEN = re.compile(r"''|--|\w+(?:[.,]\d+|['’.-]\w+)*|[^\w\s]")
_DOUBLED = "''"
# As long as the two marks it stands for; the second character is no white space, so the mark may open.
_AS_ONE = '"\u2060'
_MARK = re.compile(r"(?<![^\s(])(?:''|[\"“])(?=[\w‘'$…])")


# As many tokens outside quotations as a sentence has at most.
_LONGEST = 300
_NEAR = 9


class Stretch(NamedTuple):
    """Tokens from `first` up to, not including, `last`."""

    first: int
    last: int


class Tokens:
    """The tokens of a passage.

    `lower` holds them in small letters with plain apostrophes. `quote` gives for each token the number of the
    quotation it stands in (its marks included), or -1. `turns` are the sentences; one quotation is never cut.
    """

    __slots__ = ("_leads", "_lexicon", "ends", "lower", "passage", "quote", "quotes", "starts", "text", "turns")

    def __init__(self, text: str, passage: int, language: Language) -> None:
        self.text = text
        self.passage = passage
        self._lexicon = lexicon(language)
        spans = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        small = text.lower().replace("’", "'")
        if len(small) == len(text):
            self.lower = [small[start:end] for start, end in spans]
        else:  # A few capitals grow when made small.
            self.lower = [text[start:end].lower().replace("’", "'") for start, end in spans]
        self.quote = [-1] * len(spans)
        self.quotes: list[Stretch] = []
        marked = quoted_stretches(text)
        for quotation in marked:
            stretch = Stretch(self.at(quotation.start), self.before(quotation.end))
            for index in range(*stretch):
                self.quote[index] = len(self.quotes)
            self.quotes.append(stretch)
        self.turns = self._turns(language, marked)
        leads, quote = self._lexicon.leads, self.quote
        self._leads = [at for at, word in enumerate(self.lower) if word in leads and quote[at] < 0]

    def leads(self, turn: Stretch) -> list[int]:
        """The tokens of a turn, outside quotations, at which an attribution's construction may begin."""
        found = self._leads
        return found[bisect_left(found, turn.first) : bisect_left(found, turn.last)]

    def at(self, offset: int) -> int:
        """The first token that begins at an offset or behind it."""
        return bisect_right(self.starts, offset - 1)

    def before(self, offset: int) -> int:
        """The number of tokens that begin before an offset."""
        return bisect_right(self.starts, offset - 1)

    def word(self, index: int) -> str:
        """A token as it is written."""
        return self.text[self.starts[index] : self.ends[index]]

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return self.text[self.starts[index]].isupper()

    def span(self, stretch: Stretch) -> tuple[int, int]:
        """Where a stretch stands in the text."""
        return self.starts[stretch.first], self.ends[stretch.last - 1]

    def _says_on(self, offset: int) -> bool:
        """Whether what stands behind a quotation's mark tells who said it: '"Is it?" the guard asked.'"""
        start, words = self.at(offset), self._lexicon
        if offset < 1 or self.text[:offset].rstrip("\"”'’")[-1:] not in ("?", "!"):
            return False
        for index in range(start + 1, min(start + _NEAR, len(self.lower))):
            if self.quote[index] >= 0 or self.lower[index] in (":", ";"):
                return False
            if self.lower[index] in words["said"]:
                behind = self.lower[index + 1] if index + 1 < len(self.lower) else "."
                return (behind in words["behind_said"] or self.lower[index] in words["asked"]) and self.quote[
                    min(index + 1, len(self.lower) - 1)
                ] < 0
        return False

    def _turns(self, language: Language, marked: list[Quotation]) -> list[Stretch]:
        """Sentences; where one would end inside a quotation it goes on to the quotation's end, and behind it."""
        found: list[Stretch] = []
        opening = 0
        openings = [quotation.start for quotation in marked]
        for _, end in sentences(self.text, language):
            nearest = bisect_right(openings, end - 1) - 1
            if nearest >= 0 and end == marked[nearest].end and self._says_on(end):
                continue
            if nearest >= 0 and end < marked[nearest].end:
                continue
            last = self.before(end)
            if last > opening:
                found += self._pieces(opening, last)
                opening = last
        if opening < len(self.starts):
            found += self._pieces(opening, len(self.starts))
        return found

    def _pieces(self, first: int, last: int) -> list[Stretch]:
        """A turn, cut where it has more words outside quotations than any sentence: the cost of a turn grows faster."""
        found: list[Stretch] = []
        outside = 0
        for index in range(first, last) if last - first > _LONGEST else ():
            outside += self.quote[index] < 0
            if outside > _LONGEST and self.quote[index] < 0:
                found.append(Stretch(first, index))
                first, outside = index, 0
        return [*found, Stretch(first, last)]


def quoted_stretches(text: str) -> list[Quotation]:
    """The quotations of a passage, two single marks counted as a double one; one that never closes runs on."""
    if '"' in text and ("“" in text or "”" in text):  # Opened by one kind and closed by another.
        text = text.replace("“", '"').replace("”", '"')
    if _DOUBLED not in text:
        found = quotations(text)
    else:
        found = [_widened(one, text) for one in quotations(text.replace(_DOUBLED, _AS_ONE))]
    mark = _MARK.search(text, found[-1].end if found else 0)
    if mark is not None:
        # Opened and never closed: the speaker goes on in the next paragraph.
        end = len(text.rstrip())
        found.append(Quotation(mark.start(), end, mark.end(), end))
    return found


def _widened(one: Quotation, text: str) -> Quotation:
    start, end, inner = one.start, one.end, one.inner_start
    inner += text[start : start + 2] == _DOUBLED
    end += text[end - 1 : end + 1] == _DOUBLED
    return Quotation(start, end, inner, one.inner_end)
