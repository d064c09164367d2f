"""An article opened with all that the repository says of it: its text, its sidecar, the register."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from attribcheck.language.recognition import ENGLISH, recognise
from attribcheck.language.words import language
from attribcheck.places import Place, SourceText
from attribcheck.reading.decode import decode
from attribcheck.reading.faults import Fault, Reading
from attribcheck.reading.joining import Fill, of_prose
from attribcheck.reading.nodes import FaultInFile
from attribcheck.reading.prose import Prose
from attribcheck.reading.prose_files import WORD, is_prose, read_prose
from attribcheck.reading.structured import read_structured, unread
from attribcheck.workspace import rulebook
from attribcheck.workspace.register import find_register, read_register
from attribcheck.workspace.sidecars import MIRROR, article_named, article_of, is_sidecar, sidecars_of
from attribcheck.workspace.sites import publisher

# An article of its own, whatever the file is called.
_OWN_TEXT = re.compile(rb"""^["']?(?:headline|body)["']?[ \t]*:""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Item:
    """One article to check: its path as the user would name it, and a sidecar that was found first.

    `others` are more sidecars that say that they are this article's: there may be only one.
    """

    path: str
    sidecar: str | None = None
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class Opened:
    """The files of one article, and what came of reading them.

    `path` is the article's own file, `record` the one that holds what people recorded of it
    (the same for a structured article, None for mere prose). `texts` are the characters of each
    file by its path, as confidential names are looked for in them.
    """

    path: str
    data: bytes
    reading: Reading
    record: str | None = None
    record_data: bytes | None = None
    texts: dict[str, str] = field(default_factory=dict)
    fill: Fill | None = None

    def read_again(self, record: bytes) -> Reading:
        """What would come of the article with these bytes in its record's place."""
        assert self.record is not None
        prose = read_prose(self.data, self.path) if self.record != self.path else None
        return read_structured(record, self.record, prose=prose, fill=self.fill)

    @property
    def lineless(self) -> bool:
        """Whether the article's own file has no lines that a code host could show."""
        return self.path.lower().endswith(WORD)


class Unopened(Exception):  # noqa: N818 (the file could not be opened; nothing went wrong here)
    """A file cannot be read at all; `str()` says why."""


def open_item(item: Item, limit: int, mirror: str = MIRROR) -> Opened:
    """Reads an article with its sidecar and the register. Raises `Unopened`."""
    found = [item.sidecar, *item.others] if item.sidecar else []
    return open_bytes(read_bytes(item.path, limit), item.path, limit, mirror, sidecars=found)


def read_bytes(path: str, limit: int) -> bytes:
    """A file's bytes. Raises `Unopened`."""
    file = Path(path)
    try:
        if file.is_dir():
            raise Unopened("this is a folder.")
        size = file.stat().st_size
        if size > limit:
            raise Unopened(too_large(size, limit))
        return file.read_bytes()
    except OSError as error:
        raise Unopened(f"the file cannot be read: {error.strerror or error}.") from None


def too_large(size: int, limit: int) -> str:
    """What to say of a file beyond the limit."""
    return f"the file has {size:,} bytes and the limit is {limit:,}; raise it with --max-bytes."


def open_bytes(data: bytes, path: str, limit: int, mirror: str = MIRROR, *, sidecars: Iterable[str] = ()) -> Opened:
    """Reads an article from its bytes; `path` is its name in the report, and tells its format. Raises `Unopened`.

    `sidecars` are those that were found for it, besides those that lie where they would.
    """
    if len(data) > limit:
        raise Unopened(too_large(len(data), limit))
    if is_prose(path) or (path.lower().endswith(".json") and _is_ninjs(data)):
        return _with_sidecars(data, path, limit, mirror, sidecars)
    named, ours = article_named(data), is_sidecar(Path(path).name)
    article = article_of(path, named, mirror) if named or ours else None
    if article is not None:
        return _with_sidecars(read_bytes(article, limit), article, limit, mirror, [path])
    fill = _register_of(path)
    opened = Opened(path, data, read_structured(data, path, fill=fill), path, data, fill=fill)
    if named or (ours and not _OWN_TEXT.search(data)):
        opened.reading = Reading(None, [_orphan(data, named)], texts=opened.reading.texts)
    opened.texts[path] = _text(data)
    return opened


def _register_of(path: str) -> Fill | None:
    register = find_register(Path(path).parent)
    return register.join if register else None


def open_register(data: bytes, path: str) -> Opened | None:
    """A register's own faults, as if it were an article; None where the file is another tool's."""
    register = read_register(data, path)
    if register is None:
        return None
    # Its places name it as the file of another article; here it is the file itself.
    faults = [replace(fault, place=replace(fault.place, path=None)) for fault in register.faults]
    return Opened(path, data, Reading(None, faults, texts=[SourceText(_text(data))]), path, data, {path: _text(data)})


def _is_ninjs(data: bytes) -> bool:
    if b'"attribcheck"' in data:
        return False
    from attribcheck.reading.ninjs import reads_as_ninjs

    return reads_as_ninjs(_text(data))


def _text(data: bytes) -> str:
    try:
        return decode(data)
    except FaultInFile:
        return data.decode("utf-8", "replace")


def _with_sidecars(data: bytes, path: str, limit: int, mirror: str, found: Iterable[str]) -> Opened:
    fill = _register_of(path)
    sidecars = list({os.path.realpath(sidecar): sidecar for sidecar in (*sidecars_of(path, mirror), *found)}.values())
    try:
        prose = read_prose(data, path)
    except FaultInFile as fault:
        text = fault.before if fault.before is not None else _text(data)
        source = SourceText(text)
        return Opened(path, data, unread(fault, source), texts={path: _text(data)})
    texts = {path: prose.source.text}
    foreign = _foreign(prose)
    if not sidecars:
        reading = of_prose(prose, fill)
        reading.faults += [foreign] if foreign else []
        return Opened(path, data, reading, texts=texts)
    record, *others = sidecars
    recorded = read_bytes(record, limit)
    reading = read_structured(recorded, record, prose=prose, fill=fill)
    reading.faults += [foreign] if foreign else []
    reading.faults += _astray(recorded, record, path, mirror)
    reading.faults += [_second(record, other) for other in others]
    reading.faults += _published(record)
    texts[record] = _text(recorded)
    return Opened(path, data, reading, record, recorded, texts, fill)


def _foreign(prose: Prose) -> Fault | None:
    """What to say of prose in a language that is not read. The text tells it better than a template's `lang: en`."""
    declared = prose.about.language
    found = recognise(passage.words for passage in prose.passages)
    if found is not None and (declared is None or (found != ENGLISH and language(declared).cues)):
        prose.about.language = found.code
    code = prose.about.language
    if code is None or language(code).cues:
        return None
    fault = rulebook.file_faults()["language-not-read"]
    name = found.name if found is not None and found.code == code else f"'{code}'"
    place = prose.passages[0].place(0, len(prose.passages[0].words)) if prose.passages else Place(1, 1, 1, 1, "")
    message = f"The article is in {name}, and attribcheck reads English: nothing is looked for in its words."
    return Fault("language-not-read", message, place, fault.fix)


def _astray(recorded: bytes, record: str, path: str, mirror: str) -> list[Fault]:
    """What to say of a sidecar that lies where this article's would, and names one that is not there."""
    named = article_named(recorded)
    if named is None or not Path(path).is_file() or article_of(record, named, mirror) is not None:
        return []
    return [_orphan(recorded, named, record)]


def _orphan(data: bytes, named: str | None, path: str | None = None) -> Fault:
    source = SourceText(_text(data), path)
    words = next((words for words in (named, "article") if words and words in source.text), "")
    start = source.text.find(words)
    fault = rulebook.file_faults()["orphaned-sidecar"]
    what = f"'{named}' " if named else ""
    message = f"There is no article {what}that this sidecar could describe."
    return Fault("orphaned-sidecar", message, source.place(start, start + len(words)), fault.fix)


def _second(record: str, other: str) -> Fault:
    message = f"Two sidecars describe this article: '{record}' and '{other}'."
    return Fault("invalid-article", message, Place(1, 1, 1, 1, "", path=other), "Keep one of them.")


def _published(record: str) -> list[Fault]:
    site = publisher(record)
    if site is None:
        return []
    fault = rulebook.file_faults()["sidecar-published"]
    message = f"{site.name} would publish this sidecar."
    fix = f"{fault.fix} For {site.name}: {site.remedy}"
    return [Fault("sidecar-published", message, Place(1, 1, 1, 1, "", path=record), fix)]


__all__ = ["Item", "Opened", "Unopened", "open_bytes", "open_item", "open_register", "read_bytes", "too_large"]
