"""Checks written into an article's file: claim by claim, and only if the article says the same afterwards."""

from __future__ import annotations

import codecs
import os
import re
import stat
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from attribcheck.article import Article, Checked
from attribcheck.reading.decode import decode
from attribcheck.reading.faults import Fault, Reading
from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence
from attribcheck.reading.structured import read_structured, read_tree
from attribcheck.recording.check_pen import Pen
from attribcheck.recording.checks import Change
from attribcheck.recording.edits import Edit, apply

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_POINT = re.compile(r"\d+:\d+")


@dataclass(slots=True)
class Recorded:
    """The file's new bytes, and the claims for which no way was found to write the check down."""

    data: bytes
    missed: list[str] = field(default_factory=list)


def record(
    data: bytes, path: str, changes: dict[str, Change], read: Callable[[bytes], Reading] | None = None
) -> Recorded:
    """The bytes of an article's record with the checks of some claims brought up to date.

    `read` reads the article with such bytes; without it the record is taken to hold its text itself.
    Every other byte is as before. What is written is read again: it must be the same article,
    with the same faults, but for these checks; a claim for which that fails is left as it was.
    The article must be one that can be read.
    """
    file = _File(data, path, read or partial(read_structured, path=path))
    missed = file.take(list(changes.items()))
    return Recorded(file.encoded(), missed)


def encoded(text: str, before: bytes) -> bytes:
    """A file's new text in the bytes that its old one was written in."""
    mark, codec = next((found for found in _MARKS if before.startswith(found[0])), (b"", "utf-8"))
    return mark + text.encode(codec)


def replace_file(path: str, before: bytes, data: bytes) -> None:
    """Puts new bytes in place of a file's at once, its rights kept.

    Raises `OSError`, also where the file no longer holds `before`; it is untouched then.
    """
    file = Path(path).resolve()
    handle, name = tempfile.mkstemp(prefix=f".{file.name[:50]}.", suffix=".tmp", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(stat.S_IMODE(file.stat().st_mode))
        if file.read_bytes() != before:
            raise OSError(None, "somebody else has changed it in the meantime")
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class _File:
    """An article's text while checks are written into it, and what each new text is held against."""

    def __init__(self, data: bytes, path: str, read: Callable[[bytes], Reading]) -> None:
        self._read = read
        self._text = decode(data)
        self._path = path
        self._data = data
        reading = read(data)
        assert reading.article is not None
        self._article = reading.article
        self._faults = _faults(reading.faults)
        self._done: dict[str, Change] = {}

    def encoded(self) -> bytes:
        return encoded(self._text, self._data)

    def take(self, changes: list[tuple[str, Change]]) -> list[str]:
        """Writes the changes down, and returns the claims for which no way holds."""
        if not changes or self._accepts(self._first_ways(changes), dict(changes)):
            return []
        if len(changes) > 1:
            # One that does not fit must not keep the others out; halves find it soonest.
            half = len(changes) // 2
            return self.take(changes[:half]) + self.take(changes[half:])
        ((claim, change),) = changes
        pen, nodes = self._pen()
        if any(self._accepts(edits, {claim: change}) for edits in pen.check(nodes[claim], change)):
            return []
        return [claim]

    def _first_ways(self, changes: list[tuple[str, Change]]) -> list[Edit]:
        pen, nodes = self._pen()
        return [edit for claim, change in changes for edit in next(pen.check(nodes[claim], change), [])]

    def _pen(self) -> tuple[Pen, dict[str, Node]]:
        nodes = dict(_claim_nodes(self._article, read_tree(self._text, self._path)))
        return Pen(self._text, is_json=self._path.lower().endswith(".json")), nodes

    def _accepts(self, edits: list[Edit], changes: dict[str, Change]) -> bool:
        """Makes the edits if the text is then the same article, with no other faults, but for the checks."""
        text = apply(self._text, edits)
        if text is None:
            return False
        reading = self._read(text.encode("utf-8"))
        done = self._done | changes
        if reading.article is None or _faults(reading.faults) != self._faults:
            return False
        if reading.article.model_dump() != _expected(self._article, done):
            return False
        self._text, self._done = text, done
        return True


def _faults(faults: list[Fault]) -> Counter[tuple[str, str]]:
    """Faults without their places, which move when lines are added."""
    return Counter((fault.kind, _POINT.sub("", fault.message)) for fault in faults)


def _expected(article: Article, changes: dict[str, Change]) -> dict[str, Any]:
    """The article as it should read with the changes made."""
    record = article.model_dump()
    claims = [*record["claims"].values(), *(said for one in record["statements"] for said in one["says"])]
    for claim in claims:
        change: dict[str, Any] = dict(changes.get(claim["id"], {}))
        if change:
            if change.get("on"):
                change["on"] = date.fromisoformat(change["on"])
            empty = dict.fromkeys(Checked.model_fields)
            claim["checked"] = (claim["checked"] or empty) | change
    return record


def _claim_nodes(article: Article, tree: Node) -> Iterator[tuple[str, Node]]:
    """Each claim's node by its id: those of the `claims` block, and those that a statement alone makes."""
    if not isinstance(tree, Mapping):
        return
    claims = tree.get("claims")
    if isinstance(claims, Mapping):
        for key, (_, node) in claims.entries.items():
            yield key, node
    for statement, entry in zip(article.statements, _listed(tree.get("statements")), strict=True):
        says = entry.get("says") if isinstance(entry, Mapping) else None
        for said, node in zip(statement.says, _listed(says), strict=True):
            yield str(said.id), node


def _listed(node: Node | None) -> list[Node]:
    """A list's nodes; one value is a list of one, nothing an empty one."""
    if node is None or (isinstance(node, Scalar) and node.text is None):
        return []
    return node.items if isinstance(node, Sequence) else [node]
