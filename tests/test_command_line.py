"""The command line as a user types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import attribcheck
from attribcheck.cli import cli
from attribcheck.reports.formats import FORMATS
from prisoner_offer import SAMPLES, STORY

CLEAN = "attribcheck: 1\nheadline: A bridge fell\nbody: The bridge fell.\n"


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin)


@pytest.fixture
def clean(tmp_path: Path) -> str:
    file = tmp_path / "clean.yaml"
    file.write_text(CLEAN)
    return str(file)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--fail-on", "never"], 0),
        (["--exit-zero"], 0),
        (["--ignore", "EVD006"], 0),
        (["--ignore", "EVD006", "--fail-on", "warning"], 1),
        (["--select", "HED002"], 0),
        (["--select", "headline-drops-scope", "--fail-on", "warning"], 1),
        (["--select", "COR", "--fail-on", "info"], 1),
        (["--select", "NOP001"], 2),
        (["--pack", "cor"], 2),
        (["--as-of", "soon"], 2),
        (["-f", "html2"], 2),
        (["-f", "json", "-f", "text"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert run("check", str(STORY), *arguments).exit_code == code


def test_a_clean_article_exits_with_0(clean: str) -> None:
    done = run("check", clean)
    assert done.exit_code == 0
    assert "nothing to fix" in done.stdout


def test_no_file_is_an_error_unless_allowed(tmp_path: Path) -> None:
    assert run("check", str(tmp_path)).exit_code == 2
    assert run("check", str(tmp_path), "--allow-empty").exit_code == 0
    assert run("check", str(tmp_path / "absent.yaml"), "--allow-empty").exit_code == 2


def test_a_folder_holds_articles_and_other_files(tmp_path: Path, clean: str) -> None:
    for name in ("names.private.yaml", ".hidden.yaml", "README.md"):
        (tmp_path / name).write_text(CLEAN)
    (tmp_path / "requirements.txt").write_text("click>=8\n")
    (tmp_path / "sources.yaml").write_text("sources: {clerk: {name: A clerk}}\n")
    (tmp_path / "clean.sources.yaml").write_text("attribcheck: 1\narticle: gone.md\n")
    (tmp_path / ".gitignore").write_text("*.private.yaml\n")
    (tmp_path / "names.private.yaml").write_text("confidential: {clerk: {name: Ilse Quarv}}\n")
    (tmp_path / "config.yaml").write_text("title: no article\n")
    report = attribcheck.Report.from_json(run("check", str(tmp_path), "-f", "json").stdout)
    assert [Path(article.path).name for article in report.articles] == ["clean.sources.yaml", "clean.yaml"]
    assert [finding.rule for finding in report.articles[0].findings] == ["orphaned-sidecar"]


def test_stdin_with_a_pretended_path() -> None:
    text = json.dumps({"attribcheck": 1, "headline": "H", "body": "It fell."})
    done = run("check", "-", "--stdin-filename", "news/story.json", "-f", "json", stdin=text)
    assert [article.path for article in attribcheck.Report.from_json(done.stdout).articles] == ["news/story.json"]


def test_several_formats_in_one_run(tmp_path: Path) -> None:
    one, two = tmp_path / "a" / "report.json", tmp_path / "report.txt"
    done = run("check", str(STORY), "-f", "json", "-o", str(one), "-f", "text", "-o", str(two))
    assert done.stdout == ""
    assert attribcheck.Report.from_json(one.read_text("utf-8")).summary.articles == 1
    assert "before publication: 1 to fix, 11 to ask, 3 for the desk" in two.read_text("utf-8")


def test_data_on_stdout_all_else_on_stderr(tmp_path: Path) -> None:
    done = run("check", str(STORY), str(tmp_path / "absent.yaml"), "-f", "json")
    assert json.loads(done.stdout)["schema"] == "attribcheck/report/1"
    assert "absent.yaml" in done.stderr


def test_the_worst_five_then_all() -> None:
    short, long = run("check", str(STORY)).stdout, run("check", str(STORY), "--all").stdout
    assert "… and 10 more: --all shows them." in short
    assert "EVD006" in short
    assert "COR001" not in short
    assert long.count("COR001") == 3


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({}, False)],
)
def test_colour_only_where_it_is_wanted(variables: dict[str, str], coloured: bool) -> None:
    clean_environment = {"NO_COLOR": None, "FORCE_COLOR": None, **variables}
    done = CliRunner().invoke(cli, ["check", str(STORY)], env=clean_environment, color=True)
    assert ("\x1b[" in done.stdout) is coloured


@pytest.mark.parametrize("columns", ["44", "80", "120"])
def test_no_line_is_wider_than_the_terminal(columns: str) -> None:
    done = CliRunner().invoke(cli, ["check", str(STORY), "--all"], env={"COLUMNS": columns})
    assert max(map(len, done.stdout.splitlines())) <= int(columns)


def test_why_shows_the_steps_and_the_history() -> None:
    words = run("why", str(STORY), "nationality").stdout
    assert "corroborated on 2025-01-13" in words
    assert " 7  YES  corroborated" in words
    assert "2025-01-11  unsupported" in words
    assert "What would change it" in words
    earlier = run("why", str(STORY), "nationality", "--as-of", "2025-01-11").stdout
    assert "11  YES  unsupported" in earlier


def test_why_helps_with_a_misspelt_claim() -> None:
    done = run("why", str(STORY), "nationalty")
    assert done.exit_code != 0
    assert "Did you mean 'nationality'?" in done.output


def test_explain_by_id_and_by_name() -> None:
    assert run("explain", "EVD001").stdout == run("explain", "declared-unproven").stdout
    assert "Did you mean 'EVD001'?" in run("explain", "EVD01").output


def test_rules_list() -> None:
    rows = run("rules", "list").stdout.splitlines()
    assert len(rows) == 69
    assert len(run("rules", "list", "--pack", "conflict").stdout.splitlines()) == 6
    assert {row["id"] for row in json.loads(run("rules", "list", "-f", "json").stdout)} >= {"EVD001", "CON004"}


@pytest.mark.parametrize("name", ["article", "rule", "configuration", "report"])
def test_schemas_are_draft_2020_12(name: str) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(run("schema", name).stdout)
    Draft202012Validator.check_schema(schema)


def test_facts_are_listed() -> None:
    words = run("facts").stdout
    assert "evidence_declared" in words
    assert "no proof was given" in words


def _process(*arguments: str, **environment: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "attribcheck", *arguments],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done.stdout


@pytest.mark.parametrize("form", ["json", "text"])
def test_the_same_bytes_whatever_the_hash_seed(form: str) -> None:
    outputs = {_process("check", str(SAMPLES), "-f", form, PYTHONHASHSEED=seed) for seed in ("0", "1", "7")}
    assert len(outputs) == 1


def test_a_closed_pipe_is_quiet() -> None:
    command = f'"{sys.executable}" -m attribcheck check "{STORY}" --all | head -c 10'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""


def test_the_version_loads_nothing_heavy() -> None:
    """What makes `--version` fast; the milliseconds are measured in benchmarks/."""
    code = "import sys; sys.argv=['attribcheck','--version']; import attribcheck.cli as c\ntry: c.main()\nexcept SystemExit: pass\nprint(sorted(m for m in ('yaml','pydantic','cel','rich','jsonschema','markdown_it','rapidfuzz') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_file_name_that_is_no_utf_8_stands_in_every_report(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"caf\xe9.yaml")
    file.write_text("attribcheck: 1\nheadline: A\nbody: B\n")
    for form in FORMATS:
        done = subprocess.run(
            [sys.executable, "-m", "attribcheck", "check", str(file), "-f", form], capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b""), form
        done.stdout.decode("utf-8")


def test_a_path_cannot_give_a_runner_or_a_terminal_an_order(tmp_path: Path) -> None:
    name = str(tmp_path / "none\n::error::x \x1b[31m ##[group]")
    done = subprocess.run(
        [sys.executable, "-m", "attribcheck", "check", name], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert not any(line.lstrip().startswith("::") for line in done.stderr.splitlines())
    assert "\x1b" not in done.stderr
    assert "##[" not in done.stderr


def test_article_text_cannot_give_a_runner_an_order() -> None:
    text = "attribcheck: 1\nheadline: '::error::boom ##[error]x'\nbody: B\n"
    done = run("check", "-", "-f", "text", stdin=text)
    assert not any(line.lstrip().startswith("::") for line in done.stdout.splitlines())
    assert "##[" not in done.stdout


def test_what_comes_on_standard_input_has_no_past() -> None:
    done = run("check", "-", "--diff", "main", stdin="{}")
    assert (done.exit_code, "no past" in done.stderr) == (2, True)
