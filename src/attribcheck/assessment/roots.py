"""Roots: what stands at the end of `based_on` and `via` when nothing is left to follow.

docs/definitions.md, 2. A group without members, a source of kind unknown and a channel give no
root; an anonymous person is one, as often as `count_known` says.
"""

from __future__ import annotations

from typing import NamedTuple

from attribcheck.facts import SourceFacts, StatementFacts


class Root(NamedTuple):
    """Somebody, or something, that knows. Equal keys are one root."""

    key: str
    source: SourceFacts | None
    name: str


class Roots:
    """Follows statements and sources of one article to their roots."""

    def __init__(self, sources: dict[str, SourceFacts], statements: dict[str, StatementFacts]) -> None:
        self._sources = sources
        self._statements = statements
        self._first: dict[str, str] = {}

    def of_statement(self, statement: StatementFacts) -> list[Root]:
        """All roots of a statement, those behind a channel included (for COR002)."""
        return self._unique(self._statement(statement, frozenset()))

    def identified(self, statement: StatementFacts) -> list[Root]:
        """The roots that count in the status: none where only a channel speaks, whatever it rests on."""
        if not statement["sources"] or all(source["channel"] for source in statement["sources"]):
            return []
        return self.of_statement(statement)

    def _statement(self, statement: StatementFacts, seen: frozenset[str]) -> list[Root]:
        if statement["id"] in seen:
            return []
        seen = seen | {statement["id"]}
        if statement["based_on"]:
            return [root for name in statement["based_on"] for root in self._named(name, seen)]
        return [root for source in statement["sources"] for root in self._source(source, seen)]

    def _named(self, name: str, seen: frozenset[str]) -> list[Root]:
        if name in self._sources:
            return self._source(self._sources[name], seen)
        if name in self._statements:
            return self._statement(self._statements[name], seen)
        return []

    def _source(self, source: SourceFacts, seen: frozenset[str]) -> list[Root]:
        key = f"source {source['id']}"
        if key in seen:
            return []
        seen = seen | {key}
        if source["based_on"]:
            return [root for name in source["based_on"] for root in self._named(name, seen)]
        if source["channel"] or source["kind"] == "unknown":
            return []
        if source["members"]:
            return [root for member in source["members"] for root in self._member(member, seen)]
        count = source["count_known"] or 1
        if source["anonymous"] is not None:
            if source["kind"] == "group" and not source["count_known"]:
                return []
            return [Root(f"{source['id']}#{number}", source, source["name"]) for number in range(min(count, 100))]
        return [] if source["kind"] == "group" else [Root(source["id"], source, source["name"])]

    def _member(self, member: str, seen: frozenset[str]) -> list[Root]:
        known = self._sources.get(member)
        return self._source(known, seen) if known else [Root(member, None, member)]

    @staticmethod
    def _unique(roots: list[Root]) -> list[Root]:
        return list({root.key: root for root in roots}.values())
