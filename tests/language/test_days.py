"""Days: which words name one, which day they mean, and which of them says when something was said."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from attribcheck.language.days import find_days, is_future, resolve_day, said_day
from attribcheck.language.quotations import quotations
from attribcheck.language.words import language

EN = language("en")
# A Monday.
PUBLISHED = date(2025, 1, 13)


def _said(sentence: str, cue: str) -> str | None:
    start = sentence.index(cue)
    quoted = [(found.start, found.end) for found in quotations(sentence)]
    found = said_day(sentence, (0, len(sentence)), (start, start + len(cue)), quoted, EN)
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It closed on Tuesday.", ["Tuesday"]),
        ("It closed last Tuesday and opens next Monday.", ["last Tuesday", "next Monday"]),
        ("Last Friday, this Friday.", ["Last Friday", "this Friday"]),
        ("On 9 January the dam broke.", ["9 January"]),
        ("On January 9 the dam broke.", ["January 9"]),
        ("On Jan. 9, 2024, the dam broke.", ["Jan. 9, 2024"]),
        ("On the 9th of January 2024 it broke.", ["9th of January 2024"]),
        ("The log of 2025-01-09 is kept.", ["2025-01-09"]),
        ("It rains today, as yesterday, and tomorrow.", ["today", "yesterday", "tomorrow"]),
        ("Yesterday it rained.", ["Yesterday"]),
        ("The paper City Today of Monday, 13 January.", ["Monday, 13 January"]),
        ("From 9-11 January, on January 9–11.", []),
        ("MONDAY: the vote", ["MONDAY"]),
        ("They meet on Mondays.", []),
        ("He may 5 times refuse; they march 10 miles and sat down.", []),
        ("It came in November, in 2024, in May 2023 and at 10 March Street.", ["10 March"]),
        ("About 300 March 1,200 Miles.", []),
        ("Mon Dieu, the sun sat low, and Fri said so.", []),
        ("", []),
    ],
)
def test_words_that_name_a_day(text: str, days: list[str]) -> None:
    found = find_days(text, EN)
    assert [day.text for day in found] == days
    assert all(text[day.start : day.end] == day.text for day in found)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Monday", date(2025, 1, 13)),
        ("Saturday", date(2025, 1, 11)),
        ("this Saturday", date(2025, 1, 11)),
        ("last Tuesday", None),
        ("next Tuesday", None),
        ("9 January", date(2025, 1, 9)),
        ("Jan. 13", date(2025, 1, 13)),
        ("January 14", date(2024, 1, 14)),
        ("20 March 2019", date(2019, 3, 20)),
        ("2025-02-03", date(2025, 2, 3)),
        ("29 February", date(2024, 2, 29)),
        ("31 February", None),
        ("2023-02-29", None),
        ("today", date(2025, 1, 13)),
        ("yesterday", date(2025, 1, 12)),
        ("tomorrow", date(2025, 1, 14)),
        ("on Saturday evening", date(2025, 1, 11)),
        ("in November", None),
        ("2024", None),
        ("", None),
    ],
)
def test_the_day_that_words_mean(words: str, day: date | None) -> None:
    assert resolve_day(words, PUBLISHED, EN) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Monday", date(2025, 1, 13)),
        ("Saturday", date(2025, 1, 18)),
        ("9 January", date(2026, 1, 9)),
        ("20 January", date(2025, 1, 20)),
        ("29 February", date(2028, 2, 29)),
        ("31 April", None),
        ("next Tuesday", None),
    ],
)
def test_the_day_ahead(words: str, day: date | None) -> None:
    assert resolve_day(words, PUBLISHED, EN, future=True) == day


@pytest.mark.parametrize(
    ("words", "day"), [("Monday", None), ("today", None), ("9 January", None), ("9 January 2020", date(2020, 1, 9))]
)
def test_without_a_day_of_publication(words: str, day: date | None) -> None:
    assert resolve_day(words, None, EN) == day


def test_the_ends_of_the_calendar() -> None:
    assert resolve_day("Saturday", date(1, 1, 1), EN) is None
    assert resolve_day("tomorrow", date(9999, 12, 31), EN) is None
    assert resolve_day("30 December", date(1, 1, 1), EN) is None


WATCH = (
    "Yet, on Sunday, Varenna's Coastal Watch Office (CWO) told Radio Norte it had "
    '"confirmed that the army held two men on January 9 in the west."'
)

IN_THE_CLAUSE = [
    ("Varenna stated on Saturday that the divers were hurt", "stated", "Saturday"),
    (WATCH, "told", "Sunday"),
    ("The plan was made public on Sunday with a post on X, which showed a map", "post", "Sunday"),
    ("The ministry said on Monday the bridge fell on Sunday", "said", "Monday"),
    ("The mayor told a news conference in Berlin on Tuesday that the bridge fell", "told", "Tuesday"),
    ("The board said in a statement on Monday that nobody was hurt", "said", "Monday"),
    ("The board denied this on Monday", "denied", "Monday"),
    ("The board confirmed it on Monday in a letter", "confirmed", "Monday"),
    ("He wrote on X on Friday that he would go", "wrote", "Friday"),
    ("On Sunday Varenna's spy agency told Radio Norte that two men were held", "told", "Sunday"),
    ("Officials on Sunday said the road was open", "said", "Sunday"),
    ("The road is open, the minister said on Monday.", "said", "Monday"),
    ("The road is open, police said Saturday.", "said", "Saturday"),
    ("The owner said late on Monday that the fire was out", "said", "Monday"),
    ("On Friday, after the attack, police said the road was closed", "said", "Friday"),
    ("Late on Sunday, police said the road was closed", "said", "Sunday"),
    ("The road is closed, police said, on Sunday.", "said", "Sunday"),
    ("On Monday evening, the mayor announced a curfew", "announced", "Monday"),
    ("But on 9 January the mayor announced a curfew", "announced", "9 January"),
    ("The mayor announced on January 9, 2025 that a curfew was due", "announced", "January 9, 2025"),
    ("Police told Reuters on Sunday the man had fled", "told", "Sunday"),
    ("The agency reported Monday that 300 homes were lost", "reported", "Monday"),
    ("Ms Lind told the committee by telephone on Friday that she had left", "told", "Friday"),
    ("The minister yesterday denied that he had signed", "denied", "yesterday"),
    ("In an interview on Sunday, the minister said he had signed", "said", "Sunday"),
    ("In a statement on Sunday the minister said he had signed", "said", "Sunday"),
    ("According to a statement on Monday, the road is closed", "According to", "Monday"),
    ("“The road is closed,” the mayor said on Monday.", "said", "Monday"),
    ("The mayor said again on Monday morning: “The road is closed.”", "said", "Monday"),
    ("On Monday the ministry said the bridge fell on Sunday", "said", "Monday"),
    ("The minister, speaking in Oslo on Monday, said the bridge was safe.", "said", "Monday"),
    ("Speaking on Sunday, the mayor said the bridge was safe.", "said", "Sunday"),
    ("On Sunday, the minister, Ola Brandt, said the bridge was safe.", "said", "Sunday"),
    ("On Sunday, the minister, who was hurt, said the bridge was safe.", "said", "Sunday"),
    ("The bridge fell on Friday, the mayor told AFP on Saturday.", "told", "Saturday"),
    ("He told the radio's Today programme on Tuesday that it was so.", "told", "Tuesday"),
    ("A report published on Monday said it was so.", "said", "Monday"),
    ("The mayor said on Tuesday, 7 January, that it was so.", "said", "Tuesday, 7 January"),
    ("The strike, which the army confirmed on Monday, killed nine.", "confirmed", "Monday"),
    ("Three days after the blast, on Thursday, police said it was gas.", "said", "Thursday"),
]

NOT_IN_THE_CLAUSE = [
    ("The gas came from a leak on Tuesday night, the board said", "said"),
    ("The minister said the bridge fell on Sunday", "said"),
    ("According to Varenna's navy, Ostrelia is preparing for Friday", "According to"),
    ("The mayor said in Kursk the bridge fell on Sunday", "said"),
    ("The mayor told AFP the bridge fell on Sunday", "told"),
    ("The mayor said it would hold elections on Sunday", "said"),
    ("After the attack on Friday, police said the road was closed", "said"),
    ("The mayor said that on Sunday the bridge fell", "said"),
    ("Residents of the town hit on Friday said they had no water", "said"),
    ("The man who fled on Sunday told police he was innocent", "told"),
    ("The mayor said: “On Sunday the bridge fell.”", "said"),
    ("“We leave on Sunday,” the mayor said.", "said"),
    ("The bridge fell on Sunday, and the mayor said nobody was hurt", "said"),
    ("Sunday's attack killed nine, the mayor said", "said"),
    ("The mayor said Sunday's attack killed nine", "said"),
    ("The mayor said at least nine people died on Sunday", "said"),
    ("The mayor announced elections on Sunday", "announced"),
    ("The mayor confirmed the attack on Sunday", "confirmed"),
    ("The mayor said nine people died on Sunday", "said"),
    ("The mayor said in November that the road was closed", "said"),
    ("On Friday, the bridge fell, said the mayor.", "said"),
    ("On Friday, the bridge fell, the mayor said.", "said"),
    ("The mayor said in Oslo soldiers died on Sunday.", "said"),
    ("The mayor urged voters to stay home on Sunday.", "urged"),
    ("The mayor called for a vote on Sunday.", "called for"),
    ("The mayor told residents to leave by Friday.", "told"),
    ("Police said Friday night's fire was arson.", "said"),
]


@pytest.mark.parametrize(("sentence", "cue", "day"), IN_THE_CLAUSE)
def test_a_day_in_the_clause_of_the_cue_is_when_it_was_said(sentence: str, cue: str, day: str) -> None:
    assert _said(sentence, cue) == day


@pytest.mark.parametrize(("sentence", "cue"), NOT_IN_THE_CLAUSE)
def test_the_day_of_the_event_is_not_when_it_was_said(sentence: str, cue: str) -> None:
    assert _said(sentence, cue) is None


@pytest.mark.parametrize(
    ("sentence", "cue", "future"),
    [
        ("The mayor will say on Friday who goes", "say", True),
        ("The mayor is to announce the list", "announce", True),
        ("The court is due to announce its ruling", "announce", True),
        ("The court is expected to formally announce its ruling", "announce", True),
        ("The mayor is going to tell parliament", "tell", True),
        ("The mayor said on Friday who goes", "said", False),
        ("The mayor has announced the list", "announced", False),
        ("The mayor will resign, he said", "said", False),
    ],
)
def test_what_is_still_to_be_said(sentence: str, cue: str, future: bool) -> None:
    start = sentence.index(cue)
    assert is_future(sentence, (start, start + len(cue)), EN) is future


def test_a_language_without_data_finds_no_day() -> None:
    unknown = language("xx")
    assert find_days("on Monday", unknown) == []
    assert resolve_day("Monday", PUBLISHED, unknown) is None
    assert said_day("He said on Monday", (0, 17), (3, 7), [], unknown) is None
    assert not is_future("will say", (5, 8), unknown)


@pytest.mark.parametrize("sentence", ["He said " + "the on Monday " * 4_000, "on Monday, " * 4_000 + "he said it"])
def test_time_is_linear(sentence: str) -> None:
    begun = perf_counter()
    _said(sentence, "said")
    assert perf_counter() - begun < 2
