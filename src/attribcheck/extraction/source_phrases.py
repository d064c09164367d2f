"""Who is named beside a verb: the phrase before it ('X, the mayor of Y, said') or behind it ('said X')."""

from __future__ import annotations

from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.word_forms import begins_phrase, is_finite

_EDGES = frozenset({";", ":", "?", "!"})
_PARTED = frozenset({",", "--", "—", "–", "(", ")", "-", "―"})


def subject_before(tokens: Tokens, end: int, turn: Stretch, lexicon: Lexicon) -> Stretch | None:
    """The noun phrase that ends right before a verb, with its appositions."""
    lower = tokens.lower
    if end <= turn.first or tokens.quote[end - 1] >= 0:
        return None
    if lower[end - 1] in lexicon["pronouns"] and lower[end - 1] != "who":
        return Stretch(end - 1, end)
    end = _before_adjuncts(tokens, end, turn, lexicon)
    parts = _parts(tokens, end, turn)
    if not parts:
        return None
    if parts[-1].last > parts[-1].first:
        near = parts[-1]
        if lower[near.first] in lexicon["who"] and len(parts) > 1:
            # 'X, who said', or 'which the mayor said was'.
            return (
                Stretch(near.first, near.last)
                if near.last == near.first + 1
                else _within(tokens, Stretch(near.first + 1, near.last), lexicon)
            )
        return _with_name(tokens, parts, lexicon) or _within(tokens, near, lexicon)
    # Between commas stands what says more of the subject.
    at = len(parts) - 2
    while at > 0 and (
        (parts[at].last > parts[at].first and lower[parts[at].first] in lexicon["who"])
        or _is_title_of(tokens, parts[at - 1], parts[at], lexicon)
        or (
            _adds(tokens, parts[at], lexicon)
            and not _fronts(tokens, parts[at - 1], lexicon, opens=at == 1)
            # 'Nine people have left, the agency (UNCR) says': a clause is no name to which more is said.
            and (parts[at].last <= parts[at].first or own_verb(tokens, parts[at - 1], lexicon) is None)
            and lower[parts[at - 1].first] not in lexicon["comparing"]
        )
    ):
        at -= 1
    if at < 0:
        return None
    head = parts[at]
    start = _within(tokens, head, lexicon)
    if start is None:
        return None
    verb = own_verb(tokens, start, lexicon)
    # 'She called for calm, favours a vote and promised': the verbs share a subject.
    last = verb if verb is not None else parts[-2].last
    opened = lower[start.first : last].count("(") > lower[start.first : last].count(")")
    return Stretch(start.first, last + (opened and last < end and lower[last] == ")"))


def _is_title_of(tokens: Tokens, post: Stretch, name: Stretch, lexicon: Lexicon) -> bool:
    """'the army's chief of staff, | Gen. Bruno Haas, | said'"""
    if post.last - post.first < 2 or tokens.lower[post.first] not in lexicon["articles"]:
        return False
    if name.last - name.first < 2 or any(is_finite(tokens, at, lexicon) for at in range(*post)):
        return False
    return all(tokens.is_capital(at) or tokens.lower[at] == "." for at in range(*name))


def _with_name(tokens: Tokens, parts: list[Stretch], lexicon: Lexicon) -> Stretch | None:
    """'Anna Kern, a friend of the mayor told': an apposition that no second comma ends; None where it is none."""
    near = parts[-1]
    if len(parts) < 2 or tokens.lower[near.first] not in ("a", "an"):
        return None
    name = parts[-2]
    if name.last - name.first < 2 or name.last - name.first > _NAME or tokens.lower[name.last] != ",":
        return None
    if tokens.lower[name.first] in lexicon["fronting"]:
        return None
    return Stretch(name.first, near.last) if all(tokens.is_capital(at) for at in range(*name)) else None


# 'Sen. Anna Maria Kern'
_NAME = 5


def own_verb(tokens: Tokens, part: Stretch, lexicon: Lexicon) -> int | None:
    """The finite verb of the clause that a stretch is, if it is one and no noun phrase."""
    for at in range(part.first, part.last):
        word = tokens.lower[at]
        if tokens.quote[at] >= 0 or word in lexicon["relatives"]:
            return None
        if at > part.first and not tokens.is_capital(at):
            if word in lexicon["auxiliaries"]:
                return at
            behind = at + 1 < part.last and (
                tokens.lower[at + 1] in lexicon["determiners"]
                or tokens.lower[at + 1] in lexicon["prepositions"]
                or tokens.is_capital(at + 1)
            )
            participle = word in lexicon["reduced"] or (word.endswith("ed") and tokens.lower[at + 1 : at + 2] == ["by"])
            if participle:
                continue  # 'an analyst hired by the paper', 'a firm based in Nol'
            third = any("third" in form.tenses for form in lexicon.forms.get(word, ()))
            verb = is_finite(tokens, at, lexicon) or (third and word not in lexicon["nouns_too"])
            if behind and tokens.lower[at - 1] not in lexicon["determiners"] and verb:
                return at
    return None


def _before_adjuncts(tokens: Tokens, end: int, turn: Stretch, lexicon: Lexicon) -> int:
    """Where a subject ends before what stands between it and its verb: 'the port | last week', 'both', 'on Friday'."""
    lower = tokens.lower
    at = end
    while at - 1 > turn.first and tokens.quote[at - 1] < 0 and lower[at - 1] in lexicon["floating"]:
        at -= 1
    if lower[at - 1] in lexicon["coordinators"]:
        at = end  # 'And both said'
    first = at
    if at - 1 > turn.first and lower[at - 1] in lexicon["time_ends"]:
        first = at - 1
        while first - 1 > turn.first and (lower[first - 1] in lexicon["time_words"] or lower[first - 1][0].isdigit()):
            first -= 1
        if lower[first - 1] in ("in", "on", "at", "since") and first - 1 > turn.first:
            first -= 1
        if lower[first - 1].endswith("ed") and not tokens.is_capital(first - 1):
            return end  # 'a lawsuit filed on Monday | alleges'
    return first if first > turn.first else end


def _parts(tokens: Tokens, end: int, turn: Stretch) -> list[Stretch]:
    """The stretches between commas from the nearest edge up to a verb; the last is empty behind a comma."""
    found: list[Stretch] = []
    last = end
    position = end
    closed = 0
    while position > turn.first and len(found) < _FEW:
        before = position - 1
        if tokens.quote[before] >= 0:
            # Words in quotation marks inside a phrase belong to it; a quoted sentence parts.
            mark = tokens.quotes[tokens.quote[before]]
            ends = tokens.lower[mark.last - 2] in (",", ".", "?", "!")
            if mark.last - mark.first > _SHORT or (ends and (mark.first == turn.first or position < end)):
                break
            position = max(mark.first, turn.first)
            continue
        word = tokens.lower[before]
        if word in _EDGES:
            break
        if word in _PARTED:
            if position < last or not found:
                found.append(Stretch(position, last))
            last = before
        closed += (word == ")") - (word == "(")
        if closed < 0:
            return found[::-1]  # All of the clause stands in parentheses.
        position = before
    if position < last or not found:
        found.append(Stretch(position, last))
    found.reverse()
    return found


_FEW = 9
# As many tokens, marks included, as a name in quotation marks has at most.
_SHORT = 9


def _adds(tokens: Tokens, part: Stretch, lexicon: Lexicon) -> bool:
    """Whether a stretch between commas says more of the name before it: 'a farmer', 'who was there', '36'."""
    if part.last <= part.first:
        return True
    word = tokens.lower[part.first]
    return (
        word in lexicon["determiners"]
        or word in lexicon["relatives"]
        or word in lexicon["prepositions"]
        or word in lexicon["coordinators"]
        or word[0].isdigit()
        or word.endswith(("ing", "ed", "ly"))
        or not tokens.is_capital(part.first)
        or part.last - part.first <= _SURNAME
    )


# 'R-Ohio', 'Iowa', 'Jr.'
_SURNAME = 3


def _fronts(tokens: Tokens, part: Stretch, lexicon: Lexicon, *, opens: bool = True) -> bool:
    """Whether a stretch opens a sentence and holds no subject: 'On Monday', 'After he spoke'."""
    if part.last <= part.first:
        return True
    word = tokens.lower[part.first]
    if word in lexicon["linking"] and part.last - part.first > 1:
        return _fronts(tokens, Stretch(part.first + 1, part.last), lexicon)
    if word.endswith(("ing", "ed")) and part.last - part.first > 1:
        return opens
    return word in lexicon["fronting"] or (word.endswith("ly") and word not in lexicon["not_adverbs"])


def _within(tokens: Tokens, part: Stretch, lexicon: Lexicon) -> Stretch | None:
    """The noun phrase that ends a stretch, without what opens the clause before it."""
    lower = tokens.lower
    if _is_described(tokens, part, lexicon):
        return _trimmed(tokens, part, lexicon)
    first = part.last - 1
    subordinators, coordinators = lexicon["subordinators"], lexicon["coordinators"]
    while first >= part.first:
        word = lower[first]
        if tokens.quote[first] >= 0:
            first = tokens.quotes[tokens.quote[first]].first - 1
            continue
        if word in lexicon["relatives"] and first > part.first and lower[first - 1] not in lexicon["before_that"]:
            following = lower[first + 1] if first + 1 < part.last else ""
            if (
                following in lexicon["pronouns"]
                or following in lexicon["determiners"]
                or (following and tokens.is_capital(first + 1))
            ):
                break
            if word == "that" and not _is_noun(tokens, first - 1, lexicon):
                break
        elif word in subordinators or (
            word in coordinators and first + 1 < part.last and _opens_clause(tokens, part, first, lexicon)
        ):
            break
        first -= 1
    first = max(first + 1, part.first)
    return _trimmed(tokens, Stretch(first, part.last), lexicon)


def _is_described(tokens: Tokens, part: Stretch, lexicon: Lexicon) -> bool:
    """Whether a phrase is one person with all that tells of it: 'an aide who left because he was ill | said'."""
    lower = tokens.lower
    who = next((at for at in range(part.first, min(part.first + _DESCRIBED, part.last)) if lower[at] == "who"), None)
    if who is None or who == part.first or not begins_phrase(tokens, part.first, lexicon):
        return False
    if any(is_finite(tokens, at, lexicon) for at in range(part.first, who)):
        return False
    verbs = clauses = parted = 0
    for at in range(who + 1, part.last):
        word, before = lower[at], lower[at - 1]
        if tokens.quote[at] >= 0 or word in lexicon["said"] - {"asked"}:
            return False
        if word in lexicon["subordinators"]:
            parted += 1
            # 'before dawn' is no clause.
            clauses += any(is_finite(tokens, later, lexicon) for later in range(at + 1, part.last))
        verbs += is_finite(tokens, at, lexicon) and before not in ("to", "not") and before not in lexicon["auxiliaries"]
    # One verb is the person's own, each clause behind it has another; the next is the main one.
    return parted > 0 and verbs == clauses + 1


# 'A former aide who': as far into the phrase 'who' may stand.
_DESCRIBED = 7


def _is_noun(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    word = tokens.lower[index]
    return not (word in lexicon["finite"] or word in lexicon["auxiliaries"] or word.endswith("ed"))


def _opens_clause(tokens: Tokens, part: Stretch, at: int, lexicon: Lexicon) -> bool:
    """Whether 'and' joins clauses, not names: a verb stands before it, or it opens the stretch."""
    if at == part.first:
        return True
    for index in range(at - 1, part.first - 1, -1):
        if tokens.lower[index] in lexicon["subordinators"]:
            return False
        if tokens.quote[index] < 0 and is_finite(tokens, index, lexicon):
            return True
    return False


def _trimmed(tokens: Tokens, part: Stretch, lexicon: Lexicon) -> Stretch | None:
    """A phrase without the adverbs, days and prepositional phrase that open its clause."""
    first, lower = part.first, tokens.lower
    while first < part.last - 1 and (
        lower[first] in lexicon["openers"]
        or (lower[first].endswith("ly") and lower[first] not in lexicon["not_adverbs"])
    ):
        first += 1
    if first < part.last and lower[first] in lexicon["prepositions"]:
        first = _behind_phrase(tokens, Stretch(first, part.last), lexicon)
    last = part.last
    while last > first and (lower[last - 1] in lexicon["trailing"] or _is_manner(tokens, last - 1, lexicon)):
        last -= 1
    if last <= first or not any(lower[index][0].isalnum() for index in range(first, last)):
        return None
    return Stretch(first, last)


def _is_manner(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    word = tokens.lower[index]
    return word.endswith("ly") and word not in lexicon["not_adverbs"] and not tokens.is_capital(index)


def _behind_phrase(tokens: Tokens, part: Stretch, lexicon: Lexicon) -> int:
    """Where the subject begins behind a prepositional phrase: 'In a statement the mayor'."""
    lower = tokens.lower
    behind = part.first + 1
    while behind < part.last - 1 and (lower[behind] in lexicon["times"] or lower[behind] in lexicon["time_words"]):
        behind += 1
    if behind > part.first + 1 and lower[behind - 1] in lexicon["time_ends"]:
        return behind  # 'On Monday the interior ministry of Lund'
    for index in range(part.last - 1, part.first + 1, -1):
        before = lower[index - 1]
        if before in lexicon["prepositions"] or before in lexicon["determiners"] or before in lexicon["coordinators"]:
            continue
        if lower[index] in lexicon["articles"] or lower[index] in lexicon["pronouns"]:
            return index
        if tokens.is_capital(index) and not tokens.is_capital(index - 1):
            return index
    return part.first


def subject_behind(tokens: Tokens, start: int, turn: Stretch, lexicon: Lexicon) -> Stretch | None:
    """The noun phrase behind an inverted verb, with its appositions: 'said X, the mayor of Y'."""
    lower = tokens.lower
    end = start
    while end < turn.last and tokens.quote[end] < 0:
        word = lower[end]
        if (
            word in _EDGES
            or (word == "." and end == turn.last - 1)
            or word in ("--", "—", "―")
            or (word in lexicon["times"] and end > start)
        ):
            break
        if word == "," and (end + 1 >= turn.last or _leaves(tokens, end + 1, turn, lexicon)):
            break
        if (
            end > start
            and word in lexicon["before_occasion"]
            and end + 1 < turn.last
            and lower[end + 1] in lexicon["opening_occasion"]
        ):
            break
        parts = word in ("as", "after", "while", "when", "before", "during", "because", "following")
        # 'a man who gave his name as Idris'
        if end > start and parts and not (word == "as" and lower[end - 1] in ("name", "known", "identified")):
            break
        end += 1
    while end > start and lower[end - 1] in (",", "on", "in", "at", "("):
        end -= 1
    return Stretch(start, end) if end > start else None


def _leaves(tokens: Tokens, index: int, turn: Stretch, lexicon: Lexicon) -> bool:
    """Whether behind this comma stands something else than more about the source."""
    word = tokens.lower[index]
    if tokens.quote[index] >= 0 or word in ("but", "and", "as", "after", "while", "when", "in", "during", "according"):
        return True
    return word.endswith("ing") or word in lexicon["times"]
