"""The law of every report: cut the reported lines and columns from the file, and you have the reported words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from click.testing import CliRunner, Result

from attribcheck.cli import cli

_LINE_END = re.compile(r"\r\n|\n|\r")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    """The command line; a traceback fails the test."""
    done = CliRunner().invoke(cli, list(arguments), input=stdin)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "fault of the program" not in done.stderr
    return done


def checked(*arguments: str) -> dict[str, Any]:
    """The JSON report of a run, held to the law."""
    report: dict[str, Any] = json.loads(run("check", *arguments, "-f", "json").stdout)
    for article in report["articles"]:
        hold_to_the_law(article)
    return report


def articles(*arguments: str) -> dict[str, dict[str, Any]]:
    """The articles of a run by their paths."""
    return {article["path"]: article for article in checked(*arguments)["articles"]}


def rules(article: dict[str, Any]) -> list[str]:
    """What was found in an article, in order; what is suppressed apart."""
    return [finding["rule"] for finding in article["findings"] if finding["suppressed"] is None]


def hold_to_the_law(article: dict[str, Any]) -> None:
    """Each place of an article's entry, in whatever file it is. In a Word document the lines are the paragraphs."""
    for place in places(article):
        path = Path(place["path"] or article["path"])
        if place["text"] == "[confidential]":
            continue
        if path.suffix == ".docx":
            paragraphs = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
            # What stands in tables and notes is numbered after the paragraphs of the body.
            if place["end_line"] <= len(paragraphs):
                assert cut("\n".join(paragraphs).encode(), place) == place["text"], (str(path), place)
        else:
            assert cut(path.read_bytes(), place) == place["text"], (str(path), place)


def places(node: Any) -> Iterator[dict[str, Any]]:
    """Every place below a node of a report."""
    if isinstance(node, dict):
        if {"line", "column", "end_line", "end_column", "text"} <= node.keys():
            yield node
        for value in node.values():
            yield from places(value)
    elif isinstance(node, list):
        for item in node:
            yield from places(item)


def cut(data: bytes, place: dict[str, Any]) -> str:
    """The characters of a file between the two points of a place."""
    mark, codec = next((found for found in _MARKS if data.startswith(found[0])), (b"", "utf-8"))
    text = data[len(mark) :].decode(codec, "replace")
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    start, end = (starts[place[f"{side}line"] - 1] + place[f"{side}column"] - 1 for side in ("", "end_"))
    return text[start:end]
