"""What is wrong with a file itself, as opposed to the article in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from attribcheck.article import Article
from attribcheck.places import Place

FaultKind = Literal[
    "parse-error", "invalid-article", "anchor-not-found", "anchor-moved", "confidential-leak", "private-not-ignored"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: what, where, and what to do about it."""

    kind: FaultKind
    message: str
    place: Place
    fix: str
    related: tuple[Place, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether the article cannot be judged because of it."""
        return self.kind != "anchor-moved"


@dataclass(slots=True)
class Reading:
    """What came of reading one file: an article, or the faults that stood in the way, or both."""

    article: Article | None
    faults: list[Fault] = field(default_factory=list)
