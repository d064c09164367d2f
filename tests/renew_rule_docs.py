"""Writes the rules' pages, their index and the page of facts anew: `python tests/renew_rule_docs.py`."""

from __future__ import annotations

from pathlib import Path

from attribcheck.examples import judge
from attribcheck.reports.rule_markdown import as_markdown, index
from attribcheck.reports.rule_page import RulePage, fault_page, rule_page
from attribcheck.workspace import rulebook

FOLDER = Path(__file__).parents[1] / "docs" / "rules"


def pages() -> list[RulePage]:
    """A page for every rule and for every fault of a file."""
    book = rulebook.all_rules()
    return [
        *(rule_page(rule, book, judge) for rule in book),
        *(fault_page(entry) for entry in rulebook.file_faults().values()),
    ]


def documents() -> dict[str, str]:
    """What must stand in docs/rules/, by file name."""
    made = pages()
    return {"README.md": index(made, rulebook.packs()), **{page.file: as_markdown(page) for page in made}}


FACTS = FOLDER.parent / "facts.md"


def facts_page() -> str:
    """What must stand in docs/facts.md."""
    from click.testing import CliRunner

    from attribcheck.cli import cli

    listed = CliRunner().invoke(cli, ["facts"]).stdout
    return f"""# Facts

All that a rule may read, as `attribcheck facts` prints it. A condition that names anything else does not load. `?`: may
be null; `a|b`: one of these words; `list<…>`: none or more. Days are text, YYYY-MM-DD, so that they compare. What the
words mean is in [the definitions](definitions.md).

```text
{listed}```
"""


if __name__ == "__main__":
    FACTS.write_text(facts_page(), "utf-8", newline="\n")
    FOLDER.mkdir(parents=True, exist_ok=True)
    current = documents()
    for file in FOLDER.glob("*.md"):
        if file.name not in current:
            file.unlink()
    for name, text in current.items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
