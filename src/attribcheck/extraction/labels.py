"""A name and a colon: 'Mayor: The bridge is safe' over an article, 'SMITH: …' in a transcript."""

from __future__ import annotations

from attribcheck.extraction.drafts import Draft
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.word_forms import is_finite

# As many tokens as a label has at most.
_LABEL = 6


def label_draft(tokens: Tokens, lexicon: Lexicon) -> Draft | None:
    """The attribution of a passage that opens with a speaker's name and a colon, to the end of the passage."""
    lower = tokens.lower
    colon = next((index for index in range(1, min(_LABEL + 1, len(lower))) if lower[index] == ":"), 0)
    if not colon or colon + 2 >= len(lower) or tokens.quote[0] >= 0 or not tokens.is_capital(0):
        return None
    if tokens.ends[colon] == tokens.starts[colon + 1] or not _is_name(tokens, colon, lexicon):
        return None
    last = len(lower)
    while last > colon and tokens.quote[last - 1] < 0 and lower[last - 1] == ".":
        last -= 1
    draft = Draft(tokens, -1, Stretch(colon, colon + 1), "neutral", "speech", Stretch(0, colon), speaks=True)
    draft.gives(Stretch(colon + 1, last))
    return draft


def _is_name(tokens: Tokens, colon: int, lexicon: Lexicon) -> bool:
    shouting = all(tokens.word(index).isupper() or not tokens.word(index)[0].isalpha() for index in range(colon))
    title = all(tokens.is_capital(index) or tokens.lower[index] in ("of", "the", "'") for index in range(colon))
    verbs = any(is_finite(tokens, index, lexicon) for index in range(colon)) or any(
        tokens.lower[index] in lexicon.forms for index in range(1, colon)
    )
    short = colon + 1 < len(tokens.lower) and len(tokens.turns) <= _ONE_LINE
    if any(tokens.lower[index] in lexicon["no_labels"] for index in range(colon)):
        return False
    return not verbs and (shouting or (title and short and tokens.passage == 0))


_ONE_LINE = 2
