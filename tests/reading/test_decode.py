"""A file is UTF-8, with or without a byte order mark, or UTF-16 with one; anything else is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.reading.decode import decode
from attribcheck.reading.nodes import FaultInFile


def outcome_of(data: bytes) -> str | FaultInFile:
    try:
        return decode(data)
    except FaultInFile as fault:
        return fault


@given(st.text())
def test_utf_8_is_read(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == text


@given(st.text())
def test_a_byte_order_mark_is_dropped(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
    # Before a null, the mark of UTF-16 cannot be told from that of UTF-32.
    if not text.startswith("\0"):
        assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\r\nb\rc\n"


def test_an_empty_file_is_empty_text() -> None:
    assert decode(b"") == ""


@pytest.mark.parametrize(
    ("data", "offset", "before", "message"),
    [
        ("café".encode("latin-1"), 3, "caf", "byte 0xE9 at byte offset 3"),
        ("é“".encode() + b"\xff", 2, "é“", "byte 0xFF at byte offset 5"),
        (codecs.BOM_UTF8 + b"ab\x92s", 2, "ab", "byte 0x92 at byte offset 5"),
        ("abc €".encode()[:-1], 4, "abc ", "byte 0xE2 at byte offset 4"),
        (codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"c", 2, "ab", "byte 0x63 at byte offset 6"),
        (codecs.BOM_UTF16_BE + b"\x00a\xd8\x00", 1, "a", "UTF-16"),
    ],
)
def test_a_bad_byte_is_named_with_its_position(data: bytes, offset: int, before: str, message: str) -> None:
    with pytest.raises(FaultInFile) as caught:
        decode(data)
    fault = caught.value
    assert (fault.kind, fault.start, fault.before) == ("parse-error", offset, before)
    assert message in fault.message
    assert fault.fix == "Save the file as UTF-8."


@pytest.mark.parametrize("mark", [codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE])
def test_utf_32_is_refused(mark: bytes) -> None:
    with pytest.raises(FaultInFile):
        decode(mark)


@given(st.binary())
def test_nothing_else_is_raised(data: bytes) -> None:
    outcome = outcome_of(data)
    if isinstance(outcome, FaultInFile):
        assert outcome.before is not None
        assert outcome.start == len(outcome.before)
