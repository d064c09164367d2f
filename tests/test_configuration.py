"""The newsroom's configuration: what it sets, where it is found, and how it answers for mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from attribcheck.cli import cli
from attribcheck.report import Report

ARTICLE = """\
attribcheck: 1
headline: The dyke broke at Nol
published: 2026-05-09
{more}body: |
  The dyke broke at Nol on Friday.
claims:
  dyke: {{text: The dyke broke at Nol, mentions: [The dyke broke at Nol on Friday]}}
"""


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=stdin)


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "news" / "opinion").mkdir(parents=True)
    (tmp_path / "news" / "dyke.yaml").write_text(ARTICLE.format(more=""))
    (tmp_path / "news" / "opinion" / "view.yaml").write_text(ARTICLE.format(more="kind: opinion\n"))
    return tmp_path


def severities(path: Path, *more: str) -> dict[str, list[str]]:
    report = Report.from_json(run("check", str(path), "-f", "json", *more).stdout)
    return {Path(a.path).name: [f"{f.rule} {f.severity}" for f in a.findings] for a in report.articles}


def test_without_a_configuration_the_rules_are_as_they_come(newsroom: Path) -> None:
    assert severities(newsroom) == {"dyke.yaml": ["ATT001 error"], "view.yaml": ["ATT001 error"]}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("attribcheck.yaml", "rules: {ATT001: info}\n"),
        (".attribcheck.yaml", "rules: {unattributed-claim: {severity: info}}\n"),
        ("pyproject.toml", '[tool.attribcheck.rules]\nATT001 = "info"\n'),
    ],
)
def test_a_severity_may_stand_in_each_of_three_files(newsroom: Path, name: str, text: str) -> None:
    (newsroom / name).write_text(text)
    assert severities(newsroom)["dyke.yaml"] == ["ATT001 info"]


def test_what_is_off_does_not_run_and_overrides_hold_by_path_or_kind(newsroom: Path) -> None:
    (newsroom / "attribcheck.yaml").write_text(
        "rules: {ATT001: warning}\noverrides:\n  - {kinds: [opinion], rules: {ATT001: off}}\n"
    )
    assert severities(newsroom) == {"dyke.yaml": ["ATT001 warning"], "view.yaml": []}
    (newsroom / "attribcheck.yaml").write_text("overrides:\n  - {files: news/opinion/**, rules: {ATT001: info}}\n")
    assert severities(newsroom) == {"dyke.yaml": ["ATT001 error"], "view.yaml": ["ATT001 info"]}


def test_the_nearest_file_wins_and_builds_on_another_only_if_it_says_so(newsroom: Path) -> None:
    (newsroom / "attribcheck.yaml").write_text("rules: {ATT001: warning}\n")
    near = newsroom / "news" / "opinion" / "attribcheck.yaml"
    near.write_text("fail-on: never\n")
    assert severities(newsroom) == {"dyke.yaml": ["ATT001 warning"], "view.yaml": ["ATT001 error"]}
    near.write_text("extends: ../../attribcheck.yaml\n")
    assert severities(newsroom) == {"dyke.yaml": ["ATT001 warning"], "view.yaml": ["ATT001 warning"]}


def test_packs_files_to_leave_out_and_the_exit_code(newsroom: Path) -> None:
    (newsroom / "attribcheck.yaml").write_text("packs: [polling]\nexclude: [news/opinion/**]\nfail-on: never\n")
    assert severities(newsroom) == {"dyke.yaml": []}
    (newsroom / "attribcheck.yaml").write_text("fail-on: never\n")
    assert run("check", str(newsroom)).exit_code == 0
    assert run("check", str(newsroom), "--fail-on", "error").exit_code == 1
    assert run("check", str(newsroom), "--isolated").exit_code == 1


def test_an_option_moves_a_limit(newsroom: Path) -> None:
    (newsroom / "news" / "dyke.yaml").write_text(
        "attribcheck: 1\nheadline: Water\npublished: 2026-05-09\npacks: [strict]\nbody: The lake is low, the board said.\n"
        "sources: {board: {name: the board}}\n"
        "statements: [{at: the board said, source: board, said: 2026-04-01, says: {text: The lake is low, tense: present}}]\n"
    )
    file = newsroom / "news" / "dyke.yaml"
    assert "TIM003 warning" in severities(file)["dyke.yaml"]
    (newsroom / "attribcheck.yaml").write_text("rules: {TIM003: {options: {days: 90}}}\n")
    assert "TIM003 warning" not in severities(file)["dyke.yaml"]


def test_a_pack_of_the_newsrooms_own(newsroom: Path) -> None:
    (newsroom / "house").mkdir()
    (newsroom / "house" / "HSE001-no-byline.yaml").write_text(
        """\
id: HSE001
name: no-byline
severity: info
about: copy
summary: An article without a byline.
for: article
when: article.byline == null
message: Who wrote this?
fix: Add the byline.
examples:
  - {fires: 1, article: {body: It rained.}}
  - {fires: 0, article: {body: It rained., byline: Ana Roe}}
"""
    )
    (newsroom / "attribcheck.yaml").write_text("packs: [core, ./house]\n")
    assert severities(newsroom)["dyke.yaml"] == ["HSE001 info", "ATT001 error"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rulez: {}\n", "attribcheck.yaml:1:1: Unknown key 'rulez'. Did you mean 'rules'?"),
        (
            "packs: [core]\nrules: {ATT001: eror}\n",
            "attribcheck.yaml:2:17: 'eror' is no value for 'rules.ATT001.severity'.",
        ),
        ("rules: {ATT0001: info}\n", "attribcheck.yaml:1:9: There is no rule 'att0001'. Did you mean 'ATT001'?"),
        ("packs: [cor]\n", "attribcheck.yaml:1:9: There is no pack 'cor'. Did you mean 'core'?"),
        ("packs: [./nowhere]\n", "attribcheck.yaml:1:9: The pack"),
        ("extends: gone.yaml\n", "attribcheck.yaml:1:10: 'extends' names 'gone.yaml', and there is no such file."),
        ("extends: attribcheck.yaml\n", "'extends' goes round in a circle: attribcheck.yaml → attribcheck.yaml."),
        (
            "rules: {TIM003: {options: {days: 0}}}\npacks: [strict]\n",
            "attribcheck.yaml:1:28: Option 'days' of rule TIM003 is '0'; it must be a number from 1 to 3650.",
        ),
        (
            "rules: {TIM003: {options: {day: 3}}}\npacks: [strict]\n",
            "attribcheck.yaml:1:28: Rule TIM003 has no option 'day'. Did you mean 'days'?",
        ),
        ("packs: [core\n", "attribcheck.yaml:"),
        ("- core\n", "A configuration is a record: keys and values."),
    ],
)
def test_a_mistake_is_said_with_its_place_and_exits_with_2(newsroom: Path, text: str, said: str) -> None:
    import subprocess
    import sys

    (newsroom / "attribcheck.yaml").write_text(text)
    command = [sys.executable, "-m", "attribcheck", "check", str(newsroom / "news")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_config_shows_what_holds_and_where_it_comes_from(newsroom: Path) -> None:
    (newsroom / "attribcheck.yaml").write_text("rules: {ATT001: warning}\n")
    shown = json.loads(run("config", str(newsroom / "news"), "-f", "json").stdout)
    assert shown["rules"] == {"value": {"att001": "warning"}, "from": str(newsroom / "attribcheck.yaml")}
    assert shown["packs"] == {"value": ["core"], "from": None}
    assert "att001" in run("config", str(newsroom / "news")).stdout


def test_init_writes_a_configuration_that_holds(newsroom: Path) -> None:
    assert run("init", "--yes", str(newsroom)).exit_code == 0
    assert severities(newsroom)["dyke.yaml"] == ["ATT001 error"]
    assert run("check", str(newsroom)).exit_code == 0
    assert run("init", "--yes", str(newsroom)).exit_code != 0
    (newsroom / "attribcheck.yaml").unlink()
    assert run("init", str(newsroom), stdin="y\ny\ny\n").exit_code == 0
    assert "packs: [core, conflict, health-science, polling]" in (newsroom / "attribcheck.yaml").read_text()


def test_the_schema_takes_what_the_program_takes() -> None:
    import yaml
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json.loads(run("schema", "configuration").stdout))
    good = "packs: [core]\nrules: {ATT001: off, TIM003: {severity: info, options: {days: '9'}}}\nexclude: drafts/**\nfail-on: never\n"
    validator.validate(yaml.load(good, Loader=yaml.BaseLoader))
    assert list(validator.iter_errors({"rulez": {}}))
    assert list(validator.iter_errors({"rules": {"ATT001": "eror"}}))


def test_it_is_found_above_an_article_without_a_repository_too(newsroom: Path) -> None:
    (newsroom / ".git").rmdir()
    (newsroom / "attribcheck.yaml").write_text("rules: {ATT001: info}\n")
    assert severities(newsroom / "news" / "opinion" / "view.yaml") == {"view.yaml": ["ATT001 info"]}


def test_a_repository_s_root_ends_the_search(newsroom: Path) -> None:
    (newsroom / "attribcheck.yaml").write_text("rules: {ATT001: info}\n")
    (newsroom / "news" / ".git").mkdir()
    assert severities(newsroom / "news" / "dyke.yaml") == {"dyke.yaml": ["ATT001 error"]}


def test_a_toml_file_nested_without_end_is_another_tools(newsroom: Path) -> None:
    nested = "x = " + "[" * 20_000 + "]" * 20_000
    (newsroom / "pyproject.toml").write_text(f"{nested}\n[tool.attribcheck]\npacks = []\n")
    assert severities(newsroom / "news" / "dyke.yaml") == {"dyke.yaml": ["ATT001 error"]}
