"""Writing a file that the caller named; it is the caller's to overwrite."""

from pathlib import Path

import click

from iiz_rules.cli.options import fault
from iiz_rules.language.values import shown


def save(output: str, content: str | bytes) -> None:
    """Write a text, or bytes, as a file; what cannot be written is a finding."""
    if isinstance(content, str):
        content = (content if content.endswith("\n") else f"{content}\n").encode()
    try:
        Path(output).write_bytes(content)
    except OSError:
        ctx = click.get_current_context()
        raise fault(ctx, "unwritable-file", file=shown(output)) from None
