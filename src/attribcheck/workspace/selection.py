"""Which rules judge an article: its packs, what is selected and ignored, and what the configuration sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from attribcheck.engine.evaluation import RuleSet
from attribcheck.engine.loading import RuleError, configured
from attribcheck.engine.rule import Rule
from attribcheck.nearest import did_you_mean
from attribcheck.workspace import rulebook
from attribcheck.workspace.configuration import Settled


@dataclass(frozen=True, slots=True)
class Selection:
    """What is in force. `select` and `ignore` name rules by id, name or the letters of their family."""

    packs: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    settled: Settled = field(default_factory=Settled)
    preview: bool = False
    kind: str | None = None


@lru_cache(maxsize=64)
def _rules(selection: Selection) -> tuple[Rule, ...]:
    if selection.select:
        rules = [rule for rule in _every(selection.packs) if _named(rule, selection.select, selection.packs)]
    else:
        rules = [rule for pack in selection.packs for rule in rulebook.rules_of(pack)]
        rules = [rule for rule in rules if selection.preview or not rule.preview]
        off = rulebook.off_by_kind().get(selection.kind or "", ())
        rules = [rule for rule in rules if not _named(rule, off, None) or _is_set(rule, selection.settled)]
    kept = [rule for rule in {rule.id: rule for rule in rules}.values() if not _named(rule, selection.ignore, None)]
    settled = (_settle(rule, selection.settled) for rule in kept)
    return tuple(rule for rule in settled if rule is not None)


_PREPARED: dict[tuple[Selection, tuple[int, ...]], RuleSet] = {}


def rules_in_force(selection: Selection, extra: tuple[Rule, ...] = ()) -> RuleSet:
    """The rules of a selection, with rules besides them, made ready once. Raises `RuleError`."""
    # By identity: two rules may have one path, and those that are kept here stay alive.
    key = (selection, tuple(id(rule) for rule in extra))
    if key not in _PREPARED:
        _PREPARED[key] = RuleSet([*_rules(selection), *extra])
    return _PREPARED[key]


def prepared() -> Iterable[Rule]:
    """Every rule that has been made ready in this process."""
    return (rule for rules in _PREPARED.values() for rule in rules.rules)


def unknown_names(settled: Settled, packs: Iterable[str]) -> list[str]:
    """What to say of rules that the configuration names and that do not exist."""
    rules = _every(packs)
    names = dict.fromkeys([*(name for name, _ in settled.severities), *(name for name, _, _ in settled.options)])
    known = [word for rule in rules for word in (rule.id, rule.name)]
    return [
        f"There is no rule '{name}'.{did_you_mean(name, known)}"
        for name in names
        if not any(rule.called(name) for rule in rules)
    ]


def _every(packs: Iterable[str]) -> list[Rule]:
    """The rule book's rules, and those of packs from elsewhere."""
    built_in = rulebook.known_packs()
    return [
        *rulebook.all_rules(),
        *(rule for pack in packs if pack not in built_in for rule in rulebook.rules_of(pack)),
    ]


def _is_set(rule: Rule, settled: Settled) -> bool:
    """Whether the configuration sets a severity for the rule."""
    return any(rule.called(name) for name, _ in settled.severities)


def _settle(rule: Rule, settled: Settled) -> Rule | None:
    """The rule as the configuration wants it; None where it is off."""
    grade = next((grade for name, grade in settled.severities if rule.called(name)), None)
    values = {option: value for name, option, value in settled.options if rule.called(name)}
    if grade == "off":
        return None
    made = configured(rule, values) if values else rule
    return replace(made, severity=grade, raises=()) if grade else made


def _named(rule: Rule, names: tuple[str, ...], packs: tuple[str, ...] | None) -> bool:
    """Whether a rule is named, by id or name, or by the letters of its family within the packs in force."""
    for name in names:
        word = name.casefold()
        if rule.called(word):
            return True
        family = word.isalpha() and rule.id.casefold().rstrip("0123456789") == word
        if family and (packs is None or rule.pack in packs):
            return True
    return False


__all__ = ["RuleError", "Selection", "prepared", "rules_in_force", "unknown_names"]
