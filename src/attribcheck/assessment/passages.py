"""What a passage says by its form: contested labels, and quotations that nobody is named for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from attribcheck.article import Passage
from attribcheck.assessment.textview import TextView
from attribcheck.facts import PhraseFacts, UnspokenFacts
from attribcheck.language.phrases import find
from attribcheck.places import Span


def labels_in(passage: Passage, view: TextView) -> list[PhraseFacts]:
    """Contested labels outside quotation marks that no sentence attributes to somebody or to a law."""
    found: list[PhraseFacts] = []
    for start, end in find("contested-label", passage.words, view.language):
        span = Span(passage.index, start, end)
        sentence = view.sentence(span)
        attributed = find("label-attributed", passage.words, view.language, sentence.start, sentence.end)
        if view.outside_quotations(sentence, span) and not attributed:
            found.append({"words": passage.words[start:end], "place": view.place(span)})
    return found


def unspoken(passage: Passage, speaking: Iterable[Span], names: Sequence[str], view: TextView) -> list[UnspokenFacts]:
    """Quotations with no speaker in their own sentence, nor before it in the paragraph.

    `speaking` are the sentences in which somebody is recorded as speaking, `names` the sources' names.
    """
    quotations = view.quotations(passage.index) if passage.kind == "paragraph" else []
    if not quotations:
        return []
    near = [span for span in speaking if span.passage == passage.index]
    sentences = view.sentences(passage.index)

    @cache
    def named(number: int) -> bool:
        start, end = sentences[number]
        if any(span.start < end and start < span.end for span in near):
            return True
        return view.find_in(Span(passage.index, start, end), names) is not None

    found: list[UnspokenFacts] = []
    for quotation in quotations:
        words = passage.words[quotation.inner_start : quotation.inner_end]
        own = next((n for n, (_, end) in enumerate(sentences) if quotation.start < end), 0)
        if any(named(number) for number in range(min(own + 1, len(sentences)))) or _is_no_speech(
            passage.words, quotation.start, view
        ):
            continue
        after = next((n - own for n in range(own + 1, len(sentences)) if named(n)), None)
        place = view.place(Span(passage.index, quotation.inner_start, quotation.inner_end))
        found.append({"words": words, "count": len(words.split()), "speaker_after": after, "place": place})
    return found


def _is_no_speech(words: str, start: int, view: TextView) -> bool:
    """Whether what stands before a quotation says that it is a title, a slogan or a sign."""
    before = words[max(0, start - 60) : start]
    return bool(find("no-speech-before", before, view.language))
