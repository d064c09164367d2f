"""Superlatives that a text claims in its own voice."""

from __future__ import annotations

import pytest

from attribcheck.extraction.attributions import find_attributions
from attribcheck.extraction.superlatives import find_superlatives
from attribcheck.language.words import language
from attribcheck.reading.joining import of_prose
from attribcheck.reading.markdown import read_markdown

ENGLISH = language("en")


def found(body: str) -> list[str]:
    article = of_prose(read_markdown(f"# A headline\n\n{body}\n", "story.md")).article
    assert article is not None
    passages = article.passages
    claimed = find_superlatives(passages, find_attributions(passages, ENGLISH), ENGLISH)
    for one in claimed:
        assert one.span.start <= one.phrase.start < one.phrase.end <= one.span.end
    return [passages[one.phrase.passage].words[one.phrase.start : one.phrase.end] for one in claimed]


@pytest.mark.parametrize(
    ("body", "phrases"),
    [
        ("It was the first time that the ferry ran in winter.", ["the first time"]),
        ("This is the first case of the fever in the valley.", ["the first case"]),
        ("Tuesday's storm was the worst in 40 years.", ["the worst in 40 years"]),
        ("The sinking is the deadliest accident on the lake since 1998.", ["the deadliest accident on the lake since"]),
        ("The mill burned down, the largest fire in the port since the war.", ["the largest fire in the port since"]),
        ("The new quay is the longest in the country.", ["the longest in the country"]),
        ("She became the first woman to steer the lifeboat.", ["the first woman to steer"]),
        ("The scale of the raid is unprecedented.", ["unprecedented"]),
        ("Never before had the lake frozen in May.", ["Never before"]),
        ("Rents hit a record high in May.", ["a record high"]),
        ("It is the biggest haul ever made in the bay.", ["the biggest haul ever"]),
    ],
)
def test_a_record_that_nothing_supports(body: str, phrases: list[str]) -> None:
    assert found(body) == phrases


@pytest.mark.parametrize(
    "body",
    [
        "It was the first of three meetings.",
        "The first week was quiet, and at first nobody came.",
        "The first lady opened the fair. The First Amendment protects it.",
        "It was the first time he saw the sea.",
        "The port is one of the largest in Europe.",
        "The world's largest economy slowed down.",
        "Most of the boats came back, and the crews worked the most.",
        "It was the worst flood in 40 years, according to the river board.",
        "It was the worst flood in 40 years, the mayor said.",
        "Records show it was the wettest May since 1950.",
        "“It was the worst flood in 40 years,” the mayor said.",
        "It is perhaps the longest pier in the country.",
        "We had the worst meal ever.",
        "## The worst flood in 40 years",
        "- This is the first case of the fever.",
    ],
)
def test_no_claim_of_a_record(body: str) -> None:
    assert found(body) == []


def test_a_language_without_lists_has_none() -> None:
    assert find_superlatives([], [], language("tlh")) == []
