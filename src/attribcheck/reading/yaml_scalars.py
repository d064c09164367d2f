"""Where the characters of a YAML scalar came from: the folding and the escapes, done once more with places.

The parser hands over a finished value. Here the same value is made again from the file's own
characters, this time noting where each came from; if the two differ, every character leads to
the whole scalar, which is coarse but never wrong.
"""

from __future__ import annotations

import re

from attribcheck.places import Run, TextMap

# YAML 1.1 ends lines at NEL, LS and PS too; LS and PS stay themselves, the others become LF.
_BREAK = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
_LINE_BREAK = re.compile(_BREAK)
# The blanks that lead to no break are matched too, lest a long row of them is tried from each one.
_FOLD = rf"(?P<fold>[ \t]*{_BREAK}(?:[ \t]|{_BREAK})*)|(?P<blank>[ \t]{{2,}})"
_PLAIN_MARK = re.compile(_FOLD)
_SINGLE_MARK = re.compile(rf"(?P<escape>'')|{_FOLD}")
_DOUBLE_MARK = re.compile(
    rf"(?P<joined>\\{_BREAK}(?:[ \t]|{_BREAK})*)"
    r"|(?P<escape>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))"
    rf"|{_FOLD}"
)
_HEADER = re.compile(rf"[|>]([-+0-9]*)[ \t]*(?:#[^\n\r\x85\u2028\u2029]*)?(?:{_BREAK}|$)")
_PROPERTY = re.compile(r"[&!][^ \t\n\r\x85\u2028\u2029]*(?:[ \t\n\r\x85\u2028\u2029]+(?:#[^\n\r\x85\u2028\u2029]*)?)*")
_NOT_SPACE = re.compile(r"[^ \n\r\x85\u2028\u2029]")
_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


def scalar_start(source: str, start: int, end: int) -> int:
    """Where the text of a scalar at `start`..`end` begins, past its anchor and tag."""
    while start < end and source[start] in "&!":
        found = _PROPERTY.match(source, start, end)
        start = found.end() if found else end
    return start


def scalar_map(source: str, start: int, end: int, style: str, value: str) -> TextMap:
    """The map from `value` to the scalar at `start`..`end` of `source`.

    `style` is what PyYAML calls it: a quotation mark, `|`, `>`, or nothing for a plain scalar.
    """
    quoted = 1 if style in ("'", '"') else 0
    if source[start + quoted : end - quoted] == value:
        return TextMap.straight(start + quoted)
    trail = _Trail(source)
    if style in ("|", ">"):
        _block(trail, start, end, value, literal=style == "|")
    else:
        mark = {"'": _SINGLE_MARK, '"': _DOUBLE_MARK}.get(style, _PLAIN_MARK)
        _flow(trail, start + quoted, end - quoted, mark)
    if trail.text() == value:
        return TextMap(trail.runs or [Run(0, start, 0)])
    return TextMap([Run(offset, start, end - start) for offset in range(len(value))] or [Run(0, start, 0)])


class _Trail:
    """A value in the making: its characters, and the runs that lead back to the file."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.runs: list[Run] = []
        self._parts: list[str] = []
        self._length = 0

    def text(self) -> str:
        return "".join(self._parts)

    def keep(self, start: int, end: int) -> None:
        """Characters of the file, taken as they are."""
        if start < end:
            self.runs.append(Run(self._length, start, 0))
            self._parts.append(self.source[start:end])
            self._length += end - start

    def stand(self, character: str, start: int, end: int) -> None:
        """One character of the value for a stretch of the file."""
        self.runs.append(Run(self._length, start, end - start))
        self._parts.append(character)
        self._length += 1

    def line_break(self, start: int, end: int) -> None:
        """A line break of the file that is one in the value."""
        self.stand(_broken(self.source[start:end]), start, end)


def _broken(line_break: str) -> str:
    return line_break if line_break in ("\u2028", "\u2029") else "\n"


def _flow(trail: _Trail, start: int, end: int, marks: re.Pattern[str]) -> None:
    done = start
    for mark in marks.finditer(trail.source, start, end):
        if mark.lastgroup == "blank":
            continue
        trail.keep(done, mark.start())
        done = mark.end()
        if mark.lastgroup == "escape":
            trail.stand(_unescaped(mark.group()), *mark.span())
        else:
            _fold(trail, *mark.span(), joined=mark.lastgroup == "joined")
    trail.keep(done, end)


def _unescaped(escape: str) -> str:
    code = escape[1]
    if len(escape) > 2:
        number = int(escape[2:], 16)
        return chr(number) if number <= 0x10FFFF else "\ufffd"
    return _ESCAPES.get(code, code)


def _fold(trail: _Trail, start: int, end: int, *, joined: bool) -> None:
    """White space with line breaks in it: the first is a space or (`joined`, escaped) nothing."""
    breaks = [found.span() for found in _LINE_BREAK.finditer(trail.source, start, end)]
    (first_start, first_end), *others = breaks
    if not joined:
        if _broken(trail.source[first_start:first_end]) != "\n":
            trail.line_break(first_start, first_end)
        elif not others:
            trail.stand(" ", start, end)
    for other in others:
        trail.line_break(*other)


def _block(trail: _Trail, start: int, end: int, value: str, *, literal: bool) -> None:
    header = _HEADER.match(trail.source, start, end)
    if not header:
        return
    lines = _lines(trail.source, header.end(), end)
    indent = _indent(trail.source, lines, value)
    ended: tuple[int, int] | None = None
    blank: list[tuple[int, int]] = []
    was_indented = False
    for line_start, line_end, next_start in lines:
        content = line_start
        while content < line_end and content - line_start < indent and trail.source[content] == " ":
            content += 1
        if content == line_end:
            blank.append((line_end, next_start))
            continue
        indented = trail.source[content] in " \t"
        if ended:
            folds = not literal and not was_indented and not indented
            _between(trail, ended, blank, folds=folds)
        else:
            _breaks(trail, blank)
        blank = []
        was_indented = indented
        trail.keep(content, line_end)
        ended = (line_end, next_start)
    chomp = header.group(1)
    if ended and ended[0] < ended[1] and "-" not in chomp:
        trail.line_break(*ended)
    if "+" in chomp:
        _breaks(trail, blank)


def _between(trail: _Trail, ended: tuple[int, int], blank: list[tuple[int, int]], *, folds: bool) -> None:
    """The end of one line of a block and the blank lines after it."""
    if not folds or _broken(trail.source[slice(*ended)]) != "\n":
        trail.line_break(*ended)
    elif not blank:
        trail.stand(" ", *ended)
    _breaks(trail, blank)


def _breaks(trail: _Trail, breaks: list[tuple[int, int]]) -> None:
    for start, end in breaks:
        if start < end:
            trail.line_break(start, end)


def _lines(source: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Each line's start, the end of its text, and the start of the next."""
    lines = []
    for found in _LINE_BREAK.finditer(source, start, end):
        lines.append((start, found.start(), found.end()))
        start = found.end()
    if start < end:
        lines.append((start, end, end))
    return lines


def _indent(source: str, lines: list[tuple[int, int, int]], value: str) -> int:
    """The block's indentation.

    The header and the lines alone do not tell: an explicit indicator counts from the parent's
    indentation. The value does: it has lost just that much of its first line with words.
    """
    found = _NOT_SPACE.search(value)
    if found:
        kept = found.start() - _line_start(value, found.start())
        for start, end, _ in lines:
            first = _NOT_SPACE.search(source, start, end)
            if first:
                return first.start() - start - kept
        return 0
    longest = max((end - start for start, end, _ in lines), default=0)
    kept = max(map(len, _LINE_BREAK.split(value)))
    return longest - kept


def _line_start(value: str, offset: int) -> int:
    while offset and value[offset - 1] == " ":
        offset -= 1
    return offset
