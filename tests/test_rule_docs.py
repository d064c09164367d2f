"""The rules' pages: current, whole, and the same in the terminal, in docs/rules/ and for programs."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

import attribcheck
from attribcheck.cli import cli, main
from attribcheck.engine.loading import read_rule
from attribcheck.engine.rule import Rule
from attribcheck.examples import judge
from attribcheck.reading.structured import plain, read_tree
from attribcheck.reports.condition_layout import laid_out, one_line
from attribcheck.reports.rule_json import as_data
from attribcheck.reports.rule_markdown import as_markdown
from attribcheck.reports.rule_page import RulePage, blocks, rule_page
from attribcheck.reports.rule_text import as_text
from attribcheck.workspace import rulebook
from renew_rule_docs import FOLDER, documents, pages

PAGES = pages()
RULES = [page for page in PAGES if page.rule]
FAULTS = [page for page in PAGES if not page.rule]
NAMES = sorted({name for page in PAGES for name in (page.entry.id, page.entry.name)})
OF_ALL = ["What it flags", "What do I do now?", "Why", "When it fires"]
OF_RULES = [*OF_ALL, "Options", "Examples that fire", "Examples that stay silent", "Standards"]

TEXT = {"type": "string", "minLength": 1}
MAYBE = {"type": ["string", "null"], "minLength": 1}
SEVERITY = {"enum": ["error", "warning", "info"]}
NUMBER = {"type": "number"}
LIMIT = {"type": ["number", "null"]}
TEXTS = {"type": "array", "items": TEXT}


def record(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}


def rows(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": record(**properties)}


SCHEMA = record(
    id=TEXT, name=TEXT, pack=MAYBE, severity=SEVERITY, raises=rows(to=SEVERITY, when=TEXT),
    about={"enum": ["claim", "copy", "file"]}, **{"for": MAYBE}, summary=TEXT, why=MAYBE, when=MAYBE,
    reads=rows(fact=TEXT, about=TEXT), options=rows(name=TEXT, default=NUMBER, minimum=LIMIT, maximum=LIMIT, about={"type": "string"}), fix=TEXT, ask=MAYBE, silences=TEXTS, silenced_by=TEXTS,
    standards=rows(name=TEXT, section=MAYBE, url=MAYBE, found=MAYBE),
    examples=rows(
        fires={"type": "integer", "minimum": 0}, note=MAYBE, packs=TEXTS, article=TEXT,
        findings=rows(severity=SEVERITY, words=TEXT, message=TEXT, ask=MAYBE),
    ),
)  # fmt: skip


REASON = "the night editor agreed on this wording"


def titles(page: RulePage) -> list[str]:
    """The sections that a page must have."""
    if page.rule is None:
        return OF_ALL
    left_out = {"Options"} if not page.rule.options else set()
    related = ["Related rules"] if page.silences or page.silenced_by else []
    return [*(title for title in OF_RULES if title not in left_out), *related]


def named(page: RulePage) -> str:
    return page.entry.id


def explain(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *arguments], env=environment)


def made_up(**changes: str) -> Rule:
    """A rule whose words do what they can to be markup."""
    usual = {"summary": "Flags it.", "fix": "Mend it.", "note": "A note.", "body": "It fell."}
    parts = {**usual, "record": "byline: A", "more": "", **changes}
    lines = "\n".join(f"        {line}" for line in parts["body"].splitlines())
    text = (
        f"id: ABC001\nname: made-up\nseverity: info\nabout: copy\nsummary: {json.dumps(parts['summary'])}\n"
        f"{parts['more']}"
        f'for: article\nwhen: article.kind == "news"\nmessage: Found.\nfix: {json.dumps(parts["fix"])}\nexamples:\n'
        f"  - fires: 1\n    note: {json.dumps(parts['note'])}\n    article:\n      body: |\n{lines}\n"
        f"      {parts['record']}\n"
        "  - fires: 0\n    article: {kind: opinion, body: It fell.}\n"
    )
    return read_rule(text.encode(), "core", "made-up.yaml")


def shown(rule: Rule) -> str:
    return as_markdown(rule_page(rule, [rule], judge))


# --- docs/rules/ --------------------------------------------------------------------------------------------------


def test_the_pages_are_what_the_rules_give() -> None:
    """If this fails: `python tests/renew_rule_docs.py`, and read the difference."""
    current = documents()
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(current)
    stale = [name for name, text in current.items() if (FOLDER / name).read_bytes() != text.encode("utf-8")]
    assert stale == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_each_page_has_its_sections_in_order(page: RulePage) -> None:
    text = (FOLDER / page.file).read_text("utf-8")
    assert re.findall(r"(?m)^## (.+)$", text) == titles(page)
    assert all(section.strip() for section in re.split(r"(?m)^## .+$", text)[1:])
    assert text.splitlines()[2] == f"# {page.entry.id}" + (f" {page.entry.name}" if page.rule else "")
    for words in (page.entry.summary, page.entry.fix, page.entry.why or ""):
        assert " ".join(words.replace("`", "").split()) in rendered(text)


@pytest.mark.parametrize("page", RULES, ids=named)
def test_each_page_shows_each_example_with_what_the_tool_says(page: RulePage) -> None:
    text = (FOLDER / page.file).read_text("utf-8")
    words = rendered(text)
    for example in page.examples:
        assert len(example.findings) == example.fires
        for finding in example.findings:
            assert finding.message in words
        for part in (example.headline, example.body, example.note or ""):
            assert " ".join(part.split()) in words
        assert not example.record or f"```yaml\n{example.record}\n```" in text
    assert re.findall(r"(?m)^### (Fires|Silent)", text) == [
        *("Fires" for example in page.examples if example.fires),
        *("Silent" for example in page.examples if not example.fires),
    ]


@pytest.mark.parametrize("name", documents())
def test_links_resolve(name: str) -> None:
    links = re.findall(r"\]\(<?([^)>]+)>?\)", (FOLDER / name).read_text("utf-8"))
    assert links
    for link in links:
        assert link.startswith(("http://", "https://")) or (FOLDER / link).resolve().is_file(), link


def test_the_index_lists_every_page_once() -> None:
    rows = re.findall(r"(?m)^\| \[([^\]]+)\]\(([^)]+)\) \|", (FOLDER / "README.md").read_text("utf-8"))
    assert sorted(rows) == sorted((page.entry.id, page.file) for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_word_turns_into_markup_by_accident(page: RulePage) -> None:
    """What a Markdown reader sees in quotations is the words of the example and no markup but ours."""
    quotes = [block for block in blocks(page) if block.kind == "quote"]
    wanted = [" ".join(part if isinstance(part, str) else part.words for part in quote.pieces) for quote in quotes]
    found, depth = [], 0
    for token in MarkdownIt("commonmark").parse(as_markdown(page)):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "blockquote_open":
            found.append("")
        elif depth:
            assert token.type in ("paragraph_open", "paragraph_close", "inline"), token.type
            kinds = {child.type for child in token.children or []}
            assert kinds <= {"text", "softbreak", "text_special", "strong_open", "strong_close"}, token.content
            found[-1] += " " + "".join(
                " " if child.type == "softbreak" else child.content for child in token.children or []
            )
    assert [" ".join(text.split()) for text in found] == [" ".join(text.split()) for text in wanted]


HOSTILE = [
    "# no heading", "- no item", "+ no item", "1. no item", "2) no item", "> no quote", "***", "===", "    no code",
    "![no](image.png) [no](link) <b>no</b> &amp; **no** _no_ ~~no~~ | no", "a\\*b", "http://no.link www.no.link",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    """The page has the same structure as with tame words, and shows every one of them."""
    page = shown(made_up(summary=words, fix=words, note=words, body=f"It fell.\n{words}\n\n{words}"))
    tame = shown(made_up(summary="tame", fix="tame", note="tame", body="It fell.\ntame\n\ntame"))
    assert structure(page) == structure(tame)
    assert rendered(page).count(" ".join(words.split())) >= 5


def structure(text: str) -> list[str]:
    words = {"text", "text_special", "softbreak"}
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = []
    for token in parser.parse(text):
        found += [token.type, *(child.type for child in token.children or [] if child.type not in words)]
    return found


def test_a_fence_is_longer_than_any_in_the_record() -> None:
    page = shown(made_up(record="byline: '```'"))
    assert "````yaml\nbyline: '```'\n````" in page
    assert structure(page) == structure(shown(made_up(record="byline: Ann")))


def rendered(text: str) -> str:
    """The words that a reader of the Markdown sees, in one line."""
    words: list[str] = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "inline":
            words += [child.content or " " if child.type != "softbreak" else " " for child in token.children or []]
            words.append(" ")
    return " ".join("".join(words).split())


# --- In the terminal ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [44, 80, 120])
@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_line_is_wider_than_the_terminal_unless_a_word_is(page: RulePage, width: int) -> None:
    for line in as_text(page, width).splitlines():
        assert len(line) <= width or " " not in line.lstrip(" │·"), line


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_terminal_shows_the_same_sections(page: RulePage) -> None:
    lines = as_text(page).splitlines()
    at = [lines.index(title) for title in titles(page)]
    assert at == sorted(at)
    assert lines[0] == page.entry.id + (f" {page.entry.name}" if page.rule else "")


@pytest.mark.parametrize("page", RULES, ids=named)
def test_a_record_that_is_broken_over_lines_says_the_same(page: RulePage) -> None:
    """People copy from the terminal: the lines that were broken still read as the same record."""
    for example, block in records(page):
        text = "\n".join(line.removeprefix("      ") for line in block)
        assert plain(read_tree(text, "record.yaml")) == plain(read_tree(example, "record.yaml"))


def records(page: RulePage) -> list[tuple[str, list[str]]]:
    ordered = [e.record for fires in (True, False) for e in page.examples if e.record and bool(e.fires) == fires]
    found: list[list[str]] = []
    lines = iter(as_text(page, 60).splitlines())
    for line in lines:
        if line == "    The record:":
            found.append([])
            for inner in lines:
                if not inner.strip():
                    break
                found[-1].append(inner)
    return list(zip(ordered, found, strict=True))


@pytest.mark.parametrize("page", RULES, ids=named)
def test_a_laid_out_condition_is_the_same_condition(page: RulePage) -> None:
    assert page.rule
    for condition in (page.rule.when, *(entry.when for entry in page.rule.raises)):
        wide = laid_out(condition.expression)
        assert one_line(wide) == one_line(condition.expression)
        assert re.sub(r"\s", "", wide) == re.sub(r"\s", "", condition.expression)


def test_texts_in_a_condition_keep_their_white_space() -> None:
    assert one_line('a ==   "two  blanks && (one" \n && b') == 'a == "two  blanks && (one" && b'
    assert laid_out('a == "x && y" && (b || c)', width=10) == 'a == "x && y"\n&& (b\n  || c)'


# --- attribcheck explain ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_explain_knows_every_id_and_every_name(name: str) -> None:
    done = explain(name)
    assert done.exit_code == 0
    assert name in done.stdout.splitlines()[0]
    assert explain(name.swapcase()).stdout == done.stdout


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("EVD01", "EVD001"),
        ("evd0001", "EVD001"),
        ("declared-unprovn", "declared-unproven"),
        ("parse-eror", "parse-error"),
        ("ANCHOR-NOT-FUND", "anchor-not-found"),
    ],
)
def test_explain_suggests_what_was_meant(wrong: str, meant: str) -> None:
    done = explain(wrong)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert f"There is no rule '{wrong}'. Did you mean '{meant}'?" in done.stderr


def test_explain_ends_with_2_where_nothing_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["attribcheck", "explain", "qqqqqqqq"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "attribcheck rules list" in explain("qqqqqqqq").stderr


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_explain_for_programs(page: RulePage) -> None:
    data = as_data(page)
    assert list(Draft202012Validator(SCHEMA).iter_errors(data)) == []
    for example in data["examples"]:
        assert len(example["findings"]) == example["fires"]


def test_explain_prints_what_the_page_holds() -> None:
    page = next(page for page in PAGES if page.entry.id == "EVD001")
    assert json.loads(explain("EVD001", "-f", "json").stdout) == as_data(page)
    assert explain("evd001", "-f", "markdown").stdout == (FOLDER / page.file).read_text("utf-8")
    assert explain("evd001", COLUMNS="60").stdout == as_text(page, 60)


@pytest.mark.parametrize("page", RULES, ids=named)
def test_articles_of_examples_are_the_authors_own_characters(page: RulePage) -> None:
    assert page.rule
    file = rulebook.folder() / page.rule.pack / Path(page.rule.path).name
    written = [line.strip() for line in file.read_text("utf-8").splitlines()]
    for example, source in zip(page.examples, page.rule.examples, strict=True):
        lines = [line.strip() for line in example.article.splitlines()]
        assert any(written[at : at + len(lines)] == lines for at in range(len(written)))
        assert plain(read_tree(example.article, "article.yaml")) == plain(source.article[0])
        kept = {key: value for key, value in plain(source.article[0]).items() if key not in ("headline", "body")}
        assert (plain(read_tree(example.record, "record.yaml")) if example.record else {}) == kept


# --- What the page advises is what the tool does --------------------------------------------------------------------


@pytest.mark.parametrize("page", RULES, ids=named)
def test_a_finding_is_set_aside_where_the_page_says(page: RulePage) -> None:
    assert page.rule
    example = next(e for e in page.rule.examples if e.fires)
    article = {"attribcheck": "1", "headline": "A headline", **plain(example.article[0])}
    where = next(block.pieces[1] for block in blocks(page) if block.kind == "code")
    block = str(where).split(":")[0]
    reason = {page.entry.id: REASON}
    for target in [article] if block == "ignore" else places(article, block):
        target["ignore"] = reason
    packs = [page.rule.pack, *example.packs]
    report = attribcheck.check_text(json.dumps(article), path="story.json", packs=packs)
    findings = [f for f in report.articles[0].findings if f.rule == page.entry.id]
    assert findings
    assert all(f.suppressed and f.suppressed.reason == REASON for f in findings)


def places(article: dict[str, Any], block: str) -> list[dict[str, Any]]:
    """Every record of a block; claims that only a statement makes are claims too."""
    entries = article.get(block) or {}
    found = []
    for key in list(entries) if isinstance(entries, dict) else range(len(entries)):
        if isinstance(entries[key], str):
            entries[key] = {"text": entries[key]}
        found.append(entries[key])
    if block == "claims":
        for statement in article.get("statements", []):
            said = statement.get("says", [])
            records = [
                {"text": one} if isinstance(one, str) else one for one in (said if isinstance(said, list) else [said])
            ]
            statement["says"] = records
            found += records
    return found


def test_a_rule_that_is_off_says_how_to_switch_it_on() -> None:
    for page in RULES:
        text = (FOLDER / page.file).read_text("utf-8")
        assert (f"`packs: [{page.entry.pack}]`" in text) == (page.entry.pack != "core")


def test_faults_of_a_file_have_pages_and_only_errors_cannot_be_set_aside() -> None:
    assert {page.entry.id for page in FAULTS} == set(rulebook.file_faults())
    for page in FAULTS:
        is_error = page.entry.severity == "error"
        assert ("It cannot be set aside" in as_text(page), "with a reason" in as_text(page)) == (is_error, not is_error)
        assert as_data(page)["when"] is None


def test_options_are_explained_with_their_bounds() -> None:
    options = (
        "options: {days: {default: 30, minimum: 1, maximum: 365, about: older than so many days}}\naliases: [OLD001]\n"
    )
    rule = made_up(more=options)
    page = rule_page(rule, [rule], judge)
    words = rendered(as_markdown(page))
    assert "Formerly OLD001." in words
    assert "days (older than so many days; a number from 1 to 365, 30 unless you say otherwise)" in words
    assert "rules:\n  ABC001: {options: {days: 30}}\n" in as_markdown(page)
    assert list(Draft202012Validator(SCHEMA).iter_errors(as_data(page))) == []
