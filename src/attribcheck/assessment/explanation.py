"""Why a claim has its status: the twelve steps one after the other, and what would change the answer."""

from __future__ import annotations

from datetime import date

from attribcheck.assessment.assess import Assessment
from attribcheck.assessment.status import STEPS, status_at


def explain(assessment: Assessment, claim: str) -> list[str]:
    """The lines of an explanation of one claim. Raises `KeyError` for a claim that is not there."""
    case = assessment.cases[claim]
    verdict = status_at(case, assessment.day)
    record = case.at(assessment.day)
    when = assessment.day.isoformat() if assessment.day != date.max else "an undated article"
    lines = [f"{case.claim.text}  [{claim}]", f"{verdict.status} on {when}: {verdict.because}", ""]
    matched = next(step for step in STEPS if step.status == verdict.status)
    for step in STEPS:
        if STEPS.index(step) < STEPS.index(matched):
            lines.append(f"  {step.number:>2}  no   {step.status}: {step.asks}")
        elif step is matched:
            lines.append(f"  {step.number:>2}  YES  {step.status}: {step.asks}")
            lines.append(f"           {verdict.because}")
        else:
            lines.append(f"  {step.number:>2}  -    {step.status}")
    lines += ["", f"What would change it: {matched.to_change}"]
    for item in record.corroborations:
        told = f" through {item['through']}" if item["through"] else ""
        counts = "counts" if item["counts"] else "does not count"
        lines.append(
            f"Corroboration: {item['by']}{told}, independence {item['independence']}, {item['scope']}; {counts}."
        )
    denied = [r for r in assessment.facts["responses"] if claim in r["claims"] and r["kind"] in ("denied", "disputed")]
    for response in denied:
        lines.append(
            f"{response['party']} answered ({response['kind']}). An answer closes FAIR001; to count in the status, "
            "record it as a statement with 'stance: denies'."
        )
    lines += ["", "History:"]
    for moment in assessment.timelines[claim]:
        on = moment.on.isoformat() if moment.on != date.max else "undated"
        lines.append(f"  {on}  {moment.verdict.status}: {moment.verdict.because}")
    return lines
