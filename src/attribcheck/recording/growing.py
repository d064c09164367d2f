"""New entries put at the end of a record's blocks; every character that is there stays."""

from __future__ import annotations

import re
from collections.abc import Sequence as Several

from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence
from attribcheck.reading.structured import read_tree
from attribcheck.recording.edits import Edit, apply
from attribcheck.recording.entries_in_yaml import NewEntry
from attribcheck.recording.layout import BREAK, Layout

_INDENT = "  "
_COMMENT_BELOW = re.compile(r"(?:\r\n|[\r\n])[ \t]+#[^\r\n]*")


class NoRoom(Exception):  # noqa: N818 (nothing went wrong: the file is written in another way)
    """The block is written in a way that nothing can be put into; `str()` says how it should be."""


def grown(text: str, path: str, block: str, entries: Several[NewEntry], comments: Several[str] = ()) -> str:
    """The text of a record with entries at the end of a block, and comments below them. Raises `NoRoom`."""
    if not entries and not comments:
        return text
    tree, layout = read_tree(text, path), Layout(text)
    if not isinstance(tree, Mapping) or layout.is_flow(tree):
        raise NoRoom("a record that is one pair of braces cannot be added to; write its keys line by line.")
    node = tree.get(block)
    edit = _at_end(tree, layout, block, entries, comments) if node is None else None
    if node is not None:
        edit = _inside(node, tree.key(block), layout, entries, comments)
    made = apply(text, [edit]) if edit is not None else None
    if made is None:
        raise NoRoom(f"'{block}:' is written in a way that cannot be added to; give each entry a line of its own.")
    return made


def _at_end(
    tree: Mapping, layout: Layout, block: str, entries: Several[NewEntry], comments: Several[str]
) -> Edit | None:
    """A block that is not there yet comes below all others, and below the comments of the last."""
    if not tree.entries:
        return None
    key, last = next(reversed(tree.entries.values()))
    # An empty block ends with its key.
    end = key.end if isinstance(last, Scalar) and last.text is None else layout.end_of_last(tree)
    if end is None:
        return None
    after = layout.line_ending(end)
    while below := _COMMENT_BELOW.match(layout.text, after):
        after = below.end()
    lines = ["", f"{block}:", *(_INDENT + line for line in _lines(entries, comments))]
    return Edit(after, after, _joined(lines, layout))


def _inside(node: Node, key: Scalar, layout: Layout, entries: Several[NewEntry], comments: Several[str]) -> Edit | None:
    if isinstance(node, Scalar):
        if node.text is not None or BREAK.search(layout.text, key.end, node.end):
            return None
        after = layout.line_ending(max(node.end, key.end))
        written = layout.text[key.end : after].split("#")[0].strip(" \t")
        return None if written != ":" else Edit(after, after, _joined(_indented(_INDENT, entries, comments), layout))
    entries = [entry.listed() if isinstance(node, Sequence) else entry.keyed() for entry in entries]
    if layout.is_flow(node):
        return _in_brackets(node, layout, entries)
    end = layout.end_of_last(node)
    if end is None:
        return None
    after = layout.line_ending(end)
    return Edit(after, after, _joined(_indented(layout.indent(node), entries, comments), layout))


def _in_brackets(node: Mapping | Sequence, layout: Layout, entries: Several[NewEntry]) -> Edit | None:
    words = ", ".join(entry.on_one_line() for entry in entries)
    if not words:
        return Edit(node.end, node.end, "")
    filled = node.items if isinstance(node, Sequence) else node.entries
    if not filled:
        opening = layout.opening(node) + 1
        return Edit(opening, opening, words)
    end = layout.end_of_last(node)
    return None if end is None else Edit(end, end, f", {words}")


def _lines(entries: Several[NewEntry], comments: Several[str]) -> list[str]:
    return [*(line for entry in entries for line in entry.lines()), *comments]


def _indented(indent: str, entries: Several[NewEntry], comments: Several[str]) -> list[str]:
    return [indent + line for line in _lines(entries, comments)]


def _joined(lines: list[str], layout: Layout) -> str:
    return "".join(f"{layout.line_end}{line}" for line in lines)
