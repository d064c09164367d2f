"""Which reader reads a file of prose: by the end of its name, and for JSON by what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribcheck.reading.decode import decode
from attribcheck.reading.nodes import FaultInFile

if TYPE_CHECKING:
    from attribcheck.reading.prose import Prose

MARKDOWN = (".md", ".mdx", ".markdown", ".mdown", ".mkd")
PLAIN = (".txt", ".text")
PAGES = (".html", ".htm", ".xhtml")
WORD = (".docx",)
# In the order in which a sidecar without `article:` looks for its article.
SUFFIXES = (*MARKDOWN, *PLAIN, *PAGES, *WORD)


def is_prose(path: str) -> bool:
    """Whether a file's name says that it is prose. JSON may be: `ninjs.reads_as_ninjs` tells."""
    return path.lower().endswith(SUFFIXES)


def read_prose(data: bytes, path: str) -> Prose:
    """Reads a file of prose; `path` tells the format, and is not opened. Raises `FaultInFile`."""
    lower = path.lower()
    # Each reader is imported when it is needed: a run over Markdown loads no reader of Word files.
    if lower.endswith(WORD):
        from attribcheck.reading.word import read_word

        return read_word(data, path)
    text = decode(data)
    if not text.strip():
        raise FaultInFile("The file is empty.", fix="Write an article, or remove the file.")
    if lower.endswith(MARKDOWN):
        from attribcheck.reading.markdown import read_markdown

        return read_markdown(text, path)
    if lower.endswith(PAGES):
        from attribcheck.reading.fronted_page import read_fronted_page

        return read_fronted_page(text, path)
    if lower.endswith(".json"):
        from attribcheck.reading.ninjs import read_ninjs

        return read_ninjs(text, path)
    from attribcheck.reading.plain_text import read_plain_text

    return read_plain_text(text, path)
