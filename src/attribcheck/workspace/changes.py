"""What a branch changed, as git tells it.

The branch begins where it left BASE (their merge base, as in `git diff BASE...`); the working
tree, the index and new files that nothing ignores belong to it. Paths are those from the
repository's root.
"""

from __future__ import annotations

import os
import posixpath
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from attribcheck.places import Place
from attribcheck.workspace.git import ChangesError, Git, merge_base, names, root_of

# Whatever the user has set for diffs that people read.
_DIFF = (
    "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--ignore-submodules=all", "--find-renames",
    "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/",
    # 'histogram' takes half a minute where every second one of 100,000 lines is another; this one 0.3 seconds.
    "--diff-algorithm=myers",
)  # fmt: skip
_HUNK = re.compile(rb"@@ -[0-9,]+ \+([0-9]+)(?:,([0-9]+))? @@")
_ESCAPE = re.compile(rb'\\([0-7]{3}|[abtnvfr"\\])')
_ESCAPED = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
_LINE_END = re.compile(rb"\r\n|\n|\r")
_LONE_CR = re.compile(rb"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a file, counted as our places count them; `ranges` are in order and apart from each other."""

    ranges: tuple[range, ...] = ()

    def meet(self, place: Place) -> bool:
        """Whether a place stands on one of the lines."""
        # What ends before the first character of a line does not stand on it.
        last = place.end_line - (place.end_column == 1 and place.end_line > place.line)
        before = bisect_right(self.ranges, last, key=lambda lines: lines.start)
        return before > 0 and place.line < self.ranges[before - 1].stop


NO_LINES = Lines()
ALL_LINES = Lines((range(1, sys.maxsize),))


@dataclass(frozen=True, slots=True)
class Change:
    """A file that changed. `old_path` is None where it is new; `gone`: it is no longer there.

    `lines` are those that were added or rewritten. A file that git takes for binary has none.
    """

    path: str
    old_path: str | None
    lines: Lines = NO_LINES
    gone: bool = False


def changes(base: str, folder: Path) -> Changes:
    """What changed in the repository that holds a folder since its branch left `base`. Raises `ChangesError`."""
    if not base.strip():
        raise ChangesError("No BASE is given to compare with: name a branch or a commit, such as origin/main.")
    if base.startswith("-") or "\0" in base:
        raise ChangesError(f"'{base}' is no BASE: name a branch or a commit, such as origin/main.")
    root = root_of(folder)
    git = Git(root)
    start = merge_base(git, base)
    told = git.ask("diff", *_DIFF, "--raw", "--numstat", "-z", start, "--")
    found = {change.path: change for change in _changed(told)}
    for path, ranges in _ranges(git.lines("diff", *_DIFF, "--patch", "--unified=0", start, "--")):
        known = found.get(path)
        if known is not None and known.lines is NO_LINES:
            found[path] = Change(path, known.old_path, _as_we_count(ranges, root / path))
    for path in names(git.ask("ls-files", "--others", "--exclude-standard", "-z")):
        # A folder: a repository of its own.
        if not path.endswith("/"):
            known = found.get(path)
            found[path] = Change(path, known.old_path if known is not None else None, ALL_LINES)
    return Changes(base, start, root, dict(sorted(found.items())))


@dataclass(frozen=True)
class Changes:
    """The files that changed since `commit`, by their paths; `base` is what the user called it."""

    base: str
    commit: str
    root: Path
    files: dict[str, Change] = field(default_factory=dict)

    def touch(self, *paths: str) -> bool:
        """Whether one of these files changed, or came, or went, or something in one of these folders did."""
        return any(path in self._touched for path in paths)

    def lines(self, path: str) -> Lines:
        """The lines of a file that changed."""
        change = self.files.get(path)
        return change.lines if change is not None else NO_LINES

    def old_path(self, path: str) -> str | None:
        """Where the file that is at `path` now was at the base; None if it was not there."""
        change = self.files.get(path)
        if change is not None:
            return change.old_path
        return path if path in self._tree else None

    def before(self, path: str) -> bytes | None:
        """What stood in the file at `path` at the base, path and all; None if there was none. Raises `ChangesError`."""
        blob = self._blob(path)
        return next(self._contents([blob])) if blob is not None else None

    def contents_before(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """What stood in those of these files that were there at the base. Raises `ChangesError`."""
        blobs = {path: blob for path in paths if (blob := self._blob(path)) is not None}
        yield from zip(blobs, self._contents(list(blobs.values())), strict=True)

    def contents_now(self, path: str) -> bytes | None:
        """What stands in a file; None if it cannot be read."""
        try:
            return (self.root / path).read_bytes()
        except OSError:
            return None

    @property
    def then(self) -> set[str]:
        """Every file at the base. Raises `ChangesError`."""
        return set(self._tree)

    @property
    def now(self) -> set[str]:
        """Every file of the branch. Raises `ChangesError`."""
        return (self.then - self._left).union(path for path, one in self.files.items() if not one.gone)

    @property
    def paths(self) -> set[str]:
        """The paths that changed, as they are called now and as they were called then."""
        return self.files.keys() | self._left

    @cached_property
    def _left(self) -> set[str]:
        """The paths at the base at which there is no longer the same file."""
        return {one.old_path for one in self.files.values() if one.old_path and (one.gone or one.old_path != one.path)}

    @cached_property
    def _touched(self) -> set[str]:
        """The paths that changed, then and now, and the folders that hold them."""
        return self.paths | {folder for path in self.paths for folder in above(path)}

    @cached_property
    def _tree(self) -> dict[str, tuple[str, bool]]:
        """Every file at the base: the id of what it holds, and whether it is a link."""
        found: dict[str, tuple[str, bool]] = {}
        for entry in names(Git(self.root).ask("ls-tree", "-r", "-z", "--full-tree", self.commit)):
            told, _, path = entry.partition("\t")
            mode, kind, blob = told.split(" ")
            # Git forbids such a name, and a forged repository may hold it.
            if kind == "blob" and not {"", ".", "..", ".git"} & set(path.casefold().split("/")):
                found[path] = (blob, mode == "120000")
        return found

    def _blob(self, path: str) -> str | None:
        """The id of what a file held at the base, links followed."""
        # As many as Linux follows.
        for _ in range(40):
            blob, is_link = self._tree.get(path, (None, False))
            if blob is None or not is_link:
                return blob
            path = joined(posixpath.dirname(path), os.fsdecode(next(self._contents([blob]))))
        return None

    def _contents(self, blobs: list[str]) -> Iterator[bytes]:
        yield from Git(self.root).contents(blobs)


def joined(folder: str, name: str) -> str:
    """The path of what a file in a folder calls `name`."""
    return posixpath.normpath(posixpath.join(folder, name))


def above(path: str) -> Iterator[str]:
    """The folders that hold a path, the nearest first."""
    while path := posixpath.dirname(path):
        yield path


# --- What git's diff says ---


def _changed(told: bytes) -> list[Change]:
    """The changes of `git diff --raw --numstat -z`.

    First `:100644 100644 ID ID M`, the path, and for a rename the path after it; then, for each
    again, `3<tab>0<tab>path`, or without the path and with both behind it. A file that was only
    written anew, as it was, is among them with no line added and none taken away.
    """
    found: dict[str, Change] = {}
    unsure: set[str] = set()
    parts = iter(names(told))
    for part in parts:
        if part.startswith(":"):
            old_mode, new_mode, _, _, status = part[1:].split(" ")
            path = old_path = next(parts)
            if status[0] in "RC":
                path = next(parts)
            if {old_mode, new_mode} <= {"160000", "000000"}:
                continue
            if status[0] == "D":
                found[path] = Change(path, path, gone=True)
            elif status[0] in "TU":
                found[path] = Change(path, path, ALL_LINES)
            else:
                found[path] = Change(path, None if status[0] == "A" else old_path)
                if status[0] == "M" and old_mode == new_mode:
                    unsure.add(path)
        else:
            added, removed, path = part.split("\t", 2)
            if not path:
                next(parts)
                path = next(parts)
            if (added, removed) != ("0", "0"):
                unsure.discard(path)
    return [change for path, change in found.items() if path not in unsure]


def _ranges(patch: Iterable[bytes]) -> Iterator[tuple[str, list[range]]]:
    """The lines of each file that a patch without context adds, as git counts them.

    Every line of a file's content begins with '+', '-' or a backslash, so that no content is
    taken for a heading, but for '+++', which is one before the first hunk only.
    """
    path: str | None = None
    ranges: list[range] = []
    heading = True
    for line in patch:
        if line.startswith(b"diff --git "):
            if path is not None and ranges:
                yield path, ranges
            path, ranges, heading = None, [], True
        elif heading and line.startswith(b"+++ "):
            path = _patched(line)
        elif hunk := _HUNK.match(line):
            heading = False
            start, count = int(hunk[1]), int(hunk[2] or 1)
            if count:
                ranges.append(range(start, start + count))
    if path is not None and ranges:
        yield path, ranges


def _patched(line: bytes) -> str | None:
    """The path in a line such as `+++ b/news/story.md`; in quotation marks if it holds one, or a control character."""
    name = line[4:].rstrip(b"\n")
    if name.startswith(b'"'):
        name = _ESCAPE.sub(_unescaped, name[1:].rstrip(b"\t")[:-1])
    elif b" " in name:
        # Behind a name with a blank in it git puts a tab.
        name = name.removesuffix(b"\t")
    return os.fsdecode(name[2:]) if name.startswith(b"b/") else None


def _unescaped(escape: re.Match[bytes]) -> bytes:
    mark = escape[1]
    return bytes([int(mark, 8)]) if mark.isdigit() else _ESCAPED.get(mark, mark)


def _as_we_count(ranges: list[range], file: Path) -> Lines:
    """Git ends a line at LF alone; to us a lone CR ends one too."""
    try:
        data = file.read_bytes()
    except OSError:
        return ALL_LINES
    if _LONE_CR.search(data):
        starts = [1]
        ends = 0
        for ends, end in enumerate(_LINE_END.finditer(data), 1):
            if end.group().endswith(b"\n"):
                starts.append(ends + 1)
        starts.append(ends + 2)
        top = len(starts) - 1
        ranges = [range(starts[min(r.start - 1, top)], starts[min(r.stop - 1, top)]) for r in ranges]
    return Lines(tuple(ranges))


__all__ = ["ALL_LINES", "NO_LINES", "Change", "Changes", "ChangesError", "Lines", "above", "changes", "joined"]
