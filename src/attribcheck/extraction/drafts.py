"""An attribution while it is being read: its parts as tokens of one passage."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from attribcheck.extraction.attribution import Act, Attribution
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.places import Span

if TYPE_CHECKING:
    from attribcheck.article import CueClass


@dataclass(slots=True)
class Draft:
    """One attribution; `content` may reach into other passages."""

    tokens: Tokens
    turn: int
    cue: Stretch
    cue_class: CueClass
    act: Act
    source: Stretch | None = None
    content: list[tuple[Tokens, Stretch]] = field(default_factory=list)
    negated: bool = False
    # Whether the quotations that follow it may be the same speaker's.
    speaks: bool = False
    quoted: bool = False
    nested: bool = False

    def gives(self, *stretches: Stretch | None) -> None:
        """Add stretches of its own passage to its content."""
        self.content += [(self.tokens, one) for one in stretches if one is not None and one.last > one.first]

    def edge(self) -> int:
        """Its first token outside the content."""
        return self.cue.first if self.source is None else min(self.cue.first, self.source.first)

    def attribution(self) -> Attribution:
        """The finished record."""
        tokens = self.tokens
        ordered = sorted(self.content, key=lambda one: (one[0].passage, one[1].first))
        return Attribution(
            _span(tokens, self.source) if self.source else None,
            _span(tokens, self.cue),
            tuple(_span(where, stretch) for where, stretch in ordered),
            self.cue_class,
            self.negated,
            self.act,
            tokens.passage,
            self.nested,
        )


def _span(tokens: Tokens, stretch: Stretch) -> Span:
    return Span(tokens.passage, *tokens.span(stretch))
