"""The speakers known so far while an article is read, each person and body once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from attribcheck.extraction.full_names import FullNames
from attribcheck.extraction.handles import slug, unused
from attribcheck.extraction.source_names import Named, speaker_words

if TYPE_CHECKING:
    from attribcheck.article import Confidence, SourceKind

# A pronoun, 'the ministry' and 'the statement' stand for somebody who spoke so many passages before at most.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """One source of an article.

    `name` is what it is called in full, `aliases` whatever else it is called. `described_as` are the words for
    somebody without a name; `of_place` the country that it belongs to. `place_name` tells that the name of a
    country or a capital stands for its government.
    """

    handle: str
    name: str
    aliases: tuple[str, ...]
    kind: SourceKind
    role: str | None
    place_name: bool
    described_as: str | None
    of_place: str | None
    confidence: Confidence
    # The index of the body that the text says somebody belongs to: 'its leader, Petra Voss'.
    of_body: int | None = None


@dataclass(slots=True)
class Known:
    """A speaker while the text is read: what it was called, and when it spoke last."""

    named: Named
    confidence: Confidence
    aliases: list[str] = field(default_factory=list)
    # The passage in which it spoke last, and its turn among all who spoke.
    last: int = -1
    turn: int = -1
    of_body: int | None = None

    def call(self, name: str) -> None:
        """Keeps another name of it."""
        if name and name != self.named.name and name not in self.aliases:
            self.aliases.append(name)


class KnownSpeakers:
    """The speakers by their index, in the order in which they were first named."""

    def __init__(self, names: FullNames) -> None:
        self.names = names
        self.known: list[Known] = []
        self.turn = 0
        # Which body a noun stood for last: 'the company'.
        self.nouns: dict[str, int] = {}
        # The turn and the passage of the last who spoke and is not known: 'it' may be that one.
        self.missed = (-1, -1)

    def add(self, named: Named, confidence: Confidence) -> int:
        """A new speaker; its index."""
        self.known.append(Known(named, confidence))
        return len(self.known) - 1

    def recent(self, kinds: frozenset[str], passage: int, heads: frozenset[str] = frozenset()) -> int | None:
        """The last of some kinds, or of those that go by some nouns, to have spoken, not too far back."""
        near = [
            (known.turn, place)
            for place, known in enumerate(self.known)
            if (known.named.kind in kinds or known.named.head in heads) and passage - _REACH <= known.last <= passage
        ]
        turn, place = max(near, default=(-1, -1))
        if turn < 0 or (self.missed[0] > turn and self.missed[1] == passage):
            return None
        return place

    def again(self, noun: str, passage: int) -> int | None:
        """'The company': the named body that spoke last, unless the noun stood for another one not long ago.

        A body that spoke in the same passage goes before both.
        """
        last = self.recent(frozenset({"institution"}), passage)
        if last is None or self.known[last].named.head in speaker_words()["institution"]:
            return None
        before = self.nouns.get(noun)
        if before is not None and self.known[last].last < passage and self.known[before].last >= passage - _REACH:
            last = before
        self.nouns[noun] = last
        return last

    def body(self, named: Named) -> int:
        """A body or a country by one of its names or its acronym, else a new one."""
        for place, known in enumerate(self.known):
            if known.named.naming not in ("body", "place"):
                continue
            names = {known.named.name.lower(), *(alias.lower() for alias in known.aliases)}
            if named.name.lower() in names or (named.acronym and named.acronym.lower() in names):
                known.call(named.name)
                if named.country and not known.named.country:
                    known.named = replace(known.named, country=named.country)
                return place
            if known.named.naming == named.naming == "body" and _initials(known.named.name) == named.name:
                known.call(named.name)
                return place
        confidence: Confidence = "high" if any(letter.isupper() for letter in named.name) else "medium"
        spelt = self.names.spelt_out(named.name) if named.name == named.acronym else None
        index = self.add(replace(named, name=spelt) if spelt else named, confidence)
        if named.acronym:
            self.known[index].call(named.acronym)
        return index

    def people(self, named: Named) -> int:
        """People without names, by the words for them, else new ones."""
        for place, known in enumerate(self.known):
            if known.named.naming == "people" and known.named.name.lower() == named.name.lower():
                return place
            if known.named.naming == "people" and named.name.lower() == known.named.head:
                known.call(named.name)
                return place
        return self.add(named, "high" if named.kind == "government" else "medium")

    def speakers(self) -> list[Speaker]:
        """What is known of them, with handles that no two share."""
        taken: set[str] = set()
        made: list[Speaker] = []
        for known in self.known:
            named = known.named
            handle = unused(slug(_short(known)), taken)
            taken.add(handle)
            if named.name.startswith("The ") and named.naming == "body":
                # Its capital only began a sentence.
                named = replace(named, name=f"the {named.name[4:]}")
            unnamed = named.naming in ("one", "people") and named.kind != "government"
            made.append(
                Speaker(
                    handle=handle, name=named.name, aliases=tuple(known.aliases), kind=named.kind, role=named.role,
                    place_name=named.naming == "place", described_as=named.name if unnamed else None,
                    of_place=named.country, confidence=known.confidence, of_body=known.of_body,
                )
            )  # fmt: skip
        return made


def _short(known: Known) -> str:
    """What a handle is made of: an acronym, a surname, else the name."""
    acronyms = [name for name in known.aliases if name.isupper()]
    if acronyms:
        return acronyms[0]
    name = known.named.name
    if known.named.naming == "person":
        return name.split()[-1]
    return " ".join(name.removeprefix("the ").removeprefix("The ").split()[:4])


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def same_post(known: Named, named: Named) -> bool:
    """Whether two may hold one post: the defence minister is not the interior minister."""
    one, other = ((each.role or "").lower().split() for each in (known, named))
    return not one or not other or set(one) <= set(other) or set(other) <= set(one)


def same_person(one: str, other: str) -> bool:
    """One name, or a surname and a full name that ends in it."""
    first, second = one.split(), other.split()
    joints = speaker_words()["joints"]
    if second[0].lower() in joints or first[0].lower() in joints:
        # 'De Vries' of 'Anneke de Vries'
        short, long = sorted((one.lower(), other.lower()), key=len)
        return long == short or long.endswith(f" {short}")
    if len(first) > 1 and len(second) > 1:
        return first[-1] == second[-1] and first[0][0] == second[0][0]
    return first[-1] == second[-1] or (len(second) == 1 and second[0] == first[0])
