"""Pictures and recordings that a text speaks of, and who gave them: 'The video posted by Holm shows …'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attribcheck.extraction.channels import Bounds
from attribcheck.language.data import word_lists
from attribcheck.language.quotations import inside, quotations
from attribcheck.language.words import Language
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Passage

_READ = ("paragraph", "list-item")
# How far a verb of showing stands behind the noun: 'footage | from the harbour on Sunday appears to show'.
_REACH = 60
_HEAD = 4
_NAME = r"(?:the\s+)?(?:[^\W\d_][\w'’.-]*\s+){0,5}?[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,4}"


@dataclass(frozen=True, slots=True)
class Shown:
    """One such thing: its noun's place, `video`, `photo` or `audio`, and the words for who gave it, if any."""

    span: Span
    kind: str
    giver: Span | None


@dataclass(frozen=True, slots=True)
class _Patterns:
    noun: re.Pattern[str]
    kinds: dict[str, str]
    given: re.Pattern[str]
    gave: re.Pattern[str]
    shows: re.Pattern[str]
    # The beginnings of the nouns: most passages have none of them, which is sooner told than that no noun is there.
    heads: tuple[str, ...]

    def may_stand_in(self, words: str) -> bool:
        """Whether a noun may stand in some words."""
        small = words.lower()
        return any(head in small for head in self.heads)


@lru_cache(maxsize=8)
def _patterns(language: Language) -> _Patterns:
    data: Any = word_lists(f"{language.code}/shown.yaml")
    kinds = {noun: kind for kind, nouns in data["kinds"].items() for noun in nouns}
    nouns = "|".join(sorted(kinds, key=len, reverse=True))
    giving, shows = "|".join(data["giving"]), "|".join(data["shows"])
    # 'the harbour office', and not 'the port shows'.
    body = rf"[Tt]he\s+[a-z][\w'’-]*(?:\s+(?!(?:also|later|has|had|{shows})\b)[a-z][\w'’-]*)?"
    return _Patterns(
        re.compile(rf"(?<![\w'’-])(?:{nouns})(?![\w'’-])", re.IGNORECASE),
        kinds,
        re.compile(rf"\s+(?:{giving})\s+(?:[a-z]+\s+){{0,2}}?(?:on\s+[A-Z]\w*\s+)?by\s+(?P<giver>{_NAME}|{body}|[a-z]+s\b)"),
        re.compile(
            rf"(?P<giver>{_NAME}|{body})\s+(?:(?:also|later|has|had)\s+){{0,2}}(?:{giving})\s+(?:an?|the|some)?\s*(?:[a-z]+\s+){{0,2}}\Z"
        ),
        re.compile(rf"(?<![\w'’-])(?:{shows})(?![\w'’-])", re.IGNORECASE),
        tuple(sorted({noun[:_HEAD] for noun in kinds})),
    )


def find_shown(
    passages: Sequence[Passage], bounds: dict[int, list[tuple[int, int]]], language: Language
) -> list[Shown]:
    """What is shown or was given by somebody, outside quotations, in the order of the text; a mere mention is none."""
    if language.code != "en":
        return []
    patterns = _patterns(language)
    found: list[Shown] = []
    for passage in passages:
        if passage.kind in _READ and patterns.may_stand_in(passage.words):
            found += _in_passage(passage, bounds[passage.index], patterns)
    return found


def _in_passage(passage: Passage, bounds: Bounds, patterns: _Patterns) -> Iterator[Shown]:
    words = passage.words
    quoted = [(one.start, one.end) for one in quotations(words)]
    for start, end in bounds:
        for noun in patterns.noun.finditer(words, start, end):
            if inside(quoted, noun.start()):
                continue
            given = patterns.given.match(words, noun.end(), end)
            gave = None if given else patterns.gave.search(words, max(start, noun.start() - _REACH), noun.start())
            giver = given or gave
            if giver is None and not _shows(words, noun.end(), end, patterns):
                continue
            span = Span(passage.index, *giver.span("giver")) if giver else None
            yield Shown(Span(passage.index, *noun.span()), patterns.kinds[noun.group().lower()], span)
            break


_EDGE = re.compile(r"[,;:.]")


def _shows(words: str, start: int, end: int, patterns: _Patterns) -> bool:
    """Whether a verb of showing stands behind the noun, in its own clause."""
    reach = _EDGE.search(words, start, min(end, start + _REACH))
    return patterns.shows.search(words, start, reach.start() if reach else min(end, start + _REACH)) is not None
