"""The fact-checker's sheet: out as CSV, and its checks back into the article's file."""

from __future__ import annotations

import csv
import io
import json
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from attribcheck.cli.sheet import command
from attribcheck.pipeline import Options, check_bytes
from attribcheck.reading.structured import read_structured
from attribcheck.recording.bringing_back import BroughtBack, bring_back
from attribcheck.recording.edits import quoted
from attribcheck.reports.cells import cell, visible, words_of
from attribcheck.reports.csv_sheet import CHECK_COLUMNS, COLUMNS
from attribcheck.reports.formats import render
from attribcheck.run import make_report
from attribcheck.workspace.opening import open_bytes
from attribcheck.workspace.private import NO_GUARD
from prisoner_offer import SAMPLES, STORY, STRUCTURED

Rows = list[dict[str, str]]

ANA = {"by": "Ana Ruiz", "date": "2026-03-12", "how checked": "called the office", "result": "holds"}
ANA_WRITTEN = 'checked: {by: "Ana Ruiz", on: 2026-03-12, how: "called the office", result: "holds"}'
# Of a claim that stands in the text its words are kept, so that it can be told when they change.
ANA_IN_TEXT = f'{ANA_WRITTEN[:-1]}, words: "The bridge fell at noon, the army said."}}'
HEAD = """\
attribcheck: 1
headline: A bridge fell
body: |
  The bridge fell at noon, the army said. Two people died, the mayor said. Nobody knew why.
sources: {army: {name: the army}, mayor: {name: the mayor}}
"""


# ---- a sheet as a person sees it -------------------------------------------------------------


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def table(data: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def saved(rows: Rows, *, delimiter: str = ",", line_end: str = "\r\n", columns: list[str] | None = None) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns or list(rows[0]), delimiter=delimiter, lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def sheet_of(data: bytes, path: str = "story.yaml") -> Rows:
    """The sheet of an article, cell by cell as the file holds it."""
    report = make_report([check_bytes(data, path, Options())], Options())
    return table(render(report, "csv").encode())


def row(rows: Rows, kind: str, name: str) -> dict[str, str]:
    (found,) = [one for one in rows if (one["kind"], one["id"]) == (kind, name)]
    return found


def back(data: bytes, sheet: Rows | str | bytes, path: str = "story.yaml") -> BroughtBack:
    entry = check_bytes(data, path, Options()).entry
    assert entry is not None
    text = saved(sheet) if isinstance(sheet, list) else sheet
    opened = open_bytes(data, path, len(data))
    return bring_back(opened, entry, text if isinstance(text, bytes) else text.encode(), NO_GUARD)


def checked(text: str, claim: str, check: dict[str, str] | None = None, path: str = "story.yaml") -> str:
    """The article after somebody checked one claim."""
    data = text.encode()
    rows = sheet_of(data, path)
    row(rows, "claim", claim).update(check or ANA)
    done = back(data, rows, path)
    assert done.refused == []
    assert done.claims == [claim]
    return done.data.decode()


def record(data: bytes, path: str = "story.yaml") -> dict[str, Any]:
    reading = read_structured(data, path)
    assert reading.article is not None
    assert reading.faults == []
    return reading.article.model_dump()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "bridge-denial.yaml"
    file.write_bytes((SAMPLES / "bridge-denial.yaml").read_bytes())
    return file


def fill(sheet: Path, **checks: dict[str, str]) -> None:
    """Fills in the check columns of some claims, as a spreadsheet would save them."""
    rows = table(sheet.read_bytes())
    for name, check in checks.items():
        row(rows, "claim", name).update(check)
    sheet.write_text(saved(rows), "utf-8", newline="")


# ---- out -------------------------------------------------------------------------------------


def test_the_sheet_is_csv_that_spreadsheets_read(story: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    assert run(str(story), "-o", str(sheet)).exit_code == 0
    data = sheet.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfarticle,kind,id,words,")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert data.count(b"\r\n") == data.count(b"\n") > 10
    assert tuple(table(data)[0]) == COLUMNS


def test_a_row_a_claim_name_figure_and_quotation() -> None:
    rows = sheet_of((SAMPLES / "bridge-denial.yaml").read_bytes())
    assert {one["kind"] for one in rows} == {"claim", "name", "figure", "quotation"}
    claim = row(rows, "claim", "cracked")
    assert claim["words"] == "Tolvane says that the north pier is cracked in several places."
    assert claim["claim"] == "The north pier of the Orvel bridge is cracked in several places"
    assert claim["anchor"] == "Tolvane says that the north pier"
    assert claim["who says it"] == "Mira Tolvane; Institute of Structures"
    assert (claim["through"], claim["said"]) == ("Vellin Courier", "2026-03-10; 2026-03-11")
    assert claim["status"] == "corroborated"
    assert row(rows, "figure", "bill")["words"] == "4.2 million"
    assert row(rows, "name", "tolvane")["words"] == "Mira Tolvane"
    assert row(rows, "name", "courier")["words"] == "Vellin Courier"
    quotation = row(rows, "quotation", "s7")
    assert quotation["words"].startswith("safe for cars and vans")
    assert quotation["who says it"] == "Joren Pell"


def test_a_claim_that_stands_nowhere_in_the_text_shows_its_own_words() -> None:
    rows = sheet_of((HEAD + "claims: {why: {text: The bridge was old}}\n").encode())
    assert (row(rows, "claim", "why")["words"], row(rows, "claim", "why")["anchor"]) == ("The bridge was old", "")


def test_a_source_without_a_name_is_described_and_never_named() -> None:
    rows = sheet_of((SAMPLES / "clinic-anonymous.yaml").read_bytes())
    assert row(rows, "name", "nurse")["who says it"] == "a nurse who works on the surgical ward of the clinic"


def test_a_check_that_is_recorded_stands_in_the_claims_row_and_not_in_its_figures() -> None:
    text = checked((SAMPLES / "bridge-denial.yaml").read_text("utf-8"), "bill")
    rows = sheet_of(text.encode())
    assert {key: row(rows, "claim", "bill")[key] for key in ANA} == ANA
    assert not any(row(rows, "figure", "bill")[key] for key in CHECK_COLUMNS)


def test_the_rules_of_ignored_findings_are_left_out() -> None:
    text = STORY.read_text("utf-8")
    assert "EVD006" in row(sheet_of(text.encode()), "claim", "first-alive")["rules"]
    ignored = text.replace("  first-alive:\n", "  first-alive:\n    ignore: {EVD006: the archive was asked}\n")
    assert "EVD006" not in row(sheet_of(ignored.encode()), "claim", "first-alive")["rules"]


# ---- no cell is ever a formula ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\u200b\ufeff\u00ad=1", "'\u200b\ufeff\u00ad=1"),
        ("\u00a0@x", "'\u00a0@x"),
        ("\n=1", "'\n=1"),
        ("\t=1", "' =1"),
        ("\r=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a;=1;b", "a;'=1;b"),
        ("1-2", "1-2"),
        ("bell\x07", "bell<U+0007>"),
        ("nul\0", "nul<U+0000>"),
        ("\ud800", "<U+D800>"),
        ("turned\u202e", "turned<U+202E>"),
        ("two\r\nlines", "two\nlines"),
    ],
)
def test_a_cell_shows_its_words_and_runs_nothing(words: str, written: str) -> None:
    assert cell(words) == written


@given(st.text())
def test_the_words_come_back_from_their_cell(words: str) -> None:
    assert words_of(cell(words)) == visible(words)
    assert cell(words_of(cell(words))) == cell(words)


def test_hostile_words_of_an_article_are_no_formula_in_any_column() -> None:
    text = (
        'attribcheck: 1\nheadline: "=HYPERLINK(1)"\n'
        'body: "=cmd|x the army said. \\"@SUM(A1) fell,\\" the army said on Monday."\n'
        'sources: {"@army": {name: "=army", role: "+1"}}\n'
        'claims: {"-x": {text: "=1+1", value: "=2", mentions: ["=HYPERLINK(1)"]}}\n'
        'statements: [{at: "=cmd|x the", source: "@army", claims: ["-x"]}, {at: army said on Monday, source: "@army", says: "+2"}]\n'
    )
    rows = sheet_of(text.encode(), "=story.yaml")
    assert len(rows) >= 5
    for one in rows:
        for words in one.values():
            assert not words.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")), words


# ---- and in ----------------------------------------------------------------------------------


def test_a_filled_sheet_comes_back_into_the_file_and_a_second_time_changes_nothing(story: Path, tmp_path: Path) -> None:
    before = story.read_text("utf-8")
    sheet = tmp_path / "sheet.csv"
    run(str(story), "-o", str(sheet))
    fill(sheet, hidden=ANA)
    done = run(str(story), "--import", str(sheet))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{story}: 1 check brought back.\n"
    after = story.read_text("utf-8")
    words = "Roads office says builder hid cracks in Orvel bridge; Halden Moss denies it"
    assert after.replace(f'    {ANA_WRITTEN[:-1]}, words: "{words}"}}\n', "") == before
    again = run(str(story), "--import", str(sheet))
    assert (again.exit_code, again.stderr) == (0, f"{story}: 0 checks brought back.\n")
    assert story.read_text("utf-8") == after


WAYS: list[tuple[str, str, str, str]] = [
    ("plain words", "claims:\n  a: The bridge fell  # when?\n", "a", f"claims:\n  a: {{text: The bridge fell, {ANA_WRITTEN}}}  # when?\n"),
    ("plain words that need quotes in braces", "claims:\n  a: It fell, {all} of it\n", "a", f'claims:\n  a: {{text: "It fell, {{all}} of it", {ANA_WRITTEN}}}\n'),
    ("quoted words", "claims:\n  a: 'It fell: it''s gone'\n", "a", f"claims:\n  a: {{text: 'It fell: it''s gone', {ANA_WRITTEN}}}\n"),
    ("plain words over two lines", "claims:\n  a: The bridge\n    fell\n  b: Gone\n", "a", f"claims:\n  a: {{text: The bridge\n    fell, {ANA_WRITTEN}}}\n  b: Gone\n"),
    ("a block of text", "claims:\n  a: |\n    It fell\n    down\n\n  b: Gone\n", "a", f'claims:\n  a: {{text: "It fell\\ndown\\n", {ANA_WRITTEN}}}\n\n  b: Gone\n'),
    ("plain words in a flow block", "claims: {a: It fell, b: Gone}\n", "a", f"claims: {{a: {{text: It fell, {ANA_WRITTEN}}}, b: Gone}}\n"),
    ("a flow record", "claims: {a: {text: It fell, kind: event}}\n", "a", f"claims: {{a: {{text: It fell, kind: event, {ANA_WRITTEN}}}}}\n"),
    ("a flow record that ends with a comma", "claims: {a: {text: It fell, }}\n", "a", f"claims: {{a: {{text: It fell, {ANA_WRITTEN}, }}}}\n"),
    ("a flow record over lines", "claims:\n  a: {\n    text: It fell,  # when?\n    kind: event  # what\n  }\n", "a", f"claims:\n  a: {{\n    text: It fell,  # when?\n    kind: event,\n    {ANA_WRITTEN}  # what\n  }}\n"),
    ("a flow record with an empty last value", "claims: {a: {text: It fell, place: }}\n", "a", f"claims: {{a: {{{ANA_WRITTEN}, text: It fell, place: }}}}\n"),
    ("a block record", "claims:\n  a:\n    text: It fell   # when?\n\n  # the next one\n  b: Gone\n", "a", f"claims:\n  a:\n    text: It fell   # when?\n    {ANA_WRITTEN}\n\n  # the next one\n  b: Gone\n"),
    ("a block record that ends with a list", "claims:\n    a:\n        text: It fell\n        loaded:\n        - fell   # so\n", "a", f"claims:\n    a:\n        text: It fell\n        loaded:\n        - fell   # so\n        {ANA_WRITTEN}\n"),
    ("a block record that ends with a text", "claims:\n  a:\n    text: >-\n      It fell\n      down\n\n  b: Gone\n", "a", f"claims:\n  a:\n    text: >-\n      It fell\n      down\n    {ANA_WRITTEN}\n\n  b: Gone\n"),
    ("a block record that ends with blank lines it keeps", "claims:\n  a:\n    text: |+\n      It fell\n\n\n  b: Gone\n", "a", f"claims:\n  a:\n    {ANA_WRITTEN}\n    text: |+\n      It fell\n\n\n  b: Gone\n"),
    ("a block record with an empty last value", "claims:\n  a:\n    text: It fell\n    place:\n", "a", f"claims:\n  a:\n    {ANA_WRITTEN}\n    text: It fell\n    place:\n"),
    ("no line end at the end", "claims:\n  a:\n    text: It fell", "a", f"claims:\n  a:\n    text: It fell\n    {ANA_WRITTEN}"),
    ("says as plain words", "statements:\n  - at: the army said\n    says: It fell # so\n", "s1.1", f"statements:\n  - at: the army said\n    says: {{text: It fell, {ANA_IN_TEXT}}} # so\n"),
    ("says in a flow record", "statements: [{at: the army said, says: It fell}]\n", "s1.1", f"statements: [{{at: the army said, says: {{text: It fell, {ANA_IN_TEXT}}}}}]\n"),
    ("says as a list of words", "statements:\n  - at: the army said\n    says: [It fell, It sank]\n", "s1.2", f"statements:\n  - at: the army said\n    says: [It fell, {{text: It sank, {ANA_IN_TEXT}}}]\n"),
    ("says as a block list", "statements:\n  - at: the army said\n    id: x\n    says:\n      - It fell\n      - text: It sank\n        kind: event\n", "x.2", f"statements:\n  - at: the army said\n    id: x\n    says:\n      - It fell\n      - text: It sank\n        kind: event\n        {ANA_IN_TEXT}\n"),
    ("says as a block record", "statements:\n  at: the army said\n  says:\n    text: It fell\n", "s1.1", f"statements:\n  at: the army said\n  says:\n    text: It fell\n    {ANA_IN_TEXT}\n"),
    ("a check that is empty", "claims:\n  a:\n    text: It fell\n    checked:   # not yet\n    kind: event\n", "a", f"claims:\n  a:\n    text: It fell\n    {ANA_WRITTEN}   # not yet\n    kind: event\n"),
    ("a check that is null", "claims: {a: {text: It fell, checked: ~}}\n", "a", f"claims: {{a: {{text: It fell, {ANA_WRITTEN}}}}}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "claim", "after"), [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_a_claim_in_any_form_takes_a_check(claims: str, claim: str, after: str, line_end: str, mark: str) -> None:
    before = (mark + HEAD + claims).replace("\n", line_end)
    assert checked(before, claim) == (mark + HEAD + after).replace("\n", line_end)


def test_a_file_in_utf_16_stays_in_utf_16() -> None:
    data = (HEAD + "claims: {a: It fell}\n").encode("utf-16")
    rows = sheet_of(data)
    row(rows, "claim", "a").update(ANA)
    done = back(data, rows)
    assert done.data.decode("utf-16") == HEAD + f"claims: {{a: {{text: It fell, {ANA_WRITTEN}}}}}\n"
    assert done.data[:2] == data[:2]


@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_a_json_article_takes_a_check(indent: int | str | None) -> None:
    story = {
        "attribcheck": 1, "headline": "A bridge fell", "body": "The bridge fell, the army said.",
        "sources": {"army": {}}, "claims": {"a": "It fell", "b": {"text": "Gone", "kind": "event"}},
        "statements": [{"at": "the army said", "source": "army", "says": ["It sank"]}],
    }  # fmt: skip
    text = json.dumps(story, indent=indent)
    for claim in ("a", "b", "s1.1"):
        text = checked(text, claim, ANA | {"note": 'a "note"\nof two lines \u2028'}, "story.json")
    after = json.loads(text)
    check = {"by": "Ana Ruiz", "on": "2026-03-12", "how": "called the office", "result": "holds",
             "note": 'a "note"\nof two lines <U+2028>'}  # fmt: skip
    assert after["claims"] == {
        "a": {"text": "It fell", "checked": check},
        "b": {"text": "Gone", "kind": "event", "checked": check},
    }
    kept = check | {"words": "The bridge fell, the army said."}
    assert after["statements"][0]["says"] == [{"text": "It sank", "checked": kept}]
    assert {key: after[key] for key in ("headline", "body", "sources")} == {
        key: story[key] for key in ("headline", "body", "sources")
    }


RECORDED = """\
claims:
  a:
    text: It fell
    checked:
      by: Bo          # our archive desk
      on: 2026-03-01
      note: |
        old
        note
    kind: event
"""


def test_a_check_that_is_recorded_changes_field_by_field_and_keeps_its_comments() -> None:
    after = checked(HEAD + RECORDED, "a", {"by": "Ana", "date": "2026-03-01", "note": "", "how checked": "by phone"})
    assert after == HEAD + RECORDED.replace("by: Bo ", 'by: "Ana" ').replace(
        "note: |\n        old\n        note\n", 'note: null\n      how: "by phone"\n'
    )


def test_a_flow_check_that_is_recorded_changes_too() -> None:
    before = HEAD + "claims: {a: {text: It fell, checked: {by: Bo, on: 2026-03-01}, kind: event}}\n"
    after = checked(before, "a", {"by": "Bo", "date": "2026-03-12", "result": "holds"})
    assert after == before.replace("on: 2026-03-01", 'on: 2026-03-12, result: "holds"')


def test_a_cleared_row_clears_nothing() -> None:
    data = (HEAD + RECORDED).encode()
    rows = sheet_of(data)
    row(rows, "claim", "a").update(dict.fromkeys(CHECK_COLUMNS, ""))
    assert back(data, rows).data == data


# ---- what a spreadsheet makes of it ----------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_sheet_comes_back_however_it_was_saved(delimiter: str, line_end: str, encoding: str) -> None:
    data = (SAMPLES / "bridge-denial.yaml").read_bytes()
    rows = sheet_of(data)
    row(rows, "claim", "hidden").update(ANA | {"note": "one; two, three"})
    columns = ["mine", *reversed(COLUMNS)]
    text = saved([{**one, "mine": "x"} for one in rows], delimiter=delimiter, line_end=line_end, columns=columns)
    done = back(data, text.encode(encoding))
    assert (done.claims, done.refused) == (["hidden"], [])
    assert 'note: "one; two, three"' in done.data.decode()


def test_the_separator_that_excel_writes_down_is_no_row() -> None:
    data = (SAMPLES / "bridge-denial.yaml").read_bytes()
    rows = sheet_of(data)
    row(rows, "claim", "hidden").update(ANA)
    assert back(data, "sep=;\r\n" + saved(rows, delimiter=";")).claims == ["hidden"]


def test_typographic_quotes_and_a_figure_without_its_comma_are_still_the_same_words() -> None:
    data = STORY.read_bytes()
    rows = sheet_of(data)
    figure = row(rows, "figure", "s7.1")
    assert figure["words"] == "11,000"
    figure.update(ANA | {"words": "11000"})
    claim = row(rows, "claim", "s14.1")
    claim.update(ANA | {"words": claim["words"].replace("'", "’")})
    assert back(data, rows).claims == ["s7.1", "s14.1"]


def test_an_apostrophe_before_a_formula_is_taken_off_again() -> None:
    after = checked(HEAD + "claims: {a: It fell}\n", "a", {"by": "'=Ana", "note": "=1+1", "result": "''-"})
    assert 'checked: {by: "=Ana", result: "\'-", note: "=1+1"}' in after


# ---- rows that cannot be brought back --------------------------------------------------------


def refused(text: str, change: Callable[[Rows], object]) -> tuple[list[int], str]:
    """The numbers of the rows that are refused, and why the first one is; the article stays as it was."""
    data = text.encode()
    rows = sheet_of(data)
    change(rows)
    done = back(data, rows)
    assert done.data == data
    return [refusal.row for refusal in done.refused], done.refused[0].why


SAID = HEAD + (
    "claims: {fell: {text: The bridge fell, mentions: [The bridge fell at noon]}}\n"
    "statements: [{at: 'Two people died, the mayor said', source: mayor, says: {text: Two died, kind: casualty, value: 2}}]\n"
)


def test_changed_words_must_be_checked_again() -> None:
    rows = sheet_of(SAID.encode())
    row(rows, "claim", "s1.1").update(ANA)
    for old, new, name in (
        ("Two people died, the", "Ten people died, the", "The words of the text"),
        ("text: Two died", "text: Ten died", "The claim's text"),
    ):
        data = SAID.replace(old, new).encode()
        done = back(data, rows)
        assert done.data == data
        (refusal,) = done.refused
        assert refusal.row == 3
        assert refusal.why.startswith(f"{name} changed since the sheet was written: 'T")
        assert "Check again" in refusal.why


@pytest.mark.parametrize(
    ("kind", "name", "cells", "why"),
    [
        ("claim", "fell", {"date": "12/03/2026"}, "'12/03/2026' is not a day; write it as YYYY-MM-DD"),
        ("claim", "fell", {"date": "2026-02-30"}, "there is no day '2026-02-30'"),
        ("claim", "fell", {"by": "Ana", "id": "fel"}, "there is no claim 'fel' in the article. Did you mean 'fell'?"),
        ("claim", "fell", {"by": "Ana", "kind": "clam"}, "'clam' is no kind of row"),
        ("figure", "s1.1", {"by": "Ana", "id": "fell"}, "the claim 'fell' has no figure any more"),
        ("name", "army", {"by": "Ana"}, "A name has no place for a check"),
    ],
)
def test_a_row_that_fits_nowhere_is_refused_with_its_reason(
    kind: str, name: str, cells: dict[str, str], why: str
) -> None:
    numbers, reason = refused(SAID, lambda rows: row(rows, kind, name).update(cells))
    assert reason.startswith(why)
    position = [(one["kind"], one["id"]) for one in sheet_of(SAID.encode())].index((kind, name))
    assert numbers == [position + 2]


def test_two_rows_of_one_claim_must_say_the_same() -> None:
    def differently(rows: Rows) -> None:
        row(rows, "claim", "s1.1").update(by="Ana")
        row(rows, "figure", "s1.1").update(by="Bo")

    numbers, why = refused(SAID, differently)
    assert numbers == [3, 4]
    assert "rows 3 and 4 give different checks of 's1.1'" in why
    rows = sheet_of(SAID.encode())
    row(rows, "claim", "s1.1").update(by="Ana")
    row(rows, "figure", "s1.1").update(by="Ana")
    assert back(SAID.encode(), rows).claims == ["s1.1"]


def test_the_rows_that_can_be_are_brought_back_and_the_others_named(story: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    run(str(story), "-o", str(sheet))
    rows = table(sheet.read_bytes())
    row(rows, "claim", "hidden").update(ANA)
    row(rows, "claim", "cracked").update(ANA | {"date": "soon"})
    row(rows, "quotation", "s7").update(ANA)
    sheet.write_text(saved(rows), "utf-8", newline="")
    done = run(str(story), "--import", str(sheet))
    assert done.exit_code == 1
    first, second, last = done.stderr.splitlines()
    assert first == f"{sheet}: row 3: 'soon' is not a day; write it as YYYY-MM-DD"
    assert "A quotation has no place for a check" in second
    assert last == f"{story}: 1 check brought back; 2 rows could not be brought back."
    assert story.read_text("utf-8").count("checked:") == 1


def test_a_claim_behind_an_alias_is_left_alone_and_the_others_are_not() -> None:
    text = HEAD + "claims:\n  a: &same {text: It fell}\n  b: *same\n  c: Gone\n"
    data = text.encode()
    rows = sheet_of(data)
    for name in "abc":
        row(rows, "claim", name).update(ANA)
    done = back(data, rows)
    assert done.claims == ["c"]
    assert [refusal.row for refusal in done.refused] == [2, 3]
    assert "alias" in done.refused[0].why
    assert done.data.decode() == text.replace("c: Gone", f"c: {{text: Gone, {ANA_WRITTEN}}}")


def test_a_comment_behind_a_block_of_text_is_worth_more_than_the_check() -> None:
    numbers, _ = refused(
        HEAD + "claims:\n  a: |  # from the wire\n    It fell\n", lambda rows: row(rows, "claim", "a").update(ANA)
    )
    assert numbers == [2]


def test_of_a_sheet_of_several_articles_only_this_ones_rows_are_taken() -> None:
    data = SAID.encode()
    rows = [*sheet_of(data), *sheet_of(data, "other.yaml")]
    for one in rows:
        if one["kind"] == "claim":
            one.update(ANA | {"by": one["article"]})
    done = back(data, rows)
    assert (done.claims, done.refused, done.others) == (["fell", "s1.1"], [], 2)
    assert "other.yaml" not in done.data.decode()


# ---- sheets that are none --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        (b"", "is empty"),
        (b"a,b\r\n1,2\r\n", "row 1: the columns 'kind', 'id', 'words'"),
        (b"\xff\xfebroke", "Save the sheet as 'CSV UTF-8'"),
        ("caf\xe9".encode("latin-1"), "Save the sheet as 'CSV UTF-8'"),
        ((",".join(COLUMNS) + ",id\r\n").encode(), "row 1: the column 'id' stands twice"),
        ((",".join(COLUMNS) + '\r\nstory.yaml,claim,"fell\r\n').encode(), "after row 1: the sheet cannot be read"),
        (
            (",".join(COLUMNS) + "\r\na.yaml,claim\r\nb.yaml,claim\r\n").encode(),
            "rows of several articles, and none of",
        ),
    ],
)
def test_what_is_no_sheet_is_refused_and_the_article_untouched(
    sheet: bytes, why: str, story: Path, tmp_path: Path
) -> None:
    before = story.read_bytes()
    file = tmp_path / "sheet.csv"
    file.write_bytes(sheet)
    done = run(str(story), "--import", str(file))
    assert done.exit_code == 2, done.output
    assert why in done.stderr
    assert story.read_bytes() == before


def test_a_row_with_too_many_cells_may_have_slipped() -> None:
    data = SAID.encode()
    rows = sheet_of(data)
    row(rows, "claim", "fell").update(ANA)
    lines = saved(rows).split("\r\n")
    lines[1] += ",more"
    done = back(data, "\r\n".join(lines))
    assert done.data == data
    assert "more cells than the head" in done.refused[0].why


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere.yaml"],
        ["{story}", "--import", "nowhere.csv"],
        ["{story}", "--import", "{story}", "-o", "x.csv"],
        ["{story}", "-o", "{story}"],
        ["{story}", "--max-bytes", "10"],
        ["{folder}"],
    ],
)
def test_what_cannot_be_done_exits_with_2(arguments: list[str], story: Path, tmp_path: Path) -> None:
    before = story.read_bytes()
    assert run(*(part.format(story=story, folder=tmp_path) for part in arguments)).exit_code == 2
    assert story.read_bytes() == before


def test_an_article_at_fault_has_no_sheet(tmp_path: Path) -> None:
    story = tmp_path / "story.yaml"
    story.write_text(HEAD + "claims: {a: {text: It fell, mentions: [the navy sailed]}}\n")
    done = run(str(story), "-o", str(tmp_path / "sheet.csv"))
    assert done.exit_code == 2
    assert f"{story}:6:" in done.stderr
    assert not (tmp_path / "sheet.csv").exists()


def test_the_files_rights_are_kept_and_no_other_file_is_left(story: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    run(str(story), "-o", str(sheet))
    fill(sheet, hidden=ANA)
    story.chmod(0o640)
    assert run(str(story), "--import", str(sheet)).exit_code == 0
    assert stat.S_IMODE(story.stat().st_mode) == 0o640
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bridge-denial.yaml", "sheet.csv"]


# ---- confidential names ----------------------------------------------------------------------


@pytest.mark.parametrize("cells", [{"note": "Jorun VASSKVELD told us"}, {"by": "Jorun", "note": "Vasskveld"}])
def test_a_sheet_with_a_confidential_name_is_refused_and_the_name_hidden(
    cells: dict[str, str], story: Path, tmp_path: Path
) -> None:
    (tmp_path / ".gitignore").write_text("*.private.yaml\n")
    (tmp_path / "desk.private.yaml").write_text("confidential: {clerk: {name: Jorun Vasskveld}}\n")
    sheet = tmp_path / "sheet.csv"
    run(str(story), "-o", str(sheet))
    fill(sheet, hidden=cells)
    before = story.read_bytes()
    done = run(str(story), "--import", str(sheet))
    assert done.exit_code == 2
    assert "confidential-leak" in done.stderr
    assert "vasskveld" not in done.output.lower()
    assert story.read_bytes() == before


def test_no_sheet_is_brought_back_where_the_names_cannot_be_read(story: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    run(str(story), "-o", str(sheet))
    fill(sheet, hidden=ANA)
    (tmp_path / ".gitignore").write_text("*.private.yaml\n")
    (tmp_path / "desk.private.yaml").write_text("confidential: [\n")
    before = story.read_bytes()
    assert run(str(story), "--import", str(sheet)).exit_code == 2
    assert story.read_bytes() == before


# ---- there and back --------------------------------------------------------------------------

HOSTILE = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "=1+1", "'=1", "@x;=y", "no", "~", "null", "on", "12:30", "- a", "{a: b}", "# no comment", "a: b", "\"'\\",
         "two\nlines\n\n", "tab\there", "\0\x07\x85\u2028\ufeff\ufffe", "\ud800", "*alias", "&anchor", "%TAG", "é́",
         "{{x}}", "...", "---", "\U0001f600", "\\u0041", "confidential: x"]
    ),
)  # fmt: skip
DAYS = st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat()))
CHECKS = st.fixed_dictionaries({column: DAYS if column == "date" else HOSTILE for column in CHECK_COLUMNS})


def unchecked(article: dict[str, Any]) -> dict[str, Any]:
    for claim in [*article["claims"].values(), *(said for one in article["statements"] for said in one["says"])]:
        claim["checked"] = None
    return article


def shown(words: str) -> str:
    """What a sheet shows of words that somebody typed into one."""
    return cell(words_of(words).strip())


@settings(max_examples=40)
@given(st.sampled_from(STRUCTURED), st.data())
def test_import_then_export_gives_the_same_checks_and_else_the_same_article(path: Path, data: st.DataObject) -> None:
    before = path.read_bytes()
    rows = sheet_of(before)
    claims = [one for one in rows if one["kind"] == "claim"]
    chosen = data.draw(st.lists(st.sampled_from(claims), unique_by=lambda one: one["id"], max_size=6))
    for one in chosen:
        one.update(data.draw(CHECKS))
    sheet = saved(rows).encode("utf-8", "surrogatepass").replace(b"\xed\xa0\x80", b"?")
    given_back = table(sheet)
    done = back(before, sheet)
    assert done.refused == []
    again = sheet_of(done.data)
    for one in given_back:
        now = row(again, one["kind"], one["id"])
        assert {key: now[key] for key in CHECK_COLUMNS} == {key: shown(one[key]) for key in CHECK_COLUMNS}
    assert unchecked(record(done.data)) == unchecked(record(before))
    assert back(done.data, sheet).data == done.data
    assert without_checks(done.data.decode()) == before.decode()


def without_checks(text: str) -> str:
    """The text with each new `checked:` cut out: no sample has one, so what is left must be the old file."""
    entry = r'checked: \{(?:(?:\w+: (?:"(?:[^"\\]|\\.)*"|\d{4}-\d\d-\d\d))(?:, )?)+\}'
    return re.sub(rf"\n +{entry}$|, {entry}", "", text, flags=re.MULTILINE)


@given(st.text())
def test_any_words_are_quoted_so_that_yaml_and_json_read_them_back(words: str) -> None:
    safe = visible(words)
    assert json.loads(quoted(safe)) == safe
    assert yaml.safe_load(quoted(safe)) == safe
