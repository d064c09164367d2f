"""What a comment tells attribcheck: `attribcheck: ignore EVD001, ATT001 -- reason`.

The rules may be followed by `until DAY` and `by NAME`; a dash, of any length, stands before the
reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from attribcheck.nearest import did_you_mean
from attribcheck.written import day

FORM = "attribcheck: ignore RULE -- reason"

_HEAD = re.compile(r"attribcheck\s*:\s*(?P<verb>[^\s,]*)\s*", re.IGNORECASE)
# Typing programs make one dash of two.
_DASH = re.compile(r"(?<=\s)(?:--+|[–—]|-(?=\s))|(?<=\s)-+$")
_WORD = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a comment, and where they begin and end in it."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a comment, where in it, and what to do."""

    message: str
    start: int
    end: int
    fix: str


@dataclass(slots=True)
class Directive:
    """Rules to be ignored, and why. An empty `reason` is one that was not given."""

    rules: list[Part] = field(default_factory=list)
    reason: Part | None = None
    by: str | None = None
    until: date | None = None
    ends: Part | None = None


def read_directive(comment: str) -> Directive | Slip | None:
    """What the words of a comment that begins with 'attribcheck:' say; None if they tell us nothing to do.

    `attribcheck: 1` is the first line of an article that somebody switched off.
    """
    words = comment.rstrip()
    head = _HEAD.match(words)
    verb = head.group("verb") if head else ""
    if head is None or verb.isdigit():
        return None
    if verb.casefold() != "ignore":
        start, end = head.span("verb") if verb else (0, len(words))
        message = f"'{verb}' is nothing that a comment can ask for.{did_you_mean(verb, ['ignore'])}"
        if not verb:
            message = "The comment does not say what is to be done."
        return Slip(message, start, end, f"Write '{FORM}'.")
    dash = _DASH.search(words, head.end())
    made = Directive()
    if dash is None:
        made.rules = list(_parts(words, head.end(), len(words)))[:1]
    else:
        slip = _named(words, head.end(), dash.start(), made)
        if slip:
            return slip
        start = len(words) - len(words[dash.end() :].lstrip())
        made.reason = Part(" ".join(words[start:].split()), start, len(words))
    if not made.rules:
        return Slip("The comment names no rule to ignore.", 0, len(words), f"Write '{FORM}'.")
    return made


def _named(words: str, start: int, end: int, made: Directive) -> Slip | None:
    """Reads the rules, the last day and the name between `ignore` and the dash."""
    names: list[str] = []
    target = "rule"
    for part in _parts(words, start, end):
        if part.words.casefold() in ("until", "by"):
            target = part.words.casefold()
        elif target == "rule":
            made.rules.append(part)
        elif target == "by":
            names.append(part.words)
        elif made.ends is None:
            try:
                made.until = day(part.words)
            except ValueError as error:
                return Slip(f"In 'until': {error}.", part.start, part.end, "Write the day as YYYY-MM-DD.")
            made.ends = part
        else:
            return Slip(f"'{part.words}' stands behind the day.", part.start, part.end, f"Write '{FORM}'.")
    if target == "until" and made.ends is None:
        return Slip("No day stands behind 'until'.", start, end, "Write the day as YYYY-MM-DD.")
    made.by = " ".join(names) or None
    return None


def _parts(words: str, start: int, end: int) -> Iterator[Part]:
    for found in _WORD.finditer(words, start, end):
        yield Part(found.group(), *found.span())
