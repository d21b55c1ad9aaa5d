"""Laws of a case in motion, over random machines and stories.

The timeline is the definition: durable-rules must tell the same. And asking a rule only where a
fact or a day can change it must tell the same as asking every rule every day.
"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iiz_rules.escalation.durable import ruleset
from iiz_rules.escalation.durable.forward import Truths, truths_of
from iiz_rules.escalation.engines import ByDurableRules, ByFunctions, ByInterpreter
from iiz_rules.escalation.figures.lives import Moment, come_to, followed, passing
from iiz_rules.escalation.machine import Machine
from iiz_rules.escalation.state import State
from iiz_rules.escalation.store.life import Life, Rows
from iiz_rules.escalation.store.outlook import AHEAD, ahead_of, outlook
from iiz_rules.escalation.timeline import CaseEngine, Timeline
from iiz_rules.language.program.rules import Program
from tests.escalation.machines import Daily, programs, stories
from tests.laws.worlds import DAY
from tests.needed import needing

EXAMPLES = settings().max_examples * 3 // 5
often = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
options = st.dictionaries(st.sampled_from(["R1", "R2"]), st.sampled_from("ab"))
needs_durable = needing(ruleset.available(), "durable-rules is not installed")


def told(
    machine: Machine, engine: CaseEngine, readings: dict[str, str], story: list[Any]
) -> list[Any]:
    """Everything that is told of a story, and each state on the way."""
    timeline = Timeline(machine, engine, readings)
    state, entries = timeline.opened(DAY)
    found: list[Any] = [entries, state]
    for days, event, facts in story:
        state, entries = timeline.passed(state, state.on + timedelta(days=days))
        found += [entries, state.owed, state.position]
        state, *occurred = timeline.occurred(state, event, facts)
        found += [occurred, state, truths(state)]
    state, entries = timeline.passed(state, state.on + timedelta(days=100))
    return [*found, entries, state, truths(state)]


def truths(state: State) -> dict[str, Truths]:
    """What every rule comes to, with its holders and whether it is done."""
    return {rule: truths_of(decision.answer) for rule, decision in state.decisions.items()}


def sparing_tells_the_same_as_daily(
    program: Program, readings: dict[str, str], tales: list[Any]
) -> None:
    engine, sparing, daily = ByInterpreter(program), Machine(program), Daily(program)
    for story in tales:
        found = told(sparing, engine, readings, story)
        assert found == told(daily, engine, readings, story)


def both_engines_tell_the_same(
    program: Program, readings: dict[str, str], tales: list[Any]
) -> None:

    machine, both, interpreter = Machine(program), ByDurableRules(program), ByInterpreter(program)
    for story in tales:
        found = told(machine, both, readings, story)  # raises where one answer differs
        assert found == told(machine, interpreter, readings, story)


@given(programs(), options, stories())
@often
def test_asking_what_can_change_tells_the_same_as_asking_everything_every_day(
    program: Program, readings: dict[str, str], story: list[Any]
):
    sparing_tells_the_same_as_daily(program, readings, [story])


@pytest.mark.parametrize("worth_alone", [0, 9_999])
@given(program=programs(), readings=options, story=stories())
@often
def test_functions_tell_the_same_as_the_interpreter(
    worth_alone: int, program: Program, readings: dict[str, str], story: list[Any]
):
    """All that is followed in one function, or each set of rules that is asked in its own."""
    machine, interpreter = Machine(program), ByInterpreter(program)
    functions = ByFunctions(program, machine.watched, 0, worth_alone)
    found = told(machine, functions, readings, story)
    assert found == told(machine, interpreter, readings, story)


@needs_durable
@given(programs(), options, stories())
@often
def test_durable_rules_tells_the_same_as_the_timeline(
    program: Program, readings: dict[str, str], story: list[Any]
):
    both_engines_tell_the_same(program, readings, [story])


@given(programs(), options, stories(), st.integers(0, AHEAD.days))
@often
def test_the_index_says_what_the_passing_of_days_would_bring(
    program: Program, readings: dict[str, str], story: list[Any], days: int
):
    timeline = Timeline(Machine(program), ByInterpreter(program), readings)
    state, _ = timeline.opened(DAY)
    for _, event, facts in story:
        state, _, _ = timeline.occurred(state, event, facts)
    later, _ = timeline.passed(state, state.on + timedelta(days=days))
    day = later.on.isoformat()
    life = Life("C")
    for look in outlook(timeline, Moment(program, state)).looks:
        life.look(look, 1)
    rows = life.rows().owed
    listed = Counter(
        (one.duty, one.since, one.role, one.due)
        for one in rows
        if one.start <= day < (one.until or "9999")
    )
    assert listed == Counter(
        (one.duty, one.since.isoformat(), one.bearer, one.due.isoformat() if one.due else None)
        for one in later.all_owed
    )


def written_on(timeline: Timeline, story: list[Any]) -> Rows:
    """What is kept of a case, with each record what it brings and the days ahead of it."""
    program, kept = timeline.program, Rows()
    state, _ = timeline.opened(DAY)
    moment = Moment(program, state)
    for days, event, facts in [*story, (0, None, {})]:
        ahead = outlook(timeline, moment)
        life = Life.taken_up("C", kept, ahead.last)
        for look in ahead.looks:
            life.look(look, 1)
        kept = life.rows()
        if event:
            before, _ = timeline.passed(state, state.on + timedelta(days=days))
            state, _, _ = timeline.occurred(before, event, facts)
            moment = Moment(program, state, before, program.events[event])
    return kept


def worked_out(timeline: Timeline, story: list[Any]) -> Rows:
    """The same of all moments from the beginning, one after the other."""
    program, life = timeline.program, Life("C")
    state, _ = timeline.opened(DAY)
    told = [Moment(program, state)]
    for days, event, facts in story:
        on = state.on + timedelta(days=days)
        told += passing(timeline, state, on)
        before = come_to(timeline, told[-1].state, on)
        state, _, _ = timeline.occurred(before, event, facts)
        told.append(Moment(program, state, before, program.events[event]))
    told += passing(timeline, state, ahead_of(state))
    for moment in told:
        life.look(moment.look, 1)
    return life.rows()


@given(programs(), options, stories())
@often
def test_what_is_kept_with_each_record_is_what_all_records_give(
    program: Program, readings: dict[str, str], story: list[Any]
):
    kept = written_on(Timeline(Machine(program), ByInterpreter(program), readings), story)
    assert kept.in_order() == worked_out(followed(program, readings), story).in_order()
