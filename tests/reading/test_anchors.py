"""Anchors are found as written, then as edited, with a warning; or refused, with the nearest words."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.reading.anchors import AnchorIndex, Near
from attribcheck.reading.plain_text import read_plain_text

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"

TEXT = """Harbour opens again after the storm

The harbour opened on Monday morning, said Ada Moreno, who runs the port. The ferries sail again to both islands.

Two boats that had broken loose were found on the rocks below the lighthouse, the coast guard told reporters. Nobody was aboard.

“We saw nothing but mud,” a diver said. He had worked until four in the morning, with a lamp on his helmet.

The ferries were late all week. The ferries carry six hundred people a day, the line's own figures show.
"""


def index_of(text: str = TEXT) -> AnchorIndex:
    return AnchorIndex(read_plain_text(text, "story.txt").passages)


def found(words: str, text: str = TEXT) -> list[str]:
    index = index_of(text)
    return [index.passages[span.passage].words[span.start : span.end] for span in index.find(words)]


def near(words: str, text: str = TEXT) -> tuple[str, bool]:
    index = index_of(text)
    best = index.near(words)
    assert best is not None
    return index.passages[best.span.passage].words[best.span.start : best.span.end], best.sure


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("said ada moreno", ["said Ada Moreno"]),
        ("told **reporters**", ["told reporters"]),
        ("the *coast* __guard__ told", ["the coast guard told"]),
        ("[said](https://port.example/a_b) Ada", ["said Ada"]),
        ("the [coast guard](https://guard.example", ["the coast guard"]),
        ("coast guard](https://guard.example) told", ["coast guard told"]),
        ("the [coast", ["the coast"]),
        ("line&#8217;s own", ["line's own"]),
        ('"We saw nothing', ["“We saw nothing"]),
        ("The ferries", ["The ferries", "The ferries", "The ferries"]),
        ("ferry", []),
        ("again. The ferries", []),
        ("", []),
        ("**", []),
    ],
)
def test_words_as_they_were_copied(typed: str, there: list[str]) -> None:
    assert found(typed) == there


@pytest.mark.parametrize("mark", "*_[]`~&<")
def test_marks_that_stand_in_the_text_count(mark: str) -> None:
    assert found(f"the {mark}old{mark} pier", f"Headline\n\nIt was the {mark}old{mark} pier, he said.\n") == [
        f"the {mark}old{mark} pier"
    ]


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        # A word added, taken out, replaced, bent, mistyped; at the beginning, inside, at the end.
        ("Two small boats that had broken loose", "Two boats that had broken loose"),
        ("Two boats had broken loose", "Two boats that had broken loose"),
        ("Three boats that had broken loose", "Two boats that had broken loose"),
        ("Two boats that had drifted loose", "Two boats that had broken loose"),
        ("until four in the night", "until four in the morning"),
        ("Two boat that had broken loose", "Two boats that had broken loose"),
        ("on the rocks below the lihgthouse", "on the rocks below the lighthouse"),
        ("rocks below the lighthouses", "rocks below the lighthouse"),
        # Only the punctuation is another.
        ("broken loose: were found on the rocks", "broken loose were found on the rocks"),
        ("[Two boats](https://x.example) that had drifted loose", "Two boats that had broken loose"),
    ],
)
def test_words_that_were_edited_are_found(typed: str, there: str) -> None:
    assert found(typed) == []
    assert near(typed) == (there, True)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        # Gone: what is left agrees by chance, or with several sentences.
        ("The ferries sank off", "The ferries"),
        ("said on Monday that", "on Monday"),
        ("the mayor told her cabinet", "told"),
        ("Ada Moreno resigned", "Ada Moreno"),
        # A word less, and a capital on one side only: another sentence.
        ("Until four in the night", "until four in the morning"),
        # Too much is another.
        ("Two barges that had drifted ashore", "Two boats that had"),
    ],
)
def test_words_that_are_gone_are_refused(typed: str, nearest: str) -> None:
    words, sure = near(typed)
    assert not sure
    assert nearest in words


def test_no_find_reaches_into_another_passage_or_sentence() -> None:
    words, _ = near("aboard we saw nothing but mud")
    assert words == "We saw nothing but mud"
    assert near("Everybody was aboard")[0].endswith("was aboard")


def test_where_there_is_nothing_alike_there_is_nothing() -> None:
    index = index_of()
    assert index.near("xylophone quartz") is None
    assert index.near("") is None
    assert index.near("?!") is None
    assert AnchorIndex([]).near("a few words") is None
    assert AnchorIndex([]).find("a few words") == []


def test_scripts_without_spaces() -> None:
    text = "标题\n\n港口星期一在风暴过后重新开放，局长说。两艘渡轮在中午之前驶往各个岛屿。\n"
    assert near("两艘大渡轮在中午之前驶往", text) == ("两艘渡轮在中午之前驶往", True)


WORDS = st.text(alphabet=st.sampled_from("ab é'’-.,\0\u200b\u00ad*[](韓İßﬁ\n"), max_size=40)


@given(WORDS, st.lists(WORDS, max_size=4))
def test_whatever_is_typed_the_find_is_a_place(typed: str, paragraphs: list[str]) -> None:
    index = index_of("Headline\n\n" + "\n\n".join(paragraphs) + "\nThe end of it.\n")
    spans = index.find(typed)
    best = index.near(typed)
    for span in [*spans, *([best.span] if best else [])]:
        assert 0 <= span.start < span.end <= len(index.passages[span.passage].words)
        index.passages[span.passage].place(span.start, span.end)


def test_the_same_find_each_time() -> None:
    assert len({index_of().near("Two barges that had drifted ashore") for _ in range(3)}) == 1


def test_a_search_takes_a_few_milliseconds() -> None:
    chance = random.Random(5)
    vocabulary = [f"word{number}" for number in range(800)] + ["the", "of", "and", "said"] * 120
    lines = [" ".join(chance.choices(vocabulary, k=25)) + "." for _ in range(200)]
    index = index_of("Headline\n\n" + "\n\n".join(lines) + "\n")
    index.near("prepared by the first")
    begun = perf_counter()
    for line in lines[:20]:
        index.near(" ".join(["another", *line.split()[:6]]))
    assert (perf_counter() - begun) / 20 < 0.02


@pytest.mark.parametrize("piece", ["the ", "a b ", "[", "<", "{{", "*", "a-", "韓", "é", "'", "a'"])
def test_cost_is_a_straight_line(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    index = index_of("Headline\n\n" + text + " end.\n\nThe end of it.\n")
    begun = perf_counter()
    index.find(text[:20_000] + "x")
    index.near(text[:20_000] + "x")
    assert perf_counter() - begun < 8


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, int]]:
    """What becomes of the anchors of a few articles of the benchmark, for each of its edits."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        import reanchoring
    finally:
        sys.path.remove(str(BENCHMARKS))
    articles = [reanchoring.read(path) for path in sorted(reanchoring.TEXTS.glob("*.txt"))[::6]]
    table: dict[str, dict[str, int]] = {}
    for article in articles:
        for anchor in reanchoring.anchors_of(article):
            for edit in reanchoring.EDITS:
                outcome = reanchoring.edited(article, anchor, edit)
                if outcome:
                    kind = "to refuse" if anchor.kind in edit.refusing else "to find"
                    row = table.setdefault(kind, {"found": 0, "refused": 0, "silent": 0, "warned": 0})
                    row[outcome] += 1
    return table


def test_edits_leave_anchors_on_their_sentence(outcomes: dict[str, dict[str, int]]) -> None:
    found, refused, silent, warned = outcomes["to find"].values()
    assert found / (found + refused) > 0.98
    assert silent == warned == 0


def test_what_is_gone_is_found_nowhere(outcomes: dict[str, dict[str, int]]) -> None:
    assert outcomes["to refuse"]["refused"] == sum(outcomes["to refuse"].values())


def test_near_says_where_and_whether() -> None:
    best = index_of().near("Two boats that had drifted loose")
    assert isinstance(best, Near)
    assert (
        index_of().passages[best.span.passage].place(best.span.start, best.span.end).text
        == "Two boats that had broken loose"
    )
