"""'Did you mean …': the known word nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word of `known` that `word` was most likely meant to be, or None."""
    known = list(known)
    if len(word) > 2:
        begun = [whole for whole in known if whole.lower().startswith(word.lower())]
        if len(begun) == 1:
            return begun[0]
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    # Two slips in three letters is another word; 0.6 keeps 'sorces' and drops 'cat' for 'car park'.
    found = process.extractOne(
        word, known, scorer=DamerauLevenshtein.normalized_similarity, processor=str.lower, score_cutoff=0.6
    )
    return str(found[0]) if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question to put after a message, with a leading space; empty where nothing is near."""
    guess = nearest(word, known)
    return f" Did you mean '{guess}'?" if guess else ""
