"""How far a long run has come: a bar on stderr, for somebody who looks at a terminal, and gone at the end."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# A run that ends sooner needs none.
PATIENCE = 2.0
# Seconds between two drawings.
_EVERY = 0.1


@contextmanager
def progress(total: int) -> Iterator[Callable[[int], None]]:
    """What to call with the number of articles that were done since the last call.

    Nothing may be written to the terminal before the block ends: the bar is taken away then.
    """
    bar = _Bar(total) if _is_watched() else None
    try:
        yield bar.advance if bar is not None else _unseen
    finally:
        if bar is not None:
            bar.stop()


def _unseen(_: int) -> None:
    """Nobody looks."""


def _is_watched() -> bool:
    terminal = os.environ.get("TERM", "") != "dumb" and not os.environ.get("CI")
    return terminal and sys.stderr is not None and sys.stderr.isatty()


class _Bar:
    """The bar, once somebody has waited for a while.

    It draws when it is told of articles and has no thread of its own: processes are forked
    beside it.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._due = time.monotonic() + PATIENCE
        self._shown: tuple[Progress, TaskID] | None = None

    def advance(self, articles: int) -> None:
        self._done += articles
        if time.monotonic() < self._due:
            return
        if self._shown is None:
            self._shown = _started(self._total)
        shown, task = self._shown
        shown.update(task, completed=self._done)
        shown.refresh()
        self._due = time.monotonic() + _EVERY

    def stop(self) -> None:
        if self._shown is not None:
            self._shown[0].stop()


def _started(total: int) -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    shown = Progress(
        TextColumn("Checking"), BarColumn(), MofNCompleteColumn(), TextColumn("articles"), TimeRemainingColumn(),
        console=Console(stderr=True), auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False,
    )  # fmt: skip
    task = shown.add_task("", total=total)
    shown.start()
    return shown, task
