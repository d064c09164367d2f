"""What stands beside a claim: who says so, through whom, since when, on what evidence, and who backs it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from attribcheck.report import (
    SEVERITIES,
    ArticleEntry,
    ClaimEntry,
    CorroborationEntry,
    EvidenceEntry,
    Finding,
    SourceEntry,
    StatementEntry,
    TimelineEntry,
)
from attribcheck.reports.html import chips, days
from attribcheck.reports.html.annotated import ids
from attribcheck.reports.html.chips import TESTS
from attribcheck.reports.html.statuses import STATUSES, counted

_INTEREST = {"party": "a party to it", "interested": "interested, not a party", "none": "no stake"}
# What one source does, and what several do.
_STANCE = {
    "asserts": ("says so", "say so"), "confirms": ("confirms it", "confirm it"), "denies": ("denies it", "deny it"),
    "estimates": ("estimates it", "estimate it"), "declines": ("declines to comment", "decline to comment"),
    "retracts": ("takes it back", "take it back"),
}  # fmt: skip
_AUTHENTICATED = {"yes": "authenticated", "no": "found not to be what it is said to be", "unknown": "not authenticated"}


@dataclass(slots=True)
class Voice:
    """One statement on the claim: who, in what standing, through whom, when, and in what way."""

    who: str
    standing: str
    stance: str
    through: str
    medium: str
    when: str
    knows: str
    note: str = ""
    independence: str = ""
    tests: tuple[bool | None, ...] = ()


@dataclass(slots=True)
class Moment:
    """A day on which the status changed."""

    day: str
    status: str
    label: str
    because: str


@dataclass(slots=True)
class Note:
    """All that a note shows of one claim."""

    key: str
    number: int
    claim: ClaimEntry
    label: str
    by: str
    history: list[Moment]
    says: list[Voice]
    backing: list[Voice]
    against: list[Voice]
    evidence: list[tuple[str, str]]
    in_text: str
    findings: list[int]
    sources: str
    channels: str
    rules: str
    severities: str
    chips: Markup

    @property
    def seen(self) -> bool:
        """Whether nobody else says so because the newsroom saw it itself."""
        return self.by == SEEN


class NoteMaker:
    """Makes the notes of one article."""

    def __init__(self, article: ArticleEntry, prefix: str) -> None:
        self._prefix = prefix
        self._sources = {source.id: source for source in article.sources}
        self._statements = {statement.id: statement for statement in article.statements}
        self._evidence = {item.id: item for item in article.evidence}
        self._by_claim: dict[str, list[int]] = {}
        self._findings = article.findings
        for number, finding in enumerate(article.findings):
            for claim in finding.claims:
                self._by_claim.setdefault(claim, []).append(number)

    def note(self, number: int, claim: ClaimEntry) -> Note:
        """The note of the claim with this number (from 1)."""
        statements = [self._statements[key] for key in claim.statements if key in self._statements]
        backing = {record.statement: record for record in claim.corroborations}
        says = [self._voice(s) for s in statements if s.stance in _SAYING and s.id not in backing]
        backed = [self._backing(backing[s.id], s) for s in statements if s.id in backing]
        against = [self._voice(s) for s in statements if s.stance not in _SAYING]
        found = self._by_claim.get(claim.id, [])
        live = [self._findings[one] for one in found if self._findings[one].suppressed is None]
        shown = sorted(found, key=lambda one: (_order(self._findings[one]), one))
        history = [moment(entry) for entry in claim.timeline]
        marks = (chips.finding(self._findings[one].severity, self._findings[one].rule) for one in shown)
        return Note(
            key=f"{self._prefix}{number}",
            number=number,
            claim=claim,
            label=STATUSES[claim.status].label,
            by=self._provenance(claim, statements, backing),
            history=history,
            says=says,
            backing=backed,
            against=against,
            evidence=[self._shown(self._evidence[key], claim) for key in claim.evidence if key in self._evidence],
            in_text=_in_text(claim),
            findings=shown,
            sources=" ".join(dict.fromkeys(one for s in statements for one in ids(s.source))),
            channels=" ".join(dict.fromkeys(one for s in statements for one in ids(s.via))),
            rules=_joined(live, "rule"),
            severities=_joined(live, "severity"),
            chips=chips.history((step.status, step.day) for step in history) + Markup("").join(marks),
        )

    def names(self, keys: str | list[str] | None) -> str:
        """The names of sources or channels, joined."""
        return " and ".join(name_of(self._sources.get(key), key) for key in ids(keys))

    def _voice(self, statement: StatementEntry) -> Voice:
        sources = [self._sources[key] for key in ids(statement.source) if key in self._sources]
        who = self.names(statement.source) or "Nobody is named"
        if statement.speaker and statement.speaker not in who:
            who += f" (by {statement.speaker})"
        return Voice(
            who=who,
            standing="; ".join(dict.fromkeys(filter(None, (standing(source) for source in sources)))),
            stance=_STANCE[statement.stance][len(ids(statement.source)) > 1],
            through=self.names(statement.via),
            medium=(statement.medium or "").replace("-", " "),
            when=_when(statement),
            knows=statement.knows_by or "",
            note="repeats an earlier statement" if statement.repeat_of else "",
        )

    def _backing(self, record: CorroborationEntry, statement: StatementEntry) -> Voice:
        voice = self._voice(statement)
        voice.independence = record.independence.replace("-", " ")
        voice.tests = tuple(record.tests.get(test) for test in TESTS)
        if not record.counts:
            why = (
                "covers only a part of it"
                if record.scope != "full"
                else "the same organisation or side, or only a channel"
            )
            voice.note = f"not counted: {'a repeat of a backing that was counted' if record.repeats else why}"
        return voice

    def _provenance(
        self, claim: ClaimEntry, statements: list[StatementEntry], backing: dict[str, CorroborationEntry]
    ) -> str:
        """One line: 'Kyiv, 11 Jan. Backed by NIS through AFP, 12 Jan'."""
        first = next((s for s in statements if s.id == claim.first), None)
        if first is None or not first.source:
            if any(mention.voice == "observed" for mention in claim.mentions):
                return SEEN
            flat = sum(mention.voice == "flat" for mention in claim.mentions)
            own = f"Nobody is named. The article says it in its own voice, {counted(flat, 'time')}"
            return own if flat else "Nobody is named"
        line = self._carried(first)
        counted_ones = [s for s in statements if s.id in backing and backing[s.id].counts]
        if counted_ones:
            return f"{line}. Backed by {'; '.join(self._carried(s) for s in counted_ones)}"
        others = len({one for s in statements for one in ids(s.source)} - set(ids(first.source)))
        return line if others else f"{line}. Nobody else"

    def _carried(self, statement: StatementEntry) -> str:
        through = f" through {self.names(statement.via)}" if statement.via else ""
        when = f", {days.short(statement.said)}" if statement.said else ""
        return f"{self.names(statement.source)}{through}{when}"

    def _shown(self, item: EvidenceEntry, claim: ClaimEntry) -> tuple[str, str]:
        bears = (
            "against it"
            if claim.id in item.contradicts
            else "for it"
            if claim.id in item.supports
            else "offered for it"
        )
        what = item.title or item.kind.replace("-", " ").capitalize()
        by = name_of(self._sources.get(item.supplied_by or ""), item.supplied_by or "")
        made = name_of(self._sources.get(item.made_by or ""), item.made_by or "")
        parts = [bears, _AUTHENTICATED.get(item.authenticated, item.authenticated)]
        parts += [f"by {item.authenticated_by}"] if item.authenticated_by else []
        parts += [f"made by {made}"] if made else []
        parts += [f"from {by}"] if by else []
        return what, ", ".join(parts)


# In place of a source, where the article says that its own people saw it.
SEEN = "Seen by the newsroom itself"
_SAYING = frozenset({"asserts", "estimates", "confirms"})


def moment(entry: TimelineEntry) -> Moment:
    """A change of status, for a reader."""
    return Moment(days.short(entry.date), entry.status, STATUSES[entry.status].label, entry.because)


def name_of(source: SourceEntry | None, key: str) -> str:
    """A source's name with its first short form."""
    if source is None:
        return key
    short = next((alias for alias in source.aliases if alias != source.name and alias.isupper()), None)
    return f"{source.name} ({short})" if short else source.name


def standing(source: SourceEntry) -> str:
    """A source's side and stake: 'ukraine, a party to it'."""
    stake = "a party to it" if source.party else _INTEREST.get(source.interest or "", "")
    described = source.described_as or "" if source.anonymous else ""
    held = f"in custody of {source.in_custody_of}" if source.in_custody_of else ""
    role = source.role or ""
    return ", ".join(filter(None, [role, described, source.side, stake, held]))


def _when(statement: StatementEntry) -> str:
    if statement.said is None:
        return "no date"
    words = f", “{statement.said_as}”" if statement.said_as else ""
    return days.long(statement.said) + words


def _in_text(claim: ClaimEntry) -> str:
    flat = sum(mention.voice == "flat" for mention in claim.mentions)
    seen = sum(mention.voice == "observed" for mention in claim.mentions)
    said = sum(mention.voice == "attributed" for mention in claim.mentions)
    parts = [f"{said} × as somebody's words"] if said else []
    parts += [f"{flat} × in the article's own voice"] if flat else []
    parts += [f"{seen} × as seen by the newsroom"] if seen else []
    return ", ".join(parts) or "only in the record"


def _order(finding: Finding) -> tuple[int, int]:
    """The gravest first; then what is about few claims, which says more about each."""
    return SEVERITIES.index(finding.severity), len(finding.claims)


def _joined(findings: list[Finding], field_name: str) -> str:
    return " ".join(dict.fromkeys(getattr(finding, field_name) for finding in findings))
