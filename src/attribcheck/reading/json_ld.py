"""What a page's JSON-LD says of its article, as publishers really write it.

    <script type="application/ld+json">{"@type": "NewsArticle", "headline": "…", "author": [{"name": "…"}]}</script>

Of 206 pages of news 7 had a block that is no JSON: raw line breaks in strings, trailing commas,
text behind the value, values that are missing. Such a block is mended and read; one that cannot
be is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, cast, get_args

from attribcheck.article import ArticleKind
from attribcheck.language.data import word_lists
from attribcheck.places import TextMap
from attribcheck.reading.boilerplate import PAGE_PARTS
from attribcheck.reading.elements import BLOCKS, resolved
from attribcheck.reading.json_nodes import read_json
from attribcheck.reading.markup import html_blocks
from attribcheck.reading.nodes import MAX_DEPTH, FaultInFile, Mapping, Node, Scalar, Sequence

# The keys under which a page's article stands in something else: a graph, the page about it.
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
_BLANK_LINE = re.compile(r"[\n\u2028][ \t]*+(?:[\n\u2028][ \t]*+)++")
_LINE = re.compile(r"[\n\u2028]")
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))}|br)[\s/>]", re.IGNORECASE)

_TOKEN = re.compile(
    r'[\s\ufeff]++|(?P<string>"(?:[^"\\]++|\\.)*+")|(?P<sign>[{}\[\]:,])|(?P<bare>[^\s"{}\[\]:,]++)', re.DOTALL
)
_BARE = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WRAPPING = re.compile(r"[\s;\ufeff]*+(?:(?://|/\*)?\s*+(?:<!\[CDATA\[|<!--)\s*+(?:\*/)?)?")
# A raw line break becomes a character that JSON allows in a string and that still ends a line.
_CONTROLS = str.maketrans(dict.fromkeys(range(32), " ") | {"\n": "\u2028"})
_CLOSING = {"{": "}", "[": "]"}


class Told(NamedTuple):
    """Words that stand in a JSON string, and the maps that lead from them to the page, one after the other."""

    words: str
    maps: tuple[TextMap, ...]


@dataclass(slots=True)
class LinkedArticle:
    """What JSON-LD says of an article; days are as they are written, an absent fact is None.

    `kind` is what the type says, `section` the part of the paper; `body` the articleBody in paragraphs.
    """

    headline: Told | None = None
    body: list[Told] = field(default_factory=list)
    published: str | None = None
    updated: str | None = None
    authors: list[str] = field(default_factory=list)
    language: str | None = None
    url: str | None = None
    kind: ArticleKind | None = None
    section: str | None = None
    dateline: str | None = None
    publisher: str | None = None


def read_json_ld(text: str, spans: Iterable[tuple[int, int]]) -> LinkedArticle | None:
    """The article that the blocks of JSON-LD between these offsets tell of; None if they tell of none.

    Where there are several, it is the first that has a headline.
    """
    found: list[tuple[Mapping, _Block]] = []
    for start, end in spans:
        tree = _read(text[start:end])
        if tree is not None:
            block = _Block(start, {name: node for node in _mappings(tree) if (name := _word(node.get("@id")))})
            found += ((node, block) for node in _articles(tree))
    if not found:
        return None
    node, block = next((one for one in found if _word(one[0].get("headline"))), found[0])
    return block.article(node)


def article_type(name: str) -> str | None:
    """A schema.org type in small letters and without its address, if it is one of an article."""
    bare = re.split(r"[/#:]", name.strip())[-1].lower()
    return bare if bare in word_lists(PAGE_PARTS)["types"] else None


def kind_of(types: Iterable[str]) -> ArticleKind | None:
    """The kind of article that schema.org types name; None where they leave it open."""
    kinds = word_lists(PAGE_PARTS)["kinds"]
    return _known(next((kinds[bare] for name in types if (bare := article_type(name)) in kinds), None))


def kind_of_section(section: str | None) -> ArticleKind | None:
    """The kind of article that stands in a section of the paper, where its name is plain: 'Opinion'."""
    return _known(word_lists(PAGE_PARTS)["sections"].get(" ".join(section.split()).casefold()) if section else None)


def _known(kind: str | None) -> ArticleKind | None:
    return cast(ArticleKind, kind) if kind in get_args(ArticleKind) else None


class _Block:
    """One block of JSON-LD: where it stands in the page, and its records by their `@id`."""

    def __init__(self, start: int, by_id: dict[str, Mapping]) -> None:
        self.to_page = TextMap.straight(start)
        self.by_id = by_id

    def article(self, node: Mapping) -> LinkedArticle:
        headline = _scalar(node.get("headline")) or _scalar(node.get("name"))
        body = _scalar(node.get("articleBody"))
        authors = [*self._names(node.get("author")), *self._names(node.get("creator"))]
        addresses = (self._address(node.get(key)) for key in ("url", "mainEntityOfPage", "@id"))
        return LinkedArticle(
            headline=next(self._told(headline, 0, len(headline.text or "")), None) if headline else None,
            body=list(self._paragraphs(body)) if body else [],
            published=_word(node.get("datePublished")) or _word(node.get("dateCreated")),
            updated=_word(node.get("dateModified")),
            authors=list(dict.fromkeys(authors)),
            language=_language(node.get("inLanguage")),
            url=next((address for address in addresses if address), None),
            kind=kind_of(_types(node)),
            section=_word(node.get("articleSection")),
            dateline=_word(node.get("dateline")),
            publisher=next(self._names(node.get("publisher")), None),
        )

    def _told(self, scalar: Scalar, start: int, end: int) -> Iterator[Told]:
        """The words of a stretch of a string; the markup in it is none of them."""
        for block in html_blocks((scalar.text or "")[start:end]):
            maps = (block.to_text, TextMap.straight(start), scalar.text_map(), self.to_page)
            yield Told(block.words.replace("\u2028", " "), maps)

    def _paragraphs(self, scalar: Scalar) -> Iterator[Told]:
        text = scalar.text or ""
        if _BLOCK_TAG.search(text):
            yield from self._told(scalar, 0, len(text))
            return
        start = 0
        for end in (_BLANK_LINE if _BLANK_LINE.search(text) else _LINE).finditer(text):
            yield from self._told(scalar, start, end.start())
            start = end.end()
        yield from self._told(scalar, start, len(text))

    def _names(self, node: Node | None, depth: int = 0) -> Iterator[str]:
        """The names of the people or bodies that a value tells of: words, records, references, lists of them."""
        if isinstance(node, Sequence):
            for item in node.items:
                yield from self._names(item, depth)
        elif isinstance(node, Scalar):
            # An address stands where a profile is linked in place of a name.
            name = _word(node)
            if name and not name.lower().startswith(("http://", "https://")):
                yield name
        elif node is not None and depth < 2:
            named = node.get("name")
            if named is None:
                named = self.by_id.get(_word(node.get("@id")) or "")
            yield from self._names(named, depth + 1)

    def _address(self, node: Node | None) -> str | None:
        if isinstance(node, Mapping):
            return self._address(node.get("@id")) or self._address(node.get("url"))
        word = _word(node)
        return word if word and word.lower().startswith(("http://", "https://")) else None


def _scalar(node: Node | None) -> Scalar | None:
    """A value, or the first of a list of values."""
    if isinstance(node, Sequence):
        node = node.items[0] if node.items else None
    return node if isinstance(node, Scalar) and node.text else None


def _word(node: Node | None) -> str | None:
    """A value as a reader would see it."""
    scalar = _scalar(node)
    return " ".join(resolved(scalar.text or "").split()) or None if scalar else None


def _language(node: Node | None) -> str | None:
    if isinstance(node, Mapping):
        return _language(node.get("alternateName")) or _language(node.get("name"))
    word = _word(node)
    return word if word and _LANGUAGE.fullmatch(word) else None


def _types(node: Mapping) -> list[str]:
    found = node.get("@type") or node.get("type")
    items = found.items if isinstance(found, Sequence) else [found]
    return [word for item in items if (word := _word(item))]


def _articles(node: Node) -> Iterator[Mapping]:
    """The records of articles, not those that an article or a list of links refers to."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _articles(item)
    elif isinstance(node, Mapping):
        if any(article_type(name) for name in _types(node)):
            yield node
        for key in _HOLDERS:
            held = node.get(key)
            if held is not None:
                yield from _articles(held)


def _mappings(node: Node) -> Iterator[Mapping]:
    """All records that say more than which one they mean."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _mappings(item)
    elif isinstance(node, Mapping):
        if node.get("name") is not None:
            yield node
        for _, inner in node.entries.values():
            yield from _mappings(inner)


def _read(text: str) -> Node | None:
    try:
        return read_json(text)
    except FaultInFile:
        pass
    try:
        return read_json(_mended(text))
    except FaultInFile:
        return None


def _mended(text: str) -> str:
    """The text with spaces in place of what is wrong with it: each character that stays keeps its offset."""
    tokens: list[_Token] = []
    open_: list[tuple[str, set[str]]] = []
    at = _WRAPPING.match(text).end()  # type: ignore[union-attr]  # it matches nothing, too
    while (found := _TOKEN.match(text, at)) is not None:
        at = found.end()
        words = found.group()
        if found.lastgroup == "sign":
            if words in "}],":
                _drop_unfinished(tokens, closes=words != ",")
            if words in "{[":
                open_.append((words, set()))
            elif words in "}]":
                if not open_ or _CLOSING[open_[-1][0]] != words:
                    break
                open_.pop()
            elif words == "," and (not tokens or tokens[-1].words in ("{", "[", ",")):
                continue
            tokens.append(_Token(found.start(), words))
            # What follows the value is no part of it.
            if not open_ or len(open_) > MAX_DEPTH:
                break
        elif found.lastgroup == "string":
            words = words.translate(_CONTROLS)
            if open_ and open_[-1][0] == "{" and tokens[-1].words in ("{", ","):
                # The first of two entries with one key is read, the second has its key spoilt.
                words = words[:-2] + '\x7f"' if words in open_[-1][1] and len(words) > 2 else words
                open_[-1][1].add(words)
            tokens.append(_Token(found.start(), words))
        elif found.lastgroup == "bare" and _BARE.fullmatch(words):
            tokens.append(_Token(found.start(), words))
    _drop_unfinished(tokens, closes=True)
    mended: list[str] = []
    done = 0
    for token in tokens:
        mended += [" " * (token.start - done), token.words]
        done = token.start + len(token.words)
    # A block that is cut off ends where it is cut.
    mended += [_CLOSING[bracket] for bracket, _ in reversed(open_)]
    return "".join(mended)


class _Token(NamedTuple):
    start: int
    words: str


def _drop_unfinished(tokens: list[_Token], *, closes: bool) -> None:
    """Takes off a key without a value and, before a closing bracket, the comma there."""
    if len(tokens) > 1 and tokens[-1].words == ":":
        del tokens[-2:]
    if closes:
        while tokens and tokens[-1].words == ",":
            tokens.pop()
