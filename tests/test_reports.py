"""The reports: places are exact, bytes are stable, hostile text stays text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import attribcheck
from attribcheck.report import Report
from attribcheck.reports.formats import Layout, render
from attribcheck.schemas import schema
from prisoner_offer import SAMPLES, STORIES, STORY, STRUCTURED
from report_law import cut, places

GOLDEN = Path(__file__).parent / "golden"


def relative(report: Report, file: Path) -> Report:
    report.articles[0].path = f"samples/{file.name}"
    return report


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
def test_golden_reports(file: Path) -> None:
    """To renew them after a change that is meant: `python tests/renew_golden.py`, and read the difference."""
    from renew_golden import reports

    for name, text in reports(file).items():
        assert text == (GOLDEN / name).read_text("utf-8"), f"tests/golden/{name} differs"


def test_the_readme_shows_the_real_report() -> None:
    from renew_golden import readme

    page = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    assert readme(page) == page


def test_the_readme_s_own_article_is_clean_of_faults() -> None:
    """The worked example, and the house rule, as a newcomer would copy them."""
    import re

    from attribcheck.engine.loading import read_rule
    from attribcheck.examples import failures

    page = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    article = next(block for block in blocks if block.startswith("attribcheck: 1\nheadline:"))
    report = attribcheck.check_text(article)
    assert not [f for f in report.articles[0].findings if f.about == "file"]
    assert {claim.status for claim in report.articles[0].claims if claim.id == "rammed"} == {"corroborated"}
    rule = next(block for block in blocks if block.startswith("id:"))
    assert list(failures(read_rule(rule.encode(), "house", "README.md"))) == []


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
def test_the_text_at_each_place_is_the_reported_text(file: Path) -> None:
    report = json.loads(attribcheck.check_file(file, packs=("core", "strict", "conflict")).to_json())
    found = list(places(report))
    assert len(found) > 30
    for place in found:
        assert cut(Path(place["path"] or file).read_bytes(), place) == place["text"]


@given(
    headline=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip),
    body=st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))), max_size=4),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_places_are_exact_whatever_the_words(headline: str, body: list[str], newline: str) -> None:
    article = {"attribcheck": 1, "headline": headline, "body": "\n\n".join(["He said it fell.", *body]),
               "sources": {"he": {"name": "He"}}, "statements": [{"at": "He said it fell", "nth": 1, "source": "he", "says": "It fell"}]}  # fmt: skip
    text = json.dumps(article, indent=1, ensure_ascii=len(headline) % 2 == 0).replace("\n", newline)
    report = attribcheck.check_text(text, path="a.json")
    for place in places(json.loads(report.to_json())):
        assert cut(text.encode(), place) == place["text"]


RECORD = """published: 2025-06-03
sources: {m: {name: Ana Ruiz, kind: person}}
claims: {dead: {text: "12 died", kind: casualty, mentions: [twelve people died]}}
statements: [{at: "Ruiz said on Monday", source: m, says: It is over}]
"""
BODIES = {
    "plain": "body: Some twelve people died \U0001f600 — “quoted”. Ana\n  Ruiz said on Monday that\n  *it was* over.\n",
    "single quoted": "body: 'Some twelve people died; it''s bad. Ana\n  Ruiz said on Monday'\n",
    "double quoted": 'body: "Some twelve people\\u00a0died \\u2014 caf\\u00e9. Ana \\\n  Ruiz said on Monday &amp; [left](http://x.y)"\n',
    "literal": "body: |2\n   Some twelve people died.\n\n   Ana **Ruiz** said\n   on Monday “yes”.\n",
    "folded": "body: >-\n  Some twelve people\n  died.\n\n\n  Ana Ruiz said\n  on Monday “yes”.\n",
}


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "byte order mark"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("style", BODIES)
def test_places_are_exact_in_every_style_of_yaml(style: str, newline: str, mark: str) -> None:
    text = f"attribcheck: 1\nheadline: H\n{BODIES[style]}{RECORD}".replace("\n", newline)
    report = attribcheck.check_text(mark + text)
    [article] = report.articles
    assert [f.message for f in article.findings if f.about == "file"] == []
    assert article.statements[0].said == "2025-06-02"
    for place in places(json.loads(report.to_json())):
        assert cut(text.encode(), place) == place["text"]


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
def test_reports_keep_the_published_schema(file: Path) -> None:
    from jsonschema import Draft202012Validator

    report = attribcheck.check_file(file)
    Draft202012Validator(schema("report")).validate(json.loads(render(report, "json")))
    assert Report.from_json(report.to_json()) == report


@pytest.mark.parametrize("file", [*STRUCTURED, SAMPLES / "well-closed.sources.yaml"], ids=lambda file: file.stem)
def test_articles_keep_the_published_schema(file: Path) -> None:
    import yaml
    from jsonschema import Draft202012Validator

    record = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    Draft202012Validator(schema("article")).validate(record)


def test_json_written_piece_by_piece_is_the_report() -> None:
    report = attribcheck.check_file(STORIES[0])
    for count in (0, 1, 3):
        whole = report.model_copy(update={"articles": report.articles * count})
        assert render(whole, "json") == whole.to_json() + "\n"


HOSTILE = "\x1b[31mred\x1b[0m \u202eevil \u2066x ::error::boom %0A <script>alert(1)</script> \x07 [bold]no[/bold]"


def test_hostile_text_cannot_steer_a_terminal() -> None:
    article = {"attribcheck": 1, "headline": HOSTILE, "body": "He said it fell.", "sources": {"he": {"name": HOSTILE}},
               "statements": [{"at": "He said", "source": "he", "says": HOSTILE}]}  # fmt: skip
    report = attribcheck.check_text(json.dumps(article), path=f"{HOSTILE}.json")
    text = render(report, "text", Layout(every=True))
    assert not set("\x1b\u202e\u2066\x07") & set(text)
    assert "[bold]no[/bold]" in " ".join(text.split())


def test_lone_surrogates_do_not_break_the_report() -> None:
    report = attribcheck.check_text('{"attribcheck": 1, "headline": "a \\ud800 b", "body": "x"}', path="a.json")
    report.to_json().encode("utf-8")


def test_a_file_at_fault_is_an_entry_with_empty_fields() -> None:
    [entry] = attribcheck.check_text("attribcheck: 1\n").articles
    assert (entry.headline, entry.claims, entry.sources, entry.coverage) == (None, [], [], None)
    assert [(f.rule, f.about) for f in entry.findings] == [("invalid-article", "file")]


def test_the_summary_adds_up() -> None:
    report = attribcheck.check_file(STORY)
    [article] = report.articles
    assert sum(report.summary.statuses.values()) == report.summary.claims == len(article.claims)
    assert sum(report.summary.findings.values()) == len(article.findings)


def test_fingerprints_are_unique_and_outlive_edits_elsewhere() -> None:
    text = STORY.read_text("utf-8")
    before = attribcheck.check_text(text).articles[0].findings
    after = (
        attribcheck.check_text(text.replace("body: |\n", "body: |\n  A new first paragraph.\n\n", 1))
        .articles[0]
        .findings
    )
    keys = [finding.fingerprint for finding in before]
    assert len(set(keys)) == len(keys)
    assert sorted(keys) == sorted(finding.fingerprint for finding in after)
