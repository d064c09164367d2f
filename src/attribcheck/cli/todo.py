"""`attribcheck todo`: the call list, what to ask whom before publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from attribcheck import pipeline
from attribcheck.cli import output
from attribcheck.cli.check import day, options_of
from attribcheck.cli.gathering import configuration_of, gather
from attribcheck.report import ArticleEntry
from attribcheck.reports.call_list import CallList, Form
from attribcheck.run import run


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
    configuration = configuration_of(None, (paths or (".",))[0])
    gathered = gather(ctx, paths, configuration)
    names = gathered.names
    options = replace(options, guard=names, configured=True)
    calls = CallList()
    faulty: list[str] = []

    def take(entry: ArticleEntry) -> None:
        calls.take(entry)
        faulty.extend(gathered.note_faults(entry))

    report = run(gathered.work(options), take, options, check=pipeline.check_item)
    gathered.note_problems(report.problems)
    text = calls.render(form, output.width() if file is None else 80)
    if names.find(text):
        output.note("attribcheck: confidential-leak: the list was not written: a confidential name would stand in it.")
        ctx.exit(2)
    output.write(text, file)
    ctx.exit(2 if gathered.failed or report.problems or faulty else 0)
