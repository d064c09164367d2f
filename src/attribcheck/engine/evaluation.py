"""Rules over facts: conditions, severities, one fault one finding, grouping, messages."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from attribcheck.engine import cel_language
from attribcheck.engine.checking import Paths, merge
from attribcheck.engine.projection import place_from, project
from attribcheck.engine.rule import Condition, Rule, Template
from attribcheck.engine.suppression import Ignoring, suppress
from attribcheck.facts import ArticleFacts, ClaimFacts
from attribcheck.places import Place
from attribcheck.report import SEVERITIES, Finding, Severity, Suppression

# The place of words[start:end] in the passage with this number.
Locate = Callable[[int, int, int], Place]
# What CEL raises for a condition that does not fit the values it meets (null compared, index out of range).
_FAILURES = (TypeError, ValueError, KeyError, IndexError, RuntimeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A condition or message that failed on an article; the other rules went on."""

    rule: str
    about: str
    cause: str


@dataclass(slots=True)
class Subject:
    """One thing that rules look at: its facts by variable, and what a finding on it names."""

    variables: dict[str, Any]
    about: str
    claims: list[str]
    statement: str | None = None
    source: str | None = None
    evidence: str | None = None
    party: str | None = None
    sentence: Place | None = None
    place: Place | None = None
    related: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Hit:
    """A rule that holds for a subject."""

    rule: Rule
    subject: Subject
    severity: Severity
    claims: list[str]
    suppressed: Suppression | None = None


class RuleSet:
    """The rules in force, ready to be evaluated over any number of articles."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = sorted(rules, key=lambda rule: rule.id)
        self._by_scope: dict[str, list[Rule]] = {}
        self._paths: dict[str, Paths] = {}
        self._calling: set[str] = set()
        self._seeking = [rule for rule in self.rules if rule.phrases is not None]
        for rule in self.rules:
            if rule.phrases is not None:
                continue
            self._by_scope.setdefault(rule.scope, []).append(rule)
            paths = self._paths.setdefault(rule.scope, {})
            for condition in (rule.when, *(entry.when for entry in rule.raises)):
                merge(paths, condition.paths)
                if cel_language.calls_functions(condition.expression):
                    self._calling.add(rule.scope)

    def findings(
        self,
        facts: ArticleFacts,
        ignorings: Iterable[Ignoring] = (),
        locate: Locate | None = None,
        admits: Callable[[Hit], bool] | None = None,
    ) -> tuple[list[Finding], list[RuleFailure]]:
        """The findings of one article in the order of the text, and the rules that failed on it.

        What `ignorings` cover stays among the findings, with the reason. `locate` gives the place of a stretch of
        a passage's words; without it phrases are found at the passage. `admits` may refuse a hit, or take claims out.
        """
        failures: list[RuleFailure] = []
        hits = [hit for scope in self._by_scope for hit in self._hits(scope, facts, failures)]
        hits += [hit for rule in self._seeking for hit in _phrases_found(rule, facts, locate)]
        if admits is not None:
            hits = [hit for hit in hits if admits(hit)]
        texts = {claim["id"]: claim for claim in facts["claims"]}
        suppress(hits, ignorings, lambda hit: _place(hit, facts, texts))
        kept = _unsilenced(self.rules, hits)
        findings: list[Finding] = []
        for group in _grouped(kept):
            finding = self._finding(group, facts, texts, failures)
            if finding:
                findings.append(finding)
        findings.sort(key=lambda f: (f.place.line, f.place.column, f.rule, f.claims, f.statement or ""))
        return findings, failures

    def _hits(self, scope: str, facts: ArticleFacts, failures: list[RuleFailure]) -> Iterator[Hit]:
        prepared = _Prepared(self._paths[scope], facts, functions=scope in self._calling)
        for subject in subjects(scope, facts):
            context = prepared.take(subject)
            for rule in self._by_scope[scope]:
                try:
                    if rule.when.program.execute(context) is not True:
                        continue
                    severity = next(
                        (entry.to for entry in rule.raises if entry.when.program.execute(context) is True),
                        rule.severity,
                    )
                    claims = subject.claims
                    if rule.claims is not None:
                        claims = list(_evaluate(rule.claims, subject, facts))
                except _FAILURES as error:
                    failures.append(RuleFailure(rule.id, subject.about, _cause(error)))
                    continue
                yield Hit(rule, subject, severity, claims)

    def _finding(
        self, group: list[Hit], facts: ArticleFacts, texts: dict[str, ClaimFacts], failures: list[RuleFailure]
    ) -> Finding | None:
        hit = group[0]
        rule, subject = hit.rule, hit.subject
        claims = list(dict.fromkeys(claim for one in group for claim in one.claims))
        severity = min((one.severity for one in group), key=SEVERITIES.index)
        listed = [texts[claim] for claim in claims if claim in texts]
        variables = {**subject.variables, "article": facts, "claims": listed}
        try:
            prepared = _message_context(rule, variables)
            place = place_from(rule.place.program.execute(prepared)) if rule.place else None
            message = _fill(rule.message, prepared)
            ask, whom = _question(rule.ask, prepared) if rule.ask else (None, None)
        except _FAILURES as error:
            failures.append(RuleFailure(rule.id, subject.about, _cause(error)))
            return None
        return Finding(
            rule=rule.id,
            name=rule.name,
            severity=severity,
            about=rule.about,
            message=message,
            fix=rule.fix,
            ask=ask,
            ask_of=whom,
            claim=claims[0] if len(claims) == 1 else None,
            claims=claims,
            statement=subject.statement,
            source=subject.source,
            evidence=subject.evidence,
            party=subject.party,
            place=place or subject.place or facts["place"],
            suppressed=hit.suppressed,
        )


def _phrases_found(rule: Rule, facts: ArticleFacts, locate: Locate | None) -> Iterator[Hit]:
    """Each place outside quotation marks where one of the rule's phrases stands."""
    assert rule.phrases is not None
    for number, passage in enumerate(facts["passages"]):
        for match in rule.phrases.finditer(passage["words"]):
            start, end = match.span()
            if any(stretch["start"] <= start < stretch["end"] for stretch in passage["quoted"]):
                continue
            place = locate(number, start, end) if locate else passage["place"]
            variables = {"passage": passage, "words": match.group(), "instead": rule.instead or ""}
            yield Hit(rule, Subject(variables, "a passage", [], place=place), rule.severity, [])


def subjects(scope: str, facts: ArticleFacts) -> Iterator[Subject]:
    """What a rule with this `for:` looks at, one after the other."""
    statements = {statement["id"]: statement for statement in facts["statements"]}
    if scope == "article":
        yield Subject({"article": facts}, "the article", [], place=facts["place"])
    elif scope == "passage":
        for passage in facts["passages"]:
            yield Subject({"passage": passage}, "a passage", [], place=passage["place"])
    elif scope == "claim":
        for claim in facts["claims"]:
            first = claim["first"]["id"] if claim["first"] else None
            yield Subject({"claim": claim}, claim["id"], [claim["id"]], first, place=claim["focus"])
    elif scope in ("mention", "corroboration"):
        for claim in facts["claims"]:
            for part in claim["mentions"] if scope == "mention" else claim["corroborations"]:
                statement = statements.get(part["statement"] or "")
                yield Subject(
                    {scope: part, "claim": claim, "statement": statement},
                    claim["id"],
                    [claim["id"]],
                    part["statement"],
                    sentence=statement["place"] if statement else None,
                    place=part["place"],
                )
    elif scope == "statement":
        for statement in facts["statements"]:
            yield Subject(
                {"statement": statement},
                statement["id"],
                statement["claims"],
                statement["id"],
                statement["source"]["id"] if statement["source"] else None,
                sentence=statement["place"],
                place=statement["focus"],
            )
    else:
        yield from _others(scope, facts)


def _others(scope: str, facts: ArticleFacts) -> Iterator[Subject]:
    if scope == "source":
        for source in facts["sources"]:
            yield Subject({"source": source}, source["id"], [], source=source["id"], place=source["place"])
    elif scope == "evidence":
        for item in facts["evidence"]:
            yield Subject({"evidence": item}, item["id"], [], evidence=item["id"], place=item["place"])
    elif scope == "party":
        for party in facts["parties"]:
            yield Subject({"party": party}, party["name"], party["claims"], party=party["name"], place=party["place"])
    elif scope == "response":
        for response in facts["responses"]:
            yield Subject(
                {"response": response},
                response["id"],
                response["claims"],
                party=response["party"],
                place=response["place"],
            )
    elif scope in ("study", "poll"):
        for part in facts["studies"] if scope == "study" else facts["polls"]:
            yield Subject({scope: part}, part["id"], part["claims"], place=part["place"])
    elif scope == "sequence":
        for pair in facts["sequences"]:
            yield Subject(
                {"sequence": pair},
                pair["what"],
                pair["claims"],
                pair["statement"],
                evidence=pair["evidence"],
                place=pair["place"],
            )


def fingerprint(rule: str, path: str, place: Place, count: int) -> str:
    """A key that survives edits elsewhere: rule, path, the words, and which of several alike it is."""
    words = " ".join(place.seen.casefold().split())
    return hashlib.sha256("\0".join((rule, path, words, str(count))).encode("utf-8", "replace")).hexdigest()[:20]


class _Prepared:
    """One CEL context for a scope. A variable is converted again only when it is another thing than before.

    Conversion is what costs (1.4 µs a text): a claim with three mentions is converted once.
    """

    def __init__(self, paths: Paths, facts: ArticleFacts, *, functions: bool) -> None:
        self._paths = {name: inner for name, inner in paths.items() if name != "article"}
        article = {"article": project(facts, paths["article"])} if "article" in paths else {}
        self._context = cel_language.context(article, functions=functions)
        self._last: dict[str, Any] = {}

    def take(self, subject: Subject) -> Any:
        """The context with the variables of one subject."""
        for name, paths in self._paths.items():
            value = subject.variables.get(name)
            if name not in self._last or value is not self._last[name]:
                self._last[name] = value
                self._context.add_variable(name, project(value, paths))
        return self._context


def _evaluate(condition: Condition, subject: Subject, facts: ArticleFacts) -> Any:
    variables = {**subject.variables, "article": facts}
    return condition.program.execute(
        cel_language.context({name: project(variables.get(name), inner) for name, inner in condition.paths.items()})
    )


def _message_context(rule: Rule, variables: dict[str, Any]) -> Any:
    """One context for the place, the message and the question of a finding."""
    paths: Paths = {}
    for part in (rule.place, rule.message, rule.ask):
        if part is not None:
            merge(paths, part.paths)
    return cel_language.context({name: project(variables.get(name), inner) for name, inner in paths.items()})


def _fill(template: Template, prepared: Any) -> str:
    return _joined(_filled(template, prepared))


def _question(template: Template, prepared: Any) -> tuple[str, str | None]:
    """A question, and whom it is put to: what stands before the template's own first colon."""
    filled = _filled(template, prepared)
    colon = template.addressee
    if colon is None:
        return _joined(filled), None
    return _joined(filled), _joined([*filled[:colon], filled[colon].partition(":")[0]]) or None


def _filled(template: Template, prepared: Any) -> list[str]:
    values = (piece if isinstance(piece, str) else piece.program.execute(prepared) for piece in template.pieces)
    return ["" if value is None else str(value) for value in values]


def _joined(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


def _place(hit: Hit, facts: ArticleFacts, texts: Mapping[str, ClaimFacts]) -> Place:
    """Where a finding of this hit alone would stand."""
    place = None
    if hit.rule.place:
        claims = [texts[claim] for claim in hit.claims if claim in texts]
        variables = {**hit.subject.variables, "article": facts, "claims": claims}
        with contextlib.suppress(*_FAILURES):  # said where the finding is made
            place = place_from(hit.rule.place.program.execute(_message_context(hit.rule, variables)))
    return place or hit.subject.place or facts["place"]


def _unsilenced(rules: list[Rule], hits: list[Hit]) -> list[Hit]:
    """The hits that no other hit takes the place of.

    Settled claim by claim, before grouping; between two rules that are grouped by statement, on
    the same statement. A silenced hit silences nothing; an ignored one still does.
    """
    silencers: dict[str, list[Rule]] = {}
    for rule in rules:
        for target in rule.silences:
            silencers.setdefault(target, []).append(rule)
    by_rule: dict[str, list[Hit]] = {}
    for hit in hits:
        by_rule.setdefault(hit.rule.id, []).append(hit)
    settled: dict[str, tuple[list[Hit], set[str], set[str]]] = {}

    def settle(rule_id: str, path: tuple[str, ...]) -> tuple[list[Hit], set[str], set[str]]:
        if rule_id in settled:
            return settled[rule_id]
        kept = by_rule.get(rule_id, [])
        for rule in silencers.get(rule_id, []):
            if rule.id in path:
                continue  # two rules that silence each other: the one asked first stays
            _, claims, statements = settle(rule.id, (*path, rule_id))
            kept = [hit for hit in kept if not _silenced(hit, rule, claims, statements)]
        claims = {claim for hit in kept for claim in hit.claims}
        statements = {hit.subject.statement for hit in kept if hit.subject.statement}
        if not path:
            settled[rule_id] = (kept, claims, statements)
        return kept, claims, statements

    return [hit for rule in rules for hit in settle(rule.id, ())[0]]


def _silenced(hit: Hit, by: Rule, claims: set[str], statements: set[str]) -> bool:
    if by.group == "statement" and hit.rule.group == "statement" and by.scope == hit.rule.scope == "mention":
        return hit.subject.statement in statements
    return bool(hit.claims) and all(claim in claims for claim in hit.claims)


def _grouped(hits: list[Hit]) -> list[list[Hit]]:
    groups: dict[tuple[object, ...], list[Hit]] = {}
    for number, hit in enumerate(hits):
        why = (hit.suppressed.reason, hit.suppressed.by, hit.suppressed.until) if hit.suppressed else None
        groups.setdefault((hit.rule.id, why, *_group_key(hit, number)), []).append(hit)
    return list(groups.values())


def _group_key(hit: Hit, number: int) -> tuple[object, ...]:
    group, subject = hit.rule.group, hit.subject
    if group == "claim":
        return ("claim", *hit.claims)
    if group == "statement" and subject.statement:
        return ("statement", subject.statement)
    if group == "sentence" and subject.sentence:
        return ("sentence", subject.sentence)
    if group == "party" and subject.party:
        return ("party", subject.party)
    return ("claims", *hit.claims) if group == "statement" and hit.claims else ("hit", number)


def _cause(error: Exception) -> str:
    """The first line of what CEL says; its advice about types is for programmers.

    ^C inside one of our functions comes back as a failure of the function: it is raised again.
    """
    lines = str(error).splitlines()
    if "KeyboardInterrupt" in str(error):
        raise KeyboardInterrupt from error
    words = lines[0] if lines else type(error).__name__
    if "No such overload" in words:
        return "it compares or reads a value that is not there (null)"
    return words[:200]
