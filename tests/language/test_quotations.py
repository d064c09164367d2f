"""What stands in quotation marks, and which marks are only apostrophes."""

from __future__ import annotations

import itertools
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.language.quotations import inside, quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "go home" and left.', ["go home"]),
        ("He said “go home” and “stay”.", ["go home", "stay"]),
        ("Sie sagte „geh“ und „bleib”.", ["geh", "bleib"]),
        ("Il a dit «va» hier.", ["va"]),
        ("He said ‘go home’ twice.", ["go home"]),
        ("He said 'go home' twice.", ["go home"]),
        ("“He said ‘go’ to me,” she said.", ["He said ‘go’ to me,"]),
        ("'He said \"go\" to me,' she said.", ['He said "go" to me,']),
        ("We don't think soldiers' boots fit, and they can't either.", []),
        ("We don’t think soldiers’ boots fit, and they can’t either.", []),
        ("The '90s were rock 'n' roll, let 'em say.", []),
        ("He said 'we don't go' and left.", ["we don't go"]),
        ("He said 'the soldiers' boots don't fit', and left.", ["the soldiers' boots don't fit"]),
        ("The 'rebels' said they 'won'.", ["rebels", "won"]),
        ("‘The soldiers’ return was slow,’ he said.", ["The soldiers’ return was slow,"]),
        ("“It goes on in the next paragraph.", ["It goes on in the next paragraph."]),
        ("He said “it goes on", []),
        ('"It is never closed.', []),
        ('A 6" pipe and a 5" pipe.', []),
        ('An empty "" is none.', []),
        ("", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    found = quotations(text)
    assert [text[one.inner_start : one.inner_end] for one in found] == quoted
    assert all(one.start < one.inner_start <= one.inner_end <= one.end for one in found)


def test_inside() -> None:
    spans = [(2, 5), (8, 9)]
    assert [inside(spans, at) for at in range(10)] == [2 <= at < 5 or at == 8 for at in range(10)]


@pytest.mark.parametrize("text", ["'a " * 30_000, '"' * 30_000, "“" * 30_000, "'as' a " * 20_000, "as' a " * 20_000])
def test_time_is_linear(text: str) -> None:
    begun = process_time()
    quotations(text)
    assert process_time() - begun < 2


@given(st.text(alphabet="as '\"“”‘’„«».,n9", max_size=60))
def test_quotations_lie_side_by_side(text: str) -> None:
    found = quotations(text)
    assert all(0 <= one.start < one.inner_start <= one.inner_end <= one.end <= len(text) for one in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
