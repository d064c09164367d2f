"""Where each format goes: -f and -o, repeated, and what a CI runner expects when neither is given."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol

import click

from attribcheck.cli import output
from attribcheck.report import ArticleEntry, Report
from attribcheck.reports import formats
from attribcheck.reports.formats import FORMATS, Layout, Piece, RuleTexts, Setting
from attribcheck.workspace.private import Guard

_ORDER = "attribcheck.order"


class InOrder(click.Command):
    """A command that remembers in which order -f and -o were given: an -o belongs to the -f before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with the order kept."""
        parser = self.make_parser(ctx)
        _, _, order = parser.parse_args(args=list(args))
        ctx.meta[_ORDER] = [param.name for param in order]
        return super().parse_args(ctx, args)


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options -f and -o."""
    where = click.option(
        "-o", "--output", "files", multiple=True, metavar="FILE",
        help="Where the -f before it goes; for html also a FOLDER/. Default: stdout.",
    )  # fmt: skip
    what = click.option(
        "-f", "--format", "formats", multiple=True, type=click.Choice(list(FORMATS)),
        help="Repeatable. Default: text; github or gitlab on their runners.",
    )  # fmt: skip
    return what(where(command))


@dataclass(frozen=True, slots=True)
class Targets:
    """Each format with the file it goes to; None is stdout."""

    pairs: list[tuple[str, str | None]]

    @classmethod
    def of(cls, ctx: click.Context, formats: tuple[str, ...], files: tuple[str, ...]) -> Targets:
        """The targets of a command line. Raises `click.UsageError`."""
        pairs: list[tuple[str, str | None]] = []
        names, places = iter(formats), iter(files)
        for option in ctx.meta[_ORDER]:
            if option == "formats":
                pairs.append((next(names), None))
            elif option == "files":
                if not pairs:
                    pairs.append((_usual(), None))
                if pairs[-1][1] is not None:
                    raise click.UsageError("Each -o belongs to the -f before it; here two -o follow one -f.")
                pairs[-1] = (pairs[-1][0], next(places))
        pairs = pairs or [(_usual(), None)]
        if sum(file is None for _, file in pairs) > 1:
            raise click.UsageError("Two formats would go to stdout; give one of them a file with -o.")
        return cls(pairs)

    @contextmanager
    def open(self, guard: Guard, rules: RuleTexts, as_of: str | None, *, every: bool = False) -> Iterator[Writing]:
        """What draws the articles and writes the files. `rules` gives rules' texts by their ids."""
        with ExitStack() as stack:
            spools: list[_Spool] = []
            for name, file in self.pairs:
                if file is not None and guard.find(file):
                    raise click.ClickException("A confidential name stands in the path of an output file.")
                setting = Setting(_layout(every=every, to_file=file is not None), as_of, rules)
                if name == "html" and file is not None and _is_folder(file):
                    spools.append(_Folder(Path(file), setting, guard))
                else:
                    spools.append(stack.enter_context(_File(name, file, setting, guard)))
                summary = os.environ.get("GITHUB_STEP_SUMMARY")
                if name == "github" and summary:
                    comment = Setting(_layout(every=False, to_file=True), as_of, rules)
                    spools.append(stack.enter_context(_File("markdown", summary, comment, guard, append=True)))
            yield Writing(spools, guard)


def _usual() -> str:
    """The format where none is named: what the runner reads, else text."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "gitlab" if os.environ.get("GITLAB_CI") == "true" else "text"


def _is_folder(file: str) -> bool:
    return file.endswith(("/", os.sep)) or Path(file).is_dir()


def _layout(*, every: bool, to_file: bool) -> Layout:
    return Layout(every=every) if to_file else Layout(output.width(), output.wants_colour(), every)


class Drawn(NamedTuple):
    """A piece on its way to its file, without its text if a confidential name stands in that."""

    piece: Piece
    leaked: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws an article in every format of the run, in whichever process has it; can be pickled.

    `formats` are modules of formats, each with what it draws with.
    """

    formats: tuple[tuple[str, Setting], ...]
    guard: Guard

    def __call__(self, entry: ArticleEntry) -> list[Drawn]:
        """The article's pieces, one a format."""
        return [self._guarded(formats.draw(module, entry, setting)) for module, setting in self.formats]

    def _guarded(self, piece: Piece) -> Drawn:
        leaked = bool(self.guard.find(piece.text))
        return Drawn(piece._replace(text="") if leaked else piece, leaked)


class _Spool(Protocol):
    module: str
    setting: Setting
    leaked: bool

    def take(self, drawn: Drawn) -> None:
        """The next article."""

    def finish(self, report: Report) -> None:
        """All that is not an article; the file is written, unless a confidential name would stand in it."""


class Writing:
    """Hands each article to every format: what `drawing` made of it, in the order of the articles."""

    def __init__(self, spools: list[_Spool], guard: Guard) -> None:
        self._spools = spools
        self.drawing = Drawing(tuple((spool.module, spool.setting) for spool in spools), guard)

    @property
    def leaked(self) -> bool:
        """Whether something was not written because a confidential name would have stood in it."""
        return any(spool.leaked for spool in self._spools)

    def add(self, drawn: Sequence[Drawn]) -> None:
        """The next article, as it was drawn."""
        for spool, one in zip(self._spools, drawn, strict=True):
            spool.take(one)

    def take(self, entry: ArticleEntry) -> None:
        """The next article, drawn here."""
        self.add(self.drawing(entry))

    def finish(self, report: Report) -> None:
        """Writes the files."""
        for spool in self._spools:
            spool.finish(report)


class _File:
    """One format in one file, or on stdout.

    Keeps the pieces until the figures that stand before them are known: in memory up to 8 MB,
    beyond that in a file without a name that ends with the run.
    """

    MEMORY = 8_000_000

    def __init__(self, name: str, file: str | None, setting: Setting, guard: Guard, *, append: bool = False) -> None:
        self.module = FORMATS[name]
        self.setting = setting
        self.leaked = False
        self._file = file
        self._append = append
        self._guard = guard
        self._frame = formats.frame(self.module, setting)
        self._pieces: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=self.MEMORY)  # noqa: SIM115

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._pieces.close()

    def take(self, drawn: Drawn) -> None:
        self.leaked = self.leaked or drawn.leaked
        self._pieces.write(_bytes(self._frame.take(drawn.piece)))

    def finish(self, report: Report) -> None:
        head, tail = self._frame.ends(report)
        if self.leaked or self._guard.find(head) or self._guard.find(tail):
            self.leaked = True
            _not_written(self._file or "the report")
            return
        self._pieces.seek(0)
        pieces = chain([_bytes(head)], iter(lambda: self._pieces.read(1 << 20), b""), [_bytes(tail)])
        output.write_pieces(pieces, self._file, append=self._append)


class _Folder:
    """HTML in a folder: a page an article, written as it comes, and an index."""

    module = formats.SITE

    def __init__(self, folder: Path, setting: Setting, guard: Guard) -> None:
        from attribcheck.reports.html.site import Site

        self.setting = setting
        self.leaked = False
        self._site = Site()
        self._folder = folder
        self._guard = guard
        self._left_out = 0

    def take(self, drawn: Drawn) -> None:
        name = self._site.take(drawn.piece)
        self._write(name, drawn.piece.text, leaks=drawn.leaked or bool(self._guard.find(name)))

    def finish(self, report: Report) -> None:
        from attribcheck.reports.html.site import INDEX

        index = self._site.index(report)
        self._write(INDEX, index, leaks=bool(self._guard.find(index)))
        for _ in range(self._left_out):
            _not_written("a page")

    def _write(self, name: str, page: str, *, leaks: bool) -> None:
        if leaks:
            self.leaked = True
            self._left_out += 1
        else:
            output.write(page, str(self._folder / name))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _not_written(what: str) -> None:
    output.note(f"attribcheck: confidential-leak: {what} was not written, for a confidential name would stand in it.")
