"""What YAML's parser complains of, in words that help somebody who writes news."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import yaml

from attribcheck.reading.nodes import FaultInFile, too_deep

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_QUOTE = "Put the text in quotes."
_INDENT = "Check the indentation: entries of one list or mapping begin in the same column."
_SPACES = "Indent with spaces instead of tabs."


class _Known(NamedTuple):
    """A complaint of the parser, what it means, and what to do; `begins` puts it where the matter began."""

    problem: str
    message: str
    fix: str
    begins: bool = False


_KNOWN = (
    _Known(
        "mapping values are not allowed",
        "A colon followed by a space stands inside an unquoted text, or the indentation is wrong.",
        "Put the text in quotes, or check the indentation of this line.",
    ),
    _Known(
        "could not find expected ':'",
        "This line has no colon, where a key with its value is expected.",
        "Write 'key: value'; indent the further lines of a text, or put the text in quotes.",
        True,
    ),
    _Known("found a tab character", "A tab is used for indentation.", _SPACES),
    _Known(
        "found unexpected end of stream",
        "The quotation mark that opens here is never closed.",
        "Close the text with the same quotation mark.",
        True,
    ),
    _Known(
        "found unexpected document indicator",
        "The quotation mark that opens here is not closed before the next '---' or '...'.",
        "Close the text with the same quotation mark.",
        True,
    ),
    _Known(
        "found unknown escape character",
        "A backslash in double quotes is followed by a character that makes no escape.",
        "Write the backslash twice, or put the text in single quotes.",
    ),
    _Known(
        "invalid Unicode character escape code",
        "This escape names no character.",
        "Write the character itself, or its code point as '\\U' and eight digits.",
    ),
    _Known(
        "expected hexdecimal number",
        "An escape '\\x', '\\u' or '\\U' has too few hexadecimal digits.",
        "Write the character itself, or the backslash twice.",
    ),
    _Known(
        "alphabetic or numeric character",
        "YAML takes a text that begins with '*' or '&' for an alias or an anchor.",
        _QUOTE,
        True,
    ),
    _Known(
        "found undefined alias",
        "YAML takes a text that begins with '*' for an alias, and no anchor has that name.",
        "Put the text in quotes, or define the anchor above with '&'.",
    ),
    _Known("tag handle", "YAML takes a text that begins with '!' for a tag.", _QUOTE),
    _Known("found incompatible YAML", "This version of YAML is not known.", "Remove the line '%YAML'."),
    _Known("found duplicate anchor", "Two anchors ('&name') have the same name.", "Give each anchor its own name."),
    _Known(
        "block sequence entries are not allowed",
        "A list entry ('- ') stands where none can begin.",
        "Begin the list on a line of its own under its key, or put the text in quotes.",
    ),
    _Known("expected '-' indicator", "This line fits neither the list above nor what is around it.", _INDENT),
    _Known(
        "expected ',' or ']'",
        "A list in brackets has no comma or no closing bracket here.",
        "Add ',' between the entries or ']' at the end; put texts that hold commas, brackets or quotes in quotes.",
    ),
    _Known(
        "expected ',' or '}'",
        "A mapping in braces has no comma or no closing brace here.",
        "Add ',' between the entries or '}' at the end; put texts that hold commas, braces or quotes in quotes.",
    ),
    _Known("but found another document", "A second document begins here.", "Keep one article a file; indent a '---'."),
    _Known(
        "expected <document start>",
        "Something stands here that does not belong to what comes before.",
        "Check the indentation, or put the text in quotes.",
    ),
    _Known(
        "expected chomping or indentation indicators",
        "Text stands on the same line as '|' or '>'.",
        "Begin the text on the next line, indented; or put the text in quotes.",
    ),
    _Known(
        "expected comment or line break",
        "Text stands on the same line as '|' or '>'.",
        "Begin the text on the next line, indented; or put the text in quotes.",
    ),
)


def forbidden_character(text: str) -> None:
    """Raises `FaultInFile` at the first character that no YAML text may hold."""
    found = _FORBIDDEN.search(text)
    if not found:
        return
    character = found.group()
    fix = "Remove the character, or write it as an escape in double quotes."
    if character == "\0":
        fix = "Save the file as UTF-8; nulls are often a sign of UTF-16 without a byte order mark."
    name = "a null" if character == "\0" else f"the character U+{ord(character):04X}"
    raise FaultInFile(f"The file holds {name}, which no text may hold.", *found.span(), fix=fix)


def yaml_fault(error: yaml.YAMLError, text: str) -> FaultInFile:
    """The parser's complaint about `text` as a fault with a place and a way out."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return FaultInFile(f"This is no YAML: {error}.", fix="Mend the file so that it can be read.")
    problem = " ".join(part for part in (error.problem, error.context) if part)
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(text)) if mark else 0
    known = next((entry for entry in _KNOWN if entry.problem in problem), None)
    if known:
        if known.begins and error.context_mark:
            at = min(error.context_mark.index, len(text))
        return _fault(known.message, text, at, known.fix)
    if "maximum nesting depth" in problem:
        return too_deep(at)
    if "cannot start any token" in problem:
        return _no_token(text, at)
    if "expected key" in problem or "expected <block end>" in problem:
        return _no_key(text, at)
    return _fault(f"This is no YAML: {problem}.", text, at, "Put the text in quotes, or check the indentation.")


def _no_token(text: str, at: int) -> FaultInFile:
    character = text[at : at + 1]
    if character == "\t":
        return _fault("A tab is used for indentation.", text, at, _SPACES)
    name = unicodedata.name(character, "this character").lower() if character else "the end"
    return _fault(f"An unquoted text cannot begin with '{character}' ({name}).", text, at, _QUOTE)


def _no_key(text: str, at: int) -> FaultInFile:
    """Most often a quoted text that goes on after its second quotation mark."""
    before = text[:at].rstrip(" \t")
    if before.endswith(('"', "'")):
        return _fault(
            "Text goes on after a closing quotation mark.",
            text,
            at,
            "Put the whole text in quotes, the other kind ('…\"…\"…'), or in a block after '|'.",
        )
    return _fault("No key stands here, where one is expected.", text, at, _INDENT)


def _fault(message: str, text: str, at: int, fix: str) -> FaultInFile:
    end = at + 1 if at < len(text) and text[at] not in "\r\n" else at
    return FaultInFile(message, at, end, fix=fix)
