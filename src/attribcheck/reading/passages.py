"""A headline and a Markdown body, cut into passages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from attribcheck.article import Passage, PassageKind
from attribcheck.places import Run, SourceText, TextMap
from attribcheck.reading.inline import citations, seen_words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n|\n|\r")


@lru_cache(maxsize=1)
def _blocks() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Only blocks: what stands inside a paragraph is read by `inline`, which keeps places.
    parser = MarkdownIt("commonmark", {"html": True})
    parser.disable(["inline", "text_join", "normalize"], ignoreInvalid=True)
    # An indented paragraph is prose in a draft far more often than it is code.
    parser.disable(["code"])
    return parser


def headline_passage(text: str, source: SourceText, text_map: TextMap) -> Passage:
    """The headline as the first passage."""
    words, inner = seen_words(text)
    return Passage(0, "headline", 0, words, source, (inner, text_map))


def body_passages(body: str, source: SourceText, text_map: TextMap, first: int = 1) -> list[Passage]:
    """The passages of a Markdown body; `text_map` leads from the body to the file.

    Headings are subheadings and open a section; code is left out.
    """
    ends = list(_LINE_END.finditer(body))
    starts = [0, *(end.end() for end in ends)]
    stops = [*(end.start() for end in ends), len(body)]
    lines = [body[start:stop] for start, stop in zip(starts, stops, strict=True)]
    passages: list[Passage] = []
    section = quoted = listed = 0
    heading = False
    for token in _blocks().parse("\n".join(lines).replace("\0", "�")):
        if token.type == "heading_open":
            section += 1
            heading = True
        elif token.type in ("blockquote_open", "blockquote_close"):
            quoted += token.nesting
        elif token.type in ("list_item_open", "list_item_close"):
            listed += token.nesting
        elif token.type == "inline" and token.content.strip():
            kind: PassageKind = (
                "subheading" if heading else "quotation" if quoted else "list-item" if listed else "paragraph"
            )
            raw, outer = _raw(token, lines, starts, heading)
            words, inner = seen_words(raw)
            maps = (inner, outer, text_map)
            passages.append(Passage(first + len(passages), kind, section, words, source, maps, citations(raw)))
            heading = False
    return passages


def _raw(token: Token, lines: list[str], starts: list[int], heading: bool) -> tuple[str, TextMap]:
    """A block's own characters without its prefixes (`#`, `>`, `-`), and where they stand in the body."""
    first = token.map[0] if token.map else 0
    raw: list[str] = []
    runs: list[Run] = []
    length = 0
    for number, content in enumerate(token.content.split("\n")):
        line = lines[first + number]
        content = content.strip()
        column = line.find(content) if heading else line.rfind(content)
        if column < 0:
            # The parser put spaces for a tab: the whole line is the nearest thing that is true.
            content, column = line, 0
        if number:
            raw.append("\n")
            runs.append(Run(length, starts[first + number] - 1, 1))
            length += 1
        runs.append(Run(length, starts[first + number] + column, 0))
        raw.append(content)
        length += len(content)
    return "".join(raw), TextMap(runs)
