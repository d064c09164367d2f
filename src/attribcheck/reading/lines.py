"""The lines that a Markdown text's blocks are read from: the file's own, some cut, some left out, some put apart.

What is no word (a shortcode, a comment) is covered with `MASK`, one for each character, so that
every offset in the covered text is an offset in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attribcheck.article import PassageKind
from attribcheck.places import Run, TextMap

# A code point that is never a character (Unicode 16, 23.7): no text holds it but by mistake.
MASK = "\ufdd0"

_LINE_END = re.compile(r"\r\n|\n|\r")
_SEEN = re.compile(rf"[^{MASK}]+")
_ANY = re.compile(r"[^\r\n]+")
_FENCE = re.compile(
    r"(?P<lead>[ \t>]{0,200}+(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,20}+){0,3}+)(?P<fence>`{3,}+(?![^\r\n`]*+`)|~{3,}+)"
    r"(?P<info>[^\r\n]*+)"
)


class Line(NamedTuple):
    """A stretch of the file that is read as one line.

    `kind` is given where it is known what a passage made of it is. Not `covered`: its words are
    those of a tag's attribute, and covered in the text together with the tag.
    """

    start: int
    stop: int
    kind: PassageKind | None = None
    covered: bool = True


def lines_of(text: str, start: int = 0, stop: int | None = None) -> list[Line]:
    """The lines between two offsets, without their ends."""
    stop = len(text) if stop is None else stop
    lines: list[Line] = []
    for end in _LINE_END.finditer(text, start, stop):
        lines.append(Line(start, end.start()))
        start = end.end()
    lines.append(Line(start, stop))
    return lines


def in_code(text: str, lines: Sequence[Line]) -> list[bool]:
    """For each line, whether it belongs to a fenced block of code, the fences included."""
    found = [False] * len(lines)
    fence, depth = "", 0
    for number, line in enumerate(lines):
        if fence:
            if text.count(">", line.start, min(line.stop, line.start + 200)) < depth:
                # The quotation that held the code is over, and the code with it.
                fence = ""
            else:
                found[number] = True
                mark = _FENCE.match(text, line.start, line.stop)
                if mark and mark["fence"].startswith(fence) and not mark["info"].strip():
                    fence = ""
                continue
        mark = _FENCE.match(text, line.start, line.stop)
        if mark:
            fence, depth = mark["fence"], mark["lead"].count(">")
            found[number] = True
    return found


def covered(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with `MASK` over the spans, and over the space that would be left double; line ends stay."""
    spans = sorted(spans)
    if not spans:
        return text
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        start = max(start, done)
        if end <= start:
            continue
        start, end = _with_space(text, max(start, done), end, done)
        pieces += [text[done:start], _ANY.sub(lambda found: MASK * len(found.group()), text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def _with_space(text: str, start: int, end: int, least: int) -> tuple[int, int]:
    if text[end : end + 1] in ("", "\r", "\n"):
        kept = start
        while start > least and text[start - 1] in " \t":
            start -= 1
        # Spaces at the head of a line are its depth in a list.
        if start == 0 or text[start - 1] in "\r\n":
            start = kept
    elif start == 0 or text[start - 1] in " \t":
        while text[end : end + 1] in (" ", "\t"):
            end += 1
    return start, end


def joined(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[str, TextMap]:
    """Some stretches of a covered text as one text with a line break between two, and the way back."""
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for number, (start, stop) in enumerate(stretches):
        if number:
            pieces.append("\n")
            runs.append(Run(length, start - 1, 1))
            length += 1
        for piece in _uncovered(text, start, stop):
            runs.append(Run(length, piece, 0))
            found = _SEEN.match(text, piece, stop)
            words = found.group() if found else ""
            pieces.append(words)
            length += len(words)
    return "".join(pieces), TextMap(runs)


def _uncovered(text: str, start: int, stop: int) -> Iterator[int]:
    for found in _SEEN.finditer(text, start, stop):
        yield found.start()
