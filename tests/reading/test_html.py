"""A web page is read as an article: its text and nothing around it, each word at its place in the file."""

import re
from datetime import date
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.article import Passage
from attribcheck.places import Place
from attribcheck.reading.html import is_article_page, read_html
from attribcheck.reading.nodes import FaultInFile
from attribcheck.reading.prose import Prose

A = "The harbour master said on Tuesday that the northern quay would open to ferries in spring."
B = "Two councillors told the harbour board that nobody had asked the fishermen about the plan."
C = "According to the port, ten ships a week will call there once the dredging has been paid for."
LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", %s}</script>'


def read(page: str, path: str = "page.html", start: int = 0) -> Prose:
    return read_html(page, path, start)


def text_of(page: str) -> list[tuple[str, str]]:
    """The passages, the headline apart."""
    return [(passage.kind, passage.words) for passage in read(page).passages if passage.kind != "headline"]


def sliced(text: str, place: Place) -> str:
    """What stands between a place's two points, by lines and columns alone."""
    lines: list[str] = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z|\Z", text)
    cut = lines[place.line - 1 : place.end_line]
    if place.line == place.end_line:
        return cut[0][place.column - 1 : place.end_column - 1]
    return "".join([cut[0][place.column - 1 :], *cut[1:-1], cut[-1][: place.end_column - 1]])


def headline_of(prose: Prose) -> Passage | None:
    return next((passage for passage in prose.passages if passage.kind == "headline"), None)


# What stands in the page, and the words and the place's text of its headline passage.
HEADLINES = {
    "the heading": (f"<h1>Quay  opens</h1><p>{A}", "Quay opens", "Quay  opens"),
    "a heading with markup": (f"<h1><a href=/>Quay</a> &amp; pier</h1><p>{A}", "Quay & pier", "Quay</a> &amp; pier"),
    "the heading that JSON-LD agrees with": (
        LINKED % '"headline": "Quay opens in spring"' + f"<h1>The Daily Example</h1><article><h1>Quay opens this spring</h1><p>{A}</article>",
        "Quay opens this spring", "Quay opens this spring",
    ),
    "the head, where no heading agrees": (
        LINKED % '"headline": "Quay opens"' + f'<meta property="og:title" content="Quay opens | The Daily Example"><h1>Welcome aboard</h1><p>{A}',
        "Quay opens", "Quay opens",
    ),
    "the JSON itself": (LINKED % '"headline": "Caf\\u00e9 &amp; quay"' + f"<p>{A}", "Café & quay", "Caf\\u00e9 &amp; quay"),
    "the meta element": (f"<meta content='Quay &#8212; opens' property='og:title'><p>{A}", "Quay — opens", "Quay &#8212; opens"),
    "a site's name behind it": (
        f'<meta property="og:site_name" content="The Daily Example"><meta property="og:title" content="Quay opens - The Daily Example"><p>{A}',
        "Quay opens", "Quay opens",
    ),
    "a site's name before it": (
        f'<meta name="application-name" content="The Daily Example"><title>The Daily Example - Quay opens</title><p>{A}', "Quay opens", "Quay opens",
    ),
    "microdata": (f"<h1>The Daily Example</h1><h2 itemprop='headline name'>Quay opens</h2><p>{A}", "Quay opens", "Quay opens"),
    "the title": (f"<title>Quay opens | The Daily Example</title><p>{A}", "Quay opens", "Quay opens"),
    "the heading that the title agrees with": (
        f"<title>Quay opens | The Daily Example</title><h1>The Daily Example</h1><div><h1>Quay opens</h1><p>{A}</div>", "Quay opens", "Quay opens",
    ),
    "the article's own heading before a site's title": (
        f"<title>News</title><body><h1>Example</h1><article><h1>Quay opens</h1><p>{A}</article>", "Quay opens", "Quay opens",
    ),
    "none": (f"<p>{A}", None, None),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADLINES)
def test_the_headline_is(case: str) -> None:
    page, words, written = HEADLINES[case]
    prose = read(page, "2025-01-13-quay-opens.html")
    headline = headline_of(prose)
    assert (headline.words if headline else None) == words
    assert prose.about.headline == (words or "quay opens")
    if headline:
        assert headline.index == 0
        assert headline.place(0, len(headline.words)).text == written


def test_the_headline_stands_once() -> None:
    page = f"<title>Quay opens</title><article><h1>Quay opens</h1><p>{A}</p><h2>Quay opens!</h2><p>{B}</p></article>"
    assert text_of(page) == [("paragraph", A), ("paragraph", B)]


# What stands in the page's body, and the text that is the article's.
BODIES = {
    "the part that says so": (f"<article><p>{C}</p><div itemprop='articleBody'><p>{A}</p><p>{B}</p></div><p>{C}</p></article>", [A, B]),
    "the pieces that say so": (
        f"<article><div itemprop=articleBody><p>{A}</p></div><p>{C}</p><div itemprop=articleBody><p>{B}</p></div></article>", [A, B],
    ),
    "the article": (f"<div><p>{C}</p></div><article><p>{A}</p><p>{B}</p></article>", [A, B]),
    "the first of two articles": (f"<article><p>{A}</p><p>{B}</p></article><article><p>{C}</p><p>{B}</p></article>", [A, B]),
    "the article with most text": (f"<article><p>{C}</p></article><article><p>{A}</p><p>{B}</p><p>{A}</p></article>", [A, B, A]),
    "what is more than its teasers": (
        f"<article><h2><a href=/1>X</a></h2><p>{C[:40]}</p></article><div><p>{A}</p><p>{B}</p><p>{A}</p><p>{B}</p></div>", [A, B, A, B],
    ),
    "main": (f"<div><p>{C}</p></div><main><p>{A}</p><p>{B}</p></main>", [A, B]),
    "a part with the role of main": (f"<div><p>{C}</p></div><div role=main><p>{A}</p><p>{B}</p></div>", [A, B]),
    "the part with nearly all the text": (
        f"<div class=top><p>{C[:30]}</p></div><div><div><p>{A}</p><p>{B}</p></div><div><p>{C}</p><p>{A}</p></div></div>", [A, B, C, A],
    ),
    "a piece of a page": (f"<p>{A}</p>\n<p>{B}</p>", [A, B]),
    "short": ("<article><p>Yes.</p><p>No.</p></article><p>Ha.</p>", ["Yes.", "No."]),
    "nothing but a little": ("<p>Yes.</p>", ["Yes."]),
    "a standfirst above": (
        f'<article><header><h1>Q</h1><p class="article-standfirst">{C}</p></header><div itemprop=articleBody><p>{A}</p></div></article>', [C, A],
    ),
    "lines apart by two breaks": (f"<div>{A}<br><br>{B}</div>", [A, B]),
    "what stands beside it": (
        f"<article><p>{A}</p><aside><p>{C}</p></aside><div class='newsletter-signup'><p>{C}</p></div><ul class=related><li>{C}</ul><p>{B}</p><div id=comments><p>{C}</p></div></article>", [A, B],
    ),
    "comments longer than it": (f"<article><p>{A}</p></article><section class=comments><p>{B}</p><p>{C}</p><p>{B}</p></section>", [A]),
    "comments that are articles": (f"<article><h1>Q</h1><p>{A}</p><article class=comment><p>{B}</p></article></article>", [A]),
    "links to other articles": (f"<article><p>{A}</p><p><a href=/1>{C}</a></p><ul><li><a href=/2>{B}</a></ul><p>{B}</p></article>", [A, B]),
    "cards": (f"<article><p>{A}</p><a href=/1><h3>Quay</h3><p>{C}</p></a><a href=/2><div>{B}</div></a><p>{B}</p></article>", [A, B]),
    "a link in a sentence": (f"<article><p>{A} <a href=/1>More.</a></p></article>", [f"{A} More."]),
    "a byline and a day": (
        f"<article><p>By Ada Moreno</p><p>13 January 2025</p><p class=byline>Ada, our correspondent</p><p>{A}</p></article>", [A],
    ),
    "credits": (f"<article><p>Photo: Ada Moreno / The Daily Example</p><p>{A}</p></article>", [A]),
    "a form around all": (f"<form id=aspnetForm><div><p>{A}</p><p>{B}</p></div></form>", [A, B]),
    "a page that is cut off": (f"<article><p>{A}</p><p>{B[:-1]}", [A, B[:-1]]),
    "a page without a script's end": (f"<article><p>{A}</p><script>x", [A]),
}  # fmt: skip


@pytest.mark.parametrize("case", BODIES)
def test_the_text_is(case: str) -> None:
    body, expected = BODIES[case]
    assert [words for _, words in text_of(f"<html><body>{body}")] == expected


def test_kinds_sections_and_citations() -> None:
    page = (
        f'<article><h1>Quay</h1><p>{A}</p><figure><figcaption>The quay at dawn</figcaption></figure><h2>Plans</h2><p>He said <a href="https://example.org/r">so</a>'
        f"<sup><a href=#n1>1</a></sup> on a day in May.</p><ul><li>One</li></ul><h3>Costs</h3><blockquote>{B}</blockquote></article>"
    )
    assert [(p.kind, p.section, p.words, p.citations) for p in read(page).passages] == [
        ("headline", 0, "Quay", ()),
        ("paragraph", 0, A, ()),
        ("caption", 0, "The quay at dawn", ()),
        ("subheading", 1, "Plans", ()),
        ("paragraph", 1, "He said so on a day in May.", ("https://example.org/r", "1")),
        ("list-item", 1, "One", ()),
        ("subheading", 2, "Costs", ()),
        ("quotation", 2, B, ()),
    ]


def test_the_text_is_taken_from_json_ld_where_the_page_has_none() -> None:
    linked = LINKED % f'"headline": "Quay", "articleBody": "{A}\\n\\n{B.replace("Two", "&quot;Two&quot;")}"'
    prose = read(f"<body><div id=root>Loading</div>{linked}")
    assert [p.words for p in prose.passages] == ["Quay", A, B.replace("Two", '"Two"')]
    assert prose.passages[2].place(0, 5).text == "&quot;Two&quot;"
    assert text_of(f"<p>{C}</p>{linked}") == [("paragraph", C)]


ABOUT: dict[str, tuple[str, dict[str, Any]]] = {
    "JSON-LD": (
        LINKED % '"datePublished": "2025-01-13T10:00:00Z", "dateModified": "2025-01-14", "author": ["Ada Moreno", {"name": "Bo Day"}], "inLanguage": "pt", "url": "https://example.org/q", "dateline": "LISBON"',
        {"published": date(2025, 1, 13), "published_at": "2025-01-13T10:00:00Z", "updated": date(2025, 1, 14), "byline": "Ada Moreno, Bo Day", "language": "pt", "url": "https://example.org/q", "dateline": "LISBON"},
    ),
    "the head": (
        '<html lang="en-GB"><meta property="article:published_time" content="2025-01-13T10:00"><meta property="article:modified_time" content="2025-01-14"><meta name="author" content="Ada O&#39;Hara"><link rel="canonical" href="https://example.org/q?a=1&amp;b=2"><meta property="og:url" content="https://example.org/no">',
        {"published": date(2025, 1, 13), "published_at": "2025-01-13T10:00", "updated": date(2025, 1, 14), "byline": "Ada O'Hara", "language": "en-GB", "url": "https://example.org/q?a=1&b=2"},
    ),
    "microdata": (
        '<div itemscope itemtype="https://schema.org/OpinionNewsArticle"><meta itemprop="datePublished" content="2025-01-13"><time itemprop="dateModified" datetime="2025-01-14">x</time><span itemprop="author" itemscope><span itemprop="name">Ada <b>Moreno</b></span> <a>Follow</a></span>',
        {"published": date(2025, 1, 13), "published_at": "2025-01-13", "updated": date(2025, 1, 14), "byline": "Ada Moreno", "kind": "opinion"},
    ),
    "lines above the text": ("<h1>Q</h1><p>By Ada Moreno</p><p>13 January 2025</p>", {"published": date(2025, 1, 13), "published_at": "13 January 2025", "byline": "Ada Moreno"}),
    "a moment above the text": ('<h1>Q</h1><time datetime="2025-01-13T10:00">Monday</time>', {"published": date(2025, 1, 13), "published_at": "2025-01-13T10:00"}),
    "an author's link": ('<a rel="author" href=/ada>By Ada Moreno</a>', {"byline": "Ada Moreno"}),
    "a day that is none": (LINKED % '"dateModified": "0001-01-01 00:00:00Z", "datePublished": "soon"', {"published": date(2025, 1, 2), "published_at": None, "updated": None}),
    "the path": ("", {"published": date(2025, 1, 2), "published_at": None, "headline": "quay opens"}),
    "a profile for a name": ('<meta property="article:author" content="https://example.org/ada">', {"byline": None}),
    "the section": ('<meta property="article:section" content=" Opinion ">', {"kind": "opinion"}),
    "an ordinary section": ('<meta property="article:section" content="News">', {"kind": None}),
    "an address in the site": ('<link rel=canonical href="/q">', {"url": None}),
    "the article's language": ('<html lang="pt"><article lang="en">', {"language": "en"}),
    "an empty language": ('<html lang="">', {"language": None}),
}  # fmt: skip


@pytest.mark.parametrize("case", ABOUT)
def test_the_page_says(case: str) -> None:
    before, expected = ABOUT[case]
    about = read(f"{before}<p>{A}</p><p>{B}</p>", "_posts/2025-01-02-quay-opens.html").about
    assert {name: getattr(about, name) for name in expected} == expected


def test_what_stands_before_the_start_is_no_html() -> None:
    page = f"---\ntitle: <b>\n---\n<h1>Quay</h1>\n<p>{A}"
    prose = read(page, start=page.index("<h1>"))
    assert [p.words for p in prose.passages] == ["Quay", A]
    assert (prose.passages[1].place(0, 3).line, prose.passages[1].place(0, 3).column) == (5, 4)


def test_comments_that_speak_to_us() -> None:
    page = f"<!-- x --><p>{A}</p><!--\n attribcheck: ignore ATT001 -- the minutes were read --><script>'<!-- attribcheck: no -->'</script>"
    (found,) = read(page).comments
    assert found == ("attribcheck: ignore ATT001 -- the minutes were read ", page.index("attribcheck"))


@pytest.mark.parametrize("page", ["", "<html>", "<script>let a = '<p>x</p>'</script>", "<nav><a href=/>Home</a></nav>", "<" * 9])
def test_a_page_with_nothing_to_read_is_a_fault(page: str) -> None:
    with pytest.raises(FaultInFile) as caught:
        read(page)
    assert caught.value.fix


ARTICLE_PAGES = {
    "an article element": (f"<article><p>{A}</p></article>", True),
    "JSON-LD": (LINKED % '"headline": "x"' + f"<p>{A}", True),
    "JSON-LD with a list of types": (f'<script type="application/ld+json">{{"@type": ["WebPage", "BlogPosting"]}}</script><p>{A}', True),
    "Open Graph": (f'<meta property="og:type" content="article"><p>{A}', True),
    "Open Graph the other way round": (f'<meta content="article" property="og:type"><p>{A}', True),
    "microdata": (f'<div itemprop="articleBody"><p>{A}</div>', True),
    "a page": (f"<h1>About us</h1><p>{A}", False),
    "a site": (f'<meta property="og:type" content="website"><p>{A}', False),
    "a layout": ("<article><h1>{{ page.title }}</h1>{{ content }}</article>", False),
    "a layout with text": (f"<article><p>{A}</p>{{{{ content }}}}<p>{B}</p></article>", False),
    "a child template": ("{% extends 'base.html' %}{% block main %}<article><p>" + A + "</article>{% endblock %}", False),
    "a template of a server": ("<article><?php the_content(); ?><% if x %></article>", False),
    "an article with an address to be filled in": (f'<article><p>{A}</p><img src="{{{{ site.baseurl }}}}/quay.jpg"><p>{B}</p></article>', True),
    "templates in a script": ("<script>" + "{{ x }}" * 50 + f"</script><article><p>{A}</article>", True),
    "nothing": ("", False),
}  # fmt: skip


@pytest.mark.parametrize("case", ARTICLE_PAGES)
def test_a_page_in_a_folder_is_an_article(case: str) -> None:
    page, expected = ARTICLE_PAGES[case]
    assert is_article_page(page) is expected


PIECES = st.sampled_from([
    f"<p>{A}</p>", f"<p>{B}", "<article>", "</article>", "<main>", "<div itemprop=articleBody>", "</div>", "<h1>Quay &amp;\r\npier</h1>",
    "<title>Quay | Site</title>", '<meta property="og:title" content="Quay &lt; &#8212; pier">', LINKED % '"headline": "Caf\\u00e9", "articleBody": "One\\n\\nTwo"',
    LINKED % '"headline": "a\n b",', "<h2>Costs</h2>", "<ul><li>One", "<blockquote>", '<p class="standfirst">Above &nbsp; it all, a long line</p>', "\r\n", "\r", "\n",
    "<br>", "é", "\x85", "\u2028", "words", " ", "<nav>", "<!-- attribcheck: x -->", "<time datetime=2025-01-13>", "<a href=https://example.org>x</a>",
    "<sup><a href=#n>1</a></sup>", "<q>x</q>", "<p>By Ada", "<", "&", '"', "<script>", "<p lang=en rel=author itemprop='author name headline datePublished'>",
])  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join), st.data())
def test_every_place_is_exact(page: str, data: st.DataObject) -> None:
    try:
        prose = read(page)
    except FaultInFile:
        return
    for passage in prose.passages:
        start = data.draw(st.integers(0, len(passage.words) - 1))
        end = data.draw(st.integers(start + 1, len(passage.words)))
        for place in (passage.place(0, len(passage.words)), passage.place(start, end)):
            assert place.text == sliced(page, place) != ""
        for word in re.finditer(r"\w+", passage.words):
            written = passage.place(*word.span()).text
            if not re.search(r"[<&\\]", written):
                assert written == word.group()
    for words, offset in prose.comments:
        assert page.startswith(words, offset)


@pytest.mark.parametrize(
    "beside",
    [
        "<p><b>Read more:</b> <a href='/t'>The tower</a> of the harbour</p>",
        "<p>Follow us on every network there is, and on paper</p>",
        "<label for='x'>Pick a day:</label><select id='x'><option>Monday</option></select>",
        # A document in a word processor that was saved as a page, with an editor's remark below it.
        '<div class="c6"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Who told us so? Ask the mayor.</span></p><p>Today.</p></div>',
        '<p><a href="#cmnt_ref1" id="cmnt1">[a]</a>Who told us so? Ask the mayor.</p>',
    ],
)
def test_what_is_the_sites_or_an_editors_is_no_part_of_the_article(beside: str) -> None:
    page = f"<body><div><p>{A}</p><p>{B}</p>{beside}</div></body>"
    assert text_of(page) == [("paragraph", A), ("paragraph", B)]


def test_a_note_below_the_text_is_part_of_it() -> None:
    page = f'<p>{A}</p><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>{B}</span></p></div>'
    assert text_of(page) == [("paragraph", A), ("paragraph", B)]


@pytest.mark.parametrize("piece", [
    f"<article><h1>{A}</h1></article>", "<div>x<a href=#cmnt_ref1>[a]</a>", "<p><a href=#cmnt_ref1>[a]</a></p>", "<div itemprop=articleBody>", "<div itemprop=articleBody>x</div>", "<time>x</time>", "<a rel=author>x</a>",
    "<meta name=author content=x>", "<article>", "<h1>x", '<p class="standfirst">x', LINKED % '"headline": "x"', "<!--attribcheck:-->", "<title>x | ", "{{", "<p>By A</p>",
])  # fmt: skip
def test_the_cost_of_a_hostile_page_is_a_straight_line(piece: str) -> None:
    page = f"<title>{piece}</title><h1>{A}</h1>" + piece * (250_000 // len(piece))
    start = perf_counter()
    read(page)
    is_article_page(page)
    assert perf_counter() - start < 10
