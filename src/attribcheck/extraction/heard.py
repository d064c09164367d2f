"""A statement while it is being inferred: who was heard to say what, and which claims it turns out to be about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from attribcheck.article import LEVELS
from attribcheck.extraction.attribution import Attribution
from attribcheck.extraction.said import Said
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Claim, Confidence


@dataclass(slots=True, eq=False)
class Heard:
    """One statement in the making.

    `speakers` are indices into the article's speakers. `keys` is what its words are about, with its
    speaker's names where a pronoun in them stands for the speaker. `claim` is what it says by itself, None
    where it only speaks of what others said. `about` are the claims of others that it confirms or denies;
    `unproven` those of which the text says that no proof was given. `repeats` is the same source saying it before.
    """

    attribution: Attribution
    said: Said
    speakers: tuple[int, ...]
    confidence: Confidence
    keys: frozenset[str]
    claim: Claim | None = None
    about: list[Claim] = field(default_factory=list)
    unproven: list[Claim] = field(default_factory=list)
    no_proof: Span | None = None
    repeats: Heard | None = None

    @property
    def passage(self) -> int:
        """The passage it stands in."""
        return self.attribution.passage

    @property
    def start(self) -> int:
        """Where its source or cue begins in the passage."""
        source, cue = self.attribution.source, self.attribution.cue
        return min(source.start, cue.start) if source and source.passage == cue.passage else cue.start

    @property
    def claims(self) -> list[Claim]:
        """Every claim it makes, confirms or denies."""
        return [*self.about, *([self.claim] if self.claim else [])]

    @property
    def adds(self) -> bool:
        """Whether it brings a claim of its own into the article: it asserts, estimates or confirms."""
        return self.said.stance in ("asserts", "estimates", "confirms")


def least(*levels: Confidence) -> Confidence:
    """The lowest of some levels of confidence."""
    return max(levels, key=LEVELS.index)
