"""Trying many situations in one walk is what the interpreter does in each of them."""

from itertools import product
from math import prod

from hypothesis import assume, given
from hypothesis import strategies as st

from iiz_rules.engine.asking.candidates import candidates, reachable
from iiz_rules.engine.asking.trials import Trials, combinations, matters, one_by_one
from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value
from tests.laws.worlds import programs, situations

draws = st.data()
MOST = 400
Space = dict[str, tuple[Value | None, ...]]


def space(program: Program, situation: Situation, data: st.DataObject) -> Space:
    """Some facts that the rule does not know, each with the values worth trying."""
    node = program.rules["r"].node
    unknown = evaluate(program, node, situation).unknown
    assume(unknown)
    facts = data.draw(st.lists(st.sampled_from(unknown), min_size=1, max_size=4, unique=True))
    nodes = tuple(reachable(program, node))
    known = situation.facts
    return {fact: (known.get(fact), *candidates(program, nodes, fact, situation)) for fact in facts}


def learned(situation: Situation, values: dict[str, Value | None]) -> Situation:
    known = {fact: value for fact, value in values.items() if value is not None}
    return Situation({**situation.facts, **known}, situation.on, situation.options)


def agree(program: Program, trials: Trials, cases: list[Situation]) -> list[Truth]:
    """See that each trial has the truth of its case, and the facts that keep it open."""
    node = program.rules["r"].node
    (yes, no), unknown = trials.truth(node), trials.unknown(node)
    truths = []
    for number, case in enumerate(cases):
        step, bit = evaluate(program, node, case), 1 << number
        assert (bool(yes & bit), bool(no & bit)) == (
            step.truth is Truth.YES,
            step.truth is Truth.NO,
        )
        assert {fact for fact, trials in unknown.items() if trials & bit} == {*step.unknown}
        truths.append(step.truth)
    assert yes | no <= trials.every
    return truths


@given(programs(), situations(), draws)
def test_all_combinations_are_tried(
    program: Program, situation: Situation, data: st.DataObject
) -> None:
    values = space(program, situation, data)
    assume(prod(map(len, values.values())) <= MOST)
    tried, count = combinations(values)
    picked = [own[::-1] for own in product(*reversed(values.values()))]
    cases = [learned(situation, dict(zip(values, own, strict=True))) for own in picked]
    assert len(cases) == count
    trials = Trials(program, situation, tried, count)
    truths = dict(zip(picked, agree(program, trials, cases), strict=True))
    whole = trials.truth(program.rules["r"].node)
    for place, (fact, (unknown, *_)) in enumerate(values.items()):
        changed = any(
            truth is not truths[(*own[:place], unknown, *own[place + 1 :])]
            for own, truth in truths.items()
        )
        assert matters(tried[fact], whole) is changed


@given(programs(), situations(), draws)
def test_facts_are_tried_one_by_one(
    program: Program, situation: Situation, data: st.DataObject
) -> None:
    values = {fact: own[1:] for fact, own in space(program, situation, data).items()}
    cases = [learned(situation, {fact: value}) for fact, own in values.items() for value in own]
    tried, count = one_by_one(values)
    assert len(cases) == count
    agree(program, Trials(program, situation, tried, count), cases)
