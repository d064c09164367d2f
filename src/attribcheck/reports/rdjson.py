"""rdjson, the format of reviewdog: comments on the lines of a change, on any code host.

Columns count UTF-8 bytes from 1; `end` is exclusive (reviewdog.proto).
"""

from __future__ import annotations

import json
from typing import Any

from attribcheck.report import ArticleEntry, Finding, Report
from attribcheck.reports.formats import Layout
from attribcheck.reports.visible import encodable, plain

_SEVERITY = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


class Writer:
    """The report as rdjson, piece by piece."""

    def __init__(self, _: Layout) -> None:
        self._first = True

    def article(self, entry: ArticleEntry) -> str:
        """The next article's piece; ignored findings are left out."""
        pieces = []
        for finding in entry.findings:
            if finding.suppressed is None:
                lead = "\n" if self._first else ",\n"
                self._first = False
                pieces.append(lead + json.dumps(_diagnostic(finding, entry), ensure_ascii=False))
        return "".join(pieces)

    def frame(self, report: Report) -> tuple[str, str]:
        """What stands around them."""
        return f'{{"source": {{"name": {json.dumps(report.tool.name)}}}, "diagnostics": [', "]}\n"


def _diagnostic(finding: Finding, entry: ArticleEntry) -> dict[str, Any]:
    place = finding.place
    start, end = finding.byte_columns or (place.column, place.end_column)
    words = f"{finding.message} → {finding.fix}" if finding.fix else finding.message
    return {
        "message": plain(words),
        "location": {
            "path": encodable(place.path or entry.uri_path),
            "range": {
                "start": {"line": place.line, "column": start},
                "end": {"line": place.end_line, "column": end},
            },
        },
        "severity": _SEVERITY[finding.severity],
        "code": {"value": finding.rule},
    }
