"""Inside a paragraph: which marks are no words, and where the words stand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.reading.inline import citations, seen_words

LINKS = {"1": "https://port.example/1", "THE BOARD": "https://port.example/board", "A": "b.md"}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("It *did* open, **all** ~~not~~ of _it_.", "It did open, all not of it."),
        ("***both** one*", "both one"),
        ("2 * 3 and snake_case and 5* and *", "2 * 3 and snake_case and 5* and *"),
        ("**Note: never closed", "**Note: never closed"),
        ("a \\*star\\* and \\\\", "a *star* and \\"),
        ("one\ntwo  \r\n  three\\\nfour", "one two three four"),
        ("`a*b` and ``c`d`` and `open", "a*b and c`d and `open"),
        ("R&amp;D &mdash; it&#8217;s &nope;", "R&D — it’s &nope;"),
        # Links and pictures
        ("[the page](https://a.example/x_(y)_z) here", "the page here"),
        ('[the page](<a b.md> "A title") here', "the page here"),
        ('[the page]( "A title") here', "the page here"),
        ("[a (b)](c (d)", "[a (b)](c (d)"),
        ("[*the* page](a) [sic] [", "the page [sic] ["),
        ("seen ![not [this] *one*](a.png 'b') here", "seen  here"),
        ("[![not this](a.png)](b) here", " here"),
        ("[text][1], [The  Board][], [the board], [1], [other]", "text, The  Board, the board, , [other]"),
        ("[text][2]", "[text][2]"),
        ("<https://port.example/a_b_c> says", "https://port.example/a_b_c says"),
        ("[x] done", "done"),
        # Notes
        ("It sank.[^1] So", "It sank. So"),
        ('It sank.<sup><a href="#fn1" id="ref1">1</a></sup> So', "It sank. So"),
        ('It sank.<a href="#fn1"><sup>1</sup></a> So', "It sank. So"),
        ("It sank.<sup>[1](#fn1)</sup> So", "It sank. So"),
        ("m<sup>2</sup>", "m2"),
        # HTML
        ("a <b>bold</b> <username> one<br>two", "a bold  one two"),
        ("<ruby>港<rt>gang</rt></ruby>口", "港口"),
        ("a<!-- b -->c <!-- open", "ac <!-- open"),
        ("1 < 2 > 0", "1 < 2 > 0"),
    ],
)
def test_what_a_reader_sees(raw: str, words: str) -> None:
    assert seen_words(raw, LINKS)[0] == words


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("a[^1] b [2] [c](https://x.example) [d](e.md)", ("[^1]", "[2]", "](https://x.example)")),
        ("[c][1] [d][a] [e][none] <https://x.example/y>", ("][1]", "<https://x.example/y>")),
        ('[c](https://x.example "T")', ('](https://x.example "T")',)),
        ("plain", ()),
    ],
)
def test_citations(raw: str, found: tuple[str, ...]) -> None:
    assert citations(raw, LINKS) == found


@given(st.text(alphabet="ab *_`[]()!<>&;\\\n~^1#/\"'", max_size=60))
def test_every_character_leads_to_where_it_stands(raw: str) -> None:
    words, to_raw = seen_words(raw, LINKS)
    last = 0
    for position, character in enumerate(words):
        start, end = to_raw.span(position, position + 1)
        assert last <= start <= end <= len(raw)
        last = end
        if character not in " &" and raw[start] != "\\":
            assert raw[start:end] == character


@given(st.lists(st.sampled_from(["quay", "*quay*", "[quay](a b)", "`quay`", "![quay](a)", "<b>quay</b>", "_quay_"])))
def test_words_are_found_at_their_places(parts: list[str]) -> None:
    raw = " ".join(parts)
    words, to_raw = seen_words(raw)
    for word in re.finditer("quay", words):
        start, end = to_raw.span(*word.span())
        assert raw[start:end] == "quay"
