"""`attribcheck config`: what holds for an article, and which file says so."""

from __future__ import annotations

import json

import click

from attribcheck.cli import output
from attribcheck.cli.gathering import configuration_of
from attribcheck.workspace.configuration import Override, Written


@click.command(name="config")
@click.argument("path", default=".")
@click.option("--config", "config_file", metavar="FILE", help="This configuration, whatever stands near the path.")
@click.option("--kind", metavar="KIND", help="As for an article of this kind: news, opinion …")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(path: str, config_file: str | None, kind: str | None, form: str) -> None:
    """Show the configuration that holds for PATH, and where each value comes from."""
    from attribcheck.reports.visible import plain
    from attribcheck.workspace import rulebook

    configuration = configuration_of(config_file, path)
    settled = configuration.settled(path, kind)
    packs = list(settled.packs or rulebook.DEFAULT_PACKS)
    origin = {name: file for file, written in reversed(configuration.layers) for name in _given(written)}
    values: dict[str, object] = {
        "packs": packs,
        "rules": dict(settled.severities),
        "options": {f"{rule}.{name}": value for rule, name, value in settled.options},
        "exclude": list(configuration.exclude),
        "fail-on": configuration.fail_on or "error",
        "inference": configuration.inference,
    }
    if form == "json":
        shown = {name: {"value": value, "from": origin.get(name)} for name, value in values.items()}
        output.write(
            json.dumps({"files": list(configuration.files), **shown}, ensure_ascii=False, indent=2) + "\n", None
        )
        return
    files = ", ".join(configuration.files) or "none found; these are the defaults"
    lines = [f"configuration: {files}"]
    for name, value in values.items():
        words = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
        shown_value = ", ".join(value) if isinstance(value, list) else words
        lines.append(f"{name:<10} {shown_value or '-'}  ({origin.get(name, 'default')})")
    output.write("".join(f"{plain(line)}\n" for line in lines), None)


def _given(written: Written) -> list[str]:
    """The names of the values that a file gives, overrides included."""
    parts: list[Written | Override] = [written, *written.overrides]
    found = {
        "packs": any(part.packs is not None for part in parts),
        "rules": any(part.rules for part in parts),
        "options": any(setting.options for part in parts for setting in part.rules.values()),
        "exclude": bool(written.exclude),
        "fail-on": written.fail_on is not None,
        "inference": written.inference is not None,
    }
    return [name for name, given in found.items() if given]
