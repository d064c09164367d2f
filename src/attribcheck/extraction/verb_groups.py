"""Verbs of attribution with their auxiliaries: 'has not said', 'was told', 'to say', ', saying'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from attribcheck.extraction.lexicon import Form, Lexicon, Verb
from attribcheck.extraction.tokens import Stretch, Tokens

Voice = Literal["finite", "passive", "infinitive", "ing", "participle"]


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with what belongs to it: `first` is its first auxiliary or adverb, `last` stands behind its particles."""

    first: int
    head: int
    last: int
    verb: Verb
    voice: Voice
    negated: bool
    # Whether the verb is one word without auxiliary, which may stand before its subject.
    bare: bool
    # The pronoun that a short form holds: "he's said".
    fused: int | None = None


def verb_group(tokens: Tokens, head: int, form: Form, turn: Stretch, lexicon: Lexicon) -> Group | None:
    """The group of which a form is the head, or None where the form is no verb there."""
    last = _behind_particles(tokens, head, form.verb, turn)
    if last is None:
        return None
    if tokens.lower[head] in _QUOTED:
        saying = _as_saying(tokens, head, turn)
        if saying is not None:
            return _quoted(tokens, head, saying, turn, lexicon)
    lower, adverbs, auxiliaries = tokens.lower, lexicon["adverbs"], lexicon["auxiliaries"]
    first, helpers, fused, negated = head, [], None, False
    while first > turn.first and tokens.quote[first - 1] < 0:
        word = lower[first - 1]
        if word in auxiliaries and not (tokens.is_capital(first - 1) and first - 1 > turn.first):
            helpers.append(word)
            if word in lexicon["fused"]:
                fused = first - 1
                break
        elif not (
            word in adverbs
            or (word.endswith("ly") and word not in lexicon["not_adverbs"] and not tokens.is_capital(first - 1))
        ):
            break
        negated = negated or word in lexicon["negations"]
        first -= 1
    while first < head and lower[first] in lexicon["not_in_group"]:
        first += 1
    if first > turn.first + 1 and lower[first - 2 : first] == ["all", "but"]:
        first -= 2
    voice = _voice(tokens, first, form, helpers, turn, lexicon)
    if voice == "infinitive" or (voice == "ing" and not helpers):
        chained = _chained(tokens, first, turn, lexicon, infinitive=voice == "infinitive")
        if chained is not None:
            if lower[chained] in ("trying", "attempting"):
                return None  # Nothing has been said yet.
            # '…, going on to say that' has no subject of its own.
            first, voice, helpers = chained, "ing" if lower[chained] == "going" else "finite", ["to"]
            negated = negated or any(tokens.lower[at] in lexicon["negations"] for at in range(first, head))
    if first > turn.first and lower[first - 1] == "neither" and last + 1 < turn.last and lower[last] == "nor":
        # 'neither confirmed nor denied', 'would neither confirm nor deny'
        first, last = first - 1, last + 2
        while first > turn.first and lower[first - 1] in lexicon["modals"]:
            first -= 1
        second = next((other.verb for other in lexicon.forms.get(lower[last - 1], ())), None)
        return Group(first, head, last, second, "finite", True, False, fused) if second else None
    if voice is None:
        return None
    if first > turn.first and lower[first - 1] in lexicon["nobody"]:
        negated = True
    return Group(first, head, last, form.verb, voice, negated, first == head and not helpers, fused)


# 'was quoted as saying' is what somebody said.
_QUOTED = frozenset({"quoted", "cited", "reported"})
# As many words as whoever quoted him has: 'quoted by the state news agency as saying'.
_BY = 8


def _as_saying(tokens: Tokens, head: int, turn: Stretch) -> int | None:
    """Where 'as saying' ends behind 'quoted' or 'quoted by the paper'."""
    lower = tokens.lower
    if lower[head + 1 : head + 3] == ["as", "saying"]:
        return head + 3
    if lower[head + 1 : head + 2] != ["by"]:
        return None
    for at in range(head + 2, min(head + 2 + _BY, turn.last - 1)):
        if lower[at : at + 2] == ["as", "saying"]:
            return at + 2
        if lower[at] in (",", ";") or tokens.quote[at] >= 0:
            return None
    return None


def _quoted(tokens: Tokens, head: int, last: int, turn: Stretch, lexicon: Lexicon) -> Group | None:
    first = head
    while first > turn.first and (
        tokens.lower[first - 1] in lexicon["auxiliaries"] or tokens.lower[first - 1] in lexicon["adverbs"]
    ):
        first -= 1
    return Group(first, head, last, lexicon.say, "finite", False, False) if first < head else None


def _chained(tokens: Tokens, first: int, turn: Stretch, lexicon: Lexicon, *, infinitive: bool) -> int | None:
    """Where a chain of verbs begins: 'went on to say', 'has begun arguing'; None where none stands before."""
    lower = tokens.lower
    at = first - 2 if infinitive else first - 1
    if at > turn.first and lower[at] == "on":
        at -= 1
    if at <= turn.first or lower[at] not in lexicon["chaining" if infinitive else "chaining_ing"]:
        return None
    while at > turn.first and (
        (lower[at - 1] in lexicon["auxiliaries"] and lower[at - 1] not in lexicon["fused"])
        or lower[at - 1] in lexicon["adverbs"]
        or (lower[at - 1].endswith("ly") and not tokens.is_capital(at - 1))
    ):
        at -= 1
    return at if at > turn.first and tokens.quote[at] < 0 else None


def _behind_particles(tokens: Tokens, head: int, verb: Verb, turn: Stretch) -> int | None:
    last = head + 1
    for particle in verb.particles:
        if last < turn.last and tokens.lower[last] in ("it", "clear") and particle != tokens.lower[last]:
            last += 1
        if last >= turn.last or tokens.lower[last] != particle:
            return None
        last += 1
    return last


def _voice(tokens: Tokens, first: int, form: Form, helpers: list[str], turn: Stretch, lexicon: Lexicon) -> Voice | None:
    tenses, be = form.tenses, lexicon["be"]
    before = tokens.lower[first - 1] if first > turn.first else ""
    nearest = helpers[0] if helpers else ""
    if "ing" in tenses:
        return "finite" if nearest in be else "ing"
    if nearest in be:
        if nearest in lexicon["fused"] and "quote" in form.verb.frames and "participle" in tenses:
            return "finite"  # "he's said"
        return "passive" if "participle" in tenses else None
    if nearest in lexicon["perfect"]:
        return "finite" if "participle" in tenses else None
    if nearest in lexicon["modals"]:
        return "finite" if "plain" in tenses else None
    if "plain" in tenses and before == "to":
        return "infinitive"
    if before in lexicon["articles"] or (before.endswith(("'s", "s'")) and before not in lexicon["fused"]):
        return None
    if first > turn.first and tokens.quote[first - 1] >= 0:
        return "finite" if tenses & {"past", "third"} or before != "," else None
    if "past" in tenses:
        if before in lexicon["prepositions"] or before[:1].isdigit():
            return None
        return "finite"
    if "third" in tenses:
        return "finite" if _is_singular(tokens, first, before, lexicon) else None
    if "plain" in tenses:
        return "finite" if _is_plural(tokens, first, before, lexicon) else None
    return "participle" if "participle" in tenses else None


def _is_singular(tokens: Tokens, first: int, before: str, lexicon: Lexicon) -> bool:
    """Whether a form such as 'claims' may be a verb behind a word: 'the mayor claims', not 'of claims'."""
    if not before or before in lexicon["prepositions"] or before in lexicon["plural_pronouns"]:
        return False
    if before in lexicon["coordinators"] or before in (",", ")", "--", "—", "–", "who", "which", "it", "he", "she"):
        return True
    return before[-1].isalnum() and before not in lexicon["determiners"]


# Shorter words in -s are hardly plurals: 'is', 'was'.
_DATED = 4


def _is_plural(tokens: Tokens, first: int, before: str, lexicon: Lexicon) -> bool:
    """Whether a form such as 'say' may be a verb behind a word: 'records show', not 'the show'."""
    if before in lexicon["plurals"] or before == "%":
        return True
    if before in lexicon["time_ends"] and first > _DATED and tokens.lower[first - 2] == "on":
        # 'papers filed on Wednesday show'
        return any(word.endswith("s") and len(word) > _DATED for word in tokens.lower[first - 5 : first - 2])
    if tokens.lower[first] in lexicon["surely_plain"]:
        for index in range(first - 2, max(first - 4, -1), -1):
            if tokens.lower[index + 1].endswith("s"):
                break
            if tokens.lower[index] in lexicon["articles"]:
                return False
        return before not in ("", "and", "or", "--") and before not in lexicon["prepositions"]
    if before in (",", ")", "and"):
        return False
    return (
        before.endswith("s")
        and not before.endswith(("ss", "us"))
        and before not in lexicon["determiners"]
        and (before not in lexicon["prepositions"])
    )
