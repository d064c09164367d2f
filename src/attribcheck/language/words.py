"""The language data of one language, loaded once: cues, days, phrases, abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class CueWord:
    """One form of an attribution verb, with its class and tags."""

    lemma: str
    cue_class: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """What the words of one language mean. An unknown language has no data and finds nothing."""

    code: str
    cues: dict[str, CueWord] = field(default_factory=dict)
    cue_forms: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    negations: re.Pattern[str] | None = None
    not_verbs_after: frozenset[str] = frozenset()
    not_verbs_before: dict[str, frozenset[str]] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    relative_days: dict[str, int] = field(default_factory=dict)
    day_pattern: re.Pattern[str] | None = None
    day_words: dict[str, frozenset[str]] = field(default_factory=dict)
    phrases: dict[str, re.Pattern[str]] = field(default_factory=dict)
    abbreviations: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def language(code: str) -> Language:
    """The language of a code such as `en` or `en-GB`."""
    name = re.split(r"[-_]", code.strip().lower())[0]
    folder = resources.files("attribcheck.language").joinpath(name)
    if not re.fullmatch(r"[a-z]{2,3}", name) or not folder.is_dir():
        return Language(name)
    data = {kind: _load(folder.joinpath(f"{kind}.yaml").read_text("utf-8")) for kind in _KINDS}
    return Language(
        name,
        **_cues(data["cues"]),
        **_days(data["days"]),
        phrases={kind: _alternatives(patterns) for kind, patterns in data["phrases"].items()},
        abbreviations=frozenset(word.casefold() for word in data["abbreviations"]["abbreviations"]),
    )


_KINDS = ("cues", "days", "phrases", "abbreviations")


def _load(text: str) -> Any:
    import yaml

    # Every scalar as text: YAML 1.1 would make a boolean of 'on' and 'no'.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(text, Loader=loader)


def _alternatives(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _cues(data: Any) -> dict[str, Any]:
    cues: dict[str, CueWord] = {}
    for cue_class, lemmas in data["classes"].items():
        for lemma, entry in lemmas.items():
            word = CueWord(lemma, cue_class, tuple(entry.get("tags", ())))
            for form in entry["forms"]:
                cues.setdefault(form, word)
    forms: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(cues, key=len, reverse=True):
        words = tuple(form.split())
        forms.setdefault(words[0], []).append(words)
    return {
        "cues": cues,
        "cue_forms": forms,
        "negations": re.compile("(?:" + "|".join(data["negated_before"]) + r")\s*$", re.IGNORECASE),
        "not_verbs_after": frozenset(data["not_verbs_after"]),
        "not_verbs_before": {word: frozenset(after) for word, after in data["not_verbs_before"].items()},
    }


def _days(data: Any) -> dict[str, Any]:
    weekdays = {name.lower(): number for number, names in enumerate(data["weekdays"]) for name in names}
    months = {name.lower(): number for number, names in enumerate(data["months"], 1) for name in names}
    relative = {name.lower(): int(days) for name, days in data["relative"].items()}
    week = "|".join(sorted((re.escape(name) for name in weekdays), key=len, reverse=True))
    month = "|".join(sorted((re.escape(name) for name in months), key=len, reverse=True))
    unsure = "|".join(data["unsure"])
    pattern = rf"""
        (?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)
      | \b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{month})\.?(?:,?\s+(?P<year>\d{{4}}))?\b
      | \b(?P<month2>{month})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:,\d{{3}}|%|per\b))(?:,?\s+(?P<year2>\d{{4}})\b)?
      | \b(?:(?P<unsure>{unsure})\s+)?(?P<weekday>{week})\b
      | \b(?P<relative>{"|".join(relative)})\b
    """
    return {
        "weekdays": weekdays,
        "months": months,
        "relative_days": relative,
        # Months and weekdays are names: 'may' and 'sat' in small letters are verbs.
        "day_pattern": re.compile(_capital(pattern, weekdays, months), re.VERBOSE),
        "day_words": {kind: frozenset(words) for kind, words in data["words"].items()},
    }


def _capital(pattern: str, *names: dict[str, int]) -> str:
    for words in names:
        for name in sorted(words, key=len, reverse=True):
            pattern = re.sub(rf"(?<![\w\\]){re.escape(name)}(?!\w)", name.capitalize(), pattern)
    return pattern
