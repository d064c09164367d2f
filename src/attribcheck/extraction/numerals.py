"""The figures in a stretch of words: what each is worth, and what it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from attribcheck.language.data import word_lists
from attribcheck.language.words import Language

NumeralKind = Literal["count", "money", "percent", "measure"]
# One character for each character of a figure: then a pattern can say 'a figure' and places stay.
MARKS: dict[NumeralKind, str] = {"count": "#", "money": "$", "percent": "%", "measure": "~"}


class Numeral(NamedTuple):
    """A figure: where it stands (without its hedge, with its unit), its value, what it counts, and its hedge."""

    start: int
    end: int
    value: float
    kind: NumeralKind
    hedge: str | None


class Figures(NamedTuple):
    """A text in small letters with every figure blotted out, and the figures."""

    masked: str
    numerals: list[Numeral]

    def within(self, start: int, end: int, kind: NumeralKind) -> Numeral | None:
        """The first figure of a kind that begins in a stretch."""
        first = bisect_left(self.numerals, start, key=lambda one: one.start)
        for place in range(first, len(self.numerals)):
            one = self.numerals[place]
            if one.start >= end:
                return None
            if one.kind == kind:
                return one
        return None


@dataclass(frozen=True, eq=False)
class _Words:
    numeral: re.Pattern[str]
    hedge: re.Pattern[str]
    values: dict[str, float]
    scales: dict[str, float]
    currencies: frozenset[str]
    measures: frozenset[str]
    labels: frozenset[str]
    one_before: frozenset[str]
    one_behind: frozenset[str]


@lru_cache(maxsize=8)
def _words(language: Language) -> _Words:
    data = word_lists("en/numerals.yaml")
    ones, tens, scales = data["ones"], data["tens"], data["scales"]
    spelled = "|".join(sorted([*ones, *tens], key=len, reverse=True))
    long_scales = [scale for scale in scales if scale not in data["short_scales"]]
    scale, long_scale = "|".join(scales), "|".join(long_scales)
    money, unit = "|".join(data["currencies"]), r"%|per\s?cent\b|percent\b|percentage\b"
    # The first character decides at most places in a text that no figure begins there.
    heads = "".join(sorted({word[0] for word in [*ones, *tens, "a"]}))
    numeral = re.compile(
        rf"""(?<![\w.,$€£¥:/#'’-])(?=[\d$€£¥{heads}])(?:
          (?P<currency>[$€£¥]\s?)?(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
          (?:[\s-]?(?P<scale>{scale})\b)?
        | (?P<spelled>(?:{spelled})(?:[\s-](?:{spelled}))?)(?:\s(?P<many>{long_scale})(?:\s(?P<more>{long_scale}))?)?\b
        | a\s(?P<single>{long_scale})\b(?!s)
        )(?![\w/:]|[.,]\d|[-–]\w)(?P<unit>\s?(?:{unit})|\s(?:us\s)?(?:{money})\b)?""",
        re.VERBOSE,
    )
    values = {word: float(value) for word, value in [*ones.items(), *tens.items()]}
    longest = sorted(data["hedges"], key=len, reverse=True)
    hedge = re.compile(r"(?<![\w'’-])(?:" + "|".join(longest) + r")\s+(?:the\s+)?$")
    sets = (data[name] for name in ("currencies", "measures", "labels", "one_before", "one_behind"))
    return _Words(numeral, hedge, values, {k: float(v) for k, v in scales.items()}, *map(frozenset, sets))


_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’]*)[.,]?\s*$")
_WORD_BEHIND = re.compile(r"[\s-]*([^\W\d_][\w'’.]*)")
_REACH = 24
_OLDEST = 120


def small(text: str) -> str:
    """A text in small letters, of the same length; as it is where a capital would grow."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def figures_of(text: str, language: Language) -> Figures:
    """The figures of a text, without years, days, ages, clock times and numbers that label something."""
    words, lower = _words(language), small(text)
    found: list[Numeral] = []
    pieces: list[str] = []
    done = 0
    for match in words.numeral.finditer(lower):
        numeral = _read(match, lower, words, language)
        if numeral is not None:
            found.append(numeral)
            pieces += [lower[done : numeral.start], MARKS[numeral.kind] * (numeral.end - numeral.start)]
            done = numeral.end
    pieces.append(lower[done:])
    return Figures("".join(pieces), found)


def _read(match: re.Match[str], lower: str, words: _Words, language: Language) -> Numeral | None:
    start, end = match.span()
    before = _WORD_BEFORE.search(lower, max(0, start - _REACH), start)
    behind = _WORD_BEHIND.match(lower, end)
    left = before.group(1) if before else ""
    right = behind.group(1).rstrip(".") if behind else ""
    unit, currency = (match["unit"] or "").strip(), match["currency"]
    value = _value(match, words)
    kind: NumeralKind = "count"
    if currency or (unit and unit.split()[-1] in words.currencies):
        kind = "money"
    elif unit:
        if left in words.labels:  # 'The top 1 percent' are people.
            return None
        kind = "percent"
    elif right in words.measures:
        kind = "measure"
    elif _is_no_figure(match, value, left, right, lower, words, language):
        return None
    hedge = words.hedge.search(lower, max(0, start - _REACH), start)
    return Numeral(start, end, value, kind, hedge.group().removesuffix("the ").strip() if hedge else None)


def _is_no_figure(
    match: re.Match[str], value: float, left: str, right: str, lower: str, words: _Words, language: Language
) -> bool:
    digits = match["digits"]
    if left in language.months or (digits and value <= 31 and right in language.months):
        return True
    if match["spelled"] == "one":
        return not match["many"] and (left in words.one_before or right in words.one_behind or not right)
    if not digits or match["scale"]:
        return False
    is_year = len(digits) == 4 and digits.isdigit() and 1700 <= value <= 2099
    # 'Jane Roe, 41, said': an age stands between commas.
    between = lower[match.start() - 2 : match.start()] == ", " and lower[match.end() : match.end() + 1] in (",", ")")
    is_age = between and value < _OLDEST
    return is_year or is_age or left in words.labels


def _value(match: re.Match[str], words: _Words) -> float:
    if match["single"]:
        return words.scales[match["single"]]
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
        return value * words.scales.get(match["scale"] or "", 1)
    parts = re.split(r"[\s-]", match["spelled"])
    value = sum(words.values[part] for part in parts)
    for scale in (match["many"], match["more"]):
        value *= words.scales.get(scale or "", 1)
    return value
