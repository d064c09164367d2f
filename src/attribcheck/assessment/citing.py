"""Whether a claim leads its reader to somebody: nobody-phrases, citations, good sources without a stake."""

from __future__ import annotations

from attribcheck.article import Claim
from attribcheck.assessment.textview import TextView
from attribcheck.facts import MentionFacts, NobodyFacts, StatementFacts
from attribcheck.language.phrases import find
from attribcheck.places import Span

# In this order the first that fits is the reason: Redi et al. 2019, the taxonomy of citation needed.
_STATISTICS = frozenset({"quantity", "casualty", "money", "percent", "poll"})


def nobody(statements: list[StatementFacts], mentions: list[MentionFacts], view: TextView) -> NobodyFacts | None:
    """Words that look like a claim's attribution and lead to nobody; None where somebody identified is within reach."""
    for statement in statements:
        if statement["in_text"] and not _identified(statement):
            place = statement["cue_at"] or statement["anchor"]
            if place is not None:
                return {
                    "phrase": place.seen,
                    "confirming": statement["cue_class"] == "confirming",
                    "followed_after": None,
                    "place": statement["anchor"] or place,
                }
    for mention in mentions:
        if mention["voice"] == "flat" and not mention["in_heading"] and not _served(mention, statements):
            found = _phrase(mention, statements, view)
            if found:
                return found
    return None


def _phrase(mention: MentionFacts, statements: list[StatementFacts], view: TextView) -> NobodyFacts | None:
    span = mention["place"].span
    if span is None:
        return None
    sentence = view.sentence(span)
    words = view.words(span.passage)
    for start, end in find("nobody", words, view.language, sentence.start, sentence.end):
        part = Span(span.passage, start, end)
        if view.outside_quotations(sentence, part):
            confirming = bool(find("nobody-confirming", words[start:end], view.language))
            return {
                "phrase": words[start:end],
                "confirming": confirming,
                "followed_after": _followed(mention, statements),
                "place": view.place(part),
            }
    return None


def _served(mention: MentionFacts, statements: list[StatementFacts]) -> bool:
    """Whether an identified source speaks to the claim in the same section."""
    return any(
        _identified(statement) and statement["in_text"] and statement["section"] == mention["section"]
        for statement in statements
    )


def _followed(mention: MentionFacts, statements: list[StatementFacts]) -> int | None:
    """In a lead, how many sentences later, or 0 if before, an identified source speaks to the claim."""
    if mention["section"] != 0:
        return None
    steps = [
        max(statement["sentence"] - mention["sentence"], 0)
        for statement in statements
        if _identified(statement) and statement["in_text"] and statement["sentence"]
    ]
    return min(steps, default=None)


def _identified(statement: StatementFacts) -> bool:
    return any(source["kind"] != "unknown" for source in statement["sources"])


def cited(statements: list[StatementFacts], mentions: list[MentionFacts], view: TextView) -> bool:
    """Whether a paragraph that states the claim holds a citation, or a statement of it gives an address."""
    places = [mention["place"].span for mention in mentions if not mention["in_heading"]]
    return any(statement["url"] for statement in statements) or any(
        view.passages[span.passage].citations for span in places if span
    )


def citation_reason(claim: Claim, statements: list[StatementFacts]) -> str | None:
    """Why a sentence of the claim's type needs a citation; None where it needs none."""
    if claim.common_knowledge or not (claim.contestable or claim.kind in ("opinion", "criticism")):
        return None
    reasons = {
        "quotation": any(statement["quote"] and statement["quote"]["text"] for statement in statements),
        "statistics": claim.kind in _STATISTICS,
        "controversial": claim.kind in ("allegation", "criticism") or bool(claim.adverse_to),
        "opinion": claim.kind == "opinion",
        "private-life": claim.topic == "private-life",
        "scientific": claim.kind == "scientific",
        "historical": claim.topic == "history" or (claim.event_on is not None and claim.event_on.year < 2000),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def adequate_sources(statements: list[StatementFacts]) -> int:
    """How many organisations speak for the claim through a source of high quality without a stake in it."""
    found = {
        source["organisation"].casefold()
        for statement in statements
        if statement["stance"] in ("asserts", "confirms", "estimates")
        for source in statement["sources"]
        if source["quality"] == "high" and not source["party"] and source["interest"] in (None, "none")
    }
    return len(found)
