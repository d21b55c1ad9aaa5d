"""Where something is declared, where it is named, and another name for it everywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.edits import Edit, of_node
from iiz_rules.editor.names import CantonNames, Declaration, PlacedName
from iiz_rules.editor.spots import Spot, covering, spots_of
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import shown
from iiz_rules.language.model.names import CLAUSE, CODE, ID, INTERPRETATION
from iiz_rules.language.text.node import Node
from iiz_rules.words.say import text

FORMS = {
    "Clause": (CLAUSE, "clause"),
    "CodeItem": (CODE, "code"),
    "Interpretation": (INTERPRETATION, "interpretation"),
}
"""What a name looks like, where it is not an id, and how that is called."""


@dataclass(frozen=True)
class Located:
    """A key or value, and its file."""

    file: TextFile
    node: Node


def definition(names: CantonNames, file: TextFile, line: int, column: int) -> list[Located]:
    """Where what is named at a place is declared."""
    spot = covering(spots_of(file), line, column)
    meant = names.meant(file, spot) if spot else []
    return [Located(one.file, one.spot.node) for one in meant]


def uses(names: CantonNames, file: TextFile, line: int, column: int) -> list[Located]:
    """Where what is named at a place is named, itself among them."""
    meant = _meant(names, file, line, column)
    every = (one for base in meant for made in names.together(base) for one in names.uses(made))
    return [Located(one.file, one.spot.node) for one in _once(every)]


def renamable(names: CantonNames, file: TextFile, line: int, column: int) -> Spot | None:
    """The name at a place, where it is one that may be changed."""
    spot = covering(spots_of(file), line, column)
    meant = names.meant(file, spot) if spot else []
    return spot if any(one.model != "RuleFile" and not one.kinds for one in meant) else None


def rename(names: CantonNames, file: TextFile, line: int, column: int, name: str) -> list[Edit]:
    """Another name for what is named at a place: in all files, translations and cases.

    Raises UsageError where it cannot be called so.
    """
    edits: dict[tuple[str, int, int], Edit] = {}
    for meant in _meant(names, file, line, column):
        _check(names, meant, name)
        for made in names.together(meant):
            for placed in names.uses(made):
                node = placed.spot.node
                new = _part(placed, made.form.format(name))
                edits[placed.file.name, node.line, node.column] = of_node(
                    placed.file.path, node, new
                )
    return list(edits.values())


def _meant(names: CantonNames, file: TextFile, line: int, column: int) -> list[Declaration]:
    spot = covering(spots_of(file), line, column)
    return names.meant(file, spot)[:1] if spot else []


def _once(every: Iterator[PlacedName]) -> list[PlacedName]:
    known = {(one.file.path, one.spot.node.line, one.spot.node.column): one for one in every}
    return list(known.values())


def _check(names: CantonNames, meant: Declaration, name: str) -> None:
    """Refuse a name that is none, and one that something of the kind has already."""
    place = meant.spot.node.place
    form, kind = FORMS.get(meant.model, (ID, "id"))
    if not re.fullmatch(form, name):
        words = {"expected": text(f"findings.expected.{kind}"), "got": shown(name)}
        raise UsageError([Finding("bad-form", place, words)])
    alike = (one for one in names.by_name.get(name, ()) if one.model == meant.model)
    taken = next((one for one in alike if one.owner == meant.owner), None)
    if taken and name != meant.name:
        words = {"name": shown(name), "place": str(taken.spot.node.place)}
        raise UsageError([Finding("name-taken", place, words)])


def _part(placed: PlacedName, name: str) -> str:
    """What of a new name is to stand at a place: in a case part of it may stand above."""
    written = placed.spot.node.value
    above = placed.spot.name.removesuffix(str(written))
    if not name.startswith(above):
        words = {"name": shown(name), "above": above}
        raise UsageError([Finding("named-below", placed.spot.node.place, words)])
    return name.removeprefix(above)
