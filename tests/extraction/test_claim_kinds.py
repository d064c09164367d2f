"""What kind of claim a stretch of words is."""

from __future__ import annotations

import pytest

from attribcheck.extraction.attribution import Act
from attribcheck.extraction.claim_kinds import ClaimShape, shape
from attribcheck.language.words import language

ENGLISH = language("en")


def kind(content: str, cue: str = "said", act: Act = "speech") -> str:
    return shape(content, act, cue, "neutral", ENGLISH).kind


@pytest.mark.parametrize(
    ("content", "expected", "value", "hedge"),
    [
        ("that at least 12 sailors were killed", "casualty", 12, "at least"),
        ("the shelling killed over 300 civilians", "casualty", 300, "over"),
        ("nearly 40 villagers had been killed or wounded", "casualty", 40, "nearly"),
        ("the death toll had risen to 1,200", "casualty", 1200, None),
        ("a blast left 14 sailors dead and many hurt", "casualty", 14, None),
        ("the number of dead had risen to 45", "casualty", 45, None),
        ("there were three deaths", "casualty", 3, None),
        ("no one was killed", "event", None, None),
        ("two men who killed a guard fled", "event", None, None),
        ("some 11,500 men are in the valley", "quantity", 11500, "some"),
        ("the bridge cost $2.4 million", "money", 2400000, None),
        ("about 12 percent of the boats leak", "percent", 12, "about"),
        ("the two captives are in the capital", "fact", None, None),
        ("the storm could kill 300 people and will kill cattle", "casualty", 300, None),
        ("the flood will leave 300 people dead", "prediction", 300, None),
    ],
)
def test_figures(content: str, expected: str, value: float | None, hedge: str | None) -> None:
    found = shape(content, "speech", "said", "neutral", ENGLISH)
    assert (found.kind, found.value, found.hedge) == (expected, value, hedge)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the rebels had shelled a school", "allegation"),
        ("the mayor took thousands in bribes", "allegation"),
        ("the militia was behind the attack", "allegation"),
        ("the village was bombed by the army", "allegation"),
        ("the minister stole from the fund", "allegation"),
        ("the village was shelled at dawn", "event"),
        ("they did not steal anything", "fact"),
        ("we never bribed anybody", "fact"),
        ("the stolen boat was found", "fact"),
        ("she didn't know the way home", "own-state"),
        ("“We want to stay here,”", "own-state"),
        ("he was sorry", "own-state"),
        ("the harbour should be dredged", "opinion"),
        ("there is no doubt that it leaks", "opinion"),
        ("“I think the plan is sound”", "opinion"),
        ("the man who should have watched the gate was asleep", "fact"),
        ("the enemy is preparing for another raid", "intention-of-other"),
        ("the army plans to cross the river", "intention-of-other"),
        ("rents will rise in May", "prediction"),
        ("“We will rebuild the pier”", "speech-act"),
        ("he would not resign", "speech-act"),
        ("the fire was caused by a spark", "cause"),
        ("the spill was due to a worn valve", "cause"),
        ("the train was due to arrive at noon", "prediction"),
        ("the quay is the strongest in Europe", "superlative"),
        ("it was the worst flood in the valley since 1950", "superlative"),
        ("it was one of the worst floods in the valley since 1950", "fact"),
        ("the gunmen were Bosnian nationals", "identity"),
        ("the prisoners were from North Korea", "identity"),
        ("tea was associated with longer sleep", "scientific"),
        ("those who drink tea have a 20 percent lower risk of gout", "scientific"),
        ("berths may be open to those who want to sail", "fact"),
        ("the council has failed to act", "criticism"),
        ("the plan is shameful", "criticism"),
        ("the missile is capable of crossing the sea", "capability"),
        ("the ship arrived on Monday", "event"),
        ("whether the gate was open", "speech-act"),
        ("the gate is green", "fact"),
    ],
)
def test_words(content: str, expected: str) -> None:
    assert kind(content) == expected


@pytest.mark.parametrize(
    ("content", "cue", "expected"),
    [
        ("to trade the captives", "has offered", "speech-act"),
        ("a ceasefire", "called for", "speech-act"),
        ("that the army leave", "demanded", "speech-act"),
        ("the mayor of lying", "accused", "allegation"),
        ("the plan", "criticised", "criticism"),
        ("the plan a sham", "called", "criticism"),
        ("the envoy a spy", "called", "allegation"),
        ("that the bridge fell", "announced", "event"),
        ("to close the mill", "announced", "speech-act"),
        ("the dam breaks", "predicted", "prediction"),
    ],
)
def test_cues(content: str, cue: str, expected: str) -> None:
    assert kind(content, cue) == expected


def test_what_is_denied_is_the_accusation() -> None:
    assert shape("stealing the money", "speech", "denied", "denying", ENGLISH).kind == "allegation"


def test_a_thought_is_the_thinkers_own() -> None:
    assert kind("it was a drill", "thinking", "thought") == "own-state"
    assert kind("to stay", "wanted", "stance") == "own-state"
    assert kind("the ship sank in a storm", "is believed", "thought") == "event"
    assert kind("that the cable was cut", "determined", "thought") != "own-state"


@pytest.mark.parametrize(
    ("content", "tense"),
    [
        ("the gate was open", "past"),
        ("the gate is open", "present"),
        ("the gate will open", "future"),
        ("a gate", None),
    ],
)
def test_tense(content: str, tense: str | None) -> None:
    assert shape(content, "speech", "said", "neutral", ENGLISH).tense == tense


def test_a_single_word_is_no_matter_of_proof() -> None:
    assert shape("so", "speech", "said", "neutral", ENGLISH).contestable is False
    assert shape("the gate is open", "speech", "said", "neutral", ENGLISH).contestable is None


def test_another_language_has_facts_alone() -> None:
    assert shape("qo' vISuvmoH", "speech", "jatlh", "neutral", language("tlh")) == ClaimShape("fact")


def test_long_words_cost_little() -> None:
    assert kind("a " * 20000 + "b") == "fact"
    assert kind("killed " * 20000) in ("fact", "event")


@pytest.mark.parametrize(
    ("content", "kind"),
    [("the number of boats to fall", "prediction"), ("to win the race", "own-state"), ("a letter", "own-state")],
)
def test_what_is_expected_of_others_is_a_forecast(content: str, kind: str) -> None:
    assert shape(content, "thought", "expects", "neutral", ENGLISH).kind == kind
