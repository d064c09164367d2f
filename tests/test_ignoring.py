"""Ignoring a finding, with a reason: where it can be written, what it holds for, and when it speaks up again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import attribcheck
from attribcheck.cli import cli
from attribcheck.places import SourceText
from attribcheck.report import Finding, Report
from attribcheck.reports.formats import render
from attribcheck.workspace import ignoring, rulebook

# Two claims that nobody is named for (ATT001, an error each), one that only the army makes (COR001).
STORY = """\
attribcheck: 1
headline: Three bridges fell in the storm
published: 2026-03-04
body: |
  The north bridge fell at dawn.

  The south bridge fell as well.

  The east bridge fell too, the army said.
sources:
  army: {name: The army}
claims:
  north:
    text: The north bridge fell
    mentions: [north bridge fell]
  south:
    text: The south bridge fell
    mentions: [south bridge fell]
statements:
  - {at: the army said, source: army, says: The east bridge fell}
evidence:
  film: {kind: video, title: A film of the river, supports: [north]}
"""
# The film comes from nobody (PRV001) and nobody looked at it (PRV002).
FOUND = [("PRV001", "film"), ("PRV002", "film"), ("ATT001", "north"), ("ATT001", "south"), ("COR001", "s1.1")]
SEEN = "our reporter stood at the river"


def check(text: str, path: str = "story.yaml", **options: Any) -> Report:
    report = attribcheck.check_text(text, path=path, **options)
    for finding in report.articles[0].findings:
        stands(finding, text)
    return report


def stands(finding: Finding, text: str) -> None:
    """Sliced from the file, the place gives the reported text."""
    place, starts = finding.place, SourceText(text).line_starts
    begin, end = starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
    assert text[begin:end] == place.text, finding


def findings(text: str, path: str = "story.yaml", **options: Any) -> list[Finding]:
    return check(text, path, **options).articles[0].findings


def live(text: str, path: str = "story.yaml", **options: Any) -> list[tuple[str, str | None]]:
    """Rule and claim, or evidence, of what is not ignored."""
    return [(f.rule, f.claim or f.evidence) for f in findings(text, path, **options) if f.suppressed is None]


def ignored(text: str, path: str = "story.yaml", **options: Any) -> list[tuple[str, str | None, str]]:
    """Rule, claim or evidence, and reason of what is ignored."""
    found = findings(text, path, **options)
    return [(f.rule, f.claim or f.evidence, f.suppressed.reason) for f in found if f.suppressed]


def faults(text: str, path: str = "story.yaml", **options: Any) -> list[Finding]:
    return [f for f in findings(text, path, **options) if f.about == "file"]


def without(*gone: tuple[str, str]) -> list[tuple[str, str]]:
    return [found for found in FOUND if found not in gone]


def put(line: str, before: str, text: str = STORY) -> str:
    """The story with a line before the one that begins so, indented like it."""
    lines = text.splitlines(keepends=True)
    at = next(number for number, words in enumerate(lines) if words.lstrip().startswith(before))
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    return "".join([*lines[:at], f"{indent}{line}\n", *lines[at:]])


def end(words: str, line: str, text: str = STORY) -> str:
    """The story with words at the end of the line that begins so."""
    lines = text.splitlines()
    at = next(number for number, known in enumerate(lines) if known.lstrip().startswith(line))
    lines[at] += words
    return "\n".join(lines) + "\n"


def test_the_story_of_these_tests() -> None:
    assert sorted(live(STORY), key=str) == sorted(FOUND, key=str)


# --- the field ---


def test_a_claim_ignores_a_rule_and_the_finding_stays_with_its_reason() -> None:
    text = put(f"ignore: {{ATT001: {SEEN}}}", "text: The north")
    assert ignored(text) == [("ATT001", "north", SEEN)]
    assert sorted(live(text), key=str) == sorted(without(("ATT001", "north")), key=str)


def test_by_whom_and_until_when_is_in_the_report() -> None:
    text = put(f"ignore: {{ATT001: {{why: {SEEN}, by: Rosa Lind, until: 2026-03-10}}}}", "text: The north")
    [finding] = [f for f in json.loads(check(text).to_json())["articles"][0]["findings"] if f["suppressed"]]
    assert finding["suppressed"] == {"reason": SEEN, "by": "Rosa Lind", "until": "2026-03-10"}


@pytest.mark.parametrize("name", ["ATT001", "att001", "unattributed-claim", "Unattributed-Claim"])
def test_a_rule_goes_by_its_id_or_its_name_whatever_the_case(name: str) -> None:
    assert ignored(put(f"ignore: {{{name}: {SEEN}}}", "text: The north")) == [("ATT001", "north", SEEN)]


def test_the_whole_article_ignores_a_rule() -> None:
    assert ignored(STORY + f"ignore: {{ATT001: {SEEN}}}\n") == [("ATT001", "north", SEEN), ("ATT001", "south", SEEN)]


def test_a_statement_ignores_a_rule() -> None:
    text = STORY.replace(
        "says: The east bridge fell}", "says: The east bridge fell, ignore: {COR001: one agency was there}}"
    )
    assert ignored(text) == [("COR001", "s1.1", "one agency was there")]


def test_a_claim_of_one_statement_ignores_a_rule() -> None:
    says = "says: {text: The east bridge fell, ignore: {COR001: one agency was there}}}"
    assert ignored(STORY.replace("says: The east bridge fell}", says)) == [("COR001", "s1.1", "one agency was there")]


def test_evidence_ignores_a_rule() -> None:
    text = STORY.replace("supports: [north]}", "supports: [north], ignore: {PRV001: the archive has its papers}}")
    assert ignored(text) == [("PRV001", "film", "the archive has its papers")]
    assert ("PRV002", "film") in live(text)


def test_evidence_and_a_claim_of_the_same_name_are_two_things() -> None:
    text = STORY.replace("  north:", "  film:").replace("[north]", "[film]")
    text = text.replace("kind: video,", "kind: video, ignore: {ATT001: the archive has its papers},")
    assert ("ATT001", "film") in live(text)


def test_a_json_article_has_the_field() -> None:
    article = {
        "attribcheck": 1,
        "headline": "A bridge fell",
        "body": "The north bridge fell.",
        "claims": {"north": {"text": "It fell", "mentions": ["north bridge fell"], "ignore": {"ATT001": SEEN}}},
    }
    text = json.dumps(article, indent=1)
    assert ignored(text, "story.json") == [("ATT001", "north", SEEN)]
    article["claims"]["north"]["ignore"] = {"ATT002": SEEN}  # type: ignore[index]
    [unused] = faults(json.dumps(article, indent=1), "story.json")
    assert (unused.rule, unused.place.text) == ("unused-ignore", "ATT002")
    slashes = json.dumps(article, indent=1).replace(
        '"headline"', '"provided_by": "# attribcheck: ignore X", "headline"'
    )
    assert [f.rule for f in faults(slashes, "story.json")] == ["unused-ignore"]


# --- a reason is required ---

NO_REASON = [
    ("ignore: {ATT001: }", "ATT001", "No reason is given for ignoring 'ATT001'."),
    ("ignore: {ATT001: ''}", "ATT001", "No reason is given for ignoring 'ATT001'."),
    ("ignore: {ATT001: '  '}", "ATT001", "No reason is given for ignoring 'ATT001'."),
    ("ignore: {ATT001: {by: Rosa Lind}}", None, "No reason is given for ignoring 'ATT001'."),
    ("ignore: {ATT001: {why: , by: Rosa Lind}}", None, "No reason is given for ignoring 'ATT001'."),
    ("ignore: {ATT001: {why: '', by: Rosa Lind}}", "ATT001", "No reason is given for ignoring 'ATT001'."),
    ("ignore: {ATT001: [a, b]}", None, "No reason is given for ignoring 'ATT001'."),
    ("ignore: ATT001", "ATT001", "'ignore' holds 'ATT001', and no reason."),
    ("ignore: [ATT001, COR001]", None, "'ignore' holds a list, and no reason."),
    ("# attribcheck: ignore ATT001", "ATT001", "No reason is given for ignoring 'ATT001'."),
    ("# attribcheck: ignore ATT001 --", "ATT001", "No reason is given for ignoring 'ATT001'."),
    ("# attribcheck: ignore ATT001, COR001 -- todo", "todo", "'todo' is no reason for ignoring 'ATT001', 'COR001'."),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words", "message"), NO_REASON)
def test_an_ignore_without_a_reason_is_a_fault(line: str, words: str | None, message: str) -> None:
    text = put(line, "text: The north")
    [fault] = findings(text)
    assert (fault.rule, fault.severity, fault.message) == ("invalid-article", "error", message)
    assert fault.place.line == 14
    assert words is None or fault.place.seen.strip() == words
    assert "reason" in fault.fix


HOLLOW = [
    "todo", "TODO!", "fixme", "FIXME: later", "ignore", "Ignored.", "n/a", "N.A.", "na", "none", "-", "x", "test",
    "tbd", "later", "by design", "By design.", "false positive", "False-positive!!", "whatever", "ok", "O.K.", "because",
    "just because", "ignore this rule", "todo: fix it later", "not applicable", "won't fix", "…", "???", "a b", "as is",
    "x x x x x x",
]  # fmt: skip
SOUND = [
    SEEN, "checked", "we saw it", "Redaktionsbeschluss", "the mayor told us", "by design of the bridge", "false positives were counted twice by the agency",
    "wir waren dort", "編集長が現場で確認した", "because the court sat in private", "n/a in Scots law", "ok'd by Rosa Lind",
]  # fmt: skip


@pytest.mark.parametrize("reason", HOLLOW)
def test_a_hollow_reason_is_refused(reason: str) -> None:
    [fault] = findings(put(f"ignore: {{ATT001: {json.dumps(reason)}}}", "text: The north"))
    assert (fault.rule, fault.place.seen) == ("invalid-article", reason)
    assert fault.message == f"'{reason}' is no reason for ignoring 'ATT001'."


@pytest.mark.parametrize("reason", SOUND)
def test_a_reason_that_says_something_is_taken(reason: str) -> None:
    assert ignored(put(f"ignore: {{ATT001: {json.dumps(reason)}}}", "text: The north")) == [("ATT001", "north", reason)]


def test_a_language_without_a_list_has_the_english_one() -> None:
    [fault] = findings(
        put("ignore: {ATT001: false positive}", "text: The north").replace("body:", "language: fi\nbody:")
    )
    assert fault.rule == "invalid-article"


# --- a rule must be known ---


@pytest.mark.parametrize(
    "line", ["ignore: {%s: our reporter stood there}", "# attribcheck: ignore %s -- our reporter stood there"]
)
def test_an_unknown_rule_is_a_fault_with_a_guess(line: str) -> None:
    for name, guess in (
        ("ATT0001", "ATT001"),
        ("unatributed-claim", "unattributed-claim"),
        ("anchor-movd", "anchor-moved"),
    ):
        [fault] = findings(put(line % name, "text: The north"))
        assert (fault.rule, fault.place.text) == ("invalid-article", name)
        assert fault.message == f"There is no rule '{name}' to ignore. Did you mean '{guess}'?"


RULE = """\
id: HOU001
name: bridge
severity: warning
about: copy
summary: A bridge.
for: claim
when: claim.text.contains('north')
message: A bridge.
fix: None.
examples:
  - {fires: 0, article: {headline: H}}
  - {fires: 1, article: {claims: {a: A bridge in the north}}}
"""


def test_a_rule_of_one_s_own_is_known(tmp_path: Path) -> None:
    rule = tmp_path / "HOU001-bridge.yaml"
    rule.write_text(RULE)
    text = put(f"ignore: {{HOU001: {SEEN}}}", "text: The north")
    assert [f.rule for f in findings(text)] == ["invalid-article"]
    assert ("HOU001", "north", SEEN) in ignored(text, rules=attribcheck.load_rules(rule))


def test_a_rule_of_the_newsroom_is_known_though_its_pack_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "HOU001-bridge.yaml").write_text(RULE)
    (tmp_path / "attribcheck.yaml").write_text("packs: [core, ./house]\n")
    text = put(f"ignore: {{HOU001: {SEEN}}}", "text: The north")
    for arguments, found in ([], ["HOU001"]), (["--pack", "core"], []):
        run(Path("story.yaml"), text)
        done = CliRunner().invoke(cli, ["check", "story.yaml", "-f", "json", *arguments])
        entry = Report.from_json(done.stdout).articles[0]
        assert [f.rule for f in entry.findings if f.suppressed] == found
        assert "invalid-article" not in {f.rule for f in entry.findings}


def test_rules_are_known_by_the_names_of_their_files() -> None:
    known = {word for rule in rulebook.all_rules() for word in (rule.id, rule.name)}
    assert set(ignoring._rule_book()) == known


# --- one of several ---

TWO = """\
attribcheck: 1
headline: Two bridges fell
published: 2026-03-04
body: The east bridge and the west bridge fell, the army said.
sources: {army: {name: The army}}
claims:
  east: {text: The east bridge fell%s}
  west: {text: The west bridge fell%s}
statements:
  - {at: the army said, source: army, claims: [east, west]%s}
"""
ONE_AGENCY = ", ignore: {COR001: one agency was there}"


def test_a_finding_on_two_claims_goes_on_with_the_other() -> None:
    """COR001 speaks once a statement: one finding lists both claims."""
    assert [(f.rule, f.claims) for f in findings(TWO % ("", "", ""))] == [("COR001", ["east", "west"])]
    found = findings(TWO % (ONE_AGENCY, "", ""))
    assert sorted((f.rule, f.claims, f.suppressed is not None) for f in found) == [
        ("COR001", ["east"], True),
        ("COR001", ["west"], False),
    ]


def test_both_claims_or_their_statement_silence_it_at_once() -> None:
    for text in (TWO % (ONE_AGENCY, ONE_AGENCY, ""), TWO % ("", "", ONE_AGENCY)):
        [finding] = findings(text)
        assert finding.claims == ["east", "west"]
        assert finding.suppressed is not None


def test_two_reasons_are_two_findings() -> None:
    other = ", ignore: {COR001: {why: one agency was there, by: Rosa Lind}}"
    assert [(f.claims, f.suppressed and f.suppressed.by) for f in findings(TWO % (ONE_AGENCY, other, ""))] == [
        (["east"], None),
        (["west"], "Rosa Lind"),
    ]


def test_the_nearest_reason_is_given_and_none_is_unused() -> None:
    text = TWO % (", ignore: {COR001: the east is watched by one}", "", "") + "ignore: {COR001: one agency was there}\n"
    assert ignored(text) == [
        ("COR001", "east", "the east is watched by one"),
        ("COR001", "west", "one agency was there"),
    ]
    assert faults(text) == []


# --- YAML comments ---

COMMENT = f"# attribcheck: ignore %s -- {SEEN}"
PLACES = [
    ("before a claim", put(COMMENT % "ATT001", "north:"), [("ATT001", "north")]),
    ("at the end of its line", end("  " + COMMENT % "ATT001", "north:"), [("ATT001", "north")]),
    ("on a line within it", end("  " + COMMENT % "ATT001", "text: The north"), [("ATT001", "north")]),
    ("before a line within it", put(COMMENT % "ATT001", "mentions: [north"), [("ATT001", "north")]),
    ("before the key of the claims", put(COMMENT % "ATT001", "claims:"), [("ATT001", "north"), ("ATT001", "south")]),
    ("behind the key of the claims", end(" " + COMMENT % "ATT001", "claims:"), [("ATT001", "north"), ("ATT001", "south")]),
    ("before a statement", put(COMMENT % "COR001", "- {at"), [("COR001", "s1.1")]),
    ("behind a statement", end("  " + COMMENT % "COR001", "- {at"), [("COR001", "s1.1")]),
    ("before the key of the statements", put(COMMENT % "COR001", "statements:"), [("COR001", "s1.1")]),
    ("before evidence", put(COMMENT % "PRV001", "film:"), [("PRV001", "film")]),
    ("behind evidence", end(" " + COMMENT % "PRV001", "film:"), [("PRV001", "film")]),
    ("before the key of the evidence", put(COMMENT % "PRV001", "evidence:"), [("PRV001", "film")]),
    ("before the body", put(COMMENT % "ATT001", "body:"), [("ATT001", "north"), ("ATT001", "south")]),
    ("behind the mark of the body", end("  " + COMMENT % "ATT001", "body:"), [("ATT001", "north"), ("ATT001", "south")]),
    ("at the top of the file", COMMENT % "ATT001" + "\n\n# a note\n" + STORY, [("ATT001", "north"), ("ATT001", "south")]),
    ("above the mark of a document", COMMENT % "COR001" + "\n---\n" + STORY, [("COR001", "s1.1")]),
    ("behind the first key", end(" " + COMMENT % "COR001", "attribcheck:"), [("COR001", "s1.1")]),
    ("two rules", put(COMMENT % "PRV002, PRV001", "film:"), [("PRV001", "film"), ("PRV002", "film")]),
    ("two comments", put(COMMENT % "PRV001", "film:", put(COMMENT % "PRV002", "film:")), [("PRV001", "film"), ("PRV002", "film")]),
    ("other line ends", put(COMMENT % "ATT001", "north:").replace("\n", "\r\n"), [("ATT001", "north")]),
    ("old Macintosh line ends", put(COMMENT % "ATT001", "north:").replace("\n", "\r"), [("ATT001", "north")]),
    ("a long dash", put(COMMENT % "ATT001", "north:").replace(" -- ", " — "), [("ATT001", "north")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "silent"), PLACES, ids=[place[0] for place in PLACES])
def test_a_comment_holds_for_what_it_stands_at(name: str, text: str, silent: list[tuple[str, str]]) -> None:
    assert sorted(ignored(text)) == sorted((rule, about, SEEN) for rule, about in silent)
    assert sorted(live(text), key=str) == sorted(without(*silent), key=str)


def test_a_comment_on_a_list_in_brackets_is_about_what_ends_on_its_line() -> None:
    text = (
        "attribcheck: 1\nheadline: H\nbody: The north bridge fell. The south bridge fell.\n"
        "claims: {a: {text: A bridge fell, mentions: [north bridge]},   # attribcheck: ignore ATT001 -- our man was there\n"
        "  b: {text: A bridge went, mentions: [south bridge]}}\n"
    )
    assert ignored(text) == [("ATT001", "a", "our man was there")]
    assert live(text) == [("ATT001", "b")]


def test_a_comment_before_a_dash_on_its_own_line() -> None:
    text = STORY.replace("  - {at", f"  {COMMENT % 'COR001'}\n  -\n    {{at")
    assert ignored(text) == [("COR001", "s1.1", SEEN)]


def test_a_comment_names_who_and_until_when() -> None:
    text = put(f"# attribcheck: ignore ATT001 until 2026-03-10 by Rosa Lind -- {SEEN}", "north:")
    [finding] = [f for f in findings(text) if f.suppressed]
    assert finding.suppressed is not None
    assert finding.suppressed.model_dump() == {"reason": SEEN, "by": "Rosa Lind", "until": "2026-03-10"}


def test_what_looks_like_a_comment_inside_a_text_is_text() -> None:
    text = STORY.replace(
        "title: A film of the river", f"title: 'A film {COMMENT % 'ATT009'}', label: \"x {COMMENT % 'ATT009'}\""
    ).replace("  The south", f"  {COMMENT % 'ATT009'}\n\n  The south")
    assert sorted(live(text), key=str) == sorted(FOUND, key=str)


def test_a_first_line_that_was_switched_off_asks_for_nothing() -> None:
    assert sorted(live("# attribcheck: 1\n# attribcheck is our linter\n" + STORY), key=str) == sorted(FOUND, key=str)


# --- Markdown comments ---

HIDDEN = f"<!-- attribcheck: ignore ATT001 -- {SEEN} -->"
BODIES = [
    ("a line of its own", f"  {HIDDEN}\n  The north bridge", ["north"]),
    ("a blank line after it", f"  {HIDDEN}\n\n  The north bridge", ["north"]),
    ("at the beginning", f"  {HIDDEN} The north bridge", ["north"]),
    ("in the middle", f"  The {HIDDEN} north bridge", ["north"]),
    ("over two lines", "  " + HIDDEN.replace("stood", "\n  stood") + "\n  The north bridge", ["north"]),
    ("over two lines, then words", "  " + HIDDEN.replace("stood", "\n  stood") + " The north bridge", ["north"]),
    ("with signs of markup", "  " + HIDDEN.replace("our", "<b>our</b> *own*") + " The north bridge", ["north"]),
]


@pytest.mark.parametrize(("name", "words", "silent"), BODIES, ids=[body[0] for body in BODIES])
def test_a_comment_in_the_body_holds_for_its_paragraph(name: str, words: str, silent: list[str]) -> None:
    text = STORY.replace("  The north bridge", words)
    assert [about for _, about, _ in ignored(text)] == silent
    assert ("ATT001", "south") in live(text)
    assert faults(text) == []


def test_at_the_end_of_a_paragraph_it_holds_for_that_one() -> None:
    assert ignored(STORY.replace("fell at dawn.", f"fell at dawn. {HIDDEN}")) == [("ATT001", "north", SEEN)]


def test_between_two_paragraphs_it_holds_for_the_next() -> None:
    assert ignored(STORY.replace("  The south", f"  {HIDDEN}\n  The south")) == [("ATT001", "south", SEEN)]


def test_a_comment_is_no_word_of_the_text() -> None:
    plain = check(STORY).articles[0].passages
    for text in (HIDDEN, "<!-- a note > of <ours> -->"):
        noted = STORY.replace("at dawn", f"{text} at dawn").replace("  The south", f"  {text}\n  The south")
        passages = check(noted).articles[0].passages
        assert [" ".join(p.words.split()) for p in passages] == [p.words for p in plain]


def test_a_body_in_json_or_in_quotes_has_comments_too() -> None:
    body = f"The north bridge fell.\n\n{HIDDEN}\nThe south bridge fell — “all of it”."
    article = {
        "attribcheck": 1,
        "headline": "H",
        "body": body,
        "claims": {
            "a": {"text": "It fell", "mentions": ["north bridge"]},
            "b": {"text": "It went", "mentions": ["south bridge"]},
        },
    }
    for path in ("story.json", "story.yaml"):
        assert ignored(json.dumps(article), path) == [("ATT001", "b", SEEN)]


def test_in_code_it_is_an_example() -> None:
    text = STORY.replace("  The south", "  ```\n  <!-- attribcheck: ignore NOP -->\n  ```\n\n  The south")
    assert sorted(live(text), key=str) == sorted(FOUND, key=str)


def test_a_finding_on_two_paragraphs_goes_on_with_the_other() -> None:
    """COR003 speaks once a claim, at the first of its backers."""
    text = (
        "attribcheck: 1\nheadline: A bridge fell\nbody: |\n  The bridge fell, the army said.\n\n"
        "  So said the navy.\n\n  So said the guard.\nsides: {north: interested}\n"
        "sources: {army: {side: north}, navy: {side: north}, guard: {side: north}}\nclaims: {fell: The bridge fell}\n"
        "statements:\n  - {at: the army said, source: army, claims: [fell]}\n"
        "  - {at: said the navy, source: navy, claims: [fell]}\n  - {at: said the guard, source: guard, claims: [fell]}\n"
    )
    assert [f.place.line for f in findings(text) if f.rule == "COR003"] == [6]
    noted = text.replace("  So said the navy", f"  {HIDDEN.replace('ATT001', 'COR003')}\n  So said the navy")
    assert [(f.place.line, f.suppressed is not None) for f in findings(noted) if f.rule == "COR003"] == [
        (7, True),
        (9, False),
    ]


# --- what is wrong with a comment ---

SLIPS = [
    (f"attribcheck: ignor ATT001 -- {SEEN}", "ignor", "Did you mean 'ignore'?"),
    (f"attribcheck: disable ATT001 -- {SEEN}", "disable", "nothing that a comment can ask for"),
    ("attribcheck:", "attribcheck:", "does not say what is to be done"),
    ("attribcheck: ignore", "attribcheck: ignore", "names no rule"),
    (f"attribcheck: ignore -- {SEEN}", f"attribcheck: ignore -- {SEEN}", "names no rule"),
    (f"attribcheck: ignore ATT0001 -- {SEEN}", "ATT0001", "Did you mean 'ATT001'?"),
    ("attribcheck: ignore ATT001 we were there", "ATT001", "No reason is given"),
    ("attribcheck: ignore ATT001 -- n/a", "n/a", "'n/a' is no reason"),
    (f"attribcheck: ignore ATT001 until Monday -- {SEEN}", "Monday", "YYYY-MM-DD"),
    (f"attribcheck: ignore ATT001 until 2026-02-30 -- {SEEN}", "2026-02-30", "there is no day"),
]


@pytest.mark.parametrize(("words", "place", "message"), SLIPS)
def test_a_comment_that_cannot_be_followed_is_a_fault(words: str, place: str, message: str) -> None:
    in_yaml = put(f"# {words}", "north:")
    in_body = STORY.replace("  The south", f"  <!-- {words} -->\n  The south")
    for text in (in_yaml, in_body):
        [fault] = findings(text)
        assert (fault.rule, fault.severity, fault.place.text) == ("invalid-article", "error", place)
        assert message in fault.message
        assert fault.fix


def test_a_comment_that_stands_at_nothing_is_a_fault() -> None:
    last = STORY + COMMENT % "ATT001" + "\n"
    after = STORY.replace("army said.\n", f"army said.\n\n  {HIDDEN}\n")
    for text in (last, after):
        [fault] = findings(text)
        assert (fault.rule, fault.place.text) == ("invalid-article", f"attribcheck: ignore ATT001 -- {SEEN}")


# --- until ---


def expiring(until: str) -> str:
    return put(f"ignore: {{ATT001: {{why: {SEEN}, until: {until}}}}}", "text: The north")


def test_it_holds_on_its_last_day_and_no_longer() -> None:
    assert ignored(expiring("2026-03-04")) == [("ATT001", "north", SEEN)]
    assert ignored(expiring("2026-03-03")) == []


def test_what_has_expired_returns_and_says_so() -> None:
    text = expiring("2026-03-03")
    [fault] = faults(text)
    assert (fault.rule, fault.severity, fault.place.text) == ("ignore-expired", "info", "2026-03-03")
    assert fault.message == "Ignoring 'ATT001' in claim 'north' ended on 2026-03-03: its findings are reported again."
    plain = {f.message for f in findings(STORY)}
    assert [f for f in findings(text) if f.about != "file" and f.message not in plain] == []


def test_the_day_is_that_of_the_report() -> None:
    text = expiring("2026-03-20")
    assert ignored(text, as_of=date(2026, 3, 20)) == [("ATT001", "north", SEEN)]
    assert [f.rule for f in faults(text, as_of=date(2026, 3, 21))] == ["ignore-expired"]


def test_an_article_without_a_date_has_no_day_to_count_from() -> None:
    [fault] = faults(expiring("2026-03-20").replace("published: 2026-03-04\n", ""))
    assert "the article has no day to count from" in fault.message


def test_a_comment_expires_as_well() -> None:
    text = put(f"# attribcheck: ignore ATT001 until 2026-03-03 -- {SEEN}", "north:")
    assert [(f.rule, f.place.text) for f in faults(text)] == [("ignore-expired", "2026-03-03")]
    assert ("ATT001", "north") in live(text)


# --- unused ---


@pytest.mark.parametrize(
    "text",
    [
        put(f"ignore: {{COR001: {SEEN}}}", "text: The north"),
        put(COMMENT % "COR001", "north:"),
        STORY.replace("  The south", "  " + HIDDEN.replace("ATT001", "COR001") + "\n  The south"),
        STORY + f"ignore: {{HED002: {SEEN}}}\n",
    ],
)
def test_an_ignore_with_nothing_to_ignore_is_reported_at_its_rule(text: str) -> None:
    [fault] = faults(text)
    assert (fault.rule, fault.severity, fault.about) == ("unused-ignore", "warning", "file")
    assert fault.place.text in ("COR001", "HED002")
    assert fault.message.startswith(f"Nothing to ignore: '{fault.place.text}' finds nothing in ")
    assert fault.fix == rulebook.file_faults()["unused-ignore"].fix


def test_in_a_list_of_rules_the_unused_one_is_named() -> None:
    [fault] = faults(put(COMMENT % "ATT001, EVD001", "north:"))
    assert (fault.rule, fault.place.text) == ("unused-ignore", "EVD001")


def test_a_rule_that_is_not_in_force_leaves_no_ignore_unused(tmp_path: Path) -> None:
    strict = put(f"ignore: {{ATT007: {SEEN}}}", "text: The north")
    assert faults(strict) == []
    assert [f.rule for f in faults(strict, packs=["core", "strict"])] == ["unused-ignore"]
    file = tmp_path / "story.yaml"
    file.write_text(put(COMMENT % "COR001", "north:"))
    for arguments, unused in (([], True), (["--ignore", "COR001"], False), (["--select", "ATT"], False)):
        done = CliRunner().invoke(cli, ["check", str(file), "-f", "json", "--fail-on", "never", *arguments])
        rules = {f.rule for f in Report.from_json(done.stdout).articles[0].findings}
        assert ("unused-ignore" in rules) is unused, arguments


def test_one_comment_for_several_records_is_used_if_one_of_them_needs_it() -> None:
    shared = STORY.replace(
        "text: The north bridge fell", "text: The north bridge fell\n    ignore: &why {ATT001: we saw it fall}"
    )
    shared = shared.replace("source: army,", "source: army, ignore: *why,")
    assert faults(shared) == []


def test_what_takes_the_place_of_another_finding_leaves_its_ignore_used() -> None:
    """CON001 takes the place of EVD002; without the pack that holds CON001, EVD002 speaks."""
    text = (
        "attribcheck: 1\nheadline: H\nbody: It fell, he said.\nsides: {north: party}\nsources: {he: {name: he, side: north}}\n"
        "statements: [{at: he said, source: he, says: {text: It fell, kind: event, weight: high, topic: hostilities,"
        " ignore: {EVD002: nobody else was there}}}]\n"
    )
    assert [f.rule for f in findings(text, packs=["core", "conflict"])] == ["CON001"]
    assert ignored(text, packs=["core"]) == [("EVD002", "s1.1", "nobody else was there")]


def test_an_earlier_day_leaves_no_ignore_unused() -> None:
    """As it was on that day, the article may have had nothing to ignore yet."""
    text = put(COMMENT % "COR001", "north:")
    assert [f.rule for f in faults(text, as_of=date(2026, 3, 3))] == []
    assert [f.rule for f in faults(text, as_of=date(2026, 4, 3))] == ["unused-ignore"]


# --- faults of the file ---


def test_an_anchor_that_moved_can_be_ignored() -> None:
    moved = STORY.replace("[south bridge fell]", "[The soutth bridge fell as well]")
    assert [f.rule for f in faults(moved)] == ["anchor-moved"]
    for text in (put(COMMENT % "anchor-moved", "south:", moved), moved + f"ignore: {{anchor-moved: {SEEN}}}\n"):
        assert [(f.rule, f.suppressed is not None) for f in faults(text)] == [("anchor-moved", True)]
    elsewhere = put(COMMENT % "anchor-moved", "north:", moved)
    assert [(f.rule, f.suppressed is None) for f in faults(elsewhere)] == [
        ("anchor-moved", True),
        ("unused-ignore", True),
    ]


def test_unused_ignores_can_be_ignored_for_the_whole_article() -> None:
    text = put(COMMENT % "COR001", "north:") + "ignore: {unused-ignore: the rules are on trial}\n"
    assert [(f.rule, f.suppressed and f.suppressed.reason) for f in faults(text)] == [
        ("unused-ignore", "the rules are on trial")
    ]


def test_what_stops_the_check_cannot_be_ignored() -> None:
    text = STORY.replace("source: army", "source: navy") + f"ignore: {{invalid-article: {SEEN}}}\n"
    assert [(f.rule, f.suppressed) for f in faults(text)] == [("invalid-article", None)]
    assert [f.rule for f in faults(STORY + f"ignore: {{parse-error: {SEEN}}}\n")] == ["unused-ignore"]


# --- the run ---


def run(file: Path, text: str, *arguments: str) -> tuple[int, str]:
    file.write_text(text, "utf-8")
    done = CliRunner().invoke(cli, ["check", str(file), *arguments])
    return done.exit_code, done.stdout


def test_exit_codes_count_what_is_not_ignored(tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    assert run(file, STORY)[0] == 1
    assert run(file, STORY + f"ignore: {{ATT001: {SEEN}, PRV001: {SEEN}}}\n")[0] == 0
    assert run(file, put(COMMENT % "ATT001", "north:"))[0] == 1
    assert run(file, STORY + "ignore: {ATT001: todo}\n")[0] == 1
    clean = f"attribcheck: 1\nheadline: A bridge fell\nbody: It fell.\nignore: {{ATT001: {SEEN}}}\n"
    assert run(file, clean)[0] == 0
    assert run(file, clean, "--fail-on", "warning")[0] == 1


def test_the_summary_counts_the_ignored_apart() -> None:
    report = check(STORY + f"ignore: {{ATT001: {SEEN}, PRV001: {SEEN}}}\n")
    assert report.summary.suppressed == 3
    assert report.summary.findings["error"] == 0


@pytest.mark.parametrize("form", ["json", "text", "sarif", "junit", "html"])
def test_reports_for_people_and_programs_give_the_reason(form: str) -> None:
    assert SEEN in render(check(put(COMMENT % "ATT001", "claims:")), form)


def test_the_same_bytes_twice() -> None:
    text = put(COMMENT % "ATT001, EVD001", "north:", STORY.replace("  The south", f"  {HIDDEN}\n  The south"))
    assert check(text).to_json() == check(text).to_json()


def test_fingerprints_of_ignored_findings_are_those_of_the_others() -> None:
    before = {f.fingerprint for f in findings(STORY)}
    assert before == {f.fingerprint for f in findings(put(COMMENT % "ATT001", "north:"))}
