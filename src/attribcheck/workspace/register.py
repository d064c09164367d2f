"""The register: recurring sources and sides, written down once for a whole repository.

    attribcheck: 1
    sides: {north-bank: party}
    sources:
      harbour: {name: Harbour Office, aliases: [HO], side: north-bank, kind: office}

It is called `sources.yaml` and stands in an article's folder or above. What an article says
itself wins, field by field.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from attribcheck.article import Article, Interest, Record, Source, SourceEntry
from attribcheck.nearest import did_you_mean
from attribcheck.places import Place, SourceText
from attribcheck.reading.decode import decode
from attribcheck.reading.faults import Fault
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.reading.schema_faults import schema_faults
from attribcheck.reading.structured import SECRET_KEY, plain, read_tree
from attribcheck.workspace.repository import repository_root
from attribcheck.written import entries

NAMES = ("sources.yaml", "sources.yml")
# As much as an article may have: 5 MB hold some 50,000 sources.
MAX_BYTES = 5_000_000

# In a file that cannot be read as YAML: is it meant as a register? A list under `sources:` (dbt) is another tool's.
_MEANT = re.compile(
    r"^(?:attribcheck[ \t]*+:"
    r"|sources[ \t]*+:[ \t]*+(?:\{|(?:#[^\r\n]*+)?+[\r\n](?:[ \t]*+(?:#[^\r\n]*+)?+[\r\n])*+[ \t]++[^\s\-#]))",
    re.MULTILINE,
)
# `supplied_by: us` is the newsroom itself, whatever country the register calls so.
_NOBODY_ELSE = ("us", "confidential")


class Written(Record):
    """A register as a file holds it."""

    attribcheck: Literal["1"] = "1"
    sides: Annotated[dict[str, Interest | None], BeforeValidator(entries)] = Field(default_factory=dict)
    sources: Annotated[dict[str, SourceEntry], BeforeValidator(entries)] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Register:
    """A register, as far as it can be read: `faults` say what is wrong with the rest.

    `places` and `side_places` lead to the keys of its entries in the file; `names` from each
    name and alias, in small letters, to its handle.
    """

    path: str
    sources: dict[str, Source] = field(default_factory=dict)
    sides: dict[str, Interest | None] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    side_places: dict[str, Place] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def named(self, name: str) -> str | None:
        """The handle of what is called so: by its handle, its name or an alias."""
        return name if name in self.sources else self.names.get(name.casefold())

    def match(self, handle: str, names: Iterable[str], *, anonymous: bool | None) -> str | None:
        """The handle of the entry that is the same source as an article's: by its handle, else by its names.

        Whom the article does not name (`anonymous`) is never taken for somebody whom the register
        names, nor the other way round; None: the article does not say.
        """
        if handle in self.sources and anonymous in (None, self.sources[handle].anonymous is not None):
            return handle
        return None if anonymous else next(filter(None, (self.names.get(name.casefold()) for name in names)), None)

    def join(self, article: Article) -> None:
        """Fills the article's sources and sides from the register, and adds the sources that it only names.

        Where a name or a handle of the register stands for one of the article's own entries, that
        entry's handle takes its place. To be called before anybody asks whether each name is known.
        """
        if self.sources or self.sides:
            _Joining(self, article).run()


def find_register(folder: Path) -> Register | None:
    """The register for articles in a folder: the nearest one in it or above, up to the repository's root."""
    here, root = folder.resolve(), repository_root(folder)
    for place in (here, *here.parents):
        for name in NAMES:
            file = place / name
            try:
                state = file.stat()
            except OSError:
                continue
            found = _read(file, _shown(file, folder), state.st_mtime_ns, state.st_size) if file.is_file() else None
            if found is not None:
                return found
        if place == root:
            break
    return None


def _shown(file: Path, folder: Path) -> str:
    """The file's path, named from where the folder is named: a report shows no path that nobody typed."""
    if folder.is_absolute():
        return str(file)
    try:
        return os.path.relpath(file)
    except (OSError, ValueError):
        return str(file)


# --- Reading ---


# A process that lives on, such as an editor's, must see that somebody changed the file.
@lru_cache(maxsize=256)
def _read(file: Path, shown: str, _changed: int, size: int) -> Register | None:
    """The register in a file; None where the file is another tool's."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        fault = FaultInFile(f"The register cannot be read: {error.strerror}.", fix="Let it be read.")
        return _faulty(shown, "", fault)
    if len(data) > MAX_BYTES:
        fault = FaultInFile(f"The register has {size:,} bytes and the limit is {MAX_BYTES:,}.", fix="Divide it.")
        text = data.decode("utf-8", "replace")
        return _faulty(shown, text, fault) if _MEANT.search(text) else None
    return read_register(data, shown)


def read_register(data: bytes, path: str) -> Register | None:
    """A register from its bytes; `path` is its name in faults. None where the file is another tool's."""
    text = ""
    try:
        text = decode(data)
        tree = read_tree(text, path)
    except FaultInFile as fault:
        text = text or fault.before or ""
        return _faulty(path, text, fault) if _MEANT.search(text) else None
    if not isinstance(tree, Mapping) or not _is_register(tree):
        return None
    secret = _secret(tree)
    if secret is not None:
        return _faulty(path, text, secret)
    return _registered(tree, SourceText(text, path), path)


def _is_register(tree: Mapping) -> bool:
    sources = tree.get("sources")
    records = isinstance(sources, Mapping) and any(isinstance(entry, Mapping) for _, entry in sources.entries.values())
    return records or "attribcheck" in tree.entries


def _faulty(path: str, text: str, fault: FaultInFile) -> Register:
    start = min(fault.start, len(text))
    place = SourceText(text, path).place(start, min(max(fault.end, start), len(text)))
    fix = fault.fix or "Mend the file so that it can be read."
    return Register(path, faults=(Fault(fault.kind, fault.message, place, fix),))


def _secret(node: Node) -> FaultInFile | None:
    """The fault of confidential names that stand in the register; nothing below the key is looked at or shown."""
    if isinstance(node, Scalar):
        return None
    if isinstance(node, Mapping) and SECRET_KEY in node.entries:
        key = node.key(SECRET_KEY)
        return FaultInFile(
            "'confidential:' stands in a file that is shared. Names of confidential sources are hidden here.",
            key.start,
            key.end,
            kind="confidential-leak",
            fix="Move it to a git-ignored '*.private.yaml', and take the names out of the history.",
        )
    inner = node.items if isinstance(node, Sequence) else [value for _, value in node.entries.values()]
    return next(filter(None, map(_secret, inner)), None)


def _registered(tree: Mapping, source: SourceText, path: str) -> Register:
    faults = [*_unknown_keys(tree, source)]
    record = {key: plain(value) for key, (_, value) in tree.entries.items() if key in Written.model_fields}
    try:
        written = Written.model_validate(record)
    except ValidationError as error:
        faults += schema_faults(error, tree, source)
        written = Written.model_validate(_without_wrong(record, error))
    names: dict[str, str] = {}
    for handle, entry in written.sources.items():
        for name in (entry.name, *entry.aliases):
            if name and not entry.anonymous:
                names.setdefault(name.casefold(), handle)
    places, side_places = _places(tree, "sources", source), _places(tree, "sides", source)
    register = Register(path, written.sources, written.sides, places, side_places, names)
    faults += _names_twice(register, tree, source)
    faults += _unknown_bases(register, tree, source)
    faults.sort(key=lambda fault: (fault.place.line, fault.place.column))
    return Register(path, written.sources, written.sides, places, side_places, names, tuple(faults))


def _without_wrong(record: dict[str, object], error: ValidationError) -> dict[str, object]:
    """The record without the entries that are wrong, or without a block that is wrong as a whole."""
    for problem in error.errors(include_url=False):
        block, *steps = problem["loc"]
        entries_of = record.get(str(block))
        if steps and isinstance(entries_of, dict):
            entries_of.pop(steps[0], None)
        else:
            record.pop(str(block), None)
    return record


def _unknown_keys(tree: Mapping, source: SourceText) -> Iterator[Fault]:
    known = list(Written.model_fields)
    for key, (place, _) in tree.entries.items():
        if key not in known:
            message = f"Unknown key '{key}' in a register.{did_you_mean(key, known)}"
            spot = source.place(place.start, place.end)
            yield Fault("invalid-article", message, spot, f"Known keys: {', '.join(known)}.")


def _places(tree: Mapping, block: str, source: SourceText) -> dict[str, Place]:
    node = tree.get(block)
    if not isinstance(node, Mapping):
        return {}
    return {name: source.place(key.start, key.end) for name, (key, _) in node.entries.items()}


def _names_twice(register: Register, tree: Mapping, source: SourceText) -> Iterator[Fault]:
    """A handle, name or alias by which two sources go: nobody could tell which of them is meant."""
    seen = {handle.casefold(): (handle, place) for handle, place in register.places.items()}
    for handle, entry in register.sources.items():
        for name in () if entry.anonymous else (entry.name, *entry.aliases):
            if not name:
                continue
            place = _word_place(tree, handle, ("name", "aliases"), name, source)
            owner, first = seen.setdefault(name.casefold(), (handle, place))
            if owner != handle:
                message = f"'{name}' stands for two sources, '{owner}' and '{handle}'."
                yield Fault("invalid-article", message, place, "Take the name from one of them.", (first,))


def _unknown_bases(register: Register, tree: Mapping, source: SourceText) -> Iterator[Fault]:
    for handle, entry in register.sources.items():
        for name in entry.based_on:
            if register.named(name) is None:
                message = f"There is no source '{name}' in the register.{did_you_mean(name, register.sources)}"
                place = _word_place(tree, handle, ("based_on",), name, source)
                yield Fault("invalid-article", message, place, "Add it under 'sources:' or name one that is there.")


def _word_place(tree: Mapping, handle: str, fields: tuple[str, ...], word: str, source: SourceText) -> Place:
    """Where a word stands among an entry's fields."""
    block = tree.get("sources")
    node = block.get(handle) if isinstance(block, Mapping) else None
    values = [node.get(name) for name in fields] if isinstance(node, Mapping) else [node]
    for value in values:
        for item in value.items if isinstance(value, Sequence) else [value]:
            if isinstance(item, Scalar) and item.text == word:
                return source.place(item.start, item.end)
    return source.place(node.start, node.start) if node else source.place(0, 0)


# --- Joining ---


class _Joining:
    """One article, joined to the register."""

    def __init__(self, register: Register, article: Article) -> None:
        self._register = register
        self._article = article
        self._own: dict[str, str] = {}
        # What each of the register's handles is called in the article.
        self._called: dict[str, str] = {}
        self._pairs: list[tuple[Source, Source]] = []
        for handle, entry in article.sources.items():
            names = [name for name in (entry.name, *entry.aliases) if name]
            for name in names:
                self._own.setdefault(name.casefold(), handle)
            anonymous = True if entry.anonymous else False if names else None
            found = register.match(handle, names, anonymous=anonymous)
            if found is not None:
                self._pairs.append((entry, register.sources[found]))
                if found == handle or found not in self._called:
                    self._called[found] = handle
        self._added: dict[str, Source] = {}
        self._waiting: list[Source] = []

    def run(self) -> None:
        article = self._article
        for entry, registered in self._pairs:
            self._fill(entry, registered)
        # What stands beside sources under `based_on` is the article's own.
        records = {statement.id for statement in article.statements} | {item.id for item in article.evidence}
        for statement in article.statements:
            statement.source = self._handles(statement.source)
            statement.via = self._handles(statement.via)
            statement.based_on = self._handles(statement.based_on, records)
            statement.interpreter = self._handle(statement.interpreter)
        for item in article.evidence:
            item.made_by = self._handle(item.made_by)
            item.supplied_by = self._handle(item.supplied_by)
        for claim in article.every_claim():
            for conflict in claim.conflicts:
                conflict.by = self._handle(conflict.by)
        for entry in article.sources.values():
            entry.based_on = self._handles(entry.based_on, records)
            entry.members = self._handles(entry.members)
        while self._waiting:
            entry = self._waiting.pop()
            entry.based_on = self._handles_of(entry.based_on)
            entry.members = self._handles_of(entry.members)
            if self._has_stake(entry):
                entry.interest = None
        used = {handle: self._added[handle] for handle in self._register.sources if handle in self._added}
        article.sources = {**article.sources, **used}
        article.sides = {**self._register.sides, **article.sides}

    def _fill(self, entry: Source, registered: Source) -> None:
        """Gives an entry of the article what it leaves out; a key with nothing behind it leaves it out, too."""
        given = registered.model_copy(deep=True)
        for name in registered.model_fields_set - {"interest", "based_on", "members"}:
            if name not in entry.model_fields_set or getattr(entry, name) in (None, []):
                setattr(entry, name, getattr(given, name))
        for name in ("based_on", "members"):
            if not getattr(entry, name):
                setattr(entry, name, self._handles_of(getattr(registered, name)))
        if entry.interest is None and not self._has_stake(entry):
            entry.interest = registered.interest

    def _has_stake(self, entry: Source) -> bool:
        """Whether the article itself says what its side has at stake: that comes before the register's `interest`."""
        return bool(entry.side and self._article.sides.get(entry.side))

    def _handle(self, name: str | None) -> str | None:
        if name is None or name in _NOBODY_ELSE:
            return name
        return self._handles([name])[0]

    def _handles(self, names: list[str], records: Iterable[str | None] = ()) -> list[str]:
        """Names that the article uses, as handles where the register knows them; its own entries come first."""
        known = self._article.sources
        return [
            name
            if name in known or name in records or name.casefold() in self._own
            else self._bring(self._register.named(name)) or name
            for name in names
        ]

    def _handles_of(self, names: list[str]) -> list[str]:
        """Names that the register uses, as the article's handles. Whose handle another source has is left out."""
        found = [(name, self._register.named(name)) for name in names]
        brought = [self._bring(handle) if handle else name for name, handle in found]
        return [handle for handle in brought if handle]

    def _bring(self, handle: str | None) -> str | None:
        """What one of the register's sources is called in the article, to which it is added if it is not there.

        None where the article gives the handle to another source.
        """
        if handle is None or handle in self._called:
            return self._called.get(handle or "")
        if handle in self._article.sources:
            return None
        if handle not in self._added:
            self._added[handle] = self._register.sources[handle].model_copy(deep=True)
            self._waiting.append(self._added[handle])
        return handle
