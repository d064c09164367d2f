"""Words that were edited since somebody noted them down: where in the text do they stand now?

The words of both sides are laid beside each other, so that one that was added, taken out, replaced
or bent ('confirms', 'confirmed') costs little. Whether what still agrees may be chance is told by how
rare it is in this text: 'said that the' agrees with half of all sentences, 'lawnmower' with one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import accumulate, islice, pairwise
from math import log2
from typing import NamedTuple

from attribcheck.language.matching import Normalised, normalise

_WIDE = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
# A word; in scripts without spaces a character; or what stands between two passages.
_WORD = re.compile(rf"[{_WIDE}]|[^\W_{_WIDE}]++(?:'[^\W_{_WIDE}]++)*+|\0")
_BORDER = "\0"
_STOP = re.compile(r"[.!?…。！？\0]")

# The longest sentences of news have some 80 words; an anchor of more is sought by its beginning.
_MOST_NOTED = 100
# 'The' stands a thousand times in the longest articles. What stands more often leads nowhere.
_TOO_COMMON = 2_000
# Places that are looked at closely: the likeliest, as long as they are half as likely as the first.
_CLOSELY, _HALF = 6, 0.5
# So far the words may have shifted by what was added or taken out before them.
_SLACK = 3
# What it is worth to lay a common word beside itself, and what it costs to do otherwise. A rare word is worth 1; so
# 'The' of an anchor is not laid beside a 'the' two words before it, when it was replaced itself.
_COMMON, _BENT, _REPLACED, _ADDED, _TAKEN_OUT, _ACROSS = 0.35, 0.7, -0.3, -0.45, -0.5, -1000.0
_SHORTEST_BENT, _LONGEST_ENDING = 4, 3
# A name stands for what the article is about: that it comes back says half as much as another word.
_NAME = 0.5


class Agreement(NamedTuple):
    """Where noted words stand now, and how well they agree: `start` and `end` are offsets in the text.

    Of the words noted, `lost` are not there; `added` others stand between those that are. `recased`
    says that one has a capital on one side only. `evidence` is, in bits, how much rarer the
    agreement is than what chance offers somewhere in the text.
    """

    start: int
    end: int
    lost: int
    added: int
    recased: bool
    evidence: float


class _Pair(NamedTuple):
    """Two words laid beside each other, by number; `likeness` 0 where one replaces the other."""

    noted: int
    stands: int
    likeness: float


class _Words:
    """The words of a text in order: where each stands, of which hyphenated word it is a part, has it a capital."""

    def __init__(self, text: Normalised, original: str, most: int | None = None) -> None:
        self.text = text
        found = list(islice(_WORD.finditer(text.text), most))
        self.words = [match.group() for match in found]
        self.bounds = [match.span() for match in found]
        joined = (start > 0 and text.text[start - 1] == "-" for start, _ in self.bounds)
        self.wholes = list(accumulate(0 if part else 1 for part in joined))
        self.capitals = [original[text.offsets[start]].isupper() for start, _ in self.bounds]

    def stop_between(self, number: int, following: int) -> bool:
        """Whether a sentence ends between two words."""
        return _STOP.search(self.text.text, self.bounds[number][1], self.bounds[following][0]) is not None


class Wording:
    """A text, its passages parted by NULs, ready to be searched for words that were edited.

    `text` is `original`, normalised.
    """

    def __init__(self, text: Normalised, original: str) -> None:
        self._in = _Words(text, original)
        self._words = self._in.words
        self._positions: dict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(self._words):
            self._positions[word].append(position)
        # What it says, in bits, that a given word stands at a given point of this text.
        self._all = log2(max(len(self._words), 2))
        self._bits = {word: self._all - log2(len(places)) for word, places in self._positions.items()}

    @cached_property
    def _together(self) -> Counter[tuple[str, str]]:
        """How often each word follows each other."""
        return Counter(pairwise(self._words))

    def search(self, words: str) -> list[Agreement]:
        """The stretches that agree best with some words, best first; none overlaps a better one."""
        # A NUL in the words themselves is not the border of a passage.
        words = words.replace(_BORDER, " ")
        noted = _Words(normalise(words), words, _MOST_NOTED)
        found: list[Agreement] = []
        for start in self._likely(noted.words):
            first = max(start - _SLACK, 0)
            pairs = self._lay(noted.words, self._words[first : max(start, 0) + len(noted.words) + _SLACK])
            if any(pair.likeness for pair in pairs):
                found.append(self._agreement(noted, [pair._replace(stands=pair.stands + first) for pair in pairs]))
        found.sort(key=lambda one: (-one.evidence, one.start))
        best: list[Agreement] = []
        for one in found:
            if all(one.end <= other.start or other.end <= one.start for other in best):
                best.append(one)
        return best

    def _likely(self, noted: list[str]) -> list[int]:
        """Where the noted words may begin, by number: from there most of them follow as they were noted."""
        votes: dict[int, float] = defaultdict(float)
        for number, word in enumerate(noted):
            positions = self._positions.get(word, ())
            for position in positions if len(positions) <= _TOO_COMMON else ():
                votes[position - number] += self._bits[word]
        shifts = range(-_SLACK, _SLACK + 1)
        near = {start: vote + sum(votes.get(start + shift, 0.0) for shift in shifts) for start, vote in votes.items()}
        likely: list[int] = []
        for start in sorted(near, key=lambda start: (-near[start], start)):
            if likely and near[start] < _HALF * near[likely[0]]:
                break
            if all(abs(start - other) > _SLACK for other in likely):
                likely.append(start)
            if len(likely) == _CLOSELY:
                break
        return likely

    def _agreement(self, noted: _Words, pairs: list[_Pair]) -> Agreement:
        kept = [pair for pair in pairs if pair.likeness]
        first, last = kept[0].stands, kept[-1].stands
        there = {pair.noted for pair in kept}
        paired = {pair.stands for pair in pairs}
        lost = {noted.wholes[number] for number in range(len(noted.words)) if number not in there}
        added = {self._in.wholes[number] for number in range(first, last) if number not in paired}
        recased = any(noted.capitals[pair.noted] != self._in.capitals[pair.stands] for pair in kept)
        start, end = self._with_replaced(pairs, first, last)
        return Agreement(start, end, len(lost), len(added), recased, self._evidence(kept))

    def _evidence(self, kept: list[_Pair]) -> float:
        # By chance alone, something as rare as one in so many words stands somewhere among so many.
        evidence = -self._all
        before: _Pair | None = None
        for pair in kept:
            word = self._words[pair.stands]
            bits = self._bits[word]
            if before and (pair.noted - before.noted, pair.stands - before.stands) == (1, 1):
                # The second word of a name or of a turn of phrase says little more than the first.
                leading = self._words[before.stands]
                together = self._together[leading, word]
                bits = min(bits, log2(len(self._positions[leading]) / together)) if together > 1 else bits
            evidence += bits * pair.likeness * (_NAME if self._is_name(pair.stands) else 1.0)
            before = pair
        return evidence

    def _is_name(self, number: int) -> bool:
        """Whether a word has a capital that no sentence's beginning gives it."""
        return self._in.capitals[number] and number > 0 and not self._in.stop_between(number - 1, number)

    def _with_replaced(self, pairs: list[_Pair], first: int, last: int) -> tuple[int, int]:
        """From where to where in the text: with words replaced at either end, if they stand in the same sentence."""
        for pair in reversed(pairs):
            if pair.stands == first - 1 and not self._in.stop_between(pair.stands, first):
                first = pair.stands
        for pair in pairs:
            if pair.stands == last + 1 and not self._in.stop_between(last, pair.stands):
                last = pair.stands
        text = self._in.text
        return text.offsets[self._in.bounds[first][0]], text.ends[self._in.bounds[last][1] - 1]

    def _lay(self, noted: list[str], stands: list[str]) -> list[_Pair]:
        """The words laid beside each other so that most agree; before and behind, any other words may stand."""
        width = len(stands) + 1
        worth = [_COMMON + (1 - _COMMON) * self._bits[word] / self._all for word in stands]
        borders = [_ACROSS if word == _BORDER else 0.0 for word in stands]
        above = [0.0] * width
        moves: list[list[int]] = []
        likeness: list[list[float]] = []
        for word in noted:
            row, move, alike = [above[0] + _TAKEN_OUT], [1], [0.0]
            for number, other in enumerate(stands):
                like = _likeness(word, other)
                options = (
                    above[number] + (like * worth[number] if like else _REPLACED + borders[number]),
                    above[number + 1] + _TAKEN_OUT,
                    row[number] + _ADDED + borders[number],
                )
                best = max(options)
                row.append(best)
                move.append(options.index(best))
                alike.append(like)
            moves.append(move)
            likeness.append(alike)
            above = row
        line, column = len(noted), above.index(max(above))
        pairs: list[_Pair] = []
        while line > 0:
            step = moves[line - 1][column]
            if step == 0:
                pairs.append(_Pair(line - 1, column - 1, likeness[line - 1][column]))
            line, column = line - (step != 2), column - (step != 1)
        return pairs[::-1]


def _likeness(word: str, other: str) -> float:
    """1 for the same word, less for one that was bent or mistyped, 0 for another one."""
    if word == other:
        return 1.0
    if word[0] != other[0] or min(len(word), len(other)) < _SHORTEST_BENT or not (word.isalpha() and other.isalpha()):
        return 0.0
    longest = max(len(word), len(other))
    begin = _shared(word, other)
    # 'confirm', 'confirms', 'confirmed'; 'goverment' for 'government'.
    if longest - begin <= _LONGEST_ENDING and begin >= longest / 2:
        return _BENT
    end = _shared(word[: begin - 1 : -1], other[: begin - 1 : -1])
    return _BENT if begin + end >= longest - 1 else 0.0


def _shared(word: str, other: str) -> int:
    """With how many letters alike the two begin."""
    letters = enumerate(zip(word, other, strict=False))
    return next((at for at, (one, two) in letters if one != two), min(len(word), len(other)))
