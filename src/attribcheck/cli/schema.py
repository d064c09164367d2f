"""`attribcheck schema`: the published JSON Schemas."""

from __future__ import annotations

import json

import click

from attribcheck.cli import output

NAMES = ("article", "rule", "configuration", "report")


@click.command(name="schema")
@click.argument("name", type=click.Choice(NAMES))
def command(name: str) -> None:
    """Print a JSON Schema (Draft 2020-12): article, rule, configuration or report."""
    from attribcheck.schemas import schema

    output.write(json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n", None)
