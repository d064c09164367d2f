"""The JSON report: the records of `report.py` as they are."""

from __future__ import annotations

from attribcheck.report import Report


def render(report: Report) -> str:
    """The report as JSON text that ends with a line end."""
    return report.to_json() + "\n"
