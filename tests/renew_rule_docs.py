"""Writes the rules' pages and their index anew, and removes stale ones: `python tests/renew_rule_docs.py`."""

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


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    current = documents()
    for file in FOLDER.glob("*.md"):
        if file.name not in current:
            file.unlink()
    for name, text in current.items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
