"""A web page read as an article."""

from __future__ import annotations

import re

from attribcheck.places import SourceText
from attribcheck.reading.dating import title_in_path
from attribcheck.reading.elements import events
from attribcheck.reading.json_ld import read_json_ld
from attribcheck.reading.markup import Markup, read_markup
from attribcheck.reading.nodes import FaultInFile
from attribcheck.reading.page_body import page_body
from attribcheck.reading.page_facts import PageFacts, bare
from attribcheck.reading.prose import Passages, Prose

_OURS = re.compile(r"\s*+(?P<words>attribcheck\s{0,9}:.*+)", re.IGNORECASE | re.DOTALL)

# An article's marks stand in its head, or where its body begins.
_HEAD = 65_536
_ARTICLE_MARK = re.compile(
    r"""<article[\s>]
      | itemprop\s{0,9}=\s{0,9}["']?articleBody
      | ["']og:type["'][^<>]{0,200}content\s{0,9}=\s{0,9}["']article
      | content\s{0,9}=\s{0,9}["']article["'][^<>]{0,200}["']og:type
      | "@?type"\s{0,20}:\s{0,20}\[?[^{}\[\]:]{0,200}?"(?:https?://schema\.org/)?[a-z]{0,30}(?:Article|BlogPosting|Report)"
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TEMPLATE_TAG = re.compile(r"\{\{|\{%|<%|<\?(?:php|=)")
_PLACEHOLDER = re.compile(
    r"\{\{-?\s{0,9}(?:\.?content|page\.content|post\.content|body|children|yield)\b|\{%-?\s{0,9}(?:extends|block)\b",
    re.IGNORECASE,
)
# Characters of text for each tag of a template: a page that somebody wrote has a few of them.
_TEXT_FOR_A_TAG = 150


def read_html(text: str, path: str, start: int = 0) -> Prose:
    """Reads a page; what stands before the offset `start` is no HTML. `path` is not opened.

    Raises `FaultInFile` for a page in which there is nothing to read.
    """
    markup = read_markup(text, start)
    body = page_body(markup)
    linked = read_json_ld(text, _linked_data(markup))
    facts = PageFacts(markup, body, linked)
    headline = facts.headline()
    passages = Passages(SourceText(text))
    if headline:
        passages.add("headline", headline.words, headline.maps)
    if linked and linked.body and not markup.prose:
        for told in linked.body:
            passages.add("paragraph", told.words, told.maps)
    else:
        for block in body.blocks:
            if not (headline and block.kind == "subheading" and bare(block.words) == bare(headline.words)):
                passages.add(block.kind, block.words, (block.to_text,), block.citations)
    if not passages.found:
        raise FaultInFile(
            "The page holds no text of an article.",
            min(start, len(text)),
            fix="A page that a script fills holds its text elsewhere: save it from a browser, or check its source.",
        )
    about = facts.about(headline.words if headline else title_in_path(path), path)
    return Prose(passages.source, passages.found, about, comments=_comments(markup))


def is_article_page(text: str) -> bool:
    """Whether a page found in a folder is an article, and no list, layout or template. Looks at its beginning only."""
    head = text[:_HEAD]
    if not _ARTICLE_MARK.search(head):
        return False
    tags, length = len(_TEMPLATE_TAG.findall(head)), 0
    for event in events(head):
        words = head[event.start : event.end]
        if event.kind == "raw":
            # A script's own templates are filled in the reader's browser.
            tags -= len(_TEMPLATE_TAG.findall(words))
        elif event.kind == "text":
            length += len(words.strip())
            in_title = event.element is not None and event.element.tag in ("title", "h1")
            if _PLACEHOLDER.search(words) or (in_title and _TEMPLATE_TAG.search(words)):
                return False
    return tags * _TEXT_FOR_A_TAG <= length


def _comments(page: Markup) -> list[tuple[str, int]]:
    """The comments that speak to us."""
    found = (_OURS.match(page.text, *comment) for comment in page.comments)
    return [(ours["words"], ours.start("words")) for ours in found if ours]


def _linked_data(page: Markup) -> list[tuple[int, int]]:
    return [
        (start, end)
        for element, start, end in page.scripts
        if (element.attribute("type") or "").split(";")[0].strip().lower() == "application/ld+json"
    ]
