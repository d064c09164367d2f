"""Where each format goes: -f and -o, repeated, and what a CI runner expects when neither is given."""

from __future__ import annotations

import gc
import os
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

import click

from attribcheck.cli import output
from attribcheck.report import ArticleEntry, Report, RuleEntry
from attribcheck.reports.formats import FORMATS, Layout, Writer, writer
from attribcheck.workspace.private import Guard

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from attribcheck.reports.html.site import Draughtsman

_ORDER = "attribcheck.order"
RuleTexts = Callable[[Iterable[str]], list[RuleEntry]]


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
        """What takes the articles and writes the files. `rules` gives rules' texts by their ids."""
        with ExitStack() as stack:
            spools: list[_Spool] = []
            for name, file in self.pairs:
                if file is not None and guard.find(file):
                    raise click.ClickException("A confidential name stands in the path of an output file.")
                if name == "html" and file is not None and _is_folder(file):
                    spools.append(stack.enter_context(_Folder(Path(file), guard, rules, as_of)))
                else:
                    spools.append(stack.enter_context(_File(name, file, guard, every=every)))
                summary = os.environ.get("GITHUB_STEP_SUMMARY")
                if name == "github" and summary:
                    spools.append(stack.enter_context(_File("markdown", summary, guard, append=True)))
            yield Writing(spools)


def _usual() -> str:
    """The format where none is named: what the runner reads, else text."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "gitlab" if os.environ.get("GITLAB_CI") == "true" else "text"


def _is_folder(file: str) -> bool:
    return file.endswith(("/", os.sep)) or Path(file).is_dir()


class _Spool(Protocol):
    leaked: bool

    def take(self, entry: ArticleEntry) -> None:
        """One article."""

    def finish(self, report: Report) -> None:
        """All that is not an article; the file is written, unless a confidential name would stand in it."""


class Writing:
    """Hands each article to every format."""

    def __init__(self, spools: list[_Spool]) -> None:
        self._spools = spools

    @property
    def leaked(self) -> bool:
        """Whether something was not written because a confidential name would have stood in it."""
        return any(spool.leaked for spool in self._spools)

    def take(self, entry: ArticleEntry) -> None:
        """One article."""
        for spool in self._spools:
            spool.take(entry)

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

    def __init__(self, name: str, file: str | None, guard: Guard, *, every: bool = False, append: bool = False) -> None:
        self._file = file
        self._append = append
        self._guard = guard
        self._writer = _writer(name, every=every, to_file=file is not None)
        self._pieces: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=self.MEMORY)  # noqa: SIM115
        self.leaked = False

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._pieces.close()

    def take(self, entry: ArticleEntry) -> None:
        self._pieces.write(self._bytes(self._writer.article(entry)))

    def finish(self, report: Report) -> None:
        head, tail = (self._bytes(part) for part in self._writer.frame(report))
        if self.leaked:
            _not_written(self._file or "the report")
            return
        self._pieces.seek(0)
        pieces = chain([head], iter(lambda: self._pieces.read(1 << 20), b""), [tail])
        output.write_pieces(pieces, self._file, append=self._append)

    def _bytes(self, text: str) -> bytes:
        self.leaked = self.leaked or bool(self._guard.find(text))
        return text.encode("utf-8", "backslashreplace")


class _Folder:
    """HTML in a folder: a page an article, written as it comes, and an index.

    Beyond a few articles a second process draws the pages while the next ones are checked, if
    there is a processor for it; the pages are the same.
    """

    # Starting a process costs as much as drawing some dozens of pages.
    ALONE = 40
    # Pages that may wait to be drawn: enough to keep both busy, and memory flat.
    WAITING = 64

    def __init__(self, folder: Path, guard: Guard, rules: RuleTexts, as_of: str | None) -> None:
        from attribcheck.reports.html.site import Site

        self._site = Site(rules, as_of)
        self._folder = folder
        self._guard = guard
        self._as_of = as_of
        self._count = 0
        self._refused = (os.cpu_count() or 1) < 2
        self._second: ProcessPoolExecutor | None = None
        self._waiting: deque[Future[bool]] = deque()
        self.leaked = False

    def take(self, entry: ArticleEntry) -> None:
        self._count += 1
        if self._second is None and self._count > self.ALONE and not self._refused:
            self._second = self._start()
            self._refused = self._second is None
        if self._second is None:
            self._note_leak(write_page(self._folder, *self._site.page(entry), self._guard))
            return
        name, rules = self._site.sheet(entry)
        if not self._waiting and self._count == self.ALONE + 1:
            rules = self._site.rules()
        json = entry.model_dump_json(by_alias=True)
        self._waiting.append(self._second.submit(draw_page, self._folder, name, json, rules, self._as_of, self._guard))
        if len(self._waiting) > self.WAITING:
            self._note_leak(self._waiting.popleft().result())

    def _start(self) -> ProcessPoolExecutor | None:
        """A second process; None where the system allows none (containers without shared memory)."""
        from concurrent.futures import ProcessPoolExecutor

        try:
            return ProcessPoolExecutor(max_workers=1, initializer=_leave_interrupts_to_the_first)
        except (OSError, ImportError):
            return None

    def __enter__(self) -> _Folder:
        return self

    def __exit__(self, *_: object) -> None:
        if self._second is not None:
            self._second.shutdown(cancel_futures=True)

    def finish(self, report: Report) -> None:
        while self._waiting:
            self._note_leak(self._waiting.popleft().result())
        self._note_leak(write_page(self._folder, "index.html", self._site.index(report), self._guard))

    def _note_leak(self, leaked: bool) -> None:
        if leaked:
            self.leaked = True
            _not_written("a page")


def write_page(folder: Path, name: str, text: str, guard: Guard) -> bool:
    """Writes a page; True if a confidential name would have stood in it, and it was not."""
    if guard.find(text) or guard.find(name):
        return True
    output.write(text, str(folder / name))
    return False


def _leave_interrupts_to_the_first() -> None:
    """^C reaches both processes; the first one ends the run, and says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def draw_page(folder: Path, name: str, json: str, rules: list[RuleEntry], as_of: str | None, guard: Guard) -> bool:
    """Draws and writes a page in a second process; what `write_page` returns."""
    from attribcheck.reports.html.site import Draughtsman

    global _draughtsman
    if _draughtsman is None:
        # As in the first process: what is made for a page dies with it.
        gc.set_threshold(5_000, 20, 50)
        _draughtsman = Draughtsman()
    page = _draughtsman.draw(ArticleEntry.model_validate_json(json), rules, as_of)
    return write_page(folder, name, page, guard)


# In the second process: the one that draws there.
_draughtsman: Draughtsman | None = None


def _not_written(what: str) -> None:
    output.note(f"attribcheck: confidential-leak: {what} was not written, for a confidential name would stand in it.")


def _writer(name: str, *, every: bool, to_file: bool) -> Writer:
    if to_file:
        return writer(name, Layout(every=every))
    return writer(name, Layout(output.width(), output.wants_colour(), every))
