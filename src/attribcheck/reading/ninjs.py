"""A news item in JSON, as agencies send it: IPTC ninjs 1, 2 and 3, and what content systems make of it.

    {"uri": "urn:x:1", "headline": "Quay delayed", "body_html": "<p>It rained.</p>"}
    {"uri": "urn:x:1", "headlines": [{"role": "main", "value": "…"}], "bodies": [{"contenttype": "text/html", …}]}
    {"uri": "urn:x:1", "headlines": [{"value": "…", "contentType": "text/plain"}], "firstCreated": "…"}

The third generation writes the second's names in camel case, so keys are compared in small
letters. Nothing is checked against a schema: what newsroom systems write fits none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

from attribcheck.article import ArticleKind, PassageKind, Source
from attribcheck.places import SourceText, TextMap
from attribcheck.reading.dating import day_written, title_in_path
from attribcheck.reading.faults import Fault
from attribcheck.reading.json_nodes import read_json
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.reading.prose import About, Note, Passages, Prose
from attribcheck.reading.top_lines import top_line

# A news item is a few thousand characters long, a page of search results some hundred thousand.
_LONGEST = 5_000_000
_HAS_ID = re.compile(r'"(?:uri|guid)"[ \t\r\n]{0,20}:')
_HAS_WORDS = re.compile(r'"(?:headlines?|bodies|descriptions|(?:headline|body|description)_\w{1,40})"[ \t\r\n]{0,20}:')
_IDS = ("uri", "guid")
_WORDS = re.compile(r"headlines?|bodies|descriptions|(?:headline|body|description)_\w{1,40}")
# {"total": 1, "item": […]} · {"data": {"items": [{"item": {…}}]}} · {"_items": […]}
_WRAPPERS = ("item", "items", "_items", "data")
_PICTURES = ("picture", "graphic", "photo", "video", "audio")
# 'body_html5', 'text/html' and a role 'xhtml' are HTML; 'application/xml' and 'body_nitf' have its paragraphs.
_FORMATS = (("html", 0), ("xml", 3), ("nitf", 3), ("text", 1), ("plain", 1))
_UNTOLD = 2
_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|span|ul|ol|li|a|b|i|em|strong|blockquote|section|article)\b[^<>]{0,2000}>", re.I
)
_NOT_BARE = re.compile(r"[<&\r\n]")
# Roles of those who passed the text on, and told nothing of what is in it.
_CARRIERS = ("provid", "suppl", "distribut", "aggregat")


def reads_as_ninjs(text: str) -> bool:
    """Whether a JSON text holds a news item at its top, in a list or in one of the usual wrappers."""
    if len(text) > _LONGEST or not _HAS_ID.search(text) or not _HAS_WORDS.search(text):
        return False
    try:
        return next(_items(read_json(text, strict=False)), None) is not None
    except FaultInFile:
        return False


def read_ninjs(text: str, path: str) -> Prose:
    """The prose of a news item, the first with a body if there are several; `path` is not opened.

    Raises `FaultInFile` for what is no JSON, no news item, or one without words.
    """
    items = [_Item(item) for item in _items(read_json(text, strict=False))]
    if not items:
        raise FaultInFile(
            "The file holds no news item.",
            kind="invalid-article",
            fix="A news item has a 'uri' or a 'guid', and a headline or a body.",
        )
    item = next((item for item in items if item.bodies()), items[0])
    prose = _Reader(SourceText(text), item, path).read()
    if len(items) > 1:
        unread = next(other for other in items if other is not item)
        place = prose.source.place(unread.start, unread.start + 1)
        message = f"The file holds {len(items)} news items, and one is read: the first that has a body."
        prose.faults.append(Fault("items-unread", message, place, "Keep each item in a file of its own."))
    return prose


def _items(node: Node) -> Iterator[Mapping]:
    """The news items in a JSON text."""
    if isinstance(node, Sequence):
        for inner in node.items:
            yield from _items(inner)
    elif isinstance(node, Mapping):
        if any(key in node.entries for key in _IDS) and any(_WORDS.fullmatch(key) for key in node):
            yield node
            return
        for key in _WRAPPERS:
            wrapped = node.get(key)
            if wrapped is not None:
                yield from _items(wrapped)


class _Text(NamedTuple):
    """A headline, a body or an abstract: its words, whether they are HTML, and how it ranks: the main one, the form."""

    value: Scalar
    is_html: bool
    order: tuple[bool, int]


class _Item:
    """The fields of a news item, whichever generation wrote it."""

    def __init__(self, node: Mapping) -> None:
        self.start = node.start
        self.fields: dict[str, Node] = {}
        for key, (_, value) in node.entries.items():
            self.fields.setdefault(key.lower(), value)

    def scalar(self, *keys: str) -> Scalar | None:
        """The first of these fields that has words. A field may also be a record with a name."""
        for key in keys:
            node = self.fields.get(key)
            if isinstance(node, Mapping):
                node = _named(node)
            if isinstance(node, Scalar) and (node.text or "").strip():
                return node
        return None

    def words(self, *keys: str) -> str | None:
        """The words of the first of these fields that has any."""
        found = self.scalar(*keys)
        return " ".join((found.text or "").split()) if found else None

    def listed(self, *keys: str) -> Iterator[_Item]:
        """The records in the lists under these fields; a bare name is a record with a name."""
        for key in keys:
            node = self.fields.get(key)
            for entry in node.items if isinstance(node, Sequence) else [node]:
                if isinstance(entry, Mapping):
                    yield _Item(entry)
                elif isinstance(entry, Scalar):
                    made = _Item(Mapping({}, entry.start, entry.end))
                    made.fields["name"] = entry
                    yield made

    def headlines(self) -> list[_Text]:
        """The headlines with words, the main one first."""
        return sorted(self._texts("headline", "headlines"), key=lambda text: text.order[0])

    def bodies(self) -> list[_Text]:
        """The bodies with words, that which keeps its paragraphs best first."""
        return sorted(self._texts("body", "bodies"), key=lambda text: text.order)

    def abstracts(self) -> list[_Text]:
        """The descriptions with words, ordered as bodies are."""
        return sorted(self._texts("description", "descriptions"), key=lambda text: text.order)

    def _texts(self, name: str, plural: str) -> list[_Text]:
        found: list[_Text] = []
        for key, node in self.fields.items():
            if isinstance(node, Scalar) and (node.text or "").strip() and (key == name or key.startswith(f"{name}_")):
                found.append(_text(node, key.removeprefix(name), is_main=key == name))
        for record in self.listed(plural):
            value = record.scalar("value", "name")
            if value:
                role, content = (record.words("role") or "").lower(), record.words("contenttype") or ""
                found.append(_text(value, f"{content} {role}", is_main=role == "main"))
        return found


def _text(value: Scalar, says: str, *, is_main: bool) -> _Text:
    """A text of which its field, its media type and its role say what it is."""
    words = value.text or ""
    form = next((order for word, order in _FORMATS if word in says.lower()), _UNTOLD)
    # Some call it plain text and write tags all the same.
    return _Text(value, form in (0, 3) or _TAG.search(words) is not None, (not is_main, form))


def _named(record: Mapping) -> Node | None:
    return record.get("name") or record.get("value") or record.get("text")


class _Reader:
    def __init__(self, source: SourceText, item: _Item, path: str) -> None:
        self.source = source
        self.item = item
        self.path = path
        self.passages = Passages(source)
        self.about = About()

    def read(self) -> Prose:
        self._dates()
        item = self.item
        self.about.language = item.words("language")
        self.about.byline = self._byline()
        self.about.dateline = item.words("located", "dateline")
        address = item.words("url", "canonicalurl") or ""
        self.about.url = address if address.startswith(("http://", "https://")) else None
        self.about.kind = self._kind()
        sources = self._sources()
        self._headline()
        self._body()
        if not self.passages.found:
            raise FaultInFile(
                "The news item holds no words.", item.start, item.start + 1, fix="Give it a headline and a body."
            )
        self.about.headline = self.about.headline or title_in_path(self.path)
        return Prose(self.source, self.passages.found, self.about, sources, notes=list(self._notes()))

    def _dates(self) -> None:
        about, version = self.about, self.item.words("versioncreated")
        for words in (*(self.item.words(key) for key in ("firstpublished", "firstcreated", "contentcreated")), version):
            about.published = day_written(words)
            if about.published:
                about.published_at = words
                break
        changed = day_written(version)
        about.updated = changed if changed and about.published and changed > about.published else None

    def _byline(self) -> str | None:
        """The byline without its 'By', else the authors' names."""
        line = self.item.scalar("by", "byline")
        words = " ".join(words for _, words, _, _ in self._blocks(_text(line, "", is_main=True))) if line else ""
        said = top_line(words)
        if said and said.byline:
            return said.byline
        names = (author.words("name", "literal") for author in self.item.listed("authors", "author"))
        # A system repeats an author who has several roles.
        return words or ", ".join(dict.fromkeys(name for name in names if name)) or None

    def _kind(self) -> ArticleKind | None:
        """The article's kind, where a genre has its very name."""
        named = {(genre.words("name") or "").lower() for genre in self.item.listed("genre", "genres")}
        return next((kind for kind in get_args(ArticleKind) if kind in named), None)

    def _sources(self) -> dict[str, Source]:
        """Those who told something, by handle; sets apart who passed the item on."""
        told: dict[str, Source] = {}
        carried: list[str] = []
        found = list(self.item.listed("infosource", "infosources"))
        for informant in found:
            name = informant.words("name", "literal")
            role = (informant.words("role", "rel") or "").lower()
            if name and ((len(found) == 1 and not role) or any(word in role for word in _CARRIERS)):
                carried.append(name)
            elif name and (handle := _handle(name)):
                address = informant.words("uri") or ""
                url = address if address.startswith(("http://", "https://")) else None
                told.setdefault(handle, Source(name=name, url=url))
        self.about.provided_by = self.item.words("source") or next(iter(carried), None)
        return told

    def _headline(self) -> None:
        for text in (*self.item.headlines(), *self._short_title()):
            for _, words, maps, _ in self._blocks(text):
                self.passages.add("headline", words, maps)
                self.about.headline = words
                return

    def _short_title(self) -> list[_Text]:
        title = self.item.scalar("title")
        return [_text(title, "", is_main=False)] if title else []

    def _body(self) -> None:
        """Adds the first body that has words, else the abstract: an alert has no more, a picture has a caption."""
        headed = len(self.passages.found)
        for text in self.item.bodies():
            self._add(text, "subheading")
            if len(self.passages.found) > headed:
                return
        pictured = (self.item.words("type") or "").lower() in _PICTURES
        for text in self.item.abstracts()[:1]:
            self._add(text, "caption" if pictured else "paragraph")

    def _add(self, text: _Text, top: PassageKind) -> None:
        """Adds the blocks of a text; a line on top that looks like a headline and is not the item's is a `top`."""
        begun = False
        for kind, words, maps, citations in self._blocks(text) if text.is_html else self._paragraphs(text.value):
            if kind in ("headline", "subheading") and self.about.headline is None and not begun:
                self.about.headline = words
                kind = "headline"
            # Many bodies begin with the headline once more.
            elif not begun and _folded(words) == _folded(self.about.headline or ""):
                continue
            elif kind == "headline" or (top == "caption" and kind == "paragraph"):
                kind = top
            begun = begun or kind not in ("headline", "subheading")
            self.passages.add(kind, words, maps, citations)

    def _blocks(self, text: _Text) -> Iterator[tuple[PassageKind, str, tuple[TextMap, ...], tuple[str, ...]]]:
        """The blocks of a text with markup in it, or the one block of a text without."""
        value = text.value.text or ""
        if _NOT_BARE.search(value):
            from attribcheck.reading.markup import html_blocks

            for block in html_blocks(value):
                yield block.kind, block.words, (block.to_text, text.value.text_map()), block.citations
            return
        words = value.strip()
        yield "paragraph", words, (TextMap.straight(value.index(words)), text.value.text_map()), ()

    def _paragraphs(self, value: Scalar) -> Iterator[tuple[PassageKind, str, tuple[TextMap, ...], tuple[str, ...]]]:
        """The paragraphs of plain text."""
        from attribcheck.reading.plain_text import read_plain_text

        try:
            prose = read_plain_text(value.text or "", self.path)
        except FaultInFile:
            # Nothing but signs. Another body may hold words.
            return
        self.about.byline = self.about.byline or prose.about.byline
        for passage in prose.passages:
            yield passage.kind, passage.words, (*passage.maps, value.text_map()), passage.citations

    def _notes(self) -> Iterator[Note]:
        """What the item tells its editors: until when to hold it, and the editorial note."""
        embargo = self.item.scalar("embargoeduntil", "embargoed")
        if embargo and day_written(embargo.text):
            yield self._note(embargo, f"Embargoed until {(embargo.text or '').strip()}")
        note = self.item.scalar("ednote")
        if note:
            yield self._note(note, (note.text or "").strip())

    def _note(self, scalar: Scalar, words: str) -> Note:
        written = scalar.text or ""
        return Note(words, None, self.source.place(*scalar.text_map().span(0, len(written)), written))


def _handle(name: str) -> str:
    """'Harbour Board of Nol' is 'harbour-board-of-nol'."""
    return "-".join(re.findall(r"\w+", name.casefold()))


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
