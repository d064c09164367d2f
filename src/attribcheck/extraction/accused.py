"""Whom a claim accuses, and what the accused answered: 'declined to comment', 'did not respond'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attribcheck.article import Response
from attribcheck.extraction.handles import slug
from attribcheck.extraction.heard import Heard
from attribcheck.extraction.nationalities import countries_in
from attribcheck.extraction.source_names import read_name
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from attribcheck.article import Claim
    from attribcheck.extraction.speakers import Speaker

# 'the guard is to blame for opening the gate', as said.py words an accusation.
_BLAMED = re.compile(r"^(?P<party>.{2,80}?) (?:is|are) to blame for ")

# Who may be accused by name; a pronoun or a thing is no party.
_PARTIES = ("person", "body", "place", "people")


def find_accused(heard: Sequence[Heard], speakers: Sequence[Speaker], language: Language) -> None:
    """Fills `adverse_to` of the claims that blame somebody, with a label: the accused's country, handle or name."""
    for claim in _claims(heard):
        found = _BLAMED.match(claim.text)
        if found and not claim.adverse_to:
            label = _label(found["party"], speakers, language)
            claim.adverse_to = [label] if label else []


def _claims(heard: Iterable[Heard]) -> Iterable[Claim]:
    return {id(claim): claim for one in heard for claim in one.claims}.values()


def _label(phrase: str, speakers: Sequence[Speaker], language: Language) -> str | None:
    for named in read_name(phrase, "", language):
        if named.naming not in _PARTIES:
            continue
        for speaker in speakers:
            names = {name.lower() for name in (speaker.name, *speaker.aliases)}
            if named.name.lower() in names or (named.acronym or "").lower() in names:
                return label_of(speaker)
        countries = countries_in(phrase, language)
        return slug(countries[0]) if countries else slug(named.name) if named.name else None
    return None


def label_of(speaker: Speaker) -> str:
    """The camp that somebody speaks for: the country, else the speaker alone."""
    return slug(speaker.of_place) if speaker.of_place else speaker.handle


def answers(heard: Sequence[Heard], speakers: Sequence[Speaker]) -> list[tuple[Heard, Response]]:
    """The statements in which an accused gives no answer, each with the response that it is."""
    adverse: dict[str, list[str]] = {}
    for claim in _claims(heard):
        for label in claim.adverse_to:
            adverse.setdefault(label, []).append(str(claim.id))
    found: list[tuple[Heard, Response]] = []
    for one in heard:
        labels = [label for index in one.speakers if (label := label_of(speakers[index])) in adverse]
        if one.said.stance == "declines" and labels:
            kind = "no-reply" if one.attribution.negated else "declined"
            found.append((one, Response(party=labels[0], claims=adverse[labels[0]], kind=kind)))
    return found


__all__ = ["answers", "find_accused", "label_of"]
