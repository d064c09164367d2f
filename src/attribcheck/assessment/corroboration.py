"""Who backs whom: the origin of a claim, its corroborations, and the six tests of independence.

docs/definitions.md, 2. Two statements corroborate each other because a person recorded both on
the same claim; the tool never finds that out by likeness.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from attribcheck.article import Independence
from attribcheck.assessment.roots import Root, Roots
from attribcheck.facts import CorroborationFacts, StatementFacts, TestFacts

SAYING = frozenset({"asserts", "estimates", "confirms"})
ORIGINATING = frozenset({"asserts", "estimates"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A statement and the day from which it counts; `order` is its place in the record."""

    statement: StatementFacts
    on: date
    order: int

    @property
    def key(self) -> tuple[date, int]:
        """Earliest first; the order of the text breaks ties."""
        return self.on, self.order


def named(statement: StatementFacts) -> bool:
    """Whether anybody is named as its source."""
    return bool(statement["sources"])


def speaks_for(item: Dated) -> bool:
    """Whether a statement counts as somebody saying the claim: a retraction shows that it was said."""
    return item.statement["stance"] in SAYING | {"retracts"} and named(item.statement)


def only_channel(statement: StatementFacts) -> bool:
    """Whether nobody but a channel speaks: it counts for nothing in the status."""
    return bool(statement["sources"]) and all(source["channel"] for source in statement["sources"])


def origin(said: Iterable[Dated]) -> Dated | None:
    """The earliest statement that asserts or estimates the claim; if all only confirm, the earliest.

    A repeat is no origin, nor is a statement of a channel or of nobody while there is another.
    """
    saying = [item for item in said if item.statement["stance"] in SAYING and not item.statement["repeat_of"]]
    for known in (
        [item for item in saying if named(item.statement) and not only_channel(item.statement)],
        [item for item in saying if named(item.statement)],
        saying,
    ):
        first = [item for item in known if item.statement["stance"] in ORIGINATING] or known
        if first:
            return min(first, key=lambda item: item.key)
    return None


def corroborations(said: Iterable[Dated], first: Dated | None, roots: Roots) -> list[CorroborationFacts]:
    """Every other statement that says the same, if another source makes it or it confirms; earliest first."""
    if first is None:
        return []
    found: list[CorroborationFacts] = []
    counted: set[str] = set()
    for item in sorted(said, key=lambda item: item.key):
        by = item.statement
        if by is first.statement or by["repeat_of"] or by["stance"] not in SAYING or not named(by):
            continue
        if _ids(by) <= _ids(first.statement) and by["stance"] != "confirms":
            continue
        record = _corroboration(item, first.statement, roots, counted)
        if record["counts"]:
            counted |= _organisations(by)
        found.append(record)
    return found


def _corroboration(item: Dated, first: StatementFacts, roots: Roots, counted: set[str]) -> CorroborationFacts:
    by = item.statement
    mine, theirs = roots.of_statement(by), roots.of_statement(first)
    same_source = _ids(by) <= _ids(first)
    same_organisation = _organisations(by) <= _organisations(first)
    same_side = _sides(by) is not None and _sides(by) == _sides(first)
    same_item = by["url"] is not None and by["url"] == first["url"]
    repeats = bool(counted) and _organisations(by) <= counted
    tests = six_tests(by, first, mine, theirs)
    level = independence(by, tests)
    if repeats or same_item:
        level = "none"
    outside = not same_organisation
    return {
        "statement": by["id"],
        "source": by["source"],
        "by": " and ".join(source["name"] for source in by["sources"]),
        "via": [channel["id"] for channel in by["via"]],
        "through": " and ".join(channel["name"] for channel in by["via"]),
        "on": by["said"],
        "scope": by["scope"],
        "covers": by["covers"],
        "covers_in_text": by["covers_in_text"],
        "cue_class": by["cue_class"],
        "basis": by["knows_by"],
        "independence": level,
        "tests": tests,
        "counts": by["scope"] == "full" and level != "none" and outside,
        "circular": bool(mine) and _keys(mine) <= _keys(theirs) and not same_source,
        "same_source": same_source or same_item,
        "same_organisation": same_organisation,
        "same_side": same_side,
        "channel_only": only_channel(by),
        "repeats": repeats,
        "place": by["focus"],
    }


def six_tests(by: StatementFacts, first: StatementFacts, mine: list[Root], theirs: list[Root]) -> TestFacts:
    """The six tests of two statements on one claim: it holds, it fails, or (None) nobody recorded it.

    Only I1 and I2 hold unless something recorded says otherwise. `independence: established`
    on the statement says that all six do.
    """
    if by["independence"] == "established":
        return {"I1": True, "I2": True, "I3": True, "I4": True, "I5": True, "I6": True}
    sides = _sides(by)
    sources = {source["id"] for statement in (by, first) for source in statement["sources"]}
    same_items = (set(by["based_on"]) & set(first["based_on"])) - sources
    return {
        "I1": not _keys(mine) & _keys(theirs),
        "I2": not _organisations(by) <= _organisations(first),
        "I3": None,
        "I4": True if _has_own_way(by) and _has_own_way(first) else None,
        "I5": False if sides is not None and sides == _sides(first) else None,
        "I6": False if same_items else None,
    }


def independence(by: StatementFacts, tests: TestFacts) -> Independence:
    """The level of independence that the tests give.

    A failure of I1, I2 or I5 is `none`, one of I6 is `shared`, all else `not-established`. A
    level recorded on the statement overrides the tests, save that a channel is never a second
    source.
    """
    if only_channel(by):
        return "none"
    if by["independence"] is not None:
        return by["independence"]
    if False in (tests["I1"], tests["I2"], tests["I5"]):
        return "none"
    return "shared" if tests["I6"] is False else "not-established"


def _has_own_way(statement: StatementFacts) -> bool:
    """Whether it is recorded how its source knows."""
    sources = statement["sources"]
    firsthand = bool(sources) and all(source["access"] == "firsthand" for source in sources)
    return statement["knows_by"] is not None or firsthand


def _ids(statement: StatementFacts) -> set[str]:
    return {source["id"] for source in statement["sources"]}


def _organisations(statement: StatementFacts) -> set[str]:
    return {source["organisation"].casefold() for source in statement["sources"]}


def _sides(statement: StatementFacts) -> frozenset[str] | None:
    """The sides its sources speak for; None unless each speaks for one."""
    sides = [source["side"] for source in statement["sources"]]
    return frozenset(side.casefold() for side in sides if side) if sides and all(sides) else None


def _keys(roots: list[Root]) -> set[str]:
    return {root.key for root in roots}
