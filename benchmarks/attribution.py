"""Attributions in a corpus annotated like PolNeAR: predictions for its evaluator, its scores, and the speed.

    python benchmarks/attribution.py --corpus DIR [--split dev] [--predictions DIR] [--evaluator PATH]

`DIR/SPLIT` holds `text/NAME.txt` and `attributions/NAME_*.ann`. The evaluator is sought beside the corpus.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from attribcheck.article import Passage
from attribcheck.extraction.attributions import find_attributions
from attribcheck.language.words import language
from attribcheck.places import SourceText, Span

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_ARTICLE = 700


def paragraphs(text: str) -> tuple[list[Passage], list[int]]:
    """A text's lines as passages, and where each begins."""
    source = SourceText(text)
    found = [(match.start(), match.group()) for match in _PARAGRAPH.finditer(text)]
    return [Passage(at, "paragraph", 0, words, source, ()) for at, (_, words) in enumerate(found)], [
        start for start, _ in found
    ]


def predicted(text: str) -> list[dict[str, list[list[int]]]]:
    """The attributions of a text in the evaluator's format."""
    passages, starts = paragraphs(text)

    def place(span: Span) -> list[int]:
        return [starts[span.passage] + span.start, starts[span.passage] + span.end]

    return [
        {
            "source": [place(one.source)] if one.source else [],
            "cue": [place(one.cue)],
            "content": [place(span) for span in one.content],
        }
        for one in find_attributions(passages, language("en"))
        if not one.nested  # The corpus marks the outermost only.
    ]


def main() -> None:
    """Predict, score and time."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--evaluator", type=Path)
    options = parser.parse_args()
    split: Path = options.corpus / options.split
    texts = {
        path.stem: path.read_bytes().decode("utf-8")
        for path in sorted((split / "text").iterdir())
        if path.suffix == ".txt"
    }
    predicted("One said so.")  # Word lists are loaded once.
    words = sum(len(text.split()) for text in texts.values())
    started = time.process_time()
    found = {name: predicted(text) for name, text in texts.items()}
    seconds = time.process_time() - started
    with tempfile.TemporaryDirectory() as scratch:
        folder: Path = options.predictions or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for name, attributions in found.items():
            (folder / f"{name}.json").write_text(json.dumps({"attributions": attributions}), "utf-8")
        evaluator: Path = options.evaluator or options.corpus.parent / "evaluate_attribution.py"
        sys.stdout.flush()
        subprocess.run([sys.executable, str(evaluator), str(split), str(folder)], check=True)
    print(f"{words / seconds / _ARTICLE:.0f} articles of {_ARTICLE} words a second ({words} words in {seconds:.2f} s)")


if __name__ == "__main__":
    main()
