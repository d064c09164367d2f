"""Whether the article still says what a person checked."""

from __future__ import annotations

from collections.abc import Iterator

from attribcheck.article import Anchored, Article, Claim
from attribcheck.language.matching import normalise
from attribcheck.places import Place


def changed_since(claim: Claim, place: Place, article: Article) -> str | None:
    """What to say of a check whose claim's words are others now; None where they are the same, or nothing tells.

    `place` is where the claim stands. A check that kept no words is held against the claim's
    anchors: one that was found again with other words is one whose words changed.
    """
    checked = claim.checked
    if checked is None:
        return None
    by = f" by {checked.by}" if checked.by else ""
    on = f" on {checked.on.isoformat()}" if checked.on else ""
    told = f"“{claim.text}” was checked{by}{on}"
    if checked.words:
        if normalise(place.seen).text.strip() == normalise(checked.words).text.strip():
            return None
        return f"{told}, and the words were then “{checked.words}”."
    moved = next((record for record in _anchored(claim, article) if record.moved), None)
    return f"{told}, and “{moved.at}” has changed since." if moved is not None else None


def _anchored(claim: Claim, article: Article) -> Iterator[Anchored]:
    """The records whose anchors are the claim's words: its mentions, and the statements that make it."""
    yield from claim.mentions
    for statement in article.statements:
        if claim.id in statement.claims or any(said.id == claim.id for said in statement.says):
            yield statement
