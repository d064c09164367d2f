"""What other Python programs call."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from attribcheck import pipeline
from attribcheck.engine.loading import load_rule
from attribcheck.engine.rule import Rule
from attribcheck.pipeline import Options
from attribcheck.report import Report
from attribcheck.run import make_report
from attribcheck.workspace import rulebook
from attribcheck.workspace.private import guard


def check_file(
    path: str | os.PathLike[str],
    *,
    packs: Iterable[str] | None = None,
    as_of: date | None = None,
    rules: Iterable[Rule] = (),
) -> Report:
    """Checks one article, with its sidecar and the register, and returns the report of the run.

    `packs` names the packs exactly (None: `core` and the article's own); `rules` are rules of
    your own besides them. A file that cannot be read is a problem in the report, a fault of the
    file a finding. Raises `RuleError` for a broken rule, and `ValueError` for an unknown pack or
    a private file that cannot be read.
    """
    options = _options(packs, as_of, rules, os.fspath(path))
    outcomes = [pipeline.check_path(os.fspath(path), options), *pipeline.unprotected(options.guard)]
    return make_report(outcomes, options)


def check_text(
    text: str,
    *,
    path: str = "<text>",
    packs: Iterable[str] | None = None,
    as_of: date | None = None,
    rules: Iterable[Rule] = (),
) -> Report:
    """Checks one article given as text; the end of `path` tells its format (`.md`, `.json`; else YAML)."""
    options = _options(packs, as_of, rules, path)
    outcomes = [pipeline.check_bytes(text.encode("utf-8", "replace"), path, options)]
    return make_report([*outcomes, *pipeline.unprotected(options.guard)], options)


def load_rules(path: str | os.PathLike[str] | None = None) -> list[Rule]:
    """The rules in a file or a folder; without a path, the whole rule book. Raises `RuleError`."""
    if path is None:
        return rulebook.all_rules()
    return [load_rule(file, pack) for file, pack in rulebook.files_under([Path(path)])]


def _options(packs: Iterable[str] | None, as_of: date | None, rules: Iterable[Rule], path: str) -> Options:
    chosen = None if packs is None else tuple(packs)
    for pack in chosen or ():
        if pack not in rulebook.known_packs():
            raise ValueError(rulebook.unknown_pack(pack))
    names = guard([path])
    if names.problems:
        raise ValueError(names.hide("; ".join(f"{file}: {why}" for file, why in names.problems)))
    return Options(packs=chosen, as_of=as_of, extra=tuple(rules), guard=names)
