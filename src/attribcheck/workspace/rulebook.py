"""Where the rule book is, which packs it has, and which rules are in force."""

from __future__ import annotations

import sysconfig
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import cast

from attribcheck.article import Confidence
from attribcheck.engine.loading import RuleError, load_rule
from attribcheck.engine.rule import Rule
from attribcheck.nearest import did_you_mean
from attribcheck.report import RuleEntry

DEFAULT_PACKS = ("core",)
# Beside the rules: what a pack is, and what can be wrong with a file itself.
_NO_RULES = {"pack.yaml", "file-faults.yaml", "kinds.yaml"}


def folder() -> Path:
    """The rule book's folder: inside the installed package, else at the top of the checkout."""
    package = Path(__file__).resolve().parents[1]
    for place in (package / "rules", package.parents[1] / "rules"):
        if place.is_dir():
            return place
    raise RuleError("The rule book is missing from this installation.", sysconfig.get_path("purelib"))


def packs() -> dict[str, str]:
    """The packs of the rule book, by name, with a sentence on each."""
    import yaml

    found: dict[str, str] = {}
    for file in sorted(folder().glob("*/pack.yaml")):
        described = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
        found[file.parent.name] = str(described["summary"])
    return found


def known_packs() -> list[str]:
    """The names of the packs."""
    return sorted(file.parent.name for file in folder().glob("*/pack.yaml"))


@lru_cache(maxsize=16)
def pack_rules(pack: str) -> tuple[Rule, ...]:
    """The rules of one built-in pack, by id. Raises `RuleError`."""
    files = sorted(file for file in (folder() / pack).glob("*.yaml") if file.name not in _NO_RULES)
    # The schema is held against the shipped rules by their tests, not at every start.
    return tuple(load_rule(file, pack, shown=f"rules/{pack}/{file.name}", validate=False) for file in files)


@lru_cache(maxsize=64)
def house_rules(folder: str) -> tuple[Rule, ...]:
    """The rules in a folder of the newsroom's own, by id; the folder's name is the pack's. Raises `RuleError`."""
    place = Path(folder)
    if not place.is_dir():
        raise RuleError(f"The pack '{folder}' is no folder.", folder, fix="Mend the path under 'packs:'.")
    rules = [load_rule(file, place.name) for file, _ in files_under([place])]
    twice = [rule for number, rule in enumerate(rules) if any(rule.id == other.id for other in rules[:number])]
    if twice:
        raise RuleError(f"The id '{twice[0].id}' stands twice in this pack.", twice[0].path, fix="Give one another id.")
    return tuple(sorted(rules, key=lambda rule: rule.id))


def is_house(pack: str) -> bool:
    """Whether a pack is named by a path."""
    return "/" in pack or "\\" in pack or pack.startswith(".")


def rules_of(pack: str) -> tuple[Rule, ...]:
    """The rules of a pack: built in, in a folder, or of an installed package. Raises `RuleError`."""
    if is_house(pack):
        return house_rules(pack)
    if pack in known_packs():
        return pack_rules(pack)
    return house_rules(installed_packs()[pack])


@lru_cache(maxsize=1)
def installed_packs() -> dict[str, str]:
    """Packs of installed Python packages (entry points `attribcheck.packs`), by name, with the folder of each."""
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    found: dict[str, str] = {}
    for entry in entry_points(group="attribcheck.packs"):
        spec = find_spec(entry.value.partition(":")[0])
        if spec and spec.submodule_search_locations:
            found[entry.name] = next(iter(spec.submodule_search_locations))
    return found


def exists(pack: str) -> bool:
    """Whether there is a pack of that name."""
    return is_house(pack) or pack in known_packs() or pack in installed_packs()


@lru_cache(maxsize=1)
def off_by_kind() -> dict[str, tuple[str, ...]]:
    """For a kind of article, the rules that make no sense there: ids, or the letters of a family."""
    import yaml

    described = yaml.load((folder() / "kinds.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return {kind: tuple(entry["off"]) for kind, entry in described.items() if "off" in entry}


@lru_cache(maxsize=1)
def on_inferred() -> dict[str, Confidence]:
    """The rules that speak on what a reader found by itself, by id, and how sure it must be for that."""
    import yaml

    described = yaml.load((folder() / "kinds.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return cast("dict[str, Confidence]", described["inferred"]["on"])


@lru_cache(maxsize=1)
def file_faults() -> dict[str, RuleEntry]:
    """What can be wrong with a file itself, by name, as a report speaks of it."""
    import yaml

    described = yaml.load((folder() / "file-faults.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return {name: RuleEntry(id=name, name=name, pack=None, about="file", **words) for name, words in described.items()}


def all_rules() -> list[Rule]:
    """Every rule of the rule book. Raises `RuleError`."""
    return sorted((rule for pack in known_packs() for rule in pack_rules(pack)), key=lambda rule: rule.id)


def find_rule(name: str) -> Rule | None:
    """A rule by its id or its name, whatever the case."""
    return next((rule for rule in all_rules() if rule.called(name.strip())), None)


def unknown_rule(name: str) -> str:
    """What to say of a rule that does not exist."""
    known = [word for rule in all_rules() for word in (rule.id, rule.name)]
    return f"There is no rule '{name}'.{did_you_mean(name, known)} 'attribcheck rules list' shows them all."


def unknown_pack(name: str) -> str:
    """What to say of a pack that does not exist."""
    known = known_packs()
    return f"There is no pack '{name}'.{did_you_mean(name, known)} Packs: {', '.join(known)}."


def files_under(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """Rule files named or found in folders, with the pack each belongs to: the name of its folder."""
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            files = sorted(file for file in path.rglob("*.yaml") if file.name not in _NO_RULES)
            found.extend((file, file.parent.name) for file in files)
        else:
            found.append((path, path.resolve().parent.name))
    return found
