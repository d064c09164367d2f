"""The history of a claim: one entry for each day on which its status changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from attribcheck.assessment.corroboration import speaks_for
from attribcheck.assessment.status import Case, Verdict, status_at


class Moment(NamedTuple):
    """A day and what the record shows from then on."""

    on: date
    verdict: Verdict


def timeline(case: Case, until: date) -> list[Moment]:
    """The changes up to the end of `until`, from the first day on which somebody states the claim.

    A claim that nobody states begins at publication. Never `not-yet-made`, never two alike in a row.
    """
    said = [item.on for item in case.statements if speaks_for(item)]
    begins = min(said, default=case.fallback)
    moments: list[Moment] = []
    for day in sorted(day for day in {begins, *_days(case)} if begins <= day <= until):
        verdict = status_at(case, day)
        if verdict.status == "not-yet-made" or (moments and moments[-1].verdict.status == verdict.status):
            continue
        moments.append(Moment(day, verdict))
    return moments


def _days(case: Case) -> Iterator[date]:
    """Every day on which the record of a claim changes."""
    yield case.fallback
    for said in case.statements:
        yield said.on
    for shown in case.evidence:
        yield shown.on
    for rival in case.conflicts:
        yield rival.on
    for _, on in case.corrections:
        yield on
    for day in (case.claim.superseded_on, case.claim.refuted_on, case.claim.event_on):
        if day:
            yield day
