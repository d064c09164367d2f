"""Which hits of a rule are ignored: those on a record, or in a stretch of the file, where somebody gave a reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from attribcheck.places import Place
from attribcheck.report import Suppression

if TYPE_CHECKING:
    from attribcheck.engine.evaluation import Hit

Point = tuple[int, int]


@dataclass(slots=True, eq=False)
class Ignoring:
    """A rule, by id or name, that is ignored, and what for: records (kind and id), a stretch of the file, or all.

    `used` says afterwards whether there was anything to ignore.
    """

    rule: str
    suppression: Suppression
    records: frozenset[tuple[str, str]] = frozenset()
    area: tuple[Point, Point] | None = None
    whole: bool = False
    used: bool = False
    # The file that the stretch is in, where it is not the article's own.
    path: str | None = None

    def covers(self, place: Place) -> bool:
        """Whether a place begins in the stretch."""
        if self.whole:
            return True
        within = self.area is not None and self.area[0] <= (place.line, place.column) <= self.area[1]
        return within and place.path == self.path


def suppress(hits: Iterable[Hit], ignorings: Iterable[Ignoring], place_of: Callable[[Hit], Place]) -> None:
    """Marks the hits that are ignored, with the reason that stands nearest to them.

    A hit on several claims is ignored where each of them ignores its rule. Whatever fits a hit
    counts as used, though another reason is given, or another rule takes the hit's place.
    """
    by_name: dict[str, list[Ignoring]] = {}
    for ignoring in ignorings:
        by_name.setdefault(ignoring.rule.casefold(), []).append(ignoring)
    if not by_name:
        return
    by_rule: dict[str, _Named] = {}
    for hit in hits:
        rule = hit.rule
        if rule.id not in by_rule:
            names = dict.fromkeys(name.casefold() for name in (rule.id, rule.name, *rule.aliases))
            by_rule[rule.id] = _Named(one for name in names for one in by_name.get(name, ()))
        hit.suppressed = by_rule[rule.id].reason(hit, place_of)


class _Named:
    """All that ignores one rule, to be found by record and by place."""

    def __init__(self, ignorings: Iterable[Ignoring]) -> None:
        self.by_record: dict[tuple[str, str], list[Ignoring]] = {}
        self.whole: list[Ignoring] = []
        self.areas: list[tuple[Point, Point, Ignoring]] = []
        for one in ignorings:
            for record in one.records:
                self.by_record.setdefault(record, []).append(one)
            if one.whole:
                self.whole.append(one)
            elif one.area and one.path is None:
                # A rule finds nothing but words of the article's own text.
                self.areas.append((*one.area, one))
        self.areas.sort(key=lambda area: (area[0], area[1]))
        # How far the areas up to here reach: behind that, none of them is worth a look.
        self.reach = list(accumulate((end for _, end, _ in self.areas), max))

    def reason(self, hit: Hit, place_of: Callable[[Hit], Place]) -> Suppression | None:
        """Why a hit is ignored, if it is."""
        claims = [self.by_record.get(("claim", claim), []) for claim in hit.claims]
        fitting = [one for record in _records(hit) for one in self.by_record.get(record, [])]
        partly = [one for found in claims for one in found]
        if claims and all(claims):
            fitting.insert(0, claims[0][0])
        if self.areas:
            place = place_of(hit)
            fitting += self._around((place.line, place.column))
        fitting += self.whole
        for one in (*fitting, *partly):
            one.used = True
        return fitting[0].suppression if fitting else None

    def _around(self, point: Point) -> Iterator[Ignoring]:
        number = bisect_right(self.areas, point, key=lambda area: area[0]) - 1
        while number >= 0 and self.reach[number] >= point:
            if self.areas[number][1] >= point:
                yield self.areas[number][2]
            number -= 1


def _records(hit: Hit) -> list[tuple[str, str]]:
    """What a hit is about, its claims apart."""
    subject = hit.subject
    named = (("statement", subject.statement), ("evidence", subject.evidence), (hit.rule.scope, subject.about))
    return [(kind, name) for kind, name in named if name and kind != "claim"]
