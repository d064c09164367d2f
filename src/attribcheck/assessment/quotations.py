"""A quotation held against its original: are they the same words, and which limits were left out?"""

from __future__ import annotations

import re
from typing import NamedTuple

from attribcheck.assessment.textview import TextView
from attribcheck.language.phrases import find
from attribcheck.language.sentences import sentences
from attribcheck.places import Span

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
# Where words were cut (…) or put in ([the minister]); what stands there need not match.
_CUT = re.compile(r"\[[^\]]{0,500}\]|\.\s?\.\s?\.|…")


class Match(NamedTuple):
    """How a quotation lies in its original.

    `runs` are the stretches of the original that it gives; `difference` is the first
    piece of it that is not there, or None.
    """

    runs: list[tuple[int, int]]
    difference: str | None


def match(quoted: str, original: str) -> Match:
    """Finds each uncut piece of a quotation in the original, in order; case and punctuation do not count."""
    words = list(_WORD.finditer(original))
    plain = [_plain(word.group()) for word in words]
    runs: list[tuple[int, int]] = []
    position = 0
    for piece in _CUT.split(quoted):
        wanted = [_plain(word) for word in _WORD.findall(piece)]
        if not wanted:
            continue
        start = _find(plain, wanted, position)
        if start is None:
            return Match(runs, _first_difference(plain, wanted))
        position = start + len(wanted)
        runs.append((words[start].start(), words[position - 1].end()))
    return Match(runs, None)


def dropped_limits(runs: list[tuple[int, int]], original: str, sentence: Span | None, view: TextView) -> list[str]:
    """The limiting words of the original's sentence that neither the quotation nor the article gives."""
    if not runs:
        return []
    first, last = runs[0][0], runs[-1][1]
    touched = [(start, end) for start, end in sentences(original, view.language) if start < last and end > first]
    if not touched:
        return []
    gaps: list[tuple[int, int]] = []
    position = touched[0][0]
    for start, end in runs:
        gaps.append((position, start))
        position = end
    gaps.append((position, touched[-1][1]))
    limits: list[str] = []
    for start, end in gaps:
        for first, last in find("limiters", original, view.language, start, end):
            words = original[first:last]
            if words not in limits and not _given(original, first, last, sentence, view):
                limits.append(words)
    return limits


def _given(original: str, start: int, end: int, sentence: Span | None, view: TextView) -> bool:
    """Whether the article gives a limit: the word beside the quotation, or the limit with what follows it."""
    if sentence is not None:
        found = view.find_in(sentence, [original[start:end]])
        if found and view.outside_quotations(sentence, found):
            return True
    following = _WORD.findall(original[end : end + 80])[:3]
    return len(following) >= 2 and view.holds(" ".join([original[start:end], *following]))


def _find(plain: list[str], wanted: list[str], position: int) -> int | None:
    size = len(wanted)
    for start in range(position, len(plain) - size + 1):
        if plain[start] == wanted[0] and plain[start : start + size] == wanted:
            return start
    return None


def _first_difference(plain: list[str], wanted: list[str]) -> str:
    """The shortest beginning of a piece that the original does not hold, at most its last five words."""
    size = 1
    while size < len(wanted) and _find(plain, wanted[:size], 0) is not None:
        size += 1
    return " ".join(wanted[max(size - 5, 0) : size])


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").replace("ʼ", "'")
