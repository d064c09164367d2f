"""The fewest words that lead to a place of the text, and to no other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from attribcheck.article import Article, Spots
from attribcheck.language.cues import find_cue
from attribcheck.language.quotations import quotations
from attribcheck.language.sentences import sentences
from attribcheck.language.words import language
from attribcheck.places import Span
from attribcheck.reading.anchors import AnchorIndex

# Five opening words are unique 97 times in a hundred; a reader knows a sentence by fewer if one of them is the cue.
_LEAST, _OPENING = 4, 5
# A source and a cue that stand farther apart, in words, are not both in the anchor.
_TOGETHER = 9
_LONGEST = 16
_WORD = re.compile(r"\S+")
_ENDS = " \t\r\n,;:.–—-"


class Anchor(NamedTuple):
    """The words of an anchor; `nth` where no words of the sentence are its own, `cue` where they do not lead to it."""

    words: str
    nth: int | None = None
    cue: str | None = None


class ShortAnchors:
    """Makes the anchors of one article."""

    def __init__(self, article: Article) -> None:
        self._passages = article.passages
        self._language = language(article.language)
        self._index = AnchorIndex(article.passages)
        self._bounds: dict[int, list[tuple[int, int]]] = {}
        self._quoted: dict[int, list[tuple[int, int]]] = {}

    def find(self, words: str) -> list[Span]:
        """Every place where an anchor's words stand."""
        return self._index.find(words)

    def sentence(self, span: Span) -> Span:
        """The sentence in which a span begins."""
        if span.passage not in self._bounds:
            self._bounds[span.passage] = sentences(self._passages[span.passage].words, self._language)
        bounds = self._bounds[span.passage]
        if not bounds:
            return span
        start, end = bounds[max(bisect_right(bounds, span.start, key=lambda one: one[0]) - 1, 0)]
        return Span(span.passage, min(start, span.start), max(end, span.end))

    def of_statement(self, spots: Spots) -> Anchor:
        """Words around a statement's cue, with its source where that is near."""
        cue, source = spots.cue, spots.source
        sentence = self.sentence(cue)
        words = self._tokens(sentence)
        first, last = _inside(words, cue)
        if source is not None and source.passage == cue.passage and sentence.start <= source.start < sentence.end:
            near, far = _inside(words, source)
            if max(last, far) - min(first, near) < _TOGETHER:
                first, last = min(first, near), max(last, far)

        def fits(span: Span) -> bool:
            return self._leads_to(span, sentence, cue)

        found = self._shortest(sentence, words, first, last, _LEAST, fits)
        return found or self._any(sentence, words, first, last, self._text(cue))

    def of_words(self, span: Span, least: int = 1) -> Anchor:
        """The opening words of a stretch of the text, at least so many; all of them where it is short."""
        sentence = self.sentence(span)
        words = self._tokens(sentence)
        first, last = _inside(words, span)
        if last - first >= _TOGETHER:
            last = first + _OPENING - 1
        return self._shortest(sentence, words, first, last, least, lambda _: True) or self._any(
            sentence, words, first, last
        )

    def _tokens(self, sentence: Span) -> list[tuple[int, int]]:
        return [found.span() for found in _WORD.finditer(self._passages[sentence.passage].words, *sentence[1:])]

    def _text(self, span: Span) -> str:
        return " ".join(self._passages[span.passage].words[span.start : span.end].split())

    def _leads_to(self, anchor: Span, sentence: Span, cue: Span) -> bool:
        """Whether the cue that a reader of the record finds by the anchor is the one that is meant."""
        words = self._passages[cue.passage].words
        if cue.passage not in self._quoted:
            self._quoted[cue.passage] = [(one.start, one.end) for one in quotations(words)]
        found = find_cue(words, self._language, anchor[1:], sentence[1:], self._quoted[cue.passage])
        if found is None or found.lemma in self._language.cue_words["last_resort"]:
            return False
        return found.start < cue.end and cue.start < found.end

    def _shortest(
        self,
        sentence: Span,
        words: list[tuple[int, int]],
        first: int,
        last: int,
        least: int,
        fits: Callable[[Span], bool],
    ) -> Anchor | None:
        for near, far in _growing(first, last, len(words), least):
            span = Span(sentence.passage, words[near][0], words[far][1])
            anchor = self._text(span).rstrip(_ENDS)
            if anchor and len(self._index.find(anchor)) == 1 and fits(span):
                return Anchor(anchor)
        return None

    def _any(
        self, sentence: Span, words: list[tuple[int, int]], first: int, last: int, cue: str | None = None
    ) -> Anchor:
        """The words alone: with the cue written out where they do not lead to it, by number where they stand twice."""
        found = self._shortest(sentence, words, first, last, _LEAST, lambda _: True)
        if found is not None:
            return found._replace(cue=cue)
        anchor = self._text(Span(sentence.passage, words[first][0], words[last][1])).rstrip(_ENDS)
        places = self._index.find(anchor)
        number = next(
            (n for n, one in enumerate(places, 1) if one.passage == sentence.passage and one.start >= words[first][0]),
            None,
        )
        return Anchor(anchor, number if len(places) > 1 else None, cue)


def _inside(words: list[tuple[int, int]], span: Span) -> tuple[int, int]:
    """The first and the last of a sentence's words that a span touches."""
    first = bisect_right(words, span.start, key=lambda one: one[1])
    last = bisect_right(words, max(span.end - 1, span.start), key=lambda one: one[0]) - 1
    return min(first, len(words) - 1), max(min(last, len(words) - 1), min(first, len(words) - 1))


def _growing(first: int, last: int, count: int, least: int) -> Iterator[tuple[int, int]]:
    """Ever longer stretches: to the right as far as the sentence and patience go, then to the left."""
    right = min(max(last, first + least - 1), count - 1)
    if least > 1 and right == first:
        # A sentence that ends with its verb: one word is no anchor.
        first = max(first - 1, 0)
    yield first, right
    while right < count - 1 and right - first < _LONGEST:
        right += 1
        yield first, right
    left = first
    while left > 0 and right - left < 2 * _LONGEST:
        left -= 1
        yield left, right
