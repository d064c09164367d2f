"""An article's prose joined to what is recorded of it: by a sidecar, by the file itself, or by nobody."""

from __future__ import annotations

from collections.abc import Callable

from attribcheck.article import Article, Statement
from attribcheck.places import Span
from attribcheck.reading.faults import Reading
from attribcheck.reading.ignores import read_prose_ignores
from attribcheck.reading.prose import Prose

# Fills an article's sources from the register, before anybody asks whether a name is known.
Fill = Callable[[Article], object]

_FIELDS = ("headline", "published", "updated", "byline", "dateline", "url", "provided_by")


def of_prose(prose: Prose, fill: Fill | None = None) -> Reading:
    """The article in a file of prose of which nothing is recorded but by the file itself."""
    article = Article()
    take_text(article, prose)
    if fill is not None:
        fill(article)
    take_statements(article, prose)
    ignores, wrong = read_prose_ignores(article, prose)
    faults = [*prose.faults, *wrong]
    recorded = bool(article.statements)
    return Reading(article, faults, ignores, [prose.source], recorded=recorded, notes=prose.notes)


def take_text(article: Article, prose: Prose) -> None:
    """Gives an article its text, the sources that the file names, and whatever the record leaves out of the rest."""
    article.passages = prose.passages
    about = prose.about
    for name in _FIELDS:
        if getattr(article, name) is None:
            setattr(article, name, getattr(about, name))
    if article.published_at is None:
        article.published_at = about.published_at
    if "kind" not in article.model_fields_set and about.kind:
        article.kind = about.kind
    if "language" not in article.model_fields_set and about.language:
        article.language = about.language
    names = {word.casefold() for source in article.sources.values() for word in (source.name, *source.aliases) if word}
    article.sources |= {
        handle: source
        for handle, source in prose.sources.items()
        if handle not in article.sources and (source.name or handle).casefold() not in names
    }


def take_statements(article: Article, prose: Prose) -> None:
    """Adds the statements that the file itself records, where the record has none in the same sentence."""
    recorded = [statement.span for statement in article.statements if statement.span]
    handles = {
        word.casefold(): handle
        for handle, source in article.sources.items()
        for word in (source.name, *source.aliases)
        if word
    }
    for statement in prose.statements:
        if statement.span and any(_meet(statement.span, span) for span in recorded):
            continue
        _rename(statement, prose, article, handles)
        article.statements.append(statement)


def _rename(statement: Statement, prose: Prose, article: Article, handles: dict[str, str]) -> None:
    """The handles of the record for sources that the file knows by their names."""

    def known(handle: str) -> str:
        if handle in article.sources:
            return handle
        source = prose.sources.get(handle)
        return handles.get((source.name or handle).casefold(), handle) if source else handle

    statement.source = [known(handle) for handle in statement.source]
    statement.via = [known(handle) for handle in statement.via]


def _meet(one: Span, other: Span) -> bool:
    return one.passage == other.passage and one.start < other.end and other.start < one.end
