"""Whether the words that a text gives to somebody are plainly another's than the source that a record names.

In doubt they are not: a pronoun, a passive, 'officials' or 'the report' contradict nobody, and somebody may speak for
a body without its being said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attribcheck.article import Article, Source
from attribcheck.extraction.handles import slug
from attribcheck.extraction.nationalities import countries_in, country_of
from attribcheck.extraction.source_names import Named, read_name, speaker_words
from attribcheck.language.words import Language

_WORD = re.compile(r"[^\W_]+")
_PLAIN = ("person", "body", "place")
_BODIES = frozenset({"institution", "government", "office", "group", "unknown", "document", "outlet", "dataset"})


def is_other(phrase: str, behind: str, named: Sequence[str], article: Article, language: Language) -> bool:
    """Whether a phrase of the text names another source than the handles of a record do.

    `behind` are the words that follow the phrase.
    """
    known = [article.sources[handle] for handle in named if handle in article.sources]
    speakers = read_name(phrase, behind, language)
    if not known or not speakers or any(one.naming not in _PLAIN for one in speakers):
        return False
    others = [source for handle, source in article.sources.items() if handle not in named]
    return not any(
        _may_be(one, phrase, source, handle, others, language)
        for one in speakers
        for handle, source in zip(named, known, strict=False)
    )


def names_one(words: str, named: Sequence[str], article: Article) -> bool:
    """Whether some words of the text have a part of what one of the sources is called, or of what it is."""
    fill = speaker_words()["determiners"] | speaker_words()["joints"]
    known = [article.sources[handle] for handle in named if handle in article.sources]
    called = " ".join(name for source in known for name in (*_names(source), source.role or ""))
    return bool((set(_WORD.findall(words.lower())) - fill) & set(_WORD.findall(called.lower())))


def _may_be(one: Named, phrase: str, source: Source, handle: str, others: Iterable[Source], language: Language) -> bool:
    """Whether a speaker may be a source, or speak for it."""
    if not _both_persons(one, source) and (
        _words(phrase, language) & _all_words(source, handle, language) or _within(phrase, _names(source))
    ):
        return True
    if _same_country(one, phrase, source, language):
        return True
    if one.acronym and any(_initials(name) == one.acronym for name in _names(source)):
        return True
    if _is(one, source):
        return True
    if _both_persons(one, source):
        ours = {word for name in _names(source) for word in name.lower().split()} | set(handle.split("-"))
        return bool(ours & {word for word in one.name.lower().split() if len(word) > 2})
    if source.anonymous is not None or not source.name or source.kind in ("captive", "witness", "platform"):
        return True
    # A person may speak for a body, and a body for a person, unless the record knows the speaker as somebody else.
    alike = (one.naming == "person") == (source.kind == "person")
    return not alike and not any(_is(one, other) for other in others)


def _both_persons(one: Named, source: Source) -> bool:
    return one.naming == "person" and source.kind == "person" and source.anonymous is None


def _is(one: Named, other: Source) -> bool:
    """Whether a source goes by the very name."""
    names = {name.lower() for name in _names(other)}
    last = {name.split()[-1] for name in names} if other.kind == "person" else set()
    spoken = one.name.lower()
    return spoken in names or (one.acronym or "").lower() in names or spoken.split()[-1] in last


def _names(source: Source) -> list[str]:
    described = source.anonymous.described_as if source.anonymous else None
    return [name for name in (source.name, *source.aliases, described) if name]


def _all_words(source: Source, handle: str, language: Language) -> set[str]:
    """Every word that tells who a source is, whom it belongs to, and what it is."""
    known = [*_names(source), source.role, source.organisation, source.side, handle.replace("-", " "), *source.members]
    return _words(" ".join(word for word in known if word), language)


def _within(phrase: str, names: Iterable[str]) -> bool:
    """Whether a phrase has all words of a name, or none but these: 'the state laboratory' of 'State laboratory'."""
    fill = speaker_words()["determiners"]
    spoken = set(_WORD.findall(phrase.lower())) - fill
    return any(spoken <= ours or ours <= spoken for name in names if (ours := set(_WORD.findall(name.lower())) - fill))


def _words(phrase: str, language: Language) -> set[str]:
    """The words of a name that tell it from others of its kind, with the countries that they stand for."""
    lists = speaker_words()
    kinds = lists["institution"] | lists["government"] | lists["posts"] | lists["determiners"] | lists["joints"]
    found = {word for word in _WORD.findall(phrase.lower()) if len(word) > 2 and word not in kinds}
    return found | {country.lower() for country in countries_in(phrase, language)}


def _same_country(one: Named, phrase: str, source: Source, language: Language) -> bool:
    spoken = {one.country, *countries_in(phrase, language)} - {None}
    ours = {country_of(name, language) for name in (*_names(source), source.side or "", source.organisation or "")}
    ours |= {country for name in _names(source) for country in countries_in(name, language)}
    slugs = {slug(label) for label in (source.side, source.organisation) if label}
    return bool(spoken & ours) or any(slug(country) in slugs for country in spoken if country)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[:1].isupper())
