"""A news item in JSON is read whichever dialect it is in, with every word's place in the file."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribcheck.reading.ninjs import read_ninjs, reads_as_ninjs
from attribcheck.reading.nodes import FaultInFile
from attribcheck.reading.prose import Prose

FIRST = {
    "uri": "http://agency.example/items/1",
    "type": "text",
    "firstcreated": "2025-01-12T21:30:00Z",
    "versioncreated": "2025-01-13T06:00:00Z",
    "language": "en-GB",
    "byline": "Ada Moreno",
    "located": "Nol",
    "headline": "Quay delayed",
    "body_text": "The quay is delayed.\n\nIt rained, the chair said.",
    "body_xhtml": "<p>The quay is delayed.</p> <p>It rained, <b>the chair</b> said.</p>",
}
SECOND = {
    "uri": "urn:x:2",
    "firstcreated": "2025-01-12T21:30:00Z",
    "by": "Ada Moreno",
    "language": "en",
    "headlines": [{"role": "short", "value": "Quay"}, {"role": "main", "value": "Quay delayed"}],
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": "The quay is delayed.\nIt rained, the chair said."},
        {"role": "nitf", "contenttype": "application/xml", "value": "<p>No.</p>"},
        {
            "role": "html5",
            "contenttype": "text/html",
            "value": "<h1>Quay  delayed</h1><p>The quay is delayed.</p><p>It rained, the chair said.</p>",
        },
    ],
    "infosources": [{"name": "Nol Wire"}],
    "ednote": "Adds the chair.",
}
THIRD = {
    "uri": "urn:x:3",
    "contentCreated": "2025-01-12T21:30:00Z",
    "by": "Ada Moreno",
    "headlines": [{"value": "Quay delayed", "contentType": "text/plain"}],
    "bodies": [
        {"value": "<p>The quay is delayed.</p><p>It rained, the chair said.</p>", "contentType": "text/html"},
        {"value": "The quay is delayed.", "contentType": "text/plain"},
    ],
    "infoSources": [
        {"name": "Nol Wire", "role": "distributor"},
        {"name": "Harbour Board", "role": "originfo", "uri": "https://board.example/"},
    ],
    "embargoedUntil": "2025-01-13T05:00:00Z",
}
# What Superdesk writes: guid for uri, authors, source.
FOURTH = {
    "guid": "urn:x:4",
    "versioncreated": "2025-01-12T21:30:00+0000",
    "source": "Nol Wire",
    "authors": [
        {"name": "Ada Moreno", "role": "writer"},
        {"name": "Ada Moreno", "role": "editor"},
    ],
    "priority": 5,
    "headline": "<p>Quay delayed</p>",
    "description_html": "<p>An abstract.</p>",
    "body_html": "<p>The quay is delayed.</p>\n<p>It rained, the chair&nbsp;said.</p>",
}


def written(item: Any) -> str:
    return json.dumps(item, ensure_ascii=True, indent=1)


def shape(prose: Prose) -> list[tuple[str, str]]:
    return [(passage.kind, passage.words) for passage in prose.passages]


def outcome_of(text: str) -> Prose | FaultInFile:
    try:
        return read_ninjs(text, "item.json")
    except FaultInFile as fault:
        return fault


def fault_of(text: str) -> FaultInFile:
    with pytest.raises(FaultInFile) as caught:
        read_ninjs(text, "item.json")
    return caught.value


def assert_places(prose: Prose, *, plain: bool = False) -> None:
    """Every place, sliced from the lines of the file, gives its text; with `plain`, the words too."""
    lines = prose.source.text.split("\n")
    for passage in prose.passages:
        length = len(passage.words)
        for start, end in ((0, length), (0, 1), (length - 1, length), (length // 2, length)):
            place = passage.place(start, end)
            assert place.line == place.end_line
            assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == place.text
            assert place.text
            if plain:
                assert json.loads(f'"{place.text}"') == passage.words[start:end]


@pytest.mark.parametrize("item", [FIRST, SECOND, THIRD, FOURTH])
def test_every_dialect_says_the_same(item: dict[str, Any]) -> None:
    text = written(item)
    assert reads_as_ninjs(text)
    prose = read_ninjs(text, "item.json")
    assert [(kind, words.replace("\xa0", " ")) for kind, words in shape(prose)] == [
        ("headline", "Quay delayed"),
        ("paragraph", "The quay is delayed."),
        ("paragraph", "It rained, the chair said."),
    ]
    assert prose.about.headline == "Quay delayed"
    assert prose.about.published == date(2025, 1, 12)
    assert prose.about.byline == "Ada Moreno"
    assert prose.faults == []
    assert_places(prose)


def test_what_an_item_says_of_itself() -> None:
    about = read_ninjs(written(FIRST), "item.json").about
    assert (about.published_at, about.updated) == ("2025-01-12T21:30:00Z", date(2025, 1, 13))
    assert (about.language, about.dateline, about.kind, about.url) == ("en-GB", "Nol", None, None)
    about = read_ninjs(
        written(
            {
                **FIRST,
                "versioncreated": "2025-01-12T23:00:00Z",
                "genre": [{"name": "Opinion"}],
                "url": "https://a.example/",
            }
        ),
        "item.json",
    ).about
    assert (about.updated, about.kind, about.url) == (None, "opinion", "https://a.example/")


@pytest.mark.parametrize(
    ("written_as", "byline"),
    [
        ("By Ada Moreno", "Ada Moreno"),
        ("<p>Ada &amp; Bo <b>Moreno</b></p>", "Ada & Bo Moreno"),
        ("Von Ada Moreno, Nol Wire", "Von Ada Moreno, Nol Wire"),
        (" ", None),
    ],
)
def test_the_byline(written_as: str, byline: str | None) -> None:
    assert read_ninjs(written({**FIRST, "byline": written_as}), "item.json").about.byline == byline


def test_who_told_it_and_who_passed_it_on() -> None:
    assert read_ninjs(written(SECOND), "item.json").about.provided_by == "Nol Wire"
    assert read_ninjs(written(FOURTH), "item.json").about.provided_by == "Nol Wire"
    prose = read_ninjs(written(THIRD), "item.json")
    assert prose.about.provided_by == "Nol Wire"
    assert list(prose.sources) == ["harbour-board"]
    assert prose.sources["harbour-board"].name == "Harbour Board"
    assert prose.sources["harbour-board"].url == "https://board.example/"


def test_notes_to_editors() -> None:
    (note,) = read_ninjs(written(SECOND), "item.json").notes
    assert (note.words, note.place.text) == ("Adds the chair.", "Adds the chair.")
    (note,) = read_ninjs(written(THIRD), "item.json").notes
    assert (note.words, note.place.text) == ("Embargoed until 2025-01-13T05:00:00Z", "2025-01-13T05:00:00Z")
    assert not read_ninjs(written({**FIRST, "embargoed": None, "ednote": ""}), "item.json").notes


@pytest.mark.parametrize(
    ("fields", "passages"),
    [
        ({"headline": "Fish &amp; chips \u2013 a row"}, [("headline", "Fish & chips \u2013 a row")]),
        ({"headline": "3 < 4 & no more"}, [("headline", "3 < 4 & no more")]),
        ({"headline": " ", "headline_long": "Quay"}, [("headline", "Quay")]),
        ({"headline": None, "title": "Quay"}, [("headline", "Quay")]),
        ({"headline": "Quay", "body_text": "It rained.\r\nIt stopped."}, [("headline", "Quay"), ("paragraph", "It rained."), ("paragraph", "It stopped.")]),
        # The body begins with the headline once more.
        ({"headline": "Quay delayed", "body_text": "Quay delayed\n\nIt rained."}, [("headline", "Quay delayed"), ("paragraph", "It rained.")]),
        ({"headline": "Quay", "body_html": "<h2>What next</h2><p>It rained.</p>"}, [("headline", "Quay"), ("subheading", "What next"), ("paragraph", "It rained.")]),
        # No headline but that of the body.
        ({"body_html": "<h1>Quay delayed</h1><p>It rained.</p>"}, [("headline", "Quay delayed"), ("paragraph", "It rained.")]),
        ({"body_html": "<p>It rained.</p>"}, [("paragraph", "It rained.")]),
        # An empty body is none.
        ({"body_html": "<p> </p>", "body_text": "It rained."}, [("paragraph", "It rained.")]),
        ({"headline": "Quay", "body_text": "<p>It rained.</p>"}, [("headline", "Quay"), ("paragraph", "It rained.")]),
        ({"headline": "Quay", "body": "<p>It rained.</p>"}, [("headline", "Quay"), ("paragraph", "It rained.")]),
        ({"headline": "Quay", "bodies": ["It rained."]}, [("headline", "Quay"), ("paragraph", "It rained.")]),
        # An alert has an abstract only, a picture a caption.
        ({"headline": "Quay", "description_text": "It rained."}, [("headline", "Quay"), ("paragraph", "It rained.")]),
        ({"headline": "Quay", "descriptions": [{"value": "It rained"}]}, [("headline", "Quay"), ("paragraph", "It rained")]),
        ({"headline": "Quay", "type": "picture", "description_text": "The quay in spring."}, [("headline", "Quay"), ("caption", "The quay in spring.")]),
        ({"headline": "Quay", "type": "picture", "description_text": "The quay"}, [("headline", "Quay"), ("caption", "The quay")]),
        ({"headline": "Quay", "body_html": "<ul><li>It rained.</li></ul><blockquote>It <i>stopped</i>.</blockquote>"}, [("headline", "Quay"), ("list-item", "It rained."), ("quotation", "It stopped.")]),
    ],
)  # fmt: skip
def test_headline_and_body(fields: dict[str, Any], passages: list[tuple[str, str]]) -> None:
    prose = read_ninjs(written({"uri": "urn:x:1", **fields}), "quay_notes.json")
    assert shape(prose) == passages
    assert prose.about.headline == (passages[0][1] if passages[0][0] == "headline" else "quay notes")
    assert_places(prose)


def test_a_link_is_a_citation() -> None:
    prose = read_ninjs(
        written({"uri": "x", "body_html": '<p>It <a href="https://a.example/">rained</a>.</p>'}), "x.json"
    )
    assert prose.passages[0].citations


@pytest.mark.parametrize(
    "wrapped",
    [
        {"total": 1, "item": [FIRST]},
        {"data": {"item": FIRST}},
        {"data": {"items": [{"meta": {}, "item": FIRST}]}},
        {"_items": [FIRST]},
        [FIRST],
        {"uri": "urn:x", "item": FIRST},
    ],
)
def test_wrappers_are_opened(wrapped: Any) -> None:
    text = written(wrapped)
    assert reads_as_ninjs(text)
    prose = read_ninjs(text, "item.json")
    assert len(prose.passages) == 3
    assert not prose.faults


def test_of_several_items_the_first_with_a_body_is_read() -> None:
    text = written({"item": [{"uri": "urn:x:0", "headline": "No body"}, FIRST, SECOND]})
    prose = read_ninjs(text, "items.json")
    assert prose.about.headline == "Quay delayed"
    (fault,) = prose.faults
    assert fault.kind == "items-unread"
    assert "3 news items" in fault.message
    assert (fault.place.line, fault.place.text) == (3, "{")
    assert not fault.stops


def test_the_last_of_two_equal_keys_and_raw_control_characters_are_read() -> None:
    text = '{"uri": "x", "headline": "Old", "headline": "New\tquay", "body_text": "It rained.\nIt stopped."}'
    assert [words for _, words in shape(read_ninjs(text, "x.json"))] == ["New\tquay", "It rained.", "It stopped."]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"name": "site", "version": "1.0.0", "uri": "x", "description": "A package."}',
        '{"uri": "https://a.example/", "method": "POST", "body": "x"}',
        '{"headline": "A page", "@type": "NewsArticle", "url": "https://a.example/"}',
        '{"deep": {"uri": "x", "headline": "y"}}',
        '{"uri": "x", "headline": "y"',
        '{"uri": "x", "headline": ' + "[" * 500_000,
        "[" * 500_000,
        '"uri": "headline":',
    ],
)
def test_other_json_does_not_read_as_a_news_item(text: str) -> None:
    assert not reads_as_ninjs(text)
    fault = fault_of(text)
    assert fault.message
    assert fault.fix


def test_an_item_without_words_is_a_fault() -> None:
    assert "no words" in fault_of('{"uri": "x", "headline": "", "body_html": "<p></p>"}').message


@pytest.mark.parametrize(
    "value", [None, True, 3, "x", [], {}, [None], [[]], [{}], {"name": None}, [{"name": {"a": 1}}], "<", "&"]
)
def test_any_field_may_hold_anything(value: Any) -> None:
    keys = {*FIRST, *SECOND, *THIRD, *FOURTH, "genre", "body", "title", "dateline", "item"} - {"uri", "guid"}
    for key in sorted(keys):
        prose = read_ninjs(written({**FIRST, key: value}), "item.json")
        assert prose.passages
        assert_places(prose)
    everything = written({"uri": "x", **dict.fromkeys(keys, value)})
    prose_or_fault = outcome_of(everything)
    assert isinstance(prose_or_fault, Prose) or "no words" in prose_or_fault.message


WORDS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('<>&;"\\/\n\r\t.pbr='), max_size=60)
FIELDS = st.dictionaries(
    st.sampled_from(
        ["headline", "body_html", "body_text", "description_text", "headline_x", "by", "ednote", "located"]
    ),
    WORDS | st.sampled_from(["<p>It rained.</p>", "It rained.\n\nIt stopped.", "Fish &amp; chips"]),
)


@settings(max_examples=300, deadline=None)
@given(FIELDS, st.booleans(), st.sampled_from([None, 1]))
def test_every_place_gives_its_words(fields: dict[str, str], ascii_only: bool, indent: int | None) -> None:
    text = json.dumps({"uri": "x", "headline": "Quay", **fields}, ensure_ascii=ascii_only, indent=indent)
    prose = outcome_of(text)
    if isinstance(prose, FaultInFile):
        assert "no words" in prose.message
        return
    assert_places(prose)
    for passage in prose.passages:
        if not any(sign in passage.words for sign in " <&"):
            inside = json.loads(f'"{passage.place(0, len(passage.words)).text}"')
            assert inside == passage.words or "&" in inside or "<" in inside


@pytest.mark.parametrize("character", ["\u00e9", "\U0001f4dc", "\u2028", "\u0085", '"', "\\"])
def test_escaped_characters_keep_their_places(character: str) -> None:
    for ascii_only in (True, False):
        item = {"uri": "x", "headline": f"Quay {character} delayed", "body_text": f"It {character} rained."}
        prose = read_ninjs(json.dumps(item, ensure_ascii=ascii_only), "item.json")
        assert_places(prose, plain=True)
        assert prose.passages[0].words == f"Quay {character} delayed"


@pytest.mark.parametrize(
    "piece", ["[", "<", "<p", "<p>", "{{", "&", "\n", "\n ", "a. ", "<b", "\\u003c", '\\"', "- ", "&amp;"]
)
@pytest.mark.parametrize("key", ["body_html", "body_text", "headline"])
def test_the_cost_is_a_straight_line(key: str, piece: str) -> None:
    body = piece * (400_000 // len(piece))
    value = body if piece.startswith("\\") else json.dumps(body)[1:-1]
    text = f'{{"uri": "x", "headline_short": "Quay", "{key}": "{value}"}}'
    start = time.perf_counter()
    assert reads_as_ninjs(text)
    assert read_ninjs(text, "item.json").passages
    assert time.perf_counter() - start < 8


def test_telling_a_news_item_from_other_json_is_cheap() -> None:
    text = json.dumps(
        {"packages": [{"name": f"p{number}", "uri": "x", "description": "y"} for number in range(30_000)]}
    )
    start = time.perf_counter()
    assert not reads_as_ninjs(text)
    assert time.perf_counter() - start < 0.5
