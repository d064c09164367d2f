"""The sentences that an article says in its own voice: nobody is given them, and no quotation holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from attribcheck.extraction.attribution import Attribution
from attribcheck.extraction.tokens import quoted_stretches
from attribcheck.language.sentences import sentences
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from attribcheck.article import Passage


class Voices:
    """Where an article's attributions stand, passage by passage."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        self.contents: dict[int, list[tuple[int, int]]] = {}
        self.cues: dict[int, list[int]] = {}
        for one in attributions:
            for span in one.content:
                self.contents.setdefault(span.passage, []).append((span.start, span.end))
            # A wish or a plan is no word that something is so.
            if one.act != "stance":
                self.cues.setdefault(one.cue.passage, []).append(one.cue.start)

    def given_away(self, passage: int, start: int, end: int) -> bool:
        """Whether some of the words are given to somebody."""
        return any(first < end and start < last for first, last in self.contents.get(passage, ()))

    def reported(self, passage: int, start: int, end: int) -> bool:
        """Whether somebody says or thinks something in the words."""
        return any(start <= cue < end for cue in self.cues.get(passage, ()))


class Sentence(NamedTuple):
    """A sentence of a passage, and the quotations of that passage."""

    passage: Passage
    start: int
    end: int
    quoted: list[tuple[int, int]]

    def quotes(self, start: int, end: int) -> bool:
        """Whether some of the words stand in quotation marks."""
        return any(first < end and start < last for first, last in self.quoted)


def own_sentences(
    passages: Iterable[Passage], voices: Voices, language: Language, trigger: Callable[[str], object]
) -> Iterator[Sentence]:
    """The sentences of body paragraphs in which nobody says anything; only passages that pass `trigger` are cut."""
    for passage in passages:
        if passage.kind != "paragraph" or not trigger(passage.words):
            continue
        quoted = [(one.start, one.end) for one in quoted_stretches(passage.words)]
        for start, end in sentences(passage.words, language):
            if not voices.reported(passage.index, start, end):
                yield Sentence(passage, start, end, quoted)
