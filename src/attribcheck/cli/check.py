"""`attribcheck check`: read articles, judge them, report."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

import click

from attribcheck import pipeline
from attribcheck.cli import output
from attribcheck.cli.targets import InOrder, Targets, output_options
from attribcheck.pipeline import Options, Outcome
from attribcheck.report import SEVERITIES, Report
from attribcheck.workspace import rulebook
from attribcheck.workspace.configuration import EMPTY, Configuration, ConfigurationError, load, nearest
from attribcheck.workspace.discovery import STDIN, discover
from attribcheck.workspace.opening import Item
from attribcheck.workspace.private import Guard, guard


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
        if name not in known and not rulebook.exists(name):
            raise click.UsageError(rulebook.unknown_pack(name))
    families = {rule.id.rstrip("0123456789").casefold() for rule in rulebook.all_rules()} if select or ignore else set()
    for name in (*select, *ignore):
        if name.casefold() not in families and rulebook.find_rule(name) is None:
            raise click.UsageError(rulebook.unknown_rule(name))
    return Options(packs=pack or None, select=select, ignore=ignore, as_of=as_of, max_bytes=max_bytes)


def _words(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Repeated options and lists with commas are one."""
    return tuple(word.strip() for part in value for word in part.split(",") if word.strip())


@click.command(cls=InOrder, name="check")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@output_options
@click.option("--all", "every", is_flag=True, help="Show every finding, not the worst five.")
@click.option(
    "--fail-on", type=click.Choice([*SEVERITIES, "never"]),
    help="Exit with 1 if there is a finding of this severity or a graver one.  [default: error]",
)  # fmt: skip
@click.option("--exit-zero", is_flag=True, help="Exit with 0 in place of 1.")
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as if the article had been published that day.")
@click.option(
    "--select", multiple=True, callback=_words, metavar="RULE", help="Run these rules only: id, name or family (EVD)."
)
@click.option("--ignore", multiple=True, callback=_words, metavar="RULE", help="Leave these rules out.")
@click.option("--pack", multiple=True, callback=_words, metavar="NAME", help="These packs exactly. Repeatable.")
@click.option("--preview", is_flag=True, help="Run rules on trial too.")
@click.option("--config", "config_file", metavar="FILE", help="This configuration, whatever stands near the articles.")
@click.option("--isolated", is_flag=True, help="No configuration at all.")
@click.option("--force-exclude", is_flag=True, help="Hold files that are named to .gitignore and `exclude:` too.")
@click.option("--allow-empty", is_flag=True, help="Exit with 0 where no file is found.")
@click.option("--stdin-filename", metavar="PATH", help="The path of what '-' reads.")
@click.option(
    "--max-bytes", type=click.IntRange(min=1), default=pipeline.MAX_BYTES, show_default=True,
    help="Read no file larger than this.",
)  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], formats: tuple[str, ...], files: tuple[str, ...], every: bool,
    fail_on: str | None, preview: bool, config_file: str | None, isolated: bool, exit_zero: bool,
    as_of: date | None, select: tuple[str, ...], ignore: tuple[str, ...], force_exclude: bool,
    pack: tuple[str, ...], allow_empty: bool, stdin_filename: str | None, max_bytes: int,
) -> None:  # fmt: skip
    """Check articles and report.

    PATHS are files, folders or - for standard input; without any, the current folder.
    """
    targets = Targets.of(ctx, formats, files)
    options = options_of(pack, select, ignore, as_of, max_bytes)
    configuration = EMPTY if isolated else configuration_of(config_file, (paths or (".",))[0])
    found = discover(paths or (".",), configuration, force_exclude=force_exclude)
    named = [stdin_filename or "." if path == STDIN else path for path in found.files]
    names = guard([*named, *(path for path, _ in found.problems)], found.private)
    if names.problems:
        refuse(names)
        ctx.exit(2)
    for path, why in found.problems:
        output.note(names.hide(f"attribcheck: {path}: {why}."))
    if not (found.items or found.private or found.problems or allow_empty):
        output.note("attribcheck: no article was found. Name a file, or pass --allow-empty.")
        ctx.exit(2)
    options = replace(
        options, guard=names, preview=preview, configured=not (isolated or config_file),
        configuration=configuration if config_file else None,
    )  # fmt: skip
    # Records come by the thousand and die young: at Python's usual 700 a tenth of a run goes into looking at them.
    gc.set_threshold(5_000, 20, 50)
    outcomes = (_outcome(item, stdin_filename, options) for item in found.items)
    day_of_report = as_of.isoformat() if as_of else None
    texts = partial(pipeline.rule_entries, extra=options.extra)
    with targets.open(names, texts, day_of_report, every=every) as writing:
        report = pipeline.run(chain(pipeline.unprotected(names), outcomes), writing.take, options)
        for problem in report.problems:
            output.note(names.hide(f"attribcheck: {problem.path}: {problem.message}"))
        writing.finish(report)
    fail_from = fail_on or configuration.fail_on or "error"
    ctx.exit(exit_code(report, fail_from, exit_zero, failed=bool(found.problems) or writing.leaked))


def configuration_of(file: str | None, path: str) -> Configuration:
    """The configuration in a file, else the one nearest to a path. Raises `click.ClickException`."""
    place = Path(path if path != STDIN else ".")
    nearest.cache_clear()  # a process that runs twice must not answer from the first run's files
    try:
        if file is None:
            return nearest(place if place.is_dir() else place.parent)
        if not Path(file).is_file():
            raise click.ClickException(f"{file}: there is no such configuration.")
        return load(Path(file))
    except ConfigurationError as error:
        raise click.ClickException(str(error)) from None


def refuse(names: Guard) -> None:
    """Says why nothing is read or written: without the names, nobody can say that nothing leaks."""
    for path, why in names.problems:
        output.note(names.hide(f"attribcheck: {path}: {why}. Nothing was written."))


def exit_code(report: Report, fail_on: str, exit_zero: bool, *, failed: bool) -> int:
    """0 nothing at or above `fail_on`, 1 findings, 2 something could not be done."""
    if failed or report.problems:
        return 2
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return 1 if not exit_zero and any(report.summary.findings.get(severity) for severity in counted) else 0


def _outcome(item: Item, stdin_filename: str | None, options: Options) -> Outcome:
    if item.path != STDIN:
        return pipeline.check_item(item, options)
    # One byte more than the limit tells that there is more, without taking it all in.
    data = sys.stdin.buffer.read(options.max_bytes + 1)
    return pipeline.check_bytes(data, stdin_filename or "<stdin>", options)
