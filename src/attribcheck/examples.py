"""A rule judged by its own examples: those that fire must fire as often as they say, the others must stay silent."""

from __future__ import annotations

from collections.abc import Iterator

from attribcheck.assessment import assess
from attribcheck.engine.evaluation import RuleSet
from attribcheck.engine.rule import Example, Rule
from attribcheck.places import SourceText
from attribcheck.reading.nodes import FaultInFile, Mapping
from attribcheck.reading.structured import read_article
from attribcheck.report import Finding


class ExampleError(Exception):
    """An example cannot be judged: its article is at fault, or the rule fails on it."""


def failures(rule: Rule) -> Iterator[str]:
    """What is wrong with a rule's examples, each as file:line: and words; nothing where all is well."""
    fired = silent = False
    for example in rule.examples:
        where = f"{rule.path}:{example.line}: {rule.id}"
        try:
            findings = judge(rule, example)
        except ExampleError as error:
            yield f"{where}: {error}"
            continue
        fired = fired or bool(findings)
        silent = silent or not findings
        if len(findings) != example.fires:
            got = "".join(f"\n    + {f.severity} at '{f.place.seen}': {f.message}" for f in findings) or " nothing"
            yield f"{where}: expected {example.fires} finding(s), got {len(findings)}:{got}"
    if not fired:
        yield f"{rule.path}:1: {rule.id}: none of its examples makes it fire"
    if not silent:
        yield f"{rule.path}:1: {rule.id}: none of its examples keeps it silent"


def judge(rule: Rule, example: Example) -> list[Finding]:
    """The findings of one rule alone in one of its examples. Raises `ExampleError`."""
    tree: Mapping
    source: SourceText
    tree, source = example.article
    try:
        reading = read_article(tree, source, example=True)
    except FaultInFile as fault:
        line, _ = source.line_column(fault.start)
        raise ExampleError(f"the example cannot be read (line {line}): {fault.message}") from None
    if reading.faults or reading.article is None:
        fault_found = reading.faults[0]
        raise ExampleError(f"the example is at fault (line {fault_found.place.line}): {fault_found.message}")
    packs = list(dict.fromkeys([*reading.article.packs, rule.pack, *example.packs]))
    passages = reading.article.passages
    findings, failed = RuleSet([rule]).findings(
        assess(reading.article, packs).facts, locate=lambda passage, start, end: passages[passage].place(start, end)
    )
    if failed:
        raise ExampleError(f"the rule fails on the example ('{failed[0].about}'): {failed[0].cause}")
    return findings
