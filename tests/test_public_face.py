"""What `import attribcheck` gives, and the house behind it."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

import attribcheck

PACKAGE = Path(attribcheck.__file__).parent
# Each room and what it may import besides itself: the records for all, then the rooms below.
RECORDS = {"line_hash", "places", "written", "article", "facts", "report", "nearest", "_version"}
ROOMS = {
    "language": RECORDS,
    "reading": RECORDS | {"language"},
    "extraction": RECORDS | {"language"},
    "assessment": RECORDS | {"language"},
    "engine": RECORDS | {"reading"},
    "reports": RECORDS | {"engine", "reading"},
    "recording": RECORDS | {"language", "reading", "reports", "workspace"},
    "workspace": RECORDS | {"engine", "language", "reading"},
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "core", "misc"}


def test_the_public_names() -> None:
    assert attribcheck.__all__ == sorted(attribcheck.__all__)
    for name in attribcheck.__all__:
        assert getattr(attribcheck, name) is not None


@pytest.mark.parametrize("name", ["check_file", "check_text", "load_rules"])
def test_public_functions_are_documented_and_typed(name: str) -> None:
    function = getattr(attribcheck, name)
    assert inspect.getdoc(function)
    hints = inspect.signature(function)
    assert hints.return_annotation is not inspect.Signature.empty
    assert all(parameter.annotation is not inspect.Parameter.empty for parameter in hints.parameters.values())


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chekc_file'"):
        attribcheck.chekc_file  # noqa: B018


def imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("attribcheck"):
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_imports_only_what_stands_below_it(room: str) -> None:
    for file in (PACKAGE / room).glob("*.py"):
        assert imports(file) <= ROOMS[room] | {room}, file


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not {file.stem for file in PACKAGE.rglob("*.py")} & FORBIDDEN_NAMES


def test_modules_and_functions_stay_short() -> None:
    """One idea a module: 400 lines (the two lists of fields apart), functions of 90 at the very most."""
    tables = {"article.py", "facts.py"}
    for file in PACKAGE.rglob("*.py"):
        text = file.read_text("utf-8")
        assert file.name in tables or text.count("\n") <= 400, file
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= 90, f"{file}: {node.name} has {length} lines"
