"""The article's text as assessment looks at it: sentences, quotations, and whether some words stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from attribcheck.article import Article
from attribcheck.language.matching import Normalised, find_words, normalise
from attribcheck.language.quotations import Quotation, quotations
from attribcheck.language.sentences import sentences
from attribcheck.language.words import Language, language
from attribcheck.places import Place, Span


class TextView:
    """Sentences and quotations of an article, found when first asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article
        # Read once: pydantic answers for a private attribute five times slower than for another.
        self.passages = article.passages
        self.language: Language = language(article.language)
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._quotations: dict[int, list[Quotation]] = {}
        self._first_sentence: list[int] | None = None
        self._all: Normalised | None = None

    def words(self, passage: int) -> str:
        """The words of a passage."""
        return self.passages[passage].words

    def sentences(self, passage: int) -> list[tuple[int, int]]:
        """The sentences of a passage."""
        if passage not in self._sentences:
            self._sentences[passage] = sentences(self.words(passage), self.language)
        return self._sentences[passage]

    def quotations(self, passage: int) -> list[Quotation]:
        """The quotations of a passage, outermost ones only."""
        if passage not in self._quotations:
            self._quotations[passage] = quotations(self.words(passage))
        return self._quotations[passage]

    def quoted(self, passage: int) -> list[tuple[int, int]]:
        """The stretches of a passage that stand in quotation marks."""
        return [(quotation.start, quotation.end) for quotation in self.quotations(passage)]

    def sentence(self, span: Span) -> Span:
        """The sentence, or the sentences, that hold a span."""
        found = self.sentences(span.passage)
        starts = [start for start, _ in found]
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = max(bisect_right(starts, max(span.end - 1, span.start)) - 1, first)
        if not found:
            return span
        return Span(span.passage, found[first][0], found[last][1])

    def sentence_number(self, span: Span) -> int:
        """The number of the span's first sentence in the body, from 1; 0 in a heading."""
        if self.passages[span.passage].is_heading:
            return 0
        if self._first_sentence is None:
            count = 1
            self._first_sentence = []
            for passage in self.passages:
                self._first_sentence.append(count)
                if not passage.is_heading:
                    count += len(self.sentences(passage.index))
        starts = [start for start, _ in self.sentences(span.passage)]
        return self._first_sentence[span.passage] + max(bisect_right(starts, span.start) - 1, 0)

    def place(self, span: Span) -> Place:
        """The place in the file."""
        return self.passages[span.passage].place(span.start, span.end)

    def holds(self, words: str) -> bool:
        """Whether the words stand anywhere in the text, whatever their case."""
        if self._all is None:
            self._all = normalise("\0".join(passage.words for passage in self.passages))
        return bool(words.strip()) and bool(find_words(normalise(words), self._all))

    def find_in(self, span: Span, names: Iterable[str]) -> Span | None:
        """The first of some names that stands within a span."""
        hay = normalise(self.words(span.passage)[span.start : span.end])
        for name in names:
            found = find_words(normalise(name), hay) if name.strip() else []
            if found:
                start, end = found[0]
                return Span(span.passage, span.start + start, span.start + end)
        return None

    def outside_quotations(self, span: Span, part: Span) -> bool:
        """Whether a part of a sentence stands outside quotation marks."""
        return not any(start <= part.start < end for start, end in self.quoted(span.passage))
