"""What site generators put into prose: Hugo's shortcodes, template tags, kramdown's attributes, icons.

    {{< figure src="harbour.jpg" caption="The harbour before it opened." >}}
    {% hint style="info" %} … {% endhint %} · {{ page.title }} · {# a remark #}
    [text](url){:target="_blank"} · {: .note} · ## Heading {#id} · ![](x.png){ align=right }

    :smile: · :material-clock-fast:
    [caption width="300"]The harbour at noon.[/caption] · [embed]https://…[/embed]
    ![[harbour.png]] · [[Harbour office]] · [[office|the harbour office]]

None of it is words. What stands between the two tags of a pair is prose, but for the pairs that hold code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACED = re.compile(r"\{\{[^{}]{0,3000}+\}\}|\{[%#:.\w \t][^{}]{0,3000}+\}|\{\}")
# {#id} {: .class} {:target="_blank"} {.class width=300}; in kramdown also {:toc} and {:.no_toc}.
_ATTRIBUTES = re.compile(
    r"\{:[^{}\r\n]*+\}|\{[ ]?(?:[#.][\w:-]+|[\w-]+=(?:\"[^\"\r\n]*+\"|'[^'\r\n]*+'|[^\s\"'{}]++)|[ ]++)++\}"
)
# A picture by its name; '12:30:15' and '::: note' are something else.
_ICON = re.compile(r":(?<![\w:/`]:)(?:[a-z][a-z0-9_+-]{1,60}|[+-]1|100):(?![\w:/`])")
# WordPress: a tag that has attributes, or one of its own; '[gallery](…)' is a link, '[gallery]: …' defines one.
_BRACKETED = re.compile(
    r"\[embed\]\s{0,9}+https?://[^\s\[\]]{1,2000}+\s{0,9}+\[/embed\]"
    r"|\[[a-z][\w-]{1,30}+(?:\s{1,9}+[\w-]{1,40}+=(?:\"[^\"\r\n]{0,500}+\"|'[^'\r\n]{0,500}+'|[^\s\"'\[\]]{1,200}+)){1,30}+"
    r"\s{0,9}+/?\](?![(:]|\[(?!/))"
    r"|\[/?(?:audio|caption|embed|gallery|playlist|pullquote|video)\](?![(\[:])"
)
# Obsidian and other wikis: what is shown of a link is its last part; a picture or another page is not words.
_WIKI = re.compile(
    r"(?P<picture>!)?\[\[(?P<target>[^\[\]|\r\n]{1,200}+\|)?+(?P<words>[^\[\]|\r\n]{1,200}+)\]\](?![(\[:])"
)
_NAME = re.compile(r"[/\s]{0,5}+(?P<name>[\w-]{1,60})")
# What stands between these tags and their ends is no prose.
_HOLDING_CODE = {
    "comment", "highlight", "code", "codeblock", "mermaid", "math", "katex", "latex", "raw-html", "rawhtml", "css",
    "js", "script", "style", "stylesheet", "javascript", "schema", "set", "capture", "chart", "table-data", "svg",
}  # fmt: skip


def shortcodes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between two offsets that are tags, in order; pairs that hold code are one stretch."""
    skip = start
    ends: dict[str, list[tuple[int, int]]] | None = None
    for found in _BRACED.finditer(text, start, end):
        if found.start() < skip or not _is_tag(text, found):
            continue
        inside = found.group().strip("{}<>%#- \t\r\n")
        first, last = found.span()
        name = _NAME.match(inside)
        if name and name["name"] in _HOLDING_CODE and found.group()[1] in "{%" and not inside.startswith("/"):
            ends = _ends(text, start, end) if ends is None else ends
            last = _closing(ends, name["name"], last) or last
        yield first, last
        skip = last


def icons(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between two offsets that stand for a small picture."""
    for found in _ICON.finditer(text, start, end):
        yield found.span()


def bracketed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between two offsets that are tags in square brackets, or the marks of a wiki's links."""
    for found in _BRACKETED.finditer(text, start, end):
        if _stands_alone(text, found.start()):
            yield found.span()
    for found in _WIKI.finditer(text, start, end):
        if found["picture"]:
            yield found.span()
        # '[[1]]' is a note's mark, '[["a", 2]]' a list in some language of machines.
        elif found["words"].lstrip()[:1].isalpha() and _stands_alone(text, found.start()):
            yield found.start(), found.start("words")
            yield found.end("words"), found.end()


def _stands_alone(text: str, start: int) -> bool:
    """Whether a bracket belongs to nothing before it: no code, no word as in 'letters[0]'."""
    before = text[start - 1 : start]
    return before != "`" and not before.isalnum()


def _is_tag(text: str, found: re.Match[str]) -> bool:
    # In a code span it is what the sentence is about.
    if text[found.start() - 1 : found.start()] == "`" or text[found.end() : found.end() + 1] == "`":
        return False
    words = found.group()
    if words.startswith("{{"):
        return True
    if words[1] in "%#" and words[-2] == words[1] and len(words) > 3:
        return True
    return _ATTRIBUTES.fullmatch(words) is not None


def _ends(text: str, start: int, end: int) -> dict[str, list[tuple[int, int]]]:
    """The closing tags by the name of what they close, the last one first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for tag in reversed(list(_BRACED.finditer(text, start, end))):
        inside = tag.group().strip("{}<>%- \t\r\n")
        name = _NAME.match(inside)
        if name and (inside.startswith("/") or name["name"].startswith("end")):
            closed = name["name"] if inside.startswith("/") else name["name"].removeprefix("end")
            found.setdefault(closed, []).append(tag.span())
    return found


def _closing(ends: dict[str, list[tuple[int, int]]], name: str, after: int) -> int | None:
    """Where the next closing tag of a name ends; those before it are used up."""
    left = ends.get(name, [])
    while left and left[-1][0] < after:
        left.pop()
    return left[-1][1] if left else None
