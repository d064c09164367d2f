"""A structured article in YAML or JSON, read into an `Article` whose every record knows its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from attribcheck.article import Anchored, Article
from attribcheck.places import SourceText, Span
from attribcheck.reading.anchors import AnchorIndex
from attribcheck.reading.decode import decode
from attribcheck.reading.faults import Fault, Reading
from attribcheck.reading.ignores import read_ignores
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.reading.passages import body_passages, headline_passage
from attribcheck.reading.references import resolve_references

SECRET_KEY = "confidential"


def read_structured(data: bytes, path: str, *, example: bool = False) -> Reading:
    """Reads one file; `path` decides between JSON (`.json`) and YAML, and is not opened.

    With `example`, `attribcheck: 1` and a headline may be missing, as in a rule's examples.
    Faults of the file come back in the result; nothing is raised.
    """
    try:
        text = decode(data)
    except FaultInFile as fault:
        # The characters before the broken byte are still worth counting lines in.
        return _unread(fault, SourceText(fault.before or ""))
    source = SourceText(text)
    try:
        tree = read_tree(text, path)
        return read_article(_top(tree), source, example=example, comments=not path.lower().endswith(".json"))
    except FaultInFile as fault:
        return _unread(fault, source)


def read_tree(text: str, path: str) -> Node:
    """The nodes of a YAML or JSON text. Raises `FaultInFile`."""
    if not text.strip():
        raise FaultInFile("The file is empty.", fix="Write an article, or remove the file.")
    if path.lower().endswith(".json"):
        from attribcheck.reading.json_nodes import read_json

        return read_json(text)
    from attribcheck.reading.yaml_nodes import read_yaml

    return read_yaml(text)


def read_article(tree: Mapping, source: SourceText, *, example: bool = False, comments: bool = False) -> Reading:
    """An article from its nodes. Raises `FaultInFile` for what stops before the records are looked at.

    `comments`: whether the file is the article's own and in YAML, so that comments may speak of rules to ignore.
    """
    _refuse_secrets(tree)
    if not example:
        _require_top(tree, source)
    try:
        article = Article.model_validate(plain(tree))
    except ValidationError as error:
        from attribcheck.reading.schema_faults import schema_faults

        return Reading(None, schema_faults(error, tree, source))
    faults = resolve_references(article, tree, source)
    published = tree.get("published")
    article.published_at = published.text if isinstance(published, Scalar) else None
    article.passages = _passages(tree, source)
    faults += _anchor(article, tree, source)
    ignores, wrong = read_ignores(article, tree, source, comments=comments)
    return Reading(article, faults + wrong, ignores)


def plain(node: Node) -> Any:
    """A node without places: dicts, lists and text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def _unread(fault: FaultInFile, source: SourceText) -> Reading:
    start = min(fault.start, len(source.text))
    place = source.place(start, min(max(fault.end, start), len(source.text)))
    fix = fault.fix or "Mend the file so that it can be read."
    return Reading(None, [Fault(fault.kind, fault.message, place, fix)])


def _top(tree: Node) -> Mapping:
    if isinstance(tree, Mapping):
        return tree
    what = "a list" if isinstance(tree, Sequence) else "plain text"
    raise FaultInFile(
        f"The file holds {what}, where an article (keys and values) is expected.",
        tree.start,
        tree.start,
        kind="invalid-article",
        fix="Begin with 'attribcheck: 1' and 'headline:'.",
    )


def _refuse_secrets(node: Node) -> None:
    """Confidential names may stand in a `*.private.yaml` alone; nothing below the key is looked at or shown."""
    if isinstance(node, Mapping):
        for key, (place, value) in node.entries.items():
            if key == SECRET_KEY:
                raise FaultInFile(
                    "'confidential:' stands in a file that is shared. Names of confidential sources are hidden here.",
                    place.start,
                    place.end,
                    kind="confidential-leak",
                    fix="Move it to a git-ignored '*.private.yaml', and take the names out of the history.",
                )
            _refuse_secrets(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            _refuse_secrets(item)


def _require_top(tree: Mapping, source: SourceText) -> None:
    version = tree.get("attribcheck")
    if version is None:
        raise FaultInFile(
            "This is no article: the key 'attribcheck' is missing.",
            tree.start,
            tree.start,
            kind="invalid-article",
            fix="Begin the file with 'attribcheck: 1'.",
        )
    if tree.get("article") is not None:
        key = tree.key("article")
        raise FaultInFile(
            "This file describes an article that stands elsewhere (a sidecar); this version reads articles "
            "that hold their own 'body:'.",
            key.start,
            key.end,
            kind="invalid-article",
            fix="Put the text under 'headline:' and 'body:'.",
        )
    headline = tree.get("headline")
    if headline is None or (isinstance(headline, Scalar) and not (headline.text or "").strip()):
        raise FaultInFile(
            "The article has no headline.",
            tree.start,
            tree.start,
            kind="invalid-article",
            fix="Add 'headline:' and the text under 'body:'.",
        )


def _passages(tree: Mapping, source: SourceText) -> list[Any]:
    passages = []
    headline, body = tree.get("headline"), tree.get("body")
    if isinstance(headline, Scalar) and headline.text:
        passages.append(headline_passage(headline.text, source, headline.text_map()))
    if isinstance(body, Scalar) and body.text:
        passages += body_passages(body.text, source, body.text_map(), len(passages))
    return passages


def _anchor(article: Article, tree: Mapping, source: SourceText) -> list[Fault]:
    index = AnchorIndex(article.passages)
    faults: list[Fault] = []
    for record, node in _anchored(article, tree):
        if record.at is None:
            continue
        at = _field(node, "at")
        span, fault = _seek(record.at, record.nth, index, article, source, at)
        record.span = span
        if fault:
            faults.append(fault)
    for spans, words, node in _caveats(article, tree):
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


def _anchored(article: Article, tree: Mapping) -> Iterator[tuple[Anchored, Node]]:
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


def _caveats(article: Article, tree: Mapping) -> Iterator[tuple[list[Span], str, Node]]:
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
