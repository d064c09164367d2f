"""The leak guard: names that must stay confidential are looked for in all that is shared or about to be written.

They stand in a git-ignored `*.private.yaml`, beside the article, beside its sidecar, or at the repository's root:

    confidential:
      harbour-clerk: {name: …, aliases: [...]}

These files are read for that one purpose. No message ever repeats what stands in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from attribcheck.reading.decode import decode
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.reading.structured import SECRET_KEY, read_tree
from attribcheck.workspace.names import Name, find, letters, merged, spellings
from attribcheck.workspace.repository import is_ignored, root_from
from attribcheck.workspace.sidecars import MIRROR, mirror_of

SUFFIXES = (".private.yaml", ".private.yml")
HIDDEN = "[confidential]"


def is_private(name: str) -> bool:
    """Whether a file's name says that it holds confidential names."""
    return name.lower().endswith(SUFFIXES)


@dataclass(frozen=True, slots=True)
class Guard:
    """The confidential names of a run, ready to be looked for; never shown.

    `unprotected` are private files that no `.gitignore` covers, `problems` (path, why) those
    that cannot be read: with one of those, nobody can say that nothing leaks.
    """

    names: tuple[Name, ...] = field(default=(), repr=False)
    unprotected: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names)

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where names stand in a text; merged, in order."""
        return find(self.names, text)

    def hide(self, text: str) -> str:
        """The text with each name replaced."""
        for start, end in reversed(self.find(text)):
            text = text[:start] + HIDDEN + text[end:]
        return text

    def leaks(self, text: str, path: str) -> list[tuple[int, int]]:
        """Where names stand in a file's text, as written or in the values that are read from it; merged, in order."""
        if not self.names:
            return []
        spans = self.find(text)
        try:
            tree = read_tree(text, path)
        except FaultInFile:
            return spans
        # An alias gives the same value again.
        scalars = {id(scalar): scalar for scalar in _scalars(tree, set())}.values()
        if self.find("\n".join(scalar.text or "" for scalar in scalars)):
            for scalar in scalars:
                for start, end in self.find(scalar.text or ""):
                    spans.append(scalar.text_map().span(start, end))
        return merged(spans)


NO_GUARD = Guard()


def guard(files: Iterable[str], also: Iterable[str] = (), mirror: str = MIRROR) -> Guard:
    """The guard of a run over some files: private files beside each, at its repository's root, and `also` these.

    Beside an article is also where its sidecar would be: `mirror` is the folder of the sidecars.
    """
    folders = dict.fromkeys(Path(file).parent for file in files)
    places: dict[Path, str] = {}
    problems: list[tuple[str, str]] = []
    for folder in folders:
        for place in dict.fromkeys((folder, root_from(folder), mirror_of(folder, mirror))):
            try:
                found = _private_files(place)
            except OSError as error:
                problems.append((str(place), f"the folder cannot be searched for private files: {error.strerror}"))
                continue
            for file in found:
                places.setdefault(file.resolve(), str(file))
    for path in also:
        places.setdefault(Path(path).resolve(), path)
    names: set[str] = set()
    unprotected: list[str] = []
    for path in sorted(places.values()):
        if not is_ignored(Path(path)):
            unprotected.append(path)
        try:
            # One by one: what stands before a fault is guarded all the same.
            for name in _names(Path(path)):
                names.add(name)
        except FaultInFile as fault:
            problems.append((path, fault.message))
    return Guard(spellings(names), tuple(unprotected), tuple(dict.fromkeys(problems)))


def _private_files(folder: Path) -> list[Path]:
    """The private files in a folder, none if there is no such folder. Raises `OSError` if nobody may look into it."""
    try:
        return sorted(entry for entry in folder.iterdir() if is_private(entry.name) and entry.is_file())
    except (FileNotFoundError, NotADirectoryError):
        return []


# --- What stands in a private file ---


def _names(file: Path) -> Iterator[str]:
    """The names and aliases of a private file. Raises `FaultInFile` with a message that repeats nothing of it."""
    try:
        text = decode(file.read_bytes())
        empty = all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())
        tree = None if empty else read_tree(text, file.name)
    except OSError as error:
        raise FaultInFile(f"the file cannot be read: {error.strerror}") from None
    except FaultInFile:
        raise FaultInFile("the file is no YAML; its contents are not shown") from None
    if tree is None:
        return
    listed = tree.get(SECRET_KEY) if isinstance(tree, Mapping) else None
    if not isinstance(listed, Mapping):
        raise _misshapen()
    for _, entry in listed.entries.values():
        if isinstance(entry, Scalar):
            yield from _words(entry)
        elif isinstance(entry, Mapping) and entry.entries and not set(entry.entries) - {"name", "aliases"}:
            for _, value in entry.entries.values():
                yield from _words(value)
        else:
            raise _misshapen()


def _misshapen() -> FaultInFile:
    return FaultInFile(
        f"the file should hold '{SECRET_KEY}: {{handle: {{name: …, aliases: […]}}}}'; its contents are not shown"
    )


def _words(node: Node) -> Iterator[str]:
    for item in node.items if isinstance(node, Sequence) else [node]:
        if not isinstance(item, Scalar):
            raise _misshapen()
        if item.text and item.text.strip():
            if letters(item.text) < 2:
                raise FaultInFile(
                    "a name of fewer than two letters cannot be looked for; the file's contents are not shown"
                )
            yield item.text


def _scalars(node: Node, seen: set[int]) -> Iterator[Scalar]:
    """Every value and key once, however often an alias repeats it."""
    if isinstance(node, Scalar):
        yield node
    elif id(node) not in seen:
        seen.add(id(node))
        if isinstance(node, Sequence):
            for item in node.items:
                yield from _scalars(item, seen)
        else:
            for key, value in node.entries.values():
                yield key
                yield from _scalars(value, seen)
