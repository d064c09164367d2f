"""What an outlet reports that somebody said: the words are that one's, and the outlet carried them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from attribcheck.extraction.attribution import Attribution
from attribcheck.extraction.channels import Channel, channel_of, gives_on
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Passage

# Before the speaker's name in an outlet's report: 'that', 'on Monday'.
_NEAR = 24


def by_way_of(
    found: Sequence[Attribution], passages: Sequence[Passage], outlets: Sequence[str]
) -> tuple[list[Attribution], dict[Span, Channel]]:
    """The attributions, where an outlet only carried one the inner one in its place; the outlets by the inner cue.

    'Moss denied it, according to the agency Nordwire' is Moss's denial, carried by Nordwire; so is what a body said
    'according to a post on its Telegram channel'.
    """
    kept = list(found)
    through: dict[Span, Channel] = {}
    for outer in found:
        if outer.nested or outer.source is None:
            continue
        words = passages[outer.cue.passage].words
        if not gives_on(words[outer.cue.start : outer.cue.end]):
            continue
        channel = channel_of(words, outer.source, outlets)
        inner = _main(outer, found) if channel else None
        if channel is None or inner is None:
            continue
        kept = [replace(one, nested=False) if one is inner else one for one in kept if one is not outer]
        through[inner.cue] = channel
    return kept, through


def _main(outer: Attribution, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution that is the main clause of an outlet's report."""
    first = outer.content[0]
    for one in found:
        source = one.source
        if one is outer or source is None or source.passage != first.passage or not one.nested:
            continue
        if first.start <= source.start <= first.start + _NEAR and one.cue.end <= first.end:
            return one
    return None
