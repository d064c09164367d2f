"""What a text has in full: who holds a post, which name is a country's, with whom a sentence begins."""

from __future__ import annotations

import pytest

from attribcheck.extraction.full_names import FullNames, opening_name, opening_person
from attribcheck.language.words import language

ENGLISH = language("en")


@pytest.mark.parametrize(
    ("text", "post", "holder"),
    [
        ("Interior Minister Lena Varga spoke.", "interior minister", "Lena Varga"),
        ("Lena Varga, the interior minister, spoke.", "interior minister", "Lena Varga"),
        ("Gov. Mattis Rell spoke.", "governor", "Mattis Rell"),
        ("Interior Minister Lena Varga met Interior Minister Jon Moss.", "interior minister", None),
        ("Defence Minister Jon Moss spoke.", "interior minister", None),
    ],
)
def test_who_holds_a_post(text: str, post: str, holder: str | None) -> None:
    assert FullNames(text, ENGLISH).holder_of(post) == holder


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The Belmarkian pilots landed.", "Belmark", True),
        ("Ostravia's air force flew.", "Ostravia", True),
        ("Moss's van rolled.", "Moss", False),
    ],
)
def test_which_name_is_a_countrys(text: str, name: str, country: bool) -> None:
    assert FullNames(text, ENGLISH).is_country(name) is country


@pytest.mark.parametrize(
    ("sentence", "name", "person"),
    [
        ("Ostravia on Saturday paraded two men.", "Ostravia", None),
        ("LONDON (Newswire) — Althea has halted a trial.", "Althea", None),
        ("Her defence minister, Jon Ask, was blunter.", None, "Her defence minister, Jon Ask"),
        ("Ostravia's army paraded two men.", None, None),
        ("The road was shut.", None, None),
    ],
)
def test_with_whom_a_sentence_begins(sentence: str, name: str | None, person: str | None) -> None:
    assert opening_name(sentence) == name
    if person:
        assert opening_person(sentence) == person
