"""Hostile text made safe to show: what would steer a terminal or turn a line around is shown as its code point."""

from __future__ import annotations

import re

from attribcheck.report import encodable

__all__ = ["calm", "cut", "encodable", "plain"]

# Control characters, lone surrogates, line ends of Unicode, and the marks that change the direction of text.
_STEERING = re.compile("\r\n|[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(words: str) -> str:
    """Words in one line that are safe to show anywhere."""
    return _STEERING.sub(_shown, words)


def cut(words: str, length: int) -> str:
    """The words, or their beginning with an ellipsis, in no more than `length` characters."""
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def _shown(character: re.Match[str]) -> str:
    mark = character.group()
    return " " if mark in ("\r\n", "\n", "\t") else f"<U+{ord(mark):04X}>"


def calm(text: str) -> str:
    """Text for a log that a CI runner reads: no line begins with `::`, and no `##[` stands anywhere.

    GitHub's runner takes either for a command, whatever blanks stand before it (ActionCommand.cs).
    """
    return _COMMAND.sub(lambda mark: f"{mark.group()}\u2060", text)


_COMMAND = re.compile(r"(?m)(?:^\s*:(?=:)|##(?=\[))")
