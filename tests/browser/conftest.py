"""A Chromium for the whole run, and pages in it that are watched: nothing may go wrong, nothing may be fetched.

Without Chromium or playwright these tests are skipped; with ATTRIBCHECK_BROWSER_TESTS=required they fail.
ATTRIBCHECK_CHROMIUM names the browser, where it is not on the path.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from click.testing import CliRunner

import attribcheck
from attribcheck.cli.check import command
from attribcheck.reports.formats import render
from browser.watch import Watched
from prisoner_offer import ALL_PACKS, SAMPLES, STORIES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Show = Callable[..., Watched]


def missing(what: str) -> NoReturn:
    if os.environ.get("ATTRIBCHECK_BROWSER_TESTS") == "required":
        pytest.fail(f"{what}, and ATTRIBCHECK_BROWSER_TESTS=required")
    pytest.skip(what)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    named = os.environ.get("ATTRIBCHECK_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found or not Path(found).exists():
        missing(f"no Chromium at {named}" if named else "Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def pages(folder: Path) -> dict[str, Path]:
    """A page for each sample, the folder's index, the one page with all of them, and one with the two short ones."""
    made = {}
    for file in STORIES:
        made[file.stem] = folder / f"{file.stem}.html"
        made[file.stem].write_text(render(attribcheck.check_file(file, packs=ALL_PACKS), "html"), "utf-8")
    made["index"], made["together"] = folder / "site" / "index.html", folder / "together.html"
    made["pair"] = folder / "pair.html"
    short = [str(SAMPLES / f"{name}.yaml") for name in ("bridge-denial", "clinic-anonymous")]
    for paths, where in (
        ([str(SAMPLES)], f"{folder}/site/"),
        ([str(SAMPLES)], str(made["together"])),
        (short, str(made["pair"])),
    ):
        done = CliRunner().invoke(command, [*paths, "-f", "html", "-o", where, "--exit-zero"])
        assert done.exit_code == 0, done.output
    return made


@pytest.fixture
def show(chromium: Browser, pages: dict[str, Path], tmp_path: Path) -> Iterator[Show]:
    """Opens a page: one of `pages`, a file, or HTML. At the end of the test nothing may have gone wrong in any."""
    opened: list[Watched] = []

    def open_page(what: str | Path, **how: Any) -> Watched:
        if isinstance(what, str) and what in pages:
            what = pages[what]
        if isinstance(what, str):
            file = tmp_path / f"page-{len(opened)}.html"
            file.write_text(what, "utf-8", newline="")
            what = file
        opened.append(Watched(chromium, what, **how))
        return opened[-1]

    yield open_page
    for watched in opened:
        watched.close()


@pytest.fixture
def show_record(show: Show) -> Show:
    """Opens the page of a structured article that is given as a record."""

    def open_record(record: dict[str, Any], **how: Any) -> Watched:
        rules, path = how.pop("rules", ()), how.pop("path", "story.json")
        report = attribcheck.check_text(json.dumps(record), path=path, packs=ALL_PACKS, rules=rules)
        assert [f.message for f in report.articles[0].findings if f.about == "file"] == []
        watched = show(render(report, "html"), **how)
        watched.entry = report.articles[0]
        return watched

    return open_record
