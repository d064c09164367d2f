"""Coverage: the share of contestable claims that are attributed, evidenced or skipped on purpose."""

from __future__ import annotations

from collections.abc import Iterable

from attribcheck.article import Claim
from attribcheck.facts import ClaimFacts


def coverage(claims: Iterable[Claim], facts: Iterable[ClaimFacts]) -> tuple[int, int]:
    """How many contestable claims are covered, and how many there are."""
    contestable = [(claim, known) for claim, known in zip(claims, facts, strict=True) if known["contestable"]]
    return sum(_covered(claim, known) for claim, known in contestable), len(contestable)


def _covered(claim: Claim, known: ClaimFacts) -> bool:
    """Somebody is named, evidence bears on it, the newsroom saw or established it, or a rule is ignored there."""
    observed = any(mention["voice"] == "observed" for mention in known["mentions"])
    return bool(
        known["attributed_by"] or known["evidence"] or observed or known["verified_by_us"] == "yes" or claim.ignore
    )
