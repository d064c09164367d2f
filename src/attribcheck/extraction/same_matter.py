"""Which claim a confirmation or a denial is about: the same one that somebody else made elsewhere in the article.

Only what says that it confirms or denies is joined to another's claim; two sentences that look alike are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attribcheck.article import UNCONTESTABLE_KINDS
from attribcheck.extraction.heard import Heard
from attribcheck.extraction.word_keys import alike, keys, matters

if TYPE_CHECKING:
    from attribcheck.article import Claim
    from attribcheck.extraction.known_speakers import Speaker

# Two wordings are one matter if the shorter one is in the longer one by so much.
_SAME = 0.5
# Between two speakers it must be more: they may speak of other things about the same people and places.
_MOST = 0.6
_NEARLY_ALL = 0.75
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# 'the ministry's earlier account as false': what is referred to stands among the first words.
_HEAD = 5
# 'denied this as untrue', 'denied it on Sunday'
_BEHIND = ("as", "on", "and", "but", "late", "last", "yesterday", "today", "in", "at")
# As many statements before and behind may be about the same matter: a file of many stories costs no more a story.
_AROUND = 200
_FIGURED = ("casualty", "quantity", "money", "percent")


def join_matters(heard: Sequence[Heard], speakers: Sequence[Speaker]) -> None:
    """Fills `about` and `repeats` of the statements that confirm or deny."""
    names = [_names(speaker) for speaker in speakers]
    for number, one in enumerate(heard):
        if one.said.stance not in ("confirms", "denies"):
            continue
        for other in _targets(number, heard, speakers, names):
            if _same_speaker(one, other):
                one.repeats = one.repeats or other
                one.about += [claim for claim in other.claims if claim not in one.about]
            elif other.claim is not None and other.claim not in one.about:
                one.about.append(other.claim)
        pointing = one.said.text.lower().startswith("what ") or " " not in one.said.text
        if not one.about and pointing:
            one.claim = None  # 'denied involvement', 'rejected what it called a smear': of what, nobody has said
        if one.about:
            one.claim = None if _only_refers(one) or one.said.stance == "denies" or one.repeats else one.claim


def _targets(
    number: int, heard: Sequence[Heard], speakers: Sequence[Speaker], names: Sequence[frozenset[str]]
) -> list[Heard]:
    one = heard[number]
    # Nobody confirms what another wishes, plans or offers by confirming what happened.
    others = [
        other
        for other in heard[max(number - _AROUND, 0) : number + _AROUND]
        if other is not one
        and other.claim is not None
        and other.adds
        and other.claim.kind not in UNCONTESTABLE_KINDS
        and not (_same_speaker(one, other) and (other.passage, other.start) > (one.passage, one.start))
    ]
    before = [other for other in others if (other.passage, other.start) < (one.passage, one.start)]
    own = frozenset[str]().union(*(names[index] for index in one.speakers))
    reference = _reference(one.said.text)
    last = heard[number - 1] if number else one
    if goes_on(one, last):
        # '"This is a fabrication," its envoy said': of what was just denied.
        return [other for other in others if other.claim in last.about]
    if reference is not None:
        return _referred(reference, one, before, own, speakers)
    same = [(alike(one.keys, other.keys), other) for other in others if _same_figure(one, other)]
    fitting = [
        (score, other) for score, other in same if score >= _SAME and (_same_speaker(one, other) or _covers(one, other))
    ]
    if not fitting:
        return []
    best = max(score for score, _ in fitting)
    # Of those that fit best the first to have said it: the later ones may repeat it.
    return [next(other for score, other in fitting if score == best)]


def goes_on(one: Heard, last: Heard) -> bool:
    """Whether a denial only points at what the statement before it, in its paragraph, denied."""
    points = one.said.text.lower() in ("this", "that", "it", "these", "those")
    return (
        points and one is not last and last.passage == one.passage and last.said.stance == one.said.stance == "denies"
    )


def _covers(one: Heard, other: Heard) -> bool:
    """Whether nearly all of the other's claim is confirmed, or nearly all that is confirmed stands in it."""
    shared = len(one.keys & other.keys)
    return shared >= _MOST * len(other.keys) or shared >= _NEARLY_ALL * len(one.keys)


def _same_figure(one: Heard, other: Heard) -> bool:
    """Whether it names the figure that the other claim is about; without it the claim is another one."""
    figures = {word for word in other.keys if word[0].isdigit()}
    kinds = other.claim is not None and other.claim.kind in _FIGURED
    return not kinds or not figures or bool(figures & one.keys)


def _reference(text: str) -> list[str] | None:
    """The first words of what only points at something said before: 'the allegation', 'any involvement', 'it'."""
    words = [word.lower() for word in _WORD.findall(text)]
    lists = matters()
    pointing = lists["said-before"] | lists["part-in-it"] | lists["figures"]
    head = words[:_HEAD]
    at = next((place for place, word in enumerate(head) if word in pointing), None)
    if at is None:
        return None
    if (
        head[at] in ("it", "this", "that", "these", "those", "them")
        and len(words) > at + 1
        and words[at + 1] not in _BEHIND
        and words[at + 1] not in pointing
    ):
        return None
    # 'the report that the bridge was mined' says itself what it is about; 'the report' does not.
    return words


def _referred(
    words: list[str], one: Heard, before: list[Heard], own: frozenset[str], speakers: Sequence[Speaker]
) -> list[Heard]:
    lists = matters()
    head = set(words[:_HEAD])
    others = [other for other in before if not _same_speaker(one, other)]
    rest = keys(" ".join(words)) - own
    content = frozenset(rest - keys(" ".join(lists["said-before"] | lists["part-in-it"] | lists["figures"])))
    if head & lists["figures"] and not head & lists["said-before"]:
        others = [other for other in others if other.claim is not None and other.claim.kind in _FIGURED] or others
    if head & lists["accusing"]:
        # 'The accusation' is one, whatever else was said since.
        others = [other for other in others if other.claim is not None and _accuses(other.claim)] or others
    owner = [other for other in others if _possessed(words, other, speakers)]
    if owner:
        others = owner
    elif one.said.stance == "denies":
        # A denial answers what was said of the one who denies.
        others = [other for other in others if own & other.keys] or others
    if not others:
        return []
    if content and not owner:
        fitting = [other for other in others if content & other.keys]
        others = fitting or others
    nearest = others[-1]
    if head & lists["several"]:
        return [other for other in others if other.passage == nearest.passage]
    return [nearest]


def _accuses(claim: Claim) -> bool:
    return claim.kind == "allegation" or " to blame for " in claim.text


def _possessed(words: list[str], other: Heard, speakers: Sequence[Speaker]) -> bool:
    """Whether the words name the other as owner: "Kyiv's account"."""
    owners = {word[:-2] for word in words if word.endswith(("'s", "’s"))}
    return any(
        owners & {part.lower() for part in (*speakers[index].name.split(), *speakers[index].aliases)}
        for index in other.speakers
    )


def _only_refers(one: Heard) -> bool:
    return _reference(one.said.text) is not None


def _same_speaker(one: Heard, other: Heard) -> bool:
    return bool(set(one.speakers) & set(other.speakers))


def _names(speaker: Speaker) -> frozenset[str]:
    """The keys of all that a speaker is called; for what belongs to a country, the country's too."""
    place = speaker.of_place if speaker.place_name or speaker.kind in ("government", "institution", "office") else None
    return keys(" ".join((speaker.name, *speaker.aliases, place or "")))
