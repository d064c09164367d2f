"""A rule's file, read and checked: the published schema first, then every expression against the facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict, cast

from attribcheck.engine import cel_language
from attribcheck.engine.checking import Paths, check, merge
from attribcheck.engine.expressions import ExpressionError
from attribcheck.engine.fact_types import STRING, Kind, scope
from attribcheck.engine.rule import Condition, Example, Option, Raise, Rule, Template
from attribcheck.engine.rule_schema import rule_schema
from attribcheck.nearest import did_you_mean
from attribcheck.places import SourceText
from attribcheck.reading.decode import decode
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.reading.structured import plain
from attribcheck.reading.yaml_nodes import read_yaml
from attribcheck.report import Standard
from attribcheck.written import number


class RuleError(Exception):
    """A rule's file cannot be used. `str()` gives file:line:column, what is wrong, and a way out."""

    def __init__(self, message: str, path: str, line: int = 1, column: int = 1, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.fix = fix

    def __str__(self) -> str:
        fix = f" {self.fix}" if self.fix else ""
        return f"{self.path}:{self.line}:{self.column}: {self.message}{fix}"


def load_rule(path: Path, pack: str, *, shown: str | None = None, validate: bool = True) -> Rule:
    """The rule in one file. Raises `RuleError`.

    `shown` is the path that messages give. `validate=False` spares the schema, for the rule
    book that the package ships and its tests have validated.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleError(f"The rule cannot be read: {error.strerror}.", shown or str(path)) from None
    return read_rule(data, pack, shown or str(path), validate=validate)


def read_rule(data: bytes, pack: str, path: str, *, validate: bool = True) -> Rule:
    """The rule in some bytes. Raises `RuleError`."""
    try:
        text = decode(data)
        tree = read_yaml(text)
    except FaultInFile as fault:
        source = SourceText(data.decode("utf-8", "replace"))
        line, column = source.line_column(min(fault.start, len(source.text)))
        raise RuleError(fault.message, path, line, column, fault.fix) from None
    return _Loader(tree, SourceText(text), pack, path).rule(validate=validate)


class _Loader:
    def __init__(self, tree: Node, source: SourceText, pack: str, path: str) -> None:
        self.tree = tree
        self.source = source
        self.pack = pack
        self.path = path
        self.options: tuple[Option, ...] = ()

    def rule(self, *, validate: bool) -> Rule:
        if not isinstance(self.tree, Mapping):
            raise self.error("A rule is a record: keys and values.", self.tree)
        if validate:
            self.validate(plain(self.tree))
        seeks = self.tree.get("phrases") is not None
        for key in (
            "id",
            "name",
            "severity",
            "about",
            "summary",
            "fix",
            *(() if seeks else ("for", "when", "message")),
        ):
            if self.tree.get(key) is None:
                raise self.error(f"The rule has no '{key}'.", self.tree, f"Add '{key}:'.")
        if seeks and self.tree.get("when") is not None:
            raise self.error("A rule has 'when' or 'phrases', not both.", self.tree, "Take one of them out.")
        self.options = tuple(self.limits())
        looks_at = "passage" if seeks else self.text("for")
        variables = scope(looks_at)
        if seeks:
            variables |= {"words": STRING, "instead": STRING}
        if self.options:
            variables["options"] = Kind("record", record=_record_of(self.options))
        grouped = {**variables, "claims": Kind("list", of=scope("claim")["claim"])}
        return Rule(
            id=self.text("id"),
            name=self.text("name"),
            pack=self.pack,
            severity=self.text("severity"),  # type: ignore[arg-type]
            about=self.text("about"),  # type: ignore[arg-type]
            summary=self.text("summary"),
            scope=looks_at,
            when=self.always() if seeks else self.condition(self.tree.get("when"), variables, "bool"),
            message=self.message_of_phrases(grouped) if seeks else self.template("message", grouped),
            fix=self.text("fix"),
            raises=tuple(self.raises(variables)),
            group=self.text("group") or None,  # type: ignore[arg-type]
            place=self.optional("place", variables, "place"),
            claims=self.optional("claims", variables, "list"),
            ask=self.template("ask", grouped) if self.tree.get("ask") else None,
            silences=tuple(self.words("silences")),
            standards=tuple(self.standards()),
            examples=tuple(self.examples()),
            why=self.text("why") or None,
            path=self.path,
            options=self.options,
            preview=self.text("preview").lower() in ("yes", "true"),
            aliases=tuple(self.words("aliases")),
            phrases=phrase_pattern(self.words("phrases")) if seeks else None,
            instead=self.text("instead") or None,
        )

    def validate(self, value: Any) -> None:
        """Holds the rule against the published schema; the first error in the order of the file is raised."""
        from jsonschema import Draft202012Validator

        errors = list(Draft202012Validator(rule_schema()).iter_errors(value))
        if not errors:
            return
        raised = []
        for error in errors:
            node = self.follow(list(error.absolute_path))
            if error.validator == "additionalProperties" and isinstance(node, Mapping):
                known = list(error.schema.get("properties", {}))
                for key in node.entries:
                    if key not in known:
                        message = f"Unknown key '{key}'.{did_you_mean(key, known)}"
                        raised.append(self.error(message, node.key(key), f"Known: {', '.join(known)}."))
            elif error.validator == "required":
                missing = [key for key in error.validator_value if key not in error.instance]
                raised.append(self.error(f"'{missing[0]}' is missing.", node, f"Add '{missing[0]}:'."))
            elif error.validator == "enum":
                given = str(error.instance)
                allowed = [str(word) for word in error.validator_value]
                message = f"'{given}' is no value here.{did_you_mean(given, allowed)}"
                raised.append(self.error(message, node, f"Write one of: {', '.join(allowed)}."))
            else:
                raised.append(self.error(f"{error.message}.", node))
        raise min(raised, key=lambda error: (error.line, error.column))

    def follow(self, path: list[str | int]) -> Node:
        node = self.tree
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str):
                node = node.entries[step][1]
            elif isinstance(node, Sequence) and isinstance(step, int):
                node = node.items[step]
        return node

    def error(self, message: str, node: Node, fix: str = "", offset: int = 0) -> RuleError:
        line, column = self.source.line_column(node.start + offset)
        return RuleError(message, self.path, line, column, fix)

    def text(self, key: str) -> str:
        node = self.tree.get(key) if isinstance(self.tree, Mapping) else None
        return (node.text or "").strip() if isinstance(node, Scalar) else ""

    def words(self, key: str) -> list[str]:
        node = self.tree.get(key) if isinstance(self.tree, Mapping) else None
        items = node.items if isinstance(node, Sequence) else [node] if node else []
        return [item.text for item in items if isinstance(item, Scalar) and item.text]

    def condition(self, node: Node | None, variables: dict[str, Kind], wanted: str | None) -> Condition:
        if not isinstance(node, Scalar) or not node.text:
            raise self.error("A condition is a CEL expression in one text.", node or self.tree)
        return self.compiled(node.text, variables, wanted, node, 0)

    def compiled(
        self, expression: str, variables: dict[str, Kind], wanted: str | None, node: Scalar, offset: int
    ) -> Condition:
        """Checks and compiles an expression that stands in `node` from `offset` on."""
        try:
            checked = check(expression, variables, wanted)
            defaults = {option.name: option.default for option in self.options}
            program = cel_language.load().compile(_with_options(expression, defaults))
        except ExpressionError as error:
            start, _ = node.text_map().span(offset + error.start, offset + error.end)
            line, column = self.source.line_column(start)
            raise RuleError(error.message, self.path, line, column, error.fix) from None
        except ValueError as error:
            raise self.error(f"CEL does not take this: {str(error).splitlines()[0]}", node) from None
        return Condition(expression, program, {name: path for name, path in checked.paths.items() if name != "options"})

    def always(self) -> Condition:
        """The condition of a rule that looks for phrases: to find one is enough."""
        return Condition("true", cel_language.load().compile("true"), {})

    def message_of_phrases(self, variables: dict[str, Kind]) -> Template:
        """The rule's message, else one made of the words found and those to write instead."""
        if isinstance(self.tree, Mapping) and self.tree.get("message") is not None:
            return self.template("message", variables)

        def piece(name: str) -> Condition:
            return Condition(name, cel_language.load().compile(name), {name: {}})

        words = ("“", piece("words"), "” is not how we write this.")
        instead = ("Write “", piece("instead"), "” in place of “", piece("words"), "”.")
        pieces = instead if self.text("instead") else words
        text = "".join(part if isinstance(part, str) else f"{{{part.expression}}}" for part in pieces)
        if not self.words("phrases"):
            raise self.error("'phrases' holds no words.", self.tree, "List the words to look for.")
        return Template(text, pieces, {"words": {}, "instead": {}} if self.text("instead") else {"words": {}})

    def limits(self) -> Iterator[Option]:
        node = self.tree.get("options") if isinstance(self.tree, Mapping) else None
        for name, (_, entry) in node.entries.items() if isinstance(node, Mapping) else ():
            given = plain(entry)
            figures = {key: number(given.get(key)) for key in ("default", "minimum", "maximum")}
            option = Option(name, about=given.get("about") or "", **figures)
            if not option.fits(option.default):
                raise self.error(f"The default of option '{name}' is not {option.bounds}.", entry)
            yield option

    def optional(self, key: str, variables: dict[str, Kind], wanted: str) -> Condition | None:
        node = self.tree.get(key) if isinstance(self.tree, Mapping) else None
        return None if node is None else self.condition(node, variables, wanted)

    def raises(self, variables: dict[str, Kind]) -> Iterator[Raise]:
        node = self.tree.get("raise") if isinstance(self.tree, Mapping) else None
        for item in node.items if isinstance(node, Sequence) else []:
            to = item.get("to") if isinstance(item, Mapping) else None
            when = item.get("when") if isinstance(item, Mapping) else None
            if not isinstance(to, Scalar) or when is None:
                raise self.error("Each entry of 'raise' needs 'to' and 'when'.", item)
            yield Raise(to.text, self.condition(when, variables, "bool"))  # type: ignore[arg-type]

    def template(self, key: str, variables: dict[str, Kind]) -> Template:
        node = self.tree.get(key) if isinstance(self.tree, Mapping) else None
        if not isinstance(node, Scalar) or not node.text:
            raise self.error(f"'{key}' is a text.", node or self.tree)
        pieces: list[str | Condition] = []
        for start, end, is_expression in split_template(node.text):
            piece = node.text[start:end]
            pieces.append(self.compiled(piece, variables, None, node, start) if is_expression else piece)
        paths: Paths = {}
        for condition in pieces:
            if isinstance(condition, Condition):
                merge(paths, condition.paths)
        return Template(node.text.strip(), tuple(pieces), paths)

    def standards(self) -> Iterator[Standard]:
        node = self.tree.get("standards") if isinstance(self.tree, Mapping) else None
        for item in node.items if isinstance(node, Sequence) else []:
            value = plain(item)
            if isinstance(value, str):
                yield Standard(name=value)
            else:
                yield Standard(**{key: value.get(key) for key in Standard.model_fields})

    def examples(self) -> Iterator[Example]:
        node = self.tree.get("examples") if isinstance(self.tree, Mapping) else None
        for item in node.items if isinstance(node, Sequence) else []:
            fires, article = (item.get("fires"), item.get("article")) if isinstance(item, Mapping) else (None, None)
            if not isinstance(fires, Scalar) or not (fires.text or "").isdigit() or not isinstance(article, Mapping):
                raise self.error("An example has 'fires:' (a number) and 'article:' (a record).", item)
            note = item.get("note") if isinstance(item, Mapping) else None
            named = item.get("packs") if isinstance(item, Mapping) else None
            packs = plain(named) if named else []
            line, _ = self.source.line_column(item.start)
            yield Example(
                int(fires.text or 0),
                (article, self.source),
                line,
                tuple(packs if isinstance(packs, list) else [packs]),
                note.text if isinstance(note, Scalar) else None,
            )


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Words to look for as they stand: whatever their case, and however they are spaced. No expression of anybody's."""
    alternatives = []
    for phrase in sorted(phrases, key=len, reverse=True):
        words = [re.escape(word).replace("'", "['’]") for word in phrase.replace("’", "'").split()]
        if words:
            alternatives.append(r"\s+".join(words))
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


def configured(rule: Rule, values: dict[str, int | float]) -> Rule:
    """The rule with other values for its options; `Rule.misfit` tells beforehand whether it has them."""
    chosen = {option.name: values.get(option.name, option.default) for option in rule.options}

    def again(condition: Condition) -> Condition:
        program = cel_language.load().compile(_with_options(condition.expression, chosen))
        return Condition(condition.expression, program, condition.paths)

    def refilled(template: Template) -> Template:
        pieces = tuple(piece if isinstance(piece, str) else again(piece) for piece in template.pieces)
        return Template(template.text, pieces, template.paths)

    return replace(
        rule,
        when=again(rule.when),
        raises=tuple(Raise(entry.to, again(entry.when)) for entry in rule.raises),
        place=again(rule.place) if rule.place else None,
        claims=again(rule.claims) if rule.claims else None,
        message=refilled(rule.message),
        ask=refilled(rule.ask) if rule.ask else None,
    )


def _record_of(options: tuple[Option, ...]) -> type:
    """The options as a record of facts, so that the checker knows their names."""
    made: type = cast("Any", TypedDict)("Options", {option.name: float for option in options})
    return made


def _with_options(expression: str, values: dict[str, int | float]) -> str:
    """The expression with figures in the places of its options; inside texts nothing is touched."""
    if "options." not in expression:
        return expression

    def figure(match: re.Match[str]) -> str:
        return match[0] if match["text"] else str(values.get(match["name"], match[0]))

    return _OPTION.sub(figure, expression)


_OPTION = re.compile(r"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\boptions\.(?P<name>\w+)""")


def split_template(text: str) -> list[tuple[int, int, bool]]:
    """The pieces of a message: (start, end, whether it is an expression). Braces part them."""
    pieces: list[tuple[int, int, bool]] = []
    position = 0
    while (start := text.find("{", position)) >= 0:
        end = _closing(text, start + 1)
        if end < 0:
            break
        pieces.append((position, start, False))
        pieces.append((start + 1, end, True))
        position = end + 1
    pieces.append((position, len(text), False))
    return [piece for piece in pieces if piece[1] > piece[0]]


def _closing(text: str, position: int) -> int:
    """Where the expression's brace closes; braces inside its texts do not count."""
    quote = ""
    while position < len(text):
        character = text[position]
        if quote:
            if character == "\\":
                position += 1
            elif character == quote:
                quote = ""
        elif character in "\"'":
            quote = character
        elif character == "}":
            return position
        position += 1
    return -1
