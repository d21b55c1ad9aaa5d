"""`iiz cantons`: the cantons that come with the package."""

from iiz_rules.cli.command import command
from iiz_rules.cli.screen import Screen
from iiz_rules.language.dates import parse_date
from iiz_rules.language.editions import find_folder, read_canton
from iiz_rules.language.folders import known_cantons
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.words.formats import written
from iiz_rules.words.typography import typeset


@command()
def cantons(screen: Screen) -> int:
    """List the cantons, each with its editions, when they hold and what they are made from."""
    for name in known_cantons():
        canton = read_canton(find_folder(name))
        label = canton.label.text[screen.language]
        screen.print(f"{screen.paint(name, 'heading')}  {label}")
        for entry in canton.editions:
            sources = {source.id: source.label for source in canton.sources}
            title = "; ".join(sources[one].text[screen.language] for one in entry.documents)
            text = f"  {entry.id}  {validity(screen, entry)} · {title}"
            screen.print(typeset(text, screen.language))
    return 0


def validity(screen: Screen, entry: EditionEntry) -> str:
    """Say from when to when an edition is in force."""
    start, end = (
        written(day, screen.language) if day else ""
        for day in map(parse_date, (entry.valid_from or "", entry.valid_to or ""))
    )
    keys = {(True, True): "span", (True, False): "from", (False, True): "until"}
    key = keys.get((bool(start), bool(end)), "assumed" if entry.assumed_after else "undated")
    return screen.say(f"cantons.{key}", start=start, end=end, other=entry.assumed_after)
