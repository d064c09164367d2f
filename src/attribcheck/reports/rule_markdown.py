"""A rule's page as Markdown, and the index of all pages: what docs/rules/ holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attribcheck.report import RuleEntry
from attribcheck.reports.rule_page import SEVERITY, Mark, RulePage, blocks, file_name
from attribcheck.reports.visible import plain

_MARKUP = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#|\w+;)|(?<=http):|(?<=https):|(?<=\bwww)\.|(?<=\w)@(?=\w)")
_OPENING = re.compile(r"^(?:([-+=#])|(\d+)([.)]))")


def as_markdown(page: RulePage) -> str:
    """The page as Markdown. No word of a rule or an example turns into markup by accident."""
    source = page.rule.path if page.rule else "rules/file-faults.yaml"
    lines = [f"<!-- Made from {source} by tests/renew_rule_docs.py: edit the rule, not this page. -->"]
    before = ""
    for block in blocks(page):
        lines += [""] if (before, block.kind) != ("item", "item") else []
        if block.kind == "heading":
            lines.append(f"{'#' * block.level} {_markdown(block.pieces)}")
        elif block.kind == "code":
            language, text = map(str, block.pieces)
            fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
            lines += [f"{fence}{language}", *text.splitlines(), fence]
        elif block.kind == "quote":
            for number, piece in enumerate(block.pieces):
                lines += [">"] if number else []
                lines += [f"> {line}" for line in _markdown((piece,)).splitlines()]
        else:
            lines.append(("- " if block.kind == "item" else "") + _markdown(block.pieces))
        before = block.kind
    lines += ["", "---", "", "[All rules](README.md) · [What the words mean](../definitions.md)"]
    return "\n".join(plain(line) for line in lines) + "\n"


def _markdown(pieces: Iterable[str | Mark]) -> str:
    made = ""
    for piece in pieces:
        if isinstance(piece, str):
            made += _escaped(piece, opens=not made)
        elif piece.target:
            made += f"[{_escaped(piece.words)}](<{_address(piece.target)}>)"
        elif piece.kind == "strong":
            made += f"**{_escaped(piece.words)}**"
        else:
            made += f"`{piece.words}`"
    return made


def _escaped(words: str, *, opens: bool = False) -> str:
    """Words that Markdown takes as words; `opens`: they begin a line."""
    lines = _MARKUP.sub(r"\\\g<0>", words).split("\n")
    return "\n".join(
        _OPENING.sub(lambda mark: f"{mark[2] or ''}\\{mark[1] or mark[3]}", line.lstrip()) if number or opens else line
        for number, line in enumerate(lines)
    )


def _address(target: str) -> str:
    return re.sub(r"[<>\s]", lambda mark: f"%{ord(mark.group()):02X}", target)


_INDEX = """\
<!-- Made from the rules by tests/renew_rule_docs.py: edit the rules, not this page. -->

# The rules

A page a rule: what it flags, what to do about it, why, when it fires, and examples with what attribcheck says of them.
The same stands in the terminal: `attribcheck explain EVD001`, by id or by name.

## How grave a finding is

{severities}

`attribcheck check` ends with exit code 1 where a finding is at or above `--fail-on` (default `error`). Some rules are
raised or lowered in certain cases; their pages say in which.

## Which rules are on

The pack `core` is on by default. An article asks for more packs in its own file: `packs: [conflict, strict]`. On the
command line `--pack NAME` (repeatable) names the packs exactly, in place of both, so `core` must be named too.
`--ignore EVD001` leaves a rule out; each page says how to set a single finding aside with a reason.
"""


def index(pages: Iterable[RulePage], packs: dict[str, str]) -> str:
    """The index of the pages, by pack; `packs` gives a sentence on each."""
    pages = list(pages)
    severities = "\n".join(f"- **{severity}**: {words}." for severity, words in SEVERITY.items())
    lines = _INDEX.format(severities=severities).splitlines()
    for pack in sorted(packs, key=lambda name: (name != "core", name)):
        lines += ["", f"### {pack}", "", _escaped(packs[pack], opens=True), ""]
        lines += _table(page.entry for page in pages if page.entry.pack == pack)
    lines += [
        "",
        "## Faults of the file",
        "",
        "attribcheck itself finds them, whatever packs are on. Errors cannot be set aside: the file has to be mended.",
        "",
        *_table(page.entry for page in pages if page.entry.pack is None),
    ]
    return "\n".join(plain(line) for line in lines) + "\n"


def _table(entries: Iterable[RuleEntry]) -> list[str]:
    lines = ["| id | name | severity | what it flags |", "|---|---|---|---|"]
    for entry in entries:
        name = "" if entry.id == entry.name else entry.name
        lines.append(f"| [{entry.id}]({file_name(entry)}) | {name} | {entry.severity} | {_escaped(entry.summary)} |")
    return lines
