"""Anchors whose words the text no longer has: given the words that stand there now, or set apart with their entry.

What is set apart stays in the file, as comments at its end, letter by letter:

    # No longer in the text:
    # statements:
    #   - {at: The mayor said on Monday, source: mayor}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from attribcheck.article import Article
from attribcheck.reading.anchoring import anchored, caveats
from attribcheck.reading.anchors import AnchorIndex
from attribcheck.reading.faults import Reading
from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence
from attribcheck.reading.structured import read_tree
from attribcheck.recording.edits import Edit, apply
from attribcheck.recording.layout import BREAK, Layout, Lines
from attribcheck.recording.yaml_words import like

HEADING = "# No longer in the text:"
_NUMBERED = re.compile(r"s(\d+)(?:\.\d+)?")

Read = Callable[[str], Reading]


@dataclass(slots=True)
class Mended:
    """A record's text whose anchors were brought up to date.

    `moved` are the old words of anchors with the new ones, `apart` the words of those whose entries stand apart now,
    `left` of those that are neither: the words stand several times in the text, or other entries speak of theirs.
    """

    text: str
    moved: list[tuple[str, str]] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


class _Anchor(NamedTuple):
    words: str
    # The words' own node, and that of the entry that stands or falls with them.
    at: Scalar
    entry: Node


def mend(text: str, path: str, read: Read) -> Mended:
    """Brings the anchors of a record up to date. `read` reads the article with the record's text.

    Every change is read again: it is kept only if nothing else is at fault afterwards. The article must be readable.
    """
    done = Mended(text)
    _re_anchor(done, path, read)
    _set_apart(done, path, read)
    return done


def _re_anchor(done: Mended, path: str, read: Read) -> None:
    article = _article(read(done.text))
    index = AnchorIndex(article.passages)
    edits: list[Edit] = []
    for one in _anchors(article, done.text, path):
        if index.find(one.words):
            continue
        near = index.near(one.words)
        words = _text(article, near.span) if near is not None and near.sure else ""
        if words and len(index.find(words)) == 1:
            layout = Layout(done.text)
            end = layout.trimmed(one.at.start, one.at.end)
            edits.append(Edit(one.at.start, end, like(done.text[one.at.start : end], words)))
            done.moved.append((one.words, words))
    # Two names of one node are one edit.
    made = apply(done.text, sorted(set(edits)))
    if made is None or (edits and read(made).article is None):
        done.moved.clear()
    else:
        done.text = made


def _set_apart(done: Mended, path: str, read: Read) -> None:
    before = read(done.text)
    index = AnchorIndex(_article(before).passages)
    faults = _faults(before)
    while True:
        reading = read(done.text)
        lost = [one for one in _anchors(_article(reading), done.text, path) if not _stands(one.words, index)]
        if len(lost) <= len(done.left):
            break
        one = lost[len(done.left)]
        made = _without(one, done.text, path)
        after = read(made) if made is not None else None
        if made is None or after is None or after.article is None or not _faults(after) <= faults:
            done.left.append(one.words)
            continue
        done.text = made
        done.apart.append(one.words)
        faults = _faults(after)


def _stands(words: str, index: AnchorIndex) -> bool:
    """Whether an anchor's words are in the text, or were taken for others that are."""
    if not words.strip():
        return False
    near = None if index.find(words) else index.near(words)
    return (near is None and bool(index.find(words))) or (near is not None and near.sure)


def _faults(reading: Reading) -> set[tuple[str, str]]:
    """The faults of a record but for the anchors that are lost: those are what is being mended."""
    return {(one.kind, re.sub(r"\d+:\d+", "", one.message)) for one in reading.faults if one.kind != "anchor-moved"}


def _article(reading: Reading) -> Article:
    assert reading.article is not None
    return reading.article


def _text(article: Article, span: tuple[int, int, int]) -> str:
    passage, start, end = span
    return " ".join(article.passages[passage].words[start:end].split())


def _anchors(article: Article, text: str, path: str) -> Iterator[_Anchor]:
    tree = read_tree(text, path)
    if not isinstance(tree, Mapping):
        return
    for record, node in anchored(article, tree):
        at = node.get("at") if isinstance(node, Mapping) else node
        if record.at is not None and isinstance(at, Scalar):
            yield _Anchor(record.at, at, node)
    for _, words, node in caveats(article, tree):
        if isinstance(node, Scalar):
            yield _Anchor(words, node, node)


def _without(anchor: _Anchor, text: str, path: str) -> str | None:
    """The text with an anchor's entry set apart at its end; None where the entry cannot be taken out."""
    tree, layout = read_tree(text, path), Layout(text)
    found = _find(tree, anchor.entry.start, anchor.entry.end, ())
    if found is None or _is_spoken_of(found, tree):
        return None
    cut = _cut(found, layout)
    if cut is None:
        return None
    edit, words = cut
    made = apply(text, [edit])
    return None if made is None else _kept(made, [f"{'.'.join(found.block)}:", *words], layout.line_end)


class _Found(NamedTuple):
    """An entry with what it stands in: its key or number there, and the keys that lead there from the top."""

    entry: Node
    parent: Mapping | Sequence
    key: str | int
    block: tuple[str, ...]


def _find(node: Node, start: int, end: int, path: tuple[str, ...]) -> _Found | None:
    if isinstance(node, Scalar):
        return None
    inner: list[tuple[str | int, Node]] = (
        list(enumerate(node.items)) if isinstance(node, Sequence) else [(k, v) for k, (_, v) in node.entries.items()]
    )
    for key, child in inner:
        if (child.start, child.end) == (start, end):
            # A value that is no item of anything stands under its own key.
            return _Found(child, node, key, path if isinstance(node, Sequence) else (*path, str(key)))
        if child.start <= start and end <= child.end:
            found = _find(child, start, end, path if isinstance(key, int) else (*path, key))
            if found is not None:
                return found
    return None


def _is_spoken_of(found: _Found, tree: Node) -> bool:
    """Whether another entry names a statement by its number in the list, which would then be another's."""
    if found.block != ("statements",) or not isinstance(found.key, int):
        return False
    numbers = [int(named.group(1)) for words in _words(tree) if (named := _NUMBERED.fullmatch(words))]
    return any(number > found.key for number in numbers)


def _words(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text or ""
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _words(item)
    else:
        for key, (_, value) in node.entries.items():
            if key != "id":
                yield from _words(value)


def _cut(found: _Found, layout: Layout) -> tuple[Edit, list[str]] | None:
    """The change that takes an entry out, and the lines that keep it."""
    parent, entry = found.parent, found.entry
    keyed = isinstance(parent, Mapping) and len(found.block) == 2
    if layout.is_flow(parent) and (isinstance(parent, Sequence) or keyed):
        return _cut_from_brackets(found, parent, layout)
    if isinstance(parent, Sequence):
        lines = layout.item_lines(entry)
        return None if lines is None else _cut_lines(lines, layout)
    if keyed:
        return _cut_lines(layout.lines(parent.key(str(found.key)).start, layout.end_of(entry)), layout)
    end = layout.trimmed(entry.start, entry.end)
    return Edit(entry.start, end, "[]"), [f"  {line}" for line in BREAK.split(layout.text[entry.start : end])]


def _cut_lines(lines: Lines, layout: Layout) -> tuple[Edit, list[str]]:
    return Edit(*lines, ""), BREAK.split(layout.text[lines.start : lines.end].rstrip("\r\n\x85\u2028\u2029"))


def _cut_from_brackets(found: _Found, parent: Mapping | Sequence, layout: Layout) -> tuple[Edit, list[str]] | None:
    if isinstance(parent, Sequence):
        stretches = [(item.start, layout.trimmed(item.start, item.end)) for item in parent.items]
        place = int(found.key)
    else:
        stretches = [(key.start, layout.trimmed(value.start, value.end)) for key, value in parent.entries.values()]
        place = list(parent.entries).index(str(found.key))
    start, end = stretches[place]
    if place:
        edit = Edit(stretches[place - 1][1], end, "")
    elif len(stretches) > 1:
        edit = Edit(start, stretches[1][0], "")
    else:
        edit = Edit(start, end, "")
    if "#" in layout.text[edit.start : edit.end].replace(layout.text[start:end], ""):
        return None
    return edit, [f"  {line}" for line in BREAK.split(layout.text[start:end])]


def _kept(text: str, lines: list[str], line_end: str) -> str:
    """The text with lines at its end, as comments under the heading."""
    if text and not text.endswith(("\n", "\r")):
        text += line_end
    if HEADING not in text.splitlines():
        text += f"{line_end}{HEADING}{line_end}"
    return text + "".join(f"# {line}".rstrip() + line_end for line in lines)
