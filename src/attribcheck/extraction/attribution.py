"""Who says what in prose: the record of one attribution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from attribcheck.places import Span

if TYPE_CHECKING:  # The records bring pydantic with them, which takes longer to import than this room.
    from attribcheck.article import CueClass

# Words said or written; a view or knowledge; a wish, a plan or support; what seems so to nobody in particular.
Act = Literal["speech", "thought", "stance", "appearance"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that the text gives to somebody.

    `source` is None where nobody is named. `content` may have several stretches, in the order of
    the text and in several passages; it is empty where the text only says that somebody spoke.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    cue_class: CueClass
    negated: bool
    act: Act
    passage: int
    # Whether it stands in words that another attribution gives to somebody else.
    nested: bool = False
