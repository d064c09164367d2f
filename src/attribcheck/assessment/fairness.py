"""Whether the article's own verbs and wordings are even-handed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attribcheck.assessment.textview import TextView
from attribcheck.facts import SourceFacts, StatementFacts, UnevenFacts
from attribcheck.language.phrases import find
from attribcheck.language.words import Language

_EVEN = frozenset({"neutral", "asserting-knowledge", "confirming"})
_DOUBTING = frozenset({"hedged-doubting", "admitting"})
_SPEAKING = frozenset({"asserts", "estimates", "confirms", "denies"})
_WORDINGS = ("declined", "no-reply", "not-reached")


def uneven_verbs(statements: list[StatementFacts], view: TextView) -> UnevenFacts | None:
    """One side's verbs are neutral throughout, and another side's doubt or admit, in the publication's words.

    A doubt that the sentence itself explains ('claimed, without evidence') is a report of a weakness.
    """
    sides: dict[str, list[StatementFacts]] = {}
    for statement in statements:
        side = _side(statement)
        if side and statement["cue"] and statement["stance"] in _SPEAKING and not _in_quotation(statement, view):
            sides.setdefault(side, []).append(statement)
    for other, said in sides.items():
        doubting = [s for s in said if s["cue_class"] in _DOUBTING and not _explained(s, view)]
        for side, even in sides.items():
            if side != other and doubting and all(s["cue_class"] in _EVEN for s in even):
                return {
                    "side": side,
                    "verb": even[0]["cue"] or "",
                    "other": other,
                    "other_verb": doubting[0]["cue"] or "",
                    "place": doubting[0]["cue_at"],
                }
    return None


def wording_kind(wording: str | None, language: Language) -> str | None:
    """Which of 'declined', 'no-reply' and 'not-reached' a wording says; None if it says none of them."""
    if not wording:
        return None
    return next((kind for kind in _WORDINGS if find(f"wording-{kind}", wording, language)), None)


def wording_names(wording: str | None, asked_whom: str | None, sources: Iterable[SourceFacts]) -> str | None:
    """The person whom a wording names although somebody else was asked; None where that is not recorded."""
    if not wording or not asked_whom:
        return None
    for source in sources:
        names = [source["name"], source["name"].split()[-1]] if source["kind"] == "person" and source["name"] else []
        if any(name in wording for name in names) and not any(name in asked_whom for name in names):
            return source["name"]
    return None


def hours_between(asked: str | None, published: str | None) -> float | None:
    """Hours from a question to publication; None unless both are moments (days alone tell no hours)."""
    try:
        moments = [datetime.fromisoformat(words.strip()) for words in (asked or "", published or "")]
        days_only = any(len((words or "").strip()) <= len("2026-05-09") for words in (asked, published))
        return None if days_only else round((moments[1] - moments[0]).total_seconds() / 3600, 2)
    except (ValueError, TypeError):  # no moment, or only one of them with its offset from UTC
        return None


def release_share(statements: list[StatementFacts]) -> float | None:
    """The share of the statements in the body that come from one release; None where there is no statement."""
    body = [statement for statement in statements if statement["in_text"] and not statement["in_heading"]]
    if not body:
        return None
    releases: dict[tuple[str, ...], int] = {}
    for statement in body:
        if statement["medium"] in ("press-release", "email", "handout"):
            key = (statement["medium"], *(source["id"] for source in statement["sources"]))
            releases[key] = releases.get(key, 0) + 1
    return round(max(releases.values(), default=0) / len(body), 2)


def _side(statement: StatementFacts) -> str | None:
    return next((source["side"] or source["name"] for source in statement["sources"]), None)


def _explained(statement: StatementFacts, view: TextView) -> bool:
    place = statement["place"]
    return place is not None and bool(find("no-proof", place.seen, view.language))


def _in_quotation(statement: StatementFacts, view: TextView) -> bool:
    at = statement["cue_at"].span if statement["cue_at"] else None
    return at is not None and any(start <= at.start < end for start, end in view.quoted(at.passage))
