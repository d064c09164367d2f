"""Where a page's article stands in it: what the page says is the body, else what holds its running text."""

from __future__ import annotations

from typing import NamedTuple

from attribcheck.reading.boilerplate import is_boilerplate
from attribcheck.reading.markup import Block, Markup
from attribcheck.reading.page_parts import Part
from attribcheck.reading.top_lines import top_line

# Of all running text. Teasers are articles too, and comments may be longer than what they comment on.
_LEAST = 4
# A part that leaves out more than this of the running text leaves out some of the article.
_NEARLY_ALL = 0.85
_CONTAINERS = frozenset({"html", "body", "div", "section", "form", "center", "table", "tbody", "tr", "td", "header"})
# A standfirst is a part or two; more are teasers that are called the same.
_MOST_STANDFIRSTS = 3


class PageBody(NamedTuple):
    """The blocks of a page's article in order, and the parts that hold them; no parts: they may stand anywhere."""

    blocks: list[Block]
    parts: list[Part]


def page_body(page: Markup) -> PageBody:
    """The article's text in a page, its headline possibly among it."""
    parts = _parts(page)
    if not parts:
        return PageBody([block for block in page.blocks if _is_text(block)], [])
    first = parts[0].element.start
    standfirsts = [part for part in page.parts if part.role == "standfirst" and part.element.start < first]
    held = {id(part) for part in (*parts, *standfirsts[:_MOST_STANDFIRSTS])}
    # A part comes before what it holds.
    for part in page.parts:
        if id(part.parent) in held:
            held.add(id(part))
    return PageBody([block for block in page.blocks if id(block.part) in held and _is_text(block)], parts)


def has_property(part: Part, name: str) -> bool:
    """Whether an element is marked as a property of its item (microdata); `name` in small letters."""
    written = part.element.attribute("itemprop")
    return written is not None and name in written.lower().split()


def _parts(page: Markup) -> list[Part]:
    seen = [part for part in page.parts if not part.unseen and not part.beside]
    marked = [part for part in seen if has_property(part, "articlebody")]
    best = _best(marked, page)
    if best is not None:
        # The body may stand in pieces, with advertisements between them.
        return [part for part in marked if _article_of(part) is _article_of(best)]
    for kind in (
        [part for part in seen if part.element.tag == "article"],
        [part for part in seen if part.element.tag == "main" or part.element.attribute("role") == "main"],
    ):
        best = _best(kind, page)
        if best is not None:
            return [best]
    return _fullest(page)


def _best(parts: list[Part], page: Markup) -> Part | None:
    """The first of the parts that hold much of the page's text: the next article may follow below."""
    most = max((part.prose for part in parts), default=0)
    if not parts or most * _LEAST < page.prose:
        return None
    return next(part for part in parts if part.prose * 2 >= most)


def _article_of(part: Part) -> Part | None:
    outer = part.parent
    while outer is not None and outer.element.tag not in ("article", "main", "body"):
        outer = outer.parent
    return outer


def _fullest(page: Markup) -> list[Part]:
    """The smallest part that holds nearly all the running text."""
    found: Part | None = None
    for part in page.parts:
        # Parts come before what they hold, so that the last one is the innermost.
        if part.prose > page.prose * _NEARLY_ALL and part.element.tag in _CONTAINERS:
            found = part
    return [found] if found else []


def _is_text(block: Block) -> bool:
    """Whether a block is part of what the article says: no link to another one, no byline, nothing of the site's."""
    if block.is_link or top_line(block.words) is not None:
        return False
    return block.kind == "subheading" or not is_boilerplate(block.words)
