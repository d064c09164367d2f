"""Which of a sentence's days is the day of the cue.

The sentence is cut at commas, semicolons, dashes and quotation marks. A day counts in the
cue's own segment, or as a segment of its own ('On Sunday, …') from which nothing but adverbials
leads to the cue. In doubt no day counts: an undated statement is a question to the reporter, a
wrongly dated one is a false record.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from attribcheck.language.words import Language

_Span = tuple[int, int]

_EDGE = re.compile(r",(?!\d{3})|[;:“”\"„«»]|\s[-–—]+\s|—")
_ASIDE = re.compile(r"\([^()]*\)")
_TOKEN = re.compile(r"[\w'’.&-]*[\w&]")
# As many words as a name has without a preposition: "the Seoul state news agency".
_NAME = 5
# As many as stand between a day and its occasion: "on Sunday in a rare written statement".
_OCCASION = 6
_NEAR = 6
# 'denied this on Sunday', 'confirmed it on Sunday'
_TAKEN_UP = ("this", "it")


class _Segment(NamedTuple):
    start: int
    end: int
    # Whether a quotation stands between it and the segment before.
    behind_quotation: bool


def day_of_cue(
    text: str, sentence: _Span, cue: _Span, quoted: list[_Span], days: list[_Span], language: Language
) -> _Span | None:
    """The day, of those outside quotations, on which the cue's words were said."""
    before = [day for day in days if day[0] < cue[0]]
    behind = [day for day in days if day[0] >= cue[0]]
    # A list of a thousand days would be looked at a thousand times over; who speaks stands near one of these.
    near = [*before[:_NEAR], *before[_NEAR:][-_NEAR:], *behind[:_NEAR]]
    return _Clause(text, sentence, cue, quoted, near, language).day()


class _Clause:
    def __init__(
        self, text: str, sentence: _Span, cue: _Span, quoted: list[_Span], days: list[_Span], language: Language
    ) -> None:
        # An aside neither parts nor joins anything: 'the service (NIS) told'.
        self.text = _ASIDE.sub(lambda aside: " " * len(aside.group()), text[: sentence[1]])
        self.cue = cue
        self.kinds = language.day_words
        self.segments = _segments(self.text, sentence, quoted, [*days, cue])
        self.days = [day for day in days if self._names_a_day(day)]
        # Segments do not overlap, and the cue is in one of them unless somebody quotes it.
        self.own = next((at for at, part in enumerate(self.segments) if part.start <= cue[0] < part.end), None)

    def day(self) -> _Span | None:
        """The day behind the cue, else before it, else in a segment of its own."""
        if self.own is None:
            return None
        own = self.segments[self.own]
        for day in self._within(own):
            if day[0] >= self.cue[1] and self._leads_on(self.cue[1], day[0]) and not self._event_before(day):
                return day
        for day in reversed(self._within(own)):
            if day[0] < self.cue[0] and self._before_cue(own, day):
                return day
        return self._in_front() or self._behind(own)

    def _words(self, start: int, end: int) -> list[str]:
        return [token.lower() for token in _TOKEN.findall(self.text, start, end)]

    def _within(self, part: _Segment) -> list[_Span]:
        return [day for day in self.days if part.start <= day[0] < part.end]

    def _names_a_day(self, day: _Span) -> bool:
        """Not "Sunday's" nor 'Monday night's', and not a limit such as 'by Friday'."""
        behind = _TOKEN.match(self.text, day[1]) or _TOKEN.match(self.text, min(day[1] + 1, len(self.text)))
        word, mark, ending = re.sub("’", "'", behind.group().lower() if behind else "").partition("'")
        if mark and ending in ("", "s") and (not word or word in self.kinds["parts"]):
            return False
        before = _TOKEN.findall(self.text, max(day[0] - 20, 0), day[0])
        return not before or before[-1].lower() not in self.kinds["limits"]

    def _leads_on(self, start: int, end: int) -> bool:
        """Whether nothing but hearer, place, occasion and adverbs stands in a stretch behind the cue."""
        kinds = self.kinds
        words = _TOKEN.findall(self.text, start, end)
        lower = [word.lower() for word in words]
        # A label's cue is a colon: it has no words.
        teller = next(iter(self._words(*self.cue)), "") in kinds["tellers"]
        # How many words the open noun phrase has; None where none may stand.
        run: int | None = 0 if teller else None
        if lower[:1] and lower[0] in kinds["determiners"] and set(lower[1:2]) & kinds["said-before"]:
            # 'denied the allegation on Saturday'
            words, lower = words[2:], lower[2:]
        for at, word in enumerate(lower):
            following = lower[at + 1] if at + 1 < len(lower) else "on"
            if (at == 0 and word in _TAKEN_UP and following in kinds["prepositions"]) or (
                word in kinds["hearers"] and run == 0 and (word != "her" or following in kinds["prepositions"])
            ):
                run = None
            elif word in kinds["stops"] or word[0].isdigit() or (word == "at" and following in ("least", "most")):
                return False
            elif word in kinds["prepositions"]:
                if at == 0 and word in kinds["matter"] and not teller:
                    return False
                if word == "to" and at + 1 < len(words) and not self._is_audience(words[at + 1]):
                    return False
                run = 0
            elif word in kinds["adverbs"]:
                run = None
            elif word in kinds["determiners"]:
                if run != 0:
                    return False
                run = 1
            else:
                if run is None or run > _NAME or (run and self._happened(word, following)):
                    return False
                run += 1
        return True

    def _is_audience(self, word: str) -> bool:
        kinds = self.kinds
        return word[0].isupper() or word in kinds["determiners"] | kinds["hearers"] | kinds["audience"]

    def _happened(self, word: str, following: str) -> bool:
        """Whether a word is a verb of its own: 'soldiers died on', not 'a prepared statement'."""
        is_past = word in self.kinds["happened"] or (word.endswith("ed") and len(word) > 4)
        return is_past and following in self.kinds["prepositions"] | self.kinds["adverbs"]

    def _event_before(self, day: _Span) -> bool:
        words = [word for word in self._words(self.cue[1], day[0]) if word not in self.kinds["day-prepositions"]]
        return bool(words) and words[-1] in self.kinds["events"]

    def _before_cue(self, own: _Segment, day: _Span) -> bool:
        kinds = self.kinds
        before = self._words(own.start, day[0])
        between = self._words(day[1], self.cue[0])
        if all(word in kinds["fronting"] for word in before):
            return True
        if self._is_occasion(before):
            return True
        if all(word in kinds["adverbs"] | kinds["auxiliaries"] | kinds["parts"] for word in between):
            subject = [word for word in before if word not in kinds["day-prepositions"]]
            # 'Officials on Sunday said', not 'the attack on Friday showed' nor 'the town hit on Friday said'.
            if kinds["relatives"] & set(subject):
                return False
            last = subject[-1]
            return last in kinds["published"] or not (last in kinds["events"] or self._happened(last, "on"))
        return (
            2 <= len(between) <= _OCCASION
            and between[0] in kinds["prepositions"]
            and (between[1] in kinds["determiners"] and self._words(*self.cue)[-1] in kinds["occasions"])
        )

    def _is_occasion(self, before: list[str]) -> bool:
        """Whether a segment begins like 'In an interview with the paper on' or 'Speaking in the capital on'."""
        kinds = self.kinds
        while before and before[0] in kinds["fronting"] - kinds["prepositions"]:
            before = before[1:]
        if before and before[0] in kinds["speaking"]:
            return not kinds["stops"] & set(before)
        return (
            len(before) > 2
            and before[0] in kinds["prepositions"]
            and bool(kinds["occasions"] & set(before[1:_OCCASION]))
            and not kinds["stops"] & set(before)
        )

    def _alone(self, part: _Segment) -> _Span | None:
        """The day of a segment that holds nothing else, or the occasion too ('In a speech on Sunday')."""
        kinds = self.kinds
        allowed = kinds["adverbs"] | kinds["fronting"] | kinds["day-prepositions"] | kinds["parts"]
        for day in self._within(part):
            before, behind = self._words(part.start, day[0]), self._words(day[1], part.end)
            if all(word in allowed for word in behind) and (
                all(word in allowed for word in before) or self._is_occasion(before)
            ):
                return day
        return None

    def _in_front(self) -> _Span | None:
        """A day alone before the cue's segment, with nothing but adverbials or an apposition between."""
        assert self.own is not None
        subjectless = not self._words(self.segments[self.own].start, self.cue[0])
        names = 0
        for at in range(self.own - 1, -1, -1):
            part = self.segments[at]
            if self.segments[at + 1].behind_quotation:
                return None
            day = self._alone(part)
            if day is not None:
                # 'On Friday, the bridge fell, said the mayor' has one name too few for an apposition.
                return day if names != 1 else None
            words = self._words(part.start, part.end)
            if self._within(part):
                return self._opening(part) if subjectless and names else None
            if not words or words[0] in self.kinds["adverbials"] or all(w in self.kinds["fronting"] for w in words):
                names += bool(words and words[0] in ("who", "which", "whose")) and subjectless
                continue
            names += 1
            if not subjectless or any(self._happened(word, "on") or word in self.kinds["stops"] for word in words):
                return None
        return None

    def _opening(self, part: _Segment) -> _Span | None:
        """The day with which the subject's segment begins: 'On Monday the mayor of Nol, who was ill, said'."""
        kinds = self.kinds
        day = self._within(part)[0]
        before, behind = self._words(part.start, day[0]), self._words(day[1], part.end)
        opens = all(word in kinds["fronting"] | kinds["day-prepositions"] for word in before)
        acts = any(self._happened(word, "on") or word in kinds["stops"] for word in behind)
        return day if opens and not acts else None

    def _behind(self, own: _Segment) -> _Span | None:
        """A day alone right behind the cue's segment: 'police said, on Sunday'."""
        assert self.own is not None
        if self.own + 1 >= len(self.segments) or self.segments[self.own + 1].behind_quotation:
            return None
        return self._alone(self.segments[self.own + 1]) if self._leads_on(self.cue[1], own.end) else None


def _segments(text: str, sentence: _Span, quoted: list[_Span], whole: list[_Span]) -> list[_Segment]:
    """The stretches between edges. No edge stands in a day ('January 9, 2025') or in the cue."""
    kept = sorted(whole)
    edges: list[tuple[int, int, bool]] = [
        (start, end, True) for start, end in quoted if start < sentence[1] and end > sentence[0]
    ]
    edges += [
        (edge.start(), edge.end(), False)
        for edge in _EDGE.finditer(text, *sentence)
        if not any(start <= edge.start() < end for start, end in kept)
    ]
    parts: list[_Segment] = []
    position, behind_quotation = sentence[0], False
    for start, end, is_quotation in sorted(edges):
        if start > position and text[position:start].strip():
            parts.append(_Segment(position, start, behind_quotation))
            behind_quotation = False
        behind_quotation = behind_quotation or is_quotation
        position = max(position, end)
    if position < sentence[1]:
        parts.append(_Segment(position, sentence[1], behind_quotation))
    return parts
