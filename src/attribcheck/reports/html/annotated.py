"""The article's text cut where claims, findings and speakers begin and end.

Claims overlap: a stretch belongs to all that cover it, and shows the weakest status among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from attribcheck.places import Place
from attribcheck.report import SEVERITIES, ArticleEntry, ClaimEntry, StatementEntry
from attribcheck.reports.html.statuses import ORDER, STATUSES

# A number behind every claim that ends in one place would be longer than the words.
MAX_REFERENCES = 2


class Reference(NamedTuple):
    """The number that stands where a claim's words end; `label` is what a screen reader says."""

    key: str
    number: str
    status: str
    label: str


class Segment(NamedTuple):
    """A stretch of a passage with all that is true of it; empty words where nothing is.

    `claims` are the keys of its claims, `speaker` the id of the source or channel that it names,
    `channel` whether it is a channel.
    """

    text: str
    claims: str
    status: str
    severity: str
    speaker: str
    channel: bool
    unread: bool
    references: list[Reference]

    @property
    def marked(self) -> bool:
        """Whether anything is to be seen of it."""
        return bool(self.claims or self.severity or self.speaker or self.unread)

    @property
    def look(self) -> str:
        """The classes of the style sheet."""
        return _look(self.status, self.severity, self.unread, bool(self.speaker), self.channel)


@lru_cache(maxsize=1024)
def _look(status: str, severity: str, unread: bool, speaker: bool, channel: bool) -> str:
    parts = [f"m s-{status}"] if status else []
    parts += [f"t t-{severity}"] if severity else []
    parts += ["un"] if unread else []
    parts += ["ch-w" if channel else "so"] if speaker else []
    return " ".join(parts)


class _Layers:
    """What covers one passage: stretches by kind."""

    __slots__ = ("claims", "findings", "speakers", "unread")

    def __init__(self) -> None:
        self.claims: list[tuple[int, int, int]] = []
        self.findings: list[tuple[int, int, str]] = []
        self.speakers: list[tuple[int, int, str, bool]] = []
        self.unread: list[tuple[int, int]] = []


class AnnotatedText:
    """The passages of an article, ready to be cut into segments. `numbers` gives each claim's number by id."""

    def __init__(self, article: ArticleEntry, claims: list[ClaimEntry], prefix: str) -> None:
        self._article = article
        self._claims = claims
        self._prefix = prefix
        self._layers: dict[int, _Layers] = defaultdict(_Layers)
        for number, claim in enumerate(claims):
            for mention in claim.mentions:
                self._add(mention.place, "claims", number)
        for finding in article.findings:
            if finding.suppressed is None:
                self._add(finding.place, "findings", finding.severity)
        for statement in article.statements:
            self._speakers(statement)
        for place in article.unread:
            if place.span:
                self._layers[place.span.passage].unread.append((place.span.start, place.span.end))

    def segments(self, passage: int) -> list[Segment]:
        """One passage, cut."""
        words = self._article.passages[passage].words
        layers = self._layers.get(passage)
        if layers is None:
            return [Segment(words, "", "", "", "", False, False, [])]
        cuts = {0, len(words)}
        for layer in (layers.claims, layers.findings, layers.speakers, layers.unread):
            for stretch in layer:
                cuts.update(stretch[:2])
        points = sorted(cut for cut in cuts if 0 <= cut <= len(words))
        return [self._segment(words, start, end, layers) for start, end in pairwise(points)]

    def _segment(self, words: str, start: int, end: int, layers: _Layers) -> Segment:
        inside = [claim for first, last, claim in layers.claims if first <= start and end <= last]
        ending = [claim for _, last, claim in layers.claims if last == end]
        found = [severity for first, last, severity in layers.findings if first <= start and end <= last]
        named = (speaker for speaker in layers.speakers if speaker[0] <= start and end <= speaker[1])
        _, _, speaker, channel = next(named, (0, 0, "", False))
        inside = sorted(set(inside), key=lambda claim: (ORDER[self._claims[claim].status], claim))
        return Segment(
            words[start:end],
            " ".join(f"{self._prefix}{claim + 1}" for claim in inside),
            self._claims[inside[0]].status if inside else "",
            min(found, key=SEVERITIES.index) if found else "",
            speaker,
            channel,
            any(first <= start and end <= last for first, last in layers.unread),
            self._references(sorted(set(ending))) if ending else [],
        )

    def _references(self, claims: list[int]) -> list[Reference]:
        shown = claims if len(claims) <= MAX_REFERENCES + 1 else claims[:MAX_REFERENCES]
        made = []
        for claim in shown:
            status = self._claims[claim].status
            label = f" (claim {claim + 1}, {STATUSES[status].label.lower()}) "
            made.append(Reference(f"{self._prefix}{claim + 1}", str(claim + 1), status, label))
        rest = claims[len(shown) :]
        if rest:
            label = f" (and claims {', '.join(str(claim + 1) for claim in rest)}) "
            made.append(Reference(f"{self._prefix}{rest[0] + 1}", f"+{len(rest)}", "", label))
        return made

    def _add(self, place: Place | None, layer: str, value: int | str) -> None:
        if place is not None and place.span is not None and place.span.end > place.span.start:
            getattr(self._layers[place.span.passage], layer).append((place.span.start, place.span.end, value))

    def _speakers(self, statement: StatementEntry) -> None:
        """The words that name the source, and those that name the channel."""
        named = statement.source_at.span if statement.source_at else None
        if named and statement.source:
            self._layers[named.passage].speakers.append((named.start, named.end, ids(statement.source)[0], False))
        place = statement.place
        if place is None or place.span is None:
            return
        passage, start, end = place.span
        words = self._article.passages[passage].words
        names = {source.id: [source.name, *source.aliases] for source in self._article.sources}
        for channel in ids(statement.via):
            for name in names.get(channel, []):
                at = words.find(name, start, end)
                if at >= 0 and name:
                    self._layers[passage].speakers.append((at, at + len(name), channel, True))
                    break


def ids(one_or_many: str | list[str] | None) -> list[str]:
    """Ids under `source` or `via` as a list."""
    return [one_or_many] if isinstance(one_or_many, str) else list(one_or_many or ())


def in_order_of_text(claims: Iterable[ClaimEntry]) -> list[ClaimEntry]:
    """Claims by their first place in the text."""
    return sorted(claims, key=lambda claim: claim.place.span or (1 << 30, claim.place.line, claim.place.column))
