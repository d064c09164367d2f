"""The formats for machines: what each demands, that all tell the same findings, and that hostile text stays text.

The tests of schemas need the folder that holds them: set ATTRIBCHECK_SCHEMAS to a folder with
`sarif-2.1.0.json` and `gitlab-codequality.json`.
"""

from __future__ import annotations

import functools
import html
import importlib.util
import itertools
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import unquote
from xml.etree import ElementTree

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import validators
from markdown_it import MarkdownIt

import attribcheck
from attribcheck.cli import main
from attribcheck.engine.loading import read_rule
from attribcheck.engine.rule import Rule
from attribcheck.places import Place
from attribcheck.report import SEVERITIES, ArticleEntry, Finding, Problem, Report, RuleEntry, Standard, Suppression
from attribcheck.reports.formats import FORMATS, render
from attribcheck.reports.visible import cut, encodable, plain
from attribcheck.schemas import schema
from prisoner_offer import ALL_PACKS, SAMPLES, STORY, STRUCTURED

WRITTEN = [name for name, module in FORMATS.items() if importlib.util.find_spec(f"attribcheck.reports.{module}")]
MACHINE = ["json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"]


@pytest.fixture(autouse=True)
def no_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests run on the very runners whose variables they speak of."""
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


# --- The articles ---------------------------------------------------------------------------------------------------

_NUMBER = itertools.count()


def house_rule(words: str = "") -> Rule:
    """A rule that finds every claim, with `words` in all that it says."""
    record = {
        "id": "HOUSE1", "name": "every-claim", "severity": "info", "about": "copy", "for": "claim", "when": "true",
        "summary": f"Finds every claim {words}", "why": f"Why {words}", "message": f"Found {words}: {{claim.text}}",
        "fix": f"Mend {words}", "ask": f"{{claim.text}}: is it so {words}?",
        "raise": [{"to": "error", "when": "claim.id == 'grave'"}],
        "standards": [{"name": f"Book {words}", "url": f"https://example.org/{words}"}, f"Leaf {words}"],
        "examples": [{"fires": "1", "article": {"body": "x"}}, {"fires": "0", "article": {"body": "x"}}],
    }  # fmt: skip
    return read_rule(json.dumps(record).encode(), "house", f"house-{next(_NUMBER)}.yaml")


HOUSE = house_rule()
LETTERS = """\
attribcheck: 1
headline: "😀 Śliwa: міст у Łodzi впав"
published: 2025-06-03
body: |
  😀 Łukasz Śliwa said on Monday that the 橋 had fallen, without offering any proof. 😀😀 Some 12 people died.

  “Das war’s”, مريم said. The bridge fell.
sources: {s: {name: Łukasz Śliwa, kind: person}, m: {name: مريم, kind: person}}
claims:
  grave: {text: The 橋 had fallen, kind: event, mentions: [The bridge fell]}
  dead: {text: 12 people died, kind: casualty, weight: high, mentions: [12 people died]}
  owned: {text: the 橋 fell, mentions: [the 橋 had fallen], ignore: {HOUSE1: {why: "The desk knows: 50 %, “yes”", by: Łucja}}}
statements:
  - {at: said on Monday, source: s, says: grave, unproven: yes}
  - {at: مريم said, source: m, says: {text: That was it, kind: opinion}}
"""
ESCAPED = json.dumps(
    {
        "attribcheck": 1,
        "headline": "Łódź 😀 fell",
        "body": "é😀 He said\u00a0it “fell”. 😀 It fell.",
        "sources": {"he": {"name": "He"}},
        "claims": {"grave": {"text": "It “fell”", "mentions": ["It fell"]}},
        "statements": [{"at": "He said", "source": "he", "says": "It fell é"}],
    }
)
TEXTS = {
    "other letters": ("a.yaml", LETTERS),
    "CRLF": ("a.yaml", LETTERS.replace("\n", "\r\n")),
    "CR": ("a.yaml", LETTERS.replace("\n", "\r")),
    "byte order mark": ("a.yaml", "\ufeff" + LETTERS),
    "CRLF and mark": ("dépêche, 1: «b» 100%.yaml", "\ufeff" + LETTERS.replace("\n", "\r\n")),
    "escapes": ("a b.json", ESCAPED),
    "mark, one line": ("a.json", "\ufeff" + json.dumps(json.loads(ESCAPED), ensure_ascii=False)),
    "no article": ("a.yaml", "attribcheck: 1\nheadline: 😀\nbody: [😀, é]\n"),
    "no YAML": ("a.yaml", "attribcheck: 1\nheadline: 😀 é: [x\n"),
    "nothing found": ("a.yaml", "attribcheck: 1\nheadline: A bridge fell\nbody: The bridge fell.\n"),
}
CASES = [file.stem for file in STRUCTURED] + list(TEXTS)


@functools.cache
def case(name: str) -> tuple[Report, str]:
    """A report, and the text of its article without a byte order mark."""
    house = [HOUSE]
    if name in TEXTS:
        path, text = TEXTS[name]
        return attribcheck.check_text(text, path=f"texts/{path}", packs=ALL_PACKS, rules=house), text.removeprefix(
            "\ufeff"
        )
    file = SAMPLES / f"{name}.yaml"
    return attribcheck.check_file(file, packs=ALL_PACKS, rules=house), file.read_text("utf-8")


def finding(severity: str, line: int = 1, **more: Any) -> Finding:
    """A finding of no rule of ours, where the number of findings matters."""
    given: dict[str, Any] = {
        "rule": "HOUSE1", "name": "every-claim", "severity": severity, "about": "copy", "message": f"{severity} {line}",
        "place": Place(line, 1, line, 2, "x"), "fingerprint": f"{severity}{line}", **more,
    }  # fmt: skip
    return Finding(**given)


def report_of(*articles: list[Finding], problems: tuple[Problem, ...] = ()) -> Report:
    """A report over invented findings: an article for each list."""
    report = attribcheck.check_text(TEXTS["nothing found"][1])
    report.articles = [
        ArticleEntry(path=f"{number}.yaml", findings=list(found)) for number, found in enumerate(articles)
    ]
    report.problems = list(problems)
    report.rules.append(HOUSE.entry())
    live = Counter(f.severity for found in articles for f in found if f.suppressed is None)
    report.summary.findings = {severity: live[severity] for severity in SEVERITIES}
    report.summary.articles = len(articles)
    return report


# --- Each format, read back -----------------------------------------------------------------------------------------


class Seen(NamedTuple):
    """A finding as any format tells it; None where the format has no word for something."""

    rule: str
    severity: str
    path: str
    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


def told(report: Report, *, ignored: bool = False) -> list[Seen]:
    """The findings as the JSON report tells them, in its order."""
    found = []
    for article in json.loads(render(report, "json"))["articles"]:
        path = article["repository_path"] or article["path"]
        for one in article["findings"]:
            if ignored or one["suppressed"] is None:
                place = [one["place"][key] for key in ("line", "column", "end_line", "end_column")]
                found.append(Seen(one["rule"], one["severity"], path, *place))
    return found


def from_sarif(text: str) -> list[Seen]:
    levels = {"error": "error", "warning": "warning", "note": "info"}
    found = []
    for result in json.loads(text)["runs"][0]["results"]:
        where = result["locations"][0]["physicalLocation"]
        points = [where["region"][key] for key in ("startLine", "startColumn", "endLine", "endColumn")]
        found.append(
            Seen(result["ruleId"], levels[result["level"]], unquote(where["artifactLocation"]["uri"]), *points)
        )
    return found


class Command(NamedTuple):
    """A workflow command as the runner reads it."""

    name: str
    properties: dict[str, str]
    data: str


def runner(line: str) -> Command | None:
    """What GitHub's runner makes of a line of the log (actions/runner, ActionCommand.cs)."""
    if not line.lstrip().startswith("::"):
        return None
    info, _, data = line.lstrip()[2:].partition("::")
    name, _, given = info.partition(" ")
    properties = {}
    for part in given.split(","):
        key, _, value = part.partition("=")
        for mark, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
            value = value.replace(code, mark)
        properties[key] = value
    for mark, code in (("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
        data = data.replace(code, mark)
    return Command(name, properties, data)


def commands(text: str) -> list[Command]:
    *lines, last = text.splitlines()
    assert runner(last) is None
    found = [runner(line) for line in lines]
    assert None not in found
    return [command for command in found if command]


def from_github(text: str) -> list[Seen]:
    severities = {"error": "error", "warning": "warning", "notice": "info"}
    found = []
    for name, properties, _ in commands(text):
        points = [int(properties[key]) if key in properties else None for key in ("col", "endLine", "endColumn")]
        rule = properties["title"].split(" ")[0]
        found.append(Seen(rule, severities[name], properties["file"], int(properties["line"]), *points))
    return found


def from_gitlab(text: str) -> list[Seen]:
    severities = {"blocker": "error", "major": "error", "minor": "warning", "info": "info"}
    return [
        Seen(one["check_name"], severities[one["severity"]], one["location"]["path"], one["location"]["lines"]["begin"],
             end_line=one["location"]["lines"]["end"])
        for one in json.loads(text)
    ]  # fmt: skip


def from_rdjson(text: str, article: str) -> list[Seen]:
    """`article` turns columns in bytes into columns in characters."""
    lines = re.split(r"\r\n|\n|\r", article)

    def column(point: dict[str, int]) -> int:
        return len(lines[point["line"] - 1].encode()[: point["column"] - 1].decode()) + 1

    found = []
    for one in json.loads(text)["diagnostics"]:
        path, (start, end) = one["location"]["path"], (one["location"]["range"][key] for key in ("start", "end"))
        points = (start["line"], column(start), end["line"], column(end))
        found.append(Seen(one["code"]["value"], one["severity"].lower(), path, *points))
    return found


def suites(text: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(text))


def from_junit(text: str) -> list[Seen]:
    found = []
    for suite in suites(text):
        for test in suite:
            for fault in [*test.findall("failure"), *test.findall("error")]:
                for line in (fault.text or "").split("\n"):
                    place = re.match(r":(\d+):(\d+): (error|warning|info): ", line.removeprefix(test.attrib["file"]))
                    assert place
                    path, rule = test.attrib["file"], test.attrib["name"]
                    found.append(Seen(rule, place[3], path, int(place[1]), int(place[2])))
    return found


def joined(report: Report) -> list[Finding]:
    """All findings that count, the gravest first."""
    live = [f for entry in report.articles for f in entry.findings if f.suppressed is None]
    return sorted(live, key=lambda f: SEVERITIES.index(f.severity))


@pytest.mark.parametrize("name", CASES)
def test_sarif_tells_the_same_findings(name: str) -> None:
    report, _ = case(name)
    assert from_sarif(render(report, "sarif")) == told(report, ignored=True)


@pytest.mark.parametrize("name", CASES)
def test_github_tells_the_same_findings_as_far_as_ten_of_each_severity_go(name: str) -> None:
    report, _ = case(name)
    expected = []
    for severity in SEVERITIES:
        for seen in [seen for seen in told(report) if seen.severity == severity][:10]:
            # The runner takes the columns of a stretch over several lines for columns of the first.
            over_lines = seen.line != seen.end_line
            expected.append(seen._replace(column=None, end_column=None) if over_lines else seen)
    assert from_github(render(report, "github")) == expected


@pytest.mark.parametrize("name", CASES)
def test_gitlab_tells_the_same_findings(name: str) -> None:
    report, _ = case(name)
    expected = [seen._replace(column=None, end_column=None) for seen in told(report)]
    assert from_gitlab(render(report, "gitlab")) == expected


@pytest.mark.parametrize("name", CASES)
def test_rdjson_tells_the_same_findings_in_bytes(name: str) -> None:
    report, text = case(name)
    assert from_rdjson(render(report, "rdjson"), text) == told(report)


@pytest.mark.parametrize("name", CASES)
def test_junit_tells_the_same_findings_rule_by_rule(name: str) -> None:
    report, _ = case(name)
    expected = [seen._replace(end_line=None, end_column=None) for seen in told(report)]
    assert sorted(from_junit(render(report, "junit"))) == sorted(expected)


@pytest.mark.parametrize("name", CASES)
def test_markdown_tells_the_counts_and_the_worst_five(name: str) -> None:
    report, _ = case(name)
    page = Page(render(report, "markdown"))
    live = joined(report)
    for severity, words in (("error", "to fix"), ("warning", "to ask"), ("info", "for the desk")):
        count = sum(f.severity == severity for f in live)
        assert (f"{count} {words}" in page.words) == (count > 0)
    roles = {"error": "Fix", "warning": "Ask", "info": "Know"}
    [entry] = report.articles
    rows = [[roles[f.severity], f.rule, f"{entry.uri_path}:{f.place.line}"] for f in live[:5]]
    assert [[role, words.split()[-1], where] for role, words, where in page.rows] == rows
    assert ("more in the full report" in page.words) == (len(live) > 5)


def test_these_cases_show_what_they_are_meant_to() -> None:
    """Else the comparisons above would compare little."""
    for name in ("other letters", "CRLF", "CR", "byte order mark", "CRLF and mark"):
        report, text = case(name)
        [entry] = report.articles
        assert not [f for f in entry.findings if f.about == "file"], name
        assert [f.suppressed.reason for f in entry.findings if f.suppressed] == ["The desk knows: 50 %, “yes”"]
        shifted = [f for f in entry.findings if f.byte_columns and f.byte_columns[0] > f.place.column]
        assert any("😀" in text.splitlines()[f.place.line - 1][: f.place.column - 1] for f in shifted), name
    assert {f.severity for f in case("other letters")[0].articles[0].findings} == set(SEVERITIES)
    assert [f.rule for f in case("no YAML")[0].articles[0].findings] == ["parse-error"]
    assert {f.rule for f in case("no article")[0].articles[0].findings} == {"invalid-article"}
    assert told(case("nothing found")[0]) == []


WORDS = st.text(st.sampled_from("abc é😀橋م “”'\"\\#:%,|[]<&-{}\t"), max_size=20)


@settings(max_examples=60)
@given(
    before=WORDS, name=WORDS, says=WORDS, escaped=st.booleans(),
    newline=st.sampled_from(["\n", "\r\n", "\r"]), mark=st.sampled_from(["", "\ufeff"]),
)  # fmt: skip
def test_any_article_is_told_alike(before: str, name: str, says: str, escaped: bool, newline: str, mark: str) -> None:
    article = {
        "attribcheck": 1, "headline": f"H {says}", "body": f"{before} He said it fell. {says}\n\nIt had died.",
        "sources": {"he": {"name": f"He {name}"}},
        "claims": {"grave": {"text": f"It fell {says}", "mentions": ["It had died"]}},
        "statements": [{"at": "He said", "source": "he", "says": f"It went {says}"}],
    }  # fmt: skip
    text = json.dumps(article, indent=1, ensure_ascii=escaped).replace("\n", newline)
    report = attribcheck.check_text(mark + text, path="a.json", rules=[HOUSE])
    live = told(report)
    assert {"HOUSE1"} <= {seen.rule for seen in live}
    assert from_sarif(render(report, "sarif")) == live
    assert from_rdjson(render(report, "rdjson"), text) == live
    assert [seen[:4] for seen in from_gitlab(render(report, "gitlab"))] == [seen[:4] for seen in live]
    assert sorted(seen[:5] for seen in from_junit(render(report, "junit"))) == sorted(seen[:5] for seen in live)
    assert sorted(from_github(render(report, "github"))) == sorted(live)


def test_a_stretch_over_several_lines() -> None:
    """On GitHub it has no columns: the runner takes those of a stretch over several lines for columns of the first."""
    report = report_of([finding("error", place=Place(1, 5, 3, 2, "é\n\nx"))])
    whole = Seen("HOUSE1", "error", "0.yaml", 1, 5, 3, 2)
    assert from_sarif(render(report, "sarif")) == from_rdjson(render(report, "rdjson"), "abcde\n\nxy") == [whole]
    assert from_github(render(report, "github")) == [whole._replace(column=None, end_column=None)]
    assert from_gitlab(render(report, "gitlab")) == [whole._replace(column=None, end_column=None)]
    assert from_junit(render(report, "junit")) == [whole._replace(end_line=None, end_column=None)]


def test_a_finding_in_another_file_is_told_there() -> None:
    """A register of sources, say: the article's own path must not stand in its place."""
    place = Place(3, 1, 3, 4, "abc", path="sources/register.yaml")
    report = report_of([finding("error", place=place)])
    for read in (from_sarif, from_github, from_gitlab):
        name = read.__name__.removeprefix("from_")
        assert [seen.path for seen in read(render(report, name))] == ["sources/register.yaml"]
    assert from_rdjson(render(report, "rdjson"), "\n\nabc")[0].path == "sources/register.yaml"
    assert "sources/register.yaml:3:1: error" in render(report, "junit")
    assert Page(render(report, "markdown")).rows[0][2] == "sources/register.yaml:3"


# --- What a finding that is ignored becomes --------------------------------------------------------------------------


def test_ignored_findings() -> None:
    """SARIF and JUnit keep them with their reason; the others, which have no word for it, leave them out."""
    report, _ = case("other letters")
    reason = "The desk knows: 50 %, “yes”"
    results = json.loads(render(report, "sarif"))["runs"][0]["results"]
    kept = [result["suppressions"] for result in results if "suppressions" in result]
    assert kept == [[{"kind": "inSource", "justification": reason}]]
    only = report_of([finding("error", suppressed=Suppression(reason=reason)),
                      finding("info", 2, suppressed=Suppression(reason="And this"))])  # fmt: skip
    [suite] = suites(render(only, "junit"))
    [test] = suite
    assert [(part.tag, part.attrib) for part in test] == [("skipped", {"message": f"{reason}; And this"})]
    assert json.loads(render(only, "gitlab")) == json.loads(render(only, "rdjson"))["diagnostics"] == []
    assert commands(render(only, "github")) == []
    assert Page(render(only, "markdown")).rows == []


def test_a_test_that_fails_in_part_is_no_skipped_test() -> None:
    report = report_of([finding("info"), finding("error", 2, suppressed=Suppression(reason="Known"))])
    [[test]] = suites(render(report, "junit"))
    assert [part.tag for part in test] == ["failure"]
    assert "Known" not in "".join(test.itertext())


# --- Schemas --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def published() -> Callable[[str], Any]:
    """A validator of a published schema, by file name."""
    folder = os.environ.get("ATTRIBCHECK_SCHEMAS")
    if not folder:
        pytest.skip("ATTRIBCHECK_SCHEMAS is not set to the folder of the published schemas")

    def load(name: str) -> Any:
        record = json.loads((Path(folder) / name).read_text("utf-8"))
        return validators.validator_for(record)(record)

    return load


def every_report() -> Iterator[Report]:
    yield from (case(name)[0] for name in CASES)
    yield from (hostile(words) for words in HOSTILE)
    yield report_of()
    yield report_of([finding("error")], problems=PROBLEMS)


def test_sarif_keeps_the_published_schema(published: Callable[[str], Any]) -> None:
    validator = published("sarif-2.1.0.json")
    for report in every_report():
        validator.validate(json.loads(render(report, "sarif")))
    log = json.loads(render(case(CASES[0])[0], "sarif"))
    log["runs"][0]["columnKind"] = "characters"
    assert not validator.is_valid(log)


def test_gitlab_keeps_the_published_schema(published: Callable[[str], Any]) -> None:
    validator = published("gitlab-codequality.json")
    for report in every_report():
        for issue in json.loads(render(report, "gitlab")):
            validator.validate(issue)
    assert not validator.is_valid({**issue, "fingerprint": None})


def test_json_keeps_our_schema() -> None:
    validator = validators.validator_for(schema("report"))(schema("report"))
    done = run("schema", "report")
    assert json.loads(done.stdout) == schema("report")
    for report in every_report():
        record = json.loads(render(report, "json"))
        validator.validate(record)
    record["articles"][0]["findings"][0]["severity"] = "grave"
    assert not validator.is_valid(record)


# --- What GitHub demands of SARIF beyond its schema -------------------------------------------------------------------

PROBLEMS = (
    Problem(path="texts/big.yaml", message="the file has 6,000,000 bytes."),
    Problem(path="a b.yaml", rule="EVD001", message="rule EVD001 failed on 'x'."),
    Problem(rule="EVD002", message="rule EVD002 failed."),
)
ADDRESS = re.compile(r"([A-Za-z0-9._~/-]|%[0-9A-F]{2})+")


def test_sarif_has_all_that_github_asks_for() -> None:
    for report in every_report():
        log = json.loads(render(report, "sarif"))
        assert (log["$schema"], log["version"]) == ("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0")
        [run_] = log["runs"]
        assert run_["columnKind"] == "unicodeCodePoints"
        driver = run_["tool"]["driver"]
        assert driver["name"] == "attribcheck"
        assert driver["version"] == report.tool.version
        for rule in driver["rules"]:
            rule_is_fit(rule)
        assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
        assert [result["ruleId"] for result in run_["results"]] == [seen.rule for seen in told(report, ignored=True)]
        for result in run_["results"]:
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            result_is_fit(result)


def rule_is_fit(rule: dict[str, Any]) -> None:
    assert rule["id"]
    for key in ("shortDescription", "fullDescription"):
        assert 0 < len(rule[key]["text"]) <= 1024
    assert rule["help"]["text"].strip()
    assert rule["help"]["markdown"].strip()
    assert 0 < len(rule["name"]) <= 255
    assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    more = rule["properties"]
    assert more["precision"] in ("very-high", "high", "medium", "low")
    assert more["problem.severity"] in ("error", "warning", "recommendation")
    assert 0 < len(more["tags"]) <= 10
    # It would make a finding about sourcing an alert about security.
    assert "security-severity" not in more


def result_is_fit(result: dict[str, Any]) -> None:
    assert result["message"]["text"].strip()
    assert result["level"] in ("error", "warning", "note")
    assert result["partialFingerprints"]["attribcheck/v1"]
    [location] = result["locations"]
    others = result.get("relatedLocations", [])
    assert len(others) <= 100
    for place in (location, *others):
        where = place["physicalLocation"]
        assert where["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        assert ADDRESS.fullmatch(where["artifactLocation"]["uri"])
        assert not where["artifactLocation"]["uri"].startswith("/")
        region = where["region"]
        start, end = [(region[f"{point}Line"], region[f"{point}Column"]) for point in ("start", "end")]
        assert (1, 1) <= start <= end
    links = re.findall(r"(?<!\\)\[line \d+\]\((\d+)\)", result["message"]["text"])
    assert links == [str(place["id"]) for place in others]
    for suppression in result.get("suppressions", []):
        assert suppression["kind"] == "inSource"
        assert suppression["justification"]


def test_sarif_has_the_hash_that_github_would_reckon() -> None:
    for name in CASES:
        report, _ = case(name)
        results = json.loads(render(report, "sarif"))["runs"][0]["results"]
        for result, one in zip(results, report.articles[0].findings, strict=True):
            prints = {"attribcheck/v1": one.fingerprint, "primaryLocationLineHash": one.line_hash}
            assert result["partialFingerprints"] == prints
            assert re.fullmatch(r"[0-9a-f]{1,16}:[1-9]\d*", one.line_hash or "")
    # Where there is none, GitHub reckons it; a wrong one would draw a warning.
    [result] = json.loads(render(report_of([finding("info")]), "sarif"))["runs"][0]["results"]
    assert result["partialFingerprints"] == {"attribcheck/v1": "info1"}


@pytest.mark.parametrize(
    ("version", "semantic"),
    [("1.20.3", True), ("1.0.0-rc.1", True), ("1.0.0+5", True), ("0.2.dev1", False), ("1.0", False), ("01.0.0", False)],
)
def test_sarif_calls_a_version_semantic_only_if_it_is(version: str, semantic: bool) -> None:
    report = report_of()
    report.tool.version = version
    driver = json.loads(render(report, "sarif"))["runs"][0]["tool"]["driver"]
    assert driver.get("semanticVersion") == (version if semantic else None)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("a b/ç, 100%: [x].yaml", "a%20b/%C3%A7%2C%20100%25%3A%20%5Bx%5D.yaml"),
        ("a\\b?#c.yaml", "a%5Cb%3F%23c.yaml"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("/tmp/a b.yaml", "file:///tmp/a%20b.yaml"),
        ("C:/Users/é/a.yaml", "file:///C:/Users/%C3%A9/a.yaml"),
        ("a\udcff.yaml", "a%FF.yaml"),
        ("a\ud800.yaml", "a%ED%A0%80.yaml"),
    ],
)
def test_sarif_addresses(path: str, address: str) -> None:
    report = report_of([finding("info", place=Place(1, 1, 1, 2, "x", path=path))])
    [result] = json.loads(render(report, "sarif"))["runs"][0]["results"]
    where = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert where["uri"] == address
    assert ("uriBaseId" in where) == (not address.startswith("file:"))


def test_sarif_links_to_related_places_and_to_nothing_else() -> None:
    other = Place(7, 1, 7, 2, "x")
    for message, text in [
        ("Two [so", r"Two \[so See [line 7](1), [line 7](2)."),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1)) See [line 7](1), [line 7](2)."),
        (r"a \[b](c)", r"a \\\[b\](c) See [line 7](1), [line 7](2)."),
    ]:
        report = report_of([finding("info", message=message, related=[other, other])])
        [result] = json.loads(render(report, "sarif"))["runs"][0]["results"]
        assert result["message"]["text"] == text
    for message, text in [("An [aside] (yes)", "An [aside] (yes)"), ("[x](1)", r"\[x\](1)")]:
        [result] = json.loads(render(report_of([finding("info", message=message)]), "sarif"))["runs"][0]["results"]
        assert result["message"]["text"] == text


def test_sarif_notes_what_could_not_be_parsed_or_done() -> None:
    [invocation] = json.loads(render(case("no YAML")[0], "sarif"))["runs"][0]["invocations"]
    [note] = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is True  # it is the file that is at fault
    assert note["level"] == "error"
    where = note["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "texts/a.yaml"
    assert where["region"]["startLine"] == case("no YAML")[0].articles[0].findings[0].place.line
    [invocation] = json.loads(render(report_of(problems=PROBLEMS), "sarif"))["runs"][0]["invocations"]
    notes = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert [note["message"]["text"] for note in notes] == [problem.message for problem in PROBLEMS]
    assert [note.get("associatedRule", {}).get("id") for note in notes] == [None, "EVD001", "EVD002"]
    addresses = [note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for note in notes[:2]]
    assert addresses == ["texts/big.yaml", "a%20b.yaml"]
    assert "locations" not in notes[2]


def test_sarif_keeps_the_gravest_where_there_are_too_many() -> None:
    """GitHub refuses a run of more than 25,000. What is ignored goes first, then the least grave."""
    known = Suppression(reason="Known")
    report = report_of(
        [finding("error", line, suppressed=known) for line in range(1, 11)],
        [finding("info", line) for line in range(1, 24_996)],
        [finding("warning", line) for line in range(1, 7)] + [finding("error")],
    )
    [run_] = json.loads(render(report, "sarif"))["runs"]
    assert len(run_["results"]) == 25_000
    assert Counter(result["level"] for result in run_["results"]) == {"note": 24_993, "warning": 6, "error": 1}
    [note] = run_["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "12 of 25012 results are left out: GitHub takes 25000."


def test_sarif_of_a_report_that_lists_no_rules() -> None:
    report, _ = case("other letters")
    [run_] = json.loads(render(report.model_copy(update={"rules": []}), "sarif"))["runs"]
    for result in run_["results"]:
        rule = run_["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == rule["help"]["text"] == rule["shortDescription"]["text"] == result["ruleId"]


def test_sarif_cuts_what_is_too_long() -> None:
    rule = RuleEntry(id="X1", name="n" * 300, pack="house", severity="info", about="copy", summary="s" * 2000, why="w")
    report = report_of().model_copy(update={"rules": [rule]})
    [made] = json.loads(render(report, "sarif"))["runs"][0]["tool"]["driver"]["rules"]
    rule_is_fit(made)
    assert made["help"]["text"].startswith("s" * 2000)


def test_sarif_help_says_why_what_to_do_and_on_what_it_rests() -> None:
    standards = [Standard(name="Code", section="[3](x)", url="https://x.example/a_(b) <c>"),
                 Standard(name="Leaf", url="javascript:alert(1)")]  # fmt: skip
    rule = RuleEntry(id="X1", name="x", pack=None, severity="error", about="file", summary="It says.",
                     why="So.\nTwo lines.", fix="Mend.\x1b", standards=standards)  # fmt: skip
    report = report_of().model_copy(update={"rules": [rule]})
    [made] = json.loads(render(report, "sarif"))["runs"][0]["tool"]["driver"]["rules"]
    assert made["help"]["text"] == (
        "It says.\n\nWhy. So.\nTwo lines.\n\nWhat to do. Mend.<U+001B>\n\n"
        "Standards. Code [3](x) https://x.example/a_(b) <c>; Leaf"
    )
    page = MarkdownIt("gfm-like", {"linkify": False}).render(made["help"]["markdown"])
    assert re.findall(r'href="([^"]*)"', page) == ["https://x.example/a_%28b%29%20%3Cc%3E"]


# --- Annotations on GitHub ------------------------------------------------------------------------------------------


def test_github_shows_ten_of_each_severity_the_gravest_first() -> None:
    many = [[finding(severity, line) for line in range(1, 13)] for severity in ("info", "warning", "error")]
    text = render(report_of(*many), "github")
    shown = [(command.name, command.data) for command in commands(text)]
    expected = [("error", "error"), ("warning", "warning"), ("notice", "info")]
    assert shown == [(name, f"{severity} {line}") for name, severity in expected for line in range(1, 11)]
    last = text.splitlines()[-1]
    assert last == "attribcheck: 3 articles, 12 errors, 12 warnings, 12 notices; 6 more are not shown as annotations."


def test_github_counts_what_could_not_be_done_among_the_errors() -> None:
    text = render(report_of([finding("error", line) for line in range(1, 13)], problems=PROBLEMS), "github")
    found = commands(text)
    assert [command.name for command in found] == ["error"] * 10
    assert [command.data for command in found[:4]] == [
        "texts/big.yaml: the file has 6,000,000 bytes.",
        "a b.yaml: rule EVD001 failed on 'x'.",
        "rule EVD002 failed.",
        "error 1",
    ]
    last = text.splitlines()[-1]
    assert last == "attribcheck: 1 article, 12 errors, 3 not done; 5 more are not shown as annotations."


def test_github_says_how_many_are_not_shown() -> None:
    for count, words in [
        (1, "1 notice."),
        (10, "10 notices."),
        (11, "11 notices; 1 more is not shown as annotations."),
    ]:
        text = render(report_of([finding("info", line) for line in range(1, count + 1)]), "github")
        assert text.splitlines()[-1] == f"attribcheck: 1 article, {words}"


def test_github_says_so_where_nothing_was_found() -> None:
    assert render(case("nothing found")[0], "github") == "attribcheck: 1 article, nothing to fix, nothing to ask.\n"


def test_github_annotations_hold_rule_message_and_fix() -> None:
    [command] = commands(render(report_of([finding("warning", fix="Mend it: 100 %.")]), "github"))
    assert command.properties["title"] == "HOUSE1 every-claim"
    assert command.data == "warning 1 → Mend it: 100 %."
    [command] = commands(render(report_of([finding("error", rule="parse-error", name="parse-error")]), "github"))
    assert command.properties["title"] == "parse-error"


# --- GitLab ---------------------------------------------------------------------------------------------------------


def test_gitlab_severities_and_an_empty_run() -> None:
    findings = [finding("error"), finding("warning"), finding("info"), finding("error", 2, rule="parse-error")]
    issues = json.loads(render(report_of(findings), "gitlab"))
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info", "blocker"]
    assert render(report_of(), "gitlab") == render(report_of([]), "gitlab") == "[]\n"
    # The widget shows no name of a check.
    assert issues[0]["description"] == "HOUSE1 every-claim: error 1"


def test_gitlab_fingerprints_are_unique_and_those_of_the_json_report() -> None:
    """The widget merges what is equal. One file may be read under two paths."""
    report, _ = case("prisoner-offer")
    twice = report.model_copy(update={"articles": report.articles * 2})
    prints = [issue["fingerprint"] for issue in json.loads(render(twice, "gitlab"))]
    own = [f.fingerprint for f in report.articles[0].findings if f.suppressed is None]
    assert prints[: len(own)] == own
    assert len(set(prints)) == len(prints) == 2 * len(own)


# --- JUnit ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_junit_has_a_test_for_each_rule_in_force(name: str) -> None:
    """So the number of tests does not depend on how bad the copy is, and a test keeps its name when it fails."""
    report, _ = case(name)
    [entry] = report.articles
    [suite] = [suite for suite in suites(render(report, "junit")) if suite.attrib["name"] == entry.uri_path]
    names = [test.attrib["name"] for test in suite]
    assert names[: len(entry.rules)] == entry.rules
    assert set(names[len(entry.rules) :]) == {f.rule for f in entry.findings if f.about == "file"}
    found = {f.rule for f in entry.findings}
    assert {test.attrib["name"] for test in suite if len(test)} == found
    assert {test.attrib["classname"] for test in suite} <= {entry.uri_path}


def test_junit_counts_add_up() -> None:
    for report in every_report():
        root = ElementTree.fromstring(render(report, "junit"))
        for name, tags in {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}.items():
            assert int(root.attrib[name]) == len(root.findall(f".//{tags}"))
            assert int(root.attrib[name]) == sum(int(suite.attrib[name]) for suite in root)
        # Readers take a report without a test for a broken one.
        assert int(root.attrib["tests"]) > 0


def test_junit_failures_errors_and_what_could_not_be_done() -> None:
    found = [finding("info"), finding("error", 2), finding("error", rule="parse-error", name="parse-error")]
    article, rest = suites(render(report_of(found, problems=PROBLEMS), "junit"))
    failure, error = [test[0] for test in article]
    assert (failure.tag, failure.attrib) == ("failure", {"message": "every-claim: error 2", "type": "error"})
    assert failure.text == "0.yaml:1:1: info: info 1\n0.yaml:2:1: error: error 2"
    assert (error.tag, error.attrib["message"]) == ("error", "error 1")
    assert [test.attrib["name"] for test in rest] == ["texts/big.yaml", "a b.yaml", "EVD002"]
    assert [test[0].tag for test in rest] == ["error"] * 3


# --- Markdown -------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """A comment as a code host shows it: its tags, comments and words, the rows of its tables, and those of findings."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[Any] = []
        self.comments: list[str] = []
        self.table: list[list[str]] = []
        self.texts: list[str] = []
        self._in_cell = False
        self.feed(MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(markdown))
        self.close()
        self.words = "".join(self.texts).replace("\u2060", "")
        self.table = [[cell.replace("\u2060", "") for cell in row] for row in self.table]
        self.rows = [row for row in self.table if len(row) == 3 and row[1:] != ["Finding", "Where"]]

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag == "tr":
            self.table.append([])
        if tag in ("td", "th"):
            self.table[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._in_cell:
            self.table[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def test_markdown_begins_with_the_mark_by_which_a_later_run_finds_it() -> None:
    for report in every_report():
        text = render(report, "markdown")
        assert text.startswith("<!-- attribcheck -->\n### Sourcing\n")
        assert text.count("<!--") == 1
        # GitHub takes no comment of more than 65,536 characters.
        assert len(text) < 30_000


def test_markdown_of_a_clean_article() -> None:
    text = render(case("nothing found")[0], "markdown")
    assert "Nothing to fix, nothing to ask. · 1 article, 0 claims" in text
    assert "| Finding |" not in text


def test_markdown_names_who_is_to_be_asked_once() -> None:
    asked = [finding(severity, ask=f"{whom}: is it so?", ask_of=whom)
             for severity, whom in [("warning", "Ana"), ("error", "Ana"), ("error", "Bo"), ("info", "Cy")]]  # fmt: skip
    text = render(report_of(asked), "markdown")
    assert text.count("- **Ana**: is it so?") == text.count("- **Bo**: is it so?") == 1
    assert "Cy" not in text


def test_markdown_of_several_articles_lists_them() -> None:
    report = report_of(*[[finding("error"), finding("info")] for _ in range(12)], problems=PROBLEMS * 2)
    page = Page(render(report, "markdown"))
    assert page.tags >= {"details", "summary"}
    articles = [row for row in page.table if row[-1] == "1 to fix, 1 for the desk"]
    assert [row[0] for row in articles] == [f"{number}.yaml" for number in range(10)]
    assert "the first 10" in page.words
    assert "… and 19 more in the full report." in page.words
    # What could not be done is a list of its own after the table, with its count.
    assert "texts/big.yaml: the file has 6,000,000 bytes." in page.words
    assert "li" in page.tags
    assert page.words.rstrip().endswith("… and 1 more in the full report.")


def test_markdown_keeps_the_end_of_a_long_path() -> None:
    report = report_of([finding("error")])
    report.articles[0].path = "folder/" * 40 + "the-article.yaml"
    where = Page(render(report, "markdown")).rows[0][2]
    assert where.startswith("…")
    assert where.endswith("folder/the-article.yaml:1")
    assert len(where) == 80 + len(":1")


# --- Hostile text ---------------------------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "<!-- attribcheck -->", "--> <b>x</b>",
    "javascript:alert(1)", "[x](javascript:alert(1))", "![x](http://evil.example/p.png)", "[x]: http://evil.example",
    "<http://evil.example>", "http://evil.example/?a=b&c", "see www.evil.example", "mail ana@evil.example", "@octocat",
    "@-x.example", "owner/name#123", "GH-7", ":tada:", "| a | b |", "`code` ```", "**bold** _it_ ~~no~~", "$x^2$",
    "&lt;b&gt; &#60;", "]]>", "]]>]]>", "::error::boom", "%0A::error file=x::boom", "100%25 %", "a,b:c,line=9",
    "=cmd|' /C calc'!A0", "\x1b[31mred\x1b[0m \x9b31m", "\u202eevil\u202c \u2066x\u2069", "a\x00b\x07\x7f",
    "one\ntwo\r\nthree\u2028four\u2029", "\ud800 \udfff", "\ufffe \uffff", "\\[x\\](y)", "\"'\\", "# head\n- item\n> quote",
]  # fmt: skip
# Never in any output: what steers a terminal or turns a line around, and what no UTF-8 holds.
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@functools.cache
def hostile(words: str) -> Report:
    """An article with these words in its text, its sources, its claims, the rule that judges it, and its file's name."""
    article = {
        "attribcheck": 1,
        "headline": f"H {words}",
        "body": "He said it fell. It had died.",
        "sources": {"he": {"name": f"He {words}"}},
        "claims": {
            "grave": {"text": f"C {words}", "mentions": ["It had died"]},
            "known": {
                "text": f"K {words}",
                "mentions": ["it fell"],
                "ignore": {"HOUSE1": {"why": f"Known to the desk {words}"}},
            },
        },
        "statements": [{"at": "He said", "source": "he", "says": f"S {words}"}],
    }
    # No file system has a name with a NUL, and what is no UTF-8 is another matter.
    path = f"texts/{of_a_rule(words)}.json".replace("\x00", "")
    house = [house_rule(of_a_rule(words))]
    report = attribcheck.check_text(json.dumps(article), path=path, packs=ALL_PACKS, rules=house)
    report.problems = [Problem(path=f"{path} (other)", message=f"Undone {read(words)}")]
    return report


def findings_of(words: str) -> list[Finding]:
    return [f for f in hostile(words).articles[0].findings if f.rule == "HOUSE1"]


def of_a_rule(words: str) -> str:
    """The words as a rule's file can hold them: it is YAML, and lone surrogates are none."""
    return words.encode("utf-8", "ignore").decode()


def read(words: str) -> str:
    """The words as they are read from JSON, where a lone surrogate is no character."""
    return re.sub("[\ud800-\udfff]", "\ufffd", words)


def said(words: str) -> str:
    """The words as a message of the rule shows them; a message is one line. What `plain` does is asserted below."""
    return plain(" ".join(f"Found {of_a_rule(words)}:".split()))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_articles_are_read(words: str) -> None:
    """Else the tests below would test little."""
    found = {f.message.removeprefix(" ".join(f"Found {of_a_rule(words)}:".split()))[:3]: f for f in findings_of(words)}
    assert found.keys() == {" C ", " K ", " S "}
    assert [f.severity for f in found.values() if f.suppressed] == ["info"]
    assert found[" C "].message.endswith(" ".join(f"C {read(words)}".split()))
    assert found[" C "].severity == "error"


def test_what_is_shown_in_place_of_what_steers() -> None:
    assert plain("\x1b[31m\x00\x7f\x9b") == "<U+001B>[31m<U+0000><U+007F><U+009B>"
    assert plain("\u202ea\u2066b\u2069\u2028\u2029") == "<U+202E>a<U+2066>b<U+2069><U+2028><U+2029>"
    assert plain("\ud800\udfff") == "<U+D800><U+DFFF>"
    assert plain("a\tb\nc\r\nd\re") == "a b c d<U+000D>e"
    assert plain("é 😀 “x” \ufffe") == "é 😀 “x” \ufffe"
    assert encodable("a\n\x1b\udcff") == "a\n\x1b<U+DCFF>"
    assert cut("12345", 4) == "123…"
    assert cut("12345", 5) == "12345"


@pytest.mark.parametrize("name", [name for name in MACHINE if name != "json"])
def test_no_output_steers_a_terminal(name: str) -> None:
    for words in HOSTILE:
        text = render(hostile(words), name)
        text.encode("utf-8")
        if name in ("sarif", "gitlab", "rdjson"):
            # A path is the file's own name; JSON escapes what is below U+0020.
            own = [hostile(words).articles[0].uri_path, hostile(words).problems[0].path or ""]
            for path in own:
                text = text.replace(json.dumps(path, ensure_ascii=False)[1:-1], "")
        assert not RAW.search(text), words


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_in_sarif(words: str) -> None:
    [run_] = json.loads(render(hostile(words), "sarif"))["runs"]
    messages = [result["message"]["text"] for result in run_["results"] if result["ruleId"] == "HOUSE1"]
    bare = [re.sub(r"\\([\\\[\]])", r"\1", text) if "\\]" in text else text for text in messages]
    assert [text.removeprefix(said(words))[:3] for text in sorted(bare)] == [" C ", " K ", " S "]
    for text in messages:
        assert not re.search(r"(?<!\\)\]\((?!\d+\))", text)
    [known] = [result["suppressions"] for result in run_["results"] if "suppressions" in result]
    assert known[0]["justification"] == plain(f"Known to the desk {read(words)}")
    for result in run_["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert ADDRESS.fullmatch(uri)
        assert unquote(uri) == hostile(words).articles[0].uri_path
    [note] = run_["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == plain(f"Undone {read(words)}")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_in_workflow_commands(words: str) -> None:
    report = hostile(words)
    text = render(report, "github")
    live = joined(report)
    assert len(text.splitlines()) == 1 + len(live) + 1
    problem, *found = commands(text)
    assert problem.data == plain(f"{report.problems[0].path}: Undone {read(words)}")
    assert [command.data for command in found] == [plain(f"{f.message} → {f.fix}") for f in live]
    for command, one in zip(found, live, strict=True):
        assert command.properties == {
            "file": plain(report.articles[0].uri_path), "title": f"{one.rule} {one.name}",
            "line": str(one.place.line), "endLine": str(one.place.end_line),
            "col": str(one.place.column), "endColumn": str(one.place.end_column),
        }  # fmt: skip
    assert runner(text.splitlines()[-1]) is None


def test_workflow_commands_are_escaped_as_the_runner_unescapes_them() -> None:
    report = report_of([finding("error", message="50%, a:b\nc\r\nd ::x:: %0A")])
    report.articles[0].path = "a,b: 100%.yaml"
    line = render(report, "github").splitlines()[0]
    assert line == (
        "::error file=a%2Cb%3A 100%25.yaml,line=1,endLine=1,col=1,endColumn=2,title=HOUSE1 every-claim"
        "::50%25, a:b c d ::x:: %250A"
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_in_gitlab_and_rdjson(words: str) -> None:
    path = hostile(words).articles[0].uri_path
    issues = json.loads(render(hostile(words), "gitlab"))
    found = [issue["description"] for issue in issues if issue["check_name"] == "HOUSE1"]
    assert len(found) == 2
    assert all(text.startswith(f"HOUSE1 every-claim: {said(words)} ") for text in found)
    assert {issue["location"]["path"] for issue in issues} == {path}
    remarks = json.loads(render(hostile(words), "rdjson"))["diagnostics"]
    found = [remark["message"] for remark in remarks if remark["code"]["value"] == "HOUSE1"]
    assert len(found) == 2
    mend = plain(findings_of(words)[0].fix)
    assert all(text.startswith(f"{said(words)} ") and text.endswith(f" → {mend}") for text in found)
    assert {remark["location"]["path"] for remark in remarks} == {path}


@pytest.mark.parametrize("name", [name for name in MACHINE if name != "json"])
def test_a_lone_surrogate_is_shown_as_its_code_point(name: str) -> None:
    text = render(report_of([finding("info", message="a\ud800b")]), name)
    assert "a<U+D800>b" in html.unescape(text)


@pytest.mark.parametrize("name", ["gitlab", "rdjson"])
def test_a_file_name_that_is_no_utf_8_breaks_no_json(name: str) -> None:
    text = render(report_of([finding("info", place=Place(1, 1, 1, 2, "x", path="a\udcff.yaml"))]), name)
    assert '"path": "a<U+DCFF>.yaml"' in text


def xml(words: str) -> str:
    """XML 1.0 has no way to write these two."""
    return words.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_in_junit(words: str) -> None:
    text = render(hostile(words), "junit")
    article, undone = suites(text)
    [test] = [test for test in article if test.attrib["name"] == "HOUSE1"]
    [failure] = test
    assert failure.attrib["message"].startswith(xml(f"every-claim: {said(words)} C "))
    assert (failure.text or "").count(xml(f": {said(words)} ")) == 2
    assert undone[0][0].attrib["message"] == xml(plain(f"Undone {read(words)}"))
    assert test.attrib["file"] == xml(plain(hostile(words).articles[0].uri_path))
    elements = {element.tag for element in ElementTree.fromstring(text).iter()}
    assert elements == {"testsuites", "testsuite", "testcase", "failure", "error"}


def test_junit_is_escaped_as_xml_demands() -> None:
    report = report_of([finding("error", message=']]> & <b> "q" \ufffe\x00\ud800 ]]>')])
    text = render(report, "junit")
    assert (
        'message="every-claim: ]]&gt; &amp; &lt;b&gt; &quot;q&quot; \ufffd&lt;U+0000&gt;&lt;U+D800&gt; ]]&gt;"' in text
    )
    assert '>0.yaml:1:1: error: ]]&gt; &amp; &lt;b&gt; "q" \ufffd&lt;U+0000&gt;&lt;U+D800&gt; ]]&gt;</failure>' in text


OURS = {"h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "sub", "ul", "li", "details", "summary"}
# What GitHub looks for in words that are shown: addresses, people, issues, emoji.
FOUND_IN_TEXT = re.compile(
    r"\b(?:https?|ftp|xmpp|mailto)://|(?<![\w/])www\.|(?<!\w)@[\w-]|[\w.+-]+@[\w-]+\.|(?<!&)#\d|\bGH-\d|:[\w+-]+:",
    re.IGNORECASE,
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_in_markdown(words: str) -> None:
    report = hostile(words)
    several = report.model_copy(update={"articles": report.articles * 2})
    several.summary = report.summary.model_copy(update={"articles": 2})
    for made in (report, several):
        page = Page(render(made, "markdown"))
        assert page.tags <= OURS
        assert page.attributes == []
        assert page.comments == [" attribcheck "]
        assert not [text for text in page.texts if FOUND_IN_TEXT.search(text)]
        findings = [row for row in page.rows if row[1].endswith(" HOUSE1")]
        assert findings[0][0] == "Fix"
        assert findings[0][1].startswith(f"{said(words)} C ")
        asked = [line for line in page.words.splitlines() if ": is it so" in line]
        assert asked
        assert plain(" ".join(f"C {read(words)}".split())) in asked[0]
        assert plain(f"Undone {read(words)}").rstrip() in page.words
    assert plain(f"H {read(words)}").strip() in [row[0] for row in page.table]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("<b>&amp;", "&#60;b&#62;&#38;amp;"),
        ("[x](javascript:alert(1))", "&#91;x&#93;(javascript:alert(1))"),
        ("| a | `b`", "&#124; a &#124; &#96;b&#96;"),
        ("*a* _b_ ~c~ $d$ \\", "&#42;a&#42; &#95;b&#95; &#126;c&#126; &#36;d&#36; &#92;"),
        ("@ana, a@b.example", "&#64;\u2060ana, a&#64;\u2060b.example"),
        ("#12 and # and GH-12", "&#35;\u206012 and &#35; and GH-\u206012"),
        ("http://x.example www.x.example", "http:\u2060//x.example www\u2060.x.example"),
        (":tada: at 10:30", ":\u2060tada: at 10:30"),
        ("<!-- attribcheck -->", "&#60;!-- attribcheck --&#62;"),
        ("\x1b[1m", "&#60;U+001B&#62;&#91;1m"),
    ],
)
def test_markdown_is_written_as_character_references(words: str, written: str) -> None:
    row = render(report_of([finding("error", message=words)]), "markdown").splitlines()[7]
    assert row == f"| Fix | {written} <sub>HOUSE1</sub> | 0.yaml:1 |"
    assert html.unescape(written).replace("\u2060", "") == plain(words)


# --- On the command line --------------------------------------------------------------------------------------------


class Program:
    """The console script, as click's runner calls a command: it has the exit codes that a shell sees."""

    name = "attribcheck"

    def main(self, args: tuple[str, ...], **_: object) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", [self.name, *args])
            main()


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cast("click.Command", Program()), arguments, input=stdin)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A folder to work in, and what `check` is to read there: good, bad, hostile, and one file that is too large."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.yaml").write_bytes(STORY.read_bytes())
    (tmp_path / "lettres.yaml").write_text("\ufeff" + LETTERS, "utf-8")
    (tmp_path / "broken.yaml").write_text("attribcheck: 1\nheadline: 😀 é: [x\n", "utf-8")
    (tmp_path / "big.yaml").write_text("attribcheck: 1\nheadline: H\nbody: |\n" + "  It fell.\n" * 3000, "utf-8")
    return ["big.yaml", "broken.yaml", "lettres.yaml", "story.yaml", "--pack", "core,strict", "--max-bytes", "25000"]


@pytest.fixture
def stored(desk: list[str]) -> str:
    done = run("check", *desk, "-f", "json", "-o", "report.json")
    assert done.exit_code == 2  # one file is too large
    return "report.json"


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("more", [[], ["--all"]], ids=["worst", "all"])
def test_a_stored_report_gives_the_bytes_that_check_gives(
    desk: list[str], stored: str, name: str, more: list[str]
) -> None:
    first, then = run("check", *desk, "-f", name, *more), run("report", stored, "-f", name, *more)
    assert then.exit_code == 0
    assert then.stdout_bytes == first.stdout_bytes
    assert len(then.stdout_bytes) > 200


def test_a_stored_report_gives_the_same_folder_of_html(desk: list[str], stored: str) -> None:
    run("check", *desk, "-f", "html", "-o", "one/")
    assert run("report", stored, "-f", "html", "-o", "two/").exit_code == 0
    pages = {file.name: file.read_bytes() for file in Path("one").iterdir()}
    assert len(pages) == 4
    assert {file.name: file.read_bytes() for file in Path("two").iterdir()} == pages


def test_several_formats_in_one_run(desk: list[str], stored: str) -> None:
    files = {name: f"out/report.{name}" for name in WRITTEN if name != "text"}
    options = [part for name, file in files.items() for part in ("-f", name, "-o", file)]
    done = run("report", stored, "-f", "text", *options)
    assert done.stdout_bytes == run("report", stored, "-f", "text").stdout_bytes
    for name, file in files.items():
        assert Path(file).read_bytes() == run("report", stored, "-f", name).stdout_bytes, name


def test_a_report_from_standard_input(stored: str) -> None:
    data = Path(stored).read_bytes()
    expected = run("report", stored, "-f", "junit").stdout_bytes
    assert run("report", "-", "-f", "junit", stdin=data).stdout_bytes == expected
    # Some shells put a byte order mark before what they write.
    assert run("report", "-", "-f", "junit", stdin=b"\xef\xbb\xbf" + data).stdout_bytes == expected


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Invalid JSON"),
        (b"headline: H\n", "Invalid JSON"),
        (b"\xff\xfe", "Invalid JSON"),
        (b"[]", "should be an object"),
        (b'{"schema": "attribcheck/report/2", "articles": []}', "schema: Input should be 'attribcheck/report/1'"),
        (b'{"schema": "attribcheck/report/1"}', "tool: Field required"),
        (b'{"schema": 1, "\\u001b[31m\\u202e": 1}', "schema: Input should be"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_file_that_is_no_report(data: bytes, why: str) -> None:
    Path("x.json").write_bytes(data)
    for path, stdin in (("x.json", None), ("-", data)):
        done = run("report", path, "-f", "sarif", "-o", "out.sarif", stdin=stdin)
        assert done.exit_code == 2
        assert f"{path}: this is no report of schema attribcheck/report/1 (" in done.stderr
        assert why in done.stderr
        assert "attribcheck check … -f json -o report.json" in done.stderr
        assert (done.stdout, Path("out.sarif").exists()) == ("", False)


def test_what_is_wrong_in_a_report_is_said_without_steering_the_terminal(stored: str) -> None:
    record = json.loads(Path(stored).read_text("utf-8"))
    record["articles"][0]["\x1b[31m\u202ex"] = 1
    Path("y.json").write_text(json.dumps(record), "utf-8")
    done = run("report", "y.json")
    assert done.exit_code == 2
    assert "articles.0.<U+001B>[31m<U+202E>x: Extra inputs are not permitted" in done.stderr
    assert not RAW.search(done.stderr)


@pytest.mark.usefixtures("desk")
def test_a_report_that_is_not_there() -> None:
    done = run("report", "none.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "none.json: the file cannot be read" in done.stderr


@pytest.mark.parametrize(("limit", "code"), [(None, 0), ("never", 0), ("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on(limit: str | None, code: int, tmp_path: Path) -> None:
    """Nothing fails unless asked: the check has judged already."""
    file = tmp_path / "report.json"
    file.write_text(
        render(report_of([finding("warning"), finding("error", suppressed=Suppression(reason="x"))]), "json")
    )
    done = run("report", str(file), *(["--fail-on", limit] if limit else []))
    assert done.exit_code == code


@pytest.mark.parametrize("command", ["check", "report"])
@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({}, "text"),
        ({"GITHUB_ACTIONS": "true"}, "github"),
        ({"GITLAB_CI": "true"}, "gitlab"),
        ({"GITHUB_ACTIONS": "false", "GITLAB_CI": "1"}, "text"),
    ],
)
def test_the_format_that_a_runner_reads(
    command: str, variables: dict[str, str], name: str, desk: list[str], stored: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = desk if command == "check" else [stored]
    expected = run("report", stored, "-f", name).stdout_bytes
    other = run("report", stored, "-f", "rdjson").stdout_bytes
    for key, value in variables.items():
        monkeypatch.setenv(key, value)
    assert run(command, *given).stdout_bytes == expected
    assert run(command, *given, "-f", "rdjson").stdout_bytes == other
    run(command, *given, "-o", "alone.out")
    assert Path("alone.out").read_bytes() == expected


@pytest.mark.parametrize("command", ["check", "report"])
def test_the_step_summary_is_appended(
    command: str, desk: list[str], stored: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = desk if command == "check" else [stored]
    summary = run("report", stored, "-f", "markdown").stdout_bytes
    Path("summary.md").write_text("# Before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    run(command, *given, "-f", "text")
    assert Path("summary.md").read_bytes() == b"# Before\n"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    run(command, *given)
    assert Path("summary.md").read_bytes() == b"# Before\n" + summary
