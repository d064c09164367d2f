"""What a passage says by its form: contested labels, and quotations that nobody is named for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attribcheck.article import Passage
from attribcheck.assessment.textview import TextView
from attribcheck.facts import PhraseFacts
from attribcheck.language.phrases import find
from attribcheck.places import Span

# A quotation of fewer words is a term; a speaker named more than two sentences later comes too late.
FEWEST_WORDS, REACH = 4, 2


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


def speakerless(passage: Passage, speaking: Iterable[Span], names: Sequence[str], view: TextView) -> list[PhraseFacts]:
    """Quotations with no speaker in their own sentence, before it in the paragraph, or within two sentences after.

    `speaking` are the sentences in which somebody is recorded as speaking, `names` the sources' names.
    """
    if passage.kind != "paragraph":
        return []
    near = [span for span in speaking if span.passage == passage.index]
    found: list[PhraseFacts] = []
    sentences = view.sentences(passage.index)
    for quotation in view.quotations(passage.index):
        words = passage.words[quotation.inner_start : quotation.inner_end]
        if len(words.split()) < FEWEST_WORDS or _is_no_speech(passage.words, quotation.start, view):
            continue
        own = next((n for n, (_, end) in enumerate(sentences) if quotation.start < end), 0)
        last = sentences[min(own + REACH, len(sentences) - 1)][1] if sentences else len(passage.words)
        reach = Span(passage.index, 0, last)
        if not any(span.start < last for span in near) and view.find_in(reach, names) is None:
            span = Span(passage.index, quotation.inner_start, quotation.inner_end)
            found.append({"words": words, "place": view.place(span)})
    return found


def _is_no_speech(words: str, start: int, view: TextView) -> bool:
    """Whether what stands before a quotation says that it is a title, a slogan or a sign."""
    before = words[max(0, start - 60) : start]
    return bool(find("no-speech-before", before, view.language))
