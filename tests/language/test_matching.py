"""Words compared as a reader compares them, and the way back to the file's own."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.language.matching import find_words, normalise

# The characters that make trouble in real articles, and some that do not.
ODD = "aB 'é\u0301“”’–—…\u00a0\u00ad\u200b\ufe0f\n\tİßﬁ韓，"
TEXT = st.text(alphabet=st.sampled_from(ODD) | st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The Road", "the road"),
        ("“don’t” ‘go’", "\"don't\" 'go'"),
        ("1914–1918 — now", "1914-1918 - now"),
        ("two\u00a0 \n words", "two words"),
        ("co\u00adop\u200ber\u2060ate", "cooperate"),
        ("e\u0301te\u0301", "été"),
        ("wait…", "wait..."),
        ("❤\ufe0f", "❤"),
        ("", ""),
    ],
)
def test_normalised_text(text: str, plain: str) -> None:
    assert normalise(text).text == plain


@pytest.mark.parametrize(
    ("needle", "hay", "found"),
    [
        ("the road", "On The\u00a0Road", ["The\u00a0Road"]),
        ('told AFP it had "confirmed', "agency told AFP it had “confirmed that", ["told AFP it had “confirmed"]),
        ("the other", "another, the others, the other", ["the other"]),
        ("go", "go, going, “go”", ["go", "go"]),
        ("été", "un e\u0301te\u0301 chaud", ["e\u0301te\u0301"]),
        ("cooperate", "They co\u00adoperate.", ["co\u00adoperate"]),
        ("韓国", "彼は韓国軍だ", ["韓国"]),
        ("wait...", "They wait… here", ["wait…"]),
        ("five per cent", "up five\u202fper\u2009cent", ["five\u202fper\u2009cent"]),
        ("minus -5 degrees", "minus \u22125 degrees", ["minus \u22125 degrees"]),
        ("two-thirds", "two\u2011thirds", ["two\u2011thirds"]),
        ("told her", "told\u200b \u2067her\u2069", ["told\u200b \u2067her"]),
        ("farsi", "far\u200csi \u200d", ["far\u200csi"]),
        ("a ❤ for", "A ❤\ufe0f for\U000e0100", ["A ❤\ufe0f for"]),
        ("on the road", "on\r\nthe\rroad", ["on\r\nthe\rroad"]),
        ("", "anything", []),
        ("   ", "anything", []),
    ],
)
def test_words_are_found_whole(needle: str, hay: str, found: list[str]) -> None:
    assert [hay[start:end] for start, end in find_words(needle, normalise(hay))] == found
    assert find_words(normalise(needle), normalise(hay)) == find_words(needle, normalise(hay))


@given(TEXT)
def test_offsets_lead_back_in_order(text: str) -> None:
    plain = normalise(text)
    assert len(plain.offsets) == len(plain.text) + 1
    assert plain.offsets[len(plain.text)] == len(text)
    assert all(before <= after for before, after in zip(plain.offsets, plain.offsets[1:], strict=False))


@given(TEXT)
def test_normalised_text_is_stable(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(TEXT, st.integers(0, 60), st.integers(0, 60))
def test_what_is_found_reads_as_what_was_looked_for(text: str, start: int, end: int) -> None:
    needle = normalise(text[start:end])
    for first, last in find_words(needle, normalise(text)):
        assert normalise(text[first:last]).text.strip() == needle.text.strip()


def test_a_long_article_is_quick() -> None:
    text = "The minister’s office said “it fell” on the bridge – nobody was hurt there at all. " * 50
    begun = perf_counter()
    for _ in range(20):
        normalise(text)
    assert (perf_counter() - begun) / 20 < 0.01
