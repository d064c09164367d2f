"""Prose → sources, statements and claims, marked as inferred: what the reader finds where nobody wrote it down.

Opinion and satire are left alone, and so is a language that is not read. Beside declared records only the
sentences are read in which none of them stands; a declared source keeps its handle.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence

from attribcheck.article import (
    LEVELS,
    Anonymous,
    Article,
    Claim,
    Confidence,
    Evidence,
    Response,
    Source,
    Spots,
    Statement,
)
from attribcheck.extraction.accused import answers, find_accused
from attribcheck.extraction.attribution import Attribution
from attribcheck.extraction.attributions import find_attributions
from attribcheck.extraction.breaths import inherited_days
from attribcheck.extraction.by_way_of import by_way_of
from attribcheck.extraction.channels import Carried, Channel, carried_by, introduced
from attribcheck.extraction.claim_kinds import shape
from attribcheck.extraction.claim_wording import without_belief
from attribcheck.extraction.figures import find_bare_figures
from attribcheck.extraction.handles import slug, unused
from attribcheck.extraction.heard import Heard, least
from attribcheck.extraction.known_speakers import Speaker
from attribcheck.extraction.no_proof import NoProof, find_no_proof
from attribcheck.extraction.said import read_said
from attribcheck.extraction.same_matter import join_matters
from attribcheck.extraction.shown import find_shown
from attribcheck.extraction.source_names import read_name
from attribcheck.extraction.speakers import find_speakers
from attribcheck.extraction.superlatives import find_superlatives
from attribcheck.extraction.unnamed import claims_of_nobody
from attribcheck.extraction.unproven import Unproven, find_unproven
from attribcheck.extraction.word_keys import keys, matters
from attribcheck.language.sentences import sentences
from attribcheck.language.words import Language, language
from attribcheck.places import Span

_LEFT_ALONE = ("opinion", "satire")
_READ = ("paragraph", "list-item", "quotation", "caption")
# A view, a wish or a plan is less often what it seems than words that were said.
_BY_ACT: dict[str, Confidence] = {"speech": "high", "thought": "medium", "stance": "medium", "appearance": "low"}


def reads(article: Article) -> bool:
    """Whether anything is looked for in an article: opinion and satire, and languages not known, are left alone."""
    return article.kind not in _LEFT_ALONE and bool(language(article.language).cues)


def infer(article: Article, lowest: Confidence = "medium") -> None:
    """Adds to an article what its own words show, down to a level of confidence."""
    if reads(article):
        _Inference(article, language(article.language), lowest).run()


class _Inference:
    def __init__(self, article: Article, spoken: Language, lowest: Confidence) -> None:
        self.article = article
        self.language = spoken
        self.lowest = lowest
        self.passages = article.passages
        self.bounds = {passage.index: sentences(passage.words, spoken) for passage in self.passages}
        self.outlets = introduced(article.passages, spoken)
        self.declared = {self.sentence(span) for span in _recorded(article)}
        # The names of each source, bare; sources are only ever added.
        self.named: dict[str, set[str]] = {}
        # The outlets that gave on what somebody said, by the cue of it.
        self.through: dict[Span, Channel] = {}

    def run(self) -> None:
        passages = self.passages
        found, self.through = by_way_of(find_attributions(passages, self.language), passages, self.outlets)
        gaps = find_no_proof(passages, self.language)
        speakers, who = find_speakers(found, passages, self.language)
        heard = self.heard(found, speakers, who, gaps)
        join_matters(heard, speakers)
        find_accused(heard, speakers, self.language)
        unproven = find_unproven(heard, gaps, speakers, passages, self.language)
        nobody = claims_of_nobody(self.article)
        vague = {self.sentence(claim.mentions[0].span) for claim in nobody if claim.mentions[0].span}
        # 'Critics say' gives the words to nobody: the claim is the text's own.
        heard = [one for one in heard if self.sentence(one.attribution.cue) not in vague or _is_named(one, speakers)]
        self.handles = self.sources(heard, speakers)
        self.statements(heard, unproven)
        self.responses(heard, speakers)
        self.evidence(gaps)
        self.unattributed(found, nobody)

    def sentence(self, span: Span) -> Span:
        """The sentence around the beginning of a span."""
        bounds = self.bounds.get(span.passage)
        if not bounds:
            return span
        start, end = bounds[max(bisect_right(bounds, span.start, key=lambda bound: bound[0]) - 1, 0)]
        return Span(span.passage, start, end) if start <= span.start < end else span

    def heard(
        self,
        found: Sequence[Attribution],
        speakers: Sequence[Speaker],
        who: Sequence[tuple[int, ...] | None],
        gaps: Sequence[NoProof],
    ) -> list[Heard]:
        """The statements of the body whose source is known, in the order of the text."""
        heard: list[Heard] = []
        for attribution, named in zip(found, who, strict=True):
            if not named or attribution.nested or self.passages[attribution.passage].kind not in _READ:
                continue
            if self.sentence(attribution.cue) in self.declared:
                self.article.recorded_content.extend(attribution.content)
                continue
            if _is_gap(attribution, gaps):
                continue
            confidence = least(_BY_ACT[attribution.act], *(speakers[index].confidence for index in named))
            if LEVELS.index(confidence) > LEVELS.index(self.lowest):
                continue
            said = read_said(attribution, self.passages, gaps, self.language)
            heard.append(Heard(attribution, said, named, confidence, self.keys(said.text, named, speakers)))
            heard[-1].claim = self.claim(heard[-1])
        heard.sort(key=lambda one: (one.passage, one.start))
        return heard

    def keys(self, text: str, named: tuple[int, ...], speakers: Sequence[Speaker]) -> frozenset[str]:
        """What a statement is about; 'it had shelled the port' is about the one who says so, too."""
        head = text.lower().split(maxsplit=1)[:1]
        if head and head[0] in matters()["pronouns"]:
            places = " ".join(speakers[index].of_place or speakers[index].name for index in named)
            return keys(f"{places} {text}")
        return keys(text)

    def claim(self, one: Heard) -> Claim | None:
        """What a statement says by itself."""
        if not one.said.text or one.said.stance == "declines":
            return None
        attribution = one.attribution
        cue = self.words(attribution.cue)
        made = shape(without_belief(one.said.text), attribution.act, cue, attribution.cue_class, self.language)
        claim = Claim(
            text=one.said.text, kind=made.kind, value=made.value, hedge=made.hedge, tense=made.tense,
            contestable=made.contestable,
        )  # fmt: skip
        # A superlative in somebody's own words is as often praise as a claim of a record.
        claim.confidence = least(one.confidence, "medium") if made.kind == "superlative" else one.confidence
        return claim

    def words(self, span: Span) -> str:
        return self.passages[span.passage].words[span.start : span.end]

    def sources(self, heard: Iterable[Heard], speakers: Sequence[Speaker]) -> dict[int, str]:
        """Adds the sources that speak to the article; the handle of each speaker by its index."""
        handles: dict[int, str] = {}
        for index in dict.fromkeys(index for one in heard for index in one.speakers):
            speaker = speakers[index]
            known = self.known((speaker.name, *speaker.aliases))
            handles[index] = known or unused(speaker.handle, self.article.sources)
            if known is None:
                self.article.sources[handles[index]] = _source(speaker, self.outlets)
        for index, handle in handles.items():
            body = self.article.sources.get(handles.get(_of(speakers[index]), ""))
            source = self.article.sources[handle]
            if body is not None and source.inferred and source.side is None:
                # Whoever speaks for a body is no second source beside it.
                source.side = body.side
                source.organisation = None if body.side else handles[_of(speakers[index])]
        return handles

    def known(self, names: Iterable[str]) -> str | None:
        """The handle of the source that goes by one of some names."""
        for handle, source in list(self.article.sources.items())[len(self.named) :]:
            self.named[handle] = {_bare(name) for name in (source.name or handle, *source.aliases)}
        wanted = {_bare(name) for name in names}
        return next((handle for handle, named in self.named.items() if not wanted.isdisjoint(named)), None)

    def carried(self, one: Heard) -> tuple[list[str], Carried]:
        """The handles of the channels that carried a statement."""
        carried = carried_by(one.attribution, self.passages, self.bounds, self.language, self.outlets)
        handles: list[str] = []
        by_way = self.through.get(one.attribution.cue)
        for channel in (by_way,) if by_way else carried.channels:
            handle = self.known((channel.name,))
            if handle is None:
                handle = unused(slug(channel.name), self.article.sources)
                made = Source(name=channel.name, kind=channel.kind)
                made.confidence = "high"
                self.article.sources[handle] = made
            handles.append(handle)
        return handles, carried

    def statements(self, heard: Sequence[Heard], unproven: Unproven) -> None:
        """Adds the statements and their claims to the article."""
        self.shared(heard, unproven)
        days = inherited_days(heard, self.passages, self.sentence, self.language)
        ids: dict[int, str] = {}
        taken = {statement.id for statement in self.article.statements}
        number = len(self.article.statements)
        for one in heard:
            number += 1
            while f"s{number}" in taken:
                number += 1
            name = ids[id(one)] = f"s{number}"
            via, carried = self.carried(one)
            own = [claim for claim in one.claims if claim.id is None]
            for order, claim in enumerate(own, 1):
                claim.id = f"{name}.{order}"
            statement = Statement(
                id=name,
                source=[self.handles[index] for index in one.speakers],
                via=[handle for handle in via if handle not in {self.handles[index] for index in one.speakers}],
                medium=carried.medium,
                stance=one.said.stance,
                cue_class=one.attribution.cue_class,
                claims=[str(claim.id) for claim in one.claims if claim not in own],
                unproven=[str(claim.id) for claim in one.unproven],
                repeat_of=ids.get(id(one.repeats)),
            )
            statement.says = own
            self.place(statement, one)
            statement.said_as = days.get(id(one))
            self.article.statements.append(statement)

    def place(self, statement: Statement, one: Heard) -> None:
        """Where the statement stands, and each of its parts."""
        attribution = one.attribution
        self.anchor(statement, one)
        statement.spots = Spots(attribution.source, attribution.cue, attribution.content, one.no_proof)

    def anchor(self, record: Statement | Response, one: Heard) -> None:
        """Anchors a record at the source and cue of what was heard."""
        source, cue = one.attribution.source, one.attribution.cue
        together = source is not None and source.passage == cue.passage
        end = max(cue.end, source.end) if together and source else cue.end
        record.span = Span(cue.passage, one.start, end)
        record.at = self.words(record.span)
        record.confidence = one.confidence

    def shared(self, heard: Sequence[Heard], unproven: Unproven) -> None:
        """Adds the claims that more than one statement names, with ids that can be remembered."""
        counts: dict[int, int] = {}
        for one in heard:
            for claim in one.claims:
                counts[id(claim)] = counts.get(id(claim), 0) + 1
        found: dict[int, Claim] = {id(claim): claim for claim in unproven.claims}
        # What accuses somebody is named by the answer, too.
        found |= {id(c): c for one in heard for c in one.claims if counts[id(c)] > 1 or c.adverse_to}
        for claim in found.values():
            claim.id = unused(claim.id or _memorable(claim.text), self.article.claims)
            self.article.claims[claim.id] = claim

    def responses(self, heard: Sequence[Heard], speakers: Sequence[Speaker]) -> None:
        """Adds what the accused answered, where it was no answer: a denial is a statement."""
        handles = {speakers[index].handle: handle for index, handle in self.handles.items()}
        for one in heard:
            for claim in one.claims:
                claim.adverse_to = [handles.get(label, label) for label in claim.adverse_to]
        taken = {str(response.id) for response in self.article.responses}
        for one, response in answers(heard, speakers):
            response.party = handles.get(response.party, response.party)
            response.id = unused(f"r{len(self.article.responses) + 1}", taken)
            self.anchor(response, one)
            taken.add(str(response.id))
            self.article.responses.append(response)

    def evidence(self, gaps: Sequence[NoProof]) -> None:
        """Adds pictures and recordings that are shown, each once, with who gave them and what limits them."""
        declared = {self.sentence(item.span) for item in self.article.evidence if item.span}
        taken = {str(item.id) for item in self.article.evidence}
        for one in find_shown(self.passages, self.bounds, self.language):
            giver = self.giver(one.giver) if one.giver else None
            if giver is None and one.giver:
                continue
            alike = [item for item in self.article.evidence if item.kind == one.kind]
            if self.sentence(one.span) in declared or any(giver in (None, item.supplied_by) for item in alike):
                continue
            item = Evidence(id=unused(one.kind, taken), kind=one.kind, supplied_by=giver)
            item.span = one.span
            item.at = self.words(one.span)
            item.confidence = "medium"
            taken.add(str(item.id))
            self.article.evidence.append(item)
        for gap in (gap for gap in gaps if gap.about == "media"):
            # 'The video could not be verified': the one that was spoken of last.
            before = [
                item for item in self.article.evidence if item.inferred and item.span and item.span <= gap.sentence
            ]
            if before:
                before[-1].caveat_spans.append(gap.span)

    def giver(self, span: Span) -> str | None:
        """The handle of who gave something, else the words for it; None for a pronoun."""
        words = self.words(span).rstrip(" .")
        for named in read_name(words, "", self.language):
            if named.naming == "pronoun":
                return None
            known = self.known(name for name in (named.name, named.acronym) if name)
            # By a last name, or by the end of a body's: 'the coast guard' is the Ostland coast guard.
            end = f" {named.name.lower().removeprefix('the ')}"
            ends = [handle for handle, one in self.article.sources.items() if (one.name or "").lower().endswith(end)]
            if known or len(ends) == 1:
                return known or ends[0]
        return words

    def unattributed(self, found: Sequence[Attribution], nobody: Iterable[Claim]) -> None:
        """Adds what the article says in its own voice and leaves open: nobody's words, superlatives, bare figures."""
        for claim in nobody:
            self.flat(claim)
        for one in find_superlatives(self.passages, found, self.language):
            superlative = self.own_voice(one.span, "superlative")
            superlative.confidence = "high"
            self.flat(superlative)
        for figure in find_bare_figures(self.passages, found, self.language):
            claim = self.own_voice(figure.span, figure.kind)
            claim.value = figure.value
            self.flat(claim)

    def own_voice(self, span: Span, kind: str) -> Claim:
        words = self.words(span).strip()
        claim = Claim.model_validate({"text": words.removesuffix("."), "kind": kind, "mentions": [{"at": words}]})
        claim.mentions[0].span = span
        claim.confidence = "medium"
        return claim

    def flat(self, claim: Claim) -> None:
        span = claim.mentions[0].span
        if span is not None and self.sentence(span) in self.declared:
            return
        claim.id = unused(_memorable(claim.text), self.article.claims)
        self.article.claims[claim.id] = claim


def _recorded(article: Article) -> list[Span]:
    """Where declared statements and mentions stand."""
    spans = [statement.span for statement in article.statements]
    spans += [mention.span for claim in article.every_claim() for mention in claim.mentions]
    return [span for span in spans if span is not None]


def _is_gap(attribution: Attribution, gaps: Sequence[NoProof]) -> bool:
    """Whether an attribution is only the words that no proof was given: 'offered | no evidence'."""
    cue = attribution.cue
    return any(
        gap.span.passage == cue.passage and gap.span.start < cue.end and cue.start < gap.span.end for gap in gaps
    )


def _is_named(one: Heard, speakers: Sequence[Speaker]) -> bool:
    return any(speakers[index].described_as is None for index in one.speakers)


def _source(speaker: Speaker, outlets: Collection[str]) -> Source:
    official = speaker.place_name or speaker.kind in ("government", "office", "institution") or speaker.role
    source = Source(
        name=speaker.name,
        aliases=[alias for alias in speaker.aliases if alias != speaker.name],
        kind="outlet" if speaker.name in outlets else speaker.kind,
        role=speaker.role,
        place_name=speaker.place_name or None,
        side=slug(speaker.of_place) if speaker.of_place and official else None,
        anonymous=Anonymous(described_as=speaker.described_as) if speaker.described_as else None,
    )
    source.confidence = speaker.confidence
    return source


def _bare(name: str) -> str:
    """A name in small letters and without its article: 'The roads office' is the 'roads office' of a record."""
    return name.casefold().removeprefix("the ")


def _of(speaker: Speaker) -> int:
    """The index of the body that somebody belongs to; -1 for none."""
    return -1 if speaker.of_body is None else speaker.of_body


def _memorable(text: str) -> str:
    """'capture-soldiers': the first words of a claim that tell what it is."""
    empty = matters()["empty"]
    words = [word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in empty and len(word) > 2]
    return "-".join(words[:3]) or "claim"


__all__ = ["infer", "reads"]
