"""The sources that a front matter lists: `sources: [Harbour Board, https://data.example.org/port]`.

A site generator may use the same key for something of its own: what reads as no source is passed
over in silence.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pydantic import ValidationError

from attribcheck.article import Source
from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence
from attribcheck.reading.structured import plain

_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
# No name is longer; what is longer is a note about sources.
_LONGEST_NAME = 120
_NAMES = ("name", "title", "label")


def handle_of(name: str) -> str:
    """'Harbour Board of Nol' is 'harbour-board-of-nol'."""
    return "-".join(re.findall(r"\w+", name.casefold()))


def recorded_sources(node: Node | None) -> dict[str, Source]:
    """The sources under a front matter's `sources`: a list, or a map by handle."""
    found: dict[str, Source] = {}
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            source = _keyed(key, value)
            if source:
                found[key] = source
        return found
    items = node.items if isinstance(node, Sequence) else [node] if node else []
    for source in (source for item in items if (source := _source(item))):
        name = source.name or ""
        if all((known.name, known.url) != (source.name, source.url) for known in found.values()):
            found[_free(handle_of(name), found)] = source
    return found


def _free(handle: str, taken: dict[str, Source]) -> str:
    """A handle that no other source has: two documents may come from one host."""
    numbered = (f"{handle}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (handle, *numbered) if name not in taken)


def _keyed(handle: str, node: Node) -> Source | None:
    if isinstance(node, Scalar) and node.text is None:
        return Source(name=handle)
    if isinstance(node, Mapping) and not any(name in node.entries for name in _NAMES):
        return _record({**_fields(node), "name": handle}) if _fields(node) else None
    return _source(node)


def _source(node: Node) -> Source | None:
    if isinstance(node, Mapping):
        name = next((words for key in _NAMES if (words := _words(node.get(key)))), None)
        if name is None:
            url = _words(node.get("url"))
            return _document(url) if url else None
        return _record({**_fields(node), "name": name}) if _is_name(name) else None
    words = _words(node)
    if words is None:
        return None
    return _document(words) or (Source(name=words) if _is_name(words) else None)


def _words(node: Node | None) -> str | None:
    return " ".join((node.text or "").split()) or None if isinstance(node, Scalar) else None


def _is_name(words: str) -> bool:
    return len(words) <= _LONGEST_NAME and bool(handle_of(words))


def _document(url: str) -> Source | None:
    if not _WEB.fullmatch(url):
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return Source(name=host.removeprefix("www."), kind="document", url=url) if host and handle_of(host) else None


def _fields(node: Mapping) -> dict[str, object]:
    return {key: plain(value) for key, (_, value) in node.entries.items() if key in Source.model_fields}


def _record(fields: dict[str, object]) -> Source | None:
    """A source of the fields; those whose values it cannot hold are somebody else's."""
    try:
        return Source.model_validate(fields)
    except ValidationError as error:
        wrong = {str(problem["loc"][0]) for problem in error.errors(include_url=False) if problem["loc"]}
        kept = {key: value for key, value in fields.items() if key not in wrong}
        return Source.model_validate(kept) if wrong and "name" in kept else None
