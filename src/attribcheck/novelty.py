"""Which findings are new: those that no baseline holds, and those that a branch brought.

What is known already stays in the report, suppressed with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from attribcheck.engine.loading import RuleError
from attribcheck.pipeline import Options, Outcome, check_item
from attribcheck.places import Place
from attribcheck.report import Finding, Severity, Suppression
from attribcheck.workspace.baseline import Baseline, BaselineError, is_lasting, key, load
from attribcheck.workspace.before import BeforeTree, shared
from attribcheck.workspace.changes import Changes, Lines
from attribcheck.workspace.configuration import ConfigurationError, nearest
from attribcheck.workspace.opening import Item
from attribcheck.workspace.repository import repository_path
from attribcheck.workspace.sidecars import BESIDE, place_of, sidecars_of


@dataclass(frozen=True, slots=True)
class Changed:
    """An article that a branch affects: its file as it was before (None: it is new), and the lines that changed.

    `lines` are by the path that a place gives its file: None is the article's own.
    """

    item: Item
    before: Path | None
    lines: dict[str | None, Lines]

    @property
    def path(self) -> str:
        """The article's path."""
        return self.item.path

    def meets(self, place: Place) -> bool:
        """Whether a place stands on a line that changed."""
        lines = self.lines.get(place.path)
        return lines is not None and lines.meet(place)


@dataclass(frozen=True, slots=True)
class NewOnly:
    """Checks an article and suppresses what is not new; goes to workers as it is.

    `base` is what the user compares with, and `before` the baseline that held there.
    """

    baseline: Baseline | None = None
    base: str | None = None
    before: Baseline | None = None

    def __call__(self, item: Item | Changed, options: Options) -> Outcome:
        """What came of one article."""
        changed = item if isinstance(item, Changed) else None
        outcome = check_item(changed.item if changed else item, options)  # type: ignore[arg-type]
        if outcome.entry is not None and self.baseline is not None:
            self.baseline.apply(outcome.entry, unheard=outcome.unheard, now=outcome.now)
        if outcome.entry is not None and changed is not None and self.base is not None:
            for finding in old(outcome.entry.findings, self._found_before(changed, options), changed.meets):
                finding.suppressed = Suppression(reason=reason(self.base))
        return outcome

    def _found_before(self, changed: Changed, options: Options) -> list[Finding]:
        if changed.before is None:
            return []
        try:
            outcome = check_item(Item(str(changed.before)), replace(options, configuration=None, configured=True))
        except (ConfigurationError, RuleError):
            # With settings that were wrong then, nothing was found.
            return []
        if outcome.entry is None:
            return []
        if self.before is not None:
            self.before.apply(outcome.entry, unheard=outcome.unheard, now=outcome.now)
        return outcome.entry.findings


def old(now: Iterable[Finding], before: Iterable[Finding], on_change: Callable[[Place], bool]) -> list[Finding]:
    """Which findings of an article were there before, and stand on no line that changed.

    Known by rule, severity and words; of several alike, as many as there were. What is
    suppressed counts for nothing: a finding whose ignore went away is new. What keeps a file from
    being judged is never old.
    """
    left = Counter(_known_by(finding) for finding in before if finding.suppressed is None)
    found: list[Finding] = []
    for finding in now:
        known = _known_by(finding)
        if finding.suppressed is not None or not left[known] or is_lasting(finding):
            continue
        if not on_change(finding.place):
            left[known] -= 1
            found.append(finding)
    return found


def reason(base: str) -> str:
    """Why a finding that was there before is not counted."""
    return f"was there before {base}"


def _known_by(finding: Finding) -> tuple[str, Severity, str]:
    _, rule, words = key("", finding)
    return rule, finding.severity, words


@contextmanager
def affected(
    items: Iterable[Item], changes: Changes, mirror: str, baseline: str | None
) -> Iterator[tuple[list[Changed], Baseline | None]]:
    """The articles that a branch affects, each with its past, and the baseline that held before.

    An article is affected where it changed, its sidecar came, went or changed, or something that
    any article may stand on did: the register, a configuration, a rule of the house, the baseline.
    Raises `ChangesError`.
    """
    every = bool(shared(changes))
    found: list[tuple[Item, list[str]]] = []
    for item in items:
        sidecars = [item.sidecar] if item.sidecar else sidecars_of(item.path, mirror)
        files = (item.path, *sidecars, *_possible(item, mirror))
        if every or changes.touch(*map(repository_path, files)):
            found.append((item, sidecars))
    with BeforeTree(changes, [repository_path(item.path) for item, _ in found]) as tree:
        nearest.cache_clear()
        held = None
        if baseline is not None:
            file = tree.root / repository_path(baseline)
            try:
                held = load(file) if file.is_file() else None
            except BaselineError:
                held = None
        yield [_changed(item, sidecars, changes, tree) for item, sidecars in found], held


def _possible(item: Item, mirror: str) -> list[str]:
    """Where the article's sidecar would lie: one that was removed is no longer found."""
    return [place_of(item.path, mirror), place_of(item.path, BESIDE)]


def _changed(item: Item, sidecars: list[str], changes: Changes, tree: BeforeTree) -> Changed:
    own = repository_path(item.path)
    lines: dict[str | None, Lines] = {path: changes.lines(repository_path(path)) for path in sidecars}
    lines[None] = changes.lines(own)
    return Changed(item, tree.file(own), lines)
