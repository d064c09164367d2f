"""rdjson, the format of reviewdog: comments on the lines of a change, on any code host.

Columns count UTF-8 bytes from 1; `end` is exclusive (reviewdog.proto).
"""

from __future__ import annotations

import json
from typing import Any

from attribcheck.report import ArticleEntry, Finding, Report
from attribcheck.reports.formats import Piece, Setting
from attribcheck.reports.visible import encodable, plain

_SEVERITY = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def piece(entry: ArticleEntry, _: Setting) -> Piece:
    """One article's diagnostics, a line each; ignored findings are left out."""
    live = (finding for finding in entry.findings if finding.suppressed is None)
    return Piece(",\n".join(json.dumps(_diagnostic(finding, entry), ensure_ascii=False) for finding in live))


class Frame:
    """What stands around the diagnostics, and the commas between them."""

    def __init__(self, _: Setting) -> None:
        self._first = True

    def take(self, piece: Piece) -> str:
        """The next article's diagnostics."""
        if not piece.text:
            return ""
        lead = "\n" if self._first else ",\n"
        self._first = False
        return lead + piece.text

    def ends(self, report: Report) -> tuple[str, str]:
        """What stands around them."""
        return f'{{"source": {{"name": {json.dumps(report.tool.name)}}}, "diagnostics": [', "]}\n"


def _diagnostic(finding: Finding, entry: ArticleEntry) -> dict[str, Any]:
    place = finding.place
    start, end = finding.byte_columns or (place.column, place.end_column)
    words = f"{finding.message} → {finding.fix}" if finding.fix else finding.message
    return {
        "message": plain(words),
        "location": {
            "path": encodable(entry.uri_of(place)),
            "range": {
                "start": {"line": place.line, "column": start},
                "end": {"line": place.end_line, "column": end},
            },
        },
        "severity": _SEVERITY[finding.severity],
        "code": {"value": finding.rule},
    }
