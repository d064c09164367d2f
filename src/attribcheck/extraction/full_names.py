"""What a text has in full: people by their surnames and their posts, bodies by their acronyms."""

from __future__ import annotations

import re
from functools import lru_cache

from attribcheck.extraction.nationalities import country_of
from attribcheck.extraction.source_names import speaker_words
from attribcheck.language.data import word_lists
from attribcheck.language.words import Language

_FULL = re.compile(r"(?<![\w’'-])((?:[A-Z][\w’'-]+ ){1,2})([A-Z][\w’'-]+)\b")
_SMALL_WORD = re.compile(r"(?<![\w’'-])[a-z]+")
_IN_BRACKETS = re.compile(r"\(([A-Z]{2,8})\)")
# The longest name of a body before its acronym, in characters.
_LONGEST = 120
# Of a shorter name too little is left to tell a nationality by.
_SHORT = 4
_SMALL = frozenset({"of", "and", "for", "the"})
# A person's name behind a post, or before it: 'Interior Minister Lena Varga', 'Lena Varga, the interior minister'.
_JOINT = r"(?:(?:de|van|von|der|den|la|le|al|el|bin|ben|da|di|du|del|dos|ter) )?"
_NAME = rf"(?-i:[A-Z][\w’'-]+(?: {_JOINT}[A-Z][\w’'-]+){{1,2}})"
# 'Ostravia on Saturday paraded', 'The coast guard showed'; not "Ostravia's army showed".
_OPENING = re.compile(r"(?:The )?[A-Z][\w-]*(?: [A-Z][\w-]*){0,4}(?=(?: on [A-Z]\w+day)? [a-z]+(?:ed|t|id|w|s) )")

_OPENING_PERSON = re.compile(
    rf"(?:[A-Z][a-z]* [a-z][\w’' -]{{2,40}}, )?{_NAME.replace('(?-i:', '(?:')}(?=,? (?:[a-z]|a |the ))"
)

# 'LONDON (Newswire) —'
_DATELINE = re.compile(r"^[A-Z]{2}[A-Z ,]{1,40}(?:\([\w .]{1,30}\) ?)?[-–—]{1,2} ")
_OPENING_SURNAME = re.compile(r"[A-Z][\w-]+(?= [a-z]+ )")


@lru_cache(maxsize=1)
def short_posts() -> dict[str, str]:
    """Posts, and how they are shortened before a name."""
    return dict(word_lists("en/short_posts.yaml"))


class FullNames:
    """The names that a text, headings aside, has in full; each kind is looked for once."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        # Full names by surname, and what stands before each acronym.
        self.full: dict[str, str] | None = None
        self.spelt: dict[str, str] | None = None
        self.small: frozenset[str] | None = None
        self.holders: dict[str, str | None] = {}
        self.countries: dict[str, bool] = {}

    def is_country(self, name: str) -> bool:
        """Whether the text has its people or what only a state has: 'Ostravian', "Ostravia's air force"."""
        if name not in self.countries:
            stem = name.rstrip("aeiouy") if len(name) > _SHORT else name
            people = rf"(?<![\w-]){re.escape(stem)}(?:i?an|ese|ish|i|er)s?\b"
            what_it_has = "|".join(sorted(speaker_words()["of-a-state"]))
            owned = rf"(?<![\w-]){re.escape(name)}['’]s (?:[\w-]+ ){{0,3}}(?:{what_it_has})\b"
            self.countries[name] = " " not in name and re.search(rf"{people}|{owned}", self.text) is not None
        return self.countries[name]

    def holder_of(self, post: str) -> str | None:
        """The one person whom the text names with a post: 'interior minister' -> 'Lena Varga'; None for several."""
        if post not in self.holders:
            words = r"\s+".join(re.escape(word) for word in post.split())
            if post in short_posts():
                words = rf"(?:{words}|{short_posts()[post]}\.?)"  # 'governor', 'Gov.'
            behind = re.findall(rf"(?<![\w-])(?i:{words})\s+({_NAME})", self.text)
            before = re.findall(rf"({_NAME}),\s+(?:the|its|their)\s+(?i:{words})(?![\w-])", self.text)
            names = set(behind + before)
            self.holders[post] = names.pop() if len(names) == 1 else None
        return self.holders[post]

    def post_of(self, name: str) -> str | None:
        """The post with which the text introduces a person: 'the minister, Ada Roth,' -> 'the minister'."""
        if f", {name}" not in self.text:
            return None
        found = re.search(rf"\b[Tt]he (?:[a-z-]+ ){{0,2}}?(?P<post>[a-z]+), {re.escape(name)}\b", self.text)
        known = found is not None and found["post"] in speaker_words()["posts"]
        return found.group().partition(",")[0].replace("The ", "the ") if found and known else None

    def is_word(self, name: str) -> bool:
        """Whether a capital only begins a sentence: the text has the word in small letters, too."""
        if self.small is None:
            self.small = frozenset(_SMALL_WORD.findall(self.text))
        return name.lower() in self.small

    def full_name(self, surname: str) -> str | None:
        """The first full name with a surname that the text has: 'Holm' -> 'Petra Holm'."""
        if self.full is None:
            self.full = {}
            for found in _FULL.finditer(self.text):
                self.full.setdefault(found.group(2), found.group())
        parts = self.full.get(surname, "").split()
        posts = speaker_words()["posts"]
        while parts and (parts[0].lower() in posts or country_of(parts[0], self.language)):
            parts = parts[1:]
        return " ".join(parts) if len(parts) > 1 else None

    def spelt_out(self, acronym: str) -> str | None:
        """'NIS' -> 'National Intelligence Service', where the text has it with the acronym behind it."""
        if self.spelt is None:
            self.spelt = {}
            for found in _IN_BRACKETS.finditer(self.text):
                before = self.text[max(found.start() - _LONGEST, 0) : found.start()]
                self.spelt.setdefault(found.group(1), before)
        name: list[str] = []
        for word in reversed(self.spelt.get(acronym, "").split()):
            if word.endswith(("'s", "’s")) or not (word[0].isupper() or (name and word in _SMALL)):
                break
            name.insert(0, word)
        while name and not name[0][0].isupper():
            name.pop(0)
        return " ".join(name) or None


def opening_name(words: str) -> str | None:
    """The name that is the subject of a sentence's first clause, if one begins it: 'Ostravia on Saturday paraded'."""
    found = _OPENING.match(_DATELINE.sub("", words, count=1))
    return found.group() if found else None


def opening_person(sentence: str) -> str | None:
    """The person with whom a sentence begins: 'Her minister, Jon Ask, was blunter' -> 'Her minister, Jon Ask'."""
    found = _OPENING_PERSON.match(sentence) or _OPENING_SURNAME.match(sentence)
    return found.group() if found else None


@lru_cache(maxsize=1)
def _made_by() -> re.Pattern[str]:
    made, bodies = ("|".join(sorted(speaker_words()[kind])) for kind in ("making-public", "called-bodies"))
    name = r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){0,3})"
    return re.compile(rf"\b(?:{made}) by (?:the|a) (?:[a-z-]+ )?(?:{bodies}) {name}")


def made_by(words: str) -> str | None:
    """The body that is said to have made what a sentence is about: 'images published by the firm Lenz' -> 'Lenz'."""
    found = _made_by().search(words)
    return found["name"] if found else None
