"""What is learned late is recorded late and dated truly; of each fact holds what happened last."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.escalation.course import Course
from iiz_rules.escalation.engines import ByInterpreter
from iiz_rules.escalation.figures.counting import count
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.machine import Machine
from iiz_rules.escalation.state import State
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.chain import verify
from iiz_rules.escalation.store.outlook import owed
from iiz_rules.escalation.store.store import Store
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.language.program.rules import Program
from tests.escalation.machines import programs, stories
from tests.escalation.test_laws import often, options
from tests.laws.worlds import DAY
from tests.refused import codes_of

YEAR = date(2024, 1, 1), date(2024, 12, 31)


@pytest.fixture
def flow(valais: iiz.Policy, opened: Callable[..., Store]) -> Flow:
    """A complex case, of which a follow-up is owed each quarter."""
    flow = valais.open_case("C-1", on="2024-01-08", store=opened())
    person = {"birth_date": "1980-05-01", "district": "visp"}
    new = {"reported_in": ["iv"], "person": person, "case.youth_theme": False}
    flow.record("new-mandate", "2024-01-08", new)
    flow.record("need-evaluated", "2024-01-15", {"evaluation.indicated": True})
    flow.record("complexity-judged", "2024-01-24", {"case.complex": True})
    return flow


def follow_ups(flow: Flow) -> list[str]:
    return [f"{one.due}" for one in flow.obligations if one.duty == "quarterly-follow-up"]


def test_a_follow_up_that_was_done_in_its_quarter_and_told_later_was_not_missed(flow: Flow):
    flow.advance("2024-04-05")
    assert follow_ups(flow) == ["2024-03-31", "2024-06-30"]
    move = flow.record("followed-up", "2024-03-28", learned_on="2024-04-05")
    assert follow_ups(flow) == ["2024-06-30"]
    [settled] = [change for change in move.fired if change.rule == "quarterly-follow-up"]
    assert (settled.kind, settled.on, settled.due) == (
        "settled", date(2024, 4, 5), date(2024, 3, 31),
    )  # fmt: skip
    assert settled.decision.on == date(2024, 3, 31)
    assert move.record
    assert (move.record.on, move.record.learned) == ("2024-03-28", "2024-04-05")
    assert "(geschehen am 28.03.2024)" not in move.explain("de")
    assert "geschehen am 28.03.2024" in move.explain("de")


def test_one_of_the_quarter_after_settles_what_it_would_have_settled_on_its_day(flow: Flow):
    flow.advance("2024-04-20")
    move = flow.record("followed-up", "2024-04-10", learned_on="2024-04-20")
    assert follow_ups(flow) == []
    [*_, settled] = [change for change in move.fired if change.rule == "quarterly-follow-up"]
    assert settled.decision.on == date(2024, 4, 20)


def test_it_counts_as_done_in_time(flow: Flow):
    flow.advance("2024-04-05")
    flow.record("followed-up", "2024-03-28", learned_on="2024-04-05")
    archive = Archive(flow.store, {flow.records[0].rules: flow.program})
    [follow_up] = count(archive, flow.program, YEAR, {}).follow_ups
    assert follow_up.counts == {"on-time": 1, "late": 0, "not-done": 3}


def test_what_was_told_stays_told_and_replaying_gives_the_same(valais: iiz.Policy, flow: Flow):
    flow.advance("2024-04-05")
    told = [change for move in flow.history for change in (*move.passed, *move.fired)]
    flow.record("followed-up", "2024-03-28", learned_on="2024-04-05")
    after = [change for move in flow.history for change in (*move.passed, *move.fired)]
    assert after[: len(told)] == told
    again = valais.case("C-1", flow.store)
    assert again.state == flow.state
    assert [move.fired for move in again.history] == [
        move.fired for move in flow.history if move.record
    ]
    assert {row.due for row in owed(Archive(flow.store), date(2024, 4, 5))} >= {"2024-06-30"}
    assert verify(flow.store).finding is None


def test_of_a_fact_holds_what_happened_last_and_not_what_was_told_last(flow: Flow):
    flow.record("mandate-given", "2024-03-01", {"mandate.valid_until": "2025-02-28"})
    flow.record(
        "mandate-given", "2024-02-01", {"mandate.valid_until": "2024-08-31"},
        learned_on="2024-03-04",
    )  # fmt: skip
    assert flow.state.facts["mandate.valid_until"] == date(2025, 2, 28)


def test_what_happened_before_the_closing_is_recorded_after_it(flow: Flow):
    flow.record("case-closed", "2024-06-03")
    with pytest.raises(iiz.UsageError) as error:
        flow.record("advice-asked", "2024-06-04", learned_on="2024-06-10")
    assert codes_of(error) == ["case-closed"]
    flow.record("advice-asked", "2024-05-30", learned_on="2024-06-10")
    assert flow.state.closed
    assert flow.on == date(2024, 6, 10)


def test_a_closing_that_is_learned_late_leaves_a_case_that_was_taken_up_again_open(flow: Flow):
    flow.record("new-mandate", "2024-05-02", {"reported_in": ["iv", "db"]})
    flow.record("case-closed", "2024-04-02", learned_on="2024-05-03")
    assert not flow.state.closed


@pytest.mark.parametrize(
    ("on", "learned_on", "code"),
    [
        ("2024-02-01", "2024-01-20", "out-of-order"),
        ("2024-01-10", "2024-01-20", "out-of-order"),
        ("2024-02-05", "2024-02-01", "learned-before"),
        ("2024-01-01", "2024-02-01", "before-case"),
        ("2024-02-01", "bald", "wrong-type"),
    ],
)
def test_two_days_that_cannot_be(flow: Flow, on: str, learned_on: str, code: str):
    before = flow.state, flow.records
    with pytest.raises(iiz.IizError) as error:
        flow.record("drastic-change", on, learned_on=learned_on)
    assert codes_of(error) == [code]
    assert (flow.state, flow.records) == before


def test_the_same_told_late_a_second_time_is_refused(flow: Flow):
    flow.record("drastic-change", "2024-01-10", learned_on="2024-02-01")
    with pytest.raises(iiz.UsageError) as error:
        flow.record("drastic-change", "2024-01-10", learned_on="2024-02-03")
    assert codes_of(error) == ["repeated-event"]


def test_what_was_before_an_edition_took_a_case_over_counts_from_then(
    valais: iiz.Policy, flow: Flow
):
    later = valais.migrate(flow, "2024-03-01", "neu")
    later.record("followed-up", "2024-02-20", learned_on="2024-03-04")
    assert date(2024, 2, 20) in later.state.facts.values()
    assert valais.case("C-1", flow.store).state == later.state


def told(
    timeline: Timeline, story: list[tuple[int, str, Any]], late: int | None
) -> tuple[State, Course]:
    """The case at the end of a story, of which one event is learned on the last day."""
    state, _ = timeline.opened(DAY)
    course, day = Course(timeline.program, state), DAY
    days = [(day := day + timedelta(days=days), event, facts) for days, event, facts in story]
    order = [one for n, one in enumerate(days) if n != late]
    order += [] if late is None else [days[late]]
    for on, event, facts in order:
        state, _ = timeline.passed(state, max(on, state.on))
        happened = course.happened(timeline, state, event, facts, on)
        course.keep(happened)
        state = happened.state
    return state, course


@given(programs(), options, stories(), st.data())
@often
def test_in_whatever_order_it_was_learned_the_same_is_known_in_the_end(
    program: Program, readings: dict[str, str], story: list[Any], data: st.DataObject
):
    if not story:
        return
    timeline = Timeline(Machine(program), ByInterpreter(program), readings)
    in_order, course = told(timeline, story, None)
    late, other = told(timeline, story, data.draw(st.integers(0, len(story) - 1)))
    same_day = len({days for days, *_ in story[1:]} & {0}) > 0
    if same_day:
        return  # events of one day stand in the order in which they were told
    assert (late.facts, late.closed, late.verdicts) == (
        in_order.facts, in_order.closed, in_order.verdicts,
    )  # fmt: skip
    for day in (DAY, DAY + timedelta(days=3), in_order.on):
        assert course.on(day).facts == other.on(day).facts
