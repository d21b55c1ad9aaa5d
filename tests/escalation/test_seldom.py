"""What happens seldom: a race that is lost, a disk without space, a text that no file can keep."""

import sqlite3
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.engines import MOST_COUNTED, Made
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.store.records import hash_of
from iiz_rules.escalation.store.sqlite import SQLite
from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.errors import ConflictError


def test_who_opens_a_case_after_another_is_told(monkeypatch: pytest.MonkeyPatch):
    def lost(*_: object) -> Flow:
        raise ConflictError([])

    monkeypatch.setattr(Flow, "open", lost)
    with Store(None) as store, pytest.raises(ConflictError):
        iiz.load("valais").open_case("C", on="2024-01-08", store=store)


def test_what_is_counted_of_rules_asked_together_has_an_end():
    made = Made(iiz.load("zurich", "2024-03-05").compiled)
    for number in range(MOST_COUNTED):
        assert made.times((str(number),)) == 0
    assert made.times(("0",)) == 1
    assert made.times(("1",)) == 0, "it was begun anew"


def test_half_a_character_is_in_no_record():
    with pytest.raises(iiz.UsageError):
        hash_of(b"", "\ud800")


def test_a_disk_without_space_is_no_damaged_store(tmp_path: Path):
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    store = SQLite(tmp_path / "s.db")
    error = store._fault("not-a-store", full)
    store.close()
    assert [finding.code for finding in error.findings] == ["unwritable-file"]
