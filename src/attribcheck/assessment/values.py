"""Whether two figures for one thing can both be right."""

from __future__ import annotations

import re
from typing import NamedTuple

from attribcheck.language.phrases import find
from attribcheck.language.words import Language

# docs/definitions.md, 3: figures within 5 % of each other do not contradict.
TOLERANCE = 0.05
_FIGURE = re.compile(r"[+-]?\d[\d,  ]*(?:\.\d+)?")


class Range(NamedTuple):
    """The values that a figure leaves open."""

    low: float
    high: float


def reach(
    value: int | float | str | None, hedge: str | None, language: Language, tolerance: float = TOLERANCE
) -> Range | None:
    """What a figure with its hedge allows; None where it holds no figure."""
    if value is None:
        return None
    words = hedge or ""
    if isinstance(value, str):
        found = _FIGURE.search(value)
        if not found:
            return None
        words = f"{words} {value[: found.start()]}"
        value = float(re.sub(r"[^\d.+-]", "", found.group()))
    figure = float(value)
    slack = abs(figure) * tolerance
    at_least = bool(find("at-least", words, language))
    at_most = not at_least and bool(find("at-most", words, language))
    low = float("-inf") if at_most else figure - slack
    high = float("inf") if at_least else figure + slack
    return Range(low, high)


def incompatible(
    value: int | float | str | None, hedge: str | None, other: int | float | str | None, language: Language
) -> bool:
    """Whether two accounts cannot both be true. Without two figures, a conflict on record is one."""
    mine, theirs = reach(value, hedge, language), reach(other, None, language, tolerance=0)
    if mine is None or theirs is None:
        return True
    return theirs.low > mine.high or theirs.high < mine.low
