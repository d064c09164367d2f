"""Rules that people write: what is wrong with one, where, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import attribcheck
from attribcheck.cli import cli
from attribcheck.engine.checking import check
from attribcheck.engine.expressions import ExpressionError
from attribcheck.engine.fact_types import scope
from attribcheck.engine.loading import RuleError, read_rule

RULE = """id: HOU001
name: house-rule
severity: warning
about: copy
summary: Statements that nobody dates.
for: statement
when: {when}
message: {message}
fix: Date it.
examples:
  - fires: 1
    article: {{body: "It fell, he said.", sources: {{he: {{name: he}}}}, statements: [{{at: he said, source: he, says: It fell}}]}}
  - fires: 0
    article: {{body: "It fell, he said.", sources: {{he: {{name: he}}}}, statements: [{{at: he said, source: he, said: 2026-03-03, says: It fell}}]}}
"""
GOOD = RULE.format(when="statement.said == null", message='"{statement.id}: no day"')


def load(text: str) -> attribcheck.Rule:
    return read_rule(text.encode(), "house", "house.yaml")


def test_a_house_rule_runs_beside_the_book(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "rule.yaml").write_text(GOOD)
    rules = attribcheck.load_rules(tmp_path)
    text = "attribcheck: 1\nheadline: H\nbody: It fell, he said.\nsources: {he: {name: he}}\nstatements: [{at: he said, source: he, says: It fell}]\n"
    found = attribcheck.check_text(text, rules=rules).articles[0].findings
    assert [(f.rule, f.message) for f in found if f.rule == "HOU001"] == [("HOU001", "s1: no day")]
    done = CliRunner().invoke(cli, ["rules", "test", str(tmp_path)])
    assert (done.exit_code, done.stdout) == (0, "1 rules, 2 examples: 0 failed, 0 rules did not load\n")


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        (GOOD.replace("statement.said ==", "statement.sayd =="), "house.yaml:7:17", "Did you mean 'said'?"),
        (GOOD.replace("statement.said ==", "statment.said =="), "house.yaml:7:7", "Did you mean 'statement'?"),
        (GOOD.replace("said == null", 'stance == "denys"'), "house.yaml:7:27", "Did you mean 'denies'?"),
        (GOOD.replace("said == null", "said"), "house.yaml:7:7", "where yes or no is needed"),
        (GOOD.replace("said == null", "said > 3"), "house.yaml:7:7", "compares a text with a number"),
        (GOOD.replace("said == null", "credited"), "house.yaml:7:7", "may be null"),
        (GOOD.replace("said == null", 'claims.contains("x")'), "house.yaml:7:7", "Use 'x in list'"),
        (GOOD.replace("said == null", "said == null &&"), "house.yaml:7:", "found the end"),
        (GOOD.replace("{statement.id}", "{statement.ident}"), "house.yaml:8:", "There is no fact 'ident'"),
        (GOOD.replace("severity: warning", "severity: warn"), "house.yaml:3:11", "Did you mean 'warning'?"),
        (GOOD.replace("summary:", "sumary:"), "house.yaml:1:1", "'summary' is missing"),
        (GOOD + "colour: red\n", "house.yaml:15:1", "Unknown key 'colour'"),
        (GOOD.replace("for: statement", "for: sentence"), "house.yaml:6:6", "no value here"),
        ("- a\n", "house.yaml:1:1", "A rule is a record"),
        ("id: [\n", "house.yaml:2:1", ""),
    ],
)
def test_a_broken_rule_says_where_and_what_to_do(text: str, where: str, words: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(text)
    assert str(caught.value).startswith(where), caught.value
    assert words in str(caught.value)


def test_rules_test_exits_with_2_for_a_rule_that_does_not_load(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(GOOD.replace("statement.said", "statement.sayd"))
    done = CliRunner().invoke(cli, ["rules", "test", str(tmp_path)])
    assert done.exit_code == 2
    assert "bad.yaml:7:17" in done.stderr


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("true", "none of its examples keeps it silent"),
        ("false", "none of its examples makes it fire"),
        ("statement.quote.altered", "the rule fails on the example"),
    ],
)
def test_rules_test_exits_with_1_for_failing_examples(tmp_path: Path, when: str, words: str) -> None:
    (tmp_path / "rule.yaml").write_text(RULE.format(when=when, message='"{statement.id}"'))
    done = CliRunner().invoke(cli, ["rules", "test", str(tmp_path)])
    assert done.exit_code == 1
    assert words in done.stdout


def test_a_rule_that_fails_on_an_article_is_reported_and_the_others_go_on(tmp_path: Path) -> None:
    rule = load(RULE.format(when="statement.quote.altered", message='"x"'))
    text = "attribcheck: 1\nheadline: H\nbody: It fell, he said.\nsources: {he: {name: he}}\nstatements: [{at: he said, source: he, says: It fell}]\n"
    report = attribcheck.check_text(text, rules=[rule])
    assert [(p.rule, "s1" in p.message) for p in report.problems] == [("HOU001", True)]
    assert "COR001" in {finding.rule for finding in report.articles[0].findings}


def test_loops_nest_two_deep_at_most() -> None:
    two = "article.claims.exists(a, article.claims.exists(b, a.id == b.id))"
    assert check(two, scope("article"), "bool").paths == {"article": {"claims": {"id": {}}}}
    with pytest.raises(ExpressionError, match="two deep"):
        check(
            "article.claims.exists(a, article.claims.exists(b, article.claims.exists(c, a.id == c.id)))",
            scope("article"),
        )


def test_one_fault_one_finding() -> None:
    """EVD002 takes the place of COR001, and an ignored finding still silences."""
    text = (
        "attribcheck: 1\nheadline: H\nbody: It fell, he said.\nsides: {north: party}\nsources: {he: {name: he, side: north}}\n"
        "statements: [{at: he said, source: he, says: {text: It fell, kind: event, weight: high, topic: hostilities%s}}]\n"
    )
    packs = ("core", "conflict")
    assert [f.rule for f in attribcheck.check_text(text % "", packs=packs).articles[0].findings] == ["CON001"]
    ignored = attribcheck.check_text(text % ", ignore: {CON001: we were there}", packs=packs)
    assert [(f.rule, f.suppressed and f.suppressed.reason) for f in ignored.articles[0].findings] == [
        ("CON001", "we were there")
    ]
    assert ignored.summary.findings == {"error": 0, "warning": 0, "info": 0}
    off = attribcheck.check_text(text % "", packs=("core",))
    assert [f.rule for f in off.articles[0].findings] == ["EVD002"]


@pytest.mark.parametrize(("until", "silent"), [("2026-03-04", True), ("2026-03-03", False)])
def test_an_ignore_ends_with_its_day(until: str, silent: bool) -> None:
    text = (
        "attribcheck: 1\nheadline: H\nbody: It fell.\npublished: 2026-03-04\n"
        f"claims: {{fell: {{text: It fell, mentions: [It fell], ignore: {{ATT001: {{why: we saw it, by: desk, until: {until}}}}}}}}}\n"
    )
    [finding] = [f for f in attribcheck.check_text(text).articles[0].findings if f.about != "file"]
    assert (finding.suppressed is not None) is silent
