"""Where words stand: one `Place` type for the whole program, and the maps that lead to it.

Offsets and columns count Unicode code points, spans are half-open, lines and columns start
at 1. A line ends at LF, CRLF or CR and nowhere else; a byte order mark has no column.
Formats that count otherwise (UTF-8 bytes, UTF-16 units) convert at their own edge.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A stretch of one passage's words: the passage's number, and code points in its words."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one file.

    `text` is the file's own characters between the two points, untouched. `words` is what a
    reader sees there, kept only where it differs (escapes, entities, markup). `path` is set
    only where the stretch is not in the article's own file, `span` only where it is one of the
    article's words: the passage, and where in the passage's words.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    words: str | None = None
    path: str | None = None
    span: Span | None = None

    @property
    def seen(self) -> str:
        """The words as a reader sees them."""
        return self.text if self.words is None else self.words


class SourceText:
    """The decoded characters of one file (no byte order mark), and their lines."""

    __slots__ = ("_line_starts", "path", "text")

    def __init__(self, text: str, path: str | None = None) -> None:
        self.text = text
        self.path = path
        self._line_starts: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        if self._line_starts is None:
            self._line_starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]
        return self._line_starts

    def line_column(self, offset: int) -> tuple[int, int]:
        """The line and column of one offset, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def byte_columns(self, place: Place) -> tuple[int, int] | None:
        """The place's two columns counted in UTF-8 bytes; None where they are the same as in code points."""
        found = tuple(
            self._byte_column(*point) for point in ((place.line, place.column), (place.end_line, place.end_column))
        )
        return None if found == (place.column, place.end_column) else (found[0], found[1])

    def _byte_column(self, line: int, column: int) -> int:
        starts = self.line_starts
        start = starts[line - 1] if line <= len(starts) else len(self.text)
        return len(self.text[start : start + column - 1].encode("utf-8", "surrogatepass")) + 1

    def place(self, start: int, end: int, words: str | None = None, span: Span | None = None) -> Place:
        """The place from offset `start` to offset `end`; `words` is what a reader sees."""
        line, column = self.line_column(start)
        end_line, end_column = self.line_column(end)
        text = self.text[start:end]
        return Place(
            line,
            column,
            end_line,
            end_column,
            text,
            None if words is None or words == text else words,
            self.path,
            span,
        )


class Run(NamedTuple):
    """A piece of a `TextMap`: from `value` on, characters come from `file` on.

    `width` 0: one character each, up to the next run. Otherwise the run is one character
    that stands for `width` characters of the file: `\\u00e9` in a JSON string is one
    character of the value and six of the file.
    """

    value: int
    file: int
    width: int


class TextMap:
    """Leads from the characters of a value back to the characters it was read from."""

    __slots__ = ("_runs", "_starts")

    def __init__(self, runs: list[Run]) -> None:
        self._runs = runs or [Run(0, 0, 0)]
        self._starts = [run.value for run in self._runs]

    @classmethod
    def straight(cls, file: int) -> TextMap:
        """The map of a value that stands in the file as it is, from offset `file` on."""
        return cls([Run(0, file, 0)])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open stretch of the file that the value's `start`..`end` came from."""
        first = self._before(start)
        if end <= start:
            return first, first
        run = self._runs[bisect_right(self._starts, end - 1) - 1]
        last = run.file + run.width if run.width else run.file + (end - 1 - run.value) + 1
        return first, last

    def _before(self, offset: int) -> int:
        run = self._runs[bisect_right(self._starts, offset) - 1]
        if run.width:
            return run.file if offset == run.value else run.file + run.width
        return run.file + offset - run.value
