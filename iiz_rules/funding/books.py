"""A ledger read from the table that a fund keeps: an entry in each row, in the order of the days.

The columns: day, entry, measure, amount, payer (who is expected to repay an advance), decision and
term. A book of which one entry cannot be right is no book: it is refused, with all that is wrong.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import polars as pl

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.funding.ledger import NOTHING, Entry, Kind, Ledger, follow
from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import Domain, shown
from iiz_rules.tables.cells import read_column
from iiz_rules.tables.sheets import ROW, Sheet, read_sheet
from iiz_rules.words.text import Text

ENTRIES: dict[str, tuple[Kind, Text]] = {
    "inflow": ("inflow", Text("Einlage", "Versement au fonds", "Inflow")),
    "prefinancing": (
        "decided",
        Text("Vorfinanzierung beschlossen", "Préfinancement décidé", "Pre-financing decided"),
    ),
    "takeover": (
        "decided",
        Text("Übernahme beschlossen", "Prise en charge décidée", "Takeover decided"),
    ),
    "paid": ("paid", Text("Auszahlung", "Paiement", "Payment")),
    "claimed": ("claimed", Text("Rückforderung", "Demande de remboursement", "Claim")),
    "repaid": ("repaid", Text("Rückzahlung", "Remboursement", "Repayment")),
    "refused": ("refused", Text("Ablehnung", "Refus", "Refusal")),
    "written-off": ("written-off", Text("Abschreibung", "Passage par pertes", "Write-off")),
}


def _column(id: str, type: str, de: str, fr: str, en: str) -> Fact:
    codes = {code: label for code, (_, label) in ENTRIES.items()} if type == "code" else {}
    domain = Domain(type, frozenset(codes), at_least=0 if type == "chf" else None)
    return Fact(id, domain, Text(de, fr, en), Text("", "", ""), codes=codes)


COLUMNS = (
    _column("day", "date", "Datum", "Date", "Day"),
    _column("entry", "code", "Eintrag", "Écriture", "Entry"),
    _column("measure", "text", "Massnahme", "Mesure", "Measure"),
    _column("amount", "chf", "Betrag", "Montant", "Amount"),
    _column("payer", "text", "Kostenträger", "Organe payeur", "Payer"),
    _column("decision", "text", "Entscheid", "Décision", "Decision"),
    _column("term", "date", "Frist", "Délai", "Term"),
)
NEEDED = ("day", "entry")


def read_ledger(given: Any) -> Ledger:
    """Read a ledger from a path (CSV, XLSX, Parquet), a data frame or a list of mappings.

    Follow-up entries cite the decision, and name the payer, of their measure by themselves. Raises
    UsageError with every row that cannot be right.
    """
    sheet = read_sheet(given, "ledger")
    rows, findings = _rows(sheet)
    if findings:
        raise UsageError(findings)
    ledger, stopped = Ledger(), set[str]()
    for row in rows:
        entry = _entry(ledger, row)
        fault = ledger.fault(entry)
        if not fault:
            ledger = ledger.post(entry)
        elif (
            entry.measure not in stopped
        ):  # what follows for this measure would only follow from it
            stopped.add(entry.measure)
            words = {"kind": ENTRIES[row["entry"]][1], "measure": entry.measure, "fault": fault}
            findings.append(Finding("bad-entry", Place(Source(sheet.name), row[ROW]), words))
    if findings:
        raise UsageError(findings)
    return ledger


def _rows(sheet: Sheet) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Read the columns by their types, whatever their order and language."""
    found = sheet.frame.select(ROW)
    findings = [
        Finding("too-many-cells", Place(Source(sheet.name), row), {"got": shown(got)})
        for row, got in sheet.broken.items()
    ]
    for fact in COLUMNS:
        names = {fact.id, fact.label.de, fact.label.fr, fact.label.en}
        heading = next((one for one in sheet.frame.columns if one in names), None)
        if heading is None:
            if fact.id in NEEDED:
                words = {"column": fact.id, "known": ", ".join(one.id for one in COLUMNS)}
                findings.append(Finding("no-column", Place(Source(sheet.name), 1), words))
            values = pl.Series([None] * found.height, dtype=pl.String)
        else:
            values = sheet.frame[heading]
            findings += _bad(sheet, fact, values)
            values = read_column(values, fact).values
        found = found.with_columns(values.alias(fact.id))
    return found.to_dicts(), findings


def _bad(sheet: Sheet, fact: Fact, given: pl.Series) -> Iterator[Finding]:
    bad = read_column(given, fact).bad
    if fact.id in NEEDED:
        bad = bad | given.is_null()
    at = [one for one in sheet.frame.columns if one != ROW].index(given.name) + 1
    for row, cell in zip(sheet.frame[ROW].filter(bad), given.filter(bad), strict=True):
        words = {"got": shown(cell), "type": fact.domain.type, "column": given.name}
        yield Finding("bad-cell", Place(Source(sheet.name), row, at), words)


def _entry(ledger: Ledger, row: dict[str, Any]) -> Entry:
    """Make an entry of a row; what a row says of decision and payer has to be the measure's."""
    kind = ENTRIES[row["entry"]][0]
    amount = Decimal(row["amount"] or 0) / 100 + NOTHING
    measure, decision, payer = (row[key] or "" for key in ("measure", "decision", "payer"))
    if kind in ("inflow", "decided"):
        advance = row["entry"] == "prefinancing"
        return Entry(kind, row["day"], amount, measure, decision, payer, advance)
    entry = follow(ledger, kind, row["day"], measure, amount, row["term"])
    return replace(entry, decision=decision or entry.decision, payer=payer or entry.payer)
