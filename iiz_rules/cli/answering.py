"""One chunk answered: cells read as values; what cannot be is put aside with the reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from iiz_rules.engine.columnar.slots import Slot, meant, slots
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import Domain, near, shown
from iiz_rules.tables.cells import Column, read_column
from iiz_rules.tables.chunk import Chunk
from iiz_rules.words.text import Text

if TYPE_CHECKING:
    from iiz_rules.policy import Policy

ROW = "row"
NOTHING = Text("", "", "")
FLAG = Fact("member", Domain("bool"), NOTHING, NOTHING)


@dataclass(frozen=True)
class Question:
    """What is asked of every row: rules with all that can be given of them, or everything."""

    policy: "Policy"
    rules: tuple[str, ...]
    how: Mapping[str, Any]


@dataclass(frozen=True)
class Answered:
    """The answers of a chunk, and for each row left out by its number what is wrong with it."""

    frame: pl.DataFrame
    findings: tuple[Finding, ...]
    done: float


def answered(question: Question, chunk: Chunk, name: str) -> Answered:
    """Answer a chunk."""
    known = slots(question.policy.program)
    own = [column for column in chunk.frame.columns if column not in known]
    _check_names(question.policy.program, known, own, name)
    typed = pl.DataFrame({ROW: pl.Series(chunk.numbers, dtype=pl.Int64)})
    typed = typed.with_columns(chunk.frame.get_column(column) for column in own)
    findings = [_broken(name, row, got) for row, got in chunk.broken.items()]
    for heading in chunk.frame.columns:
        if heading in known:
            given = chunk.frame[heading]
            read = _read(question.policy.program, known[heading], given)
            kind = question.policy.program.facts[known[heading].fact].domain.type
            words = {"column": shown(heading), "type": kind}
            findings += _bad_cells(name, words, chunk.numbers, given, read.bad)
            typed = typed.with_columns(read.values.alias(_named(known[heading], question)))
    bad = {finding.place.line for finding in findings}
    found = _ask(question, typed.filter(~pl.col(ROW).is_in(list(bad))), own)
    rejected = list(_rejected(found, name))
    return Answered(found.frame, (*findings, *rejected), chunk.done)


def _check_names(program: Program, known: Mapping[str, Slot], own: list[str], name: str) -> None:
    """Refuse a heading that looks like a fact and is none: it would be open in every row."""
    findings = [
        Finding(
            "unknown-column",
            Place(Source(name), 1, 1),
            {"column": shown(one), "near": near(one, known)},
        )
        for one in own
        if meant(program, known, one)
    ]
    if findings:
        raise UsageError(findings)


def _named(slot: Slot, question: Question) -> str:
    """Cells of amounts are read as Rappen, whichever column they stand in."""
    amount = question.policy.program.facts[slot.fact].domain.type == "chf"
    return Slot(slot.fact, "rappen").name if amount else slot.name


def _read(program: Program, slot: Slot, given: pl.Series) -> Column:
    if slot.part == "member":
        return read_column(given, FLAG)
    fact = program.facts[slot.fact]
    if slot.part == "rappen":
        return read_column(given, Fact(fact.id, Domain("int"), fact.label, fact.question))
    if fact.domain.type == "codes" and given.dtype == pl.String:
        return _set(given, fact)
    return read_column(given, fact)


def _set(given: pl.Series, fact: Fact) -> Column:
    """Of sets written as text, `[]` is the one without members; an empty cell is not known."""
    empty = (given.str.strip_chars() == "[]").fill_null(False)
    read = read_column(given.set(empty, None), fact)
    nothing = pl.Series([[]], dtype=pl.List(pl.String))
    chosen = pl.when(pl.col("empty")).then(pl.lit(nothing.first(), pl.List(pl.String)))
    both = pl.DataFrame({"empty": empty, "values": read.values})
    return Column(both.select(chosen.otherwise(pl.col("values"))).to_series(), read.bad)


def _ask(question: Question, cases: pl.DataFrame, own: list[str]) -> Any:
    keep = [ROW, *own]
    if question.rules:
        return question.policy.ask_frame(question.rules, cases, keep=keep, **question.how)
    how = {"give": ("verdict", "missing"), **question.how}
    return question.policy.decide_frame(cases, keep=keep, **how)


def _broken(name: str, row: int, got: str) -> Finding:
    return Finding("broken-row", Place(Source(name), row, 1), {"got": shown(got)})


def _bad_cells(
    name: str, words: dict[str, str], numbers: list[int], given: pl.Series, bad: pl.Series
) -> Iterator[Finding]:
    rows = pl.Series(numbers, dtype=pl.Int64).filter(bad)
    for row, cell in zip(rows, given.filter(bad), strict=True):
        yield Finding("bad-cell", Place(Source(name), row, 1), {**words, "got": shown(cell)})


def _rejected(found: Any, name: str) -> Iterator[Finding]:
    """Report rows that contradict themselves, or whose values cannot be; every one of them."""
    for row, fault in found.rejected.select(ROW, "fault").rows():
        yield Finding("impossible-row", Place(Source(name), row, 1), {"fault": fault})
