"""Cells that a spreadsheet shows and never runs, and the way back from them.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and an article's
words, or a checker's, are anybody's. Such a cell gets an apostrophe in front, which is taken off
again when the sheet comes back. The part behind a semicolon is treated as a cell too: half of
Europe's spreadsheets split a line there, quotation marks or not.
"""

from __future__ import annotations

import re
import unicodedata

from attribcheck.reports.visible import plain

_LINE_END = re.compile(r"\r\n|\r|\n")
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp"})
# Letters and marks that take no room, though their category says otherwise.
_EMPTY = frozenset("'\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0") | {
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}


def visible(words: str) -> str:
    """The words as a cell holds them: lines kept, what would steer a screen shown as its code point."""
    return "\n".join(plain(line) for line in _LINE_END.split(words))


def cell(words: str) -> str:
    """The words as a cell that no spreadsheet runs."""
    return ";".join(f"'{part}" if _runs(part) else part for part in visible(words).split(";"))


def words_of(written: str) -> str:
    """The words that a cell was made of; of a cell that somebody typed, what is typed."""
    return ";".join(
        part[1:] if part.startswith("'") and _runs(part[1:]) else part for part in visible(written).split(";")
    )


def _runs(part: str) -> bool:
    """Whether a formula might be seen here. Apostrophes are passed over: so one more can always be taken off again."""
    for character in part:
        if character in _FORMULA:
            return True
        if character not in _EMPTY and unicodedata.category(character) not in _UNSEEN:
            return False
    return False
