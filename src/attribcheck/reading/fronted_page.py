"""A page in HTML with front matter above it, as a site generator's posts may be."""

from __future__ import annotations

from dataclasses import fields

from attribcheck.reading.faults import Fault
from attribcheck.reading.fields import Fields
from attribcheck.reading.front_matter import FrontMatter, read_front_matter
from attribcheck.reading.html import read_html
from attribcheck.reading.inline import seen_words
from attribcheck.reading.prose import Passages, Prose
from attribcheck.reading.recorded_sources import recorded_sources


def read_fronted_page(text: str, path: str) -> Prose:
    """Reads a page; what its front matter says of it goes before what the markup says. Raises `FaultInFile`."""
    front = read_front_matter(text)
    if front is None:
        return read_html(text, path)
    prose = read_html(text, path, front.end)
    _take(front, prose, text, path)
    return prose


def _take(front: FrontMatter, prose: Prose, text: str, path: str) -> None:
    read = Fields(front.fields)
    told = read.about(path)
    for one in fields(told):
        value = getattr(told, one.name)
        if value is not None:
            setattr(prose.about, one.name, value)
    title = read.scalar("headline")
    if title is not None:
        words, inner = seen_words(title.text or "")
        prose.about.headline = " ".join(words.split())
        made = Passages(prose.source)
        made.add("headline", words, (inner, title.text_map()))
        for passage in prose.passages:
            if passage.kind != "headline":
                made.add(passage.kind, passage.words, passage.maps, passage.citations)
        prose.passages = made.found
    prose.sources |= recorded_sources(front.fields.get("sources"))
    if front.fault is not None:
        fault, length = front.fault, len(text)
        place = prose.source.place(min(fault.start, length), min(max(fault.end, fault.start), length))
        message = f"The front matter cannot be read as a whole: {fault.message}"
        prose.faults.append(Fault("front-matter-unread", message, place, fault.fix or "Mend the line."))
