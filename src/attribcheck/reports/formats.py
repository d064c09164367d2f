"""The formats by name, and how a report is written in one: article by article, then what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from attribcheck.report import ArticleEntry, Report

# Name on the command line, and the module that writes it.
FORMATS = {
    "text": "text_report",
    "json": "json_report",
    "html": "html",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "rdjson": "rdjson",
    "markdown": "markdown",
    "csv": "csv_sheet",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a report for a terminal is laid out: columns, colour, every finding or the worst five."""

    width: int = 80
    colour: bool = False
    every: bool = False


class Writer(Protocol):
    """Writes a report so that no more than one article is held at a time."""

    def article(self, entry: ArticleEntry) -> str:
        """The next article's piece."""

    def frame(self, report: Report) -> tuple[str, str]:
        """What stands before and after all articles; `report` holds everything but them. Called once, at the end."""


def writer(name: str, layout: Layout | None = None) -> Writer:
    """A writer of a format that `FORMATS` names."""
    made: Writer = import_module(f"attribcheck.reports.{FORMATS[name]}").Writer(layout or Layout())
    return made


def render(report: Report, name: str, layout: Layout | None = None) -> str:
    """A whole report in one format."""
    chosen = writer(name, layout)
    pieces = [chosen.article(entry) for entry in report.articles]
    head, tail = chosen.frame(report.model_copy(update={"articles": []}))
    return "".join([head, *pieces, tail])
