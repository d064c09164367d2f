"""The subject that a clause without one of its own shares: '…, and added', ', saying'."""

from __future__ import annotations

from attribcheck.extraction.clause import Clause
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.source_phrases import subject_before
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.word_forms import begins_phrase, may_be_verb


def subject_of_before(
    tokens: Tokens, turn: Stretch, at: int, earlier: list[Clause], lexicon: Lexicon
) -> Stretch | None:
    """The subject of the clause before: that of an earlier reporting clause, else the first one of the turn."""
    for number in range(len(earlier) - 1, -1, -1):
        clause = earlier[number]
        if clause.source is not None and clause.source.last <= at:
            return _relative(tokens, clause.cue.last, at, lexicon) or _outer(earlier, number).source
    return _relative(tokens, turn.first, at, lexicon) or opening_subject(tokens, Stretch(turn.first, at), lexicon)


def _relative(tokens: Tokens, start: int, at: int, lexicon: Lexicon) -> Stretch | None:
    """The 'who' of 'told Anna Kern, who opened the door and said': the clause goes on, and so does its subject."""
    if tokens.lower[at - 1] not in ("and", "but"):
        return None
    for index in range(at - 2, start, -1):
        if tokens.quote[index] >= 0 or tokens.lower[index] in _SEPARATING:
            return None
        if tokens.lower[index] in lexicon["who"]:
            subject = tokens.lower[index - 1] == "," and not _begins_clause(tokens, index + 1, lexicon)
            return Stretch(index, index + 1) if subject else None
    return None


def _begins_clause(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a subject of its own begins behind a relative pronoun: 'which | she was doing'."""
    word = tokens.lower[index]
    return word in lexicon["pronouns"] or word in lexicon["determiners"] or tokens.is_capital(index)


def _outer(earlier: list[Clause], number: int) -> Clause:
    """The clause in whose content another one stands: of 'X said she hopes to come, adding that' it is X who adds."""
    inner = earlier[number]
    for outer in earlier[:number] if not inner.left else ():
        told = outer.right is not None and outer.right.kind in ("that", "bare", "late")
        if told and outer.right is not None and outer.right.first <= inner.edge and outer.source is not None:
            return outer
    return inner


def opening_subject(tokens: Tokens, turn: Stretch, lexicon: Lexicon) -> Stretch | None:
    """The subject of the turn's main clause: the phrase before its first finite verb outside the opening phrases.

    Of several main clauses joined by 'and' or 'but' it is the last one's.
    """
    found: Stretch | None = None
    start = _behind_dateline(tokens, turn)
    opened = False
    while start < turn.last:
        end, comma = _verb_or_comma(tokens, start, turn, lexicon)
        word = tokens.lower[start]
        opens = word in lexicon["fronting"] or word.endswith(("ing", "ed"))
        joined = word in _JOINING and end > start + 1 and tokens.lower[end - 1] != word
        if joined:
            opens, start = False, start + 1
        stops = end == comma
        if found is None:
            aside = stops and _is_aside(tokens, Stretch(start, end), lexicon, opened=opened)
            wanted = not opens and start < end < turn.last and not aside
        else:
            wanted = joined and not stops and begins_phrase(tokens, start, lexicon)
        if wanted:
            found = subject_before(tokens, end, Stretch(start, turn.last), lexicon) or found
        opened = opens or (opened and stops)
        start = comma + 1
    return found


def _behind_dateline(tokens: Tokens, turn: Stretch) -> int:
    """Where a sentence begins behind 'OSTHAVEN —' or 'OSTHAVEN, Nol —'."""
    for at in range(turn.first + 1, min(turn.first + _DATELINE, turn.last)):
        if tokens.lower[at] in ("—", "--", "–"):
            return at + 1 if tokens.word(turn.first).isupper() and len(tokens.word(turn.first)) > 1 else turn.first
    return turn.first


# As many tokens as a dateline has at most: 'OSTHAVEN, Nol (Agency) —'.
_DATELINE = 9
_JOINING = ("but", "and", "still", "then", "yet", "so")
_SEPARATING = (",", ";", ":")


def _verb_or_comma(tokens: Tokens, start: int, turn: Stretch, lexicon: Lexicon) -> tuple[int, int]:
    """The first finite verb of a stretch between commas, else its end; and its end."""
    verb = -1
    end = start
    while end < turn.last and tokens.lower[end] not in _SEPARATING:
        if verb < 0 and tokens.quote[end] < 0 and end > start and may_be_verb(tokens, end, lexicon):
            verb = end
        end += 1
    return (verb if verb >= 0 else end), end


# 'In Ames, Iowa, on Sunday, …': a place's name goes on so far behind the comma.
_PLACE = 3


def _is_aside(tokens: Tokens, part: Stretch, lexicon: Lexicon, *, opened: bool) -> bool:
    """Whether a stretch between commas is a day, or the rest of a place behind an opening phrase."""
    times = lexicon["times"] | lexicon["determiners"] | lexicon["time_words"]
    if all(word in times for word in tokens.lower[part.first : part.last]):
        return True
    return opened and part.last - part.first <= _PLACE and all(tokens.is_capital(at) for at in range(*part))
