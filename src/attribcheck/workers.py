"""Processes on this machine that work for a run: how many, how they start, and how they end.

They are forked where that is safe, which is on Linux while this process has one thread: a forked
worker has the rules at hand that were loaded here, and two are at work after some 30 ms. Two that
are started anew (spawn, and forkserver, which Python 3.14 would choose) need 400 to 500 ms, for
they import and load all of it again; macOS and Windows have no safe way but that.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Articles for each worker below which it does not pay to start one, at some 10 ms an article.
WORTH_FORKING, WORTH_SPAWNING = 10, 60


def jobs_for(asked: int | None, articles: int) -> int:
    """How many workers a run over some articles has: what the user asked for, else one a processor if it pays."""
    if asked is not None:
        return max(1, min(asked, articles))
    return max(1, min(_processors(), articles // (WORTH_FORKING if _may_fork() else WORTH_SPAWNING)))


def _processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def workers(jobs: int) -> Iterator[Workers | None]:
    """An executor for that many jobs; None for one, which is done here, and where the system allows no processes."""
    if jobs < 2:
        yield None
        return
    with processes(jobs) as made:
        yield made


@contextmanager
def processes(count: int) -> Iterator[Workers | None]:
    """An executor with that many processes; None where the system allows none."""
    try:
        made = Workers(count)
    except (OSError, ImportError, NotImplementedError):
        # Containers without shared memory have no semaphores either.
        yield None
        return
    with made:
        yield made


class Workers(ProcessPoolExecutor):
    """An executor whose processes start with the first task, leave ^C to this process, and never outlive it."""

    def __init__(self, count: int) -> None:
        context = multiprocessing.get_context("fork" if _may_fork() else "spawn")
        super().__init__(count, mp_context=context, initializer=begin)
        self._others = set(multiprocessing.active_children())
        self._begun = False

    def submit(self, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As every executor does. Raises `OSError` where no process can be started."""
        if self._begun:
            return super().submit(task, *args, **kwargs)
        self._begun = True
        # What is alive now stays: a forked worker need not look at it again, nor copy its pages for that.
        gc.freeze()
        try:
            with _interrupts_held():
                return super().submit(task, *args, **kwargs)
        finally:
            gc.unfreeze()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Ends the processes: after their work, or at once where the run was broken off."""
        if kind is not None:
            for process in set(multiprocessing.active_children()) - self._others:
                process.kill()
        self.shutdown(wait=True, cancel_futures=True)


def _may_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """^C comes after the block, not in a process that is half begun."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin() -> None:
    """The first thing that a worker does."""
    # ^C reaches all processes of a terminal; the one that began the run ends it, and says so.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As in that process: what is made for an article dies with it.
    gc.set_threshold(5_000, 20, 50)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for ever for its next task."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
