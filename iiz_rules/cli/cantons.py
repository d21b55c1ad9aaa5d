"""`iiz cantons`: the cantons that come with the package."""

import click

from iiz_rules.cli.options import Command
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.dates import parse_date
from iiz_rules.language.editions import find_folder, known_cantons, read_canton
from iiz_rules.language.model.sources import CantonFile, EditionEntry
from iiz_rules.render.formats import day
from iiz_rules.render.layout import typeset


def command(screen: Screen) -> click.Command:
    """Build the command."""
    return Command("cantons", screen.language, callback=lambda: _cantons(screen))


def _cantons(screen: Screen) -> int:
    for name in known_cantons():
        reading = read_canton(find_folder(name))
        if not isinstance(reading.part, CantonFile):
            raise LoadError(reading.findings)
        label = reading.part.label.text[screen.language]
        screen.print(f"{screen.paint(name, 'heading')}  {label}")
        for entry in reading.part.editions:
            source = next(one for one in reading.part.sources if one.id == entry.source)
            title = source.label.text[screen.language]
            text = f"  {entry.id}  {_validity(screen, entry)} · {title}"
            screen.print(typeset(text, screen.language))
    return 0


def _validity(screen: Screen, entry: EditionEntry) -> str:
    start, end = (
        day(found, screen.language) if found else ""
        for found in map(parse_date, (entry.valid_from or "", entry.valid_to or ""))
    )
    key = {(True, True): "span", (True, False): "from", (False, True): "until"}
    return screen.say(
        f"cantons.{key.get((bool(start), bool(end)), 'undated')}", start=start, end=end
    )
