"""Where the content begins behind a verb: at a clause, a quotation, an infinitive or an object."""

from __future__ import annotations

from typing import NamedTuple

from attribcheck.extraction.lexicon import Lexicon, Verb
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.word_forms import begins_phrase, is_finite, may_be_verb


class Start(NamedTuple):
    """The first token of the content, what it is, and where the cue ends that leads to it."""

    first: int
    kind: str
    cue_end: int


# How far behind the verb a clause may begin: 'said in a statement to the paper on Tuesday that'.
_REACH = 28
# How far a hearer may reach: 'told a crowd of students in the capital that'.
_SPEECH = frozenset({"quote", "that", "bare"})


def content_start(tokens: Tokens, verb: Verb, last: int, turn: Stretch, lexicon: Lexicon) -> Start | None:
    """The content of a verb whose group ends before `last`; None where none stands behind it."""
    at = last
    lower = tokens.lower
    while at < turn.last and tokens.quote[at] < 0 and _passes(lower[at], lexicon):
        at += 1
    if at >= turn.last or lower[at] in _CLOSED:
        return None
    hearer = "hearer" in verb.frames and lower[at] not in lexicon["subjects"] and begins_phrase(tokens, at, lexicon)
    if hearer and tokens.quote[at] < 0 and lower[at] != "that" and lower[at] not in lexicon["whether"]:
        behind = _behind_hearer(tokens, verb, at, turn, lexicon)
        if behind is not None:
            return behind if behind.kind != "none" else None
    found = _at_once(tokens, verb, at, turn, lexicon)
    if found is not None:
        # What stands behind 'told' is whom: 'told reporters during the conference call'.
        whom = hearer and found.kind == "bare" and verb.frames.isdisjoint({"invert", "object"})
        return None if whom else found
    led = lower[at + 1] if at + 1 < turn.last else ","
    if lower[at] in verb.links and led not in lexicon["times"] and led not in lexicon["coordinators"] | {","}:
        # 'called for', 'said of the plan that'
        later = (
            _further(tokens, at + 1, turn, lexicon) if verb.frames & {"quote"} and lower[at] in ("of", "to") else None
        )
        return later or Start(at + 1, "link", at + 1)
    if not verb.frames & _SPEECH:
        return None
    if (
        lower[at] in lexicon["prepositions"]
        or lower[at] in lexicon["times"]
        or lower[at] in lexicon["occasions_before"]
    ):
        return _further(tokens, at, turn, lexicon) or _bare_behind(tokens, verb, at, turn, lexicon)
    return None


_CLOSED = frozenset({".", "?", "!", ";", ")"})


def _passes(word: str, lexicon: Lexicon) -> bool:
    return word in ("also", "again", "once", "later", "only", "simply", "just", "back") or (
        word.endswith("ly") and word not in lexicon["not_adverbs"]
    )


def _at_once(tokens: Tokens, verb: Verb, at: int, turn: Stretch, lexicon: Lexicon) -> Start | None:
    """The content that begins right at a token."""
    lower, frames = tokens.lower, verb.frames
    word = lower[at]
    following = lower[at + 1] if at + 1 < turn.last else ""
    if tokens.quote[at] >= 0:
        return Start(at, "quote", at) if frames & {"quote", "bare", "object", "that"} else None
    if word == ":":
        return Start(at + 1, "colon", at) if frames & _SPEECH else None
    if word == ",":
        if at + 1 < turn.last and tokens.quote[at + 1] >= 0 and "quote" in frames:
            return Start(at + 1, "comma-quote", at)
        return _past_aside(tokens, at, at, turn) if frames & _SPEECH else None
    if word == "that" and "that" in frames:
        return Start(at, "that", at)
    if word in lexicon["whether"] and "wh" in frames:
        return Start(at, "wh", at)
    if word == "to" and "to" in frames and following not in lexicon["articles"] and following not in _CLOSED:
        return Start(at, "to", at)
    if word in ("so", "as") and following in ("much", "such"):
        return None
    if word in lexicon["persons"] and "thing" in frames:
        return None  # 'declared herself the winner', 'denied them a permit'
    if "office" in frames and not lexicon["nominees"].isdisjoint(lower[at : at + _OFFICE]):
        return None  # 'confirmed 68 judicial nominees'
    if "uncounted" in frames and word[0].isdigit():
        return None  # 'claimed 41 lives'
    if "account" in frames:
        points = not lexicon["charges"].isdisjoint(lower[at : at + _OFFICE])
        return Start(at, "object", at) if points and begins_phrase(tokens, at, lexicon) else None
    if "amount" in frames or "toll" in frames:
        fits = _is_amount(tokens, at, turn, lexicon, toll="toll" in frames)
        return Start(at, "object", at) if fits else None
    if word == "what" and "object" in frames and "wh" not in frames and following:
        return Start(at, "object", at)  # 'rejected what it called a smear'
    if word in ("last", "this", "next") and following in lexicon["time_ends"]:
        return None  # 'reported last year that'
    if "bare" in frames and _is_clause(tokens, verb, at, turn, lexicon):
        return Start(at, "bare", at)
    if "ing" in frames and word.endswith("ing"):
        return Start(at, "ing", at)
    if "object" in frames and begins_phrase(tokens, at, lexicon):
        return Start(at, "object", at)
    return None


def _is_amount(tokens: Tokens, at: int, turn: Stretch, lexicon: Lexicon, *, toll: bool) -> bool:
    """Whether a thing and its figure follow: 'put | the number of dead at about 40', 'raised | the toll to 40'."""
    if not begins_phrase(tokens, at, lexicon):
        return False
    lower = tokens.lower
    for index in range(at + 1, min(at + _FIGURE, turn.last - 1)):
        if lower[index] in (",", ";", ":") or tokens.quote[index] >= 0:
            return False
        if lower[index] == ("to" if toll else "at"):
            rest = [word for word in lower[index + 1 : index + 4] if word not in lexicon["before_figure"]]
            figure = any(word[0].isdigit() or word in lexicon["counts"] or word in "$€£" for word in rest)
            return figure and (not toll or not lexicon["tolls"].isdisjoint(lower[at:index]))
    return False


# As far as the figure stands: 'put the number of people who had lost their homes at 40'.
_FIGURE = 14


def _is_clause(tokens: Tokens, verb: Verb, at: int, turn: Stretch, lexicon: Lexicon) -> bool:
    """Whether a clause begins here: a subject with a finite verb soon behind it."""
    word = tokens.lower[at]
    if word in lexicon["pronouns"] or word in lexicon["fused"] or word in ("there", "if", "when", "while"):
        # 'said it in a letter' and 'said it,' say no clause.
        behind = tokens.lower[at + 1] if at + 1 < turn.last else "."
        return word != "it" or not (behind in lexicon["prepositions"] or behind in (",", ".", "?", "!"))
    if not begins_phrase(tokens, at, lexicon) or (word.endswith("ing") and "quote" not in verb.frames):
        return False  # 'feared losing his job'
    if word in lexicon["anything"] and at + 1 < turn.last and tokens.lower[at + 1] == "about":
        return False  # 'said nothing about it'
    parted = related = False
    for index in range(at + 1, min(at + _CLAUSE, turn.last)):
        if tokens.quote[index] >= 0:
            if "quote" in verb.frames:
                return True  # Its verb may be the speaker's: 'said the road “is shut”'.
            continue
        word = tokens.lower[index]
        if word in (";", ":", "that"):
            return False
        if word == ",":
            related = index + 1 < turn.last and tokens.lower[index + 1] in lexicon["who"]
        parted = parted or word in ("and", "but", "because")
        if parted and word in lexicon["pronouns"]:
            return False  # 'added a gate, and later he closed it': the verb that follows is of another clause.
        if not related and may_be_verb(tokens, index, lexicon):
            return True
    return False


_CLAUSE = 24
# As far into a phrase as who is put in office stands: 'the first three nominees'.
_OFFICE = 6


def _further(tokens: Tokens, at: int, turn: Stretch, lexicon: Lexicon) -> Start | None:
    """'that', a colon or a quotation behind the words that tell where and when."""
    lower = tokens.lower
    for index in range(at, min(at + _REACH, turn.last)):
        word = lower[index]
        if word == "that" and index > at and lower[index - 1] not in lexicon["prepositions"]:
            # Before a verb it is the subject of a relative clause: 'adds to the drama that has'.
            relative = index + 1 < turn.last and tokens.lower[index + 1] in lexicon["auxiliaries"]
            return None if relative else Start(index, "that", at)
        if word == ":":
            return Start(index + 1, "colon", at)
        if tokens.quote[index] >= 0:
            return Start(index, "quote", at)
        if word == "," and not (index + 1 < turn.last and tokens.quote[index + 1] >= 0):
            return _past_aside(tokens, at, index, turn)
        if word == ";":
            return None
    return None


def _past_aside(tokens: Tokens, at: int, comma: int, turn: Stretch) -> Start | None:
    """'said, in a letter to the board, that': past an aside to 'that' or a colon."""
    lower = tokens.lower
    for index in range(comma + 1, min(comma + _REACH, turn.last - 1)):
        if lower[index] == ";" or tokens.quote[index] >= 0:
            return None
        if lower[index] == "," and lower[index + 1] == "that":
            return Start(index + 1, "that", at)
    return None


def _bare_behind(tokens: Tokens, verb: Verb, at: int, turn: Stretch, lexicon: Lexicon) -> Start | None:
    """A clause without 'that' behind a day or an occasion: 'said on Tuesday the road was shut'."""
    if "bare" not in verb.frames:
        return None
    lower = tokens.lower
    for index in range(at + 1, min(at + _REACH, turn.last)):
        word, before = lower[index], lower[index - 1]
        if word in (",", ";") or word in lexicon["subordinators"]:
            return None
        if before in lexicon["prepositions"] or before in lexicon["determiners"]:
            continue
        if word in lexicon["subjects"] or word in lexicon["fused"]:
            return Start(index, "late", at)
        if (
            before in lexicon["times"]
            and word not in lexicon["times"]
            and _is_clause(tokens, verb, index, turn, lexicon)
        ):
            return Start(index, "late", at)
        if word in lexicon["articles"] and _is_clause(tokens, verb, index, turn, lexicon) and lower[at] != "to":
            return Start(index, "late", at)
    return None


def _behind_hearer(tokens: Tokens, verb: Verb, at: int, turn: Stretch, lexicon: Lexicon) -> Start | None:
    """The content behind the person spoken to: 'told the board that', 'told reporters he was ill'."""
    lower, frames = tokens.lower, verb.frames
    pronoun = lower[at] in lexicon["hearers"]
    clause = related = False
    for index in range(at + 1, min(at + _REACH, turn.last)):
        word = lower[index]
        clause = clause or is_finite(tokens, index, lexicon)
        if tokens.quote[index] >= 0 and index > at:
            return Start(index, "quote", at) if "quote" in frames and not clause else None
        if word == "that" or (
            word in lexicon["whether"] and "wh" in frames and word not in ("who", "which", "where", "when")
        ):
            return Start(index, word, at)
        if word == ":":
            return Start(index + 1, "colon", at)
        if word == ",":
            if index + 1 < turn.last and tokens.quote[index + 1] >= 0:
                return Start(index + 1, "comma-quote", at)
            if index + 1 < turn.last and lower[index + 1] == "that":
                return Start(index + 1, "that", at)
            related = index + 1 < turn.last and lower[index + 1] in ("who", "which", "where")
            if related:
                continue
            # 'told the paper, on condition of anonymity, that'
            return _past_aside(tokens, at, index, turn) or (None if clause else Start(index, "none", at))
        if word == ";":
            return None
        if word == "to" and "to" in frames and not _is_phrase(tokens, index + 1, lexicon):
            return Start(index, "to", at)
        if word in verb.links and index == at + 1:
            return Start(index, "link", at)
        if word == "about" and word in verb.links and verb.lemma == "ask" and not clause:
            return Start(index + 1, "link", at)
        before = lower[index - 1]
        if related or before in lexicon["prepositions"] or before in lexicon["articles"] or before in lexicon["who"]:
            continue
        if (word in lexicon["subjects"] or word in lexicon["fused"]) and before not in lexicon["anything"]:
            return Start(index, "bare", at)
        opens = word in lexicon["determiners"] or tokens.is_capital(index)
        apart = not tokens.is_capital(index - 1) or word in lexicon["articles"] or before in lexicon["times"]
        if (
            (pronoun or opens)
            and apart
            and word not in lexicon["times"]
            and _is_clause(tokens, verb, index, turn, lexicon)
        ):
            return Start(index, "bare", at)
    return None


def _is_phrase(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    return index < len(tokens.lower) and (
        tokens.lower[index] in lexicon["determiners"]
        or tokens.is_capital(index)
        or tokens.lower[index] in lexicon["hearers"]
    )
