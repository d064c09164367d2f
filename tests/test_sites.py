"""What a site generator publishes of ours: real sites are built with Hugo and MkDocs."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from attribcheck.workspace.sites import publisher
from report_law import articles, rules

STORY = "---\ntitle: Two boats rammed off Corran\ndate: 2026-03-09\n---\n\nThe owners said on Monday that a freighter had hit the boats.\n"
RECORD = "attribcheck: 1\narticle: story.md\nsources: {owners: {name: owners}}\nstatements: [{at: The owners said, source: owners}]\n"


def needs(module: str) -> pytest.MarkDecorator:
    """Skipped where the generator is not installed; in continuous integration it must be."""
    missing = importlib.util.find_spec(module) is None
    required = os.environ.get("ATTRIBCHECK_SITE_TESTS") == "required"
    return pytest.mark.skipif(missing and not required, reason=f"{module} is not installed")


def put(folder: Path, path: str, text: str) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def published(folder: Path) -> list[str]:
    """What of ours stands in a built site."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*sources*"))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def hugo(site: Path, settings: str = "") -> list[str]:
    put(site, "hugo.toml", f'title = "News"\nbaseURL = "https://example.org/"\n{settings}')
    put(site, "content/news/story/index.md", STORY)
    return built_by_hugo(site)


def built_by_hugo(site: Path) -> list[str]:
    put(site, "layouts/_default/single.html", "<h1>{{ .Title }}</h1>{{ .Content }}")
    put(site, "layouts/_default/list.html", "{{ range .Pages }}{{ .Title }}{{ end }}")
    command = [sys.executable, "-m", "hugo", "--destination", "public", "--noBuildLock"]
    subprocess.run(command, cwd=site, check=True, capture_output=True, timeout=120)
    return published(site / "public")


@needs("hugo")
def test_hugo_publishes_a_sidecar_beside_its_article_and_none_of_the_mirror(site: Path) -> None:
    put(site, "sourcing/content/news/story/index.sources.yaml", RECORD.replace("story.md", "index.md"))
    assert hugo(site) == []
    assert rules(articles("content")["content/news/story/index.md"]) == []
    (site / "sourcing/content/news/story/index.sources.yaml").rename(site / "content/news/story/index.sources.yaml")
    assert hugo(site) == ["news/story/index.sources.yaml"]
    article = articles("content")["content/news/story/index.md"]
    assert rules(article) == ["sidecar-published"]
    assert "Hugo would publish" in article["findings"][0]["message"]


@needs("hugo")
def test_the_remedy_for_hugo_works(site: Path) -> None:
    sidecar = put(site, "content/news/story/index.sources.yaml", RECORD.replace("story.md", "index.md"))
    assert hugo(site)
    found = publisher(str(sidecar))
    assert found is not None
    (site / "public").rename(site / "before")
    assert hugo(site, f"{found.remedy}\n") == []
    assert fresh(sidecar) is None


def mkdocs(site: Path, settings: str = "") -> list[str]:
    put(site, "mkdocs.yml", f"site_name: News\ntheme: {{name: mkdocs}}\n{settings}")
    put(site, "docs/index.md", "# News\n")
    put(site, "docs/news/story.md", STORY)
    return built_by_mkdocs(site)


def built_by_mkdocs(site: Path) -> list[str]:
    # Other programs' warnings are none of ours.
    command = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--quiet", "--site-dir", "public"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=site, check=True, capture_output=True, timeout=120, env=environment)
    return published(site / "public")


@needs("mkdocs")
def test_mkdocs_publishes_a_sidecar_beside_its_article_and_none_of_the_mirror(site: Path) -> None:
    put(site, "sourcing/docs/news/story.sources.yaml", RECORD)
    assert mkdocs(site) == []
    assert rules(articles("docs")["docs/news/story.md"]) == []
    (site / "sourcing/docs/news/story.sources.yaml").rename(site / "docs/news/story.sources.yaml")
    assert mkdocs(site) == ["news/story.sources.yaml"]
    assert rules(articles("docs")["docs/news/story.md"]) == ["sidecar-published"]


@needs("mkdocs")
def test_the_remedy_for_mkdocs_works(site: Path) -> None:
    sidecar = put(site, "docs/news/story.sources.yaml", RECORD)
    assert mkdocs(site)
    found = publisher(str(sidecar))
    assert found is not None
    (site / "public").rename(site / "before")
    assert mkdocs(site, f"{found.remedy}\n") == []
    assert fresh(sidecar) is None


@needs("hugo")
@pytest.mark.parametrize(
    ("file", "settings", "article", "public"),
    [
        ("hugo.toml", "", "content/story", True),
        ("hugo.toml", "", "content/_x/story", True),
        ("hugo.toml", "", "static/story", True),
        ("hugo.toml", "", "data/story", False),
        ("hugo.toml", "", "content/sourcing/story", True),
        ("hugo.yaml", "contentDir: ./text/pages/", "text/pages/story", True),
        ("hugo.json", '{"CONTENTDIR": "text"}', "text/story", True),
        ("config.toml", "contentDir = 'text'", "text/story", True),
        ("hugo.toml", "staticDir = ['static', 'files']", "files/story", True),
        ("hugo.toml", "ignoreFiles = ['resources/.*']", "content/story", True),
        ("hugo.toml", "ignoreFiles = ['\\.ya?ml$']", "content/story", False),
        ("hugo.toml", "ignorefiles = ['sources']", "content/story", False),
        ("hugo.toml", "[[module.mounts]]\nsource = 'text'\ntarget = 'content/news'", "text/story", True),
        ("hugo.toml", "[languages.en]\ncontentDir = 'english'\n[languages.fr]\ncontentDir = 'french'", "french/story", True),
        ("config/_default/hugo.toml", "contentDir = 'text'", "text/story", True),
        ("config/_default/config.yaml", "ignoreFiles: ['\\.sources\\.yaml$']", "content/story", False),
        ("config/_default/module.toml", "[[mounts]]\nsource = 'text'\ntarget = 'content'", "text/story", True),
    ],
)  # fmt: skip
def test_what_hugo_publishes_is_what_is_warned_of(
    site: Path, file: str, settings: str, article: str, public: bool
) -> None:
    put(site, file, settings)
    if file.startswith("config/"):
        put(site, "hugo.toml", "")
    put(site, f"{article}.md", STORY)
    sidecar = put(site, f"{article}.sources.yaml", RECORD)
    assert (bool(built_by_hugo(site)), publisher(str(sidecar)) is not None) == (public, public)


@needs("mkdocs")
@pytest.mark.parametrize(
    ("file", "settings", "article", "public"),
    [
        ("mkdocs.yaml", "", "docs/story", True),
        ("mkdocs.yml", "docs_dir: ./text/pages/", "text/pages/story", True),
        ("mkdocs.yml", "site_name: Twice", "docs/story", True),
        ("mkdocs.yml", "extra: {key: !ENV [HOME, none]}", "docs/story", True),
        ("mkdocs.yml", "INHERIT: above.yml", "text/story", True),
        ("mkdocs.yml", "exclude_docs: |\n  *.yaml\n", "docs/story", False),
        ("mkdocs.yml", "exclude_docs: |\n  *.yaml\n  !story.sources.yaml\n", "docs/story", True),
        ("mkdocs.yml", "draft_docs: '*.sources.yaml'", "docs/story", False),
        ("mkdocs.yml", "", "docs/templates/story", False),
        ("mkdocs.yml", "exclude_docs: '!/templates/'", "docs/templates/story", True),
    ],
)
def test_what_mkdocs_publishes_is_what_is_warned_of(
    site: Path, file: str, settings: str, article: str, public: bool
) -> None:
    put(site, "above.yml", "docs_dir: text\n")
    put(site, file, f"site_name: News\ntheme: {{name: mkdocs}}\n{settings}\n")
    put(site, f"{article}.md", "# Story\n")
    sidecar = put(site, f"{article}.sources.yaml", RECORD)
    assert (bool(built_by_mkdocs(site)), publisher(str(sidecar)) is not None) == (public, public)


def fresh(sidecar: Path) -> object:
    """What a process that begins now would say."""
    from attribcheck.workspace import sites

    sites._site.cache_clear()
    return publisher(str(sidecar))


@pytest.mark.parametrize(
    ("path", "settings", "public"),
    [
        ("news/story.sources.yaml", "title: News\n", True),
        ("sourcing/news/story.sources.yaml", "title: News\n", True),
        ("sourcing/news/story.sources.yaml", "exclude: [sourcing]\n", False),
        ("news/story.sources.yaml", "exclude: ['*.sources.yaml']\n", False),
        ("_news/story.sources.yaml", "title: News\n", False),
        ("_posts/2026-03-09-story.sources.yaml", "title: News\n", True),
        ("text/news/story.sources.yaml", "source: ./text\n", True),
        ("sourcing/news/story.sources.yaml", "source: ./text\n", False),
        ("_news/story.sources.yaml", "collections: {news: {output: true}}\n", True),
        ("_news/story.sources.yaml", "collections: [news]\n", False),
        ("news/story.sources.yaml", "exclude: {a: }}\n", False),  # no generator could read it either
    ],
)
def test_what_jekyll_would_publish(site: Path, path: str, settings: str, public: bool) -> None:
    put(site, "_config.yml", settings)
    assert (publisher(str(put(site, path, RECORD))) is not None) is public


@pytest.mark.parametrize(
    ("file", "text", "path", "public"),
    [
        ("config.toml", 'base_url = "https://example.org"\n', "content/story.sources.yaml", True),
        ("config.toml", 'base_url = "https://example.org"\nignored_content = ["*.sources.yaml"]\n', "content/story.sources.yaml", False),
        ("zola.toml", 'base_url = "https://example.org"\n', "content/story.sources.yaml", True),
        ("config.toml", "[tool]\nx = 1\n", "story.sources.yaml", False),
        ("mkdocs.yml", "docs_dir: text\nx: !!python/name:a.b\n", "text/story.sources.yaml", True),
        ("mkdocs.yml", "docs_dir: text\n", "docs/story.sources.yaml", False),
        ("package.json", "{}\n", "src/content/story.sources.yaml", False),
    ],
)  # fmt: skip
def test_what_others_would_publish(site: Path, file: str, text: str, path: str, public: bool) -> None:
    put(site, file, text)
    (site / "content").mkdir(exist_ok=True)
    assert (publisher(str(put(site, path, RECORD))) is not None) is public
