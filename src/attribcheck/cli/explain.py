"""`attribcheck explain`: a rule in words."""

from __future__ import annotations

import click

from attribcheck.cli import output
from attribcheck.workspace import rulebook


@click.command(name="explain")
@click.argument("rule")
def command(rule: str) -> None:
    """Explain a rule: what it flags, why, and what to do. RULE is its id or its name."""
    from attribcheck.reports.rule_page import rule_page

    found = rulebook.find_rule(rule)
    if found is None:
        raise click.ClickException(rulebook.unknown_rule(rule))
    output.write(rule_page(found), None)
