"""Through whom words came: a channel carries them and is no source."""

from __future__ import annotations

import pytest

from attribcheck.article import Passage
from attribcheck.extraction.attributions import find_attributions
from attribcheck.extraction.channels import carried_by
from attribcheck.language.sentences import sentences
from attribcheck.language.words import language
from attribcheck.places import SourceText

ENGLISH = language("en")


def carried(*paragraphs: str) -> tuple[list[tuple[str, str]], str | None]:
    passages = [Passage(place, "paragraph", 0, text, SourceText(text), ()) for place, text in enumerate(paragraphs)]
    first = find_attributions(passages, ENGLISH)[0]
    bounds = {passage.index: sentences(passage.words, ENGLISH) for passage in passages}
    found = carried_by(first, passages, bounds, ENGLISH)
    for channel in found.channels:
        words = passages[channel.span.passage].words[channel.span.start : channel.span.end]
        assert words.removeprefix("the ").removeprefix("The ") == channel.name
    return [(channel.name, channel.kind) for channel in found.channels], found.medium


@pytest.mark.parametrize(
    ("text", "channels", "medium"),
    [
        ("The harbour guard told AFP the boat was lost.", [("AFP", "outlet")], None),
        ('"It is small," said Ruth Akers, a doctor who was not involved in the study.', [], None),
        ("Petra Holm said in a post on X that the oven was cold.", [("X", "platform")], "post"),
        ("Petra Holm told the Sel Gazette the oven was cold.", [("Sel Gazette", "outlet")], None),
        ("“The oven is cold,” Petra Holm said in an interview with Reuters.", [("Reuters", "outlet")], "interview"),
        ("The ministry said in a statement that the boat sank.", [], "official-release"),
        ("Colonel Dan Reyes told state television that the town was calm.", [("state television", "outlet")], None),
        ("Petra Holm said the BBC had lost her oven.", [], None),
        ("Petra Holm told Nordwire the oven was cold.", [("Nordwire", "outlet")], None),
        ("Petra Holm told Nordwire Hansen the oven was cold.", [], None),
        ("Petra Holm told Empress the oven was cold.", [], None),
        ("“The oven is cold,” Petra Holm tweeted.", [], "post"),
        ("Petra Holm said the oven was cold, speaking to the news agency Trelpress.", [("Trelpress", "outlet")], None),
        ("Petra Holm told her son the oven was cold.", [], None),
    ],
)
def test_who_carried_it(text: str, channels: list[tuple[str, str]], medium: str | None) -> None:
    assert carried(text) == (channels, medium)


def test_the_sentence_behind_tells_how_an_offer_was_made() -> None:
    assert carried("Anna Lund has offered to sell the boat.", "The offer was made in a post on X.") == (
        [("X", "platform")],
        "post",
    )


def test_a_sentence_of_another_matter_tells_nothing() -> None:
    assert carried("Anna Lund said the boat was sold.", "The offer was made in a post on X.") == ([], None)
