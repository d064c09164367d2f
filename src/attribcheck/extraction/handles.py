"""Names for what a reader finds by itself, short enough to type."""

from __future__ import annotations

import re
from collections.abc import Container

_OTHER = re.compile(r"[^a-z0-9]+")


def slug(words: str) -> str:
    """Words in small letters, joined by hyphens: 'The Sel Gazette' -> 'the-sel-gazette'; 'source' if none is left."""
    return _OTHER.sub("-", words.lower()).strip("-") or "source"


def unused(wanted: str, taken: Container[str]) -> str:
    """A name that is not taken: the wanted one, else with a number: 'holm', 'holm-2'."""
    count, made = 1, wanted
    while made in taken:
        count += 1
        made = f"{wanted}-{count}"
    return made
