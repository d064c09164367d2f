"""GitLab Code Quality: an array of findings for the widget of a merge request."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from attribcheck.report import ArticleEntry, Finding, Report
from attribcheck.reports.formats import Layout
from attribcheck.reports.visible import encodable, plain

_SEVERITY = {"error": "major", "warning": "minor", "info": "info"}


class Writer:
    """The report as a Code Quality report, piece by piece."""

    def __init__(self, _: Layout) -> None:
        self._seen: dict[str, int] = {}
        self._first = True

    def article(self, entry: ArticleEntry) -> str:
        """The next article's piece; ignored findings are left out, for GitLab has no word for them."""
        pieces = []
        for finding in entry.findings:
            if finding.suppressed is None:
                lead = "\n" if self._first else ",\n"
                self._first = False
                pieces.append(lead + json.dumps(self._issue(finding, entry), ensure_ascii=False))
        return "".join(pieces)

    def frame(self, report: Report) -> tuple[str, str]:
        """The brackets around them."""
        return "[", "]\n" if self._first else "\n]\n"

    def _issue(self, finding: Finding, entry: ArticleEntry) -> dict[str, Any]:
        name = "" if finding.name == finding.rule else f" {finding.name}"
        unreadable = finding.rule == "parse-error"
        return {
            # The widget shows no `check_name`, so the rule stands before the message.
            "description": f"{finding.rule}{name}: {plain(finding.message)}",
            "check_name": finding.rule,
            "fingerprint": self._fingerprint(finding),
            "severity": "blocker" if unreadable else _SEVERITY[finding.severity],
            "location": {
                "path": encodable(finding.place.path or entry.uri_path),
                "lines": {"begin": finding.place.line, "end": finding.place.end_line},
            },
        }

    def _fingerprint(self, finding: Finding) -> str:
        """Equal ones would be merged in the widget: a repeat (one file under two paths) gets one of its own."""
        count = self._seen[finding.fingerprint] = self._seen.get(finding.fingerprint, 0) + 1
        if count == 1:
            return finding.fingerprint
        return hashlib.sha256(f"{finding.fingerprint}:{count}".encode()).hexdigest()[:20]
