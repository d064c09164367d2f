"""Who the sources are: names that mean one source, chains of command, sides and stakes."""

from __future__ import annotations

from attribcheck.article import Article, Source
from attribcheck.facts import SourceFacts
from attribcheck.language.phrases import find, is_empty_description
from attribcheck.language.words import Language

CHANNELS = ("outlet", "platform")


def source_facts(article: Article, language: Language) -> dict[str, SourceFacts]:
    """The facts of every source, by id. Entries that share a name or an alias are one organisation."""
    first = _same_source(article)
    parties = {label for claim in article.every_claim() for label in claim.parties}
    facts: dict[str, SourceFacts] = {}
    for handle, entry in article.sources.items():
        one = article.sources[first[handle]]
        side = entry.side or one.side
        organisation = entry.organisation or one.organisation or side or first[handle]
        interest = entry.interest or (article.sides.get(side) if side else None)
        anonymous = entry.anonymous
        described = (anonymous.described_as if anonymous else None) or entry.name or ""
        facts[handle] = {
            "id": handle,
            "confidence": entry.confidence,
            "name": entry.name or (anonymous.described_as if anonymous else None) or handle,
            "aliases": entry.aliases,
            "kind": entry.kind,
            "role": entry.role,
            "place_name": entry.place_name,
            "side": side,
            "organisation": organisation,
            "interest": interest,
            "interest_disclosed": entry.interest_disclosed,
            "access": entry.access,
            "based_on": entry.based_on,
            "in_custody_of": entry.in_custody_of,
            "members": entry.members,
            "count_claimed": entry.count_claimed,
            "count_known": entry.count_known,
            "quality": entry.quality,
            "reliability": entry.reliability,
            "url": entry.url,
            "anonymous": {
                "described_as": anonymous.described_as,
                "why": anonymous.why,
                "why_is_formula": bool(anonymous.why and find("formula-reason", anonymous.why, language)),
                "approved_by": anonymous.approved_by,
                "known_to": anonymous.known_to,
                "vulnerable": anonymous.vulnerable,
            }
            if anonymous
            else None,
            "described": bool(described.strip()) and not is_empty_description(described, language),
            "plural": bool(find("plural-people", entry.name or described, language)),
            "channel": entry.kind in CHANNELS and entry.access != "firsthand",
            "party": interest == "party" or bool(parties & _labels(handle, entry, side, organisation)),
            "speaks": False,
            "place": None,
        }
    return facts


def labels(source: SourceFacts) -> set[str]:
    """All that a label (`adverse_to`, `parties`, a response's `party`) may call this source."""
    return {
        label.casefold() for label in (source["id"], source["name"], source["side"], source["organisation"]) if label
    }


def is_party(source: SourceFacts, parties: list[str]) -> bool:
    """Whether a source is a party to a claim: by its interest, or named in the claim's `parties`."""
    return source["interest"] == "party" or bool(labels(source) & {label.casefold() for label in parties})


def _labels(handle: str, entry: Source, side: str | None, organisation: str) -> set[str]:
    return {label for label in (handle, entry.name, side, organisation) if label}


def _same_source(article: Article) -> dict[str, str]:
    """For each handle, the first handle that shares a name or an alias with it."""
    owner: dict[str, str] = {}
    first: dict[str, str] = {}
    for handle, entry in article.sources.items():
        names = [name.casefold() for name in (entry.name, *entry.aliases) if name and not entry.anonymous]
        # 'one soldier' may be two men: descriptions of captives and witnesses name nobody.
        names = [] if entry.kind in ("captive", "witness", "group", "unknown") else names
        first[handle] = next((owner[name] for name in names if name in owner), handle)
        for name in names:
            owner.setdefault(name, first[handle])
    return first
