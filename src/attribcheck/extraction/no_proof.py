"""Sentences which say that no proof was given, or that nobody could check it, and what they are about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from attribcheck.extraction.identity import nationality_given
from attribcheck.extraction.word_keys import matters
from attribcheck.language.phrases import find
from attribcheck.language.quotations import inside, quotations
from attribcheck.language.sentences import sentences
from attribcheck.language.words import Language
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import Passage

# All that was said; who somebody is; a figure; something that is named; a picture and not a claim.
About = Literal["all", "identity", "figure", "matter", "media"]

_READ = ("paragraph", "list-item")
# 'proof of their nationality', 'evidence to support the claim', 'evidence that the drone was foreign'
_OBJECT = re.compile(
    r"\s+(?:of|for|about|that|on|to\s+(?:support|back(?:\s+up)?|substantiate|prove)|in\s+support\s+of|supporting|backing)\s+"
    r"([^.;,]+)",
    re.IGNORECASE,
)
# 'no evidence of | their nationality | was presented'
_INSIDE = re.compile(r"(?:proof|evidence)\s+(?:of|for|that|to)\s+(.+?)\s+(?:was|were|has|had)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# Between a clause's edge and the words that say so: 'The claim could not be verified'.
_EDGE = re.compile(r"[,;:–—]|\b(?:but|and|while|though|although|which|who)\b", re.IGNORECASE)
# 'unverified reports' is no sentence about a claim; 'remains unverified' is.
_ADJECTIVE = re.compile(r"un(?:verified|confirmed)$", re.IGNORECASE)
_PREDICATE = re.compile(r"\b(?:is|are|was|were|remains?|remained|been|stays?)\s+$", re.IGNORECASE)
# 'no proof of who they were'
_WHO = re.compile(r"who\s+(?:they|he|she|the\s+\w+|these\s+\w+)\s+(?:are|is|were|was|really)\b", re.IGNORECASE)
_HELPER = re.compile(r"\b(?:could|can|has|have|had|was|were|is|are|no|unable|not|un\w+|cannot|yet|impossible)\b")
# Behind so many edges stands a clause of its own before the thing and 'which'.
_WHICH = 2
# Far enough for 'remains' before the adjective.
_REACH = 12


@dataclass(frozen=True, slots=True)
class NoProof:
    """One such place. `span` are its words, `sentence` the sentence around them.

    `matter` are the words of what it is about ('their nationality'), `subject` those before it in its clause.
    `several` tells that it speaks of more than one claim ('the claims could not be verified').
    """

    span: Span
    sentence: Span
    about: About
    matter: str
    subject: str
    several: bool


def find_no_proof(passages: Sequence[Passage], language: Language) -> list[NoProof]:
    """The places, outside quotations, of an article's paragraphs, in the order of the text."""
    found: list[NoProof] = []
    for passage in passages:
        if passage.kind in _READ:
            found += _in_passage(passage, language)
    return found


def _in_passage(passage: Passage, language: Language) -> list[NoProof]:
    words = passage.words
    hits = [(*hit, "no-proof") for hit in find("no-proof", words, language)]
    hits += [(*hit, "unverified") for hit in find("unverified", words, language)]
    if not hits:
        return []
    quoted = [(one.start, one.end) for one in quotations(words)]
    bounds = sentences(words, language)
    found: list[NoProof] = []
    end_of_last = -1
    for start, end, kind in sorted(hits):
        if start < end_of_last or inside(quoted, start):
            continue
        adjective = _ADJECTIVE.search(words, start, end)
        if adjective and not _PREDICATE.search(words, max(start - _REACH, 0), start):
            continue
        end_of_last = end
        first, last = bounds[max(bisect_right(bounds, start, key=lambda bound: bound[0]) - 1, 0)]
        span, sentence = Span(passage.index, start, end), Span(passage.index, first, last)
        found.append(_read(words, span, sentence, kind, language))
    return found


def _read(words: str, span: Span, sentence: Span, kind: str, language: Language) -> NoProof:
    edges = [edge.end() for edge in _EDGE.finditer(words, sentence.start, span.start)]
    subject = words[edges[-1] if edges else sentence.start : span.start].strip()
    if not subject and edges:
        # 'a video, the origin of which could not be confirmed': what 'which' stands for is before it.
        subject = words[edges[-3] if len(edges) > _WHICH else sentence.start : span.start].strip()
    thing = _OBJECT.match(words, span.end, sentence.end) if kind == "no-proof" else None
    inside = _INSIDE.search(words, span.start, span.end) if kind == "no-proof" and thing is None else None
    thing = thing or inside
    if thing:
        matter = thing.group(1).strip()
    elif kind == "unverified":
        behind = _EDGE.split(words[span.end : sentence.end], maxsplit=1)[0].strip(" .")
        # 'Neither | figure could be verified'
        between = _HELPER.split(words[span.start : span.end], maxsplit=1)[0].strip()
        matter = " ".join(part for part in (subject, between, behind) if part)
    else:
        matter = ""
    if kind == "no-proof" and words[sentence.start : span.start].strip().lower() == "neither":
        # Of both who spoke last.
        return NoProof(span, sentence, "all", "neither", subject, True)
    if nationality_given(matter, language):
        return NoProof(span, sentence, "identity", matter, subject, False)
    named = {word.lower() for word in _WORD.findall(matter)}
    return NoProof(span, sentence, _about(named, matter, thing is not None), matter, subject, _several(named))


def _about(named: set[str], matter: str, is_object: bool) -> About:
    lists = matters()
    if not matter:
        return "all"
    if _WHO.match(matter):
        return "identity"
    for kind in ("media", "identity"):
        if named & lists[kind]:
            return "identity" if kind == "identity" else "media"
    if named & lists["figures"]:
        return "figure"
    if named & lists["said-before"] and not (is_object and len(named) > 6):
        return "all"
    return "matter" if is_object else "all"


def _several(named: set[str]) -> bool:
    return bool(named & matters()["several"])
