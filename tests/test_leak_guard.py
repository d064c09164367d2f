"""The leak guard: a confidential name gets out nowhere, and each place where it stands is told."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import attribcheck
from attribcheck.cli import cli
from attribcheck.places import SourceText
from attribcheck.report import Finding
from attribcheck.reports.formats import FORMATS
from attribcheck.workspace.private import HIDDEN, Guard, guard
from attribcheck.workspace.repository import is_ignored, repository_root

NAME = "Zoë Quarvenholt"
PRIVATE = f'confidential:\n  clerk: {{name: {NAME}, aliases: [王小明, "Máire O\'Quell", zq@quarv.example]}}\n'
# Words of the article that are no name: of a file with a leak, they are not shown either.
MARKER = "lanternfish"
# What a name must not leave behind, whatever it was escaped as.
TRACES = ("quarvenholt", "quarv.example", "o'quell", "oquell", "o’quell", "王小明", "\\u738b", "%e7%8e%8b", MARKER)
WRITTEN = [name for name, module in FORMATS.items() if find_spec(f"attribcheck.reports.{module}")]
# A table may be one of claims alone, without the findings of a file.
TABLES = ("csv",)

ARTICLE = f"""\
attribcheck: 1
headline: A {MARKER} was seen @headline@
published: 2025-01-13
body: |
  The harbour office said on Saturday that a {MARKER} was seen. @body@

  Nobody else has seen it.
sources:
  office: {{name: Harbour office @source@, aliases: ["@alias@"], kind: institution}}
claims:
  seen: {{text: "A {MARKER} was seen @claim@"}}
statements:
  - {{id: first, at: "The harbour office said", source: office, claims: [seen], says: "@says@"}}
evidence:
  film: {{kind: video, at: "Nobody else has seen it", title: "@title@", supports: [seen]}}
@end@
"""
# In a case, the name in the file stands between these two.
OPEN, CLOSE = "⟦", "⟧"


def article(**fields: str) -> str:
    """The article with something in some of its fields."""
    text = ARTICLE
    for field in ("headline", "body", "source", "alias", "claim", "says", "title", "end"):
        text = text.replace(f"@{field}@", fields.get(field, "" if field in ("headline", "body", "end") else "so"))
    return text


def as_json(body: str) -> str:
    """An article in JSON; `body` is JSON already."""
    return f'{{"attribcheck": 1, "headline": "A {MARKER} was seen", "body": "{body}"}}'


CASES = {
    "headline": article(headline="by ⟦Zoë Quarvenholt⟧"),
    "body": article(body="⟦Zoë Quarvenholt⟧ saw it."),
    "source name": article(source="(⟦Zoë Quarvenholt⟧)"),
    "alias": article(alias="⟦Zoë Quarvenholt⟧"),
    "handle": article().replace("film:", "⟦zoe-quarvenholt⟧:"),
    "key of a source": article().replace("office", "⟦zoe_quarvenholt⟧").replace("harbour ⟦zoe_quarvenholt⟧", "harbour"),
    "claim": article(claim="by ⟦Zoë Quarvenholt⟧"),
    "says": article(says="⟦Zoë Quarvenholt⟧ saw it"),
    "evidence title": article(title="Film of ⟦Zoë Quarvenholt⟧"),
    "unknown key": article(end="⟦Zoë Quarvenholt⟧: yes"),
    "value of an unknown key": article(end="witness: ⟦Zoë Quarvenholt⟧"),
    "comment": article(end="# ask ⟦Zoë Quarvenholt⟧ again"),
    "comment over two lines": article(end="# ask ⟦Zoë\n# Quarvenholt⟧ again"),
    "broken YAML": f"attribcheck: 1\nheadline: [A {MARKER}\nbody: ⟦Zoë Quarvenholt⟧ saw it.\n",
    "tab": f"attribcheck: 1\nheadline: A {MARKER}\n\tbody: ⟦Zoë Quarvenholt⟧ saw it.\n",
    "key twice": article(end="headline: ⟦Zoë Quarvenholt⟧"),
    "broken YAML and an entity": f"attribcheck: 1\nheadline: [A {MARKER}\nbody: ⟦Zo&euml; <b>Quarvenholt⟧</b>.\n",
    "anchor that is not found": article(end='polls: [{id: poll, at: "⟦Zoë Quarvenholt⟧ told us", pollster: office}]'),
    "no article at all": f"- {MARKER}\n- ⟦Zoë Quarvenholt⟧\n",
    "secrets in the article": article(end="confidential: {clerk: {name: ⟦Zoë Quarvenholt⟧}}"),
    "line break in a block": article(body="\n  It was ⟦Zoë\n  Quarvenholt⟧ who saw it."),
    "line break in a folded block": f"attribcheck: 1\nheadline: A {MARKER}\nbody: >-\n  It was ⟦Zoë\n  Quarvenholt⟧.\n",
    "line break in a quoted text": f'attribcheck: 1\nheadline: A {MARKER}\nbody: "It was ⟦Zoë \\\n        Quarvenholt⟧."\n',
    "deep indentation": f"attribcheck: 1\nheadline: A {MARKER}\nbody: It was ⟦Zoë\n{' ' * 60}Quarvenholt⟧.\n",
    "emphasis": article(body="*⟦Zoë* **Quarvenholt⟧** saw it."),
    "emphasis inside a word": article(body="⟦Z**oë** Quarven*holt⟧* saw it."),
    "link": article(body="[⟦Zoë](https://a.example/x1) Quarvenholt⟧ saw it."),
    "tags": article(body='⟦Zoë <span class="a1">Quarvenholt⟧</span> saw it.'),
    "HTML entities": article(body="⟦Zo&euml;&nbsp;Quarvenholt⟧ and ⟦Zo&#235; &#x51;uarvenholt⟧ saw it."),
    "address": article(end="url: https://a.example/⟦Zo%C3%AB%20Quarvenholt⟧%20again"),
    "address, escaped twice": article(end="url: https://a.example/⟦Zo%25C3%25AB%2520Quarvenholt⟧"),
    "address with pluses": article(end="url: https://a.example/?q=⟦zoe+quarvenholt⟧&p=1"),
    "slug of a genitive": article(end="url: https://a.example/⟦zoe-quarvenholt⟧s-story"),
    "joined": article(end="url: https://a.example/@⟦ZoeQuarvenholt⟧82"),
    "capitals": article(body="⟦ZOË QUARVENHOLT⟧ saw it."),
    "accents that stand by themselves": article(body="⟦Zoe\u0308 Quarvenholt⟧ saw it."),
    "accent left out": article(body="⟦Zoe Quarvenholt⟧ saw it."),
    "accent too many": article(body="⟦Zoé Quarvenhólt⟧ saw it."),
    "umlaut written out": article(body="⟦Zoe Quarvenholt⟧’s film."),
    "no-break space": article(body="⟦Zoë\u00a0Quarvenholt⟧ saw it."),
    "soft hyphen": article(body="⟦Zoë Quarven\u00adholt⟧ saw it."),
    "zero width": article(body="⟦Zoë\u200b Quar\u2060venholt⟧ saw it."),
    "full width": article(body="⟦Ｚｏë Ｑｕａｒｖｅｎｈｏｌｔ⟧ saw it."),
    "hyphenated": article(body="\n  It was ⟦Zoë Quarven-\n  holt⟧ who saw it."),
    "last name first": article(body="⟦Quarvenholt, Zoë⟧, saw it."),
    "middle initial": article(body="⟦Zoë M. Quarvenholt⟧ saw it."),
    "Han": article(body="记者⟦王小明⟧说。"),
    "Han, spaced": article(body="⟦王 小明⟧ saw it."),
    "curly apostrophe": article(body="⟦Máire O’Quell⟧ saw it."),
    "no apostrophe": article(body="⟦Maire OQuell⟧ saw it."),
    "e-mail": article(body="Write to ⟦zq@quarv.example⟧."),
    "name in an e-mail": article(body="Write to ⟦zoe.quarvenholt⟧@a.example."),
    "twice": article(headline="by ⟦Zoë Quarvenholt⟧", title="by ⟦Zoë Quarvenholt⟧"),
}  # fmt: skip
JSON_CASES = {
    "JSON": as_json("⟦Zoë Quarvenholt⟧ saw it."),
    "JSON, escaped": as_json("⟦Zo\\u00eb\\n\\u0051uarvenholt⟧ saw it."),
    "JSON, Han escaped": as_json("A ⟦\\u738b\\u5c0f\\u660e⟧ saw it."),
    "JSON, broken and escaped": as_json("⟦Zo\\u00eb\\t\\u0051uarvenholt⟧ saw it.").replace("}", ","),
    "JSON, a key": f'{{"attribcheck": 1, "headline": "A {MARKER}", "⟦Zo\\u00EB Quarvenholt⟧": 1}}',
    "JSON, a bad escape": as_json("⟦Zoë Quarvenholt⟧ saw \\it."),
}


def split(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A case's file, and where in it the names stand."""
    text, spans = "", []
    for piece in marked.split(OPEN):
        inside, close, after = piece.partition(CLOSE)
        if close:
            spans.append((len(text), len(text) + len(inside)))
        text += inside + after
    return text, spans


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin)


def hidden(*texts: str) -> bool:
    """Whether no trace of a name, nor anything else of the article, stands in what was written."""
    return not [trace for trace in TRACES for text in texts if trace in text.casefold()]


def leaks(report: str) -> list[Finding]:
    """The findings of a JSON report with one article; all of them are leaks."""
    (entry,) = attribcheck.Report.from_json(report).articles
    assert {finding.rule for finding in entry.findings} == {"confidential-leak"}
    return entry.findings


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a private file that is kept out of git."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".gitignore").write_text("*.private.yaml\n")
    (tmp_path / "desk.private.yaml").write_text(PRIVATE, "utf-8")
    return tmp_path


# --- The canary ---


@pytest.mark.parametrize("case", [*CASES, *JSON_CASES])
def test_each_place_of_a_name_is_a_finding_and_nothing_else_is_said(newsroom: Path, case: str) -> None:
    text, spans = split(CASES.get(case) or JSON_CASES[case])
    file = newsroom / ("story.json" if case in JSON_CASES else "story.yaml")
    file.write_bytes(text.encode())
    done = run("check", file.name, "-f", "json")
    assert done.exit_code == 1
    source = SourceText(text)
    found = [(f.place.line, f.place.column, f.place.end_line, f.place.end_column) for f in leaks(done.stdout)]
    assert found == [(*source.line_column(start), *source.line_column(end)) for start, end in spans]
    assert {finding.place.text for finding in leaks(done.stdout)} == {HIDDEN}
    assert hidden(done.stdout, done.stderr)


@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize("case", ["body", "unknown key", "broken YAML", "tags", "Han", "JSON, escaped"])
def test_no_format_shows_a_name(newsroom: Path, case: str, form: str) -> None:
    text, _ = split(CASES.get(case) or JSON_CASES[case])
    file = newsroom / ("story.json" if case in JSON_CASES else "story.yaml")
    file.write_bytes(text.encode())
    shown = run("check", file.name, "--all", "-f", form)
    stored = run("check", file.name, "--all", "-f", form, "-o", "out/report")
    written = (newsroom / "out/report").read_text("utf-8")
    assert (shown.exit_code, stored.exit_code) == (1, 1)
    assert "confidential-leak" in written or form in TABLES
    assert hidden(shown.stdout, shown.stderr, stored.stdout, stored.stderr, written)


@pytest.mark.parametrize("form", WRITTEN)
def test_a_file_may_be_named_after_a_source(newsroom: Path, form: str) -> None:
    (newsroom / "zoe-quarvenholt.yaml").write_text("attribcheck: 1\nheadline: A bridge fell\nbody: It fell.\n")
    for argument in ("zoe-quarvenholt.yaml", "."):
        done = run("check", argument, "-f", form)
        assert done.exit_code == 1
        assert "confidential-leak" in done.stdout or form in TABLES
        assert hidden(done.stdout, done.stderr)


def test_a_report_in_a_folder_of_pages(newsroom: Path) -> None:
    if "html" not in WRITTEN:
        pytest.skip("no HTML report yet")
    (newsroom / "story.yaml").write_text(split(CASES["body"])[0], "utf-8")
    done = run("check", "story.yaml", "-f", "html", "-o", "out/")
    pages = [page.read_text("utf-8") for page in sorted((newsroom / "out").rglob("*")) if page.is_file()]
    assert done.exit_code == 1
    assert pages
    assert hidden(done.stdout, done.stderr, *pages, *(str(page) for page in (newsroom / "out").rglob("*")))


@pytest.mark.parametrize("form", WRITTEN)
def test_a_file_that_cannot_be_read_is_not_named_after_a_source_either(newsroom: Path, form: str) -> None:
    for name in ("clean.yaml", "zoe-quarvenholt.yaml"):
        (newsroom / name).write_text("attribcheck: 1\nheadline: A bridge fell\nbody: It fell.\n")
    for arguments in (["zoe-quarvenholt-absent.yaml", "clean.yaml"], ["zoe-quarvenholt.yaml", "--max-bytes", "9"]):
        done = run("check", *arguments, "-f", form)
        assert done.exit_code == 2
        assert hidden(done.stdout, done.stderr)


def test_standard_input_is_guarded_by_the_folder_it_pretends_to_come_from(newsroom: Path) -> None:
    (newsroom / "news").mkdir()
    for name in ("story.yaml", "news/story.yaml"):
        done = run("check", "-", "--stdin-filename", name, "-f", "json", stdin=split(CASES["body"])[0])
        assert done.exit_code == 1
        assert leaks(done.stdout)
        assert hidden(done.stdout, done.stderr)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1", "utf-32"])
def test_other_encodings(newsroom: Path, encoding: str) -> None:
    text, spans = split(CASES["body"])
    (newsroom / "story.yaml").write_bytes(text.encode(encoding))
    done = run("check", "story.yaml", "-f", "json")
    assert done.exit_code == 1
    assert hidden(done.stdout, done.stderr)
    if encoding in ("utf-8-sig", "utf-16"):
        (finding,) = leaks(done.stdout)
        assert (finding.place.line, finding.place.column) == SourceText(text).line_column(spans[0][0])


def test_the_other_articles_go_on(newsroom: Path) -> None:
    (newsroom / "clean.yaml").write_text("attribcheck: 1\nheadline: A bridge fell\nbody: It fell.\n")
    (newsroom / "story.yaml").write_text(split(CASES["body"])[0], "utf-8")
    done = run("check", ".", "-f", "json")
    report = attribcheck.Report.from_json(done.stdout)
    assert [(entry.path, entry.headline) for entry in report.articles] == [
        ("clean.yaml", "A bridge fell"),
        ("story.yaml", None),
    ]
    assert hidden(done.stdout)


def test_a_leak_can_be_neither_ignored_nor_selected_away(newsroom: Path) -> None:
    ignoring = article(body=NAME, end="ignore: {confidential-leak: we know}")
    (newsroom / "story.yaml").write_text(ignoring, "utf-8")
    for arguments in (["--select", "HED002"], ["--ignore", "EVD"], ["--pack", "core"]):
        assert run("check", "story.yaml", *arguments).exit_code == 1


@pytest.mark.parametrize("form", WRITTEN)
def test_a_report_with_a_name_in_it_is_not_written(newsroom: Path, form: str) -> None:
    """The second lock: a name that reaches a report by another way than through an article that was read."""
    (newsroom / "story.yaml").write_text(article().replace(MARKER, "fish"), "utf-8")
    report = attribcheck.check_file("story.yaml")
    report.articles[0].headline = f"A fish was seen by {NAME}"
    for finding in report.articles[0].findings:
        finding.message += f" Ask {NAME}."
    for claim in report.articles[0].claims:
        claim.text += f" by {NAME}"
    (newsroom / "stored.json").write_text(report.to_json(), "utf-8")
    done = run("report", "stored.json", "-f", form), run("report", "stored.json", "-f", form, "-o", "out/report")
    assert [result.exit_code for result in done] == [2, 2]
    assert not (newsroom / "out").exists()
    assert all(hidden(result.stdout, result.stderr) and "confidential-leak" in result.stderr for result in done)


def test_python_programs_are_guarded_too(newsroom: Path) -> None:
    text, spans = split(CASES["HTML entities"])
    (newsroom / "story.yaml").write_text(text, "utf-8")
    for report in (attribcheck.check_file("story.yaml"), attribcheck.check_text(text, path="story.yaml")):
        assert len(report.articles[0].findings) == len(spans)
        assert hidden(report.to_json(), repr(report))


def test_a_guard_does_not_show_what_it_holds(newsroom: Path) -> None:
    assert hidden(repr(guard(["story.yaml"])), str(guard(["story.yaml"])))


# --- why ---


def test_why_refuses_an_article_with_a_name(newsroom: Path) -> None:
    text, spans = split(CASES["claim"])
    (newsroom / "story.yaml").write_text(text, "utf-8")
    line, column = SourceText(text).line_column(spans[0][0])
    done = run("why", "story.yaml", "seen")
    assert done.exit_code != 0
    assert f"story.yaml:{line}:{column}: confidential-leak" in done.stderr
    assert done.stdout == ""
    assert hidden(done.stderr)


@pytest.mark.parametrize(
    ("path", "claim"),
    [
        ("clean.yaml", NAME),
        ("zoe-quarvenholt.yaml", "seen"),
        ("desk.private.yaml", "seen"),
        ("zoe quarvenholt/absent.yaml", "seen"),
    ],
)
def test_why_shows_a_name_in_no_error(newsroom: Path, path: str, claim: str) -> None:
    for name in ("clean.yaml", "zoe-quarvenholt.yaml"):
        (newsroom / name).write_text(article().replace(MARKER, "fish"), "utf-8")
    done = run("why", path, claim)
    assert done.exit_code != 0
    assert hidden(done.stdout, done.stderr)


def test_why_answers_where_nothing_is_to_be_hidden(newsroom: Path) -> None:
    (newsroom / "clean.yaml").write_text(article(), "utf-8")
    assert run("why", "clean.yaml", "seen").exit_code == 0


# --- Private files ---

BROKEN: dict[str, str | bytes] = {
    "no YAML": f"confidential: {{clerk: [{NAME}\n",
    "bad bytes": f"confidential: {{clerk: {{name: {NAME}}}}}\n".encode("latin-1"),
    "a list": f"- {NAME}\n",
    "plain text": f"{NAME}\n",
    "another key": f"names: {{clerk: {{name: {NAME}}}}}\n",
    "nothing under the key": "confidential:\n",
    "a list under the key": f"confidential: [{NAME}]\n",
    "an unknown field": f"confidential: {{clerk: {{name: {NAME}, phone: 1}}}}\n",
    "an empty entry": "confidential: {clerk: {}}\n",
    "a record as a name": f"confidential: {{clerk: {{name: {{first: {NAME}}}}}}}\n",
    "a list of lists": f"confidential: {{clerk: {{aliases: [[{NAME}]]}}}}\n",
    "a key twice": f"confidential: {{clerk: {{name: {NAME}, name: {NAME}}}}}\n",
    "a tag": f"confidential: {{clerk: {{name: !secret {NAME}}}}}\n",
    "a handle that is the name, twice": f"confidential: {{{NAME}: x1, {NAME}: x2}}\n",
    "one letter": "confidential: {clerk: {name: Q}}\n",
    "no letter": "confidential: {clerk: {name: '***'}}\n",
}


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("kind", BROKEN)
def test_a_private_file_that_cannot_be_read_exits_with_2_and_is_not_quoted(
    newsroom: Path, kind: str, form: str
) -> None:
    content = BROKEN[kind]
    (newsroom / "clean.yaml").write_text("attribcheck: 1\nheadline: A bridge fell\nbody: It fell.\n")
    (newsroom / "desk.private.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run("check", "clean.yaml", "-f", form)
    assert done.exit_code == 2
    assert "desk.private.yaml" in done.stderr
    assert hidden(done.stdout, done.stderr)
    answer = run("why", "clean.yaml", "c")
    assert answer.exit_code != 0
    assert "desk.private.yaml" in answer.stderr
    assert hidden(answer.stdout, answer.stderr)


def test_what_stands_before_a_fault_is_guarded_all_the_same(newsroom: Path) -> None:
    (newsroom / "desk.private.yaml").write_text(f"confidential: {{clerk: {NAME}, other: [1]}}\n", "utf-8")
    found = guard(["story.yaml"])
    assert found.problems
    assert found.hide(f"by {NAME}") == f"by {HIDDEN}"


@pytest.mark.parametrize("content", ["", "\n", "# nobody yet\n", "confidential: {}\n", "confidential: {clerk: ~}\n"])
def test_a_private_file_may_be_empty(newsroom: Path, content: str) -> None:
    (newsroom / "clean.yaml").write_text("attribcheck: 1\nheadline: A bridge fell\nbody: It fell.\n")
    (newsroom / "desk.private.yaml").write_text(content)
    assert run("check", "clean.yaml").exit_code == 0


def test_a_folder_named_like_a_private_file_is_none(newsroom: Path) -> None:
    (newsroom / "other.private.yaml").mkdir()
    assert guard(["story.yaml"]).problems == ()


def test_a_private_file_is_no_article(newsroom: Path) -> None:
    done = run("check", "desk.private.yaml", "-f", "json")
    assert done.exit_code == 2
    assert hidden(done.stdout, done.stderr)


@pytest.mark.parametrize("arguments", [["clean.yaml"], ["."]])
def test_a_private_file_that_nothing_covers_is_an_error(newsroom: Path, arguments: list[str]) -> None:
    (newsroom / "clean.yaml").write_text("attribcheck: 1\nheadline: A bridge fell\nbody: It fell.\n")
    (newsroom / ".gitignore").write_text("*.private.yaml\n!desk.private.yaml\n")
    done = run("check", *arguments, "-f", "json")
    entries = attribcheck.Report.from_json(done.stdout).articles
    findings = [(entry.path, f.rule, f.severity) for entry in entries for f in entry.findings]
    assert done.exit_code == 1
    assert findings == [("desk.private.yaml", "private-not-ignored", "error")]
    assert hidden(done.stdout, done.stderr)


@pytest.mark.parametrize("form", WRITTEN)
def test_a_private_file_may_be_named_after_a_source(newsroom: Path, form: str) -> None:
    (newsroom / "clean.yaml").write_text("attribcheck: 1\nheadline: A bridge fell\nbody: It fell.\n")
    (newsroom / "desk.private.yaml").rename(newsroom / "zoe-quarvenholt.private.yaml")
    for rules in ("*.private.yaml\n", ""):
        (newsroom / ".gitignore").write_text(rules)
        done = run("check", "clean.yaml", "-f", form)
        assert done.exit_code == (0 if rules else 1)
        assert hidden(done.stdout, done.stderr)


@pytest.mark.parametrize("git", [True, False])
def test_a_private_file_at_the_root_guards_the_folders_below(newsroom: Path, git: bool) -> None:
    story = newsroom / "content" / "news" / "story.yaml"
    story.parent.mkdir(parents=True)
    story.write_text(split(CASES["body"])[0], "utf-8")
    if git:
        (newsroom / ".git").mkdir()
    for path in (str(story), "content/news/story.yaml"):
        done = run("check", path, "-f", "json")
        assert leaks(done.stdout)
        assert hidden(done.stdout, done.stderr)


def test_a_private_file_guards_its_own_folder_and_no_other(newsroom: Path) -> None:
    for folder in ("a", "b"):
        (newsroom / folder).mkdir()
        (newsroom / folder / "story.yaml").write_text(split(CASES["body"])[0], "utf-8")
    (newsroom / "desk.private.yaml").rename(newsroom / "a" / "desk.private.yaml")
    assert guard(["a/story.yaml"])
    assert not guard(["b/story.yaml"])
    assert guard(["b/story.yaml", "a/story.yaml"]).find(NAME)


def test_the_root_is_looked_for_anew_in_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "news").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / name)
        assert repository_root(Path("news")) == (tmp_path / name).resolve()


def test_without_git_the_topmost_gitignore_marks_the_root(tmp_path: Path) -> None:
    news = tmp_path / "site" / "content" / "news"
    news.mkdir(parents=True)
    (tmp_path / "site" / ".gitignore").write_text("*.private.yaml\n")
    (tmp_path / "site" / "content" / ".gitignore").write_text("*.tmp\n")
    (tmp_path / "site" / "desk.private.yaml").write_text(PRIVATE, "utf-8")
    (news / "own.private.yaml").write_text("confidential: {}\n")
    found = guard([str(news / "story.yaml")])
    assert found
    assert found.unprotected == ()


# --- .gitignore ---

IGNORES: list[tuple[dict[str, str], str, bool]] = [
    ({"": "*.private.yaml"}, "a.private.yaml", True),
    ({"": "*.private.yaml"}, "x/y/a.private.yaml", True),
    ({"": "*.private.yaml\r\n"}, "a.private.yaml", True),
    ({"": "\ufeff*.private.yaml\n"}, "a.private.yaml", True),
    ({"": "*.private.yaml   \n"}, "a.private.yaml", True),
    ({"": "*.private.yaml\t\n"}, "a.private.yaml", False),
    ({"": " *.private.yaml\n"}, "a.private.yaml", False),
    ({"": "#*.private.yaml\n"}, "a.private.yaml", False),
    ({"": "\\#a.private.yaml\n"}, "#a.private.yaml", True),
    ({"": "\\!a.private.yaml\n"}, "!a.private.yaml", True),
    ({"": ""}, "a.private.yaml", False),
    ({}, "a.private.yaml", False),
    ({"": "*.private.yaml\n!a.private.yaml\n"}, "a.private.yaml", False),
    ({"": "!a.private.yaml\n*.private.yaml\n"}, "a.private.yaml", True),
    ({"": "/a.private.yaml\n"}, "a.private.yaml", True),
    ({"": "/a.private.yaml\n"}, "x/a.private.yaml", False),
    ({"": "x/a.private.yaml\n"}, "x/a.private.yaml", True),
    ({"": "x/a.private.yaml\n"}, "y/x/a.private.yaml", False),
    ({"": "**/x/a.private.yaml\n"}, "y/x/a.private.yaml", True),
    ({"": "x/**\n"}, "x/y/a.private.yaml", True),
    ({"": "x/*\n"}, "x/y/a.private.yaml", True),
    ({"": "x/*.yaml\n"}, "x/y/a.private.yaml", False),
    ({"": "secret/\n"}, "secret/a.private.yaml", True),
    ({"": "secret/\n"}, "x/secret/y/a.private.yaml", True),
    ({"": "/secret/\n"}, "x/secret/a.private.yaml", False),
    ({"": "a.private.yaml/\n"}, "a.private.yaml", False),
    ({"": "secret/\n!secret/a.private.yaml\n"}, "secret/a.private.yaml", True),
    ({"": "secret/*\n!secret/a.private.yaml\n"}, "secret/a.private.yaml", False),
    ({"": "secret/\n!secret/\n"}, "secret/a.private.yaml", False),
    ({"": "*\n!*/\n!*.yaml\n"}, "x/a.private.yaml", False),
    ({"": "*\n"}, "x/a.private.yaml", True),
    ({"": "/*\n!/x\n"}, "x/a.private.yaml", False),
    ({"": "/\n"}, "a.private.yaml", False),
    ({"": "?.private.yaml\n"}, "ab.private.yaml", False),
    ({"": "[ab].private.yaml\n"}, "b.private.yaml", True),
    ({"": "[!ab].private.yaml\n"}, "b.private.yaml", False),
    ({"": "[\n*.private.yaml\n"}, "a.private.yaml", True),
    ({"": "\\\n*.private.yaml\n"}, "a.private.yaml", True),
    ({"": "*.PRIVATE.yaml\n"}, "a.private.yaml", False),
    ({"x": "*.private.yaml\n"}, "x/a.private.yaml", True),
    ({"x": "*.private.yaml\n"}, "a.private.yaml", False),
    ({"x": "/a.private.yaml\n"}, "x/a.private.yaml", True),
    ({"x": "/a.private.yaml\n"}, "x/y/a.private.yaml", False),
    ({"": "*.private.yaml\n", "x": "!a.private.yaml\n"}, "x/a.private.yaml", False),
    ({"": "!*.private.yaml\n", "x": "*.private.yaml\n"}, "x/a.private.yaml", True),
    ({"": "x/\n", "x": "!a.private.yaml\n"}, "x/a.private.yaml", True),
    ({"": "été.private.yaml\n"}, "été.private.yaml", True),
]  # fmt: skip


def lay_out(folder: Path, ignores: dict[str, str], file: str) -> Path:
    for place, lines in ignores.items():
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / ".gitignore").write_bytes(lines.encode())
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("confidential: {}\n")
    return path


def git_says(folder: Path, file: str) -> bool:
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    command = ["git", "-C", str(folder), "-c", "core.ignorecase=false", "-c", "core.excludesFile=/dev/null"]
    return subprocess.run([*command, "check-ignore", "--no-index", "-q", file], check=False).returncode == 0


@pytest.mark.parametrize(("ignores", "file", "covered"), IGNORES)
def test_gitignore_outside_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ignores: dict[str, str], file: str, covered: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out(tmp_path, ignores, file)
    assert is_ignored(Path(file)) is covered


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize(("ignores", "file", "covered"), IGNORES)
def test_gitignore_as_git_reads_it(tmp_path: Path, ignores: dict[str, str], file: str, covered: bool) -> None:
    path = lay_out(tmp_path, ignores, file)
    assert git_says(tmp_path, file) is covered
    assert is_ignored(path) is covered


_PARTS = st.sampled_from(["**", "a", "b", "ab", "*", "?", "[ab]", "*.yaml", "*.private.yaml", "n.private.yaml"])
_PATTERNS = st.builds(
    lambda before, parts, after: before + "/".join(parts) + after,
    st.sampled_from(["", "!", "/", "!/", "**/", "# "]),
    st.lists(_PARTS, min_size=1, max_size=2),
    st.sampled_from(["", "", "/", " "]),
)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@hypothesis_settings(max_examples=60)
@given(
    ignores=st.dictionaries(st.sampled_from(["", "a", "a/b"]), st.lists(_PATTERNS, max_size=4).map("\n".join)),
    file=st.sampled_from(["n.private.yaml", "a/n.private.yaml", "a/b/n.private.yaml", "b/n.private.yaml"]),
)
def test_any_gitignore_as_git_reads_it(
    tmp_path_factory: pytest.TempPathFactory, ignores: dict[str, str], file: str
) -> None:
    folder = tmp_path_factory.mktemp("repository")
    path = lay_out(folder, ignores, file)
    assert is_ignored(path) is git_says(folder, file)


def test_a_gitignore_that_was_mended_is_read_again(newsroom: Path) -> None:
    for lines, covered in (("*.yaml\n", True), ("nothing here\n", False), ("*.private.yaml\n", True)):
        (newsroom / ".gitignore").write_text(lines)
        assert is_ignored(newsroom / "desk.private.yaml") is covered


# --- Names and texts ---


@pytest.fixture
def guarding(tmp_path: Path) -> Callable[..., Guard]:
    def made(*names: str) -> Guard:
        (tmp_path / "x.private.yaml").write_text(
            json.dumps({"confidential": {"x": {"aliases": names}}}, ensure_ascii=False), "utf-8"
        )
        return guard([str(tmp_path / "story.yaml")])

    return made


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann", "Annual reports"),
        ("Ann", "Hermann said so"),
        ("Ann", "Joanne's annals"),
        ("Ann Lee", "Ann Leeds said so"),
        ("Ann Lee", "Joann Lee said so"),
        ("Ann Lee", "Ann said to Lee"),
        ("Ann Lee", "with Lee. Ann said so"),
        ("Ann Lee", "Leeann said so"),
        ("Ann Lee", "Ann" + " -" * 20 + " Lee"),
        ("To Day", "today"),
        ("An Do", "And on it went, and o"),
        ("Robert", "the Roberts family"),
        ("Иван", "Иванович"),
        ("علي", "عليهم"),
        ("기", "김"),
        ("か子", "が子"),
        ("Agent 7", "Agent 77"),
        ("Zoë Quarv", "Zoë &amp; Quarvin"),
    ],
)
def test_what_is_no_name(guarding: Callable[..., Guard], name: str, text: str) -> None:
    assert guarding(name).find(text) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Ann", "said Ann.", "Ann"),
        ("Ann", "ann's hat", "ann"),
        ("Ann", "an ann42 account", "ann"),
        ("Ann", "记者Ann说", "Ann"),
        ("Ann Lee", "AnnLee", "AnnLee"),
        ("Ann-Marie Lee", "Annmarie Lee", "Annmarie Lee"),
        ("Lee, Ann", "by Ann Lee", "Ann Lee"),
        ("Ann B. Lee", "by Ann Lee", "Ann Lee"),
        ("Ann B. Lee", "by Ann B Lee", "Ann B Lee"),
        ("Li Na", "li-na", "li-na"),
        ("Müller", "Herr Mueller", "Mueller"),
        ("Müller", "HERR MULLER", "MULLER"),
        ("Straß", "STRASS 4", "STRASS"),
        ("Wałęsa", "Walesa said", "Walesa"),
        ("Søren Ost", "Soeren Ost", "Soeren Ost"),
        ("Kılıç", "KILIÇ", "KILIÇ"),
        ("José", "Jose said", "Jose"),
        ("Jose", "José said", "José"),
        ("ʿAlī Ṭāhir", "Ali Tahir said", "Ali Tahir"),
        ("Иван Чёрный", "ИВАН ЧЕРНЫЙ", "ИВАН ЧЕРНЫЙ"),
        ("Σίσυφος", "ΣΙΣΥΦΟΣ", "ΣΙΣΥΦΟΣ"),
        ("علي حسن", "وعلي حسن قال", "علي حسن"),
        ("دוד".replace("د", "ד"), "לדוד", "דוד"),
        ("김철수", "김철수는", "김철수"),
        ("김철수", "\u1100\u1175\u11b7\u110e\u1165\u11af\u1109\u116e", "\u1100\u1175\u11b7\u110e\u1165\u11af\u1109\u116e"),
        ("สมชาย", "คุณสมชายพูด", "สมชาย"),
        ("𠮷田", "\\ud842\\udfb7\\u7530", "\\ud842\\udfb7\\u7530"),
        ("Zoë", "Zo&amp;euml; x", "Zo&amp;euml;"),
        ("Zoë", r"\U0000005ao\xeb", r"\U0000005ao\xeb"),
        ("Zoë Quarv", "Zoë[^1] Quarv", "Zoë[^1] Quarv"),
        ("Zoë Quarv", "</td><td>Zoë</td>\n<td>Quarv</td>", "Zoë</td>\n<td>Quarv"),
        ("Zoë Quarv", "Zoë <U+202E>Quarv", "Zoë <U+202E>Quarv"),
        ("Zoë\nQuarv", "Zoë Quarv", "Zoë Quarv"),
        ("*Zoë* Quarv!", "Zoë Quarv", "Zoë Quarv"),
    ],
)  # fmt: skip
def test_what_is_a_name(guarding: Callable[..., Guard], name: str, text: str, found: str) -> None:
    assert [text[start:end] for start, end in guarding(name).find(text)] == [found]


def test_a_full_name_is_hidden_as_a_whole(guarding: Callable[..., Guard]) -> None:
    found = guarding("Quarv", "Zoë Quarv", "Quarv Stein")
    assert found.hide("Zoë Quarv, Quarv and Zoë Quarv Stein") == f"{HIDDEN}, {HIDDEN} and {HIDDEN}"


_PIECES = st.sampled_from(
    [
        "Zoë",
        "zoe",
        "Quarv",
        "QUARV",
        "王小明",
        "Ann",
        " ",
        "\n",
        "-",
        "%20",
        "&nbsp;",
        "<b>",
        "**",
        "\\n",
        "\u00ad",
        "x",
        "&#90;oe",
    ]
)


@given(text=st.lists(_PIECES, max_size=12).map("".join))
def test_nothing_is_left_once_a_text_was_hidden(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "x.private.yaml").write_text("confidential: {a: Zoë Quarv, b: 王小明, c: Ann}\n", "utf-8")
    found = guard([str(folder / "story.yaml")])
    spans = found.find(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert found.find(found.hide(text)) == []
    assert bool(spans) == (found.hide(text) != text)


# --- Time ---

_RANDOM = random.Random(1)


def _word(length: int) -> str:
    return "".join(_RANDOM.choices("abcdefghijklmnopqrstuvwxyz", k=length))


LONG = {
    "prose": " ".join(_word(_RANDOM.randint(2, 9)) for _ in range(50_000)),
    "accents": "é “ab” ñandú " * 24_000,
    "spaces": "Ann" + " " * 300_000 + "Lee",
    "the first name and spaces": ("Ann" + " " * 50) * 5_700,
    "the first name and marks": "Ann-._-" * 43_000,
    "initials": "Ann A. " * 43_000,
    "marks": "-" * 300_000,
    "stars": "a*" * 150_000,
    "brackets": "](" * 150_000,
    "tags": "<a" * 150_000,
    "one tag": "<" + "a" * 300_000,
    "backslashes": "\\" * 300_000,
    "entities": "&amp;" * 60_000,
    "percent": "%25" * 100_000,
    "Han": "王小" * 150_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_two_hundred_names_in_a_long_text_take_no_time(guarding: Callable[..., Guard], kind: str) -> None:
    found = guarding("Ann Lee", "王小明", *(f"{_word(5)} {_word(7)}" for _ in range(198)))
    started = time.perf_counter()
    found.find(LONG[kind])
    assert time.perf_counter() - started < 2
