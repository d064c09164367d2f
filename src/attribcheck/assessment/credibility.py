"""The Admiralty figure of a claim's status (docs/definitions.md, 4), for machines; never shown to people as a verdict.

6 is 'cannot be judged', not the bottom of the scale: the figures are never sorted or averaged.
"""

from __future__ import annotations

from datetime import date

from attribcheck.assessment.status import Case, Verdict, status_at

_FIXED: dict[str, int | None] = {
    "refuted": 5,
    "verified": 1,
    "documented": 1,
    "evidenced": 3,
    "single-source": 6,
    "unsupported": 6,
    "unattributed": 6,
    "not-yet-made": 6,
    "attributed": None,
}
_DISPUTED = 4


def admiralty(case: Case, day: date, verdict: Verdict) -> int | None:
    """The credibility, 1 to 6, of a verdict on a day; None for what is not a matter of proof."""
    record = case.at(day)
    if verdict.status == "withdrawn":
        return 5 if record.corrections else 6
    if verdict.status == "superseded":
        contradicted = record.denials or record.rivals
        replaced = record.replacement
        return 5 if contradicted or (replaced and replaced["incompatible"]) else 6
    if verdict.status == "disputed":
        otherwise = status_at(case, day, skip=frozenset({_DISPUTED})).status
        return 3 if otherwise in ("corroborated", "evidenced", "verified", "documented") else 4
    if verdict.status == "corroborated":
        levels = [item["independence"] for item in record.corroborations if item["counts"]]
        return 1 if "established" in levels else 2
    return _FIXED[verdict.status]
