"""The files that other people's pipelines run: they name only what exists, and nothing untrusted reaches a shell."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner

from attribcheck import check_file
from attribcheck.cli import cli
from attribcheck.reports.formats import FORMATS, render
from attribcheck.reports.markdown import MARK

ROOT = Path(__file__).parent.parent
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
GITLAB = ROOT / "ci" / "gitlab.yml"
PAGES = [
    ROOT / "docs" / f"{name}.md" for name in ("github", "gitlab", "pre-commit", "reviewdog", "reports", "confidential")
]
BASH = shutil.which("bash") or ""
# The shell that GitHub gives a step with `shell: bash`.
RUNNER_SHELL = [BASH, "--noprofile", "--norc", "-eo", "pipefail"]

needs_bash = pytest.mark.skipif(not BASH or os.name == "nt", reason="needs bash")


def load(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def blocks(file: Path, *languages: str) -> list[str]:
    """The fenced blocks of a page, their indentation taken off."""
    fences = re.finditer(r"^( *)```(\w+)\n(.*?)^\1```$", file.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [
        "\n".join(line.removeprefix(block[1]) for line in block[3].split("\n"))
        for block in fences
        if block[2] in languages
    ]


def documents() -> dict[str, Any]:
    """Every YAML document, ours and those that a page tells people to copy."""
    found = {file.name: load(file) for file in (ACTION, HOOKS, GITLAB)}
    for page in PAGES:
        found |= {f"{page.name} {n}": yaml.safe_load(text) for n, text in enumerate(blocks(page, "yaml"), 1)}
    return found


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """All mappings in a document."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for item in node:
            yield from walk(item)


def scripts() -> dict[str, str]:
    """Every piece of shell in those documents."""
    found: dict[str, str] = {}
    for name, document in documents().items():
        for node in walk(document):
            pieces = [node.get("run"), *(node.get("script") or [])]
            found |= {f"{name}: {piece.strip()[:60]}": piece for piece in pieces if isinstance(piece, str)}
    return found


def with_arrays(script: str) -> str:
    """A script, and below it the command lines that it puts together in an array, all their options given."""
    lines: list[str] = []
    for part in re.finditer(r"\bcommand(\+?)=\((.*?)\)", script):
        if part[1]:
            lines[-1] += f" {part[2]}"
        else:
            lines.append(part[2])
    return "\n".join([script, *lines])


def command_lines() -> dict[str, list[str]]:
    """Every call of attribcheck in a script, a console block or a hook, as words."""
    texts = {name: with_arrays(script) for name, script in scripts().items()}
    for page in PAGES:
        for text in blocks(page, "console"):
            texts[f"{page.name} console"] = texts.get(f"{page.name} console", "") + text
    found: dict[str, list[str]] = {}
    for name, text in texts.items():
        for line in text.replace("\\\n", " ").split("\n"):
            if call := re.search(r'(?:^|[\s/(])attribcheck"? (?=[a-z])([^|<>;&)]*)', line):
                # What a variable holds is not ours to judge, but it stands for one word.
                found[f"{name}: {line.strip()}"] = shlex.split(call[1], comments=True)
    for name, document in documents().items():
        for node in walk(document):
            if str(node.get("entry", "")).startswith("attribcheck ") or str(node.get("id")) in hook_ids():
                entry = node.get("entry", "attribcheck check").split()[1:]
                found[f"{name}: {node['id']}"] = [*entry, *node.get("args", [])]
    return found


def hook_ids() -> set[str]:
    return {hook["id"] for hook in load(HOOKS)}


def judge(words: list[str]) -> None:
    """Fails where a command, an option or a choice does not exist."""
    command = cli.get_command(click.Context(cli), words[0])
    assert command is not None, f"no command '{words[0]}'"
    options = {name: option for option in command.params if isinstance(option, click.Option) for name in option.opts}
    rest = iter(words[1:])
    for word in rest:
        if word == "--":
            return
        name, _, given = word.partition("=")
        if not name.startswith("-"):
            continue
        assert name in options, f"'{words[0]}' has no option '{name}'"
        if options[name].is_flag:
            continue
        value = given or next(rest, None)
        assert value is not None, f"'{name}' has no value"
        if isinstance(options[name].type, click.Choice) and not value.startswith("$"):
            options[name].type.convert(value, options[name], None)


COMMAND_LINES = command_lines()
SCRIPTS = scripts()


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_a_command_line_names_only_what_exists(line: str) -> None:
    judge(COMMAND_LINES[line])


def test_command_lines_are_found_in_each_file() -> None:
    for file in [ACTION, HOOKS, GITLAB, *PAGES]:
        assert any(name.startswith(file.name) for name in COMMAND_LINES), file


@pytest.mark.parametrize("line", ["check --colour", "chek .", "check -f xml", "check --fail-on fatal", "check . -f"])
def test_a_command_line_that_does_not_exist_would_be_found(line: str) -> None:
    with pytest.raises((AssertionError, click.BadParameter)):
        judge(line.split())


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_expression_stands_in_a_script(script: str) -> None:
    """A runner writes an expression's value into the script before the shell reads it; GitLab has no such thing."""
    assert "${{" not in SCRIPTS[script]


@needs_bash
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_shell(script: str) -> None:
    # A placeholder such as @REF is a word like any other.
    done = subprocess.run([BASH, "-n"], input=SCRIPTS[script], text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_action_uses_one_other_action_and_pins_it() -> None:
    used = [step["uses"] for step in load(ACTION)["runs"]["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/setup-python@[0-9a-f]{40}", name) for name in used)
    assert len(used) == 1


def test_each_input_of_the_action_is_read_and_each_output_written() -> None:
    action = load(ACTION)
    steps = json.dumps(action["runs"]["steps"])
    for name in action["inputs"]:
        assert f"inputs.{name} " in steps, name
    script = main_script()
    for name, output in action["outputs"].items():
        assert output["value"] == f"${{{{ steps.check.outputs.{name} }}}}"
        assert f"{name}=" in script, name


def test_advice_comes_first() -> None:
    assert load(ACTION)["inputs"]["fail-on"]["default"] == "never"
    assert load(GITLAB)["variables"]["ATTRIBCHECK_FAIL_ON"] == "never"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_uses_inputs_outputs_and_variables_that_exist(page: Path) -> None:
    action, variables = load(ACTION), set(load(GITLAB)["variables"])
    for text in blocks(page, "yaml"):
        for node in walk(yaml.safe_load(text)):
            if str(node.get("uses", "")).startswith("OWNER/attribcheck@"):
                assert set(node.get("with", {})) <= set(action["inputs"])
        assert set(re.findall(r"steps\.attribcheck\.outputs\.([\w-]+)", text)) <= set(action["outputs"])
    assert set(re.findall(r"ATTRIBCHECK_\w+", page.read_text("utf-8"))) <= variables


def test_the_github_page_lists_the_inputs_with_their_defaults() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (?:`(.*?)`)? ?\|", PAGES[0].read_text("utf-8"), re.MULTILINE)
    assert dict(rows) == {name: given["default"] for name, given in load(ACTION)["inputs"].items()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_every_format_has_a_paragraph() -> None:
    text = (ROOT / "docs" / "reports.md").read_text("utf-8")
    assert re.findall(r"^\*\*`(\w+)`\*\*", text, re.MULTILINE) == list(FORMATS)


def test_workflows_give_no_job_more_than_it_names() -> None:
    flows = [flow for name, flow in documents().items() if name[:6] in ("github", "review") and "jobs" in flow]
    assert flows
    for flow in flows:
        assert flow["permissions"] == {}
        assert all("contents" in job["permissions"] for job in flow["jobs"].values())
        assert "pull_request_target" not in flow[True]  # YAML 1.1 reads the key `on` so


# --- the hooks


def test_a_hook_has_what_pre_commit_asks_for() -> None:
    assert hook_ids() == {"attribcheck", "attribcheck-repository"}
    for hook in load(HOOKS):
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["language"] == "python"
        assert hook["require_serial"] is True


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        *((file.relative_to(ROOT).as_posix(), True) for file in sorted((ROOT / "samples").glob("*.yaml"))),
        ("content/news/story.yml", True),
        ("articles/story.json", True),
        ("content/resources.yaml", True),
        ("content/sources.yaml", True),
        ("content/news/story.md", True),
        ("docs/Story.DOCX", True),
        ("_posts/2026-01-14-harbour.markdown", True),
        ("sourcing/content/news/story.sources.yaml", True),
        ("content/news/photo.jpg", False),
        ("src/readme.md", False),
        ("content/story.private.yaml", False),
        ("content/story.private.yml", False),
        ("rules/core/EVD001-declared-unproven.yaml", False),
        (".github/workflows/sourcing.yml", False),
        ("my-content/story.yaml", False),
    ],
)
def test_the_files_a_hook_takes(path: str, taken: bool) -> None:
    hook = next(hook for hook in load(HOOKS) if hook["id"] == "attribcheck")
    # pre-commit searches; it does not match whole paths.
    assert (bool(re.search(hook["files"], path)) and not re.search(hook["exclude"], path)) is taken


def test_a_hook_passes_over_what_is_no_article(tmp_path: Path) -> None:
    """Whatever of it a commit changes: the hooks name each file."""
    hook = next(hook for hook in load(HOOKS) if hook["id"] == "attribcheck")
    for name, text in (("README.md", "# Read me\n"), ("data.yaml", "a: 1\n"), ("attribcheck.yaml", "packs: [core]\n")):
        (tmp_path / name).write_text(text)
    files = [str(file) for file in sorted(tmp_path.iterdir())]
    done = CliRunner().invoke(cli, [*hook["entry"].split()[1:], *hook["args"], *files, "-f", "json"])
    assert (done.exit_code, json.loads(done.stdout)["articles"]) == (0, [])


def test_the_page_quotes_the_default_pattern() -> None:
    hook = next(hook for hook in load(HOOKS) if hook["id"] == "attribcheck")
    assert hook["files"] in [block.strip() for block in blocks(ROOT / "docs" / "pre-commit.md", "text")]


# --- the action as a runner runs it


def main_script() -> str:
    return str(next(step["run"] for step in load(ACTION)["runs"]["steps"] if step.get("id") == "check"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "samples", tmp_path / "repository" / "content news")
    return tmp_path / "repository"


def run_action(repository: Path, **inputs: str) -> tuple[int, dict[str, str], str]:
    """Exit code, outputs and stdout of the action's main script; the inputs not given are empty or the default."""
    runner = repository.parent / "runner"
    runner.mkdir()
    for name in ("output", "summary"):
        (runner / name).touch()
    given = {name.upper().replace("-", "_"): entry["default"] for name, entry in load(ACTION)["inputs"].items()}
    env = {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "PYTHONPATH")},
        **given,
        **inputs,
        "BIN": str(Path(sys.executable).parent),
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(runner / "output"),
        "GITHUB_STEP_SUMMARY": str(runner / "summary"),
        "RUNNER_TEMP": str(runner / "temp"),
    }
    script = runner / "script.sh"
    script.write_text(main_script(), "utf-8")
    done = subprocess.run(
        [*RUNNER_SHELL, str(script)], cwd=repository, env=env, capture_output=True, text=True, check=False
    )
    lines = (runner / "output").read_text("utf-8").splitlines()
    return done.returncode, dict(line.split("=", 1) for line in lines), done.stdout


@needs_bash
def test_the_action_advises_and_passes(repository: Path) -> None:
    code, outputs, stdout = run_action(repository)
    assert code == 0
    assert list(outputs) == ["report", "exit-code"]
    report = json.loads(Path(outputs["report"]).read_text("utf-8"))
    assert report["summary"]["articles"] == 4
    assert "::error file=content news/" in stdout
    assert (repository.parent / "runner" / "summary").read_text("utf-8").startswith(MARK)


@needs_bash
def test_the_action_renders_everything_and_keeps_the_exit_code(repository: Path) -> None:
    code, outputs, _ = run_action(
        repository, PATHS="content news/bridge-denial.yaml\r\n\ncontent news/prisoner-offer.yaml\n",
        FAIL_ON="error", PACKS="core, conflict", SARIF="true", HTML="out/html", COMMENT="out/comment.md",
    )  # fmt: skip
    assert (code, outputs["exit-code"]) == (1, "1")
    assert (outputs["html"], outputs["comment"]) == ("out/html", "out/comment.md")
    report = json.loads(Path(outputs["report"]).read_text("utf-8"))
    assert report["summary"]["articles"] == 2
    sarif = json.loads(Path(outputs["sarif"]).read_text("utf-8"))
    assert len(sarif["runs"][0]["results"]) == sum(report["summary"]["findings"].values())
    assert "<html" in (repository / "out" / "html" / "index.html").read_text("utf-8")
    assert (repository / "out" / "comment.md").read_text("utf-8").startswith(MARK)


@needs_bash
def test_what_a_caller_writes_is_never_run(repository: Path) -> None:
    hostile = "$(touch run)`touch run`; touch run # *"
    code, outputs, _ = run_action(repository, PATHS=f"--exit-zero\n{hostile}", SARIF="true")
    assert (code, outputs["exit-code"]) == (2, "2")  # there are no such files
    assert not (repository / "run").exists()


@needs_bash
@pytest.mark.parametrize(("allow", "expected"), [("false", 2), ("true", 0)])
def test_a_run_without_an_article_passes_only_if_allowed(repository: Path, allow: str, expected: int) -> None:
    (repository / "empty").mkdir()
    code, _, _ = run_action(repository, PATHS="empty", ALLOW_EMPTY=allow)
    assert code == expected


@needs_bash
@pytest.mark.parametrize("inputs", [{"FAIL_ON": "fatal"}, {"HTML": "a\nreport=b"}, {"PACKS": "nonesuch"}])
def test_a_wrong_input_fails_even_as_advice(repository: Path, inputs: dict[str, str]) -> None:
    code, outputs, _ = run_action(repository, **inputs)
    assert code == 2
    assert "report" not in outputs


@needs_bash
def test_the_gitlab_job_writes_what_its_artifacts_name(repository: Path) -> None:
    job = load(GITLAB)["attribcheck"]
    script = job["script"][-1].replace("/tmp/attribcheck/bin", str(Path(sys.executable).parent))
    env = {**os.environ, "GITLAB_CI": "true", "ATTRIBCHECK_FAIL_ON": "error", "ATTRIBCHECK_PATHS": "content news\n"}
    done = subprocess.run([BASH, "-eo", "pipefail", "-c", script], cwd=repository, env=env, check=False)
    assert done.returncode == 1
    assert done.returncode in job["allow_failure"]["exit_codes"]
    for file in job["artifacts"]["reports"].values():
        assert (repository / file).stat().st_size > 0
    assert (repository / "attribcheck-report" / "html" / "index.html").is_file()


# --- the comment on a pull request


def comment_step() -> Any:
    flows = [yaml.safe_load(text) for text in blocks(ROOT / "docs" / "github.md", "yaml")]
    return next(n for flow in flows for n in walk(flow) if n.get("name") == "Comment on the pull request")


@needs_bash
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("", ["--method", "POST", "repos/desk/content/issues/7/comments"]),
        ("11\n12", ["--method", "PATCH", "repos/desk/content/issues/comments/11"]),
    ],
)
def test_the_comment_is_made_once_and_then_edited(tmp_path: Path, found: str, expected: list[str]) -> None:
    gh = tmp_path / "gh"
    gh.write_text(
        '#!/bin/sh\ncase "$*" in *--paginate*) printf "%s" "$FOUND";; *) printf "%s\\n" "$@" > "$CALL";; esac\n'
    )
    gh.chmod(0o755)
    env = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "FOUND": found, "CALL": str(tmp_path / "call"),
        "REPOSITORY": "desk/content", "NUMBER": "7", "COMMENT": "a b.md",
    }  # fmt: skip
    subprocess.run([BASH, "-e", "-c", comment_step()["run"]], env=env, check=True)
    assert (tmp_path / "call").read_text().splitlines() == ["api", "--silent", *expected, "--field", "body=@a b.md"]


def test_the_comment_looks_for_the_mark_and_stays_away_from_forks() -> None:
    step = comment_step()
    assert f'startswith("{MARK}")' in step["run"]
    assert '"github-actions[bot]"' in step["run"]
    assert "head.repo.full_name == github.repository" in step["if"]


def test_the_pages_name_the_category_that_the_file_has() -> None:
    """`upload-sarif` keeps the category of a file that names one, and sets its own only where there is none."""
    article = ROOT / "samples" / "bridge-denial.yaml"
    sarif = json.loads(render(check_file(article), "sarif"))
    details = sarif["runs"][0].get("automationDetails", {"id": "attribcheck/"})
    categories = [
        node["with"]["category"]
        for text in blocks(ROOT / "docs" / "github.md", "yaml")
        for node in walk(yaml.safe_load(text))
        if "upload-sarif" in str(node.get("uses", ""))
    ]
    assert [f"{category}/" for category in categories] == [details["id"]]
