"""HTML as it stands in a file: elements, text and comments with their offsets, however broken the markup is.

The standard library's parser reads broken tags differently from one patch release of Python to
the next, and its time on unclosed comments is quadratic; lxml and its like keep no offsets. This
one keeps them, reads each character a fixed number of times, and closes what is left open as a
browser does, so far as that decides which words stand together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.entities import html5
from typing import Literal, NamedTuple

# A character reference. Without its semicolon it is one only where no letter, digit or '=' follows: '?a=1&copy=2'.
REFERENCE = re.compile(
    r"&(?:\#(?:[0-9]{1,7}+|[xX][0-9a-fA-F]{1,6}+);?|[A-Za-z][A-Za-z0-9]{1,31}+(?:;|(?![A-Za-z0-9=])))"
)

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A line of words ends where one of these begins or ends.
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hr",
    "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
# What these hold is no markup up to their own end tag; in a title and a textarea it is text.
_RAW = frozenset({"script", "style", "iframe", "noembed", "noframes", "xmp", "title", "textarea"})
_TEXT_ONLY = frozenset({"title", "textarea"})
_IN_HEAD = frozenset({"base", "basefont", "link", "meta", "noscript", "script", "style", "template", "title"})
# No blocks, but their end tags end the blocks that are open in them.
_HOLDERS = frozenset({
    "audio", "button", "canvas", "map", "math", "noscript", "object", "ruby", "select", "svg", "template", "video",
})  # fmt: skip
_TABLE_PARTS = frozenset({"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
# An end tag inside one of these does not reach out of it.
_ENCLOSED = frozenset({"caption", "table", "td", "template", "th"})
_LISTS = frozenset({"article", "blockquote", "body", "dl", "main", "menu", "ol", "section", "table", "td", "th", "ul"})
_TABLE = frozenset({"table"})
# What a start tag closes, and where the search for it ends.
_IMPLIED = {
    "a": (frozenset({"a"}), _ENCLOSED),
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dd", "dt"}), _LISTS),
    "dd": (frozenset({"dd", "dt"}), _LISTS),
    "td": (frozenset({"td", "th"}), _TABLE),
    "th": (frozenset({"td", "th"}), _TABLE),
    "tr": (frozenset({"tr"}), _TABLE),
    "thead": (frozenset({"caption", "thead", "tbody", "tfoot"}), _TABLE),
    "tbody": (frozenset({"caption", "thead", "tbody", "tfoot"}), _TABLE),
    "tfoot": (frozenset({"caption", "thead", "tbody", "tfoot"}), _TABLE),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "rb": (frozenset({"rb", "rt", "rp"}), frozenset({"ruby"})),
    "rt": (frozenset({"rb", "rt", "rp"}), frozenset({"ruby"})),
    "rp": (frozenset({"rb", "rt", "rp"}), frozenset({"ruby"})),
    **dict.fromkeys(HEADINGS, (HEADINGS, BLOCKS - HEADINGS)),
}
# Pages of newsrooms nest some thirty deep, and browsers stop at 512. What lies deeper is read, its tags are not kept.
_DEEPEST = 200

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]{0,60}+)
        (?P<rest>(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+)>""",
    re.VERBOSE,
)
# Once a tag has run to the end of the file unclosed: a tag that ends before the next one begins.
_SHORT_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]{0,60}+)(?P<rest>[^<>]*+)>")
_TAG_BEGINS = re.compile(r"</?[A-Za-z]")
_CUT_OFF = re.compile(r"[^\s=]++\s*+|[^=]++=[\s\S]*+")
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]{1,100}+)
        (?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"'>][^\s>]*+)))?+""",
    re.VERBOSE,
)


class Element:
    """One element: its start tag stands at `start`, what it holds between `inside` and `end`."""

    __slots__ = ("_attributes", "_rest", "_text", "end", "inside", "parent", "start", "tag")

    def __init__(self, tag: str, text: str, start: int, rest: tuple[int, int], parent: Element | None) -> None:
        self.tag = tag
        self.start = start
        self.inside = self.end = rest[1] + 1
        self.parent = parent
        self._text = text
        self._rest = rest
        self._attributes: dict[str, tuple[int, int]] | None = None

    def attribute_at(self, name: str) -> tuple[int, int] | None:
        """Where an attribute's value stands, without its quotation marks; None if the element lacks it."""
        if self._attributes is None:
            self._attributes = {}
            for found in _ATTRIBUTE.finditer(self._text, *self._rest):
                value = found.lastgroup or "name"
                span = (found.end(), found.end()) if value == "name" else found.span(value)
                self._attributes.setdefault(found["name"].lower(), span)
        return self._attributes.get(name)

    def attribute(self, name: str) -> str | None:
        """An attribute's value, character references resolved; None if the element lacks it."""
        span = self.attribute_at(name)
        return None if span is None else resolved(self._text[span[0] : span[1]])


class Event(NamedTuple):
    """What comes next in the file.

    'open' and 'close' are an element's tags (of no width where a browser would supply them),
    'text' is text, 'raw' what a script or a style holds, 'comment' the inside of a comment.
    """

    kind: Literal["open", "close", "text", "raw", "comment"]
    start: int
    end: int
    element: Element | None


def meant(reference: str) -> str | None:
    """The characters that a character reference stands for; None if there is no such reference."""
    return unescape(reference) if reference[1] == "#" else html5.get(reference[1:])


def resolved(words: str) -> str:
    """Some words with their character references resolved."""
    return REFERENCE.sub(_shown, words) if "&" in words else words


def _shown(reference: re.Match[str]) -> str:
    characters = meant(reference.group())
    return reference.group() if characters is None else characters


def events(text: str, start: int = 0) -> Iterator[Event]:
    """Everything that stands in an HTML text from `start` on, in order; each element opened is also closed."""
    return _Reader(text, start).events()


@cache
def _end_of(tag: str) -> re.Pattern[str]:
    return re.compile(rf"</{tag}(?=[\s/>])[^>]*+>", re.IGNORECASE)


class _Reader:
    """One pass over the text."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.at = start
        self.stack: list[Element] = []
        self.open: Counter[str] = Counter()
        # What the rest of the file is known to lack, so that nothing searches for it again.
        self.tag = _TAG
        self.lacking: set[str] = set()

    def events(self) -> Iterator[Event]:
        text = self.text
        words = self.at
        while (at := text.find("<", self.at)) >= 0:
            found = self._tag_at(at)
            end = found.end() if found else self._other_end(at)
            if end is None:
                self.at = at + 1
                continue
            if at > words:
                yield Event("text", words, at, self._innermost())
            words = self.at = end
            if found is None:
                if text.startswith("<!--", at):
                    yield Event("comment", at + 4, end - 3 if text.endswith("-->", at + 4, end) else end, None)
            elif found["end"]:
                yield from self._end_tag(found["name"].lower(), at, end)
            else:
                yield from self._start_tag(found)
                words = self.at
        if words < len(text):
            yield Event("text", words, len(text), self._innermost())
        yield from self._close(0, len(text), len(text))

    def _innermost(self) -> Element | None:
        return self.stack[-1] if self.stack else None

    def _tag_at(self, at: int) -> re.Match[str] | None:
        found = self.tag.match(self.text, at)
        if found is None and self.tag is _TAG and _TAG_BEGINS.match(self.text, at):
            # It runs to the end of the file. So may each of the following: they get a shorter run.
            self.tag = _SHORT_TAG
            found = self.tag.match(self.text, at)
        return found

    def _other_end(self, at: int) -> int | None:
        """Where a comment, a doctype, or a tag that the end of the file cuts off ends; None if it is text."""
        text = self.text
        if text.startswith("<!--", at):
            if text.startswith((">", "->"), at + 4):
                return text.index(">", at) + 1
            end = text.find("-->", at + 4)
            return len(text) if end < 0 else end + 3
        if text.startswith(("<!", "<?", "</"), at) and ">" not in self.lacking:
            end = text.find(">", at)
            if end >= 0:
                return end + 1
            self.lacking.add(">")
        # '<a href="http' is a tag cut off, 'x <y and so on' is not.
        if _TAG_BEGINS.match(text, at) and text.find("<", at + 1) < 0 and _CUT_OFF.fullmatch(text, at):
            return len(text)
        return None

    def _start_tag(self, found: re.Match[str]) -> Iterator[Event]:
        tag, at, end = found["name"].lower(), found.start(), found.end()
        yield from self._make_room(tag, at)
        element = Element(tag, self.text, at, found.span("rest"), self._innermost())
        yield Event("open", at, end, element)
        if tag in _RAW and not self._closes_itself(found) and tag not in self.lacking:
            last = _end_of(tag).search(self.text, end)
            if last or tag in ("script", "style"):
                stop = last.start() if last else len(self.text)
                yield Event("text" if tag in _TEXT_ONLY else "raw", end, stop, element)
                element.end, self.at = stop, last.end() if last else stop
                yield Event("close", stop, self.at, element)
                return
            self.lacking.add(tag)
        if tag in _VOID or self._closes_itself(found) or len(self.stack) >= _DEEPEST:
            yield Event("close", end, end, element)
        else:
            self.stack.append(element)
            self.open[tag] += 1

    def _closes_itself(self, found: re.Match[str]) -> bool:
        """Whether a tag ends in a slash that is no part of an address: `<a name="x" />`, not `<a href=/home/>`."""
        rest = found["rest"]
        return rest.endswith("/") and ("=" not in rest or bool(re.search(r"[\s\"']/\Z", rest)))

    def _make_room(self, tag: str, at: int) -> Iterator[Event]:
        """Closes what the start of `tag` ends: a paragraph ends where a list begins."""
        if self.open["head"] and tag not in _IN_HEAD:
            yield from self._close(next(n for n, element in enumerate(self.stack) if element.tag == "head"), at, at)
        if self.open["p"] and tag in BLOCKS:
            for depth in range(len(self.stack) - 1, -1, -1):
                if self.stack[depth].tag == "p":
                    yield from self._close(depth, at, at)
                if depth >= len(self.stack) or self.stack[depth].tag in BLOCKS:
                    break
        ended, stops = _IMPLIED.get(tag, (frozenset(), frozenset()))
        if any(self.open[one] for one in ended):
            for depth in range(len(self.stack) - 1, -1, -1):
                if self.stack[depth].tag in ended:
                    yield from self._close(depth, at, at)
                    break
                if self.stack[depth].tag in stops:
                    break

    def _end_tag(self, tag: str, at: int, end: int) -> Iterator[Event]:
        if tag == "br":
            # A browser reads the wrong '</br>' as '<br>'.
            element = Element(tag, self.text, at, (end - 1, end - 1), self._innermost())
            yield Event("open", at, end, element)
            yield Event("close", end, end, element)
            return
        ended = HEADINGS if tag in HEADINGS else frozenset({tag})
        if not any(self.open[one] for one in ended):
            return
        is_inline = tag not in BLOCKS and tag not in _HOLDERS
        for depth in range(len(self.stack) - 1, -1, -1):
            inner = self.stack[depth].tag
            if inner in ended:
                yield from self._close(depth, at, end)
                return
            # '<b><p>…</b>' ends in the paragraph; what stands in a table's cell does not end the table.
            if (is_inline and inner in BLOCKS) or (inner in _ENCLOSED and tag not in _TABLE_PARTS):
                return

    def _close(self, depth: int, at: int, end: int) -> Iterator[Event]:
        """Closes the open elements from `depth` on, the innermost first; the last one by the tag at `at`."""
        while len(self.stack) > depth:
            element = self.stack.pop()
            self.open[element.tag] -= 1
            element.end = at
            yield Event("close", at, end if len(self.stack) == depth else at, element)
