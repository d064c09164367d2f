"""The changes to a file's text that record a check of a claim, and nothing else.

A claim may be plain words, or a mapping in flow or in block style, in YAML or in JSON. For each
there is a first choice and, where the file may be written in a way that it does not fit, a
second one; whoever applies them reads the text again and keeps the one that holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar
from attribcheck.reading.structured import plain, read_tree
from attribcheck.recording.edits import Edit, quoted
from attribcheck.recording.layout import BREAK, Layout

FIELDS = ("by", "on", "how", "result", "note", "locator", "words")


class Pen:
    """Writes checks into one text; `is_json` says in which of the two ways."""

    def __init__(self, text: str, *, is_json: bool) -> None:
        self.text = text
        self._is_json = is_json
        self._layout = Layout(text)

    def check(self, claim: Node, change: dict[str, str | None]) -> Iterator[list[Edit]]:
        """The ways to bring a claim's record of its check up to date, the best one first.

        `change` holds the fields that differ; None for one that goes.
        """
        if isinstance(claim, Scalar):
            yield from self._wrapped(claim, change)
        elif isinstance(claim, Mapping):
            recorded = claim.get("checked")
            if recorded is None:
                yield from self._layout.added(claim, [self._entry("checked", self._record(change))])
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
            end = self._layout.trimmed(claim.start, claim.end)
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
        for addition in self._layout.added(recorded, added):
            yield _joined(edits, addition)

    def _replaced(self, key: Scalar, node: Node, words: str) -> Edit:
        if node.start == node.end:
            # Nothing is written after the key: the value goes behind its colon.
            colon = self.text.index(":", key.end) + 1
            return Edit(colon, colon, f" {words}")
        return Edit(node.start, self._layout.trimmed(node.start, node.end), words)

    def _has_comment(self, node: Scalar) -> bool:
        """Whether a comment stands behind the `|` or `>` of a block of text."""
        return self._is_block(node) and "#" in BREAK.split(self.text[node.start : node.end])[0]

    def _is_block(self, node: Scalar) -> bool:
        return not self._is_json and self.text[node.start : node.start + 1] in ("|", ">")


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
