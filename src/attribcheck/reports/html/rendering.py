"""The templates, and the policy that keeps a page from running or fetching anything that is not ours."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from attribcheck._version import __version__
from attribcheck.report import Report, RuleEntry
from attribcheck.reports.html import days, picture
from attribcheck.reports.html.overview import STRIP, Summary
from attribcheck.reports.html.page import ArticlePage
from attribcheck.reports.html.statuses import SEVERITY_WORDS, STATUSES, counted
from attribcheck.reports.visible import cut

_GLYPH_WIDE = {"corroborated"}
# Lone surrogates cannot be written as UTF-8, and HTML has no place for NUL and its like; nor may marks of
# direction in the article's text turn the page's own words around.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def article(page: ArticlePage, rules: dict[str, RuleEntry], home: str | None) -> str:
    """A page of one article; `home` is the index's address, where there is one."""
    title = f"Sourcing report: {page.title}"
    return _render("page.html.j2", title=title, home=home, stepped="claim", a=page, rules=rules, h="h1", level=2)


def index(summary: Summary, report: Report, articles: list[str] | None = None) -> str:
    """The index; with `articles` (what `part` made), one page that holds them too."""
    return _render(
        "index.html.j2", title=f"Sourcing report: {counted(len(summary.lines), 'article')}", home=None,
        stepped="claim" if articles else "article", s=summary, problems=report.problems,
        articles=[Markup(one) for one in articles or ()],
    )  # fmt: skip


def part(page: ArticlePage, rules: dict[str, RuleEntry]) -> str:
    """One article as a part of a larger page."""
    return _render("article.html.j2", a=page, rules=rules, h="h2", level=3)


def _render(template: str, **values: object) -> str:
    return _writable(_environment().get_template(template).render(**values))


def _writable(text: str) -> str:
    return _UNWRITABLE.sub(lambda mark: f"&lt;U+{ord(mark.group()):04X}&gt;", text)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("attribcheck.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    css, script, glyphs = (_asset(name) for name in ("page.css", "page.js", "glyphs.svg"))
    made.globals.update(
        version=__version__,
        css=Markup(css),
        script=Markup(script),
        glyphs=Markup(glyphs),
        policy=(
            f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(script)}'; "
            "img-src 'none'; base-uri 'none'; form-action 'none'"
        ),
        glyph={name: _glyph(name) for name in (*STATUSES, *SEVERITY_WORDS)},
        statuses=STATUSES,
        severity_words=SEVERITY_WORDS,
        counted=counted,
        cut=cut,
        short=days.short,
        long=days.long,
        pic=picture,
        strip=STRIP,
    )
    return made


def _glyph(name: str) -> Markup:
    wide = " wide" if name in _GLYPH_WIDE else ""
    return Markup(f'<svg class="g{wide}" aria-hidden="true" focusable="false"><use href="#g-{name}"/></svg>')


def _asset(name: str) -> str:
    """A file of our own beside the templates, without the line end after it."""
    return resources.files("attribcheck.reports.html").joinpath("templates", name).read_text("utf-8").strip()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
