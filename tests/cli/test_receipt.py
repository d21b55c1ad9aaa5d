"""`iiz receipt`: what somebody reads who checks a receipt years later."""

import json

import pytest

from tests.cli.terminal import Terminal

pytest.importorskip("cryptography")
from tests.receipts.test_receipts import AT, ELSEWHERE, PUBLIC, SIGNED, ZURICH


def test_the_command_verifies_and_asks_again(terminal: Terminal) -> None:
    receipt = terminal.file("receipt.json", SIGNED.to_json())
    public = terminal.file("office.pem", PUBLIC)
    case = terminal.file("case.yaml", "person.residence.canton: ZH\n")
    salt = terminal.file("salt", b"pepper and sixteen bytes\n")
    done = terminal.iiz("receipt", "verify", receipt, "--key-file", public)
    assert (done.code, done.err) == (0, "")
    assert "Beleg D-17 vom 05.03.2024 08:30: unverändert." in done.out
    how = ("--case", case, "--on", "2026-01-01", "--salt-file", salt)
    done = terminal.iiz("receipt", "replay", receipt, *how, "--lang", "en")
    assert done.code == 0
    assert done.out.count("the same as then") == 3
    assert done.out.count("facts of the receipt") == 1
    assert done.out.count("the case as it is known today") == 2
    assert "then St Gallen, today Zürich" in done.out
    done = terminal.iiz("receipt", "replay", receipt, "--on", "2010-01-01")
    assert "Kanton Zürich · Keine Ausgabe in Kraft (Beleg: Ausgabe vom 01.04.2014)" in done.out
    done = terminal.iiz("receipt", "replay", receipt, "--format", "json")
    assert json.loads(done.out)["replays"][0]["same_answer"]
    changed = terminal.file("changed.json", SIGNED.to_json().replace('"SG"', '"ZH"'))
    done = terminal.iiz("receipt", "verify", changed)
    assert done.code == 1
    assert "nicht, wie er ausgestellt wurde" in done.err
    unsigned = ELSEWHERE.receipt(reference="D-17", at=AT).to_json()
    done = terminal.iiz("receipt", "verify", terminal.file("unsigned.json", unsigned))
    assert "Nicht unterschrieben." in done.out
    assert terminal.iiz("receipt", "replay", receipt, "--canton", "valais").code == 2
    clashing = terminal.iiz("receipt", "verify", receipt, "--on", "2026-01-01")
    assert clashing.code == 2
    assert "--on" in clashing.err


def test_a_store_keeps_the_edition_of_a_receipt(terminal: Terminal) -> None:
    ZURICH.open_case("C-1", on="2024-03-05", store=terminal.folder / "cases.db")
    receipt = terminal.file("receipt.json", SIGNED.to_json())
    done = terminal.iiz("receipt", "replay", receipt, "--store", "cases.db")
    assert done.code == 0, done.err
    assert "dieselbe wie damals" in done.out
