"""A new entry of a block, before it is put into a record: its fields, and what a person must decide of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from attribcheck.recording.yaml_words import Value, comment, flow, scalar

# An entry that is longer takes a line a field.
_WIDTH = 110


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One entry of a list (`handle` is None) or of a keyed block; `questions` become a comment behind it."""

    handle: str | None
    fields: dict[str, Value]
    questions: tuple[str, ...] = ()

    def listed(self) -> NewEntry:
        """As an entry of a list; its handle becomes its id."""
        return self if self.handle is None else replace(self, handle=None, fields={"id": self.handle, **self.fields})

    def keyed(self) -> NewEntry:
        """As an entry of a keyed block; one without a handle has its id, or its party's name, for a key."""
        if self.handle is not None:
            return self
        handle = self.fields.get("id") or self.fields.get("party")
        return replace(self, handle=str(handle), fields={k: v for k, v in self.fields.items() if k != "id"})

    def on_one_line(self) -> str:
        """As it stands in a block in brackets; there is no room for questions there."""
        return f"{self._head()}{flow(self.fields)}"

    def lines(self) -> list[str]:
        """As it stands in a block of lines, without the block's own indent."""
        dash = "- " if self.handle is None else ""
        note = f"  {comment('; '.join(self.questions))}" if self.questions else ""
        short = f"{dash}{self.on_one_line()}"
        if len(short) <= _WIDTH:
            return [short + note]
        fields = [f"{key}: {value}" for key, value in _written(self.fields)]
        if self.handle is not None:
            return [f"{self._head().rstrip()}{note}", *(f"  {field}" for field in fields)]
        return [f"- {fields[0]}{note}", *(f"  {field}" for field in fields[1:])]

    def _head(self) -> str:
        return "" if self.handle is None else f"{scalar(self.handle)}: "


def _written(fields: dict[str, Value]) -> Iterable[tuple[str, str]]:
    return ((key, flow(value)) for key, value in fields.items())
