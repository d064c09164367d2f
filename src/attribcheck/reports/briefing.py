"""What a reader needs first: the things to settle. Derived from the findings, never written."""

from __future__ import annotations

from dataclasses import dataclass

from attribcheck.report import SEVERITIES, ArticleEntry, ClaimEntry, Finding


@dataclass(slots=True)
class Thing:
    """One thing to know: a claim with its findings, or a finding that is about no claim. Numbers are list positions."""

    claim: ClaimEntry | None
    findings: list[int]


def things_to_know(article: ArticleEntry, most: int) -> list[Thing]:
    """The claims with the gravest findings, and grave findings about no claim; each finding under one of them.

    Errors first; then claims of weight in the headline or the first paragraph; then those with
    more findings; then the order of the text.
    """
    live = {number: f for number, f in enumerate(article.findings) if f.suppressed is None}
    claims = {claim.id: claim for claim in article.claims}
    groups: dict[str, list[int]] = {}
    for number, finding in live.items():
        for key in [claim for claim in finding.claims if claim in claims] or [f"\0{number}"]:
            groups.setdefault(key, []).append(number)
    found: list[Thing] = []
    used: set[int] = set()
    while groups and len(found) < most:
        open_groups = {key: [n for n in numbers if n not in used] for key, numbers in groups.items()}
        open_groups = {key: numbers for key, numbers in open_groups.items() if numbers}
        if not open_groups:
            break
        key = min(open_groups, key=lambda key: _gravity(claims.get(key), [live[n] for n in open_groups[key]]))
        numbers = sorted(open_groups[key], key=lambda n: (SEVERITIES.index(live[n].severity), len(live[n].claims), n))
        found.append(Thing(claims.get(key), numbers))
        used.update(numbers)
        del groups[key]
    return found


def _gravity(claim: ClaimEntry | None, findings: list[Finding]) -> tuple[int, bool, bool, int, int]:
    worst = min(SEVERITIES.index(finding.severity) for finding in findings)
    weighty = claim is not None and claim.weight == "high"
    leads = claim is not None and any(m.place.span is not None and m.place.span.passage <= 1 for m in claim.mentions)
    return worst, not (weighty and leads), not weighty, -len(findings), findings[0].place.line
