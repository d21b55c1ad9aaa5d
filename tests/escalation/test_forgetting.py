"""What people may ask of their data: erased, handed over, kept no longer than allowed, sealed."""

import hashlib
import importlib.util
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.chain import Head, verify
from iiz_rules.escalation.store.index import in_order
from iiz_rules.escalation.store.outlook import owed
from iiz_rules.escalation.store.retention import declared, expired, exported
from iiz_rules.escalation.store.sqlite import SQLite
from iiz_rules.escalation.store.store import Store
from iiz_rules.escalation.store.tables import STATEMENTS, VERSION
from iiz_rules.escalation.store.upgrading import reindexed, upgrade
from tests.escalation.conftest import wrong
from tests.escalation.writer import TINY
from tests.needed import needing
from tests.refused import codes_of

OLD = Path(__file__).parent / "stores" / "version-2.db"
OLD_HEADS = {
    3: "c7068c56f57e3c4aef4ceb745378c7bc4d491bc30cb193bd441b9c1a6d1906d6",
    9: "5dd38fda9f107213dd827da79483d74836d2c3c4032e92bad4458790ac29ad58",
}
BORN = {"person.born": "1990-01-01"}
NAME, NOTE, USER, LETTER, SENT = (
    "Fall-Zumthor",
    "erzählt-von-Zürich",
    "anna.muster",
    "Brief-88",
    "k-77",
)
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
in_a_file = pytest.mark.parametrize("opened", ["sqlite"], indirect=True)
needs_cipher = needing(
    importlib.util.find_spec("cryptography") is not None, "cryptography is not installed"
)


@pytest.fixture
def store(opened: Callable[..., Store]) -> Iterator[Store]:
    with opened(clock=lambda: NOON) as store:
        yield store


def filled(policy: iiz.Policy, store: Store) -> None:
    """Two cases whose records stand among each other, and all that may be personal in one."""
    told = policy.open_case(NAME, store=store, user=USER, reference=LETTER)
    other = policy.open_case("C-2", store=store)
    told.record("entered", "2024-03-05", BORN, user=USER, reference=LETTER, key=SENT)
    other.record("entered", "2024-03-05", {"person.born": "1985-05-05"})
    told.record("noted", "2024-03-06", {"person.note": NOTE}, by="contact")
    told.record("ended", "2024-04-02")


def on_the_disk(path: Path) -> bytes:
    """Everything in the files of a store, its log too."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


# ------------------------------------------------------------------------------------- erased


@in_a_file
def test_of_a_case_that_is_forgotten_nothing_is_left_in_the_file(
    policy: iiz.Policy, store: Store, path: Path
):
    filled(policy, store)
    personal = [text.encode() for text in (NAME, NOTE, USER, LETTER, SENT, "1990-01-01")]
    assert all(text in on_the_disk(path) for text in personal)
    store.forget(NAME, "auf Verlangen")
    assert [text for text in personal if text in on_the_disk(path)] == []
    assert b"1985-05-05" in on_the_disk(path)


def test_a_store_that_another_program_has_just_begun_is_not_begun_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    Store(path).close()
    real, asked = Store._about, iter([True])
    monkeypatch.setattr(Store, "_about", lambda self: {} if next(asked, False) else real(self))
    with Store(path) as store:
        assert store.head()[0] == 0


def test_what_was_deleted_is_left_in_no_page_that_was_divided(path: Path):
    """SQLite overwrites the rows that it deletes, but not what it moved to other pages before.

    That is rare: with these rows three names stay where the file is not written anew.
    """
    chance = random.Random(3)
    file = SQLite(path)
    names = [f"{chance.getrandbits(128):032x}" for _ in range(2000)]
    with file.transaction():
        for name in names:
            rows = [(name, f"{name}-" * chance.randint(1, 12)) for _ in range(3)]
            file.many("INSERT INTO owed VALUES (?, ?, '', '', '', '', '', '', 0, '')", rows)
    gone = chance.sample(names, 1400)
    with file.transaction():
        file.many('DELETE FROM owed WHERE "case" = ?', [(name,) for name in gone])
    file.purge()
    found = on_the_disk(path)
    assert [name for name in gone if name.encode() in found] == []
    file.close()


def test_the_chain_stays_verifiable_and_says_when_what_was_erased(policy: iiz.Policy, store: Store):
    filled(policy, store)
    head = Head(*store.head())
    record = store.forget(NAME, "auf Verlangen", user="leitung")
    assert wrong(store, head) is None
    assert wrong(store, Head(record.seq, record.hash)) is None
    [told] = verify(store).told
    assert (told.kind, told.recorded, told.user) == (
        "erased",
        "2026-03-05T12:00:00+00:00",
        "leitung",
    )
    assert told.content["reason"] == "auf Verlangen"
    erased = [one for one in store.records() if one.pseudonym == told.pseudonym]
    assert [(one.erased, one.case) for one in erased] == [(True, "")] * 4 + [(False, "")]
    assert [repr(one).endswith("erased>") for one in erased[:4]] == [True] * 4


def test_a_case_that_is_forgotten_is_in_no_list_any_more(policy: iiz.Policy, store: Store):
    filled(policy, store)
    store.forget(NAME, "auf Verlangen")
    assert store.cases() == store.cases("tiny") == ("C-2",)
    assert {row.case for row in owed(Archive(store), date(2024, 6, 1))} <= {"C-2"}
    for ask in (
        lambda: policy.case(NAME, store),
        lambda: store.forget(NAME, "noch einmal"),
        lambda: exported(store, NAME),
    ):
        with pytest.raises(iiz.UsageError) as error:
            ask()
        assert codes_of(error) == ["unknown-case"]


def test_a_name_may_be_used_again_and_is_another_case(policy: iiz.Policy, store: Store):
    filled(policy, store)
    store.forget(NAME, "auf Verlangen")
    flow = policy.open_case(NAME, store=store)
    assert [record.n for record in flow.records] == [0]
    assert wrong(store) is None


def test_whoever_still_holds_the_case_records_nothing(policy: iiz.Policy, store: Store):
    filled(policy, store)
    flow = policy.case("C-2", store)
    store.forget("C-2", "auf Verlangen")
    with pytest.raises(iiz.StoreError) as error:
        flow.record("noted", "2024-03-07")
    assert codes_of(error) == ["case-changed"]
    with pytest.raises(iiz.UsageError) as unknown:
        flow.refresh()
    assert codes_of(unknown) == ["unknown-case"]
    assert wrong(store) is None


@in_a_file
def test_bodies_taken_away_without_saying_so_are_found(
    policy: iiz.Policy, store: Store, path: Path
):
    filled(policy, store)
    with sqlite3.connect(path) as other:
        other.execute("DELETE FROM bodies WHERE seq IN (1, 3)")
    assert wrong(store) == (1, "body")


@in_a_file
def test_what_was_erased_and_stands_there_again_is_found(
    policy: iiz.Policy, store: Store, path: Path
):
    filled(policy, store)
    with sqlite3.connect(path) as other:
        kept = other.execute("SELECT seq, data FROM bodies WHERE seq = 3").fetchall()
    store.forget(NAME, "auf Verlangen")
    with sqlite3.connect(path) as other:
        other.executemany("INSERT INTO bodies VALUES (?, ?)", kept)
    assert wrong(store) == (3, "erased")


def test_while_another_program_reads_it_is_said_that_the_file_is_not_clean_yet(
    policy: iiz.Policy, path: Path
):
    with Store(path, wait=0.05) as store:
        filled(policy, store)
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM bodies").fetchone()
        with pytest.raises(iiz.StoreError) as error:
            store.forget(NAME, "auf Verlangen")
        assert codes_of(error) == ["still-there"]
        assert store.cases() == ("C-2",)
        reader.close()
        store.purge()
        assert NOTE.encode() not in on_the_disk(path)


def test_several_are_forgotten_together_or_none(policy: iiz.Policy, store: Store):
    filled(policy, store)
    with pytest.raises(iiz.UsageError):
        store.forget_all(["C-2", "C-3"], "Frist")
    assert len(store.cases()) == 2
    assert store.forget_all([], "Frist") == []
    assert [record.kind for record in store.forget_all(["C-2", NAME], "Frist")] == ["erased"] * 2
    assert wrong(store) is None


# --------------------------------------------------------------- handed over, kept, who and when


def test_all_that_is_kept_of_a_case_is_handed_over_as_data(policy: iiz.Policy, store: Store):
    filled(policy, store)
    data = store.export(NAME)
    assert data["case"] == NAME
    assert [record["kind"] for record in data["records"]] == ["opened", "event", "event", "event"]
    entered = data["records"][1]
    assert (entered["event"], entered["on"], entered["facts"]) == ("entered", "2024-03-05", BORN)
    assert (entered["user"], entered["reference"], entered["key"]) == (USER, LETTER, SENT)
    assert entered["recorded"] == "2026-03-05T12:00:00+00:00"
    assert all(row["case"] == NAME for row in data["owed"])


def test_a_case_is_kept_for_a_declared_time_after_its_end(policy: iiz.Policy, store: Store):
    filled(policy, store)
    assert store.expired("2034-04-02", after="P10Y") == []
    assert store.expired(date(2034, 4, 3), after="P10Y") == [NAME]


@pytest.mark.parametrize("after", [None, "", "10 years", "P10Y "])
def test_how_long_a_case_is_kept_is_not_guessed(
    policy: iiz.Policy, store: Store, after: str | None
):
    filled(policy, store)
    with pytest.raises(iiz.UsageError) as error:
        store.expired("2034-04-03", after=after)
    assert codes_of(error) == ["wrong-argument"]


def test_a_canton_says_how_long_its_cases_are_kept(
    policy: iiz.Policy, store: Store, tmp_path: Path
):
    canton = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    events = canton / "2024-01-01" / "events.yaml"
    kept = "kept: {after_closing: P5Y, clauses: [XX-2]}\n"
    events.write_text(events.read_text("utf-8") + kept, "utf-8")
    for number, rules in enumerate((iiz.load(canton, on="2024-03-05"), policy)):
        flow = rules.open_case(f"C-{number}", store=store)
        flow.record("entered", "2024-03-05", BORN)
        flow.record("ended", "2024-03-06")
    archive = Archive(store)
    assert declared(archive)
    assert expired(archive, None, date(2029, 3, 6)) == []
    assert expired(archive, None, date(2029, 3, 7)) == ["C-0"]


@in_a_file
def test_no_case_expires_by_an_index_that_was_changed(policy: iiz.Policy, store: Store, path: Path):
    filled(policy, store)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE cases SET closed = 1")
    with pytest.raises(iiz.StoreError) as error:
        expired(Archive(store), "P10Y", date(2034, 4, 3))
    assert codes_of(error) == ["index-changed"]


def test_every_record_says_who_when_and_what_it_refers_to(policy: iiz.Policy, store: Store):
    filled(policy, store)
    record = policy.case(NAME, store).records[1]
    assert (record.user, record.reference, record.key) == (USER, LETTER, SENT)
    assert record.recorded == "2026-03-05T12:00:00+00:00"
    flow = policy.migrate(policy.case("C-2", store), "2024-04-02", "neu", user="b", reference="c")
    assert (flow.records[-1].user, flow.records[-1].reference) == ("b", "c")


# ---------------------------------------------------------------------------- sent a second time


def test_a_case_opened_twice_at_once_by_one_sending_is_one_case(
    policy: iiz.Policy, store: Store, monkeypatch: pytest.MonkeyPatch
):
    """Two have both seen that there is none; the one that is later is given what is there."""
    seen = Store.history
    policy.open_case("C-1", store=store, key="o")
    for key, on, expected in (
        ("o", None, None),
        ("p", None, "case-exists"),
        ("o", "2024-03-06", "key-taken"),
    ):
        nothing = iter([()])
        monkeypatch.setattr(
            Store, "history", lambda *asked, unseen=nothing: next(unseen, seen(*asked))
        )
        if expected is None:
            assert policy.open_case("C-1", on, store, key=key).records[0].seq == 1
            continue
        with pytest.raises(iiz.UsageError) as error:
            policy.open_case("C-1", on, store, key=key)
        assert codes_of(error) == [expected]
    assert store.head()[0] == 1


def test_a_second_sending_gives_the_same_move_whatever_came_in_between(
    policy: iiz.Policy, store: Store
):
    flow = policy.open_case("C-1", store=store, key="o")
    first = flow.record("entered", "2024-03-05", BORN, key="a")
    flow.record("noted", "2024-03-06", {"person.note": "-"}, by="contact")
    assert flow.record("entered", "2024-03-05", BORN, key="a") is first
    again = policy.case("C-1", store)
    sent = again.record("entered", "2024-03-05", BORN, key="a")
    assert (sent.record, sent.state) == (first.record, first.state)
    assert policy.open_case("C-1", store=store, key="o").state == flow.state
    assert store.head()[0] == 3
    assert wrong(store) is None


def test_a_second_sending_is_known_by_who_had_not_seen_the_first(policy: iiz.Policy, store: Store):
    flow = policy.open_case("C-1", store=store)
    other = policy.case("C-1", store)
    first = flow.record("entered", "2024-03-05", BORN, key="a")
    other.advance("2024-03-07")
    assert other.record("entered", "2024-03-05", BORN, key="a").state == first.state
    assert other.on == date(2024, 3, 7)


def test_a_key_that_two_use_at_the_same_moment_is_recorded_once(policy: iiz.Policy, store: Store):
    flow = policy.open_case("C-1", store=store)
    other = policy.case("C-1", store)
    flow.record("entered", "2024-03-05", BORN, key="a")
    assert other.record("entered", "2024-03-05", BORN, key="a").record == flow.records[-1]
    assert store.head()[0] == 2


def test_another_key_at_the_same_moment_changes_the_case(policy: iiz.Policy, store: Store):
    flow = policy.open_case("C-1", store=store)
    other = policy.case("C-1", store)
    flow.record("entered", "2024-03-05", BORN, key="a")
    with pytest.raises(iiz.StoreError) as error:
        other.record("entered", "2024-03-05", BORN, key="b")
    assert codes_of(error) == ["case-changed"]


def test_a_second_sending_is_known_after_the_case_was_handed_over(policy: iiz.Policy, store: Store):
    flow = policy.open_case("C-1", store=store)
    stale = policy.case("C-1", store)
    first = flow.record("entered", "2024-03-05", BORN, key="a")
    later = policy.migrate(flow, "2024-04-02", "neue Fassung")
    assert later.record("entered", "2024-03-05", BORN, key="a").state == first.state
    assert stale.refresh().state == later.state
    assert stale.refresh() is stale


def test_two_equal_events_of_a_day_have_two_keys(policy: iiz.Policy, store: Store):
    flow = policy.open_case("C-1", store=store)
    flow.record("entered", "2024-03-05", BORN)
    flow.record("noted", "2024-03-06", key="a")
    flow.record("noted", "2024-03-06", key="b")
    with pytest.raises(iiz.UsageError) as error:
        flow.record("noted", "2024-03-06")
    assert codes_of(error) == ["repeated-event"]
    assert [record.key for record in flow.records] == ["", "", "a", "b"]
    assert wrong(store) is None


@pytest.mark.parametrize(
    ("event", "on", "facts", "by", "code"),
    [
        ("noted", "2024-03-05", {}, None, "key-taken"),
        ("entered", "2024-03-06", BORN, None, "key-taken"),
        ("entered", "2024-03-05", {"person.born": "1990-01-02"}, None, "key-taken"),
        ("entered", "2024-03-05", BORN, "contact", "key-taken"),
        ("entered", "2024-03-05", {"person.born": "neulich"}, None, "wrong-type"),
    ],
)
def test_a_key_stands_for_one_event(
    policy: iiz.Policy, store: Store, event: str, on: str, facts: Any, by: str | None, code: str
):
    flow = policy.open_case("C-1", store=store)
    flow.record("entered", "2024-03-05", BORN, key="a")
    with pytest.raises(iiz.IizError) as error:
        flow.record(event, on, facts, by, key="a")
    assert codes_of(error) == [code]
    assert store.head()[0] == 2


@in_a_file
def test_a_key_that_is_no_longer_where_it_is_looked_for_is_found(
    policy: iiz.Policy, store: Store, path: Path
):
    filled(policy, store)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE keys SET seq = 5")
    assert wrong(store) == (3, "key")


NO_NAMES = ["", " C", "C ", "C\n1", "C\x00", "C\u200b1", "x" * 201, "Cafe\u0301"]


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_of_a_case_is_refused(policy: iiz.Policy, store: Store, name: str):
    with pytest.raises(iiz.UsageError) as error:
        policy.open_case(name, store=store)
    assert codes_of(error) == ["bad-case-name"]
    assert store.head()[0] == 0


def test_a_file_that_is_not_there_is_not_made_by_taking_up_a_case(policy: iiz.Policy, path: Path):
    with pytest.raises(iiz.StoreError) as error:
        policy.case("C-1", path)
    assert codes_of(error) == ["unreadable-file"]
    assert not path.exists()


# --------------------------------------------------------------------------------------- sealed


def key_of(letter: str) -> bytes:
    """A key, as Fernet makes them at random."""
    import base64

    return base64.urlsafe_b64encode(hashlib.sha256(letter.encode()).digest())


@needs_cipher
def test_in_a_sealed_store_nothing_personal_is_readable(policy: iiz.Policy, path: Path):
    with Store(path, key=key_of("a")) as store:
        filled(policy, store)
        assert wrong(store) is None
        assert store.cases() == ("C-2", NAME)
        assert policy.case(NAME, store).state.closed
        assert [row.case for row in owed(Archive(store), date(2024, 3, 7))] == []
    personal = [text.encode() for text in (NAME, NOTE, USER, LETTER, SENT, "1990-01-01")]
    assert [text for text in personal if text in on_the_disk(path)] == []


@needs_cipher
def test_a_sealed_store_opens_with_its_key_only(policy: iiz.Policy, path: Path, tmp_path: Path):
    Store(path, key=key_of("a")).close()
    Store(tmp_path / "clear.db").close()
    for file, key in ((path, None), (path, key_of("b")), (tmp_path / "clear.db", key_of("a"))):
        with pytest.raises(iiz.StoreError) as error:
            Store(file, key=key)
        assert codes_of(error) == ["store-locked"]
    with pytest.raises(iiz.UsageError) as bad:
        Store(path, key="geheim")
    assert codes_of(bad) == ["bad-store-key"]


@needs_cipher
def test_what_is_owed_in_a_sealed_store_is_listed_in_order(path: Path):
    valais = iiz.load("valais")
    with Store(path, key=key_of("a")) as store:
        for case in ("C-2", "C-1"):
            flow = valais.open_case(case, on="2024-01-08", store=store)
            flow.record("new-mandate", "2024-01-08", {"reported_in": ["iv"]})
        rows = owed(Archive(store), date(2024, 1, 9))
    assert [row.case for row in rows] == ["C-1", "C-2"]
    assert rows == sorted(rows, key=in_order)


@needs_cipher
def test_a_store_is_sealed_and_its_key_exchanged(policy: iiz.Policy, path: Path):
    with Store(path) as store:
        filled(policy, store)
        head = Head(*store.head())
        store.rekey(key_of("a"))
        assert wrong(store, head) is None
        assert NOTE.encode() not in on_the_disk(path)
    with Store(path, key=[key_of("b"), key_of("a")]) as store:
        assert policy.case(NAME, store).state.closed
        store.rekey(key_of("b"))
    with Store(path, key=key_of("b")) as store:
        assert wrong(store, head) is None
        store.forget(NAME, "auf Verlangen")
        assert wrong(store, head) is None


@needs_cipher
def test_a_sealed_body_that_was_changed_or_moved_is_found(policy: iiz.Policy, path: Path):
    with Store(path, key=key_of("a")) as store:
        filled(policy, store)
        with sqlite3.connect(path) as other:
            other.execute("UPDATE bodies SET data = x'00' WHERE seq = 3")
        assert wrong(store) == (3, "body")
        with sqlite3.connect(path) as other:
            moved = "(SELECT data FROM bodies WHERE seq = 4)"
            other.execute(f"UPDATE bodies SET data = {moved} WHERE seq = 3")
        assert wrong(store) == (3, "body")


def test_without_the_library_no_store_is_sealed(path: Path, monkeypatch: pytest.MonkeyPatch):
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "cryptography" else real(name)
    )
    with pytest.raises(iiz.UsageError) as error:
        Store(path, key=key_of("a"))
    assert codes_of(error) == ["missing-library"]


# --------------------------------------------------------------------------- of an older form


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "old.db"))


def test_a_store_of_an_older_form_is_not_opened_but_upgraded(policy: iiz.Policy, old: Path):
    with pytest.raises(iiz.StoreError) as error:
        Store(old)
    assert codes_of(error) == ["old-store"]
    assert upgrade(old, clock=lambda: NOON) == (2, 10)
    with Store(old) as store:
        heads = [Head(seq, digest) for seq, digest in OLD_HEADS.items()]
        assert wrong(store, *heads) is None
        assert wrong(store, Head(3, "f" * 64)) == (3, "head")
        assert wrong(store, Head(*store.head())) is None
        assert store.cases() == ("C-2", "Fall Meier")
        flow = policy.case("Fall Meier", store)
        assert [record.event or record.kind for record in flow.records] == [
            "opened", "entered", "noted", "ended",
        ]  # fmt: skip
        assert flow.records[2].actor == "contact"
        assert flow.records[2].content["facts"] == {"person.note": "erste Notiz"}
        told = [(record.seq, record.content["seq"]) for record in verify(store).told]
        assert told == [(9, 99), (10, 9)]
        assert expired(Archive(store), "P1Y", date(2026, 1, 1)) == ["Fall Meier"]
        store.forget("Fall Meier", "Frist")
        assert wrong(store, heads[-1]) is None
    assert b"erste Notiz" not in on_the_disk(old)
    assert upgrade(old)[0] == VERSION


def test_another_form_of_the_tables_has_another_number_by_which_it_is_upgraded():
    """Whoever changes a table gives the form the next number, and says in `upgrading` how."""
    tables = hashlib.sha256("\n".join(STATEMENTS).encode()).hexdigest()
    assert (VERSION, tables[:16]) == (6, "ef523d0692388949")


def test_an_upgraded_case_goes_on_where_it_was(policy: iiz.Policy, old: Path):
    upgrade(old)
    with Store(old) as store:
        flow = policy.case("C-2", store)
        assert flow.program.digest != policy.program.digest
        flow.record("noted", "2024-05-01", {"person.note": "neu"})
        assert wrong(store) is None
        assert reindexed(store) == 2  # of which one never had a snapshot
        assert wrong(store) is None


@needs_cipher
def test_a_store_may_be_sealed_as_it_is_upgraded(old: Path):
    upgrade(old, key=key_of("a"))
    assert b"Meier" not in on_the_disk(old)
    with Store(old, key=key_of("a")) as store:
        assert wrong(store) is None


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE records SET body = '{}' WHERE seq = 3", "hash"),
        ("DELETE FROM records WHERE seq = 3", "gap"),
        ("UPDATE records SET prev = hash WHERE seq = 3", "link"),
    ],
)
def test_a_broken_chain_is_not_upgraded_into_a_whole_one(old: Path, statement: str, why: str):
    with sqlite3.connect(old) as other:
        other.execute(statement)
    with pytest.raises(iiz.StoreError) as error:
        upgrade(old)
    [finding] = error.value.findings
    assert (finding.code, finding.words) == ("history-changed", {"seq": 3, "why": why})
    with pytest.raises(iiz.StoreError) as still:
        Store(old)
    assert codes_of(still) == ["old-store"]
