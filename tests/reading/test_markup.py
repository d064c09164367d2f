"""HTML is cut into the blocks that a reader sees, and every character of them leads back to the file."""

import re
from html import unescape
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.reading.markup import html_blocks

LONG = "The harbour master said on Tuesday that the northern quay would open to ferries in spring."

# What stands in the file, and what a reader sees of it: (kind, words).
SEEN = {
    "paragraphs": ("<p>One.</p><p>Two.</p>", [("paragraph", "One."), ("paragraph", "Two.")]),
    "no tags at all": ("One and two.", [("paragraph", "One and two.")]),
    "headings": ("<h1>A</h1><h6>B</h6>text", [("subheading", "A"), ("subheading", "B"), ("paragraph", "text")]),
    "lists": ("<ul><li>A</li><li><p>B</p></li></ul>", [("list-item", "A"), ("list-item", "B")]),
    "numbered paragraphs": ('<ol start="3"><li>A<li>B</ol>C', [("list-item", "A"), ("list-item", "B"), ("paragraph", "C")]),
    "terms": ("<dl><dt>A<dd>B<dt>C</dl>", [("list-item", "A"), ("list-item", "B"), ("list-item", "C")]),
    "a list inside a list": ("<ul><li>A<ul><li>B</ul><li>C</ul>", [("list-item", "A"), ("list-item", "B"), ("list-item", "C")]),
    "a block quotation": ("<blockquote><p>A</p>B</blockquote>", [("quotation", "A"), ("quotation", "B")]),
    "a quotation with a list": ("<blockquote><ul><li>A</ul></blockquote>", [("quotation", "A")]),
    "captions": ('<figure><img><figcaption>A</figcaption></figure><p class="wp-caption-text">B</p>', [("caption", "A"), ("caption", "B")]),
    "a table": ("<table><caption>A</caption><tr><th>B<td>C<tr><td>D</table>", [("caption", "A"), ("paragraph", "B"), ("paragraph", "C"), ("paragraph", "D")]),
    "a table in a figure": ("<figure><table><tr><td>A</table></figure>", [("paragraph", "A")]),
    "details": ("<details><summary>A</summary>B</details>", [("paragraph", "A"), ("paragraph", "B")]),
    "inline tags do not break words": ("<p>un<b>be</b><i>liev</i>able</p>", [("paragraph", "unbelievable")]),
    "comments do not break words": ("<p>har<!-- x -->bour", [("paragraph", "harbour")]),
    "line breaks are spaces": ("<p>One\r\n  two\tthree</p>", [("paragraph", "One two three")]),
    "white space between tags is one space": ("<p>One <b> two</b> <i>three</i></p>", [("paragraph", "One two three")]),
    "a no-break space stays": ("<p>10&nbsp;km &#160; on</p>", [("paragraph", "10\xa0km \xa0 on")]),
    "one br is a space": ("<p>One<br>two<br/>three", [("paragraph", "One two three")]),
    "two are the end of a paragraph": ("One<br><br />two<br>\n&nbsp;<br>three", [("paragraph", "One"), ("paragraph", "two"), ("paragraph", "three")]),
    "a wrong br": ("One</br></br>two", [("paragraph", "One"), ("paragraph", "two")]),
    "entities": ("<p>It&#8217;s &quot;Smith &amp; Sons&quot; &mdash; &#x41;</p>", [("paragraph", "It’s \"Smith & Sons\" — A")]),
    "entities without an end": ("<p>R&D, AT&T, &copy 2020, a&b=1, &nosuch; &#; &", [("paragraph", "R&D, AT&T, © 2020, a&b=1, &nosuch; &#; &")]),
    "an entity of two characters": ("<p>&NotEqualTilde; x</p>", [("paragraph", "≂̸ x")]),
    "a lone surrogate": ("<p>a&#xD800;b</p>", [("paragraph", "a�b")]),
    "quotation tags are quotation marks": ("<p>He said <q>yes</q>.</p>", [("paragraph", "He said “yes”.")]),
    "tags like text": ("<p>Write to <username> or x < y & 3 <4.</p>", [("paragraph", "Write to or x < y & 3 <4.")]),
    "ruby": ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</ruby>は</p>", [("paragraph", "漢字は")]),
    "Arabic": ("<p dir=rtl>قال <b>الوزير</b></p>", [("paragraph", "قال الوزير")]),
    "code": ("<pre><code>x = 1</code></pre><p>The <code>ls</code> command</p>", [("paragraph", "The ls command")]),
    "plain copy": ("<pre>One\n  two</pre>", [("paragraph", "One two")]),
    "pictures": ('<p><img alt="a quay" src=x>A</p>', [("paragraph", "A")]),
    "a rule": ("A<hr>B<p>* * *</p>", [("paragraph", "A"), ("paragraph", "B")]),
    "template tags": ("<p>One {{ page.author | upcase }} two</p>{% include map.html %}", [("paragraph", "One two")]),
    "what is never seen": (
        "<script>if (a < b) x('<p>no</p>')</script><style>p{}</style><noscript>no</noscript><template><p>no</template><svg><text>no</text></svg><iframe><p>no</p></iframe><select><option>no</select><textarea><p>no</textarea><p>A</p>",
        [("paragraph", "A")],
    ),
    "what stands beside": ("<nav><p>no</p></nav><aside>no</aside><footer>no</footer><form>no</form><button>no</button>A", [("paragraph", "A")]),
    "what says that it stands beside": (
        '<div class="article__share-bar">no</div><p id="newsletterSignup">no</p><div class="related-links"><p>no</p></div><p class="shared-memory">A</p>',
        [("paragraph", "A")],
    ),
    "hidden": (
        '<p hidden>no</p><p style="color:red; DISPLAY : none">no</p><span class="sr-only">no</span><p class="visuallyhidden">no</p><p aria-hidden="true">A</p>',
        [("paragraph", "A")],
    ),
    "credits": (
        '<p>Photo: Ada Moreno</p><figcaption>A <span class="photo-credit">Ada Moreno</span></figcaption><p>Image credit: x</p><p>© x</p><p>Images of the quay show A</p>',
        [("caption", "A"), ("paragraph", "Images of the quay show A")],
    ),
    "a head without an end": ("<head><title>no</title><meta charset=utf-8><p>A", [("paragraph", "A")]),
    "a page that a script shows": ('<html style="visibility:hidden"><body style="display:none"><p>A', [("paragraph", "A")]),
    "a form around a page": (f"<body><form><h1>A</h1><p>{LONG}</p></form>", [("subheading", "A"), ("paragraph", LONG)]),
    "a page named after its side": (f'<body><div class="layout-with sidebar"><p>{LONG}</p></div><p>B</p>', [("paragraph", LONG), ("paragraph", "B")]),
    "unclosed": ("<div><p>A<p>B<div>C<h2>D<h3>E</div>F", [("paragraph", "A"), ("paragraph", "B"), ("paragraph", "C"), ("subheading", "D"), ("subheading", "E"), ("paragraph", "F")]),
    "closed twice": ("<p>A</p></p></div></section>B</b>C", [("paragraph", "A"), ("paragraph", "BC")]),
    "wrongly nested": ("<b><p>A<i>B</b>C</i></p>D", [("paragraph", "ABC"), ("paragraph", "D")]),
    "a heading closed by another": ("<h2>A</h3>B", [("subheading", "A"), ("paragraph", "B")]),
    "an end tag that is not the table's": ("<div><table><tr><td>A</div>B</table>C", [("paragraph", "AB"), ("paragraph", "C")]),
    "a hidden element left open": ("<p>A<span hidden>no</p><p>B", [("paragraph", "A"), ("paragraph", "B")]),
    "tags in attributes": ('<p title="a > b <p>no</p>">A</p>', [("paragraph", "A")]),
    "a slash that closes": ('<aside/><a name="x"/><p>A<script src="x"/>B', [("paragraph", "AB")]),
    "a slash that does not": ("<a href=/x/>A</a> B", [("paragraph", "A B")]),
    "declarations": ('<?xml version="1.0"?><!DOCTYPE html><![if !IE]>A<![endif]>', [("paragraph", "A")]),
    "empty comments": ("<!-->A<!--->B<!---->C", [("paragraph", "ABC")]),
    "a comment without an end": ("<p>A</p><!-- <p>no</p>", [("paragraph", "A")]),
    "a script without an end": ("<p>A</p><script>no <p>no</p>", [("paragraph", "A")]),
    "cut off in a tag": ('<p>One two</p><p>Three <a href="http', [("paragraph", "One two"), ("paragraph", "Three")]),
    "cut off in a name": ("<p>One</p><p>Two</stro", [("paragraph", "One"), ("paragraph", "Two")]),
    "a quotation mark left open": ('<p>A <a href="x>B</a> C', [("paragraph", "A B C")]),
    "small letters are not asked for": ("<P>A<BR><BR>B</P><SCRIPT>no</Script><LI>C", [("paragraph", "A"), ("paragraph", "B"), ("list-item", "C")]),
    "nothing": ("", []),
    "nothing but tags": ("<div><p>&nbsp;</p><br></div>", []),
}  # fmt: skip

CITED = {
    "a link": ('<p>The <a href="https://example.org/r?a=1&amp;b=2">report</a></p>', "The report", ("https://example.org/r?a=1&b=2",)),
    "a link within the site": ('<p>The <a href="/r">report</a></p>', "The report", ()),
    "a link around a paragraph": ('<a href="https://example.org/r"><p>The report</p></a>', "The report", ("https://example.org/r",)),
    "a note's mark": ('<p>Ten died.<sup><a href="#fn1" id="ref1">1</a></sup> More.</p>', "Ten died. More.", ("1",)),
    "a mark inside the link": ('<p>Ten died.<a href="#fn1"><sup>[2]</sup></a></p>', "Ten died.", ("[2]",)),
    "a mark that leads to another page": ('<p>Ten<sup><a href="https://example.org/n">3</a></sup></p>', "Ten", ("https://example.org/n", "3")),
    "a mark by its role": ('<p>Ten<a role="doc-noteref" href="#n">note</a></p>', "Ten", ("note",)),
    "a mark without a link": ("<p>Ten<sup>[4]</sup></p>", "Ten", ("[4]",)),
    "a number in brackets": ("<p>Ten [5] died</p>", "Ten [5] died", ("[5]",)),
    "a way back": ('<p>The note. <a href="#ref1">↩</a></p>', "The note.", ()),
    "a power is no mark": ("<p>10<sup>6</sup> m<sup>2</sup> on the 2<sup>nd</sup></p>", "106 m2 on the 2nd", ()),
}  # fmt: skip

HOSTILE = [
    "<", "[", "{{", "{% ", "&", "&#", "<a ", '<a b="', "<a b='", "<!--", "</", "<?", "<![", "<p>", "<div>", "<b>", "</p>",
    "<i><div>", "<div></i>", "<title>", "<textarea>", "<sup>", '<a href="#">1</a>', "<li>", "<td>", "<table>", "<br>", "<q>",
    '<x y="z>', '<p class="a-B">', " \n", "<iframe>", "<rt>", "<h1>",
]  # fmt: skip

PIECES = st.sampled_from([
    *HOSTILE, "</div>", "</a>", "</sup>", "</q>", "</i>", "<p hidden>", "<nav>", "</nav>", "<blockquote>", '<p class="caption">',
    "&amp;", "&copy", "&NotEqualTilde;", "&#x1F600;", "&nbsp;", "harbour", "the quay, ", " ", "  ", "\r\n", "\r", "é", "日本語", "\x85", "\u2028",
    "\0", ">", '"', "'", "=", "-->", "]", "[1]", "<script>", "</script>", "{{ x }}", "Photo: ", "<ruby>", "<pre>", "<img alt='a>b'>",
])  # fmt: skip


@pytest.mark.parametrize("case", SEEN)
def test_a_reader_sees(case: str) -> None:
    html, expected = SEEN[case]
    assert [(block.kind, block.words) for block in html_blocks(html)] == expected


@pytest.mark.parametrize("case", CITED)
def test_links_and_notes_are_citations(case: str) -> None:
    html, words, citations = CITED[case]
    assert [(block.words, block.citations) for block in html_blocks(html)] == [(words, citations)]


def test_words_lead_to_the_file() -> None:
    html = "<p>He  said\n<b>Smith &amp; Sons</b> w<i>on</i>.</p>"
    (block,) = html_blocks(html)
    for words, written in (("He said", "He  said"), ("& Sons", "&amp; Sons"), ("won", "w<i>on"), ("Smith", "Smith")):
        start = block.words.index(words)
        first, last = block.to_text.span(start, start + len(words))
        assert html[first:last] == written


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_character_seen_stands_in_the_file(html: str) -> None:
    end = 0
    for block in html_blocks(html):
        assert block.words.strip(" ") == block.words != ""
        assert "  " not in block.words
        for index, character in enumerate(block.words):
            first, last = block.to_text.span(index, index + 1)
            written = html[first:last]
            if character in "“”" and written != character:
                assert re.fullmatch(r"</?q>", written)
            elif character == " ":
                assert re.fullmatch(r"[ \t\r\n]+|<br>", written)
            else:
                assert character in unescape(written)
            assert first >= end or written.startswith("&")
            end = max(end, last)


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_cost_of_hostile_markup_is_a_straight_line(piece: str) -> None:
    start = perf_counter()
    html_blocks(piece * (250_000 // len(piece)))
    assert perf_counter() - start < 10
