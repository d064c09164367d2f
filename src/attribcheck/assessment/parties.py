"""Those whom claims are adverse to, and whether they are heard."""

from __future__ import annotations

from attribcheck.assessment.sources import labels
from attribcheck.facts import ClaimFacts, PartyFacts, ResponseFacts, StatementFacts


def party_facts(
    claims: list[ClaimFacts], statements: list[StatementFacts], responses: list[ResponseFacts]
) -> list[PartyFacts]:
    """One record a label in `adverse_to`, in the order in which claims name them."""
    adverse: dict[str, list[ClaimFacts]] = {}
    for claim in claims:
        for label in claim["adverse_to"]:
            adverse.setdefault(label, []).append(claim)
    return [_party(label, against, statements, responses) for label, against in adverse.items()]


def _party(
    label: str, against: list[ClaimFacts], statements: list[StatementFacts], responses: list[ResponseFacts]
) -> PartyFacts:
    ids = {claim["id"] for claim in against}
    places = [claim["focus"] for claim in against]
    return {
        "name": label,
        "claims": [claim["id"] for claim in against],
        "texts": [claim["text"] for claim in against],
        "accused": any(claim["kind"] == "allegation" for claim in against),
        "answered": any(
            response["in_text"] and response["party"].casefold() == label.casefold() for response in responses
        )
        or any(_speaks_for(label, statement) and ids & set(statement["claims"]) for statement in statements),
        "place": min(places, key=lambda place: (place.line, place.column)),
    }


def _speaks_for(label: str, statement: StatementFacts) -> bool:
    return statement["in_text"] and any(label.casefold() in labels(source) for source in statement["sources"])
