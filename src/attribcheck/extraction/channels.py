"""Through whom words reached the article: agencies, platforms, programmes and papers, and by what means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from attribcheck.extraction.attribution import Attribution
from attribcheck.language.data import word_lists
from attribcheck.language.sentences import sentences
from attribcheck.language.words import Language
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Medium, Passage, SourceKind

# As far behind the cue as its hearer or its medium may stand: 'said on Friday in a written statement to Reuters'.
_REACH = 120


@dataclass(frozen=True, slots=True)
class Channel:
    """One carrier of words, and where it is named."""

    name: str
    aliases: tuple[str, ...]
    kind: SourceKind
    span: Span


@dataclass(frozen=True, slots=True)
class Carried:
    """How one statement reached the article: through which channels, and by what means."""

    channels: tuple[Channel, ...] = ()
    medium: Medium | None = None


@dataclass(frozen=True, eq=False)
class _Words:
    hearer: re.Pattern[str]
    means: re.Pattern[str]
    medium: dict[str, Medium]
    platforms: frozenset[str]
    acts: dict[str, tuple[str, ...]]
    made: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data: Any = word_lists("en/media.yaml")
    medium = {word: cast("Medium", kind) for kind, words in data["media"].items() for word in words}
    by_length = sorted([*data["platforms"], *data["outlets"]], key=len, reverse=True)
    known = "|".join(re.escape(word) for word in by_length)
    ending = "|".join(data["endings"])
    unnamed = "|".join(re.escape(word) for word in sorted(data["unnamed"], key=len, reverse=True))
    platforms = "|".join(re.escape(word) for word in data["platforms"])
    carrier = (
        rf"(?P<name>(?:(?:{known})|(?:[Tt]he\s+)?(?:[A-Z][\w’'-]*\s+){{1,4}}?(?:{ending})"
        rf"|(?:the\s+)?(?:{unnamed}))(?![\w-]))"
    )
    means = "|".join(re.escape(word) for word in sorted(medium, key=len, reverse=True))
    return _Words(
        hearer=re.compile(rf"\b(?:told|tells?|telling|informed|to|with|by)\s+(?:the\s+news\s+agency\s+|news\s+agency\s+)?{carrier}"),
        means=re.compile(
            rf"\b(?:in|at|during|through|via)\s+(?:an?|the|his|her|its|their)\s+(?:[\w-]+\s+){{0,2}}?(?P<means>{means})\b"
            rf"(?:\s+(?:on|to|with|for|from|by)\s+{carrier})?|\b(?:on|via)\s+(?P<platform>{platforms})(?![\w-])"
        ),
        medium=medium,
        platforms=frozenset(data["platforms"]),
        acts={noun: tuple(stems) for noun, stems in data["acts"].items()},
        made=re.compile(
            rf"^(?:The|His|Her|Its|Their)\s+(?P<noun>{'|'.join(data['acts'])})\s+(?:was|were|came|is)\b", re.IGNORECASE
        ),
    )  # fmt: skip


def carried_by(attribution: Attribution, passages: Sequence[Passage], language: Language) -> Carried:
    """The channels of one attribution, as the words around its cue name them, or the sentence that follows it."""
    if language.code != "en":
        return Carried()
    passage = passages[attribution.passage]
    start = attribution.cue.start
    first, last = _sentence(passage, start, language)
    beside = [part for part in attribution.content if part.passage == passage.index]
    channels: list[Channel] = []
    medium: Medium | None = None
    for begin, end in _free(first, last, beside):
        if end < start - _REACH or begin > attribution.cue.end + _REACH:
            continue
        found, means = _found(passage, begin, end)
        channels += found
        medium = medium or means
    for index, begin, end in _following(attribution, passages, language):
        if channels or medium:
            break
        found, means = _found(passages[index], begin, end)
        channels += found
        medium = medium or means
    names = [channel.name for channel in channels]
    once = tuple(channel for place, channel in enumerate(channels) if channel.name not in names[:place])
    return Carried(once, medium)


def _sentence(passage: Passage, start: int, language: Language) -> tuple[int, int]:
    for first, last in sentences(passage.words, language):
        if first <= start < last:
            return first, last
    return 0, len(passage.words)


def _free(first: int, last: int, content: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that are nobody's words."""
    at = first
    for part in sorted(content, key=lambda span: span.start):
        if part.start > at:
            yield at, min(part.start, last)
        at = max(at, part.end)
    if at < last:
        yield at, last


def _following(
    attribution: Attribution, passages: Sequence[Passage], language: Language
) -> Iterator[tuple[int, int, int]]:
    """The sentence behind that tells how it was made: 'The offer was made public in a post on X'."""
    words = _words()
    cue = passages[attribution.passage].words[attribution.cue.start : attribution.cue.end].lower()
    for passage in passages[attribution.passage : attribution.passage + 2]:
        if passage.section != passages[attribution.passage].section or passage.is_heading:
            continue
        for first, last in sentences(passage.words, language):
            if passage.index == attribution.passage and first < attribution.cue.start:
                continue
            made = words.made.match(passage.words[first:last])
            if made and any(stem in cue for stem in words.acts[made["noun"].lower()]):
                yield passage.index, first, last


def _found(passage: Passage, start: int, end: int) -> tuple[list[Channel], Medium | None]:
    words = _words()
    channels: list[Channel] = []
    medium: Medium | None = None
    for match in words.means.finditer(passage.words, start, end):
        means = match["means"]
        medium = medium or (words.medium[means.lower()] if means else "post")
        group = "name" if match["name"] else "platform"
        if match[group]:
            channels.append(_channel(match[group], Span(passage.index, *match.span(group)), words))
    channels += [
        _channel(match["name"], Span(passage.index, *match.span("name")), words)
        for match in words.hearer.finditer(passage.words, start, end)
    ]
    return channels, medium


def _channel(name: str, span: Span, words: _Words) -> Channel:
    bare = name.removeprefix("the ").removeprefix("The ")
    return Channel(bare, (), "platform" if bare in words.platforms else "outlet", span)
