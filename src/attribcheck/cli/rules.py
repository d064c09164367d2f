"""`attribcheck rules`: the rule book as a list, its tests, and a new rule to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from attribcheck.cli import output
from attribcheck.engine.loading import RuleError
from attribcheck.workspace import rulebook


@click.group(name="rules")
def command() -> None:
    """List the rules, test them by their examples, or begin a new one."""


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


_SKELETON = """\
# yaml-language-server: $schema=https://attribcheck.dev/schemas/rule.schema.json
id: {id}                      # stable, and never used again for another rule
name: {name}
severity: warning                # error: to fix · warning: to ask · info: for the desk
about: copy                      # claim: the claim is weak · copy: the article handles it badly
summary: What it flags, in a sentence.
why: Why that matters to a reader.
for: {scope}                      # looked at one after the other; 'attribcheck facts' lists what a condition may read
when: {when}
# raise:                         # another severity, where a condition holds; the first match wins
#   - to: error
#     when: {scope}.…
# group: claim                   # one finding a claim, statement, sentence or party
# options:                       # limits that configuration may set: options.days in the conditions
#   days: {{default: 30, minimum: 1, about: days after which it is old}}
message: What the record shows here, with facts in braces.
fix: What closes it.
# ask: "Whom: what?"             # the question for the call list
# silences: []                   # rules that this one takes the place of
# standards: [{{name: …, section: …, url: …, found: found}}]
examples:                        # at least one that fires and one that stays silent
  - fires: 1
    article:
      body: It rained.
  - fires: 0
    article:
      body: It rained.
"""
# A condition to begin with, for each thing that a rule may look at.
_FIRST = {"article": "article.byline == null", "passage": 'passage.words.contains("…")'}


@command.command(name="new")
@click.argument("id_", metavar="ID")
@click.argument("name")
@click.option("--for", "scope", default="claim", show_default=True, help="What it looks at, one after the other.")
@click.option("--folder", default=".", show_default=True, type=click.Path(path_type=Path), help="Where the pack is.")
def new_rule(id_: str, name: str, scope: str, folder: Path) -> None:
    """Write a commented skeleton of a rule: ID is like HSE001, NAME in kebab-case."""
    import re

    from attribcheck.facts import SCOPES
    from attribcheck.nearest import did_you_mean

    if not re.fullmatch(r"[A-Z][A-Z0-9]{1,15}", id_):
        raise click.UsageError(f"'{id_}' is no id; write capitals and digits, such as HSE001.")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        raise click.UsageError(f"'{name}' is no name; write it in kebab-case, such as no-byline.")
    if scope not in SCOPES:
        known = f"{did_you_mean(scope, list(SCOPES))} Known: {', '.join(SCOPES)}."
        raise click.UsageError(f"No rule looks at a '{scope}'.{known}")
    if rulebook.find_rule(id_) or rulebook.find_rule(name):
        raise click.UsageError(f"The rule book has a rule '{id_}' or '{name}' already; choose another id and name.")
    file = folder / f"{id_}-{name}.yaml"
    if file.exists():
        raise click.ClickException(f"{file} is there already; nothing was written.")
    when = _FIRST.get(scope, f"{scope}.place != null" if scope != "claim" else 'claim.status == "unattributed"')
    output.write(_SKELETON.format(id=id_, name=name, scope=scope, when=when), str(file))
    output.note(f"{file} is written. Next: change 'when' and the examples, then run: attribcheck rules test {file}")
