"""Each statement with what the text around its anchor adds: cue, day, quotation, credit, places."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from attribcheck.article import Article, CueClass, Statement
from attribcheck.assessment.quotations import dropped_limits, match
from attribcheck.assessment.textview import TextView
from attribcheck.facts import QuoteFacts, SourceFacts, StatementFacts
from attribcheck.language.cues import Cue, class_of, find_cue
from attribcheck.language.days import find_days, is_future, resolve_day, said_day
from attribcheck.language.phrases import find
from attribcheck.places import Place, Span

_ISO_LENGTH = 10


class Day(NamedTuple):
    """The day of a statement, the words that give it, and how it is known."""

    on: date | None
    words: str | None
    basis: Literal["explicit", "resolved", "inherited", "none"]


class StatementReader:
    """Makes the facts of each statement of one article."""

    def __init__(self, article: Article, view: TextView, sources: dict[str, SourceFacts]) -> None:
        self.article = article
        self.view = view
        self.sources = sources
        self.published = article.published
        self._anchors = sorted(s.span for s in article.statements if s.span)
        self._by_id = {statement.id: statement for statement in article.statements}
        self._days: dict[str, Day] = {}
        self._cues: dict[str, tuple[Cue | None, CueClass | None, Span | None]] = {}

    def facts(self, statement: Statement) -> StatementFacts:
        """All facts of one statement, save those that need the other statements' facts."""
        span = statement.span
        sentence = self.view.sentence(span) if span else None
        cue, cue_class, cue_span = self._cue(statement, span, sentence)
        day = self._day(statement)
        sources = [self.sources[name] for name in statement.source]
        channels = [self.sources[name] for name in statement.via]
        uncredited = self._uncredited(statement, channels)
        anchor = self._place(span)
        quote, content = self._quote(statement, span, sentence)
        passage = self.view.passages[span.passage] if span else None
        no_proof = (
            find("no-proof", self.view.words(sentence.passage), self.view.language, *sentence[1:]) if sentence else []
        )
        spots = statement.spots
        source_span = spots.source if spots else self._credit(sentence, sources)
        days_in_text = bool(sentence and find_days(self._text(sentence), self.view.language))
        interpreter = self.sources.get(statement.interpreter or "")
        cue_at = self._place(cue_span)
        own = [*statement.claims, *(str(said.id) for said in statement.says)]
        return {
            "id": str(statement.id),
            "confidence": statement.confidence,
            "source": sources[0] if sources else None,
            "sources": sources,
            "speaker": statement.speaker,
            "via": channels,
            "medium": statement.medium,
            "medium_disclosed": statement.medium_disclosed,
            "credited": not uncredited and statement.credited is not False if channels else None,
            "uncredited": uncredited,
            "cue": statement.cue or (cue.text if cue else None),
            "cue_class": statement.cue_class or cue_class,
            "cue_tags": list(cue.tags) if cue else [],
            "cue_negated": bool(cue and cue.negated),
            "stance": statement.stance,
            "said": day.on.isoformat() if day.on else None,
            "said_as": day.words,
            "said_basis": day.basis,
            "age_days": (self.published - day.on).days if self.published and day.on else None,
            "dated_in_text": days_in_text or day.words is not None,
            "vague_time": self._vague_time(sentence),
            "claims": own,
            "unproven": statement.unproven,
            "based_on": statement.based_on,
            "knows_by": statement.knows_by,
            "independence": statement.independence,
            "scope": statement.scope,
            "covers": statement.covers,
            "covers_in_text": bool(sentence and statement.covers and self.view.find_in(sentence, statement.covers)),
            "repeat_of": statement.repeat_of,
            "also_by_office": False,
            "quote": quote,
            "language": statement.language,
            "translation_disclosed": statement.translation_disclosed,
            "interpreter": statement.interpreter,
            "interpreter_is_party": bool(interpreter and interpreter["party"]),
            "url": statement.url,
            "evidence_url": self._evidence_url(sentence),
            "archived": statement.archived,
            "locator": statement.locator,
            "caveats": statement.caveats,
            "caveat_in_section": bool(
                passage and any(self._section(spot) == passage.section for spot in statement.caveat_spans)
            ),
            "in_text": span is not None,
            "in_heading": bool(passage and passage.is_heading),
            "in_headline": bool(passage and passage.kind == "headline"),
            "corroborates": False,
            "sentence": self.view.sentence_number(span) if span else 0,
            "section": passage.section if passage else 0,
            "place": self._place(sentence),
            "anchor": anchor,
            "cue_at": cue_at,
            "source_at": self._place(source_span),
            "content_at": [self.view.place(part) for part in spots.content] if spots else content,
            "no_proof_at": (self._place(spots.no_proof) if spots else None)
            or self._no_proof(sentence, no_proof)
            or anchor,
            "focus": cue_at or anchor,
        }

    def day(self, statement: Statement) -> date | None:
        """The day on which it was said, resolved or inherited; None where none is known."""
        return self._day(statement).on

    def _place(self, span: Span | None) -> Place | None:
        return self.view.place(span) if span else None

    def _text(self, span: Span) -> str:
        return self.view.words(span.passage)[span.start : span.end]

    def _section(self, span: Span) -> int:
        return self.view.passages[span.passage].section

    def _cue(
        self, statement: Statement, span: Span | None, sentence: Span | None
    ) -> tuple[Cue | None, CueClass | None, Span | None]:
        """The cue that joins source and words, looked for once."""
        key = str(statement.id)
        if key not in self._cues:
            self._cues[key] = self._find_cue(statement, span, sentence)
        return self._cues[key]

    def _find_cue(
        self, statement: Statement, span: Span | None, sentence: Span | None
    ) -> tuple[Cue | None, CueClass | None, Span | None]:
        """The cue that joins source and words: as recorded, else as found by the anchor."""
        if statement.spots:
            return self._cue_at(statement.spots.cue)
        if statement.cue:
            kind, _ = class_of(statement.cue, self.view.language)
            where = self.view.find_in(sentence, [statement.cue]) if sentence else None
            return None, kind or "neutral", where
        if span is None or sentence is None:
            return None, None, None
        passage = span.passage
        found = find_cue(
            self.view.words(passage), self.view.language, span[1:], sentence[1:], self.view.quoted(passage)
        )
        if found is None:
            return None, None, None
        return found, found.cue_class, Span(passage, found.start, found.end)

    def _cue_at(self, span: Span) -> tuple[Cue | None, CueClass | None, Span | None]:
        """The cue that an inferred statement has; words that the list lacks ('claim that') are neutral."""
        words = self._text(span)
        kind, negated = class_of(words, self.view.language)
        return Cue(span.start, span.end, words, words.lower(), kind or "neutral", (), negated), kind or "neutral", span

    def _day(self, statement: Statement) -> Day:
        key = str(statement.id)
        if key not in self._days:
            self._days[key] = Day(None, None, "none")  # ends a ring of repeats
            self._days[key] = self._find_day(statement)
        return self._days[key]

    def _find_day(self, statement: Statement) -> Day:
        in_text = self._day_in_text(statement)
        if statement.said:
            if len(statement.said) >= _ISO_LENGTH and statement.said[4:5] == "-":
                given = date.fromisoformat(statement.said[:_ISO_LENGTH])
                words = statement.said_as or (in_text.words if in_text.on == given else None)
                return Day(given, words, "explicit")
            on = resolve_day(statement.said, self.published, self.view.language)
            return Day(on, statement.said_as or statement.said, "resolved" if on else "none")
        if in_text.on or in_text.words:
            return in_text
        repeated = self._by_id.get(statement.repeat_of)
        if repeated is not None:
            inherited = self._day(repeated).on
            return Day(inherited, None, "inherited" if inherited else "none")
        return Day(None, statement.said_as, "none")

    def _day_in_text(self, statement: Statement) -> Day:
        span = statement.span
        if span is None:
            return Day(None, None, "none")
        if statement.said_as:
            on = resolve_day(statement.said_as, self.published, self.view.language)
            return Day(on, statement.said_as, "resolved" if on else "none")
        sentence = self.view.sentence(span)
        _, _, cue = self._cue(statement, span, sentence)
        if cue is None:
            return Day(None, None, "none")
        words = self.view.words(span.passage)
        quoted = self.view.quoted(span.passage)
        found = said_day(words, sentence[1:], cue[1:], quoted, self.view.language)
        if found is None:
            return Day(None, None, "none")
        future = is_future(words, cue[1:], self.view.language)
        on = resolve_day(found.text, self.published, self.view.language, future=future)
        return Day(on, found.text, "resolved" if on else "none")

    def _uncredited(self, statement: Statement, channels: list[SourceFacts]) -> list[SourceFacts]:
        """Outlets that the text does not name, or that the record says are not credited."""
        outlets = [channel for channel in channels if channel["kind"] == "outlet"]
        if statement.credited is not None:
            return [] if statement.credited else outlets
        return [o for o in outlets if not any(self.view.holds(name) for name in (o["name"], *o["aliases"]))]

    def _credit(self, sentence: Span | None, sources: list[SourceFacts]) -> Span | None:
        """Where the sentence names its source: the whole name, an alias, else a person's last name."""
        if sentence is None:
            return None
        for source in sources:
            names = [source["name"], *sorted(source["aliases"], key=len, reverse=True)]
            if source["kind"] == "person" and source["anonymous"] is None and " " in source["name"]:
                names.append(source["name"].split()[-1])
            found = self.view.find_in(sentence, names)
            if found:
                return found
        return None

    def _no_proof(self, sentence: Span | None, found: list[tuple[int, int]]) -> Place | None:
        return self.view.place(Span(sentence.passage, *found[0])) if sentence and found else None

    def _vague_time(self, sentence: Span | None) -> str | None:
        if sentence is None:
            return None
        words = self.view.words(sentence.passage)
        for start, end in find("vague-time", words, self.view.language, sentence.start, sentence.end):
            if self.view.outside_quotations(sentence, Span(sentence.passage, start, end)):
                return words[start:end]
        return None

    def _evidence_url(self, sentence: Span | None) -> bool:
        return sentence is not None and any(
            item.url and item.span and self.view.sentence(item.span) == sentence for item in self.article.evidence
        )

    def _quote(
        self, statement: Statement, span: Span | None, sentence: Span | None
    ) -> tuple[QuoteFacts | None, list[Place]]:
        given = statement.quote
        found = self._quotation(span, sentence) if span and sentence else None
        text = (given.text if given else None) or (self._text(found) if found else None)
        if text is None and given is None:
            return None, []
        place = self._quote_place(text, found, sentence)
        kind = (given.kind if given else None) or _kind(text)
        original = given.original if given else None
        same_language = statement.language is None or statement.language == self.article.language
        altered, difference, dropped = False, None, list[str]()
        if original and text and same_language:
            runs, difference = match(text, original)
            altered = difference is not None
            if kind == "partial" and not altered:
                dropped = dropped_limits(runs, original, sentence, self.view)
        quote: QuoteFacts = {
            "kind": kind,
            "text": text,
            "original": original,
            "altered": altered,
            "difference": difference,
            "dropped": dropped,
            "place": place,
        }
        return quote, [place] if place else []

    def _quote_place(self, text: str | None, found: Span | None, sentence: Span | None) -> Place | None:
        if found is not None and (text is None or text == self._text(found)):
            return self.view.place(found)
        where = self.view.find_in(sentence, [text]) if sentence and text else None
        return self._place(where or found)

    def _quotation(self, span: Span, sentence: Span) -> Span | None:
        """The quotation in the anchor's sentence that belongs to it: no other statement's anchor stands between."""
        after, before = None, None
        for quotation in self.view.quotations(span.passage):
            if quotation.end <= sentence.start or quotation.start >= sentence.end:
                continue
            inner = Span(span.passage, quotation.inner_start, quotation.inner_end)
            if quotation.end > span.start and after is None and self._free(span.end, quotation.start, span):
                after = inner
            elif quotation.end <= span.start and self._free(quotation.end, span.start, span):
                before = inner
        return after or before

    def _free(self, start: int, end: int, own: Span) -> bool:
        return not any(
            other.passage == own.passage and start <= other.start < end for other in self._anchors if other != own
        )


def _kind(text: str | None) -> Literal["full", "partial"] | None:
    """Full if they are a whole sentence: a capital at the head, a stop (or the comma before 'he said') at the end."""
    if not text:
        return None
    words = text.strip()
    whole = words[:1].isupper() and words[-1:] in ".!?…,"
    return "full" if whole else "partial"
