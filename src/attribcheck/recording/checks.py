"""Which checks of a sheet go to which claim, and which rows cannot be brought back, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from attribcheck.language.matching import normalise
from attribcheck.nearest import did_you_mean
from attribcheck.recording.sheet import SheetError, SheetRow
from attribcheck.reports.cells import visible
from attribcheck.reports.csv_sheet import CHECK_COLUMNS, Row
from attribcheck.written import day, number

# The fields of `checked:` that are filled in, with their words.
Check = dict[str, str]
# The fields that differ from what the article records; None where it records something and the sheet nothing.
Change = dict[str, str | None]

_HOLDS_A_CHECK = ("claim", "figure")
_HOLDS_NONE = {"name": "A name", "quotation": "A quotation"}
# The columns in which a row and the article must agree, and what each is called in a message.
_AGREE = {"words": "The words of the text", "claim": "The claim's text", "anchor": "The anchor"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be brought back, by its number, and why."""

    row: int
    why: str


@dataclass(slots=True)
class Checks:
    """What to record, by the claim's id, each with the rows that give it; and the rows refused.

    `others` counts the checks of other articles that were left aside.
    """

    by_claim: dict[str, Change] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    others: int = 0


def sort_out(sheet: list[SheetRow], present: Iterable[Row], path: str) -> Checks:
    """Holds the rows of a sheet against those that the article gives now. Raises `SheetError`."""
    known = {(row["kind"], row["id"]): row for row in present}
    filled = [row for row in sheet if row.check]
    ours = [row for row in _ours(sheet, path) if row.check]
    found = Checks(others=len(filled) - len(ours))
    offered: dict[str, list[tuple[SheetRow, Check]]] = {}
    for row in ours:
        try:
            _known(row, known)
            offer = row, _dated(row.check)
            offered.setdefault(row["id"], []).append(offer)
        except ValueError as error:
            found.refused.append(Refusal(row.number, str(error)))
    for name, offers in offered.items():
        _decide(name, offers, known, found)
    found.refused.sort(key=lambda refusal: refusal.row)
    return found


def _ours(sheet: list[SheetRow], path: str) -> list[SheetRow]:
    """The rows of this article. A sheet of one article needs no path that fits: the file may have moved."""
    if len({row["article"] for row in sheet}) <= 1:
        return sheet
    shown = visible(path)
    ours = [row for row in sheet if row["article"] == shown or _same_file(row["article"], path)]
    if not ours:
        raise SheetError(f"it holds rows of several articles, and none of '{path}'.")
    return ours


def _same_file(one: str, other: str) -> bool:
    try:
        return Path(one).resolve() == Path(other).resolve()
    except (OSError, ValueError):
        return False


def _known(row: SheetRow, known: dict[tuple[str, str], Row]) -> None:
    """Raises `ValueError` for a row that belongs to nothing in the article that holds a check."""
    kind, name = row["kind"].strip().casefold(), row["id"]
    if row.surplus:
        raise ValueError("it has more cells than the head has columns; some may have slipped to the right.")
    if kind in _HOLDS_NONE:
        raise ValueError(
            f"{_HOLDS_NONE[kind]} has no place for a check in the article, only a claim has. "
            "It stays in the sheet; put it in the row of the claim it bears on."
        )
    if kind not in _HOLDS_A_CHECK:
        raise ValueError(f"'{row['kind']}' is no kind of row: claim, name, figure or quotation.")
    if ("claim", name) not in known:
        claims = [claim for of, claim in known if of == "claim"]
        raise ValueError(f"there is no claim '{name}' in the article.{did_you_mean(name, claims)}")
    if (kind, name) not in known:
        raise ValueError(f"the claim '{name}' has no figure any more. Check again, in a new sheet.")


def _dated(check: Check) -> Check:
    """The check with its day as the article writes days. Raises `ValueError`."""
    return {**check, "on": day(check["on"]).isoformat()} if "on" in check else check


def _decide(name: str, offers: list[tuple[SheetRow, Check]], known: dict[tuple[str, str], Row], found: Checks) -> None:
    """Takes the one check that the rows of a claim give, or refuses them."""
    numbers = [row.number for row, _ in offers]
    check = offers[0][1]
    if any(other != check for _, other in offers):
        where = " and ".join(map(str, numbers))
        why = f"rows {where} give different checks of '{name}', which has room for one. Make them alike, or clear one."
        found.refused += [Refusal(number, why) for number in numbers]
        return
    recorded = _recorded(known["claim", name])
    change = {part: check.get(part) for part in CHECK_COLUMNS.values() if check.get(part) != recorded.get(part)}
    if not change:
        return
    for row, _ in offers:
        changed = _changed(row, known[row["kind"].strip().casefold(), name])
        if changed:
            found.refused.append(Refusal(row.number, changed))
        else:
            found.by_claim[name] = change
            found.rows.setdefault(name, []).append(row.number)


def _recorded(now: Row) -> Check:
    """The check that the article records, in the words that a sheet shows of it."""
    cells = {part: visible(now[column]).strip() for column, part in CHECK_COLUMNS.items()}
    return {part: words for part, words in cells.items() if words}


def _changed(row: SheetRow, now: Row) -> str | None:
    """In which words the sheet and the article differ by now, said in a sentence."""
    for column, name in _AGREE.items():
        if column in row.cells and not _alike(row[column], visible(now[column]), figure=column == "words"):
            return (
                f"{name} changed since the sheet was written: '{row[column]}' in the sheet, "
                f"'{now[column]}' in the article. Check again, in a new sheet."
            )
    return None


def _alike(one: str, other: str, *, figure: bool) -> bool:
    """Whether the words are the same to a reader; a spreadsheet makes 11000 of the figure 11,000."""
    ours, theirs = (normalise(words).text.strip() for words in (one, other))
    if ours == theirs:
        return True
    first, second = number(ours), number(theirs)
    return figure and isinstance(first, int | float) and first == second
