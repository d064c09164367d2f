"""Markdown and MDX as content repositories hold them: what is read as what, and where it stands."""

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribcheck.reading.markdown import read_markdown
from attribcheck.reading.prose import Prose
from prose_law import hold_to_the_law, hold_words_to_the_file, outline

STORY = "content/2026-01-14-harbour_opens.md"


def read(text: str, path: str = STORY) -> Prose:
    prose = read_markdown(text, path)
    hold_to_the_law(prose, text)
    return prose


def seen(text: str, path: str = STORY) -> list[str]:
    return outline(read(text, path))


# The headline


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("---\ntitle: Harbour opens\n---\nIt did.", "headline: Harbour opens", "paragraph: It did."),
        ("---\ntitle: The &quot;new&quot; quay\n---\nIt is.", 'headline: The "new" quay', "paragraph: It is."),
        (
            "---\ntitle: Harbour opens\n---\n# Harbour *opens*\n\nIt did.",
            "headline: Harbour opens",
            "paragraph: It did.",
        ),
        ("---\ntitle: Harbour opens\n---\n# Another\n\nIt did.", "headline: Harbour opens", "subheading: Another"),
        ("# Harbour *opens*\n\nIt did.", "headline: Harbour opens", "paragraph: It did."),
        ("Harbour opens\n=====\nIt did.", "headline: Harbour opens", "paragraph: It did."),
        ("<h1 class='x'>Harbour opens</h1>\n\nIt did.", "headline: Harbour opens", "paragraph: It did."),
        ("[![b](c.svg)](d) ![e](f)\n\n## Harbour opens\nIt did.", "headline: Harbour opens", "paragraph: It did."),
        ('[#]: subject: "Harbour opens"\n\nIt did.', "headline: Harbour opens", "paragraph: It did."),
        ('[#]: subject: "Harbour opens"\n\n港口开放\n=====\n\nIt did.', "headline: 港口开放", "paragraph: It did."),
    ],
)
def test_where_the_headline_comes_from(text: str, first: str, second: str) -> None:
    found = read(text)
    assert outline(found)[:2] == [first, second]
    assert found.about.headline == found.passages[0].words


def test_a_title_in_the_path_is_no_passage() -> None:
    found = read("It did open.\n\n# Why\n\nBecause.")
    assert outline(found) == ["paragraph: It did open.", "subheading: Why", "paragraph: Because."]
    assert found.about.headline == "harbour opens"
    assert [passage.section for passage in found.passages] == [0, 1, 1]


def test_the_headline_opens_no_section() -> None:
    assert [passage.section for passage in read("# A\n\nb\n\n## C\n\nd").passages] == [0, 0, 1, 1]


# What the file says of itself


def test_the_day_comes_from_the_path_where_nothing_else_says_it() -> None:
    about = read("It did.").about
    assert (about.published, about.published_at) == (date(2026, 1, 14), None)


def test_lines_above_the_text_tell_day_and_byline() -> None:
    found = read("# Harbour opens\n\nBy Ada Moreno\n\n5 May 2020 Posted in Replies\n\nIt did.", "a.md")
    assert outline(found) == ["headline: Harbour opens", "paragraph: It did."]
    assert (found.about.byline, found.about.published) == ("Ada Moreno", date(2020, 5, 5))


def test_a_sentence_that_begins_with_a_day_is_text() -> None:
    assert seen("5 May 2020 was the day on which it opened.") == [
        "paragraph: 5 May 2020 was the day on which it opened."
    ]


def test_fields_that_a_reader_sees_are_text() -> None:
    text = """---
title: Harbour opens
kicker: The port
deck: After ten years
summary: Ships may come in again.
description: harbour, ships
key_takeaways:
  - The quay is *safe*.
  - 12
---
It did.
"""
    assert seen(text) == [
        "headline: Harbour opens", "subheading: The port", "paragraph: After ten years",
        "paragraph: Ships may come in again.", "list-item: The quay is safe.", "list-item: 12", "paragraph: It did.",
    ]  # fmt: skip


def test_a_summary_that_repeats_the_text_is_read_once() -> None:
    text = "---\ntitle: A\nsummary: The quay is safe.\n---\nThe quay is safe. Ships come."
    assert seen(text) == ["headline: A", "paragraph: The quay is safe. Ships come."]


def test_front_matter_that_cannot_be_loaded_is_a_warning_at_its_place() -> None:
    found = read("---\ntitle: Harbour opens\nauthor: @ada\n---\nIt did.")
    assert outline(found) == ["headline: Harbour opens", "paragraph: It did."]
    (fault,) = found.faults
    assert (fault.kind, fault.stops, fault.place.line, fault.place.text) == ("front-matter-unread", False, 3, "@")


def test_sources_of_the_front_matter() -> None:
    found = read("---\ntitle: A\nsources: [Harbour Board, https://port.example/a]\n---\nB")
    assert [(handle, source.kind) for handle, source in found.sources.items()] == [
        ("harbour-board", "institution"), ("port-example", "document"),
    ]  # fmt: skip


# Blocks


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One\ntwo\n\nThree", ["paragraph: One two", "paragraph: Three"]),
        ("a\n\n---\n\nb\n\n***\n\nc", ["paragraph: a", "paragraph: b", "paragraph: c"]),
        ("a\n\n    indented\n\n\tand so", ["paragraph: a", "paragraph: indented", "paragraph: and so"]),
        ("> Quoted\n> on\n\nAfter", ["quotation: Quoted on", "paragraph: After"]),
        ("> [!NOTE]\n> Noted so.", ["quotation: Noted so."]),
        ("- one\n  more\n\n  again\n- [x] two\n  1. three", ["list-item: one more", "list-item: again", "list-item: two", "list-item: three"]),
        ("| a | b \\| c |\n|---|:-:|\n| *d* |  |\n| | e |", ["list-item: a", "list-item: b | c", "list-item: d", "list-item: e"]),
        ("> | a | b |\n> |---|---|\n> | c | d |", ["list-item: a", "list-item: b", "list-item: c", "list-item: d"]),
        ("- | a | b |\n  |---|---|\n  | c |", ["list-item: a", "list-item: b", "list-item: c"]),
        ("a | b\n--|--\n | a \\| | a | x |", ["list-item: a", "list-item: b", "list-item: a |", "list-item: a"]),
        ("a\n\n```py\nno = 1\n```\n\nb\n~~~\nno\n\nno\n~~~\nc", ["paragraph: a", "paragraph: b", "paragraph: c"]),
        ("> ```\n> no\n\nyes", ["paragraph: yes"]),
        ("- a\n  ```\n  no\n  ```\n- b", ["list-item: a", "list-item: b"]),
        ("[a][1] and [b].\n\n[1]: https://x.example 'T'\n[b]: <c d>", ["paragraph: a and b."]),
        ("A &amp; B&nbsp;c\u00ad\ufe0f.", ["paragraph: A & B\u00a0c\u00ad\ufe0f."]),
        ("one  \r\ntwo\r\rthree\x00", ["paragraph: one two", "paragraph: three\x00"]),
        # HTML
        ("<p>One <b>two</b>\nthree</p>\n\nFour", ["paragraph: One two three", "paragraph: Four"]),
        ('<ol start="3"><li>Third.</li></ol>', ["list-item: Third."]),
        ("<details><summary>More on it</summary>\n\nInner *prose*.\n\n</details>", ["paragraph: More on it", "paragraph: Inner prose."]),
        ("<pre>\nno\n\nno\n</pre>\n\n<script>\nno\n\nno\n</script>\n\nyes", ["paragraph: yes"]),
        ("<figure><img src=a><figcaption>The mole.</figcaption></figure>", ["caption: The mole."]),
        ("> <p>He said so.</p>", ["quotation: He said so."]),
    ],
)  # fmt: skip
def test_blocks(text: str, wanted: list[str]) -> None:
    assert seen(text) == wanted


# What generators add


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Hugo
        ("{{< note >}}\nIt is safe.\n{{< /note >}}\n\n{{% tip %}}So it is.{{% /tip %}}", ["paragraph: It is safe.", "paragraph: So it is."]),
        ('See [this]({{< ref "a b.md" >}} "Title") and [that]({{< ref "c.md" >}}).', ["paragraph: See this and that."]),
        ("It {{< x >}} opened {{< y >}}, so\n{{< z >}} it did {{< z >}}", ["paragraph: It opened , so it did"]),
        ('{{< figure\n  src="a.jpg"\n  caption="The quay, before it\n  opened." >}}\n\nText.', ["caption: The quay, before it opened.", "paragraph: Text."]),
        ('Text {{< img title="The quay was closed." alt="A quay is seen." >}}\ngoes on.', ["paragraph: Text goes on.", "paragraph: The quay was closed."]),
        ("{{< highlight go >}}\nno()\n{{< /highlight >}}\n\nyes", ["paragraph: yes"]),
        ("A `{{ span }}` and {brace} and {\"a\": 1}.", ['paragraph: A {{ span }} and {brace} and {"a": 1}.']),
        # Liquid, Jinja, Nunjucks, GitBook
        ("{% hint style=\"info\" %}\nIt is.\n{% endhint %}\n{# no #}{{ no | f }}", ["paragraph: It is."]),
        ("{% comment %}\nno\n\nno\n{% endcomment %}\n{% raw %}yes{% endraw %}", ["paragraph: yes"]),
        ('{% include image.html caption="The quay in May" %}\n{% embed url="https://x.example" %}', ["caption: The quay in May"]),
        # kramdown
        ('[a](b){:target="_blank"} c\n{: .note}\n\n## D {#id}', ["paragraph: a c", "subheading: D"]),
        ("![a](b.png){ align=right }\nText {.x} here", ["paragraph: Text here"]),
        # MkDocs
        ('!!! note "Short title"\n    In it.\n\n    - one\n\nOut.', ["paragraph: In it.", "list-item: one", "paragraph: Out."]),
        ('- a\n\n??? info "The board met in May."\n    In it.', ["list-item: a", "paragraph: The board met in May.", "paragraph: In it."]),
        ('!!! a\n    In.\n\n    ???+ b "One of four words"\n\n        Deeper.\n\n    Back.\n\nOut.', ["paragraph: In.", "subheading: One of four words", "paragraph: Deeper.", "paragraph: Back.", "paragraph: Out."]),
        ('=== "One"\n    First.\n=== "Two"\n    ```\n    no\n    ```\n    Second.', ["paragraph: First.", "paragraph: Second."]),
        ("[TOC]\n[[toc]]\n\\newpage\n--8<-- \"a.md\"\n*[NHB]: Nol Harbour Board\nText.", ["paragraph: Text."]),
        # Docusaurus, Pandoc, GitHub
        (":::tip[It is quite safe.]\nText.\n:::\n\n::: {.note}\nMore.\n:::", ["paragraph: It is quite safe.", "paragraph: Text.", "paragraph: More."]),
        ("Term\n:   What it means.", ["paragraph: Term", "paragraph: What it means."]),
        # Comments
        ("a <!-- more --> b\n\n<!--\nno\n\nno\n-->\n\nc `<!--` d", ["paragraph: a b", "paragraph: c <!-- d"]),
        ("<!-- {{< figure caption=\"Not this one.\" >}} -->\nText.", ["paragraph: Text."]),
    ],
)  # fmt: skip
def test_dialects(text: str, wanted: list[str]) -> None:
    assert seen(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("import A from 'a'\nimport {\n  B,\n} from 'b'\nexport const c = {\n  d: 1,\n\n  e: 2,\n}\n\nText.", ["paragraph: Text."]),
        ("They\nimport grain from abroad and\nexport {it}.", ["paragraph: They import grain from abroad and export ."]),
        ("<Note title=\"The quay was closed.\" x={{a: '>'}}>\n  Its *child* reads.\n</Note>", ["paragraph: The quay was closed.", "paragraph: Its child reads."]),
        ("A <B.C d='e'>word</B.C> {/* no */}and {f({g: 1})} <>so</>.", ["paragraph: A word and so."]),
        ("`<Note>` and `{x}` and 1 < 2 or <b>b</b> > a", ["paragraph: <Note> and {x} and 1 < 2 or b > a"]),
        ("<p className={x}>\n\nText {open\n\nnext}", ["paragraph: Text {open", "paragraph: next}"]),
        ("{/* attribcheck: ignore ATT001 -- said below */}\n\nText.", ["paragraph: Text."]),
    ],
)  # fmt: skip
def test_mdx(text: str, wanted: list[str]) -> None:
    assert seen(text, "story.mdx") == wanted


# No claims


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("![a](b)\n*The quay in May.*\n\nText.", ["caption: The quay in May.", "paragraph: Text."]),
        ("<p align=center><img src=a></p>\n\n*The quay in May.*", ["caption: The quay in May."]),
        ("![a](b)\n\n_The quay in May._\n\n*Text.*", ["caption: The quay in May.", "paragraph: Text."]),
        ("![a](b)\n\n*The* quay *opened.*", ["paragraph: The quay opened."]),
        ("*Photo: Ada Moreno*\n\n<small>Photo: Ada / Port</small>\n\nPhoto: Ada Moreno", []),
        ("Photo: the board says that it is real.", ["paragraph: Photo: the board says that it is real."]),
        ("*This article is part of our series on ports.*\n\nSubscribe to our newsletter for more.", []),
        ("This port is part of our series of ports, he said.", ["paragraph: This port is part of our series of ports, he said."]),
        ("Read more: [Ships](a)\n\nTags: ports, ships\n\nvia: https://x.example/a\n\n作者：[Ada][a]\n\n译者：Bo", []),
        ("More ships came, and more.", ["paragraph: More ships came, and more."]),
        ("- [Other story](a)\n- [Third](b \"T\").\n- [A ship](c) came", ["list-item: A ship came"]),
        ("<ul><li><a href='https://x.example'>Other story</a></li></ul>\n\nText.", ["paragraph: Text."]),
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_article(text: str, wanted: list[str]) -> None:
    assert seen(text) == wanted


# Footnotes


def test_footnotes_are_text_and_their_marks_are_not() -> None:
    text = "It is safe.[^a] So.\n\n[^a]: The board said\n    so.\n\n    Twice, *even*.\n[^b]: Another.\n\nEnd."
    found = read(text)
    assert outline(found) == [
        "paragraph: It is safe. So.", "paragraph: The board said so.", "paragraph: Twice, even.", "paragraph: Another.",
        "paragraph: End.",
    ]  # fmt: skip
    assert found.passages[0].citations == ("[^a]",)


def recorded(prose: Prose) -> list[dict[str, Any]]:
    return [statement.model_dump(exclude_defaults=True, exclude={"says"}) for statement in prose.statements]


def test_a_note_records_a_source() -> None:
    text = (
        "First. The quay *is* safe.[^1] Last.\n\n"
        "[^1]: source: Harbour Board; role: owner; side: port; via: Nol Gazette; said: 2026-01-12;\n"
        "    stance: confirms; see <https://x.example/a;b>.\n\nEnd."
    )
    found = read(text)
    assert outline(found) == ["paragraph: First. The quay is safe. Last.", "paragraph: End."]
    assert found.faults == []
    assert {handle: source.model_dump(exclude_defaults=True) for handle, source in found.sources.items()} == {
        "harbour-board": {"name": "Harbour Board", "role": "owner", "side": "port"},
        "nol-gazette": {"name": "Nol Gazette", "kind": "outlet"},
    }
    assert recorded(found) == [
        {
            "id": "fn-1", "source": ["harbour-board"], "via": ["nol-gazette"], "said": "2026-01-12",
            "stance": "confirms", "url": "https://x.example/a;b",
        }
    ]  # fmt: skip
    (statement,) = found.statements
    assert [(claim.id, claim.text) for claim in statement.says] == [("fn-1.1", "The quay is safe")]
    assert statement.span is not None
    assert found.passages[0].place(statement.span.start, statement.span.end).text == "The quay *is* safe."


def test_notes_of_one_sentence_are_about_one_claim() -> None:
    found = read("It is safe.[^1][^2] It is.[^1]\n\n[^1]: source: Board\n[^2]: source: Union; stance: denies\n")
    assert [(one.id, one.source, one.claims, [claim.id for claim in one.says]) for one in found.statements] == [
        ("fn-1", ["board"], [], ["fn-1.1"]), ("fn-2", ["union"], ["fn-1.1"], []), ("fn-1-2", ["board"], [], ["fn-1-2.1"]),
    ]  # fmt: skip


def test_a_note_may_name_a_source_of_the_front_matter() -> None:
    found = read("---\ntitle: A\nsources: {hb: Harbour Board}\n---\nSafe.[^1]\n\n[^1]: source: harbour board\n")
    assert list(found.sources) == ["hb"]
    assert found.statements[0].source == ["hb"]


@pytest.mark.parametrize(
    ("note", "kind", "at", "says"),
    [
        ("source: Board; stanse: denies", "invalid-article", "stanse", "Did you mean 'stance'?"),
        ("source: Board; stance: denied", "invalid-article", "denied", "Did you mean 'denies'?"),
        ("source: Board; said: 2026-13-01", "invalid-article", "2026-13-01", "there is no day"),
        ("source: Board; kind: persn", "invalid-article", "persn", "Did you mean 'person'?"),
        ("source: Board; by telephone", "invalid-article", "by telephone", "is no field"),
        ("source: ; said: Monday", "invalid-article", "source", "names no source"),
    ],
)
def test_a_bad_field_is_told_at_its_place(note: str, kind: str, at: str, says: str) -> None:
    found = read(f"Safe.[^x]\n\n[^x]: {note}\n")
    (fault,) = found.faults
    assert (fault.kind, fault.place.text, fault.place.line) == (kind, at, 3)
    assert says in fault.message
    assert found.statements == []


def test_a_note_without_a_mark_has_no_sentence() -> None:
    (fault,) = read("Safe.\n\n[^x]: source: Board\n").faults
    assert (fault.kind, fault.place.text) == ("anchor-not-found", "[^x]")


# Comments that speak to us


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a <!-- attribcheck: ignore ATT001 -- why --> b", ["attribcheck: ignore ATT001 -- why "]),
        ("---\ntitle: A\n---\n<!--attribcheck: one-->\n\n<!-- Attribcheck: two\nlines -->", ["attribcheck: one", "Attribcheck: two\nlines "]),
        ("```\n<!-- attribcheck: no -->\n```\n`<!-- attribcheck: no -->`\n<!-- other attribcheck: no -->", []),
        ("a\n\n<!-- attribcheck: open", ["attribcheck: open"]),
    ],
)  # fmt: skip
def test_comments(text: str, words: list[str]) -> None:
    assert [found for found, _ in read(text).comments] == words


# The law, and hostile files

PIECES = [
    "quay", "*quay*", "port ", " ", "\n", "\n\n", "\r\n", "\r", "# ", "> ", "- ", "1. ", "    ", "\t", "---\n", "===\n", "***",
    "```\n", "|a|b|\n|-|-|\n", "| ", "<p>", "</p>", "<b>", "<h1>", "<pre>", "<!-- ", " -->", "attribcheck: x", "{{< a >}}",
    "{{< b caption=\"The quay was shut.\" >}}", "{% x %}", "{% comment %}", "{% endcomment %}", "{: .a}", "{", "}", "[", "](", ")", "![",
    "[^1]", "[^1]: ", "[^1]: source: Board; ", "said: ", "; ", "[1]: http://x.example\n", "[1]", "!!! note \"It is a title.\"\n",
    "=== \"a\"\n", ":::\n", "&amp;", "&#8217;", "\\", "`", "_", "\0", "\ufdd0", "\u00a0", "\u00ad", "漢字。", "🚢\ufe0f", "import a from 'b'\n", "<A b=\"It was shut.\">",
    "{/* ", " */}", "title: A\n", "key_takeaways: [a b, 'c']\n", "summary: It was shut.\n", "+++\n", "title = \"A\"\n", "[#]: subject: \"A\"\n", "Photo: a", "5 May 2020\n",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join), st.sampled_from(["a.md", "a.mdx"]))
def test_every_place_leads_to_the_file(text: str, path: str) -> None:
    read(text, path)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    read(f"---\ntitle: a\n---\n{text}")
    read(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([*(piece for piece in PIECES if "&" not in piece and "\\" not in piece), "\u05d0\u200f"]),
        max_size=24,
    ).map("".join)
)
def test_words_are_found_where_they_are_said_to_stand(text: str) -> None:
    hold_words_to_the_file(read(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It opened. :smile: It is deep. :material-anchor:{ .big }", ["It opened. It is deep."]),
        ("At 10:30:15 it opened, at a ratio of 3:two:1.", ["At 10:30:15 it opened, at a ratio of 3:two:1."]),
        ("[:material-mastodon: Follow us at @quay@nol.example](https://nol.example/@quay)", []),
        ("[Annex 1: The drawings of the quay](/files/quay.pdf)", []),
        ("[The office said that the quay was safe.](https://nol.example/safe)", ["The office said that the quay was safe."]),
        ('[caption id="a_1" width="300"]![](a.jpg) The quay at noon.[/caption]', ["The quay at noon."]),
        ("[embed]https://video.example/1[/embed]\n\n[gallery ids='1,2']\n\n[video src=a.mp4][/video]", []),
        ("![[quay.png]]\n\nSee [[Harbour office]] and [[tower|the old tower]].", ["See Harbour office and the old tower."]),
        ("It opened [[1]](https://nol.example) at [[2]] six, [sic] they [gallery](https://nol.example).", ["It opened [1] at [[2]] six, [sic] they gallery."]),
        ("Take `all[audio]`, a[[x]] and [['a', 1]].", ["Take all[audio], a[[x]] and [['a', 1]]."]),
        ("https://video.example/watch?v=1\n\n- <https://nol.example/a>\n\nIt opened: https://nol.example/a", ["It opened: https://nol.example/a"]),
        ("$$\nx = \\frac{1}{2}\n$$", []),
        ("<<<<<<< HEAD\nIt cost four.\n=======\nIt cost five.\n>>>>>>> 1d3d149", ["It cost four.", "It cost five."]),
        ("<label for='x'>Pick a day:</label>\n<select id='x'><option>First</option></select>\n\nIt opened.", ["It opened."]),
        (
            '<details markdown="1">\n<summary>Before</summary>\n- The lamps [burn](https://nol.example), it said.\n</details>\n\nIt opened.',
            ["Before", "The lamps burn, it said.", "It opened."],
        ),
        (
            '<div class="grid cards" markdown>\n- **Hours**. It opens at six.\n</div>\n<div>\n- not *Markdown*\n</div>',
            ["Hours. It opens at six.", "- not *Markdown*"],
        ),
    ],
)
def test_what_sites_put_between_is_no_prose(text: str, words: list[str]) -> None:
    assert [passage.words for passage in read(f"# Harbour\n\n{text}\n").passages[1:]] == words


@pytest.mark.parametrize(
    "line", ["Last updated on 26 Sep 2013", '<p class="small">Last updated on 26 September 2013</p>']
)
def test_a_day_at_the_foot_is_no_prose(line: str) -> None:
    found = read(f"# Harbour\n\nIt opened.\n\n{line}\n")
    assert outline(found) == ["headline: Harbour", "paragraph: It opened."]
    assert found.about.updated == date(2013, 9, 26)


@pytest.mark.parametrize(
    "unit",
    [
        "[", "]", "<", ">", "{", "}", "(", "!", "`", "*a", "_ ", "{{", "{%", "{{<", "![", "](", "[](", "<!--", "<a ", "<A {", "[^1]", "- ",
        "|", "#\n", "a\n", "\n", " ", "\r", "\0", "[^1]: a\n", "[^1]: source: a; ", "!!! a\n    ", "{% comment %}", "{{< x caption=\"a b c.\" >}}\n",
        "<a markdown>\n", "<<<<<<< a\n", "[[", "[[a|", "[a b=", "[a b=\"", "[embed]http://", "[embed]", ":a", ":ab: ", "markdown ", "<label>", "export const a = {\n", "import a from \"b\"\n", "<p>a\n\n", "```\n", "&#", "\\", "a b. ", "<sup><a href=\"#", "'", "=\"'",
    ],
)  # fmt: skip
def test_the_cost_is_a_straight_line(unit: str) -> None:
    def cost(size: int) -> float:
        began = time.process_time()
        read_markdown(unit * (size // len(unit)), "a.mdx")
        return time.process_time() - began

    cost(1000)
    # Eight times the text may take three times as much on a busy machine; a square takes 64 times as long.
    assert cost(160_000) < 24 * max(cost(20_000), 0.05)


@pytest.mark.parametrize("opening", ["---\n", "+++\na = "])
@pytest.mark.parametrize("unit", ["[", "{", "- ", "a: b\n", '"', " ", "&a "])
def test_hostile_front_matter(opening: str, unit: str) -> None:
    began = time.process_time()
    read_markdown(opening + unit * (200_000 // len(unit)) + "\n" + opening[:4] + "Body", "a.md")
    assert time.process_time() - began < 5
