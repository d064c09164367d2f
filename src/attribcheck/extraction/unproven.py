"""Of which claims the article says that no proof was given, or that nobody could check them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from attribcheck.article import UNCONTESTABLE_KINDS, Claim
from attribcheck.extraction.heard import Heard
from attribcheck.extraction.identity import Identity, find_identities
from attribcheck.extraction.no_proof import NoProof
from attribcheck.extraction.unproven_identity import AROUND, described_identity, identity_of, own_identity, take_up
from attribcheck.extraction.word_keys import keys, matters
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from attribcheck.article import Passage
    from attribcheck.extraction.known_speakers import Speaker

# A sentence of proof speaks of what stands so many passages before it at most.
_REACH = 2
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
        told = _owned(gap, heard[: bisect_left(starts, passage + 1)], speakers) or _statements(
            gap, heard[bisect_left(starts, passage - _REACH) : bisect_right(starts, passage)], speakers, passages
        )
        if gap.about == "identity" and told:
            identities = identities if identities is not None else find_identities(passages, language)
            first, last = passage - AROUND, passage + AROUND
            near = [identity for identity in identities if first <= identity.span.passage <= last]
            around = heard[bisect_left(starts, first) : bisect_right(starts, last)]
            claim = own_identity(told[-1], language) or identity_of(gap, told[-1], near, around, passages, language)
            take_up(claim, told[-1], around, speakers, language)
            made.claims.append(claim)
            _mark(told[-1], claim, gap)
            continue
        for one in told:
            for claim in _limited(gap, one):
                _mark(one, claim, gap)
            called = described_identity(one, language) if gap.about == "all" else None
            if called is not None:
                first, last = passage - AROUND, passage + AROUND
                around = heard[bisect_left(starts, first) : bisect_right(starts, last)]
                take_up(called, one, around, speakers, language)
                made.claims.append(called)
                _mark(one, called, gap)
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
    if gap.matter.split(" ", 1)[0].lower() in matters()["own"]:
        return own  # 'no proof of his death', of the one whom it killed
    claim = Claim(text=gap.matter.strip(), kind="allegation")
    claim.confidence = one.confidence
    return [claim]


def _owned(gap: NoProof, heard: Sequence[Heard], speakers: Sequence[Speaker]) -> list[Heard]:
    """What somebody told whose account it is, wherever it stands before: 'to verify the captain's account'."""
    found = _OWNER.search(gap.matter)
    owner = found.group(1).lower() if found else ""
    told = [
        one
        for one in heard
        if owner
        and one.adds
        and one.claims
        and (one.passage, one.start) < (gap.sentence.passage, gap.sentence.start)
        and any(owner in _called(speakers[index]) for index in one.speakers)
    ]
    return [one for one in told if one.passage == told[-1].passage]


# 'the captain's account'
_OWNER = re.compile(
    r"\b([\w-]+)['’]s?\s+(?:account|claims?|version|allegations?|story|report|figures?|statement|assertions?)\b"
)


def _called(speaker: Speaker) -> set[str]:
    """The words of somebody's names and post, in small letters."""
    return {part.lower() for name in (speaker.name, *speaker.aliases, speaker.role or "") for part in name.split()}


def _statements(
    gap: NoProof, heard: Sequence[Heard], speakers: Sequence[Speaker], passages: Sequence[Passage]
) -> list[Heard]:
    """Whose words they are about: the statement in the same sentence, else the nearest before it."""
    passage, start = gap.sentence.passage, gap.sentence.start
    # Who says that no proof was given says it of others.
    words = passages[passage].words[gap.span.start : gap.span.end]
    others = [one for one in heard if one.passage != passage or words not in one.said.text]
    is_said = len(others) < len(heard)
    heard = others
    same = [
        one
        for one in heard
        if one.passage == passage and start <= one.attribution.cue.start < gap.sentence.end and one.adds and one.claims
    ]
    before = [one for one in same if one.attribution.cue.start < gap.span.start]
    if before:
        return before[-1:]
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
    of_subject = [one for one in near if _is_subject(gap, one, speakers)]
    if same and not of_subject and gap.about != "figure":
        return same[:1]
    near = of_subject or ([] if is_said else near)
    if gap.about == "figure":
        near = [one for one in near if one.claim is not None and _has_figure(one.claim)]
    if gap.several and gap.matter.lower().split()[:1] == ["neither"]:
        return near[-2:]
    if gap.several and near:
        return [one for one in near if one.passage == near[-1].passage]
    return near[-1:]


def _has_figure(claim: Claim) -> bool:
    return claim.kind in _FIGURED or any(letter.isdigit() for letter in claim.text)


def _is_subject(gap: NoProof, one: Heard, speakers: Sequence[Speaker]) -> bool:
    """Whether the sentence's subject names the statement's source: 'The ministry offered no evidence'."""
    words = set(gap.subject.lower().replace("’", "'").split())
    for index in one.speakers:
        speaker = speakers[index]
        # 'The ministry' is the interior ministry of Nol.
        names = {part.lower() for name in (speaker.name, *speaker.aliases) for part in name.split()}
        if words & names - matters()["empty"]:
            return True
    return False
