"""What the commands that go over articles share: from PATHS to articles, with the names that must not get out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click

from attribcheck import pipeline
from attribcheck.cli import output
from attribcheck.novelty import Changed
from attribcheck.pipeline import Options, Outcome
from attribcheck.report import ArticleEntry, Problem
from attribcheck.workspace.configuration import Configuration, ConfigurationError, load, nearest
from attribcheck.workspace.discovery import STDIN, Found, discover
from attribcheck.workspace.opening import Item
from attribcheck.workspace.private import Guard, guard
from attribcheck.workspace.register import find_register

# An article, or what came of one already.
Work = Item | Changed | Outcome


@dataclass(frozen=True, slots=True)
class Gathered:
    """The articles of a run, and the guard over all that it reads and writes."""

    found: Found
    names: Guard
    stdin_filename: str | None = None

    @property
    def failed(self) -> bool:
        """Whether something that was named could not be looked into."""
        return bool(self.found.problems)

    def work(self, options: Options) -> Iterator[Work]:
        """What a run takes: first what is wrong beside the articles, then the articles, in order."""
        yield from self.beside(options)
        for item in self.found.items:
            yield item if item.path != STDIN else self._stdin(options)

    def beside(self, options: Options) -> Iterator[Outcome]:
        """What is wrong with the private files and the registers around the articles."""
        registers = dict.fromkeys([*self.found.registers, *self._registers_above()])
        yield from chain(pipeline.unprotected(self.names), pipeline.registers(registers, options))

    def _registers_above(self) -> Iterator[str]:
        """The registers that hold for the articles, wherever they stand."""
        for folder in dict.fromkeys(Path(item.path).parent for item in self.found.items):
            register = find_register(folder)
            if register is not None:
                yield Path(register.path).as_posix()

    def _stdin(self, options: Options) -> Outcome:
        # One byte more than the limit tells that there is more, without taking it all in.
        data = sys.stdin.buffer.read(options.max_bytes + 1)
        return pipeline.check_bytes(data, self.stdin_filename or "<stdin>", options)

    def note_problems(self, problems: Iterable[Problem]) -> None:
        """Says on stderr what could not be done."""
        for problem in problems:
            output.note(self.names.hide(f"attribcheck: {problem.path}: {problem.message}"))

    def note_faults(self, entry: ArticleEntry) -> list[str]:
        """Says on stderr what is wrong with an article's files; returns the rules that kept it from being judged."""
        faults = [finding for finding in entry.findings if finding.about == "file" and finding.suppressed is None]
        for finding in faults:
            place = f"{finding.place.path or entry.path}:{finding.place.line}:{finding.place.column}"
            output.note(self.names.hide(f"{place}: {finding.rule}: {finding.message} {finding.fix}"))
        return [f.rule for f in faults if f.severity == "error" and f.rule != "private-not-ignored"]


def gather(
    ctx: click.Context,
    paths: tuple[str, ...],
    configuration: Configuration,
    *,
    stdin_filename: str | None = None,
    force_exclude: bool = False,
    allow_empty: bool = False,
    also: Iterable[str] = (),
) -> Gathered:
    """Finds the articles under PATHS (none: the current folder), and the private files around them.

    `also` are other paths that will be shown. Ends the command with 2 where a private file cannot
    be read, or there is no article.
    """
    found = discover(paths or (".",), configuration, force_exclude=force_exclude)
    named = [stdin_filename or "." if path == STDIN else path for path in found.files]
    sidecars = [item.sidecar for item in found.items if item.sidecar]
    shown = [*named, *sidecars, *(path for path, _ in found.problems), *also]
    names = guard(shown, found.private, configuration.sidecars)
    if names.problems:
        refuse(names)
        ctx.exit(2)
    for path, why in found.problems:
        output.note(names.hide(f"attribcheck: {path}: {why}."))
    if not (found.items or found.private or found.registers or found.problems or allow_empty):
        output.note("attribcheck: no article was found. Name a file, or pass --allow-empty.")
        ctx.exit(2)
    return Gathered(found, names, stdin_filename)


def refuse(names: Guard) -> None:
    """Says why nothing is read or written: without the names, nobody can say that nothing leaks."""
    for path, why in names.problems:
        output.note(names.hide(f"attribcheck: {path}: {why}. Nothing was written."))


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
