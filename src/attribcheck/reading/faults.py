"""What is wrong with a file itself, as opposed to the article in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from attribcheck.article import Article, Ignore
from attribcheck.places import Place, SourceText

FaultKind = Literal[
    "parse-error", "invalid-article", "anchor-not-found", "anchor-moved", "confidential-leak", "private-not-ignored",
    "unused-ignore", "ignore-expired", "front-matter-unread", "items-unread", "language-not-read", "orphaned-sidecar",
    "sidecar-published", "check-again", "baseline-stale", "annotation-contradicts-prose",
]  # fmt: skip
# What keeps an article from being judged.
_STOPPING = (
    "parse-error", "invalid-article", "anchor-not-found", "confidential-leak", "private-not-ignored",
    "orphaned-sidecar",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: what, where, and what to do about it; `statement` is the id of the one it is about."""

    kind: FaultKind
    message: str
    place: Place
    fix: str
    related: tuple[Place, ...] = ()
    statement: str | None = None

    @property
    def stops(self) -> bool:
        """Whether the article cannot be judged because of it."""
        return self.kind in _STOPPING


@dataclass(frozen=True, slots=True)
class WrittenIgnore:
    """A rule that somebody wrote to be ignored, in a field or in a comment, and what it holds for.

    `place` is the rule's name in the file, `ends` its last day. It holds for the `records`, each
    a kind and an id ('claim', 'nationality'), and for what stands between the two points of
    `area`, line and column each; for the whole article where `whole` is true. `what` names all
    that to a person. `path` is the file where it is not the article's own.
    """

    rule: str
    ignore: Ignore
    place: Place
    what: str
    area: tuple[tuple[int, int], tuple[int, int]]
    records: frozenset[tuple[str, str]] = frozenset()
    whole: bool = False
    ends: Place | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that stands in a file and is no part of the article: a comment in a Word draft."""

    words: str
    by: str | None
    place: Place


@dataclass(slots=True)
class Reading:
    """What came of reading one article: the article, or the faults that stood in the way, or both.

    `texts` are the files that it was read from, the article's own first. `recorded` tells whether
    anybody wrote down who said what; of mere prose nobody has. `notes` are remarks in the
    article's file.
    """

    article: Article | None
    faults: list[Fault] = field(default_factory=list)
    ignores: list[WrittenIgnore] = field(default_factory=list)
    texts: list[SourceText] = field(default_factory=list)
    recorded: bool = True
    notes: list[Note] = field(default_factory=list)
