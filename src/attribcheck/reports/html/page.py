"""What the templates read of one article: worked out once, in the order of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from attribcheck.report import SEVERITIES, ArticleEntry, Finding, PassageEntry, StatementEntry
from attribcheck.reports.briefing import Thing, things_to_know
from attribcheck.reports.call_list import Call, CallList, Question
from attribcheck.reports.html import days
from attribcheck.reports.html.annotated import AnnotatedText, Segment, ids, in_order_of_text
from attribcheck.reports.html.notes import Moment, Note, NoteMaker, moment, name_of, standing
from attribcheck.reports.html.picture import MOST_CLAIMS, Picture, picture
from attribcheck.reports.html.statuses import ORDER

THINGS, ASKED = 3, 7
MOST_DAYS = 12


class Row(NamedTuple):
    """A passage with what stands beside it."""

    passage: PassageEntry
    number: int | None
    segments: list[Segment]
    notes: list[Note]
    elsewhere: list[str]


class FindingRow(NamedTuple):
    """A finding in the table, with what the filters ask about it."""

    number: int
    finding: Finding
    claims: list[Note]
    statuses: str
    sources: str


class SourceRow(NamedTuple):
    """A source or channel in the table."""

    name: str
    kind: str
    standing: str
    channel: bool
    through: str
    since: str
    knows: str
    claims: list[Note]
    rests_on: str


class Day(NamedTuple):
    """A row of the record day by day: each claim's status on a day, and whether it changed."""

    day: str
    weekday: str
    cells: Sequence[tuple[str, bool]]
    counts: Sequence[tuple[str, int]]


@dataclass(slots=True)
class ArticlePage:
    """One article as its page shows it."""

    entry: ArticleEntry
    prefix: str
    title: str
    judged_on: str
    notes: list[Note]
    live: list[Finding]
    severities: Sequence[tuple[str, int]]
    statuses: Sequence[tuple[str, int]]
    things: list[tuple[Thing, Note | None, list[Moment]]]
    asked: list[tuple[Call, list[tuple[str, str, list[Note]]]]]
    more_asked: int
    days: list[Day]
    wide: bool
    rows: list[Row]
    picture: Picture | None
    findings: list[tuple[str, str, list[FindingRow]]]
    sources: list[SourceRow]
    opened: set[int]


_GROUPS = {
    "file": ("About the file", "it could not be read as it stands"),
    "copy": ("About the copy", "the article handles it badly"),
    "claim": ("About the claims", "the claim is weak; the article may honestly report it"),
}
_IGNORED = ("Ignored", "with a reason, in the record")


def article_page(entry: ArticleEntry, as_of: str | None, prefix: str = "") -> ArticlePage:
    """The page of one article. `prefix` keeps ids apart where several articles share a page."""
    claims = in_order_of_text(entry.claims)
    maker = NoteMaker(entry, prefix)
    notes = [maker.note(number, claim) for number, claim in enumerate(claims, 1)]
    by_id = {note.claim.id: note for note in notes}
    live = [finding for finding in entry.findings if finding.suppressed is None]
    things = [
        (
            thing,
            by_id[thing.claim.id] if thing.claim else None,
            [moment(m) for m in thing.claim.timeline] if thing.claim else [],
        )
        for thing in things_to_know(entry, THINGS)
    ]
    to_ask = CallList()
    to_ask.take(entry)
    asked = to_ask.calls()
    rows = [_finding_row(number, finding, entry, by_id) for number, finding in enumerate(entry.findings)]
    grouped = [
        (*_GROUPS[about], [row for row in rows if row.finding.about == about and row.finding.suppressed is None])
        for about in _GROUPS
    ]
    grouped.append((*_IGNORED, [row for row in rows if row.finding.suppressed is not None]))
    statuses = Counter(claim.status for claim in claims)
    latest = max(filter(None, [entry.published, entry.updated]), default=None)
    return ArticlePage(
        entry=entry,
        prefix=prefix,
        title=entry.headline or entry.path,
        judged_on=days.long(as_of or latest),
        notes=notes,
        live=live,
        severities=[(severity, sum(f.severity == severity for f in live)) for severity in SEVERITIES],
        statuses=sorted(statuses.items(), key=lambda item: ORDER[item[0]]),
        things=things,
        asked=[(one, [_asked(one_question, entry, by_id) for one_question in one.questions]) for one in asked[:ASKED]],
        more_asked=sum(len(one.questions) for one in asked[ASKED:]),
        days=_days(notes, latest),
        wide=len(notes) <= MOST_CLAIMS,
        rows=_rows(entry, notes, AnnotatedText(entry, claims, prefix), maker),
        picture=picture(entry, notes),
        findings=[(title, means, _gravest_first(group)) for title, means, group in grouped if group],
        sources=_sources(entry, by_id, maker),
        opened={note.number for _, note, _ in things if note},
    )


def _asked(question: Question, entry: ArticleEntry, by_id: dict[str, Note]) -> tuple[str, str, list[Note]]:
    """A question with the rules that an answer would close, and the claims it is about."""
    found = [entry.findings[opening.number] for opening in question.closes]
    claims = dict.fromkeys(claim for finding in found for claim in finding.claims if claim in by_id)
    return question.words, " ".join(dict.fromkeys(f.rule for f in found)), [by_id[claim] for claim in claims]


def _finding_row(number: int, finding: Finding, entry: ArticleEntry, by_id: dict[str, Note]) -> FindingRow:
    claims = [by_id[claim] for claim in finding.claims if claim in by_id]
    sources = dict.fromkeys(one for note in claims for one in note.sources.split())
    if finding.source:
        sources[finding.source] = None
    return FindingRow(
        number, finding, claims, " ".join(dict.fromkeys(note.claim.status for note in claims)), " ".join(sources)
    )


def _gravest_first(rows: Iterable[FindingRow]) -> list[FindingRow]:
    return sorted(rows, key=lambda row: (SEVERITIES.index(row.finding.severity), row.number))


def _rows(entry: ArticleEntry, notes: list[Note], text: AnnotatedText, maker: NoteMaker) -> list[Row]:
    beside: dict[int, list[Note]] = {}
    for note in notes:
        span = note.claim.place.span
        beside.setdefault(span.passage if span else -1, []).append(note)
    # A claim that has no place in the text, and what stands in the headline, goes beside the first paragraph.
    first = next((n for n, p in enumerate(entry.passages) if p.kind not in ("headline", "subheading")), 0)
    beside[first] = sorted(
        [*beside.pop(-1, []), *(beside.pop(0, []) if first else []), *beside.get(first, [])],
        key=lambda note: note.number,
    )
    elsewhere = _elsewhere(entry, notes, maker, {note.number: row for row, group in beside.items() for note in group})
    rows: list[Row] = []
    number = 0
    for index, passage in enumerate(entry.passages):
        paragraph = passage.kind not in ("headline", "subheading")
        number += paragraph
        segments = text.segments(index)
        rows.append(
            Row(passage, number if paragraph else None, segments, beside.get(index, []), elsewhere.get(index, []))
        )
    return rows


def _elsewhere(
    entry: ArticleEntry, notes: list[Note], maker: NoteMaker, row_of: dict[int, int]
) -> dict[int, list[str]]:
    """For a passage that repeats or backs a claim whose note stands elsewhere: who does, and which claims."""
    by_id = {note.claim.id: note for note in notes}
    counted = {
        (record.statement, note.claim.id): record.counts for note in notes for record in note.claim.corroborations
    }
    found: dict[int, list[str]] = {}
    for statement in entry.statements:
        span = statement.place.span if statement.place else None
        if span is None or not statement.source:
            continue
        for words, claims in _roles(statement, by_id, counted).items():
            away = [str(by_id[claim].number) for claim in claims if row_of.get(by_id[claim].number) != span.passage]
            if away:
                which = f"{'claim' if len(away) == 1 else 'claims'} {', '.join(away)}"
                line = f"{maker.names(statement.source)}: {words.format(which)}"
                found.setdefault(span.passage, []).append(line)
    return found


def _roles(
    statement: StatementEntry, by_id: dict[str, Note], counted: dict[tuple[str, str], bool]
) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for claim in statement.claims:
        if claim not in by_id:
            continue
        record = counted.get((statement.id, claim))
        words = (
            "repeats {}, and is not counted again" if statement.repeat_of
            else "denies {}" if statement.stance == "denies"
            else "backs {}" if record
            else "agrees on {}, and is not counted" if record is False
            else "speaks to {}"
        )  # fmt: skip
        roles.setdefault(words, []).append(claim)
    return roles


def _days(notes: list[Note], published: str | None) -> list[Day]:
    """One row a day on which a status changed, and the day of publication; the last ones where there are many."""
    dated = {entry.date for note in notes for entry in note.claim.timeline if entry.date}
    if not dated:
        return []
    dates = sorted(dated | ({published} if published else set()))[-MOST_DAYS:]
    made: list[Day] = []
    for day in dates:
        cells = []
        for note in notes:
            so_far = [entry for entry in note.claim.timeline if entry.date and entry.date <= day]
            changed = len(so_far) > 1 and so_far[-1].date == day
            cells.append((so_far[-1].status if so_far else "", changed))
        counts = Counter(status for status, _ in cells if status)
        made.append(Day(day, days.weekday(day), cells, sorted(counts.items(), key=lambda item: ORDER[item[0]])))
    return made


def _sources(entry: ArticleEntry, by_id: dict[str, Note], maker: NoteMaker) -> list[SourceRow]:
    said: dict[str, list[StatementEntry]] = {}
    carried: dict[str, list[StatementEntry]] = {}
    for statement in entry.statements:
        for key in ids(statement.source):
            said.setdefault(key, []).append(statement)
        for channel in ids(statement.via):
            carried.setdefault(channel, []).append(statement)
    rows = []
    for source in entry.sources:
        mine = said.get(source.id, carried.get(source.id, []))
        claims = sorted({by_id[c].number for s in mine for c in s.claims if c in by_id})
        by_number = {note.number: note for note in by_id.values()}
        rows.append(
            SourceRow(
                name=name_of(source, source.id),
                kind=source.kind,
                standing=standing(source),
                channel=source.channel or source.id not in said,
                through=", ".join(dict.fromkeys(maker.names(s.via) or "none stated" for s in said.get(source.id, []))),
                since=days.short(min((s.said for s in mine if s.said), default=None)) if mine else "",
                knows=", ".join(dict.fromkeys(s.knows_by for s in mine if s.knows_by)),
                claims=[by_number[number] for number in claims],
                rests_on=maker.names(source.based_on),
            )
        )
    return sorted(rows, key=lambda row: row.channel)
