"""'According to X, …' and '…, according to X'."""

from __future__ import annotations

from attribcheck.extraction.content_spans import tidy
from attribcheck.extraction.drafts import Draft
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.source_names import speaker_words
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.word_forms import begins_phrase, is_finite


def drafts_according_to(tokens: Tokens, number: int, lexicon: Lexicon) -> list[Draft]:
    """The attributions that 'according to' makes in a turn."""
    turn = tokens.turns[number]
    found: list[Draft] = []
    for at in tokens.leads(turn):
        if tokens.lower[at] == "according" and at < turn.last - 2 and tokens.lower[at + 1] == "to":
            draft = _draft(tokens, number, at, lexicon)
            if draft is not None:
                found.append(draft)
    return found


def _draft(tokens: Tokens, number: int, at: int, lexicon: Lexicon) -> Draft | None:
    turn, lower = tokens.turns[number], tokens.lower
    opens = at == turn.first or (at == turn.first + 1 and lower[turn.first] in ("but", "and", "still"))
    start = at + 2
    end = _source_end(tokens, start, turn, lexicon, opens=opens)
    source = tidy(tokens, Stretch(start, end))
    if source is None:
        return None
    draft = Draft(tokens, number, Stretch(at, at + 2), "neutral", "speech", source, speaks=True)
    if opens:
        if end >= turn.last:
            return None
        start = end + (lower[end] == ",")
        name = _name_behind_post(tokens, source, start, turn)
        if name > start:
            draft.source, start = tidy(tokens, Stretch(source.first, name)), name + 1
        draft.gives(tidy(tokens, Stretch(_behind_aside(tokens, start, turn, lexicon), turn.last)))
        return draft
    first = turn.first
    while first < at and lower[first] in ("but", "and", ","):
        first += 1
    last = at - 1 if tokens.quote[at - 1] < 0 and lower[at - 1] in (",", "--", "—", "-", "–", "(") else at
    if last <= first:
        return None
    draft.gives(Stretch(first, last))
    draft.quoted = tokens.quote[last - 1] >= 0
    if (
        end + 2 < turn.last
        and lower[end] == ","
        and (
            tokens.quote[end + 1] >= 0
            or not (draft.quoted or lower[end + 1] in lexicon["behind_source"] or lower[end + 1].endswith("ing"))
        )
    ):
        draft.gives(tidy(tokens, Stretch(end + 1, turn.last)))
    return draft


def _name_behind_post(tokens: Tokens, source: Stretch, start: int, turn: Stretch) -> int:
    """Where the name of a post's holder ends: "According to Zemland's prime minister, Ola Brek|, the men"."""
    if tokens.lower[source.last - 1] not in speaker_words()["posts"]:
        return start
    end = start
    while end < turn.last and tokens.is_capital(end):
        end += 1
    return end if start + 1 < end < turn.last - 1 and tokens.lower[end] == "," else start


def _behind_aside(tokens: Tokens, start: int, turn: Stretch, lexicon: Lexicon) -> int:
    """Where what is said begins behind more about the source: 'According to Anna Kern, | a pilot, | the fog'."""
    lower = tokens.lower
    comma = next((at for at in range(start, turn.last) if lower[at] == ","), turn.last)
    if comma + 2 >= turn.last or tokens.quote[start] >= 0:
        return start
    word = lower[start]
    tells = word in lexicon["who"] or word in lexicon["seen"] or (word.endswith("ed") and lower[start + 1] in _BEHIND)
    tells = tells or "which" in lower[start:comma]  # 'a copy of which was seen'
    is_noun = word in ("a", "an") and not any(is_finite(tokens, at, lexicon) for at in range(start, comma))
    goes_on = begins_phrase(tokens, comma + 1, lexicon) and lower[comma + 1] not in lexicon["who"]
    return comma + 1 if (tells or is_noun) and goes_on else start


_BEHIND = ("by", "in", "on", "to", "at", "last", "this", "earlier")


def _source_end(tokens: Tokens, start: int, turn: Stretch, lexicon: Lexicon, *, opens: bool) -> int:
    """Where the source behind 'according to' ends; a comma before more about it does not end it."""
    lower = tokens.lower
    for index in range(start + 1, turn.last):
        word = lower[index]
        if word in (";", "--", "—", ")") or (word == "." and index == turn.last - 1):
            return index
        if word == "," and tokens.quote[index] < 0:
            following = lower[index + 1] if index + 1 < turn.last else ""
            if opens or following not in ("a", "an", "the", "who", "which", "whose"):
                return index
            if tokens.quote[index + 1] >= 0:
                return index
        if index > start + 1 and tokens.quote[index] >= 0 and lower[index - 1] == ",":
            return index
    return turn.last
