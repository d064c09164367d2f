"""How people write values: yes and no, days, figures, one in place of a list, plain words in place of a record.

The files load untyped, every scalar a text, since YAML 1.1 would make True of `on` and 872 of
`14:32`; here each becomes what its field asks for. A `ValueError` says what is wrong with one.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator

_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?", re.DOTALL)


def yes_no(value: Any) -> Any:
    """Yes and no, and true and false from JSON."""
    if isinstance(value, str):
        if value.lower() in _ANSWERS:
            return _ANSWERS[value.lower()]
        raise ValueError("write yes or no")
    return value


def yes_no_words(value: Any) -> Any:
    """A JSON file says true where a YAML file says yes."""
    return {"true": "yes", "false": "no"}.get(value, value) if isinstance(value, str) else value


def day(value: Any) -> Any:
    """A day of the calendar; of a moment, its day."""
    if not isinstance(value, str):
        return value
    words = value.strip()
    if not _DAY.fullmatch(words):
        raise ValueError(f"'{words}' is not a day; write it as YYYY-MM-DD")
    try:
        moment = datetime.fromisoformat(words) if len(words) > 10 else None
        return moment.date() if moment else date.fromisoformat(words)
    except ValueError:
        raise ValueError(f"there is no day '{words}'; write a day of the calendar as YYYY-MM-DD") from None


def day_or_words(value: Any) -> Any:
    """A day as YYYY-MM-DD, which must be one, or the words of the text ('Saturday')."""
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        found = day(value)
        return found.isoformat() if isinstance(found, date) else found
    return value


def number(value: Any) -> Any:
    """A figure as it is written: `11000`, `11,000`, `2.5`; other words stay words."""
    if isinstance(value, str):
        plain = value.strip().replace(",", "").replace(" ", "").replace("_", "")
        # Rules count in 64 bits; what is larger keeps its size and loses its last digits.
        if re.fullmatch(r"[+-]?\d{1,18}", plain):
            return int(plain)
        if re.fullmatch(r"[+-]?\d{1,30}(?:\.\d{1,30})?", plain):
            return float(plain)
    return value


def listed(value: Any) -> Any:
    """A list; one value is a list of one, nothing an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def entries(value: Any) -> Any:
    """A block of entries; nothing is an empty one."""
    return {} if value is None else value


def worded(field: str) -> BeforeValidator:
    """Plain words in place of a record are that record's `field`."""
    return BeforeValidator(lambda value: {field: value} if isinstance(value, str) else value)


YesNo = Annotated[bool | None, BeforeValidator(yes_no)]
Day = Annotated[date | None, BeforeValidator(day)]
Figure = Annotated[int | float | str | None, BeforeValidator(number)]
Count = Annotated[int | None, BeforeValidator(number)]
Words = Annotated[list[str], BeforeValidator(listed)]
