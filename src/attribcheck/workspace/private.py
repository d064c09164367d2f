"""The leak guard: names that must stay confidential are looked for in all that is shared or about to be written.

They stand in a git-ignored `*.private.yaml`, beside the article or at the repository's root:

    confidential:
      harbour-clerk: {name: …, aliases: [...]}

These files are read for that one purpose. No message ever repeats what stands in them.

A name is looked for in a text as it is written, then with its escapes undone (`%20`, `&eacute;`,
`\\u00e9`), then without its markup; each time in plain letters, whatever their case and accents.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from attribcheck.places import Run, TextMap
from attribcheck.reading.decode import decode
from attribcheck.reading.nodes import FaultInFile, Mapping, Node, Scalar, Sequence
from attribcheck.reading.structured import SECRET_KEY, read_tree
from attribcheck.workspace.repository import is_ignored, repository_root

SUFFIXES = (".private.yaml", ".private.yml")
HIDDEN = "[confidential]"


def is_private(name: str) -> bool:
    """Whether a file's name says that it holds confidential names."""
    return name.lower().endswith(SUFFIXES)


class _Name(NamedTuple):
    """One way to write a name. `words` must all stand in a text before `pattern` is worth trying."""

    words: tuple[str, ...]
    pattern: str
    several: bool


@dataclass(frozen=True, slots=True)
class Guard:
    """The confidential names of a run, ready to be looked for; never shown.

    `unprotected` are private files that no `.gitignore` covers, `problems` (path, why) those
    that cannot be read: with one of those, nobody can say that nothing leaks.
    """

    names: tuple[_Name, ...] = field(default=(), repr=False)
    unprotected: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names)

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where names stand in a text; merged, in order."""
        if not self.names:
            return []
        spans: list[tuple[int, int]] = []
        for read, steps in _views(text):
            spans += _found(self.names, read, steps)
        return _merged(spans)

    def hide(self, text: str) -> str:
        """The text with each name replaced."""
        for start, end in reversed(self.find(text)):
            text = text[:start] + HIDDEN + text[end:]
        return text

    def leaks(self, text: str, path: str) -> list[tuple[int, int]]:
        """Where names stand in a file's text, as written or in the values that are read from it; merged, in order."""
        if not self.names:
            return []
        spans = self.find(text)
        try:
            tree = read_tree(text, path)
        except FaultInFile:
            return spans
        # An alias gives the same value again.
        scalars = {id(scalar): scalar for scalar in _scalars(tree, set())}.values()
        if self.find("\n".join(scalar.text or "" for scalar in scalars)):
            for scalar in scalars:
                for start, end in self.find(scalar.text or ""):
                    spans.append(scalar.text_map().span(start, end))
        return _merged(spans)


NO_GUARD = Guard()


def guard(files: Iterable[str], also: Iterable[str] = ()) -> Guard:
    """The guard of a run over some files: private files beside each, at its repository's root, and `also` these."""
    folders = dict.fromkeys(Path(file).parent for file in files)
    places: dict[Path, str] = {}
    problems: list[tuple[str, str]] = []
    for folder in folders:
        for place in dict.fromkeys((folder, _root_from(folder))):
            try:
                found = _private_files(place)
            except OSError as error:
                problems.append((str(place), f"the folder cannot be searched for private files: {error.strerror}"))
                continue
            for file in found:
                places.setdefault(file.resolve(), str(file))
    for path in also:
        places.setdefault(Path(path).resolve(), path)
    names: set[str] = set()
    unprotected: list[str] = []
    for path in sorted(places.values()):
        if not is_ignored(Path(path)):
            unprotected.append(path)
        try:
            # One by one: what stands before a fault is guarded all the same.
            for name in _names(Path(path)):
                names.add(name)
        except FaultInFile as fault:
            problems.append((path, fault.message))
    return Guard(_spellings(names), tuple(unprotected), tuple(dict.fromkeys(problems)))


def _root_from(folder: Path) -> Path:
    """The repository's root, named from where the folder is named: a report shows no path that nobody typed."""
    root = repository_root(folder)
    if folder.is_absolute():
        return root
    try:
        return Path(os.path.relpath(root))
    except (OSError, ValueError):
        return root


def _private_files(folder: Path) -> list[Path]:
    """The private files in a folder, none if there is no such folder. Raises `OSError` if nobody may look into it."""
    try:
        return sorted(entry for entry in folder.iterdir() if is_private(entry.name) and entry.is_file())
    except (FileNotFoundError, NotADirectoryError):
        return []


# --- What stands in a private file ---


def _names(file: Path) -> Iterator[str]:
    """The names and aliases of a private file. Raises `FaultInFile` with a message that repeats nothing of it."""
    try:
        text = decode(file.read_bytes())
        empty = all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())
        tree = None if empty else read_tree(text, file.name)
    except OSError as error:
        raise FaultInFile(f"the file cannot be read: {error.strerror}") from None
    except FaultInFile:
        raise FaultInFile("the file is no YAML; its contents are not shown") from None
    if tree is None:
        return
    listed = tree.get(SECRET_KEY) if isinstance(tree, Mapping) else None
    if not isinstance(listed, Mapping):
        raise _misshapen()
    for _, entry in listed.entries.values():
        if isinstance(entry, Scalar):
            yield from _words(entry)
        elif isinstance(entry, Mapping) and entry.entries and not set(entry.entries) - {"name", "aliases"}:
            for _, value in entry.entries.values():
                yield from _words(value)
        else:
            raise _misshapen()


def _misshapen() -> FaultInFile:
    return FaultInFile(
        f"the file should hold '{SECRET_KEY}: {{handle: {{name: …, aliases: […]}}}}'; its contents are not shown"
    )


def _words(node: Node) -> Iterator[str]:
    for item in node.items if isinstance(node, Sequence) else [node]:
        if not isinstance(item, Scalar):
            raise _misshapen()
        if item.text and item.text.strip():
            if sum(map(str.isalnum, _fold(item.text))) < 2:
                raise FaultInFile(
                    "a name of fewer than two letters cannot be looked for; the file's contents are not shown"
                )
            yield item.text


def _scalars(node: Node, seen: set[int]) -> Iterator[Scalar]:
    """Every value and key once, however often an alias repeats it."""
    if isinstance(node, Scalar):
        yield node
    elif id(node) not in seen:
        seen.add(id(node))
        if isinstance(node, Sequence):
            for item in node.items:
                yield from _scalars(item, seen)
        else:
            for key, value in node.entries.values():
                yield key
                yield from _scalars(value, seen)


# --- A text as it is compared ---

_APOSTROPHES = frozenset("'’‘‛′´`ʹʻʼʽʾʿˈ＇")
# Letters that do not fall into a plain letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# Unlike an accent, the sound marks of kana make another letter.
_KANA_MARKS = "\u3099\u309a"
# Characters that nobody sees, though Unicode does not call them formats, and the Arabic stretcher.
_UNSEEN = frozenset("\u034f\u115f\u1160\u3164\uffa0\u0640\u180b\u180c\u180d\u180f")


def _drops(character: str) -> bool:
    """Whether a character counts for nothing: accents, and what nobody sees."""
    if unicodedata.combining(character):
        return character not in _KANA_MARKS
    code = ord(character)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or character in _UNSEEN:
        return True
    return unicodedata.category(character) == "Cf"


class _Folding(dict[int, str]):
    """For each character, by code point, the plain letters that it is compared as."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in _APOSTROPHES:
            folded = "'"
        else:
            plain = unicodedata.normalize("NFKD", character.casefold()).casefold()
            folded = "".join(c for c in plain if not _drops(c)).translate(_PLAIN_LETTERS)
        self[code] = folded
        return folded


_FOLDING = _Folding()


def _folded(found: re.Match[str]) -> str:
    return found.group().translate(_FOLDING)


_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_FOREIGN_ONE = re.compile(r"[^\x00-\x7f]")
_ESCAPE = re.compile(
    r"""(?P<url>%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3})
      | (?P<html>&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)
      | \\u(?P<high>d[89ab][0-9a-f]{2})\\u(?P<low>d[c-f][0-9a-f]{2})
      | \\(?:(?-i:u)(?P<four>[0-9a-f]{4})|(?-i:x)(?P<two>[0-9a-f]{2})|(?-i:U)(?P<eight>[0-9a-f]{8}))
      | \\(?P<sign>[nrt]|[^\w\s])""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS = {"n": "\n", "r": "\n", "t": "\t"}
_MARKUP = re.compile(
    r"""<[a-z/!][^<>]{0,2000}>
      | \[\^[^\[\]\s]{1,100}\]
      | \]\([^()\s]{0,2000}(?:[ ]"[^"\n]{0,500}")?\)
      | (?<=[^\W_])[*~`_\[\]]{1,6}(?=[^\W_<*~`\[\]])
      | (?<=[^\W\d_])-[ \t]{0,9}(?:\r\n|\n|\r)[\s\#>]{0,100}(?=[^\W\d_])""",
    re.VERBOSE | re.IGNORECASE,
)


def _fold(text: str) -> str:
    """A text in plain letters."""
    return text.lower() if text.isascii() else _FOREIGN.sub(_folded, text).lower()


def _unescaped(found: re.Match[str]) -> str:
    written = found.group()
    if found["url"]:
        return unquote(written, errors="replace")
    if found["html"]:
        return unescape(written)
    if found["high"]:
        return bytes.fromhex(found["high"] + found["low"]).decode("utf-16-be", "replace")
    if digits := found["four"] or found["two"] or found["eight"]:
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    return _SIGNS.get(found["sign"].lower(), found["sign"])


def _nothing(_: re.Match[str]) -> str:
    return ""


class _Step(NamedTuple):
    """One change from a text to the text that is searched: what is replaced, and by what."""

    before: str
    pattern: re.Pattern[str]
    shown: Callable[[re.Match[str]], str]


def _views(text: str) -> Iterator[tuple[str, list[_Step]]]:
    """The ways to read a text, each with the changes that lead to it; the first changes nothing."""
    steps: list[_Step] = []
    now = text
    yield now, steps
    # Twice: an address in JSON or HTML is escaped on top of its own escapes.
    for pattern, shown in ((_ESCAPE, _unescaped), (_ESCAPE, _unescaped), (_MARKUP, _nothing)):
        if pattern is _ESCAPE and not ("%" in now or "&" in now or "\\" in now):
            continue
        after = pattern.sub(shown, now)
        if after != now:
            steps = [*steps, _Step(now, pattern, shown)]
            now = after
            yield now, steps


def _map(step: _Step) -> TextMap:
    """The way back over a change."""
    runs: list[Run] = []
    length = done = 0
    for found in step.pattern.finditer(step.before):
        if found.start() > done:
            runs.append(Run(length, done, 0))
            length += found.start() - done
        for _ in step.shown(found):
            runs.append(Run(length, found.start(), found.end() - found.start()))
            length += 1
        done = found.end()
    if done < len(step.before):
        runs.append(Run(length, done, 0))
    return TextMap(runs)


def _found(names: Iterable[_Name], text: str, steps: list[_Step]) -> list[tuple[int, int]]:
    """Where names stand in one way to read a text, as spans of the text that the changes began with."""
    plain = _fold(text)
    spans = [span for name in names if all(word in plain for word in name.words) for span in _whole_names(name, plain)]
    if not spans:
        return []
    # Worked out for a find alone, for it is dear and finds are rare.
    for step in reversed([*steps, _Step(text, _FOREIGN_ONE, _folded)]):
        way = _map(step)
        spans = [_with_accents(step.before, *way.span(start, end)) for start, end in spans]
    return spans


def _with_accents(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the accents that stand by themselves behind its last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return start, end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


# --- The ways to write a name ---

# Between the parts of a name: spaces and up to twelve marks, taken once and for all (possessive), so
# that a text full of marks costs no more than another.
_GAP = r"(?:\s{0,300}+(?:[^\w\s]|_)){0,12}+\s{0,300}+"
_APART = r"(?=[\W_])" + _GAP
# 'Quarv, Ilse' is a name turned round; 'with Quarv. Ilse said' is not.
_TURNED = r"(?![.!?:;]\s)" + _APART
_INITIALS = rf"(?:[^\W\d_]\.{_GAP}){{0,2}}"
# With fewer letters 'An Do' would be found in 'ando', and 'To Day' in 'today'.
_LONG_ENOUGH_TO_JOIN = 6
_MOST_TURNED = 6


def _spellings(names: Iterable[str]) -> tuple[_Name, ...]:
    """The names as they are looked for, with umlauts also written out ('Müller', 'Mueller')."""
    found: dict[_Name, None] = {}
    for name in sorted(names):
        written_out = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
        for spelling in dict.fromkeys((_fold(name), _fold(written_out))):
            made = _spelling(spelling)
            if made:
                found[made] = None
    return tuple(found)


def _spelling(plain: str) -> _Name | None:
    if plain.count(",") == 1:
        last, first = plain.split(",")
        plain = f"{first} {last}"
    parts = [words for words in (re.findall(r"[^\W_]+", part) for part in plain.split()) if words]
    if not parts:
        return None
    # A middle initial may be left out.
    middle = [words for words in parts[1:-1] if len("".join(words)) > 1]
    short = [*parts[:1], *middle, *parts[1:][-1:]]
    patterns: list[str] = []
    for written in (parts, short):
        turns = range(len(written)) if len(written) <= _MOST_TURNED else range(1)
        patterns += [_pattern(written[turn:] + written[:turn], len(written) - turn) for turn in turns]
    words = tuple(dict.fromkeys(word for part in short for word in part))
    return _Name(words, "|".join(dict.fromkeys(patterns)), len(parts) > 1)


def _pattern(parts: list[list[str]], seam: int) -> str:
    """A name's parts in one order; at `seam` the last name's end meets the first name."""
    letters = sum(len(word) for part in parts for word in part)
    pattern = ""
    for number, part in enumerate(parts):
        if number == seam:
            pattern += _TURNED
        elif number:
            before, after = parts[number - 1][-1][-1], part[0][0]
            joined = letters >= _LONG_ENOUGH_TO_JOIN or (_unspaced(before) and _unspaced(after))
            pattern += (_GAP if joined else _APART) + _INITIALS
        pattern += _GAP.join(re.escape(word) for word in part)
    return pattern


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _whole_names(name: _Name, plain: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in plain letters, and not as a part of a longer word."""
    pattern = _compiled(name.pattern)
    for first in name.words if name.several else name.words[:1]:
        start = plain.find(first)
        while start >= 0:
            match = pattern.match(plain, start)
            if match and _begins(plain, start) and _ends(plain, match.end(), several=name.several):
                yield match.span()
            start = plain.find(first, start + 1)


# --- Where a word ends ---

# Scripts that set no space between words, or join endings to names.
_UNSPACED = frozenset(
    ("CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "YI")
)
# 'And', 'in', 'to', 'the' and their like are joined to the word that follows.
_JOINED_BEFORE = frozenset("وفبكلاהוכלבמש")
# 'Ilse Quarv's' loses its apostrophe in an address; an Arabic name takes an alif.
_JOINED_AFTER = frozenset("sا")


@lru_cache(maxsize=8192)
def _script(character: str) -> str:
    """The first word of a letter's Unicode name, which is its script."""
    return unicodedata.name(character, "").partition(" ")[0].partition("-")[0]


def _unspaced(character: str) -> bool:
    return _script(character) in _UNSPACED


def _one_word(one: str, other: str) -> bool:
    """Whether two characters side by side are of one word: letters of one script, or digits."""
    if one.isdecimal() and other.isdecimal():
        return True
    if not (one.isalpha() and other.isalpha()) or _unspaced(one):
        return False
    return _script(one) == _script(other)


def _begins(plain: str, start: int) -> bool:
    for step in range(4):
        here = start - step
        if here <= 0 or not _one_word(plain[here], plain[here - 1]):
            return True
        if plain[here - 1] not in _JOINED_BEFORE:
            return False
    return False


def _ends(plain: str, end: int, *, several: bool) -> bool:
    if end >= len(plain):
        return True
    following = plain[end]
    if "\u1160" <= following <= "\u11ff" or following in _KANA_MARKS:
        # The rest of a syllable, which Unicode takes apart.
        return False
    if not _one_word(plain[end - 1], following):
        return True
    return several and following in _JOINED_AFTER and _ends(plain, end + 1, several=False)
