"""Where output goes: data to stdout or a file, all else to stderr; colour only where somebody sees it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import click


def wants_colour() -> bool:
    """Whether stdout is a terminal that may be coloured."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The columns of the terminal; 80 where there is none, so that a file's bytes do not depend on it."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return shutil.get_terminal_size((80, 24)).columns
    return 80


def write(text: str, file: str | None) -> None:
    """Writes to a file, or to stdout, as UTF-8 with LF line ends. Raises `click.ClickException`."""
    write_pieces([text.encode("utf-8", "backslashreplace")], file)


def write_pieces(pieces: Iterable[bytes], file: str | None, *, append: bool = False) -> None:
    """Writes pieces one after the other, at the end of the file if asked to. Raises `click.ClickException`."""
    if file is None or file == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        with Path(file).open("ab" if append else "wb") as stream:
            stream.writelines(pieces)
    except OSError as error:
        raise click.ClickException(f"'{file}' cannot be written: {error.strerror}.") from None


def note(words: str) -> None:
    """A word to the user, on stderr; paths and the like in it cannot steer a terminal or a CI runner."""
    from attribcheck.reports.visible import calm, plain

    click.echo(calm(plain(words)), err=True)
