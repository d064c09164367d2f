"""The baseline: what is frozen, what survives an edit, what is stale, and what is never frozen."""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import attribcheck
from attribcheck.cli.baseline import command
from attribcheck.places import Place, SourceText
from attribcheck.report import ArticleEntry, Finding, Suppression
from attribcheck.workspace import baseline as frozen
from attribcheck.workspace.baseline import FILE, REASON, SCHEMA, STALE, BaselineError, Snapshot, load

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
  north: {text: The north bridge fell, mentions: [north bridge fell]}
  south: {text: The south bridge fell, mentions: [south bridge fell]}
statements:
  - {at: the army said, source: army, says: The east bridge fell}
"""
BROKEN = "attribcheck: 1\nheadline: [\n"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, to stand in."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def judged(text: str = STORY, path: str = "content/story.yaml", **options: Any) -> ArticleEntry:
    return attribcheck.check_text(text, path=path, **options).articles[0]


def written(*articles: ArticleEntry) -> str:
    snapshot = Snapshot()
    for article in articles:
        snapshot.take(article)
    return snapshot.text()


def stored(text: str, name: str = FILE) -> frozen.Baseline:
    Path(name).write_text(text, "utf-8")
    return load(Path(name))


def entry(words: str, rule: str = "ATT001", path: str = "content/story.yaml", count: int = 1) -> str:
    return frozen.written([(frozen.Key(path, rule, words), count)])


def new(article: ArticleEntry) -> list[str]:
    """What is left to be reported."""
    return [finding.rule for finding in article.findings if finding.suppressed is None]


def found(*words: str, rule: str = "ATT001", **more: Any) -> ArticleEntry:
    """An article with a finding at each of these words."""
    findings = [
        Finding(
            rule=rule, name="a-rule", severity="error", about="claim", message="",
            place=Place(line, 1, line, 1 + len(said), said), **more,
        )
        for line, said in enumerate(words, 1)
    ]  # fmt: skip
    return ArticleEntry(path="content/story.yaml", findings=findings, rules=["ATT001"])


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["write", *arguments])


# --- Freezing ---


@pytest.mark.usefixtures("room")
def test_what_is_frozen_is_reported_no_more() -> None:
    article = judged()
    assert sorted(new(article)) == ["ATT001", "ATT001", "COR001"]
    baseline = stored(written(article))
    again = judged()
    baseline.apply(again)
    assert new(again) == []
    assert [f.suppressed.reason for f in again.findings if f.suppressed] == [REASON] * 3
    again.findings.append(found("It fell", rule=STALE).findings[0])
    assert written(again) == written(article)


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda text: text.replace("body: |\n", "body: |\n  It rained for nine days.\n\n"), id="above"),
        pytest.param(lambda text: text.replace("The north bridge fell at", "The North  BRIDGE fell at"), id="case"),
        pytest.param(lambda text: text.replace("north bridge fell at dawn", "north\n  bridge fell at dawn"), id="wrap"),
        pytest.param(
            lambda text: text.replace(
                "  The north bridge fell at dawn.\n\n  The south bridge fell as well.\n",
                "  The south bridge fell as well.\n\n  The north bridge fell at dawn.\n",
            ),
            id="order",
        ),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends"),
    ],
)
def test_an_edit_elsewhere_thaws_nothing(edit: Callable[[str], str]) -> None:
    assert edit(STORY) != STORY
    baseline = stored(written(judged()))
    after = judged(edit(STORY))
    baseline.apply(after)
    assert new(after) == []


@pytest.mark.usefixtures("room")
def test_a_new_finding_and_a_renamed_file_are_new() -> None:
    baseline = stored(written(judged()))
    longer = judged(
        STORY.replace("  south: {", "  dam: {text: The dam broke, mentions: [dam broke]}\n  south: {").replace(
            "as well.", "as well. The dam broke."
        )
    )
    baseline.apply(longer)
    assert new(longer) == ["ATT001"]
    renamed = judged(path="content/other.yaml")
    baseline.apply(renamed)
    assert len(new(renamed)) == 3


@pytest.mark.usefixtures("room")
def test_of_several_alike_the_count_rules() -> None:
    baseline = stored(written(found("It fell", "it  fell")))
    assert json.loads(Path(FILE).read_text("utf-8"))["findings"][0]["count"] == 2
    three = found("It fell", "It fell", "It fell")
    baseline.apply(three)
    assert [finding.suppressed is None for finding in three.findings] == [False, False, True]
    one = found("It fell")
    baseline.apply(one)
    assert new(one) == [STALE]
    assert (
        one.findings[-1].message
        == "'ATT001' is frozen 2 times for “it fell” in content/story.yaml, and finds it 1 time."
    )


@pytest.mark.usefixtures("room")
def test_what_is_ignored_with_a_reason_is_not_frozen() -> None:
    ignored = found("It fell", suppressed=Suppression(reason="our reporter saw it"))
    assert json.loads(written(ignored))["findings"] == []
    baseline = stored(entry("it fell"))
    baseline.apply(ignored)
    assert ignored.findings[0].suppressed == Suppression(reason="our reporter saw it")
    assert new(ignored) == [STALE]


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("rule", ["parse-error", "invalid-article", "confidential-leak", "private-not-ignored"])
def test_what_keeps_an_article_from_being_judged_is_never_frozen(rule: str) -> None:
    article = found("", rule=rule)
    assert json.loads(written(article))["findings"] == []
    stored(entry("", rule)).apply(article)
    assert article.findings[0].suppressed is None


@pytest.mark.usefixtures("room")
def test_the_file_is_sorted_an_entry_a_line_and_the_same_however_the_articles_came() -> None:
    articles = [judged(), judged(path="content/a b: “é”.yaml"), judged(path="content/\nline.yaml")]
    text = written(*articles)
    assert text == written(*reversed(articles))
    lines = text.splitlines()
    assert lines[:3] == ["{", f'"schema": "{SCHEMA}",', '"findings": [']
    rows = [json.loads(line.rstrip(",")) for line in lines[3:-2]]
    assert len(rows) == 9
    assert rows == sorted(rows, key=lambda row: (row["path"], row["rule"], row["words"]))
    assert list(rows[0]) == ["path", "rule", "words", "count"]
    assert json.loads(text)["findings"] == rows
    assert written() == f'{{\n"schema": "{SCHEMA}",\n"findings": [\n]\n}}\n'


def test_an_article_outside_the_repository_is_not_frozen() -> None:
    snapshot = Snapshot()
    snapshot.take(ArticleEntry(path="/srv/elsewhere.yaml", findings=found("x").findings))
    assert (snapshot.outside, dict(snapshot.counts)) == (["/srv/elsewhere.yaml"], {})


@pytest.mark.usefixtures("room")
@given(st.lists(st.text(), max_size=6))
def test_whatever_the_words_are_they_are_frozen_once_and_found_again(words: list[str]) -> None:
    article = found(*words)
    text = written(article)
    text.encode("utf-8")
    baseline = stored(text)
    baseline.apply(article)
    assert new(article) == []
    assert stored(text) == baseline


@pytest.mark.usefixtures("room")
def test_a_configured_baseline_goes_by_the_path_that_a_user_would_type() -> None:
    Path("desk").mkdir()
    stored(entry("x"), "desk/known.json")
    configured = str(Path("desk/known.json").resolve())
    for path, shown in (("content", "desk/known.json"), (str(Path("content").resolve()), configured)):
        baseline = frozen.in_force(path, configured=configured)
        assert baseline is not None
        assert baseline.path == shown
    with pytest.raises(BaselineError, match="no such baseline"):
        frozen.in_force("content", configured="desk/none.json")


# --- What is stale ---


@pytest.mark.usefixtures("room")
def test_an_entry_that_no_longer_occurs_is_stale_at_its_place_in_the_baseline() -> None:
    text = frozen.written(
        [
            (frozen.Key("content/story.yaml", "ATT001", "the “old” bridge"), 1),
            (frozen.Key("content/story.yaml", "ATT001", 'z "quoted" \\ words'), 1),
        ]
    )
    baseline = stored(text)
    article = found()
    baseline.apply(article)
    assert [(f.rule, f.severity, f.about) for f in article.findings] == [(STALE, "info", "file")] * 2
    first, second = article.findings
    assert first.message == "'ATT001' no longer finds “the “old” bridge” in content/story.yaml."
    assert (first.place.path, first.place.line) == (FILE, 4)
    assert (second.place.seen, second.place.line) == ('z "quoted" \\ words', 5)
    assert first.fingerprint != second.fingerprint != ""
    for finding in article.findings:
        stands(finding.place, text)
    assert first.byte_columns == SourceText(text).byte_columns(first.place)


def stands(place: Place, text: str) -> None:
    """Sliced from the file, the place gives the reported text."""
    starts = SourceText(text).line_starts
    begin, end = starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
    assert text[begin:end] == place.text != ""


@pytest.mark.usefixtures("room")
def test_a_rule_that_did_not_run_makes_nothing_stale() -> None:
    baseline = stored(written(judged()))
    mended = ArticleEntry(path="content/story.yaml", rules=["COR001"])
    baseline.apply(mended)
    assert [(f.rule, f.message.split("'")[1]) for f in mended.findings] == [(STALE, "COR001")]


@pytest.mark.usefixtures("room")
def test_an_unknown_rule_is_stale_unless_somebody_knows_it() -> None:
    baseline = stored(entry("it fell", "HOUSE001"))
    article = found()
    baseline.apply(article, unheard={"HOUSE001"})
    assert new(article) == []
    baseline.apply(article)
    assert new(article) == [STALE]


@pytest.mark.usefixtures("room")
def test_a_rule_that_failed_and_an_earlier_day_make_nothing_stale() -> None:
    baseline = stored(entry("it fell"))
    article = found()
    baseline.apply(article, unheard={"ATT001"})
    baseline.apply(article, now=False)
    assert new(article) == []


@pytest.mark.usefixtures("room")
def test_an_article_that_cannot_be_judged_makes_nothing_stale() -> None:
    baseline = stored(written(judged()))
    broken = judged(BROKEN)
    baseline.apply(broken)
    assert new(broken) == ["parse-error"]


@pytest.mark.usefixtures("room")
def test_an_article_that_is_gone_is_told_once() -> None:
    baseline = stored(written(judged(), judged(path="content/there.yaml")))
    told = baseline.gone(lambda path: path == "content/there.yaml")
    assert told is not None
    assert (told.path, [f.message for f in told.findings]) == (
        FILE, ["content/story.yaml is no longer there, and 3 of its findings are frozen."],
    )  # fmt: skip
    assert told.findings[0].place.line == 4
    assert baseline.gone(lambda _: True) is None


@pytest.mark.usefixtures("room")
def test_a_name_that_is_no_utf_8_is_frozen_and_not_taken_for_gone() -> None:
    article = found("It fell")
    article.path = "content/caf\udce9.yaml"
    baseline = stored(written(article))
    baseline.apply(article)
    assert new(article) == []
    assert baseline.gone(lambda _: False) is None


# --- Reading the file ---


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ":1:1: The file is empty."),
        ("{\n<<<<<<< HEAD\n", ":2:1: "),
        ("[]", ":1:1: Here should stand a record: schema, findings."),
        ('{"schema": "attribcheck/baseline/9",\n "findings": []}', f":1:12: The schema is another than '{SCHEMA}'."),
        (f'{{"schema": "{SCHEMA}"}}', ":1:1: The key 'findings' is missing."),
        (f'{{"schema": "{SCHEMA}", "findings": {{}}}}', ":1:50: 'findings' should be a list."),
        (f'{{"schema": "{SCHEMA}", "findings": [\n"x"]}}', ":2:1: Here should stand a record: path, rule,"),
        (entry("x").replace('"rule"', '"rules"'), ":4:32: Unknown key 'rules'. Known: path, rule, words, count."),
        (entry("x").replace('"x"', "null"), ":4:59: 'words' should be text."),
        (entry("x").replace(": 1}", ": 0}"), ":4:73: 'count' should be a whole number from 1 on."),
        (entry("x").replace(": 1}", ": 1e3}"), ":4:73: 'count' should be a whole number from 1 on."),
        (entry("x").replace(": 1}", f": {'9' * 5000}}}"), ":4:73: 'count' should be a whole number from 1 on."),
        (entry("x").replace(": 1}", ": []}"), ":4:73: 'count' should be a number."),
        (entry("x").replace(": 1}", ': 1, "count": 1}'), ":4:76: The key 'count' stands twice here;"),
        ("[" * 500_000, ":1:101: The values are nested more than 100 levels deep."),
        (f'{{"schema": "{SCHEMA}", "findings": ["{"[" * 500_000}"]}}', ":1:51: Here should stand a record"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_with_its_place_and_a_way_out(text: str, said: str) -> None:
    Path(FILE).write_text(text, "utf-8")
    with pytest.raises(BaselineError) as error:
        load(Path(FILE))
    assert str(error.value).startswith(f"{FILE}{said}")
    assert str(error.value).endswith("'attribcheck baseline write'.")


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x00", b'{"schema": "\xe9"}', b"\x00" * 50])
def test_no_bytes_bring_a_traceback(data: bytes) -> None:
    Path(FILE).write_bytes(data)
    with pytest.raises(BaselineError):
        load(Path(FILE))


@pytest.mark.usefixtures("room")
def test_a_baseline_that_is_named_must_be_there_and_the_usual_one_need_not() -> None:
    with pytest.raises(BaselineError, match=r"no such baseline\. Write it with 'attribcheck baseline write --base"):
        frozen.in_force("content", "mine.json")
    assert frozen.in_force("content") is None
    stored(entry("x"))
    for path in ("content", "content/story.yaml", "-", "."):
        baseline = frozen.in_force(path)
        assert baseline is not None
        assert baseline.path == FILE


@pytest.mark.usefixtures("room")
def test_it_goes_to_another_process() -> None:
    baseline = stored(written(judged()))
    other = pickle.loads(pickle.dumps(baseline))
    assert other == baseline
    article = judged()
    other.apply(article)
    assert new(article) == []


@pytest.mark.usefixtures("room")
def test_a_large_baseline_and_one_of_many_alike_take_a_straight_line_of_time() -> None:
    begun = time.perf_counter()
    keys = [(frozen.Key(f"content/{number}.yaml", "ATT001", "it fell"), 1) for number in range(5_000)]
    stored(frozen.written(keys))
    alike = [(frozen.Key("content/story.yaml", "ATT001", "it fell"), 1)] * 5_000
    baseline = stored(frozen.written(alike))
    article = found(*["it fell"] * 4_999)
    baseline.apply(article)
    assert new(article) == [STALE]
    assert time.perf_counter() - begun < 5


# --- The command ---


def test_write_freezes_and_says_how_much(room: Path) -> None:
    (room / "content" / "story.yaml").write_text(STORY, "utf-8")
    done = run("content")
    assert done.exit_code == 0, done.output
    assert done.stderr == f"attribcheck: {FILE}: 3 findings in 1 article frozen.\n"
    assert done.stdout == ""
    text = (room / FILE).read_text("utf-8")
    assert text == written(judged())
    assert str(room) not in text
    (room / "content" / "story.yaml").write_text(STORY.replace("south bridge fell", "south bridge stood"), "utf-8")
    assert (
        run().stderr == f"attribcheck: {FILE}: 3 findings in 1 article frozen; since the last time 1 new and 1 gone.\n"
    )


def test_write_leaves_alone_what_it_was_not_asked_about(room: Path) -> None:
    for name in ("a", "b", "c"):
        (room / "content" / f"{name}.yaml").write_text(STORY, "utf-8")
    run()
    (room / "content" / "a.yaml").write_text(BROKEN, "utf-8")
    (room / "content" / "b.yaml").unlink()
    (room / "content" / "c.yaml").write_text("attribcheck: 1\nheadline: Rain\nbody: Rain.\n", "utf-8")
    done = run("content/c.yaml")
    assert done.stderr.endswith("3 findings in 1 article frozen; since the last time 0 new and 6 gone.\n")
    assert {entry.key.path for entry in load(room / FILE).frozen} == {"content/a.yaml"}
    done = run("content")
    assert done.exit_code == 2
    assert "content/a.yaml:" in done.stderr
    assert "parse-error" in done.stderr
    assert "It is not frozen." in done.stderr
    assert {entry.key.path for entry in load(room / FILE).frozen} == {"content/a.yaml"}


def test_write_takes_packs_a_configuration_and_another_place(room: Path) -> None:
    (room / "content" / "story.yaml").write_text(STORY, "utf-8")
    (room / "house.yaml").write_text("rules: {COR001: off}\n", "utf-8")
    assert run("--config", "house.yaml", "--baseline", "frozen/old.json").exit_code == 0
    assert {entry.key.rule for entry in load(room / "frozen/old.json").frozen} == {"ATT001"}
    assert not (room / FILE).exists()
    assert run("--pack", "polling").exit_code == 0
    assert load(room / FILE).frozen == ()
    assert run("--pack", "pollling").exit_code == 2
    (room / "attribcheck.yaml").write_text("baseline: desk/known.json\n", "utf-8")
    assert run("content").stderr == "attribcheck: desk/known.json: 3 findings in 1 article frozen.\n"
    assert len(load(room / "desk/known.json").frozen) == 3


def test_write_refuses_to_overwrite_what_is_no_baseline(room: Path) -> None:
    (room / "content" / "story.yaml").write_text(STORY, "utf-8")
    (room / "package.json").write_text('{"name": "site"}\n', "utf-8")
    done = run("--baseline", "package.json")
    assert done.exit_code != 0
    assert "package.json:1:2: Unknown key 'name'." in done.stderr
    assert (room / "package.json").read_text("utf-8") == '{"name": "site"}\n'


def test_write_without_an_article_or_a_path_that_is_not_there(room: Path) -> None:
    assert run().exit_code == 2
    assert run("nowhere").exit_code == 2
    assert sorted(path.name for path in room.iterdir() if path.is_file()) in ([], [FILE])


def test_a_confidential_name_never_reaches_the_file(room: Path) -> None:
    (room / ".gitignore").write_text("*.private.yaml\n", "utf-8")
    (room / "desk.private.yaml").write_text("confidential:\n  clerk: {name: Zoë Quarvenholt}\n", "utf-8")
    (room / "content" / "story.yaml").write_text(STORY, "utf-8")
    (room / FILE).write_text(entry("zoë quarvenholt saw it", path="content/story.yaml"), "utf-8")
    (room / "content" / "leak.yaml").write_text(STORY.replace("at dawn", "as Zoë Quarvenholt saw"), "utf-8")
    done = run("content/leak.yaml")
    assert done.exit_code == 2
    assert "confidential-leak: nothing was written" in done.stderr
    assert "uarvenholt" not in done.output
    done = run()
    assert done.exit_code == 2
    assert "uarvenholt" not in done.output + (room / FILE).read_text("utf-8")
    assert {entry.key.path for entry in load(room / FILE).frozen} == {"content/story.yaml"}
