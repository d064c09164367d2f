"""What the styles of a Word document say of its paragraphs: what each is for, which are bold, the language.

Word keeps the English names of its own styles in a file, whatever the language of its menus
('heading 1', not 'Überschrift 1'); a newsroom's style is as a rule based on one of them.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from docx.oxml.ns import qn

from attribcheck.reading.word_text import is_numbered, is_on, value

Role = Literal["title", "heading 1", "heading", "list", "quotation", "caption", "contents"]

_HEADING = re.compile(r"heading [1-9]")
_ID, _TYPE, _DEFAULT = qn("w:styleId"), qn("w:type"), qn("w:default")


class WordStyles:
    """The styles by their ids. `language` is that of the text where nothing else is said, as 'en-GB'."""

    def __init__(self, styles: Any) -> None:
        """`styles` is the root element of the styles, or None where the document has none."""
        self.bold: set[str] = set()
        self.language: str | None = None
        self._roles: dict[str, Role | None] = {}
        self._bases: dict[str, str | None] = {}
        self._default: str | None = None
        if styles is None:
            return
        for properties in styles.iterfind("/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr"))):
            self.language = value(properties, "w:lang")
        for style in styles.iterfind(qn("w:style")):
            self._add(style, style.get(_ID, ""))
        for style in list(self._bases):
            self._inherit(style)

    def role(self, style: str | None) -> Role | None:
        """What a paragraph of the style is for; None for plain text. `style` is an id, None for the default's."""
        return self._roles.get(self._default or "" if style is None else style)

    def _add(self, style: Any, name: str) -> None:
        properties = style.find(qn("w:rPr"))
        if is_on(properties, "w:b"):
            self.bold.add(name)
        if style.get(_TYPE, "paragraph") != "paragraph":
            return
        role = _role((value(style, "w:name") or "").strip().casefold())
        if role is None and is_numbered(style.find(qn("w:pPr"))):
            role = "list"
        self._roles[name] = role
        self._bases[name] = value(style, "w:basedOn")
        if style.get(_DEFAULT, "0") not in ("0", "false", "off"):
            self._default = name
            self.language = value(properties, "w:lang") or self.language

    def _inherit(self, style: str) -> None:
        """Gives a style, and those it is based on, the role of the nearest that has one."""
        chain: dict[str, None] = {}
        at: str | None = style
        # A damaged file may base two styles on each other.
        while at in self._bases and at not in chain and self._roles[at] is None:
            chain[at] = None
            at = self._bases.pop(at)
        role = self._roles.get(at or "")
        for passed in chain:
            self._roles[passed] = role


def _role(name: str) -> Role | None:
    """The role of one of Word's own styles, or of LibreOffice's ('Quotations')."""
    if name == "title":
        return "title"
    if name == "heading 1":
        return "heading 1"
    if _HEADING.fullmatch(name):
        return "heading"
    if name.startswith("toc "):
        return "contents"
    if name == "list" or name.startswith("list "):
        return "list"
    if "quot" in name:
        return "quotation"
    return "caption" if name == "caption" else None
