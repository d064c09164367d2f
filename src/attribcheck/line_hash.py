"""GitHub's hash of a line, by which code scanning knows an alert again: `primaryLocationLineHash`.

The behaviour of github/codeql-action, src/fingerprints.ts. Another value under that key draws a
warning for each result, so this one is exact; it holds neither rule nor column, and changes with
the next hundred characters. Our own fingerprint stands beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

# The figures are those of fingerprints.ts.
_WINDOW, _FACTOR, _MODULUS, _END_MARK = 100, 37, 1 << 64, "\uffff"
_LEAVING = pow(_FACTOR, _WINDOW, _MODULUS)
_SKIPPED = {ord(" "): None, ord("\t"): None}
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")


def line_hashes(text: str, lines: Iterable[int]) -> dict[int, str]:
    """The hashes of some lines (from 1) of a file's text: hex digits, a colon, and which of several alike it is.

    Each covers 100 UTF-16 units from the line's beginning on, blanks left out, line ends as LF.
    A byte order mark is part of the text here.
    """
    wanted = set(lines)
    if not wanted:
        return {}
    kept = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SKIPPED)
    units = _BEYOND_BMP.sub(_surrogates, kept) + _END_MARK + "\0" * _WINDOW
    starts = [0, *(end.end() for end in re.finditer("\n", units))][: max(wanted)]
    before = _sums(units, sorted({*starts, *(start + _WINDOW for start in starts)}))
    # By value and not by words: other words may have the same hash, and GitHub counts those together.
    seen: Counter[int] = Counter()
    found: dict[int, str] = {}
    for line, start in enumerate(starts, 1):
        value = (before[start + _WINDOW] - before[start] * _LEAVING) % _MODULUS
        seen[value] += 1
        if line in wanted:
            found[line] = f"{value:x}:{seen[value]}"
    return found


def _sums(units: str, points: list[int]) -> dict[int, int]:
    """The hash of all that stands before each point: two of them give the hash of what is between."""
    value, done = 0, 0
    sums: dict[int, int] = {}
    for point in points:
        for unit in map(ord, units[done:point]):
            value = (value * _FACTOR + unit) % _MODULUS
        sums[point], done = value, point
    return sums


def _surrogates(character: re.Match[str]) -> str:
    """One character beyond the BMP as its two UTF-16 units."""
    high, low = divmod(ord(character.group()) - 0x10000, 0x400)
    return chr(0xD800 + high) + chr(0xDC00 + low)
