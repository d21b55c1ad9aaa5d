"""Laws of the interpreter, over random programs and situations."""

from math import prod
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from iiz_rules.engine.asking.analysis import Questions, questions
from iiz_rules.engine.asking.candidates import candidates, reachable
from iiz_rules.engine.asking.reach import reach
from iiz_rules.engine.asking.readings import used as readings_used
from iiz_rules.engine.asking.worlds import possible, world_of
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.engine.result import Answer, Explanation
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth, all_of, any_of, at_least
from iiz_rules.language.values import Between
from tests.laws.worlds import FACTS, programs, situations, value

draws = st.data()


def learned(data: st.DataObject, situation: Situation, names: set[str]) -> Situation:
    """Learn some of the named facts."""
    for name in sorted(names):
        if data.draw(st.booleans(), label=f"learn {name}"):
            situation = situation.knowing(name, data.draw(value(name), label=name))
    return situation


@given(programs(), situations(), draws)
def test_learning_never_revokes_a_decided_verdict(
    program: Program, situation: Situation, data: st.DataObject
) -> None:
    before = answer(program, "r", situation)
    after = answer(program, "r", learned(data, situation, FACTS.keys() - situation.facts.keys()))
    assert not before.verdict.decided or after.verdict is before.verdict
    for old, new in zip(before.steps, after.steps, strict=True):
        assert not old.truth.decided or new.truth is old.truth


@given(programs(), situations())
def test_the_explanation_is_the_verdict(program: Program, situation: Situation) -> None:
    """Every step follows from the steps inside it, and every leaf from what it read."""
    found = answer(program, "r", situation)
    for step in found.step.walk():
        assert step.truth is _combined(step), step


def _combined(step: Explanation) -> Truth:
    inner = [part.truth for part in step.parts]
    match step.node:
        case conditions.All():
            return all_of(inner)
        case conditions.Any():
            return any_of(inner)
        case conditions.AtLeast(n=n):
            return at_least(n, inner)
        case conditions.Not():
            return ~inner[0]
        case conditions.ByCase(then=then, otherwise=otherwise):
            counted = {Truth.YES: (then,), Truth.NO: (otherwise,), Truth.OPEN: (then, otherwise)}
            assert tuple(part.node for part in step.parts[1:]) == counted[inner[0]]
            return inner[1] if len(set(inner[1:])) == 1 else Truth.OPEN
        case conditions.Choice(options=options):
            assert step.parts[0].node is dict(options)[step.option]
            return inner[0]
        case conditions.Reference():
            return inner[0]
    unread = any(value is None for _, value in step.read)
    if any(isinstance(value, Between) for _, value in step.read):
        return step.truth  # open or not, as what is between the bounds agrees or not
    return Truth.OPEN if unread else step.truth if step.truth.decided else Truth.NO


@given(programs(), situations())
def test_a_leaf_is_open_exactly_when_it_read_something_unknown(
    program: Program, situation: Situation
) -> None:
    for step in answer(program, "r", situation).step.walk():
        if not step.parts:
            unread = any(value is None for _, value in step.read)
            bounded = any(isinstance(value, Between) for _, value in step.read)
            assert bounded or unread == (step.truth is Truth.OPEN)
            assert all(situation.facts.get(fact) == value for fact, value in step.read)


@given(programs(), situations())
def test_every_criterion_has_its_own_step(program: Program, situation: Situation) -> None:
    found = answer(program, "r", situation)
    nodes = [one.node for one in found.rule.criteria]
    assert [step.node for step in found.steps] == nodes


MOST_COMBINATIONS = 500


def questioned(program: Program, situation: Situation, found: Answer) -> Questions:
    return questions(Evaluation(program, situation, [found]), "r")


def listed(program: Program, situation: Situation, found: Answer) -> set[str]:
    """The facts and judgements that the decision asks for."""
    asked = questioned(program, situation, found)
    return {one.fact for one in asked.missing} | {one.judgement for one in asked.pending}


@given(programs(), situations(), draws)
def test_missing_is_sound(program: Program, situation: Situation, data: st.DataObject) -> None:
    """Learning only facts that are not listed never changes the verdict."""
    found = answer(program, "r", situation)
    unlisted = FACTS.keys() - situation.facts.keys() - listed(program, situation, found)
    later = learned(data, situation, unlisted)
    assume(possible(world_of(program), later.facts, later.on))
    assert answer(program, "r", later).verdict is found.verdict


@given(programs(), situations())
def test_the_first_question_is_useful(program: Program, situation: Situation) -> None:
    """Some value of the first fact listed changes the verdict or shortens the list."""
    found = answer(program, "r", situation)
    missing = questioned(program, situation, found).missing
    assume(missing)
    before = listed(program, situation, found)
    first = missing[0].fact
    nodes = tuple(reachable(program, found.rule.node))
    for option in candidates(program, nodes, first, situation):
        trial = situation.knowing(first, option)
        after = answer(program, "r", trial)
        if after.verdict.decided or len(listed(program, trial, after)) < len(before):
            return
    raise AssertionError(f"no value of {first} helps")


@given(programs(leaves=4), situations(), draws)
def test_every_listed_fact_can_matter(
    program: Program, situation: Situation, data: st.DataObject
) -> None:
    """For a listed fact there is a way to learn the others after which it changes the verdict."""
    found = answer(program, "r", situation)
    names = sorted(listed(program, situation, found))
    assume(0 < len(names) <= 3)
    target = data.draw(st.sampled_from(names))
    others = [name for name in names if name != target]
    nodes = tuple(reachable(program, found.rule.node))
    spaces = [(None, *candidates(program, nodes, name, situation)) for name in others]
    sizes = [len(space) for space in spaces]
    here = len(candidates(program, nodes, target, situation)) + 1
    assume(prod(sizes) * here <= MOST_COMBINATIONS)
    assert _matters(program, situation, target, list(zip(others, spaces, strict=True)))


def _matters(
    program: Program,
    situation: Situation,
    target: str,
    spaces: list[tuple[str, tuple[Any, ...]]],
) -> bool:
    if spaces:
        (name, space), rest = spaces[0], spaces[1:]
        return any(
            _matters(program, situation if v is None else situation.knowing(name, v), target, rest)
            for v in space
        )
    before = answer(program, "r", situation).verdict
    nodes = tuple(reachable(program, program.rules["r"].node))
    values = candidates(program, nodes, target, situation)
    return any(
        answer(program, "r", situation.knowing(target, v)).verdict is not before for v in values
    )


@given(programs(), situations())
def test_what_is_proved_of_all_cases_holds_in_each(program: Program, situation: Situation) -> None:
    """Also of those asked on another day, and under other readings."""
    steps = answer(program, "r", situation).steps
    for one, step in zip(reach(program), steps, strict=True):
        assert one.outcome != "never-met" or step.truth is not Truth.YES
        assert one.outcome != "always-met" or step.truth is not Truth.NO


@given(programs(), situations())
def test_nothing_is_missing_once_it_is_decided(program: Program, situation: Situation) -> None:
    """Nor where it can never be: what has not happened has no day."""
    found = answer(program, "r", situation)
    never = situation.facts.get("b3") is False and "d4" in found.step.unknown
    assert found.verdict.decided or never or listed(program, situation, found)
    assert not found.verdict.decided or not listed(program, situation, found)


@given(programs(), situations())
def test_a_used_interpretation_answers_as_it_is_read(
    program: Program, situation: Situation
) -> None:
    found = answer(program, "r", situation)
    for used in readings_used(Evaluation(program, situation, [found]), "r"):
        assert used.verdicts[used.option] is found.verdict
        others = set(used.verdicts.values()) - {found.verdict}
        assert used.decisive == any(other.decided for other in others)
        assert bool(used.opening) == (found.verdict.decided and Truth.OPEN in others)


@given(programs(), situations(), draws)
def test_an_interpretation_that_is_not_named_plays_no_part(
    program: Program, situation: Situation, data: st.DataObject
) -> None:
    found = answer(program, "r", situation)
    named = {used.id for used in readings_used(Evaluation(program, situation, [found]), "r")}
    other = {name: data.draw(st.sampled_from("ab")) for name in ("R1", "R2") if name not in named}
    trial = Situation(situation.facts, situation.on, {**situation.options, **other})
    assert answer(program, "r", trial).verdict is found.verdict
