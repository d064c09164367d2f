"""A rule's page, made from its file and nothing else: described once, whatever it is then shown on.

It answers 'what do I do now?' for somebody who has never seen the tool, so what to do comes
before the condition, and the examples show the text, the record and what the tool says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from attribcheck.engine.fact_types import Kind, fields, scope
from attribcheck.engine.rule import Example, Rule
from attribcheck.reading.nodes import Node, Scalar
from attribcheck.report import Finding, RuleEntry, Standard
from attribcheck.reports.condition_layout import laid_out

Judge = Callable[[Rule, Example], list[Finding]]

SEVERITY = {
    "error": "to fix before publication",
    "warning": "to ask about before publication",
    "info": "for the desk to know",
}
_A = {"error": "an error", "warning": "a warning", "info": "an info"}
_ABOUT = {
    "claim": "what stands behind it is weak",
    "copy": "how the article handles the claim or its sources",
    "file": "the file itself, not what the article says",
}
_LOOKS_AT = {
    "article": "the article as a whole",
    "passage": "each piece of the text (headline, subheading, paragraph, caption)",
    "claim": "each claim on record",
    "statement": "each statement on record (one source saying something once)",
    "mention": "each place where the text states a claim",
    "corroboration": "each statement that backs a claim which somebody else made first",
    "source": "each source on record",
    "evidence": "each piece of evidence on record",
    "party": "each party that a claim puts in a bad light",
    "response": "each response on record (what an accused party answered, or that it did not)",
    "study": "each study on record",
    "poll": "each poll on record",
    "sequence": "each pair of days of which one cannot come before the other",
}
_FOUND = {
    "found": "read at this address",
    "found in a copy": "read in a copy, at this address",
    "general knowledge": "from general knowledge; no text was read for it",
}
_REASON = "why it is right as it stands"
# Where in the record a rule can be set aside, by what it looks at; everywhere else it is the top of the file.
_CLAIM = ("under the claim", "claims:\n  the-claim:\n    ignore: {%s}")
_STATEMENT = ("under the statement", "statements:\n  - at: the words of the text\n    ignore: {%s}")
_EVIDENCE = ("under the piece of evidence", "evidence:\n  the-photo:\n    ignore: {%s}")
_SET_ASIDE = {
    "claim": _CLAIM, "mention": _CLAIM, "corroboration": _CLAIM, "statement": _STATEMENT, "evidence": _EVIDENCE,
}  # fmt: skip
_FEW = 4


@dataclass(frozen=True, slots=True)
class ExamplePage:
    """An example: its article as the author wrote it, the parts of it, and what the rule found."""

    fires: int
    note: str | None
    packs: tuple[str, ...]
    article: str
    record: str
    headline: str
    body: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """All that a page says of a rule, or of a fault of the file itself (which has no `rule`)."""

    entry: RuleEntry
    rule: Rule | None = None
    silences: tuple[RuleEntry, ...] = ()
    silenced_by: tuple[RuleEntry, ...] = ()
    examples: tuple[ExamplePage, ...] = ()

    @property
    def file(self) -> str:
        """The name of the page's file."""
        return file_name(self.entry)

    def question(self) -> Finding | None:
        """The first example's finding with a question."""
        return next((found for example in self.examples for found in example.findings if found.ask), None)


def rule_page(rule: Rule, book: Iterable[Rule], judge: Judge) -> RulePage:
    """The page of a rule; `book` holds the rules it may be related to, `judge` gives an example's findings."""
    known = {other.id: other for other in book}
    return RulePage(
        rule.entry(),
        rule,
        tuple(known[other].entry() for other in rule.silences if other in known),
        tuple(other.entry() for other in known.values() if rule.id in other.silences),
        tuple(_example(example, judge(rule, example)) for example in rule.examples),
    )


def fault_page(entry: RuleEntry) -> RulePage:
    """The page of what can be wrong with a file itself."""
    return RulePage(entry)


def _example(example: Example, findings: list[Finding]) -> ExamplePage:
    tree, source = example.article
    _, column = source.line_column(tree.start)
    starts = [tree.key(key).start for key in tree]
    entries = [source.text[start:end] for start, end in pairwise([*starts, tree.end])]
    whole = source.text[tree.start : tree.end]
    # In a record between braces nothing can be cut out by its lines.
    kept = (entry for key, entry in zip(tree, entries, strict=True) if key not in ("headline", "body"))
    record = whole if whole.startswith("{") else "".join(kept)
    return ExamplePage(
        example.fires,
        example.note,
        example.packs,
        _dedented(whole, column - 1),
        _dedented(record, column - 1),
        _text(tree.get("headline")),
        _text(tree.get("body")),
        tuple(findings),
    )


def _text(node: Node | None) -> str:
    return (node.text or "").strip() if isinstance(node, Scalar) else ""


def _dedented(text: str, columns: int) -> str:
    """A block of YAML that stood at that many columns, and whose first line begins after them."""
    return re.sub(rf"(?m)^ {{1,{columns}}}", "", text).rstrip() if columns else text.rstrip()


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a paragraph that are more than words: `code`, `strong`, or a link if there is a target."""

    words: str
    kind: str = "code"
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page: a heading of level 1 to 3, a paragraph, an item of a list, a quotation or code."""

    kind: str
    pieces: tuple[str | Mark, ...]
    level: int = 0


def _heading(level: int, words: str) -> Block:
    return Block("heading", (words,), level)


def _para(*pieces: str | Mark) -> Block:
    return Block("para", _marked(pieces))


def _item(*pieces: str | Mark) -> Block:
    return Block("item", _marked(pieces))


def _code(language: str, text: str) -> Block:
    return Block("code", (language, text))


def _marked(pieces: Iterable[str | Mark]) -> tuple[str | Mark, ...]:
    """A rule's own words may hold code between backticks."""
    found: list[str | Mark] = []
    for piece in pieces:
        if isinstance(piece, Mark):
            found.append(piece)
        else:
            parts = re.split(r"`([^`\n]+)`", piece)
            found += [Mark(part) if number % 2 else part for number, part in enumerate(parts) if part]
    return tuple(found)


def _strong(words: str) -> Mark:
    return Mark(words, "strong")


def blocks(page: RulePage) -> Iterator[Block]:
    """The page from top to bottom."""
    entry = page.entry
    yield _heading(1, entry.id if entry.id == entry.name else f"{entry.id} {entry.name}")
    yield from _head(page)
    yield _heading(2, "What it flags")
    yield _para(entry.summary)
    yield _heading(2, "What do I do now?")
    yield from _to_do(page)
    yield _heading(2, "Why")
    yield _para(entry.why or "The rule's file does not say.")
    yield _heading(2, "When it fires")
    yield from _when(page)
    if page.rule:
        yield from _options(page.rule)
        yield _heading(2, "Examples that fire")
        yield from _examples([example for example in page.examples if example.fires], "Fires")
        yield _heading(2, "Examples that stay silent")
        yield from _examples([example for example in page.examples if not example.fires], "Silent")
        yield _heading(2, "Standards")
        yield from dict.fromkeys(map(_standard, entry.standards))
        if not entry.standards:
            yield _para("The rule's file names none.")
    if page.silences or page.silenced_by:
        yield _heading(2, "Related rules")
        if page.silences:
            yield _para("One fault, one finding. On a claim where this rule fires, these stay silent:")
            yield from map(_link, page.silences)
        if page.silenced_by:
            yield _para("It stays silent itself on a claim where one of these fires:")
            yield from map(_link, page.silenced_by)


def _head(page: RulePage) -> Iterator[Block]:
    entry = page.entry
    others = list(dict.fromkeys(_A[r.to] for r in page.rule.raises)) if page.rule else []
    raised = f"; {' or '.join(others)} in the cases named below" if others else ""
    yield _item("Severity: ", _strong(entry.severity), f" ({SEVERITY[entry.severity]}){raised}.")
    if entry.pack == "core":
        yield _item("Pack: ", _strong("core"), " (on unless other packs are named).")
    elif entry.pack:
        article, option = Mark(f"packs: [{entry.pack}]"), Mark(f"--pack core --pack {entry.pack}")
        yield _item(
            "Pack: ",
            _strong(entry.pack),
            ". Off until asked for: ",
            article,
            " in the article's file, or ",
            option,
            ".",
        )
    else:
        yield _item("Pack: none. attribcheck itself finds it, whatever packs are on.")
    if page.rule and page.rule.preview:
        yield _item("Preview: a rule on trial, off unless it is asked for.")
    if page.rule and page.rule.aliases:
        yield _item(f"Formerly {', '.join(page.rule.aliases)}.")
    yield _item("About: ", _strong(entry.about), f" ({_ABOUT[entry.about]}).")


def _to_do(page: RulePage) -> Iterator[Block]:
    yield _para(page.entry.fix)
    if page.rule is None:
        # What leaves the article fit to be judged may be ignored like any finding (workspace/ignoring.py).
        if page.entry.severity == "error":
            yield _para("It cannot be set aside: the file has to be mended.")
        else:
            yield _para("Where it is right as it is, ignore it with a reason, in the record or a comment.")
        return
    question = page.question()
    if question and question.ask:
        yield _para(_strong("Whom to ask, and what."), " The report fills in the names. In an example below:")
        yield Block("quote", (question.ask,))
        yield _para("For all questions of an article: ", Mark("attribcheck todo story.yaml"), ".")
    where, form = _SET_ASIDE.get(page.rule.scope, ("at the top of the article's file", "ignore: {%s}"))
    top = "; at the top of the file it holds for the whole article" if page.rule.scope in _SET_ASIDE else ""
    yield _para(_strong("If it is right as it stands"), f", set it aside with a reason, {where}{top}:")
    yield _code("yaml", form % f'{page.entry.id}: "{_REASON}"')
    yield _para(
        "The finding then counts no more; it stays in the JSON report with your reason. "
        "This form also records who decided, and until when:"
    )
    yield _code("yaml", f'ignore: {{{page.entry.id}: {{why: "…", by: the night editor, until: 2030-01-31}}}}')


def _when(page: RulePage) -> Iterator[Block]:
    rule = page.rule
    if rule is None:
        yield _para("Whenever a file is like that. There is no condition behind it that could be shown.")
        return
    known = facts(page)
    looks = f"It looks at {_LOOKS_AT.get(rule.scope, rule.scope)}"
    yield _para(f"{looks}, and reads among other things:" if known else f"{looks}.")
    for name, words in known:
        yield _item(Mark(name), f" ({words})")
    yield _para("The condition, in ", Mark("CEL", "link", "https://cel.dev"), ":")
    yield _code("cel", laid_out(rule.when.expression))
    for number, entry in enumerate(rule.raises):
        also = "Else the" if number else "The"
        yield _para(f"{also} finding is {_A[entry.to]} in place of {_A[rule.severity]} where this holds too:")
        yield _code("cel", laid_out(entry.when.expression))


def _options(rule: Rule) -> Iterator[Block]:
    if not rule.options:
        return
    yield _heading(2, "Options")
    yield _para("Limits that your newsroom may set in its `attribcheck.yaml`:")
    for option in rule.options:
        about = f"{option.about}; " if option.about else ""
        yield _item(Mark(option.name), f" ({about}{option.bounds}, {option.default} unless you say otherwise)")
    values = ", ".join(f"{option.name}: {option.default}" for option in rule.options)
    yield _code("yaml", f"rules:\n  {rule.id}: {{options: {{{values}}}}}")


def facts(page: RulePage) -> list[tuple[str, str]]:
    """The facts that the conditions read, those whose meaning is more than their name."""
    rule, found = page.rule, {}
    if rule is None:
        return []

    def walk(paths: Any, known: dict[str, Kind], before: str) -> None:
        for name, inner in paths.items():
            kind = known.get(name)
            if kind is None:
                continue
            values = ", ".join(kind.words) if 0 < len(kind.words) <= _FEW else ""
            words = kind.about or (f"one of {values}" if values else "")
            if words and before:
                found[before + name] = words
            record = (kind.of or kind).record
            if record:
                walk(inner, fields(record), f"{before}{name}.")

    for condition in (rule.when, *(entry.when for entry in rule.raises)):
        walk(condition.paths, scope(rule.scope), "")
    return list(found.items())


def _examples(examples: list[ExamplePage], label: str) -> Iterator[Block]:
    for number, example in enumerate(examples, 1):
        yield _heading(3, f"{label} {number}")
        if example.note:
            yield _para(example.note)
        if example.headline or example.body:
            yield _para("The text:")
            head = (_strong(example.headline),) if example.headline else ()
            yield Block("quote", (*head, *re.split(r"\n\s*\n", example.body)) if example.body else head)
        if example.record:
            yield _para("The record:")
            yield _code("yaml", example.record)
        else:
            yield _para("There is no record beside the text.")
        if example.packs:
            yield _para(f"Packs in force besides the rule's own: {', '.join(example.packs)}.")
        for found in example.findings:
            words = f"attribcheck says, at “{' '.join(found.place.seen.split())}” ("
            yield _para(words, _strong(found.severity), "):")
            yield Block("quote", (found.message,))


def _standard(standard: Standard) -> Block:
    words = ", ".join(part for part in (standard.name, standard.section) if part)
    found = f"; {_FOUND[standard.found]}" if standard.found in _FOUND else ""
    return Block("item", (Mark(words, "link", standard.url) if standard.url else words, f"{found}."))


def _link(entry: RuleEntry) -> Block:
    return _item(Mark(f"{entry.id} {entry.name}", "link", file_name(entry)), f": {entry.summary}")


def file_name(entry: RuleEntry) -> str:
    """The name of a page's file; a fault of the file has one name for both."""
    return f"{entry.id}.md" if entry.id == entry.name else f"{entry.id}-{entry.name}.md"
