"""A reporting clause: its verb, who is its subject, and where its content stands."""

from __future__ import annotations

from dataclasses import dataclass

from attribcheck.extraction.content_starts import Start
from attribcheck.extraction.tokens import Stretch
from attribcheck.extraction.verb_groups import Group


@dataclass(slots=True)
class Clause:
    """One reporting clause: its verb, who is its subject, and on which sides its content stands."""

    group: Group
    source: Stretch | None
    edge: int
    cue: Stretch
    right: Start | None = None
    left: bool = False
    inverted: bool = False
    # Its subject is that of the clause before it: '… and added that'.
    shared: bool = False
    # Where the subordinate clause ends in which it opens its sentence: 'As she announced the plan, he …'.
    fronted: int | None = None
    # What its content is said of: 'a gate' in 'a gate the police said was open'.
    of: Stretch | None = None
