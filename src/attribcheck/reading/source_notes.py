"""Footnotes that record a source.

    The quay is safe.[^1]

    [^1]: source: Harbour Board; via: Nol Gazette; said: 2026-01-12; stance: confirms; url: https://…

Each is a statement: the source says the sentence that carries the mark. Notes of one sentence are
about one claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import ValidationError

from attribcheck.article import Article, Passage, Source, Statement
from attribcheck.language.sentences import sentences
from attribcheck.language.words import Language
from attribcheck.nearest import did_you_mean
from attribcheck.places import SourceText, Span, TextMap
from attribcheck.reading.dialects import SourceNote
from attribcheck.reading.faults import Fault
from attribcheck.reading.lines import joined
from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence
from attribcheck.reading.recorded_sources import handle_of
from attribcheck.reading.schema_faults import schema_faults
from attribcheck.reading.structured import plain

# Who the source is; all other fields say how it made the statement.
_OF_SOURCE = ("aliases", "kind", "role", "side", "organisation", "interest", "access", "place_name", "members")
_OF_STATEMENT = (
    "via", "said", "said_as", "stance", "medium", "medium_disclosed", "speaker", "knows_by", "independence", "scope",
    "covers", "url", "archived", "locator", "language", "translation_disclosed", "interpreter", "credited",
)  # fmt: skip
_LISTS = ("via", "covers", "aliases", "members")
_URL = re.compile(r"https?://[^\s<>()\"]{1,2000}", re.IGNORECASE)
_FIELD = re.compile(r"\s*+(?P<key>[A-Za-z][A-Za-z_ -]{0,40}?)[ \t]*:[ \t]*(?P<value>[^;]*+)", re.DOTALL)
_FORM = "source: NAME; via: CHANNEL; said: YYYY-MM-DD; stance: confirms; url: ADDRESS"
_STOP = re.compile(r"(?:[.。])[\"'”’»)\]]{0,2}$")


@dataclass(slots=True)
class Recorded:
    """What the notes record, and what is wrong with them."""

    sources: dict[str, Source]
    statements: list[Statement]
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence of a passage that carries a note's mark."""

    label: str
    span: Span


def marked_sentences(passage: Passage, marks: Iterable[tuple[str, int]], language: Language) -> Iterator[Marked]:
    """The sentences of a passage that carry marks; each mark is a label and where in the words it stands.

    A mark behind a sentence's stop belongs to that sentence.
    """
    spans = sentences(passage.words, language)
    for label, at in marks:
        before = [span for span in spans if span[0] < at] or spans[:1]
        if before:
            yield Marked(label, Span(passage.index, *before[-1]))


def record(
    notes: list[SourceNote], text: str, marked: list[Marked], passages: list[Passage], source: SourceText,
    known: dict[str, Source],
) -> Recorded:  # fmt: skip
    """The sources and statements that the notes record; `known` are the sources that the file names already."""
    made = Recorded(dict(known), [], [])
    claims: dict[Span, str] = {}
    by_label: dict[str, list[Span]] = {}
    for one in marked:
        spans = by_label.setdefault(one.label, [])
        if one.span not in spans:
            spans.append(one.span)
    for note in notes:
        fields = _Fields(note, text, source)
        made.faults += fields.faults
        spans = by_label.get(note.label, [])
        if not spans:
            place = source.place(note.start, note.end)
            message = f"No sentence carries the mark of the note '[^{note.label}]'."
            made.faults.append(Fault("anchor-not-found", message, place, f"Put [^{note.label}] behind the sentence."))
        if not fields.faults:
            fields.add(made, spans, passages, claims)
    made.statements.sort(key=lambda statement: statement.span or Span(0, 0, 0))
    return made


class _Fields:
    """One note's fields, each with its place, checked as those of an article are."""

    def __init__(self, note: SourceNote, text: str, source: SourceText) -> None:
        self.note = note
        self.source = source
        self.faults: list[Fault] = []
        raw, self.to_file = joined(text, [(line.start, line.stop) for line in note.lines])
        self.of_source: dict[str, tuple[Scalar, Node]] = {}
        self.of_statement: dict[str, tuple[Scalar, Node]] = {}
        self.name = ""
        self._read(raw)
        if not self.faults:
            self._check()

    def _read(self, raw: str) -> None:
        # An address may hold a semicolon; it counts wherever in the note it stands.
        address = _URL.search(raw)
        if address:
            end = address.start() + len(address.group().rstrip(".,;:!?*_'"))
            self.of_statement["url"] = (self._scalar(raw, 0, 0), self._scalar(raw, address.start(), end))
            raw = raw[: address.start()] + " " * (end - address.start()) + raw[end:]
        at = 0
        for part in raw.split(";"):
            # Words around the address say what it leads to: 'see https://…'.
            free = address is not None and at <= address.start() <= at + len(part)
            self._field(raw, at, at + len(part), free=free)
            at += len(part) + 1

    def _field(self, raw: str, start: int, end: int, *, free: bool) -> None:
        words = raw[start:end]
        found = _FIELD.fullmatch(words)
        bare = words.strip(" \t\n.<>()[]")
        if found is None:
            if bare and not free:
                first = start + words.index(bare)
                self._wrong(f"'{bare[:60]}' in the note is no field.", first, first + len(bare), f"Write '{_FORM}'.")
            return
        key = re.sub(r"[ -]", "_", found["key"].strip().lower())
        first, last = start + found.start("value"), start + found.end("value")
        value = raw[first:last].strip()
        place = self._scalar(raw, start + found.start("key"), start + found.end("key"))
        if key == "url" and "url" in self.of_statement:
            return
        first += raw[first:last].index(value) if value else 0
        node = self._value(raw, key, first, first + len(value))
        if key == "source":
            self.name = " ".join(value.split())
            if not handle_of(self.name):
                self._wrong("The note names no source.", place.start, place.end, f"Write '{_FORM}'.", in_file=True)
        elif key in _OF_SOURCE:
            self.of_source[key] = (place, node)
        elif key in _OF_STATEMENT:
            self.of_statement[key] = (place, node)
        else:
            known = ("source", *_OF_STATEMENT, *_OF_SOURCE)
            message = f"Unknown field '{found['key']}' in a note.{did_you_mean(key, known)}"
            self._wrong(message, place.start, place.end, f"Known fields: {', '.join(known)}.", in_file=True)

    def _value(self, raw: str, key: str, start: int, end: int) -> Node:
        if key not in _LISTS:
            return self._scalar(raw, start, end)
        items: list[Node] = []
        for part in re.finditer(r"[^,]+", raw[start:end]):
            words = part.group().strip()
            if words:
                first = start + part.start() + part.group().index(words)
                items.append(self._scalar(raw, first, first + len(words)))
        return Sequence(items, *self.to_file.span(start, end))

    def _scalar(self, raw: str, start: int, end: int) -> Scalar:
        first, last = self.to_file.span(start, end)
        return Scalar(" ".join(raw[start:end].split()), first, last, partial(TextMap.straight, first))

    def _wrong(self, message: str, start: int, end: int, fix: str, *, in_file: bool = False) -> None:
        if not in_file:
            start, end = self.to_file.span(start, end)
        self.faults.append(Fault("invalid-article", message, self.source.place(start, end), fix))

    def _check(self) -> None:
        """Has the article's schema look at the values, so that a wrong one is told as everywhere."""
        first, last = self.note.start, self.note.lines[-1].stop
        statement = Mapping(self.of_statement, first, last)
        sources = Mapping({"source": (self._key("source"), Mapping(self.of_source, first, last))}, first, last)
        statements = Sequence([statement], first, last)
        tree = Mapping(
            {"sources": (self._key("sources"), sources), "statements": (self._key("statements"), statements)},
            first,
            last,
        )
        try:
            Article.model_validate(plain(tree))
        except ValidationError as error:
            self.faults += schema_faults(error, tree, self.source)

    def _key(self, name: str) -> Scalar:
        return Scalar(name, self.note.start, self.note.start, partial(TextMap.straight, self.note.start))

    def add(self, made: Recorded, spans: list[Span], passages: list[Passage], claims: dict[Span, str]) -> None:
        """Adds the source, and a statement for each sentence that carries the mark."""
        handle = _handle(self.name, made.sources)
        if handle not in made.sources:
            made.sources[handle] = Source.model_validate({"name": self.name, **_plain(self.of_source)})
        fields = _plain(self.of_statement)
        channels = [_handle(name, made.sources) for name in fields.pop("via", [])]
        for name, channel in zip(_plain(self.of_statement).get("via", []), channels, strict=True):
            made.sources.setdefault(channel, Source(name=name, kind="outlet"))
        for number, span in enumerate(spans, 1):
            name = f"fn-{self.note.label}" if number == 1 else f"fn-{self.note.label}-{number}"
            claim = claims.get(span)
            says: dict[str, Any] = {"claims": [claim]}
            if claim is None:
                claims[span] = f"{name}.1"
                words = passages[span.passage].words[span.start : span.end]
                says = {"says": [{"id": f"{name}.1", "text": _without_stop(words)}]}
            statement = Statement.model_validate({"id": name, "source": [handle], "via": channels, **fields, **says})
            statement.span = span
            made.statements.append(statement)


def _plain(fields: dict[str, tuple[Scalar, Node]]) -> dict[str, Any]:
    return {key: plain(node) for key, (_, node) in fields.items()}


def _handle(name: str, known: dict[str, Source]) -> str:
    """The handle of a source of this name; a new one where there is none."""
    folded = name.casefold()
    for handle, source in known.items():
        names = (handle, source.name or "", *source.aliases)
        if folded in (word.casefold() for word in names):
            return handle
    return handle_of(name) or "source"


def _without_stop(words: str) -> str:
    found = _STOP.search(words)
    return words[: found.start()] + words[found.start() + 1 :] if found else words
