"""`attribcheck check`: read articles, judge them, report."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

import click

from attribcheck import pipeline
from attribcheck.cli import output
from attribcheck.cli.gathering import Gathered, configuration_of, gather
from attribcheck.cli.progress import progress
from attribcheck.cli.targets import InOrder, Targets, output_options
from attribcheck.novelty import Changed, NewOnly, affected
from attribcheck.pipeline import Options, Outcome
from attribcheck.report import SEVERITIES, Report
from attribcheck.run import run
from attribcheck.workers import jobs_for, workers
from attribcheck.workspace import rulebook
from attribcheck.workspace.baseline import Baseline, BaselineError, in_force
from attribcheck.workspace.changes import ChangesError, changes
from attribcheck.workspace.configuration import EMPTY, Configuration, Inference
from attribcheck.workspace.discovery import STDIN
from attribcheck.workspace.repository import root_from


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


def _jobs(_: click.Context, __: click.Parameter, value: str) -> int | None:
    """A number of workers; None: as many as pay."""
    if value == "auto":
        return None
    if not value.isdecimal() or int(value) < 1:
        raise click.BadParameter(f"'{value}' is no number of workers; write auto, 1, 2 …")
    return int(value)


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
@click.option(
    "--inference", type=click.Choice(["high", "medium", "low", "off"]),
    help="How sure the reader must be of what it finds in prose.  [default: medium]",
)  # fmt: skip
@click.option("--config", "config_file", metavar="FILE", help="This configuration, whatever stands near the articles.")
@click.option("--baseline", metavar="FILE", help="Findings that are known already: attribcheck baseline write.")
@click.option("--no-baseline", is_flag=True, help="Count what the baseline knows too.")
@click.option("--diff", "base", metavar="BASE", help="Only what changed since the branch left BASE, and its effects.")
@click.option("--jobs", "-j", callback=_jobs, default="auto", metavar="N", help="Workers.  [default: auto]")
@click.option("--isolated", is_flag=True, help="No configuration at all.")
@click.option("--force-exclude", is_flag=True, help="Hold named files to what holds in folders.")
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
    pack: tuple[str, ...], baseline: str | None, no_baseline: bool, base: str | None, jobs: int | None,
    allow_empty: bool, stdin_filename: str | None, max_bytes: int, inference: Inference | None,
) -> None:  # fmt: skip
    """Check articles and report.

    PATHS are files, folders or - for standard input; without any, the current folder.
    """
    targets = Targets.of(ctx, formats, files)
    options = options_of(pack, select, ignore, as_of, max_bytes)
    first = (paths or (".",))[0]
    configuration = EMPTY if isolated else configuration_of(config_file, first)
    gathered = gather(
        ctx, paths, configuration, stdin_filename=stdin_filename, force_exclude=force_exclude, allow_empty=allow_empty
    )
    names = gathered.names
    options = replace(
        options, guard=names, preview=preview, inference=inference, configured=not (isolated or config_file),
        configuration=configuration if config_file else None,
    )  # fmt: skip
    known = None if no_baseline else _baseline(first, baseline, configuration)
    # Records come by the thousand and die young: at Python's usual 700 a tenth of a run goes into looking at them.
    gc.set_threshold(5_000, 20, 50)
    day_of_report = as_of.isoformat() if as_of else None
    texts = partial(pipeline.rule_entries, extra=options.extra)
    with ExitStack() as stack:
        work, count, check = gathered.work(options), len(gathered.found.items), NewOnly(known)
        if base is not None:
            touched, check = _since(stack, base, first, gathered, options, check)
            work, count = chain(gathered.beside(options), touched), len(touched)
        workers_wanted = jobs_for(jobs, count)
        writing = stack.enter_context(targets.open(names, texts, day_of_report, every=every))
        with progress(count) as done, workers(workers_wanted) as executor:
            report = run(
                chain(work, _gone(known, first)), writing.add, options, draw=writing.drawing, check=check,
                executor=executor, window=3 * workers_wanted, progress=done,
            )  # fmt: skip
        gathered.note_problems(report.problems)
        writing.finish(report)
    fail_from = fail_on or configuration.fail_on or "error"
    ctx.exit(exit_code(report, fail_from, exit_zero, failed=gathered.failed or writing.leaked))


def _baseline(first: str, file: str | None, configuration: Configuration) -> Baseline | None:
    """The findings that are known already. Raises `click.ClickException`."""
    try:
        return in_force(first, file, configuration.baseline)
    except BaselineError as error:
        raise click.ClickException(str(error)) from None


def _gone(known: Baseline | None, first: str) -> Iterator[Outcome]:
    """The articles that the baseline knows and that are no longer there."""
    if known is not None:
        root = root_from(Path(first) if Path(first).is_dir() else Path(first).parent)
        entry = known.gone(lambda path: (root / path).is_file())
        if entry is not None:
            yield Outcome(entry)


def _since(
    stack: ExitStack, base: str, first: str, gathered: Gathered, options: Options, check: NewOnly
) -> tuple[list[Changed], NewOnly]:
    """The articles that a branch affects, and what checks them. Raises `click.ClickException`."""
    if any(item.path == STDIN for item in gathered.found.items):
        raise click.UsageError("--diff compares files; what '-' reads has no past.")
    try:
        found = changes(base, Path(first) if Path(first).is_dir() else Path(first).parent)
        mirror = pipeline.configuration_for(first, options).sidecars
        held = check.baseline.path if check.baseline is not None else None
        touched, before = stack.enter_context(affected(gathered.found.items, found, mirror, held))
    except ChangesError as error:
        raise click.ClickException(gathered.names.hide(str(error))) from None
    if not touched:
        output.note(f"attribcheck: no article is affected by what changed since {base}.")
    return touched, replace(check, base=base, before=before)


def exit_code(report: Report, fail_on: str, exit_zero: bool, *, failed: bool) -> int:
    """0 nothing at or above `fail_on`, 1 findings, 2 something could not be done."""
    if failed or report.problems:
        return 2
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return 1 if not exit_zero and any(report.summary.findings.get(severity) for severity in counted) else 0
