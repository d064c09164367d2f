"""Each piece of evidence: what it bears on, what it is offered for, who made and gave it."""

from __future__ import annotations

from datetime import date

from attribcheck.article import Claim, Evidence
from attribcheck.assessment.textview import TextView
from attribcheck.facts import EvidenceFacts, SourceFacts
from attribcheck.language.matching import normalise
from attribcheck.language.phrases import find


def available_on(item: Evidence, fallback: date) -> date:
    """The day from which evidence counts; a post is there from the day on which it was made."""
    if item.available_on:
        return item.available_on
    return item.made_on if item.kind == "post" and item.made_on else fallback


def evidence_facts(
    item: Evidence, sources: dict[str, SourceFacts], claims: dict[str, Claim], view: TextView
) -> EvidenceFacts:
    """The facts of one piece of evidence; `claims` are the article's by id."""
    supplier = sources.get(item.supplied_by or "")
    bears_on = list(dict.fromkeys([*item.supports, *item.contradicts]))
    offered = item.supports if item.offered_for is None else item.offered_for
    texts = {key: claim.text for key, claim in claims.items()}
    events = [claims[key] for key in bears_on if key in claims]
    off_point = [claim for claim in offered if claim not in bears_on]
    return {
        "id": str(item.id),
        "confidence": item.confidence,
        "kind": item.kind,
        "title": item.title,
        "made_by": item.made_by,
        "supplied_by": item.supplied_by,
        "supplier": supplier,
        "supplier_is_party": bool(supplier and supplier["party"]),
        "made_on": item.made_on.isoformat() if item.made_on else None,
        "made_at": item.made_at,
        "available_on": item.available_on.isoformat() if item.available_on else None,
        "supports": item.supports,
        "contradicts": item.contradicts,
        "bears_on": bears_on,
        "offered_for": offered,
        "off_point": off_point,
        "off_point_texts": [texts[claim] for claim in off_point if claim in texts],
        "bears_on_texts": [texts[claim] for claim in bears_on if claim in texts],
        "authenticated": item.authenticated,
        "authenticated_by": item.authenticated_by,
        "caveats": item.caveats,
        "use": item.use,
        "url": item.url,
        "archived": item.archived,
        "file": item.file,
        "locator": item.locator,
        "label": item.label,
        "labelled_as_archive": bool(item.label and find("archive-label", item.label, view.language)),
        "labelled_as_made": bool(item.label and find("made-label", item.label, view.language)),
        "days_before_event": _days_before(item, events),
        "elsewhere": _elsewhere(item, events),
        "synthetic": item.synthetic,
        "altered": item.altered,
        "identifies_captive": item.identifies_captive,
        "justification": item.justification,
        "place": view.place(item.span) if item.span else None,
    }


def _days_before(item: Evidence, events: list[Claim]) -> int | None:
    made = item.made_on
    ages = [(claim.event_on - made).days for claim in events if made and claim.event_on]
    return max(ages, default=None)


def _elsewhere(item: Evidence, events: list[Claim]) -> str | None:
    """The place of an event that is not the place where the material was made; one may name a part of the other."""
    made = normalise(item.made_at or "").text.strip()
    for claim in events:
        there = normalise(claim.place or "").text.strip()
        if made and there and made not in there and there not in made:
            return claim.place
    return None
