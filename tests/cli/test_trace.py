"""`iiz trace` and `iiz test --coverage`: how far the rules carry the source, and the cases them."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from iiz_rules.schemas import SCHEMAS
from tests.cli.terminal import ROOT, Terminal, command
from tests.trace.berg import BERG

CASES = "berg/2024-01-01/cases"


@pytest.fixture
def berg(terminal: Terminal) -> Terminal:
    """A terminal in a folder with the invented canton."""
    shutil.copytree(BERG, terminal.folder / "berg")
    return terminal


def case(terminal: Terminal, name: str, old: str, new: str) -> None:
    path = terminal.folder / CASES / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# ------------------------------------------------------------------------------------- trace


def test_without_a_format_it_is_text(berg: Terminal):
    done = berg.iiz("trace", "--canton", "berg")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Bergkanton · Ausgabe vom 01.01.2024 · Rückverfolgung\n")


def test_the_data_is_for_other_programs(berg: Terminal):
    done = berg.iiz("trace", "--canton", "berg", "--format", "json")
    data = json.loads(done.out)
    Draft202012Validator(SCHEMAS["trace"]()).validate(data)
    assert data["cases"][0]["file"] == "berg/2024-01-01/cases/access.yaml"


@pytest.mark.parametrize("name", ["spur.html", "spur.HTML", "spur.csv", "spur.json", "spur.txt"])
def test_the_ending_of_the_file_says_what_is_wanted(berg: Terminal, name: str):
    done = berg.iiz("trace", "--canton", "berg", "-o", name)
    assert done.code == 0
    assert done.out.splitlines()[-1] == f"Geschrieben: {name}"
    kind = Path(name).suffix.lower().removeprefix(".").replace("txt", "text")
    shown = berg.iiz("trace", "--canton", "berg", "--format", kind).out
    written = (berg.folder / name).read_bytes().decode()
    assert written.rstrip("\r\n") == shown.rstrip("\r\n")


def test_the_format_goes_before_the_ending(berg: Terminal):
    berg.iiz("trace", "--canton", "berg", "--format", "csv", "-o", "spur.txt")
    assert (berg.folder / "spur.txt").read_bytes().startswith(b"\xef\xbb\xbfZiffer;")


def test_page_and_table_are_utf_8_whatever_the_terminal_speaks():
    done = command("trace", "--canton", BERG, "--format", "csv", PYTHONUTF8="0", LC_ALL="C")
    assert done.out.startswith("\ufeffZiffer;")
    page = command("trace", "--canton", BERG, "--format", "html", PYTHONUTF8="0", LC_ALL="C").out
    assert page.startswith("<!doctype html>")
    assert "Rückverfolgung" in page


@pytest.mark.parametrize("name", ["none/spur.html", "folder.html"])
def test_a_file_that_cannot_be_written_is_a_finding(berg: Terminal, name: str):
    (berg.folder / "folder.html").mkdir()
    done = berg.iiz("trace", "--canton", "berg", "-o", name)
    assert done.code == 2
    assert "Fehler[unwritable-file]" in done.err


@pytest.mark.parametrize("name", ["spur.pdf", "spur", "spur.xlsx"])
def test_an_ending_that_is_not_written_is_refused(berg: Terminal, name: str):
    done = berg.iiz("trace", "--canton", "berg", "-o", name)
    assert (done.code, "Fehler[unknown-ending]" in done.err) == (2, True)
    assert not (berg.folder / "spur.pdf").exists()


def test_strict_a_gap_is_a_finding(berg: Terminal):
    assert berg.iiz("trace", "--canton", "berg", "--strict").code == 1
    gaps = ("XX-7", "XX-8")
    clauses = berg.folder / "berg/2024-01-01/clauses.yaml"
    text = clauses.read_text("utf-8")
    for gap in gaps:
        head, tail = text.split(f"  - id: {gap}\n")
        executable = tail.index("executable: ")
        reason = "    reason: {de: a, fr: b, en: c}\n"
        rest = tail[executable:].split("\n", 1)[1]
        text = f"{head}  - id: {gap}\n{tail[:executable]}executable: none\n{reason}{rest}"
    clauses.write_text(text, "utf-8")
    assert berg.iiz("trace", "--canton", "berg", "--strict").code == 0


def test_a_case_that_fails_does_not_count_and_is_told(berg: Terminal):
    case(berg, "elsewhere", '"no"', '"yes"')
    done = berg.iiz("trace", "--canton", "berg")
    assert done.code == 1
    assert "nicht zählen: 1." in " ".join(done.out.split())


def test_rules_with_faults_cannot_be_traced(berg: Terminal):
    rules = berg.folder / "berg/2024-01-01/eligibility.yaml"
    rules.write_text(rules.read_text("utf-8").replace("person.resident", "person.residnt"), "utf-8")
    done = berg.iiz("trace", "--canton", "berg")
    assert (done.code, done.out) == (2, "")
    assert "Fehler[unknown-fact]" in done.err


def test_a_canton_that_cannot_be_read_cannot_be_traced(berg: Terminal):
    berg.file("berg/canton.yaml", "canton: [")
    assert berg.iiz("trace", "--canton", "berg").code == 2


def test_a_day_outside_all_editions_is_a_finding(berg: Terminal):
    done = berg.iiz("trace", "--canton", "berg", "--on", "2020-01-01")
    assert done.code == 2
    assert "Fehler[no-edition]" in done.err


def test_a_packaged_canton_can_be_traced(terminal: Terminal):
    """What the trace of either says is looked at in all languages in `test_labels`."""
    done = terminal.iiz("trace", "--canton", "zurich", "--lang", "fr")
    assert (done.code, done.err) == (0, "")
    assert "ont un motif." in " ".join(done.out.split())


# ---------------------------------------------------------------------------------- coverage


def test_coverage_comes_after_the_usual_output(berg: Terminal):
    plain = berg.iiz("test", "berg").out
    done = berg.iiz("test", "berg", "--coverage")
    assert done.code == 0
    assert done.out.startswith(plain)
    assert "\nBergkanton · Ausgabe vom 01.01.2024\n" in done.out
    assert "13 von 25 Regeln, Kriterien, Begriffen und Zuständigkeiten" in done.out.replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(("least", "code"), [("0", 0), ("52", 0), ("53", 1), ("100", 1)])
def test_too_little_coverage_fails_where_that_is_wanted(berg: Terminal, least: str, code: int):
    done = berg.iiz("test", "berg", "--fail-under", least)
    assert done.code == code
    assert "52\u00a0%" in done.out


@pytest.mark.parametrize("least", ["101", "-1", "viel", "5.5"])
def test_a_share_is_a_number_up_to_a_hundred(berg: Terminal, least: str):
    done = berg.iiz("test", "berg", "--fail-under", least)
    assert done.code == 2
    assert "Fehler[wrong-argument]" in done.err
    assert "--fail-under" in done.err


def test_of_rules_with_faults_nothing_is_measured(berg: Terminal):
    berg.file("berg/2024-01-01/facts.yaml", "facts: []\n")
    done = berg.iiz("test", "berg", "--coverage")
    assert done.code == 1
    assert "Regeln, Kriterien" not in done.out


def test_coverage_is_measured_over_the_cases_named(berg: Terminal):
    done = berg.iiz("test", f"{CASES}/helper.yaml", "--coverage")
    assert "2 von 25 Regeln" in done.out.replace("\u00a0", " ")


def test_checking_measures_nothing(berg: Terminal, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("iiz_rules.testing.suite.compare", lambda *_: pytest.fail("compared"))
    assert berg.iiz("check", "berg").code == 0


def test_the_invented_canton_has_no_faults():
    assert command("check", BERG, "--strict", LANG="de_CH.UTF-8").code == 0
    assert ROOT in BERG.parents
