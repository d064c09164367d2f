"""Quotations without a cue of their own, given to the speaker who is named before or behind them."""

from __future__ import annotations

from attribcheck.extraction.drafts import Draft
from attribcheck.extraction.tokens import Stretch, Tokens


def attach_quotations(read: list[tuple[Tokens, list[Draft]]]) -> None:
    """Add each sentence that is all quotation to the attribution it belongs to."""
    speaker: Draft | None = None
    running = False
    waiting: list[tuple[Tokens, Stretch]] = []
    for tokens, drafts in read:
        by_turn: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_turn.setdefault(draft.turn, []).append(draft)
        waiting = waiting if running else []
        for number, turn in enumerate(tokens.turns):
            own = by_turn.get(number, [])
            if own:
                speaking = [one for one in own if one.speaks]
                if waiting and speaking and tokens.quote[turn.first] >= 0:
                    speaking[0].content += waiting
                waiting = []
                speaker = speaking[-1] if speaking else None
                continue
            if not is_quotation(tokens, turn):
                waiting, speaker = [], None
                continue
            if speaker is not None and (number > 0 or running):
                speaker.content.append((tokens, turn))
            else:
                waiting.append((tokens, turn))
        running = bool(tokens.quotes) and _is_open(tokens)
        if not running and not (speaker and speaker.cue.last >= len(tokens.lower) - 2):
            speaker = speaker if running else None


def is_quotation(tokens: Tokens, turn: Stretch) -> bool:
    """Whether a turn is nothing but quotations."""
    return all(tokens.quote[index] >= 0 for index in range(*turn))


def _is_open(tokens: Tokens) -> bool:
    """Whether the passage's last quotation is not closed, so that the speaker goes on in the next one."""
    last = tokens.quotes[-1]
    return last.last == len(tokens.lower) and tokens.lower[-1] not in ('"', "”", "''", "’", "'")
