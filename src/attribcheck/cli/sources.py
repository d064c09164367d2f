"""`attribcheck sources`: who is quoted, how often, in what capacity and through whom."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from attribcheck import pipeline
from attribcheck.cli import output
from attribcheck.cli.check import configuration_of, options_of, refuse
from attribcheck.pipeline import Options, Outcome
from attribcheck.report import ArticleEntry, SourceEntry
from attribcheck.reports.quoted import Order, Quoted, Registered
from attribcheck.reports.source_list import Form, render
from attribcheck.reports.visible import plain
from attribcheck.workspace.discovery import STDIN, discover
from attribcheck.workspace.opening import Item
from attribcheck.workspace.private import Guard, guard
from attribcheck.workspace.register import find_register


@click.command(name="sources")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--sort", "order", type=click.Choice(["count", "name"]), default="count", show_default=True,
    help="The most quoted first, or by name.",
)  # fmt: skip
@click.option(
    "--max-bytes", type=click.IntRange(min=1), default=pipeline.MAX_BYTES, show_default=True,
    help="Read no file larger than this.",
)  # fmt: skip
@click.option("-f", "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("-o", "--output", "file", metavar="FILE", help="Where the list goes. Default: stdout.")
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], order: Order, max_bytes: int, form: Form, file: str | None
) -> None:
    """Show who is quoted, how often, in what capacity and through whom.

    PATHS are files, folders or - for standard input; without any, the current folder. Exits with
    0 if all of them could be read, else with 2.
    """
    found = discover(paths or (".",), configuration_of(None, (paths or (".",))[0]))
    named = ["." if path == STDIN else path for path in found.files]
    names = guard([*named, *(path for path, _ in found.problems)], found.private)
    if names.problems:
        refuse(names)
        ctx.exit(2)
    options = replace(options_of((), (), (), None, max_bytes), guard=names, configured=True)
    for path, why in found.problems:
        output.note(names.hide(plain(f"attribcheck: {path}: {why}.")))
    if not found.items and not found.problems:
        output.note("attribcheck: no article was found. Name a file.")
        ctx.exit(2)
    quoted = Quoted()
    faulty: list[str] = []

    def take(entry: ArticleEntry) -> None:
        quoted.take(entry, _registered(entry.path))
        faulty.extend(_note_faults(entry, names))

    outcomes = (_outcome(item, options) for item in found.items)
    report = pipeline.run(chain(pipeline.unprotected(names), outcomes), take, options)
    for problem in report.problems:
        output.note(names.hide(plain(f"attribcheck: {problem.path}: {problem.message}")))
    text = render(quoted, form, order, output.width() if file is None else 80)
    if names.find(text):
        output.note("attribcheck: confidential-leak: the list was not written: a confidential name would stand in it.")
        ctx.exit(2)
    output.write(text, file)
    ctx.exit(2 if found.problems or report.problems or faulty else 0)


def _registered(path: str) -> Registered:
    """Finds sources in the register that holds for an article."""
    register = find_register(Path(path).parent)

    def known(source: SourceEntry) -> tuple[str, str] | None:
        if register is None:
            return None
        handle = register.match(source.id, [source.name, *source.aliases], anonymous=source.anonymous)
        return (register.path, handle) if handle else None

    return known


def _note_faults(entry: ArticleEntry, names: Guard) -> list[str]:
    """Tells of an article's own faults, and returns the rules of those that kept it from being read."""
    faults = [finding for finding in entry.findings if finding.about == "file"]
    for finding in faults:
        place = f"{finding.place.path or entry.path}:{finding.place.line}:{finding.place.column}"
        output.note(names.hide(plain(f"{place}: {finding.rule}: {finding.message} {finding.fix}")))
    return [f.rule for f in faults if f.severity == "error" and f.rule != "private-not-ignored"]


def _outcome(item: Item, options: Options) -> Outcome:
    if item.path != STDIN:
        return pipeline.check_item(item, options)
    # One byte more than the limit tells that there is more, without taking it all in.
    return pipeline.check_bytes(sys.stdin.buffer.read(options.max_bytes + 1), "<stdin>", options)
