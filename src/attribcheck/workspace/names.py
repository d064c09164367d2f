"""A person's name in a text, however it is written there.

A text is searched as it is written, then with its escapes undone (`%20`, `&eacute;`, `\\u00e9`),
then without its markup; each time in plain letters, whatever their case and accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from attribcheck.places import Run, TextMap


class Name(NamedTuple):
    """One way to write a name. `words` must all stand in a text before `pattern` is worth trying."""

    words: tuple[str, ...]
    pattern: str
    several: bool


def spellings(names: Iterable[str]) -> tuple[Name, ...]:
    """The names as they are looked for, with umlauts also written out ('Müller', 'Mueller')."""
    found: dict[Name, None] = {}
    for name in sorted(names):
        written_out = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
        for spelling in dict.fromkeys((_fold(name), _fold(written_out))):
            made = _spelling(spelling)
            if made:
                found[made] = None
    return tuple(found)


def find(names: Sequence[Name], text: str) -> list[tuple[int, int]]:
    """Where names stand in a text; merged, in order."""
    if not names:
        return []
    spans: list[tuple[int, int]] = []
    for read, steps in _views(text):
        spans += _found(names, read, steps)
    return merged(spans)


def letters(name: str) -> int:
    """The letters and digits of a name."""
    return sum(map(str.isalnum, _fold(name)))


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    done: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if done and start < done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done


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


def _found(names: Iterable[Name], text: str, steps: list[_Step]) -> list[tuple[int, int]]:
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


# --- The ways to write a name ---

# Between the parts of a name: spaces and up to twelve marks, taken once and for all (possessive), so
# that a text full of marks costs no more than another.
_GAP = r"(?:\s{0,300}+(?:[^\w\s]|_)){0,12}+\s{0,300}+"
# A name in Chinese or Japanese may be set apart letter by letter; a full stop between two is none of it.
_SPACES = r"\s{0,300}+"
_APART = r"(?=[\W_])" + _GAP
# 'Quarv, Ilse' is a name turned round; 'with Quarv. Ilse said' is not.
_TURNED = r"(?![.!?:;]\s)" + _APART
_INITIALS = rf"(?:[^\W\d_]\.{_GAP}){{0,2}}"
# With fewer letters 'An Do' would be found in 'ando', and 'To Day' in 'today'.
_LONG_ENOUGH_TO_JOIN = 6
_MOST_TURNED = 6


def _spelling(plain: str) -> Name | None:
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
    words = tuple(dict.fromkeys(piece for part in short for word in part for piece in _pieces(word)))
    return Name(words, "|".join(dict.fromkeys(patterns)), len(parts) > 1)


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
        pattern += _GAP.join(_SPACES.join(map(re.escape, _pieces(word))) for word in part)
    return pattern


def _pieces(word: str) -> list[str]:
    """A word, in Chinese and Japanese its letters."""
    return list(word) if all(_script(letter) in _BY_LETTER for letter in word) else [word]


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _whole_names(name: Name, plain: str) -> Iterator[tuple[int, int]]:
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
_BY_LETTER = frozenset(("CJK", "HIRAGANA", "KATAKANA"))
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
