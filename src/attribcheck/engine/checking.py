"""Holds an expression against the facts before it ever runs: misspelt facts, wrong types, runaway loops."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from attribcheck.engine import cel_language
from attribcheck.engine.expressions import ExpressionError, Tree, read
from attribcheck.engine.fact_types import ANY, BOOL, NULL, NUMBER, STRING, Kind, fields, place_fields
from attribcheck.nearest import did_you_mean

# Which parts of the facts an expression reads: {'claim': {'mentions': {'voice': {}}}}.
Paths: TypeAlias = "dict[str, Paths]"

MACROS = {"exists": BOOL, "all": BOOL, "exists_one": BOOL, "filter": None, "map": None}
# Two loops inside one another over lists of facts stay within microseconds; three do not.
DEEPEST_LOOP = 2
METHODS: dict[str, tuple[int, Kind]] = {
    "contains": (1, BOOL),
    "startsWith": (1, BOOL),
    "endsWith": (1, BOOL),
    "matches": (1, BOOL),
    "size": (0, NUMBER),
}
FUNCTIONS: dict[str, tuple[int, Kind]] = {
    "size": (1, NUMBER),
    "string": (1, STRING),
    "int": (1, NUMBER),
    "double": (1, NUMBER),
    "has": (1, BOOL),
    **{name: (count, Kind(kind)) for name, (_, count, kind) in cel_language.FUNCTIONS.items()},
}


@dataclass(slots=True)
class Checked:
    """An expression that fits: its type, and the facts it reads."""

    kind: Kind
    paths: Paths


def check(expression: str, variables: dict[str, Kind], wanted: str | None = None) -> Checked:
    """Reads and checks one expression. Raises `ExpressionError`.

    `wanted` is the type it must have: a condition is `bool`.
    """
    checker = _Checker(variables)
    tree = read(expression)
    kind = checker.kind(tree, variables, {}, 0)
    if wanted and kind.name not in (wanted, "any"):
        raise ExpressionError(
            f"This gives {kind.shown()}, where {Kind(wanted).shown()} is needed.", tree.start, tree.end
        )
    if wanted == "bool" and kind.null:
        raise ExpressionError(
            f"'{expression.strip()}' may be null, which is neither yes nor no.",
            tree.start,
            tree.end,
            fix="Compare it: '… == true'.",
        )
    return Checked(kind, checker.paths)


@dataclass(slots=True)
class _Path:
    """Where a value stands in the facts, as far as it is known."""

    kind: Kind
    node: Paths | None


@dataclass(slots=True)
class _Checker:
    variables: dict[str, Kind]
    paths: Paths = field(default_factory=dict)

    def kind(self, tree: Tree, names: dict[str, Kind], nodes: dict[str, Paths | None], loops: int) -> Kind:
        return self.path(tree, names, nodes, loops).kind

    def path(self, tree: Tree, names: dict[str, Kind], nodes: dict[str, Paths | None], loops: int) -> _Path:
        if tree.kind == "literal":
            kinds = {"string": STRING, "number": NUMBER, "bool": BOOL, "null": NULL}
            return _Path(kinds[tree.word], None)
        if tree.kind == "name":
            return self._name(tree, names, nodes)
        if tree.kind == "member":
            return self._member(tree, self.path(tree.parts[0], names, nodes, loops))
        if tree.kind == "index":
            self.kind(tree.parts[1], names, nodes, loops)
            target = self.path(tree.parts[0], names, nodes, loops)
            return _Path(target.kind.of or ANY, target.node)
        if tree.kind == "call":
            return self._call(tree, names, nodes, loops)
        if tree.kind == "choice":
            return self._choice(tree, names, nodes, loops)
        if tree.kind == "list":
            parts = [self.kind(part, names, nodes, loops) for part in tree.parts]
            same = bool(parts) and len({kind.name for kind in parts}) == 1
            return _Path(Kind("list", of=parts[0] if same else ANY), None)
        return _Path(self._operator(tree, names, nodes, loops), None)

    def _name(self, tree: Tree, names: dict[str, Kind], nodes: dict[str, Paths | None]) -> _Path:
        if tree.word not in names:
            known = f"Here a rule sees: {', '.join(sorted(names))}."
            raise ExpressionError(
                f"There is no '{tree.word}' here.{did_you_mean(tree.word, names)}", tree.start, tree.end, known
            )
        node = nodes[tree.word] if tree.word in nodes else self.paths.setdefault(tree.word, {})
        return _Path(names[tree.word], node)

    def _member(self, tree: Tree, target: _Path) -> _Path:
        kind = target.kind
        if kind.name == "any":
            return _Path(ANY, None)
        known: dict[str, Kind] = fields(kind.record) if kind.record else place_fields() if kind.name == "place" else {}
        if tree.word not in known:
            start = tree.end - len(tree.word)
            if not known:
                message = f"'.{tree.word}': {kind.shown()} has no fields."
                fix = "Look at one of its elements: '.exists(x, …)'." if kind.name == "list" else ""
                raise ExpressionError(message, start, tree.end, fix)
            message = f"There is no fact '{tree.word}'.{did_you_mean(tree.word, known)}"
            raise ExpressionError(message, start, tree.end, f"Known: {', '.join(sorted(known))}.")
        node = None if target.node is None else target.node.setdefault(tree.word, {})
        return _Path(known[tree.word], node)

    def _call(self, tree: Tree, names: dict[str, Kind], nodes: dict[str, Paths | None], loops: int) -> _Path:
        if tree.method and tree.word in MACROS:
            return self._macro(tree, names, nodes, loops)
        known_calls = METHODS if tree.method else FUNCTIONS
        if tree.word not in known_calls:
            at = int(tree.value)
            every = [*METHODS, *MACROS] if tree.method else FUNCTIONS
            raise ExpressionError(
                f"There is no function '{tree.word}'.{did_you_mean(tree.word, every)}",
                at,
                at + len(tree.word),
                f"Known: {', '.join(sorted(every))}.",
            )
        count, result = known_calls[tree.word]
        given = len(tree.parts) - (1 if tree.method else 0)
        if given != count:
            raise ExpressionError(f"'{tree.word}' takes {count} argument(s), not {given}.", tree.start, tree.end)
        kinds = [self.kind(part, names, nodes, loops) for part in tree.parts]
        if tree.method and tree.word != "size" and kinds[0].name not in ("string", "any"):
            raise ExpressionError(
                f"'{tree.word}' looks into a text, and this is {kinds[0].shown()}.",
                tree.parts[0].start,
                tree.parts[0].end,
                "Use 'x in list' to look into a list." if kinds[0].name == "list" else "",
            )
        return _Path(result, None)

    def _macro(self, tree: Tree, names: dict[str, Kind], nodes: dict[str, Paths | None], loops: int) -> _Path:
        if loops >= DEEPEST_LOOP:
            raise ExpressionError("Loops may nest two deep, not deeper.", tree.start, tree.end)
        if len(tree.parts) != 3 or tree.parts[1].kind != "name":
            raise ExpressionError(f"'{tree.word}' takes a name and an expression.", tree.start, tree.end)
        target = self.path(tree.parts[0], names, nodes, loops)
        if target.kind.name not in ("list", "any"):
            raise ExpressionError(
                f"'{tree.word}' goes through a list, and this is {target.kind.shown()}.",
                tree.parts[0].start,
                tree.parts[0].end,
            )
        name = tree.parts[1].word
        element = target.kind.of or ANY
        inner = self.path(tree.parts[2], {**names, name: element}, {**nodes, name: target.node}, loops + 1)
        if tree.word == "map":
            return _Path(Kind("list", of=inner.kind), inner.node)
        if inner.kind.name not in ("bool", "any"):
            part = tree.parts[2]
            raise ExpressionError(
                f"'{tree.word}' needs a condition, and this is {inner.kind.shown()}.", part.start, part.end
            )
        return _Path(target.kind if tree.word == "filter" else BOOL, target.node if tree.word == "filter" else None)

    def _choice(self, tree: Tree, names: dict[str, Kind], nodes: dict[str, Paths | None], loops: int) -> _Path:
        self._condition(tree.parts[0], names, nodes, loops)
        yes = self.path(tree.parts[1], names, nodes, loops)
        no = self.path(tree.parts[2], names, nodes, loops)
        same = (
            yes.kind
            if yes.kind.name == no.kind.name
            else no.kind
            if yes.kind == NULL
            else yes.kind
            if no.kind == NULL
            else ANY
        )
        return _Path(same, None)

    def _condition(self, tree: Tree, names: dict[str, Kind], nodes: dict[str, Paths | None], loops: int) -> None:
        kind = self.kind(tree, names, nodes, loops)
        if kind.name not in ("bool", "any"):
            raise ExpressionError(f"This is {kind.shown()}, where a condition is needed.", tree.start, tree.end)
        if kind.null:
            raise ExpressionError(
                "This may be null, which is neither yes nor no.",
                tree.start,
                tree.end,
                "Write '… == true' or '… == false'.",
            )

    def _operator(self, tree: Tree, names: dict[str, Kind], nodes: dict[str, Paths | None], loops: int) -> Kind:
        if tree.word in ("&&", "||", "!"):
            for part in tree.parts:
                self._condition(part, names, nodes, loops)
            return BOOL
        kinds = [self.kind(part, names, nodes, loops) for part in tree.parts]
        if tree.word == "in":
            if kinds[1].name not in ("list", "any"):
                raise ExpressionError(
                    f"'in' looks into a list, and this is {kinds[1].shown()}.", tree.parts[1].start, tree.parts[1].end
                )
            if tree.parts[1].kind == "list":
                for part in tree.parts[1].parts:
                    _one_of(part, kinds[0])
            elif kinds[1].of:
                _one_of(tree.parts[0], kinds[1].of)
            return BOOL
        if tree.word in ("==", "!=", "<", "<=", ">", ">="):
            _comparable(tree, kinds)
            for part, other in ((tree.parts[0], kinds[1]), (tree.parts[1], kinds[0])):
                _one_of(part, other)
            return BOOL
        if tree.word == "+" and len(kinds) == 2 and "string" in {kind.name for kind in kinds}:
            _comparable(tree, kinds)
            return STRING
        return NUMBER


def _comparable(tree: Tree, kinds: list[Kind]) -> None:
    names = {kind.name for kind in kinds} - {"any", "null"}
    if len(names) > 1:
        raise ExpressionError(
            f"'{tree.word}' compares {kinds[0].shown()} with {kinds[1].shown()}.", tree.start, tree.end
        )


def _one_of(part: Tree, other: Kind) -> None:
    """A text that is held against a closed list must be one of it."""
    if other.words and part.kind == "literal" and part.word == "string" and part.value not in other.words:
        raise ExpressionError(
            f"'{part.value}' is never a value here.{did_you_mean(part.value, other.words)}",
            part.start,
            part.end,
            f"Values: {', '.join(other.words)}.",
        )


def merge(into: Paths, paths: Paths) -> None:
    """Adds the facts that one expression reads to those of others."""
    for name, inner in paths.items():
        merge(into.setdefault(name, {}), inner)
