"""Long fuzzing of the engines: random programs, each with many random situations.

Runs only when told how many pairs of both: `IIZ_FUZZ=1000000`.
"""

import os
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iiz_rules.engine.asking.analysis import questions
from iiz_rules.engine.asking.grounds import Grounds
from iiz_rules.engine.asking.inquiry import inquiry_of
from iiz_rules.engine.asking.readings import used
from iiz_rules.engine.compiled.numbering import circuit_of
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from tests.laws.test_compiled import ASKED, agree, compiled
from tests.laws.worlds import situation, whole_programs

PAIRS = int(os.environ.get("IIZ_FUZZ") or 0)
SITUATIONS = 100
DAYS = (0, 0, 1, 3)
"""so much after the day on which the facts are drawn it is asked about them"""
ANEW = 10
"""every so many situation is asked about with nothing that was found out about the program"""


@pytest.mark.skipif(not PAIRS, reason="set IIZ_FUZZ to a number of pairs")
@settings(
    max_examples=max(1, PAIRS // SITUATIONS),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(whole_programs(), st.integers(0, 2**32))
def test_both_engines_give_one_answer(program: Program, seed: int) -> None:
    engine, chance = compiled(program), random.Random(seed)
    for _ in range(SITUATIONS):
        agree(engine, program, situation(chance), chance.choice(ASKED))


@pytest.mark.skipif(not PAIRS, reason="set IIZ_FUZZ to a number of pairs")
@settings(
    max_examples=max(1, PAIRS // SITUATIONS),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(whole_programs(), st.integers(0, 2**32))
def test_many_worlds_are_each_world_by_itself(program: Program, seed: int) -> None:
    """The truths of one world, the verdicts under every reading, and what others were asked."""
    grounds, chance = Grounds(program, circuit_of(program)), random.Random(seed)
    rules = list(program.rules)
    for number in range(SITUATIONS):
        now = situation(chance)
        now = Situation(now.facts, now.on + timedelta(days=chance.choice(DAYS)), now.options)
        alone = program if number % ANEW else replace(program)
        replies = answers(program, rules, now)
        truth = grounds.truths(now)
        found = [truth(grounds.circuit.rules[rule].node) for rule in rules]
        assert [TRUTHS[one] for one in found] == [one.verdict for one in replies]
        evaluation = Evaluation(program, now, replies)
        for rule in rules:
            like_others, own = questions(evaluation, rule), inquiry_of(evaluation).grounds
            kept = own.asked, own.reached, own.blanks
            own.asked, own.reached, own.blanks = {}, {}, {}
            assert questions(Evaluation(alone, now, replies), rule) == like_others
            own.asked, own.reached, own.blanks = kept
            for reading in used(evaluation, rule):
                for option, outcome in reading.outcomes.items():
                    trial = Situation(now.facts, now.on, {**now.options, reading.id: option})
                    assert answers(program, [rule], trial)[0].verdict is outcome.verdict


TRUTHS = {True: Truth.YES, False: Truth.NO, None: Truth.OPEN}
