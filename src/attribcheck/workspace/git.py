"""Git, asked about one repository.

It is asked for nothing but what it has: it runs no hook and no other program's diff, asks nobody
for a password, and fetches nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_FETCH = "In CI, check out the whole history: 'fetch-depth: 0' on GitHub, 'GIT_DEPTH: 0' on GitLab."


# What tells git to look elsewhere than in the folder it is asked about, as it does inside a hook, or to diff otherwise.
_ELSEWHERE = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS",
)  # fmt: skip
_ALONE = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    # A partial clone would fetch what it lacks: git knows the first since 2.45, and the second for ever.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}
_SETTINGS = (
    "core.quotepath=off", "core.fsmonitor=false", f"core.hooksPath={os.devnull}",
    # Else a diff would write what it learns into the index.
    "diff.autoRefreshIndex=false",
)  # fmt: skip
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class ChangesError(Exception):
    """Git cannot tell what has changed. `str()` says why, and what to do."""


class _Refused(Exception):  # noqa: N818 (git answered, and the answer is no)
    """Git ended with an error; `str()` is what it said of it."""


class Git:
    """Git in one folder."""

    def __init__(self, folder: Path) -> None:
        self._begin = ["git", "-C", str(folder), "--no-pager"]
        for setting in _SETTINGS:
            self._begin += ["-c", setting]
        self._env = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | _ALONE

    def attempt(self, *arguments: str) -> bytes:
        """What git answers. Raises `_Refused`."""
        with self._start(arguments, subprocess.DEVNULL, subprocess.PIPE) as process:
            answer, complaint = process.communicate()
        if process.returncode:
            raise _Refused(_said(complaint))
        return answer

    def ask(self, *arguments: str) -> bytes:
        """What git answers. Raises `ChangesError`."""
        try:
            return self.attempt(*arguments)
        except _Refused as why:
            raise _failed(arguments[0], str(why)) from None

    def lines(self, *arguments: str) -> Iterator[bytes]:
        """The lines of a long answer, as they come. Raises `ChangesError`."""
        with tempfile.TemporaryFile() as complaint:
            with self._start(arguments, subprocess.DEVNULL, complaint) as process:
                assert process.stdout is not None
                yield from process.stdout
            if process.returncode:
                complaint.seek(0)
                raise _failed(arguments[0], _said(complaint.readline()))

    def contents(self, blobs: list[str]) -> Iterator[bytes]:
        """What these blobs hold, in that order. Raises `ChangesError`."""
        if not blobs:
            return
        # From a file, so that neither of the two waits for the other to read.
        with tempfile.TemporaryFile() as asked:
            asked.write("".join(f"{blob}\n" for blob in blobs).encode())
            asked.seek(0)
            with self._start(("cat-file", "--batch"), asked, subprocess.DEVNULL) as process:
                assert process.stdout is not None
                for _ in blobs:
                    told = process.stdout.readline().split()
                    if len(told) != 3:
                        raise _failed("cat-file", "an old version is missing from this clone")
                    yield process.stdout.read(int(told[2]))
                    process.stdout.read(1)

    def _start(self, arguments: Iterable[str], given: Any, complaint: Any) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                [*self._begin, *arguments], stdin=given, stdout=subprocess.PIPE, stderr=complaint, env=self._env
            )
        except OSError as error:
            why = f"Git cannot be run ({error.strerror}), and only git knows what has changed."
            raise ChangesError(f"{why} Install it, or check whole folders without --diff.") from None


def _said(complaint: bytes) -> str:
    """The first line of git's complaint; the others are advice for another case."""
    first = complaint.decode("utf-8", "replace").strip().partition("\n")[0]
    return first.removeprefix("fatal: ").rstrip(".") or "it does not say why"


def _failed(what: str, why: str) -> ChangesError:
    return ChangesError(f"'git {what}' failed: {why}. If the clone is a partial one, fetch what it lacks. {_FETCH}")


def root_of(folder: Path) -> Path:
    """The root of the repository that holds a folder. Raises `ChangesError`."""
    try:
        answer = Git(folder).attempt("rev-parse", "--show-toplevel")
    except _Refused as why:
        # In a container that did not check out the files itself.
        owned = "dubious ownership" in str(why)
        way = f" Run: git config --global --add safe.directory '{folder.resolve()}'" if owned else ""
        raise ChangesError(
            f"What has changed can be told in a git repository only, and git says of {folder}: {why}.{way}"
        ) from None
    return Path(os.fsdecode(answer.removesuffix(b"\n")))


def merge_base(git: Git, base: str) -> str:
    """The commit at which the branch left `base`. Raises `ChangesError`."""
    commit = _commit(git, base)
    shallow = git.ask("rev-parse", "--is-shallow-repository").strip() == b"true"
    if commit is None:
        remote = f"origin/{base}"
        meant = f" Did you mean '{remote}'?" if _commit(git, remote) else ""
        raise ChangesError(f"There is no commit '{base}' here.{meant or f' {_FETCH}'}")
    if _commit(git, "HEAD") is None:
        raise ChangesError("This branch has no commit yet, so there is nothing to compare.")
    try:
        return os.fsdecode(git.attempt("merge-base", commit, "HEAD")).strip()
    except _Refused:
        why = "this clone is shallow" if shallow else "they have no history in common"
        way = _FETCH if shallow else "Name a branch that this one came from."
        raise ChangesError(f"Where this branch left '{base}' cannot be told: {why}. {way}") from None


def _commit(git: Git, name: str) -> str | None:
    try:
        found = os.fsdecode(git.attempt("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")).strip()
    except _Refused:
        return None
    return found if _COMMIT.fullmatch(found) else None


def names(answer: bytes) -> list[str]:
    """The names in an answer to `-z`."""
    return [os.fsdecode(name) for name in answer.split(b"\0") if name]
