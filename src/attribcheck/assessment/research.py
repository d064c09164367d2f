"""Studies and polls: what a reader needs to judge them, and the words with which the article reports them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attribcheck.article import Claim, Poll, Study
from attribcheck.assessment.textview import TextView
from attribcheck.facts import ClaimFacts, PollFacts, ResultFacts, StudyFacts
from attribcheck.language.phrases import find
from attribcheck.places import Place, Span

LeadKind = Literal["lead", "slight-lead", "tie"]
# Looked for in this order: 'narrowly leads' holds 'leads'.
_LEADS: tuple[tuple[str, LeadKind], ...] = (("tie", "tie"), ("slight-lead", "slight-lead"), ("lead", "lead"))


def study_facts(study: Study, claims: dict[str, ClaimFacts], records: dict[str, Claim], view: TextView) -> StudyFacts:
    """The facts of one study; `claims` and `records` are the article's claims by id."""
    spans = _spans(study.span, study.claims, records)
    cause = _first("causal-verb", spans, view)
    dated = study.published_on is not None
    return {
        "id": str(study.id),
        "claims": study.claims,
        "texts": [claims[key]["text"] for key in study.claims if key in claims],
        "title": study.title,
        "journal": study.journal,
        "doi": study.doi,
        "url": study.url,
        "institution": study.institution,
        "published_on": study.published_on.isoformat() if study.published_on else None,
        "identified": bool(study.doi or study.url or (dated and (study.journal or study.institution))),
        "stage": study.stage,
        "stage_disclosed": study.stage_disclosed,
        "subjects": study.subjects,
        "subjects_in_text": _anywhere("animals-or-cells", view),
        "design": study.design,
        "causal": cause[0] if cause else None,
        "causal_at": cause[1] if cause else None,
        "n": study.n,
        "independent_comment": study.independent_comment,
        "funding_disclosed": study.funding_disclosed,
        "coi_disclosed": study.coi_disclosed,
        "caveats": study.caveats,
        "place": _place(study.span, study.claims, claims, view),
    }


def poll_facts(poll: Poll, claims: dict[str, ClaimFacts], records: dict[str, Claim], view: TextView) -> PollFacts:
    """The facts of one poll; `claims` and `records` are the article's claims by id."""
    spans = _spans(poll.span, poll.claims, records)
    lead, kind = _lead(spans, view)
    proof = _first("poll-proves", spans, view)
    known = [claims[key] for key in poll.claims if key in claims]
    mentions = [mention for claim in known for mention in claim["mentions"]]
    gap = _gap(poll)
    margin = poll.margin if isinstance(poll.margin, int | float) else None
    needed = {
        "pollster": poll.pollster, "sponsor": poll.sponsor, "population": poll.population,
        "number of people asked": poll.n, "mode": poll.mode, "dates": poll.dates,
    }  # fmt: skip
    return {
        "id": str(poll.id),
        "claims": poll.claims,
        "texts": [claim["text"] for claim in known],
        "pollster": poll.pollster,
        "sponsor": poll.sponsor,
        "sponsor_interest": poll.sponsor_interest,
        "sponsor_disclosed": poll.sponsor_disclosed,
        "population": poll.population,
        "n": poll.n,
        "mode": poll.mode,
        "selection": poll.selection,
        "type": poll.type,
        "dates": poll.dates,
        "margin": poll.margin,
        "results": [_result(option, percent) for option, percent in poll.results.items()],
        "url": poll.url,
        "missing": [name for name, value in needed.items() if value is None or value == []],
        "gap": gap,
        "gap_in_margins": float(gap / margin) if gap is not None and margin else None,
        "lead_word": lead[0] if lead else None,
        "lead_kind": kind,
        "lead_at": lead[1] if lead else None,
        "proof_word": proof[0] if proof else None,
        "proof_at": proof[1] if proof else None,
        "not_representative": _anywhere("not-representative", view),
        "in_headline": any(mention["in_headline"] for mention in mentions),
        "in_lead": any(mention["place"].span == _lead_span(mention["place"], view) for mention in mentions),
        "only_subject": bool(known) and len(known) == len(claims),
        "caveats": poll.caveats,
        "place": _place(poll.span, poll.claims, claims, view),
    }


def _result(option: str, percent: object) -> ResultFacts:
    return {"option": option, "percent": percent if isinstance(percent, int | float) else None}


def _gap(poll: Poll) -> int | float | None:
    """Points between the two best results; None where there are not two."""
    figures = sorted((value for value in poll.results.values() if isinstance(value, int | float)), reverse=True)
    return round(figures[0] - figures[1], 2) if len(figures) > 1 else None


def _lead(spans: list[Span], view: TextView) -> tuple[tuple[str, Place] | None, LeadKind | None]:
    for phrase, kind in _LEADS:
        found = _first(phrase, spans, view)
        if found:
            return found, kind
    return None, None


def _lead_span(place: Place, view: TextView) -> Span | None:
    """The place's own span if it stands in the first paragraph, else None."""
    first = next((passage.index for passage in view.passages if not passage.is_heading), None)
    return place.span if place.span and place.span.passage == first else Span(-1, 0, 0)


def _spans(anchor: Span | None, claims: Iterable[str], records: dict[str, Claim]) -> list[Span]:
    """Where the text speaks of it: its anchor, and the mentions of its claims."""
    spans = [anchor] if anchor else []
    for key in claims:
        if key in records:
            spans += [mention.span for mention in records[key].mentions if mention.span]
    return spans


def _first(phrase: str, spans: list[Span], view: TextView) -> tuple[str, Place] | None:
    """The first phrase of a kind in the sentences of some spans, outside quotation marks."""
    for span in spans:
        sentence = view.sentence(span)
        words = view.words(span.passage)
        for start, end in find(phrase, words, view.language, sentence.start, sentence.end):
            part = Span(span.passage, start, end)
            if view.outside_quotations(sentence, part):
                return words[start:end], view.place(part)
    return None


def _anywhere(phrase: str, view: TextView) -> bool:
    return any(find(phrase, passage.words, view.language) for passage in view.passages)


def _place(anchor: Span | None, keys: Iterable[str], claims: dict[str, ClaimFacts], view: TextView) -> Place | None:
    if anchor:
        return view.place(anchor)
    return next((claims[key]["focus"] for key in keys if key in claims), None)
