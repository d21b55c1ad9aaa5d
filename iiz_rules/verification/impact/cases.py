"""The cases a change is tried on: case files, and the rows of tables."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any

from iiz_rules.case.documents import Example, read_example
from iiz_rules.engine.columnar.headings import Headings, meanings
from iiz_rules.engine.columnar.slots import Slot, cells_of, slots, together
from iiz_rules.engine.columnar.slots import case_of as case_of_row
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.editions import Folder
from iiz_rules.language.layers import layers_of
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.text.files import read_file, unreadable
from iiz_rules.language.values import Domain, Problem, Value
from iiz_rules.tables.cells import Read, reader
from iiz_rules.tables.source import Cell, Table
from iiz_rules.tables.table import bad_cell, read_table
from iiz_rules.testing.case_files import (
    CASE,
    case_files,
    files_below,
    table_as_written,
    table_files,
)
from iiz_rules.testing.case_tables import cases_of
from iiz_rules.testing.expectations import counted
from iiz_rules.verification.difference.changes import Kind
from iiz_rules.verification.impact.effects import BothSides, CaseEffect, CaseImpact
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text

EffectKind = tuple[Kind, str, str, str]
"""A kind of effect: of what, from what to what."""
ID, DAY = "id", "date"
"""The columns that name a row, and say on which day it is asked."""
Readers = Mapping[str, tuple[Fact, Callable[[Cell], Read]]]
"""What each heading means, and what reads its cells."""
DATE = Fact(DAY, Domain("date"), Text("Datum", "date", "date"), Text("", "", ""))


@frozen
class TriedCases:
    """What a change does to some cases: those with effects, and those that could not be asked."""

    source: str
    total: int
    changed: tuple[CaseImpact, ...]
    refused: tuple[Finding, ...] = ()
    """what is wrong with those that could not be asked"""
    left_out: int = 0
    """how many could not be asked"""

    def effects(self) -> Iterator[CaseEffect]:
        """All effects of all cases."""
        return (one for case in self.changed for one in case.effects)

    @staticmethod
    def kind_of(effect: CaseEffect) -> EffectKind:
        """What effects are counted by; days and amounts play no part, each being another one."""
        apart = effect.kind in ("due", "pays")
        ends = ("", "") if apart else (effect.before, effect.after)
        return effect.kind, effect.name, *ends

    def counts(self) -> Counter[EffectKind]:
        """In how many cases each kind of effect occurs."""
        return Counter(map(self.kind_of, self.effects()))


@frozen
class ImpactCase:
    """A case to be asked: its facts as they are given, its day, and what is counted in it."""

    name: str
    given: Any
    on: date | None
    known_on: date | None = None
    counted: Mapping[str, Value] | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    """the options that it chooses itself"""
    findings: tuple[Finding, ...] = ()


def tried(
    both: BothSides,
    source: str,
    cases: Iterable[ImpactCase],
    on: date | None,
    known_on: date | None = None,
) -> TriedCases:
    """Ask both of every case: on its own day, or `on` another, with what was `known_on` a day."""
    changed: list[CaseImpact] = []
    refused: list[Finding] = []
    total = left_out = 0
    for case in cases:
        total += 1
        day = on or case.on
        findings = list(case.findings)
        if day is None and not findings:
            findings.append(Finding("no-date", Place(Source(case.name))))
        facts: Mapping[str, Value] = {}
        if day is not None and not findings:
            facts, wrong = both.read(case.given, day, case.name, known_on or case.known_on)
            findings += wrong
        if day is None or findings:
            refused += findings
            left_out += 1
            continue
        known = {**facts, **(case.counted or {})}
        effects = both.effects(known, day, case.readings, counted=bool(case.counted))
        changed += [CaseImpact(case.name, day, effects)] if effects else []
    return TriedCases(source, total, tuple(changed), tuple(refused), left_out)


def from_files(program: Program, path: Path) -> Iterator[ImpactCase]:
    """The cases of a file or a folder: a case file each, or a table with a row for each."""
    files = [path] if path.is_file() else files_below(path)[0]
    for file in files:
        if file == path and not CASE.fullmatch(file.name) and file.suffix != ".json":
            yield from from_table(program, read_table(file, "--cases"))
        else:
            name = file.name if file == path else file.relative_to(path).as_posix()
            yield _from_file(program, file, name)


def there(path: Path) -> Path:
    """A path that there is; UsageError where there is nothing, so that nothing was tried."""
    try:
        path.stat()
    except OSError as error:
        raise UsageError([unreadable(str(path), error)]) from None
    return path


def of_edition(program: Program, folder: Folder, entry: EditionEntry) -> Iterator[ImpactCase]:
    """The own cases of an edition and of those that it stands on, by name: each as its file says.

    A case of the same name in the newer edition takes the place of one.
    """
    known: set[str] = set()
    for layer in layers_of(folder, entry):
        for path in case_files(layer)[0]:
            name = path.relative_to(layer.path).as_posix()
            if name not in known:
                known.add(name)
                shown = path.relative_to(layer.folder.path).as_posix()
                yield _read(program, layer.folder.read(path), shown)
        for path in table_files(layer):
            name = path.relative_to(layer.path).as_posix()
            if name not in known:
                known.add(name)
                yield from _rows(program, layer.folder, path)


def _rows(program: Program, folder: Folder, path: Path) -> Iterator[ImpactCase]:
    """The cases of a table, each by the number of its row."""
    with table_as_written(folder, path) as written:
        for name, (case, findings) in cases_of(written, folder.shown(path), program).rows:
            shown = name.removeprefix(f"{folder.name}/")
            refused = ImpactCase(shown, {}, None, findings=findings)
            yield _example(program, case, shown) if case else refused


def _from_file(program: Program, file: Path, name: str) -> ImpactCase:
    return _read(program, read_file(file, name), name)


def _read(program: Program, data: bytes | Finding, name: str) -> ImpactCase:
    if isinstance(data, Finding):
        return ImpactCase(name, {}, None, findings=(data,))
    example, findings = read_example(data, name)
    wrong = tuple(one for one in findings if one.severity == "error")
    if example is None or wrong:
        return ImpactCase(name, {}, None, findings=wrong)
    return _example(program, example, name)


def _example(program: Program, case: Example, name: str) -> ImpactCase:
    known, wrong = counted(program, case.file, case.on)
    about = case.on, case.known_on, known, case.interpretations
    return ImpactCase(name, case.facts, *about, tuple(wrong))


def from_table(program: Program, table: Table) -> Iterator[ImpactCase]:
    """The rows of a table, each by its `id`, else by its number; on its `date`, where it has one.

    UsageError where a heading cannot be right.
    """
    known = slots(program)
    own = (ID, DAY)
    headings = Headings(table.name, list(table.columns), (*known, *own), own, nested=table.nested())
    meant = meanings(program, headings)
    assigned = {known[name]: heading for heading, name in meant.items() if name in known}
    if findings := list(together(program, assigned)):
        raise UsageError(findings)
    facts = {heading: cells_of(program, slot) for slot, heading in assigned.items()}
    facts |= {heading: DATE for heading, name in meant.items() if name == DAY}
    readers = {heading: (fact, reader(fact)) for heading, fact in facts.items()}
    named = next((heading for heading, name in meant.items() if name == ID), None)
    for finding in table.findings:
        yield ImpactCase(str(finding.place), {}, None, findings=(finding,))
    for position, number in enumerate(table.numbers):
        name = f"{table.name}:{number}" if named is None else str(table.columns[named][position])
        yield _row(table, position, name, assigned, readers)


def _row(
    table: Table, position: int, name: str, assigned: Mapping[Slot, str], readers: Readers
) -> ImpactCase:
    """A row as a case; findings for each cell that is no value of what its column means."""
    findings = []
    row: dict[str, Any] = {}
    for heading, (fact, read) in readers.items():
        cell = table.columns[heading][position]
        value = read(cell)
        if isinstance(value, Problem):
            number = table.numbers[position]
            findings.append(bad_cell(table, heading, number, cell, fact, value))
            value = None
        row[heading] = sorted(value) if isinstance(value, frozenset) else value
    day = next((row[heading] for heading, (fact, _) in readers.items() if fact is DATE), None)
    return ImpactCase(name, case_of_row(assigned, row), day, findings=tuple(findings))
