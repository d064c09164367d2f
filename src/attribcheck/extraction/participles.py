"""Participles that say something: ', saying that …' behind a clause, 'Citing …,' before one, 'a letter saying that'."""

from __future__ import annotations

from attribcheck.extraction.clause import Clause
from attribcheck.extraction.content_starts import content_start
from attribcheck.extraction.false_cues import PARTS
from attribcheck.extraction.finite_clauses import comma_before_subject
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.main_subject import opening_subject, subject_of_before
from attribcheck.extraction.source_phrases import own_verb, subject_before
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.verb_groups import Group
from attribcheck.extraction.word_forms import begins_phrase


def participle(tokens: Tokens, turn: Stretch, group: Group, earlier: list[Clause], lexicon: Lexicon) -> Clause | None:
    """', saying that …' behind a clause, 'Citing …,' before one, 'a letter saying that'."""
    if group.verb.act == "appearance":
        return None
    if _is_owned_noun(tokens, turn, group, lexicon):
        return None
    right = content_start(tokens, group.verb, group.last, turn, lexicon)
    if right is None or (right.kind in ("object", "bare", "link") and _is_quality(tokens, turn, group, lexicon)):
        return None
    lower, first = tokens.lower, group.first
    before = lower[first - 1] if first > turn.first else ""
    if before == "worth" or _is_name(tokens, turn, group):
        return None
    if not before:
        source = opening_subject(tokens, turn, lexicon)
    elif (
        before in ("and", "or", "while", "by", "in", "after", "before")
        or before in PARTS
        or tokens.quote[first - 1] >= 0
    ):
        source = subject_of_before(tokens, turn, first, earlier, lexicon)
    elif right.kind in ("that", "colon", "quote", "comma-quote", "bare", "link", "wh") and begins_phrase(
        tokens, first - 1, lexicon
    ):
        if before in lexicon["chaining_ing"]:
            return None  # 'Keeps saying', without a subject
        source = subject_before(tokens, first, turn, lexicon)
        if source is not None and own_verb(tokens, source, lexicon) is not None:
            # 'She answered Kern's letter saying', but 'It ends with footage of Kern saying'
            source = _named_last(tokens, source) or opening_subject(tokens, turn, lexicon)
    else:
        return None
    if source is None:
        return None
    clause = Clause(group, source, first, Stretch(first, right.cue_end), right, shared=True)
    if source.first == turn.first and lower[source.first] in lexicon["prepositions"]:
        # 'In a statement announcing the plan, the mayor'
        clause.source = Stretch(source.first + 1, source.last)
        clause.fronted = comma_before_subject(tokens, turn, right, lexicon)
    if not before:
        clause.fronted = comma_before_subject(tokens, turn, right, lexicon)
    return clause


def _named_last(tokens: Tokens, source: Stretch) -> Stretch | None:
    """The name that ends a phrase behind 'of' or 'with'."""
    first = source.last
    while first > source.first and tokens.is_capital(first - 1):
        first -= 1
    shown = first > source.first and tokens.lower[first - 1] in ("of", "with")
    return Stretch(first, source.last) if shown and first < source.last else None


def _is_name(tokens: Tokens, turn: Stretch, group: Group) -> bool:
    """Whether the form is a word of a name: 'the Reporting Act'."""
    at = group.head
    return at > turn.first and at + 1 < turn.last and tokens.is_capital(at) and tokens.is_capital(at + 1)


def _is_quality(tokens: Tokens, turn: Stretch, group: Group, lexicon: Lexicon) -> bool:
    """Whether the form tells of what kind the noun behind it is: 'the paper's reporting team'."""
    behind = group.head + 1
    if behind >= turn.last or tokens.is_capital(behind) or not tokens.lower[behind][0].isalpha():
        return False
    if tokens.lower[behind] in lexicon["determiners"] or tokens.lower[behind] in lexicon["pronouns"]:
        return False
    for at in range(group.head - 1, max(group.head - 3, turn.first - 1), -1):
        word = tokens.lower[at]
        if word in lexicon["articles"] or (word.endswith(("'s", "s'")) and word not in lexicon["fused"]):
            return True
        if not word[0].isalpha():
            return False
    return False


def _is_owned_noun(tokens: Tokens, turn: Stretch, group: Group, lexicon: Lexicon) -> bool:
    """Whether the form is a noun that belongs to somebody: 'his stern warning'."""
    if tokens.lower[group.head] not in lexicon.nouns:
        return False
    owners = tokens.lower[max(group.first - 2, turn.first) : group.first]
    return any(word in lexicon["owners"] or word.endswith("'s") for word in owners)
