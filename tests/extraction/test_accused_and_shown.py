"""Whom a claim accuses and what the accused answers; pictures and recordings, and who gave them."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribcheck.article import Article
from attribcheck.extraction.inference import infer
from attribcheck.workspace.opening import open_bytes
from report_law import checked


def read(body: str) -> Article:
    opened = open_bytes(f"---\ntitle: Port\ndate: 2026-03-09\n---\n\n{body}\n".encode(), "story.md", 1_000_000)
    assert opened.reading.article is not None
    infer(opened.reading.article)
    return opened.reading.article


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("The Port of Nol declined to comment.", "declined"),
        ("The Port of Nol did not immediately respond to a request for comment.", "no-reply"),
    ],
)
def test_an_accused_who_gives_no_answer(answer: str, kind: str) -> None:
    article = read(f"The dockers' union on Friday accused the Port of Nol of ignoring warnings. {answer}")
    (claim,) = article.claims.values()
    assert (claim.text, claim.kind) == ("the Port of Nol is to blame for ignoring warnings", "allegation")
    assert claim.adverse_to == ["port-of-nol"]
    (response,) = article.responses
    assert (response.party, response.claims, response.kind) == ("port-of-nol", [claim.id], kind)
    assert (response.confidence, response.inferred) == ("high", True)


def test_a_country_that_is_accused_is_the_side_of_its_ministry() -> None:
    article = read("Norway accused Denmark of cutting the cable. Denmark's foreign ministry declined to comment.")
    assert next(iter(article.claims.values())).adverse_to == ["denmark"]
    assert [response.party for response in article.responses] == ["denmark"]


def test_a_group_that_denies_what_another_is_accused_of_is_that_one() -> None:
    article = read(
        "The interior ministry blamed the Green Cell for the fire. The group denied the accusation. It said it was far away."
    )
    assert [(one.source, one.stance) for one in article.statements][1:] == [
        (["green-cell"], "denies"),
        (["green-cell"], "asserts"),
    ]
    assert (article.sources["green-cell"].name, article.sources["green-cell"].aliases) == ("Green Cell", ["the group"])


@pytest.mark.parametrize("denied", ["the charge", "any wrongdoing", "involvement"])
def test_who_denies_a_charge_is_accused_of_what_was_said_of_him(denied: str) -> None:
    article = read(f"Prosecutors said that Halden Moss, 58, had known of cracks. Moss denied {denied}.")
    (claim,) = article.claims.values()
    assert (claim.text, claim.kind, claim.weight) == ("Halden Moss, 58, had known of cracks", "allegation", "high")
    assert claim.adverse_to == ["moss"]


def test_a_picture_that_nobody_could_check() -> None:
    article = read("A video published by the union shows the crane. The video could not be independently verified.")
    (video,) = article.evidence
    (span,) = video.caveat_spans
    assert article.place(span).text == "could not be independently verified"


@pytest.mark.parametrize(
    ("first", "label"),
    [("The mayor, Inga Thal, said it was late.", ["thal"]), ("Inga Thal said it was late.", [])],
)
def test_an_office_that_is_accused_is_who_holds_it(first: str, label: list[str]) -> None:
    article = read(f"{first} The Greens accused the mayor of breaking a promise.")
    assert [claim.adverse_to for claim in article.every_claim() if claim.kind == "allegation"] == [label]


def test_whoever_speaks_for_a_body_belongs_to_it() -> None:
    """And is no second source beside it."""
    article = read(
        "The union said that it would go. Its leader, Petra Voss, said that talks would help.\n\n"
        "The interior ministry said that it was late. A spokesman, Leo Fass, said that nobody knew.\n\n"
        "Jon Moss said that it rained. His lawyer, Ana Fisk, said that it did not. The union denied that.\n\n"
        "The ministry's spokeswoman, Ida Krone, said that it was known."
    )
    assert article.sources["fisk"].organisation == "moss"
    assert article.sources["krone"].organisation == "interior-ministry"
    assert article.sources["voss"].organisation == "union"
    assert article.sources["fass"].organisation == "interior-ministry"


def test_a_state_that_no_list_has_is_the_side_of_its_ministry() -> None:
    article = read("Estmark blamed Westmark for the raid. Westmark's defence ministry declined to comment.")
    assert next(iter(article.claims.values())).adverse_to == ["westmark"]
    assert article.sources["westmark-s-defence-ministry"].side == "westmark"
    assert [response.party for response in article.responses] == ["westmark"]


@pytest.mark.parametrize(
    "body",
    [
        "The mayor declined to comment on the budget.",  # Nobody accuses him.
        "The union accused them of ignoring warnings. The port declined to comment.",  # 'them' is nobody by name.
        "The union accused the Port of Nol of ignoring warnings. The port of Sel declined to comment.",
    ],
)
def test_no_answer_of_somebody_who_is_not_accused_by_name(body: str) -> None:
    assert read(body).responses == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("A video posted by Ana Holm shows the crane.", [("video", "Ana Holm")]),
        ("Ana Holm said it fell. The video posted by Holm shows the crane.", [("video", "holm")]),
        ("A video posted on Telegram by Ana Holm shows the crane.", [("video", "Ana Holm")]),
        ("Footage shared by residents shows the crane falling.", [("video", "residents")]),
        ("The union also released photos of the cables.", [("photo", "The union")]),
        ("Photos appeared to show the crane.", [("photo", None)]),
        ("A recording released by the port shows delays. The recording shows anger.", [("audio", "the port")]),
        ("A video posted by Ana Holm shows the crane. Photos shared by Jon Moss show it, too.",
         [("video", "Ana Holm"), ("photo", "Jon Moss")]),
    ],
)  # fmt: skip
def test_what_is_shown_and_who_gave_it(body: str, found: list[tuple[str, str | None]]) -> None:
    assert [(item.kind, item.supplied_by) for item in read(body).evidence] == found


@pytest.mark.parametrize(
    "body",
    [
        "She makes videos about ships.",
        "The picture is mixed, and the union is worried.",
        '"The video posted by Holm shows it," he said.',
    ],
)
def test_a_mere_mention_is_no_evidence(body: str) -> None:
    assert read(body).evidence == []


def test_no_rule_speaks_on_inferred_evidence_and_responses(tmp_path: Path) -> None:
    """They are in the report, marked as inferred; a person who declares them lets the rules speak."""
    story = tmp_path / "story.md"
    story.write_text(
        "---\ntitle: Port\ndate: 2026-03-09\n---\n\nA video posted by Ana Holm shows the crane.\n"
        "The union accused the Port of Nol of ignoring warnings. The Port of Nol declined to comment.\n"
    )
    (article,) = checked(str(story), "--isolated")["articles"]
    (video,) = article["evidence"]
    assert (video["origin"], video["confidence"], video["supplied_by"]) == ("inferred", "medium", "Ana Holm")
    assert article["findings"] == []
