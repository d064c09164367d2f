"""The verification report: what other programs read, schema `attribcheck/report/1`.

Adding a field is free; renaming one is a new schema version. Ids under `source` and `via` name
entries of `sources`; a list where there are several, null where nobody is named.
"""

from __future__ import annotations

import posixpath
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from attribcheck.article import (
    ArticleKind,
    Authenticated,
    ClaimKind,
    Confidence,
    CueClass,
    Independence,
    Interest,
    Medium,
    PassageKind,
    Scope,
    SourceKind,
    Stance,
)
from attribcheck.facts import EvidenceDeclared, Status
from attribcheck.places import Place

Severity = Literal["error", "warning", "info"]
About = Literal["claim", "copy", "file"]
Origin = Literal["declared", "inferred"]
# One description for the three kinds of record that a reader may find by itself.
CONFIDENCE: Any = Field(
    default=None, description="how sure it is that the text says so; null for what a person recorded"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(path: str) -> str:
    """A path as it is, but for what UTF-8 cannot hold: a file's name may be any bytes."""
    return _SURROGATE.sub(lambda mark: f"<U+{ord(mark.group()):04X}>", path)


FilePath = Annotated[str, PlainSerializer(encodable, return_type=str, when_used="json")]

# From the gravest down.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Part(BaseModel):
    """A part of the report."""

    model_config = ConfigDict(extra="forbid")


class Suppression(Part):
    """Why a finding was ignored, and by whom."""

    reason: str
    by: str | None = None
    until: str | None = None


class Finding(Part):
    """One rule firing in one place. `claim` is its only claim, else null; `claims` lists all."""

    rule: str
    name: str
    severity: Severity
    about: About
    message: str
    fix: str = ""
    ask: str | None = None
    ask_of: str | None = Field(default=None, description="whom to ask: the words of `ask` before its first colon")
    claim: str | None = None
    claims: list[str] = Field(default_factory=list)
    statement: str | None = None
    source: str | None = None
    evidence: str | None = None
    party: str | None = None
    place: Place
    related: list[Place] = Field(default_factory=list)
    fingerprint: str = ""
    line_hash: str | None = Field(default=None, description="what GitHub calls primaryLocationLineHash")
    byte_columns: tuple[int, int] | None = Field(
        default=None, description="column and end_column counted in UTF-8 bytes; null where they are the same"
    )
    suppressed: Suppression | None = None


class SourceEntry(Part):
    """A source or a channel."""

    id: str
    name: str
    aliases: list[str]
    kind: SourceKind
    role: str | None = None
    organisation: str
    side: str | None
    interest: Interest | None
    anonymous: bool
    described_as: str | None = None
    channel: bool = Field(default=False, description="it only carries words, and counts for nothing")
    party: bool = False
    based_on: list[str] = Field(default_factory=list)
    in_custody_of: str | None = None
    url: str | None = None
    origin: Origin = "declared"
    confidence: Confidence | None = CONFIDENCE


class StatementEntry(Part):
    """One source saying something once."""

    id: str
    source: str | list[str] | None
    speaker: str | None = None
    via: str | list[str] | None
    medium: Medium | None = None
    stance: Stance
    cue: str | None
    cue_class: CueClass | None = None
    said: str | None
    said_as: str | None
    claims: list[str]
    unproven: list[str] = Field(default_factory=list)
    based_on: list[str] = Field(default_factory=list)
    scope: Scope = "full"
    repeat_of: str | None = None
    knows_by: str | None = None
    quote: str | None = None
    quote_at: Place | None = None
    url: str | None = None
    locator: str | None = None
    origin: Origin = "declared"
    confidence: Confidence | None = CONFIDENCE
    place: Place | None
    source_at: Place | None
    cue_at: Place | None
    content_at: list[Place]


class CorroborationEntry(Part):
    """A statement that backs a claim; one of independence `none` is listed and not counted."""

    statement: str
    source: str | list[str] | None
    via: str | list[str] | None
    said: str | None
    independence: Independence
    tests: dict[str, bool | None] = Field(
        default_factory=dict, description="the six tests of independence, I1 to I6: holds, fails, or null: not known"
    )
    scope: Scope
    counts: bool
    repeats: bool = Field(default=False, description="its organisation backs the claim in an earlier statement already")


class TimelineEntry(Part):
    """A day on which the status changed; null where the article has no date at all."""

    date: str | None
    status: Status
    because: str


class MentionEntry(Part):
    """A place that states a claim."""

    voice: Literal["attributed", "flat", "observed"]
    statement: str | None
    place: Place


class CheckEntry(Part):
    """A check that a person made."""

    by: str | None = None
    on: str | None = None
    how: str | None = None
    result: str | None = None
    note: str | None = None
    locator: str | None = None
    again: bool = Field(default=False, description="the words changed after the check: check again")


class ClaimEntry(Part):
    """One claim, with its status and its history."""

    id: str
    text: str
    kind: ClaimKind
    weight: Literal["high", "normal"] = "normal"
    contestable: bool = True
    origin: Origin = "declared"
    confidence: Confidence | None = CONFIDENCE
    status: Status
    admiralty: int | None
    because: str = ""
    resolution: str = Field(default="", description="what came of an unproven claim, in a sentence")
    evidence_declared: EvidenceDeclared
    value: str | float | None = None
    checked: CheckEntry | None = None
    place: Place
    first: str | None = Field(default=None, description="the statement that is the claim's origin")
    statements: list[str]
    evidence: list[str] = Field(default_factory=list)
    mentions: list[MentionEntry] = Field(default_factory=list)
    corroborations: list[CorroborationEntry]
    timeline: list[TimelineEntry]


class EvidenceEntry(Part):
    """A piece of evidence."""

    id: str
    kind: str
    origin: Origin = "declared"
    confidence: Confidence | None = CONFIDENCE
    title: str | None = None
    supplied_by: str | None = None
    made_by: str | None = None
    made_on: str | None = None
    authenticated_by: str | None = None
    url: str | None = None
    locator: str | None = None
    supports: list[str]
    contradicts: list[str]
    authenticated: Authenticated
    place: Place | None


class PassageEntry(Part):
    """A piece of the article's text."""

    kind: PassageKind
    section: int
    words: str
    place: Place


class NoteEntry(Part):
    """A remark in the article's file that is no part of its text: a comment in a Word draft."""

    words: str
    by: str | None
    place: Place


class ArticleEntry(Part):
    """One article of the run; empty but for its path and findings where the file is at fault."""

    path: FilePath
    repository_path: FilePath | None = Field(
        default=None, description="the path from the repository's root; null where it is the same as `path`"
    )
    sidecar: FilePath | None = Field(
        default=None, description="the file that records the article's sources, where it is another than the article's"
    )
    recorded: bool = Field(default=True, description="false: mere prose, of which nobody wrote down who said what")
    headline: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    kind: ArticleKind | None = None
    packs: list[str] = Field(default_factory=list)
    coverage: float | None = None
    covered: int = 0
    contestable: int = 0
    sources: list[SourceEntry] = Field(default_factory=list)
    statements: list[StatementEntry] = Field(default_factory=list)
    claims: list[ClaimEntry] = Field(default_factory=list)
    evidence: list[EvidenceEntry] = Field(default_factory=list)
    passages: list[PassageEntry] = Field(default_factory=list)
    unread: list[Place] = Field(default_factory=list, description="sentences in which the record names nothing")
    sentences: int = Field(default=0, description="sentences of the body, headings apart")
    notes: list[NoteEntry] = Field(default_factory=list, description="remarks in the file that are no part of the text")
    rules: list[str] = Field(default_factory=list, description="ids of the rules that were in force")
    findings: list[Finding] = Field(default_factory=list)

    @property
    def uri_path(self) -> str:
        """The path by which code hosts know the file."""
        return self.repository_path or self.path

    def uri_of(self, place: Place) -> str:
        """The path by which code hosts know the file that a place is in: the article's own, its sidecar, a baseline."""
        if place.path is None:
            return self.uri_path
        if self.path.endswith(self.uri_path):
            return place.path.removeprefix(self.path[: len(self.path) - len(self.uri_path)])
        if self.uri_path.endswith(self.path):
            return posixpath.normpath(self.uri_path[: len(self.uri_path) - len(self.path)] + place.path)
        return place.path


class Tool(Part):
    """Who wrote the report."""

    name: str = "attribcheck"
    version: str


class Summary(Part):
    """The whole run in figures; ignored findings are not counted."""

    articles: int
    claims: int
    statuses: dict[str, int]
    findings: dict[str, int]
    suppressed: int = 0
    coverage: float | None


class Problem(Part):
    """Work that could not be done: a file that could not be read, a rule that failed on an article."""

    path: FilePath | None = None
    rule: str | None = None
    message: str


class Standard(Part):
    """A text of the profession that a rule rests on; `found` says how it was read."""

    name: str
    section: str | None = None
    url: str | None = None
    found: str | None = None


class RuleEntry(Part):
    """What a rule says of itself; the same words as in its file."""

    id: str
    name: str
    pack: str | None = Field(description="null for a fault of the file itself")
    severity: Severity
    about: About
    summary: str
    why: str | None = None
    fix: str = ""
    standards: list[Standard] = Field(default_factory=list)


class Report(Part):
    """The report of one run over any number of articles."""

    schema_: Literal["attribcheck/report/1"] = Field(default="attribcheck/report/1", alias="schema")
    tool: Tool
    as_of: str | None
    summary: Summary
    rules: list[RuleEntry] = Field(default_factory=list)
    articles: list[ArticleEntry]
    problems: list[Problem] = Field(default_factory=list)

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    def to_json(self, indent: int | None = 2) -> str:
        """The report as JSON text, without a line end after it."""
        return self.model_dump_json(by_alias=True, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """A report from its JSON text. Raises pydantic's ValidationError for anything else."""
        return cls.model_validate_json(text)


def one_or_many(ids: list[str]) -> str | list[str] | None:
    """How ids stand in the report: null, one, or a list."""
    return ids[0] if len(ids) == 1 else (ids or None)


def report_schema() -> dict[str, Any]:
    """The JSON Schema (Draft 2020-12) of the report."""
    return Report.model_json_schema(by_alias=True)
