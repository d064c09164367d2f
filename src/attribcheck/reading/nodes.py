"""What a YAML or JSON file holds before anyone says what it means: scalars that know where they stand.

Every scalar is text, whatever a YAML 1.1 parser would make of it (`on`, `no`, `14:32`,
`1.10`, `012` stay as written); the article's schema says later what each must be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from attribcheck.places import SourceText, TextMap
from attribcheck.reading.faults import FaultKind

# An article needs about six levels. Past some tens of thousands libyaml overflows the C stack.
MAX_DEPTH = 100


@dataclass(slots=True)
class Scalar:
    """One value. `text` is None for nothing (an empty YAML value, `~`, JSON null).

    `start` and `end` are offsets in the file, quotation marks or block header included.
    """

    text: str | None
    start: int
    end: int
    mapped: Callable[[], TextMap] = field(repr=False, compare=False)
    _map: TextMap | None = field(default=None, init=False, repr=False, compare=False)

    def text_map(self) -> TextMap:
        """The map from `text` to the file, worked out when somebody asks for it."""
        if self._map is None:
            self._map = self.mapped()
        return self._map


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    items: list[Node]
    start: int
    end: int


@dataclass(slots=True)
class Mapping:
    """Keys with their nodes, in the order of the file; keys are unique."""

    entries: dict[str, tuple[Scalar, Node]]
    start: int
    end: int

    def get(self, key: str) -> Node | None:
        """The node under `key`, or None."""
        entry = self.entries.get(key)
        return entry[1] if entry else None

    def key(self, key: str) -> Scalar:
        """The key itself, with its place."""
        return self.entries[key][0]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)


Node = Scalar | Sequence | Mapping


class FaultInFile(Exception):  # noqa: N818 (it is the file that is wrong, not the program)
    """The file cannot be read as what it claims to be.

    `kind` is the finding's rule: `parse-error` or `invalid-article`. `start` and `end` are
    offsets in the file's text; `fix` says what to do. `before` is set only where the file has
    no text as a whole (its bytes are broken): the characters that come before the fault.
    """

    def __init__(
        self,
        message: str,
        start: int = 0,
        end: int | None = None,
        *,
        kind: FaultKind = "parse-error",
        fix: str = "",
        before: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = start if end is None else end
        self.kind = kind
        self.fix = fix
        self.before = before


def duplicate_key(key: str, first: Scalar, second: Scalar, text: str) -> FaultInFile:
    """The fault of a key that stands twice in one mapping of the file `text`."""
    line, _ = SourceText(text).line_column(first.start)
    return FaultInFile(
        f"The key '{key}' stands twice here; the first is on line {line}.",
        second.start,
        second.end,
        kind="invalid-article",
        fix="Keep one of the two, or put both values in a list under one key.",
    )


def too_deep(start: int) -> FaultInFile:
    """The fault of nesting beyond `MAX_DEPTH`; `start` is where the limit is passed."""
    return FaultInFile(
        f"The values are nested more than {MAX_DEPTH} levels deep.",
        start,
        fix="An article needs about six levels: look for brackets or dashes that were never meant.",
    )
