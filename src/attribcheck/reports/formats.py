"""The formats by name, and how a report is written in one: each article's piece by itself, then what joins them.

A piece is drawn from its article alone, in whichever process has it. What depends on the other
articles (commas, numbers, the worst of all) is left to the frame, which takes the pieces in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from attribcheck.report import ArticleEntry, Report, RuleEntry

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
# HTML in a folder: a page an article, and an index.
SITE = "html.site"

RuleTexts = Callable[[Iterable[str]], list[RuleEntry]]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a report for a terminal is laid out: columns, colour, every finding or the worst five."""

    width: int = 80
    colour: bool = False
    every: bool = False


def no_rules(_: Iterable[str]) -> list[RuleEntry]:
    """The texts of rules where nobody has any."""
    return []


@dataclass(frozen=True, slots=True)
class Setting:
    """What pieces are drawn with besides their articles: the layout, the report's day, rules' texts by their ids.

    It goes to other processes with the articles, so `rules` must be a function that can be pickled.
    """

    layout: Layout = field(default_factory=Layout)
    as_of: str | None = None
    rules: RuleTexts = no_rules


class Piece(NamedTuple):
    """One article in one format: its text, and what the frame must know of it, small and picklable."""

    text: str
    rest: Any = None


class Frame(Protocol):
    """What stands around the pieces. It holds no article."""

    def take(self, piece: Piece) -> str:
        """The next article's piece as it stands in the report; none where it comes later or not at all."""

    def ends(self, report: Report) -> tuple[str, str]:
        """What stands before and after all pieces; `report` holds all but the articles. Called once, at the end."""


def draw(module: str, entry: ArticleEntry, setting: Setting) -> Piece:
    """An article's piece, by the module of its format."""
    piece: Piece = import_module(f"attribcheck.reports.{module}").piece(entry, setting)
    return piece


def frame(module: str, setting: Setting) -> Frame:
    """The frame of a format's pieces."""
    made: Frame = import_module(f"attribcheck.reports.{module}").Frame(setting)
    return made


def render(report: Report, name: str, layout: Layout | None = None) -> str:
    """A whole report in one format."""
    module = FORMATS[name]
    setting = Setting(layout or Layout(), report.as_of, lambda _: report.rules)
    around = frame(module, setting)
    pieces = [around.take(draw(module, entry, setting)) for entry in report.articles]
    head, tail = around.ends(report.model_copy(update={"articles": []}))
    return "".join([head, *pieces, tail])
