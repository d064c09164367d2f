"""Each claim with what the record shows of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attribcheck.assessment.citing import adequate_sources, citation_reason, cited, nobody
from attribcheck.assessment.corroboration import Dated, named, speaks_for
from attribcheck.assessment.credibility import admiralty
from attribcheck.assessment.fairness import uneven_verbs
from attribcheck.assessment.status import Case, Record, status_at
from attribcheck.assessment.textview import TextView
from attribcheck.assessment.timeline import Moment
from attribcheck.facts import ClaimFacts, CorroborationFacts, EvidenceDeclared, MentionFacts, StatementFacts
from attribcheck.language.phrases import find
from attribcheck.language.words import clause
from attribcheck.places import Place


def claim_facts(
    case: Case, mentions: list[MentionFacts], history: list[Moment], day: date, view: TextView, headline: Place
) -> ClaimFacts:
    """The facts of one claim on `day`, the day of the report."""
    claim = case.claim
    record = case.at(day)
    verdict = status_at(case, day)
    first = _first(record)
    made = status_at(case, record.origin.on) if record.origin else verdict
    body = [mention for mention in mentions if not mention["in_heading"]]
    roots = record.identified_roots
    anonymous = [root.source for root in roots if root.source and root.source["anonymous"] is not None]
    evidence = [e for e in record.evidence if claim.id in (*e.supports, *e.contradicts)]
    published = case.fallback if view.article.published else None
    ended_on, ending_in_text = _ending(record)
    denials = record.denials
    statements = [item.statement for item in record.said]
    return {
        "id": str(claim.id),
        "confidence": claim.confidence,
        "text": claim.text,
        "clause": clause(claim.text, view.language),
        "kind": claim.kind,
        "topic": claim.topic,
        "weight": claim.weight or "normal",
        "contestable": bool(claim.contestable),
        "common_knowledge": claim.common_knowledge,
        "own_act": claim.own_act,
        "on_record": claim.on_record,
        "adverse_to": claim.adverse_to,
        "subject_side": claim.subject_side,
        "parties": claim.parties,
        "value": claim.value,
        "hedge": claim.hedge,
        "relative_risk": claim.risk.relative if claim.risk else None,
        "absolute_risk": claim.risk.absolute if claim.risk else None,
        "absolute_risk_unavailable": claim.risk.absolute_unavailable if claim.risk else None,
        "as_of": _iso(claim.as_of),
        "as_of_age_days": (published - claim.as_of).days if published and claim.as_of else None,
        "event_on": _iso(claim.event_on),
        "event_place": claim.place,
        "tense": claim.tense,
        "loaded": claim.loaded,
        "exceptional": claim.exceptional,
        "verified_by_us": claim.verified_by_us,
        "caveats": claim.caveats,
        "superseded_on": _iso(claim.superseded_on),
        "refuted_on": _iso(claim.refuted_on),
        "checked": claim.checked is not None,
        "status": verdict.status,
        "status_when_made": made.status,
        "admiralty": admiralty(case, day, verdict),
        "because": verdict.because,
        "resolution": _resolution(record, verdict.status, history),
        "evidence_declared": _declared(record),
        "first": first,
        "statements": statements,
        "attributed_by": [item.statement["id"] for item in case.statements if speaks_for(item)],
        "mentions": mentions,
        "body_mentions": body,
        "first_body_scope": _shared_scope(body),
        "roots": [root.name for root in roots],
        "root_sides": [(root.source["side"] or "") if root.source else "" for root in roots],
        "roots_all_parties": record.roots_are_parties,
        "root_anonymous": bool(anonymous),
        "root_approved": all(source["anonymous"] and source["anonymous"]["approved_by"] for source in anonymous),
        "corroborations": record.corroborations,
        "conflicts": record.conflicts,
        "evidence": [str(item.id) for item in evidence],
        "authenticated_evidence": any(item.authenticated == "yes" for item in evidence),
        "denied_in_text": any(item.statement["in_text"] for item in denials),
        "denied_off_text": bool(denials) and not any(item.statement["in_text"] for item in denials),
        "ending_in_text": ending_in_text or bool(claim.caveats),
        "ended_on": _iso(ended_on),
        "nobody": nobody(statements, mentions, view),
        "cited": cited(statements, mentions, view),
        "citation_reason": citation_reason(claim, statements),
        "adequate_sources": adequate_sources(statements),
        "uneven": uneven_verbs(statements, view) if verdict.status == "disputed" else None,
        "mixes_confidence_and_likelihood": any(_mixes(statement, view) for statement in statements),
        "place": _place(mentions, statements, headline),
        "first_flat": _first_flat(mentions),
        "focus": _focus(first, mentions, headline),
    }


def _first(record: Record) -> StatementFacts | None:
    if record.origin:
        return record.origin.statement
    said: list[Dated] = [item for item in record.said if named(item.statement)] or record.said
    return min(said, key=lambda item: item.key).statement if said else None


def _declared(record: Record) -> EvidenceDeclared:
    if any(record.claim.id in item.statement["unproven"] for item in record.said):
        return "none"
    offered = (item.supports if item.offered_for is None else item.offered_for for item in record.evidence)
    return "given" if any(record.claim.id in claims for claims in offered) else "not-said"


def _resolution(record: Record, status: str, history: list[Moment]) -> str:
    """What came of a claim after it was made, as one sentence."""
    counted = [item for item in record.corroborations if item["counts"]]
    backed = _backed(counted) if counted and status in ("corroborated", "disputed") else ""
    if status == "corroborated" and backed:
        return backed
    if status in ("unsupported", "single-source", "unattributed"):
        return "Still without support at publication." if status == "unsupported" else f"Now {status}."
    since = f" since {history[-1].on.isoformat()}" if history and history[-1].on != date.max else ""
    now = f"Now {status}{since}: {history[-1].verdict.because}." if history else ""
    return f"{backed} {now}".strip()


def _backed(counted: Sequence[CorroborationFacts]) -> str:
    best = next((item for item in counted if item["independence"] == "established"), counted[0])
    via = f" through {best['through']}" if best["through"] else ""
    on = f" on {best['on']}" if best["on"] else ""
    level = best["independence"].replace("-", " ")
    knows = "" if best["basis"] else f"; how {best['by']} knows is not stated"
    return f"Corroborated by {best['by']}{via}{on}; independence {level}{knows}."


def _ending(record: Record) -> tuple[date | None, bool]:
    """When the claim came to an end, and whether the text says so."""
    if record.corrections:
        first = record.corrections[0]
        return first.on, any(item.span for item in record.corrections)
    taken_back = record.retraction
    if taken_back:
        return taken_back.on, taken_back.statement["in_text"]
    later = record.replacement
    if later or record.claim.superseded_on:
        on = date.fromisoformat(later["on"]) if later and later["on"] else record.claim.superseded_on
        return on, bool(later and later["in_text"])
    against = [e for e in record.evidence if record.claim.id in e.contradicts and e.authenticated == "yes"]
    if against:
        return against[0].available_on, any(item.span for item in against)
    return record.claim.refuted_on, False


def _shared_scope(body: list[MentionFacts]) -> list[str]:
    if not body:
        return []
    return [word for word in body[0]["scope"] if all(word in mention["scope"] for mention in body)]


def _mixes(statement: StatementFacts, view: TextView) -> bool:
    """Whether its sentence gives a confidence level and a likelihood (ICD 203 forbids the pair)."""
    place = statement["place"]
    if place is None:
        return False
    return bool(find("confidence", place.seen, view.language)) and bool(find("likelihood", place.seen, view.language))


def _place(mentions: list[MentionFacts], statements: list[StatementFacts], headline: Place) -> Place:
    """The first mention or statement, by the order of the text."""
    places = [mention["place"] for mention in mentions if mention["statement"] is None]
    places += [statement["place"] for statement in statements if statement["place"]]
    return min(places, key=lambda place: (place.line, place.column), default=headline)


def _first_flat(mentions: list[MentionFacts]) -> Place | None:
    flat = [mention for mention in mentions if mention["voice"] == "flat"]
    body = [mention for mention in flat if not mention["in_heading"]]
    return (body or flat)[0]["place"] if flat else None


def _focus(first: StatementFacts | None, mentions: list[MentionFacts], headline: Place) -> Place:
    if first and first["anchor"]:
        return first["anchor"]
    body = [mention for mention in mentions if not mention["in_heading"]]
    return (body or mentions)[0]["place"] if mentions else headline


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
