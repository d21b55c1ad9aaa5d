"""`iiz statistics`: the key figures of a store over a period, as table, data or picture."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import click

from iiz_rules.api import load
from iiz_rules.cli.asking import chosen as pairs
from iiz_rules.cli.files import save
from iiz_rules.cli.options import Choice, Command, Day, Option, fault
from iiz_rules.cli.screen import Screen
from iiz_rules.cli.stored import the_canton
from iiz_rules.escalation.figures.counting import count
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.store import Store
from iiz_rules.language.values import shown
from iiz_rules.questions import chosen
from iiz_rules.render.statistics.chart import sheet_svg
from iiz_rules.render.statistics.data import sheet_json
from iiz_rules.render.statistics.sheet import Sheet, sheet
from iiz_rules.render.statistics.text import sheet_text

WRITE: dict[str, Callable[[Sheet], str]] = {
    ".svg": sheet_svg,
    ".json": sheet_json,
    ".txt": sheet_text,
}


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    file, day = screen.say("store.metavar"), screen.say("day.metavar")
    return Command(
        "statistics",
        screen.language,
        params=[
            option("--store", help="obligations.store", required=True, metavar=file),
            option("--canton", help="kept.canton", metavar="NAME"),
            option(
                "--from", "start", help="statistics.from", required=True, metavar=day, type=Day()
            ),
            option("--to", "end", help="statistics.to", required=True, metavar=day, type=Day()),
            option(
                "--interpretation",
                "readings",
                help="assess.interpretation",
                multiple=True,
                metavar="ID=OPTION",
            ),
            option("--every-number", "every", help="statistics.every", is_flag=True),
            option(
                "--format",
                "kind",
                help="assess.format",
                type=Choice(["text", "json"]),
                default="text",
            ),
            option("-o", "--output", help="statistics.output", metavar="FILE", type=click.Path()),
        ],
        callback=lambda **given: _statistics(screen, **given),
    )


def _statistics(
    screen: Screen,
    store: str,
    canton: str | None,
    start: date,
    end: date,
    readings: tuple[str, ...],
    every: bool,
    kind: str,
    output: str | None,
) -> int:
    write = _form(output) if output else None
    if end < start:
        words = {"name": "--to", "got": end.isoformat(), "known": f"≥ {start.isoformat()}"}
        raise fault(click.get_current_context(), "wrong-argument", near="", **words)
    with Store(store, create=False) as kept:
        archive = Archive(kept)
        name = the_canton(canton, (one.canton for one in kept.editions().values()))
        program = archive.newest(name) or load(name).program
        found = count(archive, program, (start, end), chosen(program, pairs(readings)))
    figures = sheet(program, found, screen.language, every=every)
    if output and write:
        save(output, write(figures))
        screen.print(screen.say("written", file=shown(output)))
    elif kind == "json":
        screen.print(sheet_json(figures))
    else:
        screen.print(sheet_text(figures, screen.paint))
    return 0


def _form(output: str) -> Callable[[Sheet], str]:
    """Tell from the ending of a file what is to stand in it."""
    form = WRITE.get(Path(output).suffix.lower())
    if form is None:
        words = {"file": shown(output), "known": ", ".join(WRITE)}
        raise fault(click.get_current_context(), "unknown-ending", **words)
    return form
