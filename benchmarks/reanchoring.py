"""How well anchors survive edits: each sentence of some articles is edited, and its anchors are looked for again.

    python benchmarks/reanchoring.py [FOLDER]        default: the articles in benchmarks/texts

Found: the anchor's own sentence, at once or with the warning that it moved. Refused: the reader is told that it is
not there, or there twice. Wrong: another sentence, without a word or with the warning; no anchor should be. Where the
sentence is gone, or the words stand twice, refusing is right. Prints figures; the same ones each time, save the time.
"""

from __future__ import annotations

import sys
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from attribcheck.language.sentences import sentences
from attribcheck.language.words import language
from attribcheck.places import Span
from attribcheck.reading.anchors import AnchorIndex
from attribcheck.reading.plain_text import read_plain_text

TEXTS = Path(__file__).with_name("texts")
OPENING = 5
ELSEWHERE = range(4, 8)
ADDED = ("reportedly", "old", "also", "three", "later", "apparently", "own", "then", "nearly", "local")
PUT = (
    "grey",
    "carried",
    "window",
    "seven",
    "among",
    "slowly",
    "letter",
    "against",
    "found",
    "their",
    "western",
    "asks",
)
CORRECTION = "Correction: an earlier version of this article gave a wrong figure. It has been put right."
TYPOGRAPHY = {" - ": " – ", " said": "\u00a0said", "'": "’", ' "': " “", '"': "”"}

Kind = str


@dataclass(frozen=True)
class Sentence:
    """One sentence; it keeps its number whatever is done to it."""

    number: int
    words: str


Article = list[list[Sentence]]
"""Passages of sentences; the first passage is the headline."""


@dataclass(frozen=True)
class Anchor:
    """Some words of a sentence: from which of its words to which."""

    kind: Kind
    sentence: Sentence
    first: int
    last: int

    @property
    def words(self) -> str:
        """What a person would type."""
        return " ".join(self.sentence.words.split()[self.first : self.last]).strip(",;:.\"'“”‘’ ")


@dataclass(frozen=True)
class Edit:
    """One way to edit an article around the sentence of an anchor; `refusing` if that is the right answer."""

    name: str
    make: Callable[[Article, Anchor], Article | None]
    refusing: frozenset[Kind] = frozenset()
    width: int | None = None


def main(folder: Path) -> None:
    """Measures and prints."""
    articles = [read(path) for path in sorted(folder.glob("**/*.txt"))]
    anchors = [(article, anchor) for article in articles for anchor in anchors_of(article)]
    kinds = Counter(anchor.kind for _, anchor in anchors)
    print(
        f"{len(articles)} articles, {len(anchors)} anchors: {', '.join(f'{n} {kind}' for kind, n in kinds.items())}\n"
    )
    print(f"{'edit':40}{'anchors':>8}{'found':>8}{'refused':>9}{'wrong: silent':>15}{'warned':>8}")
    total: Counter[str] = Counter()
    for edit in EDITS:
        for kind in kinds:
            outcomes = Counter(
                outcome
                for article, anchor in anchors
                if anchor.kind == kind and (outcome := edited(article, anchor, edit)) is not None
            )
            if outcomes:
                right = "" if kind not in edit.refusing else "  (refusing is right)"
                print(row(f"{edit.name}, {kind}", outcomes) + right)
                total += Counter({f"{name} {kind in edit.refusing}": n for name, n in outcomes.items()})
    kept = {name.removesuffix(" False"): n for name, n in total.items() if name.endswith(" False")}
    gone = {name.removesuffix(" True"): n for name, n in total.items() if name.endswith(" True")}
    print("\n" + row("all that should be found", Counter(kept)))
    print(row("all that should be refused", Counter(gone)))
    print(f"\none fuzzy search over 5,000 words: {search_time(articles) * 1000:.1f} ms")


def row(name: str, outcomes: Counter[str]) -> str:
    """One line of the table."""
    total = outcomes.total()
    found, refused = (f"{100 * outcomes[kind] / total:.1f} %" for kind in ("found", "refused"))
    return f"{name:40}{total:8}{found:>8}{refused:>9}{outcomes['silent']:15}{outcomes['warned']:8}"


def read(path: Path) -> Article:
    """An article's passages, in sentences."""
    numbers = count()
    passages = read_plain_text(path.read_text("utf-8"), path.name).passages
    # Where a text has two spaces, wrapping it would make them one.
    texts = [" ".join(passage.words.split()) for passage in passages]
    return [
        [Sentence(next(numbers), text[start:end]) for start, end in sentences(text, language("en"))] for text in texts
    ]


def anchors_of(article: Article) -> Iterator[Anchor]:
    """The anchors that a person could have typed: each stands once in the article."""
    index, _ = indexed(article)
    for sentence in (sentence for passage in article[1:] for sentence in passage):
        length = len(sentence.words.split())
        for kind, first, lengths in (
            ("opening", 0, range(min(OPENING, length), min(OPENING + 4, length + 1))),
            ("elsewhere", length // 2, ELSEWHERE),
            ("whole", 0, range(length, length + 1)),
        ):
            tried = (Anchor(kind, sentence, first, first + size) for size in lengths if first + size <= length)
            unique = next((anchor for anchor in tried if len(index.find(anchor.words)) == 1), None)
            if unique:
                yield unique


def indexed(article: Article, width: int | None = None) -> tuple[AnchorIndex, dict[int, Span]]:
    """An article written to a file and read again, and where each sentence stands in it."""
    texts = [" ".join(sentence.words for sentence in passage) for passage in article if passage]
    laid = [
        textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False) if width else text for text in texts
    ]
    # With a day before it the first passage is a headline, whatever it looks like.
    prose = read_plain_text("2025-01-31 " + "\n\n".join(laid) + "\n", "article.txt")
    if [passage.words for passage in prose.passages] != texts:
        raise SystemExit(f"not read as it was written: {texts[0]}")
    spans: dict[int, Span] = {}
    for number, passage in enumerate(passage for passage in article if passage):
        start = 0
        for sentence in passage:
            spans[sentence.number] = Span(number, start, start + len(sentence.words))
            start += len(sentence.words) + 1
    return AnchorIndex(prose.passages), spans


def edited(article: Article, anchor: Anchor, edit: Edit) -> str | None:
    """What becomes of an anchor; None where the edit cannot be made to its sentence."""
    made = edit.make(article, anchor)
    if made is None:
        return None
    index, spans = indexed(made, edit.width)
    found = index.find(anchor.words)
    if len(found) > 1:
        return "refused"
    warned = not found
    if found:
        span = found[0]
    else:
        near = index.near(anchor.words)
        if near is None or not near.sure:
            return "refused"
        span = near.span
    own = spans.get(anchor.sentence.number)
    if own and own.passage == span.passage and own.start < span.end and span.start < own.end:
        return "found"
    return "warned" if warned else "silent"


# The edits


def changed(article: Article, anchor: Anchor, words: list[str]) -> Article:
    """The article with other words in the anchor's sentence."""
    new = Sentence(anchor.sentence.number, " ".join(words))
    return [[new if sentence == anchor.sentence else sentence for sentence in passage] for passage in article]


def add(article: Article, anchor: Anchor, position: int) -> Article | None:
    """A word added to the sentence, before its word `position`."""
    words = anchor.sentence.words.split()
    if not 0 < position < len(words):
        return None
    return changed(article, anchor, [*words[:position], ADDED[anchor.sentence.number % len(ADDED)], *words[position:]])


def replace(article: Article, anchor: Anchor) -> Article:
    """One of the anchor's words, another one from sentence to sentence, replaced by a word of no likeness."""
    words = anchor.sentence.words.split()
    position = anchor.first + anchor.sentence.number % (anchor.last - anchor.first)
    new = PUT[anchor.sentence.number % len(PUT)]
    words[position] = (
        new.capitalize() if position == 0 else new + words[position][len(words[position].rstrip(",;:.")) :]
    )
    return changed(article, anchor, words)


def typographic(article: Article, anchor: Anchor) -> Article:
    """Smart quotation marks, dashes and hard spaces all through the text."""
    return [[Sentence(sentence.number, smart(sentence.words)) for sentence in passage] for passage in article]


def smart(words: str) -> str:
    """The words as a word processor sets them."""
    words = "“" + words[1:] if words.startswith('"') else words
    for plain, typeset in TYPOGRAPHY.items():
        words = words.replace(plain, typeset)
    return words


def delete(article: Article, anchor: Anchor) -> Article:
    """The sentence taken out."""
    return [[sentence for sentence in passage if sentence != anchor.sentence] for passage in article]


def twin(article: Article, anchor: Anchor) -> Article | None:
    """Another sentence with the same opening, at the end of the article."""
    words = anchor.sentence.words.split()
    other = article[1 if anchor.sentence not in article[1] else -1][-1].words.split()
    if len(words) < OPENING + 5 or len(other) < OPENING + 3:
        return None
    new = Sentence(
        -1, " ".join([*words[: max(OPENING, anchor.last if anchor.kind == "opening" else 0)], *other[OPENING:]])
    )
    return [*article, [new]]


EVERY = frozenset({"opening", "elsewhere", "whole"})
EDITS = (
    Edit("wrapped at 72", lambda article, anchor: article, width=72),
    Edit("quotes, dashes, hard spaces", typographic),
    Edit("word added early", lambda article, anchor: add(article, anchor, 1 + anchor.sentence.number % 4)),
    Edit("word added late", lambda article, anchor: add(article, anchor, len(anchor.sentence.words.split()) * 3 // 4)),
    Edit("word added in the anchor", lambda article, anchor: add(article, anchor, (anchor.first + anchor.last) // 2)),
    Edit("word of the anchor replaced", replace),
    Edit("paragraphs in reverse order", lambda article, anchor: [article[0], *reversed(article[1:])]),
    Edit("correction on top", lambda article, anchor: [article[0], [Sentence(-1, CORRECTION)], *article[1:]]),
    Edit("sentence deleted", delete, refusing=EVERY),
    Edit("two sentences open alike", twin, refusing=frozenset({"opening"})),
)


def search_time(articles: list[Article]) -> float:
    """The seconds that one anchor of five words takes that is nowhere in an article of 5,000 words."""
    long: Article = []
    for article in articles:
        long += article
        if sum(len(sentence.words.split()) for passage in long for sentence in passage) > 5000:
            break
    index, _ = indexed([[Sentence(number, s.words) for number, s in enumerate(passage)] for passage in long])
    index.near("the first search prepares it")
    begun = time.perf_counter()
    for words in ("Officials said on Friday that", "A spokesman for the other", "but nobody had told her"):
        index.near(words)
    return (time.perf_counter() - begun) / 3


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TEXTS)
