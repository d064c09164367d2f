"""A magazine in MkDocs Material: maps of days, admonitions, tabs, blocks that are indented."""

from __future__ import annotations

from pathlib import Path

from repository_law import holds

SAID = "The harbour master said on Monday that the quay was closed to all ships."

POST = f"""\
---
date:
  created: 2026-03-09
  updated: 2026-03-10
authors: [desk]
tags: [ships]
---
# The quay is closed {{ .big }}

![An alternative text](quay.png){{ align=right }}

The excerpt says it in short.

<!-- more -->

!!! warning "The crane may fall, the office warned."

    {SAID}

    - One ship left before that.

??? info inline end
    What was folded away is read.

???+ note "Open"

    What is open is read.

=== "First"

    The first tab says this.

=== "Second"

    The second tab says that.

::: note
A fence holds words too.
:::

--8<-- "part.md"

*[IMO]: International Maritime Organization

<div class="grid cards" markdown>

- :material-ferry: **A card** says so.

    ---

    Its text says more.

</div>

[A button](quay.md){{ .md-button }}

[TOC]

``` py title="x"
code = 1
```

A line with `a name` in it.[^1]

[^1]: The note says this
    and goes on.

{{{{ macro }}}} {{% include "part.md" %}}

Term

:   Its meaning was given here.
"""


def test_admonitions_tabs_and_blocks(tmp_path: Path) -> None:
    path = "docs/blog/posts/quay.md"
    passages = [
        "The excerpt says it in short.",
        "The crane may fall, the office warned.",
        SAID,
        "One ship left before that.",
        "What was folded away is read.",
        "What is open is read.",
        "The first tab says this.",
        "The second tab says that.",
        "A fence holds words too.",
        "A card says so.",
        "Its text says more.",
        "A line with a name in it.",
        "The note says this and goes on.",
        "Term",
        "Its meaning was given here.",
    ]
    files = {"mkdocs.yml": "site_name: News\n", path: POST}
    holds(tmp_path, files, {path: ("The quay is closed", "2026-03-09", passages)})


def test_kinds_and_what_is_no_article(tmp_path: Path) -> None:
    holds(
        tmp_path,
        {
            "mkdocs.yml": "site_name: News\n",
            "docs/view.md": f"---\nschema_type: Opinion\n---\n# A view\n\n{SAID}\n",
            "docs/includes/words.md": "*[IMO]: International Maritime Organization\n",
            "docs/blog/.authors.yml": "authors: {}\n",
            "docs/.parts/part.md": SAID,
            "includes/part.md": SAID,
            "overrides/main.html": f"<article><p>{SAID}</p></article>",
            "site/index.html": f"<article><p>{SAID}</p></article>",
            "site/sitemap.xml": "<urlset/>",
            "site/view/index.html": f"<article><h1>A view</h1><p>{SAID}</p></article>",
        },
        {"docs/view.md": ("A view", None, [SAID])},
    )
