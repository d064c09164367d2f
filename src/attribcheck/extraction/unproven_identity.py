"""Who somebody is, where the text says that no proof of it was given: the claim, and who confirms or denies it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from attribcheck.article import Claim, Mention
from attribcheck.extraction.heard import Heard
from attribcheck.extraction.identity import Identity, nationality_given, people_nouns, stem_of
from attribcheck.extraction.nationalities import countries_in, country_of
from attribcheck.extraction.no_proof import NoProof
from attribcheck.extraction.same_matter import goes_on
from attribcheck.extraction.word_keys import key, keys, matters
from attribcheck.language.words import Language
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Passage
    from attribcheck.extraction.known_speakers import Speaker

# What is about who somebody is stands so many passages around the proof: a file of many stories costs no more a story.
AROUND = 100


def own_identity(one: Heard, language: Language) -> Claim | None:
    """What a statement itself says that somebody is: 'the divers were Chinese navy personnel'."""
    claim = one.claim
    if claim is None or nationality_given(claim.text, language) is None:
        return None
    claim.kind, claim.weight, claim.id = "identity", "high", "identity"
    claim.contestable = True
    return claim


@lru_cache(maxsize=1)
def _described() -> re.Pattern[str]:
    calling = "|".join(sorted(matters()["calling-people"]))
    return re.compile(
        rf"\b(?P<people>[a-z]+),? (?:(?:whom|who|that|which) )?(?:it|he|she|they) (?:has |had )?(?:{calling}) "
        r"(?P<calling>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
    )


def described_identity(one: Heard, language: Language) -> Claim | None:
    """What a statement calls people by the way: 'seized two pilots, whom it described as Marlish'."""
    found = _described().search(one.said.text)
    if found is None:
        return None
    claim = Claim(id="nationality", text=f"The {found['people']} are {found['calling']}", kind="identity")
    claim.weight, claim.contestable, claim.confidence = "high", True, one.confidence
    return claim if nationality_given(claim.text, language) and found["people"].endswith(("s", "men")) else None


def _adjective(text: str, language: Language) -> str:
    """The nationality that an identity claim gives: 'Chinese' of 'the divers were Chinese navy personnel'."""
    return nationality_given(text, language) or text.rsplit(" are ", 1)[-1].rsplit(" is ", 1)[-1]


def identity_of(
    gap: NoProof,
    one: Heard,
    identities: Sequence[Identity],
    heard: Sequence[Heard],
    passages: Sequence[Passage],
    language: Language,
) -> Claim:
    """'The soldiers are North Korean', of 'no proof of their nationality' and what the article calls them."""
    if nationality_given(gap.matter, language):
        # 'no proof that the two were Corvan' says itself what is not proven.
        claim = Claim(id="identity", text=gap.matter.strip(), kind="identity")
        claim.confidence = one.confidence
        return claim
    lists = matters()
    about = one.keys | keys(gap.matter)
    fitting = [identity for identity in identities if key(identity.noun.lower()) in about]
    around = [one for one in passages if abs(one.index - gap.sentence.passage) <= AROUND]
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


def take_up(
    claim: Claim, origin: Heard, heard: Sequence[Heard], speakers: Sequence[Speaker], language: Language
) -> None:
    """Joins those who confirm or deny what somebody is."""
    wanted = keys(claim.text)
    adjective = _adjective(claim.text, language)
    country = country_of(adjective, language)
    lists = matters()
    stem = None if country else stem_of(adjective, language)
    people = {key(noun) for noun in people_nouns(language)}
    for one in heard:
        own = any(_belongs(speakers[index], country, stem) for index in one.speakers)
        has_none = own and _has_none(one.said.text, language)
        is_not = has_none or _says_they_are_not(one.said.text, adjective)
        if one is not origin and one.said.stance == "asserts" and is_not:
            # 'said the men were not Chinese' is a denial, whatever verb it has; so is 'we have no pilots there'.
            one.said, one.about, one.claim = replace(one.said, stance="denies"), [claim], None
        if one is origin:
            continue
        of_people = _is_finding(one) or bool(people & one.keys) or one.keys & wanted
        if one.said.stance == "asserts" and not own and not set(one.speakers) & set(origin.speakers) and of_people:
            # 'had "established beyond doubt" that four of them belonged to a Corvan unit'
            says_so = _says_what_they_are(one.said.text, adjective) or _says_whose(
                one.said.text, country, stem, language
            )
            if says_so:
                one.said, one.about, one.claim = replace(one.said, stance="confirms"), [claim], None
            continue
        if one.said.stance not in ("confirms", "denies"):
            continue
        words = {word.strip(".,'’\"") for word in one.said.text.lower().split()}
        named = bool(wanted) and wanted <= one.keys
        says_it = _says_what_they_are(one.said.text, adjective) or _says_whose(one.said.text, country, stem, language)
        # 'Confirmed that two Danish divers were held' takes in who they are; a denial of it does not.
        takes_in = named or _calls_people(one.said.text, adjective, language)
        names_it = bool(words & lists["identity"]) or says_it or (takes_in and one.said.stance == "confirms")
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
    for last, one in pairwise(heard):
        if goes_on(one, last) and claim in last.about and claim not in one.about:
            one.about.append(claim)
            one.claim = None
    denying = [one for one in heard if one.said.stance == "denies"]
    if any(claim in one.about for one in denying):
        return
    for one in denying:
        own = any(_belongs(speakers[index], country, stem) for index in one.speakers)
        if own and any(each in origin.claims for each in one.about):
            # Who is said to have sent them denies the allegation as a whole.
            one.about.append(claim)


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


def _is_finding(one: Heard) -> bool:
    """Whether somebody tells what he has found out: 'it had established that'."""
    words = {word.strip(".,'’“”\"") for word in one.said.text.lower().split()[:_FOUND]}
    return not words.isdisjoint(matters()["finding-out"])


# Among so many first words stands 'established'.
_FOUND = 5


def _has_none(text: str, language: Language) -> bool:
    """'We have no pilots in that area'"""
    people = {key(noun) for noun in people_nouns(language)}
    # 'we have no pilots there', 'no Corvan citizen was missing'
    found = re.finditer(r"\b(?:(?:has|have|had|sent)\s+)?no\s+(\w+)(?:\s+(\w+))?", text, re.IGNORECASE)
    return any(key(word.lower()) in people for match in found for word in match.groups() if word)


# Behind one of these stands whose somebody is: 'were officers of', 'belonged to', 'held passports of'.
_WHOSE = re.compile(
    r"\b(?:is|are|was|were|been|belong(?:ed|s)?|serv(?:ed|es|ing)|came|comes?|h[eo]ld|carr(?:y|ied)|ha[ds]|have|work(?:ed|s)?)"
    r"\s+((?:[\w’'-]+\s+){0,6}[\w’'-]+)"
)


def _says_whose(text: str, country: str | None, stem: str | None, language: Language) -> bool:
    """'the two were officers of Belmark's air force', where the claim is that they are Belmarkian."""
    for found in _WHOSE.finditer(text):
        words = found.group(1)
        if country and country in countries_in(words, language):
            return True
        if stem and any(word.lower().startswith(stem) for word in words.split()):
            return True
    return False


def _says_what_they_are(text: str, adjective: str) -> bool:
    """'the divers were Danish', and not 'the Danish divers were'."""
    verb = r"\b(?:be|is|are|was|were|been|being)\s+(?:\w+\s+){0,2}?"
    return re.search(verb + re.escape(adjective) + r"\b", text, re.IGNORECASE) is not None
