"""Rules that newsrooms write themselves: words to avoid, rules on trial, renamed ones, packs from elsewhere, and no harm done."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import attribcheck
from attribcheck.cli import cli
from attribcheck.engine.loading import RuleError, load_rule
from attribcheck.report import Finding
from attribcheck.workspace import rulebook

STORY = """\
attribcheck: 1
headline: The dyke broke
{more}body: |
  At this point  in time the dyke is **at this
  point in time** broken. "At this point in time I can't say," the warden said.
sources: {{warden: {{name: the warden}}}}
statements: [{{at: the warden said, source: warden, says: {{text: The warden cannot say, kind: own-state}}}}]
"""
WORDY = """\
id: HSE001
name: wordy
severity: info
about: copy
summary: Words that say nothing.
phrases: [at this point in time, can't]
instead: now
fix: Cut it.
examples:
  - {fires: 1, article: {body: He is here at this point in time.}}
  - {fires: 0, article: {body: He is here now.}}
"""
PLAIN = """\
id: HSE002
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


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def pack(folder: Path, **rules: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in rules.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def check(file: Path, *arguments: str) -> list[Finding]:
    done = run("check", str(file), "-f", "json", "--exit-zero", *arguments)
    assert done.exit_code == 0, done.output
    return attribcheck.Report.from_json(done.stdout).articles[0].findings


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.yaml"
    file.write_text(STORY.format(more=""), "utf-8")
    return file


def test_words_are_found_however_they_are_spaced_and_never_inside_quotations(story: Path, tmp_path: Path) -> None:
    found = check(story, "--pack", str(pack(tmp_path / "house", HSE001=WORDY)))
    assert [(f.rule, f.place.seen) for f in found] == [
        ("HSE001", "At this point  in time"), ("HSE001", "at this point in time"),
    ]  # fmt: skip
    assert found[0].message == "Write “now” in place of “At this point  in time”.".replace("  ", " ")
    lines = story.read_text("utf-8").split("\n")
    place = found[0].place
    assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == place.text == "At this point  in time"


def test_their_examples_are_tested_like_those_of_any_rule(tmp_path: Path) -> None:
    folder = pack(tmp_path / "house", HSE001=WORDY)
    assert run("rules", "test", str(folder)).output == "1 rules, 2 examples: 0 failed, 0 rules did not load\n"


def test_without_other_words_to_write_the_message_says_so(tmp_path: Path, story: Path) -> None:
    folder = pack(tmp_path / "house", HSE001=WORDY.replace("instead: now\n", ""))
    assert check(story, "--pack", str(folder))[0].message == "“At this point in time” is not how we write this."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WORDY.replace("phrases:", "when: article.byline == null\nphrases:"), "not"),
        (WORDY.replace("phrases: [at this point in time, can't]", "phrases: []"), "'phrases' holds no words."),
        (PLAIN.replace("article.byline", "article.bylin"), "There is no fact 'bylin'."),
        (PLAIN.replace("fix: Add the byline.\n", ""), "'fix' is missing."),
    ],
)
def test_a_rule_that_cannot_be_used_says_where_and_what(tmp_path: Path, text: str, said: str) -> None:
    folder = pack(tmp_path / "house", HSE=text)
    with pytest.raises(RuleError, match=r"HSE\.yaml:\d+:\d+: ") as raised:
        load_rule(folder / "HSE.yaml", "house")
    assert said in str(raised.value)
    assert run("rules", "test", str(folder)).exit_code == 2


def test_a_rule_on_trial_runs_only_if_it_is_asked_for(story: Path, tmp_path: Path) -> None:
    folder = str(pack(tmp_path / "house", HSE002=PLAIN + "preview: yes\n"))
    assert check(story, "--pack", folder) == []
    assert [f.rule for f in check(story, "--pack", folder, "--preview")] == ["HSE002"]


def test_a_renamed_rule_goes_by_its_old_name(story: Path, tmp_path: Path) -> None:
    pack(tmp_path / "house", HSE002=PLAIN + "aliases: [OLD001, who-wrote-this]\n")
    (tmp_path / "attribcheck.yaml").write_text("packs: [./house]\nrules: {OLD001: error}\n")
    assert [(f.rule, f.severity) for f in check(story)] == [("HSE002", "error")]
    (tmp_path / "attribcheck.yaml").write_text("packs: [./house]\nrules: {who-wrote-this: off}\n")
    assert check(story) == []


def test_an_installed_package_brings_a_pack(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    package = pack(tmp_path / "site" / "acme_rules")
    (package / "__init__.py").write_text("")
    (package / "HSE002-no-byline.yaml").write_text(PLAIN)
    info = tmp_path / "site" / "acme_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[attribcheck.packs]\nacme = acme_rules\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), *sys.path])
    rulebook.installed_packs.cache_clear()
    try:
        assert [f.rule for f in check(story, "--pack", "acme")] == ["HSE002"]
    finally:
        rulebook.installed_packs.cache_clear()


@pytest.mark.parametrize(
    ("kind", "rules"), [("news", ["ATT001"]), ("opinion", ["ATT001"]), ("satire", [])], ids=lambda value: str(value)
)
def test_satire_is_no_report(tmp_path: Path, kind: str, rules: list[str]) -> None:
    file = tmp_path / "a.yaml"
    claims = "claims: {dyke: {text: The dyke broke, mentions: [the dyke is]}}\n"
    file.write_text(STORY.format(more=f"kind: {kind}\n{claims}"), "utf-8")
    assert [f.rule for f in check(file)] == rules
    assert [f.rule for f in check(file, "--select", "ATT001")] == ["ATT001"]


SLOW = """\
id: HSE003
name: slow
severity: info
about: copy
summary: Made to be slow.
for: passage
when: {when}
message: Slow.
fix: None.
examples:
  - {{fires: 1, article: {{body: aab}}}}
  - {{fires: 0, article: {{body: x}}}}
"""


@pytest.mark.parametrize(
    "when",
    [
        r"passage.words.matches('^(a|aa)+$')",
        r"passage.words.matches('(a*)*b')",
        r"article.passages.all(p, article.passages.all(q, p.words != q.words || p.words == q.words))",
    ],
)
def test_a_stranger_s_condition_cannot_hang_the_checker(tmp_path: Path, when: str) -> None:
    folder = pack(tmp_path / "house", HSE003=SLOW.format(when=f'"{when}"'))
    file = tmp_path / "long.yaml"
    file.write_text("attribcheck: 1\nheadline: A\nbody: |\n" + "".join(f"  {'a' * 3000}{n}\n\n" for n in range(40)))
    begun = time.perf_counter()
    check(file, "--pack", str(folder))
    assert time.perf_counter() - begun < 5


def test_words_to_avoid_are_no_expressions(tmp_path: Path) -> None:
    folder = pack(tmp_path / "house", HSE001=WORDY.replace("[at this point in time, can't]", "['(a+)+$', 'x|y']"))
    rule = load_rule(folder / "HSE001.yaml", "house")
    assert rule.phrases is not None
    assert rule.phrases.search("a" * 5000 + "!") is None
    assert rule.phrases.search("see x|y there") is not None
    assert rule.phrases.search("see x there") is None


@pytest.mark.parametrize("text", ["!!python/object/apply:os.system ['true']", "&a [*a]"])
def test_a_rule_file_runs_nothing(tmp_path: Path, text: str) -> None:
    folder = pack(tmp_path / "house", HSE002=PLAIN.replace("Add the byline.", text))
    with pytest.raises(RuleError):
        load_rule(folder / "HSE002.yaml", "house")


def test_the_page_of_facts_is_what_the_loader_checks_against() -> None:
    from renew_rule_docs import FACTS, facts_page

    assert FACTS.read_text("utf-8") == facts_page()
