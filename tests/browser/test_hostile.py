"""Hostile text, wherever somebody else's words stand on a page: it is shown, and it does nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import attribcheck
from attribcheck.cli.check import command
from attribcheck.engine.loading import load_rule
from attribcheck.engine.rule import Rule
from attribcheck.reports.formats import render
from browser.conftest import Show
from browser.watch import Watched
from prisoner_offer import ALL_PACKS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = {
    "script": "<script>window.pwned=1</script>",
    "closing script": "</script><script>window.pwned=1</script>",
    "closing style": "</style><img src=x onerror=window.pwned=1>",
    "link": "javascript:window.pwned=1",
    "attribute": "\"><img src=x onerror='window.pwned=1'>",
    "handler": "' onmouseover='window.pwned=1' pwned='",
    "title": "</title><script>window.pwned=1</script>",
    "svg": "<svg onload=window.pwned=1><use href='data:image/svg+xml,x'/></svg>",
    "comment": "<!--<script>window.pwned=1</script>",
    "template": "{{7*7}}{% raw %}{{ cycler.__init__ }}{% endraw %}${7*7}",
    "section": "]]><![CDATA[x",
    "entity": "&lt;script&gt;&amp;&#60;script&#62;",
    "control": "nul\x00bell\x07escape\x1b[31m\x9b",
    "bidi": "\u202eright\u2066left\u202c",
    "surrogate": "lone\ud800and\udfff",
    "frame": "\ue000title\ue000 and \ue000content\ue000",
    "policy": "<meta http-equiv=refresh content='0;url=https://evil.example/'><base href=https://evil.example/>",
}
# Every kind of element with every attribute that some element of that kind has, and where links lead.
ANATOMY = """() => [...new Set([...document.querySelectorAll('*')].flatMap(
  e => [e.localName, ...[...e.attributes].map(a => `${e.localName} ${a.name}`)]))]"""
LINKS = "() => [...document.querySelectorAll('[href]')].map(e => e.getAttribute('href'))"
OURS = re.compile(r"#[\w-]+|[a-z0-9-]+\.html|https?://[\w./#?=&;%+:-]+|https://standard\.example/.*")


def house_rule(folder: Path, words: str) -> Rule:
    """A rule of a newsroom's own that finds something in every claim, with these words wherever a rule has any."""
    spoken = json.dumps(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "", words.replace("{", "").replace("}", "")))
    file = folder / "HOUSE001-hostile.yaml"
    file.write_text(
        f"""id: HOUSE001
name: hostile
severity: error
about: claim
for: claim
when: claim.id != ""
summary: {spoken}
why: {spoken}
message: {spoken}
fix: {spoken}
ask: {spoken}
standards:
  - {{name: {spoken}, section: {spoken}, url: "javascript:window.pwned=1", found: found}}
  - {{name: A, section: {spoken}, url: "https://standard.example/\\"onmouseover=window.pwned=1", found: found}}
""",
        "utf-8",
    )
    return load_rule(file, "house", validate=False)


def record(evil: str) -> dict[str, Any]:
    """An article with these words in every field that a page shows."""
    return {
        "attribcheck": "1", "headline": f"Head {evil} line", "published": "2025-06-03", "language": "en",
        "body": f"Ana Ruiz said on Monday that {evil} it fell.\n\nNobody spoke: {evil}\n\n## Sub {evil} heading\n\nBo Lind denied it.",
        "sides": {f"side {evil}": "party"},
        "sources": {
            f"who {evil}": {"name": f"Ana Ruiz {evil}", "aliases": [f"R {evil}"], "kind": "person", "role": f"mayor {evil}",
                            "side": f"side {evil}", "url": evil, "in_custody_of": f"x {evil}"},
            "bo": {"name": f"{evil}", "kind": "person", "anonymous": {"described_as": f"an aide {evil}", "why": evil}},
            f"via {evil}": {"name": f"Radio {evil}", "kind": "outlet"},
        },
        "claims": {f"claim {evil}": {"text": f"It fell {evil}", "kind": "allegation", "parties": [f"side {evil}"], "adverse_to": [f"other {evil}"],
                                     "checked": {"by": evil, "how": evil, "result": evil, "note": evil, "on": "2025-06-03"}}},
        "statements": [
            {"at": "Ana Ruiz said", "source": f"who {evil}", "via": f"via {evil}", "claims": [f"claim {evil}"], "speaker": f"s {evil}",
             "said_as": f"Monday {evil}", "said": "2025-06-02", "knows_by": f"k {evil}", "url": evil, "locator": evil},
            {"at": "Bo Lind denied", "source": "bo", "stance": "denies", "claims": [f"claim {evil}"], "says": {"text": f"{evil} is not so"}},
        ],
        "evidence": {f"ev {evil}": {"kind": "video", "title": f"Title {evil}", "made_by": f"maker {evil}", "supplied_by": f"giver {evil}",
                                    "url": evil, "supports": [f"claim {evil}"], "authenticated": "yes", "authenticated_by": f"lab {evil}"}},
        "ignore": {"EVD002": f"reason {evil}"},
    }  # fmt: skip


@pytest.fixture(scope="module")
def anatomy(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Of pages of the same articles with plain words."""
    folder = tmp_path_factory.mktemp("plain")
    for number in range(2):
        (folder / f"{number}.json").write_text(json.dumps(record("plain")), "utf-8")
    (folder / "2.json").write_text("{", "utf-8")
    report = attribcheck.check_text(
        json.dumps(record("plain")), path="a.json", packs=ALL_PACKS, rules=[house_rule(folder, "plain")]
    )
    (folder / "one.html").write_text(render(report, "html"), "utf-8")
    for where in (f"{folder}/out/", f"{folder}/all.html"):
        CliRunner().invoke(command, [*map(str, folder.glob("*.json")), "-f", "html", "-o", where])
    found: set[str] = set()
    for file in (
        folder / "one.html",
        folder / "all.html",
        folder / "out" / "index.html",
        folder / "out" / "article.html",
    ):
        if file.exists():
            page = Watched(chromium, file)
            found |= set(page.js(ANATOMY))
            page.close()
    return found


def check_harmless(page: Watched, anatomy: set[str]) -> None:
    page.open_all()
    page.press("j", "j", "e", "e")
    page.js(
        "() => { for (const e of document.querySelectorAll('*')) for (const t of ['mouseover', 'focus', 'load', 'error']) e.dispatchEvent(new Event(t)); }"
    )
    assert page.js("() => window.pwned") is None
    assert page.page.title().startswith("Sourcing report: ")
    assert set(page.js(ANATOMY)) - anatomy == set()
    assert [link for link in page.js(LINKS) if not OURS.fullmatch(link)] == []
    assert page("script").count() == page("style").count() == page("title").count() == 1
    assert page("head > meta").count() == 6
    assert page("header").count() == page("main").count() == page("footer").count() == 1


def as_shown(words: str) -> str:
    """What a page makes of words that HTML cannot hold or that would turn the line."""
    shown = re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]",
        lambda m: f"<U+{ord(m[0]):04X}>",
        words,
    )
    return " ".join(shown.split())


@pytest.mark.parametrize("three", [list(HOSTILE)[at::6] for at in range(6)], ids=", ".join)
def test_hostile_words_are_words(show: Show, anatomy: set[str], tmp_path: Path, three: list[str]) -> None:
    evil = " ".join(HOSTILE[one] for one in three)
    report = attribcheck.check_text(
        json.dumps(record(evil)), path=f"{evil}.json", packs=ALL_PACKS, rules=[house_rule(tmp_path, evil)]
    )
    entry = report.articles[0]
    assert entry.claims
    assert {"HOUSE001"} < {finding.rule for finding in entry.findings}
    assert all(statement.place for statement in entry.statements)
    html = render(report, "html")
    html.encode()
    page = show(html)
    check_harmless(page, anatomy)
    texts = [
        " ".join(text.split())
        for text in page("h1, .tx, .ct, .vo b, .vo small, .msg, .path, .in dd").all_text_contents()
    ]

    def stands(words: str) -> bool:
        return any(as_shown(words) in text for text in texts)

    assert stands(entry.headline or "?")
    for claim in entry.claims:
        assert stands(claim.text)
    for source in entry.sources[:2]:
        assert stands(source.name)
    for finding in entry.findings:
        assert stands(finding.message)
    plain = page.js(
        "() => [...document.querySelectorAll('.tx')].map(e => { e = e.cloneNode(true); e.querySelectorAll('.ref').forEach(r => r.remove()); return e.textContent; })"
    )
    assert [" ".join(str(one).split()) for one in plain] == [as_shown(passage.words) for passage in entry.passages]
    # The filters find what the ids name, whatever is in them.
    page("select[name=src]").select_option(index=1)
    page.page.wait_for_function("() => document.querySelector('output').textContent.includes(' of ')")
    assert page.shown(".note") >= 1


def test_all_of_them_on_one_page_and_in_a_folder(show: Show, anatomy: set[str], tmp_path: Path) -> None:
    """With hostile names of files, and a file that cannot be read."""
    articles = tmp_path / "in"
    articles.mkdir()
    for number, evil in enumerate(HOSTILE.values()):
        name = re.sub("[/\x00-\x1f\x7f-\x9f\ud800-\udfff]", "", evil)
        (articles / f"{number}{name}.json").write_text(json.dumps(record(evil)), "utf-8")
    (articles / "<img src=x onerror=window.pwned=1>.json").write_text(
        '{"attribcheck": "1", "headline": "<script>"', "utf-8"
    )
    for where in (f"{tmp_path}/out/", f"{tmp_path}/all.html"):
        done = CliRunner().invoke(command, [str(articles), "-f", "html", "-o", where])
        assert done.exit_code in (1, 2), done.output
    made = sorted((tmp_path / "out").iterdir())
    assert all(re.fullmatch(r"[a-z0-9-]+\.html", file.name) for file in made)
    for file in (tmp_path / "all.html", tmp_path / "out" / "index.html"):
        check_harmless(show(file), anatomy)
    links = re.findall(r'class="hl"><a href="([^"]*)"', (tmp_path / "out" / "index.html").read_text("utf-8"))
    assert sorted({*links, "index.html"}) == [file.name for file in made]
