"""GitHub's hash of a line: the values that GitHub publishes, and a second reckoning of any text."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import attribcheck
from attribcheck.line_hash import line_hashes

# From github/codeql-action, src/fingerprints.test.ts.
PUBLISHED = {
    "": ["c129715d7a2bc9a3:1"],
    " a\nb\n  \t\tc\n d": ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End": [
        "8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1", "b86d3392aea1be30:1",
        "e6ceba753e1a442:1",
    ],
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n": [
        "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
    ],
}  # fmt: skip


def all_hashes(text: str) -> list[str]:
    return list(line_hashes(text, range(1, text.count("\n") + text.count("\r") + 2)).values())


@pytest.mark.parametrize("text", PUBLISHED)
@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n"], ids=["LF", "CR", "CRLF"])
def test_the_published_values(text: str, newline: str) -> None:
    assert all_hashes(text.replace("\n", newline)) == PUBLISHED[text]


def test_lines_that_begin_alike_are_numbered() -> None:
    first, second, other = all_hashes("x" * 100 + "\n" + "x" * 120 + "\ny")
    assert (first[-2:], second[-2:], other[-2:]) == (":1", ":2", ":1")
    assert first[:-2] == second[:-2] != other[:-2]


def test_a_lone_line_is_numbered_among_those_before_it() -> None:
    assert line_hashes("same\n" * 60, [2])[2] == line_hashes("same\n" * 60, [1])[1].replace(":1", ":2")


def test_other_words_with_the_same_hash_are_numbered_together() -> None:
    """'B0' and 'AU' have one value (37 * 66 + 48 = 37 * 65 + 85), and GitHub counts values."""
    rest = "z" * 200
    first, second = line_hashes(f"B0{rest}\nAU{rest}\n", [1, 2]).values()
    assert first.removesuffix(":1") == second.removesuffix(":2")


def test_only_the_lines_that_are_asked_for_and_exist() -> None:
    assert line_hashes("a\nb", []) == {}
    assert list(line_hashes("a\nb\nc", [3, 1, 9])) == [1, 3]


def test_what_stands_beyond_a_hundred_units_does_not_matter() -> None:
    assert line_hashes("é" * 100 + "a", [1]) == line_hashes("é" * 100 + "b\nc", [1])
    assert line_hashes("é" * 99 + "a", [1]) != line_hashes("é" * 99 + "b", [1])
    # An emoji is two units of UTF-16.
    assert line_hashes("😀" * 50 + "a", [1]) == line_hashes("😀" * 50 + "b", [1])
    assert line_hashes("😀" * 49 + "éa", [1]) != line_hashes("😀" * 49 + "éb", [1])


def slow_hashes(text: str) -> list[str]:
    """A ring of a hundred units that one unit after another is rolled through, as a reader of a stream does it."""
    data = text.encode("utf-16-le", "surrogatepass")
    units = [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]
    ring, begins = [0] * 100, [0] * 100
    at, value, line, new_line, after_cr = 0, 0, 0, True, False
    seen: Counter[str] = Counter()
    found: list[str] = []

    def roll(unit: int) -> None:
        nonlocal at, value
        if begins[at]:
            digits = f"{value:x}"
            seen[digits] += 1
            found.append(f"{digits}:{seen[digits]}")
            begins[at] = 0
        if new:
            begins[at] = line
        value = (value * 37 + unit - ring[at] * 37**100) % 2**64
        ring[at] = unit
        at = (at + 1) % 100

    for unit in [*units, 0xFFFF]:
        if unit in (0x20, 0x09) or (after_cr and unit == 0x0A):
            after_cr = False
            continue
        after_cr = unit == 0x0D
        new, line = new_line, line + new_line
        new_line = unit in (0x0A, 0x0D)
        roll(0x0A if after_cr else unit)
    new = False
    for _ in range(100):
        roll(0)
    return found


@pytest.mark.parametrize("text", PUBLISHED)
def test_the_second_reckoning_is_github_s(text: str) -> None:
    assert slow_hashes(text) == PUBLISHED[text]


PIECES = ["\n", "\r", "\r\n", "\r \n", " ", "\t", "a", "B0", "AU", "é", "😀", "\ufeff", "\uffff", "\0", "word" * 30]


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=80).map("".join)))
def test_any_text_has_the_hashes_of_the_second_reckoning(text: str) -> None:
    assert all_hashes(text) == slow_hashes(text)


def test_a_finding_has_the_hash_of_its_line() -> None:
    """The byte order mark, which has no column, is part of the line for GitHub."""
    lines = ["attribcheck: 1", "headline: H", 'body: "Ana died, Łódź 😀."', 'sources: {m: {name: "Ana"}}',
             "claims: {c: {text: Ana died, mentions: [Ana died], kind: casualty, weight: high}}"]  # fmt: skip
    for mark in ("", "\ufeff"):
        # In one line, the finding stands in the line of the mark.
        one_line = f"{{{', '.join(lines)}}}"
        for text in (f"{mark}{one_line}", *(mark + newline.join([*lines, ""]) for newline in ("\n", "\r\n"))):
            [entry] = attribcheck.check_text(text, path="a.yaml").articles
            assert {finding.rule for finding in entry.findings} == {"ATT001"}
            expected = slow_hashes(text)
            for finding in entry.findings:
                assert finding.line_hash == expected[finding.place.line - 1]
