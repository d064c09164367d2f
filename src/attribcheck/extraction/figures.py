"""Figures that matter, in an article's own voice, for which nobody is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from attribcheck.extraction.attribution import Attribution
from attribcheck.extraction.claim_kinds import tolls
from attribcheck.extraction.numerals import Figures, Numeral, figures_of, small
from attribcheck.extraction.own_voice import Sentence, Voices, own_sentences
from attribcheck.language.data import word_lists
from attribcheck.language.sentences import sentences
from attribcheck.language.words import Language
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Passage

FigureKind = Literal["casualty", "money", "percent", "quantity"]


class BareFigure(NamedTuple):
    """A sentence with a figure that nobody is named for, the figure with its unit, its value and what it counts."""

    span: Span
    figure: Span
    value: float
    kind: FigureKind


@lru_cache(maxsize=8)
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    data: Any = word_lists(f"{language.code}/bare_figures.yaml")
    joined = {
        name: made if isinstance(made, str) else "|".join(made) for name, made in data.items() if name != "trigger"
    }
    return {name: re.compile(pattern) for name, pattern in joined.items()}


# Fewer than these that fled or were arrested are no figure that an editor would ask about.
_MANY = 20
# As far before a toll as words tell which attack is meant.
_BEFORE = 30


def find_bare_figures(
    passages: Sequence[Passage], attributions: Sequence[Attribution], language: Language
) -> list[BareFigure]:
    """The figures of an article's own voice with no source in sight, in the order of the text."""
    if language.code != "en":
        return []
    patterns = _patterns(language)
    voices = Voices(attributions)
    given: set[float] | None = None
    found: list[BareFigure] = []
    for sentence in own_sentences(passages, voices, language, lambda text: _may_hold(text, language)):
        figure = _bare(sentence, voices, patterns, language)
        if figure is None:
            continue
        if given is None:
            given = _given_values(passages, attributions, language)
        numeral, kind = figure
        if numeral.value in given or _named_near(sentence, kind, passages, voices, patterns, language):
            continue
        index, start = sentence.passage.index, sentence.start
        place = Span(index, start + numeral.start, start + numeral.end)
        found.append(BareFigure(Span(index, start, sentence.end), place, numeral.value, kind))
    return found


def _may_hold(text: str, language: Language) -> bool:
    """Whether words hold a letter string without which no figure matters; this costs far less than a pattern."""
    lower = small(text)
    return any(part in lower for part in _trigger(language))


@lru_cache(maxsize=8)
def _trigger(language: Language) -> tuple[str, ...]:
    return tuple(word_lists(f"{language.code}/bare_figures.yaml")["trigger"])


def _bare(
    sentence: Sentence, voices: Voices, patterns: dict[str, re.Pattern[str]], language: Language
) -> tuple[Numeral, FigureKind] | None:
    """The first figure of a sentence that matters, with its kind; none where the sentence names what it is from."""
    words = sentence.passage.words[sentence.start : sentence.end]
    if not _may_hold(words, language):
        return None
    figures = figures_of(words, language)
    if not figures.numerals or patterns["unreal"].search(words):
        return None
    if _is_title(words):
        return None
    lower = small(words)
    if patterns["sourced"].search(lower) or patterns["past"].search(lower):
        return None
    no_sum = patterns["sourced_sum"].search(lower) or patterns["unreal_sum"].search(lower)
    for numeral, kind in _that_matter(figures, patterns, language):
        place = (sentence.start + numeral.start, sentence.start + numeral.end)
        if sentence.quotes(*place) or voices.given_away(sentence.passage.index, *place):
            continue
        if kind == "casualty" or not no_sum:
            return numeral, kind
    return None


def _is_title(words: str) -> bool:
    """Whether a line is written as titles are: nearly every word has a capital."""
    plain = [word for word in words.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in plain) * 3 > len(plain) * 2


def _that_matter(
    figures: Figures, patterns: dict[str, re.Pattern[str]], language: Language
) -> list[tuple[Numeral, FigureKind]]:
    """The figures of a sentence that are its news, those of the dead and hurt first."""
    matter: list[tuple[Numeral, FigureKind]] = []
    for start, _, numeral in tolls(figures, language):
        if patterns["identifying"].search(figures.masked, max(0, start - _BEFORE), start):
            break
        matter.append((numeral, "casualty"))
    kinds: tuple[FigureKind, ...] = ("money", "percent", "quantity")
    for kind in kinds:
        for match in patterns[kind].finditer(figures.masked):
            for one in figures.numerals:
                if match.start() <= one.start < match.end() and one.kind == (kind if kind != "quantity" else "count"):
                    if kind != "quantity" or one.value >= _MANY:
                        matter.append((one, kind))
                    break
    return matter


def _given_values(passages: Sequence[Passage], attributions: Sequence[Attribution], language: Language) -> set[float]:
    """The values that somebody is named for somewhere in the article."""
    by_index = {passage.index: passage.words for passage in passages}
    seen = {span for one in attributions for span in one.content}
    return {
        numeral.value
        for span in seen
        for numeral in figures_of(by_index[span.passage][span.start : span.end], language).numerals
    }


def _named_near(
    sentence: Sentence,
    kind: FigureKind,
    passages: Sequence[Passage],
    voices: Voices,
    patterns: dict[str, re.Pattern[str]],
    language: Language,
) -> bool:
    """Whether the sentence before or behind goes on about the same and names somebody, or a record."""
    index = sentence.passage.index
    near = [one for one in passages if abs(one.index - index) <= 1 and not one.is_heading]
    around = [(one, *span) for one in near for span in sentences(one.words, language)]
    place = next((n for n, one in enumerate(around) if one[0] is sentence.passage and one[1] == sentence.start), 0)
    for passage, start, end in around[max(0, place - 1) : place + 2]:
        lower = small(passage.words[start:end])
        if patterns["neighbour"].search(lower):
            return True
        about = patterns["hurt"] if kind == "casualty" else _FIGURE
        if voices.reported(passage.index, start, end) and about.search(lower):
            return True
    return False


_FIGURE = re.compile(r"\d")
