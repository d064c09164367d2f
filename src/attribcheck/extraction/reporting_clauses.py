"""A turn's reporting clauses, and the attributions they make."""

from __future__ import annotations

from attribcheck.extraction.clause import Clause
from attribcheck.extraction.content_spans import left_content, right_content
from attribcheck.extraction.drafts import Draft
from attribcheck.extraction.finite_clauses import finite_clause
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.participles import participle
from attribcheck.extraction.resumed_content import resumed
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.verb_groups import Group, verb_group


def clauses(tokens: Tokens, turn: Stretch, lexicon: Lexicon) -> list[Clause]:
    """The reporting clauses of a turn, in order."""
    found: list[Clause] = []
    done = turn.first
    forms, lower = lexicon.forms, tokens.lower
    for head in tokens.leads(turn):
        if head < done:
            continue
        for form in forms.get(lower[head], ()):
            group = verb_group(tokens, head, form, turn, lexicon)
            clause = group and _clause(tokens, turn, group, found, lexicon)
            if clause:
                found = [one for one in found if not _describes(one, clause)]
                found.append(clause)
                done = clause.cue.last
                break
    return found


def _describes(inner: Clause, clause: Clause) -> bool:
    """Whether a clause only tells of another one's source: 'an aide who asked not to be named said'."""
    if clause.source is None or not clause.source.first < inner.group.head < clause.source.last:
        return False
    return inner.group.verb.act != "speech" or inner.group.verb.lemma == "ask"


def _clause(tokens: Tokens, turn: Stretch, group: Group, earlier: list[Clause], lexicon: Lexicon) -> Clause | None:
    if group.voice == "finite":
        return finite_clause(tokens, turn, group, earlier, lexicon)
    if group.voice == "ing":
        return participle(tokens, turn, group, earlier, lexicon)
    return None


def drafts_of(tokens: Tokens, turn: int, lexicon: Lexicon) -> list[Draft]:
    """The attributions of one turn's reporting clauses."""
    stretch = tokens.turns[turn]
    known = clauses(tokens, stretch, lexicon)
    found: list[Draft] = []
    for number, clause in enumerate(known):
        verb = clause.group.verb
        draft = Draft(tokens, turn, clause.cue, verb.cue_class, verb.act, clause.source, negated=clause.group.negated)
        # 'He did not mention the flood. “We …”': what he says is not what he leaves out.
        left_out = clause.group.negated and clause.right is not None and clause.right.kind == "object"
        draft.speaks = "quote" in verb.frames and not left_out
        if clause.of is not None:
            draft.gives(clause.of)
        if clause.left:
            draft.gives(left_content(tokens, stretch, known, number, lexicon))
        if clause.right is not None:
            draft.gives(right_content(tokens, stretch, known, number, lexicon))
        elif clause.left:
            draft.gives(resumed(tokens, stretch, clause, lexicon))
        draft.quoted = any(tokens.quote[part.last - 1] >= 0 for _, part in draft.content)
        open_ended = clause.right is not None and clause.right.first >= stretch.last
        if draft.content or open_ended:
            found.append(draft)
    return found
