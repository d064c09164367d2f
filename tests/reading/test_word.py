"""A Word document is read as its reader sees it, each paragraph a line; what is no such document is one clear fault."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attribcheck.reading.nodes import FaultInFile
from attribcheck.reading.prose import Prose
from attribcheck.reading.word import read_word, read_word_and_notes
from attribcheck.reading.word_package import MAX_TAGS, MAX_UNPACKED

Change = Callable[[bytes], bytes]


def saved(document: Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def document_of(*paragraphs: str | tuple[str, str]) -> Document:
    """A document of paragraphs, each its words, or its style and its words."""
    document = docx.Document()
    for paragraph in paragraphs:
        style, words = paragraph if isinstance(paragraph, tuple) else ("Normal", paragraph)
        document.add_paragraph(words, style)
    return document


def read(*paragraphs: str | tuple[str, str], path: str = "story.docx") -> Prose:
    return read_word(saved(document_of(*paragraphs)), path)


def shape(prose: Prose) -> list[tuple[str, str]]:
    return [(passage.kind, passage.words) for passage in prose.passages]


def changed(data: bytes, changes: Mapping[str, Change | None], more: Mapping[str, bytes] | None = None) -> bytes:
    """The package with some of its parts changed, taken away or added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
            elif change := changes[name]:
                new.writestr(name, change(old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return stream.getvalue()


def with_body(xml: str) -> bytes:
    """A document whose body is `xml`."""

    def change(part: bytes) -> bytes:
        head = part[: part.index(b"<w:body>") + len(b"<w:body>")]
        return head + xml.encode() + b"</w:body></w:document>"

    return changed(saved(document_of()), {"word/document.xml": change})


def with_notes(document: Document, kind: str, notes: Mapping[str, str]) -> bytes:
    """The document with footnotes or endnotes, by id."""
    body = "".join(
        f'<w:{kind} w:id="{label}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:{kind}>'
        for label, words in notes.items()
    )
    part = f'<w:{kind}s {nsdecls("w")}><w:{kind} w:id="-1" w:type="separator"><w:p/></w:{kind}>{body}</w:{kind}s>'
    relation = (
        f'<Relationship Id="rNotes{kind}" Target="{kind}s.xml" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s"/></Relationships>'
    )
    override = (
        f'<Override PartName="/word/{kind}s.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"/></Types>'
    )
    return changed(
        saved(document),
        {
            "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", relation.encode()),
            "[Content_Types].xml": lambda old: old.replace(b"</Types>", override.encode()),
        },
        {f"word/{kind}s.xml": part.encode()},
    )


def mark(paragraph: Any, kind: str, label: str) -> None:
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:{kind}Reference w:id="{label}"/></w:r>'))


def fault_of(data: bytes) -> FaultInFile:
    with pytest.raises(FaultInFile) as caught:
        read_word(data, "story.docx")
    assert caught.value.kind == "parse-error"
    assert caught.value.fix.endswith(".")
    assert "0x" not in caught.value.message
    return caught.value


def outcome_of(data: bytes) -> Prose | FaultInFile:
    try:
        return read_word(data, "story.docx")
    except FaultInFile as fault:
        return fault


def assert_places(prose: Prose) -> None:
    """Every place, sliced from the numbered paragraphs, gives its text."""
    lines = prose.source.text.split("\n")
    for passage in prose.passages:
        for start, end in ((0, len(passage.words)), (len(passage.words) // 2, len(passage.words))):
            place = passage.place(start, end)
            assert place.line == place.end_line
            assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == place.text
            assert place.text == passage.words[start:end]


def test_a_plain_draft() -> None:
    document = document_of(
        ("Title", "Harbour board delays the new quay"),
        "The board met on Monday.",
        "",
        ("Heading 2", "What it costs"),
        ("List Bullet", "Two million for the wall"),
        ("Quote", "We are in no hurry, the chair said."),
        ("Caption", "The old quay in spring"),
        "It opens in May.",
    )
    prose = read_word(saved(document), "story.docx")
    assert shape(prose) == [
        ("headline", "Harbour board delays the new quay"),
        ("paragraph", "The board met on Monday."),
        ("subheading", "What it costs"),
        ("list-item", "Two million for the wall"),
        ("quotation", "We are in no hurry, the chair said."),
        ("caption", "The old quay in spring"),
        ("paragraph", "It opens in May."),
    ]
    assert [passage.section for passage in prose.passages] == [0, 0, 1, 1, 1, 1, 1]
    assert prose.about.headline == "Harbour board delays the new quay"
    assert prose.about.published is None
    assert prose.about.language == "en-US"
    assert_places(prose)
    # Line and column are those of python-docx, empty paragraphs counted.
    for passage in prose.passages:
        place = passage.place(4, 8)
        assert document.paragraphs[place.line - 1].text[place.column - 1 : place.end_column - 1] == place.text
    assert prose.passages[2].place(0, 4).line == 4


@pytest.mark.parametrize(
    ("paragraphs", "headline", "first"),
    [
        # A title stands where it stands, and comes first all the same.
        ((("Heading 3", "Harbour"), ("Title", "Quay delayed"), "It rained."), "Quay delayed", "headline"),
        ((("Heading 1", "Quay delayed"), "It rained."), "Quay delayed", "headline"),
        ((("Heading 2", "Harbour"), ("Heading 1", "Quay delayed"), "It rained."), "Quay delayed", "headline"),
        # Behind text it is a subheading.
        (("It rained all day.", ("Heading 1", "What next"), "It stopped."), "story", "paragraph"),
        (("Quay delayed again", "It rained."), "Quay delayed again", "headline"),
        (("Will the quay open?", "It rained."), "Will the quay open?", "headline"),
        (("It rained.", "It stopped."), "story", "paragraph"),
        (("word " * 40, "It stopped."), "story", "paragraph"),
        ((("List Bullet", "Quay delayed"), "It rained."), "story", "list-item"),
        ((" date 2025-01-13 Quay delayed again.", "It rained."), "Quay delayed again.", "headline"),
        # The 31st of February is no day, and the line a headline like any other.
        (("date 2025-02-31 Quay delayed", "It rained."), "date 2025-02-31 Quay delayed", "headline"),
    ],
)
def test_the_headline(paragraphs: tuple[str, ...], headline: str, first: str) -> None:
    prose = read(*paragraphs)
    assert prose.about.headline == headline
    assert prose.passages[0].kind == first
    assert [passage.kind for passage in prose.passages[1:]].count("headline") == 0
    assert_places(prose)


def test_the_headline_among_the_properties() -> None:
    document = document_of("The quay is delayed.", "It rained.")
    document.core_properties.title = "Quay  delayed"
    prose = read_word(saved(document), "x.docx")
    assert prose.about.headline == "Quay delayed"
    assert [passage.kind for passage in prose.passages] == ["paragraph", "paragraph"]
    document = document_of("Harbour", "quay Delayed", "It rained.")
    document.core_properties.title = "Quay  delayed"
    assert shape(read_word(saved(document), "x.docx"))[0] == ("headline", "quay Delayed")


def test_a_document_without_properties_has_no_title() -> None:
    def unrelated(part: bytes) -> bytes:
        return b"<Relationship ".join(entry for entry in part.split(b"<Relationship ") if b"core-prop" not in entry)

    data = changed(saved(document_of("It rained.", "It stopped.")), {"_rels/.rels": unrelated})
    assert read_word(data, "2024-05-03-quay_delayed.docx").about.headline == "quay delayed"


def test_the_day_and_the_byline_above_the_text() -> None:
    prose = read(("Title", "Quay delayed"), "By Ada Moreno", "Monday, 13 January 2025", "It rained on 5 May 2024.")
    assert prose.about.published == date(2025, 1, 13)
    assert prose.about.published_at == "Monday, 13 January 2025"
    assert prose.about.byline == "Ada Moreno"
    assert [passage.words for passage in prose.passages] == ["Quay delayed", "It rained on 5 May 2024."]
    dated = read("date 2025-01-13 Quay delayed", "It rained.")
    assert (dated.about.published, dated.about.published_at) == (date(2025, 1, 13), "2025-01-13")
    assert dated.passages[0].place(0, 4).column == 17


def test_a_bold_line_is_a_subheading() -> None:
    document = document_of(("Title", "Quay delayed"))
    for words, bold in (
        ("What it costs", True),
        ("The wall is dear.", True),
        ("A plain line", False),
        ("word " * 20, True),
    ):
        document.add_paragraph().add_run(words).bold = bold
    half = document.add_paragraph()
    half.add_run("Half ").bold = True
    half.add_run("of it")
    style = document.styles.add_style("Crosshead", WD_STYLE_TYPE.PARAGRAPH)
    style.font.bold = True
    document.add_paragraph("By its style", "Crosshead")
    assert [passage.kind for passage in read_word(saved(document), "x.docx").passages] == [
        "headline", "subheading", "paragraph", "paragraph", "paragraph", "paragraph", "subheading",
    ]  # fmt: skip


def test_a_style_is_for_what_the_style_is_for_that_it_is_based_on() -> None:
    document = document_of(("Title", "Quay delayed"))
    for name, base in (
        ("Zwischentitel", "Heading 2"),
        ("Kleiner Zwischentitel", "Zwischentitel"),
        ("Liste", "List Number"),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
        document.add_paragraph("Words in it.", name)
    # Two styles based on each other, as a damaged file may have them.
    one, other = (document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in ("One", "Other"))
    one.base_style, other.base_style = other, one
    document.add_paragraph("Words in it.", "One")
    assert [passage.kind for passage in read_word(saved(document), "x.docx").passages] == [
        "headline", "subheading", "subheading", "list-item", "paragraph",
    ]  # fmt: skip


def test_numbering_makes_a_list() -> None:
    numbered = '<w:pPr>{style}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{id}"/></w:numPr></w:pPr>'
    body = "".join(
        f"<w:p>{numbered.format(style=style, id=number)}<w:r><w:t>It rained.</w:t></w:r></w:p>"
        for style, number in (
            ("", 3),
            ("", 0),
            ('<w:pStyle w:val="ListBullet"/>', 0),
            ('<w:pStyle w:val="Heading2"/>', 3),
        )
    )
    kinds = [passage.kind for passage in read_word(with_body(body), "x.docx").passages]
    assert kinds == ["list-item", "paragraph", "paragraph", "subheading"]


def test_breaks_tabs_and_links_are_words_in_one_line() -> None:
    document = document_of(("Title", "Quay delayed"))
    paragraph = document.add_paragraph("One\ttwo")
    paragraph.add_run().add_break()
    paragraph.add_run("three")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run(" four")
    address = paragraph.part.relate_to(
        "https://harbour.example/minutes",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{address}"><w:r><w:t>five</w:t></w:r>'
            "<w:r><w:noBreakHyphen/><w:t>six&#10;seven&#13;eight</w:t></w:r></w:hyperlink>"
        )
    )
    prose = read_word(saved(document), "x.docx")
    passage = prose.passages[1]
    assert passage.words == "One\ttwo three fourfive-six seven eight"
    assert passage.citations == ("https://harbour.example/minutes",)
    # One character for one of python-docx's: its line breaks are our spaces.
    assert passage.words == document.paragraphs[1].text.replace("\n", " ").replace("\r", " ")
    assert_places(prose)


def test_tracked_changes_are_read_as_accepted() -> None:
    body = """<w:p>
      <w:r><w:t xml:space="preserve">The quay </w:t></w:r>
      <w:del w:id="1" w:author="A"><w:r><w:delText>closed</w:delText></w:r></w:del>
      <w:ins w:id="2" w:author="A"><w:r><w:t>opened</w:t></w:r></w:ins>
      <w:moveFrom w:id="3" w:author="A"><w:r><w:t xml:space="preserve"> at night</w:t></w:r></w:moveFrom>
      <w:r><w:t xml:space="preserve"> on Monday</w:t></w:r>
      <w:moveTo w:id="4" w:author="A"><w:r><w:t xml:space="preserve"> at noon</w:t></w:r></w:moveTo>
      <w:sdt><w:sdtContent><w:r><w:t>, in rain</w:t></w:r></w:sdtContent></w:sdt>
      <w:fldSimple w:instr="DATE"><w:r><w:t>.</w:t></w:r></w:fldSimple>
      <w:r><w:instrText>PAGE</w:instrText></w:r>
    </w:p>"""
    prose = read_word(with_body(body), "x.docx")
    assert shape(prose) == [("paragraph", "The quay opened on Monday at noon, in rain.")]
    assert_places(prose)


def test_tables_and_text_boxes_stand_where_they_stand_and_are_numbered_behind_the_body() -> None:
    document = document_of(("Title", "Quay delayed"), "Before the table.")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells), ("Wall", "Cost", "North", "Two million"), strict=True
    ):
        cell.paragraphs[0].add_run(words).bold = words in ("Wall", "Cost")
    inner = table.cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).paragraphs[0].add_run("Inner")
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    document.add_paragraph("After the table.")._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    document.add_paragraph("The end.")
    prose = read_word(saved(document), "x.docx")
    assert [(passage.words, passage.place(0, 1).line) for passage in prose.passages] == [
        ("Quay delayed", 1),
        ("Before the table.", 2),
        ("Wall", 5),
        ("Cost", 6),
        ("North", 7),
        ("Two million", 8),
        ("Inner", 9),
        ("After the table.", 3),
        ("In a box.", 11),
        ("The end.", 4),
    ]
    # The head of a column opens no section.
    assert {passage.kind for passage in prose.passages[1:]} == {"paragraph"}
    assert_places(prose)
    assert [line.text for line in document.paragraphs] == prose.source.text.split("\n")[: len(document.paragraphs)]


def test_footnotes_and_endnotes_come_last() -> None:
    document = document_of(("Title", "Quay delayed"))
    paragraph = document.add_paragraph("The wall leaks")
    mark(paragraph, "footnote", "2")
    paragraph.add_run(", the chair said.")
    prose, recorded = read_word_and_notes(with_notes(document, "footnote", {"2": "Minutes of the board."}), "x.docx")
    assert shape(prose)[1:] == [
        ("paragraph", "The wall leaks, the chair said."),
        ("paragraph", "Minutes of the board."),
    ]
    assert prose.passages[1].citations == ("[^2]",)
    assert recorded == []
    assert_places(prose)
    document = document_of("It rained.")
    assert shape(read_word(with_notes(document, "endnote", {"1": "So they say."}), "x.docx"))[1] == (
        "paragraph",
        "So they say.",
    )


def test_a_footnote_that_records_a_source_is_no_passage() -> None:
    document = document_of(("Title", "Quay delayed"))
    paragraph = document.add_paragraph("  The wall leaks")
    mark(paragraph, "footnote", "2")
    paragraph.add_run(", the chair said.")
    data = with_notes(document, "footnote", {"2": "Source: Harbour board; via: Radio Nol", "3": "source: Nobody"})
    prose, recorded = read_word_and_notes(data, "x.docx")
    assert [passage.kind for passage in prose.passages] == ["headline", "paragraph"]
    first, second = recorded
    assert (first.label, first.words) == ("2", "Source: Harbour board; via: Radio Nol")
    assert prose.source.text[first.start :].startswith(first.words)
    assert first.mark is not None
    assert prose.passages[first.mark.passage].words[: first.mark.start] == "The wall leaks"
    assert second.mark is None


def test_comments_are_notes_on_the_words_they_stand_at() -> None:
    document = document_of(("Title", "Quay delayed"))
    paragraph = document.add_paragraph("The wall ")
    leaks = paragraph.add_run("leaks badly")
    paragraph.add_run(", the chair said.")
    document.add_comment(leaks, "Who says so?\nAsk the engineer.", author="Desk")
    document.add_comment(leaks, "", author="Desk")
    prose = read_word(saved(document), "x.docx")
    (note,) = prose.notes
    assert (note.words, note.by) == ("Who says so?\nAsk the engineer.", "Desk")
    assert (note.place.line, note.place.column, note.place.text) == (2, 10, "leaks badly")
    assert [passage.words for passage in prose.passages] == ["Quay delayed", "The wall leaks badly, the chair said."]
    assert prose.source.text.split("\n")[2:4] == ["Who says so?", "Ask the engineer."]


def test_a_comment_over_several_paragraphs_and_one_that_stands_nowhere() -> None:
    document = document_of("It rained all day", "It rained.", "It stopped.")
    runs = [paragraph.runs[0] for paragraph in document.paragraphs]
    document.add_comment((runs[1], runs[2]), "Says who?", author="")
    (note,) = read_word(saved(document), "x.docx").notes
    assert note.by is None
    assert note.place.text == "It rained.\nIt stopped."

    def unmarked(part: bytes) -> bytes:
        return part.replace(b"w:commentRangeStart", b"w:x").replace(b"w:commentRangeEnd", b"w:x")

    (note,) = read_word(changed(saved(document), {"word/document.xml": unmarked}), "x.docx").notes
    assert note.place.text == "It stopped."
    (note,) = read_word(
        changed(
            saved(document), {"word/document.xml": lambda part: unmarked(part).replace(b"w:commentReference", b"w:x")}
        ),
        "x.docx",
    ).notes
    assert note.place.text == "Says who?"


def test_the_language_is_that_of_most_of_the_text() -> None:
    document = document_of("Il pleut.")
    run = document.add_paragraph().add_run("Le quai reste fermé jusqu'en mai, a dit le maire.")
    run._r.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="fr-FR"/>'))
    assert read_word(saved(document), "x.docx").about.language == "fr-FR"


def test_pictures_are_not_unpacked() -> None:
    data = changed(saved(document_of("It rained.")), {}, {"word/media/image1.png": b"\0" * (MAX_UNPACKED + 1)})
    assert shape(read_word(data, "x.docx")) == [("paragraph", "It rained.")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "Quote", "Caption"]),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n. "), max_size=40),
            st.booleans(),
        ),
        max_size=8,
    )
)
def test_every_place_gives_its_words(paragraphs: list[tuple[str, str, bool]]) -> None:
    document = docx.Document()
    for style, words, tabled in paragraphs:
        words = "".join(character for character in words if character not in "\ufffe\uffff")
        if tabled:
            document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run(words)
        else:
            document.add_paragraph(words, style)
    prose = outcome_of(saved(document))
    if isinstance(prose, FaultInFile):
        assert "no words" in prose.message
        return
    assert_places(prose)
    for passage in prose.passages:
        place = passage.place(0, len(passage.words))
        if place.line <= len(document.paragraphs):
            text = document.paragraphs[place.line - 1].text.replace("\n", " ")
            assert text[place.column - 1 : place.end_column - 1] == passage.words


GOOD = saved(document_of("It rained."))


def flagged(data: bytes) -> bytes:
    """The package with every member marked as encrypted."""
    made = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(signature)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(signature, at + 4)
    return bytes(made)


def bomb(size: int) -> bytes:
    return changed(GOOD, {"word/styles.xml": lambda part: part + b" " * size})


@pytest.mark.parametrize(
    ("data", "said", "fix"),
    [
        (b"", "empty", "Write an article"),
        (b"It rained.", "no zip archive", "save it again"),
        (GOOD[: len(GOOD) // 2], "damaged", "new copy"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "before 2007", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password", "password"),
        (flagged(GOOD), "password", "without"),
        (changed(GOOD, {"[Content_Types].xml": None}), "no Word document", "save it again"),
        (changed(GOOD, {"word/document.xml": None}), "word/document.xml, which is missing", "save it again"),
        (changed(GOOD, {"word/styles.xml": None}), "word/styles.xml, which is missing", "save it again"),
        (changed(GOOD, {"_rels/.rels": None}), "which of its parts", "Strict"),
        (changed(GOOD, {"word/document.xml": lambda part: part[:-20]}), "damaged", "save it again"),
        (changed(GOOD, {"word/document.xml": lambda part: b"<a/>"}), "no body", "save it again"),
        (changed(GOOD, {"word/document.xml": lambda part: b""}), "damaged", "save it again"),
        (
            changed(GOOD, {"[Content_Types].xml": lambda part: part.replace(b"document.main+xml", b"template.main+xml")}),
            "a template",
            ".docx",
        ),
        (saved(document_of()), "no words", "Write"),
        (saved(document_of("", " \t")), "no words", "Write"),
        (
            changed(
                GOOD,
                {
                    "word/document.xml": lambda part: part.replace(
                        b"<w:document", b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><w:document', 1
                    )
                },
            ),
            "declares entities",
            "where it comes from",
        ),
    ],
)  # fmt: skip
def test_what_is_no_word_document_is_one_clear_fault(data: bytes, said: str, fix: str) -> None:
    fault = fault_of(data)
    assert said in fault.message
    assert fix in fault.fix


def test_a_document_that_unpacks_without_end_is_not_unpacked() -> None:
    assert "50 MB" in fault_of(bomb(MAX_UNPACKED)).message
    assert "tags" in fault_of(with_body("<w:p/>" * (MAX_TAGS + 1))).message


def test_a_directory_that_lies_about_the_size_unpacks_no_more_than_it_says() -> None:
    data = bytearray(bomb(MAX_UNPACKED * 2))
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        member = archive.getinfo("word/styles.xml")
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature)
        while at >= 0:
            if data[at + offset : at + offset + 4] == member.file_size.to_bytes(4, "little"):
                data[at + offset : at + offset + 4] = (1000).to_bytes(4, "little")
            at = data.find(signature, at + 4)
    assert "damaged" in fault_of(bytes(data)).message


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_makes_a_traceback(data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        name = data.draw(st.sampled_from([name for name in archive.namelist() if name.endswith((".xml", ".rels"))]))
        part = bytearray(archive.read(name))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(part)))
        part[start : start + data.draw(st.integers(0, 40))] = data.draw(
            st.sampled_from([b"", b"<", b'"', b"x", b"w:p", b"/>"])
        )
    assert outcome_of(changed(GOOD, {name: lambda _: bytes(part)}))
    whole = bytearray(GOOD)
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert outcome_of(bytes(whole))


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:t>" + "[" * 500_000 + "</w:t></w:r></w:p>",
        "<w:p>" + "<w:r><w:t>date </w:t></w:r>" * 100_000 + "</w:p>",
        "<w:p><w:r><w:t>date" + " " * 500_000 + "</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>source" + " " * 500_000 + "</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>" + '.")' * 300_000 + "</w:t></w:r></w:p>",
        '<w:p><w:pPr><w:pStyle w:val="x"/></w:pPr><w:r><w:t>It rained.</w:t></w:r></w:p>' * 12_000,
        "<w:tbl><w:tr><w:tc>" * 80 + "<w:p><w:r><w:t>It rained.</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 80,
    ],
)
def test_the_cost_is_a_straight_line(body: str) -> None:
    data = with_body(body)
    start = time.perf_counter()
    read_word(data, "x.docx")
    assert time.perf_counter() - start < 5


def test_nesting_without_end_is_a_fault() -> None:
    assert "damaged" in fault_of(with_body("<w:ins>" * 5000 + "</w:ins>" * 5000)).message


def test_a_chain_of_parts_without_end_is_a_fault() -> None:
    count = 3000
    relation = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="t" Target="{}"/></Relationships>'
    parts = {f"word/x{number}.xml": b"<a/>" for number in range(count)}
    relations = {
        f"word/_rels/x{number}.xml.rels": relation.format(f"x{number + 1}.xml").encode() for number in range(count - 1)
    }
    first = {
        "word/_rels/document.xml.rels": lambda part: part.replace(
            b"</Relationships>", b'<Relationship Id="rChain" Type="t" Target="x0.xml"/></Relationships>'
        )
    }
    assert fault_of(changed(GOOD, first, {**parts, **relations})).message
