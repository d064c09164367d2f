"""The lines of a plain text, in groups parted by blank ones."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"([^\r\n]*+)(\r\n|\n|\r|\Z)")
UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})\s*\Z")


class TextLine(NamedTuple):
    """One line's words without the white space around them, and where they stand in the file."""

    start: int
    end: int
    words: str
    indented: bool


def blocks_of(text: str) -> list[list[TextLine]]:
    """The lines in groups parted by lines without words. An underline stays with the line above it."""
    blocks: list[list[TextLine]] = [[]]
    for found in _LINE.finditer(text):
        words = found[1].strip()
        if any(map(str.isalnum, words)) or (blocks[-1] and UNDERLINE.match(words)):
            start = found.start() + found[1].index(words)
            blocks[-1].append(TextLine(start, start + len(words), words, found[1][:1].isspace()))
            if not any(map(str.isalnum, words)):
                blocks.append([])
        elif blocks[-1]:
            blocks.append([])
        if found.end() == len(text):
            break
    return [block for block in blocks if block]


def is_underlined(block: list[TextLine]) -> bool:
    """Whether a block ends in an underline."""
    return len(block) > 1 and not any(map(str.isalnum, block[-1].words))
