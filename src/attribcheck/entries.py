"""From an assessment to the article's entry in the report."""

from __future__ import annotations

from datetime import date

from attribcheck.assessment import Assessment
from attribcheck.facts import ClaimFacts, CorroborationFacts, StatementFacts
from attribcheck.report import (
    ArticleEntry,
    ClaimEntry,
    CorroborationEntry,
    EvidenceEntry,
    MentionEntry,
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
            )
            for source in facts["sources"]
        ],
        statements=[_statement(statement) for statement in facts["statements"]],
        claims=[_claim(claim, statements, assessment) for claim in facts["claims"]],
        evidence=[
            EvidenceEntry(
                id=item["id"],
                kind=item["kind"],
                title=item["title"],
                supplied_by=item["supplied_by"],
                made_by=item["made_by"],
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
    )


def _statement(statement: StatementFacts) -> StatementEntry:
    quote = statement["quote"]
    return StatementEntry(
        id=statement["id"],
        source=one_or_many([source["id"] for source in statement["sources"]]),
        via=one_or_many([channel["id"] for channel in statement["via"]]),
        stance=statement["stance"],
        cue=statement["cue"],
        cue_class=statement["cue_class"],
        said=statement["said"],
        said_as=statement["said_as"],
        claims=statement["claims"],
        repeat_of=statement["repeat_of"],
        knows_by=statement["knows_by"],
        quote=quote["text"] if quote else None,
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
        evidence_declared=claim["evidence_declared"],
        place=claim["place"],
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
        scope=record["scope"],
        counts=record["counts"],
    )
