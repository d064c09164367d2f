"""Changes to a file's text, and words as both YAML and JSON write them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

# What YAML refuses or takes for the end of a line, and JSON's own escaping lets through.
_UNWRITTEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Words to put in place of a stretch of the text."""

    start: int
    end: int
    words: str


def apply(text: str, edits: list[Edit]) -> str | None:
    """The text after some edits; None where two of them are at odds."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits):
        if edit.start < done:
            return None
        parts += [text[done : edit.start], edit.words]
        done = edit.end
    return "".join([*parts, text[done:]])


def quoted(words: str) -> str:
    """The words in double quotes, as both JSON and YAML read them."""
    return _UNWRITTEN.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(words, ensure_ascii=False))
