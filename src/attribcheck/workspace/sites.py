"""Site generators: which of them would publish a file of ours that lies in its way.

Tried with Hugo 0.168 and MkDocs 1.6: they copy what they do not know beside the page that it lies
with; so does Zola, by its documentation. Jekyll, by its own, copies everything that no underscore,
dot or `exclude:` keeps out, from the root down. So a record beside its article is public, and in a
Jekyll site the mirror is too.
"""

from __future__ import annotations

import fnmatch
import posixpath
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from attribcheck.reading.decode import decode
from attribcheck.reading.json_nodes import read_json
from attribcheck.reading.nodes import FaultInFile, Mapping
from attribcheck.reading.structured import plain
from attribcheck.reading.yaml_nodes import read_yaml
from attribcheck.workspace.repository import repository_root

# `emoji_index: !!python/name:material.extensions.emoji.twemoji`, which MkDocs understands and we need not.
# A pattern that begins with '!' stands on a line of its own, and is no tag.
_TAG = re.compile(r"([:,-][ \t]+|\[[ \t]*)![^\s,\]}]*")
# A pattern of Hugo's that is words and nothing else.
_PLAIN_PATTERN = re.compile(r"(?:\.\*)?(?P<words>(?:[\w/. -]|\\[./-])+)(?P<end>\$?)")
_ENDINGS = (".toml", ".yaml", ".yml", ".json")


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
    values = _small(values)
    languages = [language for language in _mapping(values.get("languages")).values() if isinstance(language, dict)]
    mounts = _mapping(values.get("module")).get("mounts")

    def roots(key: str, usual: str) -> list[str]:
        """The folders whose files are published, as pages or as they are."""
        mounted = [
            str(mount.get("source"))
            for mount in (mounts if isinstance(mounts, list) else [])
            if isinstance(mount, dict) and str(mount.get("target")).split("/")[0] == usual
        ]
        named = _words(values.get(key)) or [usual]
        return mounted or [*named, *(words for language in languages for words in _words(language.get(key)))]

    public = tuple(f"{_clean(root)}/" for root in (*roots("contentdir", "content"), *roots("staticdir", "static")))
    ignored = [pattern for place in (values, *languages) for pattern in _words(place.get("ignorefiles"))]

    def publishes(path: str) -> bool:
        return path.startswith(public) and not any(_covers(pattern, f"/{path}") for pattern in ignored)

    return Site("Hugo", folder, publishes, "ignoreFiles = ['\\.sources\\.yaml$']")


def _covers(pattern: str, path: str) -> bool:
    """Whether a pattern of Hugo's is met by a path.

    One that is more than words is not run: from somebody else's file, it could keep us for hours.
    """
    for ending in ("yaml", "yml"):
        plain = _PLAIN_PATTERN.fullmatch(pattern.replace("ya?ml", ending))
        if plain is not None:
            words = plain["words"].replace("\\", "")
            if path.endswith(words) if plain["end"] else words in path:
                return True
    return False


def _zola(folder: Path, values: dict[str, Any]) -> Site:
    skipped = _words(values.get("ignored_content"))

    def publishes(path: str) -> bool:
        if not path.startswith(("content/", "static/")):
            return False
        return not any(fnmatch.fnmatch(Path(path).name, glob) or fnmatch.fnmatch(path, glob) for glob in skipped)

    return Site("Zola", folder, publishes, 'ignored_content = ["*.sources.yaml"]')


def _hugo_or_zola(folder: Path, values: dict[str, Any]) -> Site:
    return (_zola if "base_url" in values else _hugo)(folder, values)


def _mkdocs(folder: Path, values: dict[str, Any]) -> Site:
    from pathspec import GitIgnoreSpec

    above = values.get("INHERIT")
    if isinstance(above, str) and (folder / above).resolve().is_relative_to(repository_root(folder)):
        values = (_values(folder / above) or {}) | values
    docs = _clean(str(values.get("docs_dir") or "docs"))
    # MkDocs leaves out these unless a pattern of the site's own takes them in again.
    excluded = GitIgnoreSpec.from_lines([".*", "/templates/", *_lines(values.get("exclude_docs"))])
    drafts = GitIgnoreSpec.from_lines(_lines(values.get("draft_docs")))

    def publishes(path: str) -> bool:
        inner = path if docs == "." else path.removeprefix(f"{docs}/")
        outside = docs != "." and inner == path
        return not (outside or excluded.match_file(inner) or drafts.match_file(inner))

    return Site("MkDocs", folder, publishes, "exclude_docs: '*.sources.yaml'")


def _jekyll(folder: Path, values: dict[str, Any]) -> Site:
    excluded = [entry.strip("/") for entry in _words(values.get("exclude"))]
    source = _clean(str(values.get("source") or "."))
    # `_news` with `output: true` is published, whatever its underscore.
    written = {
        f"_{name}"
        for name, collection in _mapping(values.get("collections")).items()
        if str(_mapping(collection).get("output")).lower() == "true"
    }

    def publishes(path: str) -> bool:
        inner = path if source == "." else path.removeprefix(f"{source}/")
        return (source == "." or inner != path) and inside(inner)

    def inside(path: str) -> bool:
        steps = path.split("/")
        hidden = steps[1:] if steps[0] in written else steps
        # A post's folder may lie at any depth, and a file in it that begins with a day is a post.
        posts = "_posts" in steps or "_drafts" in steps
        if any(step[0] in "_.#~" for step in hidden if step not in ("_posts", "_drafts")) and not posts:
            return False
        return not any(
            fnmatch.fnmatch(path, entry) or fnmatch.fnmatch(steps[0], entry) or path.startswith(f"{entry}/")
            for entry in excluded
        )

    return Site("Jekyll", folder, publishes, "exclude: [sourcing, '*.sources.yaml']")


# The name of a generator's configuration, whatever its ending, and what makes a site of it.
_GENERATORS = {"hugo": _hugo, "zola": _zola, "config": _hugo_or_zola, "mkdocs": _mkdocs, "_config": _jekyll}


@lru_cache(maxsize=4096)
def _site(folder: Path) -> Site | None:
    """The project whose top is this folder."""
    has_content = (folder / "content").is_dir()
    parts = folder / "config" / "_default"
    if parts.is_dir():
        values = _of_parts(folder, parts)
        if values is not None or has_content:
            return _hugo(folder, values or {})
    for name, made in _GENERATORS.items():
        values = _named(folder, name)
        # 'config.toml' is anybody's.
        if values is not None and (name != "config" or has_content or "contentdir" in _small(values)):
            return made(folder, values)
    return None


def _named(folder: Path, name: str) -> dict[str, Any] | None:
    """The settings in the file of this name in a folder, whatever its ending."""
    found = (_values(folder / f"{name}{ending}") for ending in _ENDINGS)
    return next((values for values in found if values is not None), None)


def _of_parts(folder: Path, parts: Path) -> dict[str, Any] | None:
    """The settings of a Hugo site that keeps them in a folder, a file a section; None where there are none."""
    tops = [_named(place, name) for place in (folder, parts) for name in ("config", "hugo")]
    if all(top is None for top in tops):
        return None
    values: dict[str, Any] = {}
    for top in tops:
        values |= top or {}
    for section in ("languages", "module"):
        values |= {section: found} if (found := _named(parts, section)) is not None else {}
    return values


def _values(file: Path) -> dict[str, Any] | None:
    """The settings at the top of a generator's configuration.

    None where there is none, or it cannot be read: it is not ours to mend.
    """
    if not file.is_file():
        return None
    try:
        text = decode(file.read_bytes())
        if file.suffix == ".toml":
            return tomllib.loads(text)
        # Of a key that stands there twice, generators take the last.
        tree = read_json(text) if file.suffix == ".json" else read_yaml(_TAG.sub(r"\1", text), last_wins=True)
    except (OSError, tomllib.TOMLDecodeError, FaultInFile, RecursionError):
        return None
    return plain(tree) if isinstance(tree, Mapping) else None


def _small(value: Any) -> Any:
    """Settings with their keys in small letters: Hugo takes any."""
    if isinstance(value, dict):
        return {str(key).lower(): _small(item) for key, item in value.items()}
    return [_small(item) for item in value] if isinstance(value, list) else value


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _lines(value: Any) -> list[str]:
    return value.splitlines() if isinstance(value, str) else []


def _clean(folder: str) -> str:
    return posixpath.normpath(folder.strip("/") or ".")


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(item) for item in value] if isinstance(value, list) else []
