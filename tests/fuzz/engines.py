"""All engines against the interpreter, a batch of made-up programs each, with many situations.

A batch is drawn from its number alone, so that a long run goes on where another one stopped.
"""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from iiz_rules.answers.frame import answer_frame
from iiz_rules.engine.asking.analysis import questions
from iiz_rules.engine.asking.inquiry import inquiry_of
from iiz_rules.engine.asking.readings import used
from iiz_rules.engine.columnar.query import GIVE, FrameQuestion
from iiz_rules.engine.compiled.engine import Engine
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.interpreter import Situation, answer, answers
from iiz_rules.escalation.durable.forward import Forward, truths_of
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from tests.fuzz.batches import each_drawn
from tests.laws.frames import KINDS, frame, rows_of, table
from tests.laws.test_columnar import answered, expected
from tests.laws.test_compiled import ASKED, agree
from tests.laws.worlds import DAY, situation, whole_programs

PROGRAMS, SITUATIONS = 10, 100
"""of a batch, and of each of its programs"""
DAYS = (0, 0, 1, 3)
"""so much after the day on which the facts are drawn it is asked about them"""
ANEW, FORWARD = 10, 25
"""every so many situation is asked about with nothing found out before, and put to durable-rules"""
RULES = ("r", "s")
TRUTHS = {True: Truth.YES, False: Truth.NO, None: Truth.OPEN}


def batch(number: int) -> Counter[str]:
    """Try a batch: how much was compared."""
    count: Counter[str] = Counter()

    def tried(program: Program, chance: random.Random) -> None:
        drawn = [situation(chance) for _ in range(SITUATIONS)]
        one_by_one(program, drawn, chance, count)
        columnar(program, drawn, chance, count)
        count["programs"] += 1

    each_drawn(whole_programs(), PROGRAMS, number, tried)
    return count


def one_by_one(
    program: Program, drawn: list[Situation], chance: random.Random, count: Counter[str]
) -> None:
    """See that each situation is answered alike by the engines that take one after the other."""
    engine, forward = Engine.of(program), Forward(program, program.rules)
    for number, one in enumerate(drawn):
        now = Situation(one.facts, one.on + timedelta(days=chance.choice(DAYS)), one.options)
        rules = chance.choice(ASKED)
        agree(engine, program, now, rules)
        replies = answers(program, RULES, now)
        evaluation = Evaluation(program, now, replies)
        inquiry = inquiry_of(evaluation)
        for reply in replies:
            rule = reply.rule.id
            assert TRUTHS[inquiry.base(inquiry.number(rule))] is reply.verdict
            readings(program, evaluation, rule, count)
        asked = [questions(evaluation, rule) for rule in RULES]
        if number % ANEW == 0:
            alone = Evaluation(replace(program), now, replies)
            assert [questions(alone, rule) for rule in RULES] == asked
            count["anew"] += 1
        if number % FORWARD == 0:
            meant = {name: truths_of(answer(program, name, now)) for name in program.rules}
            assert forward.verdicts(program.rules, now) == meant
            count["forward"] += 1
            count["answers"] += len(meant)
        count["pairs"] += 1
        count["answers"] += len(rules) + len(RULES)


def readings(program: Program, evaluation: Evaluation, rule: str, count: Counter[str]) -> None:
    """See that every option of every reading answers as the interpreter does under it."""
    now = evaluation.situation
    for reading in used(evaluation, rule):
        for option, outcome in reading.outcomes.items():
            trial = Situation(now.facts, now.on, {**now.options, reading.id: option})
            assert answer(program, rule, trial).verdict is outcome.verdict
            count["answers"] += 1


def columnar(
    program: Program, drawn: list[Situation], chance: random.Random, count: Counter[str]
) -> None:
    """See that a frame of situations is answered as its rows are, all under the same readings."""
    options, asked = dict(drawn[0].options), FrameQuestion(RULES, give=GIVE)
    native = frame(chance.choice(list(KINDS)), table([one.facts for one in drawn], chance))
    found = answer_frame(program, asked, native, None, ["number"], Situation({}, DAY, options))
    assert not rows_of(found.rejected)
    for row, one in zip(rows_of(found.frame), drawn, strict=True):
        assert answered(row) == expected(program, dict(one.facts), options)
        count["columnar"] += 1
        count["answers"] += len(RULES)
