"""The ways by which a table comes in, and a file of each kind: what every test here runs over."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

import iiz_rules as iiz
from iiz_rules.cli.answering import Question, answered
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.portfolio.scenario import Scenario
from iiz_rules.tables.reading import chunks
from tests.funding.canton import harbour

HARBOUR, ZURICH = harbour(), iiz.load("zurich", "2026-04-01")
Rows = list[dict[str, Any]]
KINDS = ("csv", "xlsx", "ndjson", "parquet")
FIRST = {"csv": 2, "xlsx": 2, "ndjson": 1, "parquet": 1}
"""The number of the first row of cells in each kind of file."""
WHOLE = {"broken-file", "column-twice", "no-column"}
"""What is wrong with a file and not with a row."""


@dataclass(frozen=True)
class Told:
    """What a way made of a table: how many rows it uses, and what is wrong with which others."""

    used: int
    findings: tuple[Finding, ...]

    @property
    def rows(self) -> list[tuple[int, str]]:
        return sorted((finding.place.line, finding.code) for finding in self.findings)


@dataclass(frozen=True)
class Way:
    """A way in: what reads a file, the heading of its amounts, and what a good row says beside."""

    read: Callable[[Path], Told]
    amount: str
    beside: dict[str, Any]

    def row(self, amount: Any, **more: Any) -> dict[str, Any]:
        return {**self.beside, self.amount: amount, **more}


def _batch(path: Path) -> Told:
    question = Question(HARBOUR, (), {})
    parts = [answered(question, chunk) for chunk in chunks(path, "--batch")]
    return Told(
        sum(part.rows for part in parts), tuple(one for part in parts for one in part.findings)
    )


def _python(path: Path) -> Told:
    rows = HARBOUR.read_table(path)
    row, *others = rows.own
    found = HARBOUR.decide_frame(rows.frame.drop(others), keep=[row])
    left = [
        Finding("impossible-row", Place(Source(path.name), number, 1))
        for number in found.rejected[row]
    ]
    return Told(found.frame.height, (*rows.findings, *left))


def _simulate(path: Path) -> Told:
    found = iiz.simulate(path, HARBOUR).portfolio
    return Told(found.rows.height, tuple(bad.finding for bad in found.bad))


def _compare(path: Path) -> Told:
    found = iiz.compare(path, HARBOUR, Scenario(), Scenario()).second.portfolio
    return Told(found.rows.height, tuple(bad.finding for bad in found.bad))


def _impact(path: Path) -> Told:
    """A change is tried on each row that can be asked."""
    [tried] = HARBOUR.impact(HARBOUR, path, on="2026-04-01").tried
    return Told(tried.total - tried.left_out, tried.refused)


def _bill(path: Path) -> Told:
    found = iiz.bill(path, ZURICH)
    return Told(len(found.outlays), tuple(bad.finding for bad in found.bad))


def _ledger(path: Path) -> Told:
    """A book is whole or none; what is wrong with which row is said as by the others."""
    try:
        return Told(len(iiz.read_ledger(path).entries), ())
    except iiz.UsageError as refused:
        if {finding.code for finding in refused.findings} & WHOLE:
            raise
        return Told(0, refused.findings)


KNOTS = {"measure.kind": "knots"}
WAYS = {
    "batch": Way(_batch, "measure.amount", KNOTS),
    "python": Way(_python, "measure.amount", KNOTS),
    "simulate": Way(_simulate, "measure.amount", KNOTS),
    "compare": Way(_compare, "measure.amount", KNOTS),
    "impact": Way(_impact, "measure.amount", KNOTS),
    "bill": Way(_bill, "cost.amount", {"cost.kind": "joint"}),
    "ledger": Way(_ledger, "amount", {"day": "2026-01-05", "entry": "inflow"}),
}


def written(folder: Path, kind: str, rows: Rows) -> Path:
    """Write rows of texts as a file of some kind."""
    path = folder / f"table.{kind}"
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells: list[list[Any]] = [[row.get(name) for name in names] for row in rows]
    if kind == "csv":
        texts = [
            ["" if cell is None else str(cell) for cell in row]
            for row in [list[Any](names), *cells]
        ]
        lines = [";".join(row) for row in texts]
        path.write_text("\n".join(lines), "utf-8")
    elif kind == "xlsx":
        book(path, [names, *cells])
    elif kind == "ndjson":
        path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    else:
        pl.DataFrame(cells, schema=names, orient="row", infer_schema_length=None).write_parquet(
            path
        )
    return path


OPTIONS = {"default_date_format": "dd.mm.yyyy", "strings_to_formulas": False}


def book(path: Path, rows: list[list[Any]], sheets: tuple[str, ...] = ("Tabelle",)) -> None:
    with xlsxwriter.Workbook(path, OPTIONS) as workbook:
        for name in sheets:
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
