"""`iiz obligations`: what is owed on a day in all cases of a store, by role."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from iiz_rules.cli.command import command
from iiz_rules.cli.naming import named
from iiz_rules.cli.options import day_option, form_option, option
from iiz_rules.cli.screen import Screen
from iiz_rules.cli.store import check_borne, key_of, key_option, store_option
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.life import OwedRow
from iiz_rules.escalation.store.outlook import owed
from iiz_rules.escalation.store.store import Store
from iiz_rules.funding.register import DecisionRegister
from iiz_rules.language.program.rules import Program
from iiz_rules.render.text.obligations import Listing, rows_data, rows_ics, rows_text


@command()
@store_option
@key_option
@day_option("--on", help="obligations.on", required=True)
@option("--canton", help="obligations.canton", word="schema.name")
@option("--dated", help="obligations.dated", is_flag=True)
@option("--by", "role", help="obligations.by", word="schema.name")
@option("--payments", help="obligations.payments", word="file.metavar", type=click.Path())
@form_option("text", "json", "ics", help="obligations.format")
def obligations(
    screen: Screen,
    store: str,
    key_file: str | None,
    on: date,
    canton: str | None,
    dated: bool,
    role: str | None,
    payments: str | None,
    form: str,
) -> int:
    """List what is owed, the most urgent first."""
    with Store(store, create=False, key=key_of(key_file)) as cases:
        archive, keys = Archive(cases), cases.editions.by_number()
        check_borne("--canton", canton, (key.canton for key in keys.values()))
        paid = None if payments is None else Path(payments)
        listed = owed(archive, on, dated=dated)
        listed = DecisionRegister(cases).with_advances(listed, on, paid, dated)
        rows = [row for row in listed if canton in (None, keys[row.edition].canton)]
        editions = {row.edition: archive.program(keys[row.edition]) for row in rows}
        if role is not None:
            programs = [archive.program(key) for key in keys.values()]
            actors = {name: label for one in programs for name, label in one.actors.items()}
            role = named(actors, role, screen.language)
            check_borne("--by", role, actors)
            rows = [row for row in rows if role in _bearers(editions, row)]
    listing = Listing(editions, tuple(rows), on, screen.language)
    if form == "ics":
        screen.write(rows_ics(listing))
    elif form == "json":
        screen.data(rows_data(listing))
    else:
        screen.print(rows_text(listing, screen.paper))
    return 0


def _bearers(editions: Mapping[int, Program], row: OwedRow) -> tuple[str, ...]:
    """Name who owes a duty; of a group also who is in it."""
    return editions[row.edition].everybody(row.role) if row.role else ()
