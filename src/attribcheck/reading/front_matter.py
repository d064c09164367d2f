"""What stands above a Markdown text between two marks: YAML (`---`), TOML (`+++`) or JSON (`{`).

    ---
    title: Harbour opens
    date: 2026-01-14
    ---

It is written for a site generator, with keys of all sorts. What cannot be loaded is no reason to
leave the article unread: then the lines that are simply `key: value` still count.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial

from attribcheck.places import TextMap
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar

_BLANK = re.compile(r"(?:[ \t]*+(?:\r\n|\n|\r))*+")
_OPENING = re.compile(r"(---|\+\+\+)[ \t]*+(?=[\r\n])")
_CLOSING = {
    "---": re.compile(r"(?:\r\n|\n|\r)(?:---|\.\.\.)[ \t]*+(?=[\r\n]|\Z)"),
    "+++": re.compile(r"(?:\r\n|\n|\r)\+\+\+[ \t]*+(?=[\r\n]|\Z)"),
}
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_OBJECT = re.compile(r"\{\s*+[\"}]")
# The lines that count when the rest cannot be loaded; an indented one belongs to another.
_SIMPLE = re.compile(r"(?:\A|(?<=[\r\n]))(?P<key>[A-Za-z][\w-]{0,60})[ \t]*+[:=][ \t]++(?P<value>[^\s][^\r\n]*+)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Front matter: its fields (none where there are none), where the text behind it begins, what is wrong with it."""

    fields: Mapping
    end: int
    fault: FaultInFile | None = None


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter of a text; None if it begins without. Blank lines may stand before it.

    The offsets of its nodes, and of a fault, are those in `text`.
    """
    start = _end(_BLANK, text, 0)
    opening = _OPENING.match(text, start)
    if opening is None:
        return _object(text, start) if _OBJECT.match(text, start) else None
    closing = _CLOSING[opening[1]].search(text, opening.end())
    if closing is None:
        return None
    first, last = _end(_LINE_END, text, opening.end()), closing.start()
    end = _end(_LINE_END, text, closing.end())
    if first > last:
        return FrontMatter(_empty(first), end)
    if opening[1] == "+++":
        return _toml(text, first, last, end)
    return _yaml(text, first, last, end)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _empty(start: int) -> Mapping:
    return Mapping({}, start, start)


def _yaml(text: str, first: int, last: int, end: int) -> FrontMatter | None:
    from attribcheck.reading.yaml_nodes import read_yaml

    written = text[first:last]
    if not written.strip():
        return FrontMatter(_empty(first), end)
    simple = _simple_lines(text, first, last)
    fault: FaultInFile | None = None
    try:
        # As many characters stand before it as in the file, so that places are the file's.
        node = read_yaml(f"{' ' * (first - 1)}\n{written}", last_wins=True)
    except FaultInFile as raised:
        node, fault = simple, raised
    if isinstance(node, Mapping) and (node.entries or not fault):
        return FrontMatter(node, end, fault)
    # Text between two rules is text; so is what is only a list or a word.
    return FrontMatter(_empty(first), end) if _only_comments(written) else None


def _only_comments(written: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in written.splitlines())


def _toml(text: str, first: int, last: int, end: int) -> FrontMatter:
    from attribcheck.reading.toml_nodes import read_toml

    try:
        return FrontMatter(read_toml(text, first, last), end)
    except FaultInFile as fault:
        return FrontMatter(_simple_lines(text, first, last), end, fault)


def _object(text: str, start: int) -> FrontMatter | None:
    from attribcheck.reading.json_nodes import read_json

    try:
        _, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    try:
        node: Node = read_json(f"{' ' * start}{text[start:end]}")
    except FaultInFile as fault:
        return FrontMatter(_empty(start), end, fault)
    return FrontMatter(node, end) if isinstance(node, Mapping) else None


def _simple_lines(text: str, first: int, last: int) -> Mapping:
    entries: dict[str, tuple[Scalar, Node]] = {}
    for line in _SIMPLE.finditer(text[first:last]):
        value = line["value"].rstrip()
        start = first + line.start("value")
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
        bare = value[1:-1] if quoted else value
        key = _scalar(line["key"], first + line.start("key"), 0)
        entries[line["key"]] = (key, _scalar(bare, start, int(quoted)))
    return Mapping(entries, first, last)


def _scalar(words: str, start: int, quoted: int) -> Scalar:
    return Scalar(words, start, start + len(words) + 2 * quoted, partial(TextMap.straight, start + quoted))
