"""What the fields of a front matter say of the article, by the names that site generators give them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import get_args

from attribcheck.article import ArticleKind
from attribcheck.language.data import word_lists
from attribcheck.reading.dating import day_in_path, day_written
from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence
from attribcheck.reading.prose import About

FIELDS = "front_matter.yaml"
_WEB = ("http://", "https://")


class Fields:
    """The fields of one front matter, looked up by what they mean: 'published' for `date`, `pubDate` and others."""

    def __init__(self, tree: Mapping) -> None:
        self._found: dict[str, Node] = {}
        # Zola and Hugo keep fields of the theme in a table of their own.
        inner = (tree.get(name) for name in word_lists(FIELDS)["tables"])
        for mapping in (tree, *(node for node in inner if isinstance(node, Mapping))):
            for key, (_, node) in mapping.entries.items():
                self._found.setdefault(_bare(key), node)

    def nodes(self, kind: str) -> Iterator[Node]:
        """What stands under the names of a kind of field, in the order in which they count."""
        for name in word_lists(FIELDS)["fields"][kind]:
            node = self._found.get(name)
            if node is not None:
                yield node

    def scalar(self, kind: str) -> Scalar | None:
        """The first value of a kind of field that is words."""
        return next((node for node in self.nodes(kind) if isinstance(node, Scalar) and (node.text or "").strip()), None)

    def scalars(self, kind: str) -> Iterator[Scalar]:
        """The values of a kind of field, be it a list of them or one."""
        for node in self.nodes(kind):
            yield from (found for found in _scalars(node) if (found.text or "").strip())

    def about(self, path: str) -> About:
        """The article's facts; the headline is left to the caller. `path` is the file's, which may hold the day."""
        published, written = self._day("published")
        if published is None:
            address = self.scalar("path")
            published = day_in_path(path) or (day_in_path(address.text or "") if address else None)
        updated, _ = self._day("updated")
        language = self.scalar("language")
        url = next((words for words in self._words("url") if words.lower().startswith(_WEB)), None)
        return About(
            published=published,
            published_at=written,
            updated=updated,
            kind=self._kind(),
            language=(language.text or "").strip() if language else None,
            byline=self._byline(),
            url=url,
        )

    def _words(self, kind: str) -> Iterator[str]:
        return (" ".join(unescape(scalar.text or "").split()) for scalar in self.scalars(kind))

    def _day(self, kind: str) -> tuple[date | None, str | None]:
        """The first day under the names of a kind: a value, or one of a map (`date: {created: …, updated: …}`)."""
        for node in self.nodes(kind):
            if isinstance(node, Mapping):
                node = Fields(node).scalar(kind) or node
            day = day_written(node.text) if isinstance(node, Scalar) else None
            if day and isinstance(node, Scalar):
                return day, (node.text or "").strip()
        if kind == "updated":
            inner = next((node for node in self.nodes("published") if isinstance(node, Mapping)), None)
            return Fields(inner)._day(kind) if inner else (None, None)
        return None, None

    def _kind(self) -> ArticleKind | None:
        from attribcheck.reading.json_ld import kind_of, kind_of_section

        found: list[ArticleKind] = []
        for words in self._words("kind"):
            kind = kind_of([words]) or kind_of_section(words)
            if kind is None and words.casefold() in get_args(ArticleKind):
                kind = words.casefold()  # type: ignore[assignment]
            if kind:
                found.append(kind)
        # 'News' is the name of a section too, in which an opinion piece may stand.
        return next((kind for kind in found if kind != "news"), found[0] if found else None)

    def _byline(self) -> str | None:
        """The authors as a byline: 'Ada Moreno, Bo Lindqvist and Cem Aydin'."""
        for node in self.nodes("byline"):
            names = [name for name in _names(node) if name]
            if names:
                return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
        return None


def _bare(key: str) -> str:
    return key.strip().casefold().replace("-", "").replace("_", "")


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Scalar))


def _names(node: Node, depth: int = 0) -> Iterator[str]:
    """The names in a value: words, records with a name, lists of them."""
    if isinstance(node, Sequence):
        for item in node.items if depth < 2 else ():
            yield from _names(item, depth + 1)
    elif isinstance(node, Scalar):
        yield " ".join(unescape(node.text or "").split())
    else:
        name = node.get("name")
        if isinstance(name, Scalar):
            yield from _names(name)
