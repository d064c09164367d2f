"""Whom a claim accuses, and what the accused answered: 'declined to comment', 'did not respond'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from attribcheck.article import Response
from attribcheck.extraction.handles import slug
from attribcheck.extraction.heard import Heard
from attribcheck.extraction.nationalities import countries_in
from attribcheck.extraction.source_names import read_name, speaker_words
from attribcheck.extraction.word_keys import matters
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from attribcheck.article import Claim
    from attribcheck.extraction.known_speakers import Speaker

# 'the guard is to blame for opening the gate', as said.py words an accusation.
_BLAMED = re.compile(r"^(?P<party>.{2,80}?) (?:is|are) to blame for ")

# Among so many first words stands what a denial is of.
_HEAD = 5
# Who may be accused by name; a pronoun or a thing is no party.
_PARTIES = ("person", "body", "place", "people")


def find_accused(heard: Sequence[Heard], speakers: list[Speaker], language: Language) -> None:
    """Fills `adverse_to` of the claims that blame somebody, with a label: the accused's country, handle or name.

    An accused who speaks without being named is given its name in `speakers`.
    """
    for claim in _claims(heard):
        found = _BLAMED.match(claim.text)
        if found and not claim.adverse_to:
            label = _label(found["party"], speakers, language)
            claim.adverse_to = [label] if label else []
            if label and all(label_of(speaker) != label for speaker in speakers):
                _name_the_accused(found["party"], label, claim, heard, speakers)
    for one in heard:
        # 'Moss denied the charge': what was said of him before is an accusation, whatever words it was put in.
        head = set(one.said.text.lower().split()[:_HEAD])
        if one.said.stance == "denies" and head & (matters()["accusing"] | matters()["part-in-it"]):
            for claim in one.about:
                _accuse(claim, [speakers[index] for index in one.speakers])


def _accuse(claim: Claim, denying: Sequence[Speaker]) -> None:
    """Makes an accusation of a claim that names those who deny it."""
    words = set(re.findall(r"[^\W_]+", claim.text.lower()))
    named = [one for one in denying if any(name.lower().split()[-1] in words for name in (one.name, *one.aliases))]
    if named and not claim.adverse_to:
        claim.adverse_to = list(dict.fromkeys(label_of(one) for one in named))
        claim.kind, claim.weight = "allegation", "high"


def _name_the_accused(party: str, label: str, claim: Claim, heard: Sequence[Heard], speakers: list[Speaker]) -> None:
    """'The group', which denies what the Green Cell is accused of, is the Green Cell."""
    for one in heard:
        if one.said.stance != "denies" or claim not in one.about or len(one.speakers) != 1:
            continue
        (index,) = one.speakers
        speaker = speakers[index]
        if speaker.kind == "institution" and speaker.name.lower() in speaker_words()["nameless"]:
            name = party.removeprefix("the ")
            speakers[index] = replace(speaker, handle=label, name=name, aliases=(*speaker.aliases, speaker.name))
            return


def _claims(heard: Iterable[Heard]) -> Iterable[Claim]:
    return {id(claim): claim for one in heard for claim in one.claims}.values()


def _label(phrase: str, speakers: Sequence[Speaker], language: Language) -> str | None:
    for named in read_name(phrase, "", language):
        if named.naming == "repeated":
            # 'the mayor', who is named elsewhere
            posts = [one for one in speakers if named.head in (one.role or "").lower().split()]
            return label_of(posts[0]) if len(posts) == 1 else None
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
