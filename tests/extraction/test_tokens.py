"""Tokens, turns and quotations of a passage."""

from __future__ import annotations

import pytest

from attribcheck.extraction.tokens import Tokens
from attribcheck.language.words import language

ENGLISH = language("en")


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("“One. Two,” she said. “Three.”", ["“One. Two,” she said.", "“Three.”"]),
        ("“Was it?” he asked. It was.", ["“Was it?” he asked.", "It was."]),
        ("“One. Two.", ["“One. Two."]),
        ("", []),
    ],
)
def test_turns_never_cut_a_quotation(text: str, turns: list[str]) -> None:
    tokens = Tokens(text, 0, ENGLISH)
    assert [text[slice(*tokens.span(turn))] for turn in tokens.turns] == turns


@pytest.mark.parametrize("text", ["“A b,” c", '"A b," c', "''A b,'' c", '“A b," c'])
def test_any_marks_quote(text: str) -> None:
    tokens = Tokens(text, 0, ENGLISH)
    (quote,) = tokens.quotes
    assert text[slice(*tokens.span(quote))] == text[:-2]


def test_small_letters_of_another_length_keep_places() -> None:
    text = "İzmir’s mayor said so."
    tokens = Tokens(text, 0, ENGLISH)
    assert tokens.lower[1:] == ["mayor", "said", "so", "."]
    assert text[slice(*tokens.span(tokens.turns[0]))] == text
