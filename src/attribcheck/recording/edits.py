"""The changes to a file's text that record a check of a claim, and nothing else.

A claim may be plain words, or a mapping in flow or in block style, in YAML or in JSON. For each
there is a first choice and, where the file may be written in a way that it does not fit, a
second one; whoever applies them reads the text again and keeps the one that holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.reading.structured import plain, read_tree
from attribcheck.reading.yaml_scalars import scalar_start

FIELDS = ("by", "on", "how", "result", "note", "locator", "words")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# What YAML refuses or takes for the end of a line, and JSON's own escaping lets through.
_UNWRITTEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Words to put in place of a stretch of the text."""

    start: int
    end: int
    words: str


def apply(text: str, edits: list[Edit]) -> str | None:
    """The text after some edits; None where two of them are at odds."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits):
        if edit.start < done:
            return None
        parts += [text[done : edit.start], edit.words]
        done = edit.end
    return "".join([*parts, text[done:]])


def quoted(words: str) -> str:
    """The words in double quotes, as both JSON and YAML read them."""
    return _UNWRITTEN.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(words, ensure_ascii=False))


class Pen:
    """Writes checks into one text; `is_json` says in which of the two ways."""

    def __init__(self, text: str, *, is_json: bool) -> None:
        self.text = text
        self._is_json = is_json
        found = re.search("\r\n|\n|\r", text)
        self._line_end = found.group() if found else "\n"

    def check(self, claim: Node, change: dict[str, str | None]) -> Iterator[list[Edit]]:
        """The ways to bring a claim's record of its check up to date, the best one first.

        `change` holds the fields that differ; None for one that goes.
        """
        if isinstance(claim, Scalar):
            yield from self._wrapped(claim, change)
        elif isinstance(claim, Mapping):
            recorded = claim.get("checked")
            if recorded is None:
                yield from self._added(claim, [self._entry("checked", self._record(change))])
                return
            kept: dict[str, str | None] = {}
            if isinstance(recorded, Mapping) and recorded.entries:
                yield from self._changed(recorded, change)
                kept = plain(recorded)
            if "#" not in self.text[recorded.start : recorded.end]:
                yield [self._replaced(claim.key("checked"), recorded, self._record(kept | change))]

    def _record(self, fields: dict[str, str | None]) -> str:
        written = ((field, fields.get(field)) for field in FIELDS)
        return "{" + ", ".join(self._entry(key, self._value(key, words)) for key, words in written if words) + "}"

    def _entry(self, key: str, value: str) -> str:
        return f'"{key}": {value}' if self._is_json else f"{key}: {value}"

    def _value(self, field: str, words: str | None) -> str:
        if words is None:
            return "null"
        return words if field == "on" and not self._is_json else quoted(words)

    def _wrapped(self, claim: Scalar, change: dict[str, str | None]) -> Iterator[list[Edit]]:
        """A claim given as plain words becomes a mapping; its words stay as they are written where they can."""
        written = self.text[claim.start : claim.end]
        end = claim.end
        if self._is_block(claim):
            if self._has_comment(claim):
                return
            end = self._trimmed(claim.start, claim.end)
            written = quoted(claim.text or "")
        elif not self._is_json and not _means(f"{{text: {written}}}", claim.text):
            written = quoted(claim.text or "")
        entries = f"{self._entry('text', written)}, {self._entry('checked', self._record(change))}"
        yield [Edit(claim.start, end, f"{{{entries}}}")]

    def _changed(self, recorded: Mapping, change: dict[str, str | None]) -> Iterator[list[Edit]]:
        """A check that is recorded already is changed field by field."""
        edits: list[Edit] = []
        added: list[str] = []
        for field in FIELDS:
            if field not in change:
                continue
            node = recorded.get(field)
            value = self._value(field, change[field])
            if node is None:
                added.append(self._entry(field, value))
            elif isinstance(node, Scalar) and self._has_comment(node):
                return
            else:
                edits.append(self._replaced(recorded.key(field), node, value))
        if not added:
            yield edits
            return
        for addition in self._added(recorded, added):
            yield _joined(edits, addition)

    def _replaced(self, key: Scalar, node: Node, words: str) -> Edit:
        if node.start == node.end:
            # Nothing is written after the key: the value goes behind its colon.
            colon = self.text.index(":", key.end) + 1
            return Edit(colon, colon, f" {words}")
        return Edit(node.start, self._trimmed(node.start, node.end), words)

    def _added(self, mapping: Mapping, entries: list[str]) -> Iterator[list[Edit]]:
        """Entries put at the end of a mapping, else at its beginning."""
        end = self._end_of_last(mapping)
        if self._is_flow(mapping):
            if end is not None:
                indent = self._own_line(mapping)
                between = ", " if indent is None else f",{self._line_end}{indent}"
                yield [Edit(end, end, "".join(between + entry for entry in entries))]
            opening = self._opening(mapping) + 1
            yield [Edit(opening, opening, "".join(f"{entry}, " for entry in entries))]
            return
        first = next(iter(mapping.entries.values()))[0].start
        indent = " " * (first - self._line_start(first))
        if end is not None:
            found = _BREAK.search(self.text, end)
            after = found.start() if found else len(self.text)
            yield [Edit(after, after, "".join(f"{self._line_end}{indent}{entry}" for entry in entries))]
        yield [Edit(first, first, "".join(f"{entry}{self._line_end}{indent}" for entry in entries))]

    def _own_line(self, mapping: Mapping) -> str | None:
        """The white space before the last key of a flow mapping, if that key begins a line."""
        key = next(reversed(mapping.entries.values()))[0]
        before = self.text[self._line_start(key.start) : key.start]
        return None if before.strip(" \t") else before

    def _end_of_last(self, mapping: Mapping) -> int | None:
        """Where the last words of a mapping end; None where there are none, or an alias stands for them."""
        key, last = next(reversed(mapping.entries.values()))
        return self._end(last, key.end, mapping.end)

    def _end(self, node: Node, after: int, before: int) -> int | None:
        end = self._trimmed(node.start, node.end)
        if node.start < after or end > before or end == node.start:
            return None
        if isinstance(node, Scalar) or self._is_flow(node):
            return end
        if isinstance(node, Mapping):
            return self._end_of_last(node)
        return self._end(node.items[-1], node.start, node.end)

    def _opening(self, node: Node) -> int:
        return scalar_start(self.text, node.start, node.end)

    def _is_flow(self, node: Mapping | Sequence) -> bool:
        return self.text[self._opening(node)] in "{["

    def _has_comment(self, node: Scalar) -> bool:
        """Whether a comment stands behind the `|` or `>` of a block of text."""
        return self._is_block(node) and "#" in _BREAK.split(self.text[node.start : node.end])[0]

    def _is_block(self, node: Scalar) -> bool:
        return not self._is_json and self.text[node.start : node.start + 1] in ("|", ">")

    def _trimmed(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in " \t\r\n\x85\u2028\u2029":
            end -= 1
        return end

    def _line_start(self, offset: int) -> int:
        return max(self.text.rfind(mark, 0, offset) for mark in "\r\n\x85\u2028\u2029") + 1


def _joined(edits: list[Edit], addition: list[Edit]) -> list[Edit]:
    """Edits and an addition that begins where one of them ends are one edit."""
    (added,) = addition
    for edit in edits:
        if edit.end == added.start and edit.start < edit.end:
            rest = [other for other in edits if other is not edit]
            return [*rest, Edit(edit.start, edit.end, edit.words + added.words)]
    return [*edits, added]


def _means(written: str, words: str | None) -> bool:
    """Whether YAML reads a flow mapping of one text as just that."""
    try:
        return bool(plain(read_tree(written, ".yaml")) == {"text": words})
    except FaultInFile:
        return False
