"""Statuses and severities as a reader meets them: their order, and a few words on each."""

from __future__ import annotations

from typing import NamedTuple


class StatusWords(NamedTuple):
    """A status: its label, what it says of the record, and the form of its glyph and line."""

    label: str
    means: str
    drawn: str


# The weakest first: that is what an editor looks for.
STATUSES: dict[str, StatusWords] = {
    "refuted": StatusWords("Refuted", "the record shows evidence against it", "ring and cross, struck through"),
    "withdrawn": StatusWords("Withdrawn", "whoever said it took it back", "ring and bar, struck through"),
    "superseded": StatusWords("Superseded", "a later account has replaced it", "ring and arrow, line above"),
    "unsupported": StatusWords("Unsupported", "a party says so, nothing is shown", "open ring, wavy line"),
    "unattributed": StatusWords("Unattributed", "nobody is named as saying it", "dashed diamond, thick dots"),
    "disputed": StatusWords("Disputed", "a source says that it is not so", "facing triangles, wavy line"),
    "single-source": StatusWords(
        "Single source", "one source says so, not a party to it", "ring and point, thin dashes"
    ),
    "evidenced": StatusWords("Evidenced", "something is shown, nobody authenticated it", "half circle, thick dashes"),
    "corroborated": StatusWords("Corroborated", "somebody else backs it", "two rings, double line"),
    "documented": StatusWords("Documented", "an act of speech that is on record", "square, thin line"),
    "verified": StatusWords("Verified", "seen by the newsroom, or shown and authenticated", "full circle, thick line"),
    "attributed": StatusWords(
        "Attributed", "a view, wish or plan; not a matter of proof", "quotation marks, thin dots"
    ),
    "not-yet-made": StatusWords("Not yet made", "nobody had said it by that day", "point"),
}
ORDER = {status: number for number, status in enumerate(STATUSES)}

SEVERITY_WORDS = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("note", "notes")}


def counted(count: int, one: str, many: str | None = None) -> str:
    """'1 claim', '2 claims'."""
    return f"{count} {one if count == 1 else many or one + 's'}"
