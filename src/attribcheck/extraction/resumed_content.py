"""Content that goes on behind the clause put into it: 'The plan, he said, is dead', '"No," he said, "never."'"""

from __future__ import annotations

from attribcheck.extraction.clause import Clause
from attribcheck.extraction.content_starts import Start
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.verb_groups import Group

# As many words as whoever is told has at most: 'told the paper by telephone,'.
_HEARER = 8
# 'and then "had to step back"'
_FEW = 4


def resumed(tokens: Tokens, turn: Stretch, clause: Clause, lexicon: Lexicon) -> Stretch | None:
    """The rest of a sentence into which 'he said' was put: 'The plan, he said, is dead'."""
    first = max(clause.cue.last, clause.source.last if clause.source else 0)
    if clause.group.verb.lemma == "tell" and not clause.inverted:
        first = next((at for at in range(first, min(first + _HEARER, turn.last)) if tokens.lower[at] == ","), first)
    opening = first < turn.last and tokens.lower[first] in lexicon["prepositions"] | lexicon["times"]
    if opening:
        first = next((at for at in range(first, min(first + 9, turn.last)) if tokens.lower[at] == ","), turn.last)
    if first + 2 >= turn.last or tokens.lower[first] != "," or tokens.quote[clause.edge - 1] >= 0:
        return None
    word = tokens.lower[first + 1]
    if takes_up(tokens, first + 1, lexicon):
        return None
    quotes = word in ("and", "but") and _quotes_soon(tokens, first + 2, turn, lexicon)
    if word.endswith("ing") or (word in lexicon["going_off"] and not quotes) or tokens.quote[first + 1] >= 0:
        return None
    last = turn.last
    while last > first and tokens.lower[last - 1] in (".", ";"):
        last -= 1
    return Stretch(first + 1, last)


def takes_up(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Whether words about what was said follow: 'she kept the rules, | claims that the report could not bear out'."""
    at += tokens.lower[at] in ("a", "an")
    behind = tokens.lower[at : at + 2]
    return (
        len(behind) > 1
        and behind[0] in lexicon["charges"]
        and behind[1] in ("that", "which", "he", "she", "it", "they")
    )


def second_quote(tokens: Tokens, turn: Stretch, group: Group, lexicon: Lexicon) -> Start | None:
    """The quotation that goes on behind '"…," he told the paper,', perhaps past an aside: 'he said, nodding,'."""
    aside = False
    for index in range(group.last + 1, turn.last):
        if tokens.quote[index] >= 0:
            before = index - 1 - (tokens.lower[index - 1] in ("but", "and"))
            goes_on = tokens.lower[before] == "," and tokens.quote[before] < 0
            # A sentence that goes on does so in small letters; behind ', adding' it is another's content.
            goes_on = goes_on and not (aside and tokens.is_capital(min(index + 1, turn.last - 1)))
            return Start(index, "later-quote", group.last) if goes_on else None
        joins = tokens.lower[index] in ("and", "but") and tokens.lower[index - 1] == ","
        if joins and index + 1 < turn.last and tokens.quote[index + 1] < 0:
            return Start(index, "later-quote", group.last) if _quotes_soon(tokens, index + 1, turn, lexicon) else None
        if tokens.lower[index].endswith("ing") and tokens.lower[index - 1] == ",":
            if any("quote" in form.verb.frames for form in lexicon.forms.get(tokens.lower[index], ())):
                return None
            aside = True
    return None


def _quotes_soon(tokens: Tokens, start: int, turn: Stretch, lexicon: Lexicon) -> bool:
    """Whether a quotation begins within a few words, before any other verb of attribution."""
    for index in range(start, min(start + _FEW, turn.last)):
        if tokens.quote[index] >= 0:
            return True
        if tokens.lower[index] in lexicon.forms or tokens.lower[index] in (",", ";"):
            return False
    return False
