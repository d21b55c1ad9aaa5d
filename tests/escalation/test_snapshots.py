"""A case that is taken up by its snapshot is the one that replaying its history gives."""

import sys
from datetime import date, timedelta
from types import FrameType
from typing import Any

import pytest
from hypothesis import given

import iiz_rules as iiz
from iiz_rules.escalation import snapshot
from iiz_rules.escalation.engines import ByInterpreter
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.machine import Machine
from iiz_rules.escalation.store.chain import verify
from iiz_rules.escalation.store.store import Store
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.language.program.rules import Program
from tests.escalation.conftest import tampered
from tests.escalation.machines import programs, stories
from tests.escalation.test_laws import often, options, truths
from tests.escalation.writer import TINY
from tests.laws.worlds import DAY
from tests.refused import codes_of


@pytest.fixture
def flow(valais: iiz.Policy, store: Store) -> Flow:
    flow = valais.open_case("C-1", on="2024-01-08", store=store)
    person = {"birth_date": "1980-05-01", "district": "visp"}
    new = {"reported_in": ["iv"], "person": person, "case.youth_theme": False}
    flow.record("new-mandate", "2024-01-08", new, key="a")
    flow.record("need-evaluated", "2024-01-15", {"evaluation.indicated": True})
    flow.record("complexity-judged", "2024-01-24", {"case.complex": True})
    flow.record("drastic-change", "2024-01-24")
    return flow


def no_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> None:
        raise AssertionError("the history was replayed")

    monkeypatch.setattr(Flow, "replay", refused)


def test_what_is_known_of_a_case_taken_up_is_printed_on_one_line(
    valais: iiz.Policy, store: Store, flow: Flow
):
    decisions = valais.case("C-1", store).state.decisions
    assert len(decisions) == len(flow.state.decisions) == len(list(decisions))
    assert repr(decisions) == f"<Decisions of {len(decisions)} rules, 0 made>"
    assert repr(snapshot.read(store.index.snapshot("C-1") or "")) == "<CaseSnapshot of 2024-01-24>"


def test_the_five_hundredth_event_costs_what_the_tenth_did(store: Store):
    """Counted in calls of functions, because a machine may be busy."""
    flow = iiz.load(TINY, on="2024-03-05").open_case("C-2", store=store)
    flow.record("entered", "2024-03-05", {"person.born": "1990-01-01"})

    def calls(count: int) -> int:
        called = 0

        def count_call(frame: FrameType, event: str, _: Any) -> None:
            nonlocal called
            called += event == "call"

        for number in range(count - 1):
            flow.record("noted", flow.on + timedelta(days=1), {"person.note": f"{number}"})
        sys.setprofile(count_call)
        flow.record("noted", flow.on + timedelta(days=1), {"person.note": "counted"})
        sys.setprofile(None)
        return called

    early, late = calls(10), calls(490)
    assert late < 1.05 * early


def test_a_case_is_taken_up_without_its_history(
    valais: iiz.Policy, store: Store, flow: Flow, monkeypatch: pytest.MonkeyPatch
):
    no_replay(monkeypatch)
    again = valais.case("C-1", store)
    assert again.state == flow.state
    assert repr(again) == repr(flow)
    assert again.obligations == flow.obligations
    assert [one.decision.explain("de") for one in again.obligations] == [
        one.decision.explain("de") for one in flow.obligations
    ]
    assert again.records == flow.records
    again.advance("2024-04-02")
    flow.advance("2024-04-02")
    told = flow.record("followed-up", "2024-04-05")
    assert valais.case("C-1", store).record("followed-up", "2024-04-12").record
    assert again.on == date(2024, 4, 2)
    assert told.obligations


def test_what_it_tells_of_before_is_replayed_when_somebody_asks(
    valais: iiz.Policy, store: Store, flow: Flow
):
    again = valais.case("C-1", store)
    move = again.record("followed-up", "2024-04-05", key="b")
    assert len(again.history) == 6
    assert again.history[-1] is move
    assert again.history[:-1] == flow.history
    assert again.to_dict()["moves"][:5] == flow.to_dict()["moves"]


def test_of_a_case_taken_up_a_second_sending_and_a_repetition_are_known(
    valais: iiz.Policy, store: Store, flow: Flow
):
    again = valais.case("C-1", store)
    with pytest.raises(iiz.UsageError) as error:
        again.record("complexity-judged", "2024-01-24", {"case.complex": True})
    assert codes_of(error) == ["repeated-event"]
    sent = again.record("new-mandate", "2024-01-08", flow.records[1].content["facts"], key="a")
    assert sent == flow.history[1]
    again = valais.case("C-1", store)
    last = again.record("followed-up", "2024-04-05", key="b")
    assert valais.case("C-1", store).record("followed-up", "2024-04-05", key="b") == last


def test_of_a_case_taken_up_the_past_is_known_where_something_is_learned_late(
    valais: iiz.Policy, store: Store, flow: Flow
):
    again = valais.case("C-1", store)
    again.record("followed-up", "2024-01-20", learned_on="2024-02-01")
    flow.refresh()
    assert flow.state == again.state
    assert valais.case("C-1", store).state == again.state
    assert verify(store).finding is None


def test_what_a_case_taken_up_learns_late_is_set_right_by_what_happened_after_it(
    valais: iiz.Policy, store: Store, flow: Flow
):
    again = valais.case("C-1", store)
    judged = {"case.complex": False}
    move = again.record("complexity-judged", "2024-01-20", judged, learned_on="2024-02-01")
    assert move.state.facts["case.complex"] is True
    flow.refresh()
    assert flow.state == again.state
    assert valais.case("C-1", store).state == again.state


def test_a_case_taken_up_is_handed_over(valais: iiz.Policy, store: Store, flow: Flow):
    later = valais.migrate(valais.case("C-1", store), "2024-03-01", "neu")
    assert [record.n for record in later.records] == [0, 1, 2, 3, 4, 5]
    assert valais.case("C-1", store).state == later.state
    assert verify(store).finding is None


def changed(was: str, now: str) -> str:
    """Exchange a text, in the words of SQLite and of PostgreSQL."""
    return f"UPDATE snapshots SET data = CAST(replace(data, '{was}', '{now}') AS BLOB)"


@pytest.mark.parametrize(
    "statement",
    [
        changed('"closed":false', '"closed":true'),
        changed("2024-01-15", "2024-01-16"),
        changed('"form":"1/', '"form":"0/'),
        "UPDATE snapshots SET data = x'00'",
    ],
)
def test_a_snapshot_that_was_changed_is_not_believed_and_found(
    valais: iiz.Policy, store: Store, flow: Flow, statement: str
):
    tampered(store, statement)
    assert valais.case("C-1", store).state == flow.state
    finding = verify(store).finding
    assert finding
    assert (finding.code, finding.words["what"]) == ("index-changed", "C-1")


def test_without_a_snapshot_of_this_version_the_history_is_replayed(
    valais: iiz.Policy, store: Store, flow: Flow, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as another:
        another.setattr(snapshot, "made_by", lambda: "1/by other code")
        flow.record("followed-up", "2024-02-05")
    assert snapshot.read(store.index.snapshot("C-1") or "") is None
    assert valais.case("C-1", store).state == flow.state
    assert verify(store).finding is None
    tampered(store, "DELETE FROM snapshots")
    assert valais.case("C-1", store).state == flow.state
    assert verify(store).finding is None


def test_a_snapshot_of_an_earlier_record_is_not_believed(
    valais: iiz.Policy, store: Store, flow: Flow
):
    [(data,)] = store._db.rows("SELECT data FROM snapshots")
    flow.record("followed-up", "2024-02-05")
    with store._db.transaction():
        store._db.run("UPDATE snapshots SET data = ?", (data,))
    assert valais.case("C-1", store).state == flow.state


@given(programs(), options, stories())
@often
def test_whatever_the_machine_a_snapshot_gives_the_same_case_and_the_same_way_on(
    program: Program, readings: dict[str, str], story: list[Any]
):
    timeline = Timeline(Machine(program), ByInterpreter(program), readings)
    state, _ = timeline.opened(DAY)
    taken = state
    for days, event, facts in story:
        text = snapshot.written(timeline, taken, DAY, 0)
        assert text == snapshot.written(timeline, state, DAY, 0)
        read = snapshot.read(text)
        assert read
        taken = snapshot.resumed(timeline, read)
        assert (taken, truths(taken)) == (state, truths(state))
        day = state.on + timedelta(days=days)
        (state, passed), (taken, also) = timeline.passed(state, day), timeline.passed(taken, day)
        assert passed == also
        state, *told = timeline.occurred(state, event, facts)
        taken, *same = timeline.occurred(taken, event, facts)
        assert (taken, same) == (state, told)
