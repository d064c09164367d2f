"""Sidecars: the record of an article that stands in a file of its own, and how the two find each other.

    content/news/story.md  ⇄  sourcing/content/news/story.sources.yaml     (the mirror folder)
                           ⇄  content/news/story.sources.yaml              (beside the article)

The mirror is at the repository's root, or at that of a site in it, where no generator looks for pages. `article:` in a
sidecar is a path from the mirrored folder, from the sidecar's own or from the root; what lies
outside the repository is never opened.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from attribcheck.reading.decode import HEAD, head
from attribcheck.reading.nodes import FaultInFile, Mapping
from attribcheck.reading.prose_files import SUFFIXES as PROSE_SUFFIXES
from attribcheck.reading.structured import plain
from attribcheck.reading.yaml_nodes import read_yaml
from attribcheck.workspace.repository import repository_root, root_from

MIRROR = "sourcing"
BESIDE = "beside"
_ENDINGS = (".sources.yaml", ".sources.yml")
# The key at the margin, with the lines that its text may go on in.
_NAMED = re.compile(
    r"""^(?:"article"|'article'|article)[ \t]*:[^\r\n]*(?:(?:\r\n|\n|\r)[ \t]+[^\r\n]*){0,4}""", re.MULTILINE
)


def is_sidecar(name: str) -> bool:
    """Whether a file's name says that it is a sidecar."""
    return name.lower().endswith(_ENDINGS) and not name.lower().startswith("sources.")


def sidecars_of(article: str, mirror: str = MIRROR) -> list[str]:
    """The sidecars that lie where this article's would, the mirror's first; at most one unless something is wrong.

    One that describes another article of a like name is that one's.
    """
    file = Path(article)
    found: list[str] = []
    for folder in (mirror_of(file.parent, mirror), file.parent):
        for stem in (file.stem, file.name):
            candidates = [folder / f"{stem}{ending}" for ending in _ENDINGS]
            found += [candidate.as_posix() for candidate in candidates if candidate.is_file()]
    return [sidecar for sidecar in dict.fromkeys(found) if not _is_of_another(sidecar, file, mirror)]


def _is_of_another(sidecar: str, article: Path, mirror: str) -> bool:
    try:
        with Path(sidecar).open("rb") as stream:
            described = article_of(sidecar, article_named(stream.read(HEAD)), mirror)
    except OSError:
        return False
    return described is not None and Path(described).resolve() != article.resolve()


def mirror_of(folder: Path, mirror: str = MIRROR) -> Path:
    """The folder in which the sidecars of a folder's articles lie: below the nearest mirror, else below the root's."""
    name = MIRROR if mirror == BESIDE else mirror
    here, root = folder.resolve(), repository_root(folder)
    for count, place in enumerate((here, *here.parents)):
        if (place / name).is_dir():
            # Named from where the folder is named: a report shows no path that nobody typed.
            top = Path(os.path.normpath(folder.joinpath(*[".."] * count)))
            return top.joinpath(name, *here.parts[len(here.parts) - count :])
        if place == root and os.path.lexists(place / ".git"):
            break
    # A folder outside any repository that could be told has its mirror inside it.
    below = here.relative_to(root).parts if here.is_relative_to(root) else ()
    return root_from(folder).joinpath(name, *below)


def place_of(article: str, mirror: str = MIRROR) -> str:
    """Where a new sidecar of an article goes; `mirror` is a folder from the root, or 'beside'."""
    file = Path(article)
    folder = file.parent if mirror == BESIDE else mirror_of(file.parent, mirror)
    return (folder / f"{file.stem}{_ENDINGS[0]}").as_posix()


def article_of(sidecar: str, named: str | None, mirror: str = MIRROR) -> str | None:
    """The article that a sidecar describes, as a user would name it; None if it is not there.

    `named` is the sidecar's `article:`; without it, the article is the one whose name the sidecar has.
    """
    file = Path(sidecar)
    names = [named] if named else list(_possible(file.name))
    for folder, top in _folders(file, mirror):
        for name in names:
            candidate = folder / name
            # A record describes no record.
            if candidate.suffix.lower() in (".yaml", ".yml") or not candidate.is_file():
                continue
            if candidate.resolve().is_relative_to(top.resolve()):
                return Path(os.path.normpath(candidate)).as_posix()
    return None


def article_named(data: bytes) -> str | None:
    """What a sidecar's bytes give as `article:`, read without reading the rest; None where that is no text."""
    found = _NAMED.search(head(data))
    if found is None:
        return None
    try:
        tree = read_yaml(found.group())
    except FaultInFile:
        return None
    named = plain(tree).get("article") if isinstance(tree, Mapping) else None
    return named if isinstance(named, str) and named.strip() else None


def _possible(name: str) -> Iterator[str]:
    """The names that the article of a sidecar without `article:` may have."""
    stem = name[: -len(next(ending for ending in _ENDINGS if name.lower().endswith(ending)))]
    yield from (f"{stem}{suffix}" for suffix in PROSE_SUFFIXES)
    yield stem


def _folders(sidecar: Path, mirror: str) -> Iterator[tuple[Path, Path]]:
    """The folders from which `article:` may be a path, each with the one that the article must not be outside of."""
    steps = sidecar.parent.resolve().parts
    inside = Path(mirror).parts
    for count in range(len(steps) - len(inside), 0, -1) if mirror != BESIDE else ():
        if steps[count : count + len(inside)] == inside:
            # Named from where the sidecar is named: a report shows no path that nobody typed.
            top = sidecar.parent.joinpath(*[".."] * (len(steps) - count))
            yield top.joinpath(*steps[count + len(inside) :]), top
    root = root_from(sidecar.parent)
    yield sidecar.parent, root
    yield root, root
