"""The twelve steps, in the words of docs/definitions.md, section 3: first match wins."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

import attribcheck
from attribcheck.assessment.status import STEPS
from attribcheck.report import ClaimEntry, Report

BODY = "The army said on Monday that the bridge fell. A shepherd said so on Tuesday. A film shows it. The harbour club denied it."
SOURCES: dict[str, Any] = {
    "army": {"name": "The army", "side": "north"},
    "ministry": {"name": "The ministry", "side": "north"},
    "shepherd": {"name": "A shepherd", "kind": "witness"},
    "club": {"name": "The harbour club"},
    "crowd": {"name": "observers", "kind": "group"},
    "press": {"name": "Meridian Press", "kind": "outlet"},
}


def report(
    claim: dict[str, Any], statements: list[dict[str, Any]], evidence: list[dict[str, Any]] | None = None, **more: Any
) -> Report:
    as_of = more.pop("as_of", None)
    article = {
        "attribcheck": 1,
        "headline": "A bridge",
        "published": "2026-03-04",
        "body": BODY,
        "sides": {"north": "party"},
        "sources": SOURCES,
        "claims": {"fell": {"text": "The bridge fell", "kind": "event", **claim}},
        "statements": [{"claims": ["fell"], **entry} for entry in statements],
        "evidence": evidence or [],
    }
    article |= more
    made = attribcheck.check_text(json.dumps(article), path="a.json", as_of=as_of)
    assert not [f for f in made.articles[0].findings if f.about == "file"], made.articles[0].findings
    return made


def entry(*args: Any, **more: Any) -> ClaimEntry:
    return next(claim for claim in report(*args, **more).articles[0].claims if claim.id == "fell")


ARMY = {"at": "The army said on Monday", "source": "army"}
SHEPHERD = {"at": "A shepherd said so on Tuesday", "source": "shepherd"}
CLUB_DENIES = {"at": "The harbour club denied it", "source": "club", "stance": "denies"}
FILM = {"id": "film", "kind": "video", "at": "A film shows", "supports": ["fell"]}

CASES = [
    ("the origin retracted it", {}, [SHEPHERD, {"source": "shepherd", "stance": "retracts", "said": "2026-03-04"}], [], "withdrawn", 6),
    ("the same organisation replaced it", {"value": 3, "conflicts": [{"by": "army", "value": 9, "on": "2026-03-04"}]}, [ARMY], [], "superseded", 5),
    ("recorded as replaced", {"superseded_on": "2026-03-03"}, [ARMY], [], "superseded", 6),
    ("authenticated evidence contradicts it", {}, [SHEPHERD], [{"id": "log", "contradicts": ["fell"], "authenticated": "yes"}], "refuted", 5),
    ("a denial alone never refutes", {}, [SHEPHERD, CLUB_DENIES], [], "disputed", 4),
    ("a denial of a part does not dispute it", {}, [SHEPHERD, {**CLUB_DENIES, "scope": "partial"}], [], "single-source", 6),
    ("a value that cannot also be true", {"value": 40, "conflicts": [{"by": "club", "value": 12}]}, [SHEPHERD], [], "disputed", 4),
    ("5 % off is no contradiction", {"value": 100, "conflicts": [{"by": "club", "value": 104}]}, [SHEPHERD], [], "single-source", 6),
    ("'at least' is a bound", {"value": 40, "hedge": "at least", "conflicts": [{"by": "club", "value": 90}]}, [SHEPHERD], [], "single-source", 6),
    ("disputed, else corroborated", {}, [ARMY, SHEPHERD, CLUB_DENIES], [], "disputed", 3),
    ("authenticated evidence supports it", {}, [ARMY], [{**FILM, "authenticated": "yes"}], "verified", 1),
    ("the publication established it", {"verified_by_us": "yes"}, [ARMY], [], "verified", 1),
    ("stated in no voice but observed", {"mentions": [{"at": "A film shows it", "voice": "observed"}]}, [], [], "verified", 1),
    ("a speech act on record", {"kind": "speech-act", "on_record": "yes"}, [ARMY], [], "documented", 1),
    ("a speech act with authenticated evidence goes on to 6", {"kind": "speech-act"}, [ARMY], [{**FILM, "authenticated": "yes"}], "documented", 1),
    ("a speech act without a record", {"kind": "speech-act"}, [ARMY], [], "attributed", None),
    ("another organisation backs it in full", {}, [ARMY, SHEPHERD], [], "corroborated", 2),
    ("independence established", {}, [ARMY, {**SHEPHERD, "independence": "established"}], [], "corroborated", 1),
    ("shared counts", {}, [ARMY, {**SHEPHERD, "independence": "shared"}], [], "corroborated", 2),
    ("partial does not count", {}, [ARMY, {**SHEPHERD, "scope": "partial"}], [], "single-source", 6),
    ("one side is one organisation", {}, [ARMY, {**SHEPHERD, "source": "ministry"}], [], "unsupported", 6),
    ("a channel is no second source", {}, [ARMY, {**SHEPHERD, "source": "press"}], [], "unsupported", 6),
    ("evidence that nobody authenticated", {}, [ARMY], [FILM], "evidenced", 3),
    ("nobody is named", {"mentions": ["the bridge fell"]}, [], [], "unattributed", 6),
    ("not contestable", {"kind": "opinion"}, [ARMY], [], "attributed", None),
    ("the article says no proof was given", {}, [{**SHEPHERD, "unproven": "yes"}], [], "unsupported", 6),
    ("every identified root is a party", {}, [ARMY], [], "unsupported", 6),
    ("there is no identified root", {}, [{**SHEPHERD, "source": "crowd"}], [], "unsupported", 6),
    ("anything left", {}, [SHEPHERD], [], "single-source", 6),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "claim", "statements", "evidence", "status", "admiralty"), CASES, ids=[c[0] for c in CASES]
)
def test_status(why: str, claim: Any, statements: Any, evidence: Any, status: str, admiralty: int | None) -> None:
    found = entry(claim, statements, evidence)
    assert (found.status, found.admiralty) == (status, admiralty), found.timeline


def test_every_step_has_a_case() -> None:
    assert {step.status for step in STEPS} - {"not-yet-made"} == {case[4] for case in CASES}


def test_steps_come_in_the_order_of_the_definitions() -> None:
    assert [step.status for step in STEPS] == [
        "withdrawn", "superseded", "refuted", "disputed", "verified", "documented", "corroborated", "evidenced",
        "unattributed", "not-yet-made", "attributed", "unsupported", "single-source",
    ]  # fmt: skip


def test_status_has_a_date_and_a_history() -> None:
    history = entry({}, [ARMY, SHEPHERD, {**CLUB_DENIES, "said": "2026-03-04"}]).timeline
    assert [(moment.date, moment.status) for moment in history] == [
        ("2026-03-02", "unsupported"),
        ("2026-03-03", "corroborated"),
        ("2026-03-04", "disputed"),
    ]


def test_as_of_leaves_out_what_came_later() -> None:
    found = entry({}, [ARMY, SHEPHERD], as_of=date(2026, 3, 2))
    assert (found.status, found.statements) == ("unsupported", ["s1"])


def test_a_claim_that_nobody_states_begins_at_publication() -> None:
    history = entry({"mentions": ["the bridge fell"]}, []).timeline
    assert [(moment.date, moment.status) for moment in history] == [("2026-03-04", "unattributed")]


def test_circular_confirmation_is_not_counted() -> None:
    found = entry({}, [ARMY, {**SHEPHERD, "based_on": ["army"], "stance": "confirms"}])
    assert [(c.independence, c.counts) for c in found.corroborations] == [("none", False)]


def test_same_item_is_shared() -> None:
    """I6: two sources that rest on one film are not independent, and yet each may add something."""
    both = [{**ARMY, "based_on": ["army", "film"]}, {**SHEPHERD, "based_on": ["shepherd", "film"]}]
    found = entry({}, both, [FILM])
    assert [c.independence for c in found.corroborations] == ["shared"]


def test_an_undated_article_has_an_undated_history() -> None:
    article = {"attribcheck": 1, "headline": "H", "body": "It fell, he said.", "sources": {"he": {"name": "he"}},
               "statements": [{"at": "he said", "source": "he", "says": "It fell"}]}  # fmt: skip
    [claim] = attribcheck.check_text(json.dumps(article), path="a.json").articles[0].claims
    assert [(moment.date, moment.status) for moment in claim.timeline] == [(None, "single-source")]


def test_two_bodies_under_one_organisation_are_not_independent() -> None:
    """I2, without a side: the organisation alone tells."""
    sources = {
        "port": {"name": "The port", "organisation": "harbour-trust"},
        "pilots": {"name": "The pilots", "organisation": "harbour-trust"},
    }
    found = entry({}, [{**ARMY, "source": "port"}, {**SHEPHERD, "source": "pilots"}], sources=sources)
    assert [(c.independence, c.counts) for c in found.corroborations] == [("none", False)]


def test_entries_that_share_a_name_are_one_source() -> None:
    sources = {
        "watch": {"name": "Coastal Watch Office", "aliases": ["CWO"]},
        "cwo": {"name": "CWO"},
    }
    found = entry(
        {}, [{**ARMY, "source": "watch"}, {**SHEPHERD, "source": "cwo", "stance": "confirms"}], sources=sources
    )
    assert [(c.independence, c.counts) for c in found.corroborations] == [("none", False)]


def test_a_channel_beside_a_crowd_gives_no_root() -> None:
    assert entry({}, [{**SHEPHERD, "source": ["press", "crowd"]}]).status == "unsupported"


def test_a_channel_s_own_people_are_a_source() -> None:
    sources = {"press": {"name": "Meridian Press", "kind": "outlet", "access": "firsthand"}}
    assert entry({}, [{**SHEPHERD, "source": "press"}], sources=sources).status == "single-source"


def test_a_post_counts_from_the_day_it_was_made_other_material_from_publication() -> None:
    for kind, days in (("post", ["2026-03-02"]), ("video", ["2026-03-02", "2026-03-04"])):
        history = entry({}, [ARMY], [{**FILM, "kind": kind, "made_on": "2026-03-02"}]).timeline
        assert [moment.date for moment in history] == days


@pytest.mark.parametrize(("skipped", "coverage"), [({}, 0.0), ({"ignore": {"ATT001": "common talk in the town"}}, 1.0)])
def test_coverage_counts_what_is_skipped_on_purpose(skipped: dict[str, Any], coverage: float) -> None:
    assert report({"mentions": ["the bridge fell"], **skipped}, []).summary.coverage == coverage
