"""Many articles: chunks of them are checked and drawn by workers, and what comes back is added up in order.

A worker is any process with this program and the same files before it: what goes out (a function
and its arguments) and what comes back are plain values that can be pickled. So any executor of
`concurrent.futures` will do, and without one the work is done here; the report is the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from attribcheck._version import __version__
from attribcheck.engine.loading import RuleError
from attribcheck.pipeline import Options, Outcome, check_path, rule_entries
from attribcheck.report import ArticleEntry, Problem, Report, Tool
from attribcheck.tally import Tally
from attribcheck.workers import processes
from attribcheck.workspace.configuration import ConfigurationError
from attribcheck.workspace.selection import Selection

# Articles that go to a worker together: some 30 ms of work, beside less than 1 ms for the way.
CHUNK = 4
# Chunks under way at once: three for each of eight workers keep them busy behind a slow one, and memory flat.
WINDOW = 24


class Named(Protocol):
    """An article that is still to be read."""

    @property
    def path(self) -> str:
        """Its file, as the user would name it."""


# A file, or what came of one already.
Item = str | Named | Outcome
Check = Callable[[Any, Options], Outcome]
Draw = Callable[[ArticleEntry], Any]


def whole(entry: ArticleEntry) -> ArticleEntry:
    """The article itself, for those who want no more than that."""
    return entry


def run(
    items: Iterable[Item],
    take: Callable[[Any], object],
    options: Options,
    *,
    draw: Draw = whole,
    check: Check = check_path,
    executor: Executor | None = None,
    window: int = WINDOW,
    progress: Callable[[int], object] | None = None,
) -> Report:
    """Checks articles and hands what `draw` makes of each to `take`; returns the report without its articles.

    `check` and `draw` work where the article is, and must be picklable for an executor of other
    processes; `take` is called here, in the order of the items, and `progress` with the number of
    items that are done since its last call. No more than `window` chunks are under way.
    """
    work = Work(check, draw, options)
    tally = Tally()
    problems: list[Problem] = []
    rules: set[str] = set()
    selections: dict[Selection, None] = {}
    chunks = _chunks(items)
    for done in map(work, chunks) if executor is None else _sent_out(work, chunks, executor, window):
        tally.merge(done.tally)
        problems.extend(done.problems)
        rules.update(done.rules)
        selections.update(done.selections)
        for drawn in done.drawn:
            take(drawn)
        if progress is not None:
            progress(done.count)
    return Report(
        tool=Tool(version=__version__),
        as_of=options.as_of.isoformat() if options.as_of else None,
        summary=tally.summary(),
        rules=rule_entries(rules, options.extra, selections),
        articles=[],
        problems=problems,
    )


def make_report(items: Iterable[Item], options: Options) -> Report:
    """The report of a run, with all its articles."""
    entries: list[ArticleEntry] = []
    report = run(items, entries.append, options)
    report.articles = entries
    return report


# --- In a worker ---


@dataclass(slots=True)
class Done:
    """What came of the first `count` articles of a chunk: what was drawn of each, and what all of them add up to."""

    count: int = 0
    drawn: list[Any] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    rules: set[str] = field(default_factory=set)
    selections: dict[Selection, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Work:
    """Checks and draws the articles of a chunk."""

    check: Check
    draw: Draw
    options: Options

    def __call__(self, chunk: Sequence[Item]) -> Done:
        """What came of them. Raises `ConfigurationError` and `RuleError`."""
        done = Done()
        for item in chunk:
            self._add(item, done)
        return done

    def until_refused(self, chunk: Sequence[Item]) -> Done:
        """What came of them, up to one that cannot be judged with these rules: where the run began, that is told."""
        done = Done()
        try:
            for item in chunk:
                self._add(item, done)
        except (ConfigurationError, RuleError):
            pass
        return done

    def _add(self, item: Item, done: Done) -> None:
        try:
            outcome = item if isinstance(item, Outcome) else self.check(item, self.options)
            drawn = [] if outcome.entry is None else [self.draw(outcome.entry)]
        except (ConfigurationError, RuleError):
            raise
        except MemoryError:
            outcome, drawn = self.failed(item, "memory ran out while this was checked."), []
        except Exception as error:  # noqa: BLE001 - one article that we cannot deal with stops none of the others
            why = f"a fault of the program itself ({type(error).__name__}). Please report it."
            outcome, drawn = self.failed(item, why), []
        done.count += 1
        done.problems.extend(outcome.problems)
        done.drawn.extend(drawn)
        if outcome.entry is not None:
            done.tally.add(outcome.entry)
            done.rules.update(outcome.entry.rules)
        if outcome.selection is not None:
            done.selections[outcome.selection] = None

    def failed(self, item: Item, why: str) -> Outcome:
        """An article that could not be dealt with."""
        path = _path(item)
        return Outcome(None, [Problem(path=self.options.guard.hide(path) if path is not None else None, message=why)])


def _path(item: Item) -> str | None:
    if isinstance(item, Outcome):
        return item.entry.path if item.entry is not None else None
    return item if isinstance(item, str) else item.path


# --- Where the run began ---


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _sent_out(work: Work, chunks: Iterator[list[Item]], executor: Executor, window: int) -> Iterator[Done]:
    """What comes back for each chunk, in order."""
    # The first is done here: what it loads, forked workers find at hand.
    yield from map(work, islice(chunks, 1))
    under_way: deque[tuple[list[Item], Future[Done] | None]] = deque()
    takes_more = True
    with _Alone(work) as alone:
        for chunk in chunks:
            future = _submitted(work, chunk, executor) if takes_more else None
            takes_more = future is not None
            under_way.append((chunk, future))
            if len(under_way) >= window:
                yield from _fetched(work, *under_way.popleft(), alone)
        while under_way:
            yield from _fetched(work, *under_way.popleft(), alone)


def _submitted(work: Work, chunk: list[Item], executor: Executor) -> Future[Done] | None:
    """A chunk under way; None where the executor takes no more, or has no process to give it to."""
    try:
        return executor.submit(work.until_refused, chunk)
    except (OSError, RuntimeError):
        return None


def _fetched(work: Work, chunk: list[Item], future: Future[Done] | None, alone: _Alone) -> Iterator[Done]:
    """What came of a chunk. Where its worker died, its articles are tried one by one."""
    try:
        done = future.result() if future is not None else None
    except Exception:  # noqa: BLE001 - each kind of executor has its own ways to fail
        done = None
    if done is None:
        for item in chunk:
            yield alone.tried(item)
        return
    yield done
    if done.count < len(chunk):
        yield work(chunk[done.count :])


class _Alone:
    """Tries articles one by one in a process of its own, so that it is known which of them ends it.

    Where no process can be started, they are done here.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._process = ExitStack()
        self._executor: Executor | None = None
        self._refused = False

    def __enter__(self) -> _Alone:
        return self

    def __exit__(self, *error: Any) -> None:
        self._process.__exit__(*error)

    def tried(self, item: Item) -> Done:
        """What came of one article."""
        try:
            executor = self._started()
            done = executor.submit(self._work.until_refused, [item]).result() if executor is not None else Done()
        except BrokenExecutor:
            self._process.close()
            self._executor = None
            return self._work([self._work.failed(item, "the process that checked this died; memory may have run out.")])
        except Exception:  # noqa: BLE001 - what cannot be sent to a process is done here
            self._refused = True
            done = Done()
        return done if done.count else self._work([item])

    def _started(self) -> Executor | None:
        if self._executor is None and not self._refused:
            self._executor = self._process.enter_context(processes(1))
            self._refused = self._executor is None
        return self._executor
