"""What an article ignores, held against the rules that there are, the day of the report, and what was found."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache

from attribcheck.engine.rule import Rule
from attribcheck.engine.suppression import Ignoring
from attribcheck.nearest import did_you_mean
from attribcheck.reading.faults import Fault, WrittenIgnore
from attribcheck.report import Finding, Suppression
from attribcheck.workspace import rulebook


@lru_cache(maxsize=1)
def _rule_book() -> tuple[str, ...]:
    """The ids and names of the rule book's rules, from the names of their files: none of them is loaded."""
    files = sorted(file.stem for file in rulebook.folder().glob("*/*-*.yaml"))
    return tuple(word for stem in files for word in stem.split("-", 1))


def _names(rule: Rule) -> tuple[str, ...]:
    return (rule.id, rule.name, *rule.aliases)


def unknown_rules(
    written: Iterable[WrittenIgnore], packs: Iterable[str] = (), extra: Iterable[Rule] = ()
) -> list[Fault]:
    """The faults of ignores that name no rule: of the rule book, in force or not, of these packs, or of `extra`.

    A fault of the file has a name too.
    """
    written, built_in = list(written), rulebook.known_packs()
    house = [*extra, *(rule for pack in packs if pack not in built_in for rule in rulebook.rules_of(pack))]
    known = [*_rule_book(), *(word for rule in house for word in _names(rule)), *rulebook.file_faults()]
    folded = {word.casefold() for word in known}
    if any(ignore.rule.casefold() not in folded for ignore in written):
        # The files' names do not tell how a rule was called before it was renamed.
        folded |= {word.casefold() for rule in rulebook.all_rules() for word in _names(rule)}
    return [
        Fault(
            "invalid-article",
            f"There is no rule '{ignore.rule}' to ignore.{did_you_mean(ignore.rule, known)}",
            ignore.place,
            "Write a rule's id or its name; 'attribcheck rules list' shows them all.",
        )
        for ignore in written
        if ignore.rule.casefold() not in folded
    ]


class Ignores:
    """The ignores of one article on the day of its report: those that hold, and those that have expired."""

    def __init__(self, written: Iterable[WrittenIgnore], day: date) -> None:
        self.day = day
        self.expired: list[WrittenIgnore] = []
        self._held: list[tuple[WrittenIgnore, Ignoring]] = []
        for one in written:
            if one.ignore.until is not None and one.ignore.until < day:
                self.expired.append(one)
            else:
                self._held.append((one, _ignoring(one)))

    @property
    def held(self) -> list[Ignoring]:
        """Those that hold, for the engine."""
        return [ignoring for _, ignoring in self._held]

    def faults(self, in_force: Iterable[Rule], failed: Collection[str], *, now: bool) -> list[Fault]:
        """What has expired, and what found nothing to ignore though its rule was in force and did not fail.

        Asked once the rules have been applied. `now`: the article was judged as it is. As it was on
        an earlier day, there may have been nothing to ignore yet.
        """
        words = {word.casefold() for rule in in_force if rule.id not in failed for word in _names(rule)}
        unused = self._unused(words) if now else []
        found = [_expired(one, self.day) for one in self.expired] + unused
        return sorted(found, key=lambda fault: (fault.place.line, fault.place.column))

    def silence(self, findings: Iterable[Finding]) -> list[Fault]:
        """Silences the faults of the file that are ignored and leave it fit to be judged.

        Gives the ignores of such faults that found none.
        """
        names = {name.casefold() for name in rulebook.file_faults()}
        held = [one for one in self.held if one.rule.casefold() in names]
        for finding in findings:
            about = ("statement", finding.statement or "")
            fitting = [
                one
                for one in held
                if one.rule.casefold() == finding.rule and (one.covers(finding.place) or about in one.records)
            ]
            for one in fitting:
                one.used = True
            nearest = sorted(fitting, key=lambda one: one.whole)
            if nearest:
                finding.suppressed = nearest[0].suppression
        return self._unused(names)

    def _unused(self, rules: Collection[str]) -> list[Fault]:
        """One fault for each place in the file at which an ignore of these rules stands that nothing came under."""
        places = {one.place for one, ignoring in self._held if ignoring.used}
        fix = rulebook.file_faults()["unused-ignore"].fix
        unused = {
            one.place: Fault(
                "unused-ignore", f"Nothing to ignore: '{one.rule}' finds nothing in {one.what}.", one.place, fix
            )
            for one, _ in self._held
            if one.rule.casefold() in rules and one.place not in places
        }
        return list(unused.values())


def _ignoring(one: WrittenIgnore) -> Ignoring:
    until = one.ignore.until.isoformat() if one.ignore.until else None
    reason = Suppression(reason=one.ignore.why, by=one.ignore.by, until=until)
    return Ignoring(one.rule, reason, one.records, one.area, one.whole, path=one.path)


def _expired(one: WrittenIgnore, day: date) -> Fault:
    until = one.ignore.until.isoformat() if one.ignore.until else ""
    past = f"ended on {until}" if day < date.max else f"ends on {until}, and the article has no day to count from"
    message = f"Ignoring '{one.rule}' in {one.what} {past}: its findings are reported again."
    return Fault("ignore-expired", message, one.ends or one.place, rulebook.file_faults()["ignore-expired"].fix)
