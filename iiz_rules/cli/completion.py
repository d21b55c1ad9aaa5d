"""`iiz completion`: the script that lets a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

from iiz_rules.cli.options import Choice, Command
from iiz_rules.cli.screen import Screen

SHELLS = ("bash", "zsh", "fish")


def command(screen: Screen) -> click.Command:
    """Build the command."""
    metavar = f"[{'|'.join(SHELLS)}]"
    shell = click.Argument(["shell"], type=Choice(SHELLS), metavar=metavar)
    return Command(
        "completion", screen.language, params=[shell], callback=lambda shell: _script(screen, shell)
    )


def _script(screen: Screen, shell: str) -> int:
    found = get_completion_class(shell)
    assert found is not None
    screen.print(found(click.Group(), {}, "iiz", "_IIZ_COMPLETE").source())
    return 0
