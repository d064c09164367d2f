"""The picture of who says what: sides, their sources, the channels they used, and the claims; three columns.

Sources of a side stand together, and sides and sources stand where their claims are on average,
which removes nearly all crossings. Beyond what an eye can follow, claims are gathered by status.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from attribcheck.report import ArticleEntry, StatementEntry
from attribcheck.reports.html.annotated import ids
from attribcheck.reports.html.notes import Note, name_of
from attribcheck.reports.html.statuses import ORDER, STATUSES
from attribcheck.reports.visible import cut

MOST_CLAIMS, MOST_SOURCES = 40, 15
# Characters of a source's name between the bracket and the boxes.
LONGEST = 33
OWN_VOICE = "\0own"
_NOBODY = "\0nobody"
_ROW, _SIDE_GAP, _TOP = 34, 22, 64
# Columns of the drawing, 1240 wide: brackets of sides, ends of sources' names, channels (half a box is GATE), where
# lines leave, claims.
BRACKET, SOURCE, CHANNEL, LEAVE, CLAIM, WIDTH, GATE = 150, 428, 494, 546, 788, 1240, 40


class Edge(NamedTuple):
    """A line: whose it is, what it means (`backs`, `denies`, `rests`, `nobody` or nothing), its path."""

    keys: str
    kind: str
    path: str


class Label(NamedTuple):
    """A word in the drawing. `status` is a claim's; `aside` is set smaller."""

    keys: str
    y: int
    words: str
    status: str = ""
    number: str = ""


class Bracket(NamedTuple):
    """A side: its name and how far down its sources reach."""

    words: str
    stake: str
    top: int
    bottom: int


@dataclass(slots=True)
class Picture:
    """A drawing, ready for the template."""

    height: int
    gathered: bool
    edges: list[Edge] = field(default_factory=list)
    sides: list[Bracket] = field(default_factory=list)
    sources: list[Label] = field(default_factory=list)
    gates: list[Label] = field(default_factory=list)
    claims: list[Label] = field(default_factory=list)


class _Link(NamedTuple):
    source: str
    channel: str
    target: int
    kind: str


def picture(article: ArticleEntry, notes: list[Note]) -> Picture | None:
    """The drawing of an article; None where nobody says anything."""
    links = list(_links(article, notes))
    if not links:
        return None
    speakers = dict.fromkeys(link.source for link in links)
    gathered = len(notes) > MOST_CLAIMS or len(speakers) > MOST_SOURCES
    if gathered:
        links, targets = _gather(links, notes)
    else:
        targets = [Label(note.key, 0, cut(note.claim.text, 52), note.claim.status, str(note.number)) for note in notes]
    return _Drawing(article, links, targets, gathered).picture()


def _links(article: ArticleEntry, notes: list[Note]) -> Iterable[_Link]:
    """Each source with each claim that it speaks to, through each channel; a repeat adds nothing."""
    numbers = {note.claim.id: index for index, note in enumerate(notes)}
    backing = {
        (record.statement, note.claim.id) for note in notes for record in note.claim.corroborations if record.counts
    }
    found: dict[tuple[str, str, int], str] = {}
    for statement in article.statements:
        for claim in statement.claims:
            if claim not in numbers:
                continue
            kind = "backs" if (statement.id, claim) in backing else "denies" if statement.stance == "denies" else ""
            for source in ids(statement.source) or [_NOBODY]:
                for channel in ids(statement.via) or [""]:
                    key = (source, channel, numbers[claim])
                    if not (statement.repeat_of and any(k[0] == source and k[2] == numbers[claim] for k in found)):
                        found[key] = kind or found.get(key, "")
    for index, note in enumerate(notes):
        if not note.sources and any(mention.voice == "flat" for mention in note.claim.mentions):
            found[OWN_VOICE, "", index] = ""
    return [_Link(*key, kind) for key, kind in found.items()]


def _gather(links: list[_Link], notes: list[Note]) -> tuple[list[_Link], list[Label]]:
    """Claims gathered by status, and sources beyond the most quoted in one."""
    statuses = sorted({note.claim.status for note in notes}, key=ORDER.__getitem__)
    counts = Counter(note.claim.status for note in notes)
    targets = [
        Label(f"s-{status}", 0, f"{counts[status]} {STATUSES[status].label.lower()}", status) for status in statuses
    ]
    most = {source for source, _ in Counter(link.source for link in links).most_common(MOST_SOURCES - 1)}
    gathered = {
        _Link(
            link.source if link.source in most else "\0others", "", statuses.index(notes[link.target].claim.status), ""
        )
        for link in links
    }
    return sorted(gathered), targets


class _Drawing:
    """On the left a row for each channel of a source: its box stands beside the name, and on nobody else's line."""

    def __init__(self, article: ArticleEntry, links: list[_Link], targets: list[Label], gathered: bool) -> None:
        self._article = article
        self._known = {source.id: source for source in article.sources}
        self._links = links
        self._targets = targets
        self._made = Picture(0, gathered)
        self._row: dict[tuple[str, str], int] = {}
        self._source_row: dict[str, int] = {}

    def picture(self) -> Picture:
        groups = self._groups()
        left = sum(len(group) for _, group in groups) * _ROW + (len(groups) - 1) * _SIDE_GAP
        right = len(self._targets) * _ROW
        tall = max(left, right)
        self._made.height = tall + _TOP + 10
        y = _TOP + (tall - left) // 2
        for side, group in groups:
            top = y
            for source, channel in group:
                self._place(source, channel, y)
                y += _ROW
            if side:
                self._made.sides.append(Bracket(cut(side, 18), self._stake(side), top - 12, y - _ROW + 12))
            y += _SIDE_GAP
        step = tall / max(len(self._targets), 1)
        rows = [round(_TOP + step * number + (step - _ROW) / 2) for number in range(len(self._targets))]
        self._made.claims = [target._replace(y=y) for target, y in zip(self._targets, rows, strict=True)]
        self._lines(rows)
        return self._made

    def _groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The rows by side; sides, sources and channels where their claims are on average."""
        reach: dict[str, list[float]] = {}
        rows: dict[tuple[str, str], list[float]] = {}
        for link in self._links:
            reach.setdefault(link.source, []).append(link.target)
            rows.setdefault((link.source, link.channel), []).append(link.target)
        sides: dict[str, list[str]] = {}
        for source in sorted(reach, key=lambda source: (_mean(reach[source]), source)):
            known = self._known.get(source)
            sides.setdefault((known.side if known else "") or f"\0{source}", []).append(source)
        ordered = sorted(rows, key=lambda row: (_mean(reach[row[0]]), row[0], _mean(rows[row]), row[1]))
        return [
            ("" if side.startswith("\0") else side, [row for row in ordered if row[0] in sides[side]])
            for side in sorted(sides, key=lambda side: (_mean([_mean(reach[one]) for one in sides[side]]), side))
        ]

    def _place(self, source: str, channel: str, y: int) -> None:
        keys = " ".join(self._targets[link.target].keys for link in self._links if link[:2] == (source, channel))
        if source not in self._source_row:
            self._source_row[source] = y
            every = " ".join(self._targets[link.target].keys for link in self._links if link.source == source)
            self._made.sources.append(Label(f"{source} {every}", y + 5, self._name(source)))
        elif not channel:
            self._made.sources.append(Label(f"{source} {keys}", y + 5, "no channel stated", "aside"))
        self._row[source, channel] = y
        if channel:
            self._made.gates.append(Label(f"{source} {keys}", y, cut(name_of(self._known.get(channel), channel), 12)))

    def _lines(self, rows: list[int]) -> None:
        for link in self._links:
            start, end = self._row[link.source, link.channel], rows[link.target]
            lead = CHANNEL + GATE if link.channel else SOURCE
            kind = "nobody" if link.source in (OWN_VOICE, _NOBODY) else link.kind
            middle = (LEAVE + CLAIM) // 2
            path = f"M{lead} {start}H{LEAVE}C{middle} {start} {middle} {end} {CLAIM} {end}"
            self._made.edges.append(Edge(f"{link.source} {self._targets[link.target].keys}", kind, path))
        for source, channel in self._row:
            if channel:
                y = self._row[source, channel]
                head = self._source_row[source]
                bend = f"C{SOURCE + 10} {head} {SOURCE} {y} {SOURCE + 12} {y}" if y != head else ""
                self._made.edges.append(Edge(source, "", f"M{SOURCE} {head}{bend}H{CHANNEL - GATE}"))
        for source, other in self._rests():
            y, z = self._source_row[source], self._source_row[other]
            bulge = SOURCE + 34
            self._made.edges.append(
                Edge(f"{source} {other}", "rests", f"M{SOURCE} {y}C{bulge} {y} {bulge} {z} {SOURCE} {z}")
            )

    def _rests(self) -> list[tuple[str, str]]:
        """Which speaker rests on which other, as recorded."""
        statements: dict[str, StatementEntry] = {statement.id: statement for statement in self._article.statements}
        pairs: dict[tuple[str, str], None] = {}
        for source in self._article.sources:
            pairs.update(dict.fromkeys((source.id, other) for other in source.based_on))
        for statement in self._article.statements:
            for item in statement.based_on:
                others = ids(statements[item].source) if item in statements else [item]
                pairs.update(dict.fromkeys((source, other) for source in ids(statement.source) for other in others))
        return [pair for pair in pairs if pair[0] != pair[1] and all(one in self._source_row for one in pair)]

    def _name(self, source: str) -> str:
        own = {OWN_VOICE: "The article's own voice", _NOBODY: "Nobody is named", "\0others": "Other sources"}
        known = self._known.get(source)
        name = own.get(source) or name_of(known, source)
        short = [alias for alias in known.aliases if len(alias) <= LONGEST] if known and len(name) > LONGEST else []
        return short[0] if short else cut(name, LONGEST)

    def _stake(self, side: str) -> str:
        interests = {source.interest for source in self._article.sources if source.side == side}
        found = next((word for word in ("party", "interested", "none") if word in interests), "")
        return "no stake" if found == "none" else found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
