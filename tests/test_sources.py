"""Who is quoted: how often, in what capacity, through whom; the same source in two articles is one."""

from __future__ import annotations

import csv
import io
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import attribcheck
from attribcheck.cli.sources import command
from attribcheck.report import ArticleEntry, SourceEntry
from attribcheck.reports.quoted import Listed, Quoted
from attribcheck.reports.source_list import NOBODY, SCHEMA, render
from prisoner_offer import SAMPLES, STORY

CLEAN = "attribcheck: 1\nheadline: A bridge fell\nbody: The bridge fell.\n"
BODY = """\
"The river is high," the mayor said. The harbour office told Coastal Wire that the dam holds.

A fisherman said that the dam leaks. Coastal Wire reported that the dam is new. The dam is old, it was said.
"""


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(command, list(arguments), input=stdin)


def entry(path: str = "a.json", **more: Any) -> ArticleEntry:
    """An article of four sources and a channel."""
    record = {
        "attribcheck": 1,
        "headline": "The dam holds",
        "body": BODY,
        "sources": {
            "mayor": {"name": "Ida Holm", "kind": "person", "role": "mayor", "side": "town", "interest": "party"},
            "harbour": {"name": "Harbour Office", "aliases": ["HO"], "organisation": "the county"},
            "wire": {"name": "Coastal Wire", "kind": "outlet"},
            "man": {"name": "A fisherman", "kind": "witness"},
            "silent": {"name": "The ministry"},
        },
        "claims": {"holds": "The dam holds", "high": "The river is high"},
        "statements": [
            {"at": '"The river is high', "source": "mayor", "claims": ["high"]},
            {"at": "told Coastal Wire", "source": "harbour", "via": "wire", "claims": ["holds", "high"]},
            {"at": "A fisherman said", "source": "man", "stance": "denies", "claims": ["holds"]},
            {"at": "Coastal Wire reported", "source": "wire", "claims": ["holds"]},
            {"at": "it was said", "says": "The dam is old"},
        ],
    }
    (found,) = attribcheck.check_text(json.dumps(record | more), path=path).articles
    assert found.sources, found.findings
    return found


def said(path: str, sources: dict[str, Any], *statements: dict[str, Any]) -> ArticleEntry:
    """An article in which each source says something, unless `statements` say what."""
    made = list(statements) or [{"source": handle} for handle in sources]
    return entry(path, sources=sources, claims={}, statements=made)


def gathered(*entries: ArticleEntry, **known: tuple[str, str]) -> Quoted:
    """`known`: the register's entry for each handle."""

    def registered(source: SourceEntry) -> tuple[str, str] | None:
        return known.get(source.id)

    quoted = Quoted()
    for one in entries:
        quoted.take(one, registered)
    return quoted


def names(listed: list[Listed]) -> list[str]:
    return [one.name for one in listed]


def test_sources_and_channels_stand_apart_and_whoever_says_nothing_is_left_out() -> None:
    quoted = gathered(entry())
    assert names(quoted.sources()) == ["Ida Holm", "A fisherman", "Harbour Office"]
    assert names(quoted.channels()) == ["Coastal Wire"]


def test_in_what_capacity_and_through_whom() -> None:
    mayor, man, harbour = gathered(entry()).sources()
    assert (mayor.handles, mayor.kind, mayor.roles, mayor.sides) == (["mayor"], "person", ["mayor"], ["town"])
    assert (mayor.stakes, mayor.anonymous, mayor.direct, mayor.through) == ({"party": 1}, False, 1, {})
    assert (harbour.organisations, harbour.direct, harbour.through) == (["the county"], 0, {"Coastal Wire": 1})
    assert (man.kind, man.organisations, man.stakes) == ("witness", [], {})


def test_only_source_counts_claims_that_no_other_source_states() -> None:
    mayor, man, harbour = gathered(entry()).sources()
    # The mayor and the office state that the river is high. A denial backs nothing, and a channel knows nothing.
    assert (mayor.alone, man.alone, harbour.alone) == (0, 0, 1)


def test_a_channel_that_is_cited_as_a_source_is_told() -> None:
    (wire,) = gathered(entry()).channels()
    assert (len(wire.sayings), wire.cited, wire.articles) == (1, 1, 1)


def test_each_statement_has_its_place() -> None:
    (mayor, *_) = gathered(entry()).sources()
    (saying,) = mayor.sayings
    assert saying.place == f"a.json:1:{saying.column}"
    assert (saying.statement, saying.direct) == ("s1", True)


def test_the_figures() -> None:
    quoted = gathered(entry(), entry("b.json"))
    figures = quoted.figures(quoted.sources())
    assert (figures.sources, figures.anonymous, figures.quoted, figures.direct) == (4, 0, 6, 2)
    assert (figures.articles, figures.unnamed, figures.share_of_ten) == (2, 2, 1.0)


def test_the_ten_most_quoted_have_a_share() -> None:
    many = {f"s{n}": {"name": f"Source {n}"} for n in range(12)}
    quoted = gathered(said("a.json", many, *[{"source": f"s{n}"} for n in [*range(12), 0, 0, 0, 1]]))
    assert quoted.figures(quoted.sources()).share_of_ten == 0.88
    assert "The ten most quoted have 88% of that" in render(quoted, "text")


# --- The same source ---


def test_one_name_in_two_articles_is_one_source_whatever_the_case() -> None:
    quoted = gathered(
        said("a.json", {"nis": {"name": "Harbour Office", "aliases": ["HO"]}}),
        said("b.json", {"ho": {"name": "ho", "aliases": ["Port"]}}),
        said("c.json", {"p": {"name": "PORT"}, "other": {"name": "Harbour Guild"}}),
    )
    one, other = quoted.sources()
    assert (one.handles, one.articles, len(one.sayings)) == (["ho", "nis", "p"], 3, 3)
    assert other.name == "Harbour Guild"


def test_one_handle_without_a_register_is_two_sources() -> None:
    quoted = gathered(said("a.json", {"x": {"name": "Ada"}}), said("b.json", {"x": {"name": "Bo"}}))
    assert names(quoted.sources()) == ["Ada", "Bo"]


def test_the_register_s_handle_makes_one_source_of_two_names_and_two_of_one() -> None:
    first = said("a.json", {"x": {"name": "Ada"}, "z": {"name": "Cy"}})
    second = said("b.json", {"y": {"name": "Bo"}, "w": {"name": "Cy"}})
    quoted = gathered(
        first,
        second,
        x=("sources.yaml", "a"),
        y=("sources.yaml", "a"),
        z=("sources.yaml", "z"),
        w=("sources.yaml", "w"),
    )
    assert [(one.name, one.registered, len(one.sayings)) for one in quoted.sources()] == [
        ("Ada", "a", 2), ("Cy", "w", 1), ("Cy", "z", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "record", [{"anonymous": {"described_as": "an engineer"}}, {"name": "one man", "kind": "captive"}]
)
def test_whom_nobody_names_is_another_in_the_next_article(record: dict[str, Any]) -> None:
    entries = [said(path, {"x": record}) for path in ("a.json", "b.json")]
    assert len(gathered(*entries).sources()) == 2
    anonymous = "anonymous" in record
    assert len(gathered(*entries, x=("sources.yaml", "x")).sources()) == (2 if anonymous else 1)


def test_one_statement_of_two_entries_of_one_source_counts_once() -> None:
    two = {"a": {"name": "Harbour Office"}, "b": {"name": "The port", "aliases": ["harbour office"]}}
    (one,) = gathered(said("a.json", two, {"source": ["a", "b"], "says": "The dam holds"})).sources()
    assert (len(one.sayings), one.alone) == (1, 1)


def test_a_channel_has_one_name_in_the_whole_list() -> None:
    def through(path: str, name: str) -> ArticleEntry:
        wire = {"name": name, "aliases": ["CW"], "kind": "outlet"}
        return said(path, {"m": {"name": "Ida Holm"}, "w": wire}, {"source": "m", "via": "w"})

    quoted = gathered(through("a.json", "Coastal Wire"), through("b.json", "CW"), through("c.json", "Coastal Wire"))
    assert quoted.sources()[0].through == {"Coastal Wire": 3}
    assert names(quoted.channels()) == ["Coastal Wire"]


def test_an_office_through_which_another_speaks_stands_in_both_lists() -> None:
    quoted = gathered(
        said("a.json", {"m": {"name": "Ida"}, "o": {"name": "Office"}}, {"source": "m", "via": "o"}, {"source": "o"})
    )
    assert names(quoted.sources()) == ["Ida", "Office"]
    assert names(quoted.channels()) == ["Office"]


def test_the_order_of_the_articles_changes_nothing() -> None:
    entries = [
        said("a.json", {"x": {"name": "Ada", "role": "mayor"}, "w": {"name": "Wire", "kind": "outlet"}}, {"source": "x", "via": "w"}),
        said("b.json", {"y": {"name": "Bo", "aliases": ["ada"], "kind": "person", "role": "guest"}}),
        said("c.json", {"z": {"name": "Cy", "aliases": ["BO"]}, "x": {"anonymous": {"described_as": "Ada"}}}),
        entry("d.json"),
    ]  # fmt: skip
    for form in ("text", "json", "csv"):
        assert len({render(gathered(*order), form) for order in itertools.permutations(entries)}) == 1


# --- The forms ---


def test_by_count_or_by_name() -> None:
    quoted = gathered(
        said("a.json", {"b": {"name": "bo"}, "a": {"name": "Ada"}}, {"source": "b"}, {"source": "b"}, {"source": "a"})
    )
    assert names(quoted.sources()) == ["bo", "Ada"]
    assert names(quoted.sources("name")) == ["Ada", "bo"]


def test_text_says_it_in_a_few_lines() -> None:
    statements = [
        {"at": '"The river is high', "source": "mayor", "says": "The river is high"},
        {"source": "mayor", "via": "wire"},
        {"source": "mayor", "via": "wire"},
    ]
    quoted = gathered(entry(statements=statements))
    column = quoted.sources()[0].sayings[0].column
    assert (
        render(quoted, "text")
        == f"""\
1 source, of which 0 anonymous; quoted 3 times (1 in direct quotation) in 1
article

Sources
     3  Ida Holm (mayor)
        person, mayor, side: town, a party to it
        in 1 article, 1 in direct quotation, only source of 1 claim, through
        Coastal Wire (2)
        · a.json:1:{column}
        · a.json

Channels
     2  Coastal Wire (wire)
        outlet, in 1 article
        · a.json
"""
    )


def test_text_shows_the_first_few_places_each_once() -> None:
    statements = [
        {"at": at, "source": "mayor"}
        for at in ("The river", "told Coastal", "told Coastal", "fisherman", "is new", "it was said")
    ]
    text = render(gathered(entry(statements=statements)), "text")
    shown = [line for line in text.splitlines() if line.startswith("        · ")]
    assert len(shown) == len(set(shown)) == 4
    assert shown[-1] == "        · and 2 more"


def test_nobody_is_quoted_in_a_line() -> None:
    assert render(Quoted(), "text") == f"{NOBODY}\n"
    assert render(gathered(said("a.json", {"x": "Ada"}, {"says": "It fell"})), "text") == (
        "No source is named.\n1 statement of nobody who is named\n"
    )


def test_text_keeps_to_80_columns_and_wide_letters_count_twice() -> None:
    from rich.cells import cell_len

    text = render(gathered(said("a.json", {"x": {"name": "北京市政府" * 20, "role": "word " * 60}})), "text")
    assert max(cell_len(line) for line in text.splitlines()) <= 80


def test_hostile_words_steer_no_terminal_and_no_runner() -> None:
    source = {"name": "::error::Ana\x1b[31m", "role": "a\u202eb\r\n::error::c ##[error]d"}
    text = render(gathered(said("a.json", {"x": source})), "text")
    assert not any(mark in text for mark in ("\x1b", "\u202e", "\r", "##[error"))
    assert not any(line.strip().startswith("::") for line in text.splitlines())


def test_json_holds_all_of_it() -> None:
    done = run(str(STORY), "-f", "json")
    assert done.exit_code == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["schema"] == SCHEMA
    assert record["summary"]["sources"] == len(record["sources"])
    first = record["sources"][0]
    assert (first["name"], first["statements"], first["stakes"]) == ("Volodymyr Zelensky", 4, {"party": 1})
    assert len(first["places"]) == 4
    assert first["places"][0] == {
        "path": str(STORY), "line": 11, "column": 3, "statement": "s1", "direct": False, "through": ["X"],
    }  # fmt: skip
    assert {channel["name"]: channel["carried"] for channel in record["channels"]} == {"X": 4, "AFP": 1}


def test_csv_is_a_sheet_that_no_spreadsheet_runs() -> None:
    done = run("-", "-f", "csv", stdin=json.dumps({
        "attribcheck": 1, "headline": "x", "body": "x", "sources": {"=a": {"name": "=1+2", "role": "a;@b"}},
        "statements": [{"source": "=a"}],
    }))  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert done.stdout_bytes.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(done.stdout_bytes.decode("utf-8-sig"), newline=""))
    assert (row["list"], row["name"], row["handles"], row["role"]) == ("source", "'=1+2", "'=a", "a;'@b")
    assert (row["statements"], row["articles"], row["places"]) == ("1", "1", "<stdin>")


# --- The command ---


@pytest.mark.parametrize(
    ("arguments", "stdin", "code"),
    [
        (["-"], CLEAN, 0),
        (["-"], "attribcheck: 1\n", 2),
        (["-", "--max-bytes", "10"], CLEAN, 2),
        (["nowhere.yaml"], None, 2),
        ([str(STORY), "--sort", "age"], None, 2),
        ([str(STORY), "-f", "html"], None, 2),
    ],
)
def test_exit_codes(arguments: list[str], stdin: str | None, code: int) -> None:
    assert run(*arguments, stdin=stdin).exit_code == code


def test_no_article_is_nothing_that_can_be_done(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.exit_code == 2
    assert "no article was found" in done.stderr


def test_an_article_at_fault_is_named_and_the_others_are_listed(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("attribcheck: 1\nheadline: [a\n")
    done = run(str(broken), str(STORY))
    assert done.exit_code == 2
    assert f"{broken}:3:1: parse-error" in done.stderr
    assert "Volodymyr Zelensky" in done.stdout


def test_the_list_goes_to_a_file_and_does_not_depend_on_the_order_of_paths(tmp_path: Path) -> None:
    files = sorted(str(file) for file in SAMPLES.glob("*.yaml"))
    pages = []
    for number, order in enumerate((files, files[::-1])):
        file = tmp_path / f"{number}.txt"
        assert run(*order, "-o", str(file)).exit_code == 0
        pages.append(file.read_bytes())
    assert pages[0] == pages[1] != b""


def test_the_register_tells_who_is_the_same(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sources.yaml").write_text(
        "sources: {mayor: {name: Ida Holm, aliases: [Mayor Holm], side: town, kind: person}}\nsides: {town: party}\n"
    )
    declared = {"mayor": "mayor: {}", "m": "m: {name: Mayor Holm}", "ida holm": ""}
    for number, (source, entries) in enumerate(declared.items()):
        (tmp_path / f"{number}.yaml").write_text(
            f"attribcheck: 1\nheadline: x\nbody: x\nsources: {{{entries}}}\nstatements: [{{source: {source}}}]\n"
        )
    done = run(str(tmp_path), "-f", "json")
    assert done.exit_code == 0, done.stderr
    (one,) = json.loads(done.stdout)["sources"]
    assert (one["registered"], one["statements"], one["articles"], one["stakes"]) == ("mayor", 3, 3, {"party": 3})


def test_a_confidential_name_stands_in_no_list(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.private.yaml\n")
    (tmp_path / "desk.private.yaml").write_text("confidential: {clerk: {name: Jorun Vasskveld}}\n")
    story = STORY.read_text("utf-8").replace("name: Kyiv,", "name: Jorun Vasskveld,")
    (tmp_path / "story.yaml").write_text(story, "utf-8")
    file = tmp_path / "list.txt"
    done = run(str(tmp_path), "-o", str(file))
    assert done.exit_code == 2
    assert "Vasskveld" not in done.output + (file.read_text("utf-8") if file.exists() else "")


def test_nothing_is_listed_while_a_private_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(STORY.read_text("utf-8"), "utf-8")
    (tmp_path / ".gitignore").write_text("*.private.yaml\n")
    (tmp_path / "names.private.yaml").write_text("confidential: [\n")
    done = run(str(tmp_path))
    assert (done.exit_code, done.stdout) == (2, "")
