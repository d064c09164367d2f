"""Clauses whose source stands behind the verb: '…, said the mayor', 'The plan, said Anna Kern, is dead'."""

from __future__ import annotations

from attribcheck.extraction.clause import Clause
from attribcheck.extraction.content_starts import Start
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.source_phrases import subject_behind
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.verb_groups import Group
from attribcheck.extraction.word_forms import begins_phrase, is_finite


def inverted_clause(tokens: Tokens, turn: Stretch, group: Group, lexicon: Lexicon, *, certain: bool) -> Clause | None:
    """'…, said the mayor'; without quotation marks only where nothing but the source follows."""
    if group.last >= turn.last or not begins_phrase(tokens, group.last, lexicon):
        return None
    if tokens.quote[group.last] >= 0 or tokens.lower[group.last] in lexicon["never_subjects"]:
        return None
    source = subject_behind(tokens, group.last, turn, lexicon)
    if source is None:
        return None
    if not certain:
        if tokens.lower[source.first] in ("a", "an") and group.verb.lemma == "write":
            return None  # '…, wrote a host of songs'
        if source.last < turn.last and tokens.quote[source.last] >= 0:
            # 'Jon Moss -- who lost -- said the mayor "offered nothing"': it is the mayor of whom he speaks.
            return None
        near = source.first
        while near < source.last and tokens.lower[near] != ",":
            near += 1
        if any(is_finite(tokens, index, lexicon) for index in range(source.first, near)):
            return None
        if not _is_whole(tokens, Stretch(turn.first, group.first), lexicon):
            source = _before_rest(tokens, turn, source, lexicon)
            if source is None:
                return None
    clause = Clause(group, source, group.first, Stretch(group.first, group.last), left=True, inverted=True)
    behind = source.last
    if behind + 1 < turn.last and tokens.lower[behind] == "," and tokens.quote[behind + 1] >= 0:
        clause.right = Start(behind + 1, "comma-quote", group.last)
    return clause


def _is_whole(tokens: Tokens, part: Stretch, lexicon: Lexicon) -> bool:
    """Whether a stretch has a verb that is not one of ', who …'."""
    related = False
    for index in range(*part):
        word = tokens.lower[index]
        if word == ",":
            related = index + 1 < part.last and tokens.lower[index + 1] in lexicon["who"]
        elif not related and is_finite(tokens, index, lexicon):
            return True
    return False


def _before_rest(tokens: Tokens, turn: Stretch, source: Stretch, lexicon: Lexicon) -> Stretch | None:
    """The source of 'The plan, said Anna Kern, who drew it up, is dead': up to where its sentence goes on."""
    opens = tokens.lower[turn.first] in lexicon["fronting"]
    if not tokens.is_capital(source.first):
        return None
    for comma in range(source.first + 1, turn.last - 2):
        if tokens.lower[comma] in (";", ":") or tokens.quote[comma] >= 0:
            return None
        if tokens.lower[comma] != "," or tokens.quote[comma + 1] >= 0 or tokens.lower[comma + 1] in lexicon["who"]:
            continue
        if is_finite(tokens, comma + 1, lexicon) and not tokens.lower[comma + 1].endswith("ed"):
            return Stretch(source.first, comma)
        # 'Rather than wait, said Anna Kern, head of the port, the firm wants'
        for at in range(comma + 2, turn.last if opens and begins_phrase(tokens, comma + 1, lexicon) else 0):
            if tokens.lower[at] == "," or tokens.lower[at] in lexicon["relatives"]:
                break
            if is_finite(tokens, at, lexicon):
                return Stretch(source.first, comma)
    return None
