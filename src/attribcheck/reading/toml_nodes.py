"""A TOML text read into nodes that know their place. The values are `tomllib`'s, which keeps no places.

The strings of the text are found once more, in order, and each value that is a string takes the
first one of the same words that no other value has taken. Days, figures and tables stand where the
text begins: nobody is told of their place.
"""

from __future__ import annotations

import re
import tomllib
from collections import deque
from functools import partial
from typing import Any

from attribcheck.places import Run, TextMap
from attribcheck.reading.nodes import MAX_DEPTH, FaultInFile, Mapping, Node, Scalar, Sequence, too_deep

_STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}+'
    r"|'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}+"
    r'|"(?:[^"\\\r\n]++|\\.)*+"'
    r"|'[^'\r\n]*+'"
    r"|\#[^\r\n]*+",
    re.DOTALL,
)
_PIECE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[ \t]*+\r?\n[ \t\r\n]*+|.)|\r\n|[^\\\r]++|\r", re.DOTALL)
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)")
_FIX = 'Write it as TOML: key = "value".'


def read_toml(text: str, start: int, end: int) -> Mapping:
    """The nodes of the TOML in `text` from `start` to `end`, with offsets in `text`. Raises `FaultInFile`."""
    # A carriage return alone ends a line for people and none for TOML.
    written = re.sub(r"\r(?!\n)", "\n", text[start:end])
    try:
        values = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise _fault(str(error), text, start, end) from None
    except RecursionError:
        raise too_deep(start) from None
    strings: dict[str, deque[tuple[int, int]]] = {}
    for found in _STRING.finditer(text, start, end):
        if found.group()[0] != "#" and not _is_key(text, found.end()):
            words = _value(found.group())
            strings.setdefault(words, deque()).append(found.span())
    return _Tree(text, start, strings).mapping(values, 0)


def _fault(message: str, text: str, start: int, end: int) -> FaultInFile:
    where = _WHERE.search(message)
    at = end
    if where:
        lines = [start, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text[:end]) if found.end() > start)]
        at = min(lines[min(int(where[1]), len(lines)) - 1] + int(where[2]) - 1, end)
    return FaultInFile(_WHERE.sub("", message).replace("(at end of document)", "").strip() + ".", at, fix=_FIX)


def _is_key(text: str, end: int) -> bool:
    """Whether a string is a key: 'title' = …, ["a"."b"]. In a list a bracket may follow a value."""
    return text[end : end + 20].lstrip(" \t").startswith(("=", "."))


def _value(written: str) -> str:
    try:
        return str(tomllib.loads(f"value = {written}")["value"])
    except tomllib.TOMLDecodeError:
        return written


class _Tree:
    def __init__(self, text: str, start: int, strings: dict[str, deque[tuple[int, int]]]) -> None:
        self.text = text
        self.start = start
        self.strings = strings

    def mapping(self, values: dict[str, Any], depth: int) -> Mapping:
        if depth > MAX_DEPTH:
            raise too_deep(self.start)
        entries = {key: (self._plain(key), self._node(value, depth + 1)) for key, value in values.items()}
        return Mapping(entries, self.start, self.start)

    def _node(self, value: Any, depth: int) -> Node:
        if isinstance(value, dict):
            return self.mapping(value, depth)
        if isinstance(value, list):
            if depth > MAX_DEPTH:
                raise too_deep(self.start)
            return Sequence([self._node(item, depth + 1) for item in value], self.start, self.start)
        if isinstance(value, str) and self.strings.get(value):
            start, end = self.strings[value].popleft()
            return Scalar(value, start, end, partial(_string_map, self.text, start, end, value))
        return self._plain(str(value).lower() if isinstance(value, bool) else str(value))

    def _plain(self, words: str) -> Scalar:
        return Scalar(words, self.start, self.start, partial(_whole, self.start, 0, len(words)))


def _whole(start: int, width: int, length: int) -> TextMap:
    """The map of a value each of whose characters leads to the whole of what is written."""
    return TextMap([Run(offset, start, width) for offset in range(length)] if width else [Run(0, start, 0)])


def _string_map(text: str, start: int, end: int, value: str) -> TextMap:
    """The map from a string's words to the characters between its quotation marks."""
    mark = text[start] * (3 if text[start : start + 3] == text[start] * 3 and end - start >= 6 else 1)
    first, last = start + len(mark), end - len(mark)
    if len(mark) == 3:
        # A line end right behind the opening marks is no part of the string.
        first += 2 if text[first : first + 2] == "\r\n" else 1 if text[first : first + 1] in ("\n", "\r") else 0
    if text[first:last] == value:
        return TextMap.straight(first)
    runs: list[Run] = []
    length = 0
    for piece in _PIECE.finditer(text, first, last):
        escaped = piece.group()[0] == "\\" and mark[0] == '"'
        if not escaped and piece.group() != "\r\n":
            runs.append(Run(length, piece.start(), 0))
            length += piece.end() - piece.start()
        elif piece.group()[1:].strip():
            runs.append(Run(length, piece.start(), piece.end() - piece.start()))
            length += 1
        elif piece.group() == "\r\n":
            runs.append(Run(length, piece.start(), 2))
            length += 1
    return TextMap(runs) if length == len(value) else _whole(start, end - start, len(value))
