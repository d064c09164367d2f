"""A JSON text read into nodes that know their place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from json import JSONDecodeError
from json import decoder as _json_decoder
from typing import NoReturn

from attribcheck.places import Run, SourceText, TextMap
from attribcheck.reading.nodes import (
    MAX_DEPTH,
    FaultInFile,
    Mapping,
    Node,
    Scalar,
    Sequence,
    duplicate_key,
    too_deep,
)

# A part of the standard library that its type stubs leave out.
_scan_string: Callable[[str, int, bool], tuple[str, int]] = _json_decoder.scanstring  # type: ignore[attr-defined]

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORD = re.compile(r"-?[^\W\d]\w*")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u....|.)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LITERALS = {"true": "true", "false": "false", "null": None}
_ODD_NUMBER = re.compile(r"[\w.:+-]+")
_QUOTES = "'‘’“”„«»`"


def read_json(text: str, *, strict: bool = True) -> Node:
    """The nodes of a JSON text. Numbers, true and false stay the text that is written; null is None.

    A lone surrogate in an escape becomes U+FFFD. Raises `FaultInFile`. Without `strict`, text that
    other programs wrote is read as their readers do: the last of two equal keys counts, and control
    characters may stand in strings.
    """
    return _Reader(text, strict).read()


def _straight(start: int) -> TextMap:
    return TextMap.straight(start)


def _string_map(source: str, start: int, end: int) -> TextMap:
    """The map of the string whose quotation marks stand at `start` and before `end`."""
    runs: list[Run] = []
    length, done = 0, start + 1
    for escape in _ESCAPE.finditer(source, start + 1, end - 1):
        if escape.start() > done:
            runs.append(Run(length, done, 0))
            length += escape.start() - done
        done = escape.end()
        runs.append(Run(length, escape.start(), done - escape.start()))
        length += 1
    if done < end - 1 or not runs:
        runs.append(Run(length, done, 0))
    return TextMap(runs)


class _Reader:
    """One pass over the text; each method begins at a token and moves `at` behind what it read."""

    def __init__(self, text: str, strict: bool = True) -> None:
        self.text = text
        self.strict = strict
        self.at = 0
        self.depth = 0

    def read(self) -> Node:
        self._skip()
        if self.at == len(self.text):
            raise FaultInFile("The file is empty.", fix="Write an article, or remove the file.")
        node = self._value()
        self._skip()
        if self.at < len(self.text):
            self._refuse_comment()
            self._fail(
                "Something follows after the end of the article.",
                "Remove it, or look for a bracket that closes too early.",
            )
        return node

    def _value(self) -> Node:
        character = self._next()
        if character == '"':
            return self._string()
        if character == "{":
            return self._mapping()
        if character == "[":
            return self._sequence()
        number = _NUMBER.match(self.text, self.at)
        if number:
            self.at = number.end()
            self._refuse_odd_number(number.start())
            return self._bare(number.group(), number.start())
        word = _WORD.match(self.text, self.at)
        if not word or word.group() not in _LITERALS:
            self._refuse_value(word.group() if word else character)
        self.at = word.end()
        return self._bare(_LITERALS[word.group()], word.start())

    def _bare(self, text: str | None, start: int) -> Scalar:
        return Scalar(text, start, self.at, partial(_straight, start))

    def _string(self) -> Scalar:
        start = self.at
        try:
            value, self.at = _scan_string(self.text, start + 1, self.strict)
        except JSONDecodeError as error:
            raise self._bad_string(error, start) from None
        value = _SURROGATE.sub("\ufffd", value)
        return Scalar(value, start, self.at, partial(_string_map, self.text, start, self.at))

    def _sequence(self) -> Sequence:
        start = self._enter()
        items: list[Node] = []
        while not self._closes("]", start, first=not items):
            items.append(self._value())
        return Sequence(items, start, self.at)

    def _mapping(self) -> Mapping:
        start = self._enter()
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not self._closes("}", start, first=not entries):
            if self._next() != '"':
                self._refuse_key()
            key = self._string()
            name = key.text or ""
            if name in entries and self.strict:
                raise duplicate_key(name, entries[name][0], key, self.text)
            self._skip()
            if self._next() != ":":
                self.at = key.end
                self._fail("A colon is missing after the key.", 'Write "key": value.')
            self.at += 1
            self._skip()
            entries[name] = (key, self._value())
        return Mapping(entries, start, self.at)

    def _enter(self) -> int:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise too_deep(self.at)
        self.at += 1
        return self.at - 1

    def _closes(self, bracket: str, opened: int, *, first: bool) -> bool:
        """Moves to the next entry, or behind the closing bracket (and says so)."""
        before = self.at
        self._skip()
        if self._next() == bracket:
            self.at += 1
            self.depth -= 1
            return True
        if not first and self._next() == ",":
            comma = self.at
            self.at += 1
            self._skip()
            if self._next() and self._next() in "]}":
                self.at = comma
                self._fail("A comma stands before the closing bracket.", "Remove the comma.")
        elif not first and self._next():
            self._refuse_comment()
            if self._next() in "]}":
                self._fail(f"'{self._next()}' stands where '{bracket}' should close.", "Check the brackets.")
            self.at = before
            self._fail("A comma is missing here.", "Put a comma between two entries.")
        if not self._next():
            line, column = SourceText(self.text).line_column(opened)
            self._fail(f"'{self.text[opened]}' at {line}:{column} is never closed.", f"Add '{bracket}'.")
        return False

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _skip(self) -> None:
        found = _SPACE.match(self.text, self.at)
        if found:
            self.at = found.end()

    def _fail(self, message: str, fix: str, width: int = 1) -> NoReturn:
        end = min(self.at + width, len(self.text))
        if self.text[self.at : end] in ("\n", "\r"):
            end = self.at
        raise FaultInFile(message, self.at, end, fix=fix)

    def _refuse_comment(self) -> None:
        if self._next() == "#" or self.text.startswith(("//", "/*"), self.at):
            self._fail("JSON has no comments.", "Remove the comment, or write the article in YAML.")

    def _refuse_odd_number(self, start: int) -> None:
        """Raises for what only begins like a number: 012, 1., 2025-01-13, 14:32."""
        rest = _ODD_NUMBER.match(self.text, self.at)
        if rest:
            self.at = start
            written = self.text[start : rest.end()]
            self._fail(f"'{written}' is no number in JSON.", "Put it in double quotes.", len(written))

    def _refuse_key(self) -> NoReturn:
        self._refuse_comment()
        if self._next() in tuple(_QUOTES):
            self._fail("JSON has no other quotation marks than '\"'.", "Use double quotes.")
        self._fail("A key in double quotes is expected here.", "Put the key in double quotes.")

    def _refuse_value(self, found: str) -> NoReturn:
        self._refuse_comment()
        if not found:
            self._fail("The file ends where a value is expected.", "Add the value and the closing brackets.")
        if found in _QUOTES:
            self._fail("JSON has no other quotation marks than '\"'.", "Use double quotes.")
        if found.lstrip("-") in ("NaN", "Infinity"):
            self._fail(f"JSON has no '{found}'.", "Write null, or put the word in double quotes.", len(found))
        if found.lower() in ("true", "false", "null", "none"):
            right = "null" if found.lower() == "none" else found.lower()
            self._fail(f"JSON has no '{found}'.", f"Write {right}.", len(found))
        if found in ",]}:":
            self._fail(f"A value is missing before '{found}'.", "Add the value, or null.")
        if not found.isprintable():
            self._fail(f"A stray character (U+{ord(found[0]):04X}) stands here.", "Remove it.")
        self._fail(f"'{found}' is no value in JSON.", "Put text in double quotes.", len(found))

    def _bad_string(self, error: JSONDecodeError, start: int) -> FaultInFile:
        at = min(error.pos, len(self.text))
        if "Unterminated" in error.msg:
            return FaultInFile(
                "The quotation mark that opens here is never closed.",
                start,
                start + 1,
                fix="Close the text with '\"', and write '\"' inside the text as '\\\"'.",
            )
        if "control character" in error.msg:
            if self.text[at : at + 1] in "\r\n":
                return FaultInFile(
                    "A text in double quotes goes on over the end of the line.",
                    at,
                    fix="Close the text with '\"' on its line, and write a line break in it as '\\n'.",
                )
            code = ord(self.text[at])
            return FaultInFile(
                f"A text holds a control character (U+{code:04X}).", at, at + 1, fix=f"Write it as '\\u{code:04x}'."
            )
        # The decoder points now at the backslash, now behind it.
        at = self.text.rfind("\\", start, at + 1) if self.text[at : at + 1] != "\\" else at
        return FaultInFile(
            "A backslash is followed by what makes no escape.", at, at + 1, fix="Write the backslash twice."
        )
