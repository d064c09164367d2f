"""What every reader of prose is held to: places that lead to the file's own characters."""

import re
from itertools import pairwise

from attribcheck.reading.prose import Prose

_LINE_END = re.compile(r"\r\n|\n|\r")


def outline(prose: Prose) -> list[str]:
    """The passages as `kind: words`."""
    return [f"{passage.kind}: {passage.words}" for passage in prose.passages]


def hold_to_the_law(prose: Prose, text: str) -> None:
    """Every stretch of every passage has a place whose text stands in the file between its two points."""
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    for number, passage in enumerate(prose.passages):
        assert passage.index == number
        assert passage.words.strip()
        length = len(passage.words)
        step = max(1, length // 12)
        cuts = sorted({*range(0, length, step), length})
        for start, end in [(0, length), *pairwise(cuts), *((0, cut) for cut in cuts[1:])]:
            place = passage.place(start, end)
            first = starts[place.line - 1] + place.column - 1
            last = starts[place.end_line - 1] + place.end_column - 1
            assert text[first:last] == place.text
            assert place.seen == passage.words[start:end]
    for words, offset in prose.comments:
        assert text[offset : offset + len(words)] == words


def hold_words_to_the_file(prose: Prose) -> None:
    """Every letter stands in the file where its place says, for text without escapes and entities."""
    for passage in prose.passages:
        for letter in re.finditer(r"\w", passage.words):
            assert passage.place(*letter.span()).text == letter.group()
