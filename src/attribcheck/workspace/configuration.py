"""What a newsroom's configuration says: which packs, how severe each rule is and with which limits, and where.

`attribcheck.yaml` or `.attribcheck.yaml`, or `[tool.attribcheck]` in `pyproject.toml`. The one
nearest to an article counts, and no other, unless it names what it `extends`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from attribcheck.article import ArticleKind
from attribcheck.nearest import did_you_mean
from attribcheck.places import SourceText
from attribcheck.reading.decode import decode
from attribcheck.reading.nodes import FaultInFile, Node, Scalar, Sequence
from attribcheck.reading.nodes import Mapping as NodeMapping
from attribcheck.reading.structured import plain
from attribcheck.report import Severity
from attribcheck.workspace.sidecars import MIRROR
from attribcheck.written import Words, entries, number, worded

# Where words of a configuration stand: line and column by the word in lower case.
Places = dict[str, tuple[int, int]]
NAMES = ("attribcheck.yaml", ".attribcheck.yaml", "pyproject.toml")
Grade = Literal["error", "warning", "info", "off"]


class ConfigurationError(Exception):
    """A configuration cannot be used. `str()` gives file:line:column, what is wrong, and a way out."""

    def __init__(self, message: str, path: str, line: int = 1, column: int = 1, fix: str = "") -> None:
        super().__init__(message)
        self.message, self.path, self.line, self.column, self.fix = message, path, line, column, fix

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}{' ' + self.fix if self.fix else ''}"


class Part(BaseModel):
    """A part of a configuration: no unknown keys."""

    model_config = ConfigDict(extra="forbid")


class RuleSetting(Part):
    """What is set for one rule: its severity, and its options by name."""

    severity: Grade | None = None
    options: Annotated[dict[str, Annotated[Any, BeforeValidator(number)]], BeforeValidator(entries)] = Field(
        default_factory=dict,
        description="Limits of the rule, such as a number of days; `attribcheck explain` lists them.",
    )


# How sure a reader must be of what it finds in prose by itself; off: it looks for nothing.
Inference = Literal["high", "medium", "low", "off"]
RuleSettings = Annotated[dict[str, Annotated[RuleSetting, worded("severity")]], BeforeValidator(entries)]


class Override(Part):
    """What is different for some articles: by path, by kind, or both."""

    files: Words = Field(default_factory=list, description="Globs from the configuration's folder: news/opinion/**")
    kinds: Annotated[list[ArticleKind], BeforeValidator(lambda v: [v] if isinstance(v, str) else v or [])] = Field(
        default_factory=list, description="Kinds of article: opinion, satire …"
    )
    packs: Words | None = Field(default=None, description="These packs, in place of the ones above.")
    rules: RuleSettings = Field(default_factory=dict)


class Written(Part):
    """A configuration as a file holds it."""

    extends: Words = Field(default_factory=list, description="Configuration files whose settings this one builds on.")
    packs: Words | None = Field(
        default=None, description="Packs in force; default: core. A path names a folder of rules."
    )
    rules: RuleSettings = Field(
        default_factory=dict, description="By id or name: a severity, off, or severity and options."
    )
    overrides: list[Override] = Field(default_factory=list, description="The later one wins.")
    exclude: Words = Field(default_factory=list, description="Globs of files that are not read in folders.")
    fail_on: Annotated[Literal["error", "warning", "info", "never"] | None, Field(alias="fail-on")] = None
    sidecars: str | None = Field(
        default=None,
        description="Where records of prose stand: a folder from the repository's root (default: sourcing), or beside.",
    )
    inference: Inference | None = Field(
        default=None,
        description="How sure the reader must be of what it finds in prose by itself (default: medium), or off.",
    )
    baseline: str | None = Field(
        default=None, description="The file of findings that are known already, from the configuration's folder."
    )


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds for one article: its packs (None: the usual ones), severities and options by rule id or name."""

    packs: tuple[str, ...] | None = None
    severities: tuple[tuple[str, Grade], ...] = ()
    options: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration with all that it extends; `files` are where it came from, the nearest first."""

    folder: Path = field(default_factory=Path)
    files: tuple[str, ...] = ()
    layers: tuple[tuple[str, Written], ...] = ()
    places: tuple[Places, ...] = ()

    @property
    def fail_on(self) -> Severity | Literal["never"] | None:
        """The severity from which a run fails, if it is set."""
        return next((written.fail_on for _, written in self.layers if written.fail_on), None)

    @property
    def sidecars(self) -> str:
        """Where sidecars stand: a folder from the repository's root, or 'beside' the articles."""
        return next((written.sidecars for _, written in self.layers if written.sidecars), MIRROR)

    @property
    def inference(self) -> Inference:
        """How sure a reader must be of what it finds in prose by itself, or off."""
        return next((written.inference for _, written in self.layers if written.inference), "medium")

    @property
    def baseline(self) -> str | None:
        """The baseline's path, if one is set."""
        for path, written in self.layers:
            if written.baseline:
                return (Path(path).parent / written.baseline).as_posix()
        return None

    @property
    def exclude(self) -> tuple[str, ...]:
        """Globs of files that are not read."""
        return tuple(glob for _, written in self.layers for glob in written.exclude)

    def error(self, message: str, *words: str, fix: str = "") -> ConfigurationError:
        """An error at the place where some words (a pack, a rule, an option) stand, the nearest file first."""
        wanted = [word.casefold() for word in words]
        for (path, _), places in zip(self.layers, self.places, strict=True):
            for word in wanted:
                if word in places:
                    return ConfigurationError(message, path, *places[word], fix=fix)
        return ConfigurationError(message, self.files[0] if self.files else NAMES[0], fix=fix)

    def excludes(self, path: str) -> bool:
        """Whether a file in a folder is not to be read."""
        return bool(self.exclude) and self._covers(list(self.exclude), path)

    def settled(self, path: str, kind: str | None) -> Settled:
        """What holds for the article at `path`, of that kind."""
        packs: tuple[str, ...] | None = None
        severities: dict[str, Grade] = {}
        options: dict[tuple[str, str], float] = {}
        for part in self._parts(path, kind):
            packs = tuple(self._pack(pack) for pack in part.packs) if part.packs is not None else packs
            for rule, setting in part.rules.items():
                if setting.severity:
                    severities[rule.casefold()] = setting.severity
                options.update({(rule.casefold(), name): value for name, value in setting.options.items()})
        return Settled(
            packs, tuple(sorted(severities.items())), tuple(sorted((*key, value) for key, value in options.items()))
        )

    def _pack(self, pack: str) -> str:
        """A pack named by a path is found from the configuration's folder."""
        return str(self.folder / pack) if "/" in pack or pack.startswith(".") else pack

    def _parts(self, path: str, kind: str | None) -> Iterator[Written | Override]:
        """The parts that hold, the weakest first."""
        for _, written in reversed(self.layers):
            yield written
            for override in written.overrides:
                if (not override.kinds or kind in override.kinds) and self._covers(override.files, path):
                    yield override

    def _covers(self, globs: list[str], path: str) -> bool:
        if not globs:
            return True
        from pathspec import GitIgnoreSpec

        file = Path(path).resolve()
        shown = file.relative_to(self.folder).as_posix() if file.is_relative_to(self.folder) else file.as_posix()
        return GitIgnoreSpec.from_lines(globs).match_file(shown)


EMPTY = Configuration()


@lru_cache(maxsize=4096)
def nearest(folder: Path) -> Configuration:
    """The configuration for articles in a folder: in it or above, up to the repository's root if there is one.

    Raises `ConfigurationError`.
    """
    here = folder.resolve()
    for place in (here, *here.parents):
        for name in NAMES:
            file = place / name
            if file.is_file() and (name != "pyproject.toml" or _toml_section(file) is not None):
                return load(file)
        if (place / ".git").exists():
            break
    return EMPTY


def load(file: Path) -> Configuration:
    """The configuration in one file, with what it extends. Raises `ConfigurationError`."""
    layers: list[tuple[str, Written, Places]] = []
    _collect(file, layers, ())
    return Configuration(
        file.parent.resolve(),
        tuple(path for path, _, _ in layers),
        tuple((path, written) for path, written, _ in layers),
        tuple(places for _, _, places in layers),
    )


def _collect(file: Path, layers: list[tuple[str, Written, Places]], above: tuple[Path, ...]) -> None:
    path = file.resolve()
    if path in above:
        chain = " → ".join(step.name for step in (*above, path))
        raise ConfigurationError(f"'extends' goes round in a circle: {chain}.", str(file), fix="Take one of them out.")
    written, places = _read(file)
    layers.append((str(file), written, places))
    for name in written.extends:
        other = file.parent / name
        if not other.is_file():
            message = f"'extends' names '{name}', and there is no such file."
            raise ConfigurationError(message, str(file), *places.get(name.casefold(), (1, 1)), fix="Mend the path.")
        _collect(other, layers, (*above, path))


def _read(file: Path) -> tuple[Written, Places]:
    if file.suffix == ".toml":
        section = _toml_section(file) or {}
        try:
            return Written.model_validate(_as_text(section)), {}
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(step) for step in first["loc"])
            raise ConfigurationError(
                _said(first, where), str(file), fix=f"Look at '{where}' in [tool.attribcheck]."
            ) from None
    from attribcheck.reading.yaml_nodes import read_yaml

    try:
        text = decode(file.read_bytes())
        tree = read_yaml(text) if text.strip() else None
    except OSError as error:
        raise ConfigurationError(f"The file cannot be read: {error.strerror}.", str(file)) from None
    except FaultInFile as fault:
        source = SourceText(fault.before or file.read_bytes().decode("utf-8", "replace"))
        line, column = source.line_column(min(fault.start, len(source.text)))
        raise ConfigurationError(fault.message, str(file), line, column, fault.fix) from None
    if tree is None:
        return Written(), {}
    if not isinstance(tree, NodeMapping):
        raise ConfigurationError("A configuration is a record: keys and values.", str(file), fix="Begin with 'packs:'.")
    try:
        return Written.model_validate(plain(tree)), dict(_places(tree, SourceText(text)))
    except ValidationError as error:
        raise _located(error, tree, SourceText(text), str(file)) from None


def _places(node: Node, source: SourceText) -> Iterator[tuple[str, tuple[int, int]]]:
    """Where each word of a file stands, keys and values alike; of two alike, the later one."""
    if isinstance(node, Scalar):
        if node.text:
            yield node.text.casefold(), source.line_column(node.start)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _places(item, source)
    else:
        for key, value in node.entries.values():
            yield from _places(key, source)
            yield from _places(value, source)


def _located(error: ValidationError, tree: NodeMapping, source: SourceText, path: str) -> ConfigurationError:
    """The first thing that is wrong, at its place."""
    found = []
    for problem in error.errors(include_url=False):
        node: Node = tree
        for step in problem["loc"]:
            if isinstance(node, NodeMapping) and step in node.entries:
                unknown = problem["type"] == "extra_forbidden" and step == problem["loc"][-1]
                node = node.key(str(step)) if unknown else node.entries[str(step)][1]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
        where = ".".join(str(step) for step in problem["loc"])
        given = node.text if isinstance(node, Scalar) else None
        found.append((source.line_column(node.start), _said(problem, where, given)))
    (line, column), message = min(found)
    return ConfigurationError(
        message, path, line, column, "'attribcheck schema configuration' prints what it may hold."
    )


def _said(problem: Any, where: str, given: str | None = None) -> str:
    last = str(problem["loc"][-1]) if problem["loc"] else "configuration"
    if problem["type"] == "extra_forbidden":
        inner = Override if "overrides" in problem["loc"] else RuleSetting if "rules" in problem["loc"] else Written
        known = [entry.alias or name for name, entry in inner.model_fields.items()]
        return f"Unknown key '{last}'.{did_you_mean(last, known)} Known: {', '.join(known)}."
    if problem["type"] == "literal_error":
        allowed = [word.strip("' ") for word in problem["ctx"]["expected"].replace(" or ", ", ").split(",")]
        wrong = f"'{given or problem['input']}' is no value for '{where}'.{did_you_mean(str(given), allowed)}"
        return f"{wrong} Write one of: {', '.join(allowed)}."
    return f"'{where}': {problem['msg']}."


@lru_cache(maxsize=1024)
def _toml_section(file: Path) -> Mapping[str, Any] | None:
    try:
        section = tomllib.loads(file.read_text("utf-8")).get("tool", {}).get("attribcheck")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError, AttributeError):
        # Another tool's file: whoever it belongs to will say what is wrong with it.
        return None
    return section if isinstance(section, dict) else None


def _as_text(value: Any) -> Any:
    """TOML knows yes, no and figures; the records read all of it as text, as from YAML."""
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def configuration_schema() -> dict[str, Any]:
    """The JSON Schema (Draft 2020-12) of a configuration file."""
    made = Written.model_json_schema(by_alias=True)
    grades = {"enum": list(get_args(Grade))}
    setting = {"anyOf": [grades, {"$ref": "#/$defs/RuleSetting"}]}
    for record in (made, made["$defs"]["Override"]):
        record["properties"]["rules"]["additionalProperties"] = setting
        for name, part in record["properties"].items():
            if name in ("extends", "packs", "exclude", "files", "kinds"):
                record["properties"][name] = {
                    "anyOf": [part, {"type": "string"}],
                    "description": part.get("description", ""),
                }
    return made
