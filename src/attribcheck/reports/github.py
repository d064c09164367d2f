"""GitHub workflow commands: the annotations beside the lines of a change.

Escaped as the runner unescapes them (`@actions/core`, src/command.ts). A step may show ten of
each severity and the rest is dropped in silence, so the gravest come first and a last line
says how many there are.
"""

from __future__ import annotations

from typing import NamedTuple

from attribcheck.report import SEVERITIES, ArticleEntry, Finding, Problem, Report, Severity
from attribcheck.reports.formats import Piece, Setting
from attribcheck.reports.visible import plain

LIMIT = 10
_COMMAND = {"error": "error", "warning": "warning", "info": "notice"}


class _Found(NamedTuple):
    """An article's findings of one severity: how many, and the annotations that may be shown."""

    total: int
    lines: list[str]


def piece(entry: ArticleEntry, _: Setting) -> Piece:
    """Nothing by itself: errors of the last article come before warnings of the first."""
    live = [finding for finding in entry.findings if finding.suppressed is None]
    found: dict[Severity, _Found] = {}
    for severity in SEVERITIES:
        findings = [finding for finding in live if finding.severity == severity]
        found[severity] = _Found(len(findings), [_annotation(finding, entry) for finding in findings[:LIMIT]])
    return Piece("", found)


class Frame:
    """All annotations that may be shown, the gravest first."""

    def __init__(self, _: Setting) -> None:
        self._lines: dict[Severity, list[str]] = {severity: [] for severity in SEVERITIES}
        self._counts: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)

    def take(self, piece: Piece) -> str:
        """Nothing yet."""
        found: dict[Severity, _Found] = piece.rest
        for severity, (total, lines) in found.items():
            self._counts[severity] += total
            self._lines[severity] += lines[: LIMIT - len(self._lines[severity])]
        return ""

    def ends(self, report: Report) -> tuple[str, str]:
        """All of it."""
        lines = [f"::error title=attribcheck::{_data(_problem(problem))}" for problem in report.problems[:LIMIT]]
        lines += self._lines["error"][: LIMIT - len(lines)] + self._lines["warning"] + self._lines["info"]
        total = sum(self._counts.values()) + len(report.problems)
        counts = [_many(count, _COMMAND[severity]) for severity, count in self._counts.items() if count]
        counts += [f"{len(report.problems)} not done"] if report.problems else []
        hidden = total - len(lines)
        rest = f"; {hidden} more {'is' if hidden == 1 else 'are'} not shown as annotations" if hidden else ""
        found = ", ".join(counts) or "nothing to fix, nothing to ask"
        lines.append(f"attribcheck: {_many(report.summary.articles, 'article')}, {found}{rest}.")
        return "\n".join(lines) + "\n", ""


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _annotation(finding: Finding, entry: ArticleEntry) -> str:
    place = finding.place
    properties = {"file": entry.uri_of(place), "line": str(place.line), "endLine": str(place.end_line)}
    # Columns of a stretch over several lines are taken for columns of the first.
    if place.line == place.end_line:
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    name = "" if finding.name == finding.rule else f" {finding.name}"
    properties["title"] = f"{finding.rule}{name}"
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    words = f"{finding.message} → {finding.fix}" if finding.fix else finding.message
    return f"::{_COMMAND[finding.severity]} {given}::{_data(words)}"


def _problem(problem: Problem) -> str:
    return f"{problem.path}: {problem.message}" if problem.path else problem.message


def _data(words: str) -> str:
    return plain(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
