"""The baseline: findings that a newsroom has frozen, so that a run fails on new ones only.

    {
    "schema": "attribcheck/baseline/1",
    "findings": [
    {"path": "content/bridge.yaml", "rule": "ATT001", "words": "the north bridge fell", "count": 1}
    ]
    }

A finding is known by its article, its rule and its words, as in its fingerprint; never by a line,
so that it survives whatever is written above it. Of several alike, `count` are frozen.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from attribcheck.engine.evaluation import fingerprint
from attribcheck.places import Place, SourceText
from attribcheck.reading.decode import decode
from attribcheck.reading.json_nodes import read_json
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.report import ArticleEntry, Finding, Suppression, encodable
from attribcheck.workspace import rulebook
from attribcheck.workspace.private import Guard
from attribcheck.workspace.repository import root_from

FILE = "attribcheck-baseline.json"
SCHEMA = "attribcheck/baseline/1"
STALE = "baseline-stale"
REASON = "in the baseline"
_SUPPRESSION = Suppression(reason=REASON)
_ENTRY = ("path", "rule", "words", "count")
_ANEW = "Mend it, or remove the file and write it anew with 'attribcheck baseline write'."
# In a message; the place shows the words whole.
_SHOWN = 80


class BaselineError(Exception):
    """A baseline cannot be used. `str()` gives file:line:column, what is wrong, and a way out."""

    def __init__(self, message: str, path: str, line: int = 1, column: int = 1, fix: str = _ANEW) -> None:
        super().__init__(message)
        self.message, self.path, self.line, self.column, self.fix = message, path, line, column, fix

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message} {self.fix}"


class Key(NamedTuple):
    """What a finding is known by."""

    path: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """One entry of the file; `place` is where its words stand there, `byte_columns` as in a finding."""

    key: Key
    count: int
    place: Place
    byte_columns: tuple[int, int] | None = None


def key(path: str, finding: Finding) -> Key:
    """What a finding of the article at `path`, from the repository's root, is known by."""
    words = " ".join(finding.place.seen.casefold().split())
    return Key(encodable(path), finding.rule, encodable(words))


def is_lasting(finding: Finding) -> bool:
    """Whether a finding is reported whatever was known before: what keeps a file from being judged, and leaks."""
    fault = rulebook.file_faults().get(finding.rule)
    return fault is not None and fault.severity == "error"


def place_for(path: str, configured: str | None = None) -> Path:
    """Where the baseline of a file or folder stands unless the user names a place: as configured, else at the root."""
    named = Path(path)
    if configured is None:
        return root_from(named if named.is_dir() else named.parent) / FILE
    try:
        # A report shows no path that nobody typed.
        return Path(configured if named.is_absolute() else os.path.relpath(configured))
    except (OSError, ValueError):
        return Path(configured)


def in_force(path: str, file: str | None = None, configured: str | None = None) -> Baseline | None:
    """The baseline that the user names, else the one for `path` if there is one. Raises `BaselineError`."""
    if file is not None:
        return load(Path(file))
    usual = place_for(path, configured)
    return load(usual) if configured is not None or usual.is_file() else None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The frozen findings of one file, in its order; `path` is the file as the user would name it."""

    path: str
    frozen: tuple[Frozen, ...] = ()
    _by_article: dict[str, list[Frozen]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for entry in self.frozen:
            self._by_article.setdefault(entry.key.path, []).append(entry)

    def apply(self, article: ArticleEntry, unheard: Collection[str] = (), *, now: bool = True) -> None:
        """Suppresses the findings of an article that are frozen, and adds one for each entry that is stale.

        A rule that was not in force makes nothing stale, nor does one of `unheard`: rules that failed,
        or that exist outside the rule book and were left out. `now`: the article was judged as it
        is. On an earlier day there may have been nothing to find yet.
        """
        frozen = self._by_article.get(encodable(article.uri_path))
        if not frozen:
            return
        left = [entry.count for entry in frozen]
        fitting: dict[Key, list[int]] = {}
        for number, entry in reversed(list(enumerate(frozen))):
            fitting.setdefault(entry.key, []).append(number)
        judged = True
        for finding in article.findings:
            if is_lasting(finding):
                judged = False
            elif finding.suppressed is None and (numbers := fitting.get(key(article.uri_path, finding))):
                finding.suppressed = _SUPPRESSION.model_copy()
                left[numbers[-1]] -= 1
                if not left[numbers[-1]]:
                    numbers.pop()
        if not (judged and now):
            return
        alike: Counter[Key] = Counter()
        for entry, rest in zip(frozen, left, strict=True):
            if rest and _was_heard(entry.key.rule, article, unheard):
                alike[entry.key] += 1
                article.findings.append(_stale(entry, _no_longer(entry, entry.count - rest), alike[entry.key]))

    def gone(self, exists: Callable[[str], bool]) -> ArticleEntry | None:
        """An entry for the report that tells of frozen articles that are no longer there; None if all are.

        `exists` is asked for each article's path from the repository's root.
        """
        findings = [
            _stale(frozen[0], _is_gone(path, sum(entry.count for entry in frozen)))
            for path, frozen in self._by_article.items()
            if not _is_there(path, exists)
        ]
        return ArticleEntry(path=self.path, findings=findings) if findings else None


def _is_there(path: str, exists: Callable[[str], bool]) -> bool:
    """Whether a frozen article is there; one whose name UTF-8 cannot hold is written otherwise, and cannot be told."""
    return "<U+DC" in path or exists(path)


def _was_heard(rule: str, article: ArticleEntry, unheard: Collection[str]) -> bool:
    if rule in unheard:
        return False
    return rule in article.rules or rule in rulebook.file_faults() or rulebook.find_rule(rule) is None


def _stale(entry: Frozen, message: str, number: int = 1) -> Finding:
    """The finding about an entry; `number` tells several entries alike apart."""
    fault = rulebook.file_faults()[STALE]
    return Finding(
        rule=STALE,
        name=STALE,
        severity=fault.severity,
        about="file",
        message=message,
        fix=fault.fix,
        place=entry.place,
        fingerprint=fingerprint(STALE, "\0".join(entry.key[:2]), entry.place, number),
        byte_columns=entry.byte_columns,
    )


def _no_longer(entry: Frozen, found: int) -> str:
    path, rule, words = entry.key
    words = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
    if not found:
        return f"'{rule}' no longer finds “{words}” in {path}."
    times = f"{found} time{'s' if found != 1 else ''}"
    return f"'{rule}' is frozen {entry.count} times for “{words}” in {path}, and finds it {times}."


def _is_gone(path: str, count: int) -> str:
    return f"{path} is no longer there, and {count} of its findings {'is' if count == 1 else 'are'} frozen."


# --- Reading the file ---


def load(file: Path) -> Baseline:
    """The baseline in a file. Raises `BaselineError`."""
    shown = file.as_posix()
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise BaselineError(
            "There is no such baseline.", shown, fix=f"Write it with 'attribcheck baseline write --baseline {shown}'."
        ) from None
    except OSError as error:
        raise BaselineError(f"The file cannot be read: {error.strerror or error}.", shown) from None
    text: str | None = None
    try:
        text = decode(data)
        source = SourceText(text, shown)
        return Baseline(shown, tuple(_entries(read_json(text), source)))
    except FaultInFile as fault:
        source = SourceText(text if text is not None else fault.before or "")
        line, column = source.line_column(min(fault.start, len(source.text)))
        raise BaselineError(fault.message, shown, line, column) from None


def _entries(tree: Node, source: SourceText) -> Iterator[Frozen]:
    """The entries of a file. Raises `FaultInFile`."""
    top = _mapping(tree, ("schema", "findings"))
    schema, listed = top["schema"], top["findings"]
    if not isinstance(schema, Scalar) or schema.text != SCHEMA:
        raise FaultInFile(f"The schema is another than '{SCHEMA}'.", schema.start)
    if not isinstance(listed, Sequence):
        raise FaultInFile("'findings' should be a list.", listed.start)
    ascii_only = source.text.isascii()
    for node in listed.items:
        path, rule, words, count = (_scalar(name, part) for name, part in _mapping(node, _ENTRY).items())
        figure = count.text or ""
        if not (figure.isascii() and figure.isdigit() and len(figure) < 10 and int(figure)):
            raise FaultInFile("'count' should be a whole number from 1 on.", count.start)
        place = source.place(words.start, words.end, words.text)
        yield Frozen(
            Key(path.text or "", rule.text or "", words.text or ""),
            int(figure),
            place,
            None if ascii_only else source.byte_columns(place),
        )


def _mapping(node: Node, keys: tuple[str, ...]) -> dict[str, Node]:
    """The values under these keys, in this order: all of them, and no others."""
    if not isinstance(node, Mapping):
        raise FaultInFile(f"Here should stand a record: {', '.join(keys)}.", node.start)
    for name in node:
        if name not in keys:
            raise FaultInFile(f"Unknown key '{name}'. Known: {', '.join(keys)}.", node.key(name).start)
    found = {name: value for name in keys if (value := node.get(name)) is not None}
    if len(found) < len(keys):
        missing = next(name for name in keys if name not in found)
        raise FaultInFile(f"The key '{missing}' is missing.", node.start)
    return found


def _scalar(name: str, node: Node) -> Scalar:
    if not isinstance(node, Scalar) or node.text is None:
        raise FaultInFile(f"'{name}' should be {'a number' if name == 'count' else 'text'}.", node.start)
    return node


# --- Writing it ---


class Snapshot:
    """Today's findings, article by article, to be frozen.

    `outside` are articles that have no path from the repository's root, and so cannot be frozen.
    """

    def __init__(self) -> None:
        self.counts: Counter[Key] = Counter()
        self.outside: list[str] = []
        self._judged: set[str] = set()

    def take(self, article: ArticleEntry) -> None:
        """One article with its findings. Of one that could not be judged, nothing is known."""
        if any(is_lasting(finding) for finding in article.findings):
            return
        if Path(article.uri_path).is_absolute():
            self.outside.append(article.path)
            return
        self._judged.add(encodable(article.uri_path))
        for finding in article.findings:
            # What an earlier baseline covers is found all the same.
            if finding.suppressed in (None, _SUPPRESSION) and finding.rule != STALE:
                self.counts[key(article.uri_path, finding)] += 1

    def keep(self, before: Baseline, exists: Callable[[str], bool]) -> None:
        """Takes over what was frozen in articles that were not judged today, if they are still there."""
        for entry in before.frozen:
            if entry.key.path not in self._judged and _is_there(entry.key.path, exists):
                self.counts[entry.key] += entry.count

    def text(self) -> str:
        """The baseline as its file holds it: sorted, an entry a line."""
        return written(self.counts.items())

    def leaks(self, guard: Guard) -> bool:
        """Whether a confidential name would stand in the file."""
        return bool(guard.leaks(self.text(), FILE))


def written(counts: Iterable[tuple[Key, int]]) -> str:
    """The text of a baseline with these findings, how many of each."""
    rows = (dict(zip(_ENTRY, (*known, count), strict=True)) for known, count in sorted(counts))
    entries = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{\n"schema": "{SCHEMA}",\n"findings": [\n{entries}{chr(10) if entries else ""}]\n}}\n'
