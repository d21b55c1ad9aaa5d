"""Criteria that no case or every case meets are found by trying, and never by guessing."""

import tracemalloc
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from iiz_rules.engine.asking.meaning import Meaning
from iiz_rules.engine.asking.reach import Proof, impossible, reach, unborne, unreachable
from iiz_rules.findings.registry import page
from iiz_rules.language.compiler.program import compile_edition
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation, Interpretation
from iiz_rules.language.program.rules import Fact, Holder
from iiz_rules.language.values import Domain
from iiz_rules.policy import load
from tests.checks.canton import edition, program
from tests.engine.test_asking import GROWN, MANY, NINE, flag
from tests.engine.test_asking import program as asked
from tests.laws.worlds import WORD


@pytest.mark.parametrize("code", ["never-met", "always-met", "not-proved"])
def test_the_bad_example_has_the_fault_and_the_good_one_has_not(code: str) -> None:
    assert [found.code for found in unreachable(program(eligibility=page(code).bad))] == [code]
    assert unreachable(program(eligibility=page(code).good)) == []


def test_what_the_source_does_not_regulate_need_not_be_met() -> None:
    """Otherwise a competence that names nobody would be doubtful as soon as its rule is large."""
    large = program(eligibility=page("not-proved").bad)
    rule = large.rules["eligibility"]
    [criterion] = rule.criteria
    silent = replace(criterion, node=conditions.All((criterion.node, conditions.Silent(WORD))))
    rules = {**large.rules, rule.id: replace(rule, criteria=(silent,))}
    assert unreachable(replace(large, rules=rules)) == []


@pytest.mark.parametrize("code", ["criteria-contradict", "never-done"])
def test_what_is_impossible_as_a_whole_is_found(code: str) -> None:
    for text, codes in [(page(code).bad, [code]), (page(code).good, [])]:
        found, faults = edition(**{page(code).file.removesuffix(".yaml"): text})
        assert found is not None, faults
        program = compile_edition(found)
        assert unreachable(program) == []
        assert [finding.code for finding in impossible(program)] == codes


def test_criteria_that_only_exclude_each_other_together_are_all_named() -> None:
    three = [flag("b1"), flag("b2"), conditions.Not(conditions.All((flag("b1"), flag("b2"))))]
    [finding] = impossible(asked(*three))
    assert finding.words["criteria"] == "`c0`, `c1`, `c2`"
    [finding] = impossible(asked(*three[:1], conditions.Not(flag("b1")), flag("b2")))
    assert finding.words["criteria"] == "`c0`, `c1`"
    silent = conditions.Silent(WORD)
    assert [*impossible(asked(silent, flag("b1")))] == []


def test_what_nobody_meets_is_an_error_and_what_everybody_meets_a_warning() -> None:
    (never,) = unreachable(program(eligibility=page("never-met").bad))
    (always,) = unreachable(program(eligibility=page("always-met").bad))
    assert (never.severity, always.severity) == ("error", "warning")
    assert never.place.line == 7


@pytest.mark.parametrize("canton", ["zurich", "valais"])
def test_every_criterion_of_the_cantons_can_be_met_and_can_fail(canton: str) -> None:
    found = load(canton, on="2024-03-05").program
    outcomes = {f"{one.rule}: {one.criterion.id}": one.outcome for one in reach(found)}
    assert outcomes
    assert set(outcomes.values()) <= {"both", "silent"}, outcomes


def dates(number: int) -> dict[str, Fact]:
    return {f"on{n}": Fact(f"on{n}", Domain("date"), WORD, WORD) for n in range(number)}


def ordered(facts: dict[str, Fact]) -> conditions.Condition:
    return conditions.All(
        tuple(conditions.Compare(one, "<", other) for one, other in pairwise(facts))
    )


def different(facts: dict[str, Fact]) -> conditions.Condition:
    pairs = [(one, other) for one in facts for other in facts if one < other]
    return conditions.All(
        tuple(conditions.Not(conditions.Compare(one, "==", other)) for one, other in pairs)
    )


COLOURS = {f"k{n}": Fact(f"k{n}", Domain("code", frozenset("abc")), WORD, WORD) for n in range(3)}
NOTES = {f"n{n}": Fact(f"n{n}", Domain("text"), WORD, WORD) for n in range(3)}
CAN_GO_EITHER_WAY: list[tuple[conditions.Condition, dict[str, Fact]]] = [
    (ordered(dates(6)), dates(6)),
    (different(COLOURS), COLOURS),
    (different(NOTES), NOTES),
    (conditions.Compare("g1", "<", "g2"), GROWN),
    (
        conditions.All((conditions.Compare("k0", "==", "k1"), conditions.OneOf("k0", ("c",)))),
        COLOURS,
    ),
    (
        conditions.All(
            (
                conditions.Members("many", NINE[:4], 1, None),
                conditions.Members("many", NINE[4:8], 1, None),
            )
        ),
        {"many": MANY},
    ),
    (
        conditions.All(
            (
                conditions.Within("on0", "last", "P1Y"),
                conditions.Range("on0", None, date(2014, 12, 31)),
            )
        ),
        dates(1),
    ),
]


@pytest.mark.parametrize(("node", "facts"), CAN_GO_EITHER_WAY)
def test_what_can_be_met_is_never_said_to_be_impossible(
    node: conditions.Condition, facts: dict[str, Fact]
) -> None:
    assert [one.outcome for one in reach(asked(node, **facts))] == ["both"]


NINE_SINGLE = tuple(conditions.Members("many", NINE[:n], n, None) for n in range(1, 9))


def test_where_not_all_was_tried_nothing_is_proved() -> None:
    """A set of too many kinds; dates around a day beside its quarter."""
    (sets,) = reach(
        asked(
            conditions.All((*NINE_SINGLE, conditions.Not(conditions.Any(NINE_SINGLE)))), many=MANY
        )
    )
    lately = conditions.Within("on0", "last", "P1Y")
    never = conditions.All((lately, conditions.Not(lately)))
    same = conditions.Within("on0", "same", "quarter")
    (uneven,) = reach(asked(conditions.All((never, same)), **dates(1)))
    (fixed,) = reach(
        asked(conditions.All((never, conditions.Range("on0", date(2014, 1, 1), None))), **dates(1))
    )
    (free,) = reach(asked(never, **dates(1)))
    assert (sets.outcome, uneven.outcome) == ("not-proved", "not-proved")
    assert (fixed.outcome, free.outcome) == ("never-met", "never-met")


AGES = {
    "born": Fact("born", Domain("date", until_question=True), WORD, WORD),
    "age": Fact("age", Domain("int", at_most=120), WORD, WORD, years_since="born"),
}
LATE = conditions.Range("on0", date.max, None)


@pytest.mark.parametrize(
    ("node", "outcome"),
    [
        (conditions.Range("born", date(2020, 1, 1), None), "never-met"),
        (conditions.Range("born", date(2010, 1, 1), None), "both"),
        (conditions.Range("born", date(2000, 1, 1), None), "both"),
    ],
)
def test_nobody_is_of_age_before_18_years_of_an_edition(
    node: conditions.Condition, outcome: str
) -> None:
    """Who was born after 2020 is not of age before the edition ends; others are late in it."""
    found = asked(conditions.All((node, conditions.Range("age", 18, None))), **AGES)
    in_force = replace(found, valid_from=date(2014, 4, 1), valid_to=date(2030, 12, 31))
    assert [one.outcome for one in reach(in_force)] == [outcome]


def test_what_is_asked_of_a_day_holds_within_the_edition() -> None:
    lately = conditions.Within("on0", "last", "P3M")
    early = conditions.All((lately, conditions.Range("on0", None, date(2019, 12, 31))))
    found = asked(early, **dates(1))
    in_force = replace(found, valid_from=date(2024, 1, 1))
    assert [one.outcome for one in reach(in_force)] == ["never-met"]
    assert [one.outcome for one in reach(found)] == ["both"]
    assert [one.outcome for one in reach(asked(conditions.All((lately, LATE)), **dates(1)))] == [
        "both"
    ]


def test_what_the_source_does_not_regulate_is_not_a_fault() -> None:
    silent = conditions.Silent(WORD)
    (always,) = reach(asked(silent))
    (sometimes,) = reach(asked(conditions.Any((flag("b1"), silent))))
    assert (always.outcome, sometimes.outcome) == ("silent", "silent")
    assert unreachable(asked(silent)) == []


def test_what_a_whole_edition_may_cost_to_prove_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = asked(*(conditions.Range("age", years, None) for years in range(1, 21)), **AGES)
    assert {one.outcome for one in reach(found)} == {"both"}
    monkeypatch.setattr("iiz_rules.engine.asking.reach.MOST_IN_ALL", 10)
    outcomes = [one.outcome for one in reach(found)]
    assert outcomes == ["both"] * 10 + ["not-proved"] * 10


def test_what_is_asked_twice_is_proved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iiz_rules.engine.asking.reach.MOST_IN_ALL", 1)
    assert {one.outcome for one in reach(asked(*[flag("b1")] * 20))} == {"both"}


def test_a_duty_is_borne_where_one_of_its_bearers_applies_in_every_case() -> None:
    found = asked(flag("b1"))
    given, lacking = (
        Holder("role", None, flag("b2")),
        Holder("role", None, conditions.Not(flag("b2"))),
    )
    duty = replace(found.rules["r"], kind="duty", holders=(given, lacking))
    assert list(unborne(replace(found, rules={"r": duty}))) == []
    alone = replace(duty, holders=(given,))
    assert [one.code for one in unborne(replace(found, rules={"r": alone}))] == ["no-bearer"]


def test_however_many_readings_a_criterion_has_none_of_their_combinations_is_kept() -> None:
    """Of sixteen with two options each there are 65,536: one is tried after the other."""
    readings = {f"A-{n}": Interpretation(f"A-{n}", WORD, WORD, TWO, "one", ()) for n in range(16)}
    never = conditions.All((flag("b1"), conditions.Not(flag("b1"))))
    nodes = (conditions.Choice(name, (("one", never), ("two", never))) for name in readings)
    found = replace(asked(conditions.Any(tuple(nodes))), interpretations=readings)
    tracemalloc.start()
    outcomes = [one.outcome for one in reach(found)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outcomes == ["not-proved"]
    assert peak < 2_000_000


TWO = {"one": WORD, "two": WORD}


def test_what_costs_more_than_is_left_is_not_kept_as_proved() -> None:
    large = program(eligibility=page("not-proved").bad)
    proof = Proof(large, {})
    proof.left = 0
    [criterion] = large.rules["eligibility"].criteria
    assert proof.truths(criterion.node) == (frozenset(), False)
    assert proof.asked == {}


def test_another_number_under_a_reading_has_another_digest() -> None:
    found = load("valais", on="2024-03-05").program
    reading = next(iter(found.interpretations))
    numbers = [ByInterpretation(reading, {"a": n}) for n in (1, 2)]
    first, second = (Meaning(found).digest(number) for number in numbers)
    assert first != second
    assert first == Meaning(found).digest(ByInterpretation(reading, {"a": 1}))
