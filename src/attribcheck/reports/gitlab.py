"""GitLab Code Quality: an array of findings for the widget of a merge request."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from attribcheck.report import ArticleEntry, Finding, Report
from attribcheck.reports.formats import Piece, Setting
from attribcheck.reports.visible import encodable, plain

_SEVERITY = {"error": "major", "warning": "minor", "info": "info"}
# In a string of JSON the quotation marks would be escaped, so these are the keys and nothing else.
_FINGERPRINT = re.compile(r'"fingerprint": "[^"]*+"')


def piece(entry: ArticleEntry, _: Setting) -> Piece:
    """One article's issues, and their fingerprints; ignored findings are left out, for GitLab has no word for them."""
    live = [finding for finding in entry.findings if finding.suppressed is None]
    text = ",\n".join(json.dumps(_issue(finding, entry), ensure_ascii=False) for finding in live)
    return Piece(text, [finding.fingerprint for finding in live])


class Frame:
    """The brackets around the issues, and the commas between them."""

    def __init__(self, _: Setting) -> None:
        self._seen: dict[str, int] = {}
        self._first = True

    def take(self, piece: Piece) -> str:
        """The next article's issues."""
        if not piece.text:
            return ""
        lead = "\n" if self._first else ",\n"
        self._first = False
        own = [self._own(fingerprint) for fingerprint in piece.rest]
        return lead + (piece.text if own == piece.rest else _marked(piece.text, own))

    def ends(self, report: Report) -> tuple[str, str]:
        """The brackets around them."""
        return "[", "]\n" if self._first else "\n]\n"

    def _own(self, fingerprint: str) -> str:
        """Equal ones would be merged in the widget: a repeat (one file under two paths) gets one of its own."""
        count = self._seen[fingerprint] = self._seen.get(fingerprint, 0) + 1
        return fingerprint if count == 1 else hashlib.sha256(f"{fingerprint}:{count}".encode()).hexdigest()[:20]


def _marked(text: str, fingerprints: list[str]) -> str:
    """Issues with other fingerprints, in their order."""
    others = iter(fingerprints)
    return _FINGERPRINT.sub(lambda _: f'"fingerprint": "{next(others)}"', text)


def _issue(finding: Finding, entry: ArticleEntry) -> dict[str, Any]:
    name = "" if finding.name == finding.rule else f" {finding.name}"
    unreadable = finding.rule == "parse-error"
    return {
        # The widget shows no `check_name`, so the rule stands before the message.
        "description": f"{finding.rule}{name}: {plain(finding.message)}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": "blocker" if unreadable else _SEVERITY[finding.severity],
        "location": {
            "path": encodable(entry.uri_of(finding.place)),
            "lines": {"begin": finding.place.line, "end": finding.place.end_line},
        },
    }
