"""Zola, Astro, Docusaurus, Eleventy, GitBook, repositories without a generator, and what a CMS puts out."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
from repository_law import Article, holds

SAID = "The harbour master said on Monday that the quay was closed to all ships."


def test_zola(tmp_path: Path) -> None:
    body = (
        f'{SAID}\n\n{{{{ youtube(id="x", title="none") }}}}\n\n'
        '{% quote(author="x") %}\nThe crane is broken, she said.\n{% end %}\n\nSee [the log](@/b.md) for more.[^n]\n\n[^n]: It says so.\n'
    )
    holds(
        tmp_path,
        {
            "config.toml": 'base_url = "https://example.org"\n',
            "content/_index.md": "+++\n+++\n",
            "content/quay.md": f'+++\npath = "2026/01/14/quay"\ntitle = "Quay \\"closed\\""\nauthors = ["The desk"]\n+++\n{body}',
            "content/2026-02-03_under.md": f'+++\ntitle = "Under"\n+++\n{SAID}\n',
            "content/2026-02-04-quay/index.md": f"+++\n+++\n{SAID}\n",
        },
        {
            "content/quay.md": (
                'Quay "closed"',
                "2026-01-14",
                [SAID, "The crane is broken, she said.", "See the log for more.", "It says so."],
            ),
            "content/2026-02-03_under.md": ("Under", "2026-02-03", [SAID]),
            "content/2026-02-04-quay/index.md": ("quay", "2026-02-04", [SAID]),
        },
    )


MDX = f"""\
---
title: 'Quay'
pubDate: 'Mar 09 2026'
heroImage: '../quay.jpg'
---
import Box from '../Box.astro';
import {{
  Y,
  Z
}} from 'z';
export const meta = {{
  a: 'not prose',
}};

<Box client:load kind="warning" caption="Ships wait off the quay, she said." />

<Callout type="warning">
  The child of an element said so.
</Callout>

<Figure
  src="quay.png"
  alt="An alternative text"
>
  The child of a figure said so.
</Figure>

{{/* a remark */}}

{SAID}

{{items.map((i) => <li>{{i}}</li>)}}

Of 3 < 4 ships and x > y there was talk.
"""


def test_astro_docusaurus_and_eleventy(tmp_path: Path) -> None:
    children = ["Ships wait off the quay, she said.", "The child of an element said so.", "The child of a figure said so.", SAID]
    holds(
        tmp_path,
        {
            "src/content/blog/quay.mdx": MDX,
            "src/content/blog/plain.md": f"---\ntitle: Plain\npubDate: 2026-03-09T00:00:00.000Z\n---\n{SAID}\n",
            "src/content/config.ts": "export const collections = {};\n",
            "src/pages/index.astro": "---\n---\n<p>Home</p>\n",
            "docs/notes.mdx": (
                ":::note[A title]\n\nThe note says so.\n\n:::\n\n:::tip A title\nThe tip says so.\n:::\n\n<Tabs>\n"
                f'<TabItem value="a" label="b">\n\nThe tab says so.\n\n</TabItem>\n</Tabs>\n\n{SAID}\n'
            ),
            "posts/quay.md": f"---\ntitle: E\ndate: Last Modified\n---\n{{% set x = 1 %}}\n{SAID}\n",
            "posts/posts.11tydata.json": '{"layout": "post"}\n',
        },
        {
            "src/content/blog/quay.mdx": ("Quay", "2026-03-09", [*children, "Of 3 < 4 ships and x > y there was talk."]),
            "src/content/blog/plain.md": ("Plain", "2026-03-09", [SAID]),
            "docs/notes.mdx": ("notes", None, ["The note says so.", "The tip says so.", "The tab says so.", SAID]),
            "posts/quay.md": ("E", None, [SAID]),
        },
    )


GITBOOK = f"""\
# Quay

{{% hint style="info" %}}
The hint says so.
{{% endhint %}}

{{% embed url="https://example.org" %}}

{{% tabs %}}
{{% tab title="One" %}}
The tab says so.
{{% endtab %}}
{{% endtabs %}}

<figure><img src="x" alt="none"><figcaption><p>Ships wait off the quay.</p></figcaption></figure>

{SAID}
"""

TRANSLATED = f"""\
[#]: subject: "Quay and ships"
[#]: author: "The desk https://example.org"
[#]: translator: " "

Quay and ships
======

![][1]

{SAID}

--------------------------------------------------------------------------------

via: https://example.org/quay

作者：[desk][a]
选题：[x][b]

[a]: https://example.org
[1]: https://example.org/quay.png
"""


def test_gitbook_and_a_repository_without_front_matter(tmp_path: Path) -> None:
    starred = "sources/20230113.1 ⭐️⭐️ Mastodon's $ & quay.md"
    holds(
        tmp_path,
        {"SUMMARY.md": "* [Quay](quay.md)\n", "toolkit/quay.md": GITBOOK, starred: TRANSLATED},
        {
            "toolkit/quay.md": ("Quay", None, ["The hint says so.", "The tab says so.", "Ships wait off the quay.", SAID]),
            starred: ("Quay and ships", "2023-01-13", [SAID]),
        },
    )


def test_plain_text_and_word(tmp_path: Path) -> None:
    draft, stream = docx.Document(), BytesIO()
    draft.add_heading("Quay", 0)
    draft.add_paragraph(SAID)
    draft.add_paragraph("The crane\u00a0is broken, “she” said.", style="List Bullet")
    draft.add_paragraph("")
    draft.add_paragraph("It will be mended by Friday, the office said.")
    draft.save(stream)
    mended = "It will be mended by Friday, the office said."
    holds(
        tmp_path,
        {
            "notes/shape.txt": f" date 2025-01-13 Quay closed to ships\n{SAID}\nHistoric closure\nQuay shut for the 1st time\n{mended}\n",
            "notes/wide.txt": f"Quay\n\n{SAID}\n".encode("utf-16"),
            "notes/last.txt": f"\ufeffQuay\r\n\r\n{SAID}",
            "notes/words.txt": "a\nb\nc\n",
            "notes/empty.txt": "",
            "notes/log.txt": "2026-01-01 12:00:01 INFO started\n" * 9,
            "requirements.txt": "click>=8\n",
            "drafts/quay.docx": stream.getvalue(),
            "drafts/~$quay.docx": b"\x05desk",
        },
        {
            "notes/shape.txt": (
                "Quay closed to ships",
                "2025-01-13",
                [SAID, "Historic closure", "Quay shut for the 1st time", mended],
            ),
            "notes/wide.txt": ("Quay", None, [SAID]),
            "notes/last.txt": ("Quay", None, [SAID]),
            "drafts/quay.docx": ("Quay", None, [SAID, "The crane\u00a0is broken, “she” said.", mended]),
        },
    )


PAGE = f"""\
<!DOCTYPE html><html lang="en"><head><title>Quay - News</title><meta property="og:title" content="The harbour’s quay">
<meta property="article:published_time" content="2026-03-09T10:00:00Z"></head>
<body><header>Menu</header><main><article><h1>The harbour&#8217;s quay</h1><p class="byline">By the desk</p><p>{SAID}</p>
<figure><img alt="none"><figcaption>Ships wait off the quay.</figcaption></figure><ul><li>An item said so.</li></ul>
<blockquote>She said so.</blockquote><p>A soft&shy;hyphen was seen&nbsp;there.<br>A new line began.</p></article></main>
<footer>© News</footer></body></html>
"""


def test_what_a_cms_puts_out(tmp_path: Path) -> None:
    day, text = "2026-03-09T10:00:00+00:00", f"<p>{SAID}</p><p>A second “one” &eacute;\u00e9 here.</p>"
    one: dict[str, object] = {"uri": "x", "headline": "Quay", "body_html": text, "versioncreated": day}
    words = [SAID, "A second “one” éé here."]
    third = {
        "uri": "x", "headlines": [{"value": "Quay &amp; ships"}], "versionCreated": day, "language": "en-GB",
        "bodies": [{"contentType": "text/html", "value": text}],
    }  # fmt: skip
    plain = {"uri": "x", "headlines": [{"value": "Quay"}], "bodies": [{"contenttype": "text/plain", "value": SAID}]}
    read: Article = ("Quay", "2026-03-09", words)
    holds(
        tmp_path,
        {
            "feed/first.json": json.dumps(one),
            "feed/indented.json": json.dumps(one, indent=2, ensure_ascii=False),
            "feed/cms.json": json.dumps({"guid": "x", "priority": 1, **one}),
            "feed/wrapped.json": json.dumps({"total": 1, "item": [one]}),
            "feed/second.json": json.dumps(plain),
            "feed/third.json": json.dumps(third).replace("/", "\\/"),
            "feed/package.json": '{"name": "x"}',
            "feed/quay.html": PAGE,
        },
        {
            "feed/first.json": read,
            "feed/indented.json": read,
            "feed/cms.json": read,
            "feed/wrapped.json": read,
            "feed/second.json": ("Quay", None, [SAID]),
            "feed/third.json": ("Quay & ships", "2026-03-09", words),
            "feed/quay.html": (
                "The harbour’s quay",
                "2026-03-09",
                [
                    SAID,
                    "Ships wait off the quay.",
                    "An item said so.",
                    "She said so.",
                    "A soft\u00adhyphen was seen\u00a0there. A new line began.",
                ],
            ),
        },
    )
