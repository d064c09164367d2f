"""Who speaks: the sources of an article's attributions, each person and body once, however it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from attribcheck.extraction.attribution import Attribution
from attribcheck.extraction.full_names import FullNames, made_by, opening_name, opening_person
from attribcheck.extraction.known_speakers import KnownSpeakers, Speaker, same_person, same_post
from attribcheck.extraction.nationalities import country_of
from attribcheck.extraction.source_names import Named, is_several, is_trade, read_name, speaker_words
from attribcheck.language.sentences import sentences
from attribcheck.language.words import Language
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Passage, SourceKind

# As much behind a source's words as an acronym in brackets may stand in.
_BEHIND = 24
# "the ministry's spokeswoman"
_OWNER = re.compile(r"(?:^|.* of )the (?P<head>[a-z]+)['’]s ")
# 'Zemland, whose | foreign ministry said'
_WHOSE = re.compile(r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}), whose \Z")
# 'the boat was 14 miles from the coast'
_CLAUSE = re.compile(r"\w \b(?:is|are|was|were|had|has|have|would|will)\b")
_QUOTES = ('"', "“", "'", "‘")
# 'the report'
_THE_REPORT = 2
_HE = frozenset({"person", "captive", "witness", "office"})
_IT = frozenset({"institution", "government"})


def find_speakers(
    attributions: Sequence[Attribution], passages: Sequence[Passage], language: Language
) -> tuple[list[Speaker], list[tuple[int, ...] | None]]:
    """The speakers of an article, and for each attribution the indices of those who speak; None where it is not known.

    Headings say less than the text below them and come last: what they name is looked up there.
    """
    if language.code != "en":
        return [], [None for _ in attributions]
    reading = _Reading(passages, language)
    who: list[tuple[int, ...] | None] = [None] * len(attributions)
    # In two rounds, each in the order of the text.
    for place, one in sorted(enumerate(attributions), key=lambda entry: passages[entry[1].passage].is_heading):
        who[place] = reading.who(one)
    return reading.speakers(), who


class _Reading(KnownSpeakers):
    """Who speaks, attribution by attribution."""

    def __init__(self, passages: Sequence[Passage], language: Language) -> None:
        self.passages = passages
        self.language = language
        text = "\n".join(passage.words for passage in passages if not passage.is_heading)
        super().__init__(FullNames(text, language))
        # The passage and the place in it of the last words that somebody said.
        self.heard_at = (-1, -1)

    def who(self, attribution: Attribution) -> tuple[int, ...] | None:
        """The speakers of one attribution."""
        source = attribution.source
        if source is None:
            return None
        self.turn += 1
        words = self.passages[source.passage].words
        behind = words[source.end : source.end + _BEHIND]
        found: list[int] = []
        for named in read_name(words[source.start : source.end], behind, self.language):
            index = self.one(named, source, attribution)
            if index is None:
                if attribution.act == "speech" and not attribution.nested and named.naming != "pronoun":
                    self.missed = (self.turn, source.passage)
                return None
            found.append(index)
        if not attribution.nested:
            self.heard_at = (source.passage, max(source.end, attribution.cue.end))
            for index in found:
                self.known[index].last = attribution.passage
                self.known[index].turn = self.turn
        return tuple(dict.fromkeys(found))

    def one(self, named: Named, source: Span, attribution: Attribution) -> int | None:
        """The speaker that a name stands for: one that is known, or a new one."""
        match named.naming:
            case "pronoun":
                return self.pronoun(named.name, source)
            case "issued":
                return self.issued(named, source.passage)
            case "repeated":
                return self.repeated(named, source)
            case "person":
                return self.person(named, source.passage)
            case "body" if named.head in speaker_words()["records"] and not self.tells(attribution):
                return None
            case "body" | "place":
                return self.body(self.owned(named, source))
            case "people":
                return self.people(named)
            case "one":
                return self.add(named, "medium")
            case "unknown" if self.says(attribution) and is_several(named):
                return self.people(replace(named, naming="people", kind="group"))
            case "unknown" if self.says(attribution):
                return self.somebody(named, source, attribution)
        return None

    def owned(self, named: Named, source: Span) -> Named:
        """'Its embassy' or 'whose embassy' with the name of whose it is: "Vostria's embassy"."""
        passage = source.passage
        whose = _WHOSE.search(self.passages[passage].words, 0, source.start)
        if whose and named.naming == "body":
            country = country_of(whose.group(1), self.language)
            return replace(named, name=f"{whose.group(1)}'s {named.name}", country=named.country or country)
        owner, _, rest = named.name.partition(" ")
        if owner.lower() != "its" or named.kind != "government":
            return named
        spoken_of = self.body_spoken_of(source)
        if spoken_of is not None:
            body = self.known[spoken_of]
            return replace(named, name=f"{body.named.name}'s {rest}", country=named.country or body.named.country)
        last = max(self.known, key=lambda known: (known.last, known.turn), default=None)
        if last is None or last.last < passage - 1 or last.named.naming not in ("body", "place", "person"):
            return named
        if last.named.naming == "person" and " " not in last.named.name:
            # Who has an embassy is a country, whatever list it is not in.
            last.named = replace(last.named, naming="place", kind="government")
        if last.named.naming == "person":
            return named
        return replace(named, name=f"{last.named.name}'s {rest}", country=named.country or last.named.country)

    def somebody(self, named: Named, source: Span, attribution: Attribution) -> int | None:
        """'A fisherman in the port', whom no list has, by what he is quoted with; and 'the fisherman' behind it."""
        words = self.passages[source.passage].words
        first, _, rest = words[source.start : source.end].partition(" ")
        if first.lower() in speaker_words()["definite"]:
            known = [place for place, one in enumerate(self.known) if one.named.head == named.head and named.head]
            return known[-1] if known and " " not in named.name else None
        told = any(words[span.start : span.start + 1] in _QUOTES for span in attribution.content)
        person = told or is_trade(named.head)
        if first.lower() not in ("a", "an") or not person or f"{named.head}s" in speaker_words()["things"]:
            return None
        name = f"{first.lower()} {rest.split(',', 1)[0]}"
        return self.add(replace(named, naming="one", name=name, kind="witness"), "medium")

    def tells(self, attribution: Attribution) -> bool:
        """Whether records tell that something is so: 'records show that', not 'minutes show two meetings'."""
        if self.says(attribution):
            return True
        first = attribution.content[0]
        words = self.passages[first.passage].words
        told = words[first.start : first.end]
        return first.start < attribution.cue.start or told[:5].lower() == "that " or _CLAUSE.search(told) is not None

    def says(self, attribution: Attribution) -> bool:
        """Whether somebody opens his mouth: what shows or suggests something need be nobody."""
        words = self.passages[attribution.cue.passage].words[attribution.cue.start : attribution.cue.end].lower()
        return attribution.act == "speech" and not set(words.split()) & speaker_words()["showing"]

    def pronoun(self, word: str, source: Span) -> int | None:
        lists = speaker_words()
        if word in lists["he-or-she"]:
            spoken_of = self.spoken_of(source)
            return self.recent(_HE, source.passage) if spoken_of is None else spoken_of
        if word in lists["body-pronouns"]:
            opening = self.opening(source)
            opening = self.body_spoken_of(source) if opening is None else opening
            return self.recent(_IT, source.passage) if opening is None else opening
        return self.recent(frozenset({"group"}), source.passage, speaker_words()["several-in-one"])

    def spoken_of(self, source: Span) -> int | None:
        """The person with whom a sentence begins that stands between the last words of another and the pronoun."""
        sentence = self.sentence_between(source)
        person = opening_person(sentence) if sentence else None
        for named in read_name(person, "", self.language) if person else ():
            known = self.names.full_name(named.name) is not None
            if named.naming == "person" and (" " in named.name or known):
                return self.person(named, source.passage)
        return None

    def sentence_between(self, source: Span) -> str | None:
        """The sentence before a source's, where it stands in the same paragraph behind the last words of another."""
        words = self.passages[source.passage].words
        passage, start = self.heard_at
        bounds = sentences(words, self.language)
        between = [one for one in bounds if one[1] <= source.start and (passage != source.passage or one[0] > start)]
        return words[slice(*between[-1])] if between else None

    def body_spoken_of(self, source: Span) -> int | None:
        """The body or country with which that sentence begins: 'Galland called in the envoy. | It said'."""
        sentence = self.sentence_between(source)
        name = opening_name(sentence) if sentence else None
        for named in read_name(name, "", self.language) if name else ():
            unknown = named.bare and self.names.full_name(named.name) is None and not self.names.is_word(named.name)
            kind = "institution" if named.kind == "person" else named.kind
            if named.naming in ("body", "place") or unknown:
                return self.body(replace(named, naming="body", kind=kind))
        return None

    def opening(self, source: Span) -> int | None:
        """The body or country that is the subject of the sentence: 'Ostravia showed two men it described as'."""
        words = self.passages[source.passage].words
        bounds = sentences(words, self.language)
        start = next((first for first, last in bounds if first <= source.start < last), source.start)
        name = opening_name(words[start : source.start])
        for named in read_name(name, "", self.language) if name else ():
            known = any(one.named.name == named.name for one in self.known)
            # A country that no list has is known by its nationality: 'Ostravia', 'Ostravian'.
            if named.naming in ("body", "place") or (named.naming == "person" and self.names.is_country(named.name)):
                return self.body(replace(named, naming="body" if known else "place", kind="government", head=""))
        return None

    def issued(self, named: Named, passage: int) -> int | None:
        """'The statement said': its issuer, who spoke before or is named in the same words."""
        for issuer in named.names:
            for one in read_name(issuer, "", self.language):
                if one.naming in ("body", "place", "person"):
                    index = self.body(one) if one.naming != "person" else self.person(one, passage)
                    return self.called(index, named) if index is not None else None
        near = [(known.turn, place) for place, known in enumerate(self.known) if named.head in known.aliases]
        if near and max(near)[0] >= 0:
            return max(near)[1]
        if named.head in speaker_words()["papers"]:
            return self.add(replace(named, naming="body", name=named.name, kind="document"), "medium")
        # Whoever spoke for the work last; a person alone only where no body or group did.
        # 'A report' that nobody is named for is not the last one's, nor is 'the inspection report'.
        words = named.name.lower().split()
        own_name = len(words) > _THE_REPORT and words[-1] == named.head
        is_new = named.head in speaker_words()["works"] and (words[0] in ("a", "an") or own_name)
        last = None if is_new else self.recent(_IT | {"group"}, passage)
        if last is None and not is_new:
            last = self.recent(frozenset({"person"}), passage)
        if last is None and named.head in speaker_words()["works"]:
            # A work whose issuer is not named yet is known by what it is.
            name = f"the {' '.join(words[1:])}" if own_name else f"the {named.head}"
            last = self.add(replace(named, naming="body", name=name, kind="document"), "medium")
            self.called(last, named)
        return last

    def called(self, index: int, named: Named) -> int:
        """Keeps that an issuer's words go by a noun, so that 'the study' leads to it later."""
        self.known[index].call(named.head)
        # 'The report' and 'the study' are one piece of work where one issuer is named for it.
        for other in ("report", "study", "paper") if named.head in ("report", "study", "paper", "research") else ():
            self.known[index].call(other)
        return index

    def firm_before(self, source: Span) -> int | None:
        """The body with which the sentence or the paragraph begins: 'Helix Motors has, the company said'."""
        words = self.passages[source.passage].words
        bounds = [one for one in sentences(words, self.language) if one[0] <= source.start]
        for start, _ in reversed(bounds):
            before = words[start : source.start]
            name = made_by(before) or opening_name(before)
            for named in read_name(name, "", self.language) if name else ():
                if named.naming == "body" or (named.naming == "person" and not self.names.is_word(named.name)):
                    return self.body(replace(named, naming="body", kind="institution"))
        return None

    def repeated(self, named: Named, source: Span) -> int | None:
        """'The ministry', 'the spokesman': the one of that kind who was named before."""
        passage = source.passage
        fitting = [
            (known.turn, place)
            for place, known in enumerate(self.known)
            if (known.named.head == named.head and same_post(known.named, named))
            or (known.named.naming == "body" and named.head in known.named.name.lower().split())
            or (named.head in (known.named.role or "").lower().split() and same_post(known.named, named))
        ]
        if fitting:
            return max(fitting)[1]
        # 'The captain of a trawler' is Captain Yann Moss.
        posts = dict.fromkeys((named.role, named.role.split(" of ", 1)[0])) if named.role else {}
        holder = next((name for post in posts if (name := self.names.holder_of(post))), None)
        if holder:
            return self.person(replace(named, naming="person", name=holder), passage)
        if named.head in speaker_words()["again"]:
            last = self.again(named.head, passage)
            if last is not None:
                return last
            spoken_of = self.firm_before(source)
            if spoken_of is not None:
                self.known[spoken_of].call(named.name.lower())
                return spoken_of
        if named.kind == "person" and named.name.lower().startswith(("his ", "her ")):
            # 'His lawyer' is the lawyer of the man with whom the sentence before began, or of the last who spoke.
            spoken_of = self.spoken_of(source)
            owner = self.recent(_HE, passage) if spoken_of is None else spoken_of
            if owner is not None and self.known[owner].named.naming == "person":
                post = named.name.split(" ", 1)[1]
                name = f"{self.known[owner].named.name}'s {post}"
                return self.add(replace(named, naming="one", name=name, kind="person"), "medium")
        of_land = named.name.split(" ", 1)[0].endswith(("'s", "’s"))
        if (
            named.kind == "person"
            and named.head in speaker_words()["offices"]
            and (of_land or " " in (named.role or ""))
        ):
            name = named.name if of_land else f"the {named.role}"
            return self.add(replace(named, naming="body", kind="office", name=name), "medium")
        if named.kind == "person":
            if of_land:  # "Kern's deputy"
                return self.add(replace(named, naming="one", kind="person"), "medium")
            # 'The surviving driver' is one; 'the spokesman' may be anybody's.
            return self.add(
                replace(named, naming="one", kind="person"), "medium" if " " in (named.role or "") else "low"
            )
        full = self.named_before(named.head, passage)
        name = full or named.name[:1].lower() + named.name[1:]
        index = self.add(replace(named, naming="body", name=name), "high" if full else "medium")
        self.known[index].call(named.name.lower() if full else "")
        return index

    def named_before(self, head: str, passage: int) -> str | None:
        """The name of a body that the text has in full: 'the union' -> "Free Miners' Union"."""
        text = "\n".join(one.words for one in self.passages[: passage + 1] if not one.is_heading)
        joined = rf"|[A-Z][a-z]+{head}" if head in speaker_words()["name-endings"] else ""
        found = re.findall(rf"(?<![\w’'-])((?:[A-Z][\w’'-]*\s+(?:of\s+)?){{1,6}}{head.capitalize()}{joined})\b", text)
        return found[-1].removeprefix("The ") if found else None

    def person(self, named: Named, passage: int) -> int | None:
        """A person by full name, or by the surname once the full name has been read."""
        for place, known in enumerate(self.known):
            if known.named.naming == "person" and same_person(known.named.name, named.name):
                if len(named.name) > len(known.named.name):
                    known.call(known.named.name)
                    known.named = replace(known.named, name=named.name)
                elif named.name != known.named.name:
                    known.call(named.name)
                if named.role and not known.named.role:
                    known.named = replace(known.named, role=named.role, country=known.named.country or named.country)
                return place
        for place, known in enumerate(self.known):
            # A body or a country by its first word: 'Volta' of 'Volta Motors'.
            if known.named.naming == "body" and " " not in named.name and named.name in known.named.name.split():
                known.call(named.name)
                return place
        full = self.names.full_name(named.name) if " " not in named.name else None
        # A capital that only begins a sentence makes no name.
        is_word = self.names.is_word(named.name) or named.name.lower() in speaker_words()["things"]
        if full is None and " " not in named.name and not named.role and is_word:
            return None
        role = (named.role or "").lower().split()
        for place, known in enumerate(self.known):
            # 'The administrator, Peter Kago' is the 'district administrator' who spoke before.
            if role[:1] == ["the"] and known.named.naming == "one" and known.named.head == role[-1]:
                known.named, known.confidence = replace(named, country=known.named.country or named.country), "high"
                return place
        if named.bare and full is None:
            # 'Estmark blamed its neighbour': whom the text never names in full is no person.
            kind: SourceKind = "government" if self.names.is_country(named.name) else "institution"
            return self.body(replace(named, naming="place" if kind == "government" else "body", kind=kind, head=""))
        surname = named.name
        named = replace(named, name=full, role=named.role or self.names.post_of(full)) if full else named
        index = self.add(named, "high" if " " in named.name else "medium")
        if full:
            self.known[index].call(surname)
        self.known[index].of_body = self.served((named.role or "").lower(), passage)
        return index

    def served(self, role: str, passage: int) -> int | None:
        """Whom somebody speaks for, by what he is: 'its leader', 'his lawyer', "the ministry's spokeswoman"."""
        if role.startswith(("its ", "their ")) or role in speaker_words()["speakers-for"]:
            return self.recent(_IT | {"group"}, passage)
        if role in speaker_words()["agents-of-one"]:
            return self.recent(_HE, passage)
        owner = _OWNER.match(role)
        if owner is None:
            return self.owner_of(role.removeprefix("the "), passage)
        bodies = [
            (known.turn, place)
            for place, known in enumerate(self.known)
            if known.named.naming == "body" and known.named.head == owner["head"] and known.turn >= 0
        ]
        return max(bodies)[1] if bodies else None

    def owner_of(self, post: str, passage: int) -> int | None:
        """The body that spoke of a post as its own: 'The bank said its director would go. The director, Jo Ask, …'."""
        words = self.passages[passage].words
        near = post and "its " in words and f" {post}" in words
        owned = re.search(rf"\bits (?:new |former )?{re.escape(post)}\b", words) if near else None
        if owned is None:
            return None
        start = next(first for first, last in sentences(words, self.language) if first <= owned.start() < last)
        before = words[start : owned.start()]
        bodies = [
            (before.rfind(known.named.name), place)
            for place, known in enumerate(self.known)
            if known.named.naming == "body" and known.named.name in before
        ]
        return max(bodies)[1] if bodies else None
