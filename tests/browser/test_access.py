"""What axe-core finds: nothing, on any page, light and dark, wide and narrow, with all notes open."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from browser.conftest import Show, missing

if TYPE_CHECKING:
    from browser.watch import Watched


def violations(page: Watched, *rules: str) -> list[str]:
    """What is found, by all rules or by these."""
    try:
        axe = import_module("axe_playwright_python.sync_playwright").Axe()
    except ImportError:
        missing("axe-playwright-python is not installed")
    only = {"runOnly": list(rules)} if rules else {}
    found: dict[str, Any] = axe.run(
        page.page, options={"resultTypes": ["violations"], "preload": False, **only}
    ).response
    return [
        f"{rule['impact']}: {rule['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", ["prisoner-offer", "index", "pair"])
def test_axe_finds_nothing(show: Show, name: str, width: int) -> None:
    page = show(name, width=width, reduced_motion="reduce")
    page.open_all()
    assert violations(page) == []
    page.page.emulate_media(color_scheme="dark")
    assert violations(page, "color-contrast", "link-in-text-block") == []


def test_axe_finds_nothing_in_a_picked_claim_a_filtered_page_and_the_help(show: Show) -> None:
    page = show("prisoner-offer", hash="#c2", reduced_motion="reduce")
    assert violations(page) == []
    page("button[data-status=unsupported]").click()
    assert violations(page) == []
    page.press("?")
    assert violations(page) == []
