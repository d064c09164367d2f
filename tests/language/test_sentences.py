"""Where a sentence ends, and where a stop ends none."""

from __future__ import annotations

import itertools
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.language.sentences import sentences
from attribcheck.language.words import language

EN = language("en")


def _cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, EN)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The road is closed.", "Nobody was hurt."],
        ["Is it open?", "No!", "It is shut."],
        ["Mr. Lund met Lt. Sand.", "They left."],
        ["The U.S. Army came.", "It left the U.S.", "The army is gone."],
        ["It fell on Jan. 9.", "It rose on Feb. 3."],
        ["It is No. 7 of the list.", "It was No. 8."],
        ["Did he go?", "No.", "He stayed."],
        ["He left at 5 p.m.", "Police came at 6 a.m. on foot."],
        ["J. Smith and A. B. Lund spoke.", "C. Berg did not."],
        ["It is 3.5 km long.", "It cost $1.2 million."],
        ["He waited … and left.", "Then... she came.", "“Well…”", "He was gone."],
        ["“It is shut.”", "He left."],
        ["“Is it shut?” he asked.", "“It is!”", "Nobody knew."],
        ['He said: "It is shut."', "Then he left."],
        ["(It was shut.)", "It is open."],
        ["“We go. we stay,” he said.", "He went."],
        ["橋が落ちた。", "誰も怪我をしなかった！", "本当？"],
        ["She lives in Nol, N.J.", "Kern came at six."],
        ["He read T.S. Eliot.", "She left."],
        ["An end without a stop"],
        ["He works for Nord Inc.", "The firm is small."],
        ["It opened in 1999.", "2004 was worse."],
        ["He said “go.”", "‘Why?’ she asked."],
        ["Only I.", "The rest left."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    joint = "" if parts[0].endswith("。") else " "
    assert _cut(joint.join(parts)) == parts


def test_space_around_sentences_is_outside() -> None:
    assert _cut("  One.\n\n Two. ") == ["One.", "Two."]
    assert _cut(" \n ") == []
    assert _cut("") == []


def test_a_language_without_data_still_has_sentences() -> None:
    assert sentences("Ett. Två.", language("xx")) == [(0, 4), (5, 9)]


@pytest.mark.parametrize("text", ["." * 50_000, ". " * 50_000, "A. " * 50_000, '."' * 50_000, ". (" * 50_000])
def test_time_is_linear(text: str) -> None:
    begun = perf_counter()
    sentences(text, EN)
    assert perf_counter() - begun < 2


@given(st.text(alphabet=st.sampled_from("aB .!?…\"“”'’()。9\n") | st.characters(), max_size=80))
def test_sentences_hold_all_that_is_no_space_in_order(text: str) -> None:
    spans = sentences(text, EN)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
