"""The fact-checker's sheet: a row for each claim, name, figure and quotation, with room for the check."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from attribcheck.report import ArticleEntry, ClaimEntry, Finding, Report, SourceEntry, StatementEntry
from attribcheck.reports.cells import cell
from attribcheck.reports.formats import Piece, Setting
from attribcheck.written import number

RowKind = Literal["claim", "name", "figure", "quotation"]
Row = dict[str, str]

# What the person who checks fills in: the column, and the field of `checked:` that it is.
CHECK_COLUMNS = {
    "how checked": "how", "result": "result", "date": "on", "by": "by", "note": "note", "locator": "locator",
}  # fmt: skip
COLUMNS = (
    "article", "kind", "id", "words", "claim", "anchor", "who says it", "through", "said", "status", "rules",
    *CHECK_COLUMNS,
)  # fmt: skip
_COUNTED = ("quantity", "casualty")
_FIGURE = re.compile(
    r"(?P<digits>\d(?:[\d,. ]{0,40}\d)?)(?:\s(?P<unit>thousand|million|billion|per cent|percent)\b|%)?"
)
_SCALE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def piece(entry: ArticleEntry, _: Setting) -> Piece:
    """One article's rows."""
    return Piece(_lines([row[column] for column in COLUMNS] for row in rows(entry)))


class Frame:
    """The heads of the columns; a byte order mark tells a spreadsheet that it is UTF-8."""

    def __init__(self, _: Setting) -> None:
        pass

    def take(self, piece: Piece) -> str:
        """The next article's rows."""
        return piece.text

    def ends(self, report: Report) -> tuple[str, str]:
        """The names of the columns; nothing stands after the rows."""
        return "\ufeff" + _lines([COLUMNS]), ""


def rows(entry: ArticleEntry) -> list[Row]:
    """The rows of one article, each column with its words as they are, not yet made safe for a spreadsheet."""
    return list(_Rows(entry).all())


def _lines(table: Iterable[Iterable[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([cell(words) for words in line] for line in table)
    return out.getvalue()


class _Rows:
    """The rows of one article, in the order claims (each with its figure), names, quotations."""

    def __init__(self, entry: ArticleEntry) -> None:
        self._entry = entry
        self._names = {source.id: source.name for source in entry.sources}
        self._statements = {statement.id: statement for statement in entry.statements}
        self._anchors: dict[str, str] = {}
        for claim in entry.claims:
            for mention in claim.mentions:
                if mention.statement:
                    self._anchors.setdefault(mention.statement, mention.place.seen)

    def all(self) -> Iterator[Row]:
        for claim in self._entry.claims:
            row = self._claim(claim)
            yield row | _check(claim)
            if claim.value is not None or claim.kind in _COUNTED:
                # One claim, one check: it stands in the claim's row alone, or two rows could tell two stories.
                yield row | {"kind": "figure", "words": _figure(claim, row["words"])}
        for source in self._entry.sources:
            yield self._name(source)
        for statement in self._entry.statements:
            if statement.quote:
                yield self._quotation(statement)

    def _row(self, kind: RowKind, name: str, **cells: str) -> Row:
        row = dict.fromkeys(COLUMNS, "")
        row |= {"article": self._entry.path, "kind": kind, "id": name}
        return row | cells

    def _claim(self, claim: ClaimEntry) -> Row:
        made_by = [self._statements[name] for name in claim.statements if name in self._statements]
        in_text = bool(claim.mentions) or any(statement.place for statement in made_by)
        again = claim.checked is not None and claim.checked.again
        row = self._row(
            "claim", claim.id, claim=claim.text, status=f"{claim.status}, check again" if again else claim.status,
            words=claim.place.seen if in_text else claim.text,
            anchor=claim.mentions[0].place.seen if claim.mentions else "",
            rules=self._rules(finding for finding in self._entry.findings if claim.id in finding.claims),
        )  # fmt: skip
        return row | self._spoken(made_by)

    def _name(self, source: SourceEntry) -> Row:
        speaking = [one for one in self._entry.statements if source.id in (*_ids(one.source), *_ids(one.via))]
        places = [one.source_at.seen for one in speaking if one.source_at and _ids(one.source) == [source.id]]
        row = self._row(
            "name", source.id, words=places[0] if places else source.name,
            anchor=next((self._anchors[one.id] for one in speaking if one.id in self._anchors), ""),
            rules=self._rules(finding for finding in self._entry.findings if finding.source == source.id),
        )  # fmt: skip
        row["who says it"] = source.described_as or ", ".join(filter(None, (source.name, source.role)))
        return row

    def _quotation(self, statement: StatementEntry) -> Row:
        row = self._row(
            "quotation", statement.id,
            words=statement.quote_at.seen if statement.quote_at else statement.quote or "",
            anchor=self._anchors.get(statement.id, ""),
            rules=self._rules(finding for finding in self._entry.findings if finding.statement == statement.id),
        )  # fmt: skip
        return row | self._spoken([statement])

    def _spoken(self, statements: list[StatementEntry]) -> Row:
        """Who says it, through whom and when, over some statements."""
        named = (self._names.get(name, name) for one in statements for name in _ids(one.source))
        carried = (self._names.get(name, name) for one in statements for name in _ids(one.via))
        days = (one.said or one.said_as or "" for one in statements)
        return {"who says it": _joined(named), "through": _joined(carried), "said": _joined(days)}

    @staticmethod
    def _rules(findings: Iterable[Finding]) -> str:
        return _joined(sorted({finding.rule for finding in findings if finding.suppressed is None}))


def _ids(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _check(claim: ClaimEntry) -> Row:
    checked = claim.checked.model_dump() if claim.checked else {}
    return {column: checked.get(field) or "" for column, field in CHECK_COLUMNS.items()}


def _figure(claim: ClaimEntry, words: str) -> str:
    """The claim's figure as the text gives it, else as the record does; of a figure nobody recorded, the words."""
    for found in _FIGURE.finditer(words):
        amount = number(found["digits"])
        if isinstance(amount, int | float) and round(amount * _SCALE.get(found["unit"], 1), 6) == claim.value:
            return found.group()
    if claim.value is None:
        return words
    whole = isinstance(claim.value, float) and claim.value.is_integer()
    return f"{claim.value:.0f}" if whole else str(claim.value)
