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
    put(site, "layouts/_default/single.html", "<h1>{{ .Title }}</h1>{{ .Content }}")
    put(site, "layouts/_default/list.html", "{{ range .Pages }}{{ .Title }}{{ end }}")
    put(site, "content/news/story/index.md", STORY)
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
