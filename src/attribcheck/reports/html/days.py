"""Days as a reader writes them, in the report's own language (English), whatever the machine's locale."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=4096)
def short(day: str | None) -> str:
    """'11 Jan' from '2025-01-11'; 'no date' from nothing."""
    when = _day(day)
    return f"{when.day} {_MONTHS[when.month - 1][:3]}" if when else day or "no date"


@lru_cache(maxsize=4096)
def long(day: str | None) -> str:
    """'Saturday 11 January 2025' from '2025-01-11'."""
    when = _day(day)
    return f"{_WEEKDAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}" if when else day or "no date"


@lru_cache(maxsize=4096)
def weekday(day: str | None) -> str:
    """'Saturday' from '2025-01-11'."""
    when = _day(day)
    return _WEEKDAYS[when.weekday()] if when else ""


def _day(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None
