"""Who speaks: the sources of an article's attributions, each person and body once, however it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribcheck.extraction.attribution import Attribution
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from attribcheck.article import Confidence, Passage, SourceKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """One source of an article: what it is called first, and all else that it is called."""

    handle: str
    name: str
    aliases: tuple[str, ...]
    kind: SourceKind
    role: str | None
    place_name: bool
    described_as: str | None
    of_place: str | None
    confidence: Confidence


def find_speakers(
    attributions: Sequence[Attribution], passages: Sequence[Passage], language: Language
) -> tuple[list[Speaker], list[tuple[int, ...] | None]]:
    """The speakers, and for each attribution their indices."""
    return [], [None for _ in attributions]
