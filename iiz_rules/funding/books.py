"""Reading a ledger from the table a fund keeps: an entry in each row, in the order of the days.

The columns: day, entry, measure, amount, payer (who is expected to repay an advance), decision and
term. A book of which one entry cannot be right is no book: it is refused, with all that is wrong.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce
from typing import Any

from iiz_rules.engine.columnar.slots import MISSPELT
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import Spelt, near, shown
from iiz_rules.funding.ledger import NOTHING, Entry, Ledger, decided, follow
from iiz_rules.funding.record import Record
from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import Domain, Problem
from iiz_rules.tables.cells import reader
from iiz_rules.tables.source import Table, listed
from iiz_rules.tables.table import bad_cell, read_table
from iiz_rules.words.say import text
from iiz_rules.words.text import LANGUAGES, Language, Text

DECISIONS = ("prefinancing", "takeover")
ENTRIES = ("inflow", *DECISIONS, "paid", "claimed", "repaid", "refused", "written-off")


def _column(id: str, type: str) -> Fact:
    names = ENTRIES if type == "code" else ()
    codes = {name: text(f"funding.entry.{name}") for name in names}
    domain = Domain(type, frozenset(codes), at_least=0 if type == "chf" else None)
    return Fact(id, domain, text(f"funding.book.{id}"), Text("", "", ""), codes=codes)


COLUMNS = (
    _column("day", "date"),
    _column("entry", "code"),
    _column("measure", "text"),
    _column("amount", "chf"),
    _column("payer", "text"),
    _column("decision", "text"),
    _column("term", "date"),
)
NEEDED = ("day", "entry", "amount")
"""the columns every ledger needs"""
WITHOUT_AMOUNT = ("claimed", "refused")
"""the kinds of entry without an amount; every other needs one"""
Line = dict[str, Any]
"""the values of a row by column; None if empty"""


def read_ledger(given: Any = None, decisions: Iterable[Record] = ()) -> Ledger:
    """Read a ledger from a path (CSV, XLSX, NDJSON, Parquet), a data frame or a list of mappings.

    The columns: day, entry, measure, amount, payer, decision, term. Follow-up entries cite the
    decision, and name the payer, of their measure by themselves. `decisions` that were recorded
    stand in it as entries of their days, before what happened on the same day. Raises UsageError
    with every row that cannot be right.
    """
    waiting = sorted(decisions, key=lambda one: one.on)
    ledger, stopped, findings = Ledger(), set[str](), list[Finding]()
    if given is not None:
        table = read_table(given, "ledger")
        lines, findings = _lines(table)
        if findings:
            raise UsageError(findings)
        for number, line in zip(table.numbers, lines, strict=True):
            while waiting and waiting[0].on <= line["day"]:
                record = waiting.pop(0)
                ledger = ledger.post(decided(record, record.measure))
            entry = _entry(ledger, line)
            fault = ledger.fault(entry)
            if not fault:
                ledger = ledger.post(entry)
            elif entry.measure not in stopped:
                stopped.add(entry.measure)  # what is wrong with it later would only follow
                words = {
                    "kind": text(f"funding.entry.{line['entry']}"),
                    "measure": entry.measure,
                    "fault": fault,
                }
                findings.append(Finding("bad-entry", Place(Source(table.name), number), words))
    if findings:
        raise UsageError(findings)
    return reduce(lambda book, one: book.post(decided(one, one.measure)), waiting, ledger)


def _lines(table: Table) -> tuple[list[Line], list[Finding]]:
    """Read the columns by type, in any order and language."""
    lines: list[Line] = [{} for _ in table.numbers]
    findings = list(table.findings)
    for fact in COLUMNS:
        headings = [heading for heading in table.columns if heading in _names(fact)]
        if len(headings) > 1:
            words = {"column": shown(headings[1]), "fact": shown(headings[0])}
            findings.append(Finding("column-twice", Place(Source(table.name), 1), words))
        if not headings:
            findings += _absent(table, fact, lines)
        findings += _read(table, headings[0] if headings else "", fact, lines)
    return lines, sorted(findings, key=lambda finding: finding.place.line)


def _names(fact: Fact) -> set[str]:
    """The headings that a column may have."""
    return {fact.id, *(fact.label[language] for language in LANGUAGES)}


def _absent(table: Table, fact: Fact, lines: list[Line]) -> Iterator[Finding]:
    """Report a column that is not there: one that an entry needs, or whose heading is misspelt."""
    if fact.id in NEEDED or any(_is_needed(fact, line) for line in lines):
        every = COLUMNS[0].label.map(
            lambda language, _: ", ".join(each.label[language] for each in COLUMNS)
        )
        words = {"column": fact.label, "known": every, "near": ""}
        yield Finding("no-column", Place(Source(table.name), 1, 1), words)
        return
    order, ours = list(table.columns), {name for each in COLUMNS for name in _names(each)}
    others = Spelt(heading for heading in order if heading not in ours)
    misspelt = next(filter(None, (near(name, others, MISSPELT) for name in _names(fact))), "")
    if misspelt:
        words = {"column": fact.label, "known": ", ".join(map(shown, order)), "near": misspelt}
        yield Finding("no-column", Place(Source(table.name), 1, order.index(misspelt) + 1), words)


def _read(table: Table, heading: str, fact: Fact, lines: list[Line]) -> Iterator[Finding]:
    """Put the values of a column into the lines; report invalid and missing cells."""
    cells = listed(table.columns.get(heading, [None] * len(lines)))
    read = reader(fact)
    for number, cell, line in zip(table.numbers, cells, lines, strict=True):
        value = read(cell)
        if isinstance(value, Problem):
            yield bad_cell(table, heading, number, cell, fact, value)
        elif value is None and heading and _is_needed(fact, line):
            place = Place(Source(table.name), number, list(table.columns).index(heading) + 1)
            yield Finding("missing-cell", place, {"column": heading})
        line[fact.id] = None if isinstance(value, Problem) else value


def _is_needed(fact: Fact, line: Line) -> bool:
    if fact.id == "amount":
        return line["entry"] not in (None, *WITHOUT_AMOUNT)
    if fact.id == "measure":
        return line["entry"] not in (None, "inflow")
    return fact.id in NEEDED


def _entry(ledger: Ledger, line: Line) -> Entry:
    """The entry of a row; decision and payer must be those of the measure."""
    entry, day, amount = line["entry"], line["day"], line["amount"] or NOTHING
    measure, decision, payer = (line[key] or "" for key in ("measure", "decision", "payer"))
    if entry in DECISIONS:
        advance = entry == "prefinancing"
        return Entry("decided", day, amount, measure, decision, payer, advance, line["term"])
    if entry == "inflow":
        return Entry("inflow", day, amount, measure, decision, payer, term=line["term"])
    followed = follow(ledger, entry, day, measure, amount, line["term"])
    return replace(followed, decision=decision or followed.decision, payer=payer or followed.payer)


def entries_table(records: Iterable[Record], language: Language) -> dict[str, list[Any]]:
    """The entries of decisions, as columns of a table for `read_ledger`.

    What was not approved is no entry of a ledger.
    """
    table: dict[str, list[Any]] = {fact.label[language]: [] for fact in COLUMNS}
    for record in records:
        if record.approved:
            entry = decided(record, record.measure)
            kind = DECISIONS[0] if entry.advance else DECISIONS[1]
            cells = {
                "day": entry.day,
                "entry": text(f"funding.entry.{kind}")[language],
                "measure": entry.measure,
                "amount": entry.amount,
                "payer": _payer_words(record, language),
                "decision": entry.decision,
                "term": entry.term,
            }
            for fact in COLUMNS:
                table[fact.label[language]].append(cells[fact.id])
    return table


def _payer_words(record: Record, language: Language) -> str:
    """The label of whoever is expected to repay an advance."""
    actors = record.program.actors if record.program else {}
    who = record.repaid_by if record.advance else None
    return actors[who][language] if who and who in actors else who or ""
