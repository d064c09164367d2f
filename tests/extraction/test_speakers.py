"""Who speaks in an article: each person, body and country once, however the text calls it."""

from __future__ import annotations

import pytest

from attribcheck.article import Passage
from attribcheck.extraction.attributions import find_attributions
from attribcheck.extraction.known_speakers import Speaker
from attribcheck.extraction.source_names import read_name
from attribcheck.extraction.speakers import find_speakers
from attribcheck.language.words import language
from attribcheck.places import SourceText

ENGLISH = language("en")


def heard(*paragraphs: str) -> list[list[str]]:
    """The names of those who speak, attribution by attribution."""
    speakers, who = spoken(*paragraphs)
    return [[speakers[index].name for index in named] if named else [] for named in who]


def spoken(*paragraphs: str) -> tuple[list[Speaker], list[tuple[int, ...] | None]]:
    passages = [Passage(place, "paragraph", 0, text, SourceText(text), ()) for place, text in enumerate(paragraphs)]
    return find_speakers(find_attributions(passages, ENGLISH), passages, ENGLISH)


@pytest.mark.parametrize(
    ("phrase", "naming", "name", "kind"),
    [
        ("Norwegian President Anna Lund", "person", "Anna Lund", "person"),
        ("Colonel Dan Reyes", "person", "Dan Reyes", "person"),
        ("Petra Holm, a baker in Sel,", "person", "Petra Holm", "person"),
        ("its chairwoman, Petra Holm", "person", "Petra Holm", "person"),
        ("Oslo", "place", "Oslo", "government"),
        ("the harbour ministry", "body", "the harbour ministry", "government"),
        ("the ministry", "repeated", "the ministry", "government"),
        ("Denmark's Harbour Guard", "body", "Harbour Guard", "institution"),
        ("rebel commanders", "people", "rebel commanders", "group"),
        ("one of the captured sailors", "one", "one of the captured sailors", "captive"),
        ("the statement", "issued", "the statement", "document"),
        ("she", "pronoun", "she", "unknown"),
        ("The film shown by Lund", "unknown", "film shown by Lund", "unknown"),
    ],
)
def test_what_words_name(phrase: str, naming: str, name: str, kind: str) -> None:
    (named,) = read_name(phrase, "", ENGLISH)
    assert (named.naming, named.name, named.kind) == (naming, name, kind)


def test_estimates_of_two_sides_are_two_sources() -> None:
    both = read_name("Danish and Western assessments", "", ENGLISH)
    assert [(one.name, one.kind, one.country) for one in both] == [
        ("Danish assessments", "government", "Denmark"),
        ("Western assessments", "group", None),
    ]


def test_a_person_by_full_name_surname_and_pronoun() -> None:
    assert (
        heard(
            "Mayor Petra Holm said the oven was cold.", "Holm said nobody had lit it.", "“It is an old oven,” she said."
        )
        == [["Petra Holm"]] * 3
    )


def test_a_body_by_acronym_and_owner() -> None:
    speakers, who = spoken(
        "Sweden's National Harbour Service (NHS) told TT it had seen the boat.", "Stockholm's NHS said it sank."
    )
    assert who == [(0,), (0,)]
    assert (speakers[0].name, speakers[0].aliases, speakers[0].of_place) == (
        "National Harbour Service",
        ("NHS",),
        "Sweden",
    )


def test_a_statement_and_a_report_are_their_issuers_words() -> None:
    assert (
        heard("The harbour ministry said in a statement that the boat sank.", "The statement said the crew was safe.")
        == [["the harbour ministry"]] * 2
    )
    assert (
        heard(
            "Gulls sleep badly, according to a study published on Monday by the University of Aalborg.",
            "The report said they dreamt.",
        )
        == [["University of Aalborg"]] * 2
    )


def test_a_body_named_in_full_before_it_speaks() -> None:
    assert heard("The strike of the Net Menders' Union went on.", "The union said it had funds.") == [
        ["Net Menders' Union"]
    ]


def test_a_pronoun_with_nobody_before_it_is_nobody() -> None:
    assert heard("She said the oven was cold.") == [[]]


def test_a_report_is_its_researchers_and_not_the_author_who_was_heard_last() -> None:
    assert heard(
        "Gulls sleep badly, researchers at the University of Bergen said on Tuesday.",
        "“They dream,” said lead author Kari Moen. The report said the link was weak.",
    ) == [["researchers at the University of Bergen"], ["Kari Moen"], ["researchers at the University of Bergen"]]


def test_a_name_is_found_once_however_often_the_text_has_its_letters() -> None:
    """Hostile words ('A-A-A-…', one endless capital) end, and name nobody."""
    for words in ("A-" * 20_000, "A" * 40_000, "Ab " * 20_000):
        assert heard(f"{words} is here.", "NHS said the boat was lost.") == [["NHS"]]


def test_two_people_are_two_sources() -> None:
    assert heard("Petra Holm and Dan Reyes said the oven was cold.") == [["Petra Holm", "Dan Reyes"]]


def test_a_capital_that_only_begins_a_sentence_is_no_name() -> None:
    assert heard("There were many there. Many said the oven was cold.") == [[]]


def test_his_campaign_is_not_the_campaign_that_spoke_before() -> None:
    assert heard("Holm's campaign said it was over.", "Dan Reyes was glad, but his campaign said he was tired.") == [
        ["Holm's campaign"],
        ["his campaign"],
    ]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("lead author Prof Hilde Aas of Sund University", "Hilde Aas"),
        ("director Ruth Akers of the Harbour Museum", "Ruth Akers"),
        ("Tim Oakes of the group No Toll", "Tim Oakes"),
    ],
)
def test_a_person_of_somewhere(phrase: str, name: str) -> None:
    (named,) = read_name(phrase, "", ENGLISH)
    assert (named.naming, named.name) == ("person", name)


def test_the_former_republic_of_somewhere_is_no_person() -> None:
    (named,) = read_name("the former Soviet Republic of Georgia", "", ENGLISH)
    assert named.naming != "person"


def test_the_name_behind_a_post_that_according_to_gives() -> None:
    assert heard("According to Zemland's prime minister, Ola Brek, the boats are safe.") == [["Ola Brek"]]
    assert heard("According to Zemland's police, Sund and Brek, the ports, are safe.") == [["Zemland's police"]]


def belongs(person: str, *paragraphs: str) -> str | None:
    """The name of the body that somebody belongs to."""
    speakers, _ = spoken(*paragraphs)
    body = next(one.of_body for one in speakers if one.name == person)
    return None if body is None else speakers[body].name


def test_a_post_that_a_body_called_its_own() -> None:
    first = "The Harbour League said its treasurer had left."
    assert belongs("Mara Quill", f"{first} The treasurer, Mara Quill, said she was tired.") == "Harbour League"
    assert belongs("Mara Quill", f"{first} The captain, Mara Quill, said she was tired.") is None


def test_a_post_at_something_that_a_body_owns() -> None:
    assert belongs(
        "Mara Quill",
        'The county said the school would close. "It is sad," said the head of the county\'s schools, Mara Quill.',
    ) == "the county"  # fmt: skip


def test_the_company_is_the_one_that_it_was_before() -> None:
    paragraphs = [
        "Helvat Motors said the brakes leaked. The company said it knew of two cases.",
        "The hose came from Trelt Rubber. Trelt Rubber said the hose was sound.",
        "The company said the repair took an hour.",
    ]
    assert [names[0] for names in heard(*paragraphs)] == [
        "Helvat Motors", "Helvat Motors", "Trelt Rubber", "Helvat Motors",
    ]  # fmt: skip
    # A body that spoke in the same passage goes first.
    assert heard(paragraphs[0], f"{paragraphs[1]} {paragraphs[2]}")[-1] == ["Trelt Rubber"]


def test_the_bank_is_the_firm_whose_name_ends_so() -> None:
    assert heard("Shares of Sundbank fell.", "The bank said it would buy.") == [["Sundbank"]]


def test_the_post_with_which_the_text_introduces_somebody() -> None:
    speakers, _ = spoken("The council blamed the mayor, Ada Roth, for the flood. Roth rejected the criticism.")
    assert [(one.name, one.role) for one in speakers if one.kind == "person"] == [("Ada Roth", "the mayor")]
