"""The three applications of `examples/` do what they say: a service, a batch, case management."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import iiz_rules as iiz
from examples import nightly
from iiz_rules.escalation.store.chain import verify
from tests.escalation.conftest import postgres
from tests.web.client import asked

__all__ = ["postgres"]  # a fixture


def test_the_service_answers_logs_and_refuses() -> None:
    from examples import service

    body = b'{"registrations": ["rav"]}'
    reply = asked(service.app, "POST", "/eligibility?language=fr", [body], reference="D-17")
    assert (reply.status, reply.data["verdict"]) == (200, "open")
    (kept,) = service.LOG.decisions("D-17")
    assert (kept.receipt.id, kept.user) == (reply.data["id"], "service")
    wrong = asked(service.app, "POST", "/eligibility", [b'{"registrations": ["x"]}'], reference="D")
    assert (wrong.status, wrong.code) == (422, "unknown-code")
    assert "/eligibility" in service.app.openapi()["paths"]


def test_the_batch_answers_a_file_and_names_what_it_left_out(tmp_path: Path) -> None:
    rows = {
        "Dossier": [1, 2, 3],
        "Wohnkanton": ["ZH", "SG", "XX"],
        "Anmeldungen": [["rav"], [], None],
    }
    pl.DataFrame(rows).write_parquet(tmp_path / "in.parquet")
    counts = nightly.nightly(tmp_path / "in.parquet", tmp_path / "out.parquet", date(2024, 3, 5))
    assert counts == {"open": 1, "no": 1, "rejected": 1}
    answered = pl.read_parquet(tmp_path / "out.parquet")
    assert answered["Dossier"].to_list() == [1, 2]
    assert "unknown-code" in (tmp_path / "out.rejected.csv").read_text()


def test_a_letter_its_case_and_a_decision_are_one_transaction(
    postgres: str, capsys: pytest.CaptureFixture[str]
) -> None:
    import psycopg

    from examples import casework

    casework.main(postgres)
    assert capsys.readouterr().out.splitlines()[0] == "[('evaluate-iiz', 'front-line')]"
    with psycopg.connect(postgres) as connection:
        with pytest.raises(iiz.UsageError):  # the letter goes back with its case
            casework.letter_arrived(connection, " ", date(2024, 1, 8), "lost")
        found: list[Any] = connection.execute("SELECT text FROM letters").fetchall()
    assert [text for (text,) in found] == ["Neues Mandat"]
    with iiz.Store(postgres) as store:
        assert verify(store).finding is None
        kept = [one.receipt.reference for one in iiz.DecisionLog(store).decisions()]
        assert (store.cases(), kept) == (("VS-2024-17",), ["VS-2024-17"])
