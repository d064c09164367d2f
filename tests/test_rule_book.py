"""The rule book: every rule loads, is tested by its own examples, and says what it must."""

from __future__ import annotations

import dataclasses

import pytest

from attribcheck.engine import cel_language
from attribcheck.engine.loading import configured, load_rule
from attribcheck.engine.rule import Condition, Rule
from attribcheck.examples import ExampleError, failures, judge
from attribcheck.workspace import rulebook

RULES = rulebook.all_rules()
FILES = rulebook.files_under([rulebook.folder()])
# The default severities, by pack.
EXPECTED = {
    "core": {
        "ATT001": "error", "ATT002": "warning", "ATT003": "warning", "ATT004": "error", "ATT005": "warning",
        "EVD001": "warning", "EVD002": "warning", "EVD003": "error", "EVD004": "error", "EVD005": "error",
        "EVD006": "warning", "COR001": "info", "COR002": "error", "COR003": "error", "COR004": "warning",
        "COR005": "error", "COR006": "error", "SRC001": "error", "SRC003": "error", "SRC004": "error",
        "SRC005": "error", "QUO001": "error", "QUO002": "error", "QUO003": "error", "HED001": "error",
        "HED002": "warning", "TIM002": "error", "TIM004": "error", "NUM001": "error", "FAIR001": "error",
        "FAIR002": "error", "FAIR003": "error", "PRV001": "warning", "PRV002": "warning", "PRV003": "error",
        "PRV004": "error",
    },
    "strict": {
        "TIM001": "warning", "ATT006": "warning", "ATT007": "info", "ATT008": "info", "EVD007": "warning",
        "SRC002": "warning", "SRC006": "warning", "SRC007": "warning", "SRC008": "warning", "QUO004": "info",
        "QUO005": "info", "TIM003": "warning", "TIM005": "warning", "NUM002": "warning", "FAIR004": "info",
        "PRV005": "info",
    },
    "conflict": {
        "CON001": "warning", "CON002": "warning", "CON003": "error", "CON004": "error", "CON005": "warning",
        "CON006": "warning",
    },
    "health-science": {
        "SCI001": "error", "SCI002": "error", "SCI003": "warning", "SCI004": "warning", "SCI005": "error",
    },
    "polling": {
        "POL001": "error", "POL002": "error", "POL003": "error", "POL004": "warning",
    },
    "wikipedia": {
        "WIK001": "warning", "WIK002": "error",
    },
}  # fmt: skip


def named(rule: Rule) -> str:
    return rule.id


def test_the_book_holds_these_rules() -> None:
    found: dict[str, dict[str, str]] = {}
    for rule in RULES:
        found.setdefault(rule.pack, {})[rule.id] = rule.severity
    assert found == EXPECTED


@pytest.mark.parametrize(("file", "pack"), FILES, ids=[file.stem for file, _ in FILES])
def test_each_file_keeps_the_published_schema(file: object, pack: str) -> None:
    from pathlib import Path

    assert isinstance(file, Path)
    rule = load_rule(file, pack, validate=True)
    assert file.name == f"{rule.id}-{rule.name}.yaml"


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_examples(rule: Rule) -> None:
    assert list(failures(rule)) == []
    assert sum(example.fires > 0 for example in rule.examples) >= 2
    assert sum(example.fires == 0 for example in rule.examples) >= 2


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_each_rule_says_what_it_rests_on_and_what_to_do(rule: Rule) -> None:
    assert rule.summary
    assert rule.fix
    assert rule.standards
    assert all(standard.found for standard in rule.standards)


@pytest.mark.parametrize("answer", ["true", "false"])
@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_that_always_answers_the_same_is_caught(rule: Rule, answer: str) -> None:
    """Mutation: with `when` replaced, the rule's own examples must fail."""
    program = cel_language.load().compile(answer)
    broken = dataclasses.replace(rule, when=Condition(answer, program, rule.when.paths), raises=())
    assert list(failures(broken))


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_findings_stand_on_words_of_the_text(rule: Rule) -> None:
    """No finding is a whole paragraph, and each message is filled in."""
    fired = 0
    for example in rule.examples:
        try:
            found = judge(rule, example)
        except ExampleError as error:
            pytest.fail(str(error))
        for finding in found:
            fired += 1
            assert finding.place.text
            assert "{" not in finding.message
            assert "null" not in finding.message.lower().split()
    assert fired


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.options], ids=named)
def test_every_option_of_a_rule_moves_something(rule: Rule) -> None:
    """Each is read by a condition, and at its bounds the rule still compiles."""
    text = (rulebook.folder() / rule.pack / f"{rule.id}-{rule.name}.yaml").read_text("utf-8")
    for option in rule.options:
        assert f"options.{option.name}" in text.split("examples:")[0]
        for value in (option.minimum, option.maximum):
            assert value is not None
            assert rule.misfit(option.name, value) is None
            assert configured(rule, {option.name: value}).when.expression == rule.when.expression
        assert rule.misfit(option.name, (option.maximum or 0) + 1) is not None
