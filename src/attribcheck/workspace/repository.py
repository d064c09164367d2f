"""The repository around an article: where its root is, and what its `.gitignore` files keep out of it.

They are read by ourselves, inside a git repository or not, and whether or not git is
installed. What git has been told to track all the same cannot be seen from here.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@lru_cache(maxsize=4096)
def repository_root(folder: Path) -> Path:
    """The top of the git repository that holds a folder; without one the current folder if it is above, else itself."""
    here = folder.resolve()
    for candidate in (here, *here.parents):
        if (candidate / ".git").exists():
            return candidate
    current = Path.cwd().resolve()
    return current if here.is_relative_to(current) else here


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


@lru_cache(maxsize=4096)
def _patterns(folder: Path) -> GitIgnoreSpec | None:
    from pathspec import GitIgnoreSpec

    try:
        lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    return GitIgnoreSpec.from_lines(lines)
