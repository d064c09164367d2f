"""What only a person can know, asked in the comment behind a new entry."""

from __future__ import annotations

from collections.abc import Sequence

from attribcheck.article import Claim, Evidence, Source, Statement

# Channels speak for nobody, and a place, a document or a group of people is no camp by itself.
_WITHOUT_SIDE = frozenset({"outlet", "platform", "document", "dataset", "witness"})
_CLAIM = {
    "allegation": "adverse_to? has the accused answered?",
    "superlative": "who keeps count?",
}


def of_source(source: Source, *, is_party: bool = False) -> tuple[str, ...]:
    """The questions about a source; `is_party` if it is at odds with another over an accusation."""
    asked = ["a party?"] if is_party else []
    if source.anonymous is not None:
        asked.append("why is no name given?")
    elif source.side is None and source.organisation is None and source.kind not in _WITHOUT_SIDE:
        asked.append("side?")
    if source.confidence == "low":
        asked.append("who is it?")
    return tuple(asked)


def of_claim(claim: Claim, statements: int) -> tuple[str, ...]:
    """The questions about a claim; `statements` is how many name it."""
    asked = [_CLAIM[claim.kind]] if claim.kind in _CLAIM and not claim.adverse_to else []
    if statements > 1:
        asked.append(f"is it one claim in all {statements} statements?")
    if claim.mentions and not statements:
        asked.append("who says so?")
    return tuple(asked)


def of_evidence(evidence: Evidence) -> tuple[str, ...]:
    """The questions about a picture or a recording."""
    return ("made_by?", "supports?") if evidence.supplied_by else ("made_by? supplied_by?", "supports?")


def of_statement(
    statement: Statement, words: str, sources: Sequence[Source], said: str | None, said_as: str | None
) -> tuple[str, ...]:
    """The questions about a statement.

    `words` are those of the text for its source, `said` and `said_as` its day and the words that give it.
    """
    asked: list[str] = []
    named = " ".join(words.split())
    if named and not any(_names(named, source) for source in sources):
        asked.append(f"is '{named}' {_joined(sources)}?")
    if said and said_as and said_as != said:
        asked.append(f"{said_as}: {said}")
    elif not said and (statement.stance in ("confirms", "denies") or statement.unproven):
        asked.append("said?")
    if statement.stance == "confirms":
        asked.append("knows_by?")
    asked += [_CLAIM[said.kind] for said in statement.says if said.kind in _CLAIM]
    return tuple(dict.fromkeys(asked))


def _names(words: str, source: Source) -> bool:
    """Whether a text's words for a source have its name, or are a part of it that is no mere pronoun."""
    found = words.casefold()
    names = [name.casefold() for name in (source.name, *source.aliases) if name]
    return any(name in found or (found in name and len(found) > 3) for name in names)


def _joined(sources: Sequence[Source]) -> str:
    return " and ".join(source.name or "" for source in sources)
