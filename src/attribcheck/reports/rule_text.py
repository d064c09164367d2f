"""A rule's page as plain text, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from attribcheck.reports.rule_page import Mark, RulePage, blocks
from attribcheck.reports.visible import plain

_NARROWEST = 40


def as_text(page: RulePage, width: int = 80) -> str:
    """The page as plain text. No line is wider than `width`, unless one word is."""
    width = max(width, _NARROWEST)
    lines: list[str] = []
    margin = before = ""
    for block in blocks(page):
        if block.kind == "heading":
            margin = ("", "", "  ", "    ")[block.level]
            lines += ["", *_wrapped(_words(block.pieces), width, margin[2:])]
        elif block.kind == "code":
            lines += [""] if before != "para" else []
            for line in str(block.pieces[1]).splitlines():
                own = len(line) - len(line.lstrip())
                lines += _wrapped(line.lstrip(), width, margin + " " * (own + 2), hang=4)
        elif block.kind == "quote":
            for number, piece in enumerate(block.pieces):
                lines += ["│".rjust(len(margin) + 3)] if number else []
                lines += _wrapped(_words((piece,)), width, f"{margin}  │ ")
        elif block.kind == "item":
            lines += _wrapped(f"· {_words(block.pieces)}", width, margin, hang=2)
        else:
            lines += [""] if before in ("para", "quote", "code", "item") else []
            lines += _wrapped(_words(block.pieces), width, margin)
        before = block.kind
    return "\n".join(plain(line) for line in lines[1:]) + "\n"


def _words(pieces: Iterable[str | Mark]) -> str:
    return "".join(
        piece if isinstance(piece, str) else f"{piece.words} <{piece.target}>" if "://" in piece.target else piece.words
        for piece in pieces
    )


def _wrapped(words: str, width: int, margin: str, hang: int = 0) -> list[str]:
    after = margin + " " * hang
    return textwrap.wrap(
        words, width, initial_indent=margin, subsequent_indent=after, break_long_words=False, break_on_hyphens=False
    )
