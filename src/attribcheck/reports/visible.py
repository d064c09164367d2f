"""Hostile text made safe to show: what would steer a terminal or turn a line around is shown as its code point."""

from __future__ import annotations

import re

# Control characters, lone surrogates, line ends of Unicode, and the marks that change the direction of text.
_STEERING = re.compile("\r\n|[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def plain(words: str) -> str:
    """Words in one line that are safe to show anywhere."""
    return _STEERING.sub(_shown, words)


def encodable(path: str) -> str:
    """A path as it is, but for what UTF-8 cannot hold: a file's name may be any bytes."""
    return _SURROGATE.sub(_shown, path)


def cut(words: str, length: int) -> str:
    """The words, or their beginning with an ellipsis, in no more than `length` characters."""
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def _shown(character: re.Match[str]) -> str:
    mark = character.group()
    return " " if mark in ("\r\n", "\n", "\t") else f"<U+{ord(mark):04X}>"
