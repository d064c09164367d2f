"""Markdown for a pull request's comment or a step's summary: a few lines that a later run replaces.

The hidden mark in the first line is how a later run finds the comment again. Article text is
shown as text: no link, mention, image or markup of its own comes through.
"""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass
from typing import NamedTuple

from attribcheck.report import SEVERITIES, ArticleEntry, Finding, Problem, Report
from attribcheck.reports.formats import Piece, Setting
from attribcheck.reports.visible import cut, plain

MARK = "<!-- attribcheck -->"
WORST, ARTICLES, LENGTH, PATH = 5, 10, 240, 80
_WORD = {"error": ("to fix", "Fix"), "warning": ("to ask", "Ask"), "info": ("for the desk", "Know")}
# After these comes what GitHub would make a link or a picture: @name, #1, GH-1, www., ://, :tada:
_FOUND_IN_TEXT = re.compile(r"@|#(?=\w)|\b(?:gh-(?=\d)|www(?=\.))|:(?=//|\.|[\w+-]+:)", re.IGNORECASE)
_MARKUP = re.compile(r"[\\`*_\[\]#|<>&~$@]")


@dataclass(frozen=True, slots=True)
class _Row:
    """One finding as the comment shows it, and where it comes in the order of gravity."""

    order: tuple[int, int, int]
    text: str

    def __lt__(self, other: _Row) -> bool:
        return self.order > other.order  # the heap drops its least, which is the least grave


class _Rest(NamedTuple):
    """What the comment may show of one article; `line` is empty where nothing was found.

    A row is a finding's gravity, its number in the article, and how it is shown.
    """

    rows: list[tuple[int, int, str]]
    asked: list[tuple[str, str]]
    line: str
    unread: int
    sentences: int


def piece(entry: ArticleEntry, _: Setting) -> Piece:
    """Nothing by itself: what comes first depends on all."""
    live = [finding for finding in entry.findings if finding.suppressed is None]
    graded = ((SEVERITIES.index(finding.severity), number) for number, finding in enumerate(live))
    rows = [(grave, number, _row(live[number], entry)) for grave, number in heapq.nsmallest(WORST, graded)]
    asked = dict.fromkeys(
        (finding.ask_of, finding.ask.removeprefix(finding.ask_of).lstrip(": "))
        for finding in live
        if finding.ask and finding.ask_of and finding.severity != "info"
    )
    line = f"| {_text(entry.headline or entry.path, 90)} | {_counts(live)} |" if live else ""
    return Piece("", _Rest(rows, list(asked)[:WORST], line, len(entry.unread), entry.sentences))


class Frame:
    """The whole comment. The worst findings of all articles are held, and no article."""

    def __init__(self, _: Setting) -> None:
        self._rows: list[_Row] = []
        self._articles: list[str] = []
        self._asked: dict[tuple[str, str], None] = {}
        self._unread = self._sentences = self._count = 0

    def take(self, piece: Piece) -> str:
        """Nothing yet."""
        rest: _Rest = piece.rest
        for grave, number, text in rest.rows:
            heapq.heappush(self._rows, _Row((grave, self._count, number), text))
            if len(self._rows) > WORST:
                heapq.heappop(self._rows)
        for asked in rest.asked:
            if len(self._asked) < WORST:
                self._asked.setdefault(asked)
        if rest.line and len(self._articles) < ARTICLES:
            self._articles.append(rest.line)
        self._count += 1
        self._unread += rest.unread
        self._sentences += rest.sentences
        return ""

    def ends(self, report: Report) -> tuple[str, str]:
        """All of it."""
        found = report.summary.findings
        counts = [f"**{found[severity]} {_WORD[severity][0]}**" for severity in SEVERITIES if found.get(severity)]
        many = report.summary.articles != 1
        claims = f"{report.summary.claims} claim{'' if report.summary.claims == 1 else 's'}"
        articles = f"{report.summary.articles} article{'s' if many else ''}, {claims}"
        lines = [MARK, "### Sourcing", "", f"{', '.join(counts) or 'Nothing to fix, nothing to ask.'} · {articles}"]
        if self._rows:
            lines += [
                "",
                "| | Finding | Where |",
                "|---|---|---|",
                *(row.text for row in sorted(self._rows, reverse=True)),
            ]
            rest = sum(found.values()) - len(self._rows)
            lines += ["", f"… and {rest} more in the full report."] if rest > 0 else []
        if self._asked:
            asked = (f"- **{_text(whom, 60)}**: {_text(question, LENGTH)}" for whom, question in self._asked)
            lines += ["", "**To ask**", "", *asked]
        if many and self._articles:
            first = f", the first {ARTICLES}" if len(self._articles) == ARTICLES else ""
            lines += ["", f"<details><summary>Articles with findings{first}</summary>", "", "| Article | Findings |"]
            lines += ["|---|---|", *self._articles, "", "</details>"]
        if self._unread:
            lines += ["", f"Not read: {self._unread} of {self._sentences} sentences, which no record names."]
        if report.problems:
            lines += ["", "**Could not be done**", "", *map(_problem, report.problems[:WORST])]
            rest = len(report.problems) - WORST
            lines += ["", f"… and {rest} more in the full report."] if rest > 0 else []
        return "\n".join(lines) + "\n", ""


def _counts(findings: list[Finding]) -> str:
    counts = {severity: sum(f.severity == severity for f in findings) for severity in SEVERITIES}
    return ", ".join(f"{count} {_WORD[severity][0]}" for severity, count in counts.items() if count)


def _row(finding: Finding, entry: ArticleEntry) -> str:
    where = _where(entry.uri_of(finding.place), f":{finding.place.line}")
    words = f"{_text(finding.message, LENGTH)} <sub>{_text(finding.rule, 40)}</sub>"
    return f"| {_WORD[finding.severity][1]} | {words} | {where} |"


def _problem(problem: Problem) -> str:
    where = problem.path or problem.rule
    return f"- {f'{_where(where)}: ' if where else ''}{_text(problem.message, LENGTH)}"


def _where(path: str, line: str = "") -> str:
    """A path and a line; of a long path its end, for that tells which file it is."""
    shown = plain(path)
    short = shown if len(shown) <= PATH else f"…{shown[1 - PATH :]}"
    return _text(f"{short}{line}", PATH + len(line))


def _text(words: str, length: int) -> str:
    """Words that Markdown and GitHub take as nothing but words: each mark of theirs as a character reference.

    GitHub looks for mentions, issue numbers, addresses and names of emoji in what is shown, so
    those get an invisible joiner first.
    """
    joined = _FOUND_IN_TEXT.sub("\\g<0>\u2060", cut(plain(words), length))
    return _MARKUP.sub(lambda mark: f"&#{ord(mark.group())};", joined)
