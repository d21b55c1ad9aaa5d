"""Writing a file that the caller named; it is the caller's to overwrite."""

from pathlib import Path

import click

from iiz_rules.commands.words import fault
from iiz_rules.values import shown


def save(output: str, text: str) -> None:
    """Write a text as a file; what cannot be written is a finding."""
    whole = text if text.endswith("\n") else f"{text}\n"
    try:
        Path(output).write_bytes(whole.encode())
    except OSError:
        ctx = click.get_current_context()
        raise fault(ctx, "unwritable-file", file=shown(output)) from None
