"""The rows of a table as cases: what people write in cells, as a frame that can be asked."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl

from iiz_rules.engine.columnar.headings import Headings, meanings, no_fact
from iiz_rules.engine.columnar.slots import RAPPEN, Slot, cells_of, slots, together
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.rules import Program
from iiz_rules.tables.plain import text_of
from iiz_rules.tables.source import Cells, Table, listed
from iiz_rules.tables.typed import typed

POSITION = "#"
"""the column with the position of a row in its table; no fact can have this name"""
ROW, OTHER_ROW = "row", "row:number"
"""the columns of row numbers; the second is used if a table itself has a column `row`"""
PLAIN = ({str}, {bool}, {int}, {float}, {date}, {datetime})


@dataclass(frozen=True)
class CaseRows:
    """The rows of a table that can be read, as a Polars frame with a case in each.

    Facts are called by their names and typed, amounts counted in Rappen; `own` are the other
    columns, with the number of each row first. `findings` say what is wrong with the rows left out.
    """

    frame: pl.DataFrame
    own: list[str]
    findings: tuple[Finding, ...]

    def __repr__(self) -> str:
        return f"<CaseRows: {len(self.frame)} read, {len(self.findings)} faults>"


def case_rows(program: Program, table: Table, own: Collection[str]) -> CaseRows:
    """The rows of a table as cases, with the columns of one's own as far as a frame has types.

    `own` are headings that are no facts, whatever they look like. UsageError if the headings are
    wrong.
    """
    cases, rest, findings = typed_cases(program, table, own)
    positions = cases[POSITION]
    row = OTHER_ROW if ROW in rest else ROW
    numbers = pl.Series(row, table.numbers, dtype=pl.Int64).gather(positions)
    carried = [_series(name, table.columns[name]).gather(positions) for name in rest]
    frame = pl.DataFrame([numbers, *carried]).with_columns(cases.drop(POSITION).get_columns())
    return CaseRows(frame, [row, *rest], findings)


def typed_cases(
    program: Program, table: Table, own: Collection[str]
) -> tuple[pl.DataFrame, list[str], tuple[Finding, ...]]:
    """The facts of each row that can be read, with its position; one's own columns; all faults."""
    meant = headings_of(program, table, own)
    facts = {heading: cells_of(program, slot) for heading, slot in meant.items()}
    cases, faulty = typed(table, facts)
    cases = cases.rename({heading: _named(program, slot) for heading, slot in meant.items()})
    positions = pl.Series(POSITION, range(len(table.numbers)), dtype=pl.Int64)
    bad = {finding.place.line for finding in faulty}
    good = pl.Series([number not in bad for number in table.numbers], dtype=pl.Boolean)
    rows = positions.to_frame().with_columns(cases.get_columns()).filter(good)
    rest = [heading for heading in table.columns if heading not in meant]
    return rows, rest, (*table.findings, *faulty)


def headings_of(program: Program, table: Table, own: Collection[str]) -> dict[str, Slot]:
    """The slot of each heading that is a fact; the others are the user's own."""
    known = slots(program)
    if table.numbers and not table.columns:
        raise UsageError([no_fact(program, Headings(table.name, (), known))])
    given = Headings(table.name, list(table.columns), known, own=own, nested=table.nested())
    meant = {heading: known[name] for heading, name in meanings(program, given).items()}
    together_in = [*together(program, {slot: heading for heading, slot in meant.items()})]
    if together_in:
        place = Place(Source(table.name), 1, 1)
        raise UsageError([replace(finding, place=place) for finding in together_in])
    return meant


def own_columns(program: Program, table: Table, own: Collection[str]) -> list[str]:
    """The headings that are carried along without being facts."""
    meant = headings_of(program, table, own)
    return [heading for heading in table.columns if heading not in meant]


def _named(program: Program, slot: Slot) -> str:
    """Cells of amounts are read as Rappen, whichever column they stand in."""
    if slot.is_bound:
        return Slot(slot.fact, slot.part, RAPPEN).name
    amount = program.facts[slot.fact].domain.type == "chf"
    return Slot(slot.fact, "rappen").name if amount else slot.name


def _series(name: str, cells: Cells) -> pl.Series:
    """A column as it is if its values are of one type, else as texts."""
    if isinstance(cells, pl.Series):
        return cells.alias(name)
    values = listed(cells)
    if {type(value) for value in values} - {type(None)} in PLAIN:
        try:
            return pl.Series(name, values)
        except (OverflowError, TypeError, pl.exceptions.PolarsError):  # a number beyond 64 bits
            pass
    texts = [None if value is None else text_of(value) for value in values]
    return pl.Series(name, texts, dtype=pl.String)
