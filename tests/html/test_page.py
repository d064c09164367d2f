"""What a page shows of an article, before any template is filled."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import attribcheck
from attribcheck.report import ArticleEntry
from attribcheck.reports.briefing import things_to_know
from attribcheck.reports.call_list import CallList
from attribcheck.reports.formats import Setting
from attribcheck.reports.html import days
from attribcheck.reports.html.overview import Overview, figures
from attribcheck.reports.html.page import ArticlePage, article_page
from attribcheck.reports.html.picture import picture
from attribcheck.reports.html.site import Site, piece

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def story() -> ArticleEntry:
    return attribcheck.check_file(SAMPLES / "prisoner-offer.yaml").articles[0]


@pytest.fixture(scope="module")
def page(story: ArticleEntry) -> ArticlePage:
    return article_page(story, None)


def test_the_note_of_a_claim_gives_its_history_and_who_backs_it_how_independently(page: ArticlePage) -> None:
    note = next(note for note in page.notes if note.claim.id == "nationality")
    assert note.by == "Kyiv, 11 Jan. Backed by National Intelligence Service (NIS) through AFP, 12 Jan"
    assert [(moment.day, moment.label) for moment in note.history] == [
        ("11 Jan", "Unsupported"),
        ("12 Jan", "Corroborated"),
    ]
    [backing] = note.backing
    assert (backing.who, backing.through, backing.independence) == (
        "National Intelligence Service (NIS)",
        "AFP",
        "not established",
    )
    assert backing.knows == ""
    assert backing.tests == (True, True, None, None, None, None)
    assert note.evidence == []


def test_claims_are_numbered_in_the_order_of_the_text(page: ArticlePage) -> None:
    places = [note.claim.place.span for note in page.notes]
    assert places == sorted(places, key=lambda span: span or (0, 0, 0))
    assert [note.number for note in page.notes] == list(range(1, 21))


def test_each_note_stands_beside_exactly_one_passage(page: ArticlePage) -> None:
    beside = [note.number for row in page.rows for note in row.notes]
    assert sorted(beside) == [note.number for note in page.notes]


def test_the_things_to_know_are_the_gravest_and_each_finding_is_under_one(story: ArticleEntry) -> None:
    things = things_to_know(story, 3)
    assert [thing.claim.id if thing.claim else None for thing in things][:2] == ["first-alive", "nationality"]
    numbers = [number for thing in things for number in thing.findings]
    assert len(numbers) == len(set(numbers))
    everything = [number for thing in things_to_know(story, 99) for number in thing.findings]
    assert sorted(everything) == list(range(len(story.findings)))


def test_questions_are_grouped_by_whom_they_are_put_to(story: ArticleEntry) -> None:
    asked_of = CallList()
    asked_of.take(story)
    asked = {one.whom: [question.words for question in one.questions] for one in asked_of.calls()}
    assert asked["Kyiv"] == [
        "how do you know that they were wounded in combat with Ukrainian units in the Kursk region, and what can you show?",
        "what proof is there that the two captured soldiers are North Korean?",
    ]
    assert (
        "how do you know that Ukraine captured the two soldiers, and who told you?"
        in asked["National Intelligence Service"]
    )


def test_the_record_day_by_day_shades_what_changed(page: ArticlePage) -> None:
    assert [day.day for day in page.days] == ["2025-01-11", "2025-01-12", "2025-01-13"]
    number = next(note.number for note in page.notes if note.claim.id == "nationality")
    assert [day.cells[number - 1] for day in page.days] == [
        ("unsupported", False), ("corroborated", True), ("corroborated", False),
    ]  # fmt: skip


def test_the_picture_has_a_row_for_each_claim_and_keeps_sides_together(story: ArticleEntry, page: ArticlePage) -> None:
    drawn = picture(story, page.notes)
    assert drawn is not None
    assert not drawn.gathered
    rows = [label.y for label in drawn.claims]
    assert len(rows) == 20
    assert all(later - earlier >= 30 for earlier, later in pairwise(rows))
    assert {side.words for side in drawn.sides} == {"ukraine", "north-korea", "south-korea"}
    assert all(0 < label.y < drawn.height for label in (*drawn.claims, *drawn.sources, *drawn.gates))
    assert {gate.words for gate in drawn.gates} == {"X", "AFP"}
    assert [edge.kind for edge in drawn.edges].count("backs") == 2


def test_beyond_forty_claims_the_picture_gathers_them_by_status() -> None:
    names = ", ".join(f"s{n}: {{name: Speaker {n}}}" for n in range(45))
    statements = "\n".join(f"  - {{at: Speaker {n} said, source: s{n}, says: Thing {n} fell}}" for n in range(45))
    body = " ".join(f"Speaker {n} said that thing {n} fell." for n in range(45))
    text = f"attribcheck: 1\nheadline: Falls\nbody: {body}\nsources: {{{names}}}\nstatements:\n{statements}\n"
    [entry] = attribcheck.check_text(text).articles
    assert len(entry.claims) == 45
    drawn = article_page(entry, None).picture
    assert drawn is not None
    assert drawn.gathered
    assert [label.words for label in drawn.claims] == ["45 single source"]
    assert len(drawn.sources) <= 15
    assert "Other sources" in [label.words for label in drawn.sources]


def test_an_article_at_fault_has_a_page_too() -> None:
    [entry] = attribcheck.check_text("attribcheck: 1\nheadlin: Slip\n", path="slip.yaml").articles
    page = article_page(entry, None)
    assert (page.title, page.picture, page.notes, page.days) == ("slip.yaml", None, [], [])
    assert [title for title, _, _ in page.findings] == ["About the file"]


def test_the_index_puts_the_worst_first_and_adds_up() -> None:
    overview = Overview()
    for name in ("clinic-anonymous", "bridge-denial", "prisoner-offer"):
        overview.add(figures(attribcheck.check_file(SAMPLES / f"{name}.yaml").articles[0]), f"{name}.html")
    summary = overview.summary()
    assert [line.link for line in summary.lines] == [
        "prisoner-offer.html",
        "bridge-denial.html",
        "clinic-anonymous.html",
    ]
    statuses = {bar.words: int(bar.number) for bar in summary.charts[0][2]}
    assert sum(statuses.values()) == 32
    assert statuses["Unsupported"] == 6
    assert summary.title == "2 of 3 articles have errors. 10 of 32 claims are open."
    assert [bar.words for bar in summary.charts[1][2]][:2] == ["EVD006", "QUO003"]
    assert "AFP" not in [bar.words for bar in summary.charts[3][2]]


def test_every_page_of_a_site_has_a_name_of_its_own() -> None:
    site = Site()
    paths = [
        "news/a b.yaml",
        "news/a-b.yaml",
        "news/a-b.yml",
        "../x.json",
        "Ж.yaml",
        "Я.yaml",
        "index.yaml",
        "n" * 300 + ".yaml",
    ]
    names = [site.take(piece(ArticleEntry(path=path), Setting())) for path in paths]
    assert len({name.lower() for name in (*names, "index.html")}) == len(paths) + 1
    assert all(len(name) < 110 and name.isascii() and "/" not in name for name in names)


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        ("2025-01-11", "11 Jan", "Saturday 11 January 2025"),
        ("2024-02-29", "29 Feb", "Thursday 29 February 2024"),
        (None, "no date", "no date"),
        ("soon", "soon", "soon"),
    ],
)
def test_days_read_the_same_on_every_machine(day: str | None, short: str, long: str) -> None:
    assert (days.short(day), days.long(day)) == (short, long)
