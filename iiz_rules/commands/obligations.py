"""`iiz obligations`: what is owed on a day in all cases of a store, by role."""

from datetime import date
from functools import partial

import click

from iiz_rules.commands.screen import Screen
from iiz_rules.commands.words import Choice, Command, Day, Option
from iiz_rules.escalation.listing import owed
from iiz_rules.escalation.store import Store
from iiz_rules.kept import settings_of
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
            option("--canton", help="kept.canton", metavar="NAME"),
            option("--on", help="obligations.on", required=True, metavar=day, type=Day()),
            option("--dated", help="obligations.dated", is_flag=True),
            option("--by", "role", help="obligations.by", metavar="NAME"),
            option("--format", "kind", help="obligations.format", type=kinds, default="text"),
        ],
        callback=lambda **given: _obligations(screen, **given),
    )


def _obligations(
    screen: Screen,
    store: str,
    canton: str | None,
    on: date,
    dated: bool,
    role: str | None,
    kind: str,
) -> int:
    with Store(store, create=False) as kept:
        settings = settings_of(canton, kept)
        rows = [one for one in owed(kept, on, settings.of, dated=dated) if role in (None, one.role)]
    listing = Listing(settings.program, tuple(rows), on, screen.language)
    if kind == "ics":
        screen.write(rows_ics(listing))
    elif kind == "json":
        screen.print(rows_json(listing))
    else:
        screen.print(rows_text(listing, screen.paint))
    return 0
