"""A new rule to begin with: it loads as it is written, and its examples say what is still to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from attribcheck.cli import cli
from attribcheck.engine.loading import load_rule
from attribcheck.facts import SCOPES


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.mark.parametrize("scope", SCOPES)
def test_the_skeleton_loads_for_every_scope(tmp_path: Path, scope: str) -> None:
    assert run("rules", "new", "HSE001", "our-own", "--for", scope, "--folder", str(tmp_path)).exit_code == 0
    rule = load_rule(tmp_path / "HSE001-our-own.yaml", "house")
    assert (rule.id, rule.name, rule.scope) == ("HSE001", "our-own", scope)


def test_its_examples_are_still_to_be_written(tmp_path: Path) -> None:
    run("rules", "new", "HSE001", "our-own", "--folder", str(tmp_path))
    done = run("rules", "test", str(tmp_path))
    assert done.exit_code == 1
    assert "none of its examples makes it fire" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("hse1", "our-own"), "is no id"),
        (("HSE001", "Our Own"), "is no name"),
        (("HSE001", "our-own", "--for", "clam"), "Did you mean 'claim'?"),
        (("EVD001", "our-own"), "already"),
        (("HSE001", "declared-unproven"), "already"),
    ],
)
def test_what_cannot_be_a_rule_is_said(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("rules", "new", *arguments, "--folder", str(tmp_path))
    assert done.exit_code == 2
    assert said in done.output
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over(tmp_path: Path) -> None:
    run("rules", "new", "HSE001", "our-own", "--folder", str(tmp_path))
    assert "nothing was written" in run("rules", "new", "HSE001", "our-own", "--folder", str(tmp_path)).output
