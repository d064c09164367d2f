"""Of which claims the article says that no proof was given, or that nobody could check them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from attribcheck.article import UNCONTESTABLE_KINDS, Claim, Mention
from attribcheck.extraction.heard import Heard
from attribcheck.extraction.identity import Identity, find_identities, people_nouns, stem_of
from attribcheck.extraction.nationalities import country_of
from attribcheck.extraction.no_proof import NoProof
from attribcheck.extraction.word_keys import key, keys, matters
from attribcheck.language.words import Language
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Passage
    from attribcheck.extraction.speakers import Speaker

# A sentence of proof speaks of what stands so many passages before it at most.
_REACH = 2
# And of who somebody is what stands so many passages around it: a file of many stories costs no more a story.
_AROUND = 100
_FIGURED = ("casualty", "quantity", "money", "percent")


@dataclass(slots=True)
class Unproven:
    """The claims that were made for it: an identity that a statement takes for granted. Ids are set."""

    claims: list[Claim] = field(default_factory=list)


def find_unproven(
    heard: Sequence[Heard],
    gaps: Sequence[NoProof],
    speakers: Sequence[Speaker],
    passages: Sequence[Passage],
    language: Language,
) -> Unproven:
    """Marks the claims of statements of which no proof was given, each in the statement that made it."""
    made = Unproven()
    identities: list[Identity] | None = None
    starts = [one.passage for one in heard]
    for gap in gaps:
        if gap.about == "media":
            continue
        passage = gap.sentence.passage
        told = _statements(
            gap, heard[bisect_left(starts, passage - _REACH) : bisect_right(starts, passage)], speakers, passages
        )
        if gap.about == "identity" and told:
            identities = identities if identities is not None else find_identities(passages, language)
            first, last = passage - _AROUND, passage + _AROUND
            near = [identity for identity in identities if first <= identity.span.passage <= last]
            around = heard[bisect_left(starts, first) : bisect_right(starts, last)]
            claim = _own_identity(told[-1], language) or _identity(gap, told[-1], near, around, passages, language)
            _take_up(claim, told[-1], around, speakers, language)
            made.claims.append(claim)
            _mark(told[-1], claim, gap)
            continue
        for one in told:
            for claim in _limited(gap, one):
                _mark(one, claim, gap)
    return made


def _mark(one: Heard, claim: Claim, gap: NoProof) -> None:
    if claim not in one.claims:
        one.about.append(claim)
    if claim not in one.unproven:
        one.unproven.append(claim)
    one.no_proof = one.no_proof or gap.span
    if gap.sentence.passage != one.passage or gap.sentence.start > one.start:
        claim.caveat_spans.append(gap.span)


def _limited(gap: NoProof, one: Heard) -> list[Claim]:
    """The claims of a statement that the sentence is about: all it makes itself, or the matter that is named."""
    # A view or a plan needs no proof.
    own = [claim for claim in one.claims if one.adds and claim.kind not in UNCONTESTABLE_KINDS]
    if gap.about != "matter" or not own:
        return own
    named = keys(gap.matter)
    fitting = [claim for claim in own if named & keys(claim.text)]
    if fitting:
        return fitting
    claim = Claim(text=gap.matter.strip(), kind="allegation")
    claim.confidence = one.confidence
    return [claim]


def _statements(
    gap: NoProof, heard: Sequence[Heard], speakers: Sequence[Speaker], passages: Sequence[Passage]
) -> list[Heard]:
    """Whose words they are about: the statement in the same sentence, else the nearest before it."""
    passage, start = gap.sentence.passage, gap.sentence.start
    same = [
        one
        for one in heard
        if one.passage == passage and start <= one.attribution.cue.start < gap.sentence.end and one.adds
    ]
    before = [one for one in same if one.attribution.cue.start < gap.span.start]
    if before:
        return before[-1:]
    if same:
        return same[:1]
    section = passages[passage].section
    near = [
        one
        for one in heard
        if one.adds
        and one.claims
        and passage - _REACH <= one.passage
        and (one.passage, one.start) < (passage, start)
        and passages[one.passage].section == section
    ]
    near = [one for one in near if _is_subject(gap, one, speakers)] or near
    if gap.about == "figure":
        near = [one for one in near if one.claim is not None and one.claim.kind in _FIGURED]
    if gap.several and near:
        return [one for one in near if one.passage == near[-1].passage]
    return near[-1:]


def _is_subject(gap: NoProof, one: Heard, speakers: Sequence[Speaker]) -> bool:
    """Whether the sentence's subject names the statement's source: 'The ministry offered no evidence'."""
    words = set(gap.subject.lower().replace("’", "'").split())
    for index in one.speakers:
        speaker = speakers[index]
        names = {part.lower() for name in (speaker.name, *speaker.aliases) for part in name.split()[-1:]}
        if words & names:
            return True
    return False


# Who somebody is


_CALLS = re.compile(r"\b(?:is|are|was|were)\s+(?:(?:an?|in\s+fact|all|both)\s+)?((?:[A-Z][a-z]+\s)?[A-Z][a-z]+)")


def _own_identity(one: Heard, language: Language) -> Claim | None:
    """What a statement itself says that somebody is: 'the divers were Chinese navy personnel'."""
    claim = one.claim
    for found in _CALLS.finditer(claim.text) if claim is not None else ():
        words = found.group(1)
        adjective = words if country_of(words, language) else words.split()[0]
        if claim is not None and (country_of(adjective, language) or stem_of(adjective, language)):
            claim.kind, claim.weight, claim.id = "identity", "high", "identity"
            claim.contestable = True
            return claim
    return None


def _adjective(text: str, language: Language) -> str:
    """The nationality that an identity claim gives: 'Chinese' of 'the divers were Chinese navy personnel'."""
    found = _CALLS.search(text)
    if found is None:
        return text.rsplit(" are ", 1)[-1].rsplit(" is ", 1)[-1]
    return found.group(1) if country_of(found.group(1), language) else found.group(1).split()[0]


def _identity(
    gap: NoProof,
    one: Heard,
    identities: Sequence[Identity],
    heard: Sequence[Heard],
    passages: Sequence[Passage],
    language: Language,
) -> Claim:
    """'The soldiers are North Korean', of 'no proof of their nationality' and what the article calls them."""
    lists = matters()
    about = one.keys | keys(gap.matter)
    fitting = [identity for identity in identities if key(identity.noun.lower()) in about]
    around = [one for one in passages if abs(one.index - gap.sentence.passage) <= _AROUND]
    fitting = fitting or _so_called(about, around, language) or list(identities) or _new_people(around, language)
    noun_of_proof = next((word for word in gap.matter.lower().split() if word.strip("’'") in lists["identity"]), "")
    name = {"nationalities": "nationality", "identities": "identity", "origins": "origin"}.get(
        noun_of_proof, noun_of_proof or "identity"
    )
    if not fitting:
        claim = Claim(id=name, text=gap.matter.strip(), kind="identity")
        claim.confidence = one.confidence
        return claim
    adjective, _ = Counter(identity.adjective for identity in fitting).most_common(1)[0]
    calling = [identity for identity in fitting if identity.adjective == adjective]
    # As the text has them: 'North Korean soldiers'.
    shown = passages[calling[0].span.passage].words[calling[0].span.start : calling[0].span.end]
    adjective_shown, people = shown[: len(adjective)], shown.split()[-1]
    verb = "is" if people.lower() == calling[0].noun and not people.lower().endswith(("men", "people")) else "are"
    claim = Claim(id=name, text=f"The {people} {verb} {adjective_shown}", kind="identity")
    claim.confidence = one.confidence
    said = [part for other in heard for part in other.attribution.content]
    for identity in calling:
        spot = identity.span
        if not any(_within(spot, part) for part in said):
            mention = Mention(voice="flat")
            mention.span = spot
            claim.mentions.append(mention)
    return claim


_CALLED = re.compile(r"((?:[A-Z][a-z]+\s)?[A-Z][a-z]+)\s+([a-z]+)\b")


def _so_called(about: frozenset[str], passages: Sequence[Passage], language: Language) -> list[Identity]:
    """Those whom the text gives a nationality and the statement speaks of: 'Danish divers' of 'the divers'.

    A nationality that no list has is known by its ending.
    """
    found: list[Identity] = []
    new: list[Identity] = []
    for passage in passages:
        for match in _CALLED.finditer(passage.words):
            adjective, start = match.group(1), match.start()
            if country_of(adjective, language) is None and " " in adjective:
                start += adjective.index(" ") + 1
                adjective = adjective.split(" ", 1)[1]
            if key(match.group(2)) not in about:
                continue
            one = Identity(Span(passage.index, start, match.end()), adjective.lower(), match.group(2).removesuffix("s"))
            if country_of(adjective, language):
                found.append(one)
            elif stem_of(adjective, language):
                new.append(one)
    return found or new


def _new_people(passages: Sequence[Passage], language: Language) -> list[Identity]:
    """People with a nationality that no list has: 'Marlish sailors'."""
    return _so_called(frozenset(key(noun) for noun in people_nouns(language)), passages, language)


def _within(spot: Span, part: Span) -> bool:
    return part.passage == spot.passage and part.start <= spot.start < part.end


def _take_up(
    claim: Claim, origin: Heard, heard: Sequence[Heard], speakers: Sequence[Speaker], language: Language
) -> None:
    """Joins those who confirm or deny what somebody is."""
    wanted = keys(claim.text)
    adjective = _adjective(claim.text, language)
    country = country_of(adjective, language)
    lists = matters()
    stem = None if country else stem_of(adjective, language)
    for one in heard:
        if one is not origin and one.said.stance == "asserts" and _says_they_are_not(one.said.text, adjective):
            # 'said the men were not Chinese' is a denial, whatever verb it has.
            one.said, one.about, one.claim = replace(one.said, stance="denies"), [claim], None
        if one is origin or one.said.stance not in ("confirms", "denies"):
            continue
        words = {word.strip(".,'’\"") for word in one.said.text.lower().split()}
        named = bool(wanted) and wanted <= one.keys
        says_it = _says_what_they_are(one.said.text, adjective)
        # 'Confirmed that two Danish divers were held' takes in who they are; a denial of it does not.
        takes_in = named or _calls_people(one.said.text, adjective, language)
        names_it = bool(words & lists["identity"]) or says_it or (takes_in and one.said.stance == "confirms")
        own = any(_belongs(speakers[index], country, stem) for index in one.speakers)
        of_its_own = own and bool(words & lists["own"]) and bool(words & lists["nationals"])
        if says_it and one.said.stance == "confirms":
            # Nothing else is confirmed by it.
            one.about, one.claim = [claim], None
        elif claim in one.about:
            continue
        elif names_it or (one.said.stance == "denies" and of_its_own):
            one.about.append(claim)
            if one.said.stance == "denies":
                one.claim = None


def _belongs(speaker: Speaker, country: str | None, stem: str | None) -> bool:
    """Whether a speaker is a country's, or has its name from the same word: "Marland's ministry" of 'Marlish'."""
    if country:
        return speaker.of_place == country
    names = " ".join((speaker.name, *speaker.aliases)).lower().split()
    return stem is not None and any(word.startswith(stem) for word in names)


def _calls_people(text: str, adjective: str, language: Language) -> bool:
    """Whether people are given the nationality by another noun: 'two Belarusian agents' of 'the saboteurs'."""
    people = {key(noun) for noun in people_nouns(language)}
    found = re.finditer(re.escape(adjective) + r"\s+([a-z]+)(?:\s+([a-z]+))?", text)
    return any(key(word) in people for match in found for word in match.groups() if word)


def _says_they_are_not(text: str, adjective: str) -> bool:
    verb = r"\b(?:is|are|was|were)(?:\s+not|n['’]t)\s+(?:an?\s+|the\s+)?"
    return re.search(verb + re.escape(adjective) + r"\b", text) is not None


def _says_what_they_are(text: str, adjective: str) -> bool:
    """'the divers were Danish', and not 'the Danish divers were'."""
    verb = r"\b(?:be|is|are|was|were|been|being)\s+(?:\w+\s+){0,2}?"
    return re.search(verb + re.escape(adjective) + r"\b", text, re.IGNORECASE) is not None
