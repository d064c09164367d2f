"""A YAML text read into nodes that know their place. What each value means is not decided here."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import yaml

from attribcheck.reading.nodes import (
    MAX_DEPTH,
    FaultInFile,
    Mapping,
    Node,
    Scalar,
    Sequence,
    duplicate_key,
    too_deep,
)
from attribcheck.reading.yaml_faults import forbidden_character, yaml_fault
from attribcheck.reading.yaml_scalars import scalar_map, scalar_start

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What aliases may add to the nodes that the file itself holds.
MAX_REPEATED = 100_000

_TEXT_TAG = "tag:yaml.org,2002:str"
_TAGS = {f"!!{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}
_PROPERTIES = re.compile(r"(?:(?P<anchor>&[\w-]+)|(?P<tag>![^\s,\[\]{}]*)|\s+)+")
_ALIAS = re.compile(r"\*([\w-]+)")
_NOTHING = ("", "~", "null")


def read_yaml(text: str, *, last_wins: bool = False) -> Node:
    """The nodes of a YAML text with one document.

    Every scalar stays the text that is written; only an empty plain scalar, `~` and `null` are
    None. An alias gives the very node of its anchor, with the anchor's place. A key that stands
    twice is a fault; with `last_wins` its last value counts, as in site generators. Raises
    `FaultInFile`.
    """
    forbidden_character(text)
    try:
        _refuse_depth(text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise yaml_fault(error, text) from None
    if root is None or (isinstance(root, yaml.ScalarNode) and _is_nothing(root)):
        raise FaultInFile("The file is empty.", fix="Write an article, or remove the file.")
    return _Tree(text, last_wins=last_wins).read(root, _Tally())


def _refuse_depth(text: str) -> None:
    """Raises for deep nesting without building anything: composing it would end the process."""
    brackets = text.count("[") + text.count("{")
    # A bracket, and a column of a line's beginning, open two levels at most each:
    # '[a: ' is a list with a mapping in it, and 'a:' over '-' need one column.
    shallow = MAX_DEPTH // 2 - brackets
    if shallow > 0 and not re.search(rf"[ \t\-?:]{{{shallow}}}", text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                mark: Any = event.start_mark
                raise too_deep(mark.index)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _is_nothing(node: yaml.ScalarNode) -> bool:
    return not node.style and node.value in _NOTHING and node.tag != _TEXT_TAG


class _Tally:
    """What a node comes to when every alias is followed: nodes in all, nodes repeated, levels."""

    __slots__ = ("depth", "repeated", "size")

    def __init__(self) -> None:
        self.size = 1
        self.repeated = 0
        self.depth = 1

    def add(self, child: _Tally, *, again: bool) -> None:
        self.size += child.size
        self.repeated += child.size if again else child.repeated
        self.depth = max(self.depth, child.depth + 1)


class _Tree:
    """Turns composed nodes into ours; collections that aliases repeat are turned once and measured."""

    def __init__(self, text: str, *, last_wins: bool) -> None:
        self._text = text
        self._last_wins = last_wins
        self._done: dict[int, tuple[Node, _Tally]] = {}
        self._open: set[int] = set()
        self._aliases: set[str] | None = None

    def read(self, raw: Any, above: _Tally) -> Node:
        self._refuse_property(raw)
        if isinstance(raw, yaml.ScalarNode):
            above.size += 1
            return self._scalar(raw)
        done = self._done.get(id(raw))
        again = done is not None
        if done is None:
            done = self._collection(raw)
            self._done[id(raw)] = done
        node, tally = done
        above.add(tally, again=again)
        if above.repeated > MAX_REPEATED:
            raise FaultInFile(
                f"Aliases ('*name') repeat more than {MAX_REPEATED:,} values here.",
                raw.start_mark.index,
                fix="Write the values out instead of repeating them through aliases.",
            )
        if above.depth > MAX_DEPTH + 1:
            raise too_deep(raw.start_mark.index)
        return node

    def _collection(self, raw: Any) -> tuple[Node, _Tally]:
        if id(raw) in self._open:
            raise FaultInFile(
                "An alias ('*name') leads back to a value that it is itself a part of.",
                raw.start_mark.index,
                fix="Write the value out, or name it by its handle.",
            )
        self._open.add(id(raw))
        tally = _Tally()
        node = self._mapping(raw, tally) if isinstance(raw, yaml.MappingNode) else self._sequence(raw, tally)
        self._open.discard(id(raw))
        return node, tally

    def _sequence(self, raw: Any, tally: _Tally) -> Sequence:
        items = [self.read(item, tally) for item in raw.value]
        return Sequence(items, raw.start_mark.index, self._end(raw))

    def _mapping(self, raw: Any, tally: _Tally) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for raw_key, raw_value in raw.value:
            name, key = self._key(raw_key)
            tally.size += 1
            if name in entries and not self._last_wins:
                raise duplicate_key(name, entries[name][0], key, self._text)
            entries[name] = (key, self.read(raw_value, tally))
        return Mapping(entries, raw.start_mark.index, self._end(raw))

    def _key(self, raw: Any) -> tuple[str, Scalar]:
        start, end = raw.start_mark.index, raw.end_mark.index
        if not isinstance(raw, yaml.ScalarNode):
            what = "mapping" if isinstance(raw, yaml.MappingNode) else "list"
            raise FaultInFile(
                f"A {what} stands where a key is expected.",
                start,
                end,
                fix="Use a word as the key, or put a text that holds brackets in quotes.",
            )
        if not raw.value and not raw.style:
            raise FaultInFile(
                "The key before the colon is missing.",
                start,
                end,
                fix="Write a key before the colon, or put a text that begins with a colon in quotes.",
            )
        self._refuse_property(raw)
        return raw.value, self._scalar(raw, is_key=True)

    def _scalar(self, raw: Any, *, is_key: bool = False) -> Scalar:
        end: int = raw.end_mark.index
        start = scalar_start(self._text, raw.start_mark.index, end)
        value: str = raw.value
        text = None if not is_key and _is_nothing(raw) else value
        return Scalar(text, start, end, partial(scalar_map, self._text, start, end, raw.style or "", text or ""))

    def _end(self, raw: Any) -> int:
        """Where a collection ends. The parser lets a block reach to the next token, lines further on."""
        start: int = raw.start_mark.index
        end: int = raw.end_mark.index
        while not raw.flow_style and end > start and self._text[end - 1] in " \t\r\n":
            end -= 1
        return end

    def _refuse_property(self, raw: Any) -> None:
        """A first word with '!' or '&' is a tag or an anchor to YAML, and would be lost from the text."""
        start = raw.start_mark.index
        if self._text[start : start + 1] not in ("!", "&"):
            return
        found = _PROPERTIES.match(self._text, start, raw.end_mark.index)
        if not found:
            return
        if self._aliases is None:
            self._aliases = set(_ALIAS.findall(self._text))
        anchor, tag = found.group("anchor"), found.group("tag")
        if tag and tag not in _TAGS:
            name, what = "tag", "a tag"
        elif anchor and anchor[1:] not in self._aliases:
            name, what = "anchor", "the anchor of an alias"
        else:
            return
        raise FaultInFile(
            f"YAML takes '{found.group(name)}' for {what}, not for a part of the text.",
            *found.span(name),
            fix="Put the text in quotes.",
        )
