"""Small pieces of a page that come again and again, made once: glyphs, severities, statuses, claim numbers, tests.

A page shows hundreds of them, and to fill a template for each would take most of its time.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from attribcheck.reports.html.statuses import SEVERITY_WORDS, STATUSES

_WIDE = {"corroborated"}
# The six tests of independence in a few words: docs/definitions.md, 2.
TESTS = {
    "I1": "no root in common",
    "I2": "other organisation",
    "I3": "neither draws on the other",
    "I4": "own way of knowing",
    "I5": "neither speaks for the other",
    "I6": "not the same item",
}
_HOLDS = {True: "holds", False: "fails", None: "unknown"}


@lru_cache(maxsize=64)
def glyph(name: str) -> Markup:
    """The glyph of a status or a severity; a word always stands near it."""
    wide = " wide" if name in _WIDE else ""
    return Markup('<svg class="g{}" aria-hidden="true" focusable="false"><use href="#g-{}"/></svg>').format(wide, name)


@lru_cache(maxsize=64)
def severity(name: str) -> Markup:
    """A severity in words: its bars, and 'Error', 'Warning' or 'Note'."""
    label = SEVERITY_WORDS[name][0].capitalize()
    return Markup('<span class="sev v-{}">{}{}</span>').format(name, glyph(name), label)


@lru_cache(maxsize=4096)
def status(name: str, day: str = "") -> Markup:
    """A status in words, with the day since when if one is given."""
    label = STATUSES[name].label + (f", {day}" if day else "")
    return Markup('<span class="st s-{}">{}{}</span>').format(name, glyph(name), label)


@lru_cache(maxsize=4096)
def claim(key: str, number: int) -> Markup:
    """The number of a claim, which leads to its note."""
    return Markup('<a class="n" href="#c{}" data-c="{}"><span class="vh">claim </span>{}</a>').format(key, key, number)


@lru_cache(maxsize=4096)
def finding(severity_name: str, rule: str) -> Markup:
    """A rule's id with the bars of its severity."""
    words = Markup('<span class="sev v-{}">{}<span class="rid">{}</span></span>')
    return words.format(severity_name, glyph(severity_name), rule)


@lru_cache(maxsize=4096)
def reference(key: str, number: str, status_name: str, label: str) -> Markup:
    """The number where a claim's words end; `label` is for a screen reader."""
    look, drawn = (f" s-{status_name}", glyph(status_name)) if status_name else ("", "")
    words = (
        '<a class="ref{}" href="#c{}" data-c="{}">{}<span aria-hidden="true">{}</span><span class="vh">{}</span></a>'
    )
    return Markup(words).format(look, key, key, drawn, number, label)


@lru_cache(maxsize=64)
def cell(name: str, changed: bool) -> Markup:
    """A claim's status on a day, in the table of days; no name where nobody had said it yet."""
    shown = name or "not-yet-made"
    words = STATUSES[name].label + (", changed" if changed else "") if name else "nobody had said it"
    look = " ch" if changed else ""
    return Markup('<td class="s-{}{}"><span class="vh">{}</span>{}</td>').format(shown, look, words, glyph(shown))


@lru_cache(maxsize=1024)
def tests(outcomes: tuple[bool | None, ...]) -> Markup:
    """The six tests of independence: a bar for one that holds, dashes for an unknown one, a cross for a failure."""
    items = (
        Markup('<li class="{}"><span class="vh">{}: </span>{}</li>').format(_HOLDS[holds], _HOLDS[holds], words)
        for words, holds in zip(TESTS.values(), outcomes, strict=True)
    )
    return Markup('<ul class="six">{}</ul>').format(Markup("").join(items))


def history(moments: Iterable[tuple[str, str]]) -> Markup:
    """Statuses one after the other, each with its day if there are several."""
    steps = list(moments)
    arrow = Markup('<span aria-hidden="true">→</span>')
    return arrow.join(status(name, day if len(steps) > 1 else "") for name, day in steps)
