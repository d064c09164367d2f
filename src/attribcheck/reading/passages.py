"""A headline and a Markdown body, cut into passages.

Blocks (paragraphs, lists, tables, headings) are found by markdown-it-py, HTML blocks are read as
HTML, and what stands inside a paragraph by `inline`, which keeps places.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attribcheck.article import Passage, PassageKind
from attribcheck.places import SourceText, TextMap
from attribcheck.reading.inline import Links, citations, seen_words
from attribcheck.reading.lines import MASK, Line, covered, in_code, joined, lines_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from attribcheck.reading.page_parts import Part

# A comment that speaks to us. Behind a backtick or a backslash it is an example of one.
_COMMENT = re.compile(r"(?<![`\\])<!--\s*+(?P<words>attribcheck\s*+:.*?)(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
# The cells of a table's row: a bar behind a backslash is a bar.
_CELL = re.compile(r"(?:[^|\\]|\\.)*+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a Markdown text: its words, and the maps that lead from them to the text, one after the other.

    `raw` is the Markdown (or HTML, with `html`) that the words stand in, without the block's own
    marks. A block that is only a picture has no words. `linked`: HTML that is one link to another page.
    """

    kind: PassageKind
    raw: str
    words: str
    maps: tuple[TextMap, ...]
    citations: tuple[str, ...]
    html: bool = False
    linked: bool = False

    def position(self, offset: int) -> int:
        """Where in the words something stands that is at `offset` in `raw`."""
        return bisect_left(range(len(self.words)), offset, key=self._in_raw)

    def _in_raw(self, position: int) -> int:
        for text_map in self.maps[:-1]:
            position, _ = text_map.span(position, position)
        return position


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Only blocks: what stands inside a paragraph is read by `inline`, which keeps places.
    parser = MarkdownIt("commonmark", {"html": True})
    parser.disable(["inline", "text_join", "normalize"], ignoreInvalid=True)
    # An indented paragraph is prose in a draft far more often than it is code.
    parser.disable(["code"])
    return parser.enable("table")


def headline_passage(text: str, source: SourceText, text_map: TextMap) -> Passage:
    """The headline as the first passage."""
    words, inner = seen_words(text)
    return Passage(0, "headline", 0, words, source, (inner, text_map))


def body_passages(body: str, source: SourceText, text_map: TextMap, first: int = 1) -> list[Passage]:
    """The passages of a Markdown body; `text_map` leads from the body to the file.

    Headings are subheadings and open a section; code is left out.
    """
    # A comment at the beginning of a line would make HTML of the words behind it.
    text = covered(body, [found.span() for found in comments(body)]) if "<!--" in body else body
    passages: list[Passage] = []
    section = 0
    for block in blocks(text, [_bare(text, line) for line in lines_of(text)]):
        if not block.words:
            continue
        section += block.kind == "subheading"
        maps = (*block.maps, text_map)
        index = first + len(passages)
        passages.append(Passage(index, block.kind, section, block.words, source, maps, block.citations))
    return passages


def comments(body: str) -> list[re.Match[str]]:
    """The comments in a Markdown body that begin with 'attribcheck:', those in code apart; `words` is what they say."""
    found = list(_COMMENT.finditer(body))
    if not found:
        return []
    lines = lines_of(body)
    code = in_code(body, lines)
    starts = [line.start for line in lines]
    return [comment for comment in found if not code[bisect_right(starts, comment.start()) - 1]]


def blocks(text: str, lines: Sequence[Line], raw: str | None = None) -> Iterator[Block]:
    """The blocks that hold words or a picture, in order.

    `lines` are stretches of `text`, which `MASK` may cover in part, or of `raw` where they say so.
    """
    raw = text if raw is None else raw
    shown = [(text if line.covered else raw)[line.start : line.stop] for line in lines]
    if "\0" in raw:
        # The parser puts another character in the place of a null.
        shown = [words.replace("\0", "\ufffd") for words in shown]
    found: dict[str, Any] = {}
    tokens = _parser().parse("\n".join(shown), found)
    links = {name: str(link["href"]) for name, link in found.get("references", {}).items()}
    yield from _Walk(text, raw, lines, shown, links).blocks(tokens)


def _bare(text: str, line: Line) -> Line:
    """A line of which nothing is left is a blank one."""
    return line if text[line.start : line.stop].strip(f"{MASK} \t") else Line(line.start, line.start)


def _is_code(part: Part | None) -> bool:
    """Whether a part of the HTML is preformatted: on a page it may be prose, in Markdown it is code."""
    while part is not None and part.element.tag != "pre":
        part = part.parent
    return part is not None


class _Walk:
    """Goes through the parser's tokens and finds the characters of each in the text."""

    def __init__(self, text: str, raw: str, lines: Sequence[Line], shown: Sequence[str], links: Links) -> None:
        self.text = text
        self.raw = raw
        self.lines = lines
        self.shown = shown
        self.links = links
        # Where the search for a row's next cell begins: the line, and the column in it.
        self.row, self.column = -1, 0

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        quoted = listed = 0
        opened = ""
        for token in tokens:
            if token.type in ("blockquote_open", "blockquote_close"):
                quoted += token.nesting
            elif token.type in ("list_item_open", "list_item_close"):
                listed += token.nesting
            elif token.type in ("inline", "html_block"):
                if not token.content.strip():
                    self._skip(token, opened)
                    continue
                kind: PassageKind = "quotation" if quoted else "list-item" if listed else "paragraph"
                first = token.map[0] if token.map else 0
                kind = self.lines[first].kind or kind
                if token.type == "html_block":
                    yield from self._html(token, kind)
                elif opened in ("th_open", "td_open"):
                    yield from self._inline("list-item", first, [self._cell(first, token.content)])
                else:
                    kind = "subheading" if opened == "heading_open" else kind
                    yield from self._inline(kind, first, self._stretches(token, from_left=opened == "heading_open"))
            opened = token.type

    def _inline(self, kind: PassageKind, first: int, stretches: list[tuple[int, int]]) -> Iterator[Block]:
        raw, outer = joined(self.text if self.lines[first].covered else self.raw, stretches)
        words, inner = seen_words(raw, self.links)
        maps: tuple[TextMap, ...] = (inner, outer)
        bare = words.strip(" ")
        if bare != words:
            # What stood at an end was a picture or a note's mark.
            maps = (TextMap.straight(len(words) - len(words.lstrip(" "))), inner, outer)
        if bare or "![" in raw:
            yield Block(kind, raw, bare, maps, citations(raw, self.links))

    def _html(self, token: Token, kind: PassageKind) -> Iterator[Block]:
        from attribcheck.reading.markup import html_blocks

        raw, outer = joined(self.text, self._stretches(token, from_left=False))
        found_blocks = html_blocks(raw)
        if not found_blocks and "<img" in raw.lower():
            yield Block(kind, raw, "", (outer,), (), html=True)
        for found in found_blocks:
            if _is_code(found.part):
                continue
            own = kind if found.kind == "paragraph" else found.kind
            yield Block(own, raw, found.words, (found.to_text, outer), found.citations, html=True, linked=found.is_link)

    def _stretches(self, token: Token, *, from_left: bool) -> list[tuple[int, int]]:
        """Where a block's own characters stand in the text, line by line, without its prefixes (`#`, `>`, `-`)."""
        first = token.map[0] if token.map else 0
        found: list[tuple[int, int]] = []
        for number, content in enumerate(token.content.rstrip("\n").split("\n"), first):
            words, line = content.strip(), self.shown[number]
            column = line.find(words) if from_left else line.rfind(words)
            if column < 0:
                # The parser put spaces for a tab: the whole line is the nearest thing that is true.
                words, column = line, 0
            start = self.lines[number].start + column
            found.append((start, start + len(words)))
        return found

    def _cell(self, row: int, content: str) -> tuple[int, int]:
        """Where the next cell of a table's row stands that holds `content`."""
        line, wanted = self.shown[row], content.replace("|", "\\|")
        first = row != self.row
        if first:
            self.row, self.column = row, 0
        while self.column <= len(line):
            cell = _CELL.match(line, self.column)
            start, end = cell.span() if cell else (self.column, self.column)
            self.column = end + 1
            words = line[start:end].rstrip()
            # Ahead of the first cell may stand the marks of a quotation or of a list.
            if words.strip() == wanted or (first and wanted and words.endswith(wanted)):
                stop = self.lines[row].start + start + len(words)
                return stop - len(wanted), stop
        return self.lines[row].start, self.lines[row].stop

    def _skip(self, token: Token, opened: str) -> None:
        if opened in ("th_open", "td_open") and token.map:
            self._cell(token.map[0], "")
