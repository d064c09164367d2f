"""The second way through the house: from prose to its sidecar, which a person completes.

prose ─ reading ─→ Article ─ extraction ─→ Article ─ recording ─→ sidecar

A record that is there already is added to: the anchors that moved are brought up to date, entries whose words are
gone are set apart, and what the prose says beyond the record is put at the end of its blocks. Nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from attribcheck.article import Article
from attribcheck.assessment import assess
from attribcheck.entries import article_entry
from attribcheck.extraction.inference import infer, reads
from attribcheck.pipeline import Options, configuration_for
from attribcheck.reading.decode import decode
from attribcheck.reading.faults import Fault, Reading
from attribcheck.recording.article_file import encoded
from attribcheck.recording.growing import NoRoom, grown
from attribcheck.recording.lost_anchors import mend
from attribcheck.recording.new_entries import BLOCKS, NOT_READ, NewEntries, new_entries
from attribcheck.recording.set_aside import set_aside
from attribcheck.recording.yaml_words import flow
from attribcheck.workspace.opening import Opened
from attribcheck.workspace.sidecars import place_of

_HEAD = """\
# yaml-language-server: $schema=https://attribcheck.dev/schemas/article.schema.json
# What stands behind an entry as a comment is for a person to decide. An entry that does not hold: put '#' before it,
# and it is not offered again.
attribcheck: 1
article: {article}
"""
_STAKE = "# who has a stake in the matter: party, interested or none?"


class NotAnnotated(Exception):  # noqa: N818 (often nothing went wrong: there is nothing to write, or nobody to read it)
    """No record was written; `str()` says why, `faults` are what must be mended first."""

    def __init__(self, why: str, faults: list[Fault] | None = None) -> None:
        super().__init__(why)
        self.faults = faults or []


@dataclass(slots=True)
class Annotation:
    """A record brought up to date: its path, its bytes before (None: there was none) and after, and what came of it.

    `moved` are the words of anchors before and after, `apart` those of entries that were set apart, `left` those of
    anchors that nothing could be done about. `found` counts the new entries by block.
    """

    path: str
    before: bytes | None
    data: bytes
    found: dict[str, int]
    moved: list[tuple[str, str]] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def annotate(opened: Opened, options: Options) -> Annotation:
    """What the record of an article should hold; nothing is written. Raises `NotAnnotated`."""
    reading = opened.reading
    faults = [fault for fault in reading.faults if fault.stops and fault.kind != "anchor-not-found"]
    if reading.article is None or faults:
        raise NotAnnotated("the article must be mended before it can be annotated.", faults or reading.faults)
    configuration = configuration_for(opened.path, options)
    before, record = opened.record_data, opened.record
    if record is None:
        record = place_of(opened.path, configuration.sidecars)
        opened.record = record
        # Its name is enough: both the mirror and the article's own folder lead to it.
        opened.record_data = _HEAD.format(article=flow(Path(opened.path).name)).encode()
    assert opened.record_data is not None
    if record.lower().endswith(".json"):
        raise NotAnnotated("a record in JSON has no room for comments; write it in YAML.")
    text = decode(opened.record_data)

    def read(words: str) -> Reading:
        return opened.read_again(words.encode())

    mended = mend(text, record, read)
    article = _article(read(mended.text))
    if before is None and not reads(article):
        why = f"nothing is looked for in {article.kind}." if article.kind != "news" else "its language is not read."
        raise NotAnnotated(why)
    level = options.inference or configuration.inference
    infer(article, "medium" if level == "off" else level)
    entry = article_entry(opened.path, assess(article, [], None))
    found = new_entries(article, entry, set_aside(mended.text), at_first=NOT_READ not in mended.text)
    if not reads(article):
        found.unread = []
    if before is None and not any(found.counts().values()):
        raise NotAnnotated("nothing was recognised in it, so there is nothing to record.")
    made = _first(text, found, article) if before is None else _grown(mended.text, record, found)
    _hold(made, mended.text, read)
    data = encoded(made, before or b"")
    return Annotation(record, before, data, found.counts(), mended.moved, mended.apart, mended.left)


def _article(reading: Reading) -> Article:
    assert reading.article is not None
    return reading.article


def _first(head: str, found: NewEntries, article: Article) -> str:
    """A record from its head and its entries."""
    parts = [head]
    if article.published is None:
        parts.append("# published: YYYY-MM-DD  # the day from which 'Sunday' is counted back\n")
    sides = dict.fromkeys(one.side for one in article.sources.values() if one.inferred and one.side)
    if sides:
        parts.append("\n# sides: {" + ", ".join(f"{side}: " for side in sides) + f"}}  {_STAKE}\n")
    for block in BLOCKS:
        lines = [line for one in getattr(found, block) for line in one.lines()]
        lines += found.unread if block == "statements" else []
        parts += [f"\n{block}:\n", *(f"  {line}\n" for line in lines)] if lines else []
    return "".join(parts)


def _grown(text: str, path: str, found: NewEntries) -> str:
    """The record's text with the entries in it. Raises `NotAnnotated`."""
    try:
        for block in BLOCKS:
            text = grown(text, path, block, getattr(found, block), found.unread if block == "statements" else [])
    except NoRoom as why:
        raise NotAnnotated(str(why)) from None
    return text


def _hold(made: str, before: str, read: Callable[[str], Reading]) -> None:
    """Reads what was made once more: all that the record held must be there as it was. Raises `NotAnnotated`."""
    old, new = read(before), read(made)
    known = {(fault.kind, fault.message) for fault in old.faults}
    fresh = [fault for fault in new.faults if fault.stops and (fault.kind, fault.message) not in known]
    if new.article is None or fresh or not _holds(_article(new), _article(old)):
        raise NotAnnotated(
            "its record is written in a way that cannot be added to without changing what is there.", fresh
        )


def _holds(new: Article, old: Article) -> bool:
    """Whether one record holds all that another does, in the same order."""
    for block in Article.model_fields:
        ours, theirs = getattr(new, block), getattr(old, block)
        if block in ("sources", "claims"):
            ours = {key: value for key, value in ours.items() if key in theirs}
        elif isinstance(theirs, list):
            # What the prose itself records comes behind the record's own.
            ours = [one for one in ours if any(one == other for other in theirs)]
        if ours != theirs:
            return False
    return True
