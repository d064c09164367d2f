"""The language data of one language, loaded once: cues, days, phrases, abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class CueWord:
    """What a form of an attribution verb stands for, and the words it needs around it."""

    lemma: str
    cue_class: str
    tags: tuple[str, ...]
    objects: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    negated: bool = False


@dataclass(frozen=True, eq=False)
class Language:
    """What the words of one language mean. An unknown language has no data and finds nothing."""

    code: str
    # A form may belong to two lemmas, told apart by their objects: 'recognised that', 'recognised its mistake'.
    cues: dict[str, tuple[CueWord, ...]] = field(default_factory=dict)
    # By their first word, longest first.
    cue_forms: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    cue_words: dict[str, frozenset[str]] = field(default_factory=dict)
    cue_names: dict[str, frozenset[str]] = field(default_factory=dict)
    negations: re.Pattern[str] | None = None
    weekdays: dict[str, int] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    relative_days: dict[str, int] = field(default_factory=dict)
    day_pattern: re.Pattern[str] | None = None
    day_words: dict[str, frozenset[str]] = field(default_factory=dict)
    phrases: dict[str, list[str]] = field(default_factory=dict)
    # Parts of words, by kind of phrase: a text in which none of them stands holds no such phrase.
    phrase_needs: dict[str, list[str]] = field(default_factory=dict)
    abbreviations: frozenset[str] = frozenset()
    closing_abbreviations: frozenset[str] = frozenset()
    sentence_starters: frozenset[str] = frozenset()
    # 'I', 'our', "we're": words of somebody about himself.
    first_person: frozenset[str] = frozenset()

    def phrase(self, kind: str, *, lowered: bool = False) -> re.Pattern[str] | None:
        """The pattern of a kind of phrase; None where the language has none.

        Matched whatever the case; with `lowered`, for text in small letters, which is three times as quick.
        """
        return _phrase(self, kind, lowered)


@lru_cache(maxsize=256)
def _phrase(language: Language, kind: str, lowered: bool) -> re.Pattern[str] | None:
    # Compiled when first asked for: most runs need few kinds, and compiling takes longer than loading.
    patterns = language.phrases.get(kind)
    flags = 0 if lowered else re.IGNORECASE
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags) if patterns else None


def clause(text: str, language: Language) -> str:
    """A sentence as it stands behind 'that': no stop, and no capital that is there only because it begins.

    A name keeps its capital: only the words that begin sentences are known to lose theirs.
    """
    words = text.strip().removesuffix(".")
    if words.replace("’", "'").split(" ", 1)[0].lower() in language.first_person:
        return f"“{words}”"  # 'said that we left' would be the article's own 'we'.
    first = re.match(r"[^\W\d_]+", words)
    word = first.group() if first else ""
    if len(word) > 1 and word[1:].islower() and word.lower() in language.sentence_starters:
        return word.lower() + words[len(word) :]
    return "a" + words[1:] if word == "A" and "a" in language.sentence_starters else words


def language(code: str) -> Language:
    """The language of a code such as `en` or `en-GB`."""
    return _language(re.split(r"[-_]", code.strip().lower())[0])


@lru_cache(maxsize=8)
def _language(name: str) -> Language:
    folder = resources.files("attribcheck.language").joinpath(name)
    if not re.fullmatch(r"[a-z]{2,3}", name) or not folder.joinpath("cues.yaml").is_file():
        return Language(name)
    data = {kind: _load(folder.joinpath(f"{kind}.yaml").read_text("utf-8")) for kind in _KINDS}
    return Language(
        name,
        **_cues(data["cues"]),
        **_days(data["days"]),
        phrases={kind: patterns for kind, patterns in data["phrases"].items() if kind != "needs"},
        phrase_needs=data["phrases"].get("needs", {}),
        abbreviations=frozenset(data["abbreviations"]["abbreviations"]),
        closing_abbreviations=frozenset(data["abbreviations"]["closing"]),
        sentence_starters=frozenset(data["abbreviations"]["starters"]),
        first_person=frozenset(data["abbreviations"]["first-person"]),
    )


_KINDS = ("cues", "days", "phrases", "abbreviations")


def _load(text: str) -> Any:
    import yaml

    # Every scalar as text: YAML 1.1 would make a boolean of 'on' and 'no'.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(text, Loader=loader)


def _cues(data: Any) -> dict[str, Any]:
    cues: dict[str, tuple[CueWord, ...]] = {}
    forms: dict[str, list[tuple[str, ...]]] = {}
    for cue_class, lemmas in data.pop("classes").items():
        for lemma, entry in lemmas.items():
            word = CueWord(
                lemma,
                cue_class,
                tuple(entry.get("tags", ())),
                frozenset(entry.get("objects", ())),
                frozenset(entry.get("after", ())),
                entry.get("negated") == "yes",
            )
            for form in entry["forms"]:
                if form not in cues:
                    words = tuple(form.split())
                    forms.setdefault(words[0], []).append(words)
                cues[form] = (*cues.get(form, ()), word)
    for known in forms.values():
        known.sort(key=len, reverse=True)
    negations, names = data.pop("negated_before"), data.pop("names")
    return {
        "cues": cues,
        "cue_forms": forms,
        "cue_words": {kind: frozenset(words) for kind, words in data.items()},
        "cue_names": {word: frozenset(following) for word, following in names.items()},
        "negations": re.compile("(?:" + "|".join(negations) + r")\s+$", re.IGNORECASE),
    }


def _days(data: Any) -> dict[str, Any]:
    weekdays = {name: number for number, names in enumerate(data["weekdays"]) for name in names}
    months = {name: number for number, names in enumerate(data["months"], 1) for name in names}
    relative = {name: int(days) for name, days in data["relative"].items()}
    full = "|".join(_cased(names[0]) for names in data["weekdays"])
    short = "|".join(_cased(name) for names in data["weekdays"] for name in names[1:])
    month = "|".join(_cased(name) for name in sorted(months, key=len, reverse=True))
    unsure = "|".join(f"{name}|{name.capitalize()}" for name in data["unsure"])
    sure = "|".join(f"{name}|{name.capitalize()}" for name in data["sure"])
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    week = rf"(?:{full}|(?:{short})\.)"
    # Behind another word 'Today' is a paper's or a programme's name.
    # A range of days ('9-11 January') is no day; nor is a number with more digits or a share.
    # The first character decides at most places in a text that no day begins there.
    heads = "".join(sorted({name[0] for name in [*relative, *data["unsure"], *data["sure"]]}))
    pattern = rf"""
      (?=[\dA-Z{heads}])(?:
        (?<![\w-])(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?![\w-])
      | (?:\b{week},?\s+(?:the\s+)?)?(?<![\w.,:/–-])(?P<day>{day})(?:st|nd|rd|th)?\s+(?:of\s+)?
        (?P<month>{month})\b(?:\.(?=\s))?(?:,?\s+(?P<year>\d{{4}})\b)?
      | (?:\b{week},?\s+)?\b(?P<month2>{month})\b\.?\s+(?P<day2>{day})(?:st|nd|rd|th)?
        (?!\w|[-–:.,]\d|\s*%)(?:,?\s+(?P<year2>\d{{4}})\b)?
      | \b(?:(?:(?P<unsure>{unsure})|{sure})\s+)?(?P<weekday>{full})\b
      | \b(?P<short>{short})\.(?!\w)
      | \b(?P<relative>{"|".join(relative)}|(?<!\w[ ])(?:{"|".join(_cased(name) for name in relative)}))\b
      )
    """
    return {
        "weekdays": weekdays,
        "months": months,
        "relative_days": relative,
        "day_pattern": re.compile(pattern, re.VERBOSE),
        "day_words": {kind: frozenset(words) for kind, words in data["words"].items()},
    }


def _cased(name: str) -> str:
    # Months and weekdays are names: 'may' and 'march' in small letters are verbs.
    return f"{name.capitalize()}|{name.upper()}"
