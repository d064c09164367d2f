"""What the verbs and nouns of attribution mean and what may follow them, loaded once a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, cast

from attribcheck.extraction.attribution import Act
from attribcheck.language.data import word_lists
from attribcheck.language.words import Language

if TYPE_CHECKING:
    from attribcheck.article import CueClass

Tense = Literal["plain", "third", "past", "participle", "ing"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of attribution: what it does, and what may follow it."""

    lemma: str
    act: Act
    cue_class: CueClass
    frames: frozenset[str]
    # Words behind which its content stands: 'called for'.
    links: frozenset[str] = frozenset()
    # Words that must follow it at once: 'point out'.
    particles: tuple[str, ...] = ()
    passive: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a verb, and the tenses it may stand in."""

    verb: Verb
    tenses: frozenset[Tense]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun or an adjective of attribution, and the words that may lead from it to its content."""

    lemma: str
    act: Act
    cue_class: CueClass
    links: frozenset[str]


class Lexicon(dict[str, frozenset[str]]):
    """The attribution words of one language; empty where a language has none.

    As a mapping it has the kinds of small words: determiners, auxiliaries, prepositions … It is one, and does not hold
    one, because it is asked for a kind some two thousand times an article.
    """

    def __init__(
        self,
        forms: dict[str, tuple[Form, ...]] | None = None,
        nouns: dict[str, Noun] | None = None,
        adjectives: dict[str, Noun] | None = None,
        kinds: dict[str, frozenset[str]] | None = None,
    ) -> None:
        super().__init__(kinds or {})
        self.forms = forms or {}
        self.nouns = nouns or {}
        self.adjectives = adjectives or {}
        # The words at which a construction may begin: few of a text's, and only there is more looked at.
        self.leads = frozenset(
            {*self.forms, *self.nouns, *self.adjectives, *self["nobody_knows"], *self["hearsay"], *self["according"]}
            | self["unreached"]
        )

    @property
    def say(self) -> Verb:
        """The verb 'say'."""
        return next(form.verb for form in self.forms["saying"] if form.verb.lemma == "say")

    def __missing__(self, kind: str) -> frozenset[str]:
        return frozenset()


@lru_cache(maxsize=8)
def lexicon(language: Language) -> Lexicon:
    """The attribution words of a language."""
    if language.code != "en" or not language.cues:
        return Lexicon()
    kinds = {kind: frozenset(words) for kind, words in word_lists("en/clause_words.yaml").items()}
    data = word_lists("en/attribution_verbs.yaml")
    irregular: dict[str, list[str]] = data["irregular"]
    forms: dict[str, list[Form]] = {}
    acts: tuple[Act, ...] = ("speech", "thought", "stance")
    for act in acts:
        for phrase, frames in data[act].items():
            verb = _verb(phrase, act, frames.split(), data["passive"], language)
            for form, tenses in inflected(phrase.split()[0], irregular).items():
                forms.setdefault(form, []).append(Form(verb, tenses))
    for phrase in data["appearance"]:
        seeming = Verb(phrase, "appearance", "hedged-doubting", frozenset({"to"}))
        for form, tenses in inflected(phrase, irregular).items():
            forms.setdefault(form, []).append(Form(seeming, tenses))
    for entries in forms.values():
        entries.sort(key=lambda form: -len(form.verb.particles))
    nouns = {form: noun for noun, made in _nouns(word_lists("en/attribution_nouns.yaml"), language) for form in made}
    given = word_lists("en/attribution_adjectives.yaml")
    kinds["nobody_knows"] = frozenset(given["nobody"])
    adjectives = {noun.lemma: noun for noun, _ in _nouns({act: given[act] for act in ("thought", "stance")}, language)}
    return Lexicon({form: tuple(entries) for form, entries in forms.items()}, nouns, adjectives, kinds)


def _verb(phrase: str, act: Act, frames: list[str], passive: Any, language: Language) -> Verb:
    links = frozenset(frame[1:] for frame in frames if frame[0] == "+")
    plain = frozenset(frame for frame in frames if frame[0] != "+")
    particles = tuple(phrase.split()[1:])
    return Verb(phrase, act, _class(phrase, language), plain, links, particles, frozenset(passive.get(phrase, ())))


def _class(phrase: str, language: Language) -> CueClass:
    known = language.cues.get(phrase) or language.cues.get(phrase.split()[0])
    return cast("CueClass", known[0].cue_class) if known else "neutral"


def _nouns(data: Any, language: Language) -> list[tuple[Noun, tuple[str, ...]]]:
    found: list[tuple[Noun, tuple[str, ...]]] = []
    for act, entries in data.items():
        for lemma, links in entries.items():
            noun = Noun(lemma, act, _class(lemma, language), frozenset(links.split()))
            plural = lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in _VOWELS else lemma + "s"
            found.append((noun, (lemma, plural)))
    return found


_VOWELS = "aeiou"
_HISSING = ("s", "x", "z", "ch", "sh")


def inflected(verb: str, irregular: dict[str, list[str]]) -> dict[str, frozenset[Tense]]:
    """The forms of a verb, and what each may be."""
    names: tuple[Tense, ...] = ("plain", "third", "past", "participle", "ing")
    found: dict[str, set[Tense]] = {}
    for form, tense in zip([verb, *irregular.get(verb, _regular(verb))], names, strict=True):
        found.setdefault(form, set()).add(tense)
    return {form: frozenset(tenses) for form, tenses in found.items()}


def _regular(verb: str) -> list[str]:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if verb.endswith(_HISSING) else "s")
    if verb.endswith("e") and not verb.endswith("ee"):
        return [third, verb + "d", verb + "d", verb[:-1] + "ing"]
    past = verb + ("d" if verb.endswith("e") else "ed")
    return [third, past, past, verb + "ing"]
