"""How far content reaches: behind a verb up to what is no longer said, before it from where the saying begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.resumed_content import takes_up
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.word_forms import is_finite

if TYPE_CHECKING:
    from attribcheck.extraction.clause import Clause


def right_content(tokens: Tokens, turn: Stretch, known: list[Clause], number: int, lexicon: Lexicon) -> Stretch | None:
    """The content that begins behind a clause's verb."""
    clause = known[number]
    assert clause.right is not None
    first, last = clause.right.first, turn.last
    if first >= last:
        return None
    lower, quote = tokens.lower, tokens.quote
    if clause.fronted is not None:
        last = min(last, clause.fronted)
    for later in known[number + 1 :]:
        if later.edge > first:
            cut = _before_clause(tokens, first, later, lexicon)
            if cut is not None:
                last = min(last, cut)
                break
    last = _before_outside(tokens, turn, clause, last, lexicon)
    if quote[first] >= 0:
        end = tokens.quotes[quote[first]].last
        if clause.right.kind == "colon" or lower[end - 2] in (".", "?", "!", ","):
            return Stretch(
                first, _with_next_quotes(tokens, end, turn) if clause.right.kind == "colon" else min(end, turn.last)
            )
    for index in range(first + 2, last - 1):
        if lower[index] == "according" and quote[index] < 0 and lower[index + 1] == "to":
            last = index
            break
        if lower[index] == "," and quote[index] < 0 and takes_up(tokens, index + 1, lexicon):
            last = index
            break
        if lower[index] == "," and quote[index] < 0 and lower[index + 1] in lexicon["leaving"]:
            if clause.right.kind in _CLAUSES and not _has_verb(tokens, first, index, lexicon):
                continue  # 'said the plan, while costly, was'
            if lower[index + 1] == "who" and clause.right.kind == "object" and _comes_back(tokens, index, last):
                continue  # 'accused Jon Moss, who was there, of'
            last = index
            break
        spoken = clause.group.verb.act == "speech"
        if (
            clause.right.kind == "object"
            and quote[index] < 0
            and _ends_object(tokens, index, last, lexicon, spoken=spoken)
        ):
            last = index
            break
        if (
            quote[index] >= 0
            and tokens.quotes[quote[index]].last == index + 1
            and lower[index - 1] == ","
            and (lower[index + 1] in lexicon["leaving"] or lower[index + 1].endswith("ing"))
        ):
            last = index + 1
            break
    return tidy(tokens, Stretch(first, last))


def _before_outside(tokens: Tokens, turn: Stretch, clause: Clause, last: int, lexicon: Lexicon) -> int:
    """Where content ends at the latest that stands inside another clause: ', who said …, ', 'men it described as'."""
    assert clause.right is not None
    lower, quote, first = tokens.lower, tokens.quote, clause.right.first
    if clause.source is not None and lower[clause.source.first] in ("who", "which") and clause.edge > turn.first:
        comma = next((at for at in range(first + 1, last) if lower[at] == "," and quote[at] < 0), last)
        last = min(last, comma) if lower[clause.edge - 1] == "," else last
    if clause.right.kind == "gap" and lower[first] == "as":
        # 'two men it described as pilots | were shown', '| whose plane had come down'
        ends = lexicon["auxiliaries"] | lexicon["relatives"] | {","}
        last = next((at for at in range(first + 1, last) if lower[at] in ends and quote[at] < 0), last)
    if clause.right.kind == "bare" and clause.edge > turn.first and lower[clause.edge - 1] == "what":
        # 'between what she says the plan would do and what it does'
        last = next((at for at in range(first + 1, last) if lower[at] in (",", "and", "but")), last)
    return last


_CLAUSES = frozenset({"that", "bare", "late"})


def _has_verb(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a clause has had its verb: behind its last 'that', if it has one."""
    for index in range(last - 1, first - 1, -1):
        if tokens.lower[index] == "that":
            return False
        if tokens.quote[index] >= 0 or is_finite(tokens, index, lexicon):
            return True
        if any(form.tenses != {"plain"} for form in lexicon.forms.get(tokens.lower[index], ())):
            return True
    return False


def _ends_object(tokens: Tokens, index: int, last: int, lexicon: Lexicon, *, spoken: bool) -> bool:
    """Whether behind the thing that somebody mentions the sentence goes on: ', which …', ', leading to', 'until'."""
    word, before, behind = tokens.lower[index], tokens.lower[index - 1], tokens.lower[index + 1]
    if word == ",":
        reports = any(form.tenses & {"past", "third"} for form in lexicon.forms.get(behind, ()))
        if reports or behind in lexicon["auxiliaries"]:
            return True  # 'citing officials, reported that'
        goes_on = behind == "which" or (behind.endswith("ing") and behind not in lexicon["not_going"])
        return goes_on and not _comes_back(tokens, index, last)
    if word == "on" and behind in lexicon["weekdays"]:
        return spoken  # When it was said; 'expects a result on Thursday' is of the result.
    # 'three months since' and 'minutes after' tell when as a whole.
    return word in lexicon["object_ends"] and before != "," and before not in lexicon["before_object_ends"]


def _comes_back(tokens: Tokens, first: int, last: int) -> bool:
    """Whether behind a relative clause the object's sentence goes on: ', of', ', as'."""
    lower = tokens.lower
    return any(lower[at] == "," and lower[at + 1] in ("of", "as", "for") for at in range(first + 2, last - 1))


def _with_next_quotes(tokens: Tokens, end: int, turn: Stretch) -> int:
    while end < turn.last and tokens.quote[end] >= 0:
        end = tokens.quotes[tokens.quote[end]].last
    return min(end, turn.last)


def _before_clause(tokens: Tokens, first: int, later: Clause, lexicon: Lexicon) -> int | None:
    """Where content stops before a later reporting clause, if that one is not part of it."""
    lower, edge = tokens.lower, later.edge
    before = lower[edge - 1]
    if later.shared:
        if before in (",", "--", "—", "–"):
            return edge - 1
        if before in ("and", "but") and (later.group.verb.act == "speech" or lower[edge - 2] == ","):
            cut = edge - 1
            return cut - 1 if lower[cut - 1] == "," else cut
        return edge if tokens.quote[edge - 1] >= 0 else None
    if before in (";",):
        return edge - 1
    if before in lexicon["joining"]:
        if lower[edge - 2] in (",", ";", "--", "—", "–"):
            return edge - 2
        return edge - 1 if before == "but" or tokens.quote[edge - 2] >= 0 else None
    return edge - 1 if (later.left or later.of is not None) and before in (",", "--", "—", "–") else None


def left_content(tokens: Tokens, turn: Stretch, known: list[Clause], number: int, lexicon: Lexicon) -> Stretch | None:
    """The content that ends before a clause: a quotation, or the sentence up to ', he said'."""
    clause = known[number]
    first, last = turn.first, clause.edge
    lower, quote = tokens.lower, tokens.quote
    earlier = [one for one in known[:number] if one.cue.last <= last]
    if quote[last - 1] >= 0:
        mark = tokens.quotes[quote[last - 1]]
        if earlier:
            first = max(mark.first, earlier[-1].cue.last)
    elif earlier:
        behind = earlier[-1].cue.last
        told = earlier[-1].right
        opens = earlier[-1].edge <= turn.first + 1 and not earlier[-1].group.negated
        if told is not None and told.kind in _CLAUSES and opens and told.first < last - 1:
            first = told.first  # 'Prosecutors say he took cash, court papers show': both say so.
        for index in range(last - 3, behind, -1):
            if quote[index] < 0 and lower[index] in (",", ";") and lower[index + 1] in lexicon["joining"]:
                first = index + 1
                break
    while first < last and (
        lower[first] in ("but", "and", ",", ";", "so", "still", "yet") or lower[first] in ("—", "--")
    ):
        first += 1
    if quote[last - 1] < 0:
        last -= 1
    return Stretch(first, last) if last > first else None


def tidy(tokens: Tokens, part: Stretch) -> Stretch | None:
    """A stretch without the stop or comma that ends it, unless it is a quotation's."""
    first, last = part
    while last > first and tokens.quote[last - 1] < 0 and tokens.lower[last - 1] in _ENDS:
        last -= 1
    return Stretch(first, last) if last > first else None


_ENDS = frozenset({".", ",", ";", ":", "--", "—", "–"})
