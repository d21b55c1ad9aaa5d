"""`iiz statistics`: the key figures of a store over a period, as table, data or picture."""

from collections.abc import Callable, Mapping
from datetime import date

from iiz_rules.cli.asking import interpretation_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import (
    by_ending,
    day_option,
    form_option,
    option,
    output_option,
    save,
    wrong,
)
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.cli.store import key_of, key_option, one_canton, store_option
from iiz_rules.engine.askable import checked_options
from iiz_rules.escalation.figures.counting import count
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.store import Store
from iiz_rules.policy import load
from iiz_rules.render.key_figures import FigureSheet, sheet
from iiz_rules.render.text.key_figures import sheet_data, sheet_text
from iiz_rules.render.text.layout import Paper


def sheet_svg(sheet: FigureSheet) -> str:
    """Draw the figures, by a library that not every installation has."""
    from iiz_rules.render.charts.key_figures import figures_svg

    return figures_svg(sheet)


WRITE: dict[str, Callable[[FigureSheet], str]] = {
    ".svg": sheet_svg,
    ".json": lambda sheet: as_json(sheet_data(sheet)),
    ".txt": lambda sheet: sheet_text(sheet, Paper(sheet.language)),
}


@command()
@store_option
@key_option
@option("--canton", help="kept.canton", word="schema.name")
@day_option("--from", "start", help="statistics.from", required=True)
@day_option("--to", "end", help="statistics.to", required=True)
@interpretation_option
@option("--every-number", "every", help="statistics.every", is_flag=True)
@form_option()
@output_option("statistics.output")
def statistics(
    screen: Screen,
    store: str,
    key_file: str | None,
    canton: str | None,
    start: date,
    end: date,
    interpretations: Mapping[str, str],
    every: bool,
    form: str,
    output: str | None,
) -> int:
    """Count the cases of a store into a table, data or a file."""
    write = by_ending(output, WRITE) if output else None
    if end < start:
        raise wrong("--to", end, known=f"≥ {start}")
    with Store(store, create=False, key=key_of(key_file)) as cases:
        archive = Archive(cases)
        name = one_canton(canton, (key.canton for key in cases.editions.by_number().values()))
        program = archive.newest(name) or load(name).program
        counts = count(archive, program, (start, end), checked_options(program, interpretations))
    figures = sheet(program, counts, screen.language, every=every)
    if output and write:
        save(screen, output, write(figures))
    elif form == "json":
        screen.data(sheet_data(figures))
    else:
        screen.print(sheet_text(figures, screen.paper))
    return 0
