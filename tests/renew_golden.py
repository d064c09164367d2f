"""Writes the golden reports anew: `python tests/renew_golden.py`."""

from __future__ import annotations

from pathlib import Path

import attribcheck
from attribcheck.reports import json_report, text_report

TESTS = Path(__file__).parent


def reports(file: Path) -> dict[str, str]:
    """The golden reports of one sample, by file name."""
    report = attribcheck.check_file(file)
    report.articles[0].path = f"samples/{file.name}"
    report.tool.version = "0"
    for finding in report.articles[0].findings:
        finding.fingerprint = ""  # it holds the path, which differs from machine to machine
    return {
        f"{file.stem}.json": json_report.render(report),
        f"{file.stem}.txt": text_report.render(report, every=True),
    }


if __name__ == "__main__":
    (TESTS / "golden").mkdir(exist_ok=True)
    for sample in sorted((TESTS.parent / "samples").glob("*.yaml")):
        for name, text in reports(sample).items():
            (TESTS / "golden" / name).write_text(text, "utf-8", newline="\n")
