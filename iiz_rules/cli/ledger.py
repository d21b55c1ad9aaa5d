"""`iiz ledger`: the fund's book on a day: balance, what is promised, owed, and late."""

from datetime import date
from pathlib import Path

from iiz_rules.cli.asking import today
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, day_option, form_option
from iiz_rules.cli.screen import Screen
from iiz_rules.funding.books import read_ledger
from iiz_rules.render.text.ledger import books_data, books_text


@command()
@argument("file", "ledger.metavar")
@day_option("--on", help="ledger.on")
@form_option()
def ledger(screen: Screen, file: str, on: date | None, form: str) -> int:
    """Tell how the fund stands."""
    book, day = read_ledger(Path(file)), on or today()
    if form == "json":
        screen.data(books_data(book, day))
    else:
        screen.print(books_text(book, day, screen.paper))
    return 0
