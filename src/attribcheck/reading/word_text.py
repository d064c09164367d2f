"""One paragraph of a Word document: its characters as a reader sees them, and what is marked in it.

The characters are those of python-docx's `paragraph.text`, with two differences. A line break in
a paragraph is a space, so that a paragraph is one line. Words in tracked insertions, content
controls and fields count too, which `paragraph.text` passes over; tracked deletions are dropped
by both, and so are the marks of footnotes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from docx.oxml.ns import qn

# What may stand around the runs of a paragraph. Text moved elsewhere (w:moveFrom) is deleted here.
_AROUND_RUNS = frozenset(
    qn(f"w:{name}")
    for name in (
        "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo",
        "ruby", "rubyBase",
    )
)  # fmt: skip
_SHOWN = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
NOTE_MARKS = ("footnote", "endnote")
COMMENT_MARKS = ("start", "end", "reference")
_MARKS = {
    qn("w:footnoteReference"): "footnote",
    qn("w:endnoteReference"): "endnote",
    qn("w:commentRangeStart"): "start",
    qn("w:commentRangeEnd"): "end",
    qn("w:commentReference"): "reference",
}
_RUN, _TEXT, _BREAK, _HYPERLINK, _RUN_PROPERTIES = (qn(f"w:{name}") for name in ("r", "t", "br", "hyperlink", "rPr"))
_VALUE, _ID, _TYPE = qn("w:val"), qn("w:id"), qn("w:type")
_LINE_END = re.compile(r"[\r\n]")


class Mark(NamedTuple):
    """A point between two characters, one of `NOTE_MARKS` or `COMMENT_MARKS`; `id` is the note's or the comment's."""

    kind: str
    id: str
    offset: int


@dataclass(frozen=True, slots=True)
class Written:
    """One paragraph. `bold` is whether all its words are; `numbered` is None where only its style can tell.

    `style` is the style's id, `links` are ids of relations, `languages` counts characters by language.
    """

    text: str = ""
    style: str | None = None
    bold: bool = False
    numbered: bool | None = None
    marks: tuple[Mark, ...] = ()
    links: tuple[str, ...] = ()
    languages: Counter[str | None] | None = None


_EMPTY = Written()


def written(paragraph: Any, bold_styles: Collection[str]) -> Written:
    """What a `w:p` element says; `bold_styles` are the ids of the styles whose words are bold."""
    if not len(paragraph):
        return _EMPTY
    properties = paragraph.find(qn("w:pPr"))
    style = value(properties, "w:pStyle")
    reader = _Reader(bold_styles, style in bold_styles)
    reader.read(paragraph)
    return Written(
        "".join(reader.words),
        style,
        reader.bold and reader.seen,
        is_numbered(properties),
        tuple(reader.marks),
        tuple(reader.links),
        reader.languages,
    )


def value(properties: Any, name: str) -> str | None:
    """The `w:val` of a child of a properties element, either of which may be missing."""
    child = None if properties is None else properties.find(qn(name))
    return None if child is None else child.get(_VALUE)


def is_on(properties: Any, name: str) -> bool | None:
    """Whether a property such as `w:b` is on; None where nothing is said."""
    child = None if properties is None else properties.find(qn(name))
    return None if child is None else child.get(_VALUE, "1") not in ("0", "false", "off", "none")


def is_numbered(properties: Any) -> bool | None:
    """Whether the paragraph properties put a number or a bullet before the text; None where nothing is said."""
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    # The number 0 takes away what the style gives.
    return None if numbering is None else value(numbering, "w:numId") != "0"


class _Reader:
    def __init__(self, bold_styles: Collection[str], bold: bool) -> None:
        self.bold_styles = bold_styles
        self.styled_bold = bold
        self.words: list[str] = []
        self.length = 0
        self.bold = True
        self.seen = False
        self.marks: list[Mark] = []
        self.links: list[str] = []
        self.languages: Counter[str | None] = Counter()

    def read(self, around: Any) -> None:
        """Reads what stands around runs; python-docx's parser nests it 256 levels deep at most."""
        for child in around:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in _AROUND_RUNS:
                if tag == _HYPERLINK:
                    self.links.append(child.get(qn("r:id"), ""))
                self.read(child)
            elif tag in _MARKS:
                self._mark(_MARKS[tag], child)

    def _run(self, run: Any) -> None:
        start = len(self.words)
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                self._add(_LINE_END.sub(" ", child.text or ""))
            elif tag in _SHOWN:
                self._add(_SHOWN[tag])
            elif tag == _BREAK:
                # Breaks of a page or a column are no characters to python-docx either.
                self._add(" " if child.get(_TYPE, "textWrapping") == "textWrapping" else "")
            elif tag in _MARKS:
                self._mark(_MARKS[tag], child)
            elif tag in _AROUND_RUNS:
                self.read(child)
        said = "".join(self.words[start:])
        if said.strip():
            self._properties(run.find(_RUN_PROPERTIES), len(said))

    def _add(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words)

    def _mark(self, kind: str, element: Any) -> None:
        self.marks.append(Mark(kind, element.get(_ID, ""), self.length))

    def _properties(self, properties: Any, length: int) -> None:
        self.seen = True
        bold = is_on(properties, "w:b")
        if bold is None:
            bold = self.styled_bold or value(properties, "w:rStyle") in self.bold_styles
        self.bold = self.bold and bold
        self.languages[value(properties, "w:lang")] += length
