"""The command line: one module a command; arguments in, exit code out, no logic."""

from __future__ import annotations

import sys

import click

from attribcheck._version import __version__

# 0 nothing at or above --fail-on, 1 findings, 2 the work could not be done, 130 interrupted.
_COMMANDS = {
    "check": ("check", "Check articles and report."),
    "annotate": ("annotate", "Write an article's record from its prose, for a person to complete."),
    "report": ("report", "Render a stored JSON report in other formats."),
    "todo": ("todo", "Print the call list: what to ask whom."),
    "sources": ("sources", "Show who is quoted, how often, and through whom."),
    "baseline": ("baseline", "Freeze today's findings, so that a run fails on new ones only."),
    "sheet": ("sheet", "Write an article's fact-check sheet, or bring its checks back into the article."),
    "why": ("why", "Show which step gave a claim its status, and what would change it."),
    "explain": ("explain", "Explain a rule: what it flags, why, and what to do."),
    "rules": ("rules", "List the rules, or test them by their examples."),
    "config": ("config", "Show the configuration that holds, and where it comes from."),
    "init": ("init", "Write a first configuration."),
    "facts": ("facts", "List the facts that a rule may read."),
    "schema": ("schema", "Print a JSON Schema: article, rule, configuration or report."),
}


class _Lazy(click.Group):
    """Loads a command's module when it is called, so that `--version` costs nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        from importlib import import_module

        module = import_module(f"attribcheck.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in _COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="attribcheck")
def cli() -> None:
    """The linter for sourcing: who says so, through whom, since when, on what evidence, and who else knows it."""


def main() -> None:
    """The console script."""
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.ClickException as error:
        from attribcheck.reports.visible import calm, plain

        object.__setattr__(error, "message", calm(plain(error.message)))
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except BrokenPipeError:
        # Whoever read our output has gone; keep Python from complaining about it at its own exit.
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:  # noqa: BLE001 - no traceback reaches a user
        from attribcheck.engine.loading import RuleError
        from attribcheck.workspace.configuration import ConfigurationError

        if isinstance(error, RuleError | ConfigurationError):
            click.echo(f"attribcheck: {error}", err=True)
        else:
            kind = type(error).__name__
            click.echo(f"attribcheck: a fault of the program itself ({kind}). Please report it.", err=True)
        code = 2
    sys.exit(code if isinstance(code, int) else 0)
