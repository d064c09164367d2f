"""Adjectives that attribute: 'the mayor is confident that …', 'it is unclear whether …'."""

from __future__ import annotations

from attribcheck.extraction.content_spans import tidy
from attribcheck.extraction.drafts import Draft
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.source_phrases import subject_before
from attribcheck.extraction.tokens import Stretch, Tokens


def drafts_adjectival(tokens: Tokens, number: int, lexicon: Lexicon) -> list[Draft]:
    """The attributions that adjectives behind a form of 'be' make in a turn."""
    turn = tokens.turns[number]
    found: list[Draft] = []
    for at in tokens.leads(turn):
        word = tokens.lower[at]
        if not turn.first < at < turn.last - 2:
            continue
        if word in lexicon.adjectives:
            draft = _draft(tokens, number, at, lexicon)
        elif word in lexicon["nobody_knows"]:
            draft = _unknown(tokens, number, at, lexicon)
        else:
            continue
        if draft is not None:
            found.append(draft)
    return found


def _be(tokens: Tokens, at: int, turn: Stretch, lexicon: Lexicon) -> int | None:
    """The first auxiliary of the form of 'be' before an adjective; adverbs may stand between."""
    lower, first = tokens.lower, at
    while first > turn.first and (lower[first - 1] in lexicon["degrees"] or lower[first - 1].endswith("ly")):
        first -= 1
    if first == turn.first or lower[first - 1] not in lexicon["be"]:
        return None
    first -= 1
    while first > turn.first and lower[first] not in lexicon["fused"] and lower[first - 1] in lexicon["auxiliaries"]:
        first -= 1
    return first


def _draft(tokens: Tokens, number: int, at: int, lexicon: Lexicon) -> Draft | None:
    turn, lower = tokens.turns[number], tokens.lower
    adjective = lexicon.adjectives[lower[at]]
    first = _be(tokens, at, turn, lexicon)
    link = lower[at + 1]
    if first is None or link not in adjective.links:
        return None
    fused = lower[first] in lexicon["fused"]
    source = Stretch(first, first + 1) if fused else subject_before(tokens, first, turn, lexicon)
    if source is None or lower[source.first] in ("it", "it's", "there", "that's"):
        return None
    leads = link in ("that", "to", "whether", "if", "how")
    negated = any(lower[index] in lexicon["negations"] for index in range(first, at))
    cue = Stretch(first + fused, at + 1 if leads else at + 2)
    draft = Draft(tokens, number, cue, adjective.cue_class, adjective.act, source, negated=negated)
    draft.gives(tidy(tokens, Stretch(at + 1 if leads else at + 2, _end(tokens, at + 2, turn, lexicon))))
    return draft


def _unknown(tokens: Tokens, number: int, at: int, lexicon: Lexicon) -> Draft | None:
    """'It is unclear whether': nobody is named."""
    turn, lower = tokens.turns[number], tokens.lower
    first = _be(tokens, at, turn, lexicon)
    if first is None or lower[at + 1] not in lexicon["whether"] | {"that"}:
        return None
    if lower[first] not in ("it's", "that's"):
        if first == turn.first or lower[first - 1] != "it":
            return None
        first -= 1
    negated = any(lower[index] in lexicon["negations"] for index in range(first, at))
    draft = Draft(tokens, number, Stretch(first, at + 1), "neutral", "thought", negated=negated)
    draft.gives(tidy(tokens, Stretch(at + 1, _end(tokens, at + 1, turn, lexicon))))
    return draft


def _end(tokens: Tokens, start: int, turn: Stretch, lexicon: Lexicon) -> int:
    for index in range(start + 1, turn.last - 1):
        word = tokens.lower[index]
        if tokens.quote[index] < 0 and (
            word in (";", "--", "—") or (word == "," and tokens.lower[index + 1] in lexicon["parting"])
        ):
            return index
    return turn.last
