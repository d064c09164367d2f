"""The call list: what to ask whom before publication, made from the findings' questions.

The same question is asked once, with every place that an answer would settle.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from attribcheck.report import SEVERITIES, ArticleEntry, Finding, Severity
from attribcheck.reports.visible import plain

SCHEMA = "attribcheck/call-list/1"
NOTHING = "Nothing to ask: no finding comes with a question."
Form = Literal["text", "json", "markdown"]

# Who is asked where a rule's question names nobody.
_DESK = "The desk"
_NARROWEST = 40
_MARKUP = re.compile(r"[\\`*_\[\]#|<>&~$@]")
# After these comes what code hosts make a link, a mention or a picture of.
_LINKED = re.compile(r"@|#(?=\w)|\b(?:gh-(?=\d)|www(?=\.))|:(?=//|[\w+-]+:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """A finding that the answer may close: its rule, where it stands, and its number in the article's list."""

    rule: str
    name: str
    severity: Severity
    path: str
    line: int
    column: int
    number: int = 0

    @property
    def place(self) -> str:
        """The place as editors and terminals link it."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(slots=True)
class Question:
    """One question, and the findings it would close, in the order of the report."""

    words: str
    closes: list[Opening] = field(default_factory=list)

    @property
    def severity(self) -> Severity:
        """The gravest of its findings."""
        return min((opening.severity for opening in self.closes), key=SEVERITIES.index)


@dataclass(slots=True)
class Call:
    """A person or office, and what to ask there, the gravest first."""

    whom: str
    questions: list[Question]

    @property
    def order(self) -> tuple[int, int, str]:
        """Graver before less grave, many questions before few, then by name."""
        return SEVERITIES.index(self.questions[0].severity), -len(self.questions), self.whom


class CallList:
    """The calls of a run, gathered article by article; no article is held."""

    def __init__(self) -> None:
        self._asked: dict[str, dict[str, Question]] = {}

    def take(self, entry: ArticleEntry) -> None:
        """The next article's questions; those of ignored findings are left out."""
        for number, finding in enumerate(entry.findings):
            if finding.suppressed is None and finding.ask:
                whom, words = _split(finding)
                question = self._asked.setdefault(whom, {}).setdefault(words, Question(words))
                question.closes.append(_opening(finding, entry.path, number))

    def calls(self) -> list[Call]:
        """Whom to ask what, in the order in which to call."""
        calls = [
            Call(whom, sorted(questions.values(), key=lambda question: SEVERITIES.index(question.severity)))
            for whom, questions in self._asked.items()
        ]
        return sorted(calls, key=lambda call: call.order)

    def render(self, form: Form, width: int = 80) -> str:
        """The list as text for a terminal of some columns, as JSON, or as Markdown to tick off."""
        calls = self.calls()
        if form == "json":
            return _json(calls)
        if not calls:
            return f"{NOTHING}\n"
        lines = _text(calls, max(width, _NARROWEST)) if form == "text" else _markdown(calls)
        return "".join(f"{line}\n" for line in lines)


def _split(finding: Finding) -> tuple[str, str]:
    """Whom to ask, and the question without that name before it."""
    ask, whom = finding.ask or "", finding.ask_of
    if not whom:
        return _DESK, ask
    return whom, ask.removeprefix(f"{whom}:").lstrip() if ask.startswith(f"{whom}:") else ask


def _opening(finding: Finding, path: str, number: int) -> Opening:
    place = finding.place
    return Opening(finding.rule, finding.name, finding.severity, place.path or path, place.line, place.column, number)


def _text(calls: list[Call], width: int) -> Iterator[str]:
    for number, call in enumerate(calls):
        if number:
            yield ""
        yield from _wrapped(f"{call.whom} ({_counted(len(call.questions), 'question')})", "", width)
        for question in call.questions:
            yield from _wrapped(question.words, f"  {question.severity:<8}", width)
            for opening in question.closes:
                yield from _wrapped(f"{opening.place} {opening.rule}", " " * 10 + "· ", width)
    yield ""
    total = sum(len(call.questions) for call in calls)
    yield f"{_counted(total, 'question')} to {_counted(len(calls), 'person or office', 'people and offices')}"


def _wrapped(words: str, lead: str, width: int) -> Iterator[str]:
    """Wrapped words behind a lead; the lines after the first stand under the words. Wide letters take two columns."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=io.StringIO(), width=width)
    rest = " " * len(lead)
    for number, row in enumerate(Text(plain(words)).wrap(console, width - len(lead)) or [Text()]):
        yield ((rest if number else lead) + row.plain).rstrip()


def _markdown(calls: list[Call]) -> Iterator[str]:
    for number, call in enumerate(calls):
        if number:
            yield ""
        yield f"## {_escaped(call.whom)}"
        yield ""
        for question in call.questions:
            yield f"- [ ] **{question.severity}** {_escaped(question.words)}"
            for opening in question.closes:
                yield f"  - {_code(opening.place)} {_escaped(opening.rule)}"


def _escaped(words: str) -> str:
    """Words that Markdown shows as they are: no markup, link or mention comes through."""
    joined = _LINKED.sub("\\g<0>\u2060", " ".join(plain(words).split()))
    return _MARKUP.sub(lambda found: f"&#{ord(found.group())};", joined)


def _code(place: str) -> str:
    """A place to copy, as code; a path with a backtick in it would end the code."""
    shown = plain(place)
    return _escaped(place) if "`" in shown else f"`{shown}`"


def _json(calls: list[Call]) -> str:
    listed = [
        {
            "ask_of": call.whom,
            "severity": call.questions[0].severity,
            "questions": [
                {
                    "question": question.words,
                    "severity": question.severity,
                    "closes": [
                        {
                            "rule": opening.rule, "name": opening.name, "severity": opening.severity,
                            "path": opening.path, "line": opening.line, "column": opening.column,
                        }
                        for opening in question.closes
                    ],
                }
                for question in call.questions
            ],
        }
        for call in calls
    ]  # fmt: skip
    return json.dumps({"schema": SCHEMA, "calls": listed}, ensure_ascii=False, indent=2) + "\n"


def _counted(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"
