"""What publishers write into their JSON-LD is read, though it is not always JSON."""

import json
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribcheck.reading.json_ld import LinkedArticle, Told, read_json_ld

LEAD = "<script>"


def read(block: str) -> LinkedArticle | None:
    return read_json_ld(f"{LEAD}{block}</script>", [(len(LEAD), len(LEAD) + len(block))])


def article(block: str) -> LinkedArticle:
    found = read(block)
    assert found
    return found


def written(told: Told, block: str) -> str:
    """What stands in the page where the words were read."""
    first, last = 0, len(told.words)
    for text_map in told.maps:
        first, last = text_map.span(first, last)
    return f"{LEAD}{block}"[first:last]


def test_the_facts_of_an_article() -> None:
    found = article(
        """{"@context": "https://schema.org", "@type": "AnalysisNewsArticle", "headline": "Quay opens",
        "datePublished": "2025-01-13T10:00:00+01:00", "dateModified": "2025-01-14", "inLanguage": "en-GB",
        "author": {"@type": "Person", "name": "Ada Moreno"}, "url": "https://example.org/quay", "dateline": "LISBON",
        "articleSection": ["Harbour", "News"], "publisher": {"name": "The Daily Example", "logo": {"url": "x"}},
        "articleBody": "One.\\n\\nTwo."}"""
    )
    assert found.headline
    assert found.headline.words == "Quay opens"
    assert [told.words for told in found.body] == ["One.", "Two."]
    assert (found.published, found.updated) == ("2025-01-13T10:00:00+01:00", "2025-01-14")
    assert (found.authors, found.publisher, found.section) == (["Ada Moreno"], "The Daily Example", "Harbour")
    assert (found.language, found.url, found.dateline, found.kind) == ("en-GB", "https://example.org/quay", "LISBON", "analysis")


AUTHORS = {
    "a string": ('"Ada Moreno"', ["Ada Moreno"]),
    "a list of strings": ('["Ada Moreno", "Bo Day"]', ["Ada Moreno", "Bo Day"]),
    "an object without a type": ('{"name": "Ada Moreno"}', ["Ada Moreno"]),
    "a list of objects": ('[{"@type": "Person", "name": "Ada Moreno"}, {"name": "Bo Day"}]', ["Ada Moreno", "Bo Day"]),
    "one name twice": ('[{"name": "Ada Moreno"}, "Ada Moreno"]', ["Ada Moreno"]),
    "names in a list": ('{"name": ["Ada Moreno", "Bo Day"]}', ["Ada Moreno", "Bo Day"]),
    "a reference": ('{"@id": "#ada"}, "editor": {"@id": "#ada", "name": "Ada Moreno"}', ["Ada Moreno"]),
    "a reference to nobody": ('{"@id": "#ada"}', []),
    "an address": ('"https://example.org/ada"', []),
    "entities": ('"Ada O&#039;Hara &amp; Sons"', ["Ada O'Hara & Sons"]),
    "nothing": ("null", []),
    "an object without a name": ('{"@type": "Person"}', []),
    "a number": ("[[], {}, 3]", ["3"]),
}


@pytest.mark.parametrize("case", AUTHORS)
def test_an_author_is(case: str) -> None:
    value, names = AUTHORS[case]
    assert article(f'{{"@type": "Article", "author": {value}}}').authors == names


SHAPES = {
    "a graph": '{"@graph": [{"@type": "WebPage", "headline": "no"}, {"@type": "NewsArticle", "headline": "A"}]}',
    "a list at the top": '[{"@type": "BreadcrumbList"}, {"@type": "NewsArticle", "headline": "A"}]',
    "a list of types": '{"@type": ["WebPage", "BlogPosting"], "headline": "A"}',
    "a type without its sign": '{"type": "newsarticle", "headline": "A"}',
    "a type with its address": '{"@type": "http://schema.org/NewsArticle", "headline": "A"}',
    "the page about it": '{"@type": "WebPage", "mainEntity": {"@type": "Report", "headline": "A"}}',
    "a name for a headline": '{"@type": "NewsArticle", "name": "A"}',
    "an article without a headline first": '[{"@type": "NewsArticle"}, {"@type": "NewsArticle", "headline": "A"}]',
    "a list of headlines": '{"@type": "NewsArticle", "headline": ["A", "B"]}',
    "raw line breaks": '{"@type": "NewsArticle", "headline": "A", "description": "one\n\ttwo"}',
    "a comma at the end": '{"@type": "NewsArticle", "keywords": ["x", "y",], "headline": "A",}',
    "commas in a row": '{"@type": "NewsArticle",, "headline": "A", "keywords": [,"x",,"y"]}',
    "text behind the value": '{"@type": "NewsArticle", "headline": "A"}; var x = "}";',
    "a bracket too many": '{"@type": "NewsArticle", "headline": "A"}}',
    "no value": '{"@type": "NewsArticle", "image": , "headline": "A", "video":}',
    "a word that is no value": '{"@type": "NewsArticle", "image": undefined, "headline": "A"}',
    "a key twice": '{"@type": "NewsArticle", "headline": "A", "headline": "B"}',
    "cut off": '{"@graph": [{"@type": "NewsArticle", "headline": "A", "articleBody": "One tw',
    "cut off behind a key": '{"@type": "NewsArticle", "headline": "A", "image": ',
    "a section of characters": '//<![CDATA[\n{"@type": "NewsArticle", "headline": "A"}\n//]]>',
    "a comment around it": '<!-- {"@type": "NewsArticle", "headline": "A"} -->',
    "a byte order mark": '\ufeff{"@type": "NewsArticle", "headline": "A",}',
}


@pytest.mark.parametrize("case", SHAPES)
def test_an_article_is_found_in(case: str) -> None:
    block = SHAPES[case]
    headline = article(block).headline
    assert headline
    assert (headline.words, written(headline, block)) == ("A", "A")


@pytest.mark.parametrize(
    "block",
    ["", "null", "[]", "{", "nonsense", '"NewsArticle"', '{"@type": "ClaimReview"}', '{"@type": "Article" "headline": "A"}',
     '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "A"}]}', "[" * 300, '{"a":' * 300],
)  # fmt: skip
def test_what_tells_of_no_article_is_passed_over(block: str) -> None:
    assert read(block) is None


def test_a_block_that_cannot_be_read_does_not_stop_the_next() -> None:
    text = '{"@type" "Article"}{"@type": "Article", "headline": "A"}'
    found = read_json_ld(text, [(0, 19), (19, len(text))])
    assert found
    assert found.headline
    assert found.headline.words == "A"


KINDS = {
    "OpinionNewsArticle": "opinion", "ReviewNewsArticle": "opinion", "AnalysisNewsArticle": "analysis", "SatiricalArticle": "satire",
    "LiveBlogPosting": "live", "ReportageNewsArticle": "news", "NewsArticle": None, "Article": None, "BackgroundNewsArticle": None,
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_the_type_says_what_kind_of_article_it_is(name: str) -> None:
    assert article(f'{{"@type": ["Thing", "{name}"]}}').kind == KINDS[name]


ADDRESSES = {
    '"url": "https://example.org/a"': "https://example.org/a",
    '"mainEntityOfPage": "https://example.org/a"': "https://example.org/a",
    '"mainEntityOfPage": {"@type": "WebPage", "@id": "https://example.org/a"}': "https://example.org/a",
    '"url": "/a", "mainEntityOfPage": {"url": "https://example.org/a"}': "https://example.org/a",
    '"url": "/a"': None,
}


@pytest.mark.parametrize("fields", ADDRESSES)
def test_an_address_is_one_of_the_web(fields: str) -> None:
    assert article(f'{{"@type": "Article", {fields}}}').url == ADDRESSES[fields]


LANGUAGES = {'"en-GB"': "en-GB", '{"@type": "Language", "name": "English", "alternateName": "en"}': "en", '"English (UK)"': None, '["en", "fr"]': "en"}  # fmt: skip


@pytest.mark.parametrize("value", LANGUAGES)
def test_a_language_is_a_code(value: str) -> None:
    assert article(f'{{"@type": "Article", "inLanguage": {value}}}').language == LANGUAGES[value]


BODIES = {
    "blank lines": (r"One\ntwo.\n\n \nThree.", ["One two.", "Three."]),
    "lines": (r"One.\r\nTwo.\n", ["One.", "Two."]),
    "one paragraph": ("One. Two.", ["One. Two."]),
    "markup": (r"<p>One <b>b</b>old.<\/p>\n<p>Two.<\/p>", ["One bold.", "Two."]),
    "entities": ("It&#8217;s &quot;so&quot;", ['It’s "so"']),
    "escapes": (r"Caf\u00e9 \ud83d\ude00 \"so\"", ['Café 😀 "so"']),
    "raw line breaks": ("One\n\nTwo", ["One", "Two"]),
}


@pytest.mark.parametrize("case", BODIES)
def test_a_body_is_cut_into_paragraphs(case: str) -> None:
    value, paragraphs = BODIES[case]
    block = f'{{"@type": "Article", "articleBody": "{value}",}}'
    assert [told.words for told in article(block).body] == paragraphs


def test_words_lead_to_the_page() -> None:
    block = r'{"@type": "Article", "headline": "The &quot;new&quot; caf\u00e9", "articleBody": "One.\n\nTwo <i>th<\/i>ings."}'
    found = article(block)
    assert found.headline
    assert (found.headline.words, written(found.headline, block)) == ('The "new" café', r"The &quot;new&quot; caf\u00e9")
    assert [written(told, block) for told in found.body] == ["One.", r"Two <i>th<\/i>ings."]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["@id", "name", "headline", "@type", "url", "x"]), inner),
    max_leaves=10,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["headline", "articleBody", "author", "@graph", "mainEntity", "inLanguage", "@id"]), VALUES), st.data())
def test_any_value_may_stand_anywhere(fields: dict[str, Any], data: st.DataObject) -> None:
    block = json.dumps({"@type": "Article", **fields})
    article(block)
    # Nor does it matter where the block is cut off, or what is lost of it.
    start = data.draw(st.integers(0, len(block)))
    read(block[:start])
    read(block[:start] + block[data.draw(st.integers(start, len(block))) :])


@given(st.text(max_size=60), st.booleans())
def test_the_headline_s_characters_stand_in_the_page(words: str, ascii_only: bool) -> None:
    block = json.dumps({"@type": "Article", "headline": words}, ensure_ascii=ascii_only)
    headline = article(block).headline
    for index, character in enumerate(headline.words if headline else ""):
        told = Told(character, headline.maps) if headline else None
        first, last = index, index + 1
        for text_map in told.maps if told else ():
            first, last = text_map.span(first, last)
        there = f"{LEAD}{block}"[first:last]
        assert there == character or there[:1] in "\\&" or character == " "


@pytest.mark.parametrize("piece", ["[", "{", '"', '\\"', '"a"', '{"a":', "a,", ",", ":", '"a":1,', "x ", "\\", '["a",', "//", "<!--"])
def test_the_cost_of_a_hostile_block_is_a_straight_line(piece: str) -> None:
    start = perf_counter()
    read("{" + piece * (250_000 // len(piece)))
    read('{"@type": "Article", "articleBody": "' + piece * (250_000 // len(piece)))
    assert perf_counter() - start < 10
