"""What somebody adds in the same breath has the day of his first words: 'on Monday denied it, saying that …'."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attribcheck.extraction.heard import Heard
from attribcheck.language.days import said_day
from attribcheck.language.quotations import quotations
from attribcheck.language.words import Language
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Passage


def inherited_days(
    heard: Sequence[Heard], passages: Sequence[Passage], sentence: Callable[[Span], Span], language: Language
) -> dict[int, str]:
    """The words for the day of the statements whose own clause names none, by the identity of the statement."""
    breaths: dict[tuple[Span, tuple[int, ...]], list[Heard]] = {}
    for one in heard:
        breaths.setdefault((sentence(one.attribution.cue), one.speakers), []).append(one)
    found: dict[int, str] = {}
    for (stretch, _), together in breaths.items():
        words = passages[stretch.passage].words
        quoted = [(mark.start, mark.end) for mark in quotations(words)] if len(together) > 1 else []
        day: str | None = None
        for one in together if len(together) > 1 else ():
            own = said_day(words, stretch[1:], one.attribution.cue[1:], quoted, language)
            if own is not None:
                day = own.text
            elif day is not None:
                found[id(one)] = day
    return found
