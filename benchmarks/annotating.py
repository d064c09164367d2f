"""How much a person types after `attribcheck annotate`: keys a sentence, over stories with a full record beside them.

    python benchmarks/annotating.py [FOLDER]

FOLDER (benchmarks/annotated) holds stories (`NN-name.md`), each with the record that a person made of what `annotate`
had written (`NN-name.sources.yaml`). `annotate` is run anew on each story; what it writes is held against the full
record, comments, the order of entries and the layout left aside. A key is a character that is put in, or one stroke
for a stretch that is taken out: marking it and deleting it.
"""

from __future__ import annotations

import sys
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

from attribcheck.annotating import annotate
from attribcheck.language.sentences import sentences
from attribcheck.language.words import language
from attribcheck.pipeline import Options
from attribcheck.recording.yaml_words import flow
from attribcheck.workspace.opening import open_bytes

FOLDER = Path(__file__).parent / "annotated"
BLOCKS = ("sides", "sources", "claims", "statements", "evidence", "responses")


def entries(record: dict[str, Any], block: str) -> list[str]:
    """The entries of a block, one line each, as they are typed."""
    found = record.get(block) or []
    if isinstance(found, dict):
        return [f"{key}: {flow(value) if value is not None else ''}" for key, value in found.items()]
    return [flow(one) for one in found]


def keys(before: str, after: str) -> int:
    """The keys that make one text of another."""
    count = 0
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            count += end - start + (last > first)
    return count


def typed(written: dict[str, Any], full: dict[str, Any]) -> dict[str, int]:
    """The keys in each block; an entry is changed from the one that is most like it, or typed whole."""
    done: dict[str, int] = {}
    for block in BLOCKS:
        there, wanted = entries(written, block), entries(full, block)
        left = [entry for entry in there if entry not in wanted]
        count = 0
        for entry in (entry for entry in wanted if entry not in there):
            near = min(left, key=lambda one: keys(one, entry), default="")
            if near and keys(near, entry) < len(entry):
                left.remove(near)
                count += keys(near, entry)
            else:
                count += len(entry)
        done[block] = count + len(left)
    return done


def main() -> None:
    """Prints the keys of each story, and of all."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    total = lines = 0
    for story in sorted(folder.glob("*.md")):
        opened = open_bytes(story.read_bytes(), f"/nowhere/{story.name}", 10_000_000)
        written = yaml.load(annotate(opened, Options()).data, yaml.BaseLoader)
        full = yaml.load(story.with_suffix(".sources.yaml").read_text("utf-8"), yaml.BaseLoader)
        assert opened.reading.article is not None
        count = sum(
            len(sentences(one.words, language("en"))) for one in opened.reading.article.passages if not one.is_heading
        )
        found = typed(written, full)
        total, lines = total + sum(found.values()), lines + count
        parts = ", ".join(f"{block} {number}" for block, number in found.items() if number)
        print(f"{story.stem:20} {count:3} sentences {sum(found.values()) / count:5.1f} keys a sentence  ({parts})")
    print(f"{'all':20} {lines:3} sentences {total / lines:5.1f} keys a sentence")


if __name__ == "__main__":
    main()
