"""The labelled lines above a text: the head of an e-mail, of a press release, of a story from a wire.

    From: Press office <press@harbour.example>      FOR IMMEDIATE RELEASE
    Date: Mon, 13 Jan 2025 10:15:00 +0000           Contact: Ada Moreno, +351 555 0100
    Subject: Harbour opens after the storm          Headline: Harbour opens after the storm

None of them is a sentence of the article, but one may hold its headline, its byline or its day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z-]{1,30}+(?: [A-Za-z-]{1,20}+){0,2}+)[ \t]{0,3}+:(?=[ \t]|\Z)[ \t]*+")
_HEADLINES = frozenset({"headline", "title", "hed", "subject"})
_BYLINES = frozenset({"byline", "author", "authors"})
_DAYS = frozenset({"date", "sent", "published", "publication date", "release date"})
# Any of these alone is no part of a text; of the others there must be two.
_SURE = _HEADLINES | _BYLINES | {
    "slug", "contact", "contacts", "media contact", "press contact", "embargo", "embargoed until",
}  # fmt: skip
_OTHERS = _DAYS | {
    "from", "to", "cc", "bcc", "sender", "precedence", "organization", "references", "importance", "attachments",
    "section", "desk", "keywords", "category", "priority", "word count", "status", "editor", "phone", "tel", "email",
    "e-mail", "web", "website", "fax",
}  # fmt: skip
# 'Content-Type', 'X-Mailer', 'Delivered-To': what programs write above a mail.
_OF_MAIL = re.compile(r"(?:[A-Z][A-Za-z]{0,20}-){1,3}[A-Za-z]{1,20}|Received")
_RELEASE = re.compile(
    r"\W{0,5}(?:for immediate release|(?:press|news|media) release"
    r"|(?:under |strictly )?embargo(?:ed)?(?::| until| for release)[^.!?]{0,80})\W{0,5}",
    re.IGNORECASE,
)


class Labelled(NamedTuple):
    """What the lines say: how many `lines` there are, and which of them holds what, from which character on."""

    lines: int
    headline: tuple[int, int] | None = None
    byline: str | None = None
    published: str | None = None


def labelled_lines(lines: Iterable[tuple[str, bool]]) -> Labelled:
    """The labelled lines that a text begins with; each line is its words, and whether it is indented."""
    headline: tuple[int, int] | None = None
    byline = published = None
    count = sure = others = 0
    for number, (words, indented) in enumerate(lines):
        found = _LABELLED.match(words)
        label = found["label"] if found else ""
        key, value = label.lower(), words[found.end() :] if found else ""
        if _RELEASE.fullmatch(words) or key in _SURE:
            sure += 1
        elif key in _OTHERS or _OF_MAIL.fullmatch(label):
            others += 1
        # A long line of a mail's head goes on in an indented one.
        elif not (indented and others):
            break
        count = number + 1
        if found and value:
            headline = headline or ((number, found.end()) if key in _HEADLINES else None)
            byline = byline or (value if key in _BYLINES else None)
            published = published or (value if key in _DAYS else None)
    return Labelled(count, headline, byline, published) if sure or others > 1 else Labelled(0)
