"""From a table to rows of facts: which column means what, which rows cannot be used and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import Domain, near, shown
from iiz_rules.portfolio.columns import ON, Columns, named
from iiz_rules.portfolio.parts import MOST
from iiz_rules.portfolio.scenario import Setting
from iiz_rules.tables.cells import TYPES, read_column
from iiz_rules.tables.sheets import ROW, Sheet
from iiz_rules.words.text import LANGUAGES, Text

PROPERTIES = ("id", "region", "institution", "date")
DATE = Fact("date", Domain("date"), Text("Datum", "date", "date"), Text("", "", ""))
REASON = "reason"
GOT = "got"


@dataclass(frozen=True)
class BadRow:
    """A row that is left out: its number, the column, what stands there, and why not."""

    row: int
    column: str
    finding: Finding


@dataclass(frozen=True)
class Rows:
    """The usable rows as facts in columns, what was left out, and the columns that say nothing."""

    frame: pl.DataFrame
    bad: tuple[BadRow, ...]
    ignored: tuple[str, ...]
    days: tuple[date, ...]


def read_rows(setting: Setting, sheet: Sheet, on: date) -> Rows:
    """Read a table as rows of facts. UsageError where its heading cannot be right."""
    meanings, ignored = _meanings(setting, sheet)
    frame = sheet.frame.select(ROW)
    bad = [
        BadRow(row, "", _finding(sheet, row, "", "too-many-cells", got=shown(got)))
        for row, got in sheet.broken.items()
    ]
    for heading, meaning in meanings.items():
        given = sheet.frame[heading]
        if meaning in PROPERTIES and meaning != "date":
            frame = frame.with_columns(given.cast(pl.String, strict=False).alias(meaning))
            continue
        fact = DATE if meaning == "date" else setting.program.facts[meaning]
        column = read_column(given, fact)
        bad += _bad_cells(sheet, heading, fact, given, column.bad)
        name = ON if meaning == "date" else named(meaning)
        frame = frame.with_columns(column.values.alias(name))
    frame = _completed(setting, frame, on)
    frame = frame.filter(~pl.col(ROW).is_in([one.row for one in bad]))
    bad += list(_bad_rows(setting, sheet, frame))
    frame = frame.filter(~pl.col(ROW).is_in([one.row for one in bad]))
    days = tuple(frame[ON].unique().sort())
    return Rows(_derived(setting, frame, days), tuple(_sorted(bad)), ignored, days)


def _sorted(bad: list[BadRow]) -> list[BadRow]:
    return sorted(bad, key=lambda one: (one.row, one.column))


def _meanings(setting: Setting, sheet: Sheet) -> tuple[dict[str, str], tuple[str, ...]]:
    """Tell what each heading means; one that is nearly a known one is refused."""
    facts = {one.id: one for one in setting.program.facts.values() if one.given}
    known = {name: name for name in (*facts, *PROPERTIES)}
    labels = {fact.label[one]: fact.id for fact in facts.values() for one in LANGUAGES}
    renamed = setting.scenario.file.columns or {}
    found: dict[str, str] = {}
    ignored: list[str] = []
    for heading in sheet.frame.columns:
        meaning = renamed.get(heading) or known.get(heading) or labels.get(heading)
        if meaning and meaning in known and meaning not in found.values():
            found[heading] = meaning
        elif meaning or near(heading, known):
            words = {"fact": shown(meaning or heading), "near": near(meaning or heading, known)}
            code = "conflicting-columns" if meaning in found.values() else "unknown-fact"
            raise UsageError([Finding(code, Place(Source(sheet.name)), words)])
        elif heading != ROW:
            ignored.append(heading)
    return found, tuple(ignored)


def _finding(sheet: Sheet, row: int, heading: str, code: str, **words: object) -> Finding:
    position = [one for one in sheet.frame.columns if one != ROW]
    at = position.index(heading) + 1 if heading in position else 0
    return Finding(code, Place(Source(sheet.name), row, at), words)


def _bad_cells(
    sheet: Sheet, heading: str, fact: Fact, given: pl.Series, bad: pl.Series
) -> Iterator[BadRow]:
    rows = sheet.frame[ROW].filter(bad)
    for row, cell in zip(rows, given.filter(bad), strict=True):
        words = {"got": shown(cell), "type": fact.domain.type, "column": heading}
        yield BadRow(row, heading, _finding(sheet, row, heading, "bad-cell", **words))


def _completed(setting: Setting, frame: pl.DataFrame, on: date) -> pl.DataFrame:
    """Add the columns that the table lacks: assumed, computed, or not known in any row."""
    if ON not in frame.columns:
        frame = frame.with_columns(pl.lit(on).alias(ON))
    frame = frame.with_columns(pl.col(ON).fill_null(on))
    for fact in setting.program.facts.values():
        name, assumed = named(fact.id), _assumed(setting, fact)
        if fact.is_date:
            frame = frame.with_columns(pl.col(ON).alias(name))
        elif name not in frame.columns:
            frame = frame.with_columns(assumed.alias(name))
    for fact in setting.program.facts.values():
        if fact.years_since:
            frame = _aged(frame, fact)
    return frame


def _assumed(setting: Setting, fact: Fact) -> pl.Expr:
    """Give what a scenario assumes of a fact in every row; not known where it says nothing."""
    file, kind = setting.scenario.file, fact.domain.type
    given = (file.assume or {}).get(fact.id)
    column = read_column(pl.Series([given]), fact)
    if given is not None and column.bad.any():
        words = {"got": shown(given), "type": kind, "column": fact.id}
        raise UsageError([Finding("bad-cell", file.place_of("assume", fact.id), words)])
    return pl.lit(column.values[0], TYPES[kind])


def _aged(frame: pl.DataFrame, fact: Fact) -> pl.DataFrame:
    """Add completed years where they are not given."""
    born = pl.col(named(fact.years_since or ""))
    at = pl.col(named(fact.years_at) if fact.years_at else ON)
    later = (at.dt.month().cast(pl.Int32) * 100 + at.dt.day()) < (
        born.dt.month().cast(pl.Int32) * 100 + born.dt.day()
    )
    years = (at.dt.year() - born.dt.year() - later.cast(pl.Int32)).cast(pl.Int64)
    name = named(fact.id)
    return frame.with_columns(
        pl.coalesce(pl.col(name), years).alias(name),
        (pl.col(name) != years).fill_null(False).alias(f"conflict:{fact.id}"),
    )


def amounts_of(program: Program) -> list[str]:
    """Name the facts of which a row needs one: the cost of a measure, or of an outlay."""
    if program.waterfall:
        return [program.waterfall.amount]
    found = list(dict.fromkeys(one.amount for one in program.splits.values()))
    if not found:
        raise UsageError([Finding("no-payers", Place(Source(program.canton)))])
    return found


def _bad_rows(setting: Setting, sheet: Sheet, frame: pl.DataFrame) -> Iterator[BadRow]:
    """Report rows without a cost, of dates of another edition, or that contradict themselves."""
    program = setting.program
    amounts = amounts_of(program)
    amount = amounts[0]
    known = [pl.col(named(one)) for one in amounts]
    for row in frame.filter(pl.all_horizontal(one.is_null() for one in known))[ROW]:
        yield BadRow(row, amount, _finding(sheet, row, amount, "no-cost", column=amount))
    for row in frame.filter(pl.any_horizontal(one > MOST for one in known))[ROW]:
        words = {"got": "…", "type": "chf", "column": amount}
        yield BadRow(row, amount, _finding(sheet, row, amount, "bad-cell", **words))
    first, last = program.valid_from or date.min, program.valid_to or date.max
    for row, day in frame.filter(~pl.col(ON).is_between(first, last)).select(ROW, ON).rows():
        words = {"on": day, "edition": program.edition}
        yield BadRow(row, "date", _finding(sheet, row, "date", "row-outside-edition", **words))
    for fact in program.facts.values():
        if fact.years_since:
            for row in frame.filter(pl.col(f"conflict:{fact.id}"))[ROW]:
                words = {"fact": fact.id, "other": fact.years_since}
                found = _finding(sheet, row, fact.id, "conflicting-facts", **words)
                yield BadRow(row, fact.id, found)


def _derived(setting: Setting, frame: pl.DataFrame, days: tuple[date, ...]) -> pl.DataFrame:
    """Add the facts that a scenario derives, where a row does not say them."""
    for fact, node in setting.program.derived.items():
        columns = Columns(setting.program, setting.policy.options, days)
        name = named(fact)
        frame = frame.with_columns(pl.coalesce(pl.col(name), columns.of(node)).alias(name))
    return frame
