"""`iiz obligations`: what is owed on a day in all cases of a store, by role."""

from datetime import date
from functools import partial

import click

from iiz_rules.cli.options import Choice, Command, Day, Option
from iiz_rules.cli.screen import Screen
from iiz_rules.cli.stored import possible
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.listing import owed
from iiz_rules.escalation.store.store import Store
from iiz_rules.render.flow.rows import Listing, rows_ics, rows_json, rows_text


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    file, day = screen.say("store.metavar"), screen.say("day.metavar")
    kinds = Choice(["text", "json", "ics"])
    return Command(
        "obligations",
        screen.language,
        params=[
            option("--store", help="obligations.store", required=True, metavar=file),
            option("--on", help="obligations.on", required=True, metavar=day, type=Day()),
            option("--canton", help="obligations.canton", metavar="NAME"),
            option("--dated", help="obligations.dated", is_flag=True),
            option("--by", "role", help="obligations.by", metavar="NAME"),
            option("--format", "kind", help="obligations.format", type=kinds, default="text"),
        ],
        callback=lambda **given: _obligations(screen, **given),
    )


def _obligations(
    screen: Screen,
    store: str,
    on: date,
    canton: str | None,
    dated: bool,
    role: str | None,
    kind: str,
) -> int:
    with Store(store, create=False) as kept:
        archive, keys = Archive(kept), kept.editions()
        possible("--canton", canton, (key.canton for key in keys.values()))
        found = owed(archive, on, dated=dated)
        rows = [one for one in found if canton in (None, keys[one.edition].canton)]
        rows = [one for one in rows if role in (None, one.role)]
        named = keys if role and not rows else {one.edition for one in rows}
        editions = {one: archive.program(keys[one]) for one in named}
    if role and not rows:
        possible("--by", role, (one for program in editions.values() for one in program.actors))
    listing = Listing(editions, tuple(rows), on, screen.language)
    if kind == "ics":
        screen.write(rows_ics(listing))
    elif kind == "json":
        screen.print(rows_json(listing))
    else:
        screen.print(rows_text(listing, screen.paint))
    return 0
