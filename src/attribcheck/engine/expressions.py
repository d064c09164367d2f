"""A small reader of CEL expressions, for what the CEL package cannot tell: which facts an expression reads.

It reads the grammar of cel-spec (Language definition, Syntax) save for byte strings and message
construction. Evaluation is the CEL package's; this tree is only looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*)
      | (?P<number>\d+\.\d+(?:[eE][+-]?\d+)?|0x[0-9a-fA-F]+|\d+u?)
      | (?P<string>r?"(?:[^"\\\n]|\\.)*"|r?'(?:[^'\\\n]|\\.)*')
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<sign>\|\||&&|==|!=|<=|>=|[-+*/%!<>?:.,()\[\]{}])""",
    re.VERBOSE,
)
# From the loosest down; each level is left-associative.
_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"||"}),
    frozenset({"&&"}),
    frozenset({"==", "!=", "<", "<=", ">", ">=", "in"}),
    frozenset({"+", "-"}),
    frozenset({"*", "/", "%"}),
)


class ExpressionError(Exception):
    """An expression cannot be read, or does not fit the facts; `start` and `end` are offsets in it."""

    def __init__(self, message: str, start: int, end: int, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.fix = fix


@dataclass(slots=True)
class Tree:
    """A node: what it is, its word, and its parts.

    kinds: literal (word is `string`, `number`, `bool`, `null`; `value` the text), name, member
    (word is the field), index, call (word is the function; parts are target or None first),
    operator (word is the sign), choice, list, map.
    """

    kind: str
    word: str
    start: int
    end: int
    parts: list[Tree] = field(default_factory=list)
    value: str = ""
    method: bool = False


@dataclass(slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


def read(expression: str) -> Tree:
    """The tree of an expression. Raises `ExpressionError`."""
    return _Reader(expression).whole()


def _tokens(expression: str) -> list[_Token]:
    tokens: list[_Token] = []
    position = 0
    while position < len(expression):
        found = _TOKEN.match(expression, position)
        if not found:
            raise ExpressionError(f"'{expression[position]}' has no meaning here.", position, position + 1)
        if found.lastgroup != "space":
            tokens.append(_Token(str(found.lastgroup), found.group(), found.start(), found.end()))
        position = found.end()
    tokens.append(_Token("end", "", len(expression), len(expression)))
    return tokens


class _Reader:
    # More brackets than a person writes; keeps a hostile rule from exhausting the stack.
    DEEPEST = 40

    def __init__(self, expression: str) -> None:
        self.tokens = _tokens(expression)
        self.position = 0
        self.depth = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.position]

    def take(self, text: str | None = None) -> _Token:
        token = self.next
        if text is not None and token.text != text:
            got = f"'{token.text}'" if token.text else "the end"
            raise ExpressionError(f"Expected '{text}', found {got}.", token.start, token.end)
        self.position += 1
        return token

    def whole(self) -> Tree:
        tree = self.choice()
        if self.next.kind != "end":
            raise ExpressionError(f"'{self.next.text}' does not belong here.", self.next.start, self.next.end)
        return tree

    def choice(self) -> Tree:
        self.depth += 1
        if self.depth > self.DEEPEST:
            raise ExpressionError("The expression is nested too deep.", self.next.start, self.next.end)
        tree = self.level(0)
        if self.next.text == "?":
            self.take()
            yes = self.choice()
            self.take(":")
            no = self.choice()
            tree = Tree("choice", "?", tree.start, no.end, [tree, yes, no])
        self.depth -= 1
        return tree

    def level(self, level: int) -> Tree:
        if level == len(_LEVELS):
            return self.unary()
        tree = self.level(level + 1)
        while self.next.text in _LEVELS[level] and self.next.kind != "string":
            sign = self.take()
            right = self.level(level + 1)
            tree = Tree("operator", sign.text, tree.start, right.end, [tree, right])
        return tree

    def unary(self) -> Tree:
        signs: list[_Token] = []
        while self.next.kind == "sign" and self.next.text in ("!", "-"):
            signs.append(self.take())
        tree = self.member()
        for sign in reversed(signs):
            tree = Tree("operator", sign.text, sign.start, tree.end, [tree])
        return tree

    def member(self) -> Tree:
        tree = self.primary()
        while self.next.kind == "sign" and self.next.text in (".", "["):
            if self.take().text == "[":
                index = self.choice()
                end = self.take("]")
                tree = Tree("index", "[]", tree.start, end.end, [tree, index])
                continue
            name = self.take()
            if name.kind != "name":
                raise ExpressionError("A field's name belongs after '.'.", name.start, name.end)
            if self.next.text == "(" and self.next.kind == "sign":
                tree = self.call(name, tree)
            else:
                tree = Tree("member", name.text, tree.start, name.end, [tree])
        return tree

    def call(self, name: _Token, target: Tree | None) -> Tree:
        self.take("(")
        parts = self.listed(")")
        end = self.take(")")
        start = target.start if target else name.start
        given = [target, *parts] if target else parts
        return Tree("call", name.text, start, end.end, given, value=str(name.start), method=target is not None)

    def listed(self, closing: str) -> list[Tree]:
        parts: list[Tree] = []
        while not (self.next.text == closing and self.next.kind == "sign"):
            parts.append(self.choice())
            if self.next.text != ",":
                break
            self.take()
        return parts

    def primary(self) -> Tree:
        token = self.take()
        if token.kind == "number":
            return Tree("literal", "number", token.start, token.end, value=token.text)
        if token.kind == "string":
            return Tree("literal", "string", token.start, token.end, value=token.text.lstrip("r")[1:-1])
        if token.text == "(" and token.kind == "sign":
            tree = self.choice()
            self.take(")")
            return tree
        if token.text == "[" and token.kind == "sign":
            parts = self.listed("]")
            return Tree("list", "[]", token.start, self.take("]").end, parts)
        if token.kind == "name":
            if token.text in ("true", "false"):
                return Tree("literal", "bool", token.start, token.end, value=token.text)
            if token.text == "null":
                return Tree("literal", "null", token.start, token.end)
            if self.next.text == "(" and self.next.kind == "sign":
                return self.call(token, None)
            return Tree("name", token.text, token.start, token.end)
        what = f"'{token.text}'" if token.text else "the end"
        raise ExpressionError(f"Expected a value, found {what}.", token.start, token.end)
