"""Which rules judge an article: its packs, what is selected and ignored, and what the configuration sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

from attribcheck.article import LEVELS, Confidence
from attribcheck.engine.evaluation import Hit, RuleSet
from attribcheck.engine.loading import configured
from attribcheck.engine.rule import Rule
from attribcheck.facts import ArticleFacts
from attribcheck.nearest import did_you_mean
from attribcheck.workspace import rulebook
from attribcheck.workspace.configuration import Settled


@dataclass(frozen=True, slots=True)
class Selection:
    """What is in force. `select` and `ignore` name rules by id, name or the letters of their family.

    `prose`: nothing is recorded of the article, so that rules which need a record have nothing to go by.
    """

    packs: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    settled: Settled = field(default_factory=Settled)
    preview: bool = False
    kind: str | None = None
    prose: bool = False


@lru_cache(maxsize=64)
def _rules(selection: Selection) -> tuple[Rule, ...]:
    if selection.select:
        rules = [rule for rule in _every(selection.packs) if _named(rule, selection.select, selection.packs)]
    else:
        rules = [rule for pack in selection.packs for rule in rulebook.rules_of(pack)]
        rules = [rule for rule in rules if selection.preview or not rule.preview]
        kinds = rulebook.off_by_kind()
        off = (*kinds.get(selection.kind or "", ()), *(kinds["unrecorded"] if selection.prose else ()))
        on = rulebook.on_inferred() if selection.prose else {}
        rules = [
            rule for rule in rules
            if rule.id in on or not _named(rule, off, None) or _is_set(rule, selection.settled)
        ]  # fmt: skip
    kept = [rule for rule in {rule.id: rule for rule in rules}.values() if not _named(rule, selection.ignore, None)]
    settled = (_settle(rule, selection.settled) for rule in kept)
    return tuple(rule for rule in settled if rule is not None)


def admits_inferred(facts: ArticleFacts, selection: Selection) -> Callable[[Hit], bool] | None:
    """Which hits count where facts were inferred: those of rules that are precise enough on them.

    A hit on several claims keeps those that a person recorded. Rules that the user selects speak on everything.
    """
    sure: dict[tuple[str, str], Confidence] = {
        (kind, record["id"]): record["confidence"]
        for kind, block in (
            ("claim", facts["claims"]),
            ("statement", facts["statements"]),
            ("source", facts["sources"]),
            ("evidence", facts["evidence"]),
            ("response", facts["responses"]),
        )
        for record in block
        if record["confidence"] is not None
    }
    if not sure:
        return None
    return partial(_is_sure, sure, rulebook.on_inferred(), selection.select)


def _is_sure(
    sure: dict[tuple[str, str], Confidence], on: dict[str, Confidence], selected: tuple[str, ...], hit: Hit
) -> bool:
    rule, subject = hit.rule, hit.subject
    if selected and _named(rule, selected, None):
        return True
    least = LEVELS.index(on[rule.id]) if rule.id in on else -1
    levels = {claim: sure.get(("claim", claim)) for claim in hit.claims}
    claims = [claim for claim, level in levels.items() if level is None or LEVELS.index(level) <= least]
    if hit.claims and not claims:
        return False
    hit.claims = claims
    if any(levels[claim] is None for claim in claims):
        return True
    named = (
        ("statement", subject.statement),
        ("source", subject.source),
        ("evidence", subject.evidence),
        (rule.scope, subject.about),
    )
    about = [sure.get((kind, name or "")) for kind, name in named]
    return all(level is None or LEVELS.index(level) <= least for level in about)


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


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a configuration asks for and cannot have; `words` are where to look for it in the file."""

    message: str
    words: tuple[str, ...]
    fix: str = ""


@lru_cache(maxsize=1024)
def wrong(settled: Settled, packs: tuple[str, ...]) -> tuple[Wrong, ...]:
    """Packs and rules that do not exist, options that a rule does not have, values out of their bounds."""
    found = []
    for pack in packs:
        if rulebook.is_house(pack):
            if not Path(pack).is_dir():
                words = (pack, f"./{Path(pack).name}", f"{Path(pack).name}/")
                found.append(Wrong(f"The pack '{pack}' is no folder.", words, "Mend the path under 'packs:'."))
        elif not rulebook.exists(pack):
            found.append(Wrong(rulebook.unknown_pack(pack), (pack,)))
    if found or not (settled.severities or settled.options):
        return tuple(found)
    rules = _every(packs)
    names = dict.fromkeys([*(name for name, _ in settled.severities), *(name for name, _, _ in settled.options)])
    known = [word for rule in rules for word in (rule.id, rule.name)]
    for name in names:
        if not any(rule.called(name) for rule in rules):
            message = f"There is no rule '{name}'.{did_you_mean(name, known)}"
            found.append(Wrong(message, (name,), "'attribcheck rules list' shows them all."))
    for name, option, value in settled.options:
        for rule in rules:
            misfit = rule.misfit(option, value) if rule.called(name) else None
            if misfit:
                found.append(Wrong(misfit[0], (option,), misfit[1]))
    return tuple(found)


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


__all__ = ["Selection", "admits_inferred", "prepared", "rules_in_force", "wrong"]
