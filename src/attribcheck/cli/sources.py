"""`attribcheck sources`: who is quoted, how often, in what capacity and through whom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from attribcheck import pipeline
from attribcheck.cli import output
from attribcheck.cli.check import options_of
from attribcheck.cli.gathering import configuration_of, gather
from attribcheck.report import ArticleEntry, SourceEntry
from attribcheck.reports.quoted import Order, Quoted, Registered
from attribcheck.reports.source_list import Form, render
from attribcheck.run import run
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
    gathered = gather(ctx, paths, configuration_of(None, (paths or (".",))[0]))
    names = gathered.names
    options = replace(options_of((), (), (), None, max_bytes), guard=names, configured=True)
    quoted = Quoted()
    faulty: list[str] = []

    def take(entry: ArticleEntry) -> None:
        quoted.take(entry, _registered(entry.path))
        faulty.extend(gathered.note_faults(entry))

    report = run(gathered.work(options), take, options, check=pipeline.check_item)
    gathered.note_problems(report.problems)
    text = render(quoted, form, order, output.width() if file is None else 80)
    if names.find(text):
        output.note("attribcheck: confidential-leak: the list was not written: a confidential name would stand in it.")
        ctx.exit(2)
    output.write(text, file)
    ctx.exit(2 if gathered.failed or report.problems or faulty else 0)


def _registered(path: str) -> Registered:
    """Finds sources in the register that holds for an article."""
    register = find_register(Path(path).parent)

    def known(source: SourceEntry) -> tuple[str, str] | None:
        if register is None:
            return None
        handle = register.match(source.id, [source.name, *source.aliases], anonymous=source.anonymous)
        return (register.path, handle) if handle else None

    return known
