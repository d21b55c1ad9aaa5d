"""Whatever a user hands over: one clear message with its place, exit code 2, no traceback."""

import os
from pathlib import Path

import pytest

from tests.cli.terminal import EXAMPLE, Terminal, command
from tests.needed import needing
from tests.rights import ordinary_user

BIG = b'{"a": "' + b"x" * 10_000_000 + b'"}'
BAD: list[tuple[str, bytes, str]] = [
    ("nan.json", b'{"person": {"age": NaN}}', "nan.json: /person/age: Fehler[not-a-number]"),
    ("twice.json", b'{"a": 1, "a": 2}', "Fehler[duplicate-field]"),
    ("broken.json", b'{"person": ', "broken.json:1:1: Fehler[unclosed-bracket]"),
    ("list.json", b"[1]", "Fehler[not-an-object]"),
    ("empty.json", b"", "Fehler[empty-file]"),
    ("deep.json", b'{"a":' * 100_000, "Fehler[too-deep]"),
    ("deep.yaml", b"[" * 100_000, "Fehler[too-deep]"),
    ("big.json", BIG, "Fehler[file-too-large] die Datei hat 10000009"),
    ("binary.yaml", bytes(range(256)), "binary.yaml:3:115: Fehler[not-utf-8]"),
    ("empty.yaml", b"", "Fehler[empty-file]"),
    ("twice.yaml", b"a: 1\na: 2\n", "twice.yaml:2:1: Fehler[duplicate-key]"),
    ("fact.yaml", b"person: {kanton: ZH}\n", "fact.yaml:1:10: Fehler[unknown-fact]"),
    ("code.yaml", b"person: {canton: ZHH}\n", "code.yaml:1:18: Fehler[unknown-code]"),
    ("type.yaml", b"person: {age: vierzig}\n", "type.yaml:1:15: Fehler[wrong-type]"),
    ("date.yaml", b"report: {date: 2025-02-30}\n", "date.yaml:1:16: Fehler[impossible-date]"),
    ("asked.yaml", b"date: 2025-02-30\nfacts: {}\n", "asked.yaml:1:7: Fehler[impossible-date]"),
    ("key.yaml", b"day: 2025-02-20\nfacts: {}\n", "key.yaml:1:1: Fehler[unknown-key]"),
    (
        "document.json",
        b'{"date": "2024-03-05", "facts": {"person": {"age": "vierzig"}}}',
        "document.json: /facts/person/age: Fehler[wrong-type]",
    ),
    (
        "dotted.json",
        b'{"facts": {"person.kanton": "ZH"}}',
        "dotted.json: /facts/person.kanton: Fehler[unknown-fact]",
    ),
    ("day.json", b'{"date": 5, "facts": {}}', "day.json: /date: Fehler[wrong-type]"),
    ("key.json", b'{"facts": {}, "a/b": 1}', "key.json: /a~1b: Fehler[unknown-key]"),
    ("list.yaml", b"- a\n", "list.yaml:1:1: Fehler[not-a-mapping]"),
    ("text.yaml", b"facts: abc\n", "Fehler[group-not-value]"),
]
TWO_READINGS = ("--interpretation", "A=x", "--interpretation", "A=y")
HERE = ("--canton", EXAMPLE, "--on", "2024-03-05")


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_case_is_named_with_its_place(
    terminal: Terminal, name: str, content: bytes, message: str
):
    terminal.file(name, content)
    done = terminal.iiz("assess", name, *HERE)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert len(done.err) < 5_000


def test_a_file_that_is_not_there(terminal: Terminal):
    done = terminal.iiz("assess", "nowhere.yaml", *HERE)
    assert done.code == 2
    assert "`nowhere.yaml` lässt sich nicht lesen: es gibt sie nicht" in done.err


@pytest.mark.parametrize("name", ["cases.xlsx", "cases.CSV", "cases.parquet", "cases.ndjson"])
def test_a_table_in_place_of_a_case(terminal: Terminal, name: str):
    terminal.file(name, b"PK\x03\x04")
    done = terminal.iiz("assess", name, "--canton", "zurich", "--on", "2024-03-05")
    assert (done.code, done.out) == (2, "")
    assert "Fehler[table-as-case]" in done.err
    assert f"iiz assess --batch {name}" in done.err


def test_a_folder_in_place_of_a_file(terminal: Terminal):
    done = terminal.iiz("assess", ".", *HERE)
    assert done.code == 2
    assert "es ist ein Ordner" in done.err


def test_a_name_that_no_file_can_have(terminal: Terminal):
    assert terminal.iiz("assess", "x" * 5_000 + ".yaml", *HERE).code == 2
    assert terminal.iiz("assess", "a\0b.yaml", *HERE).code == 2
    for name in ("x" * 5_000, "a\0b"):
        assert terminal.iiz("facts", "--canton", name).code == 2


@needing(Path("/dev/zero").exists(), "only where there are devices")
def test_a_device_without_end_is_too_large(terminal: Terminal):
    done = terminal.iiz("assess", "/dev/zero", *HERE)
    assert done.code == 2
    assert "file-too-large" in done.err


@needing(os.name == "posix", "rights of this kind are those of POSIX")
def test_a_file_that_may_not_be_read(terminal: Terminal):
    terminal.file("secret.yaml", "a: 1\n").chmod(0)
    terminal.file("open.yaml", "a: 1\n")
    with ordinary_user(terminal.folder):
        assert "kein Leserecht" in terminal.iiz("assess", "secret.yaml", *HERE).err
        assert "kein Leserecht" not in terminal.iiz("assess", "open.yaml", *HERE).err


def test_too_much_on_standard_input():
    done = command("assess", "-", *HERE, stdin=b'{"a": "' + b"x" * 2_000_000)
    assert done.code == 2
    assert "<stdin>: Fehler[file-too-large]" in done.err


CALLS: list[tuple[tuple[str, ...], str]] = [
    (("serve", "--canton", "zurich", "--port", "abc"), "`abc` geht bei `--port` nicht"),
    (("store", "list", "cases.db", "--limit", "0"), "`0` geht bei `--limit` nicht"),
    (("asess",), "iiz: Fehler[unknown-command] den Befehl `asess` gibt es nicht"),
    (("asess",), "= Hilfe: meinten Sie `assess`?"),
    (("assess",), "iiz assess: Fehler[missing-argument] `FALL…` fehlt"),
    (("interpretations",), "Fehler[missing-argument] `--canton` fehlt"),
    (("assess", "x.yaml", "--kanton", "zurich"), "Fehler[unknown-flag] die Option `--kanton`"),
    (("--kanton",), "iiz: Fehler[unknown-flag] die Option `--kanton`"),
    (("assess", "x.yaml", "--canton"), "iiz assess: Fehler[flag-value]"),
    (("assess", "x.yaml", "--all=3"), "iiz assess: Fehler[flag-value]"),
    (
        ("assess", "x.yaml", "--canton", "zurich", "--lang", "it"),
        "Fehler[wrong-argument] `it` geht bei `--lang` nicht",
    ),
    (("assess", "x.yaml", "--canton", "zurich", "--on", "gestern"), "--on: Fehler[wrong-type]"),
    (
        ("assess", "x.yaml", "--canton", "zurich", "--on", "2025-02-30"),
        "--on: Fehler[impossible-date]",
    ),
    (
        ("assess", "x.yaml", "--canton", "zurich", "--interpretation", "A"),
        "Fehler[wrong-argument] `A` geht bei `--interpretation`",
    ),
    (
        ("assess", "x.yaml", "--canton", "zurich", *TWO_READINGS),
        "Fehler[wrong-argument] `A=y` geht bei `--interpretation` nicht\n"
        "  = Hilfe: möglich ist: A=x",
    ),
    (
        ("assess", "x.yaml", "--rule", "step-1", "--all"),
        "Fehler[clashing-options] `--all` und `--rule` gehen nicht zusammen",
    ),
    (("assess", "x.yaml", "--full", "--all"), "`--full` und `--all` gehen nicht zusammen"),
    (("assess", "x.yaml", "-o", "y.txt"), "`y.txt` geht bei `--output` nicht"),
    (
        ("assess", "--batch", "x.ods", "--canton", "zurich", "-o", "y.csv", "--on", "2024-03-05"),
        "`x.ods` geht bei `--batch` nicht",
    ),
    (("texts", "zurich", "--from", "x.ods"), "`zurich` ist mitgeliefert und wird nicht geändert"),
    (("cantons", "zurich"), "iiz cantons: Fehler[extra-argument] `zurich` ist hier zu viel"),
    (("schema",), "iiz schema: Fehler[missing-argument]"),
    (("schema", "cases"), "meinten Sie `case`?"),
    (("explain", "unknown-fakt"), "meinten Sie `unknown-fact`?"),
    (("compare-cantons", "x.yaml", "-o", ""), "Fehler[flag-value] mit dem Wert von `--output`"),
    (("simulate", "x.csv", "--ledger", ""), "Fehler[flag-value] mit dem Wert von `--ledger`"),
    (("test", "x" * 300), "Fehler[unreadable-file]"),
    (("format", "x" * 300), "der Name ist zu lang"),
    (("facts",), "Fehler[missing-argument] `--canton` fehlt"),
    (("facts", "--canton", "bern"), "bern: Fehler[unknown-canton] Kanton `bern` ist nicht bekannt"),
    (("facts", "--canton", "zurich", "--on", "1990-01-01"), "Fehler[no-edition] am 01.01.1990"),
    (("facts", "--canton", "zurich", "--on", "1990-01-01"), "2014-04-01 (01.04.2014 – …)"),
    (("check", "nowhere"), "Fehler[unknown-canton]"),
    (("test", "."), "Fehler[not-a-canton]"),
    (("completion", "tcsh"), "Fehler[wrong-argument]"),
    (("schema", "case", "--canton", "bern"), "Fehler[unknown-canton]"),
]


@pytest.mark.parametrize(
    ("arguments", "message"),
    CALLS,
    ids=[f"{number} {' '.join(one)}" for number, (one, _) in enumerate(CALLS)],
)
def test_a_wrong_call_is_a_finding_too(
    terminal: Terminal, arguments: tuple[str, ...], message: str
):
    done = terminal.iiz(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "iiz explain " in done.err


def test_a_question_that_the_edition_does_not_answer(terminal: Terminal):
    case = EXAMPLE / "new" / "cases" / "no.yaml"
    done = terminal.iiz("assess", case, *HERE, "--rule", "eligibilty")
    assert done.code == 2
    assert "meinten Sie: Zielgruppe (eligibility)?" in done.err
    done = terminal.iiz("assess", case, *HERE, "--interpretation", "A-XX-01=wid")
    assert done.code == 2
    assert "meinten Sie `wide`?" in done.err


def test_a_canton_with_faults_answers_nothing(terminal: Terminal):
    for path in EXAMPLE.rglob("*.yaml"):
        terminal.file(str(path.relative_to(EXAMPLE)), path.read_text("utf-8"))
    rules = (EXAMPLE / "new" / "eligibility.yaml").read_text("utf-8")
    terminal.file("new/eligibility.yaml", rules.replace("person.canton, is", "person.cantn, is"))
    done = terminal.iiz("assess", "new/cases/no.yaml", "--canton", ".")
    assert (done.code, done.out) == (2, "")
    assert "new/eligibility.yaml:11:24: Fehler[unknown-fact]" in done.err
