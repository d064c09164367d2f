"""Through whom words reached the article: agencies, platforms, programmes and papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribcheck.extraction.attribution import Attribution
from attribcheck.language.words import Language
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Medium, Passage, SourceKind


@dataclass(frozen=True, slots=True)
class Channel:
    """One carrier of words, and where it is named."""

    name: str
    aliases: tuple[str, ...]
    kind: SourceKind
    span: Span


@dataclass(frozen=True, slots=True)
class Carried:
    """How one statement reached the article."""

    channels: tuple[Channel, ...] = ()
    medium: Medium | None = None


def carried_by(attribution: Attribution, passages: Sequence[Passage], language: Language) -> Carried:
    """The channels of one attribution."""
    return Carried()
