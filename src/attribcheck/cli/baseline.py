"""`attribcheck baseline`: freeze today's findings, so that a run fails on new ones only."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import click

from attribcheck import pipeline
from attribcheck.cli import output
from attribcheck.cli.check import options_of
from attribcheck.cli.gathering import configuration_of, gather
from attribcheck.report import ArticleEntry
from attribcheck.run import run
from attribcheck.workspace.baseline import Baseline, BaselineError, Key, Snapshot, is_lasting, load, place_for
from attribcheck.workspace.private import Guard
from attribcheck.workspace.repository import root_from


@click.group(name="baseline")
def command() -> None:
    """Freeze today's findings, so that a run fails on new ones only."""


@command.command(name="write")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--baseline", "file", metavar="FILE",
    help="Where the baseline stands.  [default: attribcheck-baseline.json at the repository's root]",
)  # fmt: skip
@click.option("--pack", multiple=True, metavar="NAME", help="These packs exactly. Repeatable.")
@click.option("--preview", is_flag=True, help="Run rules on trial too.")
@click.option("--config", "config_file", metavar="FILE", help="This configuration, whatever stands near the articles.")
@click.option(
    "--max-bytes", type=click.IntRange(min=1), default=pipeline.MAX_BYTES, show_default=True,
    help="Read no file larger than this.",
)  # fmt: skip
@click.pass_context
def write(
    ctx: click.Context, paths: tuple[str, ...], file: str | None, pack: tuple[str, ...], preview: bool,
    config_file: str | None, max_bytes: int,
) -> None:  # fmt: skip
    """Write what is found today into the baseline; what is no longer found leaves it.

    PATHS are files and folders; without any, the current folder. What was frozen elsewhere stays.
    Exits with 0 if all of them could be judged, else with 2.
    """
    packs = tuple(name.strip() for names in pack for name in names.split(",") if name.strip())
    options = options_of(packs, (), (), None, max_bytes)
    first = (paths or (".",))[0]
    configuration = configuration_of(config_file, first)
    place = Path(file) if file is not None else place_for(first, configuration.baseline)
    before = _before(place)
    gathered = gather(ctx, paths, configuration, allow_empty=bool(before.frozen), also=[place.as_posix()])
    names = gathered.names
    options = replace(
        options, guard=names, preview=preview, configured=config_file is None,
        configuration=configuration if config_file else None,
    )  # fmt: skip
    snapshot = Snapshot()
    unjudged: list[str] = []

    def take(article: ArticleEntry) -> None:
        snapshot.take(article)
        unjudged.extend(_note_lasting(article, names))

    report = run(gathered.work(options), take, options, check=pipeline.check_item)
    gathered.note_problems(report.problems)
    for path in snapshot.outside:
        output.note(names.hide(f"attribcheck: {path}: it stands outside the repository, and nothing in it is frozen."))
    root = root_from(Path(first) if Path(first).is_dir() else Path(first).parent)
    snapshot.keep(before, lambda path: (root / path).is_file())
    if snapshot.leaks(names) or names.find(place.as_posix()):
        output.note("attribcheck: confidential-leak: nothing was written: a confidential name would stand in it.")
        ctx.exit(2)
    output.write(snapshot.text(), str(place))
    output.note(f"attribcheck: {place.as_posix()}: {_told(snapshot, before)}")
    ctx.exit(2 if gathered.failed or report.problems or unjudged or snapshot.outside else 0)


def _before(place: Path) -> Baseline:
    """What was frozen so far. Raises `click.ClickException`."""
    try:
        return load(place) if place.exists() else Baseline(place.as_posix())
    except BaselineError as error:
        raise click.ClickException(str(error)) from None


def _note_lasting(article: ArticleEntry, names: Guard) -> list[str]:
    """Tells of what is never frozen, and returns the rules of what kept the article from being judged."""
    lasting = [finding for finding in article.findings if is_lasting(finding)]
    for finding in lasting:
        place = f"{finding.place.path or article.path}:{finding.place.line}:{finding.place.column}"
        output.note(names.hide(f"{place}: {finding.rule}: {finding.message} It is not frozen. {finding.fix}"))
    return [finding.rule for finding in lasting if finding.rule != "private-not-ignored"]


def _told(snapshot: Snapshot, before: Baseline) -> str:
    """How many findings are frozen, and what has changed since the last time."""
    counts = snapshot.counts
    total = counts.total()
    articles = len({known.path for known in counts})
    said = f"{total} finding{'s' if total != 1 else ''} in {articles} article{'s' if articles != 1 else ''} frozen"
    earlier: Counter[Key] = Counter()
    for entry in before.frozen:
        earlier[entry.key] += entry.count
    new, gone = (counts - earlier).total(), (earlier - counts).total()
    return f"{said}; since the last time {new} new and {gone} gone." if before.frozen else f"{said}."
