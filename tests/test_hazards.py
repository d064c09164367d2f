"""Repositories as they really are: every hazard that a reader must survive, in a file of its own, in one run.

Each file says what headline and day it has, and what of it is prose; the law of places holds for all of them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

import pytest

from report_law import articles, rules, run

SAID = "The harbour master said on Monday that the quay was closed to all ships."


class Case(NamedTuple):
    """A file: its bytes or text, its headline, its day, words that are prose, and words that are none."""

    text: str | bytes
    headline: str | None
    published: str | None = None
    prose: tuple[str, ...] = (SAID,)
    none: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


CASES = {
    # 1-3: front matter of all sorts, or none.
    "content/none.md": Case(f"{SAID}\n\n---\n\nMore.\n", "none"),
    "content/blank.md": Case(f"\n\n---\ntitle: Quay\ndate: 2014-06-30 10:00:10 -0400\n---\n{SAID}\n", "Quay", "2014-06-30"),
    "content/rule.md": Case(f"---\ntitle: Quay\n---\n{SAID}\n\n---\n\nA heading\n---\n\nAnd so on.\n", "Quay", prose=(SAID, "And so on.")),
    "content/twice.md": Case(f"---\ntitle: Old\ntitle: New\ndate: ~\nslug: 12\non: yes\n---\n{SAID}\n", "New"),
    "content/map.md": Case(f"---\ndate:\n  created: 2020-05-05\n  updated: 2020-05-06\n---\n# Quay\n\n{SAID}\n", "Quay", "2020-05-05"),
    "content/broken.md": Case(f"---\ntitle: Quay\nauthor: @desk\n---\n{SAID}\n", "Quay", found=("front-matter-unread",)),
    "content/toml.md": Case(f'+++\ntitle = "Quay"\npath = "2026/01/14/quay"\n+++\n{SAID}\n', "Quay", "2026-01-14"),
    "content/json.md": Case(f'{{"title": "Quay", "date": "2026-01-14"}}\n\n{SAID}\n', "Quay", "2026-01-14"),
    "_posts/2012-03-16-quay-closed.md": Case(f"---\nlayout: post\n---\n{SAID}\n", "quay closed", "2012-03-16"),
    "content/setext.md": Case(f"Quay\n====\n\n{SAID}\n", "Quay"),
    # 4-7: shortcodes, template tags, admonitions, JSX.
    "content/hugo.md": Case(
        f'---\ntitle: Q\n---\n{{{{< note >}}}}{SAID}{{{{< /note >}}}}\n\nSee [it]({{{{< ref "a b.md" >}}}} "Title") now.\n',
        "Q", prose=(SAID, "See it now."), none=("ref", "note"),
    ),
    "content/liquid.md": Case(f"---\ntitle: Q\n---\n{{% hint %}}\n{SAID}\n{{% endhint %}}\n\n[x](y){{:target=\"_blank\"}}\n", "Q", none=("hint", "target")),
    "docs/admonition.md": Case(f'# Q\n\n!!! warning "Mind the gap at the quay"\n\n    {SAID}\n', "Q", none=("!!!",)),
    "docs/page.mdx": Case(f'import X from "x"\n\n# Q\n\n<Note kind="warning">\n\n{SAID}\n\n</Note>\n\n{{/* no */}}\n', "Q", none=("import", "kind=", "no */")),
    # 8-11: raw HTML, entities, quotation marks, characters that nobody sees.
    "content/raw.md": Case(f'# Q\n\n<ol start="3"><li>{SAID}</li></ol>\n\n<script>var prose = "none";</script>\n\nA <username> spoke.\n', "Q", none=("script", "var ")),
    "content/entities.md": Case(f"---\ntitle: The harbour&#8217;s quay\n---\n{SAID} It&#8217;s so &mdash; here.\n", "The harbour’s quay", prose=(SAID, "It’s so — here.")),
    "content/quotes.md": Case(f"# Q\n\n{SAID} “Closed,” she said.&#8221; ‘So'  «no» „no“ 「no」 ”””\n", "Q"),
    "content/unseen.md": Case(f"# Q\n\n{SAID} 12\u00a0ships\u202fand\u200bmore, soft\u00adhyphen, \u2212 3, \u202aLTR\u202c, ⭐\ufe0f.\n", "Q"),
    # 12: line ends, byte order marks, encodings.
    "content/crlf.md": Case(f"---\r\ntitle: Q\r\n---\r\n\r\n{SAID}  \r\nMore of it.", "Q"),
    "content/cr.md": Case(f"# Q\r\r{SAID}\r", "Q"),
    "content/bom.md": Case(f"\ufeff# Q\n\n{SAID}\n", "Q"),
    "content/utf16.md": Case(f"# Q\n\n{SAID}\n".encode("utf-16"), "Q"),
    "content/latin.md": Case(f"# Caf\xe9\n\n{SAID}\n".encode("latin-1"), None, prose=(), found=("parse-error",)),
    "content/empty.md": Case("", None, prose=(), found=("parse-error",)),
    "content/binary.md": Case(bytes(range(256)) * 8, None, prose=(), found=("parse-error",)),
    # 13: other languages.
    "content/thai.md": Case("# ข่าว\n\n" + "นี่คือข่าวเกี่ยวกับเรือประมงสองลำที่ถูกชน " * 8, "ข่าว", prose=(), found=("language-not-read",)),
    "content/chinese.md": Case("# 新闻\n\n" + "港口局长周一表示，码头已对所有船只关闭。" * 8, "新闻", prose=(), found=("language-not-read",)),
    "content/arabic.md": Case("# خبر\n\n" + "قال مدير الميناء يوم الاثنين إن الرصيف أغلق أمام جميع السفن. " * 8, "خبر", prose=(), found=("language-not-read",)),
    # 14: what is no claim.
    "content/beside.md": Case(f"# Q\n\n{SAID}\n\n```\ncode = 1\n```\n\n<small>Photo: Ida Holm / Agency</small>\n", "Q", none=("code =", "Photo:")),
    # 15: names.
    "content/a b & c: $d, 'e'.md": Case(f"# Q\n\n{SAID}\n", "Q"),
    "content/20230113.1 ⭐️⭐️ star.md": Case(f"# Q\n\n{SAID}\n", "Q", "2023-01-13"),
    f"content/{'é' * 118}.md": Case(f"# Q\n\n{SAID}\n", "Q"),
    # 16: length.
    "content/long.md": Case("# Q\n\n" + f"{SAID}\n\n" * 1300, "Q"),
    # 17: a date and a headline in the first line, a paragraph a line, kickers without a stop.
    "notes/shape.txt": Case(f" date 2025-01-13 Quay closed to ships\n{SAID}\nHistoric closure\nQuay shut for the 1st time\n{SAID}\n", "Quay closed to ships", "2025-01-13"),
    # Pages and feeds.
    "pages/page.html": Case(
        '<html lang="en"><head><script type="application/ld+json">{"@type": ["NewsArticle"], "headline": "Quay &amp; ships",'
        f' "datePublished": "2026-03-09T10:00:00+01:00",}}</script></head><body><nav>Home</nav><article><h1>Quay &amp; ships</h1><p>{SAID}</p></article></body></html>',
        "Quay & ships", "2026-03-09", none=("Home",),
    ),
    "feeds/item.json": Case(
        f'{{"guid": "x", "headline": "Quay", "versioncreated": "2026-03-09T10:00:00+0000", "body_html": "<p>{SAID}</p>", "source": "Agency"}}',
        "Quay", "2026-03-09",
    ),
}  # fmt: skip


def written(folder: Path) -> None:
    (folder / ".git").mkdir()
    for path, case in CASES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(case.text if isinstance(case.text, bytes) else case.text.encode())


def digest(folder: Path) -> str:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return hashlib.sha256(b"".join(str(file).encode() + file.read_bytes() for file in files)).hexdigest()


def test_a_repository_with_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = digest(tmp_path)
    found = articles(".")
    assert sorted(found) == sorted(CASES)
    for path, case in CASES.items():
        article = found[path]
        body = [passage["words"] for passage in article["passages"] if passage["kind"] != "headline"]
        told = (article["headline"], article["published"], tuple(rules(article)))
        assert told == (case.headline, case.published, case.found), path
        for words in case.prose:
            assert any(words in passage for passage in body), (path, words, body)
        for words in case.none:
            assert not any(words in passage for passage in body), (path, words, body)
    for form in ("text", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "csv", "html"):
        one, two = (run("check", ".", "-f", form, "--jobs", jobs) for jobs in ("1", "2"))
        assert (one.exit_code, one.stdout) == (1, two.stdout)
    assert digest(tmp_path) == before
