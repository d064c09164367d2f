"""Prose in the attributes of a tag or a shortcode: `caption="The harbour before it opened."`.

An attribute is a passage only if it is a sentence, or a caption; all others steer the tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attribcheck.article import PassageKind

_ATTRIBUTE = re.compile(
    r"(?<![\w-])(?P<name>[A-Za-z][\w:-]{0,40})\s{0,5}+=\s{0,5}+\{?"
    r"(?:\"(?P<double>(?:[^\"\\]|\\.){0,4000}+)\"|'(?P<single>(?:[^'\\]|\\.){0,4000}+)'"
    r"|“(?P<curly>[^“”]{0,4000}+)”|`(?P<tick>[^`]{0,4000}+)`)",
    re.DOTALL,
)
_KINDS: dict[str, PassageKind] = {"caption": "caption", "figcaption": "caption", "quote": "quotation"}
# For those who do not see the picture, and for machines.
_UNSEEN = {
    "alt",
    "class",
    "classname",
    "style",
    "href",
    "src",
    "url",
    "id",
    "key",
    "data",
    "arialabel",
    "credit",
    "attr",
}
# Three words and a stop make a sentence: 'The harbour opened.'
_FEWEST_WORDS = 3
_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]」』]{0,3}")


class Spoken(NamedTuple):
    """Words that a reader sees: where they stand, and as what."""

    kind: PassageKind
    start: int
    end: int


def is_sentence(words: str) -> bool:
    """Whether words are a sentence, and not a label."""
    bare = words.strip()
    if not any(_STOP.fullmatch(bare, len(bare) - length) for length in range(1, min(4, len(bare)) + 1)):
        return False
    # Where words are not parted, eight characters stand for three of them.
    return len(bare.split()) >= _FEWEST_WORDS or (bare[-1] in "。！？" and len(bare) >= 8)


def spoken_attributes(text: str, start: int, end: int) -> Iterator[Spoken]:
    """The attributes between two offsets that are prose."""
    for found in _ATTRIBUTE.finditer(text, start, end):
        name = found["name"].lower().replace("-", "")
        first, last = found.span(found.lastgroup or 0)
        if name in _UNSEEN or name.startswith(("data", "on", "aria")):
            continue
        kind = _KINDS.get(name, "paragraph")
        words = text[first:last]
        # A caption need not be a sentence: 'The harbour, before it opened'.
        if is_sentence(words) or (kind == "caption" and len(words.split()) >= _FEWEST_WORDS):
            yield Spoken(kind, first, last)
