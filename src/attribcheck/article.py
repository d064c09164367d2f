"""The article as a person wrote it down: who said what where, on what evidence. Format 1.

The records mirror the fields of the structured article one to one. Derived defaults (ids, a
claim's weight, whether it is contestable) are filled in here, since they need nothing but the
record itself; everything that needs other records or the text is worked out in `assessment`.
A field that nobody filled in is None, an empty list or an empty mapping, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

from attribcheck.places import Place, SourceText, Span, TextMap
from attribcheck.written import (
    Count,
    Day,
    Figure,
    Words,
    YesNo,
    day_or_words,
    entries,
    listed,
    number,
    worded,
    yes_no,
    yes_no_words,
)

ArticleKind = Literal["news", "analysis", "opinion", "live", "brief", "satire"]
SourceKind = Literal[
    "person", "office", "institution", "government", "document", "dataset", "outlet", "platform", "witness",
    "captive", "group", "unknown",
]  # fmt: skip
ClaimKind = Literal[
    "fact", "speech-act", "event", "identity", "attribute", "quantity", "casualty", "money", "percent", "cause",
    "capability", "provenance", "allegation", "criticism", "opinion", "own-state", "prediction",
    "intention-of-other", "superlative", "scientific", "poll",
]  # fmt: skip
Stance = Literal["asserts", "confirms", "denies", "estimates", "retracts", "declines"]
Medium = Literal[
    "interview", "wire", "broadcast", "article", "press-conference", "public-speech", "court", "official-release",
    "press-release", "email", "handout", "post", "report", "filing", "dataset",
]  # fmt: skip
CueClass = Literal[
    "neutral", "asserting-knowledge", "hedged-doubting", "confirming", "denying", "admitting",
    "estimating-predicting", "not-answering",
]  # fmt: skip
Voice = Literal["attributed", "flat", "observed"]
Strength = Literal["hedged", "plain", "strong"]
Scope = Literal["full", "partial"]
Independence = Literal["established", "not-established", "shared", "none"]
Interest = Literal["party", "interested", "none"]
Authenticated = Literal["yes", "no", "unknown"]
# How sure a reader is that the text says what was found in it.
Confidence = Literal["high", "medium", "low"]
# From the surest down.
LEVELS: tuple[Confidence, ...] = ("high", "medium", "low")
Verified = Literal["yes", "no", "unable", "not-recorded"]
PassageKind = Literal["headline", "subheading", "paragraph", "caption", "quotation", "list-item"]

# docs/definitions.md, 1: weight is high for these unless the record says otherwise.
WEIGHTY_KINDS: frozenset[str] = frozenset({"identity", "casualty", "allegation", "superlative"})
# A speaker's own act, view, wish or inner state is not a matter of proof (docs/definitions.md, 1).
UNCONTESTABLE_KINDS: frozenset[str] = frozenset({"speech-act", "opinion", "criticism", "own-state"})


class Record(BaseModel):
    """What all parts of an article have in common: no unknown keys, no guesses."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False, validate_default=False)


class Inferable(Record):
    """What a reader may find in the text by itself, where nobody wrote it down."""

    _confidence: Confidence | None = PrivateAttr(default=None)

    @property
    def confidence(self) -> Confidence | None:
        """How sure it is that the text says so; None for what a person recorded."""
        return self._confidence

    @confidence.setter
    def confidence(self, confidence: Confidence | None) -> None:
        self._confidence = confidence

    @property
    def inferred(self) -> bool:
        """Whether it was found in the text, and nobody wrote it down."""
        return self._confidence is not None


@dataclass(frozen=True, slots=True)
class Spots:
    """Where the parts of an inferred statement stand in the text.

    `source` is None where nobody is named; `content` has the stretches of what was said, in the order of
    the text; `no_proof` are the words which say that no proof was given of it, or that nobody could check it.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    no_proof: Span | None = None


class Ignore(Record):
    """A rule that is silenced here, with the reason; after the day `until` it speaks again."""

    why: str
    by: str | None = None
    until: Day = None


Ignores = Annotated[dict[str, Annotated[Ignore, worded("why")]], BeforeValidator(entries)]


class Anchored(Inferable):
    """A record that stands somewhere in the text: `at` is a few exact words of it."""

    at: str | None = None
    nth: Annotated[int | None, BeforeValidator(number)] = None
    _span: Span | None = PrivateAttr(default=None)
    _moved: bool = PrivateAttr(default=False)

    @property
    def moved(self) -> bool:
        """Whether `at` was found again with other words."""
        return self._moved

    @moved.setter
    def moved(self, moved: bool) -> None:
        self._moved = moved

    @property
    def span(self) -> Span | None:
        """Where `at` was found; None if it was not, or is not given."""
        return self._span

    @span.setter
    def span(self, span: Span | None) -> None:
        self._span = span


class Anonymous(Record):
    """What the newsroom records of a source whom it does not name."""

    described_as: str | None = None
    why: str | None = None
    approved_by: str | None = None
    known_to: str | None = None
    vulnerable: YesNo = None


def _anonymous(value: Any) -> Any:
    if isinstance(value, str):
        return {} if yes_no(value) else None
    return value


class Source(Inferable):
    """Who knows, or says it knows; a channel stands here too, as an outlet or a platform."""

    name: str | None = None
    aliases: Words = Field(default_factory=list)
    kind: SourceKind = "institution"
    role: str | None = None
    place_name: YesNo = None
    side: str | None = None
    organisation: str | None = None
    interest: Interest | None = None
    interest_disclosed: YesNo = None
    access: Literal["firsthand", "secondhand", "unknown"] = "unknown"
    based_on: Words = Field(default_factory=list)
    in_custody_of: str | None = None
    members: Words = Field(default_factory=list)
    count_claimed: Count = None
    count_known: Count = None
    quality: str | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"
    url: str | None = None
    anonymous: Annotated[Anonymous | None, BeforeValidator(_anonymous)] = None


class Mention(Anchored):
    """A place in the text that states the claim, and in whose voice."""

    voice: Voice = "flat"
    strength: Strength = "plain"
    scope: Words = Field(default_factory=list)


class Conflict(Anchored):
    """Another account of the same matter that is on record; with `at`, it stands in the text."""

    by: str | None = None
    value: Figure = None
    on: Day = None


class Checked(Record):
    """A check that a person made. `words` are those of the text that were checked."""

    by: str | None = None
    on: Day = None
    how: str | None = None
    result: str | None = None
    note: str | None = None
    locator: str | None = None
    words: str | None = None


class Risk(Record):
    """How large a risk or a benefit is said to be."""

    relative: Figure = None
    absolute: Figure = None
    absolute_unavailable: YesNo = None


class Claim(Inferable):
    """One checkable proposition."""

    id: str | None = None
    text: str
    kind: ClaimKind = "fact"
    topic: str | None = None
    weight: Literal["high", "normal"] | None = None
    contestable: YesNo = None
    common_knowledge: YesNo = None
    own_act: YesNo = None
    on_record: YesNo = None
    adverse_to: Words = Field(default_factory=list)
    subject_side: str | None = None
    parties: Words = Field(default_factory=list)
    value: Figure = None
    hedge: str | None = None
    risk: Risk | None = None
    as_of: Day = None
    event_on: Day = None
    place: str | None = None
    tense: Literal["past", "present", "future"] | None = None
    loaded: Words = Field(default_factory=list)
    exceptional: YesNo = None
    mentions: Annotated[list[Annotated[Mention, worded("at")]], BeforeValidator(listed)] = Field(default_factory=list)
    verified_by_us: Annotated[Verified, BeforeValidator(yes_no_words)] = "not-recorded"
    caveats: Words = Field(default_factory=list)
    conflicts: Annotated[list[Conflict], BeforeValidator(listed)] = Field(default_factory=list)
    superseded_on: Day = None
    refuted_on: Day = None
    checked: Checked | None = None
    ignore: Ignores = Field(default_factory=dict)
    _caveat_spans: list[Span] = PrivateAttr(default_factory=list)

    @model_validator(mode="after")
    def _fill(self) -> Claim:
        if self.weight is None:
            self.weight = "high" if self.kind in WEIGHTY_KINDS else "normal"
        if self.contestable is None:
            self.contestable = not (self.kind in UNCONTESTABLE_KINDS or self.common_knowledge or self.own_act)
        return self

    @property
    def caveat_spans(self) -> list[Span]:
        """Where the words of `caveats` were found."""
        return self._caveat_spans


class Quote(Record):
    """The words in quotation marks, and the original they were taken from."""

    kind: Literal["full", "partial"] | None = None
    text: str | None = None
    original: str | None = None


class Statement(Anchored):
    """One source saying something once."""

    id: str | None = None
    source: Words = Field(default_factory=list)
    speaker: str | None = None
    via: Words = Field(default_factory=list)
    medium: Medium | None = None
    medium_disclosed: YesNo = None
    credited: YesNo = None
    cue: str | None = None
    cue_class: CueClass | None = None
    stance: Stance = "asserts"
    said: Annotated[str | None, BeforeValidator(day_or_words)] = None
    said_as: str | None = None
    claims: Words = Field(default_factory=list)
    says: Annotated[list[Annotated[Claim, worded("text")]], BeforeValidator(listed)] = Field(default_factory=list)
    unproven: Words = Field(default_factory=list)
    based_on: Words = Field(default_factory=list)
    knows_by: str | None = None
    independence: Independence | None = None
    scope: Scope = "full"
    covers: Words = Field(default_factory=list)
    repeat_of: str | None = None
    quote: Annotated[Quote | None, worded("text")] = None
    language: str | None = None
    translation_disclosed: YesNo = None
    interpreter: str | None = None
    url: str | None = None
    archived: str | None = None
    locator: str | None = None
    caveats: Words = Field(default_factory=list)
    ignore: Ignores = Field(default_factory=dict)
    _caveat_spans: list[Span] = PrivateAttr(default_factory=list)
    _spots: Spots | None = PrivateAttr(default=None)

    @property
    def caveat_spans(self) -> list[Span]:
        """Where the words of `caveats` were found."""
        return self._caveat_spans

    @property
    def spots(self) -> Spots | None:
        """Where its parts stand, for an inferred statement; None for one that a person recorded."""
        return self._spots

    @spots.setter
    def spots(self, spots: Spots | None) -> None:
        self._spots = spots


class Evidence(Anchored):
    """What supports or contradicts a claim beyond somebody's word."""

    id: str | None = None
    kind: str = "other"
    title: str | None = None
    made_by: str | None = None
    supplied_by: str | None = None
    made_on: Day = None
    made_at: str | None = None
    available_on: Day = None
    supports: Words = Field(default_factory=list)
    contradicts: Words = Field(default_factory=list)
    offered_for: Annotated[list[str] | None, BeforeValidator(lambda v: None if v is None else listed(v))] = None
    authenticated: Annotated[Authenticated, BeforeValidator(yes_no_words)] = "unknown"
    authenticated_by: str | None = None
    caveats: Words = Field(default_factory=list)
    use: Literal["embedded", "linked", "described"] | None = None
    url: str | None = None
    archived: str | None = None
    file: str | None = None
    sha256: str | None = None
    locator: str | None = None
    excerpt: str | None = None
    label: str | None = None
    synthetic: YesNo = None
    altered: YesNo = None
    identifies_captive: YesNo = None
    justification: str | None = None
    ignore: Ignores = Field(default_factory=dict)
    _caveat_spans: list[Span] = PrivateAttr(default_factory=list)

    @property
    def caveat_spans(self) -> list[Span]:
        """Where the words of `caveats` were found."""
        return self._caveat_spans


class Response(Anchored):
    """What an accused party answered, or that it did not; without `at` it is not in the text."""

    id: str | None = None
    party: str
    claims: Words = Field(default_factory=list)
    kind: Literal[
        "denied", "disputed", "acknowledged", "declined", "no-reply", "not-reached", "not-sought", "no-public-comment"
    ] = "disputed"
    asked_whom: str | None = None
    asked_at: str | None = None
    means: Words = Field(default_factory=list)
    wording: str | None = None
    on: Day = None


class Study(Anchored):
    """A piece of research that the article reports."""

    id: str | None = None
    claims: Words = Field(default_factory=list)
    title: str | None = None
    journal: str | None = None
    doi: str | None = None
    url: str | None = None
    institution: str | None = None
    published_on: Day = None
    stage: Literal["published", "preprint", "abstract", "unpublished"] | None = None
    stage_disclosed: YesNo = None
    subjects: Literal["human", "animal", "cells"] | None = None
    design: Literal["trial", "observational", "review", "model", "other"] | None = None
    n: Figure = None
    independent_comment: YesNo = None
    funding_disclosed: YesNo = None
    coi_disclosed: YesNo = None
    caveats: Words = Field(default_factory=list)
    ignore: Ignores = Field(default_factory=dict)


class Poll(Anchored):
    """An opinion poll that the article reports."""

    id: str | None = None
    claims: Words = Field(default_factory=list)
    pollster: str | None = None
    sponsor: str | None = None
    sponsor_interest: str | None = None
    sponsor_disclosed: YesNo = None
    population: str | None = None
    n: Figure = None
    mode: str | None = None
    selection: Literal["probability", "self-selected", "other"] | None = None
    type: Literal["pre-election", "exit", "other"] | None = None
    dates: Words = Field(default_factory=list)
    margin: Figure = None
    results: Annotated[dict[str, Figure], BeforeValidator(entries)] = Field(default_factory=dict)
    url: str | None = None
    caveats: Words = Field(default_factory=list)
    ignore: Ignores = Field(default_factory=dict)


class Correction(Anchored):
    """A correction that the publication itself made; with `at`, it stands in the text."""

    id: str | None = None
    claims: Words = Field(default_factory=list)
    on: Day = None
    note: str | None = None


class Reporting(Record):
    """Under what conditions the reporting was done."""

    places: Words = Field(default_factory=list)
    limits: Words = Field(default_factory=list)
    limits_disclosed: YesNo = None
    approved_by: str | None = None


def _by_id(value: Any) -> Any:
    """A block with handles (`video: {kind: video}`), a list, or one entry: all are read, as a list."""
    if isinstance(value, dict) and all(isinstance(entry, dict) for entry in value.values()):
        return [{"id": key, **entry} if isinstance(entry, dict) else entry for key, entry in value.items()]
    return listed(value)


ClaimEntry = Annotated[Claim, worded("text")]
SourceEntry = Annotated[
    Source, BeforeValidator(lambda v: {"name": v} if isinstance(v, str) else ({} if v is None else v))
]


class Article(Record):
    """One article with everything that is recorded of it.

    `passages` is its text, cut into headline, subheadings and paragraphs.
    """

    attribcheck: Literal["1"] = "1"
    headline: str | None = None
    published: Day = None
    updated: Day = None
    kind: ArticleKind = "news"
    language: str = "en"
    dateline: str | None = None
    byline: str | None = None
    url: str | None = None
    provided_by: str | None = None
    packs: Words = Field(default_factory=list)
    article: str | None = None
    body: str | None = None
    sides: Annotated[dict[str, Interest | None], BeforeValidator(entries)] = Field(default_factory=dict)
    sources: Annotated[dict[str, SourceEntry], BeforeValidator(entries)] = Field(default_factory=dict)
    claims: Annotated[dict[str, ClaimEntry], BeforeValidator(entries)] = Field(default_factory=dict)
    statements: Annotated[list[Statement], BeforeValidator(listed)] = Field(default_factory=list)
    evidence: Annotated[list[Evidence], BeforeValidator(_by_id)] = Field(default_factory=list)
    responses: Annotated[list[Response], BeforeValidator(_by_id)] = Field(default_factory=list)
    polls: Annotated[list[Poll], BeforeValidator(_by_id)] = Field(default_factory=list)
    studies: Annotated[list[Study], BeforeValidator(_by_id)] = Field(default_factory=list)
    corrections: Annotated[list[Correction], BeforeValidator(_by_id)] = Field(default_factory=list)
    reporting: Reporting | None = None
    ignore: Ignores = Field(default_factory=dict)
    _passages: list[Passage] = PrivateAttr(default_factory=list)
    _published_at: str | None = PrivateAttr(default=None)
    _recorded_content: list[Span] = PrivateAttr(default_factory=list)

    @model_validator(mode="after")
    def _number(self) -> Article:
        for key, claim in self.claims.items():
            claim.id = key
        for count, statement in enumerate(self.statements, 1):
            if statement.id is None:
                statement.id = f"s{count}"
            for order, said in enumerate(statement.says, 1):
                said.id = said.id or f"{statement.id}.{order}"
        for prefix, block in (("e", self.evidence), ("r", self.responses), ("p", self.polls), ("st", self.studies)):
            for count, record in enumerate(block, 1):
                record.id = record.id or f"{prefix}{count}"  # type: ignore[attr-defined]
        return self

    @property
    def passages(self) -> list[Passage]:
        """The text, in order."""
        return self._passages

    @passages.setter
    def passages(self, passages: list[Passage]) -> None:
        self._passages = passages

    @property
    def recorded_content(self) -> list[Span]:
        """Where what somebody says in a sentence with a record stands: a quotation may go on in the next sentence."""
        return self._recorded_content

    @property
    def published_at(self) -> str | None:
        """The day or moment of publication as it is written: `published` keeps the day alone."""
        return self._published_at

    @published_at.setter
    def published_at(self, words: str | None) -> None:
        self._published_at = words

    def every_claim(self) -> list[Claim]:
        """The claims of the `claims` block, then those that one statement alone makes."""
        return [*self.claims.values(), *(said for statement in self.statements for said in statement.says)]

    def place(self, span: Span) -> Place:
        """The place in the file of a stretch of a passage."""
        return self._passages[span.passage].place(span.start, span.end)


class Passage:
    """A piece of the article's text, as a reader sees it.

    `words` holds no markup. `section` counts headings: 0 before the first one. `maps` lead
    from the words to the file, one after the other. `citations` are the marks that lead a
    reader to a source: footnotes, numbers in brackets, links.
    """

    __slots__ = ("citations", "index", "kind", "maps", "section", "source", "words")

    def __init__(
        self,
        index: int,
        kind: PassageKind,
        section: int,
        words: str,
        source: SourceText,
        maps: tuple[TextMap, ...],
        citations: tuple[str, ...] = (),
    ) -> None:
        self.index = index
        self.kind: PassageKind = kind
        self.section = section
        self.words = words
        self.source = source
        self.maps = maps
        self.citations = citations

    @property
    def is_heading(self) -> bool:
        """Whether it is the headline or a subheading."""
        return self.kind in ("headline", "subheading")

    def place(self, start: int, end: int) -> Place:
        """The place in the file of `words[start:end]`."""
        first, last = start, end
        for text_map in self.maps:
            first, last = text_map.span(first, last)
        return self.source.place(first, last, self.words[start:end], Span(self.index, start, end))
