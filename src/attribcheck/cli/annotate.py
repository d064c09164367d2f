"""`attribcheck annotate`: the sidecar of an article, written from its prose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from attribcheck import pipeline
from attribcheck.cli import output
from attribcheck.pipeline import Options
from attribcheck.workspace.opening import Item, Unopened, open_item
from attribcheck.workspace.private import Guard, guard, is_private

if TYPE_CHECKING:
    from attribcheck.annotating import Annotation, NotAnnotated


# One of a block, and several.
_NAMES = {
    "sources": ("source", "sources"),
    "claims": ("claim", "claims"),
    "statements": ("statement", "statements"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "responses": ("response", "responses"),
}


@click.command(name="annotate")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--diff", is_flag=True, help="Print what would change on stdout, and write nothing.")
@click.option(
    "--inference", type=click.Choice(["high", "medium", "low"]),
    help="How sure the reader must be of what it finds. Default: as configured, else medium.",
)  # fmt: skip
@click.option(
    "--max-bytes", type=click.IntRange(min=1), default=pipeline.MAX_BYTES, show_default=True,
    help="Read no file larger than this.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, articles: tuple[str, ...], diff: bool, inference: str | None, max_bytes: int) -> None:
    """Write the record of ARTICLE from its prose: who says what where, for a person to complete.

    \b
    attribcheck annotate content/news/story.md
    attribcheck annotate content/news/story.md --diff

    The record is the article's sidecar; a structured article in YAML is its own. Run it again after an edit: it adds
    what is new, re-anchors what moved and sets apart what is gone. What a person wrote stays as it is.

    Behind each entry a comment asks what only a person can know. Exits with 2 if an article could not be annotated.
    """
    names = guard(articles)
    for path, why in names.problems:
        output.note(names.hide(f"attribcheck: {path}: {why}."))
    if names.problems:
        raise click.ClickException("nothing was written, for nobody can say that no confidential name gets out.")
    options = Options(max_bytes=max_bytes, guard=names, configured=True, inference=inference)  # type: ignore[arg-type]
    done = [_annotate(article, options, diff=diff) for article in articles]
    ctx.exit(0 if all(done) else 2)


def _annotate(path: str, options: Options, *, diff: bool) -> bool:
    """Annotates one article; whether it could be done."""
    from attribcheck.annotating import NotAnnotated, annotate

    names = options.guard
    if is_private(Path(path).name):
        return _failed(path, "a private file holds confidential names; it is no article.", names)
    try:
        mirror = pipeline.configuration_for(path, options).sidecars
        opened = open_item(Item(path), options.max_bytes, mirror)
        if pipeline.leaks(opened, names) is not None:
            return _failed(path, "confidential-leak: a confidential name stands in it. Nothing was written.", names)
        made = annotate(opened, options)
        text = made.data.decode("utf-8", "replace")
        if names.leaks(text, made.path) or names.find(made.path):
            return _failed(path, "confidential-leak: a confidential name would stand in its record.", names)
        if diff:
            output.write(_difference(made), None)
        else:
            _write(made)
    except Unopened as why:
        return _failed(path, str(why), names)
    except NotAnnotated as why:
        _note_faults(why, path, names)
        return _failed(path, str(why), names)
    except OSError as error:
        return _failed(path, f"its record is as it was; it cannot be written: {error.strerror}.", names)
    _tell(made, names, diff=diff)
    return True


def _failed(path: str, why: str, names: Guard) -> bool:
    output.note(names.hide(f"attribcheck: {path}: {why}"))
    return False


def _note_faults(why: NotAnnotated, path: str, names: Guard) -> None:
    for fault in why.faults:
        place = f"{fault.place.path or path}:{fault.place.line}:{fault.place.column}"
        output.note(names.hide(f"{place}: {fault.kind}: {fault.message} {fault.fix}"))


def _difference(made: Annotation) -> str:
    from difflib import unified_diff

    from attribcheck.reports.visible import plain

    before = (made.before or b"").decode("utf-8", "replace").splitlines()
    after = made.data.decode("utf-8", "replace").splitlines()
    old = made.path if made.before is not None else "/dev/null"
    return "".join(f"{plain(line)}\n" for line in unified_diff(before, after, old, made.path, lineterm=""))


def _write(made: Annotation) -> None:
    """Raises `OSError`."""
    from attribcheck.recording.article_file import replace_file

    if made.before is None:
        file = Path(made.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        # Where somebody else has made it in the meantime it is theirs.
        with file.open("xb") as stream:
            stream.write(made.data)
    elif made.data != made.before:
        replace_file(made.path, made.before, made.data)


def _tell(made: Annotation, names: Guard, *, diff: bool) -> None:
    for old, new in made.moved:
        output.note(names.hide(f"{made.path}: '{old}' is now '{new}'."))
    for words in made.apart:
        output.note(names.hide(f"{made.path}: '{words}' is no longer in the text; its entry is kept at the end."))
    for words in made.left:
        output.note(names.hide(f"{made.path}: '{words}' has no place of its own in the text; mend it by hand."))
    found = [f"{count} {_NAMES[block][count != 1]}" for block, count in made.found.items() if count]
    what = ", ".join(found) or ("nothing new" if made.data == made.before else "no new entry")
    output.note(names.hide(f"{made.path}: {what}{' (not written)' if diff else ''}."))
