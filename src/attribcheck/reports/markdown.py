"""Markdown for a pull request's comment or a step's summary: a few lines that a later run replaces.

The hidden mark in the first line is how a later run finds the comment again. Article text is
shown as text: no link, mention, image or markup of its own comes through.
"""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass

from attribcheck.report import SEVERITIES, ArticleEntry, Finding, Report
from attribcheck.reports.formats import Layout
from attribcheck.reports.visible import cut, plain

MARK = "<!-- attribcheck -->"
WORST, ARTICLES, LENGTH = 5, 10, 240
_WORD = {"error": ("to fix", "Fix"), "warning": ("to ask", "Ask"), "info": ("for the desk", "Know")}
_MARKUP = re.compile(r"[\\`*_\[\]#|<>&~$@]")


@dataclass(frozen=True, slots=True)
class _Row:
    """One finding as the comment shows it, and where it comes in the order of gravity."""

    order: tuple[int, int, int]
    text: str

    def __lt__(self, other: _Row) -> bool:
        return self.order > other.order  # the heap drops its least, which is the least grave


class Writer:
    """The report as Markdown. The worst findings of all articles are held, and no article."""

    def __init__(self, _: Layout) -> None:
        self._rows: list[_Row] = []
        self._articles: list[str] = []
        self._asked: dict[tuple[str, str], None] = {}
        self._unread = self._sentences = self._count = 0

    def article(self, entry: ArticleEntry) -> str:
        """Nothing yet: what comes first depends on all."""
        live = [finding for finding in entry.findings if finding.suppressed is None]
        for number, finding in enumerate(live):
            order = (SEVERITIES.index(finding.severity), self._count, number)
            heapq.heappush(self._rows, _Row(order, _row(finding, entry)))
            if len(self._rows) > WORST:
                heapq.heappop(self._rows)
            if finding.ask and finding.ask_of and finding.severity != "info" and len(self._asked) < WORST:
                self._asked.setdefault((finding.ask_of, finding.ask.removeprefix(finding.ask_of).lstrip(": ")))
        if live and len(self._articles) < ARTICLES:
            self._articles.append(f"| {_text(entry.headline or entry.path, 90)} | {_counts(live)} |")
        self._count += 1
        self._unread += len(entry.unread)
        self._sentences += entry.sentences
        return ""

    def frame(self, report: Report) -> tuple[str, str]:
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
        lines += [
            f"- could not be done: {_text(p.path or p.rule or '', 120)}: {_text(p.message, LENGTH)}"
            for p in report.problems[:WORST]
        ]
        return "\n".join(lines) + "\n", ""


def _counts(findings: list[Finding]) -> str:
    counts = {severity: sum(f.severity == severity for f in findings) for severity in SEVERITIES}
    return ", ".join(f"{count} {_WORD[severity][0]}" for severity, count in counts.items() if count)


def _row(finding: Finding, entry: ArticleEntry) -> str:
    where = f"{_text(entry.uri_path, 80)}:{finding.place.line}"
    words = f"{_text(finding.message, LENGTH)} <sub>{_text(finding.rule, 40)}</sub>"
    return f"| {_WORD[finding.severity][1]} | {words} | {where} |"


def _text(words: str, length: int) -> str:
    """Words that Markdown and GitHub take as nothing but words: each mark of theirs as a character reference.

    GitHub looks for mentions, issue numbers and addresses in what is shown, so those get an
    invisible joiner besides.
    """
    shown = _MARKUP.sub(lambda mark: f"&#{ord(mark.group())};", cut(plain(words), length))
    shown = re.sub(r"(&#64;|&#35;)(?=\w)", "\\1\u2060", shown)
    return re.sub(r"(?i)(\bwww|:)(?=\.|//)", "\\1\u2060", shown)
