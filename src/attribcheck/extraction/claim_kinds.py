"""What kind of claim a stretch of words is: a toll, an accusation, an opinion, a forecast …

The kind decides which rules may speak, so what is not plain is a fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from attribcheck.extraction.attribution import Act
from attribcheck.extraction.numerals import Figures, Numeral, figures_of
from attribcheck.language.data import word_lists
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from attribcheck.article import ClaimKind, CueClass

Tense = Literal["past", "present", "future"]
# As many words as a claim is judged by: a long quotation makes many claims, and its head is the first.
_REACH = 600
_FEW = 2
# As far before and behind a wrong as words tell who did it, or that nobody did.
_BEFORE = 40
_BEHIND = 80
# A bare figure below this counts persons or things in passing: 'two of the captives'.
_SMALL = 10


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
        {name: frozenset(words) for name, words in data["cues"].items()},
    )


_FILLER = re.compile(r"<[a-z_]+>")


def _filled(pattern: str, fillers: dict[str, str]) -> str:
    return f"(?:{_FILLER.sub(lambda found: fillers[found.group()], pattern)})"


_OPENING = re.compile(r"^[\s\"“”‘’'«»,:…-]*(?:that\s+)?[\s\"“”‘’'«»]*")
_TO_VERB = re.compile(r"(?:not\s+)?(?:to\s+[a-z]|(?!nothing|something|during|morning|evening|everything)[a-z]+ing\b)")
_PLAIN = str.maketrans({"’": "'", "“": '"', "”": '"', "‘": '"'})


def shape(content: str, act: Act, cue_lemma_or_words: str, cue_class: CueClass, language: Language) -> ClaimShape:
    """The shape of what a source is given: `content` with or without quotation marks and a leading 'that'."""
    if language.code != "en":
        return ClaimShape("fact")
    words = claim_words(language)
    plain = content[:_REACH].translate(_PLAIN)
    plain = plain[_OPENING.match(plain).end() :]  # type: ignore[union-attr]
    figures = figures_of(plain, language)
    cue = _lemma(cue_lemma_or_words, words)
    kind = _kind(figures, act, cue, cue_class, words)
    numeral = _toll(figures, words) if kind == "casualty" else _figure(figures)
    if kind in ("opinion", "criticism", "own-state", "speech-act", "fact", "event", "identity"):
        numeral = None
    few = len(plain.split()) < _FEW
    return ClaimShape(
        kind,
        numeral.value if numeral else None,
        numeral.hedge if numeral else None,
        _tense(figures.masked, words),
        False if few else None,
    )


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


def _lemma(cue: str, words: ClaimWords) -> frozenset[str]:
    """The lemmas that the words of a cue may be forms of, alone and with the word behind them."""
    parts = cue.lower().split()
    found: set[str] = set()
    for place, part in enumerate(parts):
        stems = _stems(part)
        found.update(stems)
        if place + 1 < len(parts):
            found.update(f"{stem} {parts[place + 1]}" for stem in stems)
    return frozenset(found)


def _kind(figures: Figures, act: Act, cue: frozenset[str], cue_class: CueClass, words: ClaimWords) -> ClaimKind:
    text, cues = figures.masked, words.cues
    if act in ("thought", "stance") and not cue & cues["finding"]:
        return "own-state"
    if words["question"].search(text):
        return "speech-act"
    if cue & cues["allegation"]:
        return "allegation"
    if cue & cues["speech_act"] or (cue & cues["announcing"] and _TO_VERB.match(text)):
        return "speech-act"
    if cue & cues["criticism"]:
        return "criticism"
    if words["view"].search(text):
        return "opinion"
    if words["own_state"].search(text):
        return "own-state"
    if words["own_decision"].search(text):
        return "speech-act"
    return _of_words(figures, cue, cue_class, words)


def _of_words(figures: Figures, cue: frozenset[str], cue_class: CueClass, words: ClaimWords) -> ClaimKind:
    """The kind by the words alone, the weightiest first."""
    text = figures.masked
    opinion = _main(words["opinion"], text)
    future = _main(words["future"], text)
    toll = words["casualty"].search(text) if figures.numerals else None
    if toll and not (opinion and opinion.start() < toll.start()):
        return "prediction" if future and future.start() < toll.end() else "casualty"
    if cue & words.cues["forecast"]:
        return "prediction"
    if _accuses(text, words) and not opinion:
        return "allegation"
    if opinion:
        return "opinion"
    if words["others_intention"].search(text):
        return "intention-of-other"
    if future:
        return "prediction"
    superlative = words["superlative"].search(text)
    if superlative and not words["weak_superlative"].search(text):
        return "superlative"
    simple: tuple[ClaimKind, ...] = ("identity", "scientific", "criticism", "cause", "capability")
    for kind in simple:
        if words[kind].search(text):
            return kind
    numeral = _figure(figures)
    if numeral and numeral.kind != "measure":
        return "quantity" if numeral.kind == "count" else numeral.kind
    return "event" if words["happened"].search(text) else "fact"


_SUBORDINATE = re.compile(
    r"\b(?:who|where|which|whose|if|whether|because|when|after|before|while|although|though|until|unless)\b"
)


def _main(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """What a pattern finds in the main clause: no subordinate clause opens before it, except at the very beginning."""
    found = pattern.search(text)
    if found and _SUBORDINATE.search(text, 1, found.start()) and "," not in text[: found.start()]:
        return None
    return found


def _accuses(text: str, words: ClaimWords) -> bool:
    """Whether somebody is said to have done wrong: in the active, or with 'by'; nobody's denial of it."""
    found = words["allegation"].search(text)
    if found is not None:
        return not _denied(text, found.start(), words) and not _own(text, found.start(), words)
    for wrong in words["wrong"].finditer(text):
        start = wrong.start()
        before = text[max(0, start - _BEFORE) : start]
        if not before.strip() or _denied(text, start, words) or _own(text, start, words):
            continue
        if words["passive"].search(before):
            if words["by"].match(text[wrong.end() : wrong.end() + _BEHIND]):
                return True
        elif not words["as_adjective"].search(before):
            return True
    for wronging in words["wronging"].finditer(text):
        if words["at_wrong"].search(text[max(0, wronging.start() - _BEFORE) : wronging.start()]):
            return not _denied(text, wronging.start(), words)
    return False


def _denied(text: str, start: int, words: ClaimWords) -> bool:
    return words["negated"].search(text[max(0, start - _BEFORE) : start]) is not None


def _own(text: str, start: int, words: ClaimWords) -> bool:
    return words["first_person"].search(text[max(0, start - _BEFORE) : start]) is not None


def _toll(figures: Figures, words: ClaimWords) -> Numeral | None:
    """The figure of those who were killed or hurt."""
    found = words["casualty"].search(figures.masked)
    if found is None:
        return None
    inside = [one for one in figures.numerals if found.start() <= one.start < found.end() and one.kind == "count"]
    return inside[0] if inside else None


def tolls(figures: Figures, language: Language) -> list[tuple[int, int, Numeral]]:
    """Every figure of killed or hurt people, with the words that say so."""
    found: list[tuple[int, int, Numeral]] = []
    for match in claim_words(language)["casualty"].finditer(figures.masked):
        for one in figures.numerals:
            if match.start() <= one.start < match.end() and one.kind == "count":
                found.append((match.start(), match.end(), one))
                break
    return found


def _figure(figures: Figures) -> Numeral | None:
    """The figure that a claim is about: the first that is money or a share, hedged, or not small."""
    for one in figures.numerals:
        definite = figures.masked[: one.start].endswith(("the ", "these ", "those ", "his ", "her ", "their "))
        if one.kind in ("money", "percent"):
            return one
        if one.kind == "count" and not definite and (one.hedge or one.value > _SMALL):
            return one
    return None


def _tense(text: str, words: ClaimWords) -> Tense | None:
    """The tense of the first verb that shows one."""
    first: list[tuple[int, int, Tense]] = []
    tenses: tuple[Tense, ...] = ("future", "past", "present")
    for order, tense in enumerate(tenses):
        found = words[tense].search(text)
        if found:
            first.append((found.start(), order, tense))
    return min(first)[2] if first else None
