"""Articles to measure with: structured, about 700 words, eight claims each, the same for the same seed."""

from __future__ import annotations

import random
from pathlib import Path

_OFFICES = ["harbour office", "water board", "road authority", "grain fund", "fire brigade", "transport ministry"]
_PLACES = ["Ostrel", "Varenna", "Tarnholm", "Kostra", "Vellin", "Hald"]
_THINGS = ["bridge", "dam", "silo", "ferry", "tunnel", "pier", "mast", "mill"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_FILLER = [
    "the",
    "old",
    "road",
    "along",
    "the",
    "river",
    "was",
    "closed",
    "for",
    "most",
    "of",
    "the",
    "morning",
    "while",
    "workers",
    "in",
    "yellow",
    "coats",
    "carried",
    "boards",
    "and",
    "ropes",
    "down",
    "to",
    "the",
    "water",
    "and",
    "people",
    "stood",
    "at",
    "the",
    "rails",
    "to",
    "watch",
    "them",
    "and",
    "talked",
    "about",
    "the",
    "winter",
    "before",
    "last",
    "when",
    "the",
    "ice",
    "had",
    "come",
    "up",
    "to",
    "the",
    "second",
    "step",
    "and",
    "stayed",
    "there",
    "until",
    "the",
    "end",
    "of",
    "March",
    "and",
    "nobody",
    "could",
    "cross",
]


def article(number: int) -> str:
    """One article as YAML."""
    chance = random.Random(number)
    place = chance.choice(_PLACES)
    paragraphs: list[str] = []
    statements: list[str] = []
    claims: list[str] = []
    for claim in range(8):
        thing, office = chance.choice(_THINGS), chance.choice(_OFFICES)
        mark = f"number {number} {claim}"
        day = chance.choice(_DAYS)
        filler = " ".join(chance.choice(_FILLER) for _ in range(60))
        paragraphs.append(
            f"The {office} of {place} said on {day} that the {thing} {mark} was damaged. "
            f'"{filler.capitalize()}," a clerk added. {filler.capitalize()}.'
        )
        source = office.replace(" ", "-")
        claims.append(f"  c{claim}: {{text: The {thing} {mark} was damaged, kind: event, weight: high}}")
        statements.append(f"  - {{at: said on {day} that the {thing} {mark}, source: {source}, claims: [c{claim}]}}")
    sources = "\n".join(f"  {o.replace(' ', '-')}: {{name: {o}, kind: office}}" for o in _OFFICES)
    body = "\n\n".join(f"  {paragraph}" for paragraph in paragraphs)
    return (
        f"attribcheck: 1\nheadline: Damage at {place} in report {number}\npublished: 2026-03-04\nbody: |\n{body}\n\n"
        f"sources:\n{sources}\nclaims:\n" + "\n".join(claims) + "\nstatements:\n" + "\n".join(statements) + "\n"
    )


def write(folder: Path, count: int) -> int:
    """Writes that many articles and returns their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number in range(count):
        data = article(number).encode()
        (folder / f"article-{number:05}.yaml").write_bytes(data)
        size += len(data)
    return size
