"""`attribcheck why`: which of the twelve steps gave a claim its status, and what would change it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from attribcheck.cli import output
from attribcheck.cli.check import day


@click.command(name="why")
@click.argument("path")
@click.argument("claim")
@click.option("--as-of", callback=day, metavar="DATE", help="On that day, in place of the day of publication.")
@click.pass_context
def command(ctx: click.Context, path: str, claim: str, as_of: date | None) -> None:
    """Show which step gave a claim its status, and what would change it."""
    from attribcheck.assessment import assess
    from attribcheck.assessment.explanation import explain
    from attribcheck.nearest import did_you_mean
    from attribcheck.reading.structured import read_structured
    from attribcheck.reports.text_report import plain

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise click.ClickException(f"{path}: the file cannot be read: {error.strerror}.") from None
    reading = read_structured(data, path)
    stopping = [fault for fault in reading.faults if fault.stops]
    if reading.article is None or stopping:
        for fault in stopping:
            output.note(f"{path}:{fault.place.line}:{fault.place.column}: {plain(fault.message)} {plain(fault.fix)}")
        ctx.exit(2)
    assessment = assess(reading.article, [], as_of)
    if claim not in assessment.cases:
        message = f"There is no claim '{plain(claim)}' in {path}."
        known = list(assessment.cases)
        raise click.ClickException(f"{message}{did_you_mean(claim, known)} Claims: {', '.join(known)}.")
    output.write(plain_lines(explain(assessment, claim)), None)


def plain_lines(lines: list[str]) -> str:
    """Lines that are safe to print."""
    from attribcheck.reports.text_report import plain

    return "".join(f"{plain(line)}\n" for line in lines)
