"""The shape of Facts: all that a rule may read. Everything that needs code is worked out before the rules.

Facts are total: every field is there, null (or an empty list) where nothing is known. Days are
text, YYYY-MM-DD, so that they compare. The rule loader checks every condition against these
types, and `attribcheck facts` prints the descriptions.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

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
    Strength,
    Verified,
    Voice,
)
from attribcheck.places import Place

Status = Literal[
    "withdrawn", "superseded", "refuted", "disputed", "verified", "documented", "corroborated", "evidenced",
    "unattributed", "attributed", "unsupported", "single-source", "not-yet-made",
]  # fmt: skip
EvidenceDeclared = Literal["none", "given", "not-said"]
Number = int | float


class AnonymousFacts(TypedDict):
    """What is recorded of a source who is not named."""

    described_as: str | None
    why: str | None
    why_is_formula: Annotated[bool, "the reason is a formula only: 'not authorised to speak'"]
    approved_by: str | None
    known_to: str | None
    vulnerable: bool | None


class SourceFacts(TypedDict):
    """Who knows, or says it knows; or a channel."""

    id: Annotated[str, "its handle in the record"]
    confidence: Annotated[Confidence | None, "how sure it is that the text says so; null for what a person recorded"]
    name: Annotated[str, "its name, or how it is described"]
    aliases: Annotated[list[str], "its other names"]
    kind: Annotated[SourceKind, "what kind of source it is"]
    role: Annotated[str | None, "office or function"]
    place_name: Annotated[bool | None, "it is named by a place: 'Kyiv'"]
    side: Annotated[str | None, "the camp it speaks for"]
    organisation: Annotated[str, "top of the chain of command: given, else the side, else the source itself"]
    interest: Annotated[Interest | None, "from the entry, else from its side; null is unknown"]
    interest_disclosed: Annotated[bool | None, "readers are told of its stake"]
    access: Annotated[Literal["firsthand", "secondhand", "unknown"], "how close it was to the matter"]
    based_on: Annotated[list[str], "what it rests on, by id"]
    in_custody_of: Annotated[str | None, "who holds it"]
    members: Annotated[list[str], "who belongs to it"]
    count_claimed: Annotated[int | None, "how many people the text speaks of"]
    count_known: Annotated[int | None, "how many the record has"]
    quality: Annotated[str | None, "how good a source it is held to be"]
    reliability: Annotated[str, "the newsroom's own grade"]
    url: Annotated[str | None, "its address"]
    anonymous: Annotated[AnonymousFacts | None, "what is recorded of it if it is not named"]
    described: Annotated[bool, "an anonymous source has a description that shows position or way of knowing"]
    plural: Annotated[bool, "its name speaks of several people: 'officials', 'two nurses'"]
    channel: Annotated[bool, "an outlet or platform without first-hand access: it only carries words"]
    party: Annotated[bool, "has a party's stake in the matter, by its entry, its side or a claim's `parties`"]
    speaks: Annotated[bool, "a statement names it as its source"]
    place: Annotated[Place | None, "its name where it is first credited, else its first statement"]


class QuoteFacts(TypedDict):
    """A quotation in a statement's words, held against its original."""

    kind: Literal["full", "partial"] | None
    text: str | None
    original: str | None
    altered: Annotated[bool, "an original in the same language is recorded and the quotation is not a run of its words"]
    difference: Annotated[str | None, "the first words that are not in the original"]
    dropped: Annotated[list[str], "limits in the original's sentence that neither quotation nor article gives"]
    place: Place | None


class StatementFacts(TypedDict):
    """One source saying something once."""

    id: Annotated[str, "its handle in the record"]
    confidence: Annotated[Confidence | None, "how sure it is that the text says so; null for what a person recorded"]
    source: Annotated[SourceFacts | None, "the first source; null where nobody is named"]
    sources: Annotated[list[SourceFacts], "everybody who says it"]
    speaker: Annotated[str | None, "who spoke for the source"]
    via: Annotated[list[SourceFacts], "the channels it came through"]
    medium: Annotated[Medium | None, "how it was made: interview, post, press release …"]
    medium_disclosed: Annotated[bool | None, "readers are told how"]
    credited: Annotated[bool | None, "every channel is named in the text; null without a channel"]
    uncredited: Annotated[list[SourceFacts], "outlets in `via` that the text does not name"]
    cue: Annotated[str | None, "the verb or phrase that joins the source to it"]
    cue_class: Annotated[CueClass | None, "what kind of verb that is"]
    cue_tags: Annotated[list[str], "more about that verb"]
    cue_negated: Annotated[bool, "a failed or negated form: 'could not confirm'"]
    stance: Annotated[Stance, "what it does with the claim"]
    said: Annotated[str | None, "the day, resolved; null where none is known"]
    said_as: Annotated[str | None, "the words of the text that give the day"]
    said_basis: Literal["explicit", "resolved", "inherited", "none"]
    age_days: Annotated[int | None, "days from `said` to publication"]
    dated_in_text: Annotated[bool, "its sentence names a day"]
    vague_time: Annotated[str | None, "the word of its sentence that dates it for today's reader only: 'recently'"]
    claims: Annotated[list[str], "ids of the claims it names"]
    unproven: Annotated[list[str], "ids of those of which the article says that no proof was given"]
    based_on: Annotated[list[str], "what it rests on, by id"]
    knows_by: Annotated[str | None, "how the source knows"]
    independence: Annotated[Independence | None, "as recorded by hand"]
    scope: Annotated[Scope, "whether it covers the claim in full"]
    covers: Annotated[list[str], "the part it covers"]
    covers_in_text: Annotated[bool, "its sentence names the part that it covers"]
    repeat_of: Annotated[str | None, "the statement it repeats"]
    also_by_office: Annotated[bool, "the same statement is given to an office or a person elsewhere"]
    quote: Annotated[QuoteFacts | None, "its quotation"]
    language: Annotated[str | None, "the language it was made in"]
    translation_disclosed: Annotated[bool | None, "readers are told that it was translated"]
    interpreter: Annotated[str | None, "who interpreted"]
    interpreter_is_party: bool
    url: Annotated[str | None, "its address"]
    evidence_url: Annotated[bool, "evidence in its sentence has an address"]
    archived: str | None
    locator: Annotated[str | None, "where in a document it stands"]
    caveats: Annotated[list[str], "the words in which the article limits it"]
    caveat_in_section: Annotated[bool, "one of its caveats stands in its own section"]
    in_text: Annotated[bool, "it stands in the text; else it is only on record"]
    in_heading: Annotated[bool, "it stands in a heading"]
    in_headline: Annotated[bool, "it stands in the headline"]
    corroborates: Annotated[bool, "it is recorded as a corroboration of a claim"]
    sentence: Annotated[int, "number of its sentence in the body, from 1; 0 in a heading or outside the text"]
    section: Annotated[int, "number of its section; 0 before the first heading"]
    place: Annotated[Place | None, "the sentence or sentences that carry it"]
    anchor: Annotated[Place | None, "the words of `at`"]
    cue_at: Place | None
    source_at: Place | None
    content_at: list[Place]
    no_proof_at: Annotated[Place | None, "the words that say that no proof was given, else the anchor"]
    focus: Annotated[Place | None, "the shortest words that show it: the cue, else the anchor"]


class MentionFacts(TypedDict):
    """A place in the text that states a claim; each statement is an attributed mention of its claims."""

    voice: Annotated[Voice, "in whose voice: somebody's, the article's own, or as seen by the newsroom"]
    strength: Annotated[Strength, "how firmly it is put"]
    scope: Annotated[list[str], "the limiting words it carries"]
    statement: Annotated[str | None, "the statement that makes it"]
    kind: Annotated[PassageKind, "the kind of passage it stands in"]
    in_heading: Annotated[bool, "it stands in a heading"]
    in_headline: Annotated[bool, "it stands in the headline"]
    sentence: Annotated[int, "number of its sentence in the body, from 1; 0 in a heading"]
    section: Annotated[int, "number of its section; 0 before the first heading"]
    loaded: Annotated[list[str], "the claim's loaded words outside quotation marks in its sentence"]
    loaded_at: Place | None
    words: Annotated[str, "its words"]
    place: Place


class ConflictFacts(TypedDict):
    """Another account that is on record."""

    by: str | None
    value: str | Number | None
    on: str | None
    in_text: bool
    same_organisation: Annotated[bool, "the claim's own origin gave it"]
    party: Annotated[bool, "who gave it is a party"]
    incompatible: Annotated[bool, "both cannot be true: outside 5 %, or on the wrong side of a bound"]


class TestFacts(TypedDict):
    """The six tests of independence on one corroboration: it holds, it fails, or it is not known."""

    I1: Annotated[bool | None, "no root in common"]
    I2: Annotated[bool | None, "other organisations"]
    I3: Annotated[bool | None, "neither draws on the other in this matter"]
    I4: Annotated[bool | None, "each has its own way of knowing"]
    I5: Annotated[bool | None, "neither speaks for, commands or pays the other"]
    I6: Annotated[bool | None, "they do not rest on the same item"]


class CorroborationFacts(TypedDict):
    """A statement recorded as support for a claim that another statement made first."""

    statement: str
    source: SourceFacts | None
    by: Annotated[str, "the names of its sources"]
    via: list[str]
    through: Annotated[str, "the names of its channels; empty without one"]
    on: str | None
    scope: Scope
    covers: list[str]
    covers_in_text: bool
    cue_class: CueClass | None
    basis: Annotated[str | None, "how the source knows"]
    independence: Independence
    tests: Annotated[TestFacts, "the six tests of independence; null where nothing is recorded"]
    counts: Annotated[bool, "full scope, some independence, and no repeat of a corroboration that was counted"]
    circular: Annotated[bool, "all its roots are roots of the origin, and it is another source"]
    same_source: bool
    same_organisation: bool
    same_side: bool
    channel_only: Annotated[bool, "its source only carries words"]
    repeats: Annotated[bool, "its organisation corroborates the claim in an earlier statement already"]
    place: Place | None


class NobodyFacts(TypedDict):
    """Words that look like an attribution and lead to nobody."""

    phrase: str
    confirming: Annotated[bool, "'it has been confirmed'"]
    followed_after: Annotated[int | None, "in a lead: how many sentences later an identified source says it; null else"]
    place: Place


class UnevenFacts(TypedDict):
    """A dispute in which one side 'says' and the other 'claims'."""

    side: str
    verb: Annotated[str, "the neutral verb"]
    other: str
    other_verb: Annotated[str, "the verb that doubts or admits"]
    place: Place | None


class ClaimFacts(TypedDict):
    """One checkable proposition, and what the record shows of it."""

    id: Annotated[str, "its handle in the record"]
    confidence: Annotated[Confidence | None, "how sure it is that the text says so; null for what a person recorded"]
    text: Annotated[str, "the claim in words"]
    clause: Annotated[str, "the text as it stands inside a sentence: 'the bridge is safe' of 'The bridge is safe.'"]
    kind: Annotated[ClaimKind, "what kind of claim it is"]
    topic: Annotated[str | None, "what it is about, such as hostilities"]
    weight: Annotated[Literal["high", "normal"], "how much hangs on it"]
    contestable: Annotated[bool, "it can be doubted: no view, plan, wish or act of the speaker's own"]
    common_knowledge: Annotated[bool | None, "everybody knows it"]
    own_act: Annotated[bool | None, "the speaker tells of his own decision or act"]
    on_record: Annotated[bool | None, "the act of saying it is open to check"]
    adverse_to: Annotated[list[str], "whom it harms, by label"]
    subject_side: Annotated[str | None, "whose side it is about"]
    parties: Annotated[list[str], "who is a party to it, by label"]
    value: Annotated[str | Number | None, "its figure"]
    hedge: Annotated[str | None, "the limit of its figure: about, over, up to"]
    relative_risk: Annotated[str | Number | None, "a risk as a ratio or percentage"]
    absolute_risk: Annotated[str | Number | None, "a risk in numbers of people"]
    absolute_risk_unavailable: Annotated[bool | None, "neither the paper nor its release gives it"]
    as_of: Annotated[str | None, "the day for which it holds"]
    as_of_age_days: Annotated[int | None, "days from that day to publication"]
    event_on: Annotated[str | None, "the day of what it tells"]
    event_place: Annotated[str | None, "where it happened"]
    tense: Annotated[Literal["past", "present", "future"] | None, "the tense in which the text puts it"]
    loaded: Annotated[list[str], "its words of judgement"]
    exceptional: Annotated[bool | None, "it goes against what is otherwise known"]
    verified_by_us: Annotated[Verified, "whether the newsroom verified it"]
    caveats: Annotated[list[str], "the words in which the article limits it"]
    superseded_on: Annotated[str | None, "the day on which it was replaced"]
    refuted_on: Annotated[str | None, "the day on which evidence against it was found"]
    checked: Annotated[bool, "a person recorded a check, and the words are still those that were checked"]
    status: Annotated[Status, "what the record shows on the day of the report"]
    status_when_made: Annotated[Status, "what it showed on the day of the origin"]
    admiralty: Annotated[int | None, "credibility, 1 to 6; for machines"]
    because: Annotated[str, "why it has that status"]
    resolution: Annotated[str, "what came of an unproven claim, in a sentence"]
    evidence_declared: Annotated[EvidenceDeclared, "none: a statement says that no proof was given"]
    first: Annotated[StatementFacts | None, "the origin: the earliest statement that asserts it"]
    statements: Annotated[list[StatementFacts], "all statements that name it"]
    attributed_by: Annotated[list[str], "ids of statements by a named source that assert, estimate or confirm it"]
    mentions: Annotated[list[MentionFacts], "every place that states it"]
    body_mentions: Annotated[list[MentionFacts], "mentions outside headline and subheadings"]
    first_body_scope: Annotated[list[str], "limiting words that every body mention carries"]
    roots: Annotated[list[str], "identified roots, by name; an anonymous root as often as it counts"]
    root_sides: Annotated[list[str], "the sides of the identified roots; '' where one has none"]
    roots_all_parties: Annotated[bool, "there are identified roots and each is a party"]
    root_anonymous: Annotated[bool, "an identified root is anonymous"]
    root_approved: Annotated[bool, "every anonymous root was approved by an editor"]
    corroborations: Annotated[list[CorroborationFacts], "who backs it"]
    conflicts: Annotated[list[ConflictFacts], "other accounts on record"]
    evidence: Annotated[list[str], "ids of evidence that bears on it"]
    authenticated_evidence: Annotated[bool, "authenticated evidence bears on it"]
    denied_in_text: Annotated[bool, "the text has a denial in full"]
    denied_off_text: Annotated[bool, "a denial in full is on record and does not stand in the text"]
    ending_in_text: Annotated[bool, "the text says that it was withdrawn, replaced or shown to be wrong"]
    ended_on: Annotated[str | None, "the day it was withdrawn, replaced or shown to be wrong"]
    nobody: Annotated[NobodyFacts | None, "words that look like its attribution and lead to nobody"]
    cited: Annotated[bool, "a paragraph that states it holds a citation, or a statement of it has an address"]
    citation_reason: Annotated[str | None, "why a sentence of its type needs a citation: statistics, controversial …"]
    adequate_sources: Annotated[int, "good sources without a stake that speak for it, each of another organisation"]
    uneven: Annotated[UnevenFacts | None, "the verbs of a disputed claim take sides"]
    mixes_confidence_and_likelihood: Annotated[bool, "a sentence gives both a confidence level and a likelihood"]
    place: Annotated[Place, "its first mention or statement"]
    first_flat: Annotated[Place | None, "its first flat mention in the body, else in a heading"]
    focus: Annotated[Place, "the shortest words that show it: the origin's anchor, else its first mention in the body"]


class EvidenceFacts(TypedDict):
    """What supports or contradicts a claim beyond somebody's word."""

    id: Annotated[str, "its handle in the record"]
    confidence: Annotated[Confidence | None, "how sure it is that the text says so; null for what a person recorded"]
    kind: Annotated[str, "video, photo, document, data …"]
    title: Annotated[str | None, "its title"]
    made_by: Annotated[str | None, "who made it"]
    supplied_by: Annotated[str | None, "who gave it"]
    supplier: Annotated[SourceFacts | None, "who gave it, as a source"]
    supplier_is_party: Annotated[bool, "who gave it is a party"]
    made_on: Annotated[str | None, "the day it was made"]
    made_at: Annotated[str | None, "where it was made"]
    available_on: Annotated[str | None, "the day from which it counts"]
    supports: Annotated[list[str], "ids of claims it speaks for"]
    contradicts: Annotated[list[str], "ids of claims it speaks against"]
    bears_on: Annotated[list[str], "both together"]
    offered_for: Annotated[list[str], "ids of claims it is brought up for"]
    off_point: Annotated[list[str], "claims that it is offered for and does not bear on"]
    off_point_texts: list[str]
    bears_on_texts: list[str]
    authenticated: Annotated[Authenticated, "whether somebody authenticated it"]
    authenticated_by: Annotated[str | None, "who did"]
    caveats: Annotated[list[str], "the words in which the article limits it"]
    use: Literal["embedded", "linked", "described"] | None
    url: Annotated[str | None, "its address"]
    archived: str | None
    file: str | None
    locator: str | None
    label: Annotated[str | None, "its caption"]
    labelled_as_archive: Annotated[bool, "the label says that it is older, or an illustration"]
    labelled_as_made: Annotated[bool, "the label says that it was generated, staged or altered"]
    days_before_event: Annotated[int | None, "how long before the event of a claim it bears on it was made, at most"]
    elsewhere: Annotated[str | None, "the place of the event, where it was made at another one"]
    synthetic: Annotated[bool | None, "it was generated or staged"]
    altered: Annotated[bool | None, "it was changed"]
    identifies_captive: Annotated[bool | None, "a prisoner can be recognised"]
    justification: Annotated[str | None, "why it is shown all the same"]
    place: Place | None


class PartyFacts(TypedDict):
    """Somebody whom claims are adverse to."""

    name: str
    claims: list[str]
    texts: list[str]
    accused: Annotated[bool, "one of the claims is an allegation"]
    answered: Annotated[bool, "a response of theirs, or a statement of their side, stands in the text"]
    place: Place | None


class ResponseFacts(TypedDict):
    """What an accused party answered, or that it did not."""

    id: str
    confidence: Annotated[Confidence | None, "how sure it is that the text says so; null for what a person recorded"]
    party: Annotated[str, "whose answer it is, by label"]
    claims: Annotated[list[str], "ids of the claims it answers"]
    kind: Annotated[str, "what came back"]
    asked_whom: Annotated[str | None, "who was asked"]
    asked_at: Annotated[str | None, "when"]
    means: Annotated[list[str], "by what means"]
    wording: Annotated[str | None, "the words of the text"]
    hours_to_answer: Annotated[
        Number | None, "hours from the question to publication; null unless both are recorded with a time of day"
    ]
    wording_names: Annotated[str | None, "the person whom the wording names, where an office was asked"]
    wording_kind: Annotated[str | None, "what the wording says: declined, no-reply, not-reached; null where unknown"]
    on: str | None
    in_text: Annotated[bool, "it stands in the text"]
    place: Place | None


class StudyFacts(TypedDict):
    """A piece of research that the article reports."""

    id: str
    claims: list[str]
    texts: list[str]
    title: str | None
    journal: Annotated[str | None, "where it appeared"]
    doi: str | None
    url: str | None
    institution: Annotated[str | None, "who did it"]
    published_on: Annotated[str | None, "the day it appeared"]
    identified: Annotated[bool, "a doi, an address, or a journal or institution with a date is given"]
    stage: Annotated[str | None, "published, preprint, abstract or unpublished"]
    stage_disclosed: Annotated[bool | None, "readers are told the stage"]
    subjects: Annotated[str | None, "humans, animals or cells"]
    subjects_in_text: Annotated[bool, "the text says that it was done on animals or cells"]
    design: Annotated[str | None, "what kind of study it is"]
    causal: Annotated[str | None, "the verb of cause with which the text reports it, outside quotations"]
    causal_at: Place | None
    n: Annotated[str | Number | None, "how many took part"]
    independent_comment: Annotated[bool | None, "somebody without a part in it is heard"]
    funding_disclosed: Annotated[bool | None, "readers are told who paid"]
    coi_disclosed: Annotated[bool | None, "readers are told of conflicts of interest"]
    caveats: list[str]
    place: Annotated[Place | None, "its anchor, else the first of its claims"]


class ResultFacts(TypedDict):
    """What one answer got in a poll."""

    option: str
    percent: Number | None


class PollFacts(TypedDict):
    """An opinion poll that the article reports."""

    id: str
    claims: list[str]
    texts: list[str]
    pollster: Annotated[str | None, "who asked"]
    sponsor: Annotated[str | None, "who paid"]
    sponsor_interest: Annotated[str | None, "the sponsor's stake"]
    sponsor_disclosed: Annotated[bool | None, "readers are told of it"]
    population: Annotated[str | None, "for whom it stands"]
    n: Annotated[str | Number | None, "how many were asked"]
    mode: Annotated[str | None, "by telephone, online …"]
    selection: Annotated[str | None, "how those asked were found"]
    type: Annotated[str | None, "what kind of poll it is"]
    dates: Annotated[list[str], "when it was done"]
    margin: Annotated[str | Number | None, "margin of error in points"]
    results: Annotated[list[ResultFacts], "what each answer got"]
    url: str | None
    missing: Annotated[list[str], "which of pollster, sponsor, population, n, mode and dates are not recorded"]
    gap: Annotated[Number | None, "points between the two best results"]
    gap_in_margins: Annotated[Number | None, "the gap in margins of error: 1.0 is just as wide; null without either"]
    lead_word: Annotated[str | None, "the word of its sentences that gives somebody the lead or calls it a tie"]
    lead_kind: Annotated[Literal["lead", "slight-lead", "tie"] | None, "what that word says"]
    lead_at: Place | None
    proof_word: Annotated[str | None, "the verb with which a poll proves or shows something in its sentences"]
    proof_at: Place | None
    not_representative: Annotated[bool, "the text says that it does not stand for a population"]
    in_headline: Annotated[bool, "a mention of one of its claims stands in the headline"]
    in_lead: Annotated[bool, "a mention of one of its claims stands in the first paragraph"]
    only_subject: Annotated[bool, "every claim of the article is one of its claims"]
    caveats: list[str]
    place: Annotated[Place | None, "its anchor, else the first of its claims"]


class SequenceFacts(TypedDict):
    """Two dated things of which one cannot come before the other."""

    what: Annotated[str, "the thing that should come first"]
    on: str
    then: Annotated[str, "the thing that should come after it"]
    then_on: str
    days_early: Annotated[int, "by how many days the second comes before the first; 0 or less is in order"]
    claims: list[str]
    statement: str | None
    evidence: str | None
    place: Place | None


class PhraseFacts(TypedDict):
    """Words of a passage that say something by their form."""

    words: str
    place: Place


class UnspokenFacts(TypedDict):
    """A quotation with no speaker in its own sentence, nor before it in the paragraph."""

    words: str
    count: Annotated[int, "how many words it has"]
    speaker_after: Annotated[int | None, "how many sentences later somebody is named; null for nobody"]
    place: Place


class StretchFacts(TypedDict):
    """A stretch of a passage's words, in code points."""

    start: int
    end: int


class PassageFacts(TypedDict):
    """A piece of the text."""

    kind: PassageKind
    section: int
    words: str
    citations: list[str]
    labels: Annotated[list[PhraseFacts], "contested labels in the article's own words: 'terrorists', 'the regime'"]
    unspoken: Annotated[list[UnspokenFacts], "quotations with no speaker in or before their own sentence"]
    quoted: Annotated[list[StretchFacts], "where quotations stand in the words"]
    unquoted: Annotated[str, "the words without what stands in quotation marks"]
    place: Place


class ReportingFacts(TypedDict):
    """Under what conditions the reporting was done."""

    places: list[str]
    limits: list[str]
    limits_disclosed: bool | None
    approved_by: str | None


class ArticleFacts(TypedDict):
    """The article as a whole."""

    headline: Annotated[str | None, "the headline"]
    published: Annotated[str | None, "the day of publication"]
    updated: Annotated[str | None, "the day of the last change"]
    as_of: Annotated[str | None, "the day it is judged for, if another than its own"]
    kind: Annotated[ArticleKind, "news, analysis, opinion …"]
    language: Annotated[str, "its language"]
    dateline: Annotated[str | None, "the line with place and day"]
    byline: Annotated[str | None, "who wrote it"]
    url: str | None
    provided_by: Annotated[str | None, "the agency that supplied it"]
    packs: Annotated[list[str], "the packs in force"]
    coverage: Annotated[
        float | None, "share of contestable claims that are attributed, evidenced or skipped on purpose"
    ]
    reporting: Annotated[ReportingFacts, "under what conditions the reporting was done"]
    claims: list[ClaimFacts]
    statements: list[StatementFacts]
    sources: list[SourceFacts]
    evidence: list[EvidenceFacts]
    responses: list[ResponseFacts]
    parties: list[PartyFacts]
    studies: list[StudyFacts]
    polls: list[PollFacts]
    dateline_place: Annotated[str | None, "the dateline without a date or an agency's name"]
    dateline_kept: Annotated[bool | None, "reporters were at the dateline's place; null where either is not recorded"]
    release_share: Annotated[Number | None, "share of the statements in the text that come from one release"]
    sequences: list[SequenceFacts]
    passages: list[PassageFacts]
    place: Place


# What a rule may be about, by its `for:`, and the facts it sees under that name.
SCOPES: dict[str, dict[str, type]] = {
    "article": {"article": ArticleFacts},
    "passage": {"passage": PassageFacts, "article": ArticleFacts},
    "claim": {"claim": ClaimFacts, "article": ArticleFacts},
    "statement": {"statement": StatementFacts, "article": ArticleFacts},
    "mention": {"mention": MentionFacts, "claim": ClaimFacts, "statement": StatementFacts, "article": ArticleFacts},
    "corroboration": {
        "corroboration": CorroborationFacts,
        "claim": ClaimFacts,
        "statement": StatementFacts,
        "article": ArticleFacts,
    },
    "source": {"source": SourceFacts, "article": ArticleFacts},
    "evidence": {"evidence": EvidenceFacts, "article": ArticleFacts},
    "party": {"party": PartyFacts, "article": ArticleFacts},
    "response": {"response": ResponseFacts, "article": ArticleFacts},
    "study": {"study": StudyFacts, "article": ArticleFacts},
    "poll": {"poll": PollFacts, "article": ArticleFacts},
    "sequence": {"sequence": SequenceFacts, "article": ArticleFacts},
}
