"""What was not read: sentences of the body in which the record names nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from attribcheck.article import Article
from attribcheck.assessment.textview import TextView
from attribcheck.places import Place, Span


def unread(article: Article, view: TextView) -> tuple[list[Place], int]:
    """The sentences that no record stands in, and the number of those that one does; headings are left out."""
    named: dict[int, list[Span]] = {}
    for span in _spans(article):
        named.setdefault(span.passage, []).append(span)
    missed: list[Place] = []
    read = 0
    for passage in view.passages:
        if passage.is_heading:
            continue
        found = view.sentences(passage.index)
        starts = [start for start, _ in found]
        hit: set[int] = set()
        for span in named.get(passage.index, ()):
            first = max(bisect_right(starts, span.start) - 1, 0)
            last = max(bisect_right(starts, max(span.end - 1, span.start)) - 1, first)
            hit.update(range(first, last + 1))
        read += len(hit)
        missed += [passage.place(start, end) for number, (start, end) in enumerate(found) if number not in hit]
    return missed, read


def _spans(article: Article) -> Iterator[Span]:
    for claim in article.every_claim():
        yield from (mention.span for mention in claim.mentions if mention.span)
        yield from (conflict.span for conflict in claim.conflicts if conflict.span)
        yield from claim.caveat_spans
    for block in (
        article.statements, article.evidence, article.responses, article.studies, article.polls, article.corrections
    ):  # fmt: skip
        yield from (record.span for record in block if record.span)
    for statement in article.statements:
        yield from statement.caveat_spans
        # '"It is late," she said. "We go."': the second sentence is hers, too.
        yield from statement.spots.content if statement.spots else ()
    yield from article.recorded_content
    for item in article.evidence:
        yield from item.caveat_spans
