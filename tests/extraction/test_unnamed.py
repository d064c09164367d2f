"""Sentences that credit nobody, found in prose of which nothing is recorded."""

from __future__ import annotations

import pytest

from attribcheck.extraction.unnamed import claims_of_nobody
from attribcheck.reading.joining import of_prose
from attribcheck.reading.markdown import read_markdown


def found(body: str) -> list[str]:
    article = of_prose(read_markdown(f"# A headline\n\n{body}\n", "story.md")).article
    assert article is not None
    claims = claims_of_nobody(article)
    assert all(claim.inferred for claim in claims)
    for claim in claims:
        (mention,) = claim.mentions
        assert mention.span is not None
        assert article.place(mention.span).seen == mention.at
    return [claim.text for claim in claims]


@pytest.mark.parametrize(
    ("body", "claims"),
    [
        ("It is believed that the ship was foreign.", ["the ship was foreign"]),
        ("Critics say the port is too small. It rained.", ["the port is too small"]),
        ("The mayor reportedly left by the back door.", ["The mayor reportedly left by the back door"]),
        ("The gates, it was widely reported, cost two million.", ["The gates, it was widely reported, cost two million"]),
        ("- Sources say 12 people died.", ["12 people died"]),
        # Nobody is credited by what somebody is quoted with, or by a report that was named before.
        ("“It is believed that the ship was foreign,” the harbour master said.", []),
        ("The board published its report. The bridge is unsafe, the report says.", []),
        ("Two guards saw it. Those people said the light was out.", []),
        ("The harbour master said that the light was out.", []),
        ("> It is believed that the ship was foreign.", []),
        ("## Critics say the port is too small", []),
    ],
)
def test_what_is_credited_to_nobody(body: str, claims: list[str]) -> None:
    assert found(body) == claims
