"""Only the facts that some expression reads are handed to CEL: converting all would cost more than the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attribcheck.engine.checking import Paths
from attribcheck.engine.fact_types import PLACE_FIELDS
from attribcheck.places import Place, Span


def project(value: Any, paths: Paths) -> Any:
    """A copy of some facts that holds what `paths` names, places as records."""
    # Facts are plain dicts and lists: the exact type answers faster than an abstract one.
    kind = type(value)
    if kind is dict:
        return {name: project(value[name], inner) if inner else _leaf(value[name]) for name, inner in paths.items()}
    if kind is list:
        # Texts and numbers need no copy, and a list of facts is all of one kind.
        return [project(item, paths) for item in value] if value and type(value[0]) is not str else value
    if kind is Place:
        return {name: getattr(value, name) for name in PLACE_FIELDS} | {"span": value.span and list(value.span)}
    return value


def _leaf(value: Any) -> Any:
    """A fact of which no field is read: texts and figures as they are, records as empty ones."""
    kind = type(value)
    return value if kind is str or kind is bool or kind is int or value is None else project(value, {})


def place_from(record: Mapping[str, Any] | None) -> Place | None:
    """The place that an expression gave."""
    if record is None:
        return None
    span = record["span"]
    return Place(**{**record, "span": span and Span(*span)})
