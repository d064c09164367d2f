"""Front matter in YAML, TOML and JSON: where it ends, what it says, and what is wrong with it."""

from datetime import date

import pytest

from attribcheck.reading.fields import Fields
from attribcheck.reading.front_matter import FrontMatter, read_front_matter
from attribcheck.reading.nodes import Scalar
from attribcheck.reading.prose import About
from attribcheck.reading.recorded_sources import recorded_sources


def front(text: str) -> FrontMatter:
    found = read_front_matter(text)
    assert found is not None
    return found


def about(text: str, path: str = "story.md") -> About:
    return Fields(front(text).fields).about(path)


def written(text: str, key: str = "title") -> tuple[str | None, str]:
    """A value, and the characters of the file that it was read from."""
    node = front(text).fields.get(key)
    assert isinstance(node, Scalar)
    start, end = node.text_map().span(0, len(node.text or ""))
    return node.text, text[start:end]


# Where it begins and ends


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: a\n---\nBody", "Body"),
        ("\n \n---  \ntitle: a\n---  \n\nBody\n---\nMore", "\nBody\n---\nMore"),
        ("---\r\ntitle: a\r\n---\r\nBody", "Body"),
        ("---\rtitle: a\r---\rBody", "Body"),
        ("---\ntitle: a\n...\nBody", "Body"),
        ("---\n---\nBody", "Body"),
        ("---\n\n# nothing yet\n---\nBody", "Body"),
        ("---\ntitle: a\n---", ""),
        ('+++\ntitle = "a"\n+++\nBody', "Body"),
        ('{"title": "a", "b": {"c": "}"}}\nBody', "\nBody"),
    ],
)
def test_what_follows_is_the_body(text: str, body: str) -> None:
    assert text[front(text).end :] == body


@pytest.mark.parametrize(
    "text",
    [
        "Body\n---\ntitle: a\n---\n",
        "---\ntitle: never closed\n",
        "---\n\nProse between two rules.\n\n---\n\nMore.",
        "---\n- a list\n---\nBody",
        "----\ntitle: a\n---\n",
        "{{< shortcode >}}\nBody",
        "{% tag %}",
        '{"title": never closed\n',
        "",
    ],
)
def test_this_is_none(text: str) -> None:
    assert read_front_matter(text) is None


# Values and their places


@pytest.mark.parametrize(
    ("text", "value", "characters"),
    [
        ("---\ntitle: Harbour opens\n---\n", "Harbour opens", "Harbour opens"),
        ('---\ntitle: "A \\"new\\" quay"\n---\n', 'A "new" quay', 'A \\"new\\" quay'),
        ("---\ntitle: >-\n  Harbour\n  opens\n---\n", "Harbour opens", "Harbour\n  opens"),
        ('+++\n# title = "no"\ntitle = "Harbour"\n+++\n', "Harbour", "Harbour"),
        ('+++\nslug = "Harbour" # "Harbour"\ntitle = \'Har"bour\'\n+++\n', 'Har"bour', 'Har"bour'),
        ('+++\ntitle = "Qu\\u00e4y \\"x\\""\n+++\n', 'Quäy "x"', 'Qu\\u00e4y \\"x\\"'),
        ('+++\r\ntitle = """\r\nOne \\\r\n  two"""\r\n+++\r\n', "One two", "One \\\r\n  two"),
        ('{"title": "Qu\\u00e4y"}\n', "Quäy", "Qu\\u00e4y"),
    ],
)
def test_a_title_keeps_its_place(text: str, value: str, characters: str) -> None:
    assert written(text) == (value, characters)


def test_equal_strings_in_toml_go_by_order() -> None:
    text = '+++\ndescription = "Same"\ntitle = "Same"\n+++\n'
    node = front(text).fields.get("title")
    assert isinstance(node, Scalar)
    assert node.text_map().span(0, 4)[0] == text.rindex("Same")


def test_of_duplicate_keys_the_last_counts() -> None:
    found = front("---\ntitle: one\ntitle: two\nslug: null\nid: 12\nmap: {a: [1, {b: c}]}\n---\n")
    assert found.fault is None
    assert written("---\ntitle: one\ntitle: two\n---\n") == ("two", "two")


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("author: @ada", "@"),
        ("author: %ada", "%"),
        ("other: a: b: c", ": b"),
        ("other:\n\t- x", "\t- x"),
        ("other: [a", ""),
        ("other: `x`", "`"),
        ("x: !y z", "!y"),
    ],
)
def test_what_cannot_be_loaded_leaves_the_simple_lines(line: str, at: str) -> None:
    text = f"---\ntitle: 'A title'\n{line}\ndate: 2026-01-14\n---\nBody"
    found = front(text)
    assert found.fault is not None
    assert text[found.fault.start :].startswith(at)
    assert written(text) == ("A title", "A title")
    assert about(text).published == date(2026, 1, 14)
    assert text[found.end :] == "Body"


@pytest.mark.parametrize(
    "text", ['+++\ntitle = "A title"\nx = [1\n+++\nBody', '+++\ntitle = "A title"\nx = @\n+++\nBody']
)
def test_broken_toml_leaves_the_simple_lines(text: str) -> None:
    assert front(text).fault is not None
    assert written(text) == ("A title", "A title")


def test_json_with_a_key_twice_is_a_fault() -> None:
    found = front('{"title": "a", "title": "b"}\nBody')
    assert found.fault is not None
    assert not found.fields.entries


# What the fields say


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("date: 2014-06-30 10:00:10 -0400", "published", date(2014, 6, 30)),
        ("date: {created: 2026-01-02, updated: 2026-01-03}", "published", date(2026, 1, 2)),
        ("date: {created: 2026-01-02, updated: 2026-01-03}", "updated", date(2026, 1, 3)),
        ("pubDatetime: 2026-01-02T10:00:00Z", "published", date(2026, 1, 2)),
        ("publishDate: 5 May 2020", "published", date(2020, 5, 5)),
        ("published: true\ncreated: 2020-05-06", "published", date(2020, 5, 6)),
        ("date: null", "published", None),
        ("path: 2026/01/14/harbour", "published", date(2026, 1, 14)),
        ("last_modified_at: 2020-05-05", "updated", date(2020, 5, 5)),
        ("author: Ada Moreno", "byline", "Ada Moreno"),
        ("author: {name: Ada Moreno, url: x}", "byline", "Ada Moreno"),
        ("authors: [ada, {name: Bo Lind}, cem]", "byline", "ada, Bo Lind and cem"),
        ("author: null\nauthors: [ada]", "byline", "ada"),
        ("lang: en-GB", "language", "en-GB"),
        ("url: /harbour\ncanonical: https://port.example/a", "url", "https://port.example/a"),
        ("schema_type: OpinionNewsArticle", "kind", "opinion"),
        ("schema_type: Opinion", "kind", "opinion"),
        ("schema_type: ReviewNewsArticle", "kind", "opinion"),
        ("type: AnalysisNewsArticle", "kind", "analysis"),
        ("type: SatiricalArticle", "kind", "satire"),
        ("type: LiveBlogPosting", "kind", "live"),
        ("categories: [News, Opinion]", "kind", "opinion"),
        ("categories: [News, Harbours]", "kind", "news"),
        ("layout: post\ncategories: [harbour opinion]", "kind", None),
    ],
)
def test_fields(lines: str, field: str, value: object) -> None:
    assert getattr(about(f"---\n{lines}\n---\n"), field) == value


def test_the_day_of_the_path_is_second() -> None:
    assert about("---\ntitle: a\n---\n", "_posts/2012-03-16-a.md").published == date(2012, 3, 16)
    assert about("---\ndate: 2012-03-17\n---\n", "_posts/2012-03-16-a.md").published == date(2012, 3, 17)


def test_a_table_of_the_theme_counts_too() -> None:
    assert about('+++\ntitle = "a"\n[extra]\nauthor = "Ada"\n+++\n').byline == "Ada"


# Sources


def sources(lines: str) -> dict[str, dict[str, object]]:
    node = front(f"---\n{lines}\n---\n").fields.get("sources")
    return {handle: source.model_dump(exclude_defaults=True) for handle, source in recorded_sources(node).items()}


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("sources: [Harbour Board]", {"harbour-board": {"name": "Harbour Board"}}),
        ("sources: Harbour Board", {"harbour-board": {"name": "Harbour Board"}}),
        (
            "sources: [https://www.port.example/a]",
            {"port-example": {"name": "port.example", "kind": "document", "url": "https://www.port.example/a"}},
        ),
        (
            "sources: [https://port.example/a, https://port.example/b, https://port.example/a]",
            {
                "port-example": {"name": "port.example", "kind": "document", "url": "https://port.example/a"},
                "port-example-2": {"name": "port.example", "kind": "document", "url": "https://port.example/b"},
            },
        ),
        (
            "sources: [{title: Port data, url: https://x.example, kind: dataset, page: 3}]",
            {"port-data": {"name": "Port data", "url": "https://x.example", "kind": "dataset"}},
        ),
        ("sources: [{name: Board, kind: nonsense, role: owner}]", {"board": {"name": "Board", "role": "owner"}}),
        ("sources: {hb: Harbour Board}", {"hb": {"name": "Harbour Board"}}),
        ("sources: {hb: {name: Harbour Board, side: port}}", {"hb": {"name": "Harbour Board", "side": "port"}}),
        ("sources: [[a], null, {x: 1}, '...']", {}),
        ("sources: 3d", {"3d": {"name": "3d"}}),
    ],
)
def test_sources(lines: str, found: dict[str, object]) -> None:
    assert sources(lines) == found
