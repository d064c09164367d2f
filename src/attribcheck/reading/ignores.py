"""The rules that an article says are to be ignored: in its `ignore:` fields, in YAML comments, in its Markdown body."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from attribcheck.article import Article, Ignore
from attribcheck.language.words import Language, language
from attribcheck.places import Place, SourceText, TextMap
from attribcheck.reading.directives import FORM, Directive, Slip, read_directive
from attribcheck.reading.faults import Fault, WrittenIgnore
from attribcheck.reading.holders import KINDS, Holder, holders
from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence
from attribcheck.reading.passages import comments as body_comments
from attribcheck.reading.prose import Prose
from attribcheck.reading.reasons import is_hollow

_COMMENT = re.compile(r"(?:\A|(?<=[ \t\r\n]))#+[ \t]*(?P<words>attribcheck[ \t]*:[^\r\n]*)", re.IGNORECASE)
_MARKER = re.compile(r"[ \t]*(?:---|%)")
_LINE = re.compile(r"[^\r\n]+")
_WHY = "Say in a few words why the rule does not apply here, for those who read the report."


def read_ignores(
    article: Article, tree: Mapping, source: SourceText, *, comments: bool
) -> tuple[list[WrittenIgnore], list[Fault]]:
    """What is to be ignored, and what is wrong with how that is written, in the order of the file.

    `comments`: whether the file is one that can hold YAML comments. A comment's ignore joins
    those of its record.
    """
    reader = _Reader(article, tree, source)
    reader.fields()
    if comments:
        reader.yaml_comments()
    body = tree.get("body")
    if isinstance(body, Scalar) and "<!--" in (body.text or ""):
        text = body.text or ""
        found = [(comment.group("words"), comment.start("words")) for comment in body_comments(text)]
        reader.body_comments(found, _Body(text, body.text_map(), source, 1))
    return reader.found, reader.faults


def read_prose_ignores(article: Article, prose: Prose) -> tuple[list[WrittenIgnore], list[Fault]]:
    """What the comments in a file of prose say is to be ignored, and what is wrong with them."""
    if not prose.comments:
        return [], []
    text = prose.source.text
    reader = _Reader(article, Mapping({}, 0, 0), prose.source)
    reader.body_comments(prose.comments, _Body(text, TextMap.straight(0), prose.source, 0))
    return reader.found, reader.faults


@dataclass(frozen=True, slots=True)
class _Body:
    """The text that comments stand in; the last `outer` of a passage's maps lead from it to the file."""

    text: str
    to_file: TextMap
    source: SourceText
    outer: int

    def place(self, start: int, end: int) -> Place:
        """The place in the file of a stretch of the text."""
        return self.source.place(*self.to_file.span(start, end))


class _Reader:
    def __init__(self, article: Article, tree: Mapping, source: SourceText) -> None:
        self.article = article
        self.tree = tree
        self.source = source
        self.found: list[WrittenIgnore] = []
        self.faults: list[Fault] = []
        self.spoken: Language = language(article.language)

    @cached_property
    def holders(self) -> list[Holder]:
        """Worked out only where something is ignored, for most articles ignore nothing."""
        return holders(self.article, self.tree, self.source)

    @cached_property
    def by_start(self) -> list[Holder]:
        """The holders in the order of the file: aliases may name them in another."""
        return sorted(self.holders[1:], key=lambda holder: (holder.start, -holder.end))

    @cached_property
    def lines(self) -> dict[int, list[Holder]]:
        """The holders, the article apart, by the line on which they begin."""
        found: dict[int, list[Holder]] = {}
        for holder in self.holders[1:]:
            found.setdefault(self.source.line_column(holder.start)[0], []).append(holder)
        return found

    def paragraphs(self, body: _Body) -> list[tuple[int, int, Holder]]:
        """Each passage of the body: where it begins and ends there, and the part of the file that it is."""
        found: list[tuple[int, int, Holder]] = []
        for passage in self.article.passages:
            inner = passage.maps[: len(passage.maps) - body.outer]
            if passage.kind == "headline" and body.outer:
                continue  # it stands under a key of its own
            first, last = 0, len(passage.words)
            for text_map in inner:
                first, last = text_map.span(first, last)
            found.append((first, last, Holder("this paragraph", *body.to_file.span(first, last))))
        # A headline may be made of words that stand behind the text; a comment is looked for in the file's order.
        return sorted(found, key=lambda paragraph: paragraph[:2])

    def fields(self) -> None:
        """Reads `ignore:` wherever it may stand."""
        if not _has_ignores(self.article):
            return
        for holder in self.holders:
            written: dict[str, Ignore] = getattr(holder.entry, "ignore", {})
            block = holder.node.get("ignore") if isinstance(holder.node, Mapping) else None
            if not isinstance(block, Mapping):
                continue
            for rule, ignore in written.items():
                key, value = block.entries[rule]
                inner = value if isinstance(value, Mapping) else None
                reason = inner.get("why") if inner else value
                place = self._words(key)
                at = self._words(reason) if isinstance(reason, Scalar) and (reason.text or "").strip() else place
                if self._reasoned(rule, ignore.why, at, f'{rule}: "the reason"'):
                    ends = inner.get("until") if inner else None
                    spot = self._words(ends) if isinstance(ends, Scalar) else None
                    self._keep(rule, ignore, place, holder, spot)

    def yaml_comments(self) -> None:
        """Reads the comments between the lines, each with the part that it stands at."""
        candidates = list(_COMMENT.finditer(self.source.text))
        if not candidates:
            return
        texts = sorted(_texts(self.tree, self.source.text))
        for comment in candidates:
            before = bisect_left(texts, (comment.start(), 0)) - 1
            if before >= 0 and comment.start() < texts[before][1]:
                continue
            words, start = comment.group("words"), comment.start("words")
            place = partial(_moved, self.source.place, start)
            directive = self._directive(words, place)
            holder = self._commented(comment) if directive else None
            if directive and holder:
                self._follow(directive, place, holder)
            elif directive:
                message = "This comment stands at no part of the record that can be told."
                fix = "Put it on the line before a claim, a statement, a piece of evidence or a key, or at its end."
                self.faults.append(Fault("invalid-article", message, place(0, len(words.rstrip())), fix))

    def body_comments(self, comments: list[tuple[str, int]], body: _Body) -> None:
        """Reads the comments in prose, each with its paragraph or the one that follows."""
        paragraphs = self.paragraphs(body) if comments else []
        for words, start in comments:
            place = partial(_moved, body.place, start)
            directive = self._directive(words, place)
            holder = _paragraph(paragraphs, body.text, start) if directive else None
            if directive and holder:
                self._follow(directive, place, holder)
            elif directive:
                fix = "Put it in the paragraph, or on the line before it."
                where = place(0, len(words.rstrip()))
                self.faults.append(Fault("invalid-article", "No paragraph follows this comment.", where, fix))

    def _directive(self, words: str, place: Callable[[int, int], Place]) -> Directive | None:
        """What a comment says, if nothing is wrong with it."""
        read = read_directive(words)
        if isinstance(read, Slip):
            self.faults.append(Fault("invalid-article", read.message, place(read.start, read.end), read.fix))
        if not isinstance(read, Directive):
            return None
        reason = read.reason
        at = reason if reason and reason.words else read.rules[0]
        names = "', '".join(part.words for part in read.rules)
        fits = self._reasoned(names, reason.words if reason else "", place(at.start, at.end), FORM)
        return read if fits else None

    def _follow(self, directive: Directive, place: Callable[[int, int], Place], holder: Holder) -> None:
        """Keeps the rules of a comment, and adds them to the record's own as if they stood in its field."""
        why = directive.reason.words if directive.reason else ""
        ignore = Ignore(why=why, by=directive.by, until=directive.until)
        ends = place(directive.ends.start, directive.ends.end) if directive.ends else None
        own: dict[str, Ignore] = getattr(holder.entry, "ignore", {})
        for part in directive.rules:
            self._keep(part.words, ignore, place(part.start, part.end), holder, ends)
            own.setdefault(part.words, ignore)

    def _reasoned(self, rule: str, reason: str, place: Place, form: str) -> bool:
        """Whether a reason is one; else it is a fault."""
        if not reason.strip():
            message = f"No reason is given for ignoring '{rule}'."
        elif is_hollow(reason, self.spoken):
            message = f"'{' '.join(reason.split())[:60]}' is no reason for ignoring '{rule}'."
        else:
            return True
        self.faults.append(Fault("invalid-article", message, place, f"{_WHY} Write '{form}'."))
        return False

    def _keep(self, rule: str, ignore: Ignore, place: Place, holder: Holder, ends: Place | None) -> None:
        area = (self.source.line_column(holder.start), self.source.line_column(holder.end))
        self.found.append(
            WrittenIgnore(
                rule, ignore, place, holder.what, area, holder.records, holder.whole, ends, path=self.source.path
            )
        )

    def _commented(self, comment: re.Match[str]) -> Holder | None:
        """The part at which a YAML comment stands: that of its own line, else that of the next line with words."""
        text, whole = self.source.text, self.holders[0]
        line = self.source.line_starts[self.source.line_column(comment.start())[0] - 1]
        target = _first_word(text, line, comment.start())
        behind = target is not None
        if comment.start() < self.tree.start:
            return whole
        if target is None:
            target = _next_word(text, comment.end())
        if target is None:
            return None
        number, _ = self.source.line_column(target)
        starting = self.lines.get(number, [])
        if behind and len(starting) > 1 and self.source.line_column(starting[0].end)[0] != number:
            # In `claims: {a: …,` a comment at the end of the line is about what ends on it.
            starting = [holder for holder in starting if holder.block is None]
        if starting:
            return whole if starting[0].block == "attribcheck" else starting[0]
        before = bisect_right(self.by_start, target, key=lambda holder: holder.start)
        innermost = next(
            (holder for holder in (self.by_start[n] for n in range(before - 1, -1, -1)) if target < holder.end), None
        )
        return None if innermost is None or innermost.block in KINDS else innermost

    def _words(self, scalar: Scalar) -> Place:
        """The place of a value without its quotation marks."""
        text = scalar.text or ""
        return self._mapped(scalar.text_map(), 0, len(text), text)

    def _mapped(self, to_file: TextMap, start: int, end: int, words: str | None = None) -> Place:
        return self.source.place(*to_file.span(start, end), words)


def _paragraph(paragraphs: list[tuple[int, int, Holder]], body: str, start: int) -> Holder | None:
    """The paragraph that holds a point of the body, or ends on its line, or is the next one after it."""
    number = bisect_right(paragraphs, start, key=lambda paragraph: paragraph[1])
    if number and not re.search(r"[\r\n]", body[paragraphs[number - 1][1] : start]):
        number -= 1
    return paragraphs[number][2] if number < len(paragraphs) else None


def _moved(place: Callable[[int, int], Place], by: int, start: int, end: int) -> Place:
    return place(start + by, end + by)


def _has_ignores(article: Article) -> bool:
    blocks = (article.every_claim(), article.statements, article.evidence, article.studies, article.polls)
    return bool(article.ignore) or any(record.ignore for records in blocks for record in records)


def _texts(node: Node, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a YAML file that are values, so that no '#' in them begins a comment."""
    if isinstance(node, Scalar):
        # Behind the '|' or '>' of a block a comment may stand.
        header = _LINE.match(text, node.start, node.end) if text[node.start : node.start + 1] in ("|", ">") else None
        yield header.end() if header else node.start, node.end
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item, text)
    else:
        for key, value in node.entries.values():
            yield key.start, key.end
            yield from _texts(value, text)


def _first_word(text: str, start: int, end: int) -> int | None:
    """The first character that is no white space."""
    found = re.compile(r"[^\s]").search(text, start, end)
    return found.start() if found else None


def _next_word(text: str, start: int) -> int | None:
    """Where the next line begins that is no comment, no blank and no mark of a document."""
    for line in _LINE.finditer(text, start):
        found = _first_word(text, *line.span())
        if found is not None and text[found] != "#" and not _MARKER.match(text, line.start()):
            return found
    return None
