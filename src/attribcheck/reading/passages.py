"""A headline and a Markdown body, cut into passages."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from attribcheck.article import Passage, PassageKind
from attribcheck.places import Run, SourceText, TextMap
from attribcheck.reading.inline import citations, seen_words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n|\n|\r")
# A comment that speaks to us. Behind a backtick or a backslash it is an example of one.
_COMMENT = re.compile(r"(?<![`\\])<!--\s*(?P<words>attribcheck\s*:.*?)(?:-->|\Z)", re.IGNORECASE | re.DOTALL)


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
    starts, lines = _lines(body)
    # A comment at the beginning of a line would make HTML of the words behind it.
    bare = _lines(_blank(body))[1] if "<!--" in body else lines
    passages: list[Passage] = []
    section = quoted = listed = 0
    heading = False
    for token in _tokens(bare):
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
            raw, outer = _raw(token, lines, bare, starts, heading)
            words, inner = seen_words(raw)
            maps = (inner, outer, text_map)
            passages.append(Passage(first + len(passages), kind, section, words, source, maps, citations(raw)))
            heading = False
    return passages


def comments(body: str) -> list[re.Match[str]]:
    """The comments in a Markdown body that begin with 'attribcheck:', those in code apart; `words` is what they say."""
    found = list(_COMMENT.finditer(body))
    if not found:
        return []
    starts, lines = _lines(body)
    code = [token.map for token in _tokens(lines) if token.type == "fence" and token.map]
    return [
        comment
        for comment in found
        if not any(first <= bisect_right(starts, comment.start()) - 1 < last for first, last in code)
    ]


def _blank(body: str) -> str:
    """The body with spaces in place of the comments that speak to us."""
    kept: list[str] = []
    done = 0
    for comment in comments(body):
        kept += [body[done : comment.start()], re.sub(r"[^\r\n]", " ", comment.group())]
        done = comment.end()
    return "".join([*kept, body[done:]])


def _lines(body: str) -> tuple[list[int], list[str]]:
    """Where each line begins, and its characters without the line's end."""
    ends = list(_LINE_END.finditer(body))
    starts = [0, *(end.end() for end in ends)]
    stops = [*(end.start() for end in ends), len(body)]
    return starts, [body[start:stop] for start, stop in zip(starts, stops, strict=True)]


def _tokens(lines: list[str]) -> list[Token]:
    return _blocks().parse("\n".join(lines).replace("\0", "�"))


def _raw(token: Token, lines: list[str], bare: list[str], starts: list[int], heading: bool) -> tuple[str, TextMap]:
    """A block's own characters without its prefixes (`#`, `>`, `-`), and where they stand in the body."""
    first = token.map[0] if token.map else 0
    raw: list[str] = []
    runs: list[Run] = []
    length = 0
    for number, content in enumerate(token.content.split("\n")):
        line, content = bare[first + number], content.strip()
        column = line.find(content) if heading else line.rfind(content)
        if column < 0:
            # The parser put spaces for a tab: the whole line is the nearest thing that is true.
            content, column = line, 0
        content = lines[first + number][column : column + len(content)]
        if number:
            raw.append("\n")
            runs.append(Run(length, starts[first + number] - 1, 1))
            length += 1
        runs.append(Run(length, starts[first + number] + column, 0))
        raw.append(content)
        length += len(content)
    return "".join(raw), TextMap(runs)
