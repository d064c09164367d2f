"""Turns of phrase: no proof, nobody has checked, in custody, limits, likelihood, empty descriptions."""

from __future__ import annotations

import re

import pytest

from attribcheck.language.phrases import find, is_empty_description
from attribcheck.language.words import language

EN = language("en")


def _found(kind: str, text: str) -> list[str]:
    return [text[start:end] for start, end in find(kind, text, EN)]


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("no-proof", "It did not give any proof of that.", ["did not give any proof"]),
        ("no-proof", "The mayor offered no evidence.", ["offered no evidence"]),
        ("no-proof", "He blamed them without evidence.", ["without evidence"]),
        ("no-proof", "He gave no evidence, and provided no proof.", ["gave no evidence", "provided no proof"]),
        ("no-proof", "No proof was given.", ["No proof was given"]),
        ("no-proof", "He blamed them without offering proof.", ["without offering proof"]),
        ("no-proof", "The army hasn’t yet released supporting evidence.", ["hasn’t yet released supporting evidence"]),
        ("no-proof", "Evidence was not provided.", ["Evidence was not provided"]),
        ("no-proof", "The army gave proof; there is evidence.", []),
        ("no-proof", "He did not see the evidence.", []),
        ("unverified", "It could not be independently verified.", ["could not be independently verified"]),
        ("unverified", "The paper was unable to verify it.", ["unable to verify"]),
        ("unverified", "It has not been confirmed.", ["has not been confirmed"]),
        ("unverified", "It was verified.", []),
        ("custody", "He spoke in custody, interrogated by guards.", ["in custody", "interrogated"]),
        ("custody", "He spoke in Oslo.", []),
        ("limiters", "We don’t know if it fell.", ["don’t", "if"]),
        ("limiters", "Relying on a test, it may be up to nine.", ["Relying on", "may", "up to"]),
        ("limiters", "It fell.", []),
        ("confidence", "with high confidence", ["high confidence"]),
        ("likelihood", "It is very likely, almost certainly so.", ["likely", "almost certainly"]),
        ("no-such-kind", "It fell.", []),
    ],
)
def test_phrases(kind: str, text: str, found: list[str]) -> None:
    assert _found(kind, text) == found


def test_a_stretch_of_the_text() -> None:
    text = "No evidence was given. No proof was given."
    assert find("no-proof", text, EN, 23, len(text)) == [(23, 41)]


@pytest.mark.parametrize(
    ("words", "empty"),
    [
        ("a source", True),
        ("Sources", True),
        ("a person", True),
        ("someone", True),
        ("one source", True),
        ("an insider", True),
        ("an anonymous source", True),
        ("a source who asked not to be named", True),
        ("two people, speaking on condition of anonymity", True),
        ("a person familiar with the matter", True),
        ("a person who sat in Monday's cabinet meeting", False),
        ("a senior official at the ministry", False),
        ("an officer", False),
        ("a source at the bank who asked not to be named", False),
        ("", False),
    ],
)
def test_empty_descriptions(words: str, empty: bool) -> None:
    assert is_empty_description(words, EN) is empty


def test_a_language_without_data_finds_nothing() -> None:
    unknown = language("xx")
    assert find("no-proof", "without evidence", unknown) == []
    assert not is_empty_description("a source", unknown)


def test_patterns_are_in_small_letters_for_they_meet_text_in_small_letters() -> None:
    for kind, patterns in language("en").phrases.items():
        for pattern in patterns:
            assert not re.search(r"(?<!\\)[A-Z]", pattern), kind


def test_letters_that_are_two_in_lower_case_move_nothing() -> None:
    words = "İİİ It was reportedly said"
    [(start, end)] = find("nobody", words, language("en"))[:1]
    assert words[start:end] == "reportedly"
