"""The sample story and its variants: each changes one thing in the record."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

import attribcheck
from attribcheck.report import ArticleEntry, Report

SAMPLES = Path(__file__).parents[1] / "samples"
# The samples that hold their text themselves, and all of them.
STRUCTURED = sorted(file for file in SAMPLES.glob("*.yaml") if not file.stem.endswith(".sources"))
STORIES = sorted([*STRUCTURED, *SAMPLES.glob("*.md")])
STORY = SAMPLES / "prisoner-offer.yaml"
ALL_PACKS = ("core", "strict", "conflict")

Record = dict[str, Any]
VARIANTS: dict[str, Callable[[Record], None]] = {}


def variant(change: Callable[[Record], None]) -> Callable[[Record], None]:
    VARIANTS[change.__name__] = change
    return change


def load(path: Path = STORY) -> Record:
    record: Record = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return record


def check(record: Record, packs: tuple[str, ...] = ALL_PACKS, **more: Any) -> Report:
    return attribcheck.check_text(json.dumps(record), path="story.json", packs=packs, **more)


def changed(name: str, path: Path = STORY) -> Report:
    record = copy.deepcopy(load(path))
    VARIANTS[name](record)
    return check(record)


def key(article: ArticleEntry) -> list[tuple[str, str, str]]:
    """Rule, severity and what it is about: claims, else evidence, statement or source."""
    rows = []
    for finding in article.findings:
        by_claims = (
            finding.rule[:3] in ("EVD", "COR", "HED", "NUM", "TIM", "ATT", "CON", "FAI", "QUO") and finding.claims
        )
        subject = "+".join(sorted(finding.claims)) if by_claims else ""
        if finding.rule in ("ATT008", "CON003", "QUO004", "PRV005", "QUO002", "QUO003", "ATT003", "ATT004"):
            subject = finding.statement or ""
        if finding.rule == "FAIR001":
            subject = f"{finding.party}:{subject}"
        rows.append((finding.rule, finding.severity, subject or finding.evidence or finding.source or ""))
    return sorted(rows)


def statement(record: Record, name: str) -> Record:
    for number, entry in enumerate(record["statements"], 1):
        if entry.get("id", f"s{number}") == name:
            found: Record = entry
            return found
    raise KeyError(name)


def said(record: Record, name: str) -> Record:
    """The claim that one statement alone makes."""
    says = statement(record, name)["says"]
    found: Record = says[0] if isinstance(says, list) else says
    return found


@variant
def v1(record: Record) -> None:
    """The full sentence of the confirming agency is known: it rested on the captor's agency."""
    entry = statement(record, "nis-afp")
    entry["independence"] = "shared"
    entry["quote"] = {
        "original": "Through real-time cooperation with Ukraine's intelligence agency (SBU), the NIS has confirmed "
        "that the Ukrainian military captured two North Korean soldiers on January 9 in the Kursk battlefield in Russia."
    }


@variant
def v2(record: Record) -> None:
    """An earlier live capture is on record."""
    record["claims"]["first-alive"]["conflicts"] = [
        {"by": "nis", "value": "a soldier was captured alive on 26 December", "on": "2024-12-27"}
    ]


@variant
def v3(record: Record) -> None:
    """Another count of the losses is on record."""
    said(record, "s8")["conflicts"] = [{"by": "rok-military", "value": "1100", "on": "2024-12-23"}]


@variant
def v4(record: Record) -> None:
    """Two undated statements were made three weeks before."""
    statement(record, "s8")["said"] = "2024-12-23"
    statement(record, "s14")["said"] = "2024-12-23"


@variant
def v5(record: Record) -> None:
    """The silence of both accused governments is in the text."""
    record["body"] += "\nNeither Moscow nor Pyongyang has said anything about it in public.\n"
    record["responses"] = [
        {"party": party, "kind": "no-public-comment", "at": "Neither Moscow nor Pyongyang has said"}
        for party in ("russia", "north-korea")
    ]


@variant
def v6(record: Record) -> None:
    """The confirmation is taken out."""
    confirming = (statement(record, "nis-afp"), statement(record, "s9"))
    record["statements"] = [
        {"id": f"s{number}", **entry}
        for number, entry in enumerate(record["statements"], 1)
        if not any(entry is gone for gone in confirming)
    ]


@variant
def v7(record: Record) -> None:
    """The confirmer is of the claimant's own side."""
    record["sources"]["ministry"] = {"name": "Ukrainian defence ministry", "side": "ukraine"}
    for name in ("nis-afp", "s9", "s10"):
        statement(record, name)["source"] = "ministry"


@variant
def v8(record: Record) -> None:
    """The agency is entered as the source."""
    for name in ("nis-afp", "s9", "s10"):
        entry = statement(record, name)
        entry["source"] = "afp"
        entry.pop("via", None)
        entry["based_on"] = ["nis"]


@variant
def v9(record: Record) -> None:
    """The video is offered as proof of nationality."""
    record["evidence"]["video"]["offered_for"] = ["nationality", *record["evidence"]["video"]["supports"]]


@variant
def v10(record: Record) -> None:
    """The repeat is entered as a second corroboration."""
    del statement(record, "s9")["repeat_of"]


@variant
def v11(record: Record) -> None:
    """The page embeds the video."""
    record["evidence"]["video"]["use"] = "embedded"


@variant
def v12(record: Record) -> None:
    """Independence is recorded as established."""
    statement(record, "nis-afp")["independence"] = "established"


@variant
def v13(record: Record) -> None:
    """A later figure by the same government replaces the first one."""
    said(record, "s8")["superseded_on"] = "2025-01-12"
