"""`attribcheck report`: any format from a stored JSON report, so that pipelines check once and render often."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from attribcheck.cli.check import exit_code
from attribcheck.cli.gathering import refuse
from attribcheck.cli.targets import InOrder, Targets, output_options
from attribcheck.report import SEVERITIES, Report
from attribcheck.reports.visible import plain
from attribcheck.workspace.discovery import STDIN
from attribcheck.workspace.private import guard


@click.command(cls=InOrder, name="report")
@click.argument("path", metavar="REPORT.json")
@output_options
@click.option("--all", "every", is_flag=True, help="Show every finding, not the worst five.")
@click.option(
    "--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="never", show_default=True,
    help="Exit with 1 if there is a finding of this severity or a graver one.",
)  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context, path: str, formats: tuple[str, ...], files: tuple[str, ...], every: bool, fail_on: str
) -> None:
    """Render a stored JSON report in other formats. REPORT.json is a file, or - for standard input."""
    targets = Targets.of(ctx, formats, files)
    report = _stored(path)
    names = guard(["." if path == STDIN else path, *(entry.path for entry in report.articles)])
    if names.problems:
        refuse(names)
        ctx.exit(2)
    with targets.open(names, lambda _: report.rules, report.as_of, every=every) as writing:
        for entry in report.articles:
            writing.take(entry)
        writing.finish(report.model_copy(update={"articles": []}))
    ctx.exit(
        2 if writing.leaked else exit_code(report.model_copy(update={"problems": []}), fail_on, False, failed=False)
    )


def _stored(path: str) -> Report:
    """The report in a file. Raises `click.ClickException`."""
    from pydantic import ValidationError

    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise click.ClickException(f"{plain(path)}: the file cannot be read: {error.strerror}.") from None
    try:
        # Some shells put a byte order mark before what they write to a file.
        return Report.from_json(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        what = f"{where}: {first['msg']}" if where else first["msg"]
        raise click.ClickException(
            f"{plain(path)}: this is no report of schema attribcheck/report/1 ({plain(what)}). "
            "Write one with: attribcheck check … -f json -o report.json"
        ) from None
