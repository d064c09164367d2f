"""Which articles a run reads."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from report_law import articles, run

PROSE = "# A headline\n\nThe harbour master said on Monday that the quay was closed.\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: str, text: str = PROSE) -> str:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return path


def found(*arguments: str) -> list[str]:
    return [article["path"] for article in json.loads(run("check", *arguments, "-f", "json").stdout)["articles"]]


@pytest.mark.usefixtures("repository")
def test_what_is_an_article_in_a_folder_and_what_is_not() -> None:
    taken = [
        "_posts/2026-03-09-quay.markdown", "content/a b & c: d$.md", "content/news/index.md", "content/security.md",
        "content/⭐️ star.md", "docs/quay.mdx", "notes/quay.txt", "pages/quay.html", "_posts/2012-03-18-quay.html",
    ]  # fmt: skip
    for path in taken:
        put(path, PROSE.replace("# A", "A") if path.endswith("txt") else PROSE)
    put("pages/quay.html", f"<html><body><article><h1>Quay</h1><p>{PROSE[14:]}</p></article></body></html>")
    put("_posts/2012-03-18-quay.html", f"---\ntitle: Quay\n---\n<p>{PROSE[14:]}</p>\n")
    for path in (
        "README.md", "content/readme.de.md", "CONTRIBUTING.md", "SECURITY.md", "content/_index.md", "content/_index.pt-br.md", "_includes/part.md",
        "layouts/page.html", "node_modules/x/article.md", ".hidden/a.md", "content/.draft.md", "SUMMARY.md",
    ):  # fmt: skip
        put(path)
    put("requirements.txt", "click>=8\n")
    put("robots.txt", "User-agent: *\nDisallow: /\n")
    put("layouts.html", "<html><body>{{ .Content }}</body></html>")
    put("data.json", '{"name": "x", "version": "1"}')
    put("site/index.html", PROSE)
    put("site/sitemap.xml", "<x/>")
    put("site/quay.html", f"<html><body><article><h1>Quay</h1><p>{PROSE[14:]}</p></article></body></html>")
    assert found(".") == sorted(taken)


@pytest.mark.usefixtures("repository")
def test_git_s_ignore_files_and_exclude_hold_in_folders_and_for_named_files_on_request() -> None:
    put(".gitignore", "drafts/\n*.tmp.md\n!keep.tmp.md\n")
    put("content/.gitignore", "local.md\n")
    put("attribcheck.yaml", "exclude: [archive/**]\n")
    kept = [put("content/a.md"), put("content/keep.tmp.md")]
    ignored = [put("content/b.tmp.md"), put("content/local.md"), put("drafts/c.md"), put("archive/d.md")]
    assert found(".") == kept
    assert found(*ignored) == sorted(ignored)
    assert found(*ignored, *kept, "--force-exclude") == kept
    assert run("check", *ignored, "--force-exclude").exit_code == 2
    assert run("check", *ignored, "--force-exclude", "--allow-empty").exit_code == 0


@pytest.mark.usefixtures("repository")
def test_globs_and_any_order_of_paths() -> None:
    put("content/a.md")
    put("content/news/b.md")
    put("content/README.md")
    put("notes/c.md")
    assert found("content/**/*.md") == ["content/a.md", "content/news/b.md"]
    assert found("content/*.md", "notes") == found("notes", "content/*.md") == ["content/a.md", "notes/c.md"]
    assert found("notes", "content/a.md", "notes/c.md", "content") == ["content/a.md", "content/news/b.md", "notes/c.md"]
    one, other = (run("check", *paths, "-f", "json") for paths in (("notes", "content"), ("content", "notes/c.md")))
    assert one.stdout == other.stdout
    done = run("check", "nowhere/*.md")
    assert (done.exit_code, "no file fits" in done.stderr) == (2, True)


@pytest.mark.usefixtures("repository")
def test_a_named_file_is_always_read() -> None:
    assert found(put("README.md")) == ["README.md"]


@pytest.mark.usefixtures("repository")
def test_a_loop_of_links_ends_and_a_long_name_is_a_name() -> None:
    put("content/a.md")
    Path("content/loop").symlink_to("..", target_is_directory=True)
    long = put(f"content/{'n' * 237}.md")
    assert found(".") == ["content/a.md", long]


@pytest.mark.usefixtures("repository")
def test_a_folder_that_may_not_be_read_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    put("content/a.md")
    put("closed/b.md")
    usual = os.scandir

    def refusing(path: str) -> object:
        # An administrator may read everything: the system's refusal is played.
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return usual(path)

    monkeypatch.setattr(os, "scandir", refusing)
    done = run("check", ".", "-f", "json")
    assert (done.exit_code, "closed: the folder cannot be read: Permission denied" in done.stderr) == (2, True)
    assert [article["path"] for article in json.loads(done.stdout)["articles"]] == ["content/a.md"]


@pytest.mark.usefixtures("repository")
def test_the_places_hold_whatever_the_name() -> None:
    for name in ("a b & c: d$.md", "⭐️ star.md", "it's, here.md"):
        put(f"content/{name}")
    assert len(articles("content")) == 3
