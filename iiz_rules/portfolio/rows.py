"""From a table to rows of facts: what each column means, which rows are rejected and why.

An impossible row is rejected like a case, with the same findings, at its place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress
from typing import Any

import polars as pl

from iiz_rules.case.facts import CaseFacts, read_facts
from iiz_rules.engine.columnar.headings import Headings, meanings
from iiz_rules.engine.columnar.slots import (
    BOUND_PARTS,
    RAPPEN,
    Assigned,
    Part,
    Slot,
    case_of,
    cells_of,
    fact_column,
    slots,
    together,
)
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import HUSHED, Domain
from iiz_rules.portfolio.scenario import Setting
from iiz_rules.tables.plain import text_of
from iiz_rules.tables.source import Cells, Table, listed
from iiz_rules.tables.table import expected
from iiz_rules.tables.typed import TYPES, read_column, typed
from iiz_rules.words.formats import francs
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

ON = "on"
"""the column with the date of the question"""
ROW = "row"
"""the column with the number of the row"""
PROPERTIES = ("id", "region", "institution", "date")
DATE = Fact("date", Domain("date"), Text("Datum", "date", "date"), Text("", "", ""))
MOST = 10**14
"""the largest cost in Rappen, so that sums over many rows fit into 64 bits"""


@dataclass(frozen=True)
class BadRow:
    """A rejected row: its number, the column, the cell and the reason."""

    row: int
    column: str
    finding: Finding


@dataclass(frozen=True)
class FactRows:
    """The rows of a table that can be read, what was left out, and the columns that say nothing.

    `frame` has a column for every fact, amounts in Rappen; `told` says which of them the table or
    the scenario tells.
    """

    table: Table
    frame: pl.DataFrame
    told: Assigned
    headings: Mapping[str, str]
    bad: tuple[BadRow, ...]
    ignored: tuple[str, ...]

    def read(self, program: Program, row: Mapping[str, Any]) -> CaseFacts:
        """Read a row as a case is read."""
        return read_facts(program, case_of(self.told, row), row[ON], self.table.name)

    def refused(self, row: Mapping[str, Any], findings: list[Finding]) -> Iterator[BadRow]:
        """Each finding about the case of a row, with row and column."""
        for finding in findings:
            fact = (finding.place.pointer or "").removeprefix("/").replace("/", ".")
            heading = self.headings.get(fact) or self.headings.get(bound_name(fact), fact)
            place = _place(self.table, row[ROW], heading)
            yield BadRow(row[ROW], heading, replace(finding, place=place))


def read_rows(setting: Setting, table: Table, on: date) -> FactRows:
    """Read a table as rows of facts. UsageError if its headings are impossible."""
    meanings, ignored = _meanings(setting, table)
    frame, bad = _cells(setting.program, table, meanings)
    known = slots(setting.program)
    headings = {
        _heading_of(known[name]) if name in known else name: heading
        for heading, name in reversed(meanings.items())
    }
    headings |= dict(_days(setting.program, headings, frame))
    frame = _completed(setting, frame, on)
    told = dict(_told(setting, headings))
    frame = frame.filter(~pl.col(ROW).is_in([row.row for row in bad]))
    bad += _unusable(setting.program, table, frame, headings)
    frame = frame.filter(~pl.col(ROW).is_in([row.row for row in bad]))
    return FactRows(table, frame, told, headings, tuple(bad), ignored)


def _heading_of(slot: Slot) -> str:
    """By what the heading of a slot is found again: the fact, or one of its bounds."""
    return bound_name(slot.fact, slot.part) if slot.is_bound else slot.fact


def in_order(bad: list[BadRow]) -> tuple[BadRow, ...]:
    """Rejected rows in the order of their table."""
    return tuple(sorted(bad, key=lambda row: (row.row, row.column)))


def _meanings(setting: Setting, table: Table) -> tuple[dict[str, str], tuple[str, ...]]:
    """What each heading means, as in a frame, and the headings that mean nothing."""
    program, file = setting.program, setting.scenario.file
    known = slots(program)
    names = list(table.columns)
    said = (file.columns or {}, file.own, table.nested())
    headings = Headings(table.name, names, (*known, *PROPERTIES), PROPERTIES, *said)
    meant = meanings(program, headings)
    assigned = {known[name]: heading for heading, name in meant.items() if name in known}
    if findings := list(together(program, assigned)):
        raise UsageError([replace(one, place=Place(Source(table.name), 1, 1)) for one in findings])
    return meant, tuple(heading for heading in names if heading not in meant)


def _cells(
    program: Program, table: Table, meanings: Mapping[str, str]
) -> tuple[pl.DataFrame, list[BadRow]]:
    """Read the cells of all meaningful columns; a row with a wrong cell is rejected."""
    known = slots(program)
    places = {heading: known[name] for heading, name in meanings.items() if name in known}
    facts = {heading: cells_of(program, one) for heading, one in places.items()}
    facts |= {heading: DATE for heading, name in meanings.items() if name == DATE.id}
    read, faulty = typed(table, facts)
    columns = [pl.Series(ROW, table.numbers, dtype=pl.Int64)]
    members: dict[str, dict[str, pl.Series]] = {}
    for heading, name in meanings.items():
        place = places.get(heading)
        if place is None:
            given = read[heading].alias(ON) if name == DATE.id else None
            columns.append(_texts(name, table.columns[heading]) if given is None else given)
        elif place.part == "member":
            members.setdefault(place.fact, {})[place.code] = read[heading]
        else:
            columns.append(read[heading].alias(_column_of(place)))
    columns += [_set(fact, of) for fact, of in members.items()]
    columns += [read[day].alias(fact_column(day)) for day in read.columns if day not in facts]
    bad = [
        BadRow(finding.place.line, str(finding.words.get("column", "")), finding)
        for finding in (*table.findings, *faulty)
    ]
    return pl.DataFrame(columns), bad


def _column_of(slot: Slot) -> str:
    """The column of a slot; amounts are counted in Rappen, however they were given."""
    return fact_column(bound_name(slot.fact, slot.part) if slot.is_bound else slot.fact)


def _set(fact: str, members: Mapping[str, pl.Series]) -> pl.Series:
    """A set with a column for each member; unknown if one of them is."""
    rows = zip(*members.values(), strict=True)
    listed = [None if None in row else sorted(compress(members, row)) for row in rows]
    return pl.Series(fact_column(fact), listed, dtype=TYPES["codes"])


def _days(
    program: Program, headings: Mapping[str, str], frame: pl.DataFrame
) -> Iterator[tuple[str, str]]:
    """The days on which something happened, each with the heading under which they were given."""
    for fact in program.facts.values():
        day = fact.domain.day
        if day and fact.id in headings and fact_column(day) in frame.columns:
            yield day, headings.get(day, headings[fact.id])


def _texts(name: str, cells: Cells) -> pl.Series:
    texts = [None if cell is None else text_of(cell) for cell in listed(cells)]
    return pl.Series(name, texts, dtype=pl.String)


def _place(table: Table, row: int, heading: str) -> Place:
    headings = list(table.columns)
    at = headings.index(heading) + 1 if heading in headings else 0
    return Place(Source(table.name), row, at)


def _completed(setting: Setting, frame: pl.DataFrame, on: date) -> pl.DataFrame:
    """Add the columns that the table lacks, with assumed values or none."""
    lacking = [
        _assumed(setting, fact).alias(fact_column(fact.id))
        for fact in setting.program.facts.values()
        if fact_column(fact.id) not in frame.columns
    ]
    day = pl.col(ON).fill_null(on) if ON in frame.columns else pl.lit(on)
    return frame.with_columns(*lacking, day.alias(ON))


def _assumed(setting: Setting, fact: Fact) -> pl.Expr:
    """What a scenario assumes of a fact in every row; null if nothing."""
    file, kind = setting.scenario.file, fact.domain.type
    assumed = _assumptions(setting).get(fact.id)
    column = read_column([assumed], fact)
    if column.problems:
        words = {"got": shown(assumed), "expected": expected(fact), "column": fact.id}
        raise UsageError([Finding("bad-cell", file.place_of("assume", fact.id), words)])
    return pl.lit(column.values[0], TYPES[kind])


def _assumptions(setting: Setting) -> dict[str, Any]:
    """What a scenario assumes, by fact; the day on which something happened is two."""
    assumed: dict[str, Any] = dict(setting.scenario.file.assume or {})
    for fact, value in tuple(assumed.items()):
        day = setting.program.facts[fact].domain.day
        if day and not isinstance(value, bool):
            assumed |= {fact: True, day: value}
    return assumed


def _told(setting: Setting, headings: Mapping[str, str]) -> Iterator[tuple[Slot, str]]:
    """The columns of the facts that the table or the scenario gives."""
    assumed = _assumptions(setting)
    for fact in setting.program.facts.values():
        if fact.id in headings or fact.id in assumed:
            yield slot_of(fact), fact_column(fact.id)
    for slot in bound_slots(setting.program):
        if bound_name(slot.fact, slot.part) in headings:
            yield slot, fact_column(bound_name(slot.fact, slot.part))


def told_again(program: Program, frame: pl.DataFrame) -> dict[Slot, str]:
    """The columns of rows that were already split, which have one for every fact."""
    told = {slot_of(fact): fact_column(fact.id) for fact in program.facts.values()}
    bounds = {slot: fact_column(bound_name(slot.fact, slot.part)) for slot in bound_slots(program)}
    return told | {slot: name for slot, name in bounds.items() if name in frame.columns}


def bound_slots(program: Program) -> Iterator[Slot]:
    """The places of columns that say between which two an amount lies, counted in Rappen."""
    amounts = (one.id for one in program.facts.values() if one.given and one.domain.type == "chf")
    yield from (Slot(fact, part, RAPPEN) for fact in amounts for part in BOUND_PARTS)


def bound_name(fact: str, part: Part = "at_least") -> str:
    """The heading of such a column."""
    return Slot(fact, part).name


def costs(frame: pl.DataFrame, amount: str) -> tuple[pl.Expr, pl.Expr]:
    """What each row costs at least and at most; the same where that is known."""
    columns = (fact_column(bound_name(amount, part)) for part in BOUND_PARTS)
    known = pl.col(fact_column(amount))
    low, high = (known.fill_null(pl.col(c)) if c in frame.columns else known for c in columns)
    return low, high


def slot_of(fact: Fact) -> Slot:
    """The slot of a fact as written here: amounts are counted in Rappen."""
    return Slot(fact.id, "rappen") if fact.domain.type == "chf" else Slot(fact.id)


def amounts_of(program: Program) -> list[str]:
    """The facts of which a row needs one: the cost of a measure or of an outlay."""
    if program.waterfall:
        return [program.waterfall.amount]
    amounts = list(dict.fromkeys(split.amount for split in program.splits.values()))
    if not amounts:
        raise UsageError([Finding("no-payers", Place(Source(program.canton)))])
    return amounts


def _unusable(
    program: Program, table: Table, frame: pl.DataFrame, headings: Mapping[str, str]
) -> Iterator[BadRow]:
    """Report rows without a cost, with one too large to be added up, and of another edition."""
    amounts = amounts_of(program)
    cost = headings.get(amounts[0], amounts[0])
    known = [costs(frame, amount)[1] for amount in amounts]
    least = [costs(frame, amount)[0] for amount in amounts]
    for row in frame.filter(pl.all_horizontal(amount.is_null() for amount in known + least))[ROW]:
        finding = Finding("no-cost", _place(table, row, cost), {"column": amounts[0]})
        yield BadRow(row, cost, finding)
    most, hidden = (
        text("findings.cell.most", n=francs(MOST)),
        program.facts[amounts[0]].domain.sensitive,
    )
    large = pl.max_horizontal(known)
    for row, rappen in frame.filter(large > MOST).select(ROW, large.alias("cost")).rows():
        got = HUSHED if hidden else francs(rappen)
        words = {"got": got, "expected": most, "column": amounts[0]}
        yield BadRow(row, cost, Finding("bad-cell", _place(table, row, cost), words))
    first, last = program.valid_from or date.min, program.valid_to or date.max
    for row, day in frame.filter(~pl.col(ON).is_between(first, last)).select(ROW, ON).rows():
        place = _place(table, row, headings.get("date", "date"))
        words = {"on": day, "edition": program.edition}
        yield BadRow(row, "date", Finding("row-outside-edition", place, words))
