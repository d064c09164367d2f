"""Entries that a person put '#' before: they are known, and are not offered a second time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.reading.yaml_nodes import read_yaml
from attribcheck.recording.lost_anchors import HEADING

_COMMENT = re.compile(r"^[ \t]*#+[ \t]*(?P<words>[^\r\n]*)", re.MULTILINE)
_ANCHOR = re.compile(r"\b(?:at|mentions):")


def set_aside(text: str) -> list[str]:
    """The anchors in the comments of a record that are entries, in the order of the file.

    What is no longer in the text is not among them: it may come back.
    """
    ours = text.split(HEADING)[0]
    found: list[str] = []
    for comment in _COMMENT.finditer(ours):
        words = comment.group("words").split("  #")[0]
        if _ANCHOR.search(words):
            found += _anchors_of(words)
    return found


def _anchors_of(words: str) -> Iterator[str]:
    try:
        yield from _anchors(read_yaml(words))
    except FaultInFile:
        return


def _anchors(node: Node) -> Iterator[str]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _anchors(item)
    elif isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            if key in ("at", "mentions"):
                yield from _leaves(value)
            if not isinstance(value, Scalar):
                yield from _anchors(value)


def _leaves(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        if node.text:
            yield node.text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _leaves(item)
