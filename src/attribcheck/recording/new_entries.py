"""What a reader found in the prose, as entries for the record: nothing that it would find again from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from attribcheck.article import Article, Claim, Evidence, Response, Source, Statement
from attribcheck.places import Span
from attribcheck.recording.entries_in_yaml import NewEntry
from attribcheck.recording.questions import of_claim, of_evidence, of_source, of_statement
from attribcheck.recording.short_anchors import Anchor, ShortAnchors
from attribcheck.recording.yaml_words import Value, comment, flow
from attribcheck.report import ArticleEntry

# The blocks that are written, in the order of a record.
BLOCKS = ("sources", "claims", "statements", "evidence", "responses")
# 'Footage' alone would be another's when the text grows.
_LEAST = 3
_SOURCE = ("name", "kind", "role", "place_name", "side", "organisation")
_CLAIM = ("adverse_to", "value", "hedge", "tense", "contestable")
NOT_READ = comment(
    "Nothing was recognised in these sentences. Where one says who says what, take out the '#' and name the source:"
)


@dataclass(slots=True)
class NewEntries:
    """Entries by block, and the lines of comments that come below the statements."""

    sources: list[NewEntry] = field(default_factory=list)
    claims: list[NewEntry] = field(default_factory=list)
    statements: list[NewEntry] = field(default_factory=list)
    evidence: list[NewEntry] = field(default_factory=list)
    responses: list[NewEntry] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many entries there are of each block."""
        return {block: len(getattr(self, block)) for block in BLOCKS}


def new_entries(article: Article, entry: ArticleEntry, aside: Iterable[str], *, at_first: bool) -> NewEntries:
    """The inferred part of an article as entries; `entry` reports on that article.

    `aside` are anchors that somebody put aside. `at_first`: whether the record has none of the unread sentences yet.
    """
    return _Entries(article, entry, aside).made(at_first=at_first)


class _Entries:
    def __init__(self, article: Article, entry: ArticleEntry, aside: Iterable[str]) -> None:
        self.article = article
        self.entry = entry
        self.anchors = ShortAnchors(article)
        self.aside = [span for words in aside for span in self.anchors.find(words)]
        self.statements = [one for one in article.statements if one.inferred and not self._is_aside(one.span)]
        self.days = {one.id: one for one in entry.statements}
        self.wanted = {str(one.repeat_of) for one in self.statements if one.repeat_of}
        self.ids = self._ids()
        self.parties = self._parties()

    def made(self, *, at_first: bool) -> NewEntries:
        """All entries, in the order of the text."""
        found = NewEntries()
        shared = [claim for name in self._named() if (claim := self.article.claims.get(name)) and claim.inferred]
        own_voice = [
            claim
            for claim in self.article.claims.values()
            if claim.inferred and claim.mentions and not self._is_aside(claim.mentions[0].span)
        ]
        claims = list({str(claim.id): claim for claim in (*shared, *own_voice)}.values())
        found.claims = [self._claim(claim) for claim in claims]
        found.statements = [self._statement(one) for one in self.statements]
        evidence = [one for one in self.article.evidence if one.inferred and not self._is_aside(one.span)]
        found.evidence = [self._evidence(one) for one in evidence]
        responses = [one for one in self.article.responses if one.inferred and not self._is_aside(one.span)]
        found.responses = [self._response(one) for one in responses]
        used = dict.fromkeys(name for one in self.statements for name in (*one.source, *one.via))
        sources = ((name, self.article.sources[name]) for name in used if name in self.article.sources)
        found.sources = [self._source(name, source) for name, source in sources if source.inferred]
        unread = [line for place in self.entry.unread if place.span and (line := self._unread(place.span))]
        found.unread = [NOT_READ, *unread] if unread and at_first else unread
        return found

    def _is_aside(self, span: Span | None) -> bool:
        return span is not None and any(
            one.passage == span.passage and one.start < span.end and span.start < one.end for one in self.aside
        )

    def _named(self) -> Iterable[str]:
        return dict.fromkeys(name for one in self.statements for name in one.claims)

    def _ids(self) -> dict[str, str]:
        """The ids of the statements that others name: 'nis-1' says more than 's3', and does not change."""
        taken = {str(one.id) for one in self.article.statements if not one.inferred} | set(self.article.sources)
        ids: dict[str, str] = {}
        for one in self.statements:
            if str(one.id) in self.wanted:
                numbered = (f"{one.source[0]}-{number}" for number in range(1, len(taken) + 2))
                ids[str(one.id)] = next(name for name in numbered if name not in taken)
                taken.add(ids[str(one.id)])
        return ids

    def _parties(self) -> set[str]:
        """Who is at odds over an accusation: those who make or deny it, and whom it is against.

        So are those who claim without proof what others deny.
        """
        adverse = {name: claim.adverse_to for name, claim in self.article.claims.items() if claim.adverse_to}
        labels = {label for names in adverse.values() for label in names}
        denied = {name for one in self.statements if one.stance == "denies" for name in one.claims}
        disputed = {*adverse, *(name for one in self.statements for name in one.unproven if name in denied)}
        found = {
            handle
            for one in self.statements
            if set(one.claims) & disputed and one.stance != "confirms"
            for handle in one.source
        }
        return found | {handle for handle, source in self.article.sources.items() if {handle, source.side} & labels}

    def _source(self, handle: str, source: Source) -> NewEntry:
        fields = _differing(source, Source(), _SOURCE)
        aliases = [name for name in source.aliases if not _is_surname(name, source)]
        fields |= {"aliases": aliases} if aliases else {}
        if handle in self.parties:
            fields["interest"] = "party"
        if source.anonymous is not None and source.anonymous.described_as:
            fields["anonymous"] = {"described_as": source.anonymous.described_as}
        return NewEntry(handle, fields, of_source(source, is_party=handle in self.parties))

    def _claim(self, claim: Claim) -> NewEntry:
        fields = self._claim_fields(claim)
        mentions = [_mention(self.anchors.of_words(one.span)) for one in claim.mentions if one.span]
        if mentions:
            fields["mentions"] = mentions
        return NewEntry(str(claim.id), fields, of_claim(claim, self._saying(str(claim.id))))

    def _claim_fields(self, claim: Claim) -> dict[str, Value]:
        plain = Claim.model_validate({"text": "", "kind": claim.kind})
        kind: dict[str, Value] = {"kind": claim.kind} if claim.kind != "fact" else {}
        fields: dict[str, Value] = {"text": claim.text, **kind, **_differing(claim, plain, _CLAIM)}
        caveats = [self.anchors.of_words(span).words for span in claim.caveat_spans]
        return fields | ({"caveats": caveats} if caveats else {})

    def _saying(self, claim: str) -> int:
        """How many statements name a claim."""
        return sum(claim in one.claims for one in self.statements)

    def _statement(self, one: Statement) -> NewEntry:
        anchor = self.anchors.of_statement(one.spots) if one.spots else Anchor(one.at or "")
        fields: dict[str, Value] = {"at": anchor.words}
        if anchor.nth:
            fields["nth"] = anchor.nth
        if str(one.id) in self.ids:
            fields["id"] = self.ids[str(one.id)]
        fields["source"] = one.source
        if one.via:
            fields["via"] = one.via
        if one.medium:
            fields["medium"] = one.medium
        if one.stance != "asserts":
            fields["stance"] = one.stance
        said = self.days[str(one.id)].said
        if one.said_as and said:
            # Its own clause names no day: it would not be found again.
            fields["said"] = said
        if anchor.cue:
            fields["cue"] = anchor.cue
        if one.claims:
            fields["claims"] = one.claims
        unproven, own = self._unproven(one)
        if unproven:
            fields["unproven"] = unproven
        if own:
            fields["says"] = own
        if one.repeat_of:
            fields["repeat_of"] = self.ids.get(one.repeat_of, one.repeat_of)
        return NewEntry(None, fields, self._questions(one))

    def _evidence(self, one: Evidence) -> NewEntry:
        fields: dict[str, Value] = {"kind": one.kind, **self._place(one)}
        if one.supplied_by:
            fields["supplied_by"] = one.supplied_by
        if one.caveat_spans:
            fields["caveats"] = [self.anchors.of_words(span).words for span in one.caveat_spans]
        return NewEntry(str(one.id), fields, of_evidence(one))

    def _response(self, one: Response) -> NewEntry:
        fields: dict[str, Value] = {"party": one.party, "claims": one.claims, "kind": one.kind, **self._place(one)}
        return NewEntry(None, fields)

    def _place(self, one: Evidence | Response) -> dict[str, Value]:
        anchor = self.anchors.of_words(one.span, _LEAST) if one.span else Anchor(one.at or "")
        return {"at": anchor.words, "nth": anchor.nth} if anchor.nth else {"at": anchor.words}

    def _unproven(self, one: Statement) -> tuple[Value, list[Value]]:
        """Of which claims no proof was given, and the claims that the statement alone makes."""
        own = [self._claim_fields(claim) for claim in one.says]
        ids = [str(claim.id) for claim in one.says]
        if one.unproven and set(one.unproven) == {*one.claims, *ids}:
            return True, [_shortest(fields) for fields in own]
        for name, fields in zip(ids, own, strict=True):
            if name in one.unproven:
                fields["id"] = name
        return one.unproven, [_shortest(fields) for fields in own]

    def _questions(self, one: Statement) -> tuple[str, ...]:
        known = self.days[str(one.id)]
        words = ""
        if one.spots and one.spots.source:
            span = one.spots.source
            words = self.article.passages[span.passage].words[span.start : span.end]
        sources = [self.article.sources[name] for name in one.source]
        return of_statement(one, words, sources, known.said, known.said_as)

    def _unread(self, sentence: Span) -> str | None:
        """A sentence in which nothing was recognised, ready to be made a statement of."""
        anchor = self.anchors.of_words(sentence)
        if self._is_aside(sentence) or not anchor.words:
            return None
        number = {"nth": anchor.nth} if anchor.nth else {}
        return f"# - {flow({'at': anchor.words, **number})[:-1]}, source: }}"


def _is_surname(name: str, source: Source) -> bool:
    """A person's last name is known by the whole."""
    return source.kind == "person" and " " in (source.name or "") and name == str(source.name).split()[-1]


def _mention(anchor: Anchor) -> Value:
    return {"at": anchor.words, "nth": anchor.nth} if anchor.nth else anchor.words


def _shortest(fields: dict[str, Value]) -> Value:
    """A claim that is nothing but its text is given as plain words."""
    return fields["text"] if list(fields) == ["text"] else fields


def _differing(record: Source | Claim, plain: Source | Claim, names: Sequence[str]) -> dict[str, Value]:
    """The fields that are not what they would be if they were left out."""
    return {name: value for name in names if (value := getattr(record, name)) != getattr(plain, name)}
