"""`attribcheck sheet`: the fact-checker's table of one article, out and in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from attribcheck import pipeline
from attribcheck.cli import output
from attribcheck.pipeline import Options
from attribcheck.report import ArticleEntry
from attribcheck.workspace.opening import Item, Opened, Unopened, open_item, read_bytes
from attribcheck.workspace.private import Guard, guard


class NotDone(click.ClickException):
    """The work could not be done; the message says why."""

    exit_code = 2


@click.command(name="sheet")
@click.argument("article")
@click.option("-o", "--output", "file", metavar="FILE", help="Where the sheet goes. Default: stdout.")
@click.option("--import", "sheet", metavar="SHEET", help="Bring the checks of this sheet back into ARTICLE.")
@click.option(
    "--max-bytes", type=click.IntRange(min=1), default=pipeline.MAX_BYTES, show_default=True,
    help="Read no file larger than this.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, article: str, file: str | None, sheet: str | None, max_bytes: int) -> None:
    """Write the fact-checker's sheet of ARTICLE as CSV, or bring a filled one back.

    \b
    attribcheck sheet story.yaml -o story.csv
    attribcheck sheet story.yaml --import story.csv

    An import changes the `checked:` of the claims that were checked, and nothing else in the file.
    It exits with 1 if rows could not be brought back, with 2 if the work could not be done at all.
    """
    if sheet is not None and file is not None:
        raise click.UsageError("-o writes a sheet and --import reads one; give one of the two.")
    if file is not None and file != "-" and _same(file, article):
        raise click.UsageError(f"'{file}' is the article itself; give the sheet a name of its own.")
    names = guard([article, *([sheet] if sheet is not None else [])])
    options = replace(Options(max_bytes=max_bytes), guard=names, configured=True)
    if _note_private(names):
        raise NotDone("nothing was written, for nobody can say that no confidential name gets out.")
    opened, entry = _opened(article, options)
    if sheet is None:
        _write(entry, file, names)
        ctx.exit(0)
    ctx.exit(1 if _import(opened, entry, sheet, options) else 0)


def _same(one: str, other: str) -> bool:
    return Path(one).resolve() == Path(other).resolve()


def _note_private(names: Guard) -> bool:
    """Tells of private files that no `.gitignore` covers or that cannot be read; whether there are some of those."""
    for path in names.unprotected:
        output.note(f"attribcheck: {names.hide(path)}: no .gitignore covers this private file.")
    for path, why in names.problems:
        output.note(f"attribcheck: {names.hide(path)}: {why}.")
    return bool(names.problems)


def _read(path: str, options: Options) -> bytes:
    """A file's bytes. Raises `NotDone`."""
    try:
        return read_bytes(path, options.max_bytes)
    except Unopened as why:
        raise NotDone(options.guard.hide(f"{path}: {why}")) from None


def _opened(path: str, options: Options) -> tuple[Opened, ArticleEntry]:
    """An article's files and its entry in the report. Raises `NotDone` where they are at fault."""
    from attribcheck.reports.visible import plain
    from attribcheck.workspace.private import is_private

    if is_private(Path(path).name):
        raise NotDone("a private file holds confidential names; it is no article.")
    mirror = pipeline.configuration_for(path, options).sidecars
    try:
        opened = open_item(Item(path), options.max_bytes, mirror)
    except Unopened as why:
        raise NotDone(options.guard.hide(f"{path}: {why}")) from None
    outcome = pipeline.judge(opened, options)
    faults = [finding for finding in outcome.entry.findings if finding.about == "file"] if outcome.entry else []
    for finding in faults:
        place = f"{finding.place.path or opened.path}:{finding.place.line}:{finding.place.column}"
        output.note(options.guard.hide(plain(f"{place}: {finding.message} {finding.fix}")))
    for problem in outcome.problems:
        output.note(options.guard.hide(plain(f"attribcheck: {problem.path}: {problem.message}")))
    if outcome.entry is None or any(finding.severity == "error" for finding in faults):
        raise NotDone("the article must be mended before it has a sheet.")
    return opened, outcome.entry


def _write(entry: ArticleEntry, file: str | None, names: Guard) -> None:
    from attribcheck.report import Report, Summary, Tool
    from attribcheck.reports.formats import render

    summary = Summary(articles=1, claims=len(entry.claims), statuses={}, findings={}, coverage=entry.coverage)
    report = Report(tool=Tool(version=""), as_of=None, summary=summary, articles=[entry])
    text = render(report, "csv")
    if names.find(text):
        raise NotDone("confidential-leak: the sheet was not written, for a confidential name would stand in it.")
    output.write(text, file)


def _import(opened: Opened, entry: ArticleEntry, sheet: str, options: Options) -> bool:
    """Brings a sheet's checks into the file that holds the article's record; whether some rows could not be."""
    from attribcheck.recording.article_file import replace_file
    from attribcheck.recording.bringing_back import bring_back
    from attribcheck.recording.sheet import SheetError
    from attribcheck.reports.visible import plain

    names = options.guard
    record = opened.record or opened.path
    shown, path = names.hide(sheet), names.hide(record)
    try:
        done = bring_back(opened, entry, _read(sheet, options), names)
        if opened.record_data is not None and done.data != opened.record_data:
            replace_file(record, opened.record_data, done.data)
    except SheetError as error:
        raise NotDone(names.hide(f"{shown}: {plain(str(error))}")) from None
    except OSError as error:
        raise NotDone(f"'{path}' is as it was; it cannot be written: {error.strerror}.") from None
    for refusal in done.refused:
        output.note(names.hide(f"{shown}: row {refusal.row}: {plain(refusal.why)}"))
    if done.others:
        output.note(f"{_counted(done.others, 'check')} of other articles left aside.")
    left = f"; {_counted(len(done.refused), 'row')} could not be brought back" if done.refused else ""
    output.note(f"{path}: {_counted(len(done.claims), 'check')} brought back{left}.")
    return bool(done.refused)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
