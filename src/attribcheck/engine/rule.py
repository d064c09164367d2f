"""A rule: a condition over facts, a message, and what is to be done. Its file is the only place of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from attribcheck.engine.checking import Paths
from attribcheck.nearest import did_you_mean
from attribcheck.report import About, RuleEntry, Severity, Standard

Group = Literal["claim", "statement", "sentence", "party"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A CEL expression that was checked against the facts."""

    expression: str
    program: Any
    paths: Paths = field(repr=False)


@dataclass(frozen=True, slots=True)
class Template:
    """A text with CEL in braces: plain pieces and conditions in turn."""

    text: str
    pieces: tuple[str | Condition, ...]
    paths: Paths = field(repr=False)

    @property
    def addressee(self) -> int | None:
        """The number of the plain piece that holds the colon after whom a question is put to, if there is one."""
        plain = (number for number, piece in enumerate(self.pieces) if isinstance(piece, str) and ":" in piece)
        return next(plain, None)


@dataclass(frozen=True, slots=True)
class Option:
    """A limit of a rule that configuration may set: `options.days` in its expressions."""

    name: str
    default: int | float
    minimum: int | float | None = None
    maximum: int | float | None = None
    about: str = ""

    def fits(self, value: object) -> bool:
        """Whether a value is a number within the bounds."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        low = self.minimum is None or value >= self.minimum
        return low and (self.maximum is None or value <= self.maximum)

    @property
    def bounds(self) -> str:
        """The bounds in words: 'a number from 1 to 365'."""
        low = "" if self.minimum is None else f" from {self.minimum}"
        return f"a number{low}{'' if self.maximum is None else f' to {self.maximum}'}"


@dataclass(frozen=True, slots=True)
class Raise:
    """Another severity, where its condition holds."""

    to: Severity
    when: Condition


@dataclass(frozen=True, slots=True)
class Example:
    """An article (as nodes, so that it can be read with places) and how many findings this rule has in it."""

    fires: int
    article: Any
    line: int
    packs: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, loaded and checked."""

    id: str
    name: str
    pack: str
    severity: Severity
    about: About
    summary: str
    scope: str
    when: Condition
    message: Template
    fix: str
    raises: tuple[Raise, ...] = ()
    group: Group | None = None
    place: Condition | None = None
    claims: Condition | None = None
    ask: Template | None = None
    silences: tuple[str, ...] = ()
    standards: tuple[Standard, ...] = ()
    examples: tuple[Example, ...] = ()
    why: str | None = None
    path: str = ""
    options: tuple[Option, ...] = ()
    preview: bool = False
    aliases: tuple[str, ...] = ()
    phrases: re.Pattern[str] | None = None
    instead: str | None = None

    def misfit(self, option: str, value: object) -> tuple[str, str] | None:
        """What is wrong with a value for an option, and what to do; None where the rule has it and it fits."""
        known = {one.name: one for one in self.options}
        if option not in known:
            has = f"It has: {', '.join(known)}." if known else "It has none."
            return f"Rule {self.id} has no option '{option}'.{did_you_mean(option, list(known))}", has
        if known[option].fits(value):
            return None
        return (
            f"Option '{option}' of rule {self.id} is '{value}'; it must be {known[option].bounds}.",
            "Mend the value.",
        )

    def called(self, name: str) -> bool:
        """Whether the rule goes by this id or name, now or before it was renamed."""
        return name.casefold() in (self.id.casefold(), self.name, *(alias.casefold() for alias in self.aliases))

    def entry(self) -> RuleEntry:
        """What a report says of the rule."""
        return RuleEntry(
            id=self.id,
            name=self.name,
            pack=self.pack,
            severity=self.severity,
            about=self.about,
            summary=self.summary,
            why=self.why,
            fix=self.fix,
            standards=list(self.standards),
        )
