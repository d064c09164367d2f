"""Writes the golden reports, and what is read in the stories, anew: `python tests/renew_golden.py`."""

from __future__ import annotations

from pathlib import Path

import attribcheck
from attribcheck.reports.formats import Layout, render
from prisoner_offer import STORIES
from story_reading import STORIES as READ
from story_reading import listing

TESTS = Path(__file__).parent
# The formats for machines are kept for one sample: what differs between samples is in its JSON report.
MACHINE = ("sarif", "github", "gitlab", "junit", "rdjson", "markdown")
IN_EVERY_FORMAT = "prisoner-offer"


def reports(file: Path) -> dict[str, str]:
    """The golden reports of one sample, by file name."""
    report = attribcheck.check_file(file)
    report.articles[0].path = f"samples/{file.name}"
    if report.articles[0].sidecar:
        report.articles[0].sidecar = f"samples/{Path(report.articles[0].sidecar).name}"
    report.tool.version = "0"
    for finding in report.articles[0].findings:
        finding.fingerprint = ""  # it holds the path, which differs from machine to machine
    made = {
        f"{file.stem}.json": render(report, "json"),
        f"{file.stem}.txt": render(report, "text", Layout(every=True)),
    }
    if file.stem == IN_EVERY_FORMAT:
        made |= {f"{file.stem}.{name}": render(report, name) for name in MACHINE}
    return made


def readme_report() -> str:
    """The report that the README shows: the seed story's, down to its third claim."""
    report = attribcheck.check_file(TESTS.parent / "samples" / "prisoner-offer.yaml")
    report.articles[0].path = "samples/prisoner-offer.yaml"
    lines = render(report, "text").splitlines()
    end = next(number for number, line in enumerate(lines) if line.startswith("  evidenced "))
    return "\n".join(["```console", "$ attribcheck check samples/prisoner-offer.yaml", *lines[:end], "  …", "```"])


def readme(text: str) -> str:
    """The README with the report put into its place."""
    before, rest = text.split("<!-- report -->\n", 1)
    _, after = rest.split("<!-- /report -->", 1)
    return f"{before}<!-- report -->\n{readme_report()}\n<!-- /report -->{after}"


if __name__ == "__main__":
    page = TESTS.parent / "README.md"
    page.write_text(readme(page.read_text("utf-8")), "utf-8", newline="\n")
    (TESTS / "golden").mkdir(exist_ok=True)
    for sample in STORIES:
        for name, text in reports(sample).items():
            (TESTS / "golden" / name).write_text(text, "utf-8", newline="\n")
    for story in sorted(READ.glob("*.md")):
        story.with_suffix(".txt").write_text(listing(story), "utf-8", newline="\n")
