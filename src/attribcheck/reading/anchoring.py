"""Every anchor of a record looked for in the article's text, and what is to be said of those that are not found."""

from __future__ import annotations

from collections.abc import Iterator

from attribcheck.article import Anchored, Article
from attribcheck.places import SourceText, Span
from attribcheck.reading.anchors import AnchorIndex
from attribcheck.reading.faults import Fault
from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence


def anchor(article: Article, tree: Mapping, source: SourceText) -> list[Fault]:
    """Gives each record of an article its span. `tree` and `source` are where the record stands.

    Returns the anchors that were not found, and those that were re-found with changed words.
    """
    index = AnchorIndex(article.passages)
    faults: list[Fault] = []
    for record, node in anchored(article, tree):
        if record.at is None:
            continue
        at = _field(node, "at")
        span, fault = _seek(record.at, record.nth, index, article, source, at)
        record.span = span
        record.moved = fault is not None and fault.kind == "anchor-moved"
        if fault:
            faults.append(fault)
    for spans, words, node in caveats(article, tree):
        span, fault = _seek(words, None, index, article, source, node, several=True)
        if span:
            spans.append(span)
        if fault:
            faults.append(fault)
    return faults


def _seek(
    words: str,
    nth: int | None,
    index: AnchorIndex,
    article: Article,
    source: SourceText,
    node: Node,
    *,
    several: bool = False,
) -> tuple[Span | None, Fault | None]:
    place = source.place(node.start, node.end) if isinstance(node, Scalar) else source.place(node.start, node.start)
    found = index.find(words) if words.strip() else []
    if nth is not None and found:
        if 1 <= nth <= len(found):
            return found[nth - 1], None
        message = f"'{words}' stands {len(found)} time(s) in the text; there is no number {nth}."
        return None, Fault("anchor-not-found", message, place, f"Give 'nth:' from 1 to {len(found)}.")
    if len(found) == 1 or (found and several):
        return found[0], None
    if found:
        places = [article.place(span) for span in found]
        where = " and ".join(f"{spot.line}:{spot.column}" for spot in places[:5])
        message = f"'{words}' stands {len(found)} times in the text, at {where}."
        fix = "Take a few more words, or say which with 'nth:'."
        return None, Fault("anchor-not-found", message, place, fix, tuple(places))
    near = index.near(words) if words.strip() else None
    if near is None:
        return None, Fault("anchor-not-found", f"'{words}' is not in the text.", place, "Copy a few words of the text.")
    spot = article.place(near.span)
    if near.sure:
        message = f"'{words}' is no longer in the text; '{spot.seen}' at {spot.line}:{spot.column} was taken for it."
        fix = "Put the words of the text in the anchor."
        return near.span, Fault("anchor-moved", message, place, fix, (spot,))
    message = f"'{words}' is not in the text. The nearest words are '{spot.seen}' at {spot.line}:{spot.column}."
    return None, Fault("anchor-not-found", message, place, "Copy a few exact words of the text.", (spot,))


def anchored(article: Article, tree: Mapping) -> Iterator[tuple[Anchored, Node]]:
    """Every record that may have an anchor, with its node."""
    claims = tree.get("claims")
    for key, claim in article.claims.items():
        if isinstance(claims, Mapping) and (claim.mentions or claim.conflicts):
            node = claims.entries[key][1]
            yield from zip(claim.mentions, _entries(node, "mentions"), strict=True)
            yield from zip(claim.conflicts, _entries(node, "conflicts"), strict=True)
    for statement, node in zip(article.statements, _entries(tree, "statements"), strict=True):
        yield statement, node
        for said, inner in zip(statement.says, _entries(node, "says"), strict=True):
            if said.mentions or said.conflicts:
                yield from zip(said.mentions, _entries(inner, "mentions"), strict=True)
                yield from zip(said.conflicts, _entries(inner, "conflicts"), strict=True)
    for block in ("evidence", "responses", "studies", "polls", "corrections"):
        records: list[Anchored] = getattr(article, block)
        if records:
            yield from zip(records, _entries(tree, block, handles=True), strict=True)


def caveats(article: Article, tree: Mapping) -> Iterator[tuple[list[Span], str, Node]]:
    """The words of every caveat, with the spans to put its place in and its node."""
    claims = tree.get("claims")
    if isinstance(claims, Mapping):
        for key, claim in article.claims.items():
            if claim.caveats:
                for words, node in zip(claim.caveats, _entries(claims.entries[key][1], "caveats"), strict=True):
                    yield claim.caveat_spans, words, node
    for statement, node in zip(article.statements, _entries(tree, "statements"), strict=True):
        for words, spot in zip(statement.caveats, _entries(node, "caveats"), strict=True):
            yield statement.caveat_spans, words, spot
        for said, inner in zip(statement.says, _entries(node, "says"), strict=True):
            for words, spot in zip(said.caveats, _entries(inner, "caveats"), strict=True):
                yield said.caveat_spans, words, spot
    if article.evidence:
        for item, node in zip(article.evidence, _entries(tree, "evidence", handles=True), strict=True):
            for words, spot in zip(item.caveats, _entries(node, "caveats"), strict=True):
                yield item.caveat_spans, words, spot


def _entries(node: Node, field: str, *, handles: bool = False) -> list[Node]:
    """The entries under `field`, which may be a list, one entry, or (with `handles`) keyed entries."""
    value = node.get(field) if isinstance(node, Mapping) else None
    if value is None or (isinstance(value, Scalar) and value.text is None):
        return []
    if isinstance(value, Sequence):
        return value.items
    if handles and isinstance(value, Mapping) and all(isinstance(e, Mapping) for _, e in value.entries.values()):
        return [entry for _, entry in value.entries.values()]
    return [value]


def _field(node: Node, field: str) -> Node:
    """The node of `field`; the node itself where plain words stand for the record."""
    inner = node.get(field) if isinstance(node, Mapping) else None
    return inner or node
