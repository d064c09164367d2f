"""The order in which the facts of one article are worked out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from attribcheck.article import Article, Claim, Conflict, Response, Statement
from attribcheck.assessment.checked import changed_since
from attribcheck.assessment.claims import claim_facts
from attribcheck.assessment.corroboration import SAYING, Dated
from attribcheck.assessment.coverage import coverage
from attribcheck.assessment.evidence import available_on, evidence_facts
from attribcheck.assessment.fairness import hours_between, release_share, wording_kind, wording_names
from attribcheck.assessment.mentions import mention_facts
from attribcheck.assessment.parties import party_facts
from attribcheck.assessment.passages import labels_in, unspoken
from attribcheck.assessment.research import poll_facts, study_facts
from attribcheck.assessment.roots import Roots
from attribcheck.assessment.sequences import sequence_facts
from attribcheck.assessment.sources import labels, source_facts
from attribcheck.assessment.statements import StatementReader
from attribcheck.assessment.status import Case, DatedConflict, DatedEvidence
from attribcheck.assessment.textview import TextView
from attribcheck.assessment.timeline import Moment, timeline
from attribcheck.assessment.unread import unread
from attribcheck.assessment.values import incompatible
from attribcheck.facts import ArticleFacts, ConflictFacts, PassageFacts, ResponseFacts, SourceFacts, StatementFacts
from attribcheck.places import Place, Span


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the record of one article shows on a day.

    `day` is the day of the report (date.max where the article has no date); `cases` and
    `timelines` are by claim id. `covered` and `contestable` count claims for the coverage;
    `unread` are the sentences, of `sentences` in the body, in which the record names nothing.
    `again` has, by claim id, what to say of a check whose words have changed since.
    """

    article: Article
    facts: ArticleFacts
    day: date
    cases: dict[str, Case]
    timelines: dict[str, list[Moment]]
    covered: int
    contestable: int
    unread: list[Place]
    sentences: int
    again: dict[str, str] = field(default_factory=dict)


def assess(article: Article, packs: list[str], as_of: date | None = None) -> Assessment:
    """Works out all facts of an article.

    With `as_of` the article is judged as if it had been published that day: later statements,
    evidence, conflicts and responses are left out, and so are claims that nobody had stated.
    """
    return _Assessor(article, packs, as_of).assessment()


class _Assessor:
    def __init__(self, article: Article, packs: list[str], as_of: date | None) -> None:
        self.article = article
        self.packs = packs
        self.as_of = as_of
        latest = max((day for day in (article.published, article.updated) if day), default=date.max)
        self.day = as_of or latest
        self.fallback = article.published or latest
        self.view = TextView(article)

    def assessment(self) -> Assessment:
        claims = self.claims
        facts_of = {
            claim.id: claim_facts(
                self.cases[str(claim.id)],
                mention_facts(claim, self.spoken[str(claim.id)], self.article, self.view),
                self.timelines[str(claim.id)],
                self.day,
                self.view,
                self.headline,
            )
            for claim in claims
        }
        all_claims = list(facts_of.values())
        again: dict[str, str] = {}
        for made, known in zip(claims, all_claims, strict=True):
            changed = changed_since(made, known["place"], self.article)
            if changed is not None:
                known["checked"] = False
                again[known["id"]] = changed
        statements = list(self.statements.values())
        for claim in all_claims:
            for record in claim["corroborations"]:
                self.statements[record["statement"]]["corroborates"] = True
        shown = [item for item in self.article.evidence if self._counts(available_on(item, self.fallback))]
        records = {str(claim.id): claim for claim in claims}
        by_id = {claim["id"]: claim for claim in all_claims}
        evidence = [evidence_facts(item, self.sources, records, self.view) for item in shown]
        responses = [
            _response(r, self.view, self.sources, self.article.published_at)
            for r in self.article.responses
            if self._counts(r.on)
        ]
        covered, contestable = coverage(claims, all_claims)
        reporting = self.article.reporting
        facts: ArticleFacts = {
            "headline": self.article.headline,
            "published": _iso(self.article.published),
            "updated": _iso(self.article.updated),
            "as_of": _iso(self.as_of),
            "kind": self.article.kind,
            "language": self.article.language,
            "dateline": self.article.dateline,
            "byline": self.article.byline,
            "url": self.article.url,
            "provided_by": self.article.provided_by,
            "packs": self.packs,
            "coverage": round(covered / contestable, 2) if contestable else None,
            "reporting": {
                "places": reporting.places if reporting else [],
                "limits": reporting.limits if reporting else [],
                "limits_disclosed": reporting.limits_disclosed if reporting else None,
                "approved_by": reporting.approved_by if reporting else None,
            },
            "claims": all_claims,
            "statements": statements,
            "sources": list(self.sources.values()),
            "evidence": evidence,
            "responses": responses,
            "parties": party_facts(all_claims, statements, responses),
            "studies": [study_facts(study, by_id, records, self.view) for study in self.article.studies],
            "polls": [poll_facts(poll, by_id, records, self.view) for poll in self.article.polls],
            "dateline_place": _dateline_place(self.article.dateline),
            "dateline_kept": _dateline_kept(self.article),
            "release_share": release_share(statements),
            "sequences": sequence_facts(
                self.article, all_claims, statements, list(zip(shown, evidence, strict=True)), self.view
            ),
            "passages": self._passages(),
            "place": self.headline,
        }
        missed, read = unread(self.article, self.view)
        return Assessment(
            self.article, facts, self.day, self.cases, self.timelines, covered, contestable, missed, len(missed) + read,
            again,
        )  # fmt: skip

    @cached_property
    def headline(self) -> Place:
        """Where a finding about the whole article stands if no claim carries it."""
        passages = self.article.passages
        return passages[0].place(0, len(passages[0].words)) if passages else Place(1, 1, 1, 1, "")

    @cached_property
    def sources(self) -> dict[str, SourceFacts]:
        return source_facts(self.article, self.view.language)

    @cached_property
    def records(self) -> dict[str, Statement]:
        """The statements that count, by id, with those of a later day left out."""
        reader = self._reader
        return {str(s.id): s for s in self.article.statements if self._counts(reader.day(s))}

    def _counts(self, day: date | None) -> bool:
        """Whether an item of that day is part of the record: all are, save what came after `as_of`."""
        return self.as_of is None or (day or self.fallback) <= self.as_of

    @cached_property
    def _reader(self) -> StatementReader:
        return StatementReader(self.article, self.view, self.sources)

    @cached_property
    def statements(self) -> dict[str, StatementFacts]:
        facts = {key: self._reader.facts(statement) for key, statement in self.records.items()}
        for statement in facts.values():
            for source in statement["sources"]:
                source["speaks"] = True
                source["place"] = source["place"] or statement["source_at"] or statement["anchor"]
        for key, record in self.records.items():
            other = record.repeat_of
            if other in facts:
                for one, twin in ((key, other), (other, key)):
                    if any(not source["place_name"] for source in facts[twin]["sources"]):
                        facts[one]["also_by_office"] = True
        return facts

    @cached_property
    def by_claim(self) -> dict[str, list[Dated]]:
        """The dated statements of each claim, in the order of the record."""
        found: dict[str, list[Dated]] = {str(claim.id): [] for claim in self.article.every_claim()}
        for order, (key, record) in enumerate(self.records.items()):
            dated = Dated(self.statements[key], self._reader.day(record) or self.fallback, order)
            for claim in dict.fromkeys(dated.statement["claims"]):
                found[claim].append(dated)
        return found

    @cached_property
    def spoken(self) -> dict[str, list[tuple[StatementFacts, Span | None]]]:
        return {
            claim: [(item.statement, self.records[item.statement["id"]].span) for item in said]
            for claim, said in self.by_claim.items()
        }

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims that are judged: on a day before publication, only those that somebody had stated."""
        every = self.article.every_claim()
        if self.as_of is None or self.as_of >= self.fallback:
            return every
        return [claim for claim in every if self.by_claim[str(claim.id)]]

    @cached_property
    def cases(self) -> dict[str, Case]:
        roots = Roots(self.sources, self.statements)
        evidence = [DatedEvidence(item, available_on(item, self.fallback)) for item in self.article.evidence]
        return {str(claim.id): self._case(claim, evidence, roots) for claim in self.claims}

    def _case(self, claim: Claim, evidence: list[DatedEvidence], roots: Roots) -> Case:
        said = self.by_claim[str(claim.id)]
        voices = {mention.voice for mention in claim.mentions}
        speaks = any(item.statement["stance"] in SAYING for item in said)
        organisations = {
            source["organisation"].casefold() for item in said for source in item.statement["sources"]
            if item.statement["stance"] in SAYING
        }  # fmt: skip
        return Case(
            claim=claim,
            statements=said,
            evidence=[
                shown
                for shown in evidence
                if self._counts(shown.on)
                and claim.id in (*shown.item.supports, *shown.item.contradicts, *(shown.item.offered_for or ()))
            ],
            conflicts=[
                DatedConflict(self._conflict(conflict, claim, organisations), conflict.on or self.fallback)
                for conflict in claim.conflicts
                if self._counts(conflict.on)
            ],
            corrections=[
                (correction, correction.on or self.fallback)
                for correction in self.article.corrections
                if claim.id in correction.claims
            ],
            roots=roots,
            fallback=self.fallback,
            only_observed=voices == {"observed"} and not speaks,
        )

    def _conflict(self, conflict: Conflict, claim: Claim, organisations: set[str]) -> ConflictFacts:
        by = conflict.by or ""
        source = next((s for s in self.sources.values() if by.casefold() in labels(s) | _names(s)), None)
        organisation = (source["organisation"] if source else by).casefold()
        return {
            "by": source["name"] if source else conflict.by,
            "value": conflict.value,
            "on": _iso(conflict.on),
            "in_text": conflict.span is not None,
            "same_organisation": bool(by) and organisation in organisations,
            "party": bool(source and source["party"]) or self.article.sides.get(by) == "party",
            "incompatible": incompatible(claim.value, claim.hedge, conflict.value, self.view.language),
        }

    @cached_property
    def spans_of_speakers(self) -> list[Span]:
        """The sentences in which somebody is named as speaking, by their spans."""
        return [
            statement["place"].span
            for statement in self.statements.values()
            if statement["sources"] and statement["place"] and statement["place"].span
        ]

    @cached_property
    def timelines(self) -> dict[str, list[Moment]]:
        return {key: timeline(case, self.day) for key, case in self.cases.items()}

    def _passages(self) -> list[PassageFacts]:
        names = [name for source in self.sources.values() for name in (source["name"], *source["aliases"])]
        return [
            {
                "kind": passage.kind,
                "section": passage.section,
                "words": passage.words,
                "citations": list(passage.citations),
                "labels": labels_in(passage, self.view),
                "unspoken": unspoken(passage, self.spans_of_speakers, names, self.view),
                "quoted": [{"start": start, "end": end} for start, end in self.view.quoted(passage.index)],
                "unquoted": _without(passage.words, self.view.quoted(passage.index)),
                "place": passage.place(0, len(passage.words)),
            }
            for passage in self.article.passages
        ]


def _without(words: str, stretches: list[tuple[int, int]]) -> str:
    kept, position = [], 0
    for start, end in stretches:
        kept.append(words[position:start])
        position = end
    return "".join([*kept, words[position:]])


def _response(
    response: Response, view: TextView, sources: dict[str, SourceFacts], published: str | None
) -> ResponseFacts:
    return {
        "id": str(response.id),
        "confidence": response.confidence,
        "party": response.party,
        "claims": response.claims,
        "kind": response.kind,
        "asked_whom": response.asked_whom,
        "asked_at": response.asked_at,
        "means": response.means,
        "wording": response.wording,
        "hours_to_answer": hours_between(response.asked_at, published),
        "wording_names": wording_names(response.wording, response.asked_whom, sources.values()),
        "wording_kind": wording_kind(response.wording, view.language),
        "on": _iso(response.on),
        "in_text": response.span is not None,
        "place": view.place(response.span) if response.span else None,
    }


def _names(source: SourceFacts) -> set[str]:
    return {alias.casefold() for alias in source["aliases"]}


def _dateline_place(dateline: str | None) -> str | None:
    """'KOSTRA' of 'KOSTRA, 5 May (Agency) -'."""
    place = re.split(r"[,(/–—-]|\s\d", dateline or "", maxsplit=1)[0].strip(" .")
    return place or None


def _dateline_kept(article: Article) -> bool | None:
    """Whether a reporter was where the dateline says; 'Kostra' is 'KOSTRA', and a part of 'Kostra harbour'."""
    place = _dateline_place(article.dateline)
    places = article.reporting.places if article.reporting else []
    if place is None or not places:
        return None
    there = place.casefold()
    return any(there in one.casefold() or one.casefold() in there for one in places)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
