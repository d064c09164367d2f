"""`attribcheck why`: which of the twelve steps gave a claim its status, and what would change it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attribcheck.cli import output
from attribcheck.cli.check import day

if TYPE_CHECKING:
    from attribcheck.workspace.private import Guard


@click.command(name="why")
@click.argument("path")
@click.argument("claim")
@click.option("--as-of", callback=day, metavar="DATE", help="On that day, in place of the day of publication.")
@click.pass_context
def command(ctx: click.Context, path: str, claim: str, as_of: date | None) -> None:
    """Show which step gave a claim its status, and what would change it."""
    from attribcheck.workspace.private import guard

    names = guard([path])
    try:
        words = _explained(ctx, path, claim, as_of, names)
    except click.ClickException as error:
        raise click.ClickException(names.hide(error.message)) from None
    if names.find(words):
        raise click.ClickException("confidential-leak: a confidential name would stand in the answer; it is not shown.")
    output.write(words, None)


def _explained(ctx: click.Context, path: str, claim: str, as_of: date | None, names: Guard) -> str:
    """What is printed. Raises `click.ClickException`."""
    from attribcheck import pipeline
    from attribcheck.assessment import assess
    from attribcheck.assessment.explanation import explain
    from attribcheck.nearest import did_you_mean
    from attribcheck.reports.visible import plain
    from attribcheck.workspace.configuration import nearest
    from attribcheck.workspace.opening import Item, Unopened, open_item
    from attribcheck.workspace.private import is_private

    if is_private(path):
        raise click.ClickException(f"{path}: a private file holds confidential names; it is no article.")
    for file, problem in names.problems:
        raise click.ClickException(f"{file}: {problem}.")
    try:
        opened = open_item(Item(path), pipeline.MAX_BYTES, nearest(Path(path).parent).sidecars)
    except Unopened as why:
        raise click.ClickException(f"{path}: {why}") from None
    leak = pipeline.leaks(opened, names)
    if leak is not None:
        first = leak.findings[0]
        where = f"{first.place.path or leak.path}:{first.place.line}:{first.place.column}"
        raise click.ClickException(f"{where}: {first.rule}: {first.message} {first.fix}")
    reading = opened.reading
    stopping = [fault for fault in reading.faults if fault.stops]
    if reading.article is None or stopping:
        for fault in stopping:
            place = f"{fault.place.path or path}:{fault.place.line}:{fault.place.column}"
            output.note(names.hide(f"{place}: {plain(fault.message)} {plain(fault.fix)}"))
        ctx.exit(2)
    pipeline.infer(opened, nearest(Path(path).parent).inference)
    assessment = assess(reading.article, [], as_of)
    if claim not in assessment.cases:
        message = f"There is no claim '{plain(claim)}' in {path}."
        known = list(assessment.cases)
        raise click.ClickException(f"{message}{did_you_mean(claim, known)} Claims: {', '.join(known)}.")
    return plain_lines(explain(assessment, claim))


def plain_lines(lines: list[str]) -> str:
    """Lines that are safe to print."""
    from attribcheck.reports.visible import plain

    return "".join(f"{plain(line)}\n" for line in lines)
