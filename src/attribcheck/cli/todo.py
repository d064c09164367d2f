"""`attribcheck todo`: the call list, what to ask whom before publication."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from itertools import chain

import click

from attribcheck import pipeline
from attribcheck.cli import output
from attribcheck.cli.check import configuration_of, day, options_of, refuse
from attribcheck.pipeline import Options, Outcome
from attribcheck.report import ArticleEntry
from attribcheck.reports.call_list import CallList, Form
from attribcheck.reports.visible import plain
from attribcheck.workspace.discovery import STDIN, discover
from attribcheck.workspace.opening import Item
from attribcheck.workspace.private import Guard, guard


@click.command(name="todo")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as if the article had been published that day.")
@click.option("--pack", multiple=True, metavar="NAME", help="These packs exactly. Repeatable.")
@click.option(
    "--max-bytes", type=click.IntRange(min=1), default=pipeline.MAX_BYTES, show_default=True,
    help="Read no file larger than this.",
)  # fmt: skip
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
@click.option("-o", "--output", "file", metavar="FILE", help="Where the list goes. Default: stdout.")
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], as_of: date | None, pack: tuple[str, ...], max_bytes: int,
    form: Form, file: str | None,
) -> None:  # fmt: skip
    """Show what to ask whom, by person or office, the gravest first.

    PATHS are files, folders or - for standard input; without any, the current folder. Exits with
    0 if all of them could be judged, whatever there is to ask, else with 2.
    """
    packs = tuple(name.strip() for names in pack for name in names.split(",") if name.strip())
    options = options_of(packs, (), (), as_of, max_bytes)
    found = discover(paths or (".",), configuration_of(None, (paths or (".",))[0]))
    named = ["." if path == STDIN else path for path in found.files]
    names = guard([*named, *(path for path, _ in found.problems)], found.private)
    if names.problems:
        refuse(names)
        ctx.exit(2)
    options = replace(options, guard=names, configured=True)
    for path, why in found.problems:
        output.note(names.hide(plain(f"attribcheck: {path}: {why}.")))
    if not found.items and not found.problems:
        output.note("attribcheck: no article was found. Name a file.")
        ctx.exit(2)
    calls = CallList()
    faulty: list[str] = []

    def take(entry: ArticleEntry) -> None:
        calls.take(entry)
        faulty.extend(_note_faults(entry, names))

    outcomes = (_outcome(item, options) for item in found.items)
    report = pipeline.run(chain(pipeline.unprotected(names), outcomes), take, options)
    for problem in report.problems:
        output.note(names.hide(plain(f"attribcheck: {problem.path}: {problem.message}")))
    text = calls.render(form, output.width() if file is None else 80)
    if names.find(text):
        output.note("attribcheck: confidential-leak: the list was not written: a confidential name would stand in it.")
        ctx.exit(2)
    output.write(text, file)
    ctx.exit(2 if found.problems or report.problems or faulty else 0)


def _note_faults(entry: ArticleEntry, names: Guard) -> list[str]:
    """Tells of an article's own faults, and returns the rules of those that kept it from being judged."""
    faults = [finding for finding in entry.findings if finding.about == "file"]
    for finding in faults:
        place = f"{entry.path}:{finding.place.line}:{finding.place.column}"
        output.note(names.hide(plain(f"{place}: {finding.rule}: {finding.message} {finding.fix}")))
    return [f.rule for f in faults if f.severity == "error" and f.rule != "private-not-ignored"]


def _outcome(item: Item, options: Options) -> Outcome:
    if item.path != STDIN:
        return pipeline.check_item(item, options)
    # One byte more than the limit tells that there is more, without taking it all in.
    return pipeline.check_bytes(sys.stdin.buffer.read(options.max_bytes + 1), "<stdin>", options)
