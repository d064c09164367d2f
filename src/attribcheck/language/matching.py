"""Words compared as a reader compares them: case, quotation marks, dashes and white space do not count.

Nor do characters that nobody sees (soft hyphens, zero-width and bidi marks, variation
selectors): real articles hold them, and an anchor typed by hand does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple


class Normalised(NamedTuple):
    """Normalised words. `offsets` and `ends` give for each character where its origin begins and ends."""

    text: str
    offsets: Sequence[int]
    ends: Sequence[int]


_UNSEEN = {
    0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
    *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0),
}  # fmt: skip
_ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞＂″", '"'),
        **dict.fromkeys("‘’‚‛‹›`´ʼʹ′＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    }
)
_FREQUENT = [
    *((mark, "'") for mark in "‘’`"),
    *((mark, '"') for mark in "“”"),
    *((mark, "-") for mark in "–—"),
    *((space, " ") for space in "\u00a0\u202f\n\r\t\f\v\x1c\x1d\x1e\x1f"),
]
# Stretches that need more than lower case: other characters than plain ASCII, and runs of white space.
_SPECIAL = re.compile(r" *[^\x00-\x7f]+\s*|  +")
_WIDE = 0x2E80


def normalise(text: str) -> Normalised:
    """The words to compare, with the way back."""
    plain = text
    for character, other in _FREQUENT:
        # One for one, so that places stay; and far quicker than looking at each character.
        plain = plain.replace(character, other)
    if plain.isascii() and "  " not in plain:
        return Normalised(plain.lower(), range(len(text) + 1), range(1, len(text) + 1))
    made = _Builder()
    done = 0
    for special in _SPECIAL.finditer(plain):
        start, end = special.span()
        made.copy(plain, done, start)
        made.translate(plain, start, end)
        done = end
    made.copy(plain, done, len(plain))
    return Normalised("".join(made.out), [*made.offsets, len(text)], made.ends)


class _Builder:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.offsets: list[int] = []
        self.ends: list[int] = []
        self.blank = False

    def copy(self, text: str, start: int, end: int) -> None:
        """A stretch of plain ASCII with single spaces."""
        if end > start:
            self.out.append(text[start:end].lower())
            self.offsets.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))
            self.blank = False

    def translate(self, text: str, start: int, end: int) -> None:
        """A stretch with white space or characters that are compared as others."""
        position = start
        while position < end:
            first = position
            position += 1
            if text[first].isspace():
                if not self.blank:
                    self.add(" ", first, position)
                self.blank = True
            elif ord(text[first]) in _UNSEEN:
                continue
            elif unicodedata.combining(text[first]) and self.out and self.ends[-1] == first:
                self.accent(text[first], position)
            else:
                while position < end and unicodedata.combining(text[position]):
                    position += 1
                self.add(_plain(text[first:position]), first, position)
                self.blank = False

    def add(self, words: str, start: int, end: int) -> None:
        self.out.append(words)
        self.offsets.extend([start] * len(words))
        self.ends.extend([end] * len(words))

    def accent(self, mark: str, end: int) -> None:
        """An accent that stands by itself belongs to the plain letter before it."""
        last = self.out[-1]
        letter = _plain(last[-1] + mark)
        if len(letter) == 1:
            self.out[-1] = last[:-1] + letter
            self.ends[-1] = end


@lru_cache(maxsize=4096)
def _plain(cluster: str) -> str:
    """One character with its accents, as it is compared."""
    if cluster == "…":
        return "..."
    return unicodedata.normalize("NFC", cluster.translate(_ONE_TO_ONE)).lower()


def find_words(needle: Normalised | str, hay: Normalised) -> list[tuple[int, int]]:
    """Where the needle's words stand in the hay, as spans of its original text.

    Whole words only: 'the other' is not in 'another'. Scripts without spaces need no boundary.
    """
    wanted = (normalise(needle) if isinstance(needle, str) else needle).text.strip()
    text = hay.text
    found: list[tuple[int, int]] = []
    if not wanted:
        return found
    position = text.find(wanted)
    while position >= 0:
        end = position + len(wanted)
        if not _inside_word(text, position) and not _inside_word(text, end):
            found.append((hay.offsets[position], hay.ends[end - 1]))
        position = text.find(wanted, position + 1)
    return found


def _inside_word(text: str, position: int) -> bool:
    if position <= 0 or position >= len(text):
        return False
    before, after = text[position - 1], text[position]
    return before.isalnum() and after.isalnum() and ord(before) < _WIDE and ord(after) < _WIDE
