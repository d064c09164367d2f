"""JUnit XML: a suite an article, a test case for each rule that was in force there.

So rules that find nothing count as passed tests, and the total does not depend on how bad the
copy is. No time of day: the same input gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from attribcheck.report import SEVERITIES, ArticleEntry, Finding, Problem, Report
from attribcheck.reports.formats import Piece, Setting
from attribcheck.reports.visible import plain

# XML 1.0 has no way to write these.
_FORBIDDEN = re.compile("[\ufffe\uffff]")


# How many of each a suite has.
_Counts = dict[str, int]


def piece(entry: ArticleEntry, _: Setting) -> Piece:
    """One article's suite, and its figures."""
    return Piece(*_suite(entry.uri_path, list(_cases(entry))))


class Frame:
    """What stands around the suites: the figures over all, and what could not be done."""

    def __init__(self, _: Setting) -> None:
        self._totals = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}

    def take(self, piece: Piece) -> str:
        """The next article's suite."""
        self._count(piece.rest)
        return piece.text

    def ends(self, report: Report) -> tuple[str, str]:
        """What stands around the suites; a suite of its own for what could not be done."""
        cases = [_problem(problem) for problem in report.problems]
        if not cases and not self._totals["tests"]:
            # Readers take a report without a test for a broken one.
            cases = [Element("testcase", {"name": "no finding", "classname": "attribcheck", "time": "0"})]
        tail = ""
        if cases:
            tail, counts = _suite("attribcheck", cases)
            self._count(counts)
        totals = " ".join(f'{name}="{count}"' for name, count in self._totals.items())
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="attribcheck" {totals} time="0">\n'
        return head, f"{tail}</testsuites>\n"

    def _count(self, counts: _Counts) -> None:
        for key, count in counts.items():
            self._totals[key] += count


def _suite(name: str, cases: list[Element]) -> tuple[str, _Counts]:
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": sum(case.find("error") is not None for case in cases),
        "skipped": sum(case.find("skipped") is not None for case in cases),
    }
    suite = Element("testsuite", {"name": _words(name), **{k: str(n) for k, n in counts.items()}, "time": "0"})
    suite.extend(cases)
    return tostring(suite, encoding="unicode") + "\n", counts


def _cases(entry: ArticleEntry) -> Iterator[Element]:
    by_rule: dict[str, list[Finding]] = {rule: [] for rule in entry.rules}
    for finding in entry.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, findings in by_rule.items():
        # Readers know a test again by its name, so that must not tell whether the rule found anything.
        place = {"line": str(findings[0].place.line)} if findings else {}
        path = _words(entry.uri_path)
        case = Element("testcase", {"name": _words(rule), "classname": path, "file": path, **place, "time": "0"})
        live = [finding for finding in findings if finding.suppressed is None]
        reasons = {_words(finding.suppressed.reason): None for finding in findings if finding.suppressed}
        if live:
            # Many readers take the first failure only, so one holds all.
            worst = min(live, key=lambda finding: SEVERITIES.index(finding.severity))
            kind = "error" if worst.rule == "parse-error" else "failure"
            name = "" if worst.name == rule else f"{worst.name}: "
            inner = SubElement(case, kind, {"message": _words(f"{name}{worst.message}"), "type": worst.severity})
            inner.text = "\n".join(_line(finding, entry) for finding in live)
        elif reasons:
            SubElement(case, "skipped", {"message": "; ".join(reasons)})
        yield case


def _line(finding: Finding, entry: ArticleEntry) -> str:
    place = finding.place
    fix = f" → {_words(finding.fix)}" if finding.fix else ""
    path = _words(entry.uri_of(place))
    return f"{path}:{place.line}:{place.column}: {finding.severity}: {_words(finding.message)}{fix}"


def _problem(problem: Problem) -> Element:
    name = _words(problem.path or problem.rule or "attribcheck")
    case = Element("testcase", {"name": name, "classname": "attribcheck", "time": "0"})
    SubElement(case, "error", {"message": _words(problem.message), "type": "problem"})
    return case


def _words(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", plain(text))
