"""The subject that a clause without one of its own shares: '…, and added', ', saying'."""

from __future__ import annotations

from attribcheck.extraction.clause import Clause
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.source_phrases import is_finite, subject_before
from attribcheck.extraction.tokens import Stretch, Tokens


def subject_of_before(
    tokens: Tokens, turn: Stretch, at: int, earlier: list[Clause], lexicon: Lexicon
) -> Stretch | None:
    """The subject of the clause before: that of an earlier reporting clause, else the first one of the turn."""
    for number in range(len(earlier) - 1, -1, -1):
        clause = earlier[number]
        if clause.source is not None and clause.source.last <= at:
            return _outer(earlier, number).source
    return opening_subject(tokens, Stretch(turn.first, at), lexicon)


def _outer(earlier: list[Clause], number: int) -> Clause:
    """The clause in whose content another one stands: of 'X said she hopes to come, adding that' it is X who adds."""
    inner = earlier[number]
    for outer in earlier[:number]:
        told = outer.right is not None and outer.right.kind in ("that", "bare", "late")
        if told and outer.right is not None and outer.right.first <= inner.edge and outer.source is not None:
            return outer
    return inner


def opening_subject(tokens: Tokens, turn: Stretch, lexicon: Lexicon) -> Stretch | None:
    """The subject of the turn's main clause: the phrase before its first finite verb outside the opening phrases."""
    start = turn.first
    while start < turn.last:
        end = start
        while end < turn.last and tokens.lower[end] not in (",", ";", ":"):
            if (
                tokens.quote[end] < 0
                and end > start
                and (is_finite(tokens, end, lexicon) or tokens.lower[end] in lexicon.forms)
            ):
                break
            end += 1
        word = tokens.lower[start]
        opens = word in lexicon["fronting"] or word.endswith(("ing", "ed"))
        if word in ("but", "and", "still", "then", "yet", "so") and end > start + 1 and tokens.lower[end - 1] != word:
            opens, start = False, start + 1
        if not opens and end > start and end < turn.last:
            found = subject_before(tokens, end, Stretch(start, turn.last), lexicon)
            if found is not None:
                return found
        while end < turn.last and tokens.lower[end] not in (",", ";", ":"):
            end += 1
        start = end + 1
    return None
