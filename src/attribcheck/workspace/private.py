"""The leak guard: names that must stay confidential are looked for in all that is shared or about to be written.

They stand in a git-ignored `*.private.yaml`, beside the article or at the repository's root:

    confidential:
      harbour-clerk: {name: …, aliases: [...]}

These files are read for that one purpose. No message ever repeats what stands in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from attribcheck.language.matching import normalise
from attribcheck.reading.decode import decode
from attribcheck.reading.inline import seen_words
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.reading.structured import SECRET_KEY, read_tree
from attribcheck.workspace.repository import is_ignored, repository_root

SUFFIXES = (".private.yaml", ".private.yml")
HIDDEN = "[confidential]"
# Between the parts of a name: spaces, marks, markup, or their escapes in an address, in HTML or in JSON.
_BETWEEN = r"(?:[\W_]|%[0-9a-f]{2}|&#?\w{1,8};|\\[nrt]|\\u[0-9a-f]{4}){0,12}"


def is_private(name: str) -> bool:
    """Whether a file's name says that it holds confidential names."""
    return name.lower().endswith(SUFFIXES)


@dataclass(frozen=True, slots=True)
class Guard:
    """The confidential names of a run, ready to be looked for; never shown.

    `unprotected` are private files that no `.gitignore` covers, `problems` (path, why) those
    that cannot be read: with one of those, nobody can say that nothing leaks.
    """

    pattern: re.Pattern[str] | None = field(default=None, repr=False)
    unprotected: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return self.pattern is not None

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where names stand in a text, whatever their case and whatever stands between their parts."""
        if self.pattern is None:
            return []
        plain = normalise(text)
        found = self.pattern.finditer(plain.text)
        return [(plain.offsets[match.start()], plain.ends[match.end() - 1]) for match in found]

    def hide(self, text: str) -> str:
        """The text with each name replaced."""
        for start, end in reversed(self.find(text)):
            text = text[:start] + HIDDEN + text[end:]
        return text

    def leaks(self, text: str, path: str) -> list[tuple[int, int]]:
        """Where names stand in a file's text, as written or behind its escapes and markup; merged, in order."""
        if self.pattern is None:
            return []
        spans = self.find(text)
        try:
            tree = read_tree(text, path)
        except FaultInFile:
            return spans
        for scalar in _scalars(tree):
            words, inner = seen_words(scalar.text or "")
            for start, end in self.find(words):
                spans.append(scalar.text_map().span(*inner.span(start, end)))
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged


NO_GUARD = Guard()


def guard(files: Iterable[str], also: Iterable[str] = ()) -> Guard:
    """The guard of a run over some files: private files beside each, at its repository's root, and `also` these."""
    folders = dict.fromkeys(Path(file).parent for file in files)
    places: dict[Path, str] = {}
    for folder in folders:
        for place in (folder, repository_root(folder)):
            for found in _private_files(place):
                places.setdefault(found.resolve(), str(found))
    for path in also:
        places.setdefault(Path(path).resolve(), path)
    names: set[str] = set()
    unprotected: list[str] = []
    problems: list[tuple[str, str]] = []
    for path in sorted(places.values()):
        if not is_ignored(Path(path)):
            unprotected.append(path)
        try:
            names |= set(_names(Path(path)))
        except FaultInFile as fault:
            problems.append((path, fault.message))
    return Guard(_pattern(names), tuple(unprotected), tuple(problems))


def _private_files(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if is_private(entry.name) and entry.is_file())
    except OSError:
        return []


def _names(file: Path) -> Iterator[str]:
    """The names and aliases of a private file. Raises `FaultInFile` with a message that repeats nothing of it."""
    try:
        text = decode(file.read_bytes())
        tree = read_tree(text, file.name) if text.strip() else None
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
            yield item.text


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries.values():
            yield key
            yield from _scalars(value)


def _pattern(names: set[str]) -> re.Pattern[str] | None:
    plain = {normalise(name).text.strip() for name in names}
    plain |= {_unaccented(name) for name in plain}
    parts = {tuple(re.findall(r"[^\W_]+", name)) for name in plain} - {()}
    if not parts:
        return None
    # The longest first, so that a full name is hidden as a whole.
    ordered = sorted(parts, key=lambda words: (-sum(map(len, words)), words))
    return re.compile("|".join(_edged(words) for words in ordered))


def _edged(words: tuple[str, ...]) -> str:
    """A name's parts with what may stand between them; no letter before or after, where words are spaced at all."""
    before = "" if _unspaced(words[0][0]) else r"(?<![^\W\d_])"
    after = "" if _unspaced(words[-1][-1]) else r"(?![^\W\d_])"
    return before + _BETWEEN.join(re.escape(word) for word in words) + after


def _unspaced(character: str) -> bool:
    """Letters without case (Han, Kana, Thai, Arabic): other words may be joined to a name without a space."""
    return unicodedata.category(character) == "Lo"


def _unaccented(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)
