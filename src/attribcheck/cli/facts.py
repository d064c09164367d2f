"""`attribcheck facts`: what a rule may read."""

from __future__ import annotations

import click

from attribcheck.cli import output


@click.command(name="facts")
def command() -> None:
    """List the facts that a rule may read, by what it is `for:`."""
    from attribcheck.engine.fact_types import Kind, fields, scope
    from attribcheck.facts import SCOPES

    records: dict[str, type] = {}
    lines: list[str] = []
    for name in SCOPES:
        sees = ", ".join(scope(name))
        lines.append(f"for: {name}  (sees {sees})")
    todo: list[tuple[str, type]] = [(name, variables[name]) for name, variables in SCOPES.items()]
    while todo:
        name, record = todo.pop(0)
        if record.__name__ in records:
            continue
        records[record.__name__] = record
        lines += ["", f"{name}: {(record.__doc__ or '').splitlines()[0]}"]
        for field, kind in fields(record).items():
            lines.append(f"  {field:<32} {_shown(kind)}{'  ' + kind.about if kind.about else ''}")
            inner: Kind = kind.of if kind.of else kind
            if inner.record:
                todo.append((field.rstrip("s") if kind.of else field, inner.record))
    output.write("\n".join(lines) + "\n", None)


def _shown(kind: object) -> str:
    from attribcheck.engine.fact_types import Kind

    assert isinstance(kind, Kind)
    words = "|".join(map(str, kind.words)) if kind.words else kind.name
    if kind.name == "list" and kind.of:
        words = f"list<{kind.of.name}>"
    return words + ("?" if kind.null else "")
