"""A fact-checker's sheet read back, however a spreadsheet has saved it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from attribcheck.reading.decode import decode
from attribcheck.reading.nodes import FaultInFile
from attribcheck.reports.cells import words_of
from attribcheck.reports.csv_sheet import CHECK_COLUMNS, COLUMNS

NEEDED = ("kind", "id", "words", "anchor", *CHECK_COLUMNS)
# A spreadsheet separates with what its language leaves free.
_SEPARATORS = ",;\t"


class SheetError(Exception):
    """The sheet cannot be used at all; the message says why, and at which row."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by its number in the spreadsheet (the head is row 1), with the words of its cells by column.

    `surplus` tells that there are more cells than the head has columns: some may have slipped.
    """

    number: int
    cells: dict[str, str]
    surplus: bool = False

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def check(self) -> dict[str, str]:
        """What the person who checked filled in, by the fields of `checked:`."""
        filled = {field: self[column].strip() for column, field in CHECK_COLUMNS.items()}
        return {field: words for field, words in filled.items() if words}


def read_sheet(data: bytes) -> list[SheetRow]:
    """The rows of a sheet. Columns stand in any order; others than ours are passed over. Raises `SheetError`."""
    try:
        text = decode(data)
    except FaultInFile as fault:
        raise SheetError(f"{fault.message} Save the sheet as 'CSV UTF-8'.") from None
    first = 1
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
        first = 2
    if not text.strip():
        raise SheetError("the sheet is empty.")
    separator = max(_SEPARATORS, key=lambda mark: len(set(_head(text, mark)) & set(COLUMNS)))
    head = _head(text, separator)
    _refuse_head(head, first)
    return list(_rows(text, separator, head, first))


def _lines(text: str, separator: str) -> Iterator[list[str]]:
    # Strict, since a quotation mark that is never closed would swallow the rows after it.
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _head(text: str, separator: str) -> list[str]:
    try:
        return [name.strip().casefold() for name in next(_lines(text, separator), [])]
    except csv.Error:
        return []


def _refuse_head(head: list[str], number: int) -> None:
    missing = [column for column in NEEDED if column not in head]
    if missing:
        names = ", ".join(f"'{column}'" for column in missing)
        raise SheetError(f"row {number}: the columns {names} are missing; the head of the sheet must name them.")
    twice = sorted({column for column in COLUMNS if head.count(column) > 1})
    if twice:
        raise SheetError(f"row {number}: the column '{twice[0]}' stands twice.")


def _rows(text: str, separator: str, head: list[str], first: int) -> Iterator[SheetRow]:
    number = first
    try:
        for number, line in enumerate(_lines(text, separator), first):
            if number == first or not any(line):
                continue
            cells = {column: words_of(words) for column, words in zip(head, line, strict=False) if column in COLUMNS}
            yield SheetRow(number, cells, surplus=any(line[len(head) :]))
    except csv.Error as error:
        raise SheetError(f"after row {number}: the sheet cannot be read on: {error}.") from None
