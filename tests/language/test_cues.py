"""Cues: which words attribute, of which class, and which words only look like it."""

from __future__ import annotations

import itertools
from collections import Counter
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.language.cues import class_of, cues, find_cue
from attribcheck.language.quotations import quotations
from attribcheck.language.words import language

EN = language("en")


def _quoted(text: str) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in quotations(text)]


def _found(text: str) -> list[str]:
    return [cue.text for cue in cues(text, EN, quoted=_quoted(text))]


def test_every_entry_is_there() -> None:
    lemmas = {(word.cue_class, word.lemma) for words in EN.cues.values() for word in words}
    ours = {("neutral", "make public"), ("neutral", "nod")}
    assert Counter(cue_class for cue_class, _ in lemmas - ours) == {
        "neutral": 49,
        "asserting-knowledge": 38,
        "hedged-doubting": 34,
        "confirming": 17,
        "denying": 25,
        "admitting": 12,
        "estimating-predicting": 30,
        "not-answering": 11,
    }


def test_tags() -> None:
    tags = {word.lemma: word.tags for words in EN.cues.values() for word in words if word.tags}
    by_tag: dict[str, set[str]] = {}
    for lemma, given_tags in tags.items():
        for tag in given_tags:
            by_tag.setdefault(tag, set()).add(lemma)
    assert by_tag == {
        "emphatic": {"stress", "emphasise", "reiterate", "repeat"},
        "resistive": {"maintain", "insist"},
        "nobody": {
            "reportedly", "is said to", "is believed to", "is understood to", "is thought to", "rumoured",
            "unconfirmed reports",
        },
        "proof": {"refute", "disprove", "debunk", "discredit"},
        "withdrawal": {"retract", "withdraw", "walk back", "correct"},
        "own-act": {"announce", "declare"},
        "opinion": {"argue"},
        "argued": {"rebut"},
        "mild-factive": {"report"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor said the road was closed.", ["said"]),
        ("According to police, the road is closed.", ["According to"]),
        ("The board pointed out that it had warned him.", ["pointed out", "warned"]),
        ("The firm did not respond.", ["did not respond"]),
        ("The firm didn’t immediately respond.", ["didn’t immediately respond"]),
        ("The firm would neither confirm nor deny it.", ["neither confirm nor deny"]),
        ("The mayor told reporters that he was ill.", ["told reporters"]),
        ("Kyiv reveals a plan, the agency reports.", ["reveals", "reports"]),
        ("KYIV SAYS ROAD CLOSED", ["SAYS"]),
        ("Kyiv Reveals Secret Harbour Plan", ["Reveals"]),
        ("As the mayor put it, the road is closed.", ["put it"]),
        ("The toll was put at nine; police put the toll at ten.", ["put at", "put"]),
        ("It is in what the mayor calls a safe zone.", ["calls"]),
        ("The bishop recognised that it was late.", ["recognised"]),
        ("The ministry withdrew its statement.", ["withdrew"]),
        ("The estimate, and the army's claims, stand.", ["estimate", "claims"]),
        ("The report that said so is lost.", ["said"]),
        ("Some said it fell; these show it did.", ["said"]),
        ("Figures show that it fell.", ["show"]),
        ("They show it, and officials state that it fell.", ["show", "state"]),
        ("It was found that the road had sunk.", ["found"]),
        ("“It fell,” reports the agency.", ["reports"]),
        ("The road may be closed.", ["may"]),
    ],
)
def test_what_attributes(text: str, found: list[str]) -> None:
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The state of the road, a second time, in the show.",
        "The Security Service of the State Department in the United States.",
        "In May, on May 5 and by order of the court.",
        "May 5 is a holiday.",
        "Nine bodies were found and two men were identified.",
        "The troops withdrew from the town.",
        "Residents support the team; a model of the state's address.",
        "The Washington Post and a news report.",
        "Reports of a fire; two reports from the front.",
        "It fell due to demand, in response to questions.",
        "State media and the post office.",
        "A known route, an established brand.",
        "He put his hat on the table and called her.",
        "“He said it fell,”",
        "He could not swim.",
        "Come and see; it would prove hard; harbour projects in coal states would expand.",
        "the aforesaid road, an unsaid word, hearsay",
        "",
    ],
)
def test_what_does_not_attribute(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Police confirmed it.", False),
        ("Police could not confirm it.", True),
        ("Police did not confirm it.", True),
        ("Police didn't publicly confirm it.", True),
        ("It was not confirmed.", True),
        ("It has not yet been independently verified.", True),
        ("The paper was unable to verify it.", True),
        ("The army has yet to confirm it.", True),
        ("The army refused to confirm it.", True),
        ("There was no official confirmation.", True),
        ("The army did not fire. Confirmed deaths rose.", False),
    ],
)
def test_failed_forms_are_marked(text: str, negated: bool) -> None:
    assert [cue.negated for cue in cues(text, EN)] == [negated]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("said", ("neutral", False)),
        ("told AFP it had confirmed", ("neutral", False)),
        ("Pointed out", ("asserting-knowledge", False)),
        ("claims", ("hedged-doubting", False)),
        ("confirmed", ("confirming", False)),
        ("did not confirm", ("confirming", True)),
        ("could not confirm", ("not-answering", True)),
        ("could not be independently verified", ("confirming", True)),
        ("refutes", ("denying", False)),
        ("accepted", ("admitting", False)),
        ("recognised its mistake", ("admitting", False)),
        ("recognised that", ("asserting-knowledge", False)),
        ("forecast", ("estimating-predicting", False)),
        ("declined to comment", ("not-answering", False)),
        ("may have", ("hedged-doubting", False)),
        ("whistled", ("neutral", False)),
        (" ", (None, False)),
    ],
)
def test_the_class_of_given_words(words: str, expected: tuple[str | None, bool]) -> None:
    assert class_of(words, EN) == expected


@pytest.mark.parametrize(
    ("text", "anchor", "cue"),
    [
        ("Kyiv stated on Saturday that it fell, and Oslo denied it.", "Kyiv stated on Saturday", "stated"),
        ("Kyiv stated on Saturday that it fell, and Oslo denied it.", "Oslo denied", "denied"),
        ("Kyiv stated on Saturday that it fell, and Oslo denied it.", "it fell", "denied"),
        ('The service told AFP it had "confirmed" that.', 'told AFP it had "confirmed', "told"),
        ("Police said he may have fled.", "may have fled", "said"),
        ("He may have fled.", "He may have fled", "may"),
        ("The plan was made public on Sunday with a post on X", "The plan was made public on Sunday", "made public"),
        ("The army reportedly said it fell.", "The army reportedly", "said"),
        ("The road is closed.", "The road", None),
    ],
)
def test_the_cue_of_an_anchor(text: str, anchor: str, cue: str | None) -> None:
    start = text.index(anchor)
    found = find_cue(text, EN, (start, start + len(anchor)), (0, len(text)), _quoted(text))
    assert (found.text if found else None) == cue


def test_places_are_those_of_the_text() -> None:
    text = "İ said. They said it."
    found = cues(text, EN, 8)
    assert [(cue.start, text[cue.start : cue.end], cue.lemma) for cue in found] == [(13, "said", "say")]


def test_a_language_without_data_finds_none() -> None:
    unknown = language("xx")
    assert cues("He said so", unknown) == []
    assert class_of("said", unknown) == (None, False)
    assert find_cue("He said so", unknown, (0, 2), (0, 10), []) is None
    assert language("en-GB") is EN


@given(st.text(alphabet="Saidto ’'.,“”n", max_size=60) | st.text(max_size=60))
def test_cues_lie_in_order_and_read_as_the_text(text: str) -> None:
    found = cues(text, EN)
    assert all(text[cue.start : cue.end] == cue.text for cue in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


def test_time_is_linear() -> None:
    text = "he said “go” and would not be able to put it at that as police report, " * 3_000
    begun = perf_counter()
    cues(text, EN, quoted=_quoted(text))
    assert perf_counter() - begun < 5
