"""Pairs of dated things of which one cannot come before the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attribcheck.article import Article, Evidence
from attribcheck.assessment.corroboration import SAYING
from attribcheck.assessment.evidence import available_on
from attribcheck.assessment.textview import TextView
from attribcheck.facts import ClaimFacts, EvidenceFacts, SequenceFacts, StatementFacts
from attribcheck.places import Place

# What these kinds speak of may lie ahead of the statement.
_AHEAD = frozenset({"prediction", "intention-of-other", "speech-act", "own-state", "opinion"})


def sequence_facts(
    article: Article,
    claims: list[ClaimFacts],
    statements: list[StatementFacts],
    evidence: list[tuple[Evidence, EvidenceFacts]],
    view: TextView,
) -> list[SequenceFacts]:
    """Every pair of days on record that must follow each other, in order or not."""
    return [
        *_publication(article, statements),
        *_events(claims),
        *_reliance(article, statements, evidence, view),
    ]


def _publication(article: Article, statements: list[StatementFacts]) -> Iterator[SequenceFacts]:
    if article.published and article.updated:
        yield _pair("publication", article.published, "the update", article.updated)
    latest = max((day for day in (article.published, article.updated) if day), default=None)
    if latest:
        for statement in statements:
            if statement["said"]:
                said = date.fromisoformat(statement["said"])
                yield _pair(
                    _said(statement), said, "publication", latest,
                    claims=statement["claims"], statement=statement["id"], place=statement["focus"],
                )  # fmt: skip


def _events(claims: list[ClaimFacts]) -> Iterator[SequenceFacts]:
    for claim in claims:
        if claim["event_on"] is None or claim["tense"] == "future" or claim["kind"] in _AHEAD:
            continue
        for statement in claim["statements"]:
            if statement["said"] and statement["stance"] in SAYING:
                yield _pair(
                    f"the event ({claim['text']})", date.fromisoformat(claim["event_on"]),
                    _said(statement), date.fromisoformat(statement["said"]),
                    claims=[claim["id"]], statement=statement["id"], place=statement["focus"],
                )  # fmt: skip


def _reliance(
    article: Article, statements: list[StatementFacts], evidence: list[tuple[Evidence, EvidenceFacts]], view: TextView
) -> Iterator[SequenceFacts]:
    """Material cannot be younger than the statement in whose sentence it stands, nor than the day it was shown."""
    for item, facts in evidence:
        if item.made_on is None:
            continue
        made = f"the {item.kind} ({item.id})"
        if item.available_on or article.published:
            shown = available_on(item, article.published or item.made_on)
            yield _pair(made, item.made_on, "the day it was shown", shown, evidence=facts["id"], place=facts["place"])
        for statement in statements:
            if statement["said"] and _relies(item, facts, statement, view):
                yield _pair(
                    made, item.made_on, _said(statement), date.fromisoformat(statement["said"]),
                    claims=facts["offered_for"], statement=statement["id"], evidence=facts["id"],
                    place=statement["focus"],
                )  # fmt: skip


def _relies(item: Evidence, facts: EvidenceFacts, statement: StatementFacts, view: TextView) -> bool:
    if item.id in statement["based_on"]:
        return True
    place = statement["place"]
    return bool(
        item.span
        and place
        and set(facts["offered_for"]) & set(statement["claims"])
        and view.place(view.sentence(item.span)) == place
    )


def _pair(
    what: str,
    on: date,
    then: str,
    then_on: date,
    *,
    claims: list[str] | None = None,
    statement: str | None = None,
    evidence: str | None = None,
    place: Place | None = None,
) -> SequenceFacts:
    return {
        "what": what,
        "on": on.isoformat(),
        "then": then,
        "then_on": then_on.isoformat(),
        "days_early": (on - then_on).days,
        "claims": claims or [],
        "statement": statement,
        "evidence": evidence,
        "place": place,
    }


def _said(statement: StatementFacts) -> str:
    return f"the statement of {statement['source']['name']}" if statement["source"] else "the statement"
