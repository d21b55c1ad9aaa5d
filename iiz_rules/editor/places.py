"""Go to the declaration, list the uses, rename everywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.declared import Declaration, PlacedName
from iiz_rules.editor.edits import Edit
from iiz_rules.editor.names import CantonNames
from iiz_rules.editor.renaming import NewName, edits_of
from iiz_rules.editor.retabling import check_tables
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
"""what names that are not ids look like, and what that form is called"""


@dataclass(frozen=True)
class Located:
    """A key or value, and its file."""

    file: TextFile
    node: Node


def definition(names: CantonNames, file: TextFile, line: int, column: int) -> list[Located]:
    """The declarations of what is named at a place."""
    spot = covering(spots_of(file), line, column)
    meant = names.meant(file, spot) if spot else []
    return [Located(one.file, one.spot.node) for one in meant]


def uses(names: CantonNames, file: TextFile, line: int, column: int) -> list[Located]:
    """All uses of what is named at a place, this one included."""
    spot = covering(spots_of(file), line, column)
    meant = names.meant(file, spot)[:1] if spot else []
    every = (
        placed
        for base in meant
        for declaration in ([base] if base.kinds else names.together(base))
        for placed in names.uses(declaration)
    )
    return [Located(one.file, one.spot.node) for one in _once(every)]


def renamable(names: CantonNames, file: TextFile, line: int, column: int) -> Spot | None:
    """The name at a place, if it may be changed."""
    spot = covering(spots_of(file), line, column)
    return spot if spot and any(_own(names, file, spot)) else None


def rename(names: CantonNames, file: TextFile, line: int, column: int, name: str) -> list[Edit]:
    """Rename what is named at a place, in all files, translations and cases.

    Of a name that is made of several that one gets another which stands differently in the new one.
    Raises UsageError where it cannot be called so.
    """
    spot = covering(spots_of(file), line, column)
    known = list(_own(names, file, spot)) if spot else []
    if spot is None or not known:
        return []
    shorter = name.count(".") < spot.name.count(".")  # as it stands there, below the rest
    whole = f"{spot.above}{name}" if shorter and not name.startswith(spot.above) else name
    for made in known:
        own = made.own_name(whole)
        if own:
            return _renamed(names, made, own)
    words = {"name": shown(name), "parts": ", ".join(f"`{one.spot.name}`" for one in known)}
    raise UsageError([Finding("name-of-several", spot.node.place, words)])


def _own(names: CantonNames, file: TextFile, spot: Spot) -> Iterator[Declaration]:
    """The part of what is named at a spot that may be renamed."""
    meant = names.meant(file, spot)
    return (one for one in meant[: None if meant and meant[0].kinds else 1] if one.renamable)


def _renamed(names: CantonNames, made: Declaration, name: str) -> list[Edit]:
    meant = made.base
    _check(names, meant, name)
    every = (
        NewName(placed, declaration.form.format(name))
        for declaration in names.together(meant)
        for placed in names.uses(declaration)
    )
    new = list(every)
    check_tables(names, new)
    return edits_of(names, new)


def _once(every: Iterator[PlacedName]) -> list[PlacedName]:
    known = {(one.file.path, one.spot.node.line, one.spot.node.column): one for one in every}
    return list(known.values())


def _check(names: CantonNames, meant: Declaration, name: str) -> None:
    """Refuse an invalid name, and one already taken by something of this kind."""
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
