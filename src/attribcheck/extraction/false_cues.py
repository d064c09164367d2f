"""What looks like a verb of attribution and is none: 'states that have', 'those admitted have', 'reported by'."""

from __future__ import annotations

from attribcheck.extraction.clause import Clause
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.verb_groups import Group
from attribcheck.extraction.word_forms import begins_phrase, is_finite

# What may stand between content and the clause that gives it to somebody.
PARTS = frozenset({",", "--", "—", "–", "?", "!"})
_TELLING = frozenset({"that", "colon", "quote", "comma-quote", "wh"})


def is_noun(tokens: Tokens, turn: Stretch, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a form such as 'states' or 'reports' is likely the plural of a noun."""
    group = clause.group
    told = clause.right is not None and clause.right.kind in _TELLING
    if tokens.lower[group.head] == "state" and not told:
        return True  # 'the three state polls', 'state Senator Anna Kern'
    if tokens.lower[group.head] not in lexicon["nouns_too"] or group.first != group.head:
        return False
    right, source = clause.right, clause.source
    behind = tokens.lower[group.last] if group.last < turn.last else ""
    if (
        right is not None
        and right.kind == "bare"
        and any(form.tenses & {"past", "third"} for form in lexicon.forms.get(behind, ()))
    ):
        return True  # 'industry estimates put the damage at'
    between = range(source.last, group.first) if source is not None and tokens.lower[group.first - 1] == "," else ()
    relative = any(tokens.lower[at] in lexicon["relatives"] for at in between)
    if not relative and any(is_finite(tokens, at, lexicon) for at in between):
        return True  # 'she kept the rules, claims that nobody could bear out'
    if right is not None and right.kind == "that":
        # 'the letter states that it', not 'states that have'.
        following = right.first + 1
        return (
            following >= turn.last
            or not begins_phrase(tokens, following, lexicon)
            or (is_finite(tokens, following, lexicon))
            or tokens.lower[group.first - 1].endswith("ing")
        )
    # 'the city disputes the figures'
    takes = right is not None and right.kind == "object" and tokens.lower[right.first] in lexicon["articles"]
    if told or (takes and tokens.lower[group.head] not in lexicon["nouns_first"]):
        return False
    before = tokens.lower[group.first - 1]
    if before in lexicon["pronouns"] or before == "which":
        return False
    opens = source is not None and (source.first <= turn.first + 1 or tokens.lower[source.first - 1] in PARTS)
    named = tokens.is_capital(group.first - 1) or before == ","
    return not (opens and named) or tokens.lower[group.head] in lexicon["nouns_first"]


def is_done_by(tokens: Tokens, turn: Stretch, group: Group, lexicon: Lexicon) -> bool:
    """Whether a past form is passive: 'papers reported earlier by the Gazette'; 'said by telephone' is not."""
    if not group.bare or group.verb.lemma == "say" or "by" in group.verb.links:
        return False
    at = group.last
    between = lexicon["adverbs"] | lexicon["times"]
    while at < turn.last and (tokens.lower[at] in between or tokens.lower[at].endswith("ly")):
        at += 1
    return at < turn.last and tokens.lower[at] == "by"


_HOLDING = frozenset({"has", "have", "had", "is", "are", "was", "were"})


def is_reduced(tokens: Tokens, turn: Stretch, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a past form is a participle, and the verb yet to come: 'refugees admitted to Nol have'."""
    right = clause.right
    if right is None or right.kind != "link" or not clause.group.bare:
        return False
    for index in range(right.first + 1, turn.last):
        word = tokens.lower[index]
        if tokens.quote[index] >= 0 or not (word[0].isalnum() or word == "-"):
            return False
        if word in lexicon["subordinators"] or word in lexicon["coordinators"] or word in lexicon["relatives"]:
            return False
        if word in lexicon["fused"] or word in lexicon["pronouns"] or word in lexicon["articles"]:
            return False
        if word in _HOLDING:
            return True
    return False
