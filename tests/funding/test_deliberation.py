"""A sitting as it is prepared and kept: what each answer means, who was first, what is entered."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store.chain import verify
from iiz_rules.escalation.store.retention import exported
from iiz_rules.escalation.store.store import Store
from iiz_rules.funding.books import entries_table, read_ledger
from iiz_rules.funding.sittings import HeldSitting, Sittings
from iiz_rules.portfolio.deliberation import Deliberation, deliberation
from iiz_rules.portfolio.risk.kept import keep
from iiz_rules.portfolio.risk.paths import FundPlan, simulate
from iiz_rules.portfolio.simulate import planned
from iiz_rules.tables.formats import CsvFile
from iiz_rules.words.text import LANGUAGES
from tests.funding.canton import harbour
from tests.funding.test_answers import RISK, ROWS, scenario
from tests.funding.test_record import NO, YES

DAY = date(2024, 3, 1)
WILD: dict[str, Any] = {
    **RISK,
    "overrun": {"distribution": "lognormal", "mean": 1.1, "sd": 0.2},
    "arrivals": {"per_month": 0.2},
    "by_payer": {"town": {"probability": 0.9, "after": {"mean": 2}}},
}
FILES = {"portfolio/p.csv": b"id;measure.kind\n", "scenario/s.yaml": "id: \u00fc".encode()}
PAPERS = {"portfolio": "portfolio/p.csv", "scenario": "scenario/s.yaml"}


def prepared(rows: Any = ROWS, **risk: Any) -> Deliberation:
    given = {**scenario(yes_to="none"), "risk": risk or RISK}
    return deliberation(rows, harbour(), given, on=DAY)


def masked(plan: FundPlan, rows: set[int]) -> FundPlan:
    """The plan of the same measures, of which all but some cost nothing."""
    items, open_ = plan.items, plan.open
    settled, opened = plan.rows[: items.size], plan.rows[items.size :]
    items = replace(items, amount=items.amount * np.isin(settled, [*rows]))
    assert open_ is not None
    width = open_.chance.shape[1]
    kept = np.repeat(np.isin(opened, [*rows]), width)
    open_ = replace(open_, items=replace(open_.items, amount=open_.items.amount * kept))
    return replace(plan, items=items, open=open_)


@pytest.mark.parametrize("risk", [RISK, WILD, {**WILD, "overrun": None, "paths": 30}])
def test_an_answer_comes_to_what_a_new_simulation_with_the_same_seed_finds(risk: Any):
    rows = [*ROWS, *({**row, "id": f"{row['id']}-2"} for row in ROWS)]
    table = prepared(rows, **{key: value for key, value in risk.items() if value is not None})
    found = planned(table.simulation.portfolio)
    assert found is not None
    plan, kept = found[1], keep(found[1])
    none = plan.risk.model_copy(update={"arrivals": None})
    for some in (set(plan.rows), set(plan.rows[::2]), {plan.rows[0]}, set[int]()):
        alone, assumed = kept.paths(some)
        for mine, anew in (
            (assumed, simulate(masked(plan, some))),
            (alone, simulate(masked(replace(plan, risk=none), some))),
        ):
            for name in ("balance", "lost", "outstanding"):
                assert (getattr(mine, name) == getattr(anew, name)).all()
    assert kept.own(plan.rows) == simulate(plan).own
    assert repr(kept) == f"<KeptPaths: {plan.risk.paths} of {len(plan.rows)} measures>"


def test_a_yes_to_all_is_the_simulation_itself():
    asked = iiz.simulate(ROWS, harbour(), {**scenario(), "risk": WILD}, on=DAY)
    table = prepared(**WILD)
    assert repr(table) == "<Deliberation on <Agenda of 3 measures>>"
    whole = table.prospect(table.motions)
    risk = asked.risk
    assert risk is not None
    for mine, theirs in ((whole.alone, risk.alone), (whole.assumed, risk.findings)):
        assert mine is not None
        assert (mine.shortage, mine.lowest, mine.lost) == (
            theirs.shortage, theirs.lowest, theirs.lost,
        )  # fmt: skip
    assert tuple(table.own.values()) == risk.own
    assert (whole.measures, whole.committed, whole.advanced) == (3, 180_000, 100_000)
    assert table.awaits_others
    assert not prepared().awaits_others
    ready = [row for row, told in table.motions.items() if told["route"] != "open"]
    assert table.prospect(ready[:1]).committed == 100_000
    assert table.after_a_no == dict.fromkeys(table.motions, ())


def test_without_assumptions_there_is_no_risk():
    table = deliberation(ROWS, harbour(), on=DAY)
    prospect = table.prospect(table.motions)
    assert (prospect.alone, prospect.assumed, table.own) == (None, None, {})
    assert not table.awaits_others


def test_a_decision_is_that_of_the_case_on_the_day_of_the_sitting():
    table = prepared([{**row, "date": "2024-03-15"} for row in ROWS])
    names = {table.motions[row]["id"]: row for row in table.motions}
    record = table.record(names["takeover"], YES, "Nützlich", motion="Antrag")
    assert (record.on, record.measure, record.amount) == (DAY, "takeover", Decimal("500.00"))
    assert (record.approved, record.motion, record.reasons) == (True, "Antrag", "Nützlich")
    assert table.record(names["takeover"], NO).outcome == "refused"
    with pytest.raises(iiz.UsageError) as refused:
        table.record(names["takeover"], [])
    assert {one.code for one in refused.value.findings} == {"no-quorum"}
    with pytest.raises(iiz.UsageError) as waits:
        table.record(names["open"], YES)
    assert [one.code for one in waits.value.findings] == ["not-settled"]
    unnamed = prepared([{key: text for key, text in row.items() if key != "id"} for row in ROWS])
    assert unnamed.record(3, YES).measure == "3"


def test_another_amount_on_the_day_of_the_sitting_is_refused():
    table = prepared()
    row = next(row for row in table.motions if table.motions[row]["id"] == "takeover")
    table.motions[row]["high"] += 1
    with pytest.raises(iiz.UsageError) as refused:
        table.record(row, YES)
    assert [one.code for one in refused.value.findings] == ["agenda-differs"]


# ------------------------------------------------------------------------------ in the store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cases.db")


def sittings(store: Store) -> Sittings:
    return Sittings(store, "harbour", lambda day: harbour(day.isoformat()).basis)


def decided(voices: Any = YES, measure: str = "takeover") -> dict[str, Any]:
    table = prepared()
    row = next(row for row in table.motions if table.motions[row]["id"] == measure)
    record = table.record(row, voices, "weil")
    return {str(row): {"measure": measure, "kind": "lamps", "decision": record.to_dict()}}


def told(held: HeldSitting) -> dict[str, str]:
    return {one.measure: one.outcome for one in held.answers.values()}


def test_a_sitting_is_kept_change_by_change(store: Store):
    room = sittings(store)
    first = room.begin(DAY, PAPERS, FILES, "anna")
    assert (first.name, first.version, first.files, first.papers) == (
        "2024-03-01", 0, FILES, PAPERS,
    )  # fmt: skip
    assert room.begin(DAY, PAPERS, FILES).name == "2024-03-01-2"
    members = [{"of": "town", "present": True}]
    one = room.note(first.name, 0, {"members": members}, "anna")
    two = room.note(first.name, 1, {"answers": decided()}, "bea")
    put_off = {"9": {"measure": "open", "reason": "fehlt"}}
    three = room.note(first.name, 2, {"answers": put_off})
    assert (one.members, told(two)) == (
        ({"of": "town", "present": True},),
        {"takeover": "approved"},
    )
    assert told(three) == {"takeover": "approved", "open": "postponed"}
    four = room.note(first.name, 3, {"back": {"9": "open"}})
    assert told(four) == {"takeover": "approved"}
    assert room.take_up(first.name) == four, "what the store says is what was answered"
    assert [note.user for note in four.since(1)] == ["bea", "", ""]
    assert four.outcomes("approved") == {3}
    assert [one.name for one in room.all()] == ["2024-03-01-2", "2024-03-01"]
    assert "2024-03-01" in repr(room.take_up(first.name))
    assert repr(room) == f"<Sittings of harbour in {store.name}>"
    with pytest.raises(iiz.NotFoundError):
        room.take_up("2024-03-09")
    with pytest.raises(iiz.NotFoundError):
        room.take_up("")
    assert verify(store).finding is None


def test_who_comes_second_is_told_and_nothing_is_lost(store: Store):
    room = sittings(store)
    name = room.begin(DAY, PAPERS, FILES).name
    room.note(name, 0, {"answers": decided()}, "anna")
    with pytest.raises(iiz.ConflictError) as refused:
        room.note(name, 0, {"answers": decided(NO)}, "bea")
    assert [one.code for one in refused.value.findings] == ["sitting-changed"]
    held = room.take_up(name)
    assert (held.version, told(held)) == (1, {"takeover": "approved"})


def test_at_the_end_the_decisions_are_in_the_register_or_the_sitting_goes_on(store: Store):
    room, register = sittings(store), harbour().register(store)
    name = room.begin(DAY, PAPERS, FILES).name
    with pytest.raises(iiz.UsageError) as nothing:
        room.close(name, 0, register)
    assert [one.code for one in nothing.value.findings] == ["nothing-decided"]
    answers = {**decided(), **decided(NO, "advance"), "9": {"measure": "open", "reason": "fehlt"}}
    held = room.note(name, 0, {"answers": answers})
    draft = room.minutes(held)
    assert [one.measure for one in draft.records] == ["advance", "takeover"]
    assert [(one.measure, one.reason) for one in draft.postponed] == [("open", "fehlt")]
    over = room.close(name, 1, register, ("none",), "anna", "Einsprache")
    assert over.closed is not None
    assert over.closed["remedy"] == "Einsprache"
    assert [one.record.id for one in register.entered()] == over.closed["entered"]
    assert [one.outcome for one in register.records()] == ["refused", "approved"]
    assert [one.measure for one in room.minutes(room.take_up(name)).postponed] == ["open", "none"]
    with pytest.raises(iiz.ConflictError) as closed:
        room.note(name, 2, {"answers": {}})
    assert [one.code for one in closed.value.findings] == ["sitting-closed"]
    again = room.begin(DAY, PAPERS, FILES).name
    room.note(again, 0, {"answers": decided(NO)})
    before = store.head()
    with pytest.raises(iiz.ConflictError) as twice:
        room.close(again, 1, register)
    assert [one.code for one in twice.value.findings] == ["decided-before"]
    assert store.head() == before, "all of it or nothing"
    assert verify(store).finding is None


def test_a_sitting_is_handed_over_and_erased_its_decisions_stay(store: Store):
    room, register = sittings(store), harbour().register(store)
    name = room.begin(DAY, PAPERS, FILES).name
    room.note(name, 0, {"answers": decided()})
    room.close(name, 1, register)
    assert [one["kind"] for one in exported(store, name)["decisions"]] == ["sitting"] * 3
    store.forget(name, "Frist abgelaufen")
    assert room.all() == []
    assert [one.measure for one in register.records()] == ["takeover"]
    assert verify(store).finding is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_entries_that_follow_can_be_added_to_a_book(
    store: Store, tmp_path: Path, language: Any
):
    room = sittings(store)
    name = room.begin(DAY, PAPERS, FILES).name
    answers = {**decided(), **decided(measure="advance")}
    held = room.note(name, 0, {"answers": answers})
    file = BytesIO()
    CsvFile(file).write(entries_table(room.minutes(held).records, language))
    book = tmp_path / "book.csv"
    book.write_bytes(file.getvalue())
    read, own = read_ledger(book), read_ledger(None, room.minutes(held).records)
    assert read.commitments == own.commitments == Decimal("1500.00")
    assert {one.decision for one in read.entries} == {one.decision for one in own.entries}
    advance = read.standings["advance"]
    assert advance.advance
    refused = prepared().record(3, NO)
    assert not any(entries_table([refused], language).values())
    assert advance.payer == harbour().program.actors["town"][language]
