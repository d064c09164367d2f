"""`attribcheck rules`: the rule book as a list, and its tests."""

from __future__ import annotations

from pathlib import Path

import click

from attribcheck.cli import output
from attribcheck.engine.loading import RuleError
from attribcheck.workspace import rulebook


@click.group(name="rules")
def command() -> None:
    """List the rules, or test them by their examples."""


@command.command(name="list")
@click.option("--pack", multiple=True, metavar="NAME", help="These packs only.")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_rules(pack: tuple[str, ...], form: str) -> None:
    """List the rules: id, severity, pack, name, and what each flags."""
    for name in pack:
        if name not in rulebook.known_packs():
            raise click.UsageError(rulebook.unknown_pack(name))
    rules = [rule for rule in rulebook.all_rules() if not pack or rule.pack in pack]
    if form == "json":
        import json

        rows = [
            {"id": r.id, "name": r.name, "severity": r.severity, "about": r.about, "pack": r.pack, "summary": r.summary}
            for r in rules
        ]
        output.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", None)
        return
    for rule in rules:
        output.write(f"{rule.id:<8} {rule.severity:<8} {rule.pack:<15} {rule.name:<32} {rule.summary}\n", None)


@command.command(name="test")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.pass_context
def test_rules(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    """Test rules by the examples in their files; without PATHS, the whole rule book."""
    from attribcheck.engine.loading import load_rule
    from attribcheck.examples import failures

    broken: list[RuleError] = []
    rules = []
    for path in paths:
        if not path.exists():
            raise click.ClickException(f"'{path}': there is no such file or folder.")
    for file, pack in rulebook.files_under(paths or (rulebook.folder(),)):
        try:
            rules.append(load_rule(file, pack))
        except RuleError as error:
            broken.append(error)
    seen: dict[str, str] = {}
    for rule in rules:
        if rule.id in seen:
            broken.append(
                RuleError(f"The id '{rule.id}' stands in {seen[rule.id]} too.", rule.path, fix="Give one another id.")
            )
        seen[rule.id] = rule.path
    for fault in broken:
        output.note(str(fault))
    failed = 0
    for rule in rules:
        for failure in failures(rule):
            failed += 1
            output.write(f"{failure}\n", None)
    examples = sum(len(rule.examples) for rule in rules)
    output.write(f"{len(rules)} rules, {examples} examples: {failed} failed, {len(broken)} rules did not load\n", None)
    if not rules and not broken:
        output.note("attribcheck: no rule was found.")
    ctx.exit(2 if broken or not rules else 1 if failed else 0)
