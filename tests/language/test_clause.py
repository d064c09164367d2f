"""A claim's text behind 'that'."""

from __future__ import annotations

import pytest

from attribcheck.language.words import clause, language


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("The bridge is safe.", "the bridge is safe"),
        ("A nurse saw it", "a nurse saw it"),
        ("Over 300 people were hurt", "over 300 people were hurt"),
        ("Kyiv holds two men", "Kyiv holds two men"),
        ("IT systems failed", "IT systems failed"),
        ("I was there", "“I was there”"),
        ("We’re safe.", "“We’re safe”"),
        ("11,000 soldiers are there", "11,000 soldiers are there"),
        ("", ""),
    ],
)
def test_only_what_begins_sentences_loses_its_capital(text: str, inside: str) -> None:
    assert clause(text, language("en")) == inside


def test_a_language_without_data_keeps_the_text() -> None:
    assert clause("Der Deich hält", language("xx")) == "Der Deich hält"
