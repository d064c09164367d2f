"""Where things stand in the text of one record, and where more can be put without touching what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence
from attribcheck.reading.yaml_scalars import scalar_start
from attribcheck.recording.edits import Edit

BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_DASH = re.compile(r"[ \t]*-[ \t]+")


class Lines(NamedTuple):
    """Whole lines of the text: from the first one's beginning to behind the last one's end, its break included."""

    start: int
    end: int


class Layout:
    """The places of one text of YAML or JSON."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = re.search("\r\n|\n|\r", text)
        self.line_end = found.group() if found else "\n"

    def added(self, mapping: Mapping, entries: list[str]) -> Iterator[list[Edit]]:
        """The ways to put entries into a mapping: at its end, else at its beginning."""
        end = self.end_of_last(mapping)
        if self.is_flow(mapping):
            if end is not None:
                indent = self._own_line(mapping)
                between = ", " if indent is None else f",{self.line_end}{indent}"
                yield [Edit(end, end, "".join(between + entry for entry in entries))]
            opening = self.opening(mapping) + 1
            yield [Edit(opening, opening, "".join(f"{entry}, " for entry in entries))]
            return
        indent, first = self.indent(mapping), next(iter(mapping.entries.values()))[0].start
        if end is not None:
            after = self.line_ending(end)
            yield [Edit(after, after, "".join(f"{self.line_end}{indent}{entry}" for entry in entries))]
        yield [Edit(first, first, "".join(f"{entry}{self.line_end}{indent}" for entry in entries))]

    def indent(self, node: Mapping | Sequence) -> str:
        """The white space before the entries of a block."""
        if isinstance(node, Sequence):
            return " " * (node.start - self.line_start(node.start))
        first = next(iter(node.entries.values()))[0].start
        return " " * (first - self.line_start(first))

    def _own_line(self, mapping: Mapping) -> str | None:
        """The white space before the last key of a flow mapping, if that key begins a line."""
        key = next(reversed(mapping.entries.values()))[0]
        before = self.text[self.line_start(key.start) : key.start]
        return None if before.strip(" \t") else before

    def end_of_last(self, node: Mapping | Sequence) -> int | None:
        """Where the last words of a mapping or list end; None where there are none, or an alias stands for them."""
        if isinstance(node, Sequence):
            return self._end(node.items[-1], node.start, node.end) if node.items else None
        if not node.entries:
            return None
        key, last = next(reversed(node.entries.values()))
        return self._end(last, key.end, node.end)

    def _end(self, node: Node, after: int, before: int) -> int | None:
        end = self.trimmed(node.start, node.end)
        if node.start < after or end > before or end == node.start:
            return None
        if isinstance(node, Scalar) or self.is_flow(node):
            return end
        return self.end_of_last(node)

    def opening(self, node: Node) -> int:
        """Where a node's own characters begin, past its anchor and tag."""
        return scalar_start(self.text, node.start, node.end)

    def is_flow(self, node: Mapping | Sequence) -> bool:
        """Whether it stands in brackets."""
        return self.text[self.opening(node)] in "{["

    def lines(self, start: int, end: int) -> Lines:
        """The lines that a stretch stands in."""
        after = self.line_ending(self.trimmed(start, end))
        found = BREAK.match(self.text, after)
        return Lines(self.line_start(start), found.end() if found else after)

    def item_lines(self, item: Node) -> Lines | None:
        """The lines of an item of a block list, its dash included; None where something else stands before it."""
        start = self.line_start(item.start)
        return self.lines(item.start, self.end_of(item)) if _DASH.fullmatch(self.text, start, item.start) else None

    def end_of(self, node: Node) -> int:
        """Where a node's last words end: the comments below it are not its own."""
        last = None if isinstance(node, Scalar) or self.is_flow(node) else self.end_of_last(node)
        return self.trimmed(node.start, node.end) if last is None else last

    def trimmed(self, start: int, end: int) -> int:
        """The end of a stretch without the white space at its end."""
        while end > start and self.text[end - 1] in " \t\r\n\x85\u2028\u2029":
            end -= 1
        return end

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return max(self.text.rfind(mark, 0, offset) for mark in "\r\n\x85\u2028\u2029") + 1

    def line_ending(self, offset: int) -> int:
        """Where the line of an offset ends, before its break."""
        found = BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)
