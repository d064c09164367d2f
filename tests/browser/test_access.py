"""What axe-core finds: nothing, on any page, light and dark, wide and narrow, with all notes open."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from browser.conftest import Show, missing

if TYPE_CHECKING:
    from browser.watch import Watched


def violations(page: Watched, *, colours: bool = True) -> list[str]:
    """What is found; most of the time goes into the contrast of each word, which `colours=False` leaves out."""
    try:
        axe = import_module("axe_playwright_python.sync_playwright").Axe()
    except ImportError:
        missing("axe-playwright-python is not installed")
    options = {"resultTypes": ["violations"], "preload": False, "rules": {"color-contrast": {"enabled": colours}}}
    found: dict[str, Any] = axe.run(page.page, options=options).response
    return [
        f"{rule['impact']}: {rule['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize("name", ["prisoner-offer", "index", "pair"])
def test_axe_finds_nothing(show: Show, name: str) -> None:
    """Colours do not depend on the width, nor what else it looks at on light and dark."""
    page = show(name, width=1440, reduced_motion="reduce")
    page.open_all()
    assert violations(page) == []
    page.page.emulate_media(color_scheme="dark")
    page.page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []


def test_axe_finds_nothing_in_a_picked_claim_a_filtered_page_and_the_help(show: Show) -> None:
    page = show("bridge-denial", hash="#c2", reduced_motion="reduce")
    assert page(".note.on").count() == 1
    assert violations(page) == []
    page("button[data-status=disputed]").click()
    assert violations(page) == []
    page.press("?")
    assert violations(page, colours=False) == []
