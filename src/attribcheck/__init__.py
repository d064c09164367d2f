"""attribcheck: the linter for sourcing.

    >>> import attribcheck
    >>> report = attribcheck.check_text("attribcheck: 1\\nheadline: A bridge fell\\n")
    >>> report.summary.articles
    1

Everything listed in `__all__` is public; all else may change without notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attribcheck._version import __version__

if TYPE_CHECKING:
    from attribcheck.api import check_file, check_text, load_rules
    from attribcheck.article import Article, Claim, Evidence, Mention, Source, Statement
    from attribcheck.engine.loading import RuleError
    from attribcheck.engine.rule import Rule
    from attribcheck.places import Place
    from attribcheck.report import Finding, Report

__all__ = [
    "Article",
    "Claim",
    "Evidence",
    "Finding",
    "Mention",
    "Place",
    "Report",
    "Rule",
    "RuleError",
    "Source",
    "Statement",
    "__version__",
    "check_file",
    "check_text",
    "load_rules",
]

_HOMES = {
    "api": ("check_file", "check_text", "load_rules"),
    "article": ("Article", "Claim", "Evidence", "Mention", "Source", "Statement"),
    "engine.loading": ("RuleError",),
    "engine.rule": ("Rule",),
    "places": ("Place",),
    "report": ("Finding", "Report"),
}


def __getattr__(name: str) -> Any:
    """Loads a public name when it is first used: `attribcheck --version` loads none."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"attribcheck.{home}"), name)
    raise AttributeError(f"module 'attribcheck' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
