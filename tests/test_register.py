"""The register: how it is found, what is wrong with it, and what an article takes from it."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path
from typing import Any

import pytest

from attribcheck.article import Article, Source
from attribcheck.places import SourceText
from attribcheck.reading.faults import Fault
from attribcheck.workspace.register import Register, find_register, read_register

REGISTER = """\
attribcheck: 1
sides: {north-bank: party, south-bank: interested, upland: none}
sources:
  harbour: {name: Harbour Office, aliases: [HO, the harbour], side: north-bank, kind: office}
  gauge: {name: River gauge, kind: dataset, interest: none}
  mayor: {name: Ida Holm, kind: person, role: mayor, side: south-bank, interest: party, based_on: [Harbour Office]}
  council: {name: Town Council, kind: group, members: [mayor, Per Lund]}
  wire: {name: Coastal Wire, aliases: [CW], kind: outlet}
  insider: {kind: person, anonymous: {described_as: an engineer at the dam, why: fears for her post}}
"""


def read(text: str) -> Register:
    register = read_register(text.encode(), "sources.yaml")
    assert register is not None
    for place in (*register.places.values(), *register.side_places.values(), *(f.place for f in register.faults)):
        starts = SourceText(text).line_starts
        begin = starts[place.line - 1] + place.column - 1
        end = starts[place.end_line - 1] + place.end_column - 1
        assert (place.path, text[begin:end]) == ("sources.yaml", place.text)
    return register


def fault(text: str) -> Fault:
    (only,) = read(text).faults
    return only


def at(fault: Fault) -> tuple[int, int, str]:
    return fault.place.line, fault.place.column, fault.place.text


def joined(register: str = REGISTER, **record: Any) -> Article:
    article = Article.model_validate(record)
    read(register).join(article)
    return article


# --- Reading ---


def test_a_register_holds_sources_and_sides_with_their_places() -> None:
    register = read(REGISTER)
    assert register.faults == ()
    assert register.sources["harbour"].aliases == ["HO", "the harbour"]
    assert register.sides == {"north-bank": "party", "south-bank": "interested", "upland": "none"}
    assert (register.places["harbour"].line, register.places["harbour"].column) == (4, 3)
    assert register.side_places["south-bank"].column == 28
    assert (register.named("ho"), register.named("wire"), register.named("Wire")) == ("harbour", "wire", None)


def test_a_register_goes_to_another_process() -> None:
    register = read(REGISTER)
    assert pickle.loads(pickle.dumps(register)) == register


def test_plain_words_are_a_source_s_name() -> None:
    assert read("attribcheck: 1\nsources: {dam: The dam}\n").sources["dam"].name == "The dam"


@pytest.mark.parametrize(
    "text",
    [
        "", "# nothing\n", "a list\n", "- a\n",
        "version: 2\nsources:\n  - name: raw\n    tables: [orders]\n",
        "sources: {main: https://example.org}\n",
        "sources:\n",
        "sides: {north: party}\n",
        "version: 2\nsources:\n  - name: {{ target }}\n",
        "sources: [\n", "\x00",
    ],
)  # fmt: skip
def test_another_tool_s_file_is_passed_over(text: str) -> None:
    assert read_register(text.encode(), "sources.yaml") is None


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("attribcheck: 1\nsources: {dam: {nmae: The dam}}\n", (2, 17, "nmae"), "Unknown key 'nmae' in a source. Did you mean 'name'?"),
        ("attribcheck: 1\nsource: {}\n", (2, 1, "source"), "Unknown key 'source' in a register. Did you mean 'sources'?"),
        ("attribcheck: 1\nheadline: A bridge\n", (2, 1, "headline"), "Unknown key 'headline' in a register."),
        ("attribcheck: 2\n", (1, 14, "2"), "'2' is no value for 'attribcheck'."),
        ("attribcheck: 1\nsides: {north: partly}\n", (2, 16, "partly"), "'partly' is no value for 'north'. Did you mean 'party'?"),
        ("sources: {dam: {kind: offise}}\n", (1, 23, "offise"), "'offise' is no value for 'kind'. Did you mean 'office'?"),
        ("attribcheck: 1\nsources: [a]\n", (2, 10, ""), "'sources' holds a list, where a record (keys and values) is expected."),
        ("sources:\n  dam: {name: a}\n  dam: {name: b}\n", (3, 3, "dam"), "The key 'dam' stands twice here; the first is on line 2."),
        ("sources:\n  a: {name: Dam}\n  b: {name: Wall, aliases: [DAM]}\n", (3, 29, "DAM"), "'DAM' stands for two sources, 'a' and 'b'."),
        ("sources:\n  dam: {name: Wall}\n  b: {name: Dam}\n", (3, 13, "Dam"), "'Dam' stands for two sources, 'dam' and 'b'."),
        ("sources: {a: {based_on: [bb]}, bbb: {}}\n", (1, 26, "bb"), "There is no source 'bb' in the register. Did you mean 'bbb'?"),
        ("attribcheck: 1\nsources: {a: [\n", (3, 1, ""), "This is no YAML"),
        ("sources:  # all of them\n\n  dam: {name: [\n", (4, 1, ""), "This is no YAML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_stands(text: str, place: tuple[int, int, str], message: str) -> None:
    found = fault(text)
    assert at(found) == place
    assert message in found.message
    assert found.fix


def test_what_is_right_holds_beside_what_is_wrong() -> None:
    register = read(
        "sides: {north: partly, south: party}\nsources: {dam: {nmae: x}, wall: {name: Wall}, gate: {side: [a]}}\n"
    )
    assert (list(register.sources), register.sides) == (["wall"], {"south": "party"})
    assert [(fault.place.line, fault.place.column) for fault in register.faults] == [(1, 16), (2, 17), (2, 60)]


def test_names_of_confidential_sources_are_refused_and_not_shown() -> None:
    text = "attribcheck: 1\nsources: {a: {name: Dam}}\nmore:\n  - confidential: {clerk: {name: Jorun Vasskveld}}\n"
    register = read(text)
    (found,) = register.faults
    assert (found.kind, at(found)) == ("confidential-leak", (4, 5, "confidential"))
    assert "Vasskveld" not in repr(register)
    assert register.sources == {}


@pytest.mark.parametrize(
    "data",
    [
        b"sources: {a: {name: b}}\xff", b"\xff\xfea", b"attribcheck: 1\n" + b"[" * 500_000, b"{{" * 500_000,
        b"attribcheck: 1\nsources: {" + b"a: {" * 300_000, b"sources:\n" * 100_000, b"sources:\n" + b" \n" * 500_000,
        b"sources:" + b"\t" * 1_000_000, b"<" * 500_000, b"&a " * 300_000,
    ],
)  # fmt: skip
def test_hostile_bytes_are_read_quickly_and_raise_nothing(data: bytes) -> None:
    start = time.perf_counter()
    read_register(data, "sources.yaml")
    assert time.perf_counter() - start < 3


# --- Finding ---


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "news" / "town").mkdir(parents=True)
    return tmp_path


def write(folder: Path, text: str = REGISTER, name: str = "sources.yaml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_the_nearest_register_counts_up_to_the_root(repository: Path) -> None:
    above = repository.parent / "sources.yaml"
    above.write_text(REGISTER)
    try:
        assert find_register(repository / "news" / "town") is None
    finally:
        above.unlink()
    top = write(repository)
    near = write(repository / "news", name="sources.yml")
    found = find_register(repository / "news" / "town")
    assert found is not None
    assert found.path == str(near)
    near.unlink()
    found = find_register(repository / "news" / "town")
    assert found is not None
    assert found.path == str(top)


def test_another_tool_s_file_does_not_hide_the_register_above(repository: Path) -> None:
    top = write(repository)
    write(repository / "news", "version: 2\nsources: [{name: raw}]\n")
    (repository / "news" / "town" / "sources.yaml").mkdir()
    found = find_register(repository / "news" / "town")
    assert found is not None
    assert found.path == str(top)


def test_a_path_is_shown_as_the_user_names_it(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repository, "attribcheck: 1\nsource: {}\n")
    monkeypatch.chdir(repository)
    found = find_register(Path("news/town"))
    assert found is not None
    assert (found.path, found.faults[0].place.path) == ("sources.yaml", "sources.yaml")


def test_a_change_is_seen(repository: Path) -> None:
    file = write(repository)
    first = find_register(repository)
    assert first is not None
    assert find_register(repository) is first
    write(repository, REGISTER.replace("Harbour Office", "Port Office"))
    os.utime(file, ns=(1, 1))
    changed = find_register(repository)
    assert changed is not None
    assert changed.sources["harbour"].name == "Port Office"


def test_a_register_beyond_the_limit_is_a_fault(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attribcheck.workspace.register.MAX_BYTES", 100)
    write(repository)
    found = find_register(repository)
    assert found is not None
    assert "the limit is 100" in found.faults[0].message
    write(repository, "version: 2\n" * 50)
    assert find_register(repository) is None


# --- Joining ---


def test_the_article_s_entry_wins_field_by_field() -> None:
    article = joined(sources={"harbour": {"name": "The Port", "kind": "institution"}})
    entry = article.sources["harbour"]
    assert (entry.name, entry.kind, entry.aliases, entry.side) == (
        "The Port", "institution", ["HO", "the harbour"], "north-bank",
    )  # fmt: skip


def test_an_entry_is_known_by_its_name_or_an_alias_too() -> None:
    article = joined(sources={"a": "harbour office", "b": {"name": "Wire news", "aliases": ["cw"]}, "c": "Elsewhere"})
    assert [entry.kind for entry in article.sources.values()] == ["office", "outlet", "institution"]
    assert list(article.sources) == ["a", "b", "c"]


def test_a_key_with_nothing_behind_it_leaves_it_out() -> None:
    entry = joined(sources={"mayor": {"role": None, "aliases": None}}).sources["mayor"]
    assert (entry.name, entry.role) == ("Ida Holm", "mayor")


def test_sources_that_are_only_named_are_added_in_the_register_s_order() -> None:
    article = joined(
        sources={"own": {"name": "A neighbour", "kind": "witness"}},
        statements=[{"source": "CW"}, {"source": ["own", "ida holm"], "via": "Coastal Wire"}],
    )
    # The mayor rests on the Harbour Office; nobody names the gauge or the council.
    assert list(article.sources) == ["own", "harbour", "mayor", "wire"]
    assert [statement.source for statement in article.statements] == [["wire"], ["own", "mayor"]]
    assert article.statements[1].via == ["wire"]
    assert article.sources["mayor"].based_on == ["harbour"]


@pytest.mark.parametrize(
    "record",
    [
        {"statements": [{"based_on": ["River gauge"]}]},
        {"statements": [{"interpreter": "gauge"}]},
        {"evidence": [{"made_by": "gauge"}]},
        {"evidence": {"film": {"supplied_by": "river gauge"}}},
        {"sources": {"own": {"based_on": "gauge"}}},
        {"sources": {"own": {"members": ["gauge"]}}},
        {"claims": {"high": {"text": "The river is high", "conflicts": [{"by": "gauge"}]}}},
        {"statements": [{"says": {"text": "The river is high", "conflicts": [{"by": "gauge"}]}}]},
    ],
)
def test_every_record_that_names_a_source_brings_it_in(record: dict[str, Any]) -> None:
    assert "gauge" in joined(**record).sources


def test_members_come_along_and_people_of_no_entry_stay_names() -> None:
    article = joined(statements=[{"source": "council"}])
    assert list(article.sources) == ["harbour", "mayor", "council"]
    assert article.sources["council"].members == ["mayor", "Per Lund"]


def test_the_register_s_handle_means_the_article_s_own_entry_of_that_name() -> None:
    article = joined(sources={"port": "Harbour Office"}, statements=[{"source": "harbour"}, {"source": "mayor"}])
    assert list(article.sources) == ["port", "mayor"]
    assert article.statements[0].source == ["port"]
    assert article.sources["mayor"].based_on == ["port"]


def test_names_of_the_article_come_before_those_of_the_register() -> None:
    article = joined(
        sources={"club": {"name": "Rowing club", "aliases": ["Gauge", "wire"]}},
        statements=[{"source": "gauge"}, {"id": "mayor", "based_on": ["mayor"]}],
        evidence=[{"id": "council", "made_by": "wire"}],
    )
    assert list(article.sources) == ["club"]


def test_a_newsroom_is_no_country() -> None:
    register = "sources: {us: {name: United States}, confidential: {name: Confidential Weekly}}\n"
    assert joined(register, evidence=[{"supplied_by": "us"}, {"supplied_by": "confidential"}]).sources == {}


def test_whom_the_article_does_not_name_is_nobody_that_the_register_names() -> None:
    article = joined(
        sources={"mayor": {"anonymous": {"described_as": "a local politician"}}, "insider": {"name": "Eva Rask"}},
        statements=[{"source": "Ida Holm"}],
    )
    assert article.sources["mayor"] == Source(anonymous=article.sources["mayor"].anonymous)
    assert article.sources["insider"] == Source(name="Eva Rask")
    # The handle is taken, so the name leads nowhere, and the reader of references says so.
    assert article.statements[0].source == ["Ida Holm"]
    assert list(article.sources) == ["mayor", "insider"]
    article = joined(
        "sources: {mayor: {name: Ida Holm}, office: {based_on: [mayor], members: [mayor]}}\n",
        sources={"mayor": {"anonymous": "yes"}, "office": {}},
        statements=[{"source": "office"}],
    )
    assert article.sources["office"].based_on == article.sources["office"].members == []


def test_an_anonymous_source_of_the_register_fills_one_of_the_article() -> None:
    article = joined(sources={"insider": None}, statements=[{"source": "insider"}])
    assert article.sources["insider"].anonymous is not None
    assert article.sources["insider"].anonymous.why == "fears for her post"


def test_the_article_s_sides_win_and_the_register_s_fill_up() -> None:
    assert joined(sides={"north-bank": "none", "east": "party"}).sides == {
        "north-bank": "none", "south-bank": "interested", "upland": "none", "east": "party",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "sides", "interest"),
    [
        ({"interest": "none"}, {"south-bank": "interested"}, "none"),
        ({}, {"south-bank": "none"}, "none"),
        ({"side": "upland"}, {"upland": "interested", "south-bank": "none"}, "interested"),
        ({}, {}, "party"),
        ({"side": "upland"}, {}, "party"),
        ({}, {"south-bank": None}, "party"),
        (None, {"south-bank": "none"}, "none"),
        (None, {}, "party"),
    ],
)
def test_interest_is_the_entry_s_then_its_side_s_then_the_register_s(
    entry: dict[str, Any] | None, sides: dict[str, Any], interest: str
) -> None:
    article = joined(sides=sides, sources={} if entry is None else {"mayor": entry}, statements=[{"source": "mayor"}])
    source = article.sources["mayor"]
    assert (source.interest or article.sides.get(source.side or "")) == interest


def test_the_register_s_side_tells_the_interest_where_its_entry_does_not() -> None:
    article = joined(statements=[{"source": "harbour"}])
    assert article.sources["harbour"].interest is None
    assert article.sides["north-bank"] == "party"


def test_a_register_serves_many_articles_and_stays_as_it_is() -> None:
    register = read(REGISTER)
    for _ in range(2):
        article = Article.model_validate({"statements": [{"source": "mayor"}], "sources": {"harbour": {}}})
        register.join(article)
        article.sources["mayor"].aliases.append("x")
        article.sources["harbour"].aliases.append("x")
        article.sides["upland"] = "party"
    assert register == read(REGISTER)


def test_joining_twice_changes_nothing() -> None:
    register, article = read(REGISTER), joined(statements=[{"source": "mayor"}, {"source": "CW"}])
    before = article.model_dump()
    register.join(article)
    assert article.model_dump() == before


def test_sources_that_rest_on_each_other_in_a_circle_are_added_once() -> None:
    text = "sources: {a: {based_on: [b]}, b: {based_on: [a]}}\n"
    assert list(joined(text, statements=[{"source": "b"}]).sources) == ["a", "b"]


def test_a_long_chain_is_followed() -> None:
    rows = "".join(f"  s{n}: {{based_on: [s{n + 1}]}}\n" for n in range(3000))
    assert len(joined(f"sources:\n{rows}  s3000: {{}}\n", statements=[{"source": "s0"}]).sources) == 3001
