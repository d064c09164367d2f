"""A condition as people read it: in one line, or over several that break where its parts join."""

from __future__ import annotations

import re
from itertools import pairwise

_QUOTED = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
_STRING = re.compile(_QUOTED)
_TOKEN = re.compile(rf"""(?:{_QUOTED}|[^\s"'])+""")


def laid_out(expression: str, width: int = 72) -> str:
    """A condition over as many lines as it needs, broken before `&&` and `||`, the outermost first.

    White space inside its texts is left alone.
    """
    return "\n".join(_lines(_tokens(expression), 0, width))


def one_line(expression: str) -> str:
    """A condition in one line."""
    return " ".join(token for token, _ in _tokens(expression))


def _tokens(expression: str) -> list[tuple[str, int]]:
    """What white space parts, each with the number of brackets that are open before it."""
    tokens: list[tuple[str, int]] = []
    depth = 0
    for token in _TOKEN.findall(expression):
        tokens.append((token, depth))
        bare = _STRING.sub("", token)
        depth += sum(bare.count(mark) for mark in "([{") - sum(bare.count(mark) for mark in ")]}")
    return tokens


def _lines(tokens: list[tuple[str, int]], indent: int, width: int) -> list[str]:
    line = " " * indent + " ".join(token for token, _ in tokens)
    joints = [number for number, (token, _) in enumerate(tokens) if number and token in ("&&", "||")]
    if len(line) <= width or not joints:
        return [line]
    outermost = min(tokens[number][1] for number in joints)
    cuts = [0, *(number for number in joints if tokens[number][1] == outermost), len(tokens)]
    found: list[str] = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        found += _lines(tokens[start:end], 2 * outermost if number else indent, width)
    return found
