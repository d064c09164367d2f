"""Whole stories, each with what is read in it: who says what, through whom, on what day, and what is flagged."""

from __future__ import annotations

from pathlib import Path

import pytest

from story_reading import STORIES, listing


@pytest.mark.parametrize("story", sorted(STORIES.glob("*.md")), ids=lambda story: story.stem)
def test_a_story_is_read_as_it_is_listed(story: Path) -> None:
    assert listing(story) == story.with_suffix(".txt").read_text(encoding="utf-8")
