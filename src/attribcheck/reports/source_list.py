"""The list of who is quoted: as text for a person, as JSON for a program, as a sheet for the desk."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Literal

from attribcheck.report import encodable
from attribcheck.reports.cells import cell
from attribcheck.reports.quoted import MOST_QUOTED, Figures, Listed, Order, Quoted, Saying
from attribcheck.reports.visible import calm, plain

SCHEMA = "attribcheck/sources/1"
NOBODY = "Nobody is quoted: no statement is recorded."
Form = Literal["text", "json", "csv"]

COLUMNS = (
    "list", "name", "handles", "kind", "role", "side", "organisation", "stake", "anonymous", "statements",
    "direct quotations", "articles", "only source of claims", "through", "places",
)  # fmt: skip
_SHOWN = 3
# A spreadsheet's cell holds 32,767 characters.
_IN_CELL = 100
_NARROWEST = 40
_STAKES = {"party": "a party to it", "interested": "interested"}


def render(quoted: Quoted, form: Form, order: Order = "count", width: int = 80) -> str:
    """The list as text for a terminal of some columns, as JSON, or as CSV."""
    sources, channels = quoted.sources(order), quoted.channels(order)
    if form == "json":
        return _json(quoted.figures(sources), sources, channels)
    if form == "csv":
        return _csv(sources, channels)
    lines = _text(quoted.figures(sources), sources, channels, max(width, _NARROWEST))
    return calm("".join(f"{line}\n" for line in lines))


# --- Text ---


def _text(figures: Figures, sources: list[Listed], channels: list[Listed], width: int) -> Iterator[str]:
    for words in _summary(figures):
        yield from _wrapped(words, "", width)
    for title, listed, describe in (("Sources", sources, _source_words), ("Channels", channels, _channel_words)):
        if listed:
            yield ""
            yield title
        for one in listed:
            yield from _wrapped(_named(one), f"  {len(one.sayings) or one.cited:>4}  ", width)
            for words in describe(one):
                yield from _wrapped(words, " " * 8, width)
            for place in _places(one, _SHOWN):
                yield from _wrapped(place, " " * 8 + "· ", width)


def _summary(figures: Figures) -> Iterator[str]:
    if not figures.sources:
        yield NOBODY if not figures.unnamed else "No source is named."
    else:
        yield (
            f"{_counted(figures.sources, 'source')}, of which {figures.anonymous} anonymous; quoted "
            f"{_counted(figures.quoted, 'time')} ({figures.direct} in direct quotation) in "
            f"{_counted(figures.articles, 'article')}"
        )
        if figures.sources > MOST_QUOTED and figures.share_of_ten is not None:
            yield f"The ten most quoted have {figures.share_of_ten:.0%} of that"
    if figures.unnamed:
        yield f"{_counted(figures.unnamed, 'statement')} of nobody who is named"


def _named(one: Listed) -> str:
    handles = [handle for handle in one.handles if handle != one.name]
    return f"{one.name} ({', '.join(handles)})" if handles else one.name


def _source_words(one: Listed) -> Iterator[str]:
    who = ["anonymous"] if one.anonymous else []
    who += [one.kind, *one.roles, *(f"side: {side}" for side in one.sides)]
    who += [f"part of {organisation}" for organisation in one.organisations]
    who += [_STAKES[stake] for stake in one.stakes if stake in _STAKES]
    yield ", ".join(who)
    how = [f"in {_counted(one.articles, 'article')}"]
    how += [f"{one.direct} in direct quotation"] if one.direct else []
    how += [f"only source of {_counted(one.alone, 'claim')}"] if one.alone else []
    how += [f"through {_through(one)}"] if one.through else []
    yield ", ".join(how)


def _channel_words(one: Listed) -> Iterator[str]:
    how = [one.kind, f"in {_counted(one.articles, 'article')}"]
    how += [f"cited as a source {_counted(one.cited, 'time')}"] if one.cited else []
    yield ", ".join(how)


def _through(one: Listed) -> str:
    return ", ".join(f"{name} ({count})" if count > 1 else name for name, count in one.through.items())


def _places(one: Listed, most: int) -> list[str]:
    """The first places, each once however many statements stand there, and how many more there are."""
    places = list(dict.fromkeys(saying.place for saying in one.sayings))
    return [*places[:most], *([f"and {len(places) - most} more"] if len(places) > most else [])]


def _wrapped(words: str, lead: str, width: int) -> Iterator[str]:
    """Wrapped words behind a lead; the lines after the first stand under the words. Wide letters take two columns."""
    if words.isascii() and words.isprintable() and len(lead) + len(words) <= width:
        yield lead + words
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=io.StringIO(), width=width)
    rest = " " * len(lead)
    for number, row in enumerate(Text(plain(words)).wrap(console, width - len(lead)) or [Text()]):
        yield ((rest if number else lead) + row.plain).rstrip()


def _counted(count: int, one: str) -> str:
    return f"{count:,} {one if count == 1 else one + 's'}"


# --- For programs and spreadsheets ---


def _json(figures: Figures, sources: list[Listed], channels: list[Listed]) -> str:
    record = {
        "schema": SCHEMA,
        "summary": {
            "sources": figures.sources, "anonymous": figures.anonymous, "statements": figures.quoted,
            "direct_quotations": figures.direct, "articles": figures.articles, "unnamed": figures.unnamed,
            "share_of_ten": figures.share_of_ten,
        },
        "sources": [
            {
                **_who(one), "roles": one.roles, "sides": one.sides, "organisations": one.organisations,
                "anonymous": one.anonymous, "stakes": one.stakes, "statements": len(one.sayings),
                "direct_quotations": one.direct, "articles": one.articles, "only_source_of": one.alone,
                "through": one.through, "places": [_where(saying) for saying in one.sayings],
            }
            for one in sources
        ],
        "channels": [
            {
                **_who(one), "carried": len(one.sayings), "cited_as_source": one.cited, "articles": one.articles,
                "places": [_where(saying) for saying in one.sayings],
            }
            for one in channels
        ],
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _who(one: Listed) -> dict[str, Any]:
    return {"name": one.name, "handles": one.handles, "registered": one.registered, "kind": one.kind}


def _where(saying: Saying) -> dict[str, Any]:
    return {
        "path": encodable(saying.path), "line": saying.line or None, "column": saying.column or None,
        "statement": saying.statement, "direct": saying.direct, "through": list(saying.through),
    }  # fmt: skip


def _csv(sources: list[Listed], channels: list[Listed]) -> str:
    out = io.StringIO(newline="")
    # The byte order mark tells a spreadsheet that it is UTF-8.
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for name, listed in (("source", sources), ("channel", channels)):
        writer.writerows([cell(words) for words in _row(name, one)] for one in listed)
    return out.getvalue()


def _row(name: str, one: Listed) -> list[str]:
    joined = "; ".join
    return [
        name, one.name, joined(one.handles), one.kind, joined(one.roles), joined(one.sides), joined(one.organisations),
        joined(one.stakes), "yes" if one.anonymous else "no", str(len(one.sayings)), str(one.direct),
        str(one.articles), str(one.alone), "" if name == "channel" else _through(one), joined(_places(one, _IN_CELL)),
    ]  # fmt: skip
