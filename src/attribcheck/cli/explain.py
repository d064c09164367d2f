"""`attribcheck explain`: a rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from attribcheck.cli import output
from attribcheck.workspace import rulebook

if TYPE_CHECKING:
    from attribcheck.reports.rule_page import RulePage


@click.command(name="explain")
@click.argument("rule")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True
)
def command(rule: str, form: str) -> None:
    """Explain a rule: what it flags, what to do, why, and examples.

    RULE is an id (EVD001) or a name (declared-unproven); faults of a file (parse-error) are explained too.
    """
    from attribcheck.reports.rule_json import as_json
    from attribcheck.reports.rule_markdown import as_markdown
    from attribcheck.reports.rule_text import as_text

    page = _page(rule)
    if form == "text":
        output.write(as_text(page, output.width()), None)
    else:
        output.write(as_json(page) if form == "json" else as_markdown(page), None)


def _page(name: str) -> RulePage:
    """The page of a rule or of a fault, whatever the case of its name. Raises `click.UsageError`."""
    from attribcheck.examples import judge
    from attribcheck.nearest import did_you_mean
    from attribcheck.reports.rule_page import fault_page, rule_page

    rule = rulebook.find_rule(name)
    if rule is not None:
        return rule_page(rule, rulebook.all_rules(), judge)
    faults = rulebook.file_faults()
    wanted = name.strip().casefold()
    if wanted in faults:
        return fault_page(faults[wanted])
    known = [word for rule in rulebook.all_rules() for word in (rule.id, rule.name)]
    near = did_you_mean(wanted, [*known, *faults])
    raise click.UsageError(f"There is no rule '{name}'.{near} 'attribcheck rules list' shows them all.")
