"""A repository is built, checked through the command line, and held to what stands in it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any

from report_law import checked, rules, run

# An article's headline, its day, and the words of its passages below the headline.
Article = tuple[str | None, str | None, list[str]]


def holds(folder: Path, files: Mapping[str, str | bytes], articles: Mapping[str, Article]) -> None:
    """Builds a repository of some files, and holds `check .` to the articles that are in it, and to no others."""
    (folder / ".git").mkdir()
    with chdir(folder):
        for path, text in files.items():
            put(path, text)
        before = digest(folder)
        report = checked(".")
        assert sorted(entry["path"] for entry in report["articles"]) == sorted(articles)
        for entry in report["articles"]:
            found = read(entry)
            assert found == articles[entry["path"]], (entry["path"], found)
            assert rules(entry) == [], entry["path"]
            assert checked(entry["path"])["articles"] == [entry]
        assert run("check", ".").exit_code == 0
        assert digest(folder) == before
        every_passage_can_be_anchored(report["articles"])


def read(entry: Mapping[str, Any]) -> Article:
    """What was read of an article."""
    body = [passage["words"] for passage in entry["passages"] if passage["kind"] != "headline"]
    return entry["headline"], entry["published"], body


def every_passage_can_be_anchored(entries: list[dict[str, Any]]) -> None:
    """A sidecar for each article, with an anchor in each of its passages: all are found, and in their places."""
    for entry in entries:
        passages = [passage["words"] for passage in entry["passages"]]
        anchors = [" ".join(words.split()[:5]) for words in passages if len(words.split()) > 5]
        once = [anchor for anchor, count in Counter(anchors).items() if count == 1 and is_once(anchor, passages)]
        statements = [{"at": anchor, "source": "desk"} for anchor in once]
        record = {"article": entry["path"], "sources": {"desk": {"name": "The desk"}}, "statements": statements}
        # JSON is YAML; the first keys stand at the margin as people write them.
        lines = [
            f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {"attribcheck": 1, **record}.items()
        ]
        put(f"sourcing/{entry['path']}.sources.yaml", "\n".join(lines) + "\n")
    for entry in checked(".")["articles"]:
        assert entry["sidecar"] == f"sourcing/{entry['path']}.sources.yaml"
        faults = [finding for finding in entry["findings"] if finding["about"] == "file"]
        assert faults == [], entry["path"]


def is_once(anchor: str, passages: list[str]) -> bool:
    return sum(" ".join(words.split()).casefold().count(anchor.casefold()) for words in passages) == 1


def put(path: str, text: str | bytes) -> None:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def digest(folder: Path) -> str:
    """One number for every file in a folder, with its name."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return hashlib.sha256(b"".join(str(file).encode() + file.read_bytes() for file in files)).hexdigest()
