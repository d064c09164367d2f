"""What a branch changed, told from real git repositories, and which findings were there before."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from attribcheck.novelty import old, reason
from attribcheck.pipeline import Options, check_path
from attribcheck.places import Place, SourceText
from attribcheck.report import Finding, Severity, Suppression
from attribcheck.workspace.before import BeforeTree, shared
from attribcheck.workspace.changes import ALL_LINES, NO_LINES, Lines, changes
from attribcheck.workspace.configuration import nearest
from attribcheck.workspace.git import ChangesError
from attribcheck.workspace.repository import repository_path, repository_root

STORY = "".join(f"Line {number}\n" for number in range(1, 21))


class Repository:
    """A git repository that nobody's own settings reach."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Desk")
        self.git("config", "user.email", "desk@desk.example")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", "-C", str(self.root), *arguments], capture_output=True, check=True)
        return os.fsdecode(done.stdout).strip()

    def write(self, path: str, text: str | bytes = STORY) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def commit(self, **files: str | bytes) -> str:
        for path, text in files.items():
            self.write(path, text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "A step")
        return self.git("rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("GIT_DIR", raising=False)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repo")


def lines(*ranges: tuple[int, int]) -> Lines:
    return Lines(tuple(range(*ends) for ends in ranges))


def edited(text: str, *numbers: int) -> str:
    return "".join(
        line.replace("Line", "Changed") if number in numbers else line
        for number, line in enumerate(text.splitlines(keepends=True), 1)
    )


# --- Which files and lines ---


def test_committed_staged_and_unsaved_changes_all_belong_to_the_branch(repo: Repository) -> None:
    start = repo.commit(**{"a.md": STORY, "b.md": STORY, "c.md": STORY, "same.md": STORY})
    repo.git("switch", "-q", "-c", "topic")
    repo.commit(**{"a.md": edited(STORY, 3, 4, 9)})
    repo.write("b.md", edited(STORY, 1))
    repo.git("add", "b.md")
    repo.write("c.md", STORY.replace("Line 5\n", "").replace("Line 20\n", "Line 20\nmore\nand more"))
    repo.write("new.md")
    found = changes("main", repo.root)
    assert (found.base, found.commit, found.root) == ("main", start, repo.root)
    assert list(found.files) == ["a.md", "b.md", "c.md", "new.md"]
    assert found.lines("a.md") == lines((3, 5), (9, 10))
    assert found.lines("b.md") == lines((1, 2))
    assert found.lines("c.md") == lines((20, 22))
    assert (found.files["new.md"].old_path, found.lines("new.md")) == (None, ALL_LINES)
    assert found.lines("same.md") == NO_LINES
    assert (found.old_path("same.md"), found.old_path("a.md"), found.old_path("never.md")) == ("same.md", "a.md", None)
    assert (found.before("a.md"), found.before("new.md")) == (STORY.encode(), None)


def test_what_went_on_at_the_base_meanwhile_is_not_the_branch_s(repo: Repository) -> None:
    repo.commit(**{"a.md": STORY, "b.md": STORY})
    repo.git("switch", "-q", "-c", "topic")
    repo.commit(**{"a.md": edited(STORY, 2)})
    repo.git("switch", "-q", "main")
    repo.commit(**{"b.md": edited(STORY, 7)})
    repo.git("switch", "-q", "topic")
    assert list(changes("main", repo.root).files) == ["a.md"]


def test_a_renamed_a_removed_and_an_added_file(repo: Repository) -> None:
    repo.commit(**{"old name.md": STORY, "gone.md": STORY * 3, "kept.md": STORY * 5})
    repo.git("mv", "old name.md", "new name.md")
    repo.write("new name.md", edited(STORY, 11))
    repo.git("rm", "-q", "gone.md")
    repo.git("rm", "-q", "--cached", "kept.md")
    repo.write("empty.md", "")
    repo.git("add", "empty.md")
    found = changes("main", repo.root)
    assert {path: (one.old_path, one.gone) for path, one in found.files.items()} == {
        "empty.md": (None, False), "gone.md": ("gone.md", True), "kept.md": ("kept.md", False),
        "new name.md": ("old name.md", False),
    }  # fmt: skip
    assert found.lines("new name.md") == lines((11, 12))
    assert found.before("old name.md") == STORY.encode()


NAMES = [
    "with space.md", "colon: and more.md", "⭐️ news.md", "new\nline.md", 'a "quoted" name.md', "back\\slash.md", "tab\t.md",
    "ends in space ", "-dash.md", "+++ b/x.md", "café\u0301.md", "dir -> x/é.md", "\x01\x7f.md", 'both "and" space.md',
]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="Windows allows none of these names")
@pytest.mark.parametrize("setting", ["quotepath", "noprefix", "mnemonicPrefix"])
def test_any_name(repo: Repository, setting: str) -> None:
    names = [*NAMES, *([os.fsdecode(b"latin-\xe9 x.md")] if sys.platform == "linux" else [])]
    repo.commit(**dict.fromkeys(names, STORY))
    repo.git("config", f"{'core' if setting == 'quotepath' else 'diff'}.{setting}", "true")
    for name in names:
        repo.write(name, edited(STORY, 4))
    found = changes("HEAD", repo.root)
    assert list(found.files) == sorted(names)
    assert {one.lines for one in found.files.values()} == {lines((4, 5))}
    assert {found.before(name) for name in names} == {STORY.encode()}
    repo.git("rm", "-q", "-r", "--cached", ".")
    assert {path: one.old_path for path, one in changes("HEAD", repo.root).files.items()} == {n: n for n in names}


def test_contents_that_look_like_a_patch(repo: Repository) -> None:
    odd = "++ b/other.md\n-- a/other.md\n@@ -1 +1 @@\ndiff --git a/x b/x\n+++ b/other.md\n\\ No newline\n"
    repo.commit(**{"a.md": odd, "other.md": STORY})
    repo.write("a.md", "first\n" + odd.replace("\n", " x\n"))
    found = changes("HEAD", repo.root)
    assert list(found.files) == ["a.md"]
    assert found.lines("a.md") == lines((1, 8))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("a\nb\nc\n", "a\nB\nc\n", [(2, 3)], id="lf"),
        pytest.param("a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n", [(2, 3)], id="crlf"),
        pytest.param("a\rb\rc\r", "a\rB\rc\r", [(1, 5)], id="cr: one line to git"),
        pytest.param("a\rb\nc\rd\r\ne\n", "a\rb\nc\rD\r\ne\n", [(3, 5)], id="mixed"),
        pytest.param("a\rb\nc\rd\r\ne", "a\rb\nc\rd\r\nE", [(5, 6)], id="mixed, no end"),
        pytest.param("a\u2028b\x85c\n", "a\u2028b\x85C\n", [(1, 2)], id="not line ends"),
        pytest.param("a\n", "a", [(1, 2)], id="end of the last line"),
        pytest.param("\ufeffa\nb\n", "\ufeffa\nB\n", [(2, 3)], id="mark"),
    ],
)
def test_lines_are_counted_as_places_count_them(
    repo: Repository, before: str, after: str, expected: list[tuple[int, int]]
) -> None:
    repo.git("config", "core.autocrlf", "false")
    repo.commit(**{"a.md": before})
    repo.write("a.md", after)
    found = changes("HEAD", repo.root).lines("a.md")
    assert found == lines(*expected)
    changed = next(number for number, (a, b) in enumerate(zip(before + "\0", after + "\0", strict=False)) if a != b)
    at = min(changed, len(after) - 1)
    assert found.meet(SourceText(after).place(at, at + 1))


def test_a_file_that_git_takes_for_binary_has_no_lines(repo: Repository) -> None:
    repo.write(".gitattributes", "*.raw -diff\n")
    repo.commit(**{"a.md": STORY.encode("utf-16"), "b.docx": b"PK\0\1", "c.raw": STORY.encode()})
    repo.commit(**{"a.md": edited(STORY, 3).encode("utf-16"), "b.docx": b"PK\0\2", "c.raw": b"Another line\n"})
    found = changes("HEAD~1", repo.root)
    assert {path: one.lines for path, one in found.files.items()} == dict.fromkeys(
        ["a.md", "b.docx", "c.raw"], NO_LINES
    )


def test_a_change_of_mode_or_time_alone_changes_no_line(repo: Repository) -> None:
    repo.commit(**{"a.md": STORY, "b.md": STORY})
    (repo.root / "a.md").chmod(0o755)
    os.utime(repo.root / "b.md", (1, 1))
    repo.git("config", "diff.autoRefreshIndex", "false")
    found = changes("HEAD", repo.root)
    assert {path: one.lines for path, one in found.files.items()} == {"a.md": NO_LINES}


def test_a_merge_that_stopped_half_way(repo: Repository) -> None:
    repo.commit(**{"a.md": STORY})
    repo.git("switch", "-q", "-c", "topic")
    repo.commit(**{"a.md": edited(STORY, 5)})
    repo.git("switch", "-q", "main")
    repo.commit(**{"a.md": STORY.replace("Line 5", "Other 5")})
    with pytest.raises(subprocess.CalledProcessError):
        repo.git("merge", "topic")
    found = changes("HEAD", repo.root)
    assert list(found.files) == ["a.md"]
    assert found.lines("a.md").meet(Place(5, 1, 5, 4, "<<<"))


def test_links_and_repositories_inside_the_repository(repo: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    other.commit(**{"x.md": STORY})
    repo.commit(**{"a.md": STORY, "turn.md": STORY})
    (repo.root / "link.md").symlink_to("a.md")
    (repo.root / "round.md").symlink_to("round.md")
    repo.commit()
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.root), "sub")
    Repository(repo.root / "nested").write("y.md")
    (repo.root / "turn.md").unlink()
    (repo.root / "turn.md").symlink_to("a.md")
    found = changes("HEAD", repo.root)
    assert list(found.files) == [".gitmodules", "turn.md"]
    assert found.lines("turn.md") == ALL_LINES
    assert (found.before("link.md"), found.before("round.md")) == (STORY.encode(), None)
    assert changes("HEAD", repo.root / "sub").root == repo.root / "sub"


def test_what_git_ignores_is_not_new(repo: Repository) -> None:
    repo.commit(**{".gitignore": "*.private.yaml\ndrafts/\n"})
    repo.write("desk.private.yaml", "confidential: {}\n")
    repo.write("drafts/x.md")
    repo.write("y.md")
    assert list(changes("HEAD", repo.root).files) == ["y.md"]


def test_from_a_folder_below_the_root_paths_are_those_of_the_root(repo: Repository) -> None:
    repo.commit(**{"a.md": STORY, "content/b.md": STORY})
    repo.git("config", "diff.relative", "true")
    repo.write("a.md", edited(STORY, 1))
    repo.write("content/b.md", edited(STORY, 1))
    repo.write("content/deep/c.md")
    found = changes("HEAD", repo.root / "content")
    assert list(found.files) == ["a.md", "content/b.md", "content/deep/c.md"]
    assert found.touch("content/b.md")
    assert found.touch("x.md", "content/deep")
    assert found.touch("content")
    assert not found.touch("content/b", "b.md")
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_line_is_met_by_what_stands_on_it() -> None:
    some = lines((3, 5), (9, 10))
    met = [number for number in range(1, 12) if some.meet(Place(number, 2, number, 5, "abc"))]
    assert met == [3, 4, 9]
    assert some.meet(Place(1, 1, 20, 4, "all"))
    assert some.meet(Place(5, 1, 9, 2, "into the next"))
    assert not some.meet(Place(5, 1, 9, 1, "up to the next"))
    assert some.meet(Place(9, 1, 9, 1, ""))
    assert ALL_LINES.meet(Place(10**9, 1, 10**9, 1, ""))
    assert not NO_LINES.meet(Place(1, 1, 1, 1, ""))


# --- Git does nothing but tell ---


def test_no_hook_driver_filter_for_people_or_pager_is_run(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit(**{"a.md": STORY, ".gitattributes": "*.md diff=mine\n"})
    ran = tmp_path / "ran"
    script = repo.write(".git/hooks/post-index-change", f"#!/bin/sh\ntouch '{ran}'\n")
    script.chmod(0o755)
    for name in ("diff.external", "diff.mine.textconv", "diff.mine.command", "core.fsmonitor", "core.pager"):
        repo.git("config", name, str(script))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(script))
    monkeypatch.setenv("GIT_PAGER", str(script))
    for name, value in (("context", "9"), ("interHunkContext", "9"), ("colorMoved", "zebra"), ("wordRegex", ".")):
        repo.git("config", f"diff.{name}", value)
    repo.git("config", "color.ui", "always")
    ran.unlink(missing_ok=True)
    index = (repo.root / ".git/index").read_bytes()
    repo.write("a.md", edited(STORY, 3, 6))
    os.utime(repo.root / ".gitattributes", (1, 1))
    monkeypatch.setenv("GIT_DIFF_OPTS", "-u9")
    found = changes("HEAD", repo.root)
    assert found.lines("a.md") == lines((3, 4), (6, 7))
    assert found.before("a.md") == STORY.encode()
    assert not ran.exists()
    assert (repo.root / ".git/index").read_bytes() == index


def test_inside_a_hook_of_another_repository_the_folder_counts(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.commit(**{"x.md": STORY})
    repo.commit(**{"a.md": STORY})
    repo.write("a.md", edited(STORY, 1))
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git/index"))
    assert list(changes("HEAD", repo.root).files) == ["a.md"]


def refused(base: str, folder: Path) -> str:
    with pytest.raises(ChangesError) as error:
        changes(base, folder)
    return str(error.value)


def test_what_cannot_be_told_is_told_with_a_way_out(repo: Repository, tmp_path: Path) -> None:
    assert refused("main", tmp_path).startswith("What has changed can be told in a git repository only")
    assert "cannot change to" in refused("main", tmp_path / "nowhere")
    assert "There is no commit 'main' here" in refused("main", repo.root)
    repo.commit(**{"a.md": STORY})
    for base in ("", " "):
        assert refused(base, repo.root).startswith("No BASE is given")
    for base in ("--output=x", "-p", "a\0b"):
        assert "is no BASE" in refused(base, repo.root)
    for base in ("nowhere", "main..main", "^main", "main:a.md", "0" * 40, "a\nb", "{", "@{9}"):
        said = refused(base, repo.root)
        assert "There is no commit" in said
        assert "fetch-depth: 0" in said
    repo.git("switch", "-q", "--orphan", "new")
    assert "no commit yet" in refused("main", repo.root)
    repo.commit(**{"b.md": STORY})
    assert "no history in common" in refused("main", repo.root)
    repo.git("update-ref", "refs/remotes/origin/trunk", "HEAD")
    assert refused("trunk", repo.root) == "There is no commit 'trunk' here. Did you mean 'origin/trunk'?"


def test_a_shallow_clone_asks_for_the_whole_history(repo: Repository, tmp_path: Path) -> None:
    repo.commit(**{"a.md": STORY})
    repo.git("switch", "-q", "-c", "topic")
    repo.commit(**{"a.md": edited(STORY, 1)})
    repo.git("switch", "-q", "main")
    repo.commit(**{"b.md": STORY})
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", "--no-single-branch", repo.root.as_uri(), str(clone))
    subprocess.run(["git", "-C", clone, "switch", "-q", "topic"], check=True, capture_output=True)
    said = refused("origin/main", clone)
    assert "this clone is shallow" in said
    assert "fetch-depth: 0" in said


def test_a_partial_clone_fetches_nothing(repo: Repository, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.commit(**{"a.md": STORY})
    repo.commit(**{"a.md": edited(STORY, 1)})
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--filter=blob:none", repo.root.as_uri(), str(clone))
    objects = sorted((clone / ".git/objects").rglob("*"))
    said = refused("HEAD~1", clone)
    assert said.startswith("'git diff' failed: ")
    assert "partial" in said
    assert sorted((clone / ".git/objects").rglob("*")) == objects


def test_without_git(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "Install it, or check whole folders without --diff." in refused("main", repo.root)


# --- The files as they were ---

HOUSE = {
    "attribcheck.yaml": "extends: config/desk.yaml\npacks: [core, ./house]\n",
    "config/desk.yaml": "extends: [more.yaml]\noverrides:\n  - {files: [x/**], packs: ./rules/extra}\n",
    "config/more.yaml": "extends: ../attribcheck.yaml\nbaseline: known.json\n",
    "config/other.yaml": "packs: [core]\n",
    "config/known.json": "{}\n",
    "house/deep/A001-a.yaml": "id: A001\n",
    "rules/extra/B001-b.yaml": "id: B001\n",
    "rules/none/C001-c.yaml": "id: C001\n",
    "news/.attribcheck.yaml": "packs: [core\n",
    "news/pyproject.toml": "[tool.attribcheck]\npacks = ['./own']\n",
    "news/own/D001-d.yaml": "id: D001\n",
    "lib/pyproject.toml": "x = " + "[" * 5_000,
    ".gitignore": "*.private.yaml\n",
    "sources.yaml": "attribcheck: 1\n",
    "news/sources.yml": "attribcheck: 1\n",
    "attribcheck-baseline.json": "{}\n",
    "mkdocs.yml": "docs_dir: news\n",
    "news/story.md": STORY,
    "news/story.sources.yaml": "attribcheck: 1\n",
    "sourcing/news/other.sources.yaml": "attribcheck: 1\n",
    "news/other.md": STORY,
    "news/data.yaml": "a: 1\n",
}
STANDING = sorted(
    path
    for path in HOUSE
    if path not in ("config/other.yaml", "rules/none/C001-c.yaml", "news/story.md", "news/other.md", "news/data.yaml")
)


def test_the_tree_holds_what_an_article_stood_on(repo: Repository) -> None:
    repo.commit(**HOUSE)
    repo.write("desk.private.yaml", "confidential: {}\n")
    repo.git("add", "-f", "desk.private.yaml")
    repo.commit()
    start = repo.git("rev-parse", "HEAD")
    repo.git("mv", "news/story.md", "news/renamed.md")
    repo.git("rm", "-q", "-r", "house", "sources.yaml")
    repo.commit(**{"attribcheck.yaml": "packs: [core]\n", "news/new.md": STORY * 2})
    found = changes(start, repo.root)
    with BeforeTree(found, ["news/renamed.md", "news/other.md", "news/new.md", "nowhere.md"]) as tree:
        held = sorted(file.relative_to(tree.root).as_posix() for file in tree.root.rglob("*") if file.is_file())
        assert held == sorted([*STANDING, "news/story.md", "news/other.md"])
        for path in held:
            assert (tree.root / path).read_text("utf-8") == HOUSE[path]
        story = tree.file("news/renamed.md")
        assert story == tree.root / "news/story.md"
        assert (tree.file("news/new.md"), tree.file("nowhere.md"), tree.file("news/data.yaml")) == (None, None, None)
        assert repository_root(story.parent) == tree.root
        assert repository_path(str(story)) == "news/story.md"
        assert tree.root.stat().st_mode & 0o077 == 0
    assert not tree.root.exists()


def test_the_configuration_of_the_tree_is_the_base_s(repo: Repository) -> None:
    start = repo.commit(
        **{"attribcheck.yaml": "extends: desk/all.yaml\n", "desk/all.yaml": "fail-on: info\n", "a.md": STORY}
    )
    repo.commit(**{"attribcheck.yaml": "fail-on: never\n", "a.md": edited(STORY, 1)})
    with BeforeTree(changes(start, repo.root), ["a.md"]) as tree:
        file = tree.file("a.md")
        assert file is not None
        assert nearest(file.parent).fail_on == "info"


def test_a_tree_that_cannot_be_made_leaves_nothing(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit(**{"a.md": STORY})
    tree = BeforeTree(changes("HEAD", repo.root), ["a.md"])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ChangesError, match="cannot be written: No space left"):
        tree.__enter__()
    assert not tree.root.exists()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda r: r.write("news/story.md", "x\n"), [], id="an article"),
        pytest.param(lambda r: r.write("news/story.sources.yaml", "x: 1\n"), [], id="its sidecar"),
        pytest.param(lambda r: r.write("config/other.yaml", "x: 1\n"), [], id="nobody's configuration"),
        pytest.param(lambda r: r.write("config/more.yaml", "x: 1\n"), ["config/more.yaml"], id="extended"),
        pytest.param(lambda r: r.write("config/known.json", "[]\n"), ["config/known.json"], id="baseline"),
        pytest.param(lambda r: r.write("house/new.yaml", "x: 1\n"), ["house/new.yaml"], id="a new rule"),
        pytest.param(lambda r: (r.root / "sources.yaml").unlink(), ["sources.yaml"], id="the register goes"),
        pytest.param(
            lambda r: r.git("mv", "house/deep", "elsewhere"), ["house/deep/A001-a.yaml"], id="a rule leaves the house"
        ),
        pytest.param(
            lambda r: r.write("attribcheck.yaml", "packs: [./rules/none]\n"), ["attribcheck.yaml"], id="configuration"
        ),
        pytest.param(lambda r: r.write("x.private.yaml", "a: 1\n"), ["x.private.yaml"], id="a private file in the open"),
    ],
)  # fmt: skip
def test_what_any_article_may_stand_on(
    repo: Repository, change: Callable[[Repository], object], expected: list[str]
) -> None:
    repo.commit(**{path: text for path, text in HOUSE.items() if path != ".gitignore"})
    change(repo)
    assert shared(changes("HEAD", repo.root)) == expected


def test_a_house_at_the_root_and_paths_that_lead_out(repo: Repository) -> None:
    repo.commit(
        **{
            "desk/attribcheck.yaml": "packs: ['../', ../../out, /etc]\nextends: ../../../x.yaml\n",
            "R001-r.yaml": "a: 1\n",
        }
    )
    repo.write("R001-r.yaml", "a: 2\n")
    assert shared(changes("HEAD", repo.root)) == ["R001-r.yaml"]


# --- What was there before ---


def finding(
    words: str, line: int = 1, rule: str = "ATT001", severity: Severity = "error", *, ignored: bool = False
) -> Finding:
    return Finding(
        rule=rule, name="a-rule", severity=severity, about="claim", message="",
        place=Place(line, 1, line, 1 + len(words), words), suppressed=Suppression(reason="a reason") if ignored else None,
    )  # fmt: skip


def new(now: list[Finding], before: list[Finding], *changed: int) -> list[tuple[str, int]]:
    """What is left as new, where these lines changed."""
    known = old(now, before, Lines(tuple(range(line, line + 1) for line in changed)).meet)
    return [(one.place.text, one.place.line) for one in now if not any(one is other for other in known)]


def test_what_was_there_and_stands_on_no_changed_line_is_old() -> None:
    before = [finding("It fell", 3), finding("It sank", 4)]
    assert new([finding("it  FELL", 30), finding("It sank", 40)], before) == []
    assert new([finding("It fell", 30), finding("It sank", 40)], before, 40) == [("It sank", 40)]


def test_what_is_new_on_an_old_line_is_new() -> None:
    assert new([finding("It fell", 3)], []) == [("It fell", 3)]


def test_a_graver_finding_and_another_rule_are_new() -> None:
    before = [finding("It fell", severity="warning"), finding("It sank", rule="COR001")]
    assert new([finding("It fell"), finding("It sank")], before) == [("It fell", 1), ("It sank", 1)]


def test_of_several_alike_as_many_are_old_as_there_were() -> None:
    before = [finding("It fell", 3), finding("It fell", 5)]
    now = [finding("It fell", 3), finding("It fell", 5), finding("It fell", 7)]
    assert new(now, before) == [("It fell", 7)]
    assert new(now, before, 3) == [("It fell", 3)]


def test_an_ignore_that_went_away_makes_its_finding_new() -> None:
    assert new([finding("It fell")], [finding("It fell", ignored=True)]) == [("It fell", 1)]
    assert old([finding("It fell", ignored=True)], [finding("It fell")], NO_LINES.meet) == []


@pytest.mark.parametrize("rule", ["parse-error", "confidential-leak", "invalid-article"])
def test_what_keeps_an_article_from_being_judged_is_never_old(rule: str) -> None:
    assert new([finding("", rule=rule)], [finding("", rule=rule)]) == [("", 1)]


def test_the_reason_names_the_base() -> None:
    assert reason("origin/main") == "was there before origin/main"


ARTICLE = """\
attribcheck: 1
headline: Three bridges fell in the storm
published: 2026-03-04
body: |
  The north bridge fell at dawn.

  The east bridge fell too, the army said.

  The harbour office confirmed that the east bridge was gone.
sources:
  army: {name: The army}
  office: {name: Harbour office}
claims:
  north: {text: The north bridge fell, mentions: [north bridge fell]}
  east: {text: The east bridge fell}
statements:
  - {at: the army said, source: army, claims: [east]}
"""
CONFIRMED = ARTICLE + "  - {at: The harbour office confirmed, source: office, stance: confirms, claims: [east]}\n"


def reported(repo: Repository, base: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rules of what `check --diff` leaves of the article."""
    monkeypatch.chdir(repo.root)
    nearest.cache_clear()
    path, options = "news/story.yaml", Options(configured=True)
    found = changes(base, Path())
    now = check_path(path, options).entry
    assert now is not None
    with BeforeTree(found, [path]) as tree:
        file = tree.file(path)
        then = check_path(str(file), options).entry if file is not None else None
    on_change = found.lines(path).meet
    for known in old(now.findings, then.findings if then is not None else [], on_change):
        known.suppressed = Suppression(reason=reason(base))
    return [one.rule for one in now.findings if one.suppressed is None]


def test_what_a_branch_brings_in_is_reported_wherever_it_stands(
    repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = repo.commit(**{"news/story.yaml": CONFIRMED})
    assert reported(repo, start, monkeypatch) == []
    # The confirmation is taken out: the army's words, on a line that nobody touched, now stand alone.
    repo.write("news/story.yaml", ARTICLE)
    assert reported(repo, start, monkeypatch) == ["COR001"]
    # A rule weighs less than before: its finding is another.
    repo.write("news/story.yaml", CONFIRMED)
    repo.write("attribcheck.yaml", "rules: {ATT001: warning}\n")
    assert shared(changes(start, repo.root)) == ["attribcheck.yaml"]
    assert reported(repo, start, monkeypatch) == ["ATT001"]
    # The sentence with the old finding is rewritten around it.
    (repo.root / "attribcheck.yaml").unlink()
    repo.write("news/story.yaml", CONFIRMED.replace("at dawn", "before dawn"))
    assert reported(repo, start, monkeypatch) == ["ATT001"]
    repo.git("mv", "-f", "news/story.yaml", "news/old.yaml")
    start = repo.commit()
    repo.git("mv", "news/old.yaml", "news/story.yaml")
    assert reported(repo, start, monkeypatch) == []


# --- Cost ---


def test_a_large_change_takes_a_straight_line_of_time(repo: Repository) -> None:
    many = {f"news/{number}.md": STORY for number in range(1_500)}
    repo.commit(
        **many, **{"long.md": "".join(f"{number}\n" for number in range(100_000)), "brackets.md": "[" * 500_000}
    )
    for path in many:
        repo.write(path, edited(STORY, 2))
    repo.write("long.md", "".join(f"{number}{'x' * (number % 2)}\n" for number in range(100_000)))
    repo.write("brackets.md", "\r[" * 500_000)
    begun = time.perf_counter()
    found = changes("HEAD", repo.root)
    assert len(found.files) == 1_502
    assert len(found.lines("long.md").ranges) == 50_000
    assert found.lines("brackets.md") == lines((1, 500_002))
    with BeforeTree(found, found.files) as tree:
        assert tree.file("news/7.md") is not None
    assert time.perf_counter() - begun < 15
