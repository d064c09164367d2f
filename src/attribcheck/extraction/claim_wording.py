"""How the words behind a cue read as a claim by themselves: 'it absurd' -> 'it is absurd'."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from attribcheck.extraction.attribution import Attribution
from attribcheck.extraction.word_keys import matters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribcheck.article import Passage

# Whom an accusation is about ends before the first of these: 'the guard | of opening the gate'.
_WHOM = re.compile(r"^([^,;:]{2,80}?) (?:of|for) (?=[a-z])")
# 'the minister, Ada Roth, | of drawing'
_NAMED_WHOM = re.compile(r"^(.{2,80}?), of (?=[a-z]+ing\b)")
# As many words as name whoever is blamed: 'the Free Coast Front'.
_WHO = 6
# 'the number of dead | at nine'
_AMOUNT = re.compile(
    r"^(.{2,80}?) (?:at|to|down to|up to) "
    r"(?=(?:(?:at|least|most|more|than|about|around|nearly|over|some|up|to|almost) )*[\w$€£])"
)
# 'to 40 | on Monday'
_ON_DAY = re.compile(r"\s+(?:(?:on|late|early)\s+)+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*$")
MARKS = "\"“”„«»‘’' "


def whole(parts: Sequence[str]) -> str:
    """The parts of a content as one; 'two men … as pilots' is 'two men are pilots'."""
    given = [part for part in parts if part]
    if len(given) > 1 and given[1].startswith("as "):
        given = [f"{given[0]} {_is(given[0])} {given[1][3:]}", *given[2:]]
    elif len(given) > 1 and given[1][0].islower() and given[0][-1] not in MARKS:
        # 'The plan, she said, is dead'
        given = [f"{given[0]} {given[1]}", *given[2:]]
    return " … ".join(given)


def without_belief(text: str) -> str:
    """What somebody says that he believes: 'We believe that 300 are missing' -> '300 are missing'."""
    return _belief().sub("", text, count=1)


@lru_cache(maxsize=1)
def _belief() -> re.Pattern[str]:
    verbs = "|".join(sorted(matters()["believing"]))
    return re.compile(rf"^(?:we|i) (?:{verbs}) (?:that )?(?=\S)", re.IGNORECASE)


def backs(attribution: Attribution, text: str, passages: Sequence[Passage]) -> bool:
    """'backed | Moss's account': a confirmation of what another said."""
    if _cue_words(attribution, passages).isdisjoint(matters()["backing"]):
        return False
    words = {word.strip(MARKS + ".,").lower() for word in text.split()[:_ACCOUNT]}
    return not words.isdisjoint(matters()["accounts"])


# 'the two men's account'
_ACCOUNT = 5


def in_full(attribution: Attribution, text: str, passages: Sequence[Passage]) -> str:
    """The text of a content as a claim that stands by itself.

    'the guard of opening it' -> 'the guard is to blame for opening it', 'it absurd' -> 'it is absurd'.
    """
    cue = _cue_words(attribution, passages)
    if not text:
        return text
    if cue & matters()["blaming"]:
        found = _WHOM.match(text) or _NAMED_WHOM.match(text)
        if found:
            whom = f"{found.group(1)}{',' if ', ' in found.group(1) else ''}"
            return f"{whom} {_is(found.group(1))} to blame for {text[found.end() :]}"
        return text if len(text.split()) > _WHO else f"{text} {_is(text)} to blame"
    if cue & matters()["putting"]:
        text = _ON_DAY.sub("", text)
        return _AMOUNT.sub(lambda found: f"{found.group(1)} {_is(found.group(1))} ", text, count=1)
    if cue & matters()["calling"] and cue.isdisjoint(("for", "on", "upon")):
        words = text.split()
        at = thing_before(text)
        return " ".join([*words[:at], _is(" ".join(words[:at])), *words[at:]]) if 0 < at < len(words) else text
    return text


def blames(attribution: Attribution, passages: Sequence[Passage]) -> bool:
    """Whether a cue accuses or blames."""
    return not _cue_words(attribution, passages).isdisjoint(matters()["blaming"])


# 'the findings misleading'
_THING = 3


def is_dismissal(attribution: Attribution, text: str, passages: Sequence[Passage]) -> bool:
    """'called it absurd', 'described the claims as "fabricated"': a denial of what was said before."""
    if not _cue_words(attribution, passages) & matters()["calling"]:
        return False
    at = thing_before(text)
    words = [word.strip(MARKS + ".,").lower() for word in text.split()]
    return at > 0 and not _said_before().isdisjoint(words[:at]) and not matters()["dismissive"].isdisjoint(words[at:])


def thing_denied(text: str) -> str:
    """What is denied where all that is said is that it is not so: 'that' of 'that was a lie', else nothing.

    So it is of 'the report was "pure invention"', too.
    """
    words = [word.strip(MARKS + ".,").lower() for word in text.split()]
    if words[:1] == ["that"] and words[1:2] and words[1] in matters()["things"]:
        words = words[1:]
    if words[:1] and words[0] in matters()["things"] and words[1:2] and words[1] in _BE:
        at = 1
    elif (
        words[:1]
        and words[0] in matters()["determining"]
        and set(words[1:2]) & _said_before()
        and set(words[2:3]) & _BE
    ):
        at = 2
    else:
        return ""
    denied = len(words) <= _LIE and not matters()["dismissive"].isdisjoint(words[at + 1 :])
    return " ".join(words[:at]) if denied else ""


@lru_cache(maxsize=1)
def _said_before() -> frozenset[str]:
    return matters()["said-before"] | matters()["figures"]


_BE = frozenset({"is", "was", "are", "were"})
# 'the number'
_POINTS = 2
# 'a short video'
_SHOWN = 4
# 'that was a complete and utter lie'
_LIE = 10


def names_no_claim(attribution: Attribution, text: str, passages: Sequence[Passage]) -> bool:
    """'described | scenes of panic', 'cautioned against | haste': words of somebody, and nothing that is so or not."""
    cue = _cue_words(attribution, passages)
    alone = len(attribution.content) == 1
    described = alone and "described" in cue and " as " not in f" {text} " and not any(mark in text for mark in '"“')
    shown = "posted" in cue and any(word.strip(",.").lower() in matters()["media"] for word in text.split()[:_SHOWN])
    early = text.lstrip(MARKS).lower().startswith(tuple(matters()["too-early"]))
    # 'doubted the number'
    words = text.lower().split()
    points = len(words) == _POINTS and words[0] in matters()["determining"] and attribution.cue_class != "denying"
    points = points and words[1].strip(".") in _said_before()
    # 'citing unnamed officials': from whom it is known, and nothing that is so.
    none = not cue.isdisjoint(matters()["citing"] | matters()["questioning"]) and "that" not in words
    return described or points or none or early or shown or ("against" in cue and attribution.act == "speech")


def thing_before(text: str) -> int:
    """How many words name the thing: 'the show | "a farce"', 'it | absurd', 'the findings | wrong'; 0 where unclear."""
    words = text.split()
    if not words:
        return 0
    if words[0].lower() in matters()["things"]:
        return 1
    quoted = next((at for at, word in enumerate(words) if word[0] in MARKS), 0)
    if quoted:
        return quoted - (words[quoted - 1].lower() in ("a", "an", "as"))
    return 2 if len(words) == _THING and words[0].lower() in matters()["determining"] else 0


def _cue_words(attribution: Attribution, passages: Sequence[Passage]) -> set[str]:
    return set(passages[attribution.cue.passage].words[attribution.cue.start : attribution.cue.end].lower().split())


def _is(whom: str) -> str:
    """'is' or 'are', by the first and the last word of who or what it is."""
    words = whom.lower().split()
    last = words[-1]
    if words == ["this"]:
        return "is"
    several = " and " in whom or last in matters()["plural"] or words[0] in matters()["counting"]
    return "are" if several or (last.endswith("s") and not last.endswith(("ss", "us", "'s", "’s"))) else "is"
