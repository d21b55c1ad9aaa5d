"""Answer one chunk of a table; rows that cannot be read are set aside with the reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.policy import Policy
from iiz_rules.tables.cases import OTHER_ROW, POSITION, ROW, typed_cases
from iiz_rules.tables.source import Cells, Table


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
    cases, own, faulty = typed_cases(question.policy.program, chunk, question.own)
    answers = _ask(question, cases)
    findings = sorted(
        [*faulty, *_impossible(answers, chunk)], key=lambda finding: finding.place.line
    )
    return Answered(_with_own(answers.frame, chunk, own), tuple(findings))


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
