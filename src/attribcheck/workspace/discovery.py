"""Which files a run reads: those that are named, and the articles in folders that are named."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from attribcheck.workspace.configuration import EMPTY, Configuration
from attribcheck.workspace.private import is_private

SUFFIXES = (".yaml", ".yml", ".json")
STDIN = "-"
_SKIPPED_FOLDERS = {"node_modules", "__pycache__", "site-packages"}
# The key must stand at the top of the file: at the margin in YAML, in the first object in JSON.
_YAML_KEY = re.compile(rb"^(?:attribcheck|\"attribcheck\"|'attribcheck')\s*:", re.MULTILINE)
_JSON_KEY = re.compile(rb'"attribcheck"\s*:')


@dataclass(slots=True)
class Found:
    """The files to read, as the user would name them, and what could not be looked into.

    `private` are files with confidential names that stand in the folders that were searched.
    """

    files: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    private: list[str] = field(default_factory=list)


def discover(paths: Iterable[str], configuration: Configuration = EMPTY) -> Found:
    """Files in the order of the arguments, folders' files sorted; each file once.

    A named file is always read. In a folder a file is an article if it has the key
    `attribcheck` at its top; sidecars, the register and private files are none, nor is what the
    configuration excludes.
    """
    found = Found()
    seen: set[str] = set()
    for path in paths:
        candidates: Iterable[str] = (path,)
        if path != STDIN and Path(path).is_dir():
            candidates = (file for file in _in_folder(path, found) if not configuration.excludes(file))
        elif path != STDIN and not os.path.lexists(path):
            found.problems.append((path, "there is no such file or folder"))
            continue
        for file in candidates:
            if file not in seen:
                seen.add(file)
                found.files.append(file)
    return found


def _in_folder(folder: str, found: Found) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        found.problems.append((str(error.filename), f"the folder cannot be read: {error.strerror}"))

    # Links to folders are not followed: a link to a folder above would never end.
    for here, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS)
        for name in sorted(files):
            file = PurePath(here, name)
            shown = file.as_posix() if os.sep == "/" else str(file)
            if is_private(name):
                found.private.append(shown)
            elif is_candidate(name) and _is_article(Path(file), found.problems):
                yield shown


def is_candidate(name: str) -> bool:
    """Whether a file's name may be an article's."""
    lower = name.lower()
    special = lower.endswith((".sources.yaml", ".sources.yml")) or lower in ("sources.yaml", "attribcheck.yaml")
    return lower.endswith(SUFFIXES) and not special and not lower.startswith(".")


def _is_article(file: Path, problems: list[tuple[str, str]]) -> bool:
    try:
        if not file.is_file():
            return False
        with file.open("rb") as stream:
            head = stream.read(65536)
    except OSError as error:
        problems.append((str(file), f"the file cannot be read: {error.strerror}"))
        return False
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    pattern = _JSON_KEY if file.suffix.lower() == ".json" else _YAML_KEY
    return pattern.search(head) is not None
