"""Generated code answers as the interpreter does: verdict for verdict, step for step."""

import random
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.engine.compiled.day import Day
from iiz_rules.engine.compiled.engine import Engine
from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.engine.result import Answer, Explanation
from iiz_rules.language.program.rules import Program
from tests.laws.worlds import situation, whole_programs

ASKED = (("r", "s"), ("s",), ("r",), ("s", "r"))
SITUATIONS = 20
"""tried with each program"""


@given(whole_programs(), st.integers(0, 2**32))
def test_generated_code_answers_as_the_interpreter_does(program: Program, seed: int) -> None:
    """Of a fresh program with many situations, so that some thousands are tried in seconds."""
    engine, chance = Engine.of(program), random.Random(seed)
    for _ in range(SITUATIONS):
        agree(engine, program, situation(chance), chance.choice(ASKED))


def agree(engine: Engine, program: Program, found: Situation, rules: tuple[str, ...]) -> None:
    """Both engines give the same answers, and in each the same steps for what is shared."""
    trace = Day(engine, found.on, found.options).spread(rules, found.facts)
    expected = answers(program, rules, found)
    assert trace.situation.facts == found.facts
    assert trace.verdicts == {one.rule.id: one.verdict for one in expected}
    for one in expected:
        for position, step in enumerate(one.steps):
            assert trace.step(one.rule.id, position) == step
            assert trace.criterion(one.rule.id, position) is step.truth
    told = tuple(trace.answer(rule) for rule in rules)
    assert told == expected
    assert [*map(shared, told)] == [*map(shared, expected)]


def shared(answer: Answer) -> list[int]:
    """Number the steps in the order in which they are met; the same step has the same number."""
    numbers: dict[int, int] = {}
    return [numbers.setdefault(id(step), len(numbers)) for step in _steps(answer)]


def _steps(answer: Answer) -> Iterator[Explanation]:
    for root in (answer.step, *answer.holders, answer.done):
        if root is not None:
            yield from root.walk()
