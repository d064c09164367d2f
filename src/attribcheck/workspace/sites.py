"""Site generators: which of them would publish a file of ours that lies in its way.

Tried with Hugo 0.168, MkDocs 1.6 and Zola: they copy what they do not know beside the page that
it lies with. Jekyll copies everything that no underscore, dot or `exclude:` keeps out, from the
root down. So a record beside its article is public, and in a Jekyll site the mirror is too.
"""

from __future__ import annotations

import fnmatch
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from attribcheck.reading.decode import decode
from attribcheck.reading.nodes import FaultInFile, Mapping
from attribcheck.reading.structured import plain, read_tree
from attribcheck.workspace.repository import repository_root

# `emoji_index: !!python/name:material.extensions.emoji.twemoji`, which MkDocs understands and we need not.
_TAG = re.compile(r"(?<=[\s\[,])![^\s,\]}]*")


@dataclass(frozen=True, slots=True)
class Site:
    """A site generator's project: its name, its folder, and which of its files it publishes."""

    name: str
    folder: Path
    publishes: Callable[[str], bool]
    remedy: str


def publisher(file: str) -> Site | None:
    """The site that would publish a file; None if none would."""
    path = Path(file).resolve()
    root = repository_root(path.parent)
    for folder in path.parents:
        site = _site(folder)
        if site is not None and site.publishes(path.relative_to(folder).as_posix()):
            return site
        if folder == root:
            break
    return None


def _hugo(folder: Path, values: dict[str, Any]) -> Site:
    zola = "base_url" in values
    content = "content" if zola else str(values.get("contentDir") or values.get("contentdir") or "content")
    ignored = _words(values.get("ignoreFiles") or values.get("ignorefiles"))
    skipped = _words(values.get("ignored_content"))

    def publishes(path: str) -> bool:
        if not path.startswith((f"{content.strip('./')}/", "static/")):
            return False
        # A pattern from somebody else's file is not run: it could keep us for hours.
        if any("sources" in pattern for pattern in ignored):
            return False
        return not any(fnmatch.fnmatch(Path(path).name, glob) or fnmatch.fnmatch(path, glob) for glob in skipped)

    if zola:
        return Site("Zola", folder, publishes, 'ignored_content = ["*.sources.yaml"]')
    return Site("Hugo", folder, publishes, "ignoreFiles = ['\\.sources\\.yaml$']")


def _mkdocs(folder: Path, values: dict[str, Any]) -> Site:
    from pathspec import GitIgnoreSpec

    docs = str(values.get("docs_dir") or "docs").strip("./")
    excluded = GitIgnoreSpec.from_lines(str(values.get("exclude_docs") or "").splitlines())

    def publishes(path: str) -> bool:
        inner = path.removeprefix(f"{docs}/")
        hidden = any(step.startswith(".") for step in inner.split("/"))
        return inner != path and not hidden and not excluded.match_file(inner)

    return Site("MkDocs", folder, publishes, "exclude_docs: '*.sources.yaml'")


def _jekyll(folder: Path, values: dict[str, Any]) -> Site:
    excluded = [entry.strip("/") for entry in _words(values.get("exclude"))]

    def publishes(path: str) -> bool:
        steps = path.split("/")
        # A post's folder may lie at any depth, and a file in it that begins with a day is a post.
        posts = "_posts" in steps or "_drafts" in steps
        if any(step[0] in "_.#~" for step in steps if step not in ("_posts", "_drafts")) and not posts:
            return False
        return not any(
            fnmatch.fnmatch(path, entry) or fnmatch.fnmatch(steps[0], entry) or path.startswith(f"{entry}/")
            for entry in excluded
        )

    return Site("Jekyll", folder, publishes, "exclude: [sourcing, '*.sources.yaml']")


# The name of a generator's configuration, whatever its ending, and what makes a site of it.
_GENERATORS = {"hugo": _hugo, "config": _hugo, "mkdocs": _mkdocs, "_config": _jekyll}


@lru_cache(maxsize=4096)
def _site(folder: Path) -> Site | None:
    """The project whose top is this folder."""
    has_content = (folder / "content").is_dir()
    for name, made in _GENERATORS.items():
        for ending in (".toml", ".yaml", ".yml", ".json"):
            file = folder / f"{name}{ending}"
            # 'config.toml' is anybody's.
            values = _values(file) if file.is_file() and (name != "config" or has_content) else None
            if values is not None:
                return made(folder, values)
    return _hugo(folder, {}) if has_content and (folder / "config" / "_default").is_dir() else None


def _values(file: Path) -> dict[str, Any] | None:
    """The settings at the top of a generator's configuration; None where it cannot be read: it is not ours to mend."""
    try:
        text = decode(file.read_bytes())
        if file.suffix == ".toml":
            return tomllib.loads(text)
        tree = read_tree(_TAG.sub("", text), file.name)
    except (OSError, tomllib.TOMLDecodeError, FaultInFile):
        return None
    return plain(tree) if isinstance(tree, Mapping) else None


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(item) for item in value] if isinstance(value, list) else []
