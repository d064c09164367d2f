"""What pydantic says is wrong with an article, said to the person who wrote it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from attribcheck import article as records
from attribcheck.nearest import did_you_mean
from attribcheck.places import SourceText
from attribcheck.reading.faults import Fault
from attribcheck.reading.nodes import Mapping, Node, Scalar, Sequence

# The record that stands under each key of the format; the top of the file is ''.
RECORDS: dict[str, type[BaseModel]] = {
    "": records.Article,
    "sources": records.Source,
    "anonymous": records.Anonymous,
    "claims": records.Claim,
    "says": records.Claim,
    "mentions": records.Mention,
    "conflicts": records.Conflict,
    "checked": records.Checked,
    "risk": records.Risk,
    "statements": records.Statement,
    "quote": records.Quote,
    "evidence": records.Evidence,
    "responses": records.Response,
    "studies": records.Study,
    "polls": records.Poll,
    "corrections": records.Correction,
    "reporting": records.Reporting,
    "ignore": records.Ignore,
}
_PLURAL = {"": "article", "says": "claim", "claims": "claim", "studies": "study", "evidence": "evidence"}
# More than a person reads at once; the rest shows after these are mended.
MOST = 50


def schema_faults(error: ValidationError, tree: Node, source: SourceText) -> list[Fault]:
    """One fault for each thing that is wrong, in the order of the file."""
    faults: dict[tuple[int, int], Fault] = {}
    for problem in error.errors(include_url=False):
        path = problem["loc"]
        unknown = problem["type"] == "extra_forbidden"
        node, name = _follow(tree, path[:-1] if unknown else path)
        if unknown and isinstance(node, Mapping) and str(path[-1]) in node.entries:
            fault = _unknown_key(node, str(path[-1]), name, source)
        elif problem["type"].split("_")[0] in ("missing", "string", "model", "dict") and _in_ignore(path):
            fault = _no_reason(path, node, tree, source)
        else:
            fault = _wrong_value(problem, node, path, name, source)
        faults.setdefault((fault.place.line, fault.place.column), fault)
    return [faults[key] for key in sorted(faults)][:MOST]


def _follow(tree: Node, path: tuple[int | str, ...]) -> tuple[Node, str]:
    """The node at the end of a path, as far as the file goes along, and the kind of record it is in."""
    node, name = tree, ""
    for step in path:
        if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            if step in RECORDS:
                name = step
            node = node.entries[step][1]
        elif isinstance(node, Mapping) and isinstance(step, int) and step < len(node.entries):
            if any(isinstance(entry[1], Mapping) for entry in node.entries.values()):
                node = list(node.entries.values())[step][1]
        else:
            break
    return node, name


def record_name(key: str) -> str:
    """What one entry under `key` is called: 'statements' holds a 'statement'."""
    return _PLURAL.get(key, key.removesuffix("s"))


def _unknown_key(node: Mapping, key: str, name: str, source: SourceText) -> Fault:
    place_of, value = node.entries[key]
    place = source.place(place_of.start, place_of.end)
    known = list(RECORDS[name].model_fields)
    flow = source.text[node.start : node.start + 1] == "{"
    if flow and isinstance(value, Scalar) and value.text is None:
        message = f"'{key}' is not a key: the comma before it ended the text."
        return Fault("invalid-article", message, place, "Put the text in quotes: a comma inside {…} parts two entries.")
    message = f"Unknown key '{key}' in {_article(record_name(name))}.{did_you_mean(key, known)}"
    return Fault("invalid-article", message, place, f"Known keys: {', '.join(known)}.")


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}" if word != "evidence" else "evidence"


def _wrong_value(problem: Any, node: Node, path: tuple[int | str, ...], name: str, source: SourceText) -> Fault:
    field = next((str(step) for step in reversed(path) if isinstance(step, str)), "article")
    start, end = (node.start, node.end) if isinstance(node, Scalar) else (node.start, node.start)
    place = source.place(start, end)
    kind = problem["type"]
    given = node.text if isinstance(node, Scalar) else None
    if kind == "missing":
        message = f"{_article(record_name(name)).capitalize()} needs '{path[-1]}'."
        return Fault("invalid-article", message, place, f"Add '{path[-1]}:'.")
    if kind == "literal_error":
        allowed = problem["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        message = f"'{given}' is no value for '{field}'.{did_you_mean(given or '', allowed)}"
        return Fault("invalid-article", message, place, f"Write one of: {', '.join(allowed)}.")
    if kind == "value_error":
        message = f"In '{field}': {problem['ctx']['error']}."
        return Fault("invalid-article", message, place, "Mend the value.")
    message = f"'{field}' holds {_what(node)}, where {_wanted(kind)} is expected."
    return Fault("invalid-article", message, place, f"Give '{field}' {_wanted(kind)}.")


def _in_ignore(path: tuple[int | str, ...]) -> bool:
    """Whether a path leads to an `ignore:`, one of its rules, or that rule's reason."""
    at = _ignore_in(path)
    return at is not None and (len(path) - at <= 2 or path[-1] == "why")


def _ignore_in(path: tuple[int | str, ...]) -> int | None:
    """Which step of a path is `ignore`; the keys of some blocks are ids that people choose."""
    chosen = ("sources", "claims", "sides", "results")
    steps = (n for n, step in enumerate(path) if step == "ignore" and (n == 0 or path[n - 1] not in chosen))
    return next(steps, None)


def _no_reason(path: tuple[int | str, ...], node: Node, tree: Node, source: SourceText) -> Fault:
    """A rule that is ignored, and no word why."""
    at = _ignore_in(path) or 0
    if path[-1] == "ignore":
        place = source.place(node.start, node.end if isinstance(node, Scalar) else node.start)
        fix = 'Write each rule with its reason: ignore: {RULE: "the reason"}.'
        return Fault("invalid-article", f"'ignore' holds {_what(node)}, and no reason.", place, fix)
    rules, rule = _follow(tree, path[: at + 1])[0], str(path[at + 1])
    key = rules.key(rule) if isinstance(rules, Mapping) and rule in rules.entries else None
    start, end = key.text_map().span(0, len(rule)) if key else (node.start, node.start)
    fix = f"Say in a few words why the rule does not apply here. Write '{rule}: \"the reason\"'."
    return Fault("invalid-article", f"No reason is given for ignoring '{rule}'.", source.place(start, end), fix)


def _what(node: Node) -> str:
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a record"
    return "nothing" if node.text is None else f"'{node.text[:60]}'"


def _wanted(kind: str) -> str:
    wanted = {
        "string": "text",
        "dict": "a record (keys and values)",
        "model": "a record (keys and values)",
        "list": "a list",
        "int": "a whole number",
        "float": "a number",
        "bool": "yes or no",
        "date": "a day (YYYY-MM-DD)",
    }
    return wanted.get(kind.split("_")[0], "another kind of value")
