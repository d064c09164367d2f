"""What a reader does: filter, search, go from claim to claim by mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest

import attribcheck
from attribcheck.report import ArticleEntry
from attribcheck.reports.formats import render
from browser.conftest import Show
from browser.watch import Watched
from prisoner_offer import ALL_PACKS, STORY

NAMES = ("prisoner-offer", "bridge-denial", "clinic-anonymous", "index", "together")


@pytest.fixture(scope="module")
def story() -> ArticleEntry:
    return attribcheck.check_file(STORY, packs=ALL_PACKS).articles[0]


def says(page: Watched, words: str, output: str = "output") -> None:
    """The live count comes to say this."""
    from playwright.sync_api import expect

    expect(page(output).first).to_have_text(words)


def picked(page: Watched) -> list[str]:
    return [str(key) for key in page.js("() => [...document.querySelectorAll('.note.on')].map(n => n.dataset.c)")]


def in_focus(page: Watched) -> str:
    return str(
        page.js(
            "() => { const e = document.activeElement; return e.closest('.note')?.id || e.id || e.name || e.tagName; }"
        )
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_quiet_and_fetches_nothing(show: Show, name: str) -> None:
    """The watch asks at the end: no error, no warning, no request; here everything is used once."""
    page = show(name)
    assert page.page.title().startswith("Sourcing report: ")
    page.open_all()
    page.press("j", "k", "e", "d", "?", "Escape", "/", "x", "Escape", "Escape")
    page.js("() => scrollTo(0, document.body.scrollHeight)")
    page.page.wait_for_timeout(150)
    assert page("script").count() == page("style").count() == 1
    assert page("img, iframe, object, embed, video, audio, link, base").count() == 0
    assert page.js("() => document.head.children[1].httpEquiv") == "Content-Security-Policy"


@pytest.mark.parametrize("name", ["prisoner-offer", "index"])
def test_the_policy_stops_what_escaping_might_let_through(show: Show, pages: dict[str, Path], name: str) -> None:
    inside = (
        "<main id='content'><script>window.pwned=1;document.title='x'</script><style>body{color:red}</style>"
        "<img src=https://evil.example/a.png onerror='window.pwned=1'><img src=x onerror='window.pwned=1'>"
        "<svg onload='window.pwned=1'></svg><iframe src='https://evil.example/'></iframe><base href='https://evil.example/'>"
        "<link rel=stylesheet href='https://evil.example/a.css'><b onmouseover='window.pwned=1' style='color:red'>b</b>"
    )
    html = pages[name].read_text("utf-8")
    page = show(html.replace('<main id="content" tabindex="-1">', inside, 1), faults_expected=True)
    page("#content > b").hover()
    page.page.wait_for_timeout(100)
    assert page.js("() => window.pwned") is None
    assert page.page.title().startswith("Sourcing report: ")
    assert page.js("() => getComputedStyle(document.querySelector('#content > b')).color") != "rgb(255, 0, 0)"
    assert page("h1").is_visible()
    assert any("Content Security Policy" in fault for fault in page.faults)
    assert page.fetched == []


def test_filters_show_what_fits_and_count_it(show: Show, story: ArticleEntry) -> None:
    page = show("prisoner-offer")
    live = story.findings
    by_id = {claim.id: claim for claim in story.claims}
    every = f"{len(story.claims)} claims, {len(live)} findings"
    says(page, every)

    def choose(name: str, value: str, claims: int, findings: int) -> None:
        page(f"select[name={name}]").select_option(value)
        says(page, f"{claims} of {len(story.claims)} claims, {findings} of {len(live)} findings")
        assert page.shown(".note") == claims
        assert page.shown("tr[data-f]") == findings
        assert page(".nothing").is_visible() == (findings == 0)

    for status in sorted({claim.status for claim in story.claims}):
        touched = [f for f in live if any(by_id[c].status == status for c in f.claims)]
        choose("status", status, sum(c.status == status for c in story.claims), len(touched))
        assert page(f"button[data-status={status}]").get_attribute("aria-pressed") == "true"
        lit = page.js(
            "() => [...document.querySelectorAll('.tr .m:not(.off)')].map(m => m.dataset.c.split(' ')).flat()"
        )
        assert set(lit) >= {
            note.removeprefix("c")
            for note in page.js("() => [...document.querySelectorAll('.note:not(.hide)')].map(n => n.id)")
        }
    page("select[name=status]").select_option("")
    for severity in ("error", "warning", "info"):
        ours = [f for f in live if f.severity == severity]
        choose("sev", severity, len({c for f in ours for c in f.claims}), len(ours))
    page("select[name=sev]").select_option("")
    for rule in sorted({f.rule for f in live})[:5]:
        ours = [f for f in live if f.rule == rule]
        choose("rules", rule, len({c for f in ours for c in f.claims}), len(ours))
    page("select[name=rules]").select_option("")
    claims = {c for s in story.statements if s.source == "nis" for c in s.claims}
    choose("src", "nis", len(claims), sum(f.source == "nis" or bool(claims & set(f.claims)) for f in live))
    # Two at once narrow further; Clear brings all back.
    page("select[name=sev]").select_option("error")
    page("button[type=reset]").click()
    says(page, every)
    assert page.shown(".note") == len(story.claims)


def test_search_finds_words_of_notes_and_findings(show: Show, story: ArticleEntry) -> None:
    page = show("prisoner-offer")
    every = f"{len(story.claims)} claims, {len(story.findings)} findings"
    page("input[name=q]").fill("  EXERCISE ")
    says(page, f"1 of {len(story.claims)} claims, 0 of {len(story.findings)} findings")
    assert page(".note:not(.hide) .ct").inner_text().startswith("He believed that he was on an exercise")
    page("input[name=q]").fill("no such words")
    says(page, f"0 of {len(story.claims)} claims, 0 of {len(story.findings)} findings")
    assert page("section p.nothing").is_visible()
    page.press("Escape")
    says(page, every)
    assert page("input[name=q]").input_value() == ""
    page("input[name=q]").fill("enter does not send the form")
    page.press("Enter")
    assert page.js("() => location.search") == ""


def test_a_status_is_a_button_that_filters_and_lets_go(show: Show, story: ArticleEntry) -> None:
    page = show("prisoner-offer")
    weak = sum(claim.status == "unsupported" for claim in story.claims)
    button = page("button[data-status=unsupported]")
    button.click()
    assert page.shown(".note") == weak
    assert page("select[name=status]").input_value() == "unsupported"
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert page.shown(".note") == len(story.claims)
    assert button.get_attribute("aria-pressed") == "false"


def test_a_hidden_note_or_finding_shows_again_when_somebody_goes_there(show: Show) -> None:
    page = show("prisoner-offer")
    page("input[name=q]").fill("no such words")
    says(page, "0 of 20 claims, 0 of 29 findings")
    page(".miss a.n").first.click()
    assert page.shown(".note") == 1
    page(".three a.rid").first.click()
    assert page.shown("tr[data-f]") == 1


def test_the_index_filters_its_articles(show: Show) -> None:
    page = show("index")
    says(page, "4 articles")
    page("select[name=sev]").select_option("warning")
    says(page, "1 of 4 articles")
    assert page(".at tbody tr:not(.hide) a").inner_text() == "Clinic in Tarnholm was without antibiotics for six days"
    page("select[name=sev]").select_option("none")
    says(page, "0 of 4 articles")
    assert page(".nothing").is_visible()
    page("button[type=reset]").click()
    page("select[name=status]").select_option("disputed")
    says(page, "2 of 4 articles")
    page("select[name=status]").select_option("")
    page("select[name=rules]").select_option("QUO003")
    says(page, "1 of 4 articles")
    page("button[type=reset]").click()
    page("input[name=q]").fill("bridge")
    says(page, "1 of 4 articles")
    page.press("Escape")
    says(page, "4 articles")


def test_the_index_leads_to_articles_and_back_and_j_steps_through_them(show: Show) -> None:
    page = show("index")
    links = page(".at a").all_inner_texts()
    for expected in (*links, links[0]):
        page.press("j")
        assert page.js("() => document.activeElement.innerText") == expected
    page.press("k")
    assert page.js("() => document.activeElement.innerText") == links[-1]
    page.press("Enter")
    page.page.wait_for_load_state()
    assert page("h1").inner_text() == links[-1]
    page("header a").click()
    page.page.wait_for_load_state()
    assert page("h1").inner_text().startswith("3 of 4 articles")


def test_each_article_of_one_page_has_its_own_filter_and_claims(show: Show) -> None:
    page = show("together")
    claims = page.shown(".note")
    second = page(".art").nth(1)
    mine = second.locator(".note").count()
    second.locator("input[name=q]").fill("no such words")
    page.page.wait_for_function("n => document.querySelectorAll('.note.hide').length === n", arg=mine)
    assert page.shown(".note") == claims - mine
    second.locator("button[type=reset]").click()
    page.page.wait_for_function("() => !document.querySelector('.note.hide')")
    page(".at a").nth(1).click()
    assert page.hash() in ("#a1-article", "#a2-article", "#a3-article")
    second.locator(".ref").first.click()
    assert picked(page)[0].startswith("a")
    assert second.locator(".note.on").count() == 1
    lit = page.js("() => [...document.querySelectorAll('.m.on')].map(m => m.closest('.art').id)")
    assert len(set(lit)) == 1
    ids = page.js("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_a_mark_opens_its_note_and_lights_up_who_says_so(show: Show) -> None:
    page = show("prisoner-offer")
    page(".tr .ref[data-c='9']").first.click()
    assert picked(page) == ["9"]
    assert page.hash() == "#c9"
    assert page("#c9").get_attribute("open") is not None
    assert page(".m.on").count() == page.js(
        "() => [...document.querySelectorAll('.tr .m')].filter(m => m.dataset.c.split(' ').includes('9')).length"
    )
    lit = page.js("() => [...document.querySelectorAll('.lit')].map(e => e.textContent).join('|')")
    assert "National Intelligence Service" in lit
    assert "AFP" in lit
    for words, line in (("AFP", "dashed"), ("National Intelligence Service", "solid")):
        style = page.js(
            "w => getComputedStyle([...document.querySelectorAll('.lit')].find(e => e.textContent.includes(w))).outlineStyle",
            words,
        )
        assert style == line, words
    assert 0 < page(".pic .dim").count() < page(".pic [data-e]").count()
    page.press("Escape")
    assert picked(page) == []
    assert page(".lit, .dim, .m.on").count() == 0
    assert page.hash() == ""
    mark = page(".tr .m[data-c='18']").first
    mark.click()
    assert picked(page) == ["18"]
    assert page("#c18").get_attribute("open") is not None
    mark.click()
    assert picked(page) == []
    assert page(".lit, .dim, .m.on").count() == 0
    assert page.hash() == ""


def test_words_of_several_claims_take_turns(show: Show) -> None:
    page = show("prisoner-offer", reduced_motion="reduce")
    mark = page(".tr .m[data-c~='2'][data-c~='3']").first
    keys = str(mark.get_attribute("data-c")).split()
    for key in (*keys, keys[0]):
        mark.click()
        assert picked(page) == [key]


def test_a_hash_picks_a_claim(show: Show) -> None:
    page = show("prisoner-offer", hash="#c9")
    assert picked(page) == ["9"]
    assert page.js(
        "() => document.querySelector('#c9').getBoundingClientRect().top >= document.querySelector('.bar').offsetHeight"
    )
    page.js("() => { location.hash = '#c4'; }")
    page.page.wait_for_function("() => document.querySelector('.note.on')?.id === 'c4'")
    for hash in ("#c999", "#cx%", "#", "#c"):
        assert picked(show("prisoner-offer", hash=hash)) == [], hash


def test_keys_go_from_claim_to_claim(show: Show) -> None:
    page = show("prisoner-offer")
    page.press("j")
    assert picked(page) == ["1"]
    assert in_focus(page) == "c1"
    assert page.js("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert page.js("() => parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 3
    page.press("j", "j", "k")
    assert picked(page) == ["2"]
    assert in_focus(page) == "c2"
    opened = page("#c2").get_attribute("open") is not None
    page.press("Enter")
    assert (page("#c2").get_attribute("open") is not None) != opened
    page.press("Escape")
    assert picked(page) == []
    page.press("k")
    assert picked(page) == ["20"]
    page.press("j")
    assert picked(page) == ["1"]
    # Only what the filter leaves is stepped through.
    page("select[name=status]").select_option("unattributed")
    says(page, "1 of 20 claims, 2 of 29 findings")
    page("#content").focus()
    page.press("j")
    assert picked(page) == ["6"]


def test_keys_for_notes_light_help_and_search(show: Show) -> None:
    page = show("prisoner-offer")
    page.press("e")
    assert page(".note:not([open])").count() == 0
    page.press("e")
    assert page(".note[open]").count() == 0
    page.press("d")
    assert page.js("() => document.documentElement.dataset.theme") == "dark"
    page.press("d", "?")
    assert page("#help").is_visible()
    page.press("j")
    assert picked(page) == []
    page.press("Escape")
    assert page("#help").is_hidden()
    page("#keys").click()
    assert page("#help").is_visible()
    page("#help button").click()
    page.press("/")
    assert in_focus(page) == "q"
    assert page("input[name=q]").input_value() == ""


def test_keys_mean_nothing_while_somebody_types_or_with_a_modifier(show: Show) -> None:
    page = show("prisoner-offer")
    page("input[name=q]").focus()
    page.page.keyboard.type("jked?")
    assert page("input[name=q]").input_value() == "jked?"
    assert picked(page) == []
    assert page("#help").is_hidden()
    page.press("Escape")
    page("select[name=status]").focus()
    page.press("d")
    assert page.js("() => document.documentElement.dataset.theme") is None
    page("#content").focus()
    for modifier in ("Control", "Alt", "Meta"):
        page.press(f"{modifier}+e", f"{modifier}+d")
        assert page.js("() => document.documentElement.dataset.theme") is None, modifier
        assert page(".note[open]").count() == 2, modifier


def test_the_focus_moves_through_the_page_and_is_seen(show: Show) -> None:
    page = show("prisoner-offer")
    seen: list[int] = []
    for _ in range(14):
        page.press("Tab")
        assert page.js("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
        seen.append(page.js("() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert seen == sorted(set(seen))
    page = show("prisoner-offer")
    page.press("Tab")
    assert page.js("() => document.querySelector('.skip').getBoundingClientRect().top") >= 0
    page.press("Enter")
    assert in_focus(page) == "content"


def first_screen(show: Show, html: str) -> str:
    page = show(html, height=2200)
    seen = page.js(
        """() => [...document.querySelectorAll('.lead, .must *, .record')].filter(e => e.checkVisibility()
             && e.getBoundingClientRect().bottom <= innerHeight && !e.closest('.vh')).map(e => e.innerText).join('\\n')"""
    )
    return " ".join(str(seen).split())


@pytest.mark.parametrize("packs", [None, ALL_PACKS], ids=["the article's own packs", "all packs"])
def test_the_first_screen_holds_the_editor_s_minute(show: Show, packs: tuple[str, ...] | None) -> None:
    seen = first_screen(show, render(attribcheck.check_file(STORY, packs=packs), "html"))
    assert "The two captured soldiers are North Korean" in seen
    assert "Unproven when made: Kyiv said on 2025-01-11" in seen
    assert "the article says that no proof was given" in seen
    assert "Backed by National Intelligence Service (NIS) through AFP, 12 Jan" in seen
    assert "how National Intelligence Service knows is not stated" in seen
    assert "Unsupported, 11 Jan" in seen
    assert "Corroborated, 12 Jan" in seen
    assert "What proof is there that the two captured soldiers are North Korean?" in seen
    assert "National Intelligence Service How do you know that" in seen
