"""The call list: what to ask whom, once each, the gravest first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from attribcheck.cli.todo import command
from attribcheck.places import Place
from attribcheck.report import ArticleEntry, Finding, Severity, Suppression
from attribcheck.reports.call_list import NOTHING, CallList
from prisoner_offer import SAMPLES, STORY

CLEAN = "attribcheck: 1\nheadline: A bridge fell\nbody: The bridge fell.\n"


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(command, list(arguments), input=stdin)


def finding(
    whom: str | None, question: str, severity: Severity = "warning", *, line: int = 1, rule: str = "XXX001", **more: Any
) -> Finding:
    ask = f"{whom}: {question}" if whom else question
    place = Place(line, 3, line, 4, "x")
    return Finding(
        rule=rule,
        name="a-rule",
        severity=severity,
        about="claim",
        message="",
        ask=ask,
        ask_of=whom,
        place=place,
        **more,
    )


def listed(*findings: Finding) -> CallList:
    calls = CallList()
    calls.take(ArticleEntry(path="story.yaml", findings=list(findings)))
    return calls


def order(*findings: Finding) -> list[str]:
    return [call.whom for call in listed(*findings).calls()]


def test_a_question_stands_under_whom_to_ask_without_the_name_before_it() -> None:
    done = run(str(STORY))
    assert done.exit_code == 0, done.output
    head, _, rest = done.stdout.partition("\n")
    assert head == "Whoever keeps the record (1 question)"
    assert rest.startswith("  error   from what record do you know")
    assert f"{STORY.as_posix()}:20:3 EVD006" in "".join(line.strip() for line in rest.splitlines())


def test_the_gravest_come_first_then_the_most_questions_then_the_name() -> None:
    assert order(
        finding("Zoe", "a?"), finding("Ana", "b?"), finding("Mo", "c?"), finding("Mo", "d?", "info"),
        finding("Ida", "e?", "error"), finding("Bo", "f?", "info"),
    ) == ["Ida", "Mo", "Ana", "Zoe", "Bo"]  # fmt: skip


def test_within_a_call_errors_come_first() -> None:
    (call,) = listed(finding("Ana", "a?", "info"), finding("Ana", "b?"), finding("Ana", "c?", "error")).calls()
    assert [question.words for question in call.questions] == ["c?", "b?", "a?"]


def test_the_reporter_and_the_desk_have_no_place_of_their_own() -> None:
    assert order(finding("The reporter", "a?", "error"), finding("Ana", "b?")) == ["The reporter", "Ana"]
    assert order(finding("The reporter", "a?"), finding("Ana", "b?")) == ["Ana", "The reporter"]


def test_the_same_question_is_asked_once_and_names_each_place_it_would_close() -> None:
    calls = listed(
        finding("Ana", "who told you?", "info", line=4, rule="ABC001"),
        finding("Ana", "who told you?", "error", line=9, rule="ABC002"),
        finding("Bo", "who told you?"),
    )
    ana, bo = calls.calls()
    (question,) = ana.questions
    assert question.severity == "error"
    assert [(opening.place, opening.rule) for opening in question.closes] == [
        ("story.yaml:4:3", "ABC001"),
        ("story.yaml:9:3", "ABC002"),
    ]
    assert bo.whom == "Bo"


def test_an_ignored_finding_asks_nothing() -> None:
    calls = listed(finding("Ana", "a?", suppressed=Suppression(reason="asked already")))
    assert calls.render("text") == f"{NOTHING}\n"


def test_a_question_to_nobody_goes_to_the_desk() -> None:
    assert order(finding(None, "who saw it?")) == ["The desk"]


def test_a_name_with_a_colon_is_taken_off_whole() -> None:
    (call,) = listed(finding("Agency: Vellin", "who told you?")).calls()
    assert (call.whom, call.questions[0].words) == ("Agency: Vellin", "who told you?")


def test_nothing_to_ask_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "clean.yaml").write_text(CLEAN)
    done = run(str(tmp_path))
    assert (done.exit_code, done.stdout) == (0, f"{NOTHING}\n")


def test_text_keeps_to_80_columns_and_wide_letters_count_twice() -> None:
    from rich.cells import cell_len

    text = listed(finding("北京市政府" * 12, "为什么" * 60), finding("Ana", "word " * 60)).render("text")
    assert max(cell_len(line) for line in text.splitlines()) <= 80


def test_hostile_words_steer_no_terminal_and_no_page() -> None:
    calls = listed(finding("Ana\x1b[31m", "who\u202e said `*<b>*` @ana #1?\r\n## Fixed"))
    text = calls.render("text")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<U+001B>" in text
    page = calls.render("markdown")
    assert not any(mark in page.partition("**warning**")[2] for mark in ("<b>", "@ana", "*<", "## "))
    assert page.count("\n## ") == 0


def test_markdown_is_a_list_to_tick_off() -> None:
    page = listed(finding("Ana", "who told you?", rule="ABC001")).render("markdown")
    assert page == "## Ana\n\n- [ ] **warning** who told you?\n  - `story.yaml:1:3` ABC001\n"


def test_json_holds_the_same_list() -> None:
    done = run(str(STORY), "-f", "json")
    record = json.loads(done.stdout)
    assert record["schema"] == "attribcheck/call-list/1"
    first = record["calls"][0]
    assert (first["ask_of"], first["severity"]) == ("Whoever keeps the record", "error")
    assert first["questions"][0]["closes"] == [
        {"rule": "EVD006", "name": first["questions"][0]["closes"][0]["name"], "severity": "error",
         "path": str(STORY), "line": 20, "column": 3},
    ]  # fmt: skip


def test_the_list_goes_to_a_file_and_is_the_same_on_every_run(tmp_path: Path) -> None:
    pages = []
    for number in range(2):
        file = tmp_path / f"{number}.md"
        assert run(str(SAMPLES), "-f", "markdown", "-o", str(file)).exit_code == 0
        pages.append(file.read_bytes())
    assert pages[0] == pages[1] != b""


@pytest.mark.parametrize(
    ("arguments", "stdin", "code"),
    [
        (["-"], CLEAN, 0),
        (["-"], "attribcheck: 1\n", 2),
        (["-", "--max-bytes", "10"], CLEAN, 2),
        (["nowhere.yaml"], None, 2),
        ([str(STORY), "--pack", "cor"], None, 2),
        ([str(STORY), "--as-of", "soon"], None, 2),
        ([str(STORY), "-f", "html"], None, 2),
    ],
)
def test_exit_codes(arguments: list[str], stdin: str | None, code: int) -> None:
    assert run(*arguments, stdin=stdin).exit_code == code


def test_an_article_at_fault_is_named_and_the_others_are_asked_about(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("attribcheck: 1\nheadline: [a\n")
    done = run(str(broken), str(STORY))
    assert done.exit_code == 2
    assert f"{broken}:3:1: parse-error" in done.stderr
    assert "Whoever keeps the record" in done.stdout


def test_no_article_is_nothing_that_can_be_done(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.exit_code == 2
    assert "no article was found" in done.stderr


def test_earlier_days_and_other_packs_ask_other_things() -> None:
    usual = run(str(STORY)).stdout
    assert run(str(STORY), "--as-of", "2025-01-11").stdout != usual
    assert run(str(STORY), "--pack", "core,strict").stdout != usual


def test_a_confidential_name_stands_in_no_list(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.private.yaml\n")
    (tmp_path / "desk.private.yaml").write_text("confidential: {clerk: {name: Jorun Vasskveld}}\n")
    story = tmp_path / "story.yaml"
    story.write_text(
        STORY.read_text("utf-8").replace("Kyiv said on Saturday", "Jorun Vasskveld said on Saturday"), "utf-8"
    )
    file = tmp_path / "calls.md"
    done = run(str(tmp_path), "-o", str(file))
    assert done.exit_code == 2
    assert "Vasskveld" not in done.output + (file.read_text("utf-8") if file.exists() else "")


def test_the_newsroom_s_configuration_holds_here_too(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(STORY.read_text("utf-8"), "utf-8")
    before = run(str(tmp_path)).stdout
    (tmp_path / "attribcheck.yaml").write_text("rules: {EVD006: off}\n")
    after = run(str(tmp_path)).stdout
    assert "EVD006" in before
    assert "EVD006" not in after
    (tmp_path / "attribcheck.yaml").write_text("exclude: [story.yaml]\n")
    assert run(str(tmp_path)).exit_code == 2


def test_nothing_is_listed_while_a_private_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(STORY.read_text("utf-8"), "utf-8")
    (tmp_path / ".gitignore").write_text("*.private.yaml\n")
    (tmp_path / "names.private.yaml").write_text("confidential: [\n")
    done = run(str(tmp_path))
    assert (done.exit_code, done.stdout) == (2, "")
