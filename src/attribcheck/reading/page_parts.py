"""A part of a page: what the words in it are, and whether a reader sees them as the article's.

Told by the element, by what its class and id are called, and by how much of the page's text it holds.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from attribcheck.article import PassageKind
from attribcheck.language.data import word_lists
from attribcheck.reading.boilerplate import PAGE_PARTS
from attribcheck.reading.elements import BLOCKS, HEADINGS, Element

# Never seen, or no words: controls, pictures, the small characters over Chinese ones that say how they sound.
_UNSEEN = frozenset({
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "label", "legend", "map", "math", "meter",
    "noembed", "noframes", "noscript", "object", "output", "progress", "rp", "rt", "script", "select", "style", "svg",
    "template", "textarea", "title", "video", "xmp",
})  # fmt: skip
# Seen, and no part of an article.
_BESIDE = frozenset({"aside", "footer", "form", "menu", "nav", "search"})
# A class of one of these speaks of the page as a whole: 'has-sidebar'.
WHOLE = frozenset({"html", "body", "main"})
# Here the words stand on their own, whatever holds them: a table inside a figure.
_AFRESH = frozenset({"article", "section", "table"})
_LIST_ITEMS = frozenset({"dd", "dt", "li"})
_CAPTIONS = frozenset({"caption", "figcaption", "figure"})

_NONE_SEEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
# How much of a page's text a part may hold and still be beside it: it is called so, or it is a form.
_MOST_BESIDE = {"beside": 0.5, "form": 0.5, "comments": 0.9}


class Part:
    """An element as a part of the page.

    `kind` is what words in it are; `role` what its class or id says that it is ('caption',
    'credit', 'standfirst', 'comments', 'beside'), or an editor's 'remark'; `unseen` and `beside`
    hold for everything in it. `prose` counts the characters of running text in it, links apart.
    """

    __slots__ = ("beside", "element", "headed", "kind", "parent", "prose", "role", "unseen")

    def __init__(self, element: Element, parent: Part | None) -> None:
        self.element = element
        self.parent = parent
        self.prose = 0
        self.headed = element.tag in ("h1", "main")
        self.role = _role_of(element)
        tag = element.tag
        self.unseen: bool = (parent is not None and parent.unseen) or _is_unseen(element, self.role)
        self.beside = False
        self.kind: PassageKind = self._kind(tag, parent.kind if parent else "paragraph")

    def _kind(self, tag: str, outer: PassageKind) -> PassageKind:
        if tag in HEADINGS:
            return "subheading"
        if tag in _CAPTIONS or (self.role == "caption" and tag not in WHOLE):
            return "caption"
        if tag == "blockquote":
            return "quotation"
        if tag in _LIST_ITEMS:
            return outer if outer in ("quotation", "caption") else "list-item"
        return "paragraph" if tag in _AFRESH else outer

    def within(self, outer: Part) -> bool:
        """Whether it is `outer` or stands in it."""
        return outer.element.start <= self.element.start and self.element.end <= outer.element.end


def is_beside(part: Part, whole: float) -> bool:
    """Whether a part is no part of an article; one that holds the headline, or most of the text, is."""
    tag = part.element.tag
    if tag in _BESIDE and tag != "form":
        return True
    if part.role in ("credit", "remark"):
        return tag != "figcaption"
    # Some pages stand in a form as a whole, and a 'layout-with-sidebar' holds the article too.
    share = _MOST_BESIDE.get("form" if tag == "form" else part.role or "")
    return share is not None and tag in BLOCKS and tag not in WHOLE and not part.headed and part.prose <= whole * share


def _is_unseen(element: Element, role: str | None) -> bool:
    tag = element.tag
    if tag in _UNSEEN or role == "hidden" or element.attribute_at("hidden") is not None:
        return True
    if role == "credit" and tag not in BLOCKS:
        return True
    if tag == "code":
        return element.parent is not None and element.parent.tag == "pre"
    if tag == "dialog":
        return element.attribute_at("open") is None
    # A script shows the page as a whole once it is ready.
    style = element.attribute("style") if tag not in ("html", "body") else None
    return bool(style and _NONE_SEEN.search(style))


def _role_of(element: Element) -> str | None:
    names = [name for key in ("class", "id") if (name := element.attribute(key))]
    return _role(" ".join(names)[:500]) if names and element.tag not in ("html", "body") else None


@lru_cache(maxsize=4096)
def _role(names: str) -> str | None:
    """What the names of an element's class and id say that it is."""
    words = re.sub(r"[-_\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", names)).lower()
    return next((role for role, pattern in _roles() if pattern.search(words)), None)


@cache
def _roles() -> list[tuple[str, re.Pattern[str]]]:
    lists = word_lists(PAGE_PARTS)
    order = ("hidden", "credit", "caption", "standfirst", "comments", "beside")
    return [(role, re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, lists[role]))})(?!\S)")) for role in order]
