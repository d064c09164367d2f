"""Markdown and MDX as newsrooms keep them: front matter, text, footnotes, and what generators put between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from attribcheck.article import PassageKind
from attribcheck.language.matching import normalise
from attribcheck.language.words import language
from attribcheck.places import SourceText, TextMap
from attribcheck.reading.boilerplate import (
    is_boilerplate,
    is_credit,
    is_emphasised,
    is_only_link,
    words_behind_day,
)
from attribcheck.reading.dating import day_written, title_in_path
from attribcheck.reading.dialects import Dialect, take_apart
from attribcheck.reading.faults import Fault
from attribcheck.reading.fields import Fields
from attribcheck.reading.front_matter import FrontMatter, read_front_matter
from attribcheck.reading.inline import seen_words
from attribcheck.reading.nodes import Mapping, Scalar
from attribcheck.reading.passages import Block, blocks
from attribcheck.reading.prose import About, Passages, Prose
from attribcheck.reading.recorded_sources import recorded_sources
from attribcheck.reading.source_notes import Marked, marked_sentences, record
from attribcheck.reading.spoken_attributes import is_sentence
from attribcheck.reading.top_lines import top_line

_NOTE = re.compile(r"\[\^(?P<label>[^\[\]\s]{1,100})\]")
_ADDRESS = re.compile(r"https?://\S{1,2000}")
# Byline and day stand above the second paragraph.
_TOP_LINES = 2
# Some write them at the foot: 'Last updated on 26 September 2013'.
_FOOT_LINES = 2
# A summary that repeats the text repeats its beginning.
_LEAD = 8


def read_markdown(text: str, path: str) -> Prose:
    """Reads Markdown, or MDX where `path` says so; `path` is not opened. Faults are in the result, none is raised."""
    source = SourceText(text)
    front = read_front_matter(text)
    fields = Fields(front.fields if front else Mapping({}, 0, 0))
    dialect = take_apart(text, front.end if front else 0, mdx=path.lower().endswith(".mdx"))
    return _Reader(source, path, front, fields, dialect).read()


class _Reader:
    """Puts together one article from its front matter and its blocks."""

    def __init__(
        self, source: SourceText, path: str, front: FrontMatter | None, fields: Fields, dialect: Dialect
    ) -> None:
        self.source = source
        self.path = path
        self.front = front
        self.fields = fields
        self.dialect = dialect
        self.about: About = fields.about(path)
        author = dialect.metadata.get("author")
        if author and not self.about.byline:
            self.about.byline = source.text[slice(*author)].strip() or None
        self.passages = Passages(source)
        # The blocks that became passages, each with its passage's number.
        self.kept: list[tuple[Block, int]] = []

    def read(self) -> Prose:
        found = list(blocks(self.dialect.text, self.dialect.lines, self.dialect.raw))
        found = self._headline(found)
        found = list(self._text(found))
        for _ in range(_FOOT_LINES):
            if found and found[-1].kind == "paragraph" and self._is_top_line(found[-1].words):
                found.pop()
        self._shown_fields(found)
        for block in found:
            self.kept.append((block, len(self.passages.found)))
            self.passages.add(block.kind, block.words, block.maps, block.citations)
        prose = Prose(self.source, self.passages.found, self.about, comments=self.dialect.comments)
        prose.sources = recorded_sources(next(self.fields.nodes("sources"), None))
        prose.faults = list(self._faults())
        if self.dialect.notes:
            self._notes(prose)
        return prose

    def _faults(self) -> Iterator[Fault]:
        fault = self.front.fault if self.front else None
        if fault:
            length = len(self.source.text)
            start = min(fault.start, length)
            place = self.source.place(start, min(max(fault.end, start), length))
            message = f"The front matter cannot be read as a whole: {fault.message}"
            yield Fault("front-matter-unread", message, place, fault.fix or "Mend the line.")

    def _headline(self, found: list[Block]) -> list[Block]:
        """Takes the headline from the front matter, else from the first heading, else from the file's name.

        The blocks come back without a heading that is the headline, or repeats it.
        """
        number = next((number for number, block in enumerate(found) if block.words), len(found))
        heading = found[number] if number < len(found) and found[number].kind == "subheading" else None
        without = [*found[:number], *found[number + 1 :]]
        title = self.fields.scalar("headline")
        if title:
            words, inner = seen_words(title.text or "")
            self._add_headline(words, (inner, title.text_map()))
            return without if heading and _same(heading.words, words) else found
        if heading:
            self.kept.append((heading, 0))
            self._add_headline(heading.words, heading.maps, heading.citations)
            return without
        span = self.dialect.metadata.get("subject") or self.dialect.metadata.get("title")
        if span and self.source.text[slice(*span)].strip():
            words, inner = seen_words(self.source.text[slice(*span)])
            self._add_headline(words, (inner, TextMap.straight(span[0])))
        else:
            self.about.headline = title_in_path(self.path)
        return found

    def _add_headline(self, words: str, maps: tuple[TextMap, ...], citations: tuple[str, ...] = ()) -> None:
        self.about.headline = " ".join(words.split())
        self.passages.add("headline", words, maps, citations)

    def _shown_fields(self, found: Sequence[Block]) -> None:
        """What a reader sees of the front matter above the text: kicker, standfirst, summary, key points."""
        shown: list[tuple[PassageKind, Scalar]] = []
        shown += [("subheading", scalar) for scalar in self.fields.scalars("kicker")]
        shown += [("paragraph", scalar) for scalar in self.fields.scalars("standfirst")]
        shown += [("paragraph", scalar) for scalar in self.fields.scalars("summary") if is_sentence(scalar.text or "")]
        shown += [("list-item", scalar) for scalar in self.fields.scalars("takeaways")]
        if not shown:
            return
        text = [normalise(block.words).text.strip() for block in found[:_LEAD]]
        for kind, scalar in sorted(shown, key=lambda one: one[1].start):
            words, inner = seen_words(scalar.text or "")
            bare = normalise(words).text.strip()
            # A summary is often the first paragraph once more, and one text is read once.
            if not any(bare == known or (kind == "paragraph" and bare in known) for known in text):
                text.append(bare)
                self.passages.add(kind, words, (inner, scalar.text_map()))

    def _text(self, found: list[Block]) -> Iterator[Block]:
        """The blocks that are the article's own words, captions told from paragraphs."""
        after_picture = False
        above = 0
        for block in found:
            if not block.words:
                after_picture = True
                continue
            if block.kind != "paragraph" or block.html:
                after_picture = False
                if not _is_beside(block):
                    yield block
                continue
            caption = _is_caption(block, after_picture=after_picture)
            after_picture = False
            if _is_credit(block):
                continue
            if caption:
                yield replace(block, kind="caption")
                continue
            if above < _TOP_LINES and self._is_top_line(block.words):
                continue
            above += 1
            if not _is_beside(block):
                yield block

    def _is_top_line(self, words: str) -> bool:
        """Takes byline and day from a line above or below the text that holds nothing else."""
        line = top_line(words)
        tail = words_behind_day(words) if line is None else None
        line = top_line(words[: tail.start()]) if tail else line
        if line is None:
            return False
        self.about.byline = self.about.byline or line.byline
        day = day_written(line.published)
        if day and self.about.published_at is None:
            self.about.published, self.about.published_at = day, line.published
        self.about.updated = self.about.updated or day_written(line.updated)
        return True

    def _notes(self, prose: Prose) -> None:
        spoken = language(self.about.language or "en")
        marked: list[Marked] = []
        for block, index in self.kept:
            if not block.html and "[^" in block.raw:
                marks = [(note["label"], block.position(note.start())) for note in _NOTE.finditer(block.raw)]
                marked += marked_sentences(prose.passages[index], marks, spoken)
        made = record(self.dialect.notes, self.dialect.text, marked, prose.passages, self.source, prose.sources)
        prose.sources, prose.statements = made.sources, made.statements
        prose.faults += made.faults


def _same(one: str, other: str) -> bool:
    """Whether two lines are one headline, as a reader compares them."""
    return normalise(one).text.split() == normalise(other).text.split()


def _is_beside(block: Block) -> bool:
    """Whether a block is no part of the article: boilerplate, an entry in a list of links."""
    if block.kind in ("headline", "subheading"):
        return False
    if block.linked if block.html else is_only_link(block.raw):
        # 'Annex 1: The drawings' leads elsewhere; a sentence may be a link from its first word to its last.
        return block.kind == "list-item" or (block.kind != "caption" and not is_sentence(block.words))
    if _ADDRESS.fullmatch(block.words):
        # Some sites put a film or a message in the place of its address.
        return True
    if block.raw.startswith("$$") and block.raw.rstrip().endswith("$$"):
        # A formula.
        return True
    return is_boilerplate(block.words)


def _is_caption(block: Block, *, after_picture: bool) -> bool:
    """Whether a paragraph in italics stands below a picture, be it in the same paragraph."""
    first, _, rest = block.raw.partition("\n")
    if rest and "![" in first and not seen_words(first)[0].strip():
        return is_emphasised(rest)
    return after_picture and is_emphasised(block.raw)


def _is_credit(block: Block) -> bool:
    """Whether a paragraph, which may hold the picture itself, says only who made the picture."""
    if not is_credit(block.words):
        return False
    _, _, last = block.raw.rpartition("\n")
    return is_emphasised(last) or last.lstrip().startswith("<small") or not is_sentence(block.words)
