"""The types of facts, as the rule loader sees them: read once from `facts.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from attribcheck import facts
from attribcheck.places import Place

# The fields of a place, for messages such as 'line {claim.place.line}'.
PLACE_FIELDS = ("line", "column", "end_line", "end_column", "text", "words", "path", "span")


@dataclass(frozen=True, slots=True)
class Kind:
    """A type: `string`, `number`, `bool`, `null`, `list`, `record`, `place` or `any`.

    `of` is a list's element, `record` the TypedDict of a record, `words` the closed list of a
    text's values, `null` whether there may be nothing.
    """

    name: str
    of: Kind | None = None
    record: type | None = None
    words: tuple[str, ...] = ()
    null: bool = False
    about: str = ""

    def shown(self) -> str:
        """The type in words."""
        if self.name == "list" and self.of:
            return f"a list of {self.of.shown().removeprefix('a ')}s"
        plain = {"string": "a text", "number": "a number", "bool": "yes or no", "record": "a record", "null": "null"}
        return plain.get(self.name, f"a {self.name}")


ANY = Kind("any")
STRING, NUMBER, BOOL, NULL = Kind("string"), Kind("number"), Kind("bool"), Kind("null")
PLACE = Kind("place")


@cache
def fields(record: type) -> dict[str, Kind]:
    """The fields of one record of facts, with their types."""
    hints = get_type_hints(record, vars(facts), include_extras=True)
    return {name: _kind(hint) for name, hint in hints.items()}


def place_fields() -> dict[str, Kind]:
    """The fields of a place."""
    numbers = {"line", "column", "end_line", "end_column"}
    others = {"span": Kind("list", of=NUMBER, null=True)}
    return {name: others.get(name) or (NUMBER if name in numbers else STRING) for name in PLACE_FIELDS}


def scope(name: str) -> dict[str, Kind]:
    """The variables that a rule sees by its `for:`."""
    return {variable: Kind("record", record=record) for variable, record in facts.SCOPES[name].items()}


def _kind(hint: Any) -> Kind:
    about = ""
    if get_origin(hint) is Annotated:
        hint, about = get_args(hint)[:2]
    made = _plain(hint)
    return Kind(made.name, made.of, made.record, made.words, made.null, about) if about else made


def _plain(hint: Any) -> Kind:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        options = [option for option in get_args(hint) if option is not NoneType]
        kinds = [_kind(option) for option in options]
        null = len(options) < len(get_args(hint))
        names = {kind.name for kind in kinds}
        if len(names) == 1:
            first = kinds[0]
            return Kind(first.name, first.of, first.record, first.words, null)
        return Kind("any", null=null)
    if origin is Literal:
        return Kind("string", words=get_args(hint))
    if origin is list:
        return Kind("list", of=_kind(get_args(hint)[0]))
    if hint is Place:
        return PLACE
    if is_typeddict(hint):
        return Kind("record", record=hint)
    return {str: STRING, int: NUMBER, float: NUMBER, bool: BOOL}.get(hint, ANY)
