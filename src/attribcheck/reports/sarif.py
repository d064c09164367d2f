"""SARIF 2.1.0 as GitHub code scanning reads it.

Rules with help, exact regions in code points, GitHub's own hash of a line beside our
fingerprint, suppressions with their reason, and a notification for each file or rule that
could not be dealt with.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple
from urllib.parse import quote

from attribcheck.places import Place
from attribcheck.report import SEVERITIES, ArticleEntry, Finding, Problem, Report, RuleEntry, Standard
from attribcheck.reports.formats import Piece, Setting
from attribcheck.reports.visible import cut, plain

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# GitHub refuses a run with more; of those it takes it shows 5,000, the gravest first.
MAX_RESULTS = 25_000
MAX_DESCRIPTION = 1024
MAX_NAME = 255
MAX_RELATED = 100
# semver.org; a version of Python's (0.2.dev1) need not be one.
_SEMANTIC = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
_LEVEL = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}


class _Result(NamedTuple):
    """A result without the rule it names: which number the rule has shows only in the order of all articles."""

    grave: int
    rule: str
    text: str


class _Rest(NamedTuple):
    """What the run's log must know of one article."""

    results: list[_Result]
    notifications: list[dict[str, Any]]


def piece(entry: ArticleEntry, _: Setting) -> Piece:
    """Nothing by itself: which rules there are, and which results fit, shows at the end."""
    rest = _Rest([], [])
    for finding in entry.findings:
        # The gravest first; findings that are ignored count least.
        grave = len(SEVERITIES) if finding.suppressed else SEVERITIES.index(finding.severity)
        text = json.dumps(_result(finding, entry), ensure_ascii=False)
        rest.results.append(_Result(grave, finding.rule, text.removeprefix("{")))
        if finding.rule == "parse-error":
            rest.notifications.append(_notification(finding.message, entry.uri_of(finding.place), finding.place))
    return Piece("", rest)


class Frame:
    """The run's log. Results are held back, as many as fit."""

    def __init__(self, _: Setting) -> None:
        self._results: list[list[tuple[int, str]]] = [[] for _ in (*SEVERITIES, "ignored")]
        self._rules: dict[str, int] = {}
        self._notifications: list[dict[str, Any]] = []
        self._count = 0

    def take(self, piece: Piece) -> str:
        """Nothing yet."""
        rest: _Rest = piece.rest
        for result in rest.results:
            rule, index = json.dumps(result.rule, ensure_ascii=False), self._index(result.rule)
            text = f'{{"ruleId": {rule}, "ruleIndex": {index}, {result.text}'
            self._results[result.grave].append((self._count, text))
            self._count += 1
        self._notifications += rest.notifications
        while sum(map(len, self._results)) > MAX_RESULTS:
            next(results for results in reversed(self._results) if results).pop()
        return ""

    def ends(self, report: Report) -> tuple[str, str]:
        """All of it."""
        kept = sorted(result for results in self._results for result in results)
        if len(kept) < self._count:
            words = f"{self._count - len(kept)} of {self._count} results are left out: GitHub takes {MAX_RESULTS}."
            self._notifications.append({"level": "warning", "message": {"text": words}})
        self._notifications += [_problem(problem) for problem in report.problems]
        for rule in report.rules:
            self._index(rule.id)
        known = {rule.id: rule for rule in report.rules}
        run = {
            "tool": {
                "driver": {
                    "name": report.tool.name,
                    "version": report.tool.version,
                    **_semantic(report.tool.version),
                    "rules": [_rule(known.get(rule), rule) for rule in self._rules],
                }
            },
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {
                    "executionSuccessful": not report.problems,
                    "toolExecutionNotifications": self._notifications,
                }
            ],
            "results": [],
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        head, tail = json.dumps(log, ensure_ascii=False, indent=1).rsplit("[]", 1)
        results = ",\n".join(result for _, result in kept)
        return f"{head}[\n{results}]{tail}\n", ""

    def _index(self, rule: str) -> int:
        return self._rules.setdefault(rule, len(self._rules))


def _semantic(version: str) -> dict[str, str]:
    """The version by which code scanning tells a change of the tool from a change of the text."""
    return {"semanticVersion": version} if _SEMANTIC.fullmatch(version) else {}


def _result(finding: Finding, entry: ArticleEntry) -> dict[str, Any]:
    prints = {"attribcheck/v1": finding.fingerprint}
    if finding.line_hash:
        prints["primaryLocationLineHash"] = finding.line_hash
    made: dict[str, Any] = {
        "level": _LEVEL[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.place, entry)],
        "partialFingerprints": prints,
        "properties": {"about": finding.about, "claims": [plain(claim) for claim in finding.claims]},
    }
    if finding.related:
        made["relatedLocations"] = [
            {"id": number, **_location(place, entry)} for number, place in enumerate(finding.related[:MAX_RELATED], 1)
        ]
    if finding.suppressed:
        made["suppressions"] = [{"kind": "inSource", "justification": plain(finding.suppressed.reason)}]
    return made


def _message(finding: Finding) -> str:
    """The message, then links to what else it speaks of. `[words](address)` in the message itself stays text."""
    words = plain(finding.message) or finding.name
    links = [f"[line {place.line}]({number})" for number, place in enumerate(finding.related[:MAX_RELATED], 1)]
    # Without a link of ours a lone bracket is one; with it, the bracket would begin that link.
    if links or "](" in words:
        words = _unlinked(words)
    return f"{words} See {', '.join(links)}." if links else words


def _unlinked(words: str) -> str:
    return re.sub(r"[\\\[\]]", r"\\\g<0>", words)


def _location(place: Place, entry: ArticleEntry) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {"physicalLocation": {"artifactLocation": _artifact(entry.uri_of(place)), "region": region}}


def _artifact(path: str) -> dict[str, str]:
    """The address of a file: percent-encoded, from the repository's root where the path is not absolute."""
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogatepass")
    if re.match(r"[A-Za-z]:[/\\]", path):
        return {"uri": f"file:///{path[:2]}" + quote(raw[2:].replace(b"\\", b"/"))}
    if raw.startswith(b"/"):
        return {"uri": "file://" + quote(raw)}
    return {"uri": quote(raw), "uriBaseId": "%SRCROOT%"}


def _rule(rule: RuleEntry | None, id_: str) -> dict[str, Any]:
    if rule is None:  # a report written by another version, that does not list its rules
        return {"id": id_, "shortDescription": {"text": id_}, "fullDescription": {"text": id_}, "help": {"text": id_}}
    summary = plain(rule.summary)
    return {
        "id": rule.id,
        "name": cut(plain(rule.name), MAX_NAME),
        "shortDescription": {"text": cut(summary, MAX_DESCRIPTION)},
        "fullDescription": {"text": cut(plain(" ".join(filter(None, [summary, rule.why]))), MAX_DESCRIPTION)},
        "help": {"text": _help(rule, markdown=False), "markdown": _help(rule, markdown=True)},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "tags": ["sourcing", f"about-{rule.about}", *([f"pack-{rule.pack}"] if rule.pack else [])],
            "precision": "high" if rule.pack else "very-high",
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _help(rule: RuleEntry, *, markdown: bool) -> str:
    """Why, what to do, and the texts it rests on. The words are the rule's own, which people of the desk wrote."""
    strong = "**" if markdown else ""
    parts = [rule.summary]
    parts += [f"{strong}Why.{strong} {rule.why}"] if rule.why else []
    parts += [f"{strong}What to do.{strong} {rule.fix}"] if rule.fix else []
    texts = "; ".join(_standard(standard, markdown=markdown) for standard in rule.standards)
    parts += [f"{strong}Standards.{strong} {texts}"] if texts else []
    return "\n\n".join("\n".join(plain(line) for line in part.splitlines()) for part in parts)


def _standard(standard: Standard, *, markdown: bool) -> str:
    words = " ".join(filter(None, [standard.name, standard.section]))
    link = standard.url if standard.url and standard.url.startswith(("https://", "http://")) else None
    if markdown and link:
        return f"[{_unlinked(words)}]({re.sub(r'[^!-~]|[()<>]', lambda mark: quote(mark.group()), link)})"
    return " ".join(filter(None, [words, link]))


def _notification(message: str, path: str, place: Place) -> dict[str, Any]:
    where = {"artifactLocation": _artifact(path), "region": {"startLine": place.line, "startColumn": place.column}}
    return {
        "level": "error",
        "message": {"text": plain(message)},
        "locations": [{"physicalLocation": where}],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    made: dict[str, Any] = {"level": "error", "message": {"text": plain(problem.message)}}
    if problem.path:
        made["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(problem.path)}}]
    if problem.rule:
        made["associatedRule"] = {"id": problem.rule}
    return made
