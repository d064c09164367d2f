"""`attribcheck annotate`: the sidecar written from the prose, and brought up to date without touching what is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from attribcheck.annotating import NotAnnotated, annotate
from attribcheck.pipeline import Options
from attribcheck.recording.lost_anchors import HEADING
from attribcheck.recording.yaml_words import flow, scalar
from attribcheck.workspace.opening import open_bytes
from report_law import articles, checked, rules, run
from story_reading import STORIES

STORY = """\
---
title: Divers held after a pipeline blast
date: 2026-03-09
---

The coast guard said on Saturday that it had arrested three Marlish divers, but it gave no proof of their nationality.

Marland's foreign ministry denied that the divers were its citizens. "We know nothing of them," a spokeswoman said.

On Sunday, the Sund intelligence service (SIS) told Reuters that it had confirmed that the three were Marlish.

Sten Abild, the mayor of Osthaven, said 40 houses had lost their heating. He said that repairs would take a week.

This is the largest leak in the strait since the pipeline was built.

Snow fell overnight.
"""
RECORD = """\
# The desk's own notes stay.
attribcheck: 1
article: story.md
sources:
  guard: {name: 'The coast guard', side: ostland}  # as agreed with the desk
  abild:
    name: Sten Abild   # asked on Sunday
    kind: person
claims:
  divers: "The three divers are Marlish"
statements:
# first of all
- {source: guard, at: "The coast guard said on Saturday", claims: [divers], unproven: yes}

- at: Sten Abild, the mayor
  source: abild
  says:
    - 40 houses lost their heating   # he counted
"""


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "story.md").write_text(STORY, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sidecar(folder: Path) -> Path:
    return folder / "sourcing" / "story.sources.yaml"


def record_of(story: str, record: str | None = None) -> str:
    """What the record of a story holds after it was annotated."""
    opened = open_bytes(story.encode(), "story.md", 10_000_000)
    if record is not None:
        opened.record, opened.record_data = "story.sources.yaml", record.encode()
        opened.reading = opened.read_again(record.encode())
    return annotate(opened, Options()).data.decode()


def entry(record: str, at: str) -> dict[str, object]:
    """The statement with an anchor."""
    (found,) = [one for one in yaml.safe_load(record)["statements"] if one["at"] == at]
    return dict(found)


# ---- from prose to a first record ------------------------------------------------------------


def test_the_sidecar_is_written_in_the_mirror_folder(newsroom: Path) -> None:
    done = run("annotate", "story.md")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr == "sourcing/story.sources.yaml: 6 sources, 2 claims, 6 statements.\n"
    assert yaml.safe_load(sidecar(newsroom).read_text("utf-8"))["article"] == "story.md"


def test_a_record_says_what_the_reader_found_in_the_prose(newsroom: Path) -> None:
    """Who, through whom, since when, in which stance: as before, and now it is declared."""

    def view() -> tuple[list[Any], set[str]]:
        article = articles("story.md")["story.md"]
        names = {source["id"]: source["name"] for source in article["sources"]}
        texts = {claim["id"]: claim["text"] for claim in article["claims"]}
        statements = [
            (names[one["source"]], names.get(one["via"]), one["stance"], one["said"], [texts[c] for c in one["claims"]])
            for one in article["statements"]
        ]
        return statements, {one["origin"] for one in (*article["statements"], *article["claims"])}

    before, inferred = view()
    run("annotate", "story.md")
    after, declared = view()
    assert len(before) == 6
    assert after == before
    assert (inferred, declared) == ({"inferred"}, {"declared"})


def test_anchors_are_short_and_lead_to_one_place() -> None:
    record = yaml.safe_load(record_of(STORY))
    text = " ".join(STORY.split())
    for one in record["statements"]:
        assert text.count(one["at"]) == 1
        assert len(one["at"].split()) <= 9


def test_nothing_is_written_that_would_be_found_again() -> None:
    """Cue, quotation, day and credit are read from the words; a default is no news."""
    record = yaml.safe_load(record_of(STORY))
    found = {field for one in record["statements"] for field in one}
    assert found <= {"at", "id", "source", "via", "stance", "claims", "unproven", "says", "repeat_of"}
    assert not any(one.get("stance") == "asserts" for one in record["statements"])
    assert "published" not in record


def test_comments_ask_what_only_a_person_can_know() -> None:
    record = record_of(STORY)
    assert "- at: The coast guard said  # Saturday: 2026-03-07\n" in record
    assert "# Sunday: 2026-03-08; knows_by?" in record
    assert "# is 'He' Sten Abild?" in record
    assert "# why is no name given?" in record
    assert "# who keeps count?; who says so?" in record


def test_sentences_in_which_nothing_was_recognised_are_offered_as_comments() -> None:
    record = record_of(STORY)
    assert "  # - {at: Snow fell overnight, source: }\n" in record
    filled = record.replace("# - {at: Snow fell overnight, source: }", "- {at: Snow fell overnight, source: abild}")
    assert entry(filled, "Snow fell overnight") == {"at": "Snow fell overnight", "source": "abild"}


def test_a_day_that_another_clause_gives_is_written_as_a_date() -> None:
    """'On Saturday' is the day of both; a reader finds it again for the first alone."""
    story = "---\ntitle: Boats\ndate: 2026-03-09\n---\n\nThe owners on Saturday rejected the report, saying that no boat sank.\n"
    first, second = yaml.load(record_of(story), yaml.BaseLoader)["statements"]
    assert ("said" in first, second["said"]) == (False, "2026-03-07")


def test_without_a_day_of_publication_the_record_asks_for_it() -> None:
    assert "# published: YYYY-MM-DD" in record_of(STORY.replace("date: 2026-03-09\n", ""))


def test_a_structured_article_is_its_own_record(newsroom: Path) -> None:
    """Its record is added to where it stands."""
    story = (
        "attribcheck: 1\nheadline: Divers held\npublished: 2026-03-09\nbody: |\n  Police said the divers were hurt.\n"
    )
    (newsroom / "own.yaml").write_text(story, "utf-8")
    assert run("annotate", "own.yaml").stderr == "own.yaml: 1 source, 1 statement.\n"
    written = (newsroom / "own.yaml").read_text("utf-8")
    assert written.startswith(story)
    assert entry(written, "Police said the divers")["source"] == "police"
    assert checked("own.yaml")["articles"][0]["statements"][0]["origin"] == "declared"


def test_the_difference_alone_is_shown_on_stdout(newsroom: Path) -> None:
    done = run("annotate", "story.md", "--diff")
    assert "+++ sourcing/story.sources.yaml" in done.stdout
    assert "+  - at: The coast guard said  # Saturday: 2026-03-07" in done.stdout
    assert not sidecar(newsroom).exists()


# ---- the second time -------------------------------------------------------------------------


def test_a_second_time_nothing_is_new(newsroom: Path) -> None:
    run("annotate", "story.md")
    first = sidecar(newsroom).read_bytes()
    assert run("annotate", "story.md").stderr == "sourcing/story.sources.yaml: nothing new.\n"
    assert sidecar(newsroom).read_bytes() == first


def test_what_is_new_comes_behind_what_is_there() -> None:
    made = record_of(STORY, RECORD)
    new = made.splitlines()
    kept = iter(new)
    assert all(line in kept for line in RECORD.splitlines())
    assert "  sis: {name: Sund intelligence service, aliases: SIS}  # side?" in new
    assert entry(made, "He said that repairs")["source"] == "abild"


def test_an_anchor_that_moved_is_given_the_words_of_the_text() -> None:
    edited = STORY.replace("The coast guard said on Saturday", "The coast guard had said on Saturday")
    made = record_of(edited, RECORD)
    moved = '- {source: guard, at: "The coast guard had said on Saturday", claims: [divers], unproven: yes}\n'
    assert moved in made
    assert HEADING not in made


def test_what_vanished_is_kept_apart(newsroom: Path) -> None:
    edited = STORY.replace("Sten Abild, the mayor of Osthaven, said 40 houses had lost their heating. ", "")
    made = record_of(edited, RECORD)
    apart = """\
# statements:
# - at: Sten Abild, the mayor
#   source: abild
#   says:
#     - 40 houses lost their heating   # he counted
"""
    assert f"{HEADING}\n{apart}" in made
    assert "Sten Abild, the mayor" not in [one["at"] for one in yaml.safe_load(made)["statements"]]
    (newsroom / "story.md").write_text(edited, "utf-8")
    sidecar(newsroom).parent.mkdir()
    sidecar(newsroom).write_text(made, "utf-8")
    assert not {"anchor-not-found", "anchor-moved", "invalid-article"} & set(rules(articles("story.md")["story.md"]))


@pytest.mark.parametrize(
    ("mentions", "left", "apart"),
    [
        ("mentions: [three Marlish divers, the white whale]", "mentions: [three Marlish divers]", "the white whale"),
        ("mentions: [the white whale, three Marlish divers]", "mentions: [three Marlish divers]", "the white whale"),
        ("mentions: the white whale", "mentions: []", "the white whale"),
        (
            "mentions:\n      - {at: the white whale, voice: observed}\n      - three Marlish divers",
            "mentions:\n      - three Marlish divers",
            "    - {at: the white whale, voice: observed}",
        ),
    ],
)
def test_of_a_claim_only_the_mention_that_vanished_goes(mentions: str, left: str, apart: str) -> None:
    old = RECORD.replace('divers: "The three', f'divers:\n    {mentions}\n    text: "The three')
    made = record_of(STORY, old)
    assert f"divers:\n    {left}\n    text:" in made
    assert f"# claims.divers.mentions:\n#   {apart}\n" in made


def test_what_others_speak_of_by_its_number_stays_where_it_is(newsroom: Path) -> None:
    """Ids count the places in the list: without the second statement 's3' would be another one."""
    named = RECORD + "- {at: Marland's foreign, source: abild}\n- {at: He said that, source: abild, repeat_of: s3}\n"
    edited = STORY.replace("Sten Abild, the mayor of Osthaven, said 40 houses had lost their heating. ", "")
    (newsroom / "story.md").write_text(edited, "utf-8")
    sidecar(newsroom).parent.mkdir()
    sidecar(newsroom).write_text(named, "utf-8")
    done = run("annotate", "story.md")
    assert "'Sten Abild, the mayor' has no place of its own in the text; mend it by hand." in done.stderr
    assert "- at: Sten Abild, the mayor" in sidecar(newsroom).read_text("utf-8").split(HEADING)[0]


def test_an_entry_that_somebody_put_aside_does_not_come_again() -> None:
    record = record_of(STORY)
    lines = record.splitlines(keepends=True)
    first = lines.index("  - at: The coast guard said  # Saturday: 2026-03-07\n")
    last = next(at for at in range(first + 1, len(lines)) if not lines[at].startswith("    "))
    aside = [f"  # {line[2:]}" if first <= at < last else line for at, line in enumerate(lines)]
    assert record_of(STORY, "".join(aside)).count("The coast guard said") == 1


@pytest.mark.parametrize("path", sorted(STORIES.glob("*.md")), ids=lambda path: path.stem)
def test_a_record_of_a_story_that_did_not_change_stays_as_it_is(path: Path) -> None:
    story = path.read_text("utf-8")
    record = record_of(story)
    assert record_of(story, record) == record


def test_windows_line_ends_and_a_byte_order_mark_are_kept(newsroom: Path) -> None:
    sidecar(newsroom).parent.mkdir()
    before = b"\xef\xbb\xbf" + RECORD.replace("\n", "\r\n").encode()
    sidecar(newsroom).write_bytes(before)
    run("annotate", "story.md")
    after = sidecar(newsroom).read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# The desk")
    assert b"\n" not in after.replace(b"\r\n", b"")


def test_blocks_in_brackets_are_added_to_as_well() -> None:
    record = "attribcheck: 1\narticle: story.md\nsources: {abild: Sten Abild}\nstatements: []\n"
    made = yaml.safe_load(record_of(STORY, record))
    assert len(made["statements"]) == 6
    assert "sis" in made["sources"]


@pytest.mark.parametrize("empty", ["statements:", "statements:  # to do", "statements: # to do\n"])
def test_an_empty_block_is_filled(empty: str) -> None:
    made = record_of(STORY, f"attribcheck: 1\narticle: story.md\n{empty}\nsources: {{}}\n")
    assert len(yaml.safe_load(made)["statements"]) == 6


# ---- what cannot be done ---------------------------------------------------------------------


def test_a_broken_record_is_left_as_it_is(newsroom: Path) -> None:
    sidecar(newsroom).parent.mkdir()
    broken = RECORD.replace("article:", "artcle:")
    sidecar(newsroom).write_text(broken, "utf-8")
    done = run("annotate", "story.md")
    assert done.exit_code == 2
    assert "sourcing/story.sources.yaml:3:1: invalid-article" in done.stderr
    assert sidecar(newsroom).read_text("utf-8") == broken


def test_one_bad_article_does_not_keep_the_others_out(newsroom: Path) -> None:
    done = run("annotate", "gone.md", "story.md")
    assert done.exit_code == 2
    assert "gone.md: the file cannot be read" in done.stderr
    assert sidecar(newsroom).exists()


def test_a_confidential_name_is_written_nowhere(newsroom: Path) -> None:
    (newsroom / ".gitignore").write_text("*.private.yaml\n")
    (newsroom / "desk.private.yaml").write_text("confidential: {osprey: {name: Sten Abild}}\n")
    done = run("annotate", "story.md")
    assert done.exit_code == 2
    assert "Abild" not in done.stderr + done.stdout
    assert not sidecar(newsroom).exists()


@pytest.mark.parametrize("kind", ["opinion", "satire"])
def test_opinion_and_satire_are_left_alone(newsroom: Path, kind: str) -> None:
    (newsroom / "story.md").write_text(STORY.replace("title:", f"type: {kind}\ntitle:"), "utf-8")
    if articles("story.md")["story.md"]["kind"] != kind:
        pytest.fail("the front matter's 'type' tells the kind")
    assert f"nothing is looked for in {kind}" in run("annotate", "story.md").stderr


def test_a_record_in_one_pair_of_braces_is_refused_with_what_to_do() -> None:
    with pytest.raises(NotAnnotated, match="line by line"):
        record_of(STORY, json.dumps({"attribcheck": "1", "article": "story.md"}))


# ---- laws ------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_words_read_back_as_they_are(words: str) -> None:
    assert yaml.load(f"a: [{scalar(words)}, {flow({'b': words})}]", yaml.BaseLoader) == {"a": [words, {"b": words}]}


SENTENCES = [
    "The coast guard said on Saturday that it had arrested three Marlish divers.",
    "It gave no proof of their nationality.",
    "Marland's foreign ministry denied that the divers were its citizens.",
    "On Sunday, the Sund intelligence service (SIS) told Reuters that the three were Marlish.",
    "Sten Abild, the mayor of Osthaven, said 40 houses had lost their heating.",
    "He said that repairs would take a week.",
    '"It could have been worse," said Mette Krog, a nurse.',
    "According to the harbour office, eleven ships were turned back.",
    "This is the largest leak in the strait since the pipeline was built.",
    "Snow fell overnight.",
    "A report by the Sund Institute found that the valve was old.",
    "Officials said the cause was not known.",
]
WORDS = ["not", "again", "in March,", "about", "the old", "quietly"]

paragraphs = st.lists(st.sampled_from(range(len(SENTENCES))), min_size=1, max_size=9, unique=True)


@st.composite
def edited(draw: st.DrawFn, story: list[str]) -> list[str]:
    """A story some of whose sentences went, moved, came or changed by a word."""
    order = draw(st.permutations(story))
    kept = [sentence for sentence in order if draw(st.integers(0, 4))]
    changed = []
    for sentence in kept:
        words = sentence.split()
        if draw(st.integers(0, 2)) == 0:
            at = draw(st.integers(1, len(words) - 1))
            words[at:at] = [draw(st.sampled_from(WORDS))]
        changed.append(" ".join(words))
    new = draw(st.lists(st.sampled_from(SENTENCES), max_size=3, unique=True))
    return changed + [sentence for sentence in new if sentence not in changed]


@st.composite
def handled(draw: st.DrawFn, record: str) -> str:
    """A record after somebody worked on it: comments, blank lines, other quotation marks, entries in another order."""
    lines: list[str] = []
    block: list[list[str]] = []
    for line in record.splitlines():
        if line.startswith("  - "):
            block.append([line])
        elif block and line.startswith("    "):
            block[-1].append(line)
        else:
            lines += [one for item in draw(st.permutations(block)) for one in item] if block else []
            block = []
            lines.append(line)
    lines += [one for item in draw(st.permutations(block)) for one in item] if block else []
    done: list[str] = []
    for line in lines:
        choice = draw(st.integers(0, 12))
        if choice == 0:
            done.append(f"{' ' * draw(st.integers(0, 6))}# a note of the desk: {len(done)}")
        elif choice == 1 and "at: " in line and "{" not in line and '"' not in line and "#" not in line:
            line = line.replace("at: ", "at:   '", 1).replace("'s", "''s") + "'  # looked up"
        elif choice == 2:
            done.append("")
        done.append(line)
    return "\n".join(done) + "\n"


def story_of(sentences: list[str]) -> str:
    return "---\ntitle: Divers held after a blast\ndate: 2026-03-09\n---\n\n" + "\n\n".join(sentences) + "\n"


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_what_a_person_wrote_is_never_touched(data: st.DataObject) -> None:
    """Every line of the record is there afterwards, in its order: as it was, with another anchor, or set apart."""
    sentences = [SENTENCES[number] for number in data.draw(paragraphs)]
    try:
        record = data.draw(handled(record_of(story_of(sentences))))
    except NotAnnotated:
        return
    story = story_of(data.draw(edited(sentences)))
    made = record_of(story, record)
    upper, _, apart = made.partition(HEADING)
    kept = {line[2:] for line in apart.splitlines()}
    new = iter(upper.splitlines())
    for line in record.splitlines():
        if line in kept or line.rstrip() in kept:
            continue
        for other in new:
            if other == line or _differs_in_its_anchor(line, other):
                break
        else:
            pytest.fail(f"{line!r} is gone from:\n{made}")
    assert record_of(story, made) == made


def _differs_in_its_anchor(old: str, new: str) -> bool:
    """Whether a line has other words behind 'at:' or 'mentions:' alone."""
    for key in ("at:", "mentions:", "caveats:"):
        head, found, tail = old.partition(key)
        if found and new.startswith(head + found):
            comment = tail.partition("  #")[2]
            return new.endswith(comment)
    return False


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_record_fits_its_story_afterwards(data: st.DataObject) -> None:
    """After any edit of the story: no anchor is lost, and no entry stands for anything that is not there."""
    sentences = [SENTENCES[number] for number in data.draw(paragraphs)]
    try:
        record = record_of(story_of(sentences))
    except NotAnnotated:
        return
    story = story_of(data.draw(edited(sentences)))
    made = record_of(story, record)
    opened = open_bytes(story.encode(), "story.md", 10_000_000)
    opened.record, opened.record_data = "story.sources.yaml", made.encode()
    lost = [fault.message for fault in opened.read_again(made.encode()).faults if fault.stops]
    assert [message for message in lost if " times in the text" not in message] == []
