"""Plain text is read by its shape: what is a headline, a heading, a paragraph, a list, and where each stands."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.places import SourceText
from attribcheck.reading.nodes import FaultInFile
from attribcheck.reading.plain_text import read_plain_text, reads_as_prose
from attribcheck.reading.prose import Prose

LINES = """ date 2025-03-04 Harbour opens again after the storm
What happened
The harbour opened on Monday morning, the port's manager said. The ferries sail again.
Two boats that had broken loose were found on the rocks near the lighthouse, the coast guard said.
A long night
Crews cleared the channel by lamplight
Divers worked until four in the morning, said a foreman who was there all night long.
"We saw nothing but mud," he said.
"""

WRAPPED = """Harbour opens again after
the storm

By Ada Moreno
4 March 2025

WHAT HAPPENED

The harbour opened on Monday morning, the
port's manager said. The ferries sail again
to the islands.

A long night
Divers worked until four in the morning,
said a foreman who was there all night.

Among the finds:

- a buoy that had come loose in the
  storm
- two anchors
1. a ladder

* * *

The port pays for it all.
"""


def shape(prose: Prose) -> list[tuple[str, int, str]]:
    return [(passage.kind, passage.section, passage.words) for passage in prose.passages]


def kinds(text: str) -> list[str]:
    return [f"{passage.kind}: {passage.words}" for passage in read_plain_text(text, "story.txt").passages]


def between(text: str, line: int, column: int, end_line: int, end_column: int) -> str:
    starts = SourceText(text).line_starts
    return text[starts[line - 1] + column - 1 : starts[end_line - 1] + end_column - 1]


def check_places(text: str, prose: Prose) -> None:
    for passage in prose.passages:
        points = sorted({0, len(passage.words) // 3, len(passage.words) // 2, len(passage.words)})
        for start in points:
            for end in points:
                if start < end:
                    place = passage.place(start, end)
                    assert between(text, place.line, place.column, place.end_line, place.end_column) == place.text
                    assert " ".join(place.text.split()) == " ".join(passage.words[start:end].split())
        for start, end in _words(passage.words):
            assert passage.place(start, end).text == passage.words[start:end]


def _words(words: str) -> list[tuple[int, int]]:
    spans, position = [], 0
    for word in words.split(" "):
        if word:
            spans.append((position, position + len(word)))
        position += len(word) + 1
    return spans


def test_one_paragraph_a_line() -> None:
    prose = read_plain_text(LINES, "story.txt")
    assert shape(prose) == [
        ("headline", 0, "Harbour opens again after the storm"),
        ("subheading", 1, "What happened"),
        ("paragraph", 1, "The harbour opened on Monday morning, the port's manager said. The ferries sail again."),
        ("paragraph", 1, "Two boats that had broken loose were found on the rocks near the lighthouse, the coast guard said."),
        ("subheading", 2, "A long night"),
        ("subheading", 3, "Crews cleared the channel by lamplight"),
        ("paragraph", 3, "Divers worked until four in the morning, said a foreman who was there all night long."),
        ("paragraph", 3, '"We saw nothing but mud," he said.'),
    ]  # fmt: skip
    assert prose.about.headline == "Harbour opens again after the storm"
    assert (prose.about.published, prose.about.published_at) == (date(2025, 3, 4), "2025-03-04")
    assert prose.passages[0].place(0, 7).column == len(" date 2025-03-04 ") + 1


def test_wrapped_paragraphs_parted_by_blank_lines() -> None:
    prose = read_plain_text(WRAPPED, "2024-01-01-story.txt")
    assert shape(prose) == [
        ("headline", 0, "Harbour opens again after the storm"),
        ("subheading", 1, "WHAT HAPPENED"),
        ("paragraph", 1, "The harbour opened on Monday morning, the port's manager said. The ferries sail again to the islands."),
        ("subheading", 2, "A long night"),
        ("paragraph", 2, "Divers worked until four in the morning, said a foreman who was there all night."),
        ("paragraph", 2, "Among the finds:"),
        ("list-item", 2, "a buoy that had come loose in the storm"),
        ("list-item", 2, "two anchors"),
        ("list-item", 2, "a ladder"),
        ("paragraph", 2, "The port pays for it all."),
    ]  # fmt: skip
    assert prose.about.byline == "Ada Moreno"
    assert (prose.about.published, prose.about.published_at) == (date(2025, 3, 4), "4 March 2025")
    assert prose.passages[2].place(35, 56).text == "g, the\nport's manager"


@pytest.mark.parametrize(
    ("top", "headline", "day", "byline"),
    [
        ("2025-03-04 Harbour opens", "Harbour opens", date(2025, 3, 4), None),
        ("2025-03-04T10:15:00Z: Harbour opens", "Harbour opens", date(2025, 3, 4), None),
        ("Date: 2025-03-04\nHarbour opens", "Harbour opens", date(2025, 3, 4), None),
        ("Harbour opens\nMonday, March 4, 2024", "Harbour opens", date(2024, 3, 4), None),
        ("Harbour opens.\nBy Ada Moreno", "Harbour opens.", None, "Ada Moreno"),
        ("Harbour opens\nBy Ada Moreno, 4 March 2025", "Harbour opens", date(2025, 3, 4), "Ada Moreno"),
        ("Harbour opens\nBy Ada Moreno | Published 4 March 2025 at 10:15 GMT", "Harbour opens", date(2025, 3, 4), "Ada Moreno"),
        ("Harbour opens\n=============", "Harbour opens", None, None),
        ("Will the harbour open?", "Will the harbour open?", None, None),
        ("Harbour opens\n\n\nBY ADA MORENO\n\n4 March 2025", "Harbour opens", date(2025, 3, 4), "ADA MORENO"),
    ],
)
def test_the_top(top: str, headline: str, day: date | None, byline: str | None) -> None:
    for gap in ("\n", "\n\n"):
        prose = read_plain_text(f"{top}{gap}The harbour opened on Monday, the port said.\n", "story.txt")
        assert shape(prose) == [
            ("headline", 0, headline),
            ("paragraph", 0, "The harbour opened on Monday, the port said."),
        ]
        assert (prose.about.headline, prose.about.published, prose.about.byline) == (headline, day, byline)


def test_a_day_of_an_update() -> None:
    about = read_plain_text("Harbour opens\nPublished 3 May 2020, updated 4 May 2020\nIt did.\n", "a.txt").about
    assert (about.published, about.updated) == (date(2020, 5, 3), date(2020, 5, 4))


def test_without_a_headline_the_title_and_the_day_come_from_the_name() -> None:
    prose = read_plain_text("The harbour opened on Monday, the port said.\n", "news/2025-03-04-harbour-opens.txt")
    assert [passage.kind for passage in prose.passages] == ["paragraph"]
    assert (prose.about.headline, prose.about.published) == ("harbour opens", date(2025, 3, 4))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A day that is none stays where it is.
        ("date 2025-13-45 Harbour\nIt opened.", ["headline: date 2025-13-45 Harbour", "paragraph: It opened."]),
        # There is no Markdown here.
        ("Harbour\n# Open\nIt opened at last.", ["headline: Harbour", "paragraph: # Open", "paragraph: It opened at last."]),
        ("Harbour\nThe *crew* said_so.", ["headline: Harbour", "paragraph: The *crew* said_so."]),
        # A short last line is no heading: nothing stands under it.
        ("Harbour\nIt opened at last.\nENDS here", ["headline: Harbour", "paragraph: It opened at last.", "paragraph: ENDS here"]),
        # Nor are three in a row.
        ("Harbour\nThey found it.\nA rope\nA buoy\nA bell\nThat is all.", ["headline: Harbour", "paragraph: They found it.", "paragraph: A rope", "paragraph: A buoy", "paragraph: A bell", "paragraph: That is all."]),
        # A line that leads on is text.
        ("Harbour\nIt did.\nHe said:\nNo more.", ["headline: Harbour", "paragraph: It did.", "paragraph: He said:", "paragraph: No more."]),
        ("Harbour\nIt did.\nThe crew\n--------\nNo more.", ["headline: Harbour", "paragraph: It did.", "subheading: The crew", "paragraph: No more."]),
        ("Harbour\n\nIt did.\n\nKICKER\n\nThe long night\n\nNo more.", ["headline: Harbour", "paragraph: It did.", "subheading: KICKER", "subheading: The long night", "paragraph: No more."]),
        # Sentences on lines of their own, paragraphs parted by blank lines.
        ("Harbour\n\nIt opened on Monday at last.\nNobody was hurt there.\n\nThe port paid for it.\nIt was dear.", ["headline: Harbour", "paragraph: It opened on Monday at last. Nobody was hurt there.", "paragraph: The port paid for it. It was dear."]),
        # A dash or a number where a wrapped line begins is no bullet.
        ("Harbour\n\nThe crew of the tug, all of whom had slept\n- as they said - on deck, found it in section\n12. Nobody else had looked there at all, he said.", ["headline: Harbour", "paragraph: The crew of the tug, all of whom had slept - as they said - on deck, found it in section 12. Nobody else had looked there at all, he said."]),
        # A headline that was wrapped too, with a line under it.
        ("Harbour opens again in spring after\nall\nBy Ada Moreno\n\nIt opened on Monday at last, all the people said.", ["headline: Harbour opens again in spring after all", "paragraph: It opened on Monday at last, all the people said."]),
        ("2025-03-04 Harbour opens again in spring\nafter all.\n\nIt opened on Monday at last, all the people said.", ["headline: Harbour opens again in spring after all.", "paragraph: It opened on Monday at last, all the people said."]),
        ("Harbour\r\rIt did.\rSo they say.", ["headline: Harbour", "paragraph: It did.", "paragraph: So they say."]),
    ],
)  # fmt: skip
def test_shapes(text: str, wanted: list[str]) -> None:
    assert kinds(text) == wanted
    check_places(text, read_plain_text(text, "story.txt"))


def test_links_and_numbers_in_brackets_are_citations() -> None:
    prose = read_plain_text("Harbour\nIt opened, the port said [1] (https://port.example/news).\n", "a.txt")
    assert prose.passages[1].citations == ("[1]", "https://port.example/news")


@pytest.mark.parametrize("text", ["", " \n\n", "***\n---\n"])
def test_a_text_without_words_is_a_fault(text: str) -> None:
    with pytest.raises(FaultInFile, match="no words"):
        read_plain_text(text, "a.txt")


@pytest.mark.parametrize("text", [LINES, WRAPPED, WRAPPED.replace("\n", "\r\n"), LINES.replace("\n", "\r")])
def test_places_of_real_shapes(text: str) -> None:
    prose = read_plain_text(text, "a.txt")
    check_places(text, prose)
    assert shape(prose) == shape(read_plain_text(text.replace("\r\n", "\n").replace("\r", "\n"), "a.txt"))


PIECES = st.sampled_from(
    ["The harbour opened, he said.", "A long night", "SHOUTED", "- item", "1. item", "===", "---", "* * *", "By Ada Moreno", "4 March 2025",
     "\t indented\u00a0words", "é😀\u200b text.", "\u2028odd\x85", "\x0c", "2025-03-04 Title", "word " * 40, "", "", "# no", "\ufeff"]
) | st.text(max_size=30)  # fmt: skip


@given(st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\r\n", "\r", "\n\n"])), max_size=12))
def test_every_word_is_where_its_place_says(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + end for piece, end in pieces)
    try:
        prose = read_plain_text(text, "a.txt")
    except FaultInFile:
        assert not any(map(str.isalnum, text))
        return
    check_places(text, prose)
    assert [passage.index for passage in prose.passages] == list(range(len(prose.passages)))
    last = -1
    for passage in prose.passages:
        place = passage.place(0, len(passage.words))
        assert (place.line, place.column) > (last, 0)
        last = place.line


HOSTILE = [
    "[", "<", "{{", ".", "a. ", "A\n", "- a\n  b\n", "\n", "By Ada\n", " ", ", ", "..)", "'", "a\n===\n", "HELLO\n\n", "a'", "1. ",
    "By A, ", "\u201d", "2025-03-04 ", "a b c d e f.\n", "http://", "# a\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_cost_is_a_straight_line(piece: str) -> None:
    text = "a" + piece * (1_000_000 // len(piece)) + "a"
    begun = perf_counter()
    read_plain_text(text, "a.txt")
    reads_as_prose(text)
    # Two seconds where cost is a straight line, hours where it is a square.
    assert perf_counter() - begun < 15


@pytest.mark.parametrize(
    "text",
    [
        LINES,
        WRAPPED,
        "The harbour opened on Monday, the port said.",
        "港口星期一重新开放，港务局长说。渡轮再次驶向各个岛屿，没有人在风暴中受伤。",
        "2025-03-04 Harbour opens\nThe first ferry left at 7.30 a.m. with 212 people on board, the port's manager said.",
    ],
)
def test_articles_read_as_prose(text: str) -> None:
    assert reads_as_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow: /private/\nSitemap: https://news.example/sitemap.xml\n",
        "click>=8.1\npyyaml==6.0.2  # the C loader is needed here for speed.\nrich\n" * 5,
        "apple\nbanana\ncherry\n" * 300,
        "2025-03-04 10:00:01 INFO server.main [4711] Started worker 3 on port 8080 in 12 ms.\n" * 50,
        "127.0.0.1 - - [04/Mar/2025:10:00:01 +0000] \"GET /index.html HTTP/1.1\" 200 512\n" * 50,
        "name,age,city\nAda,31,Lisbon\nBo,44,Oslo\n" * 20,
        "Permission is hereby granted, free of charge, to any person. The above copyright notice shall be included in all copies.",
        "google-site-verification: abcdef0123456789\n",
    ],
)  # fmt: skip
def test_other_text_files_do_not(text: str) -> None:
    assert not reads_as_prose(text)


def test_what_is_the_sites_is_no_prose() -> None:
    text = "Harbour opens\n\nIt opened on Monday, the office said.\n\nRead more: The tower falls\n\nAll rights reserved.\n"
    found = [passage.words for passage in read_plain_text(text, "a.txt").passages]
    assert found == ["Harbour opens", "It opened on Monday, the office said."]


STORY = "It opened on Monday, the office said.\n"


@pytest.mark.parametrize(
    ("top", "headline", "byline", "day"),
    [
        (
            "From: Desk <desk@nol.example>\nTo: Editors <ed@nol.example>\nX-Loop: a;\n\tb\nDate: Mon, 06 May 2024 10:00:00 +0200\nSubject: Quay opens\n\n",
            "Quay opens",
            None,
            date(2024, 5, 6),
        ),
        ("Headline: Quay opens\nByline: Ada Moreno\nDate: 6 May 2024\nSlug: QUAY\n\n", "Quay opens", "Ada Moreno", date(2024, 5, 6)),
        ("FOR IMMEDIATE RELEASE\nContact: Ada Moreno, +351 555 0100\n\nQuay opens\n\n", "Quay opens", None, None),
        ("Press release\n\nEmbargoed until 6 May 2024\n\nQuay opens\n6 May 2024\n\n", "Quay opens", None, date(2024, 5, 6)),
        ("Embargo on grain is lifted\n\n", "Embargo on grain is lifted", None, None),
        ("From: the quay to the tower\n\n", "From: the quay to the tower", None, None),
        ("Harbour: a quay opens\n\n", "Harbour: a quay opens", None, None),
    ],
)
def test_labelled_lines_above_the_text(top: str, headline: str, byline: str | None, day: date | None) -> None:
    found = read_plain_text(top + STORY, "a.txt")
    assert [passage.words for passage in found.passages] == [headline, STORY.strip()]
    assert (found.about.headline, found.about.byline, found.about.published) == (headline, byline, day)
    for passage in found.passages:
        assert passage.place(0, len(passage.words)).text == passage.words


def test_a_text_of_labelled_lines_alone_keeps_them() -> None:
    assert read_plain_text("Slug: QUAY\nStatus: open\n", "a.txt").passages
