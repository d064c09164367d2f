"""The status of a claim at a date: the twelve steps of docs/definitions.md, 3; first match wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from attribcheck.article import Claim, Correction, Evidence
from attribcheck.assessment.corroboration import SAYING, Dated, corroborations, named, origin, speaks_for
from attribcheck.assessment.roots import Root, Roots
from attribcheck.assessment.sources import is_party
from attribcheck.facts import ConflictFacts, CorroborationFacts, Status


class Verdict(NamedTuple):
    """What the record shows of a claim: the status, the step that matched, and why."""

    status: Status
    step: int
    because: str


@dataclass(frozen=True, slots=True)
class DatedEvidence:
    """A piece of evidence and the day from which it counts."""

    item: Evidence
    on: date


@dataclass(frozen=True, slots=True)
class DatedConflict:
    """Another account and the day from which it counts."""

    facts: ConflictFacts
    on: date


@dataclass(slots=True)
class Case:
    """All that is on record about one claim, each item with the day from which it counts.

    `fallback` is the day of undated items: publication.
    """

    claim: Claim
    statements: list[Dated]
    evidence: list[DatedEvidence]
    conflicts: list[DatedConflict]
    corrections: list[tuple[Correction, date]]
    roots: Roots
    fallback: date
    only_observed: bool
    until: dict[date, Record] = field(default_factory=dict)

    def at(self, day: date) -> Record:
        """The record as it stood at the end of that day."""
        if day not in self.until:
            self.until[day] = Record(self, day)
        return self.until[day]


class Record:
    """One case as it stood at the end of one day."""

    def __init__(self, case: Case, day: date) -> None:
        self.case = case
        self.claim = case.claim
        self.day = day
        self.said = [item for item in case.statements if item.on <= day]
        self.evidence = [item.item for item in case.evidence if item.on <= day]
        self.conflicts = [item.facts for item in case.conflicts if item.on <= day]
        self.corrections = [correction for correction, on in case.corrections if on <= day]
        self.verdict: Verdict | None = None
        self.origin = origin(self.said)
        self.corroborations: list[CorroborationFacts] = corroborations(self.said, self.origin, case.roots)
        self.attributed = [item for item in self.said if speaks_for(item)]

    def supporting(self, *, authenticated: bool) -> list[Evidence]:
        """Evidence that supports the claim and is (not) authenticated."""
        return [
            item
            for item in self.evidence
            if self.claim.id in item.supports and (item.authenticated == "yes") is authenticated
        ]

    @cached_property
    def identified_roots(self) -> list[Root]:
        """The identified roots of all statements that say it; repeats only where there is nothing else."""
        saying = [item.statement for item in self.said if item.statement["stance"] in SAYING]
        own = [statement for statement in saying if not statement["repeat_of"]] or saying
        return list({root.key: root for statement in own for root in self.case.roots.identified(statement)}.values())

    @cached_property
    def roots_are_parties(self) -> bool:
        """Whether there are identified roots and each is a party to the claim."""
        roots = self.identified_roots
        return bool(roots) and all(root.source and is_party(root.source, self.claim.parties) for root in roots)

    @cached_property
    def retraction(self) -> Dated | None:
        """The origin's own retraction, later than the origin."""
        first = self.origin
        for item in self.said:
            if item.statement["stance"] == "retracts" and (
                first is None or (_same_organisation(item, first) and item.key > first.key)
            ):
                return item
        return None

    @cached_property
    def replacement(self) -> ConflictFacts | None:
        """The same organisation's later account that differs."""
        for conflict in self.conflicts:
            made = self.origin.statement["said"] if self.origin else None
            # Of two days of which one is not known, the record's word that it is a conflict decides.
            later = made is None or conflict["on"] is None or conflict["on"] > made
            if conflict["same_organisation"] and later and conflict["value"] != self.claim.value:
                return conflict
        return None

    @cached_property
    def denials(self) -> list[Dated]:
        """Denials in full by another source than the origin's."""
        own = {source["id"] for source in self.origin.statement["sources"]} if self.origin else set()
        return [
            item
            for item in self.said
            if item.statement["stance"] == "denies"
            and item.statement["scope"] == "full"
            and named(item.statement)
            and not {source["id"] for source in item.statement["sources"]} <= own
        ]

    @cached_property
    def rivals(self) -> list[ConflictFacts]:
        """Others' accounts that cannot be true along with the claim."""
        return [c for c in self.conflicts if c["incompatible"] and not c["same_organisation"]]

    def act_day(self) -> date:
        """The day of a speech act: as recorded, else the day of the earliest statement."""
        if self.claim.event_on:
            return self.claim.event_on
        return min((item.on for item in self.case.statements), default=self.case.fallback)


def status_at(case: Case, day: date, *, skip: frozenset[int] = frozenset()) -> Verdict:
    """The first step that matches at the end of `day`; `skip` leaves steps out (for 'if it were not for …')."""
    record = case.at(day)
    if record.verdict is not None and not skip:
        return record.verdict
    for step in STEPS:
        if step.number not in skip:
            because = step.test(record)
            if because is not None:
                verdict = Verdict(step.status, step.number, because)
                if not skip:
                    record.verdict = verdict
                return verdict
    raise AssertionError("the last step always matches")


def _withdrawn(record: Record) -> str | None:
    if record.corrections:
        return "the publication corrected it"
    taken_back = record.retraction
    return f"{_who(taken_back)} took it back" if taken_back else None


def _superseded(record: Record) -> str | None:
    if record.claim.superseded_on and record.claim.superseded_on <= record.day:
        return "its source replaced it with a later statement"
    later = record.replacement
    return f"{later['by']} replaced it with {later['value']}" if later else None


def _refuted(record: Record) -> str | None:
    if record.claim.refuted_on and record.claim.refuted_on <= record.day:
        return "the publication's own finding contradicts it"
    for item in record.evidence:
        if record.claim.id in item.contradicts and item.authenticated == "yes":
            return f"authenticated evidence ({item.id}) contradicts it"
    return None


def _disputed(record: Record) -> str | None:
    denials = record.denials
    if denials:
        return f"{_who(denials[0])} denies it"
    rivals = record.rivals
    return f"{rivals[0]['by'] or 'another account'} gives {rivals[0]['value'] or 'another account'}" if rivals else None


def _verified(record: Record) -> str | None:
    supporting = record.supporting(authenticated=True)
    if supporting and record.claim.kind != "speech-act":
        return f"authenticated evidence ({supporting[0].id}) supports it"
    published = record.day >= record.case.fallback
    if record.claim.verified_by_us == "yes" and published:
        return "the publication established it itself"
    if record.case.only_observed and published:
        return "the publication describes what can be seen"
    return None


def _documented(record: Record) -> str | None:
    if record.claim.kind != "speech-act":
        return None
    if record.claim.on_record and record.day >= record.act_day():
        return "the record of the act is open to check"
    supporting = record.supporting(authenticated=True)
    if supporting and record.claim.on_record is not False and record.day >= record.act_day():
        return f"the record of the act ({supporting[0].id}) is open to check"
    return None


def _corroborated(record: Record) -> str | None:
    counted = [item for item in record.corroborations if item["counts"]]
    if not counted:
        return None
    best = next((item for item in counted if item["independence"] == "established"), counted[0])
    through = f" through {best['through']}" if best["through"] else ""
    level = best["independence"].replace("-", " ")
    return f"{best['by']} backs it{through}; independence {level}"


def _evidenced(record: Record) -> str | None:
    shown = [
        item.id
        for item in record.evidence
        if record.claim.id in (*item.supports, *item.contradicts) and item.authenticated != "yes"
    ]
    return f"evidence was shown ({', '.join(map(str, shown))}), and nobody has authenticated it" if shown else None


def _unattributed(record: Record) -> str | None:
    return None if any(map(speaks_for, record.case.statements)) else "nobody is named as saying it"


def _not_yet_made(record: Record) -> str | None:
    return None if record.attributed else "nobody had said it by then"


def _attributed(record: Record) -> str | None:
    return None if record.claim.contestable else "it is a view, a plan, an act or an inner state, not a matter of proof"


def _unsupported(record: Record) -> str | None:
    for item in record.said:
        if record.claim.id in item.statement["unproven"]:
            return f"{_who(item)} said so, and the article says that no proof was given"
    if not record.identified_roots:
        return "no source that can be identified stands behind it"
    if record.roots_are_parties:
        names = " and ".join(dict.fromkeys(root.name for root in record.identified_roots))
        return f"only {names} says so, a party to the matter"
    return None


def _single_source(record: Record) -> str | None:
    names = " and ".join(dict.fromkeys(root.name for root in record.identified_roots))
    return f"only {names} says so"


class Step(NamedTuple):
    """One step: its number, the status it gives, what it asks, and what would have to change."""

    number: int
    status: Status
    test: Callable[[Record], str | None]
    asks: str
    to_change: str


STEPS: tuple[Step, ...] = (
    Step(1, "withdrawn", _withdrawn, "the origin retracted it, or the publication corrected it",
         "Nothing: the history stays. Record the new claim beside it."),
    Step(2, "superseded", _superseded, "the same organisation replaced it with a later statement that differs",
         "Nothing: the history stays. Record the newer claim beside it."),
    Step(3, "refuted", _refuted, "authenticated evidence, or the publication's own finding, contradicts it",
         "Evidence that is no longer authenticated, or no longer contradicts it."),
    Step(4, "disputed", _disputed, "another source denies it in full, or gives a value that cannot also be true",
         "A retracted denial, a denial of a part only (scope: partial), or authenticated evidence that settles it."),
    Step(5, "verified", _verified, "authenticated evidence supports it, verified_by_us is yes, or it is only observed",
         "A denial, or authenticated evidence against it."),
    Step(6, "documented", _documented, "it is a speech act whose record is open to check, from the day of the act",
         "A record that is no longer open to check."),
    Step(7, "corroborated", _corroborated, "another organisation backs it in full and is not known to depend on it",
         "Authenticated evidence would verify it; a denial by another source would make it disputed."),
    Step(8, "evidenced", _evidenced, "evidence that bears on it was shown, and nobody has authenticated it",
         "Somebody who authenticates the evidence, or a second source that knows it on its own."),
    Step(9, "unattributed", _unattributed, "nobody is named as saying it",
         "A named source, the reporter's own observation, or a record that shows it."),
    Step(9, "not-yet-made", _not_yet_made, "somebody says it, but only later", "The day on which it was first said."),
    Step(10, "attributed", _attributed, "it is not contestable: opinion, wish, plan, inner state",
         "Nothing: it is not a matter of proof."),
    Step(11, "unsupported", _unsupported,
         "the article says that no proof was given, or every identified root is a party, or there is none",
         "A source that is no party and knows it on its own, evidence that bears on it, or a check of your own."),
    Step(12, "single-source", _single_source, "anything left: normally one identified source that is not a party",
         "A second source that knows it on its own, or evidence that bears on it."),
)  # fmt: skip


def _who(item: Dated) -> str:
    return " and ".join(source["name"] for source in item.statement["sources"]) or "somebody"


def _same_organisation(item: Dated, other: Dated) -> bool:
    mine = {source["organisation"].casefold() for source in item.statement["sources"]}
    return bool(mine) and mine <= {source["organisation"].casefold() for source in other.statement["sources"]}
