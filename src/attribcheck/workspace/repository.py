"""The repository around an article: where its root is, and what its `.gitignore` files keep out of it.

They are read by ourselves, inside a git repository or not, and whether or not git is
installed. What git has been told to track all the same cannot be seen from here.
"""

from __future__ import annotations

import os
import re
import warnings
from dataclasses import dataclass
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


def root_from(folder: Path) -> Path:
    """The repository's root, named from where the folder is named: a report shows no path that nobody typed."""
    root = repository_root(folder)
    if folder.is_absolute():
        return root
    try:
        return Path(os.path.relpath(root))
    except (OSError, ValueError):
        return root


def is_ignored(file: Path, *, folder: bool = False) -> bool:
    """Whether a `.gitignore` between the repository's root and the file covers it, or a folder that holds it.

    With `folder`, the path is a folder's.
    """
    path = file.parent.resolve() / file.name
    root = repository_root(path.parent)
    steps = path.relative_to(root).parts
    below = root
    for step in steps:
        below = below / step
        # What stands in an ignored folder stays ignored; git does not look into it again.
        if _decided(below, root, folder=folder or below != path):
            return True
    return False


def _decided(path: Path, root: Path, *, folder: bool) -> bool:
    """The last pattern that fits decides, and a file nearer to the path comes after one further up."""
    for place in path.parents:
        name = path.relative_to(place).as_posix()
        for pattern in reversed(_patterns(place)):
            if (folder or not pattern.folders_only) and pattern.fits(name):
                return not pattern.negated
        if place == root:
            break
    return False


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One line of a `.gitignore`.

    pathspec lets a pattern that fits a folder fit all that is below it, whatever later lines
    say; git does not. So `last`, the pattern's last part, must fit the file's own name, and
    `depth` be its number of parts (None: any). `whole` is None where the name alone counts.
    """

    whole: GitIgnoreSpec | None
    last: GitIgnoreSpec | None
    depth: int | None
    negated: bool
    folders_only: bool

    def fits(self, name: str) -> bool:
        """Whether it fits a path from the folder of the `.gitignore`."""
        steps = name.split("/")
        if self.depth is not None and self.depth != len(steps):
            return False
        if self.last is not None and not self.last.match_file(steps[-1]):
            return False
        return self.whole is None or self.whole.match_file(name)


def _patterns(folder: Path) -> tuple[_Pattern, ...]:
    """The patterns of a folder's own `.gitignore`."""
    file = folder / _IGNORES
    try:
        state = file.stat()
    except OSError:
        return ()
    # A process that lives on, such as an editor's, must see that somebody mended the file.
    return _read_patterns(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4096)
def _read_patterns(file: Path, _changed: int, _size: int) -> tuple[_Pattern, ...]:
    try:
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ()
    with warnings.catch_warnings():
        # Python's own doubts about a bracket in a pattern that was written for git.
        warnings.simplefilter("ignore")
        read = [_read_pattern(line.removesuffix("\r")) for line in text.split("\n")]
    return tuple(pattern for pattern in read if pattern is not None)


def _read_pattern(line: str) -> _Pattern | None:
    from pathspec import GitIgnoreSpec

    # Git takes off spaces alone, and none behind a backslash.
    words = re.sub(r"(?<!\\) +$", "", line)
    if not words or words.startswith("#") or words[-1] in "\t\f\v":
        return None
    negated = words.startswith("!")
    words = words[negated:]
    folders_only = words.endswith("/")
    words = words.removesuffix("/")
    anchored = "/" in words
    parts = words.removeprefix("/").split("/")
    try:
        whole = GitIgnoreSpec.from_lines(["/" + "/".join(parts)])
        last = None if parts[-1] == "**" else GitIgnoreSpec.from_lines(["/" + parts[-1]])
    except ValueError:
        # To git, too, a pattern that is none fits nothing.
        return None
    depth = None if "**" in parts or not anchored else len(parts)
    return _Pattern(whole if anchored else None, last, depth, negated, folders_only)
