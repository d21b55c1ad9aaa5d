"""`iiz completion`: the script that lets a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

from iiz_rules.cli.command import command
from iiz_rules.cli.options import KeywordType
from iiz_rules.cli.screen import Screen

SHELLS = ("bash", "zsh", "fish")


@command()
@click.argument("shell", type=KeywordType(SHELLS), metavar="|".join(SHELLS))
def completion(screen: Screen, shell: str) -> int:
    """Print click's script for a shell."""
    script = get_completion_class(shell)
    assert script is not None  # one of SHELLS
    screen.print(script(click.Group(), {}, "iiz", "_IIZ_COMPLETE").source())
    return 0
