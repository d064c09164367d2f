"""Where a record and the prose disagree: another speaker, another stance, a quotation that is not there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from attribcheck.article import Article, Stance, Statement
from attribcheck.extraction.attribution import Attribution
from attribcheck.extraction.attributions import find_attributions
from attribcheck.extraction.other_speaker import is_other, names_one
from attribcheck.language.cues import Cue, cues
from attribcheck.language.quotations import quotations
from attribcheck.language.sentences import sentences
from attribcheck.language.words import language
from attribcheck.places import Span

# Which stances the words of a class, and those same words negated, cannot have.
_AGAINST: dict[tuple[str, bool], tuple[Stance, ...]] = {
    ("denying", False): ("confirms", "estimates"),
    ("confirming", False): ("denies", "declines"),
    ("not-answering", False): ("confirms", "denies", "estimates"),
    # The list has 'could not confirm' as a form of its own, negated in itself.
    ("not-answering", True): ("confirms", "denies", "estimates"),
    ("confirming", True): ("confirms",),
    ("denying", True): ("denies",),
}
# As much behind a source's words as an acronym in brackets may stand in.
_BEHIND = 24
_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_EDGE = re.compile(r"[,;:–—\"“”]|\b(?:and|but|so|while)\b")
# Where words of a quotation were cut or put in.
_CUT = re.compile(r"\[[^\]]{0,500}\]|\.\s?\.\s?\.|…")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One disagreement: the statement's id, the words of the text that show it, and what it is in a sentence."""

    statement: str
    span: Span
    message: str


def contradictions(article: Article) -> list[Contradiction]:
    """Every declared statement of an article held against its sentence, in the order of the record."""
    declared = [one for one in article.statements if one.span is not None and not one.inferred]
    if not declared or not language(article.language).cues:
        return []
    return list(_Prose(article, declared).contradictions())


class _Prose:
    def __init__(self, article: Article, declared: Sequence[Statement]) -> None:
        self.article = article
        self.declared = declared
        self.language = language(article.language)
        self.bounds: dict[int, list[tuple[int, int]]] = {}
        self.quoted: dict[int, list[tuple[int, int]]] = {}
        wanted = {one.span.passage for one in declared if one.span}
        passages = [passage for passage in article.passages if passage.index in wanted]
        self.attributions: dict[int, list[Attribution]] = {}
        for found in find_attributions(passages, self.language):
            self.attributions.setdefault(found.passage, []).append(found)

    def contradictions(self) -> Iterator[Contradiction]:
        for statement in self.declared:
            assert statement.span is not None
            for found in (
                self.speaker(statement, statement.span),
                self.stance(statement, statement.span),
                self.quotation(statement, statement.span),
            ):
                if found is not None:
                    yield Contradiction(str(statement.id), *found)

    def text(self, span: Span) -> str:
        return self.article.passages[span.passage].words[span.start : span.end]

    def sentence(self, span: Span) -> Span:
        if span.passage not in self.bounds:
            self.bounds[span.passage] = sentences(self.article.passages[span.passage].words, self.language)
        bounds = self.bounds[span.passage]
        if not bounds:
            return span
        start, end = bounds[max(bisect_right(bounds, span.start, key=lambda one: one[0]) - 1, 0)]
        return Span(span.passage, start, max(end, span.end))

    # Who speaks

    def speaker(self, statement: Statement, anchor: Span) -> tuple[Span, str] | None:
        """The words that give a statement to somebody else than its source."""
        if not statement.source:
            return None
        sources = [one.source for one in self.candidates(anchor, statement.source)]
        named = [*statement.source, *statement.via]
        if not sources or not all(source is not None and self.is_other(source, named) for source in sources):
            return None
        source = sources[0]
        assert source is not None
        if statement.speaker and set(_words(statement.speaker)) & set(_words(self.text(source))):
            return None
        recorded = " and ".join(self.article.sources[handle].name or handle for handle in statement.source)
        message = (
            f"The record gives the statement '{statement.id}' to {recorded}, and the text to '{self.text(source)}'."
        )
        return source, message

    def candidates(self, anchor: Span, named: Sequence[str]) -> list[Attribution]:
        """The attributions that an anchor belongs to: those whose source or cue it touches, else whose content.

        An anchor with a cue or with its source in it is no content of another's.
        """
        sentence = self.sentence(anchor)
        near = [
            one
            for one in self.attributions.get(anchor.passage, ())
            if sentence.start <= one.cue.start < sentence.end and _has_cue(one)
        ]
        touched = [one for one in near if _meet(one.cue, anchor) or (one.source and _meet(one.source, anchor))]
        has_source = names_one(self.text(anchor), named, self.article)
        if touched or has_source or any(anchor.start <= cue.start < anchor.end for cue in self.cues_in(sentence)):
            return touched
        return [one for one in near if any(_meet(part, anchor) for part in one.content)]

    def is_other(self, source: Span, named: Sequence[str]) -> bool:
        words = self.article.passages[source.passage].words
        behind = words[source.end : source.end + _BEHIND]
        return is_other(words[source.start : source.end], behind, named, self.article, self.language)

    # In which stance

    def stance(self, statement: Statement, anchor: Span) -> tuple[Span, str] | None:
        """The words of saying that cannot have the stance which the record gives them."""
        found = self.cues(statement, anchor)
        if not found or not all(statement.stance in _AGAINST.get((cue.cue_class, cue.negated), ()) for cue in found):
            return None
        cue = found[0]
        message = f"The record says that the statement '{statement.id}' {statement.stance}, and the text '{cue.text}'."
        return Span(anchor.passage, cue.start, cue.end), message

    def cues(self, statement: Statement, anchor: Span) -> list[Cue]:
        """The words of saying in the anchor, else those that it leads to."""
        if statement.cue or statement.cue_class:
            return []
        found = self.cues_in(self.sentence(anchor))
        within = [cue for cue in found if anchor.start <= cue.start and cue.end <= anchor.end]
        return within or [cue for cue in found if len(found) == 1 and self.leads_on(anchor, cue)]

    def leads_on(self, anchor: Span, cue: Cue) -> bool:
        """Whether an anchor ends in the clause of a cue that comes behind it: 'The mayor could not | confirm'."""
        between = self.article.passages[anchor.passage].words[anchor.end : max(cue.start, anchor.end)]
        return anchor.start <= cue.start and not _EDGE.search(between)

    def cues_in(self, sentence: Span) -> list[Cue]:
        words = self.article.passages[sentence.passage].words
        if sentence.passage not in self.quoted:
            self.quoted[sentence.passage] = [(one.start, one.end) for one in quotations(words)]
        return cues(words, self.language, sentence.start, sentence.end, self.quoted[sentence.passage])

    # In which words

    def quotation(self, statement: Statement, anchor: Span) -> tuple[Span, str] | None:
        """A recorded quotation that the text has not, or not in quotation marks."""
        given = statement.quote.text if statement.quote else None
        if not given:
            return None
        pieces = [words for piece in _CUT.split(given) if (words := _words(piece))]
        if all(_holds(self.quoted_words, piece) for piece in pieces):
            return None
        there = all(_holds(self.all_words, piece) for piece in pieces)
        what = "stands there without quotation marks" if there else "is not in the text"
        return anchor, f"The quotation “{given}” that the record gives the statement '{statement.id}' {what}."

    @cached_property
    def all_words(self) -> str:
        return _joined(word for passage in self.article.passages for word in _words(passage.words))

    @cached_property
    def quoted_words(self) -> str:
        """The words of all quotations: what a speaker says goes on behind 'he said'."""
        return _joined(
            word
            for passage in self.article.passages
            for one in quotations(passage.words)
            for word in _words(passage.words[one.inner_start : one.inner_end])
        )


def _has_cue(one: Attribution) -> bool:
    """A wish or what seems so is no report of what somebody said."""
    return one.act == "speech"


def _meet(one: Span, other: Span) -> bool:
    return one.passage == other.passage and one.start < other.end and other.start < one.end


def _words(text: str) -> list[str]:
    return [re.sub("[’ʼ]", "'", word.lower()) for word in _WORD.findall(text)]


def _joined(words: Iterator[str]) -> str:
    return f" {' '.join(words)} "


def _holds(text: str, words: Sequence[str]) -> bool:
    return f" {' '.join(words)} " in text
