"""What the solver is told is what the interpreter answers, and what it finds is confirmed."""

import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iiz_rules.case.facts import read_facts
from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.language.compiler.program import compile_edition
from iiz_rules.language.completing import complete
from iiz_rules.language.dates import completed_years, shift, window
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Between
from iiz_rules.verification import prover
from iiz_rules.verification.bits import Arithmetic, constant, number_of
from iiz_rules.verification.cnf import FALSE, TRUE, Cnf
from iiz_rules.verification.days import Calendar, as_day, known
from iiz_rules.verification.encoding import UnknownNodeError
from iiz_rules.verification.prover import Prover, solvable
from iiz_rules.verification.search import CaseSearch, confirmed
from iiz_rules.verification.variables import CodeVariable
from iiz_rules.verification.witness import Case, UnconfirmedError, Wish, smallest
from iiz_rules.words.frozen import frozen
from tests.conformance.test_conformance import edition, node, rows
from tests.fuzz import encoder
from tests.fuzz.encoder import agree, exact
from tests.laws import worlds
from tests.verification.solver import solving

pytestmark = solving
FEWER = settings(max_examples=settings().max_examples // 8)
"""each program is put to many situations"""


@FEWER
@given(worlds.whole_programs(), st.randoms(use_true_random=False))
def test_the_encoding_means_what_the_interpreter_answers(
    program: Program, chance: random.Random
) -> None:
    drawn = [worlds.situation(chance) for _ in range(12)]
    agree(program, exact(drawn) or [Situation({}, worlds.DAY)])


def test_a_batch_of_the_long_run_counts_what_it_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "PROGRAMS", 2)
    monkeypatch.setattr(encoder, "SITUATIONS", 3)
    count = encoder.batch(4)
    asked = {name.partition(" ")[0] for name in count} - {"pairs", "answers", "programs"}
    assert (count["programs"], count["pairs"], count["answers"]) == (2, 6, 24)
    assert asked == {kind.__name__ for kind in encoder.KINDS}


@pytest.mark.parametrize("row", rows())
def test_every_row_of_the_conformance_tests_is_encoded_alike(row: dict[str, Any]) -> None:
    written = edition(row)
    assert not list(complete(written))
    program = compile_edition(written)
    on = date.fromisoformat(row["date"].value) if "date" in row else date(2024, 3, 5)
    known_on = date.fromisoformat(row["known_on"].value) if "known_on" in row else None
    facts = read_facts(program, row["facts"], on, known_on=known_on).facts
    if not any(isinstance(value, Between) for value in facts.values()):
        options = {"A-XX-01": row["reading"].value} if "reading" in row else {}
        agree(program, [Situation(facts, on, options)])


@FEWER
@given(worlds.programs())
def test_every_case_that_is_found_is_confirmed_and_what_is_proved_is_never_met(
    program: Program,
) -> None:
    search, chance = CaseSearch(replace(program, valid_from=worlds.DAY)), random.Random(1)
    cases = [worlds.situation(chance) for _ in range(10)]
    for name, wanted in product(program.definitions, Truth):
        wish = Wish(conditions.Reference(name), wanted)
        if not search.possible([wish], None):  # or UnconfirmedError is raised
            for case in cases:
                assert evaluate(program, wish.node, case).truth is not wanted


DAYS = [
    date(2023, 12, 31),
    date(2024, 1, 31),
    date(2024, 2, 29),
    date(2025, 3, 1),
    date(1900, 3, 1),
]
STRETCHES = ["P1D", "P28D", "P90D", "P9W", "P1M", "P12M", "P13M", "P1Y", "P100Y"]


def test_days_are_moved_as_the_calendar_moves_them() -> None:
    calendar = Calendar(Cnf())
    for day, by, sign in product([*DAYS, date.min, date.max], STRETCHES, (1, -1)):
        moved = calendar.shifted(known(day), by, sign)
        assert as_day(number_of(moved.bits, set())) == shift(day, by, sign), (day, by, sign)
    for since, at in product(DAYS, DAYS):
        years, before = calendar.years_between(known(since), known(at))
        assert (before == TRUE) is (at < since)
        if at >= since:
            assert number_of(years, set()) == completed_years(since, at)


@pytest.mark.parametrize("side", ["last", "next", "month", "quarter", "year"])
def test_a_day_lies_in_a_stretch_as_the_calendar_says(side: str) -> None:
    calendar = Calendar(Cnf())
    kind, stretch = (side, "P1M") if side in ("last", "next") else ("same", side)
    for on in DAYS:
        first, last = window(on, kind, stretch)
        for day in (first, last, first - timedelta(1), last + timedelta(1)):
            within = calendar.within(known(day), known(on), kind, stretch)
            assert within == (TRUE if first <= day <= last else FALSE)


def test_numbers_are_counted_exactly() -> None:
    calendar = Calendar(Cnf())
    for one, other in product(range(9), repeat=2):
        left, right = constant(one), constant(other)
        assert calendar.at_most(left, right) == (TRUE if one <= other else FALSE)
        assert number_of(calendar.plus(left, right), set()) == one + other
        assert number_of(calendar.times(left, other), set()) == one * other
        difference, below = calendar.minus(left, right)
        assert (below == TRUE) is (one < other)
        assert below == TRUE or number_of(difference, set()) == one - other
    assert calendar.between(constant(3), None, -1) == FALSE
    assert calendar.is_number(constant(3), -1) == FALSE


def test_what_is_not_listed_is_never_so() -> None:
    gates = Calendar(Cnf())
    assert CodeVariable(gates, ("a", "b"), ("a",)).between("c", "c") == FALSE


def test_a_case_at_the_end_of_the_calendar_stays_there() -> None:
    program = compile_edition(edition({"when": rows()[0].values[0]["when"]}))
    late = Case({"d": date.max}, date(2020, 1, 1), {})
    asked: list[Any] = []

    def refusing(case: Case) -> bool:
        asked.append(case.facts.get("d"))
        return False

    assert smallest(program, late, refusing) == late
    assert {date.max, late.on} <= {*asked}


def test_a_case_that_is_not_confirmed_is_a_fault() -> None:
    with pytest.raises(UnconfirmedError):
        confirmed(Case({}, date(2020, 1, 1), {}), lambda _: False)


def test_whether_there_is_a_solver_is_known_without_loading_it() -> None:
    assert solvable()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prover, "LIBRARY", "no_such_solver")
        assert not solvable()


@frozen
class Nearby(conditions.Leaf):
    """A new kind whose limits move with the day: only an encoding of its own can say how."""

    kind = "nearby"
    moves = True
    stretch: str


@frozen
class Exactly(conditions.Leaf):
    """A new kind that is known by its stretches, which another one has as well."""

    kind = "one_of"
    values: tuple[int, ...]


def first_case(condition: conditions.Condition) -> Case | None:
    program = compile_edition(edition({"when": node("{fact: number, at_least: 3}")}))
    return CaseSearch(program).case([Wish(condition, Truth.YES)])


@pytest.mark.parametrize("unknown", [conditions.Condition(), Nearby("number", "P1D")])
def test_a_kind_of_condition_that_is_not_known_is_refused(unknown: conditions.Condition) -> None:
    with pytest.raises(UnknownNodeError):
        first_case(unknown)


def test_a_kind_that_is_known_by_its_stretches_needs_no_encoding_of_its_own() -> None:
    case = first_case(Exactly("number", (17,)))
    assert case
    assert case.facts == {"number": 17}


@solving
@pytest.mark.parametrize("seed", range(6))
def test_what_is_said_of_parts_and_rests_follows_from_them(seed: int) -> None:
    """A solver that is not told finds no case against it, so that it proves nothing too much."""
    chance, cnf = random.Random(seed), Cnf()
    arithmetic = Arithmetic(cnf)
    numbers = [arithmetic.variable(5) for _ in range(2)]
    for _ in range(4):
        bits, divisor = chance.choice(numbers), chance.choice([3, 7, 8])
        share = Fraction(chance.randint(1, divisor), divisor)
        added = Fraction(chance.randint(0, share.denominator - 1), share.denominator)
        part = arithmetic.part_of(bits, (share, added))
        arithmetic.rest(bits, part)
    said, cnf.lemmas = cnf.lemmas, []
    assert said
    solver = Prover(cnf)
    assert not [one for one in said if solver.possible(*(-literal for literal in one.literals))]
