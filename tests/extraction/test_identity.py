"""People who are given a nationality or a side."""

from __future__ import annotations

import pytest

from attribcheck.extraction.identity import find_identities
from attribcheck.language.words import language
from attribcheck.reading.joining import of_prose
from attribcheck.reading.markdown import read_markdown


@pytest.mark.parametrize(
    ("body", "identities"),
    [
        ("Two South Korean pilots landed.", [("South Korean pilots", "south korean", "pilot")]),
        ("The Belarusian special forces troops left.", [("Belarusian special forces", "belarusian", "force")]),
        (
            "Hamas fighters and Chechen gunmen fled.",
            [("Hamas fighters", "hamas", "fighter"), ("Chechen gunmen", "chechen", "gunman")],
        ),
        ("A rebel soldier sang.", [("rebel soldier", "rebel", "soldier")]),
        ("French bread and Italian men's shoes were sold; the Germans left.", [("Italian men", "italian", "men")]),
        ("The American economy grew.", []),
    ],
)
def test_identities(body: str, identities: list[tuple[str, str, str]]) -> None:
    article = of_prose(read_markdown(f"# A headline\n\n{body}\n", "story.md")).article
    assert article is not None
    found = find_identities(article.passages, language("en"))
    assert [
        (article.passages[one.span.passage].words[one.span.start : one.span.end], one.adjective, one.noun)
        for one in found
    ] == identities
