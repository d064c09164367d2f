"""Cues: the words that join a source to what it said, by class (docs/definitions.md, 5).

A text's words are looked up one by one, longest form first: with a thousand forms that is
faster than one pattern of them all. Forms that are as often a noun, an adjective or a name are
taken only where a verb can stand; the lists for that are in `cues.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, cast

from attribcheck.language.words import CueWord, Language

if TYPE_CHECKING:  # The records bring pydantic with them, which takes longer to import than this room.
    from attribcheck.article import CueClass


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
# How far an object may stand behind its verb, and 'as' before 'put it', in words.
_OBJECT_REACH, _AFTER_REACH = 4, 8
# How much text before a verb is searched for a negation.
_NEGATION_REACH = 60
# Above this share of capitalised words a line is a headline in title case, where capitals tell nothing.
_TITLE_CASE = 0.7


def cues(
    text: str, language: Language, start: int = 0, end: int | None = None, quoted: list[tuple[int, int]] | None = None
) -> list[Cue]:
    """The cues between `start` and `end`, outside quotation marks, in order; the longest form wins."""
    if not language.cues:
        return []
    words = _Words(text, start, len(text) if end is None else end, language)
    spans = sorted(quoted or ())
    openings = [opening for opening, _ in spans]
    found: list[Cue] = []
    done = 0
    for position in words.candidates():
        first = words.spans[position][0]
        nearest = bisect_right(openings, first) - 1
        if position < done or (nearest >= 0 and first < spans[nearest][1]):
            continue
        match = words.cue(position)
        if match is not None:
            cue, length = match
            found.append(cue)
            done = position + length
    return found


def find_cue(
    text: str, language: Language, anchor: tuple[int, int], sentence: tuple[int, int], quoted: list[tuple[int, int]]
) -> Cue | None:
    """The first cue in the anchor, else the one in its sentence that is nearest to it.

    A hedge ('may have', 'reportedly') is taken only where there is no verb of saying.
    """
    found = cues(text, language, *sentence, quoted)
    hedges = language.cue_words.get("last_resort", frozenset())
    verbs = [cue for cue in found if cue.lemma not in hedges and cue.text.lower() not in hedges]
    known = verbs or found
    within = [cue for cue in known if anchor[0] <= cue.start and cue.end <= anchor[1]]
    if within:
        return within[0]
    return min(known, key=lambda cue: max(anchor[0] - cue.end, cue.start - anchor[1], 0), default=None)


def class_of(words: str, language: Language) -> tuple[CueClass | None, bool]:
    """The class of given words, and whether they are negated; a cue that the list lacks is neutral."""
    if not language.cues or not words.strip():
        return None, False
    given = _Words(words, 0, len(words), language)
    hedges = language.cue_words["last_resort"]
    found = [cue for position in given.candidates() if (cue := given.given(position)) is not None]
    found.sort(key=lambda cue: cue.lemma in hedges)
    return (found[0].cue_class, found[0].negated) if found else ("neutral", False)


class _Words:
    """The words of a stretch of text, looked at as possible cues."""

    def __init__(self, text: str, start: int, end: int, language: Language) -> None:
        self.text = text
        self.language = language
        self.spans = [word.span() for word in _WORD.finditer(text, start, end)]
        lower = text[start:end].lower().replace("’", "'")
        if len(lower) == end - start:
            self.plain = [lower[first - start : last - start] for first, last in self.spans]
        else:  # A few capitals grow when made small.
            self.plain = [text[first:last].lower().replace("’", "'") for first, last in self.spans]
        self._is_title: bool | None = None

    def candidates(self) -> list[int]:
        """The words with which some form begins."""
        first_words = self.language.cue_forms
        return [position for position, word in enumerate(self.plain) if word in first_words]

    def cue(self, position: int) -> tuple[Cue, int] | None:
        """The longest cue that begins with a word and is one here, with its number of words."""
        for form in self._forms(position):
            for word in self.language.cues[" ".join(form)]:
                if self._joins(position, form, word):
                    return self._made(position, len(form), word), len(form)
        return None

    def given(self, position: int) -> Cue | None:
        """The cue that begins with a word, where somebody has told us that it is one."""
        for form in self._forms(position):
            known = self.language.cues[" ".join(form)]
            fitting = [word for word in known if self._has_company(position, len(form), word)]
            return self._made(position, len(form), (fitting or known)[0])
        return None

    def _forms(self, position: int) -> list[tuple[str, ...]]:
        return [
            form
            for form in self.language.cue_forms[self.plain[position]]
            if len(form) == 1
            or (
                tuple(self.plain[position : position + len(form)]) == form
                and all(self._joined(at) for at in range(position, position + len(form) - 1))
            )
        ]

    def _made(self, position: int, length: int, word: CueWord) -> Cue:
        start, end = self.spans[position][0], self.spans[position + length - 1][1]
        negations = self.language.negations
        before = self.text[max(start - _NEGATION_REACH, 0) : start]
        negated = word.negated or bool(negations and negations.search(before))
        return Cue(start, end, self.text[start:end], word.lemma, cast("CueClass", word.cue_class), word.tags, negated)

    def _joined(self, position: int) -> bool:
        """Whether only white space stands between a word and the next."""
        if position < 0 or position + 1 >= len(self.spans):
            return False
        return self.text[self.spans[position][1] : self.spans[position + 1][0]].isspace()

    def _has_company(self, position: int, length: int, word: CueWord) -> bool:
        """Whether the words that a form needs stand around it: 'as … put it', 'withdrew its claim'."""
        if word.after and word.after.isdisjoint(self.plain[max(position - _AFTER_REACH, 0) : position]):
            return False
        if not word.objects or length > 1:
            return True
        return not word.objects.isdisjoint(self.plain[position + 1 : position + 1 + _OBJECT_REACH])

    def _joins(self, position: int, form: tuple[str, ...], word: CueWord) -> bool:
        """Whether a form attributes something here: no noun behind an article, no part of a name."""
        if not self._has_company(position, len(form), word):
            return False
        if len(form) > 1:
            return True
        kinds, plain = self.language.cue_words, form[0]
        before = self.plain[position - 1] if self._joined(position - 1) else ""
        behind = self.plain[position + 1] if self._joined(position) else ""
        if behind in self.language.cue_names.get(plain, ()) or self._is_name(position, before, plain):
            return False
        if plain in kinds["nouns"]:
            return True
        if before in kinds["determiners"] or (plain in kinds["that_only"] and behind not in kinds["that"]):
            return False
        if plain in kinds["plain"]:
            return self._is_verb(position, before, behind)
        if plain in kinds["doubtful"] and not self._may_be_verb(position, before, behind):
            return False
        return not (plain in kinds["passive"] and self._is_passive(position, before, behind))

    def _is_name(self, position: int, before: str, plain: str) -> bool:
        start, end = self.spans[position]
        if not (self.text[start].isupper() and self.text[start + 1 : end].islower()):
            return False
        return plain in self.language.cue_words["never_capital"] or (before != "" and not self._title_case())

    def _title_case(self) -> bool:
        if self._is_title is None:
            long = [start for start, end in self.spans if end - start > 3]
            capitals = sum(self.text[start].isupper() for start in long)
            self._is_title = len(long) > 2 and capitals >= _TITLE_CASE * len(long)
        return self._is_title

    def _is_verb(self, position: int, before: str, behind: str) -> bool:
        """Whether a plain form stands in a verb's place: 'will state', 'figures show', 'they report'."""
        kinds = self.language.cue_words
        if before == "to" and position > 1 and self.plain[position - 2] in kinds["to_noun"]:
            return False
        if before in kinds["openers"] or before.endswith("n't") or behind in kinds["that"]:
            return True
        if before.endswith("ly") and before not in kinds["not_adverbs"]:
            return True
        return (
            self.plain[position] in kinds["behind_plural"]
            and before.endswith("s")
            and not before.endswith("'s")
            and before not in kinds["not_plural"]
        )

    def _may_be_verb(self, position: int, before: str, behind: str) -> bool:
        """Whether a form such as 'reports' may be a verb: 'Kyiv reports', not 'two reports of'."""
        kinds = self.language.cue_words
        if not before:
            return not self.text[self.spans[position][0]].isupper()
        is_noun = before in kinds["before_noun"] or before.endswith(("'s", "s'")) or before[0].isdigit()
        return not is_noun and behind not in kinds["behind_noun"]

    def _is_passive(self, position: int, before: str, behind: str) -> bool:
        kinds = self.language.cue_words
        earlier = self.plain[position - 2] if before.endswith("ly") or before in ("not", "also") else before
        return (before in kinds["be"] or earlier in kinds["be"]) and behind not in kinds["that"]
