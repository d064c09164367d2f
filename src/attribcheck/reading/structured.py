"""A record in YAML or JSON, read into an `Article` whose every part knows its place.

The record holds its text itself (`headline:` and `body:`), or it is a sidecar of a file of prose.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from attribcheck.article import Article
from attribcheck.places import SourceText
from attribcheck.reading.anchoring import anchor
from attribcheck.reading.decode import decode
from attribcheck.reading.faults import Fault, Reading
from attribcheck.reading.ignores import read_ignores, read_prose_ignores
from attribcheck.reading.joining import Fill, take_statements, take_text
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.reading.passages import body_passages, headline_passage
from attribcheck.reading.prose import Prose
from attribcheck.reading.references import resolve_references

SECRET_KEY = "confidential"


def read_structured(
    data: bytes, path: str, *, example: bool = False, prose: Prose | None = None, fill: Fill | None = None
) -> Reading:
    """Reads one record; `path` decides between JSON (`.json`) and YAML, and is not opened.

    With `example`, `attribcheck: 1` and a headline may be missing, as in a rule's examples. With
    `prose`, the record is that text's sidecar, and its places name it. `fill` completes the
    sources from the register. Faults of the file come back in the result; nothing is raised.
    """
    own = path if prose is not None else None
    before = [prose.source] if prose is not None else []
    try:
        text = decode(data)
    except FaultInFile as fault:
        # The characters before the broken byte are still worth counting lines in.
        return unread(fault, SourceText(fault.before or "", own), before)
    source = SourceText(text, own)
    try:
        tree = read_tree(text, path)
        comments = not path.lower().endswith(".json")
        return read_article(_top(tree), source, example=example, comments=comments, prose=prose, fill=fill)
    except FaultInFile as fault:
        return unread(fault, source, before)


def read_tree(text: str, path: str) -> Node:
    """The nodes of a YAML or JSON text. Raises `FaultInFile`."""
    if not text.strip():
        raise FaultInFile("The file is empty.", fix="Write an article, or remove the file.")
    if path.lower().endswith(".json"):
        from attribcheck.reading.json_nodes import read_json

        return read_json(text)
    from attribcheck.reading.yaml_nodes import read_yaml

    return read_yaml(text)


def read_article(
    tree: Mapping,
    source: SourceText,
    *,
    example: bool = False,
    comments: bool = False,
    prose: Prose | None = None,
    fill: Fill | None = None,
) -> Reading:
    """An article from its nodes. Raises `FaultInFile` for what stops before the records are looked at.

    `comments`: whether the file is the article's own and in YAML, so that comments may speak of rules to ignore.
    """
    _refuse_secrets(tree)
    if prose is not None:
        _require_sidecar(tree, source)
    elif not example:
        _require_top(tree, source)
    texts = [source] if prose is None else [prose.source, source]
    try:
        article = Article.model_validate(plain(tree))
    except ValidationError as error:
        from attribcheck.reading.schema_faults import schema_faults

        return Reading(None, schema_faults(error, tree, source), texts=texts)
    published = tree.get("published")
    article.published_at = published.text if isinstance(published, Scalar) else None
    if prose is not None:
        take_text(article, prose)
    else:
        article.passages = _passages(tree, source)
    if fill is not None:
        fill(article)
    faults = resolve_references(article, tree, source)
    faults += anchor(article, tree, source)
    ignores, wrong = read_ignores(article, tree, source, comments=comments)
    if prose is not None:
        take_statements(article, prose)
        more, wrong_there = read_prose_ignores(article, prose)
        ignores += more
        wrong += [*prose.faults, *wrong_there]
    return Reading(article, faults + wrong, ignores, texts, notes=prose.notes if prose is not None else [])


def plain(node: Node) -> Any:
    """A node without places: dicts, lists and text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def unread(fault: FaultInFile, source: SourceText, before: list[SourceText] | None = None) -> Reading:
    """What came of a file that cannot be read; `before` are the texts that were."""
    place = source.place(min(fault.start, len(source.text)), min(max(fault.end, fault.start), len(source.text)))
    fix = fault.fix or "Mend the file so that it can be read."
    return Reading(None, [Fault(fault.kind, fault.message, place, fix)], texts=[*(before or ()), source])


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
    headline = tree.get("headline")
    if headline is None or (isinstance(headline, Scalar) and not (headline.text or "").strip()):
        raise FaultInFile(
            "The article has no headline.",
            tree.start,
            tree.start,
            kind="invalid-article",
            fix="Add 'headline:' and the text under 'body:'.",
        )


def _require_sidecar(tree: Mapping, source: SourceText) -> None:
    if tree.get("attribcheck") is None:
        raise FaultInFile(
            "This is no sidecar: the key 'attribcheck' is missing.",
            tree.start,
            tree.start,
            kind="invalid-article",
            fix="Begin the file with 'attribcheck: 1' and 'article:'.",
        )
    if tree.get("body") is not None:
        key = tree.key("body")
        raise FaultInFile(
            "The file describes an article that stands elsewhere, and holds a 'body:' of its own.",
            key.start,
            key.end,
            kind="invalid-article",
            fix="Take out 'body:', or 'article:' if the text is to stand here.",
        )


def _passages(tree: Mapping, source: SourceText) -> list[Any]:
    passages = []
    headline, body = tree.get("headline"), tree.get("body")
    if isinstance(headline, Scalar) and headline.text:
        passages.append(headline_passage(headline.text, source, headline.text_map()))
    if isinstance(body, Scalar) and body.text:
        passages += body_passages(body.text, source, body.text_map(), len(passages))
    return passages
