"""The CEL package, imported without its command line, and the few functions that rules get besides CEL's own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import cel


@lru_cache(maxsize=1)
def load() -> ModuleType:
    """The `cel` module.

    `cel/__init__.py` imports its own command line (typer, prompt_toolkit: 110 of 130 ms); a
    stand-in spares that, unless somebody has imported the real one already.
    """
    if "cel" not in sys.modules and "cel.cli" not in sys.modules:
        stand_in = ModuleType("cel.cli")
        sys.modules["cel.cli"] = stand_in
        try:
            import cel as module
        finally:
            if sys.modules.get("cel.cli") is stand_in:
                del sys.modules["cel.cli"]
        return module
    import cel as module

    return module


def join(parts: list[str], separator: str) -> str:
    """The parts with a separator between them."""
    return separator.join(str(part) for part in parts)


def either(value: Any, otherwise: str) -> str:
    """The value, or other words where there is none."""
    return otherwise if value is None or value == "" else str(value)


def days_between(earlier: str, later: str) -> int:
    """The days from one day to another, both YYYY-MM-DD."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


# Name, function, number of arguments, type of the result.
FUNCTIONS: dict[str, tuple[Callable[..., Any], int, str]] = {
    "join": (join, 2, "string"),
    "either": (either, 2, "string"),
    "days_between": (days_between, 2, "number"),
}


_CALLABLES = {name: function for name, (function, _, _) in FUNCTIONS.items()}


def context(variables: dict[str, Any], *, functions: bool = True) -> cel.Context:
    """A prepared context: the variables are converted once for all conditions.

    Registering the functions costs as much as converting a claim; conditions that call none do without.
    """
    prepared: cel.Context = load().Context(variables, _CALLABLES) if functions else load().Context(variables)
    return prepared


def calls_functions(expression: str) -> bool:
    """Whether an expression calls one of our functions."""
    return any(f"{name}(" in expression for name in FUNCTIONS)
