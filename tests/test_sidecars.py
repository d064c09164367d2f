"""Sidecars: an article and the record of it in a file of its own."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from report_law import articles, cut, rules, run

STORY = """\
---
title: Two boats rammed off Corran
date: 2026-03-09
---

The owners said on Saturday that a freighter had hit the boats, but offered no proof.
The harbour master told the Corran Post on Sunday that it was on her radar log.
"""
RECORD = """\
attribcheck: 1
article: story.md
sources: {owners: {name: the owners}, master: {name: harbour master, kind: person}, post: {name: Corran Post, kind: outlet}}
claims:
  hit:
    text: A freighter hit the boats
    kind: event
    checked: {by: the night desk, on: 2026-03-09, result: holds}
statements:
  - {at: said on Saturday that a freighter, source: owners, claims: [hit], unproven: [hit]}
  - {at: told the Corran Post, source: master, via: post, stance: confirms, claims: [hit]}
"""
ARTICLE = "content/news/story.md"
MIRRORED = "sourcing/content/news/story.sources.yaml"
BESIDE = "content/news/story.sources.yaml"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    put(tmp_path, ARTICLE, STORY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path, path: str, text: str | bytes) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


@pytest.mark.parametrize("place", [MIRRORED, BESIDE])
@pytest.mark.parametrize("named", ["story.md", "content/news/story.md", None])
def test_the_two_find_each_other_whichever_is_named(repository: Path, place: str, named: str | None) -> None:
    put(repository, place, RECORD.replace("article: story.md\n", f"article: {named}\n" if named else ""))
    found = [articles(path) for path in (".", ARTICLE, place, "content", "content/**/*.md")]
    assert all(one == found[0] for one in found)
    (article,) = found[0].values()
    assert (article["path"], article["sidecar"]) == (ARTICLE, place)
    assert (article["headline"], article["published"]) == ("Two boats rammed off Corran", "2026-03-09")
    (claim,) = article["claims"]
    assert [moment["status"] for moment in claim["timeline"]] == ["unsupported", "corroborated"]
    assert claim["corroborations"][0]["via"] == "post"


def test_standard_input_has_a_sidecar_by_the_path_that_it_pretends_to(repository: Path) -> None:
    put(repository, MIRRORED, RECORD)
    done = run("check", "-", "--stdin-filename", ARTICLE, "-f", "json", stdin=STORY.encode())
    assert json.loads(done.stdout)["articles"][0]["sidecar"] == MIRRORED


def test_a_site_in_a_repository_may_have_a_mirror_of_its_own(repository: Path) -> None:
    put(repository, "site/content/story.md", STORY)
    put(repository, "site/sourcing/content/story.sources.yaml", RECORD)
    assert articles("site")["site/content/story.md"]["sidecar"] == "site/sourcing/content/story.sources.yaml"


@pytest.mark.parametrize("named", ["../../../outside.md", "/etc/hostname"])
def test_nothing_outside_the_repository_is_opened(repository: Path, tmp_path: Path, named: str) -> None:
    put(repository.parent, "outside.md", "# Outside\n\nThis is not ours to read.\n")
    put(repository, "sourcing/other.sources.yaml", RECORD.replace("story.md", named))
    done = run("check", "sourcing/other.sources.yaml", "-f", "json")
    assert "not ours" not in done.stdout
    assert rules(json.loads(done.stdout)["articles"][0]) == ["orphaned-sidecar"]


@pytest.mark.parametrize("path", [".", "content", "sourcing"])
def test_a_sidecar_whose_article_is_gone_is_an_error(repository: Path, path: str) -> None:
    put(repository, "sourcing/content/news/gone.sources.yaml", RECORD.replace("story.md", "gone.md"))
    orphan = articles(path)["sourcing/content/news/gone.sources.yaml"]
    (finding,) = orphan["findings"]
    assert (finding["rule"], finding["severity"], finding["place"]["text"]) == ("orphaned-sidecar", "error", "gone.md")
    assert run("check", path).exit_code == 1


def test_two_sidecars_of_one_article_are_an_error(repository: Path) -> None:
    put(repository, MIRRORED, RECORD)
    put(repository, BESIDE, RECORD)
    finding = next(f for f in articles(ARTICLE)[ARTICLE]["findings"] if f["rule"] == "invalid-article")
    assert MIRRORED in finding["message"]
    assert finding["place"]["path"] == BESIDE


def test_two_sidecars_are_an_error_wherever_the_second_lies(repository: Path) -> None:
    put(repository, MIRRORED, RECORD)
    put(repository, "sourcing/second.sources.yaml", RECORD.replace("story.md", ARTICLE))
    for path in (".", "sourcing", "sourcing/second.sources.yaml"):
        assert "invalid-article" in rules(articles(path)[ARTICLE])


@pytest.mark.parametrize("named", ["strory.md", "story.sources.yaml"])
@pytest.mark.parametrize("path", [".", "content", "sourcing", ARTICLE, MIRRORED])
def test_a_sidecar_that_lies_right_and_names_no_article_is_told_of(repository: Path, path: str, named: str) -> None:
    put(repository, MIRRORED, RECORD.replace("story.md", named))
    (finding,) = articles(path)[ARTICLE]["findings"]
    assert (finding["rule"], finding["place"]["path"], finding["place"]["text"]) == ("orphaned-sidecar", MIRRORED, named)


@pytest.mark.parametrize("path", [".", "content", "sourcing", "sourcing/gone.sources.yaml"])
def test_a_sidecar_without_article_that_lies_like_none_is_an_orphan(repository: Path, path: str) -> None:
    orphan = put(repository, "sourcing/gone.sources.yaml", RECORD.replace("article: story.md\n", ""))
    if path == "content":
        orphan.rename(put(repository, "sourcing/content/gone.sources.yaml", ""))
    found = [article for article in articles(path).values() if article["path"].endswith("gone.sources.yaml")]
    assert [rules(article) for article in found] == [["orphaned-sidecar"]]


@pytest.mark.parametrize("named", ["article: story.md\n", "article: story.md  # the one\n", None])
def test_a_sidecar_is_no_other_article_s_of_the_same_name(repository: Path, named: str | None) -> None:
    put(repository, "content/news/story.txt", STORY.partition("---\n\n")[2])
    put(repository, "content/news/story.fr.md", STORY)
    put(repository, MIRRORED, RECORD.replace("article: story.md\n", named or ""))
    for path in (".", "content"):
        sidecars = {article: entry["sidecar"] for article, entry in articles(path).items()}
        assert sidecars == {ARTICLE: MIRRORED, "content/news/story.fr.md": None, "content/news/story.txt": None}
    assert articles("content/news/story.txt")["content/news/story.txt"]["sidecar"] is None


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("story.md", ">-\n  story.md"), ("it's.md", "'it''s.md'"), ("\u00e9.md", '"\\u00e9.md"'),
        ("a b & c: $d.md", '"a b & c: $d.md"'), ("a b #1.md", "'a b #1.md'   # the first"), ("⭐️ star.md", "⭐️ star.md"),
    ],
)  # fmt: skip
def test_article_is_read_as_yaml_reads_it(repository: Path, name: str, written: str) -> None:
    put(repository, f"content/news/{name}", STORY)
    put(repository, "sourcing/content/news/other.sources.yaml", RECORD.replace("story.md", written).encode("utf-16"))
    for path in (".", "content", "sourcing", "sourcing/content/news/other.sources.yaml"):
        assert articles(path)[f"content/news/{name}"]["sidecar"] == "sourcing/content/news/other.sources.yaml"


def test_what_a_folder_leaves_out_no_sidecar_brings_in(repository: Path) -> None:
    put(repository, MIRRORED, RECORD)
    for file, words in (("attribcheck.yaml", "exclude: [content/**]\n"), (".gitignore", "content/\n")):
        put(repository, file, words)
        assert run("check", ".").exit_code == 2
        assert articles(MIRRORED)[ARTICLE]["sidecar"] == MIRRORED
        (repository / file).unlink()


@pytest.mark.parametrize(
    ("record", "rule", "line"),
    [
        ("", "parse-error", 1),
        ("- a\n", "invalid-article", 1),
        ("attribcheck: 1\n  x: [\n", "parse-error", 2),
        (RECORD.replace("attribcheck: 1\n", ""), "invalid-article", 1),
        (RECORD + "body: |\n  Words.\n", "invalid-article", 12),
        (RECORD.replace("the owners}", "caf\xe9}").encode("latin-1"), "parse-error", 3),
    ],
)
def test_a_sidecar_that_cannot_be_read_is_told_of_at_its_article(
    repository: Path, record: str | bytes, rule: str, line: int
) -> None:
    put(repository, MIRRORED, record)
    (finding,) = articles(ARTICLE)[ARTICLE]["findings"]
    assert (finding["rule"], finding["place"]["path"], finding["place"]["line"]) == (rule, MIRRORED, line)


def test_a_fault_of_the_sidecar_stands_in_the_sidecar(repository: Path) -> None:
    put(repository, MIRRORED, RECORD.replace("kind: event", "kind: evnt"))
    (finding,) = articles(ARTICLE)[ARTICLE]["findings"]
    assert finding["rule"] == "invalid-article"
    assert finding["place"]["path"] == MIRRORED
    assert cut((repository / MIRRORED).read_bytes(), finding["place"]) == finding["place"]["text"] == "evnt"
    assert f"file={MIRRORED},line=7" in run("check", ARTICLE, "-f", "github").stdout
    assert f"{MIRRORED}:7:" in run("check", ARTICLE).stdout


def test_an_edited_sentence_is_found_again_with_a_warning_and_its_check_is_due(repository: Path) -> None:
    put(repository, MIRRORED, RECORD)
    put(repository, ARTICLE, "<!-- corrected -->\n" + STORY.replace("a freighter had", "a grey freighter had"))
    article = articles(ARTICLE)[ARTICLE]
    moved, again = (next(f for f in article["findings"] if f["rule"] == rule) for rule in ("anchor-moved", "check-again"))
    assert moved["place"]["path"] == MIRRORED
    assert "a grey freighter" in moved["related"][0]["text"]
    assert "the night desk" in again["message"]
    assert article["claims"][0]["checked"]["again"] is True
    assert "check again" in run("sheet", ARTICLE).stdout


def test_a_check_that_came_back_from_a_sheet_is_due_when_its_sentence_changes(repository: Path) -> None:
    put(repository, MIRRORED, RECORD.replace("    checked: {by: the night desk, on: 2026-03-09, result: holds}\n", ""))
    sheet = repository / "sheet.csv"
    run("sheet", ARTICLE, "-o", str(sheet))
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert (rows[0]["kind"], rows[0]["id"]) == ("claim", "hit")
    rows[0] |= {"by": "the night desk", "date": "2026-03-09", "result": "holds"}
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    assert run("sheet", ARTICLE, "--import", str(sheet)).exit_code == 0
    assert "words: " in (repository / MIRRORED).read_text("utf-8")
    assert "check-again" not in rules(articles(ARTICLE)[ARTICLE])
    # Not a word of the anchor, and still not what was checked.
    put(repository, ARTICLE, STORY.replace("hit the boats", "sunk the boats"))
    assert "check-again" in rules(articles(ARTICLE)[ARTICLE])


def test_a_sentence_that_is_gone_is_not_found_elsewhere(repository: Path) -> None:
    put(repository, MIRRORED, RECORD)
    put(repository, ARTICLE, STORY.replace("The harbour master told the Corran Post on Sunday that", "And"))
    finding = next(f for f in articles(ARTICLE)[ARTICLE]["findings"] if f["rule"] == "anchor-not-found")
    assert finding["severity"] == "error"
    assert "told the Corran Post" in finding["message"]


def test_rules_are_ignored_in_the_sidecar_and_in_the_article(repository: Path) -> None:
    put(repository, MIRRORED, RECORD.replace("kind: event\n", 'kind: event\n    ignore: {EVD001: "the desk holds the log"}\n'))
    assert "EVD001" not in rules(articles(ARTICLE)[ARTICLE])
    put(repository, MIRRORED, RECORD.replace("  hit:\n", "  hit:  # attribcheck: ignore EVD001 -- the desk holds the log\n"))
    assert "EVD001" not in rules(articles(ARTICLE)[ARTICLE])
    put(repository, MIRRORED, RECORD)
    assert "EVD001" in rules(articles(ARTICLE)[ARTICLE])
    comment = "<!-- attribcheck: ignore EVD001 -- the desk holds the log -->\n"
    put(repository, ARTICLE, STORY.replace("The owners", f"{comment}The owners"))
    assert "EVD001" not in rules(articles(ARTICLE)[ARTICLE])


def test_footnotes_and_front_matter_record_sources(repository: Path) -> None:
    noted = STORY.replace("date: 2026-03-09\n", "date: 2026-03-09\nsources: [Salvage office, https://example.org/log.pdf]\n")
    noted = noted.replace("radar log.", "radar log.[^1]") + "\n[^1]: source: Salvage office; via: Corran Post; said: 2026-03-08\n"
    put(repository, ARTICLE, noted)
    article = articles(ARTICLE)[ARTICLE]
    assert article["recorded"] is True
    assert {source["name"] for source in article["sources"]} >= {"Salvage office", "example.org", "Corran Post"}
    # The owners' words are read in the prose; what a footnote records is declared.
    (statement,) = [one for one in article["statements"] if one["origin"] == "declared"]
    assert (statement["said"], statement["place"]["text"].startswith("The harbour master told")) == ("2026-03-08", True)
    # The sidecar's statement in the same sentence wins.
    put(repository, MIRRORED, RECORD)
    assert [one["source"] for one in articles(ARTICLE)[ARTICLE]["statements"]] == ["owners", "master"]


def test_the_register_fills_up_and_the_article_wins(repository: Path) -> None:
    put(repository, "sources.yaml", "sources:\n  post: {name: Corran Post, kind: outlet}\n  owners: {name: Boat owners, side: boats, kind: group}\n")
    put(repository, MIRRORED, RECORD.replace(", post: {name: Corran Post, kind: outlet}", ""))
    sources = {source["id"]: source for source in articles(ARTICLE)[ARTICLE]["sources"]}
    assert sources["post"]["kind"] == "outlet"
    assert (sources["owners"]["name"], sources["owners"]["side"]) == ("the owners", "boats")
    put(repository, "sources.yaml", "sources:\n  post: {name: Corran Post, knd: outlet}\n")
    assert rules(articles(".")["sources.yaml"]) == ["invalid-article"]


def test_why_and_a_utf_16_sidecar(repository: Path) -> None:
    put(repository, MIRRORED, RECORD.encode("utf-16"))
    assert "corroborated" in run("why", ARTICLE, "hit").stdout
    put(repository, MIRRORED, RECORD.replace("article: story.md\n", "").encode("utf-16"))
    assert "corroborated" in run("why", MIRRORED, "hit").stdout


@pytest.mark.parametrize("file", [ARTICLE, MIRRORED, "sources.yaml", "content/news/draft.docx"])
def test_a_confidential_name_in_any_of_the_files_is_a_leak_and_hidden(repository: Path, file: str) -> None:
    name = "Ilse Quarvenna"
    put(repository, ".gitignore", "*.private.yaml\n")
    put(repository, "names.private.yaml", f"confidential: {{clerk: {{name: {name}}}}}\n")
    put(repository, MIRRORED, RECORD)
    put(repository, "sources.yaml", "sources: {desk: {name: The desk}}\n")
    if file.endswith(".docx"):
        import docx

        draft = docx.Document()
        draft.add_paragraph(f"The boats were hit, {name} said on Monday.")
        draft.save(str(repository / file))
    else:
        old = (repository / file).read_text("utf-8")
        put(repository, file, old.replace("the boats", f"the boats of {name}") if "boats" in old else old.replace("The desk", name))
    for form in ("json", "text", "sarif", "html", "markdown"):
        done = run("check", ".", "-f", form)
        assert done.exit_code == 1
        assert "Quarvenna" not in done.stdout + done.stderr
    assert "confidential-leak" in run("check", ".", "-f", "json").stdout


def test_articles_of_one_name_and_two_formats_have_a_sidecar_each(repository: Path) -> None:
    put(repository, "content/news/story.txt", STORY.partition("---\n\n")[2])
    wanted = {}
    for ending in ("md", "txt"):
        record = RECORD.replace("article: story.md\n", "")
        wanted[f"content/news/story.{ending}"] = f"sourcing/content/news/story.{ending}.sources.yaml"
        put(repository, f"sourcing/content/news/story.{ending}.sources.yaml", record)
    for path in (".", "content", "sourcing"):
        assert {article: entry["sidecar"] for article, entry in articles(path).items()} == wanted
