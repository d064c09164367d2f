"""What an attribution gives to its source, as a claim: the words without what only leads to them, and the stance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribcheck.extraction.attribution import Attribution
from attribcheck.extraction.claim_wording import (
    MARKS,
    backs,
    blames,
    in_full,
    is_dismissal,
    names_no_claim,
    thing_before,
    thing_denied,
    whole,
)
from attribcheck.extraction.no_proof import NoProof
from attribcheck.extraction.word_keys import matters
from attribcheck.language.cues import class_of
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribcheck.article import CueClass, Passage, Stance

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# 'OSTHAVEN, Nol (Agency) —' at the head of an article's first sentence.
_DATELINE = re.compile(r"^[A-Z]{2}[A-Z ]{0,30}(?:,? ?\(?[\w. ]{1,30}\)?)? ?[-–—]{1,2} (?=[A-Z])")
# What may stand between what is said and the words that no proof was given of it.
_JOINT = re.compile(
    r"(?:[\s,;:–—-]|\b(?:but|and|yet|though|although|while|neither|it|he|she|they|who|which|has|have|had)\b)*\Z",
    re.IGNORECASE,
)
# 'it had "confirmed', 'they have also since denied'
_HEAD = 6
# The longest joint: 'although it has'.
_JOINT_REACH = 40
# As many words as a subject has: 'The country's leader'.
_SUBJECT = 4
# Behind what is left of a content once it has been cut.
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What one attribution says: `text` as a claim, `stance` to it. `text` is empty where no claim is left."""

    text: str
    stance: Stance


_STANCES: dict[CueClass, Stance] = {
    "confirming": "confirms",
    "denying": "denies",
    "estimating-predicting": "estimates",
    "not-answering": "declines",
}


def read_said(
    attribution: Attribution, passages: Sequence[Passage], gaps: Sequence[NoProof], language: Language
) -> Said:
    """Reads an attribution's content; `gaps` are the places which say that no proof was given, none of them said."""
    parts = [
        _kept(passages[part.passage].words, part.start, part.end, part.passage, gaps) for part in attribution.content
    ]
    if len(parts) > 1:
        parts = [part.strip(MARKS).rstrip(",") for part in parts]
    text = whole(parts)
    if _is_no_answer(attribution, text, passages) or _leaves_open(attribution, text):
        return Said("", "declines")
    if names_no_claim(attribution, text, passages):
        return Said("", "asserts")
    denied = thing_denied(text)
    if denied:
        return Said(denied, "denies")
    if attribution.cue_class != "denying" and is_dismissal(attribution, text, passages):
        return Said(" ".join(text.split()[: thing_before(text)]), "denies")
    stance = _STANCES.get(attribution.cue_class, "asserts")
    if stance == "confirms" and not _is_confirmed(attribution, passages):
        stance = "asserts"
    if backs(attribution, text, passages):
        stance = "confirms"
    if attribution.negated and stance in ("confirms", "denies"):
        stance = "declines"
    elif not attribution.negated and stance == "asserts":
        headed, rest = _headed(text, language)
        if headed:
            stance, text = headed, rest
    # What somebody calls for may be one word: 'calm'; so may what he denies: 'involvement'.
    least = 1 if attribution.act == "stance" or stance == "denies" or blames(attribution, passages) else _LEAST
    return Said(in_full(attribution, _claim_text(text, least), passages), stance)


def _is_confirmed(attribution: Attribution, passages: Sequence[Passage]) -> bool:
    """Whether the cue says that something is so, and not that somebody agrees with it or backs a candidate."""
    cue = passages[attribution.cue.passage].words[attribution.cue.start : attribution.cue.end].lower()
    return attribution.act == "speech" and any(word in cue for word in matters()["confirming"])


def _leaves_open(attribution: Attribution, text: str) -> bool:
    """'did not say how', 'would not say whether': nothing is said."""
    return attribution.negated and attribution.act == "speech" and text.split(" ", 1)[0].lower() in matters()["asking"]


def _is_no_answer(attribution: Attribution, text: str, passages: Sequence[Passage]) -> bool:
    """'declined | to comment', 'refused | to answer'"""
    cue = passages[attribution.cue.passage].words[attribution.cue.start : attribution.cue.end].lower()
    lists = matters()
    words = text.lower().split()
    # 'could not be reached | for comment', 'had | no immediate comment'
    if words[:1] in (["for"], ["no"]) and words[-1:] == ["comment"]:
        return True
    # 'did not respond | to requests for comment'
    if attribution.negated and set(cue.split()) & lists["answering"]:
        return True
    # 'declined to comment', 'declined to be identified'
    named = words[1:2] == ["be"] and bool(set(words[2:3]) & lists["naming"])
    answers = named or bool(set(words[1:2]) & lists["answering"])
    return bool(set(cue.split()) & lists["declining"]) and words[:1] == ["to"] and answers


def _kept(words: str, start: int, end: int, passage: int, gaps: Sequence[NoProof]) -> str:
    for gap in gaps:
        within = gap.span.passage == passage and start < gap.span.start < end
        # 'Its leader has yet to give proof, a diplomat said': that is what the diplomat says.
        subject = len(words[start : gap.span.start].split()) if within else 0
        verb = words[gap.span.start : gap.span.end].split(" ", 1)[0].lower()
        whole_of_it = 1 < subject <= _SUBJECT and verb in matters()["auxiliaries"]
        if within and not whole_of_it:
            joint = _JOINT.search(words, max(gap.span.start - _JOINT_REACH, start), gap.span.start)
            end = joint.start() if joint else gap.span.start
    return words[start:end].strip()


def _headed(text: str, language: Language) -> tuple[Stance | None, str]:
    """A confirmation or a denial at the head of what is said: 'it had confirmed that …' -> confirms, '…'."""
    lists = matters()
    words = [match for _, match in zip(range(_HEAD), _TOKEN.finditer(text), strict=False)]
    position = 1 if words and words[0].group().lower() == "that" else 0
    if len(words) <= position or words[position].group().lower() not in lists["pronouns"]:
        return None, text
    for match in words[position + 1 :]:
        word = match.group().lower()
        if word in lists["auxiliaries"]:
            continue
        kind, _ = class_of(word, language)
        stance = _STANCES.get(kind) if kind else None
        rest = text[match.end() :].strip(MARKS)
        if stance in ("confirms", "denies") and rest:
            return stance, rest
        break
    return None, text


def _claim_text(text: str, least: int) -> str:
    """A claim in words: no leading 'that', no marks around the whole, no stop."""
    words = _DATELINE.sub("", " ".join(text.split()), count=1)
    if words[:5].lower() == "that ":
        words = words[5:]
    words = words.rstrip(" ,;:-–—")
    for opening, closing in ('""', "“”", "‘’", "''"):
        if words.startswith(opening) and words.rstrip(".,").endswith(closing):
            inner = words.rstrip(".,")[1:-1]
            words = inner if opening not in inner and closing not in inner else words
        elif words.count(opening) == 1 and opening != closing and closing not in words:
            words = words.replace(opening, "")
        elif opening == closing == '"' and words.count('"') == 1:
            words = words.replace('"', "")
    words = words.strip(" ,;:-–—").removesuffix(".").rstrip(" ,")
    return words if len(words.split()) >= least or words[:1].isdigit() else ""
