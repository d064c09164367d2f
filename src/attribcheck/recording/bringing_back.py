"""A filled sheet and an article's file: what the file holds afterwards, and which rows had to stay behind."""

from __future__ import annotations

from dataclasses import dataclass, field

from attribcheck.reading.decode import decode
from attribcheck.recording.article_file import record
from attribcheck.recording.checks import Refusal, sort_out
from attribcheck.recording.sheet import SheetError, SheetRow, read_sheet
from attribcheck.report import ArticleEntry
from attribcheck.reports.csv_sheet import rows
from attribcheck.workspace.opening import Opened
from attribcheck.workspace.private import Guard

_LEAK = "confidential-leak: {where} holds a confidential name, which is hidden here. Nothing was brought back."


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """The article's bytes with the checks in them, and what came of the sheet's rows.

    `claims` are the ids whose check was written, `others` counts checks of other articles.
    """

    data: bytes
    claims: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    others: int = 0


def bring_back(opened: Opened, entry: ArticleEntry, sheet: bytes, guard: Guard) -> BroughtBack:
    """Brings the checks of a sheet into the record of an article that `entry` reports on without a fault.

    Raises `SheetError` for a sheet that cannot be used, or that holds a confidential name.
    """
    path = opened.record
    if path is None or opened.record_data is None:
        raise SheetError("nothing is recorded of this article; give it a sidecar first.")
    table = read_sheet(sheet)
    _refuse_leaks(table, sheet, guard)
    found = sort_out(table, rows(entry), entry.path)
    # So that it can be told later whether the article still says what was checked.
    for known in entry.claims:
        if known.id in found.by_claim and any(mention.place.span for mention in known.mentions):
            found.by_claim[known.id] = {**found.by_claim[known.id], "words": known.place.seen}
    written = record(opened.record_data, path, found.by_claim, opened.read_again)
    refused = list(found.refused)
    for claim in written.missed:
        why = (
            f"the check could not be written at '{claim}' without changing something else. "
            "Perhaps it stands there through an alias ('*name'): write the claim out."
        )
        refused += [Refusal(row, why) for row in found.rows[claim]]
    if guard.leaks(decode(written.data), path):
        raise SheetError(_LEAK.format(where="what would be written"))
    claims = [claim for claim in found.by_claim if claim not in written.missed]
    return BroughtBack(written.data, claims, sorted(refused, key=lambda one: one.row), found.others)


def _refuse_leaks(table: list[SheetRow], sheet: bytes, guard: Guard) -> None:
    for row in table:
        if any(guard.find(words) for words in row.cells.values()):
            raise SheetError(_LEAK.format(where=f"row {row.number}"))
    if guard.find(decode(sheet)):
        raise SheetError(_LEAK.format(where="it"))
