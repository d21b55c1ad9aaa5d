"""`iiz show`: an edition as it is in force, whole, and where each line of it was written."""

from collections.abc import Iterable, Iterator
from datetime import date

from iiz_rules.cli.asking import edition_option
from iiz_rules.cli.cantons import validity
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, fault, form_option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.names import near, shown
from iiz_rules.language.editions import entry_on, find_folder, read_canton
from iiz_rules.language.in_force import EditionDifference, RulesInForce, Thing, count, read_in_force
from iiz_rules.language.model.sources import CantonFile, EditionEntry
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.writing import WIDEST, Line, lines


@command()
@argument("canton", "canton.metavar")
@argument("what", "show.what", required=False)
@edition_option
@form_option("text", "yaml", help="show.format")
def show(screen: Screen, canton: str, what: str | None, on: date | None, form: str) -> int:
    """Show an edition, a file of it or the things of a name, as they are in force."""
    folder = find_folder(canton)
    listed = read_canton(folder)
    entry = entry_on(listed, on, folder.name)
    rules = read_in_force(folder, entry)
    if what is None:
        screen.print("\n".join(_overview(screen, listed, entry, rules)))
        return 0
    parts = list(_asked(rules, what))
    if not parts:
        known = {*rules.trees, *rules.names()}
        raise fault("not-in-edition", got=shown(what), edition=entry.id, near=near(what, known))
    for heading, written in parts:
        screen.print("\n".join(_written(screen, heading, written, form)))
    return 0


def _overview(
    screen: Screen, canton: CantonFile, entry: EditionEntry, rules: RulesInForce
) -> Iterator[str]:
    label = canton.label.text[screen.language]
    yield f"{screen.paint(label, 'heading')}  {entry.id}, {validity(screen, entry)}"
    for layered in rules.files.layers[1:]:
        key = "show.under" if layered.layer.is_law else "show.based_on"
        yield screen.say(key, edition=layered.layer.name)
    yield ""
    width = max(map(len, rules.trees))
    for name, tree in rules.trees.items():
        yield screen.say("show.file", file=name.ljust(width), n=count(tree))
    for difference in rules.differences():
        yield from _difference(screen, difference)
    yield ""
    yield screen.paint(screen.say("show.more"), "dim")


def _difference(screen: Screen, difference: EditionDifference) -> Iterator[str]:
    yield ""
    yield screen.paint(difference.file, "heading")
    for key in ("amended", "added", "removed"):
        names = getattr(difference, key)
        if names:
            yield screen.say(f"show.{key}", names=", ".join(names))


def _asked(rules: RulesInForce, what: str) -> Iterator[tuple[str, Iterable[Line]]]:
    """What is asked for: a file by its name, with or without ending, else the things of a name."""
    for name in (what, f"{what}.yaml"):
        if name in rules.trees:
            yield name, lines(rules.trees[name])
            return
    for thing in rules.named(what):
        yield _heading(thing), lines(Node([thing.node], thing.node.source))


def _heading(thing: Thing) -> str:
    return " / ".join((thing.file, *thing.way))


def _written(screen: Screen, heading: str, written: Iterable[Line], form: str) -> Iterator[str]:
    """The lines, each with where it was written; the file only where it changes."""
    listed = list(written)
    if form == "yaml":
        yield from (line.text for line in listed)
        return
    yield screen.paint(heading, "heading")
    width = min(max((len(line.text) for line in listed), default=0), WIDEST)
    above = ""
    for text, node in listed:
        file, above = node.source.name if node.source.name != above else "", node.source.name
        yield f"{text.ljust(width)}  {screen.paint(f'{file}:{node.line}', 'dim')}"
    yield ""
