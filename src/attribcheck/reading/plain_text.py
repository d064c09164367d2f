"""Plain text, as people write and paste it: paragraphs, headings and lists told by their shape.

    date 2025-01-13 Harbour opens after the storm
    What happened
    The harbour opened on Monday, the port's manager said. Ferries sail again.
    A long night
    Crews cleared the channel by lamplight

Two shapes are read: paragraphs parted by blank lines, whose lines may be wrapped, and one
paragraph a line. There is no markup: every character but bullets is the article's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from attribcheck.language.data import word_lists
from attribcheck.places import Run, SourceText, TextMap
from attribcheck.reading.boilerplate import is_boilerplate
from attribcheck.reading.dating import day_in_path, day_written, title_in_path
from attribcheck.reading.inline import citations
from attribcheck.reading.labelled_lines import labelled_lines
from attribcheck.reading.nodes import FaultInFile
from attribcheck.reading.prose import About, Passages, Prose
from attribcheck.reading.text_lines import UNDERLINE, TextLine, blocks_of, is_underlined
from attribcheck.reading.top_lines import top_line

if TYPE_CHECKING:
    from attribcheck.article import PassageKind

# A stop with what closes behind it; a colon leads on to the next line, which no heading does.
_STOPPED = re.compile(r"[.!?…:;,。！？：；][\"'”’»)\]」』）]*+\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*+\Z|[。！？][」』）]*+\Z")
_SEVERAL = re.compile(r"[.!?…][\"'”’»)\]]*+\s++[\"'“‘(\[]?[A-Z]|[。！？][」』）]*+.")
_BULLET = re.compile(r"(?:[-*•‣◦▪–]|\d{1,3}[.)])[ \t]++(?=\S)")
_DATED = re.compile(
    r"(?:date:?\s+)?(?P<day>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)"
    r"(?:\s*[:|,–—-])?\s+(?=\S)",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>()\[\]\"]{1,2000}")

# News headlines run to 100 characters, one of a tabloid to 150; subheadings to 14 words.
_LONGEST_HEADLINE, _LONGEST_SUBHEADING, _MOST_WORDS = 200, 100, 15
_MOST_HEADLINE_LINES = 3
# A byline, the day, the day of an update, the place: more lines of that kind are a list in the text.
_MOST_NOTES = 6
# Nobody wraps by hand at more than this.
_WIDEST_WRAP = 130
# Wrapped lines end in a stop one time in ten, lines that are paragraphs nearly always.
_PARAGRAPHS_STOP = 0.6
# In a text with blank lines too, this many lines in a row are paragraphs, not the sentences of one.
_MANY_LINES = 6


# What the lines are, once the shape is known. A 'kicker' reads like a heading and may be one.
_Kind = Literal["text", "kicker", "heading", "item"]


@dataclass(slots=True)
class _Piece:
    """Lines that make one passage. `words_from` is where the first one's words begin, behind a bullet."""

    kind: _Kind
    lines: list[TextLine]
    words_from: int


def read_plain_text(text: str, path: str) -> Prose:
    """Reads plain text; `path` gives the day and the title where the text has none, and is not opened.

    Raises `FaultInFile` for a text without words.
    """
    source = SourceText(text)
    blocks = blocks_of(text)
    if not blocks:
        raise FaultInFile("The file holds no words.", fix="Write an article, or remove the file.")
    about = About()
    passages = Passages(source)
    top = _top(blocks, about)
    if top:
        words, text_map = _joined(text, top)
        about.headline = words
        passages.add("headline", words, (text_map,))
    else:
        about.headline = title_in_path(path)
    about.published = about.published or day_in_path(path)
    for piece in _settled(_pieces(blocks, text)):
        kind: PassageKind = (
            "subheading" if piece.kind == "heading" else "list-item" if piece.kind == "item" else "paragraph"
        )
        words, text_map = _joined(text, piece.lines, piece.words_from)
        if is_boilerplate(words):
            continue
        passages.add(kind, words, (text_map,), (*citations(words), *_URL.findall(words)))
    return Prose(source, passages.found, about)


# The top


def _top(blocks: list[list[TextLine]], about: About) -> list[TextLine]:
    """Takes the lines above the text off `blocks` and notes what they say; gives the headline's lines."""
    headline = _labelled(blocks, about)
    _take_notes(blocks, about)
    if not blocks or headline:
        about.published = day_written(about.published_at)
        return headline
    headline = _headline(blocks)
    if headline:
        taken = len(headline) + (1 if is_underlined(blocks[0]) and len(blocks[0]) == len(headline) + 1 else 0)
        blocks[0] = blocks[0][taken:]
        dated = _DATED.match(headline[0].words)
        if dated and day_written(dated["day"]):
            about.published_at = about.published_at or dated["day"]
            first = headline[0]
            headline[0] = first._replace(start=first.start + dated.end(), words=first.words[dated.end() :])
        blocks[:] = [block for block in blocks if block]
        _take_notes(blocks, about)
    about.published = day_written(about.published_at)
    return headline


def _labelled(blocks: list[list[TextLine]], about: About) -> list[TextLine]:
    """Takes the labelled lines at the top off `blocks`; gives the one that holds the headline, without its label."""
    headline: list[TextLine] = []
    for _ in range(_MOST_NOTES):
        block = blocks[0]
        said = labelled_lines((line.words, line.indented) for line in block)
        # A text that is nothing else keeps its lines.
        if not said.lines or (len(blocks) == 1 and said.lines == len(block)):
            break
        if said.headline and not headline:
            line, at = block[said.headline[0]], said.headline[1]
            headline = [line._replace(start=line.start + at, words=line.words[at:])]
        about.byline = about.byline or said.byline
        about.published_at = about.published_at or (said.published if day_written(said.published) else None)
        blocks[0] = block[said.lines :]
        if blocks[0]:
            break
        blocks.pop(0)
    return headline


def _take_notes(blocks: list[list[TextLine]], about: About) -> None:
    """Takes the bylines and days at the top off `blocks`."""
    for _ in range(_MOST_NOTES):
        said = top_line(blocks[0][0].words) if blocks else None
        if said is None:
            return
        about.byline = about.byline or said.byline
        about.published_at = about.published_at or said.published
        about.updated = about.updated or day_written(said.updated)
        blocks[0].pop(0)
        if not blocks[0]:
            blocks.pop(0)


def _headline(blocks: list[list[TextLine]]) -> list[TextLine]:
    """The lines of the headline; none if the text begins with a sentence."""
    first = blocks[0][0]
    lines = _run_on(blocks)
    dated = _DATED.match(first.words)
    if dated and day_written(dated["day"]):
        return lines
    if len(first.words) > _LONGEST_HEADLINE or _BULLET.match(first.words):
        return []
    rest = blocks[0][len(lines) :] or (blocks[1] if len(blocks) > 1 else [])
    last = lines[-1].words
    # What stands above a byline is a headline even if it ends in a full stop.
    if rest and (top_line(rest[0].words) or UNDERLINE.match(rest[0].words)):
        return lines
    return [] if last[-1] in ":;," or (_SENTENCE_END.search(last) and last[-1] not in "?!") else lines


def _run_on(blocks: list[list[TextLine]]) -> list[TextLine]:
    """The first line, with those into which it runs on because it was full."""
    lines = blocks[0][:1]
    for line, following in _pairs(blocks[0][: _MOST_HEADLINE_LINES + 1]):
        if _SENTENCE_END.search(line.words) or not _is_wrapped(line, following, blocks):
            break
        lines.append(following)
    rest = blocks[0][len(lines) :]
    ends = top_line(rest[0].words) or UNDERLINE.match(rest[0].words) if rest else len(blocks) > 1
    return lines if ends and len(lines) <= _MOST_HEADLINE_LINES else lines[:1]


def _is_wrapped(line: TextLine, following: TextLine, blocks: list[list[TextLine]]) -> bool:
    """Whether a line was broken because it was full: the next word had no room within the text's width."""
    if UNDERLINE.match(following.words):
        return False
    width = max(len(other.words) for block in blocks for other in block)
    first = following.words.split(maxsplit=1)[0]
    # A headline is often wrapped somewhat earlier than the text under it.
    return width <= _WIDEST_WRAP and len(line.words) + 1 + len(first) > width * 0.6 and not top_line(following.words)


def _pairs(lines: list[TextLine]) -> list[tuple[TextLine, TextLine]]:
    return list(pairwise(lines))


# The text


def _pieces(blocks: list[list[TextLine]], text: str) -> list[_Piece]:
    """The lines of each passage, in order."""
    separate = _line_is_paragraph(blocks)
    shouted = text.isupper()
    pieces: list[_Piece] = []
    for block in blocks:
        if is_underlined(block):
            pieces += _block_pieces(block[:-2], separate, shouted)
            pieces.append(_Piece("heading", [block[-2]], block[-2].start))
        else:
            pieces += _block_pieces(block, separate, shouted)
    return pieces


def _line_is_paragraph(blocks: list[list[TextLine]]) -> bool:
    """Whether each line is a paragraph, by the long lines with another line right behind them: do they end in stops?"""
    inner: list[TextLine] = []
    longest_block = 0
    for block in blocks:
        plain = [line for line, item in zip(block, _items(block), strict=True) if not item]
        width = max((len(line.words) for line in plain), default=0)
        inner += [
            line
            for line, following in _pairs(plain)
            if len(line.words) >= width / 2 and (_stops(line) or not _breaks_early(line, following, width))
        ]
        longest_block = max(longest_block, len(plain))
    if not inner:
        return True
    if any(len(line.words) > _WIDEST_WRAP for line in inner):
        return True
    if sum(bool(_STOPPED.search(line.words)) for line in inner) < _PARAGRAPHS_STOP * len(inner):
        return False
    # Some put each sentence on a line of its own, and blank lines between the paragraphs.
    return len(blocks) == 1 or longest_block > _MANY_LINES or any(_SEVERAL.search(line.words) for line in inner)


def _block_pieces(block: list[TextLine], separate: bool, shouted: bool) -> list[_Piece]:
    pieces: list[_Piece] = []
    width = max((len(line.words) for line in block), default=0)
    for number, (line, item) in enumerate(zip(block, _items(block), strict=True)):
        bullet = _BULLET.match(line.words)
        last = pieces[-1] if pieces else None
        if bullet and (item or separate):
            pieces.append(_Piece("item", [line], line.start + bullet.end()))
            continue
        kind = _kind(line, shouted)
        following = block[number + 1] if number + 1 < len(block) else None
        if not separate and kind == "kicker" and following and not _breaks_early(line, following, width):
            kind = "text"
        opens = last is None or last.kind in ("heading", "kicker")
        if separate and last and last.kind == "item" and line.indented:
            last.lines.append(line)
        elif separate or opens or kind == "heading":
            if kind == "kicker" and not separate and not opens:
                kind = "text"
            pieces.append(_Piece(kind, [line], line.start))
        elif last:
            last.lines.append(line)
    return pieces


def _items(block: list[TextLine]) -> list[bool]:
    """Whether each line begins a list item: a dash or a number may also begin a wrapped line by chance."""
    width = max((len(line.words) for line in block), default=0)
    items: list[bool] = []
    for number, line in enumerate(block):
        begins = _BULLET.match(line.words) is not None
        if begins and number and not items[-1]:
            before = block[number - 1]
            begins = _stops(before) or _breaks_early(before, line, width)
        items.append(begins)
    return items


def _stops(line: TextLine) -> bool:
    return bool(_STOPPED.search(line.words))


def _breaks_early(line: TextLine, following: TextLine, width: int) -> bool:
    """Whether a line ends although the next word had room, and that word begins anew: no wrapper breaks there."""
    first = following.words.split(maxsplit=1)[0]
    # Wrapping by hand leaves lines ragged; a heading is a good deal shorter than the text under it.
    return len(line.words) + 1 + len(first) <= max(width * 0.8, width - 20) and not first[0].islower()


def _kind(line: TextLine, shouted: bool) -> _Kind:
    words = line.words
    count = len(words.split())
    if len(words) > _LONGEST_SUBHEADING or count > _MOST_WORDS or words.startswith("#"):
        return "text"
    if words.isupper() and not shouted and sum(map(str.isalpha, words)) > 3:
        return "heading"
    return "text" if _STOPPED.search(words) else "kicker"


def _settled(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with each kicker told: one or two lines that stand above text are headings, more are text."""
    number = 0
    while number < len(pieces):
        end = number
        while end < len(pieces) and pieces[end].kind == "kicker":
            end += 1
        for piece in pieces[number:end]:
            piece.kind = "heading" if end - number <= 2 and end < len(pieces) else "text"
        number = max(end, number + 1)
    return pieces


def _joined(text: str, lines: list[TextLine], words_from: int | None = None) -> tuple[str, TextMap]:
    """The words of some lines, a space for each break between them, and where they stand in the file."""
    words: list[str] = []
    runs: list[Run] = []
    length = 0
    done = None
    for line in lines:
        start = line.start if words_from is None else max(line.start, words_from)
        if done is not None:
            runs.append(Run(length, done, start - done))
            words.append(" ")
            length += 1
        runs.append(Run(length, start, 0))
        words.append(text[start : line.end])
        length += line.end - start
        done = line.end
    return "".join(words), TextMap(runs)


# Is it an article at all?

# Enough to tell by, and quick to read.
_LOOKED_AT = 16_000
# A stop with no space behind it ('7.30', 'news.example') ends no sentence.
_SENTENCE = re.compile(
    r"[^.!?…。！？]++(?:[.!?…]++(?!\s|\Z|[\"'”’»)\]])[^.!?…。！？]*+)*+"
    r"(?:[.!?…]++[\"'”’»)\]]*+(?=\s|\Z)|[。！？]++)"
)
_PLAIN_WORD = re.compile(r"[\"'“‘(\[«„]*+[^\W\d_]+(?:['’-][^\W\d_]+)*+[\"'”’)\]»,;:.!?…]*+\Z")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEAST_WORDS = 6
# Of the words of news nine in ten are plain ones; a log's lines hold times, paths and codes.
_PLAIN_SHARE = 0.8
_TWO_LICENCE_PHRASES = 2


def reads_as_prose(text: str) -> bool:
    """Whether a text found in a folder may be an article: most of it is sentences, and it is no licence.

    False for robots.txt, requirements.txt, word lists, tables, logs and licences.
    """
    text = text[:_LOOKED_AT]
    plain = " ".join(text.lower().split())
    if sum(phrase in plain for phrase in word_lists("en/licences.yaml")["phrases"]) >= _TWO_LICENCE_PHRASES:
        return False
    letters = sum(map(str.isalpha, text))
    inside = 0
    for block in blocks_of(text):
        joined = "\n".join(line.words for line in block)
        inside += sum(_letters_in_prose(found.group()) for found in _SENTENCE.finditer(joined))
    return inside > letters / 2


def _letters_in_prose(sentence: str) -> int:
    """The letters of a sentence; 0 if it is none."""
    words = sentence.split()
    wide = len(_IDEOGRAPH.findall(sentence)) > len(sentence) / 2
    if not wide:
        plain = sum(bool(_PLAIN_WORD.match(word)) for word in words)
        if len(words) < _LEAST_WORDS or plain < _LEAST_WORDS - 1 or plain < _PLAIN_SHARE * len(words):
            return 0
    elif len(sentence) < 2 * _LEAST_WORDS:
        return 0
    return sum(map(str.isalpha, sentence))
