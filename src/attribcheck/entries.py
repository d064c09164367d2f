"""From an assessment to the article's entry in the report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from attribcheck.article import Checked, Confidence
from attribcheck.assessment import Assessment
from attribcheck.facts import ClaimFacts, CorroborationFacts, StatementFacts
from attribcheck.report import (
    ArticleEntry,
    CheckEntry,
    ClaimEntry,
    CorroborationEntry,
    EvidenceEntry,
    MentionEntry,
    Origin,
    PassageEntry,
    SourceEntry,
    StatementEntry,
    TimelineEntry,
    one_or_many,
)


def article_entry(path: str, assessment: Assessment) -> ArticleEntry:
    """What the report holds of one article, findings apart."""
    facts = assessment.facts
    statements = {statement["id"]: statement for statement in facts["statements"]}
    return ArticleEntry(
        path=path,
        headline=facts["headline"],
        published=facts["published"],
        updated=facts["updated"],
        language=facts["language"],
        kind=facts["kind"],
        packs=facts["packs"],
        coverage=facts["coverage"],
        covered=assessment.covered,
        contestable=assessment.contestable,
        sources=[
            SourceEntry(
                id=source["id"],
                name=source["name"],
                aliases=source["aliases"],
                kind=source["kind"],
                role=source["role"],
                organisation=source["organisation"],
                side=source["side"],
                interest=source["interest"],
                anonymous=source["anonymous"] is not None,
                described_as=source["anonymous"]["described_as"] if source["anonymous"] else None,
                channel=source["channel"],
                party=source["party"],
                based_on=source["based_on"],
                in_custody_of=source["in_custody_of"],
                url=source["url"],
                origin=_origin(source["confidence"]),
                confidence=source["confidence"],
            )
            for source in facts["sources"]
        ],
        statements=[_statement(statement) for statement in facts["statements"]],
        claims=[_claim(claim, statements, assessment) for claim in facts["claims"]],
        evidence=[
            EvidenceEntry(
                id=item["id"],
                kind=item["kind"],
                origin=_origin(item["confidence"]),
                confidence=item["confidence"],
                title=item["title"],
                supplied_by=item["supplied_by"],
                made_by=item["made_by"],
                made_on=item["made_on"],
                authenticated_by=item["authenticated_by"],
                url=item["url"],
                locator=item["locator"],
                supports=item["supports"],
                contradicts=item["contradicts"],
                authenticated=item["authenticated"],
                place=item["place"],
            )
            for item in facts["evidence"]
        ],
        passages=[
            PassageEntry(
                kind=passage["kind"], section=passage["section"], words=passage["words"], place=passage["place"]
            )
            for passage in facts["passages"]
        ],
        unread=assessment.unread,
        sentences=assessment.sentences,
    )


def _origin(confidence: Confidence | None) -> Origin:
    return "declared" if confidence is None else "inferred"


def _statement(statement: StatementFacts) -> StatementEntry:
    quote = statement["quote"]
    return StatementEntry(
        id=statement["id"],
        source=one_or_many([source["id"] for source in statement["sources"]]),
        speaker=statement["speaker"],
        via=one_or_many([channel["id"] for channel in statement["via"]]),
        medium=statement["medium"],
        stance=statement["stance"],
        cue=statement["cue"],
        cue_class=statement["cue_class"],
        said=statement["said"],
        said_as=statement["said_as"],
        claims=statement["claims"],
        unproven=statement["unproven"],
        based_on=statement["based_on"],
        scope=statement["scope"],
        repeat_of=statement["repeat_of"],
        knows_by=statement["knows_by"],
        quote=quote["text"] if quote else None,
        quote_at=quote["place"] if quote else None,
        url=statement["url"],
        locator=statement["locator"],
        origin=_origin(statement["confidence"]),
        confidence=statement["confidence"],
        place=statement["place"],
        source_at=statement["source_at"],
        cue_at=statement["cue_at"],
        content_at=statement["content_at"],
    )


def _claim(claim: ClaimFacts, statements: dict[str, StatementFacts], assessment: Assessment) -> ClaimEntry:
    return ClaimEntry(
        id=claim["id"],
        text=claim["text"],
        kind=claim["kind"],
        weight=claim["weight"],
        contestable=claim["contestable"],
        status=claim["status"],
        admiralty=claim["admiralty"],
        because=claim["because"],
        resolution=claim["resolution"],
        value=claim["value"],
        origin=_origin(claim["confidence"]),
        confidence=claim["confidence"],
        checked=_check(assessment.cases[claim["id"]].claim.checked, again=claim["id"] in assessment.again),
        evidence_declared=claim["evidence_declared"],
        place=claim["place"],
        first=claim["first"]["id"] if claim["first"] else None,
        statements=[statement["id"] for statement in claim["statements"]],
        evidence=claim["evidence"],
        mentions=[
            MentionEntry(voice=mention["voice"], statement=mention["statement"], place=mention["place"])
            for mention in claim["mentions"]
        ],
        corroborations=[_corroboration(record, statements) for record in claim["corroborations"]],
        timeline=[
            TimelineEntry(
                date=moment.on.isoformat() if moment.on != date.max else None,
                status=moment.verdict.status,
                because=moment.verdict.because,
            )
            for moment in assessment.timelines[claim["id"]]
        ],
    )


def _corroboration(record: CorroborationFacts, statements: dict[str, StatementFacts]) -> CorroborationEntry:
    by = statements[record["statement"]]
    return CorroborationEntry(
        statement=record["statement"],
        source=one_or_many([source["id"] for source in by["sources"]]),
        via=one_or_many(record["via"]),
        said=record["on"],
        independence=record["independence"],
        tests=dict(cast("Mapping[str, bool | None]", record["tests"])),
        scope=record["scope"],
        counts=record["counts"],
        repeats=record["repeats"],
    )


def _check(checked: Checked | None, *, again: bool) -> CheckEntry | None:
    if checked is None:
        return None
    on = checked.on.isoformat() if checked.on else None
    return CheckEntry(
        by=checked.by, on=on, how=checked.how, result=checked.result, note=checked.note, locator=checked.locator,
        again=again,
    )  # fmt: skip
