"""What `check` makes of prose that nobody has annotated: sources, statements, claims and the findings on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from attribcheck.cli import cli

DIVERS = """---
title: Divers near sea cable are Danish, Norway says
date: 2026-03-13
---

Norway said on Tuesday that the divers found beside a cut sea cable were paid by a navy, but offered no proof of their nationality.

On Wednesday, Copenhagen denied that the divers were Danish. "We know nothing of these men," the Danish defence minister, Lise Holm, said in a statement.

However, on Thursday, Sweden's Coast Service (SCS) told TT it had "confirmed that the Norwegian police seized two Danish divers off Kirkenes."

It is the largest breach of a sea cable in the region's history.

SCS confirmed the seizure of the two Danish divers and added that one of them carried a Swedish passport.
"""
DEPOT = """---
title: Ministry blames union for depot fire
date: 2026-03-13
---

The interior ministry on Thursday accused the Free Miners' Union of setting fire to the depot, but gave no evidence for the accusation.

The union denied the accusation. "None of us was there," its chairwoman, Petra Holm, told Reuters on Friday.

It is believed that the depot was uninsured.
"""
TOLL = """---
title: Dozens reported dead in border fighting
date: 2026-03-13
---

Rebel commanders said on Wednesday that 40 soldiers had been killed near the border town of Sel.

The toll could not be independently verified.

At least 90 people have drowned in the river since January.
"""


def report(tmp_path: Path, text: str, *options: str) -> dict:  # type: ignore[type-arg]
    story = tmp_path / "story.md"
    story.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["check", str(story), "-f", "json", "--isolated", *options])
    assert result.exit_code in (0, 1), result.output
    (article,) = json.loads(result.stdout)["articles"]
    return article  # type: ignore[no-any-return]


def rules(article: dict) -> list[str]:  # type: ignore[type-arg]
    return sorted(finding["rule"] for finding in article["findings"])


def test_an_identity_that_nobody_proves_denied_and_confirmed(tmp_path: Path) -> None:
    article = report(tmp_path, DIVERS)
    nationality = next(claim for claim in article["claims"] if claim["id"] == "nationality")
    assert nationality["text"] == "The divers are Danish"
    assert (nationality["origin"], nationality["evidence_declared"]) == ("inferred", "none")
    assert [
        (statement["source"], statement["via"], statement["stance"], statement["said"])
        for statement in article["statements"]
        if "nationality" in statement["claims"]
    ] == [
        ("norway", None, "asserts", "2026-03-10"),
        ("copenhagen", None, "denies", "2026-03-11"),
        ("scs", "tt", "confirms", "2026-03-12"),
        ("scs", None, "confirms", "2026-03-12"),
    ]
    assert {source["id"] for source in article["sources"]} == {"norway", "copenhagen", "holm", "scs", "tt"}
    assert {"EVD001", "EVD006"} <= set(rules(article))


def test_an_accusation_without_evidence_and_its_denial(tmp_path: Path) -> None:
    article = report(tmp_path, DEPOT)
    (accusation,) = [claim for claim in article["claims"] if claim["evidence_declared"] == "none"]
    assert accusation["text"] == "the Free Miners' Union is to blame for setting fire to the depot"
    assert accusation["status"] == "disputed"
    assert rules(article) == ["ATT002", "EVD001"]


def test_a_toll_that_nobody_could_check_and_a_figure_of_nobody(tmp_path: Path) -> None:
    article = report(tmp_path, TOLL)
    assert rules(article) == ["EVD001", "NUM001"]


@pytest.mark.parametrize("level", ["off", "high", "medium", "low"])
def test_a_setting_turns_it_down_or_off(tmp_path: Path, level: str) -> None:
    article = report(tmp_path, DEPOT + "\nResidents said the fire was seen for miles.\n", "--inference", level)
    if level == "off":
        assert (article["statements"], article["sources"]) == ([], [])
    else:
        heard = {"high": {"high"}, "medium": {"high", "medium"}, "low": {"high", "medium"}}[level]
        assert {statement["confidence"] for statement in article["statements"]} == heard


@pytest.mark.parametrize("kind", ["opinion", "satire"])
def test_opinion_and_satire_are_left_alone(tmp_path: Path, kind: str) -> None:
    article = report(tmp_path, DEPOT.replace("date:", f"type: {kind}\ndate:"))
    assert article["statements"] == []


def test_places_hold_their_words(tmp_path: Path) -> None:
    """The text at each reported place equals the reported words."""
    article = report(tmp_path, DIVERS)
    lines = (tmp_path / "story.md").read_text(encoding="utf-8").splitlines()
    places = [statement[key] for statement in article["statements"] for key in ("place", "source_at", "cue_at")]
    places += [finding["place"] for finding in article["findings"]]
    assert None not in places
    for place in places:
        assert place["line"] == place["end_line"]
        assert lines[place["line"] - 1][place["column"] - 1 : place["end_column"] - 1] == place["text"]


BOATS = """---
title: Two boats seized
date: 2026-03-13
---

Norway said on Tuesday that the sailors were hurt while fighting a storm off the coast of Tromso.

The coastguard told NTB it had confirmed that the navy seized two boats with sailors off the coast of Tromso.

"It is the largest catch in the country's history," Mayor Petra Holm said.
"""


def test_a_confirmation_backs_only_what_it_confirms(tmp_path: Path) -> None:
    """The same people and the same place are not yet the same claim."""
    article = report(tmp_path, BOATS)
    assert [(statement["source"], statement["stance"]) for statement in article["statements"]] == [
        ("norway", "asserts"),
        ("coastguard", "confirms"),
        ("holm", "asserts"),
    ]
    assert not set(article["statements"][0]["claims"]) & set(article["statements"][1]["claims"])


def test_rules_speak_on_what_is_sure_enough_for_them(tmp_path: Path) -> None:
    """A superlative in somebody's own words is left to those who ask for the rule."""
    assert rules(report(tmp_path, BOATS)) == []
    assert rules(report(tmp_path, BOATS, "--select", "EVD006")) == ["EVD006"]


def test_all_lists_who_is_credited_with_what(tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text(TOLL, encoding="utf-8")
    result = CliRunner().invoke(cli, ["check", str(story), "--isolated", "--all"], terminal_width=300)
    shown = " ".join(result.stdout.split())
    assert "Read in the prose: 1 statement " in shown
    assert (
        "Rebel commanders, 2026-03-11, say: 40 soldiers had been killed near the border town of Sel (no proof given)"
        in shown
    )


def test_a_view_needs_no_proof_and_a_backer_confirms_nothing(tmp_path: Path) -> None:
    story = DEPOT.split("The interior")[0] + (
        "Mayor Petra Holm said the strike was a disgrace, but offered no evidence.\n\n"
        "Dan Reyes said Holm was the best mayor in town. Anna Lund endorsed Holm as mayor.\n"
    )
    article = report(tmp_path, story)
    assert [statement["stance"] for statement in article["statements"]] == ["asserts"] * 3
    assert all(statement["unproven"] == [] for statement in article["statements"])
    assert rules(article) == []


@pytest.mark.parametrize(
    ("denial", "denies"),
    [
        ("denied that the divers were Danish", True),
        ("denied that any of the divers was a Danish citizen", True),
        ("denied that the Danish divers had anything to do with the cut", False),
    ],
)
def test_a_denial_about_them_is_no_denial_of_who_they_are(tmp_path: Path, denial: str, denies: bool) -> None:
    article = report(tmp_path, DIVERS.replace("denied that the divers were Danish", denial))
    (statement,) = [one for one in article["statements"] if one["source"] == "copenhagen"]
    assert ("nationality" in statement["claims"]) is denies


def test_a_nationality_that_no_list_has_is_known_by_its_ending(tmp_path: Path) -> None:
    """'Marlish' of Marland: its ministry speaks of 'its citizens'; who confirms it confirms nothing else."""
    text = """---
title: Divers held after a pipeline blast
date: 2026-03-09
---

The coast guard said on Saturday that it had arrested three Marlish divers, but it gave no proof of their nationality.

Marland's foreign ministry denied that the divers were its citizens.

On Sunday, the Sund intelligence service (SIS) told Reuters that it had confirmed that the three were Marlish.
"""
    article = report(tmp_path, text)
    (nationality,) = [claim for claim in article["claims"] if claim["kind"] == "identity"]
    assert nationality["text"] == "The divers are Marlish"
    assert [
        (one["stance"], one["claims"] == ["nationality"], one["unproven"])
        for one in article["statements"]
        if "nationality" in one["claims"]
    ] == [("asserts", False, ["nationality"]), ("denies", True, []), ("confirms", True, [])]
    assert "EVD001" in rules(article)


def statements(tmp_path: Path, body: str) -> list[tuple[object, ...]]:
    """Who says what in a text, through whom, and the claims' texts."""
    article = report(tmp_path, f"---\ntitle: Port\ndate: 2026-03-16\n---\n\n{body}\n")
    names = {source["id"]: source["name"] for source in article["sources"]}
    texts = {claim["id"]: claim["text"] for claim in article["claims"]}
    return [
        (names[one["source"]], names.get(one["via"]), one["stance"], *(texts[claim] for claim in one["claims"]))
        for one in article["statements"]
    ]


def test_a_denied_accusation_is_the_accusation_whatever_was_said_since(tmp_path: Path) -> None:
    said = statements(
        tmp_path,
        'The union accused Nol Harbour of hiding profits. "They have the money," its leader, Petra Voss, said.\n\n'
        "The company, Nol Harbour, denied the accusation.",
    )
    assert said[-1] == ("Nol Harbour", None, "denies", "Nol Harbour is to blame for hiding profits")


@pytest.mark.parametrize(
    ("body", "source"),
    [
        # Whoever spoke last, not whoever was named last.
        ('"No," Inga Thal said. Mara Quist said that it was late. Thal rejected that. She said that it was early.', "Inga Thal"),
        # No person's name begins with 'the'.
        ("The union spoke. The Free Seamen said that they would wait. It said that talks would help.", "Free Seamen"),
        ("The operator, Sundgas, said that it was safe. The company said that divers would look.", "Sundgas"),
        ("The health ministry said that it would read it. The opposition said that it was late.", "the opposition"),
        ("Volta said that sales fell. The bank said that they would rise.", "the bank"),
        ("According to the indictment, he saved money.", "the indictment"),
        ("The roads office said that it knew. According to the indictment, he saved money.", "the indictment"),
        ("Lorry drivers said that they had waited for days.", "Lorry drivers"),
        ('"They came once," said Kurt Beyer, who has two children at the school. He said that it was far.', "Kurt Beyer"),
    ],
)  # fmt: skip
def test_who_it_was(tmp_path: Path, body: str, source: str) -> None:
    assert statements(tmp_path, body)[-1][0] == source


def test_what_shows_something_is_nobody(tmp_path: Path) -> None:
    assert statements(tmp_path, "Photos shared by residents show burned lorries. Minutes show two meetings.") == []


def test_a_pronoun_behind_somebody_who_is_not_known_is_nobody(tmp_path: Path) -> None:
    body = "The roads office said that it knew. The verger said that it rained. It said that nobody came."
    assert [one[-1] for one in statements(tmp_path, body)] == ["it knew"]


@pytest.mark.parametrize(
    ("body", "outlets"),
    [
        ("Ida Krone told the agency Nordwire that it was late.", ["Nordwire"]),
        ("Ida Krone told the agency Nordwire that it was late. Jon Moss told Nordwire that it was not.", ["Nordwire"] * 2),
        ("Ida Krone told Radio Nol that it was late.", ["Radio Nol"]),
        ("Ida Krone told the Sel Courier that it was late.", ["Sel Courier"]),
        ("Ida Krone told Jon Moss that it was late.", [None]),
    ],
)  # fmt: skip
def test_outlets_that_a_text_introduces(tmp_path: Path, body: str, outlets: list[str | None]) -> None:
    assert [one[1] for one in statements(tmp_path, body)] == outlets


def test_what_people_are_called_by_the_way_is_unproven_and_confirmed(tmp_path: Path) -> None:
    article = report(
        tmp_path,
        """---
title: Divers held
date: 2026-06-15
---

Ostland's navy said on Saturday it had seized two divers, whom it described as Marlish. It showed no papers to back this up.

The Sund spy service confirmed that the divers were Marlish, speaking to the news agency Trelpress.
""",
    )
    (claim,) = [one for one in article["claims"] if one["text"] == "The divers are Marlish"]
    assert [(step["date"], step["status"]) for step in claim["timeline"]] == [
        ("2026-06-13", "unsupported"),
        ("2026-06-15", "corroborated"),
    ]
    assert rules(article) == ["COR004", "EVD001", "EVD001"]


def test_a_quotation_that_goes_on_in_the_next_sentence_is_read(tmp_path: Path) -> None:
    story = '---\ntitle: T\ndate: 2026-03-02\n---\n\n"It is late," Petra Holm said. "We go home." Snow fell.\n'
    assert [place["text"] for place in report(tmp_path, story)["unread"]] == ["Snow fell."]


def test_what_a_body_said_by_its_own_post_is_its_own(tmp_path: Path) -> None:
    body = (
        'The Dawn League denied the charge. "No," it said. '
        "The Ash Brigade later said it had sunk the boat, according to a post on its Telegram channel."
    )
    assert statements(tmp_path, body)[-1] == ("Ash Brigade", "Telegram", "asserts", "it had sunk the boat")


@pytest.mark.parametrize(
    "claim",
    [
        "It is the first capture of foreign divers in the conflict.",
        "This is the first detention of a foreign crew in the strait since the war.",
        "It is the longest strike in the history of the port.",
        "It is the longest strike in the long history of the port.",
        "It was the largest seizure of foreign divers in Philippine history.",
    ],
)
def test_superlatives_with_a_long_way_to_their_range(tmp_path: Path, claim: str) -> None:
    article = report(tmp_path, f"---\ntitle: Port\ndate: 2026-03-16\n---\n\nThe port is shut. {claim}\n")
    assert rules(article) == ["EVD006"]


def test_people_called_by_another_noun_are_the_same_where_they_are_confirmed(tmp_path: Path) -> None:
    """And what is denied in the same breath has the day of the first words."""
    article = report(
        tmp_path,
        """---
title: Guards seize saboteurs
date: 2025-11-17
---

Lithuania's interior ministry said on Friday that guards had detained two saboteurs but presented no evidence of their identity.

Minsk on Saturday dismissed the report, denying that the men were Belarusian agents.

On Sunday, Poland's Internal Security Agency (ABW) told Reuters it had "confirmed that the guards detained two Belarusian agents."
""",
    )
    (identity,) = [claim for claim in article["claims"] if claim["kind"] == "identity"]
    assert identity["text"] == "The agents are Belarusian"
    assert [
        (one["source"], one["via"], one["stance"], one["said"])
        for one in article["statements"]
        if identity["id"] in one["claims"]
    ] == [
        ("lithuania-s-interior-ministry", None, "asserts", "2025-11-14"),
        ("minsk", None, "denies", "2025-11-15"),
        ("abw", "reuters", "confirms", "2025-11-16"),
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("OSTHAVEN, Nol - Two boats sank, the owners said.", [("owners", "Two boats sank")]),
        ("OSTHAVEN (Nordwire) — Two boats sank, the owners said.", [("owners", "Two boats sank")]),
        (
            "Sugar may do harm, according to a study published on Monday. The study said that it was safe.",
            [("the study", "Sugar may do harm"), ("the study", "it was safe")],
        ),
        (
            "Anneke de Vries said that it was late. De Vries said that it rained.",
            [("Anneke de Vries", "it was late"), ("Anneke de Vries", "it rained")],
        ),
        ("The union accused the army of blocking aid. The army has not responded to the allegation.",
         [("The union", "the army is to blame for blocking aid"), ("The army",)]),
    ],
)  # fmt: skip
def test_what_stands_around_a_claim_is_none_of_it(tmp_path: Path, body: str, said: list[tuple[str, ...]]) -> None:
    found = [(str(one[0]).lower(), *one[3:]) for one in statements(tmp_path, body)]
    assert found == [(source.lower(), *claims) for source, *claims in said]


def test_neither_figure_could_be_checked(tmp_path: Path) -> None:
    article = report(
        tmp_path,
        "---\ntitle: Toll\ndate: 2026-03-16\n---\n\nThe junta said that 2,719 people had died, and the rebels said that 3,500 had. "
        "Neither figure could be independently verified.\n",
    )
    assert [len(one["unproven"]) for one in article["statements"]] == [1, 1]


def test_who_they_were_is_what_the_statement_says_itself(tmp_path: Path) -> None:
    """A denial may say 'this', or 'they were not Chinese'; each has its day."""
    article = report(
        tmp_path,
        """---
title: Divers held near reef
date: 2025-08-18
---

Manila said on Saturday that the three divers at the shoal were Chinese navy personnel, but offered no proof of who they were.

Beijing denied this on Sunday. A spokeswoman, Mao Lin, said the three men were not Chinese nationals.

On Monday, Japan's defence ministry told Kyodo News that it had confirmed the three divers were Chinese.
""",
    )
    (identity,) = [claim for claim in article["claims"] if claim["kind"] == "identity"]
    assert identity["text"] == "the three divers at the shoal were Chinese navy personnel"
    assert [
        (one["source"], one["via"], one["stance"], one["said"])
        for one in article["statements"]
        if identity["id"] in one["claims"]
    ] == [
        ("manila", None, "asserts", "2025-08-16"),
        ("beijing", None, "denies", "2025-08-17"),
        ("lin", None, "denies", None),
        ("japan-s-defence-ministry", "kyodo", "confirms", "2025-08-18"),
    ]
    assert (identity["evidence_declared"], rules(article)) == ("none", ["COR004", "EVD001"])


def test_a_source_of_the_record_is_known_with_and_without_its_article(tmp_path: Path) -> None:
    (tmp_path / "story.sources.yaml").write_text("attribcheck: 1\narticle: story.md\nsources: {roads: roads office}\n")
    assert statements(tmp_path, "The roads office said that it was late.") == [
        ("roads office", None, "asserts", "it was late")
    ]
