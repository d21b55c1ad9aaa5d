"""What a canton declares in its folder `changes`: which rules a change is meant to change, and how.

What has not been changed since the earlier state has been carried out, unless it is announced.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.findings.names import unknown_name
from iiz_rules.language.dates import parse_date
from iiz_rules.language.editions import Folder, read_canton, read_document
from iiz_rules.language.model.changes import ChangeFile, Direction
from iiz_rules.language.program.parts import parts_of
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.files import yaml_files
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text

CHANGES = "changes"
NAME = re.compile(r"(?=.{1,80}$)[a-z0-9]+(?:[._-][a-z0-9]+)*")
"""what the file of a declaration may be called"""


@frozen
class DeclaredChange:
    """One effect that is declared: of which rule, in which direction, from when, and where."""

    says: Text
    rule: str
    direction: Direction
    first: date
    announced: bool
    place: Place

    def due(self, on: date) -> bool:
        """Whether it has to have happened on a day."""
        return not self.announced or self.first <= on


def declared(
    folder: Folder, programs: Iterable[Program] = (), earlier: Folder | None = None
) -> tuple[list[DeclaredChange], list[Finding]]:
    """What is declared and open, and what is wrong with the files.

    Of what is open the `programs` know the names: what is dropped only the earlier one has. What
    was carried out long ago may name rules that there are no more.
    """
    effects: list[DeclaredChange] = []
    findings: list[Finding] = []
    known = [*programs]
    for path in files_of(folder):
        reading = read_document(folder, path)
        findings += reading.findings
        if reading.root is None:
            continue
        file, faults = bind(ChangeFile, reading.root, read_canton(folder).languages[0])
        findings += faults
        if file is None:
            continue
        findings += _wrong(file)
        before = earlier.path / CHANGES / path.name if earlier else None
        if file.announced or not _standing(before, reading.data):
            wrong = [*_unknown(file, known)] if known else []
            nobody = {one.place for one in wrong}  # of what there is not, nothing can happen
            effects += (one for one in _effects(file) if one.place not in nobody)
            findings += wrong
    return effects, findings


def files_of(folder: Folder) -> list[Path]:
    """The files in which a canton declares changes."""
    inside = folder.path / CHANGES
    return sorted({*yaml_files(inside), *folder.unsaved_below(inside)})


def _standing(path: Path | None, data: bytes) -> bool:
    return path is not None and path.is_file() and path.read_bytes() == data


def _effects(file: ChangeFile) -> Iterator[DeclaredChange]:
    first = parse_date(file.from_)
    for effect in file.effects if first else ():
        for number, rule in enumerate(effect.rules):
            place = effect.place_of("rules", number)
            about = file.says.text, rule, effect.direction
            yield DeclaredChange(*about, first or date.max, file.announced, place)


def _wrong(file: ChangeFile) -> Iterator[Finding]:
    """Report a day that is none, and a change without a ground."""
    if parse_date(file.from_) is None:
        yield Finding("impossible-date", file.place_of("from"), {"got": file.from_})
    if not file.clauses and not file.decision:
        yield Finding("change-without-ground", file.place)


def _unknown(file: ChangeFile, programs: list[Program]) -> Iterator[Finding]:
    """Report names that no edition has; what is announced may come with the rules that it names."""
    rules = dict.fromkeys(name for one in programs for name in _names(one))
    clauses = dict.fromkeys(name for one in programs for name in one.register.clauses)
    for effect in () if file.announced else file.effects:
        for number, rule in enumerate(effect.rules):
            if rule not in rules:
                yield unknown_name(
                    "unknown-rule", effect.place_of("rules", number), rules, rule=rule
                )
    for number, clause in enumerate(file.clauses):
        if clause not in clauses:
            place = file.place_of("clauses", number)
            yield unknown_name("unknown-clause", place, clauses, clause=clause)


def _names(program: Program) -> Iterator[str]:
    """What can change: rules, ways, events, claims, and what else is declared."""
    yield from (*program.rules, *program.ways, *program.events)
    yield from (claim.id for claim in program.claims)
    yield from parts_of(program)
