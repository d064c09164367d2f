"""Only the facts that some expression reads are handed to CEL: converting all would cost more than the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attribcheck.engine.checking import Paths
from attribcheck.engine.fact_types import PLACE_FIELDS
from attribcheck.places import Place


def project(value: Any, paths: Paths) -> Any:
    """A copy of some facts that holds what `paths` names, places as records."""
    if isinstance(value, Mapping):
        return {name: project(value[name], inner) for name, inner in paths.items()}
    if isinstance(value, list):
        # Texts and numbers need no copy, and a list of facts is all of one kind.
        return [project(item, paths) for item in value] if value and not isinstance(value[0], str) else value
    if isinstance(value, Place):
        return {name: getattr(value, name) for name in PLACE_FIELDS}
    return value


def place_from(record: Mapping[str, Any] | None) -> Place | None:
    """The place that an expression gave."""
    return None if record is None else Place(**record)
