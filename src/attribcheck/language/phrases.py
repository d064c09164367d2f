"""Turns of phrase that say something about a claim or a source; the patterns are in `phrases.yaml`."""

from __future__ import annotations

from attribcheck.language.words import Language


def find(kind: str, text: str, language: Language, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where phrases of a kind stand between `start` and `end`."""
    small = text.lower()
    # Few letters are two in lower case (İ): then places would shift.
    same = len(small) == len(text)
    needs = language.phrase_needs.get(kind)
    if needs and not any(part in small for part in needs):
        return []
    pattern = language.phrase(kind, lowered=same)
    if pattern is None:
        return []
    found = pattern.finditer(small if same else text, start, len(text) if end is None else end)
    return [match.span() for match in found]


def is_empty_description(words: str, language: Language) -> bool:
    """Whether a description of an anonymous source shows neither position nor way of knowing ('a source')."""
    pattern = language.phrase("empty-description")
    return bool(pattern and pattern.fullmatch(" ".join(words.split()).strip(" .")))
