"""A newsroom's site in Hugo: front matter of all sorts, shortcodes, bundles, several languages."""

from __future__ import annotations

from pathlib import Path

from repository_law import holds

SAID = "The harbour master said on Monday that the quay was closed to all ships."

SHORTCODES = f"""\
---
title: "Quay &#8216;closed&#8217;"
date: 2014-06-30 10:00:10 -0400
deck: "Ships must wait at sea, the office said."
kicker: Harbour
summary: >
  A summary of
  the closure.
key_takeaways:
  - The quay is closed for a week.
authors: [harbour-desk]
slug: 12
---

{{{{< note title="A title that is an attribute" >}}}}
{SAID}

A second paragraph in the note, *with emphasis*.
{{{{< /note >}}}}

{{{{% callout %}}}}
- A list item said that the crane was broken.
{{{{% /callout %}}}}

Before {{{{< abbr "IMO" >}}}} after, and [a page]({{{{< ref "a b.md" >}}}} "Title") and [b]({{{{% relref "c.md#x" %}}}}) ended.

{{{{< figure src="a.png" alt="An alternative text" caption="Ships wait off the quay, the mayor said." >}}}}

{{{{< youtube id="x" >}}}}

{{{{< highlight go >}}}}
fmt.Println("code")
{{{{< /highlight >}}}}

<!--more-->

Text after the break, with “curly” and "straight" marks, &ldquo;mixed.” ‘Single’; “unpaired, she said.

“The first paragraph of a long quotation went on,

“and its second ended,” the mayor said.

Water at 5&nbsp;&deg;C &amp; rising&hellip; was &ast;cold&ast; that day.
"""


def test_shortcodes_entities_and_quotation_marks(tmp_path: Path) -> None:
    holds(
        tmp_path,
        {"hugo.toml": "title = 'News'\n", "content/news/quay.md": SHORTCODES},
        {
            "content/news/quay.md": (
                "Quay ‘closed’",
                "2014-06-30",
                [
                    "Ships must wait at sea, the office said.",
                    "Harbour",
                    "A summary of the closure. ",
                    "The quay is closed for a week.",
                    SAID,
                    "A second paragraph in the note, with emphasis.",
                    "A list item said that the crane was broken.",
                    "Before after, and a page and b ended.",
                    "Ships wait off the quay, the mayor said.",
                    "Text after the break, with “curly” and \"straight\" marks, “mixed.” ‘Single’; “unpaired, she said.",
                    "“The first paragraph of a long quotation went on,",
                    "“and its second ended,” the mayor said.",
                    "Water at 5\u00a0°C & rising… was *cold* that day.",
                ],
            )
        },
    )


def test_front_matter_of_all_sorts(tmp_path: Path) -> None:
    holds(
        tmp_path,
        {
            "content/toml.md": f"+++\ntitle = 'Quay'\ndate = 2026-03-09\n[params]\ndesk = 'x'\n+++\n{SAID}\n",
            "content/json.md": f'{{\n  "title": "Quay",\n  "date": "2026-03-09T00:00:00Z"\n}}\n\n{SAID}\n',
            "content/nothing.md": f"---\ntitle:\ndate:\n---\n# Quay\n\n{SAID}\n",
            "content/numbers.md": f"---\ntitle: 2026\ndate: 20260309\n---\n{SAID}\n",
            "content/quoted.md": f"---\ntitle: 'It''s: here'\ndraft: true\n---\n\n~~~\ncode\n~~~\n\n{SAID}\n",
            "content/dots.md": f"---\ntitle: Quay\n...\n{SAID}\n",
            "content/twice.md": f"---\ntitle: Old\ntitle: Quay\n---\n{SAID}\n",
            "content/lines.md": f"---\r\ntitle: Quay\r\ndate: 2026-03-09\r\n---\r\n{SAID}\r\n\r\nA second  \r\nline.\n\nMixed ends\r\n".encode(),
            "content/only.md": "---\ntitle: Only\n---\n",
            "content/story/index.md": f"---\ntitle: Bundle\n---\n{SAID}\n",
        },
        {
            "content/toml.md": ("Quay", "2026-03-09", [SAID]),
            "content/json.md": ("Quay", "2026-03-09", [SAID]),
            "content/nothing.md": ("Quay", None, [SAID]),
            "content/numbers.md": ("2026", "2026-03-09", [SAID]),
            "content/quoted.md": ("It's: here", None, [SAID]),
            "content/dots.md": ("Quay", None, [SAID]),
            "content/twice.md": ("Quay", None, [SAID]),
            "content/lines.md": ("Quay", "2026-03-09", [SAID, "A second line.", "Mixed ends"]),
            "content/only.md": ("Only", None, []),
            "content/story/index.md": ("Bundle", None, [SAID]),
        },
    )


def test_tables_notes_and_lists(tmp_path: Path) -> None:
    text = (
        f"# Quay\n\n| who | what |\n|---|---|\n| the office | {SAID} |\n\n> The crane is broken, she said.\n\n"
        "1. One ship said so.\n2. Two did not.\n\n[^1]: The log said otherwise.\n\nThe text says so[^1].\n\nTerm\n: Its meaning was given here.\n"
    )
    passages = [
        "who", "what", "the office", SAID, "The crane is broken, she said.", "One ship said so.", "Two did not.",
        "The log said otherwise.", "The text says so.", "Term", "Its meaning was given here.",
    ]  # fmt: skip
    holds(tmp_path, {"content/quay.md": text}, {"content/quay.md": ("Quay", None, passages)})


def test_what_in_a_site_is_no_article(tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Quay</h1><p>{SAID}</p></article></body></html>"
    holds(
        tmp_path,
        {
            "hugo.toml": "",
            "content/quay.fr.md": f"# Quay\n\n{SAID}\n",
            "content/_index.md": f"# Home\n\n{SAID}\n",
            "content/news/_index.fr.md": f"# Home\n\n{SAID}\n",
            "content/quay.attribcheck.txt": "a\nb\nc\n",
            "archetypes/default.md": f"# Quay\n\n{SAID}\n",
            "themes/paper/content/quay.md": f"# Quay\n\n{SAID}\n",
            "layouts/_default/single.html": page,
            "public/index.html": page,
            "public/sitemap.xml": "<urlset/>",
            "public/news/quay/index.html": page,
            "data/ships.yaml": "a: b\n",
            "README.md": f"# Site\n\n{SAID}\n",
            "CONTRIBUTING.md": f"# Site\n\n{SAID}\n",
        },
        {"content/quay.fr.md": ("Quay", None, [SAID])},
    )
