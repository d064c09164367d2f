"""Countries by their names, capitals and the words for their people."""

from __future__ import annotations

from attribcheck.language.words import Language


def country_of(phrase: str, language: Language) -> str | None:
    """The country that a name, a capital or an adjective stands for."""
    return None
