"""Where the text states a claim, and in whose voice.

A statement is an attributed mention of its claims by itself; a flat mention inside its sentence
is not a second place (docs/definitions.md, 1).
"""

from __future__ import annotations

from attribcheck.article import Article, Claim, Mention, Strength
from attribcheck.assessment.textview import TextView
from attribcheck.facts import MentionFacts, StatementFacts
from attribcheck.places import Place, Span


def mention_facts(
    claim: Claim, spoken: list[tuple[StatementFacts, Span | None]], article: Article, view: TextView
) -> list[MentionFacts]:
    """The mentions of a claim in the order of the text; `spoken` are its statements with their spans."""
    attributed = {
        view.sentence(span): (statement, span)
        for statement, span in spoken
        if span is not None and statement["stance"] != "declines"
    }
    scopes: dict[Span, list[str]] = {}
    taken: set[Span] = set()
    found: list[tuple[Span, MentionFacts]] = []
    for mention in claim.mentions:
        span = mention.span
        if span is None:
            continue
        sentence = view.sentence(span)
        inside = attributed.get(sentence)
        if inside and mention.voice == "flat":
            scopes.setdefault(sentence, []).extend(mention.scope)
            continue
        statement = inside[0] if inside and mention.voice == "attributed" else None
        if statement:
            taken.add(sentence)
        found.append((span, _facts(mention, span, statement, claim, article, view)))
    for sentence, (statement, span) in attributed.items():
        if sentence not in taken:
            strength: Strength = "hedged" if statement["cue_class"] == "hedged-doubting" else "plain"
            mention = Mention(voice="attributed", strength=strength, scope=scopes.get(sentence, []))
            found.append((span, _facts(mention, span, statement, claim, article, view)))
    found.sort(key=lambda item: item[0])
    return [facts for _, facts in found]


def _facts(
    mention: Mention, span: Span, statement: StatementFacts | None, claim: Claim, article: Article, view: TextView
) -> MentionFacts:
    passage = article.passages[span.passage]
    loaded, loaded_at = _loaded(claim, view.sentence(span), view) if mention.voice == "attributed" else ([], None)
    return {
        "voice": mention.voice,
        "strength": mention.strength,
        "scope": mention.scope,
        "statement": statement["id"] if statement else None,
        "kind": passage.kind,
        "in_heading": passage.is_heading,
        "in_headline": passage.kind == "headline",
        "sentence": view.sentence_number(span),
        "section": passage.section,
        "loaded": loaded,
        "loaded_at": loaded_at,
        "words": passage.words[span.start : span.end],
        "place": view.place(span),
    }


def _loaded(claim: Claim, sentence: Span, view: TextView) -> tuple[list[str], Place | None]:
    """The claim's loaded words that the sentence uses outside quotation marks, and where the first one stands."""
    words: list[str] = []
    first: Place | None = None
    for word in claim.loaded:
        found = view.find_in(sentence, [word])
        if found and view.outside_quotations(sentence, found):
            words.append(word)
            first = first or view.place(found)
    return words, first
