"""Word lists: what the project knows of a language, as YAML beside this module."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any


@cache
def word_lists(path: str) -> Any:
    """The lists in a file under `language/`, such as `en/top_lines.yaml`; every scalar is text."""
    import yaml

    # Every scalar as text: YAML 1.1 would make a boolean of 'on' and 'no'.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(resources.files("attribcheck.language").joinpath(path).read_text("utf-8"), Loader=loader)
