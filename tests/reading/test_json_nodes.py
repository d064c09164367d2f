"""JSON is read into nodes with places; every scalar stays the text that is written."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.reading.json_nodes import read_json
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def as_text(value: Any) -> Any:
    """What `read_json` makes of a Python value."""
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return value if value is None or isinstance(value, str) else json.dumps(value)


class Written(str):
    """A number as it is written."""

    __slots__ = ()


def outcome_of(text: str) -> Node | FaultInFile:
    try:
        return read_json(text)
    except FaultInFile as fault:
        return fault


def fault_of(text: str) -> FaultInFile:
    with pytest.raises(FaultInFile) as caught:
        read_json(text)
    return caught.value


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_every_json_text_is_read(value: Any, ascii_only: bool, indent: int | None) -> None:
    assert plain(read_json(json.dumps(value, ensure_ascii=ascii_only, indent=indent))) == as_text(value)


def test_numbers_and_literals_stay_as_written() -> None:
    tree = read_json('[1.10, 1e3, -0, true, false, null, "on"]')
    assert plain(tree) == ["1.10", "1e3", "-0", "true", "false", None, "on"]


def test_every_node_knows_its_place() -> None:
    text = '{"a": [1, "b"], "c": {}}'
    tree = read_json(text)
    assert isinstance(tree, Mapping)
    items = tree.get("a")
    assert isinstance(items, Sequence)
    assert text[tree.key("a").start : tree.key("a").end] == '"a"'
    assert text[items.start : items.end] == '[1, "b"]'
    assert [text[item.start : item.end] for item in items.items] == ["1", '"b"']


def test_an_escape_is_one_character_of_the_value_and_several_of_the_file() -> None:
    text = r'"caf\u00e9 \ud83d\ude00 \"x\""'
    node = read_json(text)
    assert isinstance(node, Scalar)
    assert node.text == 'café \N{GRINNING FACE} "x"'
    places = node.text_map()
    assert text[slice(*places.span(0, 4))] == r"caf\u00e9"
    assert text[slice(*places.span(5, 6))] == r"\ud83d\ude00"
    assert text[slice(*places.span(7, 10))] == r"\"x\""


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    text = r'"a\ud83dz\ude00"'
    node = read_json(text)
    assert isinstance(node, Scalar)
    assert node.text == "a\ufffdz\ufffd"
    assert text[slice(*node.text_map().span(1, 2))] == r"\ud83d"
    assert text[slice(*node.text_map().span(3, 4))] == r"\ude00"


@given(st.text(), st.booleans(), st.data())
def test_a_part_of_a_value_leads_to_its_own_characters(value: str, ascii_only: bool, data: st.DataObject) -> None:
    text = json.dumps([value], ensure_ascii=ascii_only)
    tree = read_json(text)
    assert isinstance(tree, Sequence)
    node = tree.items[0]
    assert isinstance(node, Scalar)
    before = node.start
    for offset, character in enumerate(value):
        start, end = node.text_map().span(offset, offset + 1)
        assert before <= start < end < node.end
        assert json.loads(f'"{text[start:end]}"') == character
        before = end
    first = data.draw(st.integers(0, len(value)))
    last = data.draw(st.integers(first, len(value)))
    assert json.loads(f'"{text[slice(*node.text_map().span(first, last))]}"') == value[first:last]


@pytest.mark.parametrize(
    ("text", "at", "message", "fix"),
    [
        ("", "", "empty", "Write an article"),
        ('{"a": 1 "b": 2}', ' "b"', "comma is missing", "Put a comma"),
        ('{"a": 1,}', ",}", "comma stands before", "Remove the comma"),
        ("[1, ]", ", ]", "comma stands before", "Remove the comma"),
        ("[1,, 2]", ", 2", "A value is missing", "Add the value"),
        ("{'a': 1}", "'a'", "quotation marks", "double quotes"),
        ('{"a": “x”}', "“x", "quotation marks", "double quotes"),
        ('{"a": 1} // x', "// x", "no comments", "Remove the comment"),
        ('{"a": 1, # x\n"b": 2}', "# x", "no comments", "Remove the comment"),
        ("[/* x */ 1]", "/* x", "no comments", "Remove the comment"),
        ('["abc', '"abc', "never closed", "Close the text"),
        ('["a\nb"]', "\nb", "over the end of the line", r"'\n'"),
        ('["a\tb"]', "\tb", "control character", r"'\u0009'"),
        (r'["a\qb"]', r"\qb", "backslash", "twice"),
        (r'["a\u12"]', r"\u12", "backslash", "twice"),
        ("[NaN]", "NaN", "no 'NaN'", "null"),
        ("[-Infinity]", "-Inf", "no '-Infinity'", "null"),
        ("[True]", "True", "no 'True'", "Write true"),
        ("[None]", "None", "no 'None'", "Write null"),
        ("[012]", "012", "no number", "double quotes"),
        ("[2025-01-13]", "2025", "no number", "double quotes"),
        ("[\ufeff1]", "\ufeff", "U+FEFF", "Remove"),
        ("{a: 1}", "a: 1", "key in double quotes", "double quotes"),
        ('{"a" 1}', " 1", "colon is missing", '"key": value'),
        ('{"a": }', "}", "A value is missing", "Add the value"),
        ('{"a":', "", "ends where", "Add the value"),
        ("[[1]", "", "'[' at 1:1 is never closed", "Add ']'"),
        ("[1}", "}", "']' should close", "Check the brackets"),
        ("{} x", "x", "follows after the end", "Remove it"),
    ],
)
def test_an_error_says_where_it_is_and_what_to_do(text: str, at: str, message: str, fix: str) -> None:
    fault = fault_of(text)
    assert fault.kind == "parse-error"
    assert fault.start == (text.index(at) if at else len(text))
    assert message in fault.message
    assert fix in fault.fix


def test_a_key_that_stands_twice_is_refused_at_the_second() -> None:
    text = '{"a": 1,\n "b": 2,\n "a": 3}'
    fault = fault_of(text)
    assert (fault.kind, fault.start) == ("invalid-article", text.rindex('"a"'))
    assert "'a'" in fault.message
    assert "line 1" in fault.message


def test_text_that_programs_wrote_is_read_as_their_readers_do() -> None:
    text = '{"a": "1", "b": "x", "a": "2\n\u0001"}'
    node = read_json(text, strict=False)
    assert plain(node) == {"a": "2\n\u0001", "b": "x"}
    assert isinstance(node, Mapping)
    value = node.get("a")
    assert isinstance(value, Scalar)
    assert value.text_map().span(0, 3) == (text.index("2"), text.index("2") + 3)
    with pytest.raises(FaultInFile):
        read_json('{"a": "2\n"}')


def test_nesting_stops_at_a_hundred_levels() -> None:
    assert isinstance(read_json("[" * 100 + "]" * 100), Sequence)
    assert fault_of("[" * 101 + "]" * 101).start == 100
    assert "100 levels" in fault_of('{"a":' * 100_000).message


@given(st.text(alphabet='[]{}:,"\\/u0d8ntrue1.-+eE #\n\x00é') | st.text())
def test_nothing_else_is_raised(text: str) -> None:
    outcome = outcome_of(text)
    assert 0 <= outcome.start <= outcome.end <= len(text)
    if isinstance(outcome, FaultInFile):
        assert outcome.fix
    else:
        assert plain(outcome) == as_text(json.loads(text, parse_float=Written, parse_int=Written))


def test_a_file_of_five_megabytes_is_read() -> None:
    rows = [{"words": "Two dead, one hurt. " * 10, "at": number} for number in range(22_000)]
    text = json.dumps(rows)
    assert len(text) > 5_000_000
    assert plain(read_json(text)) == as_text(rows)
