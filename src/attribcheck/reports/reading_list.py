"""What a reader found in prose by itself, sentence by sentence: who is credited with what."""

from __future__ import annotations

from attribcheck.report import ArticleEntry, StatementEntry

_VERBS = {
    "asserts": "says",
    "confirms": "confirms",
    "denies": "denies",
    "estimates": "estimates",
    "retracts": "takes back",
    "declines": "gives no answer",
}
_SEVERAL = {
    "asserts": "say",
    "confirms": "confirm",
    "denies": "deny",
    "estimates": "estimate",
    "retracts": "take back",
    "declines": "give no answer",
}


def reading(article: ArticleEntry) -> list[tuple[str, str]]:
    """Each inferred statement in the order of the text: its place ('7:1') and a line.

    'Kyiv, 2025-01-11, says: …', 'NIS through AFP, 2025-01-12, confirms: …'.
    """
    names = {source.id: source.name for source in article.sources}
    groups = {source.id for source in article.sources if source.kind == "group"}
    texts = {claim.id: claim.text for claim in article.claims}
    return [
        (f"{one.place.line}:{one.place.column}", _line(one, names, texts, groups))
        for one in article.statements
        if one.origin == "inferred" and one.place is not None
    ]


def _line(one: StatementEntry, names: dict[str, str], texts: dict[str, str], groups: set[str]) -> str:
    who = _names(one.source, names)
    via = _names(one.via, names)
    said = f", {one.said}," if one.said else ""
    several = isinstance(one.source, list) or one.source in groups
    verb = _SEVERAL[one.stance] if several else _VERBS[one.stance]
    head = f"{who}{f' through {via}' if via else ''}{said} {verb}"
    words = "; ".join(
        texts[claim] + (" (no proof given)" if claim in one.unproven else "") for claim in one.claims if claim in texts
    )
    return f"{head}: {words}" if words else head


def _names(handles: str | list[str] | None, names: dict[str, str]) -> str:
    given = [handles] if isinstance(handles, str) else handles or []
    return " and ".join(names.get(handle, handle) for handle in given)
