"""Through whom words reached the article: agencies, platforms, programmes and papers, and by what means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from attribcheck.extraction.attribution import Attribution
from attribcheck.language.data import word_lists
from attribcheck.language.words import Language
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Medium, Passage, SourceKind

# As far behind the cue as its hearer or its medium may stand: 'said on Friday in a written statement to Reuters'.
_REACH = 120
# As many sentences behind a statement may tell how it was made, in its own paragraph and in the next.
_BEHIND = 3
# 'who was not involved in the study'
_ABOUT = ("involved ", "engaged ", "interested ")
_TOLD = re.compile(r"\b(?:told|tells|telling|informed|to|with)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}\Z")
Bounds = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Channel:
    """One carrier of words, and where it is named."""

    name: str
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
    posting: frozenset[str]
    gives_on: frozenset[str]
    own_post: re.Pattern[str]
    acts: dict[str, tuple[str, ...]]
    made: re.Pattern[str]
    introduced: re.Pattern[str]
    carrier: re.Pattern[str]


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
        rf"(?P<name>(?:(?:{known})|(?:[Tt]he\s+)?(?:[A-Z][\w’'-]*\s+){{1,4}}?(?:{ending})(?:\s+(?:{ending}))*"
        rf"|(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){{0,2}}(?=\s+(?:{'|'.join(data['kinds-behind'])})\b(?!\s+[A-Z]))"
        rf"|[A-Z][a-z]{{2,}}(?:{'|'.join(data['suffixes'])})\b(?!\s+[A-Z])"
        rf"|(?:the\s+)?(?:{unnamed})|(?:Radio|Television|Channel|Agence)\s+[A-Z][\w’'-]*)(?![\w-]))"
    )
    means = "|".join(re.escape(word) for word in sorted(medium, key=len, reverse=True))
    return _Words(
        hearer=re.compile(rf"\b(?:told|tells?|telling|informed|to|with|by)\s+(?:(?:the\s+)?(?:[a-z]+\s+){{0,2}}?(?:news\s+agency|{'|'.join(data['kinds'])})\s+(?=[A-Z]))?{carrier}"),
        carrier=re.compile(rf"(?:the\s+)?(?:(?:[a-z]+\s+){{0,3}}?(?:{'|'.join(data['kinds'])})\s+(?P<kind>[A-Z][\w’-]+)|{carrier})(?:\Z|,)"),
        means=re.compile(
            rf"\b(?:in|at|during|through|via)\s+(?:an?|the|his|her|its|their)\s+(?:[\w-]+\s+){{0,2}}?(?P<means>{means})\b"
            rf"(?:\s+(?:on|to|with|for|from|by)\s+{carrier})?|\b(?:on|via)\s+(?P<platform>{platforms})(?![\w-])"
        ),
        medium=medium,
        platforms=frozenset(data["platforms"]),
        posting=frozenset(data["posting"]),
        gives_on=frozenset(data["giving-on"]),
        own_post=re.compile(
            rf"(?:an?|the) (?:[a-z]+ )?(?:{'|'.join(data['own-posts'])}) (?:[a-z]+ed )?(?:on|in|to) "
            rf"(?:its|his|her|their) (?:own |official |verified )?(?P<platform>{platforms})(?![\w-])"
        ),
        acts={noun: tuple(stems) for noun, stems in data["acts"].items()},
        made=re.compile(
            rf"^(?:The|His|Her|Its|Their)\s+(?P<noun>{'|'.join(data['acts'])})\s+(?:was|were|came|is)\b", re.IGNORECASE
        ),
        introduced=re.compile(rf"\b(?:{'|'.join(data['kinds'])})\s+(?P<name>[A-Z][\w’-]+)(?![\w-]|\s+[A-Z])"),
    )  # fmt: skip


def introduced(passages: Sequence[Passage], language: Language) -> tuple[str, ...]:
    """The outlets that a text says are some: 'the agency Nordwire', 'the newspaper Sund'."""
    if language.code != "en":
        return ()
    found = (match["name"] for one in passages for match in _words().introduced.finditer(one.words))
    return tuple(dict.fromkeys(found))


def gives_on(cue: str) -> bool:
    """Whether by a cue's words an outlet gives on what it was told: 'according to', 'reported'."""
    return not _words().gives_on.isdisjoint(cue.lower().split())


def channel_of(passage: str, source: Span, outlets: Sequence[str] = ()) -> Channel | None:
    """The channel that a source's words name: 'the state news agency Nordwire', 'a post on its Telegram channel'.

    `passage` are the words around them, `outlets` those that the text introduces.
    """
    words, known = passage[source.start : source.end], _words()
    bare = words.removeprefix("the ").removeprefix("The ")
    found = known.carrier.match(words) or known.carrier.match(bare)
    if found or bare in outlets:
        name = found["kind"] or found["name"] if found and bare not in outlets else bare
        return Channel(name.removeprefix("the ").removeprefix("The "), "outlet", source)
    post = known.own_post.match(words)
    return Channel(post["platform"], "platform", source) if post else None


def carried_by(
    attribution: Attribution,
    passages: Sequence[Passage],
    bounds: Mapping[int, Bounds],
    language: Language,
    outlets: Sequence[str] = (),
) -> Carried:
    """The channels of one attribution, as the words around its cue name them, or a sentence that follows it.

    `bounds` are where the sentences of each passage begin and end, `outlets` those that the text introduces.
    """
    if language.code != "en":
        return Carried()
    passage = passages[attribution.passage]
    start = attribution.cue.start
    first, last = bounds[passage.index][_at(bounds[passage.index], start)]
    beside = [part for part in attribution.content if part.passage == passage.index]
    channels: list[Channel] = []
    medium: Medium | None = None
    for begin, end in _free(first, last, beside):
        if end < start - _REACH or begin > attribution.cue.end + _REACH:
            continue
        found, means = _found(passage, begin, end)
        found += _told(passage, begin, end, outlets)
        channels += found
        medium = medium or means
    for index, begin, end in _following(attribution, passages, bounds):
        if channels or medium:
            break
        found, means = _found(passages[index], begin, end)
        channels += found
        medium = medium or means
    if medium is None and passage.words[start : attribution.cue.end].lower() in _words().posting:
        medium = "post"
    names = [channel.name for channel in channels]
    once = tuple(channel for place, channel in enumerate(channels) if channel.name not in names[:place])
    return Carried(once, medium)


def _at(bounds: Bounds, start: int) -> int:
    """Which sentence a place stands in."""
    return max(bisect_right(bounds, start, key=lambda bound: bound[0]) - 1, 0)


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
    attribution: Attribution, passages: Sequence[Passage], bounds: Mapping[int, Bounds]
) -> Iterator[tuple[int, int, int]]:
    """The sentence behind that tells how it was made: 'The offer was made public in a post on X'."""
    words = _words()
    index, cue = attribution.passage, attribution.cue
    verb = passages[index].words[cue.start : cue.end].lower()
    at = _at(bounds[index], cue.start)
    near = [(index, *bound) for bound in bounds[index][at + 1 : at + 1 + _BEHIND]]
    if index + 1 < len(passages):
        after = passages[index + 1]
        if after.section == passages[index].section and not after.is_heading:
            near += [(index + 1, *bound) for bound in bounds[index + 1][:_BEHIND]]
    for passage, first, last in near:
        made = words.made.match(passages[passage].words[first:last])
        if made and any(stem in verb for stem in words.acts[made["noun"].lower()]):
            yield passage, first, last


def _found(passage: Passage, start: int, end: int) -> tuple[list[Channel], Medium | None]:
    words = _words()
    channels: list[Channel] = []
    medium: Medium | None = None
    for match in words.means.finditer(passage.words, start, end):
        means = match["means"]
        if passage.words.endswith(_ABOUT, start, match.start()):
            continue
        medium = medium or (words.medium[means.lower()] if means else "post")
        group = "name" if match["name"] else "platform"
        if match[group]:
            channels.append(_channel(match[group], Span(passage.index, *match.span(group)), words))
    channels += [
        _channel(match["name"], Span(passage.index, *match.span("name")), words)
        for match in words.hearer.finditer(passage.words, start, end)
    ]
    return channels, medium


def _told(passage: Passage, start: int, end: int, outlets: Sequence[str]) -> Iterator[Channel]:
    """The outlets that the text introduces and that somebody told: 'told the agency Nordwire', 'told Nordwire'."""
    for name in outlets:
        at = passage.words.find(name, start, end)
        if at >= 0 and _TOLD.search(passage.words, max(at - _REACH, start), at):
            yield Channel(name, "outlet", Span(passage.index, at, at + len(name)))


def _channel(name: str, span: Span, words: _Words) -> Channel:
    bare = name.removeprefix("the ").removeprefix("The ")
    return Channel(bare, "platform" if bare in words.platforms else "outlet", span)
