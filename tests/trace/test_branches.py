"""Branches: which there are, by the shape of conditions, and which a case has seen."""

import pytest
from hypothesis import given

from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.language.folders import known_cantons
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import ACTOR, Program
from iiz_rules.language.truth import Truth
from iiz_rules.testing.trace.branches import Branch, possible, seen
from iiz_rules.testing.trace.possible import Shapes
from iiz_rules.words.text import Text
from tests.effort import sampled
from tests.laws.worlds import programs, situations
from tests.packaged import run_of
from tests.trace.berg import berg, covered

YES, NO, OPEN = Truth.YES, Truth.NO, Truth.OPEN
ATOM = conditions.OneOf("person.resident", (True,))
ALWAYS, NEVER, SILENT = (
    conditions.Constant(True),
    conditions.Constant(False),
    conditions.Silent(Text("a", "b", "c")),
)


def ways(kind: str, of: str, branches: object) -> set[str]:
    assert isinstance(branches, (tuple, frozenset))
    return {one.way for one in branches if (one.kind, one.of) == (kind, of)}


@pytest.mark.parametrize(
    ("node", "truths"),
    [
        (ATOM, {YES, NO, OPEN}),
        (ALWAYS, {YES}),
        (conditions.Not(ALWAYS), {NO}),
        (SILENT, {OPEN}),
        (conditions.OneOf(ACTOR, ("office",)), {YES, NO}),
        (conditions.All((ATOM, ALWAYS)), {YES, NO, OPEN}),
        (conditions.All((ATOM, NEVER)), {NO}),
        (conditions.All((ATOM, SILENT)), {NO, OPEN}),
        (conditions.Any((ATOM, SILENT)), {YES, OPEN}),
        (conditions.Any(()), {NO}),
        (conditions.AtLeast(2, (ATOM, ALWAYS, NEVER)), {YES, NO, OPEN}),
        (conditions.AtLeast(2, (ALWAYS, ALWAYS, SILENT)), {YES}),
        (conditions.Choice("A-XX-01", (("a", ALWAYS), ("b", SILENT))), {YES, OPEN}),
        (conditions.Reference("term:adult"), {YES, NO, OPEN}),
    ],
)
def test_what_a_condition_can_come_to(node: conditions.Condition, truths: set[Truth]):
    program = berg().program
    assert program
    assert Shapes(program).of(node) == truths


@given(programs(), situations())
def test_what_happens_is_possible(program: Program, situation: Situation):
    shapes = Shapes(program)
    for step in evaluate(program, program.rules["r"].node, situation).walk():
        assert step.truth in shapes.of(step.node)


@pytest.mark.parametrize("canton", sampled(known_cantons(), 2))
def test_no_case_sees_a_branch_that_there_is_not(canton: str):
    run = run_of(canton)
    assert run.program
    there = set(possible(run.program))
    assert {one for case in run.cases for it in case.comparisons for one in seen(it)} <= there


def test_there_is_a_branch_for_each_way_a_criterion_can_come_out():
    cover = covered({}, {})
    assert ways("criterion", "rule:eligibility/resident", cover.possible) == {"yes", "no", "open"}
    assert ways("criterion", "rule:decide/decide", cover.possible) == {"yes", "no"}
    assert ways("criterion", "rule:board.quorum/quorum", cover.possible) == {"open"}
    assert cover.branches.n == 0


def test_each_option_each_actor_and_each_end_of_a_step_is_a_branch():
    cover = covered({}, {})
    assert ways("reading", "A-XX-01", cover.possible) == {"asked", "assumed"}
    assert ways("actor", "rule:report", cover.possible) == {"helper office", "office"}
    assert ways("done", "rule:first", cover.possible) == {"yes", "no", "open"}
    assert ways("actor", "rule:rest", cover.possible) == set()


def test_a_case_sees_all_criteria_of_what_it_asks_and_the_reading_chosen():
    facts = {"person.resident": False}
    cover = covered(
        facts,
        {
            "expect": {"eligibility": {"verdict": "no"}},
            "interpretations": {"A-XX-01": "assumed"},
        },
    )
    assert ways("criterion", "rule:eligibility/resident", cover.seen) == {"no"}
    assert ways("criterion", "rule:eligibility/one", cover.seen) == {"open"}
    assert ways("criterion", "rule:first/resident", cover.seen) == set()
    assert ways("reading", "A-XX-01", cover.seen) == {"assumed"}


def test_a_deadline_sees_the_reading_it_hangs_on_where_it_is_compared():
    facts = {"person.resident": True, "case.urgent": False}
    plain = covered(facts, {"expect": {"report": {"verdict": "yes"}}})
    due = covered(facts, {"expect": {"report": {"verdict": "yes", "due": "2024-03-31"}}})
    assert ways("reading", "A-XX-02", plain.seen) == set()
    assert ways("reading", "A-XX-02", due.seen) == {"month"}


def test_who_acts_is_seen_where_that_is_compared():
    facts = {"person.resident": True, "case.urgent": False}
    expected = {"report": {"verdict": "yes", "actor": "office"}}
    assert ways("actor", "rule:report", covered(facts, {"expect": expected}).seen) == {"office"}
    del expected["report"]["actor"]
    assert ways("actor", "rule:report", covered(facts, {"expect": expected}).seen) == set()


def test_that_a_step_lies_behind_is_seen_by_what_is_next():
    cover = covered({"person.resident": True, "first.done": True}, {"next": {"route": "second"}})
    assert Branch("done", "rule:first", "yes") in cover.seen
