"""`attribcheck check`: read articles, judge them, report."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import click

from attribcheck import pipeline
from attribcheck.cli import output
from attribcheck.pipeline import Options, Outcome
from attribcheck.report import SEVERITIES, ArticleEntry, Report
from attribcheck.workspace import rulebook
from attribcheck.workspace.discovery import STDIN, discover

if TYPE_CHECKING:
    from attribcheck.reports import json_report, text_report

FORMATS = ("text", "json")


class _InOrder(click.Command):
    """A command that remembers in which order -f and -o were given: an -o belongs to the -f before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        parser = self.make_parser(ctx)
        _, _, order = parser.parse_args(args=list(args))
        ctx.meta["attribcheck.order"] = [param.name for param in order]
        return super().parse_args(ctx, args)


def day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """An option's day."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a day; write it as YYYY-MM-DD.") from None


def options_of(
    pack: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], as_of: date | None, max_bytes: int
) -> Options:
    """The run's options, with packs and rules that exist. Raises `click.UsageError`."""
    known = rulebook.known_packs()
    for name in pack:
        if name not in known:
            raise click.UsageError(rulebook.unknown_pack(name))
    families = {rule.id.rstrip("0123456789").casefold() for rule in rulebook.all_rules()} if select or ignore else set()
    for name in (*select, *ignore):
        if name.casefold() not in families and rulebook.find_rule(name) is None:
            raise click.UsageError(rulebook.unknown_rule(name))
    return Options(packs=pack or None, select=select, ignore=ignore, as_of=as_of, max_bytes=max_bytes)


def _words(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Repeated options and lists with commas are one."""
    return tuple(word.strip() for part in value for word in part.split(",") if word.strip())


@click.command(cls=_InOrder, name="check")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("-f", "--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Repeatable. Default: text.")
@click.option(
    "-o", "--output", "files", multiple=True, metavar="FILE", help="Where the -f before it goes. Default: stdout."
)
@click.option("--all", "every", is_flag=True, help="Show every finding, not the worst five.")
@click.option(
    "--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="error", show_default=True,
    help="Exit with 1 if there is a finding of this severity or a graver one.",
)  # fmt: skip
@click.option("--exit-zero", is_flag=True, help="Exit with 0 in place of 1.")
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as if the article had been published that day.")
@click.option(
    "--select", multiple=True, callback=_words, metavar="RULE", help="Run these rules only: id, name or family (EVD)."
)
@click.option("--ignore", multiple=True, callback=_words, metavar="RULE", help="Leave these rules out.")
@click.option("--pack", multiple=True, callback=_words, metavar="NAME", help="These packs exactly. Repeatable.")
@click.option("--allow-empty", is_flag=True, help="Exit with 0 where no file is found.")
@click.option("--stdin-filename", metavar="PATH", help="The path of what '-' reads.")
@click.option(
    "--max-bytes", type=click.IntRange(min=1), default=pipeline.MAX_BYTES, show_default=True,
    help="Read no file larger than this.",
)  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], formats: tuple[str, ...], files: tuple[str, ...], every: bool,
    fail_on: str, exit_zero: bool, as_of: date | None, select: tuple[str, ...], ignore: tuple[str, ...],
    pack: tuple[str, ...], allow_empty: bool, stdin_filename: str | None, max_bytes: int,
) -> None:  # fmt: skip
    """Check articles and report.

    PATHS are files, folders or - for standard input; without any, the current folder.
    """
    targets = _targets(ctx.meta["attribcheck.order"], formats, files)
    options = options_of(pack, select, ignore, as_of, max_bytes)
    found = discover(paths or (".",))
    for path, why in found.problems:
        output.note(f"attribcheck: {path}: {why}.")
    if not found.files and not found.problems and not allow_empty:
        output.note("attribcheck: no article was found. Name a file, or pass --allow-empty.")
        ctx.exit(2)
    spools = [_Spool(name, file, every=every) for name, file in targets]

    def take(entry: ArticleEntry) -> None:
        for spool in spools:
            spool.take(entry)

    report = pipeline.run((_outcome(path, stdin_filename, options) for path in found.files), take, as_of)
    for problem in report.problems:
        output.note(f"attribcheck: {problem.path}: {problem.message}")
    for spool in spools:
        spool.write(report)
    ctx.exit(exit_code(report, fail_on, exit_zero, failed=bool(found.problems)))


class _Spool:
    """Keeps one format's pieces until the figures that stand before them are known.

    In memory up to 8 MB, beyond that in a file without a name that ends with the run.
    """

    MEMORY = 8_000_000

    def __init__(self, name: str, file: str | None, *, every: bool) -> None:
        self._file = file
        self._writer = _writer(name, every=every, to_file=file is not None)
        self._pieces = tempfile.SpooledTemporaryFile(max_size=self.MEMORY)  # noqa: SIM115 - closed in `write`

    def take(self, entry: ArticleEntry) -> None:
        self._pieces.write(self._writer.article(entry).encode("utf-8", "backslashreplace"))

    def write(self, report: Report) -> None:
        head, tail = (part.encode("utf-8", "backslashreplace") for part in self._writer.frame(report))
        with self._pieces as pieces:
            pieces.seek(0)
            output.write_pieces(chain([head], iter(lambda: pieces.read(1 << 20), b""), [tail]), self._file)


def exit_code(report: Report, fail_on: str, exit_zero: bool, *, failed: bool) -> int:
    """0 nothing at or above `fail_on`, 1 findings, 2 something could not be done."""
    if failed or report.problems:
        return 2
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return 1 if not exit_zero and any(report.summary.findings.get(severity) for severity in counted) else 0


def _outcome(path: str, stdin_filename: str | None, options: Options) -> Outcome:
    if path != STDIN:
        return pipeline.check_path(path, options)
    # One byte more than the limit tells that there is more, without taking it all in.
    data = sys.stdin.buffer.read(options.max_bytes + 1)
    return pipeline.check_bytes(data, stdin_filename or "<stdin>", options)


def _targets(order: list[str], formats: tuple[str, ...], files: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """Each format with the file it goes to. Raises `click.UsageError`."""
    targets: list[tuple[str, str | None]] = []
    names, places = iter(formats), iter(files)
    for option in order:
        if option == "formats":
            targets.append((next(names), None))
        elif option == "files":
            if not targets:
                targets.append(("text", None))
            if targets[-1][1] is not None:
                raise click.UsageError("Each -o belongs to the -f before it; here two -o follow one -f.")
            targets[-1] = (targets[-1][0], next(places))
    targets = targets or [("text", None)]
    if sum(file is None for _, file in targets) > 1:
        raise click.UsageError("Two formats would go to stdout; give one of them a file with -o.")
    return targets


def _writer(name: str, *, every: bool, to_file: bool) -> json_report.Writer | text_report.Writer:
    if name == "json":
        from attribcheck.reports import json_report

        return json_report.Writer()
    from attribcheck.reports import text_report

    colour = not to_file and output.wants_colour()
    return text_report.Writer(width=80 if to_file else output.width(), colour=colour, every=every)
