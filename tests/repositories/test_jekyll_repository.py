"""A ministry's or a newsroom's site in Jekyll: days in names, Liquid, kramdown, raw HTML everywhere."""

from __future__ import annotations

from pathlib import Path

from repository_law import holds

SAID = "The harbour master said on Monday that the quay was closed to all ships."

REPLY = f"""\
---
layout: post
permalink: /news/reply
title: The ministry&#8217;s reply
---
5 May 2020 Posted in Replies

{{% include header.html title="none" %}}

{SAID}\x20\x20
Two spaces stood above.
{{: .lead }}

## A heading {{#id .class}}

[The log](https://example.org){{:target="_blank"}} said so.

{{:.note}}
> The crane is broken, she said.

* TOC
{{:toc}}

<ol start="3"><li>A numbered paragraph said one thing.</li><li>Another.</li></ol>

<details><summary>What the office said</summary>

It said *nothing*.

</details>

<table><tr><td>A cell said it</td><td>42</td></tr></table>

The note<sup><a href="#fn1" id="ref1">1</a></sup> is here.

<ins>What was inserted</ins> and <center>what was centred</center> stays.

<iframe src="https://example.org"></iframe>
<script>var none = 1;</script>
<style>p {{ color: red }}</style>

{{% highlight ruby %}}
puts 1
{{% endhighlight %}}

{{% comment %}} hidden words {{% endcomment %}}

{{% if page.open %}}The quay may open again soon.{{% endif %}}

A footnote stands here[^a].

[^a]: It said so at the time.
"""


def test_a_reply_of_the_ministry(tmp_path: Path) -> None:
    passages = [
        f"{SAID} Two spaces stood above.",
        "A heading",
        "The log said so.",
        "The crane is broken, she said.",
        "A numbered paragraph said one thing.",
        "Another.",
        "What the office said",
        "It said nothing.",
        "A cell said it",
        "42",
        "The note is here.",
        "What was inserted and what was centred stays.",
        "The quay may open again soon.",
        "A footnote stands here.",
        "It said so at the time.",
    ]
    path = "_posts/2020-03-16-reply.md"
    files = {"_config.yml": "exclude: [sourcing]\n", path: REPLY}
    holds(tmp_path, files, {path: ("The ministry’s reply", "2020-05-05", passages)})


def test_days_and_titles_in_names(tmp_path: Path) -> None:
    holds(
        tmp_path,
        {
            "_posts/2012-03-16-quay-closed.md": f"---\nlayout: post\n---\n{SAID}\n",
            "_posts/en/2012-03-17-harbour.markdown": f"---\ntitle: null\n---\n{SAID}\n",
            "news/_posts/2012-13-45-no-such-day.md": f"---\n---\n{SAID}\n",
            "_posts/2012-03-18-page.html": f"---\ntitle: A page\n---\n<p>{SAID}</p>\n",
            "_drafts/quay.md": f"---\ntitle: Draft\n---\n\n---\n\n{SAID}\n\n***\n",
        },
        {
            "_posts/2012-03-16-quay-closed.md": ("quay closed", "2012-03-16", [SAID]),
            "_posts/en/2012-03-17-harbour.markdown": ("harbour", "2012-03-17", [SAID]),
            "news/_posts/2012-13-45-no-such-day.md": ("no such day", None, [SAID]),
            "_posts/2012-03-18-page.html": ("A page", "2012-03-18", [SAID]),
            "_drafts/quay.md": ("Draft", None, [SAID]),
        },
    )


def test_what_in_a_site_is_no_article(tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Quay</h1><p>{SAID}</p></article></body></html>"
    holds(
        tmp_path,
        {
            "_posts/2012-03-16-quay.md": f"---\ntitle: Quay\n---\n{SAID}\n",
            "_includes/part.md": SAID,
            "_layouts/post.html": page,
            "_data/authors.yml": "a: {name: The desk}\n",
            "_site/quay/index.html": page,
            "_sass/a.md": SAID,
            "404.html": "---\n---\n<p>Nothing is here.</p>\n",
            "vendor/bundle/quay.md": SAID,
            "node_modules/quay/article.md": SAID,
            ".github/PULL_REQUEST_TEMPLATE.md": SAID,
            "LICENSE.md": SAID,
            "CHANGELOG.md": SAID,
            "CODE_OF_CONDUCT.md": SAID,
            "readme.de.md": SAID,
            "robots.txt": "User-agent: *\nDisallow: /\n",
        },
        {"_posts/2012-03-16-quay.md": ("Quay", "2012-03-16", [SAID])},
    )
