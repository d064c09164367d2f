"""What the reader hears in a story of `tests/stories`, as lines that can be read and compared.

The stories are invented, their places and people too; where a country or an agency has a real name, nothing that
the story tells of it happened.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from attribcheck import check_file
from attribcheck.reports.formats import render

STORIES = Path(__file__).parent / "stories"


def listing(story: Path) -> str:
    """Who says what, through whom, since when; then the findings, each with its first words."""
    (article,) = json.loads(render(check_file(story, as_of=date(2026, 12, 31)), "json"))["articles"]
    claims = {claim["id"]: claim["text"] for claim in article["claims"]}
    names = {source["id"]: source["name"] for source in article["sources"]}
    lines: list[str] = []
    for one in article["statements"]:
        sources = one["source"] if isinstance(one["source"], list) else [one["source"]]
        who = " and ".join(str(names.get(source, source)) for source in sources)
        via = one["via"] if isinstance(one["via"], list) else [one["via"]] if one["via"] else []
        through = f" through {', '.join(str(names.get(channel, channel)) for channel in via)}" if via else ""
        said = f" {one['said']}" if one["said"] else ""
        lines.append(f"{who}{through}{said} {one['stance']}")
        lines += [
            f"    {claims[claim]}{' [no proof]' if claim in one['unproven'] else ''}" for claim in one["claims"]
        ]
    lines.append("")
    lines += [f"{finding['rule']} {finding['message'][:160]}" for finding in article["findings"]]
    return "\n".join(lines) + "\n"
