"""Where a record and its prose disagree, and where they only look so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribcheck.extraction.contradictions import contradictions
from attribcheck.reading.structured import read_structured
from report_law import checked

SOURCES = """\
sources:
  moss: {name: Halden Moss, kind: person, role: owner of Moss Builders}
  roads: {name: Roads Office of Orvel, aliases: [ROO]}
  abild: {name: Sten Abild, kind: person, role: mayor of Osthaven, side: osthaven}
  georgia: {name: Georgian foreign ministry, kind: government, side: georgia}
  police: {name: the police}
  official: {name: an official, anonymous: {described_as: an official}}
  captive: {name: one of the captured soldiers, kind: captive}
  afp: {name: AFP, kind: outlet}
"""


def held(body: str, statement: str) -> list[tuple[str, str]]:
    """What contradicts in one statement of a text: the words, and the message."""
    text = f"attribcheck: 1\nheadline: Cracks\nbody: |\n  {body}\n{SOURCES}statements:\n  - {{{statement}}}\n"
    reading = read_structured(text.encode(), "story.yaml")
    assert not reading.faults
    assert reading.article is not None
    return [(reading.article.place(one.span).text, one.message) for one in contradictions(reading.article)]


@pytest.mark.parametrize(
    ("body", "at", "source", "words"),
    [
        ("Halden Moss said the bridge was safe.", "said the bridge", "abild", "Halden Moss"),
        ("The bridge was safe, Moss said.", "Moss said", "abild", "Moss"),
        ("According to Halden Moss, it was safe.", "According to Halden", "roads", "Halden Moss"),
        ("The Roads Office of Orvel denied the claim.", "denied the claim", "moss", "The Roads Office of Orvel"),
        ("The Georgian foreign ministry said it was safe.", "ministry said", "police", "The Georgian foreign ministry"),
        ("Kyiv said the men were held.", "Kyiv said", "georgia", "Kyiv"),
        ("President Ana Ruiz said it was safe.", "Ruiz said it", "abild", "President Ana Ruiz"),
    ],
)
def test_the_text_plainly_has_another_speaker(body: str, at: str, source: str, words: str) -> None:
    ((shown, message),) = held(body, f"at: {at}, source: {source}")
    assert shown == words
    assert f"and the text to '{words}'" in message


@pytest.mark.parametrize(
    ("body", "at", "source"),
    [
        # A pronoun, a passive, and sentences that name nobody.
        ("He said the bridge was safe.", "He said", "abild"),
        ("It was said that the bridge was safe.", "was said that", "abild"),
        ("Officials said the bridge was safe.", "Officials said", "roads"),
        ("The statement said the bridge was safe.", "statement said", "roads"),
        ("The office said the bridge was safe.", "office said", "police"),
        # One source by other names.
        ("Moss said the bridge was safe.", "Moss said", "moss"),
        ("The mayor of Osthaven, who was there, said so much.", "said so", "abild"),
        ("ROO said the bridge was safe.", "ROO said", "roads"),
        ("Tbilisi said the bridge was safe.", "Tbilisi said", "georgia"),
        ("The police said the bridge was safe.", "police said", "police"),
        # Somebody may speak for a body, and a body for somebody.
        ("Ana Ruiz said the bridge was safe.", "Ruiz said", "police"),
        ("Moss Builders said the bridge was safe.", "Builders said", "moss"),
        # Whoever is not named may be anybody.
        ("Ana Ruiz said the bridge was safe.", "Ruiz said", "official"),
        ("Kim Chol said the training was hard.", "Chol said", "captive"),
        # The words have a channel for their subject.
        ("AFP reported that the bridge was safe.", "AFP reported that", "police, via: afp"),
        # Two speakers in a sentence, and the anchor is the other's.
        ("Moss says it is safe; so does the mayor of Osthaven.", "so does the mayor", "abild"),
        ("Halden Moss said Sten Abild had told him so.", "Sten Abild had told", "abild"),
    ],
)
def test_what_only_looks_like_another_speaker(body: str, at: str, source: str) -> None:
    assert held(body, f"at: {at}, source: {source}") == []


def test_a_person_who_speaks_for_a_body_is_another_where_the_record_knows_him_as_somebody_else() -> None:
    assert held("Halden Moss said the bridge was safe.", "at: Halden Moss said, source: police") != []


@pytest.mark.parametrize(
    ("body", "at", "stance", "words"),
    [
        ("Moss denied that it was safe.", "Moss denied", "confirms", "denied"),
        ("Moss confirmed that it was safe.", "Moss confirmed", "denies", "confirmed"),
        ("Moss declined to comment on the report.", "Moss declined", "confirms", "declined to comment"),
        ("Moss could not confirm that it was safe.", "Moss could not", "confirms", "confirm"),
        ("Moss did not deny that it was safe.", "did not deny", "denies", "deny"),
    ],
)
def test_a_stance_against_the_cue(body: str, at: str, stance: str, words: str) -> None:
    ((shown, message),) = held(body, f"at: {at}, source: moss, stance: {stance}")
    assert words in shown
    assert stance in message


@pytest.mark.parametrize(
    ("body", "at", "stance"),
    [
        ("Moss said it was safe.", "Moss said", "confirms"),
        ("Moss said it was not safe.", "Moss said", "denies"),
        ("Moss denied that it was unsafe.", "Moss denied", "asserts"),
        ("Moss told AFP it had confirmed the cracks.", "told AFP it had confirmed", "confirms"),
        ("Moss denied the report, and Abild confirmed it.", "Abild confirmed it", "confirms"),
        ("Moss could not confirm that it was safe.", "Moss could not", "declines"),
        ("Moss rejected the charge.", "rejected the charge, cue: said", "confirms"),
    ],
)
def test_a_stance_that_the_cue_bears(body: str, at: str, stance: str) -> None:
    assert held(body, f"at: {at}, stance: {stance}") == []


@pytest.mark.parametrize(
    ("quote", "what"),
    [("the bridge is old", "is not in the text"), ("was safe", "stands there without quotation marks")],
)
def test_a_quotation_that_is_not_there(quote: str, what: str) -> None:
    body = 'Moss said it was safe. "We know the bridge," he said, "and its cracks."'
    ((_, message),) = held(body, f"at: Moss said, source: moss, quote: {quote}")
    assert what in message


@pytest.mark.parametrize(
    "quote",
    [
        "We know the bridge",
        "“We know the bridge,”",
        "know the bridge … its cracks",
        "We know the bridge, and its cracks.",
    ],
)
def test_a_quotation_goes_on_behind_he_said_and_may_be_cut(quote: str) -> None:
    body = 'Moss said it was safe. "We know the bridge," he said, "and its cracks. Do not know."'
    found = held(body, f"at: Moss said, source: moss, quote: {json.dumps(quote, ensure_ascii=False)}")
    assert found == []


STORY = "---\ntitle: Cracks\ndate: 2026-03-09\n---\n\nHalden Moss denied on Monday that the bridge had cracks.\n"
RECORD = """\
attribcheck: 1
article: story.md
sources: {moss: Halden Moss, abild: {name: Sten Abild, kind: person}}
claims: {cracks: The bridge has cracks}
statements:
  - {at: Halden Moss denied, source: moss, stance: confirms, claims: [cracks]}
"""


def findings(folder: Path, record: str, *options: str) -> list[dict[str, object]]:
    (folder / "story.md").write_text(STORY, "utf-8")
    (folder / "story.sources.yaml").write_text(record, "utf-8")
    (article,) = checked(str(folder / "story.md"), "--isolated", *options)["articles"]
    return [one for one in article["findings"] if one["rule"] == "annotation-contradicts-prose"]


def test_the_report_shows_the_words_and_names_the_statement(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, RECORD)
    assert (found["severity"], found["about"], found["statement"]) == ("warning", "file", "s1")
    assert found["place"]["text"] == "denied"  # type: ignore[index]


def test_who_knows_better_says_so_on_the_statement(tmp_path: Path) -> None:
    """The finding stays, with the reason."""
    ignored = RECORD.replace(
        "claims: [cracks]}",
        "claims: [cracks], ignore: {annotation-contradicts-prose: he admitted it in the next line}}",
    )
    (found,) = findings(tmp_path, ignored)
    assert found["suppressed"] == {"reason": "he admitted it in the next line", "by": None, "until": None}


def test_with_the_inference_off_nothing_is_read_in_the_prose(tmp_path: Path) -> None:
    assert findings(tmp_path, RECORD, "--inference", "off") == []


def test_an_article_with_its_text_inside_is_judged_by_its_record_alone(tmp_path: Path) -> None:
    own = RECORD.replace("article: story.md", "headline: Cracks\nbody: Halden Moss denied that the bridge had cracks.")
    (tmp_path / "own.yaml").write_text(own, "utf-8")
    (article,) = checked(str(tmp_path / "own.yaml"), "--isolated")["articles"]
    assert "annotation-contradicts-prose" not in {one["rule"] for one in article["findings"]}
