"""A store that may only be read is read: by an auditor, from a backup, off a locked disk."""

from datetime import date
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store import sqlite
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.chain import verify
from iiz_rules.escalation.store.outlook import owed
from iiz_rules.escalation.store.store import Store
from tests.refused import codes_of

BORN = {"person.born": "1990-01-01"}
OLD = Path(__file__).parent / "stores" / "version-2.db"


@pytest.fixture
def path(policy: iiz.Policy, tmp_path: Path) -> Path:
    with Store(tmp_path / "cases.db") as store:
        flow = policy.open_case("C-1", store=store)
        flow.record("entered", "2024-03-05", BORN)
        flow.record("noted", "2024-03-06")
    return tmp_path / "cases.db"


@pytest.fixture
def only_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_may_be_written", lambda _: False)


def test_a_store_that_may_only_be_read_is_verified_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    valais, path = iiz.load("valais"), tmp_path / "cases.db"
    with Store(path) as store:
        flow = valais.open_case("C-1", on="2024-01-08", store=store)
        flow.record("new-mandate", "2024-01-08", {"reported_in": ["iv"]})
    monkeypatch.setattr(sqlite, "_may_be_written", lambda _: False)
    with Store(path, create=False) as store:
        assert not store.writable
        assert verify(store).finding is None
        assert valais.case("C-1", store).on == date(2024, 1, 8)
        for year in (2024, 2034):  # as far as the index reaches, and beyond
            rows = owed(Archive(store), date(year, 4, 5))
            assert [(row.case, row.duty) for row in rows] == [("C-1", "evaluate-iiz")]
            listed = valais.cases(store, date(year, 4, 5), bearer="front-line")
            assert [one.standing["state"] for one in listed] == ["open"]
    assert [file.name for file in tmp_path.iterdir()] == ["cases.db"]


@pytest.mark.usefixtures("only_read")
def test_nothing_is_recorded_in_a_store_that_may_only_be_read(policy: iiz.Policy, path: Path):
    with Store(path, create=False) as store:
        flow = policy.case("C-1", store)
        with pytest.raises(iiz.StoreError) as error:
            flow.record("noted", "2024-03-07")
        [finding] = error.value.findings
        assert (finding.code, "readonly" in str(finding.words["why"])) == ("not-recorded", True)


def test_what_somebody_else_writes_is_not_passed_over(
    policy: iiz.Policy, path: Path, monkeypatch: pytest.MonkeyPatch
):
    with Store(path) as other:
        monkeypatch.setattr(sqlite, "_may_be_written", lambda _: False)
        policy.case("C-1", other).record("noted", "2024-03-07")  # so there is a log
        with Store(path, create=False) as store:
            assert store.head()[0] == 4
    with Store(path, create=False) as store:  # the log is gone
        assert store.head()[0] == 4
        monkeypatch.undo()
        with Store(path) as other:
            policy.case("C-1", other).record("noted", "2024-03-08")
        with pytest.raises(iiz.StoreError) as error:
            store.head()
        assert codes_of(error) == ["not-a-store"]


@pytest.mark.usefixtures("only_read")
def test_what_is_no_store_of_this_form_is_not_made_one(tmp_path: Path):
    (tmp_path / "empty.db").touch()
    (tmp_path / "old.db").write_bytes(OLD.read_bytes())
    for name, code in [("empty.db", "not-a-store"), ("old.db", "old-store")]:
        with pytest.raises(iiz.StoreError) as error:
            Store(tmp_path / name, create=False)
        assert codes_of(error) == [code]
    assert (tmp_path / "empty.db").read_bytes() == b""


def test_whoever_has_no_right_to_a_folder_may_not_write_in_it(tmp_path: Path):
    assert sqlite._may_be_written(tmp_path / "cases.db") is False
    (tmp_path / "cases.db").touch()
    assert sqlite._may_be_written(tmp_path / "cases.db")
