"""The parts of a structured article that an ignore can hold for, and where each stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from attribcheck.article import Article
from attribcheck.places import SourceText
from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence

# What an entry of each block is called.
KINDS = {
    "sources": "source",
    "claims": "claim",
    "statements": "statement",
    "evidence": "evidence",
    "responses": "response",
    "studies": "study",
    "polls": "poll",
}
_DASH_OR_COMMENT = re.compile(r"#[^\r\n]*|-(?=\s)")


@dataclass(frozen=True, slots=True)
class Holder:
    """One part: a record, a key at the top of the file with all that is under it, or the whole article.

    `records` are the records in it, each a kind and an id. `start` and `end` are offsets in the
    file. `node` is the record's own node, and `entry` the record.
    """

    what: str
    start: int
    end: int
    records: frozenset[tuple[str, str]] = frozenset()
    block: str | None = None
    whole: bool = False
    node: Node | None = None
    entry: Any = None


def holders(article: Article, tree: Mapping, source: SourceText) -> list[Holder]:
    """Every part of an article, each before those that stand in it."""
    found = [Holder("the article", 0, len(source.text), whole=True, node=tree, entry=article)]
    for name, (key, value) in tree.entries.items():
        records = list(_records(article, name, value, source.text))
        inside = frozenset(record for holder in records for record in holder.records)
        end = max(key.end, value.end)
        found += [Holder(f"'{name}'", key.start, end, inside, block=name), *records]
    return found


def _records(article: Article, block: str, value: Node, text: str) -> Iterator[Holder]:
    kind = KINDS.get(block)
    if kind is None:
        return
    keyed: dict[str, Any] | None = getattr(article, block) if block in ("sources", "claims") else None
    if keyed is not None:
        for name, (key, node) in value.entries.items() if isinstance(value, Mapping) else ():
            yield _holder(kind, name, key.start, node, keyed[name])
        return
    entries = list(_entries(value, text, handles=block != "statements"))
    for entry, (start, node) in zip(getattr(article, block), entries, strict=True):
        yield _holder(kind, str(entry.id), start, node, entry)
        said = node.get("says") if isinstance(node, Mapping) and kind == "statement" else None
        for claim, (at, inner) in zip(entry.says, _entries(said, text), strict=True) if said else ():
            yield _holder("claim", str(claim.id), at, inner, claim)


def _holder(kind: str, name: str, start: int, node: Node, entry: Any) -> Holder:
    return Holder(f"{kind} '{name}'", start, max(node.end, start), frozenset({(kind, name)}), node=node, entry=entry)


def _entries(value: Node, text: str, *, handles: bool = False) -> Iterator[tuple[int, Node]]:
    """The entries of a block, each with the offset at which it begins: its key or its dash."""
    if isinstance(value, Scalar) and value.text is None:
        return
    if isinstance(value, Sequence):
        before = value.start
        for item in value.items:
            yield _dash(text, before, item.start), item
            before = max(before, item.end)
    elif handles and isinstance(value, Mapping) and all(isinstance(e, Mapping) for _, e in value.entries.values()):
        for key, entry in value.entries.values():
            yield key.start, entry
    else:
        yield value.start, value


def _dash(text: str, before: int, start: int) -> int:
    """Where the dash of an entry stands; a list in brackets has none."""
    for found in _DASH_OR_COMMENT.finditer(text, before, max(before, start)):
        if found.group() == "-":
            return found.start()
    return start
