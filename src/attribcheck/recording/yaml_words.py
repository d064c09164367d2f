"""Values in the shortest YAML that reads back as the same, on one line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from attribcheck.recording.edits import quoted

# What needs no quotation marks inside brackets: no colon, comma, bracket or number sign, and no space at its ends.
_PLAIN = re.compile(r"[^\W_](?:[\w .'’‘“”\"/()+%$€£¥°–—…!;&*=<>-]*[\w.'’”\")%!…])?")
# Beyond it a float has no units.
_EXACT = 2.0**53
_NOTHING = ("null", "Null", "NULL")

Value = str | int | float | bool | date | Sequence["Value"] | Mapping[str, "Value"]


def scalar(words: str) -> str:
    """Words as a value that may stand anywhere: plain where that is safe, else in double quotes."""
    return words if _PLAIN.fullmatch(words) and words not in _NOTHING else quoted(words)


def flow(value: Value) -> str:
    """A value on one line; a list of one is its only item."""
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return scalar(value)
        case float():
            return repr(value) if value >= _EXACT or value != int(value) else str(int(value))
        case int() | date():
            return str(value)
        case Mapping():
            return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    return flow(value[0]) if len(value) == 1 else "[" + ", ".join(flow(one) for one in value) + "]"


def like(written: str, words: str) -> str:
    """Words in the quotation marks that a value is written in, where they can be."""
    if written.startswith('"'):
        return quoted(words)
    if written.startswith("'") and words.isprintable():
        return "'" + words.replace("'", "''") + "'"
    return scalar(words)


def comment(words: str) -> str:
    """Words behind a '# ': on one line, and without what a terminal or YAML could take for more than words."""
    return "# " + "".join(letter for letter in " ".join(words.split()) if letter.isprintable())
