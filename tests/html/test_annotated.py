"""The annotated text: cut where claims, findings and speakers begin and end, and still the same text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import attribcheck
from attribcheck.places import Place, Span
from attribcheck.report import ArticleEntry, ClaimEntry, MentionEntry, PassageEntry
from attribcheck.reports.html.annotated import AnnotatedText, Segment, in_order_of_text
from attribcheck.reports.html.statuses import ORDER, STATUSES
from prisoner_offer import STORIES


def place(passage: int, start: int, end: int, words: str) -> Place:
    return Place(1, start + 1, 1, end + 1, words[start:end], span=Span(passage, start, end))


def claim(number: int, status: str, *mentions: tuple[int, int], words: str) -> ClaimEntry:
    places = [place(0, start, end, words) for start, end in mentions]
    return ClaimEntry(
        id=f"claim-{number}", text="It fell", kind="fact", status=status, admiralty=None, evidence_declared="not-said",
        place=places[0], statements=[], corroborations=[], timeline=[],
        mentions=[MentionEntry(voice="flat", statement=None, place=at) for at in places],
    )  # fmt: skip


def article(words: str, claims: list[ClaimEntry]) -> ArticleEntry:
    passage = PassageEntry(kind="paragraph", section=0, words=words, place=place(0, 0, len(words), words))
    return ArticleEntry(path="a.yaml", passages=[passage], claims=claims)


def cut(words: str, claims: list[ClaimEntry]) -> list[Segment]:
    return AnnotatedText(article(words, claims), claims, "").segments(0)


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
def test_the_segments_of_a_passage_are_its_words(file: Path) -> None:
    [entry] = attribcheck.check_file(file).articles
    text = AnnotatedText(entry, in_order_of_text(entry.claims), "")
    for number, passage in enumerate(entry.passages):
        assert "".join(segment.text for segment in text.segments(number)) == passage.words


@given(
    st.text(min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30), st.sampled_from(list(STATUSES))), max_size=6),
)
def test_whatever_overlaps_nothing_is_lost_and_each_stretch_names_its_claims(
    words: str, drawn: list[tuple[int, int, str]]
) -> None:
    spans = [(start % len(words), min(start % len(words) + length, len(words))) for start, length, _ in drawn]
    claims = [
        claim(number, status, span, words=words)
        for number, (span, (_, _, status)) in enumerate(zip(spans, drawn, strict=True))
    ]
    at = 0
    for segment in cut(words, claims):
        assert words[at : at + len(segment.text)] == segment.text
        covering = {str(n + 1) for n, (start, end) in enumerate(spans) if start <= at and at + len(segment.text) <= end}
        assert set(segment.claims.split()) == covering
        at += len(segment.text)
        ending = [n for n, (_, end) in enumerate(spans) if end == at]
        shown = [reference.number for reference in segment.references]
        assert shown[:2] == [str(n + 1) for n in ending][:2]
    assert at == len(words)


def test_a_stretch_of_several_claims_shows_the_weakest_status() -> None:
    words = "The dam held."
    first, second = claim(0, "verified", (0, 7), words=words), claim(1, "unsupported", (4, 12), words=words)
    assert [(s.text, s.status) for s in cut(words, [first, second])] == [
        ("The ", "verified"), ("dam", "unsupported"), (" held", "unsupported"), (".", ""),
    ]  # fmt: skip
    assert ORDER["unsupported"] < ORDER["verified"]


def test_more_than_three_numbers_in_one_place_are_gathered() -> None:
    words = "The dam held."
    claims = [claim(number, "verified", (0, 12), words=words) for number in range(5)]
    [reference] = [s.references for s in cut(words, claims) if s.references]
    assert [one.number for one in reference] == ["1", "2", "+3"]
    assert reference[-1].label == " (and claims 3, 4, 5) "


def test_a_sentence_without_a_record_is_marked_and_so_are_source_and_channel() -> None:
    [entry] = attribcheck.check_text(
        """
attribcheck: 1
headline: Dam holds
body: Ana Roe told the Vell Post that the dam held. Rain fell.
sources: {roe: {name: Ana Roe}, post: {name: Vell Post, kind: outlet}}
statements: [{at: told the Vell Post, source: roe, via: post, says: The dam held}]
"""
    ).articles
    segments = AnnotatedText(entry, entry.claims, "").segments(1)
    speakers = {segment.text: (segment.speaker, segment.channel) for segment in segments if segment.speaker}
    assert speakers == {"Ana Roe": ("roe", False), "Vell Post": ("post", True)}
    assert [segment.text for segment in segments if segment.unread] == ["Rain fell."]
