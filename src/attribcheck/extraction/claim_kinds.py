"""What kind of claim a stretch of words is: a toll, an accusation, an opinion, a forecast …

The kind decides which rules may speak, so what is not plain is a fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from attribcheck.extraction.attribution import Act
from attribcheck.extraction.numerals import Figures, Numeral, figures_of, small
from attribcheck.language.data import word_lists
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from attribcheck.article import ClaimKind, CueClass

Tense = Literal["past", "present", "future"]
# As many words as a claim is judged by: a long quotation makes many claims, and its head is the first.
_REACH = 600
# As far before and behind a wrong as words tell who did it, or that nobody did.
_BEFORE = 40
_BEHIND = 80
# A bare figure below this counts persons or things in passing: 'two of the captives'.
_SMALL = 10
# As far as a claim's first verb stands.
_HEAD = 160
# A figure that stands further on is not what the claim is about.
_NEAR = 120
_RANGE = re.compile(r"\s*(?:to|-|–|or|in|out of)\s*[#$%~]")


@dataclass(frozen=True, slots=True)
class ClaimShape:
    """What a claim is like: its kind, the figure that it is about with its hedge, and its tense.

    `contestable` is False where the words are no matter of proof whatever their kind; None leaves it to the kind.
    """

    kind: ClaimKind
    value: float | None = None
    hedge: str | None = None
    tense: Tense | None = None
    contestable: bool | None = None


@dataclass(frozen=True, eq=False)
class ClaimWords:
    """The patterns of `claim_words.yaml`, and the cues that tell a claim's kind."""

    patterns: dict[str, re.Pattern[str]]
    # Words without one of which a pattern need not be tried.
    gates: dict[str, frozenset[str]]
    cues: dict[str, frozenset[str]]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.patterns[name]


@lru_cache(maxsize=8)
def claim_words(language: Language) -> ClaimWords:
    """The patterns by which the claims of a language are told apart; they read small letters."""
    data: Any = word_lists("en/claim_words.yaml")
    lists = {**data["lists"], "demonym": data["demonyms"], "countries": data["countries"]}
    fillers = {f"<{name}>": "|".join(words) for name, words in lists.items()}
    return ClaimWords(
        {name: re.compile("|".join(_filled(one, fillers) for one in made)) for name, made in data["patterns"].items()},
        {name: _gate(words, lists) for name, words in data["gates"].items()},
        {name: frozenset(words) for name, words in data["cues"].items()},
    )


def _gate(words: list[str], lists: dict[str, list[str]]) -> frozenset[str]:
    """The words of a gate, the first of each phrase; a list that is named stands for its words."""
    phrases = [phrase for word in words for phrase in (lists[word[1:-1]] if word[0] == "<" else [word])]
    return frozenset(found.group() for phrase in phrases if (found := _WORD.search(phrase)))


_WORD = re.compile(r"[a-z][a-z'-]*")
_FILLER = re.compile(r"<[a-z_]+>")


def _filled(pattern: str, fillers: dict[str, str]) -> str:
    return f"(?:{_FILLER.sub(lambda found: fillers[found.group()], pattern)})"


_OPENING = re.compile(r"^[\s\"“”‘’'«»,:…-]*(?:that\s+)?[\s\"“”‘’'«»]*")
# What is expected of something else: 'the number to fall', but not 'to win'.
_OTHERS_TO = re.compile(r"(?:the|its|their|that)\s+(?:[\w-]+\s+){1,5}?to\s+[a-z]")
_TO_VERB = re.compile(r"(?:not\s+)?(?:to\s+[a-z]|(?!nothing|something|during|morning|evening|everything)[a-z]+ing\b)")
_PLAIN = str.maketrans({"’": "'", "“": '"', "”": '"', "‘": '"'})


def shape(content: str, act: Act, cue_lemma_or_words: str, cue_class: CueClass, language: Language) -> ClaimShape:
    """The shape of what a source is given: `content` with or without quotation marks and a leading 'that'."""
    if language.code != "en":
        return ClaimShape("fact")
    words = claim_words(language)
    plain = content[:_REACH]
    if not plain.isascii():
        plain = plain.translate(_PLAIN)
    plain = plain[_OPENING.match(plain).end() :]  # type: ignore[union-attr]
    contestable = None if _SECOND_WORD.search(plain) else False
    cue = _lemma(cue_lemma_or_words)
    # 'It is believed': nobody's own thought, so what is believed is judged.
    passive = act == "thought" and words["passive_cue"].match(small(cue_lemma_or_words)) is not None
    of_others = cue & words.cues["expecting"] and _OTHERS_TO.match(plain)
    if act in ("thought", "stance") and not passive and not cue & words.cues["finding"] and not of_others:
        return ClaimShape("own-state", None, None, _tense(small(plain), words), contestable)
    figures = figures_of(plain, language)
    kind = _kind(figures, cue, words)
    # 'Denied taking bribes': what is denied is the accusation.
    if kind in ("fact", "event") and cue_class == "denying" and words["wronging"].match(figures.masked):
        kind = "allegation"
    numeral = None
    if figures.numerals and kind not in _WITHOUT_FIGURE:
        numeral = _toll(figures, words) if kind == "casualty" else _figure(figures)
    value, hedge = (numeral.value, numeral.hedge) if numeral else (None, None)
    return ClaimShape(kind, value, hedge, _tense(figures.masked, words), contestable)


# What is said of these is no matter of its figure.
_WITHOUT_FIGURE = frozenset({"opinion", "criticism", "own-state", "speech-act", "fact", "event", "identity"})
_SECOND_WORD = re.compile(r"\w\W+\w")


@lru_cache(maxsize=512)
def _stems(word: str) -> tuple[str, ...]:
    """What a form may be a form of, the form itself first."""
    found = [word]
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)]
            found += [stem, stem + "e", stem + "y"]
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
            if stem[-1:] == stem[-2:-1]:
                found.append(stem[:-1])
    irregular = word_lists("en/attribution_verbs.yaml")["irregular"]
    found += [verb for verb, forms in irregular.items() if word in forms]
    return tuple(found)


@lru_cache(maxsize=1024)
def _lemma(cue: str) -> frozenset[str]:
    """The lemmas that the words of a cue may be forms of, alone and with the word behind them."""
    parts = cue.lower().split()
    found: set[str] = set()
    for place, part in enumerate(parts):
        stems = _stems(part)
        found.update(stems)
        if place + 1 < len(parts):
            found.update(f"{stem} {parts[place + 1]}" for stem in stems)
    return frozenset(found)


def _kind(figures: Figures, cue: frozenset[str], words: ClaimWords) -> ClaimKind:
    text, cues = figures.masked, words.cues
    if words["question"].search(text) or (cue & cues["asking"] and words["asked"].search(text)):
        return "speech-act"
    if cue & cues["allegation"]:
        return "allegation"
    if cue & cues["speech_act"] or (cue & cues["announcing"] and _TO_VERB.match(text)):
        return "speech-act"
    if cue & cues["expecting"] and _OTHERS_TO.match(text):
        return "prediction"
    if cue & cues["naming"] and words["named"].search(text):
        return "allegation"
    if cue & cues["criticism"]:
        return "criticism"
    if words["view"].search(text):
        return "opinion"
    if words["own_state"].search(text):
        return "own-state"
    if words["own_decision"].search(text):
        return "speech-act"
    return _of_words(figures, cue, words)


def _of_words(figures: Figures, cue: frozenset[str], words: ClaimWords) -> ClaimKind:
    """The kind by the words alone: the weightiest first, and the others by the first sentence."""
    text = figures.masked
    present = frozenset(_WORD.findall(text))

    def search(name: str, where: str = text) -> re.Match[str] | None:
        return None if words.gates[name].isdisjoint(present) else words[name].search(where)

    end = _SENTENCE_END.search(text)
    head = text[: end.start()] if end else text
    opinion, future = (_main(search(name, head), head) for name in ("opinion", "future"))
    toll = search("casualty") if figures.numerals else None
    if toll and not (opinion and opinion.start() < toll.start()):
        return "prediction" if future and future.start() < toll.end() else "casualty"
    if cue & words.cues["forecast"]:
        return "prediction"
    if not opinion and _accuses(text, present, words):
        return "allegation"
    if opinion:
        return "opinion"
    if _main(search("others_intention", head), head):
        return "intention-of-other"
    if future:
        return "prediction"
    if search("superlative", head) and not words["weak_superlative"].search(head):
        return "superlative"
    kinds: tuple[ClaimKind, ...] = ("identity", "scientific", "criticism", "cause", "capability")
    for kind in kinds:
        if search(kind, head):
            return kind
    numeral = _figure(figures)
    if numeral and numeral.kind != "measure":
        return "quantity" if numeral.kind == "count" else numeral.kind
    return "event" if search("happened", head) else "fact"


_SENTENCE_END = re.compile(r"[.!?][\"']?\s+(?=[\"']?[a-z])")
_SUBORDINATE = re.compile(
    r"\b(?:who|where|which|whose|if|whether|because|when|after|before|while|although|though|until|unless)\b"
)


def _main(found: re.Match[str] | None, text: str) -> re.Match[str] | None:
    """What was found if it stands in the main clause: no clause opens before it, except at the very beginning."""
    if found and _SUBORDINATE.search(text, 1, found.start()) and "," not in text[: found.start()]:
        return None
    return found


def _accuses(text: str, present: frozenset[str], words: ClaimWords) -> bool:
    """Whether somebody is said to have done wrong: in the active, or with 'by'; nobody's denial of it."""
    gates = words.gates
    found = None if gates["allegation"].isdisjoint(present) else words["allegation"].search(text)
    if found is not None:
        return not _denied(text, found.start(), words) and not _own(text, found.start(), words)
    if not gates["wrong"].isdisjoint(present):
        for wrong in words["wrong"].finditer(text):
            if _is_deed(text, wrong, words):
                return True
    if not gates["wronging"].isdisjoint(present):
        for wronging in words["wronging"].finditer(text):
            if words["at_wrong"].search(text[max(0, wronging.start() - _BEFORE) : wronging.start()]):
                return not _denied(text, wronging.start(), words)
    return False


def _is_deed(text: str, wrong: re.Match[str], words: ClaimWords) -> bool:
    """Whether a word of wrong tells what somebody did, and not what was done by nobody in particular."""
    start = wrong.start()
    before = text[max(0, start - _BEFORE) : start]
    if not before.strip() or _denied(text, start, words) or _own(text, start, words):
        return False
    if words["passive"].search(before):
        return words["by"].match(text[wrong.end() : wrong.end() + _BEHIND]) is not None
    return not words["as_adjective"].search(before)


def _denied(text: str, start: int, words: ClaimWords) -> bool:
    return words["negated"].search(text[max(0, start - _BEFORE) : start]) is not None


def _own(text: str, start: int, words: ClaimWords) -> bool:
    return words["first_person"].search(text[max(0, start - _BEFORE) : start]) is not None


def _toll(figures: Figures, words: ClaimWords) -> Numeral | None:
    """The figure of those who were killed or hurt."""
    found = words["casualty"].search(figures.masked)
    if found is None:
        return None
    return figures.within(*found.span(), "count")


def tolls(figures: Figures, language: Language) -> list[tuple[int, int, Numeral]]:
    """Every figure of killed or hurt people, with the words that say so."""
    matches = claim_words(language)["casualty"].finditer(figures.masked)
    found = [(match.start(), match.end(), figures.within(*match.span(), "count")) for match in matches]
    return [(start, end, one) for start, end, one in found if one]


def _figure(figures: Figures) -> Numeral | None:
    """The figure that a claim is about: the first that is money or a share, hedged, or not small, and no range."""
    for one in figures.numerals:
        if one.start > _NEAR:
            return None
        if one.kind == "count" and _RANGE.match(figures.masked, one.end):
            continue
        definite = figures.masked[: one.start].endswith(("the ", "these ", "those ", "his ", "her ", "their "))
        if one.kind in ("money", "percent"):
            return one
        if one.kind == "count" and not definite and (one.hedge or one.value > _SMALL):
            return one
    return None


def _tense(text: str, words: ClaimWords) -> Tense | None:
    """The tense of the first verb that shows one."""
    if _TO_VERB.match(text):
        return None
    first: list[tuple[int, int, Tense]] = []
    tenses: tuple[Tense, ...] = ("future", "past", "present")
    for order, tense in enumerate(tenses):
        found = words[tense].search(text, 0, _HEAD)
        if found:
            first.append((found.start(), order, tense))
    return min(first)[2] if first else None
