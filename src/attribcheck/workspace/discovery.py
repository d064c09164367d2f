"""Which articles a run reads: the files that are named, and the articles in folders and globs that are named."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path

from attribcheck.reading.decode import HEAD, head
from attribcheck.reading.prose_files import MARKDOWN, PAGES, PLAIN, WORD
from attribcheck.reading.structured import plain
from attribcheck.reading.yaml_nodes import read_yaml
from attribcheck.workspace import baseline, configuration, register
from attribcheck.workspace.configuration import EMPTY, Configuration
from attribcheck.workspace.opening import Item
from attribcheck.workspace.private import is_private
from attribcheck.workspace.repository import is_ignored
from attribcheck.workspace.sidecars import BESIDE, article_named, article_of, is_sidecar, mirror_of, sidecars_of

RECORDS = (".yaml", ".yml", ".json")
STDIN = "-"
# The key must stand at the top of the file: at the margin in YAML, in the first object in JSON.
_YAML_KEY = re.compile(r"^(?:attribcheck|\"attribcheck\"|'attribcheck')\s*:", re.MULTILINE)
_JSON_KEY = re.compile(r'"attribcheck"\s*:')
_WILD = re.compile(r"[*?\[]")
# '_index.fr' is the same list as '_index', in French.
_LANGUAGE = re.compile(r"\.[a-z]{2,3}(?:-[a-z]{2,4})?$")
# Jekyll's posts may be HTML without a page around it.
_POST = re.compile(r"(?:^|/)_(?:posts|drafts)/")


@dataclass(slots=True)
class Found:
    """The articles to read, in the order of their paths, and what could not be looked into.

    `private` are files with confidential names, `registers` those with recurring sources, that
    stand in the folders that were searched.
    """

    items: list[Item] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    registers: list[str] = field(default_factory=list)

    @property
    def files(self) -> list[str]:
        """The paths of the articles."""
        return [item.path for item in self.items]


def discover(paths: Iterable[str], settings: Configuration = EMPTY, *, force_exclude: bool = False) -> Found:
    """Articles sorted by their paths, each once, whatever the order of the arguments.

    A named file is always read, unless `force_exclude` holds it to what holds in folders. There a
    file is an article if it is prose and not called like something else (README, a list of a
    section, a template), or a record with the key `attribcheck` at its top. A sidecar stands for
    its article; one whose article is gone is read to say so.
    """
    search = _Search(settings)
    for path in dict.fromkeys(paths):
        search.take(path, force_exclude=force_exclude)
    return search.done()


class _Search:
    def __init__(self, settings: Configuration) -> None:
        self.settings = settings
        self.mirror = settings.sidecars
        self.found = Found()
        self.items: dict[str, Item] = {}
        # Whether each was named itself: then it is read even where its article is left out.
        self.sidecars: dict[str, bool] = {}
        # Sidecars in the mirror of a folder: looked at only to see whether their article is gone.
        self.mirrored: list[str] = []

    def take(self, path: str, *, force_exclude: bool) -> None:
        """One argument: a file, a folder, a pattern, or '-'."""
        if path == STDIN:
            self.items[STDIN] = Item(STDIN)
        elif Path(path).is_dir():
            self.folder(path)
        elif os.path.lexists(path):
            self.named(path, force_exclude=force_exclude)
        elif _WILD.search(path):
            self.pattern(path)
        else:
            self.found.problems.append((path, "there is no such file or folder"))

    def named(self, path: str, *, force_exclude: bool) -> None:
        if force_exclude:
            if not is_ignored(Path(path)):
                self.candidate(Path(path))
        elif is_sidecar(Path(path).name):
            self.sidecars[path] = True
        elif Path(path).name.lower() in register.NAMES:
            self.found.registers.append(path)
        else:
            self.add(Item(path))

    def add(self, item: Item) -> None:
        self.items.setdefault(_absolute(item.path), item)

    def pattern(self, path: str) -> None:
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 (the path may be absolute)
        if not matches:
            self.found.problems.append((path, "no file fits this pattern"))
        for match in matches:
            if Path(match).is_file() and not is_ignored(Path(match)):
                self.candidate(Path(match))

    def folder(self, folder: str) -> None:
        top = Path(folder)
        for file in self.walk(top):
            self.candidate(file)
        mirror = mirror_of(top, self.mirror)
        if self.mirror != BESIDE and mirror.is_dir() and not mirror.resolve().is_relative_to(top.resolve()):
            self.mirrored += [file.as_posix() for file in self.walk(mirror) if is_sidecar(file.name)]

    def candidate(self, file: Path) -> None:
        """A file in a folder, which may be an article, a sidecar, or nothing of ours."""
        name, shown = file.name, file.as_posix() if os.sep == "/" else str(file)
        if is_private(name):
            self.found.private.append(shown)
        elif name.lower() in register.NAMES:
            self.found.registers.append(shown)
        elif self.settings.excludes(shown):
            return
        elif is_sidecar(name):
            self.sidecars.setdefault(shown, False)
        elif is_candidate(name) and self.is_article(file):
            self.add(Item(shown))

    def walk(self, top: Path) -> Iterator[Path]:
        def unreadable(error: OSError) -> None:
            self.found.problems.append((str(error.filename), f"the folder cannot be read: {error.strerror}"))

        skipped = _not_articles()["folders"]
        # A folder that is ignored as a whole was named on purpose.
        obeys = not is_ignored(top / "x")
        # Links to folders are not followed: a link to a folder above would never end.
        for here, folders, files in os.walk(top, onerror=unreadable):
            place = Path(here)
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".")
                and name.lower() not in skipped
                and not (obeys and is_ignored(place / name, folder=True))
                and not _is_built_site(place / name)
            )
            for name in sorted(files):
                file = place / name
                # What holds confidential names must be ignored, and is looked for all the same.
                if is_private(name) or not (obeys and is_ignored(file)):
                    yield file

    def is_article(self, file: Path) -> bool:
        try:
            if not file.is_file():
                return False
            with file.open("rb") as stream:
                beginning = stream.read(HEAD)
        except OSError as error:
            self.found.problems.append((str(file), f"the file cannot be read: {error.strerror}"))
            return False
        return reads_as_article(head(beginning), file.as_posix())

    def done(self) -> Found:
        """Sidecars joined to their articles, and all of it in order."""
        for sidecar, named in self.sidecars.items():
            self.sidecar(sidecar, named=named, here=True)
        for sidecar in dict.fromkeys(self.mirrored):
            self.sidecar(sidecar, named=False, here=False)
        self.found.items = sorted(self.items.values(), key=lambda item: item.path)
        self.found.registers = sorted(set(self.found.registers))
        self.found.private = sorted(set(self.found.private))
        return self.found

    def sidecar(self, path: str, *, named: bool, here: bool) -> None:
        """Joins a sidecar to its article. One that lies elsewhere (not `here`) brings no article into the run."""
        try:
            with Path(path).open("rb") as stream:
                words = article_named(stream.read(HEAD))
        except OSError as error:
            self.found.problems.append((path, f"the file cannot be read: {error.strerror}"))
            return
        # Of one that names no article that is there, the article that it lies like has to tell.
        article = article_of(path, words, self.mirror) or article_of(path, None, self.mirror)
        if article is None:
            self.add(Item(path))
            return
        key = _absolute(article)
        if key not in self.items and not (here and (named or not self.leaves_out(article))):
            return
        known = self.items.get(key) or Item(article)
        if _absolute(path) not in map(_absolute, sidecars_of(article, self.mirror)):
            found = (*filter(None, [known.sidecar]), *known.others, path)
            known = Item(known.path, found[0], found[1:])
        self.items[key] = known

    def leaves_out(self, article: str) -> bool:
        """Whether an article in a folder is not read."""
        return self.settings.excludes(article) or is_ignored(Path(article))


def _absolute(path: str) -> str:
    # Resolving would follow links.
    return os.path.abspath(path)  # noqa: PTH100


def is_candidate(name: str) -> bool:
    """Whether a file's name may be an article's."""
    lower = name.lower()
    stem, ending = os.path.splitext(lower)  # noqa: PTH122 ('.md' alone is a name here)
    lists = _not_articles()
    if lower.startswith(".") or lower in (*configuration.NAMES, baseline.FILE):
        return False
    if ending in RECORDS:
        return True
    prose = ending in (*MARKDOWN, *PLAIN, *PAGES, *WORD)
    names = {stem, _LANGUAGE.sub("", stem)}
    other = not names.isdisjoint(lists["names"]) or name[: len(stem)] in lists["capitals"]
    return prose and not other and not lower.startswith(tuple(lists["beginnings"]))


def reads_as_article(text: str, path: str) -> bool:
    """Whether a file in a folder is an article, by its name and the text that it begins with."""
    lower = path.lower()
    if lower.endswith((*MARKDOWN, *WORD)):
        return True
    if lower.endswith(PLAIN):
        from attribcheck.reading.plain_text import reads_as_prose

        return reads_as_prose(text)
    if lower.endswith(PAGES):
        if _POST.search(lower):
            return True
        from attribcheck.reading.html import is_article_page

        return is_article_page(text)
    if lower.endswith(".json"):
        from attribcheck.reading.ninjs import reads_as_ninjs

        return _JSON_KEY.search(text) is not None or reads_as_ninjs(text)
    return _YAML_KEY.search(text) is not None


def _is_built_site(folder: Path) -> bool:
    """Whether a generator wrote this folder: its pages are the articles' copies."""
    return (folder / "sitemap.xml").is_file() and (folder / "index.html").is_file()


@lru_cache(maxsize=1)
def _not_articles() -> dict[str, frozenset[str]]:
    text = resources.files("attribcheck.workspace").joinpath("not_articles.yaml").read_text("utf-8")
    return {key: frozenset(words) for key, words in plain(read_yaml(text)).items()}
