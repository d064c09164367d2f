"""What a word is likely to be where it stands: the beginning of a noun phrase, a finite verb."""

from __future__ import annotations

from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.tokens import Tokens

# Shorter words in -ed are hardly past forms: 'red', 'need'.
_ED = 4


def begins_phrase(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a noun phrase may begin with a token."""
    word = tokens.lower[index]
    if word in lexicon["determiners"] or word in lexicon["pronouns"] or word in lexicon["objects"]:
        return True
    if not word[0].isalnum() and word not in ("$", "’", "'"):
        return tokens.quote[index] >= 0
    if word in lexicon["before_figure"] and index + 1 < len(tokens.lower):
        # 'over 40 men', 'at least nine'
        at = index + 1 + (tokens.lower[index + 1] in ("to", "least", "most", "than"))
        if at < len(tokens.lower) and (tokens.lower[at][0].isdigit() or tokens.lower[at] in lexicon["counts"]):
            return True
    if word == "too" and index + 1 < len(tokens.lower) and tokens.lower[index + 1] in lexicon["determiners"]:
        return True  # 'too many calls'
    return not (
        word in lexicon["prepositions"]
        or word in lexicon["subordinators"]
        or word in lexicon["auxiliaries"]
        or word in lexicon["coordinators"]
        or word in lexicon["adverbs"]
        or (word in lexicon["times"] and word not in lexicon["not_times"])
        or (word.endswith("ly") and word not in lexicon["not_adverbs"])
    )


def is_finite(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a token is likely a finite verb."""
    word = tokens.lower[index]
    return (
        word in lexicon["auxiliaries"]
        or word in lexicon["finite"]
        or (word.endswith("ed") and len(word) > _ED and not tokens.is_capital(index))
    )


def may_be_verb(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a token is likely a finite verb, or a form of a verb of attribution that is no noun there."""
    if is_finite(tokens, index, lexicon):
        return True
    forms = lexicon.forms.get(tokens.lower[index], ())
    if not forms:
        return False
    before = tokens.lower[index - 1] if index else ""
    owned = before in lexicon["articles"] or before == "own" or before.endswith(("'s", "s'"))
    # 'his own comment', 'The Gazette Post'
    return not ((owned or tokens.is_capital(index)) and all(form.tenses == {"plain"} for form in forms))
