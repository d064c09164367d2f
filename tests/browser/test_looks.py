"""How a page looks: light and dark, on a phone, on paper, without scripts, with a system's own colours; in all scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest

import attribcheck
from browser.conftest import Show
from browser.test_use import NAMES
from prisoner_offer import ALL_PACKS, STORY

INK = "() => getComputedStyle(document.body).color"
PAPER = "() => getComputedStyle(document.body).backgroundColor"


def light(colour: object) -> float:
    """From 0, black, to 255."""
    red, green, blue = map(int, re.findall(r"\d+", str(colour))[:3])
    return 0.3 * red + 0.6 * green + 0.1 * blue


def test_dark_as_the_system_has_it_or_as_somebody_says(show: Show) -> None:
    page = show("prisoner-offer", scheme="dark")
    assert light(page.js(PAPER)) < 60 < 180 < light(page.js(INK))
    assert page("#theme").inner_text() == "Light"
    page("#theme").click()
    assert light(page.js(PAPER)) > 220
    assert page("#theme").inner_text() == "Dark"
    # It is remembered, here and by other pages of the folder, whatever the system says.
    page.page.reload()
    assert light(page.js(PAPER)) > 220
    page.press("d")
    page.page.emulate_media(color_scheme="light")
    page.page.reload()
    assert light(page.js(PAPER)) < 60
    assert page.js("() => getComputedStyle(document.documentElement).colorScheme") == "dark"


@pytest.mark.parametrize("name", NAMES)
def test_no_page_scrolls_sideways(show: Show, name: str) -> None:
    page = show(name)
    page.open_all()
    for width in (1440, 1024, 768, 390, 320):
        page.page.set_viewport_size({"width": width, "height": 800})
        assert page.js("() => document.documentElement.scrollWidth") <= width, width
        wide = page.js(
            """() => [...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll, .vh, svg, thead') && e.checkVisibility()
                 && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))"""
        )
        assert wide == [], width


def test_a_phone_has_its_notes_under_the_words_and_tables_as_lists(show: Show) -> None:
    page = show("prisoner-offer", width=390, height=844)
    assert page.js(
        "() => document.querySelector('#c6').getBoundingClientRect().top > document.querySelector('.row:has(#c6) .tx').getBoundingClientRect().bottom - 1"
    )
    assert page.js("() => getComputedStyle(document.querySelector('.ft td')).display") == "block"
    assert page("table.stack td[data-l]:empty").first.is_hidden()
    assert page.js("() => getComputedStyle(document.querySelector('.bar')).position") == "static"
    assert (
        page.js(
            "() => Math.min(...['.bar select', '.bar input'].map(s => document.querySelector(s).getBoundingClientRect().height))"
        )
        >= 32
    )


@pytest.mark.parametrize("width", [800, 1024, 1440])
def test_the_bar_never_covers_what_one_goes_to(show: Show, width: int) -> None:
    page = show("prisoner-offer", width=width, reduced_motion="reduce")
    for key in ("6", "16", "20"):
        page.js("key => { location.hash = '#c' + key; }", key)
        page.page.wait_for_function("key => document.querySelector('.note.on')?.dataset.c === key", arg=key)
        bar = page.js("() => document.querySelector('.bar').getBoundingClientRect().bottom")
        assert page.js("() => document.querySelector('.note.on').getBoundingClientRect().top") >= bar - 1
        if width > 992:  # the sentence stays beside its note
            assert (
                page.js("() => document.querySelector('.row:has(.note.on) .tx').getBoundingClientRect().bottom") >= bar
            )


def test_paper(show: Show) -> None:
    page = show("prisoner-offer", scheme="dark")
    page("#theme").click()
    page("#theme").click()
    page.page.emulate_media(media="print")
    assert page.js(PAPER) == "rgb(255, 255, 255)"
    assert light(page.js(INK)) < 60
    for selector in (".bar", "#theme", "#keys", "dialog", ".skip"):
        assert page(selector).first.is_hidden(), selector
    # As the browser does before and after it prints.
    page.js("() => dispatchEvent(new Event('beforeprint'))")
    with_findings, others = ".note:not([data-rules=''])", ".note[data-rules='']"
    assert page(with_findings).count() == page(f"{with_findings}[open]").count() > 10
    assert page(f"{others}[open]").count() == 0
    assert page("#c9 .fi p").first.is_visible()
    page.js("() => dispatchEvent(new Event('afterprint'))")
    assert page(".note[open]").count() == 2


@pytest.mark.parametrize("name", ["prisoner-offer", "index"])
def test_it_can_be_printed(show: Show, name: str) -> None:
    pdf = show(name).page.pdf(prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert pages in (range(8, 16) if name == "prisoner-offer" else range(2, 5))
    assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf


@pytest.mark.parametrize("name", NAMES)
def test_without_scripts_all_reads_and_nothing_is_dead(show: Show, name: str) -> None:
    page = show(name, script=False)
    for selector in ("button", "input", "select", "form", "output", "dialog"):
        for one in page(selector).all():
            assert not one.is_visible(), selector
    assert page("h1").is_visible()
    for one in page(".tx").all():
        assert one.is_visible()
    for one in page(".note > summary").all():
        assert one.is_visible()
    for one in page("tr[data-f], .at tbody tr").all():
        assert one.is_visible()


def test_without_scripts_notes_open_by_hand_and_links_lead_to_them(show: Show) -> None:
    entry = attribcheck.check_file(STORY, packs=ALL_PACKS).articles[0]
    page = show("prisoner-offer", script=False)
    body = page("#c9 .in")
    assert not body.is_visible()
    page("#c9 > summary").click()
    assert body.is_visible()
    assert page(".tx").count() == len(entry.passages)
    page(".tr .ref[href='#c16']").first.click()
    assert page.page.url.endswith("#c16")
    assert page("#c16 > summary").is_visible()
    for number in range(1, len(entry.findings) + 1):
        assert page(f"#f{number} .msg > span").inner_text() == entry.findings[number - 1].message


@pytest.mark.parametrize("name", ["prisoner-offer", "index"])
@pytest.mark.parametrize(
    "how", [{"forced_colors": "active"}, {"forced_colors": "active", "scheme": "dark"}, {"reduced_motion": "reduce"}]
)
def test_a_reader_s_own_colours_and_stillness(show: Show, name: str, how: dict[str, Any]) -> None:
    page = show(name, **how)
    page.open_all()
    assert page.shown("h1") == 1
    if "forced_colors" in how and name != "index":
        assert page.js("() => getComputedStyle(document.querySelector('.m')).borderBlockEndStyle") == "solid"
        assert page.js("() => getComputedStyle(document.querySelector('.tr .t')).backgroundImage") == "none"
        page("a.n").first.click()
        assert page.js("() => getComputedStyle(document.querySelector('.m.on')).outlineStyle") == "solid"
    if "reduced_motion" in how:
        assert page.js("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def record(
    language: str, headline: str, body: str, at: str, name: str, text: str, via: str = "Radio Nord"
) -> dict[str, Any]:
    return {
        "attribcheck": "1", "headline": headline, "published": "2025-06-03", "language": language, "body": body,
        "sources": {"who": {"name": name, "kind": "person", "side": "city", "interest": "party"}, "radio": {"name": via, "kind": "outlet"}},
        "statements": [{"at": at, "source": "who", "via": "radio", "said": "2025-06-02", "says": {"text": text, "kind": "allegation"}}],
    }  # fmt: skip


ARABIC = record(
    "ar", "البلدية تغلق جسر الوادي 7 أيام", "قال سامي الدالي إن الجسر مغلق منذ 12 يوما، ولم يقدم دليلا.\n\nThe bridge is closed.",
    "قال سامي الدالي", "سامي الدالي", "الجسر مغلق منذ 12 يوما", "إذاعة الوادي",
)  # fmt: skip
HEBREW = record(
    "he", "העירייה סוגרת את גשר הנחל", "נועה בר אמרה שהגשר סגור מאז 12 במאי.", "נועה בר אמרה", "נועה בר", "הגשר סגור", "Radio Nord",
)  # fmt: skip
CHINESE = record(
    "zh", "市政府关闭河谷桥七天", "林小梅说，河谷桥已经关闭十二天，但没有给出证据。", "林小梅说", "林小梅", "河谷桥已经关闭十二天", "河谷电台"
)  # fmt: skip
JAPANESE = record(
    "ja", "市は谷橋を七日間閉鎖", "森あきは、橋は十二日間閉鎖されていると話した。", "森あきは", "森あき", "橋は十二日間閉鎖されている", "谷ラジオ"
)  # fmt: skip
DIRECTION = "e => getComputedStyle(e).direction"


@pytest.mark.parametrize(("article", "language"), [(ARABIC, "ar"), (HEBREW, "he")], ids=["Arabic", "Hebrew"])
def test_an_article_from_right_to_left(show_record: Show, article: dict[str, Any], language: str) -> None:
    page = show_record(article)
    page.open_all()
    assert page("html").evaluate(DIRECTION) == "ltr"
    assert page("h1").evaluate(DIRECTION) == "rtl"
    assert page("h1").get_attribute("lang") == language
    assert page(".tr").get_attribute("lang") == language
    assert [one.evaluate(DIRECTION) for one in page(".tx").all()] == ["rtl", "rtl", "ltr"][: page(".tx").count()]
    assert page(".note .ct").first.evaluate(DIRECTION) == "rtl"
    # Arabic starts at the right end of its column, and the note stands beside it as in any other article.
    box = page(".row.p .tx").first.bounding_box()
    last = page.js(
        "() => { const r = document.createRange(); r.selectNodeContents(document.querySelector('.row.p .tx')); return r.getBoundingClientRect().right; }"
    )
    assert box is not None
    assert abs(last - (box["x"] + box["width"])) < 3
    assert page.js("() => document.documentElement.scrollWidth") <= 1440
    phone = show_record(article, width=390)
    phone.open_all()
    assert phone.js("() => document.documentElement.scrollWidth") <= 390


# Where each of these pieces of one line begins, from left to right.
ORDER = """([selector, pieces]) => {
  const e = [...document.querySelectorAll(selector)].find(e => pieces.every(p => e.textContent.includes(p)));
  const at = piece => {
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const start = node.data.indexOf(piece);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + piece.length);
      return range.getBoundingClientRect().left;
    }
    return null;
  };
  return pieces.map(at);
}"""


def test_our_own_words_keep_their_order_around_names_from_right_to_left(show_record: Show) -> None:
    page = show_record(ARABIC)
    page.open_all()
    for selector, pieces in (
        (".note .by", ["سامي الدالي", " through ", "إذاعة الوادي", ", 2", " Jun"]),
        (".note .vo small", ["Monday 2 June", "through ", "إذاعة الوادي", " · how"]),
    ):
        where = page.js(ORDER, [selector, pieces])
        assert None not in where, (selector, where)
        assert where == sorted(where), (selector, where)


@pytest.mark.parametrize(("article", "language"), [(CHINESE, "zh"), (JAPANESE, "ja")], ids=["Chinese", "Japanese"])
def test_an_article_in_chinese_or_japanese(show_record: Show, article: dict[str, Any], language: str) -> None:
    for width in (1440, 390):
        page = show_record(article, width=width)
        page.open_all()
        assert page("h1").get_attribute("lang") == language
        assert page.js("() => document.documentElement.scrollWidth") <= width
        assert page("h1").evaluate(DIRECTION) == "ltr"
        for quoted in page("q").all():
            assert quoted.evaluate("e => getComputedStyle(e).fontStyle") == "normal"


def test_marks_of_direction_in_the_text_do_not_turn_our_words_around(show_record: Show) -> None:
    turned = "\u202eThe bridge fell\u202d \u2067again\u2066"
    page = show_record(
        record(
            "en",
            f"Bridge {turned}",
            f"{turned}, Ana Ruiz\u202e said.",
            "Ana Ruiz",
            "Ana\u202e Ruiz",
            f"It fell{turned}",
        )
    )
    page.open_all()
    text = page.js("() => document.documentElement.textContent")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    assert "<U+202E>The bridge fell<U+202D>" in text
    where = page.js(ORDER, [".note .by", ["Ana", "U+202E", "Ruiz", "through", "Radio Nord"]])
    assert where == sorted(where)
