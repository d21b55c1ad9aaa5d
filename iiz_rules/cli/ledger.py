"""`iiz ledger`: the fund's book on a day: balance, what is promised, owed, and late."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from iiz_rules.cli.asking import today
from iiz_rules.cli.options import Choice, Command, Day, Option
from iiz_rules.cli.screen import Screen
from iiz_rules.funding.ledger import read_ledger
from iiz_rules.render.funding.books import books, books_json, books_text


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    kinds = Choice(["text", "json"])
    return Command(
        "ledger",
        screen.language,
        params=[
            click.Argument(["file"], metavar=screen.say("ledger.metavar")),
            option("--on", help="ledger.on", metavar=screen.say("day.metavar"), type=Day()),
            option("--format", "kind", help="assess.format", type=kinds, default="text"),
        ],
        callback=lambda **given: _ledger(screen, **given),
    )


def _ledger(screen: Screen, file: str, on: date | None, kind: str) -> int:
    found = books(read_ledger(Path(file)), on or today())
    if kind == "json":
        screen.print(books_json(found))
    else:
        screen.print(books_text(found, screen.language, screen.paint))
    return 0
