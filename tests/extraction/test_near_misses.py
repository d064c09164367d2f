"""Constructions that are easily misread: whose a clause is, what it says, and what says nothing at all."""

from __future__ import annotations

import pytest
from test_attributions import found

SUBJECTS = [
    ("The port last week said the light was out.", "The port | said | the light was out"),
    ("The port less than two weeks ago said the light was out.", "The port | said | the light was out"),
    (
        "Anna Kern, who was on watch, on Friday described the fog.",
        "Anna Kern, who was on watch | described | the fog",
    ),
    (
        "The pilots — once the pride of the port — both said the light was out.",
        "The pilots — once the pride of the port | said | the light was out",
    ),
    ("And both said the light was out.", "both | said | the light was out"),
    ("In spring, he all but accused the pilot of sleeping.", "he | all but accused | the pilot of sleeping"),
    (
        "Redhaven, which does not publish its accounts, denied the report.",
        "Redhaven, which does not publish its accounts | denied | the report",
    ),
    ("She answered the letter saying that the port was shut.", "She | saying | that the port was shut"),
    (
        "Anna Kern, a friend of the mayor told the Gazette she was tired.",
        "Anna Kern, a friend of the mayor | told | she was tired",
    ),
    (
        "Anna Kern offered the man a job as head of the port, then said he was welcome.",
        "Anna Kern | then said | he was welcome",
    ),
    (
        "Anna Kern (a friend of the mayor) said the port was shut.",
        "Anna Kern (a friend of the mayor) | said | the port was shut",
    ),
    (
        "The port is open (as Jon Moss, who runs it, once said, “It never closes”).",
        "Jon Moss, who runs it | once said | “It never closes”)",
    ),
    ("The plan, said Anna Kern, who drew it up, is dead.", "Anna Kern, who drew it up | said | The plan … is dead"),
    (
        "Rather than wait, said Anna Kern, head of the port, the firm wants the gap closed.",
        "Anna Kern, head of the port | said | Rather than wait … the firm wants the gap closed",
    ),
    ("He owns a paper, which first reported the fire.", "which | first reported | the fire"),
    ("“It was a long night,” Kern said, asked about the fog.", "Kern | said | “It was a long night,”"),
    ("Kern was asked during a lunch held by the Gazette if the light was out.", "- | asked | if the light was out"),
    ("They named a gate the police said was open.", "the police | said | a gate … was open"),
    ("A reporter said John H.W. Moss left.", "A reporter | said | John H.W. Moss left"),
]

CONTENTS = [
    (
        "The mayor said that under the old rules, even tugs may enter.",
        "The mayor | said | that under the old rules, even tugs may enter",
    ),
    ("The mayor said the plan, while costly, was needed.", "The mayor | said | the plan, while costly, was needed"),
    ("The mayor mentioned the bridge until the bell rang.", "The mayor | mentioned | the bridge"),
    ("The mayor mentioned the bridge, which is old.", "The mayor | mentioned | the bridge"),
    (
        "The mayor accused Jon Moss, who was there, of opening the gate.",
        "The mayor | accused | Jon Moss, who was there, of opening the gate",
    ),
    ("He did not mention the flood. “We have other cares.”", "He | did not mention | the flood"),
    ("The pier is old, she said, and “nobody comes.”", "she | said | The pier is old … and “nobody comes.”"),
    (
        "“The pier is old,” she said, and still “nobody comes.”",
        "she | said | “The pier is old,” … and still “nobody comes.”",
    ),
    (
        "“They asked, ‘What can we do?’” Kern told reporters during the conference call.",
        "Kern | told | “They asked, ‘What can we do?’”",
    ),
    ("In her book, “Make Your Own Light,” Kern suggested a lamp.", "Kern | suggested | a lamp"),
    ("The plan, the mayor told the Gazette on Monday, is dead.", "the mayor | told | The plan … is dead"),
    ("The truth, the mayor said then, was that nobody came.", "the mayor | said | The truth … was that nobody came"),
    ("When sailors ask for help, too many calls are lost.", "sailors | ask for | help"),
    ("The mayor asked the pilot about the fog.", "The mayor | asked | the fog"),
    ("There is a gap between what she says the plan would do and what it does.", "she | says | the plan would do"),
    ("He left, going on to say that the light was out.", "He | going on to say | that the light was out"),
    ("The port cannot say that, Kern added.", "Kern | added | The port cannot say that"),
]

NOTHING = [
    "What she said was wrong.",
    "He added a gate, and later he closed it.",
    "He said it in a letter.",
    "The paper’s reporting team was there.",
    "Deeply reported features draw readers.",
    "Only time will tell if the bridge holds.",
    "They have none, and their smiles said a lot.",
    "The court could deny them permits until the work was done.",
    "She declared herself the winner.",
    "The senate confirmed 68 judicial nominees in spring.",
    "That was what Kern said when she left.",
    "He led the choir, wrote a host of songs.",
    "Keeps saying the light was out.",
    "The storm claimed 41 lives.",
    "The early voting states that come first met.",
    "The three state polls were late.",
    "He spent his life trying to explain the fog.",
    "The papers, reported earlier by the Gazette, were lost.",
    "A number of sailors admitted to Nol have left.",
    "Anna Kern told nobody, and it should be confirmed by now.",
]


@pytest.mark.parametrize(("text", "expected"), [*SUBJECTS, *CONTENTS])
def test_what_is_easily_misread(text: str, expected: str) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_an_attribution(text: str) -> None:
    assert found(text) == []


def test_two_people_in_one_sentence() -> None:
    assert found("The pilot told Jon Moss, who opened the door and added he was welcome.") == [
        "who | added | he was welcome"
    ]
    assert found("She denied the report, and met Jon Moss, who opened the door and added he was welcome.") == [
        "She | denied | the report, and met Jon Moss",
        "who | added | he was welcome",
    ]
    assert found("In a statement announcing the plan, the port called it a success.") == [
        "a statement | announcing | the plan",
        "the port | called | it a success",
    ]
    assert found("She called for calm, favours a vote and has promised to pay.") == [
        "She | called for | calm, favours a vote",
        "She | has promised | to pay",
    ]
