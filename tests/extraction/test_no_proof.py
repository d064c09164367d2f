"""Which words say that no proof was given, or that nobody could check it, and what they are about."""

from __future__ import annotations

import pytest

from attribcheck.article import Passage
from attribcheck.extraction.no_proof import find_no_proof
from attribcheck.language.words import language
from attribcheck.places import SourceText

ENGLISH = language("en")


def found(text: str) -> list[tuple[str, str, str]]:
    passages = [Passage(0, "paragraph", 0, text, SourceText(text), ())]
    return [(text[gap.span.start : gap.span.end], gap.about, gap.matter) for gap in find_no_proof(passages, ENGLISH)]


@pytest.mark.parametrize(
    ("text", "words", "about", "matter"),
    [
        (
            "The navy did not give any proof of their nationality.",
            "did not give any proof",
            "identity",
            "their nationality",
        ),
        ("The ministry gave no evidence for the claim.", "gave no evidence", "all", "the claim"),
        ("Without offering evidence, the mayor said the dam was mined.", "Without offering evidence", "all", ""),
        ("He offered no evidence to support the allegation.", "offered no evidence", "all", "the allegation"),
        ("It showed no documents to back this up.", "showed no documents to back", "all", ""),
        ("She presented no evidence of foreign involvement.", "presented no evidence", "matter", "foreign involvement"),
        ("The toll could not be independently verified.", "could not be independently verified", "figure", "The toll"),
        ("The claims could not be verified.", "could not be verified", "all", "The claims"),
        ("Our reporters could not verify the footage.", "could not verify", "media", "Our reporters the footage"),
        ("The account remains unverified.", "unverified", "all", "The account remains"),
    ],
)
def test_what_the_words_are_about(text: str, words: str, about: str, matter: str) -> None:
    assert found(text) == [(words, about, matter)]


@pytest.mark.parametrize(
    "text",
    [
        "The prosecutor gave evidence on Monday.",
        "Unverified reports spread on Monday.",
        'The mayor said "they gave no evidence" and left.',
        "The police gave no details.",
    ],
)
def test_what_is_no_such_sentence(text: str) -> None:
    assert found(text) == []
