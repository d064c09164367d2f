"""`attribcheck init`: a first configuration, with at most three questions."""

from __future__ import annotations

from pathlib import Path

import click

from attribcheck.cli import output

_FILE = "attribcheck.yaml"
_TEXT = """\
# yaml-language-server: $schema=https://attribcheck.dev/schemas/configuration.schema.json
# Which packs of rules are in force; 'attribcheck rules list' shows what they hold. An article may ask for more.
packs: [{packs}]

# How severe a rule is here (error, warning, info, off), and its limits:
# rules:
#   EVD001: error
#   TIM003: {{severity: warning, options: {{days: 60}}}}

# What is different for some articles, by path or by kind:
# overrides:
#   - kinds: [opinion, satire]
#     rules: {{ATT001: off}}

# Files that are not read in folders:
# exclude: [drafts/**]

# Where the records of prose stand: a folder at the top of the repository, or 'beside' the articles.
# sidecars: sourcing
# How sure the reader must be of what it finds in prose by itself: high, medium, low, or off.
# inference: medium

# The severity from which a run exits with 1 (never: advice only, a good way to begin).
fail-on: {fail_on}
"""


@click.command(name="init")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
def command(yes: bool, folder: str) -> None:
    """Write a commented configuration into FOLDER, asking at most three questions."""
    file = Path(folder, _FILE)
    if file.exists():
        raise click.ClickException(f"{file} is there already; nothing was written.")
    packs, fail_on = ["core"], "never"
    if not yes:
        if click.confirm("Does the desk cover wars and conflicts?", default=False, err=True):
            packs.append("conflict")
        if click.confirm("Does it report on health and science, or on polls?", default=False, err=True):
            packs += ["health-science", "polling"]
        if click.confirm("Shall an error stop the pipeline from the first day?", default=False, err=True):
            fail_on = "error"
    output.write(_TEXT.format(packs=", ".join(packs), fail_on=fail_on), str(file))
    output.note(f"{file} is written. Next: attribcheck check {folder}")
