"""Every name that one record uses for another must be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attribcheck.article import Article, Statement
from attribcheck.nearest import did_you_mean
from attribcheck.places import Place, SourceText
from attribcheck.reading.faults import Fault
from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence

_YES = {"yes", "true"}
_NO = {"no", "false"}


def resolve_references(article: Article, tree: Mapping, source: SourceText) -> list[Fault]:
    """Resolves names to ids in place, and tells which lead nowhere or stand twice.

    A source may be named by its handle, its name or an alias; the record holds the handle
    afterwards. `unproven: yes` becomes the list of the statement's claims.
    """
    return list(_Resolver(article, tree, source).faults())


class _Resolver:
    def __init__(self, article: Article, tree: Mapping, source: SourceText) -> None:
        self.article = article
        self.tree = tree
        self.source = source
        self.by_name: dict[str, str] = {}
        for handle, entry in article.sources.items():
            for name in (entry.name, *entry.aliases):
                if name:
                    self.by_name.setdefault(name.casefold(), handle)
        self.claims = {claim.id for claim in article.every_claim()}
        self.statements = {statement.id for statement in article.statements}
        self.evidence = {item.id for item in article.evidence}

    def faults(self) -> Iterator[Fault]:
        yield from self._twice("statements", [statement.id for statement in self.article.statements])
        yield from self._twice("evidence", [item.id for item in self.article.evidence])
        yield from self._claims_twice()
        for index, statement in enumerate(self.article.statements):
            yield from self._statement(statement, self._node("statements", index))
        for index, item in enumerate(self.article.evidence):
            node = self._node("evidence", index)
            for field in ("supports", "contradicts", "offered_for"):
                yield from self._known(getattr(item, field) or [], self.claims, "claim", node, field)
            for field in ("made_by", "supplied_by"):
                named = getattr(item, field)
                if named and named.casefold() in self.by_name and named not in self.article.sources:
                    setattr(item, field, self.by_name[named.casefold()])
        for block in ("responses", "polls", "studies", "corrections"):
            for index, record in enumerate(getattr(self.article, block)):
                yield from self._known(record.claims, self.claims, "claim", self._node(block, index), "claims")
        for handle, entry in self.article.sources.items():
            node = self._node("sources", handle)
            known = {*self.article.sources, *self.statements, *self.evidence}
            yield from self._known(self._handles(entry.based_on), known, "source or statement", node, "based_on")

    def _statement(self, statement: Statement, node: Node | None) -> Iterator[Fault]:
        statement.source = self._handles(statement.source)
        statement.via = self._handles(statement.via)
        statement.based_on = self._handles(statement.based_on)
        sources = set(self.article.sources)
        yield from self._known(statement.source, sources, "source", node, "source")
        yield from self._known(statement.via, sources, "source", node, "via")
        yield from self._known(statement.claims, self.claims, "claim", node, "claims")
        basis = {*sources, *self.statements, *self.evidence}
        yield from self._known(statement.based_on, basis, "source or statement", node, "based_on")
        own = [*statement.claims, *(str(said.id) for said in statement.says)]
        if len(statement.unproven) == 1 and statement.unproven[0].lower() in _YES | _NO:
            statement.unproven = own if statement.unproven[0].lower() in _YES else []
        yield from self._known(statement.unproven, set(own), "claim of this statement", node, "unproven")
        if statement.repeat_of is not None:
            others = self.statements - {statement.id}
            yield from self._known([statement.repeat_of], others, "other statement", node, "repeat_of")

    def _handles(self, names: list[str]) -> list[str]:
        known = self.article.sources
        return [name if name in known else self.by_name.get(name.casefold(), name) for name in names]

    def _known(
        self, ids: Iterable[str], known: set[str | None] | set[str], what: str, node: Node | None, field: str
    ) -> Iterator[Fault]:
        for name in ids:
            if name not in known:
                message = f"There is no {what} '{name}'.{did_you_mean(name, sorted(str(k) for k in known))}"
                block = {"source": "sources", "claim": "claims"}.get(what, "statements")
                fix = f"Add it under '{block}:' or name one that is there."
                yield Fault("invalid-article", message, self._place(node, field, name), fix)

    def _twice(self, block: str, ids: list[str | None]) -> Iterator[Fault]:
        seen: set[str | None] = set()
        for index, name in enumerate(ids):
            if name in seen:
                node = self._node(block, index)
                message = f"The id '{name}' stands twice under '{block}'."
                yield Fault("invalid-article", message, self._place(node, "id", str(name)), "Give one another id.")
            seen.add(name)

    def _claims_twice(self) -> Iterator[Fault]:
        seen: set[str | None] = set(self.article.claims)
        for index, statement in enumerate(self.article.statements):
            for said in statement.says:
                if said.id in seen:
                    node = self._node("statements", index)
                    message = f"The id '{said.id}' stands for two claims."
                    yield Fault("invalid-article", message, self._place(node, "says", str(said.id)), "Rename one.")
                seen.add(said.id)

    def _node(self, block: str, index: int | str) -> Node | None:
        node = self.tree.get(block)
        if isinstance(node, Sequence) and isinstance(index, int):
            return node.items[index]
        if isinstance(node, Mapping):
            if isinstance(index, str):
                return node.get(index)
            entries = [entry for _, entry in node.entries.values()]
            keyed = block != "statements" and all(isinstance(entry, Mapping) for entry in entries)
            return entries[index] if keyed else node
        return node

    def _place(self, node: Node | None, field: str, name: str) -> Place:
        value = node.get(field) if isinstance(node, Mapping) else None
        for scalar in _scalars(value):
            if scalar.text == name:
                return self.source.place(scalar.start, scalar.end)
        where = value or node
        return self.source.place(where.start, where.start) if where else self.source.place(0, 0)


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Mapping):
        for _, value in node.entries.values():
            yield from _scalars(value)
