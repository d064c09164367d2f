"""Whether two figures for one thing can both be right."""

from __future__ import annotations

import re
from typing import NamedTuple

# Catalogue, COR006: figures within 5 % of each other do not contradict.
TOLERANCE = 0.05
_LOWER = ("over", "more than", "at least", "no fewer than", "no less than", "not less than", "above", "upwards of")
_UPPER = (
    "up to",
    "at most",
    "under",
    "below",
    "no more than",
    "not more than",
    "as many as",
    "fewer than",
    "less than",
)
_FIGURE = re.compile(r"[+-]?\d[\d,  ]*(?:\.\d+)?")


class Range(NamedTuple):
    """The values that a figure leaves open."""

    low: float
    high: float


def reach(value: int | float | str | None, hedge: str | None, tolerance: float = TOLERANCE) -> Range | None:
    """What a figure with its hedge allows; None where it holds no figure."""
    if value is None:
        return None
    words = (hedge or "").casefold().strip()
    if isinstance(value, str):
        found = _FIGURE.search(value)
        if not found:
            return None
        words = f"{words} {value[: found.start()].casefold()}".strip()
        value = float(re.sub(r"[^\d.+-]", "", found.group()))
    figure = float(value)
    slack = abs(figure) * tolerance
    at_least = any(bound in words for bound in _LOWER)
    at_most = not at_least and any(bound in words for bound in _UPPER)
    low = float("-inf") if at_most else figure - slack
    high = float("inf") if at_least else figure + slack
    return Range(low, high)


def incompatible(value: int | float | str | None, hedge: str | None, other: int | float | str | None) -> bool:
    """Whether two accounts cannot both be true. Without two figures, a conflict on record is one."""
    mine, theirs = reach(value, hedge), reach(other, None, tolerance=0)
    if mine is None or theirs is None:
        return True
    return theirs.low > mine.high or theirs.high < mine.low
