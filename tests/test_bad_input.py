"""Bad input: what is wrong, where, and what to do; the other files go on, and nobody sees a traceback."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import attribcheck
from attribcheck.cli import cli
from attribcheck.report import Finding, Report
from attribcheck.reports.formats import Layout, render
from prisoner_offer import STRUCTURED, load

GOOD = "attribcheck: 1\nheadline: A bridge fell\nbody: The bridge fell.\n"
HEAD = "attribcheck: 1\nheadline: A bridge fell\nbody: The bridge fell, the army said. The army said no more.\n"


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin)


def faults(text: str | bytes, path: str = "story.yaml") -> list[Finding]:
    if isinstance(text, bytes):
        from attribcheck.pipeline import Options, check_bytes

        entry = check_bytes(text, path, Options()).entry
        assert entry is not None
        return entry.findings
    return attribcheck.check_text(text, path=path).articles[0].findings


CASES: list[tuple[str, str | bytes, str, tuple[int, int], str]] = [
    ("not YAML", "attribcheck: 1\nheadline: [a\n", "parse-error", (3, 1), ""),
    ("not UTF-8", b"attribcheck: 1\nheadline: caf\xe9\n", "parse-error", (2, 14), "UTF-8"),
    ("empty", "", "parse-error", (1, 1), "empty"),
    ("white space only", "\n \n", "parse-error", (1, 1), "empty"),
    ("a list at the top", "- a\n- b\n", "invalid-article", (1, 1), "a list"),
    ("plain text", "Just words\n", "invalid-article", (1, 1), "plain text"),
    ("no version", "headline: A\n", "invalid-article", (1, 1), "attribcheck"),
    ("no headline", "attribcheck: 1\nbody: A\n", "invalid-article", (1, 1), "headline"),
    ("duplicate key", GOOD + "headline: Again\n", "invalid-article", (4, 1), "headline"),
    ("unknown key", GOOD + "sorces: {}\n", "invalid-article", (4, 1), "Did you mean 'sources'?"),
    ("unknown key inside", GOOD + "claims: {a: {text: A, knd: event}}\n", "invalid-article", (4, 23), "Did you mean 'kind'?"),
    ("wrong type", GOOD + "statements: {source: [{a: b}]}\n", "invalid-article", (4, 23), "where text is expected"),
    ("no such kind", GOOD + "claims: {a: {text: A, kind: evnt}}\n", "invalid-article", (4, 29), "Did you mean 'event'?"),
    ("unknown source", HEAD + "sources: {army: {}}\nstatements: [{at: army said no, source: amry}]\n", "invalid-article", (5, 41), "Did you mean 'army'?"),
    ("unknown claim", HEAD + "sources: {army: {}}\nstatements: [{source: army, claims: [fell]}]\n", "invalid-article", (5, 38), "no claim 'fell'"),
    ("anchor not in the text", HEAD + "statements: [{at: the navy sailed at dawn}]\n", "anchor-not-found", (4, 19), "not in the text"),
    ("anchor twice", HEAD + "statements: [{at: the army said}]\n", "anchor-not-found", (4, 19), "stands 2 times in the text, at 3:24 and 3:39"),
    ("impossible date", GOOD + "published: 2026-02-30\n", "invalid-article", (4, 12), "2026-02-30"),
    ("no date", GOOD + "published: yesterday\n", "invalid-article", (4, 12), "YYYY-MM-DD"),
    ("a day of a statement that cannot be", HEAD + "statements: [{at: army said no, said: 2026-02-30}]\n", "invalid-article", (4, 39), "2026-02-30"),
    ("a comma inside braces", GOOD + "claims: {a: {text: two dead, one hurt}}\n", "invalid-article", (4, 30), "comma"),
    ("confidential names", GOOD + "confidential: {deep: {name: Canary Bird}}\n", "confidential-leak", (4, 1), "confidential"),
    ("two documents", GOOD + "---\na: b\n", "parse-error", (4, 1), ""),
    ("10,000 deep", GOOD + "sides: " + "[" * 10_000, "parse-error", (0, 0), ""),
    ("100,000 deep", GOOD + "sides: " + "[" * 100_000, "parse-error", (0, 0), ""),
    ("an alias bomb", "attribcheck: 1\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)), "parse-error", (0, 0), ""),
    ("a tab", "attribcheck: 1\nbody:\n\t- a\n", "parse-error", (3, 1), ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "rule", "where", "words"), CASES, ids=[case[0] for case in CASES])
def test_each_fault_has_a_place_and_a_way_out(
    name: str, text: str | bytes, rule: str, where: tuple[int, int], words: str
) -> None:
    found = faults(text)
    assert [(f.rule, f.about, f.severity) for f in found] == [(rule, "file", "error")], found
    [fault] = found
    if where != (0, 0):
        assert (fault.place.line, fault.place.column) == where, fault
    assert words in f"{fault.message} {fault.fix}"
    assert fault.fix


def test_confidential_names_are_hidden() -> None:
    report = attribcheck.check_text(GOOD + "confidential: {deep: {name: Canary Bird}}\n")
    assert "Canary" not in report.to_json()


def test_an_anchor_that_moved_is_a_warning_and_the_article_is_judged() -> None:
    body = "attribcheck: 1\nheadline: H\nbody: The harbour office said on Monday that two boats were lost.\npublished: 2026-03-04\n"
    rest = "sources: {o: {name: harbour office}}\nstatements: [{at: The harbour office said Monday that two, source: o, says: Boats were lost}]\n"
    found = faults(body + rest)
    assert [(f.rule, f.severity) for f in found if f.about == "file"] == [("anchor-moved", "warning")]
    assert "COR001" in {f.rule for f in found}


@pytest.mark.parametrize("key", ["on", "no", "14:32", "1.10", "012", "2025-01-13", "yes", "null-value"])
def test_yaml_traps_load_as_written(key: str) -> None:
    text = GOOD + f"claims:\n  {key}: {{text: {key}, mentions: [bridge fell.]}}\n".replace(
        "bridge fell.", "The bridge fell"
    )
    [claim] = attribcheck.check_text(text).articles[0].claims
    assert (claim.id, claim.text) == (key, key)


ODD: list[object] = ["", None, "x", "yes", "12", "2025-01-10", "Saturday", [], {}, ["kyiv"], {"at": "x"}, {"quote": {}}, "none",
                     "afp", "denies", "retracts", "partial", "group", "over 3,000", "\ud800", "“", "a\0b", 5, True, 1.5]  # fmt: skip


@given(st.data())
@settings(max_examples=150)
def test_whatever_is_mangled_only_findings_come_of_it(data: st.DataObject) -> None:
    record = copy.deepcopy(load(data.draw(st.sampled_from(STRUCTURED))))
    for _ in range(data.draw(st.integers(1, 4))):
        paths = [path for path in _paths(record) if path]
        *above, last = data.draw(st.sampled_from(paths))
        holder: Any = record
        for step in above:
            holder = holder[step]
        holder[last] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
    report = attribcheck.check_text(json.dumps(record), path="a.json", packs=("core", "strict", "conflict"))
    assert report.problems == []
    assert render(report, "text", Layout(every=True))
    assert Report.from_json(report.to_json()) == report


def _paths(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for step, inner in steps for found in _paths(inner, (*path, step)))]


def test_other_files_go_on(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "bad.yaml").write_text("attribcheck: 1\nheadline: [a\n")
    done = run("check", str(tmp_path), "-f", "json")
    assert done.exit_code == 1
    report = attribcheck.Report.from_json(done.stdout)
    assert [Path(a.path).name for a in report.articles] == ["bad.yaml", "good.yaml"]
    assert report.articles[0].claims == []
    assert [f.rule for f in report.articles[0].findings] == ["parse-error"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    with big.open("wb") as stream:
        stream.truncate(50_000_000)
    done = run("check", str(big))
    assert done.exit_code == 2
    assert "--max-bytes" in done.stderr


def test_a_file_that_vanishes_mid_run(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    done = run("check", str(tmp_path / "gone.yaml"), str(tmp_path / "good.yaml"), "-f", "json")
    assert done.exit_code == 2
    assert "gone.yaml" in done.stderr
    assert len(attribcheck.Report.from_json(done.stdout).articles) == 1


def test_a_symlink_loop_ends(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "ring.yaml").symlink_to(tmp_path / "ring.yaml")
    done = run("check", str(tmp_path), "-f", "json")
    assert [Path(a.path).name for a in attribcheck.Report.from_json(done.stdout).articles] == ["good.yaml"]
    named = run("check", str(tmp_path / "ring.yaml"))
    assert named.exit_code == 2
    assert "Traceback" not in named.output


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulated, since root may read everything: the other files go on, and the exit code tells."""
    (tmp_path / "locked").mkdir()
    (tmp_path / "good.yaml").write_text(GOOD)
    scan = os.scandir

    def scandir(path: str) -> Any:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    done = run("check", str(tmp_path), "-f", "json")
    assert done.exit_code == 2
    assert "locked: the folder cannot be read: Permission denied" in done.stderr
    assert len(attribcheck.Report.from_json(done.stdout).articles) == 1


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ('{"attribcheck": 1, "headline": "A",}', (1, 35), "comma"),
        ('{"attribcheck": 1,\n "headline": "A", "headline": "B"}', (2, 19), "headline"),
        ('{"attribcheck": 1, "headline": "A", "kind": "nws"}', (1, 45), "Did you mean 'news'?"),
        ("[1]", (1, 1), "a list"),
    ],
)
def test_json_has_places_too(text: str, where: tuple[int, int], words: str) -> None:
    [fault] = faults(text, "story.json")
    assert (fault.place.line, fault.place.column) == where
    assert words in f"{fault.message} {fault.fix}"
