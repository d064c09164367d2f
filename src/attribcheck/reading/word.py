"""A Word document, read as prose.

The file has no lines, so its paragraphs are numbered and a place's line is a paragraph. First
come the paragraphs of the body, empty ones counted, as python-docx's `document.paragraphs` has
them: for a plain one, `document.paragraphs[line - 1].text[column - 1 :]` begins with the reported
words. Then come those in tables, content controls and text boxes, of footnotes, of endnotes, and
of comments. The passages stand in the order in which a reader meets them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from attribcheck.article import PassageKind
from attribcheck.language.words import language
from attribcheck.places import SourceText, Span, TextMap
from attribcheck.reading import dialects
from attribcheck.reading.dating import day_written, title_in_path
from attribcheck.reading.lines import Line
from attribcheck.reading.nodes import FaultInFile
from attribcheck.reading.prose import About, Note, Passages, Prose
from attribcheck.reading.source_notes import marked_sentences, record
from attribcheck.reading.top_lines import top_line
from attribcheck.reading.word_package import open_word, related_part
from attribcheck.reading.word_styles import Role, WordStyles
from attribcheck.reading.word_text import COMMENT_MARKS, NOTE_MARKS, Written, written

if TYPE_CHECKING:
    from docx.document import Document

# A byline, a day and a line above the headline stand here, or nowhere.
_TOP = 6
# A headline of two lines in print; a subheading of one.
_LONGEST_HEADLINE = 150
_LONGEST_SUBHEADING = 80
# date 2025-01-13 Ferry company offers to pay for damaged quay
_DATED = re.compile(r"\s*date\s{1,5}(?P<day>\d{4}-\d{2}-\d{2})\s{1,5}(?=\S)", re.IGNORECASE)
_STOP = re.compile(r"[.。।۔:;,][\"'”’»)\]]{0,3}$")
_SOURCE_NOTE = re.compile(r"\s*source\s*:", re.IGNORECASE)

_KINDS: dict[Role, PassageKind] = {
    "title": "subheading",
    "heading 1": "subheading",
    "heading": "subheading",
    "list": "list-item",
    "quotation": "quotation",
    "caption": "caption",
}
_PARAGRAPH, _TABLE, _TEXT_BOX, _FALLBACK = (
    qn("w:p"), qn("w:tbl"), qn("w:txbxContent"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
)  # fmt: skip
_AROUND_PARAGRAPHS = frozenset(qn(f"w:{name}") for name in ("tbl", "tr", "tc", "sdt", "sdtContent", "customXml"))
# The lines that part the notes from the text stand among the notes.
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A footnote that begins with 'source:': a record of who said what its mark stands behind.

    `start` is the offset of `words` in the document's text, `mark` the point of a passage where
    the note's mark stands; None if no passage has it.
    """

    label: str
    words: str
    start: int
    mark: Span | None


def read_word(data: bytes, path: str) -> Prose:
    """The prose of a .docx file; `path` is not opened. Raises `FaultInFile`."""
    prose, notes = read_word_and_notes(data, path)
    spoken = language(prose.about.language or "en")
    marked = [
        one
        for note in notes
        if note.mark is not None
        for one in marked_sentences(prose.passages[note.mark.passage], [(note.label, note.mark.start)], spoken)
    ]
    written = [
        dialects.SourceNote(n.label, n.start, n.start + len(n.words), [Line(n.start, n.start + len(n.words))])
        for n in notes
    ]
    made = record(written, prose.source.text, marked, prose.passages, prose.source, prose.sources)
    prose.sources, prose.statements = made.sources, made.statements
    prose.faults += made.faults
    return prose


def read_word_and_notes(data: bytes, path: str) -> tuple[Prose, list[SourceNote]]:
    """The prose of a .docx file, and the notes in it that are records of a source. Raises `FaultInFile`."""
    return _Reader(open_word(data), path).read()


class _Entry(NamedTuple):
    """A paragraph where a reader meets it, and its number among the lines of the document."""

    written: Written
    line: int
    role: Role | None = None
    tabled: bool = False

    @property
    def kind(self) -> PassageKind:
        if self.written.numbered and not (self.role or "").startswith("heading"):
            return "list-item"
        if self.role == "list" and self.written.numbered is False:
            return "paragraph"
        if self.role in _KINDS:
            return _KINDS[self.role]
        words = self.written.text.strip()
        # A bold cell is the head of a table's column, which opens no section.
        heads = self.written.bold and not self.tabled and len(words) <= _LONGEST_SUBHEADING
        return "subheading" if heads and not _STOP.search(words) else "paragraph"


class _NoteEntries(NamedTuple):
    """A footnote or an endnote and its paragraphs."""

    kind: str
    id: str
    entries: list[_Entry]


class _Comment(NamedTuple):
    """A comment, and the first and the last of the lines that its own words stand on."""

    id: str
    by: str | None
    lines: tuple[int, int]


class _Reader:
    def __init__(self, document: Document, path: str) -> None:
        self.path = path
        self.document = document
        self.styles = WordStyles(related_part(document, RELATIONSHIP_TYPE.STYLES))
        # The text of every numbered paragraph; the first `own_lines` are the body's own.
        self.lines: list[str] = []
        self.own_lines = 0
        # Where the marks of footnotes and endnotes stand in the passages, by kind and id.
        self.marks: dict[tuple[str, str], Span] = {}
        # The line and the offset at which each comment starts, ends, and is referred to.
        self.points: dict[str, dict[str, tuple[int, int]]] = {}
        self.about = About()
        self.links = {
            relation.rId: relation.target_ref
            for relation in document.part.rels.values()
            if relation.is_external and relation.target_ref.startswith(("http://", "https://"))
        }

    def read(self) -> tuple[Prose, list[SourceNote]]:
        text = self._body()
        notes = [*self._notes("footnote"), *self._notes("endnote")]
        comments = self._comments()
        self.source = SourceText("\n".join(self.lines))
        self.passages = Passages(self.source)
        spoken = [entry for entry in text if entry.written.text.strip() and entry.role != "contents"]
        for kind, entry, start in self._headed(self._top_lines(spoken)):
            self._add(kind, entry, start)
        recorded = self._add_notes(notes)
        if not self.passages.found:
            raise FaultInFile("The document holds no words.", fix="Write an article, or remove the file.", before="")
        self._point(text)
        for note in notes:
            self._point(note.entries)
        self.about.language = self._language(spoken)
        prose = Prose(self.source, self.passages.found, self.about)
        prose.notes = [self._note(comment) for comment in comments]
        return prose, recorded

    def _body(self) -> list[_Entry]:
        """The paragraphs of the text as a reader meets them; numbers those of the body first, then the others."""
        found = [
            (written(paragraph, self.styles.bold), own, tabled)
            for paragraph, own, tabled in _paragraphs(self.document.element.body)
        ]
        self.own_lines = sum(own for _, own, _ in found)
        self.lines = [""] * len(found)
        entries: list[_Entry] = []
        next_own, next_other = 1, self.own_lines + 1
        for paragraph, own, tabled in found:
            line = next_own if own else next_other
            next_own, next_other = next_own + own, next_other + (not own)
            self.lines[line - 1] = paragraph.text
            entries.append(_Entry(paragraph, line, self.styles.role(paragraph.style), tabled))
        return entries

    def _notes(self, kind: str) -> list[_NoteEntries]:
        """The document's footnotes or endnotes."""
        root = related_part(
            self.document, RELATIONSHIP_TYPE.FOOTNOTES if kind == "footnote" else RELATIONSHIP_TYPE.ENDNOTES
        )
        return [
            _NoteEntries(kind, note.get(qn("w:id"), ""), self._numbered(note))
            for note in (() if root is None else root.iterfind(qn(f"w:{kind}")))
            if note.get(qn("w:type")) not in _NO_NOTE
        ]

    def _comments(self) -> list[_Comment]:
        root = related_part(self.document, RELATIONSHIP_TYPE.COMMENTS)
        found = []
        for comment in () if root is None else root.iterfind(qn("w:comment")):
            entries = self._numbered(comment)
            if any(entry.written.text.strip() for entry in entries):
                lines = (entries[0].line, entries[-1].line)
                found.append(_Comment(comment.get(qn("w:id"), ""), comment.get(qn("w:author")) or None, lines))
        return found

    def _numbered(self, around: Any) -> list[_Entry]:
        """The paragraphs of a note or a comment, numbered behind all that came before."""
        entries = []
        for paragraph, _, _ in _paragraphs(around):
            made = written(paragraph, self.styles.bold)
            self.lines.append(made.text)
            entries.append(_Entry(made, len(self.lines)))
        return entries

    def _top_lines(self, entries: list[_Entry]) -> list[_Entry]:
        """Takes the day and the byline from the lines above the text, and leaves those lines out."""
        kept: list[_Entry] = []
        for entry in entries[:_TOP]:
            said = top_line(entry.written.text)
            if said is None or entry.role == "title":
                kept.append(entry)
                continue
            self.about.byline = self.about.byline or said.byline
            self.about.updated = self.about.updated or day_written(said.updated)
            if self.about.published is None and said.published:
                self._publish(said.published)
        return kept + entries[_TOP:]

    def _publish(self, words: str) -> None:
        self.about.published, self.about.published_at = day_written(words), words

    def _headed(self, entries: list[_Entry]) -> list[tuple[PassageKind, _Entry, int]]:
        """Every paragraph with its kind and where in it the words begin; the headline comes first if there is one."""
        chosen, start = self._chosen(entries)
        if chosen is None:
            self.about.headline = self._property() or title_in_path(self.path)
            return [(entry.kind, entry, 0) for entry in entries]
        self.about.headline = chosen.written.text[start:].strip()
        return [("headline", chosen, start), *((entry.kind, entry, 0) for entry in entries if entry is not chosen)]

    def _chosen(self, entries: list[_Entry]) -> tuple[_Entry | None, int]:
        """The paragraph that is the headline, and where in it the headline begins."""
        dated = _DATED.match(entries[0].written.text) if entries else None
        if dated and day_written(dated["day"]):
            self._publish(dated["day"])
            return entries[0], dated.end()
        titled = next((entry for entry in entries if entry.role == "title"), None)
        if titled:
            return titled, 0
        for entry in entries:
            if entry.role == "heading 1":
                return entry, 0
            if entry.kind != "subheading":
                break
        named = self._property()
        if named:
            same = (entry for entry in entries[:_TOP] if _folded(entry.written.text) == _folded(named))
            return next(same, None), 0
        first = entries[0] if entries else None
        if first and first.kind in ("paragraph", "subheading") and not first.tabled:
            words = first.written.text.strip()
            if len(words) <= _LONGEST_HEADLINE and not _STOP.search(words):
                return first, 0
        return None, 0

    def _property(self) -> str | None:
        """The title among the document's properties."""
        root = related_part(self.document, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        title = None if root is None else root.findtext(qn("dc:title"))
        return " ".join((title or "").split()) or None

    def _add(self, kind: PassageKind, entry: _Entry, start: int = 0) -> None:
        """Adds a paragraph's words from `start` on as a passage, and keeps where its notes' marks stand."""
        text = entry.written.text
        words = text[start:].strip()
        first = text.index(words, start)
        offset = self._start(entry.line) + first
        notes = [mark for mark in entry.written.marks if mark.kind in NOTE_MARKS]
        cited = [self.links[link] for link in entry.written.links if link in self.links]
        citations = (*cited, *(f"[^{mark.id}]" for mark in notes))
        self.passages.add(kind, words, (TextMap.straight(offset),), citations)
        index = self.passages.found[-1].index if self.passages.found else 0
        for mark in notes:
            at = min(max(mark.offset - first, 0), len(words))
            self.marks.setdefault((mark.kind, mark.id), Span(index, at, at))

    def _add_notes(self, notes: list[_NoteEntries]) -> list[SourceNote]:
        """Adds the footnotes and endnotes as passages; those that are records of a source are given back instead."""
        recorded: list[SourceNote] = []
        for kind, label, entries in notes:
            spoken = [entry for entry in entries if entry.written.text.strip()]
            if spoken and _SOURCE_NOTE.match(spoken[0].written.text):
                first, last = spoken[0].line, spoken[-1].line
                text = self.source.text[self._start(first) : self._end(last)]
                words = text.strip()
                start = self._start(first) + text.index(words)
                recorded.append(SourceNote(label, words, start, self.marks.get((kind, label))))
            else:
                for entry in spoken:
                    self._add("paragraph", entry)
        return recorded

    def _note(self, comment: _Comment) -> Note:
        """A comment with the place of the words it is about; its own place if none are marked."""
        own = self._start(comment.lines[0]), self._end(comment.lines[1])
        about = self._commented(self.points.get(comment.id, {}))
        return Note(self.source.text[slice(*own)].strip(), comment.by, self.source.place(*(about or own)))

    def _commented(self, points: dict[str, tuple[int, int]]) -> tuple[int, int] | None:
        """Where the words begin and end that a comment is about."""
        if "start" not in points:
            line = points["reference"][0] if "reference" in points else 0
            return (self._start(line), self._end(line)) if line else None
        line, offset = points["start"]
        end_line, end_offset = points.get("end", (0, 0))
        first = self._start(line) + offset
        # What stands between a point of the body and one of a table is not what lies between their numbers.
        if end_line >= line and (line <= self.own_lines) == (end_line <= self.own_lines):
            return first, max(first, self._start(end_line) + end_offset)
        return first, self._end(line)

    def _point(self, entries: Iterable[_Entry]) -> None:
        """Keeps where the comments on some paragraphs start and end."""
        for entry in entries:
            for mark in entry.written.marks:
                if mark.kind in COMMENT_MARKS:
                    self.points.setdefault(mark.id, {}).setdefault(mark.kind, (entry.line, mark.offset))

    def _language(self, entries: list[_Entry]) -> str | None:
        """The language in which most of the text is marked to be."""
        counted: Counter[str | None] = Counter()
        for entry in entries:
            counted.update(entry.written.languages)
        # Equal counts stay in the order of the text.
        marked = counted.most_common(1)[0][0] if counted else None
        return marked or self.styles.language

    def _start(self, line: int) -> int:
        return self.source.line_starts[line - 1]

    def _end(self, line: int) -> int:
        return self._start(line) + len(self.lines[line - 1])


def _paragraphs(around: Any, *, tabled: bool = False) -> Iterator[tuple[Any, bool, bool]]:
    """The paragraphs within an element, in order: each with whether it is a child of its own, and stands in a table."""
    for child in around:
        if child.tag == _PARAGRAPH:
            yield child, True, tabled
            for box in _text_boxes(child):
                yield from ((paragraph, False, True) for paragraph, _, _ in _paragraphs(box))
        elif child.tag in _AROUND_PARAGRAPHS:
            inner = _paragraphs(child, tabled=tabled or child.tag == _TABLE)
            yield from ((paragraph, False, within) for paragraph, _, within in inner)


def _text_boxes(element: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph. Each is written a second time for readers of long ago."""
    if next(element.iter(_TEXT_BOX), None) is None:
        return
    for child in element:
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _text_boxes(child)


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
