"""Many worlds in one walk: what the interpreter answers in each of them, and no world left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from math import prod

from hypothesis import assume, given
from hypothesis import strategies as st

from iiz_rules.engine.asking.analysis import questions
from iiz_rules.engine.asking.candidates import candidates, complete, reachable
from iiz_rules.engine.asking.inquiry import inquiry_of
from iiz_rules.engine.asking.readings import used
from iiz_rules.engine.asking.worlds import following, possible, world_of
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.interpreter import Situation, answer, answers, evaluate
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import settled
from tests.laws.worlds import programs, situations, whole_programs

MOST = 60


def completions(program: Program, situation: Situation) -> dict[tuple[object, ...], Situation]:
    """All that can be learned of what a rule does not know, by what was learned."""
    node = program.rules["r"].node
    nodes, world = tuple(reachable(program, node)), world_of(program)
    unknown = evaluate(program, node, situation).unknown
    assume(unknown and all(complete(program, nodes, fact) for fact in unknown))
    values = [(None, *candidates(program, nodes, fact, situation)) for fact in unknown]
    assume(prod(map(len, values)) <= MOST)

    def cases() -> Iterator[tuple[tuple[object, ...], Situation]]:
        for picked in product(*values):
            given = zip(unknown, picked, strict=True)
            facts = {**situation.facts, **{f: v for f, v in given if v is not None}}
            whole = following(world, facts, situation.on)
            if possible(world, whole, situation.on):
                yield picked, Situation(whole, situation.on, situation.options)

    return dict(cases())


@given(programs(), situations())
def test_what_matters_is_what_changes_the_answer_in_some_world(
    program: Program, situation: Situation
) -> None:
    reply = answer(program, "r", situation)
    assume(not reply.verdict.decided)
    worlds = completions(program, situation)
    truths = {picked: answer(program, "r", one).verdict for picked, one in worlds.items()}
    asked = questions(Evaluation(program, situation, [reply]), "r")
    listed = {one.fact for one in asked.missing} | {one.judgement for one in asked.pending}
    days = {fact.domain.day for fact in program.facts.values()}  # asked for with what happened
    for place, fact in enumerate(reply.step.unknown):
        without = ((picked, (*picked[:place], None, *picked[place + 1 :])) for picked in truths)
        changed = any(
            before in truths and truths[picked] is not truths[before] for picked, before in without
        )
        if fact not in days:
            assert (fact in listed) is changed or (fact in listed and not asked.sifted)


@given(programs(), situations())
def test_what_an_answer_can_come_to_is_what_some_completion_comes_to(
    program: Program, situation: Situation
) -> None:
    reply = answer(program, "r", situation)
    assume(not reply.verdict.decided)
    inquiry = inquiry_of(Evaluation(program, situation, [reply]))
    found = inquiry.found(inquiry.number("r"))
    assume(found.exact)
    hosts = {fact.told_by: name for name, fact in program.facts.items() if fact.told_by}
    whole = [
        one
        for one in completions(program, situation).values()
        if all(
            settled(one.facts.get(fact)) is not None
            or one.facts.get(hosts.get(fact, "")) in (False, 0)  # then there is none to be learned
            for fact in reply.step.unknown
        )
    ]
    assume(whole)  # what is said not to be known can never be learned
    truths = {answer(program, "r", one).verdict for one in whole}
    assert (found.yes, found.no) >= (Truth.YES in truths, Truth.NO in truths)
    if "d4" not in reply.step.unknown:  # there need not be a day
        come = found.yes, found.no, found.rests
        assert come == tuple(truth in truths for truth in (Truth.YES, Truth.NO, Truth.OPEN))


@given(whole_programs(), situations(), situations(), st.integers(0, 3))
def test_a_case_is_asked_the_same_whatever_was_asked_before(
    program: Program, earlier: Situation, situation: Situation, days: int
) -> None:
    """What is known of conditions in cases of which the same is known is that of each case.

    So it is of those of which nothing is known, and of another day where no day plays a part.
    """
    rules, same = list(program.rules), replace(program)
    earlier = Situation(earlier.facts, earlier.on + timedelta(days=days), earlier.options)
    questioned = [
        [questions(Evaluation(one, now, answers(one, rules, now)), rule) for rule in rules]
        for one, now in ((program, earlier), (program, situation), (same, situation))
    ]
    assert questioned[1] == questioned[2]


@given(whole_programs(), situations())
def test_all_readings_at_once_are_each_reading_by_itself(
    program: Program, situation: Situation
) -> None:
    rules = list(program.rules)
    evaluation = Evaluation(program, situation, answers(program, rules, situation))
    for rule in rules:
        for reading in used(evaluation, rule):
            for option, outcome in reading.outcomes.items():
                options = {**situation.options, reading.id: option}
                trial = Situation(situation.facts, situation.on, options)
                reply = answer(program, rule, trial)
                assert outcome.verdict is reply.verdict
                assert outcome.regulated is (reply.regulated or reply.verdict is Truth.NO)
