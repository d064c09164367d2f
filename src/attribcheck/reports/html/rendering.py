"""The templates, and the policy that keeps a page from running or fetching anything that is not ours."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from attribcheck._version import __version__
from attribcheck.report import Report, RuleEntry
from attribcheck.reports.html import chips, days, picture
from attribcheck.reports.html.overview import STRIP, Summary
from attribcheck.reports.html.page import ArticlePage
from attribcheck.reports.html.statuses import SEVERITY_WORDS, STATUSES, counted
from attribcheck.reports.visible import cut

# Lone surrogates cannot be written as UTF-8, and HTML has no place for NUL and its like; nor may marks of
# direction in the article's text turn the page's own words around.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")

# Words of a script that runs from right to left, up to what may belong to our own sentence around them.
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RUN = re.compile(rf"{_RIGHT_TO_LEFT}(?:[\s0-9’\-–().%/]*{_RIGHT_TO_LEFT})*")

# Where a page's own parts go in the frame that all pages share.
_TITLE, _CONTENT = "\ue000title\ue000", "\ue000content\ue000"


def article(page: ArticlePage, rules: Mapping[str, Markup], home: str | None) -> str:
    """A page of one article; `home` is the index's address, where there is one."""
    content = _render("article.html.j2", a=page, rules=rules, h="h1", level=2)
    return _framed(content, page.title, home=home, stepped="claim")


def index(summary: Summary, report: Report, articles: Sequence[str] = ()) -> str:
    """The index; with `articles` (what `part` made), one page that holds them too."""
    content = _render("index.html.j2", s=summary, problems=report.problems) + "".join(articles)
    title = counted(len(summary.lines), "article")
    return _framed(content, title, home=None, stepped="claim" if articles else "article")


def part(page: ArticlePage, rules: Mapping[str, Markup]) -> str:
    """One article as a part of a larger page."""
    return _render("article.html.j2", a=page, rules=rules, h="h2", level=3)


def rule_details(rule: RuleEntry) -> Markup:
    """Why a rule is one, and the texts it rests on."""
    return Markup(_render("rule.html.j2", rule=rule))


def _framed(content: str, title: str, home: str | None, stepped: str) -> str:
    before, between, after = _frame(home, stepped)
    return f"{before}{_writable(str(escape(title)))}{between}{content}{after}"


@lru_cache(maxsize=8)
def _frame(home: str | None, stepped: str) -> tuple[str, str, str]:
    """What stands before a page's title, between it and the content, and after that; the same for all pages."""
    made = _environment().get_template("skeleton.html.j2").render(
        content=_CONTENT, title=_TITLE, home=home, stepped=stepped
    )  # fmt: skip
    before, rest = made.split(_TITLE, 1)
    between, after = rest.split(_CONTENT, 1)
    return before, between, after


def _render(template: str, **values: object) -> str:
    return _writable(_environment().get_template(template).render(**values))


def _apart(words: str) -> Markup:
    """A sentence of ours with names and claims in it: those from right to left do not turn what stands beside them."""
    return Markup(_RUN.sub(r"<bdi>\g<0></bdi>", str(escape(words))))


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
    made.filters["apart"] = _apart
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
        chip=chips,
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


def _asset(name: str) -> str:
    """A file of our own beside the templates, without the line end after it."""
    return resources.files("attribcheck.reports.html").joinpath("templates", name).read_text("utf-8").strip()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
