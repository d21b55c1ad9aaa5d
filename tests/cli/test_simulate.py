"""`iiz simulate` and `iiz compare` as they are called."""

import json
import os
import pty
import sys
from html import unescape

import pytest

from tests.cli.terminal import ROOT, Terminal
from tests.effort import sampled
from tests.funding.canton import HARBOUR

EXAMPLES = ROOT / "examples"
FUND = EXAMPLES / "beschaeftigungsfonds"
PORTFOLIO = FUND / "portfolio.csv"
RULES = ("--canton", "valais", "--scenario", FUND / "grundlage.yaml")
COSTS = (EXAMPLES / "zuerich" / "kosten.csv", "--canton", "zurich", "--on", "2026-04-01")
"""A small portfolio; what is done with the answers is the same."""
HEAD = "id;measure.kind;measure.amount;person.member;person.resident\n"


def told(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("language", "words"),
    sampled(
        [
            ("de", ["240 Massnahmen kosten 2'225'672 CHF", "ERFUNDENE ANGABEN", "Anfangsbestand"]),
            ("fr", ["240 mesures coûtent 2'225'672 CHF", "DONNÉES INVENTÉES", "Avoir initial"]),
        ],
        2,
    ),
)
def test_a_portfolio_is_summed_up(terminal: Terminal, language: str, words: list[str]):
    done = terminal.iiz("simulate", PORTFOLIO, *RULES, "--lang", language)
    assert done.code == 0
    assert done.err == "", "elsewhere than on a terminal no progress is shown"
    for one in words:
        assert one in told(done.out)


def test_a_report_is_written_in_the_language_of_the_command(terminal: Terminal):
    rows = terminal.file("p.csv", f"{HEAD}a;knots;100.00;ja;nein\n")
    report = terminal.folder / "report.html"
    how = ("--canton", HARBOUR, "--on", "2024-03-01", "-o", report, "--lang", "fr")
    done = terminal.iiz("simulate", rows, *how)
    assert (done.code, done.err) == (0, "")
    assert report.read_text("utf-8").startswith('<!doctype html>\n<html lang="fr">')


def test_rows_are_written_as_a_table(terminal: Terminal):
    rows = terminal.file("p.csv", f"{HEAD}=a;knots;100.00;ja;nein\n")
    out = terminal.folder / "rows.csv"
    done = terminal.iiz("simulate", rows, "--canton", HARBOUR, "--on", "2024-03-01", "-o", out)
    assert done.code == 0
    assert out.read_text("utf-8-sig").splitlines()[1].startswith("2;'=a;2024-03-01;100.00;80.00;")
    printed = terminal.folder / "report.pdf"
    done = terminal.iiz("simulate", rows, "--canton", HARBOUR, "--on", "2024-03-01", "-o", printed)
    assert (done.code, done.err) == (0, "")
    assert printed.read_bytes().startswith(b"%PDF-")


def test_bad_rows_are_told_and_make_the_exit_code_one(terminal: Terminal):
    bad = "".join(f"x{n};knots;1,5;ja;nein\n" for n in range(12))
    rows = terminal.file("p.csv", f"{HEAD}a;knots;100.00;ja;nein\n{bad}")
    done = terminal.iiz("simulate", rows, "--canton", HARBOUR, "--on", "2024-03-01", "--lang", "en")
    assert done.code == 1
    assert (
        "Row 3, measure.amount: `1,5` is no value for `measure.amount`; expected: an amount such as"
        in told(done.out)
    )
    assert "and 2 more" in told(done.out)


def test_bad_rows_are_told_where_scenarios_are_compared(terminal: Terminal):
    rows = terminal.file("p.csv", f"{HEAD}a;knots;100.00;ja;nein\nb;knots;1,5;ja;nein\n")
    plain = terminal.file("plain.yaml", "id: plain\nlabel: {de: Einfach, fr: Simple, en: Plain}\n")
    call = ("compare", plain, plain, rows, "--canton", HARBOUR, "--on", "2024-03-01")
    done = terminal.iiz(*call, "-o", "c.html", "--lang", "fr")
    assert done.code == 1
    page = (terminal.folder / "c.html").read_text("utf-8").replace("&#39;", "'")
    for said in (told(done.out), told(page)):
        assert "Lignes écartées" in said
        assert "Ligne 3, measure.amount : `1,5`" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.csv", *RULES], "none.csv"),
        ([PORTFOLIO, "--canton", "valais", "--scenario", "none.yaml"], "none.yaml"),
        ([PORTFOLIO, *RULES, "-o", "report.docx"], ".html, .pdf, .csv, .parquet"),
        ([*COSTS, "-o", "none/report.html"], "none/report.html"),
        ([PORTFOLIO, "--canton", HARBOUR, "--on", "2024-03-01"], "measure.expected_payer_named"),
        ([PORTFOLIO], "--canton"),
    ],
)
def test_what_cannot_be_done_is_said(terminal: Terminal, arguments: list[object], words: str):
    done = terminal.iiz("simulate", *arguments)
    assert done.code in (1, 2)
    assert words in done.out + done.err


def test_two_scenarios_are_compared(terminal: Terminal):
    out = terminal.folder / "changes.csv"
    scenarios = (FUND / "grundlage.yaml", FUND / "breiterer-katalog.yaml")
    done = terminal.iiz("compare", *scenarios, PORTFOLIO, "--canton", "valais", "-o", out)
    assert done.code == 0
    text = told(done.out)
    assert "A «Grundlage», B «Breiterer Katalog»" in text
    assert (
        "Bei 24 Massnahmen ändert sich ein Betrag, bei 24 der hauptsächliche Kostenträger:" in text
    )
    assert "F-006 Intensives Coaching. Beschäftigungsfonds, in letzter Linie → niemand." in text
    assert "und 14 weitere" in text
    assert "Anfangsbestand, der nicht reicht A B" in text
    assert "650'000.00 17 %" in text
    assert len(out.read_text("utf-8-sig").splitlines()) == 25


def test_outlays_are_billed(terminal: Terminal):
    done = terminal.iiz(
        *("simulate", EXAMPLES / "zuerich" / "kosten.csv", "--canton", "zurich"),
        *("--on", "2026-04-01", "-o", terminal.folder / "bills.html"),
    )
    assert done.code == 0
    text = told(done.out)
    assert "Amt für Wirtschaft und Arbeit" in text
    assert "offen, ob jemand es trägt 880.00" in text
    assert "Alle Kosten 28'292.26" in text
    assert "1'000.01" in unescape((terminal.folder / "bills.html").read_text("utf-8"))
    for bearer in ("awa", "ksa", "ajb", "sva"):
        one = (terminal.folder / f"bills-{bearer}.html").read_text("utf-8")
        assert "Kostenabrechnung" in one
    data = terminal.folder / "bills.json"
    terminal.iiz(
        *("simulate", EXAMPLES / "zuerich" / "kosten.csv", "--canton", "zurich"),
        *("--on", "2026-04-01", "-o", data),
    )
    assert [one["bearer"] for one in json.loads(data.read_text("utf-8"))["bills"]] == [
        *("ksa", "awa", "ajb", "sva"),
    ]


def test_the_ledger_of_a_fund_is_told_and_is_data(terminal: Terminal):
    told_ = terminal.iiz("ledger", FUND / "buch.csv", "--on", "2026-09-30", "--lang", "fr")
    assert (told_.code, told_.err) == (0, "")
    assert "échu depuis 92 jours" in told(told_.out)
    data = terminal.iiz("ledger", FUND / "buch.csv", "--format", "json")
    assert json.loads(data.out)["written_off"] == "6200.00"
    bad = terminal.file("b.csv", "Datum;Eintrag;Massnahme;Betrag\n2026-01-05;Auszahlung;F-1;5\n")
    refused = terminal.iiz("ledger", bad, "--lang", "de")
    assert refused.code == 2
    assert "Eintrag `Auszahlung`" in refused.err


def test_on_a_terminal_progress_is_shown_and_wiped_away(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as screen:
        monkeypatch.setattr(sys, "stderr", screen)
        assert terminal.iiz("simulate", PORTFOLIO, *RULES, "--lang", "en").code == 0
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "Rows 240 of 240" in shown
    assert "Courses 10000 of 10000" in shown
    assert "Assumptions 6 of 6" in shown
    assert shown.endswith("\r\x1b[K")


def test_nothing_is_written_onto_the_table_that_is_read(terminal: Terminal):
    terminal.file("portfolio.csv", "cost.kind;cost.amount\njoint;1.00\n")
    how = ("--canton", "zurich", "--on", "2026-04-01", "-o", "portfolio.csv")
    done = terminal.iiz("simulate", "portfolio.csv", *how)
    assert (done.code, "[output-is-input]" in done.err) == (2, True)
    assert (terminal.folder / "portfolio.csv").read_text("utf-8").startswith("cost.kind")
