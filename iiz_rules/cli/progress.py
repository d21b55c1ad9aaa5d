"""How far a long piece of work is: a bar on a terminal, nothing anywhere else."""

import os
import sys

import click

WIDTH = 30


class Progress:
    """A bar on standard error, gone when the work is done."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def __enter__(self) -> "Progress":
        return self

    def tell(self, share: float, count: str) -> None:
        """Show which share is done, and how many rows."""
        if self.shown:
            full = int(min(share, 1.0) * WIDTH)
            bar = "█" * full + "░" * (WIDTH - full)
            click.echo(f"\r{bar} {min(share, 1.0):4.0%}  {count} ", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r" + " " * (WIDTH + 30) + "\r", nl=False, err=True)
