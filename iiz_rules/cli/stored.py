"""What the commands on a store have in common: which names its cases bear."""

from collections.abc import Iterable

import click

from iiz_rules.cli.options import fault
from iiz_rules.language.values import near, shown


def possible(name: str, got: str | None, known: Iterable[str]) -> None:
    """Refuse a name that nothing in the store bears: an empty list would say something else."""
    names = sorted(set(known))
    if got is not None and names and got not in names:
        words = {"name": name, "got": shown(got), "known": ", ".join(names)}
        raise fault(click.get_current_context(), "wrong-argument", near=near(got, names), **words)


def the_canton(got: str | None, known: Iterable[str]) -> str:
    """Give the canton that is meant: the one named, or the only one in the store."""
    names = sorted(set(known))
    possible("--canton", got, names)
    if got is None and len(names) != 1:
        raise fault(click.get_current_context(), "missing-argument", name="--canton")
    return got or names[0]
