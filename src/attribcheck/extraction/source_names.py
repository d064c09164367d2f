"""What the words for a source name: a person with a post, a body, a country, people without names, or a pronoun."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from attribcheck.extraction.nationalities import countries_in, country_of, is_place
from attribcheck.language.data import word_lists
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from attribcheck.article import SourceKind

# `repeated` is a body by its kind alone ('the ministry'), `issued` words of an issuer ('the statement').
Naming = Literal["person", "body", "place", "people", "one", "pronoun", "repeated", "issued", "unknown"]

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")
_ACRONYM = re.compile(r"\s*\(\s*([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\s*\)?")
_OWNED = re.compile(r"([A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})['’]s?\s+(?=[A-Z])")
_TAIL = re.compile(r"\s+(?:(?:on|late|early|earlier)\s+[A-Z]?\w+day\b|(?:this|last)\s+(?:week|month|year|morning)\b)")
# 'an epidemiologist in Oslo' belongs to no country.
_WHERE = re.compile(r"\b(?:in|at|from|near|to|on)\s+.*$")
_NAME = r"([A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){1,2})"
_TWO_NAMES = re.compile(rf"^{_NAME} and {_NAME}$")
_JOINED = re.compile(r"^(?:the\s+)?([A-Z][a-z]+)\s+and\s+([A-Z][a-z]+)\s+([a-z]+)$")

# 'builder Ray Cobb'
_POST_AND_NAME = re.compile(rf"[a-z]+(?: [a-z]+)? {_NAME}$")
_TITLED = re.compile(
    r"(?P<name>(?P<title>[A-Z][\w-]*\.?) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}) (?P<rest>(?:of|at|from|with|in) .+)$"
)
# 'lead author Prof Hilde Aas | of Sund University'
_HOLDER_OF = re.compile(
    r"(?P<name>(?:[a-z-]+ )*(?P<post>[a-z-]+) (?:[A-Z][a-z]+\.? )?[A-Z][\w’'-]+ [A-Z][\w’'-]+) "
    r"(?P<rest>(?:of|at|from) (?:the )?[A-Z].+)$"
)
_OWNED_WORDS = re.compile(r"((?:(?:the|its|his|her)\s+)?[\w .-]{2,60}?)['’]s?\s+(?:[\w-]+\s+){0,2}(?P<words>[a-z]+)$")
@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase names. `name` is as the text has it, without article and post; `head` its deciding word."""

    naming: Naming
    name: str = ""
    kind: SourceKind = "unknown"
    role: str | None = None
    country: str | None = None
    acronym: str | None = None
    head: str = ""
    names: tuple[str, ...] = field(default=())
    # Whether it is one word alone, without a title: a person is so called only behind the full name.
    bare: bool = False


@lru_cache(maxsize=1)
def speaker_words() -> dict[str, frozenset[str]]:
    """The word lists of `speakers.yaml`."""
    return {name: frozenset(words) for name, words in word_lists("en/speakers.yaml").items()}


@lru_cache(maxsize=1)
def _of_a_body() -> re.Pattern[str]:
    """'Tim Oakes | of the group No Toll'"""
    bodies = "|".join(sorted(speaker_words()["called-bodies"]))
    return re.compile(
        rf"(?P<name>[A-Z][a-z’'-]+ [A-Z][\w’'-]+) (?P<rest>(?:of|from|at|with) the (?:[a-z-]+ )?(?:{bodies}) .+)$"
    )


@lru_cache(maxsize=1)
def _had_by() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(speaker_words()['having']))})\s+(?:by|with)\b")


def is_trade(word: str) -> bool:
    """Whether a word is likely what somebody is by trade: 'builder', 'pianist'."""
    return word.isalpha() and word.islower() and len(word) > _TRADE and word.endswith(tuple(speaker_words()["trades"]))


# Longer words only: not 'her', 'for'.
_TRADE = 4


def read_name(phrase: str, behind: str, language: Language) -> list[Named]:
    """What a source's words name, one entry for each of several; `behind` are the words that follow them."""
    words = " ".join(phrase.split()).strip(" ,;:\"“”'‘’")
    both = _JOINED.match(words)
    lists = speaker_words()
    if both and both.group(3) in lists["assessments"]:
        return [_assessments(adjective, both.group(3), language) for adjective in both.group(1, 2)]
    pair = _TWO_NAMES.match(words)
    if pair and not {part.lower() for part in words.split()} & (lists["institution"] | lists["government"]):
        return [_one(name, "", language) for name in pair.groups()]
    return [_one(words, behind, language)]


def _assessments(adjective: str, noun: str, language: Language) -> Named:
    country = country_of(adjective, language)
    return Named("people", f"{adjective} {noun}", "government" if country else "group", country=country, head=noun)


def _one(words: str, behind: str, language: Language) -> Named:
    lists = speaker_words()
    low = words.lower()
    if any(low in lists[kind] for kind in ("he-or-she", "plural-pronouns", "body-pronouns")):
        return Named("pronoun", low)
    if low in lists["own-voice"]:
        return Named("unknown")
    if low in lists["one"]:
        return Named("one", words, "witness", head=low)
    if low in lists["both-others"]:
        return Named("people", words, "group", head=low)
    acronym = _ACRONYM.search(words) or _ACRONYM.match(behind)
    short = acronym.group(1) if acronym else None
    words = re.sub(r"\s*\([^)]*\)?", "", words).strip(" ,")
    core, apposed = _apposition(words, lists)
    core, owner = _owner(core, language)
    bare = _without_article(core)
    if not bare:
        return Named("unknown")
    if is_place(core, language) or is_place(bare, language):
        return Named(
            "place",
            bare if not core.lower().startswith("the ") else core,
            "government",
            country=country_of(bare, language),
        )
    core = _without_tail(core)
    titled = _TITLED.match(core)
    if not titled or titled["title"].lower().strip(".") not in lists["honorifics"] | lists["posts"]:
        titled = _of_a_body().match(core) or _HOLDER_OF.match(core)
        post = titled.groupdict().get("post") if titled else None
        titled = None if post and post not in lists["posts"] else titled
    if titled:
        # 'Prof Ian Black | of the University of Sund'
        core, apposed = titled["name"], apposed or titled["rest"]
    tokens = _WORD.findall(_without_article(core))
    if not tokens:
        return Named("unknown")
    return _by_words(tokens, core, apposed, short, owner, language)


def _without_tail(core: str) -> str:
    """'the harbour office on Monday' -> 'the harbour office'; 'the Office of Works' keeps what is its name."""
    return _TAIL.sub("", core) or core


def _owner(core: str, language: Language) -> tuple[str, str | None]:
    """A body's own name, and the country it belongs to: "Ruritania's | National Guard"."""
    found = _OWNED.match(core)
    country = country_of(found.group(1), language) if found else None
    if found and country:
        return core[found.end() :], country
    # No person has a ministry: Marland, whose foreign ministry speaks, is a country that no list has.
    first, _, rest = core.partition(" ")
    state = first[:-2] if first[:1].isupper() and first[-2:] in ("'s", "’s") else ""
    return core, state if state and set(rest.lower().split()) & speaker_words()["of-a-state"] else None


def _by_words(
    tokens: list[str], core: str, apposed: str | None, short: str | None, owner: str | None, language: Language
) -> Named:
    lists = speaker_words()
    bare = _without_article(core)
    small = [token.lower().strip(".").removesuffix("'s").removesuffix("’s") for token in tokens]
    head_at = _head(tokens)
    head = small[head_at]
    countries = countries_in(f"{core} {_WHERE.sub('', apposed or '')}", language)
    country = owner or (countries[0] if countries else None)
    first, second = [*core.lower().split(), "", ""][:2]
    definite, owned = first in lists["definite"], first in lists["owners"] or first.endswith(("'s", "’s"))
    if second == "of" and first in lists["one"] | lists["several"]:
        captive = bool(set(small) & lists["captive"])
        single = first in lists["one"]
        kind: SourceKind = ("captive" if captive else "witness") if single else "group"
        return Named("one" if single else "people", core, kind, country=None, head=small[-1])
    if head in lists["documents"] and not tokens[head_at][0].isupper():
        # 'a lawsuit | filed on Monday'
        name = core.split(f" {tokens[head_at + 1]}", 1)[0] if head_at + 1 < len(tokens) else core
        return Named("issued", name, "document", head=head, names=tuple(_issuer(core)))
    if head in lists["records"] and not any(token[0].isupper() for token in tokens[1 : head_at + 1]):
        name = core.partition(tokens[head_at])[0] + tokens[head_at]
        return Named("body", name[:1].lower() + name[1:], "document", head=head)
    if head in lists["people"] and (head_at < len(tokens) - 1 or not _ends_in_name(tokens, lists)):
        return Named("people", bare, "group", country=country, head=head)
    if head in lists["assessments"] and country and len(tokens) == 2:
        return Named("people", bare, "government", country=country, head=head)
    # 'The film shown by Adams' is no Adams.
    named = _trailing_name(tokens) if head_at == len(tokens) - 1 else []
    if named and head not in lists["government"] | lists["institution"]:
        return _person(tokens, named, core, apposed, country, short)
    if head in lists["outlets"] and not tokens[head_at][0].isupper():
        return Named("body", core if definite else bare, "outlet", country=country, head=head)
    if head in lists["government"] | lists["institution"]:
        kind = "government" if head in lists["government"] else "institution"
        own = any(token[0].isupper() for token in tokens) or len(tokens) > 1
        if not own and definite:
            return Named("repeated", core, kind, head=head)
        return Named("body", core if bare[:1].islower() else bare, kind, country=country, acronym=short, head=head)
    if tokens[-1].isupper() and len(tokens[-1]) > 1 and tokens[-1].isalpha():
        return Named("body", tokens[-1], "institution", country=country, acronym=tokens[-1], head=tokens[-1].lower())
    if head in lists["posts"] | lists["one-of-them"]:
        if definite or owned:
            post = bare.partition(" ")[2] if first.endswith(("'s", "’s")) else bare
            return Named("repeated", core, "person", role=post, country=country, head=head)
        if set(small) & lists["captive"]:
            return Named("one", core, "captive", head=head)
        return Named("one", core, "witness" if head in lists["witnesses"] else "person", head=head)
    return Named("unknown", bare, head=head)


def _apposition(words: str, lists: dict[str, frozenset[str]]) -> tuple[str, str | None]:
    """The name, and what stands beside it: 'Erik Lund, a doctor in Oslo', 'its chairwoman, Petra Holm'."""
    if "," not in words:
        return words, None
    first, rest = (part.strip() for part in words.split(",", 1))
    rest = rest.strip(" ,")
    second = rest.split(",", 1)[0].strip()
    if (_looks_like_name(second) or _POST_AND_NAME.match(second)) and not _looks_like_name(first):
        return second, first
    return first, rest.split(" who ", 1)[0].strip(" ,") or None


def _looks_like_name(words: str) -> bool:
    parts = words.split()
    return (
        bool(parts)
        and len(parts) <= 5
        and all(part[0].isupper() or part in speaker_words()["joints"] for part in parts)
    )


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in speaker_words()["determiners"] and rest else words


def _head(tokens: list[str]) -> int:
    """The deciding word: the last before 'of', 'in', 'at', 'for' in small letters, else the last."""
    lists = speaker_words()
    persons = lists["people"] | lists["one-of-them"] | lists["documents"] | lists["records"]
    for at, token in enumerate(tokens):
        # 'two diplomats briefed on it', 'a man waiting outside'
        participle = (token.endswith(("ed", "ing")) or token in lists["participles"]) and tokens[
            at - 1
        ].lower() in persons
        if at and (token in lists["behind-head"] or participle):
            return at - 1
    return len(tokens) - 1


def _ends_in_name(tokens: list[str], lists: dict[str, frozenset[str]]) -> bool:
    return tokens[-1][0].isupper() and tokens[-1].lower() not in lists["people"]


def _trailing_name(tokens: list[str]) -> list[str]:
    """The capitalised words at the end, without a post before them: 'Colonel | Dan Reyes'."""
    lists = speaker_words()
    at = len(tokens)
    while at and (tokens[at - 1][0].isupper() or (tokens[at - 1] in lists["joints"] and at < len(tokens) and at > 1)):
        at -= 1
    named = tokens[at:]
    while named and (named[0] in lists["joints"] or named[0].lower().strip(".") in lists["posts"]):
        named = named[1:]
    if len(named) == _WHAT_AND_NAME and named[0].lower() in lists["any-body"]:
        named = named[1:]  # 'Drugmaker | Althea'
    posts = [
        place for place, token in enumerate(named) if token.lower().strip(".").removesuffix("'s") in lists["posts"]
    ]
    return named[posts[-1] + 1 :] if posts else named


# 'Drugmaker Althea'
_WHAT_AND_NAME = 2


def _is_article(core: str) -> bool:
    """Whether a phrase begins with 'the': no person's name does."""
    return core[:4].lower() == "the "


def _person(
    tokens: list[str], named: list[str], core: str, apposed: str | None, country: str | None, short: str | None
) -> Named:
    before = tokens[: len(tokens) - len(named)]
    lists = speaker_words()
    role = (
        " ".join(before) if before and not {part.lower().strip(".") for part in before} <= lists["honorifics"] else None
    )
    has_post = role and any(word.lower().strip(".") in lists["posts"] for word in before)
    name = " ".join(named)
    kinds = lists["institution"] | lists["government"] | lists["any-body"]
    what = _WORD.findall((apposed or "").lower())
    is_body = bool(what) and what[0] not in ("who", "whose", "which") and what[_head(what)] in kinds
    if not before and (_is_article(core) or is_body):
        # 'the Red Cross', 'The operator, Sundgas'
        return Named("body", name, "institution", country=country, acronym=short, head=named[-1].lower())
    if len(named) == 1 and name.isupper() and len(name) > 1:
        return Named("body", name, "institution", country=country, acronym=name, head=name.lower())
    by_trade = before and len(named) > 1 and is_trade(before[-1]) and before[-1] not in kinds
    if role and not has_post and not by_trade:
        # 'Campaigners' group Clearwater', 'carmaker Volta': a body that is named behind what it is.
        return Named("body", name, "institution", country=country, acronym=short, head=name.lower())
    if short:
        return Named("body", name, "institution", country=country, acronym=short, head=named[-1].lower())
    if named[-1].lower() in lists["companies"] and not role:
        return Named("body", name, "institution", country=country, acronym=short, head=named[-1].lower())
    # Whose spokesman somebody is says more than that he is a colonel.
    belongs = (apposed or "").lower().startswith(("its ", "their "))
    role = apposed if belongs else role or apposed
    bare = len(tokens) == 1 and not role
    return Named("person", name, "person", role=role, country=country, head=named[-1].lower(), bare=bare)


def _issuer(core: str) -> list[str]:
    """'a study published on Monday by the University of Aalborg' -> the university."""
    if _had_by().search(core):
        return []  # 'a report obtained by Radio Sund' is not the radio's
    found = re.search(r"\b(?:by|from)\s+((?:(?:the|an?)\s+)?(?:[a-z-]+\s+){0,3}[A-Z][^,;]*)$", core)
    if found is None:
        # 'a statement from the president's office'
        found = re.search(r"\b(?:by|from)\s+((?:the|its|his|her)\s+[^,;]+)$", core)
    if found is None:
        found = _OWNED_WORDS.match(core)  # "the ministry's | statement"
        if found and found["words"] not in speaker_words()["documents"]:
            return []
    return [found.group(1).strip()] if found else []


def is_several(named: Named) -> bool:
    """Whether a word that no list has names several people: 'Lorry drivers', 'shop owners'."""
    head = named.head
    if head in speaker_words()["things"] or head.capitalize() in named.name.split()[1:]:
        return False
    return head[-1:] == "s" and head[-2:-1] not in ("s", "u", "i", "'", "’")
