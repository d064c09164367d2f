"""Cues: the words that join a source to what it said, by class (catalogue, section 8)."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from attribcheck.article import CueClass
from attribcheck.language.quotations import inside
from attribcheck.language.words import CueWord, Language


class Cue(NamedTuple):
    """An attribution verb or phrase in a text. `negated` marks failed forms: 'could not confirm'."""

    start: int
    end: int
    text: str
    lemma: str
    cue_class: CueClass
    tags: tuple[str, ...]
    negated: bool


_WORD = re.compile(r"[\w'’-]+")
_LAST_WORD = re.compile(r"([\w'’-]+)\s+$")


def cues(
    text: str, language: Language, start: int = 0, end: int | None = None, quoted: list[tuple[int, int]] | None = None
) -> list[Cue]:
    """The cues between `start` and `end`, outside quotation marks, in order; the longest form wins."""
    words = list(_WORD.finditer(text, start, len(text) if end is None else end)) if language.cues else []
    found: list[Cue] = []
    position = 0
    while position < len(words):
        form = _longest(words, position, language)
        if form is None:
            position += 1
            continue
        first, last = words[position].start(), words[position + len(form) - 1].end()
        if not (quoted and inside(quoted, first)) and _joins(text, first, last, form, language):
            found.append(_cue(first, last, text[first:last], language.cues[" ".join(form)], text, language))
            position += len(form)
        else:
            position += 1
    return found


def _longest(words: list[re.Match[str]], position: int, language: Language) -> tuple[str, ...] | None:
    """The longest form that begins with a word."""
    first = _plain(words[position])
    for form in language.cue_forms.get(first, ()):
        following = words[position : position + len(form)]
        if len(following) == len(form) and all(_plain(w) == wanted for w, wanted in zip(following, form, strict=True)):
            return form
    return None


def _plain(word: re.Match[str]) -> str:
    return word.group().lower().replace("’", "'")


def find_cue(
    text: str, language: Language, anchor: tuple[int, int], sentence: tuple[int, int], quoted: list[tuple[int, int]]
) -> Cue | None:
    """The first cue in the anchor, else the one in its sentence that is nearest to it.

    A hedge ('may have', 'reportedly') is taken only where there is no verb of saying.
    """
    found = cues(text, language, *sentence, quoted)
    hedges = [cue for cue in found if " " in cue.lemma and cue.cue_class == "hedged-doubting" or cue.text[-2:] == "ly"]
    for known in ([cue for cue in found if cue not in hedges], hedges):
        within = [cue for cue in known if anchor[0] <= cue.start and cue.end <= anchor[1]]
        if within:
            return within[0]
        if known:
            return min(known, key=lambda cue: max(anchor[0] - cue.end, cue.start - anchor[1]))
    return None


def class_of(words: str, language: Language) -> tuple[CueClass | None, bool]:
    """The class of given words, and whether they are negated; a cue that the list lacks is neutral."""
    if not language.cues:
        return None, False
    given = list(_WORD.finditer(words))
    for position in range(len(given)):
        form = _longest(given, position, language)
        if form is not None:
            known = language.cues[" ".join(form)]
            negated = bool(language.negations and language.negations.search(words[: given[position].start()]))
            return cast(CueClass, known.cue_class), negated
    return "neutral", False


def _cue(start: int, end: int, text: str, word: CueWord, whole: str, language: Language) -> Cue:
    before = whole[max(start - 60, 0) : start]
    negated = bool(language.negations and language.negations.search(before))
    return Cue(start, end, text, word.lemma, cast(CueClass, word.cue_class), word.tags, negated)


def _joins(text: str, start: int, end: int, form: tuple[str, ...], language: Language) -> bool:
    """Whether a form is a verb here: not behind an article, not part of a name in the middle of a sentence."""
    if len(form) > 1:
        return True
    before = _LAST_WORD.search(text, max(start - 30, 0), start)
    word = before.group(1).lower() if before else ""
    if word in language.not_verbs_after:
        return form[0] in language.not_verbs_before.get("nouns", ())
    return not (text[start].isupper() and before is not None and text[start + 1 : end].islower())
