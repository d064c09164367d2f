"""Who says what in an article's prose: every construction in turn, passage by passage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attribcheck.extraction.according_to import drafts_according_to
from attribcheck.extraction.adjective_cues import drafts_adjectival
from attribcheck.extraction.agentless import drafts_agentless
from attribcheck.extraction.attribution import Attribution
from attribcheck.extraction.drafts import Draft
from attribcheck.extraction.labels import label_draft
from attribcheck.extraction.lexicon import Lexicon, lexicon
from attribcheck.extraction.nominal_cues import drafts_nominal
from attribcheck.extraction.quoted_turns import attach_quotations
from attribcheck.extraction.reporting_clauses import drafts_of
from attribcheck.extraction.tokens import Tokens
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from attribcheck.article import Passage


_CONSTRUCTIONS = (drafts_agentless, drafts_of, drafts_according_to, drafts_nominal, drafts_adjectival)


def find_attributions(passages: Iterable[Passage], language: Language) -> list[Attribution]:
    """The attributions of an article, in the order of their cues; none in a language that has no word lists."""
    words = lexicon(language)
    if not words.forms:
        return []
    read: list[tuple[Tokens, list[Draft]]] = []
    for passage in passages:
        tokens = Tokens(passage.words, passage.index, language)
        drafts: list[Draft] = []
        label = label_draft(tokens, words)
        for turn in range(len(tokens.turns)):
            drafts += _turn_drafts(tokens, turn, words, label)
        read.append((tokens, [label, *drafts] if label else drafts))
    attach_quotations(read)
    for _, drafts in read:
        mark_nested(drafts)
    found = [draft.attribution() for _, drafts in read for draft in drafts if draft.content]
    return sorted(found, key=lambda one: (one.passage, one.cue.start))


def _turn_drafts(tokens: Tokens, turn: int, words: Lexicon, label: Draft | None) -> list[Draft]:
    """The attributions of one turn; a cue counts once, the first construction to find it wins."""
    if not tokens.leads(tokens.turns[turn]):
        return []
    found = [draft for read in _CONSTRUCTIONS for draft in read(tokens, turn, words)]
    taken: set[int] = set(range(*label.cue)) if label else set()
    kept: list[Draft] = []
    for draft in found:
        cue = range(*draft.cue)
        if taken.isdisjoint(cue):
            taken.update(cue)
            kept.append(draft)
    return sorted(kept, key=lambda draft: draft.cue)


def mark_nested(drafts: list[Draft]) -> None:
    """Mark each attribution whose cue stands in the content of another one that is not in its own."""
    by_turn: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_turn.setdefault(draft.turn, []).append(draft)
    for together in by_turn.values():
        for inner in together:
            inner.nested = any(
                outer is not inner and _holds(outer, inner) and not _holds(inner, outer) for outer in together
            )
    if drafts and drafts[0].turn < 0:  # A label's content is all that follows.
        for inner in drafts[1:]:
            inner.nested = True


def _holds(outer: Draft, inner: Draft) -> bool:
    return any(part.first <= inner.cue.first < part.last for tokens, part in outer.content if tokens is inner.tokens)
