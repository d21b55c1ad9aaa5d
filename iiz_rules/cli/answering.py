"""Answer one chunk of a table; rows that cannot be read are set aside with the reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from iiz_rules.engine.columnar.headings import Headings, meanings
from iiz_rules.engine.columnar.slots import RAPPEN, Slot, cells_of, slots, together
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.program.rules import Program
from iiz_rules.policy import Policy
from iiz_rules.tables.source import Cells, Table
from iiz_rules.tables.typed import typed

POSITION = "#"
"""The column with the place of each row in its chunk; no fact can have this name."""
ROW, OTHER_ROW = "row", "row:number"
"""the answer column with the row number; the second if the table has a `row` of its own"""


@dataclass(frozen=True)
class Question:
    """What is asked of every row: rules with all that can be given of them, or everything."""

    policy: Policy
    rules: tuple[str, ...]
    how: Mapping[str, Any]
    own: tuple[str, ...] = ()
    """headings that are not facts, whatever they look like"""


@dataclass(frozen=True)
class Answered:
    """The answers of a chunk by column, and what is wrong with each rejected row."""

    columns: dict[str, Cells]
    findings: tuple[Finding, ...]

    @property
    def rows(self) -> int:
        """How many rows are answered."""
        return len(next(iter(self.columns.values())))


def answered(question: Question, chunk: Table) -> Answered:
    """Answer a chunk; columns that mean nothing are carried along as they are."""
    program = question.policy.program
    meant = headings_of(question, chunk)
    own = [column for column in chunk.columns if column not in meant]
    facts = {column: cells_of(program, slot) for column, slot in meant.items()}
    names = {column: _named(program, slot) for column, slot in meant.items()}
    cases, faulty = typed(chunk, facts)
    cases = cases.rename(names)
    positions = pl.Series(POSITION, range(len(chunk.numbers)), dtype=pl.Int64)
    bad = {finding.place.line for finding in faulty}
    good = pl.Series([number not in bad for number in chunk.numbers], dtype=pl.Boolean)
    answers = _ask(question, positions.to_frame().with_columns(cases.get_columns()).filter(good))
    findings = [*chunk.findings, *faulty, *_impossible(answers, chunk)]
    findings.sort(key=lambda finding: finding.place.line)
    return Answered(_with_own(answers.frame, chunk, own), tuple(findings))


def headings_of(question: Question, chunk: Table) -> dict[str, Slot]:
    """The slot of each heading that is a fact; the others are the user's own."""
    program = question.policy.program
    known = slots(program)
    names, nested = list(chunk.columns), chunk.nested()
    given = Headings(chunk.name, names, known, own=question.own, nested=nested)
    meant = {heading: known[name] for heading, name in meanings(program, given).items()}
    together_in = [*together(program, {slot: heading for heading, slot in meant.items()})]
    if together_in:
        place = Place(Source(chunk.name), 1, 1)
        raise UsageError([replace(finding, place=place) for finding in together_in])
    return meant


def own_columns(question: Question, chunk: Table) -> list[str]:
    """The headings that are carried along without being facts."""
    meant = headings_of(question, chunk)
    return [heading for heading in chunk.columns if heading not in meant]


def _named(program: Program, slot: Slot) -> str:
    """Cells of amounts are read as Rappen, whichever column they stand in."""
    if slot.is_bound:
        return Slot(slot.fact, slot.part, RAPPEN).name
    amount = program.facts[slot.fact].domain.type == "chf"
    return Slot(slot.fact, "rappen").name if amount else slot.name


def _ask(question: Question, cases: pl.DataFrame) -> Any:
    if question.rules:
        return question.policy.ask_frame(question.rules, cases, keep=[POSITION], **question.how)
    how = {"give": ("verdict", "missing"), **question.how}
    return question.policy.decide_frame(cases, keep=[POSITION], **how)


def _impossible(answers: Any, chunk: Table) -> Iterator[Finding]:
    """Report every row that contradicts itself or has impossible values."""
    for position, fault in answers.rejected.select(POSITION, "fault").rows():
        place = Place(Source(chunk.name), chunk.numbers[position], 1)
        yield Finding("impossible-row", place, {"fault": fault})


def _with_own(frame: pl.DataFrame, chunk: Table, own: list[str]) -> dict[str, Cells]:
    """Put the caller's own columns before the answers; refuses one with the name of an answer."""
    answers = [column for column in frame.columns if column != POSITION]
    taken = [column for column in own if column in answers]
    if taken:
        place = Place(Source(chunk.name), 1, 1)
        raise UsageError([Finding("reserved-column", place, {"column": shown(taken[0])})])
    positions = frame[POSITION]
    numbers = pl.Series(chunk.numbers, dtype=pl.Int64).gather(positions)
    columns: dict[str, Cells] = {OTHER_ROW if ROW in own else ROW: numbers}
    columns |= {column: _taken(chunk.columns[column], positions) for column in own}
    return columns | {column: frame[column] for column in answers}


def _taken(cells: Cells, positions: pl.Series) -> Cells:
    if isinstance(cells, pl.Series):
        return cells.gather(positions)
    if len(positions) == len(cells):
        return cells
    return [cells[position] for position in positions]
