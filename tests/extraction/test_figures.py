"""Figures for which nobody is named."""

from __future__ import annotations

import pytest

from attribcheck.extraction.attributions import find_attributions
from attribcheck.extraction.figures import find_bare_figures
from attribcheck.extraction.numerals import figures_of
from attribcheck.language.words import language
from attribcheck.reading.joining import of_prose
from attribcheck.reading.markdown import read_markdown

ENGLISH = language("en")


def found(body: str) -> list[tuple[str, float, str]]:
    article = of_prose(read_markdown(f"# A headline\n\n{body}\n", "story.md")).article
    assert article is not None
    passages = article.passages
    bare = find_bare_figures(passages, find_attributions(passages, ENGLISH), ENGLISH)
    return [
        (passages[one.figure.passage].words[one.figure.start : one.figure.end], one.value, one.kind) for one in bare
    ]


@pytest.mark.parametrize(
    ("body", "figures"),
    [
        ("At least 14 people were killed in the blast.", [("14", 14, "casualty")]),
        ("A blast in the harbour killed twelve people and hurt many.", [("twelve", 12, "casualty")]),
        ("The death toll rose to 31 on Monday.", [("31", 31, "casualty")]),
        ("Some 40,000 people have fled the town.", [("40,000", 40000, "quantity")]),
        ("The firm raised $2.4 million in a week.", [("$2.4 million", 2400000, "money")]),
        ("Exports fell by 12 percent in the spring.", [("12 percent", 12, "percent")]),
        ("A shell killed 3 guards. The road was closed.", [("3", 3, "casualty")]),
    ],
)
def test_a_figure_of_nobody(body: str, figures: list[tuple[str, float, str]]) -> None:
    assert found(body) == figures


@pytest.mark.parametrize(
    "body",
    [
        "At least 14 people were killed in the blast, the mayor said.",
        "According to the mayor, 14 people were killed.",
        "At least 14 people were killed. The mayor said the 14 dead were sailors.",
        "At least 14 people were killed. Nine of the victims were sailors, the mayor said.",
        "The fire in 2011 killed 12 people.",
        "Two days later the crew went home, and 12 boats were missing a mast.",
        "The storm that killed 12 people is over.",
        "They met after the attack that left 14 people dead and 20 wounded.",
        "The plan could kill 300 people.",
        "A count by the river board showed that rents rose 12 percent.",
        "“The blast killed 14 people,” the mayor said.",
        "## Blast kills 14 people",
        "The ticket costs $12.",
    ],
)
def test_no_figure_that_lacks_a_source(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("over 3,000 men", [(3000.0, "count", "over")]),
        ("twenty-two cows and two dozen hens", [(22.0, "count", None), (24.0, "count", None)]),
        ("an estimated five hundred thousand hens", [(500000.0, "count", "an estimated")]),
        ("about $1.5bn or 3 million euros", [(1.5e9, "money", "about"), (3e6, "money", None)]),
        ("nearly 12% in 2011", [(12.0, "percent", "nearly")]),
        ("Jane Roe, 41, met one of the 20-year-old pilots on 9 January", []),
        ("one sailor for ten days", [(1.0, "count", None), (10.0, "measure", None)]),
    ],
)
def test_the_figures_of_some_words(words: str, values: list[tuple[float, str, str | None]]) -> None:
    figures = figures_of(words, ENGLISH)
    assert len(figures.masked) == len(words)
    assert [(one.value, one.kind, one.hedge) for one in figures.numerals] == values
