"""The repository around an article: where its root is, and what its `.gitignore` files keep out of it.

They are read by ourselves, inside a git repository or not, and whether or not git is
installed. What git has been told to track all the same cannot be seen from here.
"""

from __future__ import annotations

import os
import warnings
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_IGNORES = ".gitignore"


def repository_root(folder: Path) -> Path:
    """The top of the git repository that holds a folder.

    Without one: the current folder if it is above, else the topmost folder with a
    `.gitignore` above it, else the folder itself.
    """
    try:
        current: Path | None = Path.cwd().resolve()
    except OSError:
        current = None
    return _root(folder.resolve(), current)


@lru_cache(maxsize=4096)
def _root(here: Path, current: Path | None) -> Path:
    above = (here, *here.parents)
    for candidate in above:
        if os.path.lexists(candidate / ".git"):
            return candidate
    if current in above:
        return current
    return next((place for place in reversed(above) if (place / _IGNORES).is_file()), here)


def repository_path(path: str) -> str:
    """A file's path from its repository's root, links resolved; as given if it is not below it."""
    file = Path(path)
    root = repository_root(file.parent)
    try:
        return file.resolve().relative_to(root).as_posix()
    except (OSError, ValueError):
        return file.as_posix()


def is_ignored(file: Path) -> bool:
    """Whether a `.gitignore` between the repository's root and the file covers it, or a folder that holds it."""
    path = file.parent.resolve() / file.name
    root = repository_root(path.parent)
    steps = path.relative_to(root).parts
    below = root
    for step in steps:
        below = below / step
        # What stands in an ignored folder stays ignored; git does not look into it again.
        if _decided(below, root, folder=below != path):
            return True
    return False


def _decided(path: Path, root: Path, *, folder: bool) -> bool:
    """The last pattern that fits decides, and a file nearer to the path comes after one further up."""
    ignored = False
    for place in reversed([path.parent, *path.parent.parents]):
        if not place.is_relative_to(root):
            continue
        spec = _patterns(place)
        if spec is None:
            continue
        name = path.relative_to(place).as_posix() + ("/" if folder else "")
        answer = spec.check_file(name).include
        if answer is not None:
            ignored = answer
    return ignored


def _patterns(folder: Path) -> GitIgnoreSpec | None:
    """The patterns of a folder's own `.gitignore`."""
    file = folder / _IGNORES
    try:
        state = file.stat()
    except OSError:
        return None
    # A process that lives on, such as an editor's, must see that somebody mended the file.
    return _read_patterns(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4096)
def _read_patterns(file: Path, _changed: int, _size: int) -> GitIgnoreSpec | None:
    try:
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return None
    from pathspec import GitIgnoreSpec

    patterns: list[str] = []
    with warnings.catch_warnings():
        # Python's own doubts about a bracket in a pattern that was written for git.
        warnings.simplefilter("ignore")
        for line in text.split("\n"):
            pattern = line.removesuffix("\r")
            if pattern.rstrip(" ").endswith(("\t", "\f", "\v")):
                # Git takes off spaces alone, and so a pattern with a tab behind it covers nothing.
                continue
            try:
                GitIgnoreSpec.from_lines([pattern])
            except ValueError:
                # To git, too, a pattern that is none fits nothing.
                continue
            patterns.append(pattern)
        return GitIgnoreSpec.from_lines(patterns)
