"""The index of many articles: worst first, and what a chief editor asks across all of them.

Each article's figures are worked out where the article is; here they are added up one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from attribcheck.report import SEVERITIES, ArticleEntry
from attribcheck.reports.briefing import things_to_know
from attribcheck.reports.html import days
from attribcheck.reports.html.annotated import ids
from attribcheck.reports.html.statuses import ORDER, STATUSES, counted
from attribcheck.reports.visible import cut

MOST_BARS = 12
STRIP = 260
# Claims in one of these are what an editor has to settle.
OPEN = ("refuted", "withdrawn", "superseded", "unsupported", "unattributed", "disputed")


class Line(NamedTuple):
    """One article in the index; `link` leads to its page, once it has one."""

    gravity: tuple[int, int, int]
    title: str
    language: str
    point: str
    day: str
    path: str
    statuses: Sequence[tuple[str, int]]
    counts: Sequence[tuple[str, int]]
    worst: str
    rules: str
    link: str = ""

    @property
    def strip(self) -> list[tuple[str, str, str]]:
        """The statuses as parts of a strip."""
        return _strip(self.statuses)


class Figures(NamedTuple):
    """One article's share in the index. A rule is counted by id, name and severity, a source by name, side and party.

    `sides` are the camps that are heard, `parties` those of them with a stake in the matter.
    """

    line: Line
    packs: list[str]
    rules: Counter[tuple[str, str, str]]
    sources: Counter[tuple[str, str, bool]]
    sides: set[str]
    parties: set[str]


class Bar(NamedTuple):
    """A bar of a chart: its words, its length of 100, its number in words, and how it is filled."""

    words: str
    aside: str
    length: float
    number: str
    fill: str
    mark: str = ""


@dataclass(slots=True)
class Summary:
    """The index, ready for the template."""

    title: str
    lines: list[Line]
    severities: Sequence[tuple[str, int]]
    packs: str
    charts: list[tuple[str, str, list[Bar]]]
    statuses: list[str]
    rules: list[str]


def figures(entry: ArticleEntry) -> Figures:
    """What the index counts of one article."""
    live = [finding for finding in entry.findings if finding.suppressed is None]
    statuses: Counter[str] = Counter(claim.status for claim in entry.claims)
    counts = [(severity, sum(f.severity == severity for f in live)) for severity in SEVERITIES]
    weak = sum(count for status, count in statuses.items() if status in OPEN)
    ordered = sorted(statuses.items(), key=lambda item: ORDER[item[0]])
    thing = next(iter(things_to_know(entry, 1)), None)
    point = entry.findings[thing.findings[0]].message if thing else "Nothing is open."
    line = Line(
        gravity=(-counts[0][1], -weak, -counts[1][1]),
        title=entry.headline or entry.path,
        language=entry.language or "",
        point=cut(point, 180),
        day=days.short(entry.published) if entry.published else "",
        path=entry.path,
        statuses=ordered,
        counts=counts,
        worst=next((severity for severity, count in counts if count), "none"),
        rules=" ".join(dict.fromkeys(finding.rule for finding in live)),
    )
    known = {source.id: source for source in entry.sources}
    speaking = [known[key] for statement in entry.statements for key in ids(statement.source) if key in known]
    heard = [source for source in speaking if not source.channel]
    return Figures(
        line,
        entry.packs,
        Counter((finding.rule, finding.name, finding.severity) for finding in live),
        Counter((source.name, source.side or "", source.party) for source in heard),
        {source.side for source in heard if source.side},
        {source.side or "" for source in heard if source.party},
    )


class Overview:
    """Adds up the articles of a run."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._statuses: Counter[str] = Counter()
        self._rules: Counter[tuple[str, str, str]] = Counter()
        self._sources: Counter[tuple[str, str, bool]] = Counter()
        self._sides: Counter[str] = Counter()
        self._party_sides: set[str] = set()
        self._one_sided = 0
        self._packs: Counter[str] = Counter()

    def add(self, article: Figures, link: str) -> None:
        """Counts the next article; `link` leads to its page."""
        self._lines.append(article.line._replace(link=link))
        self._statuses.update(dict(article.line.statuses))
        self._packs.update(article.packs)
        self._rules.update(article.rules)
        self._sources.update(article.sources)
        for (_, side, _), count in article.sources.items():
            self._sides[side or "no side recorded"] += count
        self._party_sides |= article.parties
        self._one_sided += len(article.sides) == 1

    def summary(self) -> Summary:
        """The index over all articles so far."""
        lines = sorted(self._lines, key=lambda line: line.gravity)
        faulty = sum(line.worst == "error" for line in lines)
        weak = sum(self._statuses[status] for status in OPEN)
        claims = self._statuses.total()
        total = counted(len(lines), "article")
        have = "has" if faulty == 1 else "have"
        title = f"{faulty} of {total} {have} errors." if faulty else f"No errors in {total}."
        title += f" {weak} of {counted(claims, 'claim')} {'is' if weak == 1 else 'are'} open."
        severities: Counter[str] = Counter()
        for (_, _, severity), count in self._rules.items():
            severities[severity] += count
        everywhere = [pack for pack, count in self._packs.items() if count == len(lines)]
        some = [pack for pack in self._packs if pack not in everywhere]
        packs = ", ".join(everywhere) + (f"; {', '.join(some)} where the article asks" if some else "")
        return Summary(
            title=title,
            lines=lines,
            severities=[(severity, severities[severity]) for severity in SEVERITIES],
            packs=packs,
            charts=[self._by_status(claims), self._by_rule(), self._by_side(len(lines)), self._by_source()],
            statuses=sorted(self._statuses, key=ORDER.__getitem__),
            rules=sorted({rule for rule, _, _ in self._rules}),
        )

    def _by_status(self, claims: int) -> tuple[str, str, list[Bar]]:
        most = max(self._statuses.values(), default=1)
        bars = [
            Bar(STATUSES[status].label, "", _length(count, most), str(count), f"f s-{status}", status)
            for status, count in sorted(self._statuses.items(), key=lambda item: ORDER[item[0]])
        ]
        return f"{claims} claims by status", "", bars

    def _by_rule(self) -> tuple[str, str, list[Bar]]:
        rows = sorted(self._rules.items(), key=lambda item: (SEVERITIES.index(item[0][2]), -item[1], item[0]))
        most = max(self._rules.values(), default=1)
        fill = {"error": "f v-error", "warning": "h v-warning", "info": "o v-info"}
        bars = [
            Bar(rule, "" if name == rule else name, _length(count, most), str(count), fill[severity], severity)
            for (rule, name, severity), count in rows[: 2 * MOST_BARS]
        ]
        left = len(rows) - len(bars)
        return "Findings by rule, errors first", f"{left} more are not drawn." if left > 0 else "", bars

    def _by_side(self, articles: int) -> tuple[str, str, list[Bar]]:
        most = max(self._sides.values(), default=1)
        bars = [
            Bar(side, "", _length(count, most), str(count), "f ink" if side in self._party_sides else "o ink")
            for side, count in sorted(self._sides.items(), key=lambda item: (-item[1], item[0]))[:MOST_BARS]
        ]
        return "Statements by side", f"In {self._one_sided} of {articles} articles only one side is heard.", bars

    def _by_source(self) -> tuple[str, str, list[Bar]]:
        most = max(self._sources.values(), default=1)
        bars = [
            Bar(name, side, _length(count, most), str(count), "f ink" if party else "o ink")
            for (name, side, party), count in sorted(self._sources.items(), key=lambda i: (-i[1], i[0]))[:MOST_BARS]
        ]
        note = "By statements. Solid: a party to the matter; outlined: not, or not recorded. Channels are not counted."
        return "Most-quoted sources, and the side they speak for", note, bars


def _length(count: int, most: int) -> float:
    return round(100 * count / most, 1)


def _strip(statuses: Sequence[tuple[str, int]]) -> list[tuple[str, str, str]]:
    """A strip of 260 units in proportion to the statuses: (status, where it begins, how long it is)."""
    total = sum(count for _, count in statuses) or 1
    made, at = [], 0.0
    for status, count in statuses:
        width = STRIP * count / total
        made.append((status, f"{at:.1f}", f"{max(width - 1.5, 1):.1f}"))
        at += width
    return made
