"""Nouns that attribute: "the mayor's claim that …", 'a statement by X that …'."""

from __future__ import annotations

from attribcheck.extraction.content_spans import tidy
from attribcheck.extraction.drafts import Draft
from attribcheck.extraction.lexicon import Lexicon, Noun
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.word_forms import is_finite

# How many words may stand between an owner and the noun: 'his most surprising claim'.
_QUALITIES = 3
# How many words of a name or office stand before the possessive mark at most.
_NAME = 5
# How far the source behind 'by' reaches.
_BY = 12


def drafts_nominal(tokens: Tokens, number: int, lexicon: Lexicon) -> list[Draft]:
    """The attributions that nouns make in a turn."""
    turn = tokens.turns[number]
    found: list[Draft] = []
    for at in tokens.leads(turn):
        noun = lexicon.nouns.get(tokens.lower[at])
        if noun is not None and at < turn.last - 2:
            draft = _draft(tokens, number, at, noun, lexicon)
            if draft is not None:
                found.append(draft)
    return found


def _draft(tokens: Tokens, number: int, at: int, noun: Noun, lexicon: Lexicon) -> Draft | None:
    turn, lower = tokens.turns[number], tokens.lower
    owner = _owner(tokens, at, turn, lexicon)
    behind, start = at + 1, at + 1
    source = owner
    if owner is None and lower[behind] in ("by", "from"):
        end = _source_end(tokens, behind + 1, turn, lexicon)
        source, start = tidy(tokens, Stretch(behind + 1, end)), end
    if start >= turn.last - 1:
        return None
    word = lower[start]
    if source is None or word not in noun.links:
        return None
    if word == "to" and not _is_infinitive(tokens, start, lexicon):
        return None
    cue_end = at + 1 if word in ("that", "to") or start > at + 1 else start + 1
    draft = Draft(tokens, number, Stretch(at, cue_end), noun.cue_class, noun.act, source)
    first = start if word in ("that", "to") else start + 1
    draft.gives(tidy(tokens, Stretch(first, _content_end(tokens, first, turn, lexicon, clause=word == "that"))))
    return draft


def _owner(tokens: Tokens, at: int, turn: Stretch, lexicon: Lexicon) -> Stretch | None:
    """Whose claim it is: 'his', "the mayor's"; None where nobody owns it."""
    lower = tokens.lower
    for index in range(at - 1, max(at - 2 - _QUALITIES, turn.first - 1), -1):
        word = lower[index]
        if tokens.quote[index] >= 0 or not word[0].isalpha():
            return None
        if word in lexicon["owners"]:
            return Stretch(index, index + 1)
        if word.endswith("'s") and word not in lexicon["fused"] and word not in lexicon["auxiliaries"]:
            first = index
            while first > turn.first and index - first < _NAME and _belongs(tokens, first, lexicon):
                first -= 1
            return Stretch(first, index + 1)
        if word in lexicon["articles"] or word in lexicon["prepositions"] or is_finite(tokens, index, lexicon):
            return None
    return None


def _belongs(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether the word before the first one of a name still belongs to it."""
    before = tokens.lower[first - 1]
    if before == "." and first > 1:
        return tokens.is_capital(first)
    if tokens.lower[first] in lexicon["articles"] or tokens.quote[first - 1] >= 0:
        return False
    return before in lexicon["articles"] or (tokens.is_capital(first - 1) and tokens.is_capital(first)) or (
        before[0].isalpha() and not tokens.is_capital(first) and before not in lexicon["prepositions"]
        and before not in lexicon["coordinators"] and before not in lexicon["subordinators"]
        and not is_finite(tokens, first - 1, lexicon)
    )  # fmt: skip


def _source_end(tokens: Tokens, start: int, turn: Stretch, lexicon: Lexicon) -> int:
    for index in range(start, min(start + _BY, turn.last)):
        word = tokens.lower[index]
        if word in ("that", "to", "about", "for", "of", ",") or is_finite(tokens, index, lexicon):
            return index
    return turn.last


def _is_infinitive(tokens: Tokens, to: int, lexicon: Lexicon) -> bool:
    following = tokens.lower[to + 1]
    return following[0].isalpha() and following not in lexicon["determiners"] and not tokens.is_capital(to + 1)


def _content_end(tokens: Tokens, start: int, turn: Stretch, lexicon: Lexicon, *, clause: bool) -> int:
    """Where what a noun leads to ends: at the sentence's next verb or part; a clause has a verb of its own."""
    for index in range(start + 1, turn.last):
        word = tokens.lower[index]
        if tokens.quote[index] >= 0:
            continue
        if word in (",", ";", "--", "—", "–", ")", ":"):
            return index
        if not clause and is_finite(tokens, index, lexicon) and not word.endswith("ed"):
            return index
    return turn.last
