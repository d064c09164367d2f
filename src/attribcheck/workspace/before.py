"""What an article stood on at the base of a branch, and what any article may stand on.

Beside its own text and sidecar an article stands on what holds for all of them: configurations
with what they extend, rules of the house, registers, baselines, and what git or a site generator is told.
"""

from __future__ import annotations

import posixpath
import tempfile
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from attribcheck.reading.decode import decode
from attribcheck.reading.nodes import FaultInFile, Mapping
from attribcheck.reading.structured import plain, read_tree
from attribcheck.workspace import baseline, configuration, register
from attribcheck.workspace.changes import Changes, above, joined
from attribcheck.workspace.git import ChangesError
from attribcheck.workspace.private import is_private
from attribcheck.workspace.rulebook import is_house
from attribcheck.workspace.sidecars import is_sidecar

_SHARED = (*configuration.NAMES, *register.NAMES, baseline.FILE, ".gitignore")
_ENDINGS = (".toml", ".yaml", ".yml", ".json")
# What makes a site of a folder, so that a sidecar in it would be published.
_SITES = tuple(f"{name}{ending}" for name in ("hugo", "config", "mkdocs", "_config") for ending in _ENDINGS)


class BeforeTree:
    """The base version of some files, in a temporary folder that is a repository's root of its own.

    Beside the files at `paths` (as they are called now) it holds what they may stand on: every
    configuration with what it extends, rule of the house, register, sidecar, baseline and
    `.gitignore`. Private files are left out. Used in a `with` statement; raises `ChangesError`.
    """

    def __init__(self, changes: Changes, paths: Iterable[str]) -> None:
        self._changes = changes
        self._paths = list(paths)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.root = Path()

    def __enter__(self) -> BeforeTree:
        self._folder = tempfile.TemporaryDirectory(prefix="attribcheck-", ignore_cleanup_errors=True)
        self.root = Path(self._folder.name).resolve()
        try:
            self._fill()
        except BaseException as error:
            self._folder.cleanup()
            if isinstance(error, OSError):
                why = error.strerror or error
                raise ChangesError(f"The files as they were before cannot be written: {why}.") from None
            raise
        return self

    def __exit__(self, *_: object) -> None:
        assert self._folder is not None
        self._folder.cleanup()

    def file(self, path: str) -> Path | None:
        """Where the base version of the file stands that is at `path` now; None if there was none."""
        old = self._changes.old_path(path)
        place = self.root / old if old is not None else None
        return place if place is not None and place.is_file() else None

    def _fill(self) -> None:
        before = self._changes
        # The mark by which a repository's root is known.
        (self.root / ".git").mkdir()
        wanted = {old for path in self._paths if (old := before.old_path(path)) is not None}
        wanted |= _shared(before.then, before.before)
        wanted |= {path for path in before.then if is_sidecar(posixpath.basename(path))}
        public = sorted(path for path in wanted if not is_private(posixpath.basename(path)))
        for path, data in before.contents_before(public):
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def shared(changes: Changes) -> list[str]:
    """The files that changed and that any article may stand on. Raises `ChangesError`.

    Private files are among them: what they hold keeps any article from being shown.
    """
    standing = _shared(changes.now, changes.contents_now) | _shared(changes.then, changes.before)
    standing |= {path for path in changes.files if is_private(posixpath.basename(path))}
    return sorted(standing & changes.paths)


def _shared(paths: Iterable[str], read: Callable[[str], bytes | None]) -> set[str]:
    """Those of a repository's files that any article may stand on."""
    there = set(paths)
    found = {path for path in there if posixpath.basename(path) in (*_SHARED, *_SITES)}
    settings: dict[str, dict[str, Any]] = {}
    houses: set[str] = set()
    for first in sorted(path for path in there if posixpath.basename(path) in configuration.NAMES):
        waiting, seen = [first], {first}
        while waiting:
            path = waiting.pop()
            if path not in settings:
                settings[path] = _settings(read(path) if path in there else None, path)
            found |= {path} & there
            # A pack is found from the folder of the configuration that is nearest, whoever names it.
            houses |= {joined(posixpath.dirname(first), pack) for pack in _packs(settings[path]) if is_house(pack)}
            further = {joined(posixpath.dirname(path), name) for name in _texts(settings[path].get("extends"))}
            named = _texts(settings[path].get("baseline"))
            found |= {joined(posixpath.dirname(path), name) for name in named} & there
            waiting += further - seen
            seen |= further
    if houses:
        found |= {path for path in there if path.endswith(".yaml") and not houses.isdisjoint((".", *above(path)))}
    return found


def _settings(data: bytes | None, path: str) -> dict[str, Any]:
    """What a configuration holds; nothing where it cannot be read. Whoever uses it will say so."""
    try:
        text = decode(data or b"")
        if path.endswith(".toml"):
            section = tomllib.loads(text).get("tool", {}).get("attribcheck", {})
            return section if isinstance(section, dict) else {}
        tree = read_tree(text, "attribcheck.yaml")
    except (FaultInFile, tomllib.TOMLDecodeError, RecursionError, AttributeError):
        return {}
    return plain(tree) if isinstance(tree, Mapping) else {}


def _packs(settings: dict[str, Any]) -> list[str]:
    overrides = settings.get("overrides")
    parts = [settings, *(overrides if isinstance(overrides, list) else [])]
    return [pack for part in parts if isinstance(part, dict) for pack in _texts(part.get("packs"))]


def _texts(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
