"""The sentences that an article says in its own voice: nobody is given them, and no quotation holds them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from attribcheck.extraction.attribution import Attribution
from attribcheck.extraction.tokens import quoted_stretches
from attribcheck.language.sentences import sentences
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from attribcheck.article import Passage


_WORD = re.compile(r"[a-z][a-z-]*")


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, without marks and figures."""
    return _WORD.findall(text)


class Stretches:
    """Some stretches of a text; a look at them costs little, however many they are."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        # One stretch may hold others: the furthest end so far.
        self._ends = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with the words from `start` to `end`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


_NONE = Stretches(())


class Voices:
    """Where an article's attributions stand, passage by passage."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        contents: dict[int, list[tuple[int, int]]] = {}
        cues: dict[int, list[tuple[int, int]]] = {}
        for one in attributions:
            for span in one.content:
                contents.setdefault(span.passage, []).append((span.start, span.end))
            # A wish or a plan is no word that something is so.
            if one.act != "stance":
                cues.setdefault(one.cue.passage, []).append((one.cue.start, one.cue.start + 1))
        self._contents = {passage: Stretches(spans) for passage, spans in contents.items()}
        self._cues = {passage: Stretches(spans) for passage, spans in cues.items()}

    def given_away(self, passage: int, start: int, end: int) -> bool:
        """Whether some of the words are given to somebody."""
        return self._contents.get(passage, _NONE).touch(start, end)

    def reported(self, passage: int, start: int, end: int) -> bool:
        """Whether somebody says or thinks something in the words."""
        return self._cues.get(passage, _NONE).touch(start, end)


class Sentence(NamedTuple):
    """A sentence of a passage, and the quotations of that passage."""

    passage: Passage
    start: int
    end: int
    quoted: Stretches

    def quotes(self, start: int, end: int) -> bool:
        """Whether some of the words stand in quotation marks."""
        return self.quoted.touch(start, end)


def own_sentences(
    passages: Iterable[Passage], voices: Voices, language: Language, trigger: Callable[[str], object]
) -> Iterator[Sentence]:
    """The sentences of body paragraphs in which nobody says anything; only passages that pass `trigger` are cut."""
    for passage in passages:
        if passage.kind != "paragraph" or not trigger(passage.words):
            continue
        quoted = Stretches((one.start, one.end) for one in quoted_stretches(passage.words))
        for start, end in sentences(passage.words, language):
            if not voices.reported(passage.index, start, end):
                yield Sentence(passage, start, end, quoted)
