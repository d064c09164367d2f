"""YAML is read into nodes with places; every scalar stays the text that is written."""

from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from attribcheck.reading import yaml_nodes
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.reading.yaml_nodes import read_yaml
from attribcheck.reading.yaml_scalars import scalar_map


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def fault_of(text: str) -> FaultInFile:
    with pytest.raises(FaultInFile) as caught:
        read_yaml(text)
    return caught.value


def outcome_of(text: str) -> Node | FaultInFile:
    try:
        return read_yaml(text)
    except FaultInFile as fault:
        return fault


def scalar(text: str, *path: str) -> Scalar:
    node = read_yaml(text)
    for key in path:
        assert isinstance(node, Mapping)
        inner = node.get(key)
        assert inner is not None
        node = inner
    assert isinstance(node, Scalar)
    return node


# What a value is


@pytest.mark.parametrize("written", ["on", "no", "14:32", "1.10", "012", "2025-01-13", "Null", "1_000", "=", "0x1F"])
def test_a_scalar_stays_as_written(written: str) -> None:
    assert plain(read_yaml(f"a: {written}")) == {"a": written}


@pytest.mark.parametrize(("written", "text"), [("", None), ("~", None), ("null", None), ("''", ""), ("'~'", "~")])
def test_nothing_is_an_empty_value_a_tilde_or_null(written: str, text: str | None) -> None:
    assert plain(read_yaml(f"a: {written}\nb: c")) == {"a": text, "b": "c"}


def test_keys_are_text_too() -> None:
    assert plain(read_yaml("no: 1\nnull: 2\n1.10: 3\n'': 4")) == {"no": "1", "null": "2", "1.10": "3", "": "4"}


def test_a_comma_in_a_flow_mapping_makes_a_key_with_a_place_and_nothing_under_it() -> None:
    text = "{text: two dead, one hurt}"
    tree = read_yaml(text)
    assert isinstance(tree, Mapping)
    assert plain(tree) == {"text": "two dead", "one hurt": None}
    key = tree.key("one hurt")
    assert text[key.start : key.end] == "one hurt"


def test_every_node_knows_its_place() -> None:
    text = 'top:\n  - é: "x"\n    n: [1, 2]\n\n# end\nlast: y\n'
    tree = read_yaml(text)
    assert isinstance(tree, Mapping)
    top = tree.get("top")
    assert isinstance(top, Sequence)
    entry = top.items[0]
    assert isinstance(entry, Mapping)
    assert text[entry.start :].startswith("é:")
    value, numbers = entry.get("é"), entry.get("n")
    assert value is not None
    assert numbers is not None
    assert text[value.start : value.end] == '"x"'
    assert text[numbers.start : numbers.end] == "[1, 2]"
    assert text[tree.key("last").start :] == "last: y\n"


def test_an_anchor_or_a_tag_is_no_part_of_the_text() -> None:
    text = "a: &x # note\n  !!str 'don''t'\nb: *x\nc: !!str ~"
    assert plain(read_yaml(text)) == {"a": "don't", "b": "don't", "c": "~"}
    node = scalar(text, "b")
    assert text[node.start : node.end] == "'don''t'"
    assert text[slice(*node.text_map().span(0, 5))] == "don''t"


# Where the characters of a value came from


def mapped(text: str, node: Scalar) -> None:
    """Asserts that each character leads to its own stretch of the file, one after the other."""
    assert node.text is not None
    before = node.start
    for offset, character in enumerate(node.text):
        start, end = node.text_map().span(offset, offset + 1)
        assert before <= start < end <= node.end
        before = end
        piece = text[start:end]
        if piece == character:
            continue
        if piece == "''" and character == "'":
            continue
        if piece.isspace():
            assert character in " \n\u2028\u2029"
            continue
        assert piece.startswith("\\")
        assert yaml.safe_load(f'"{piece}"') == character


def sub_span(text: str, node: Scalar, data: st.DataObject) -> None:
    """Asserts that a random part of the value leads to the same words in the file."""
    value = node.text or ""
    first = data.draw(st.integers(0, len(value)))
    last = data.draw(st.integers(first, len(value)))
    start, end = node.text_map().span(first, last)
    assert node.start <= start <= end <= node.end
    piece = text[start:end]
    if "\\" not in piece and "''" not in piece:
        assert "".join(piece.split()) == "".join(value[first:last].split())


WORD = st.text(alphabet="abzé9“”’-😀ß", max_size=5).map(lambda word: f"w{word}")
BREAK = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
BLANKS = st.text(alphabet="  \t", max_size=3)
PARENTS = st.sampled_from([("", ("k",)), ("top:\n  ", ("top", "k")), ("t:\n u:\n   ", ("t", "u", "k"))])
AFTER = st.sampled_from(["", "\n", "\n\n# note\n", "\nz: w\n", "   # note\nz: w"])


@st.composite
def folds(draw: st.DrawFn, indent: int = 6) -> str:
    """White space with line breaks in it, the next line well indented."""
    breaks = draw(st.lists(BREAK, min_size=1, max_size=3))
    return draw(BLANKS) + "".join(part + " " * indent for part in breaks) + draw(BLANKS)


@st.composite
def flow_scalars(draw: st.DrawFn) -> str:
    style = draw(st.sampled_from(["plain", "'", '"']))
    pieces = [WORD, WORD, folds(), st.just(" "), st.just("  "), st.just(" \t ")]
    if style == "'":
        pieces += [st.just("''"), st.sampled_from(["#", ": ", '"', "\\", "["])]
    if style == '"':
        pieces += [
            st.sampled_from([*("\\" + code for code in '0abtnvfre "/\\N_LP'), "\\\t"]),
            st.sampled_from(["\\x41", "\\xe9", "\\u00e9", "\\u201C", "\\U0001F600", "\\u2028"]),
            folds().map(lambda fold: "\\" + fold.lstrip(" \t")),
            st.sampled_from(["#", ": ", "'", "["]),
        ]
    inner = "".join(draw(st.lists(st.one_of(pieces), max_size=12)))
    if style == "plain":
        return "w" + inner.strip() + draw(WORD)
    return style + inner + style


@settings(max_examples=400, deadline=None)
@given(flow_scalars(), PARENTS, AFTER, st.data())
def test_plain_and_quoted_texts_lead_back(
    written: str, parent: tuple[str, tuple[str, ...]], after: str, data: st.DataObject
) -> None:
    text = f"{parent[0]}k: {written}{after}"
    node = scalar(text, *parent[1])
    assert text[node.start : node.end] == written
    mapped(text, node)
    sub_span(text, node, data)


@st.composite
def blocks(draw: st.DrawFn, margin: int) -> str:
    """A literal or folded block, `margin` columns inside the left edge of its parent's content."""
    extra = draw(st.integers(1, 4))
    explicit = draw(st.booleans())
    chomp = draw(st.sampled_from(["", "-", "+"]))
    digit = str(extra) if explicit else ""
    header = draw(st.sampled_from("|>")) + draw(st.sampled_from([chomp + digit, digit + chomp]))
    header += draw(st.sampled_from(["", " ", "  # note > | 'x", "\t"]))
    ends = draw(st.sampled_from(["\n", "\r\n", "\r", "mixed"]))
    line_end = BREAK if ends == "mixed" else st.just(ends)
    text = header + draw(line_end)
    indent = " " * (margin + extra)
    line = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
    content = st.tuples(st.sampled_from(["", "", "", " ", "   ", "\t"]), line, st.sampled_from(["", " ", "\t", " #x"]))
    first = draw(line) if not explicit else "".join(draw(content))
    blank = st.sampled_from(["", " ", indent, indent + "  "])
    lines = draw(st.lists(content.map("".join).map(lambda words: indent + words) | blank, max_size=8))
    for written in [*draw(st.lists(st.just(""), max_size=2)), indent + first, *lines]:
        text += written + draw(line_end)
    return text if draw(st.booleans()) else text.rstrip("\r\n\x85\u2028\u2029")


@settings(max_examples=600, deadline=None)
@given(st.data(), st.sampled_from([("", "", 0), ("top:\n  ", "top", 2), ("t:\n      ", "t", 6)]), st.booleans())
def test_blocks_lead_back(data: st.DataObject, parent: tuple[str, str, int], followed: bool) -> None:
    before, name, margin = parent
    written = data.draw(blocks(margin))
    assume(not followed or written[-1] in "\r\n")
    text = f"{before}k: {written}" + ("z: w\n" if followed and not name else "")
    node = scalar(text, *([name] if name else []), "k")
    assert node.start == text.index("k: ") + 3
    mapped(text, node)
    sub_span(text, node, data)


@settings(deadline=None)
@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x7f") | st.sampled_from("  \n\n'\"#:é")),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.data(),
)
def test_what_another_program_writes_leads_back(
    value: str, style: str | None, line_end: str, unescaped: bool, data: st.DataObject
) -> None:
    text = yaml.safe_dump(
        {"k": {"l": value}}, default_style=style, allow_unicode=unescaped, line_break=line_end, width=20
    )
    node = scalar(text, "k", "l")
    assume(node.text is not None)
    assert node.text == yaml.load(text, Loader=yaml.BaseLoader)["k"]["l"]
    mapped(text, node)
    sub_span(text, node, data)


@pytest.mark.parametrize(
    ("written", "value", "part", "stretch"),
    [
        ("one two", "one two", "two", "two"),
        ("one\n  two", "one two", "one two", "one\n  two"),
        ("one\n\n\n  two", "one\n\ntwo", "\n\n", "\n\n"),
        ("'it''s'", "it's", "t's", "t''s"),
        (r'"caf\u00e9 noir"', "café noir", "fé n", r"f\u00e9 n"),
        ('"one \\\n   two"', "one two", "e t", "e \\\n   t"),
        ("|\n  one\n  two\n", "one\ntwo\n", "e\nt", "e\n  t"),
        (">\n  one\n  two\n", "one two\n", "e t", "e\n  t"),
        (">-\r\n  one\r\n\r\n  two\r\n", "one\ntwo", "\ntwo", "\r\n  two"),
        ("|2-\n    one\n", "  one", "  one", "  one"),
        ("|+ # note\n  one\n\n", "one\n\n", "\n\n", "\n\n"),
        (">\n  one\n    two\n  three\n", "one\n  two\nthree\n", "  two\nth", "  two\n  th"),
    ],
)
def test_each_style_with_an_example(written: str, value: str, part: str, stretch: str) -> None:
    text = f"k: {written}"
    node = scalar(text, "k")
    assert node.text == value
    start = value.index(part)
    assert text[slice(*node.text_map().span(start, start + len(part)))] == stretch


def test_a_value_that_cannot_be_retraced_leads_to_the_whole_scalar() -> None:
    places = scalar_map("k: 'it''s'", 3, 10, "'", "other")
    assert places.span(0, 1) == places.span(1, 4) == (3, 10)


# What is refused


@pytest.mark.parametrize(
    ("text", "at", "message", "fix"),
    [
        ("headline: Fire: two dead", ": two", "colon", "quotes"),
        ("a:\n\tb: c", "\tb", "tab", "spaces"),
        ('a: "Fire" kills two', "kills", "closing quotation mark", "quotes"),
        ("a: 'don't'", "t'", "closing quotation mark", "quotes"),
        ('a: b\nc: "x', '"x', "never closed", "Close the text"),
        ("a: @desk says", "@desk", "cannot begin with '@'", "quotes"),
        ("a: `x`", "`x", "cannot begin with '`'", "quotes"),
        ("a: %x", "%x", "cannot begin with '%'", "quotes"),
        ("a: *bold* words", "*bold*", "alias", "quotes"),
        ("a: *bold words", "*bold", "alias", "quotes"),
        ("a: !Kung people", "!Kung", "tag", "quotes"),
        ("a: !!important news", "!!important", "tag", "quotes"),
        ("a: &co is sold", "&co", "anchor", "quotes"),
        ("a: b\nfoo", "foo", "no colon", "key: value"),
        ("a: [x, y", "", "closing bracket", "']'"),
        ("a: {x: y", "", "closing brace", "'}'"),
        ("- a\nb: c", "b:", "fits neither", "indentation"),
        ("a:\n  b: c\n d: e", "d:", "No key", "indentation"),
        ("a: - b", "- b", "list entry", "line of its own"),
        ("a: | text\n", "text", "same line", "next line"),
        ('a: "\\q"', "\\q", "backslash", "twice"),
        ('a: "\\ud83d\\ude00"', "d83d", "no character", "character itself"),
        ("a: b\n---\nc: d", "---", "second document", "one article"),
        ("a: é\0", "\0", "null", "UTF-8"),
        ("a: b\x01", "\x01", "U+0001", "Remove"),
        ("a: b\ud800", "\ud800", "U+D800", "Remove"),
        ("[a]: b", "[a]", "list stands where a key", "quotes"),
        ("? {a: b}\n: c", "{a: b}", "mapping stands where a key", "quotes"),
    ],
)
def test_an_error_says_where_it_is_and_what_to_do(text: str, at: str, message: str, fix: str) -> None:
    fault = fault_of(text)
    assert fault.kind == "parse-error"
    assert fault.start == (text.index(at) if at else len(text))
    assert message in fault.message
    assert fix in fault.fix


@pytest.mark.parametrize("text", ["", "\n", "# only a note\n", "---\n", "~"])
def test_an_empty_document_is_refused(text: str) -> None:
    assert fault_of(text).message == "The file is empty."


def test_a_key_that_stands_twice_is_refused_at_the_second() -> None:
    text = "x:\r\n  a: 1\r\n  b: 2\r\n  'a': 3\r\n"
    fault = fault_of(text)
    assert (fault.kind, fault.start) == ("invalid-article", text.index("'a'"))
    assert "'a'" in fault.message
    assert "line 2" in fault.message


@pytest.mark.parametrize("levels", [101, 1_000, 10_000, 100_000])
@pytest.mark.parametrize(("opening", "inner", "closing"), [("[", "", "]"), ("{a: ", "b", "}"), ("[a: ", "b", "]")])
def test_deep_brackets_are_refused(levels: int, opening: str, inner: str, closing: str) -> None:
    assert "levels deep" in fault_of(opening * levels + inner + closing * levels).message
    assert "levels deep" in fault_of(opening * levels).message


@pytest.mark.parametrize("levels", [101, 1_000, 10_000, 100_000])
def test_deep_dashes_and_question_marks_are_refused(levels: int) -> None:
    assert "levels deep" in fault_of("- " * levels + "x").message
    assert "levels deep" in fault_of("? " * levels + "x").message


@pytest.mark.parametrize("levels", [60, 101, 1_000])
def test_deep_indentation_is_refused(levels: int) -> None:
    assert "levels deep" in fault_of("".join(f"{' ' * level}a:\n{' ' * level}-\n" for level in range(levels))).message
    assert "levels deep" in fault_of("".join(f"{' ' * level}a:\n" for level in range(2 * levels))).message


def test_deep_nesting_is_never_composed(monkeypatch: pytest.MonkeyPatch) -> None:
    def compose(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(yaml, "compose", compose)
    for text in ("[" * 10_000, "- " * 10_000, "{a: " * 10_000, "? " * 10_000):
        assert "levels deep" in fault_of(text).message


def test_a_hundred_levels_are_read() -> None:
    assert isinstance(read_yaml("[" * 100 + "]" * 100), Sequence)
    assert isinstance(read_yaml("- " * 100 + "x"), Sequence)


def test_many_brackets_and_dashes_in_a_text_are_no_nesting() -> None:
    text = "a: |\n  " + "-" * 300 + "\n  " + "[x]" * 300 + "\n"
    assert plain(read_yaml(text)) == {"a": "-" * 300 + "\n" + "[x]" * 300 + "\n"}


def test_an_alias_gives_the_node_of_its_anchor() -> None:
    tree = read_yaml("a: &x [1, 2]\nb: *x")
    assert isinstance(tree, Mapping)
    assert tree.get("a") is tree.get("b")


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for name, last in zip("bcdefghi", "abcdefgh", strict=True):
        lines.append(f"{name}: &{name} [{', '.join(['*' + last] * 9)}]")
    assert "repeat more than 100,000" in fault_of("\n".join(lines)).message


def test_aliases_do_not_nest_deeper_than_brackets() -> None:
    lines = ["- &a0 [x]", *(f"- &a{level} [*a{level - 1}]" for level in range(1, 150))]
    assert "levels deep" in fault_of("\n".join(lines)).message


@pytest.mark.parametrize("text", ["a: &x [*x]", "&x a: {b: &y {c: *y}}\nd: *x", "&x {a: [*x]}"])
def test_an_alias_to_what_it_is_in_is_refused(text: str) -> None:
    assert "leads back" in fault_of(text).message


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#\\ \t\n\r~é\u2028\x850") | st.text())
def test_nothing_else_is_raised(text: str) -> None:
    outcome = outcome_of(text)
    assert 0 <= outcome.start <= outcome.end <= len(text)
    if isinstance(outcome, FaultInFile):
        assert outcome.fix
        return
    nodes = [outcome]
    while nodes:
        node = nodes.pop()
        assert 0 <= node.start <= node.end <= len(text)
        if isinstance(node, Sequence):
            nodes += node.items
        elif isinstance(node, Mapping):
            nodes += [part for entry in node.entries.values() for part in entry]
        elif node.text is not None:
            mapped(text, node)


def test_the_slower_loader_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: &x 'it''s'\nb: [1, *x]\nc: |\n  one\n  two\nd: one\n  two\n"
    fast = read_yaml(text)
    monkeypatch.setattr(yaml_nodes, "_Loader", yaml.SafeLoader)
    assert read_yaml(text) == fast
    node = scalar(text, "c")
    mapped(text, node)
    assert "levels deep" in fault_of("[" * 5_000).message


def test_a_file_of_five_megabytes_is_read() -> None:
    body = "".join(f"  Paragraph {number}: two dead [1], one hurt.\n\n" for number in range(60_000))
    claims = "".join(f"  c{n}: {{at: 'two ''dead'''}}\n" for n in range(80_000))
    text = f"headline: x\nbody: |\n{body}claims:\n{claims}"
    assert len(text) > 4_900_000
    tree = read_yaml(text)
    assert isinstance(tree, Mapping)
    node = tree.get("body")
    assert isinstance(node, Scalar)
    assert node.text is not None
    start = node.text.index("Paragraph 59999")
    assert text[slice(*node.text_map().span(start, start + 15))] == "Paragraph 59999"


def test_a_long_row_of_blanks_is_read() -> None:
    text = 'a: "x' + " " * 1_000_000 + '\\n"'
    assert scalar(text, "a").text_map().span(1_000_001, 1_000_002) == (1_000_005, 1_000_007)
