"""What to ask next, in small rules: what is listed, in which order, and what no longer matters."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from iiz_rules.answers.decision import Decision
from iiz_rules.engine.asking import grounds, tried
from iiz_rules.engine.asking.analysis import Questions, questions
from iiz_rules.engine.asking.candidates import candidates, complete
from iiz_rules.engine.asking.inquiry import CaseInquiry, Reached, inquiry_of
from iiz_rules.engine.asking.readings import used
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import walk
from iiz_rules.language.program.rules import Criterion, Fact, Program, Rule
from iiz_rules.language.values import Domain, Value
from iiz_rules.policy import load
from tests.laws.worlds import DAY, FACTS, READINGS, WORD

NOTHING = Situation({}, DAY)
A_DAY = timedelta(days=1)
EARLIER = DAY - 3 * A_DAY
GROWN = {
    name: Fact(name, Domain("int", at_least=18, at_most=99), WORD, WORD) for name in ("g1", "g2")
}
OTHERS = {"t2": FACTS["t1"], "c2": FACTS["c1"], **GROWN}


def program(*nodes: conditions.Condition, **more: Fact) -> Program:
    criteria = tuple(
        Criterion(f"c{i}", WORD, "required", ("X-1",), node) for i, node in enumerate(nodes)
    )
    rule = Rule("r", "eligibility", WORD, ("X-1",), criteria)
    facts = {**FACTS, **more}
    return Program("test", WORD, "e", "0", None, None, None, facts, READINGS, {}, {"r": rule}, {})


def questioned(found: Program, situation: Situation = NOTHING) -> Questions:
    return questions(Evaluation(found, situation, [answer(found, "r", situation)]), "r")


def asked(found: Program, situation: Situation = NOTHING) -> list[str]:
    return [one.fact for one in questioned(found, situation).missing]


def sets(values: tuple[Value, ...]) -> list[frozenset[str]]:
    return [value for value in values if isinstance(value, frozenset)]


def flag(name: str) -> conditions.Condition:
    return conditions.OneOf(name, (True,))


def test_what_decides_alone_is_asked_first() -> None:
    either = conditions.Any((flag("b1"), conditions.OneOf("c1", ("A",))))
    assert asked(program(either, conditions.Range("i1", 18, None))) == ["i1", "b1", "c1"]


def test_of_facts_that_decide_nothing_alone_the_one_that_leaves_fewer_open_comes_first() -> None:
    """No to one of the three leaves two facts to ask for, no to one of the two leaves three."""
    three = {name: replace(FACTS["b1"], id=name) for name in ("b3", "b4", "b5")}
    two = conditions.All((flag("b1"), flag("b2")))
    either = conditions.Any((two, conditions.All(tuple(map(flag, three)))))
    assert asked(program(either, **three)) == ["b3", "b4", "b5", "b1", "b2"]


def test_a_fact_that_stands_behind_itself_is_not_asked_for() -> None:
    """In x and (x or f) nothing depends on f."""
    assert asked(program(flag("b1"), conditions.Any((flag("b1"), flag("b2"))))) == ["b1"]


def test_parts_that_share_nothing_are_examined_one_by_one() -> None:
    numbers = [Fact(f"n{i}", Domain("int"), WORD, WORD) for i in range(6)]
    many = [conditions.Range(fact.id, 1, 5) for fact in numbers]
    hidden = conditions.All((flag("b1"), conditions.Any((flag("b1"), flag("b2")))))
    found = program(*many, hidden, **{fact.id: fact for fact in numbers})
    assert set(asked(found)) == {"b1"} | {fact.id for fact in numbers}


def test_parts_that_share_a_fact_are_examined_together() -> None:
    numbers = [Fact(f"n{i}", Domain("int"), WORD, WORD) for i in range(6)]
    many = [conditions.Range(fact.id, 1, 5) for fact in numbers]
    sharing = [flag("b1"), conditions.Any((flag("b1"), flag("b2")))]
    found = program(*many, *sharing, **{fact.id: fact for fact in numbers})
    assert set(asked(found)) == {"b1"} | {fact.id for fact in numbers}


def test_what_is_left_out_makes_the_rest_few_enough_to_examine_again() -> None:
    """Once `i1` is known the rule is no, whatever the others are."""
    two = conditions.OneOf("i1", (2,))
    either = conditions.Any(
        (
            conditions.Compare("i1", "==", "i2"),
            conditions.OneOf("c1", ("A", "B", "C")),
            conditions.OneOf("d1", (DAY, EARLIER)),
        )
    )
    always = conditions.OneOf("b1", (False, True))
    found = program(conditions.Not(two), either, two, always)
    assert asked(found, NOTHING.knowing("i2", 0)) == ["i1"]


def test_numbers_compared_in_a_ring_are_asked_for_in_few_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each of the thirty has some two thousand telling values, but no two are tried at once."""
    ring = [Fact(f"n{i}", Domain("int"), WORD, WORD) for i in range(30)]
    names = [fact.id for fact in ring]
    pairs = zip(names, [*names[1:], names[0]], strict=True)
    parts: list[conditions.Condition] = [
        conditions.Compare(one, "<=", other) for one, other in pairs
    ]
    parts += [conditions.Range(name, 1000 * n, None) for n, name in enumerate(names)]
    found = program(conditions.Any(tuple(parts)), **{fact.id: fact for fact in ring})
    compared: list[object] = []
    monkeypatch.setattr(tried, "compares", lambda *values: compared.append(values))
    assert set(asked(found)) == set(names)
    assert not compared
    assert not questioned(found).sifted


def test_what_can_never_make_the_difference_is_not_asked_for() -> None:
    """Two parts that say the same are both met or neither, so the third never counts."""
    numbers = [Fact(f"n{i}", Domain("int"), WORD, WORD) for i in range(6)]
    parts = tuple(conditions.Range(fact.id, 1, 5) for fact in numbers)
    twice = conditions.All(parts), conditions.All(parts[::-1])
    found = program(conditions.AtLeast(2, (*twice, flag("b1"))), **{one.id: one for one in numbers})
    assert set(asked(found)) == {fact.id for fact in numbers}
    assert questioned(found).sifted


def test_with_too_many_worlds_nothing_is_left_out_and_it_is_said() -> None:
    numbers = [Fact(f"n{i}", Domain("int"), WORD, WORD) for i in range(12)]
    parts = tuple(conditions.Range(fact.id, 1, 5) for fact in numbers)
    twice = conditions.All(parts), conditions.All(parts[::-1])
    found = program(conditions.AtLeast(2, (*twice, flag("b1"))), **{one.id: one for one in numbers})
    assert set(asked(found)) == {"b1"} | {fact.id for fact in numbers}
    assert not questioned(found).sifted
    decision = Decision.of(found, NOTHING, answer(found, "r", NOTHING))
    assert "zu viele Möglichkeiten" in decision.explain("de")
    assert decision.to_dict()["sifted"] is False


def test_by_cases_only_what_counts_is_asked_for() -> None:
    node = conditions.ByCase(flag("b1"), flag("b2"), conditions.Judgement("j1", ("a",)))
    assert set(asked(program(node))) == {"b1", "b2"}
    assert asked(program(node), NOTHING.knowing("b1", True)) == ["b2"]
    assert asked(program(node), NOTHING.knowing("b1", False)) == []
    hidden = conditions.Any((flag("b2"), conditions.All((flag("b2"), node.otherwise))))
    assert questioned(program(hidden)).pending == ()


def test_readings_are_named_where_they_count() -> None:
    chosen = conditions.Choice("R1", (("a", flag("b2")), ("b", conditions.Not(flag("b2")))))
    node = conditions.ByCase(flag("b1"), chosen, conditions.Silent(WORD))
    for known, named in ((True, ["R1"]), (False, [])):
        situation = NOTHING.knowing("b1", known)
        reply = answer(program(node), "r", situation)
        evaluation = Evaluation(program(node), situation, [reply])
        assert [one.id for one in used(evaluation, "r")] == named


def test_what_was_found_out_is_kept_only_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grounds, "MOST_FOUND", 2)
    chosen = conditions.Choice("R1", (("a", flag("b1")), ("b", flag("b2"))))
    found = program(chosen, conditions.Within("d1", "last", "P1M"))
    for day in range(5):
        situation = Situation({}, DAY + day * A_DAY)
        evaluation = Evaluation(found, situation, [answer(found, "r", situation)])
        assert {str(one) for one in questions(evaluation, "r").missing} == {"b1", "d1"}
        assert [one.option for one in used(evaluation, "r")] == ["a"]
        own = inquiry_of(evaluation).grounds
        assert all(len(kept) <= 2 for kept in (own.asked, own.used, own.reached))


@pytest.fixture
def explored(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The conditions of which it was found out what they can come to, in that order."""
    explored: list[int] = []
    explore = CaseInquiry._explored

    def counting(inquiry: CaseInquiry, number: int) -> Reached:
        explored.append(number)
        return explore(inquiry, number)

    monkeypatch.setattr(CaseInquiry, "_explored", counting)
    return explored


def test_what_another_case_left_as_it_was_is_not_found_out_again(explored: list[int]) -> None:
    """Of an `all` of two conditions the second is as open in a case in which `b1` is known."""
    either = conditions.Any((flag("b2"), conditions.OneOf("c1", ("A",))))
    found = program(conditions.All((flag("b1"), conditions.Not(either))))
    assert asked(found) == ["b1", "b2", "c1"]
    known = explored.copy()
    assert asked(found, NOTHING.knowing("b1", True)) == ["b2", "c1"]
    again = explored[len(known) :]
    assert len(again) < len(known)
    assert set(known) - set(again)
    both = conditions.All((flag("b1"), flag("b2")))
    shared = conditions.Any((both, conditions.OneOf("c1", ("A",))))
    found = program(shared, conditions.Range("i1", 18, None))
    explored.clear()
    assert asked(found, Situation({"b1": True}, DAY)) == ["i1", "b2", "c1"]
    known = explored.copy()
    assert asked(found, Situation({"b1": True, "i1": 20}, DAY)) == ["b2", "c1"]
    assert len(explored) - len(known) < len(known)


def test_on_another_day_is_found_out_again_what_hangs_on_the_day(explored: list[int]) -> None:
    """Whether a flag is set is alike on all days on which the edition is in force."""
    lately = conditions.All((flag("b2"), conditions.Within("d1", "last", "P1M")))
    found = replace(program(flag("b1"), lately), valid_from=DAY, valid_to=DAY + A_DAY)
    again: list[list[int]] = []
    for day in (DAY, DAY + A_DAY, DAY + 2 * A_DAY):
        assert set(asked(found, Situation({}, day))) == {"b1", "b2", "d1"}
        again.append(explored.copy())
        explored.clear()
    assert again[0] == again[1] == again[2]  # `r` itself, and `lately`: a day is in both
    alike = replace(program(flag("b1"), conditions.Not(conditions.Any((flag("b2"), flag("b1"))))))
    for day, anew in ((DAY, True), (DAY + A_DAY, False)):
        asked(alike, Situation({}, day))
        assert bool(explored) is anew
        explored.clear()


BORN = {
    "born": replace(FACTS["d3"], id="born"),
    "age": Fact("age", Domain("int", at_most=120), WORD, WORD, years_since="born"),
}


def test_what_is_known_of_what_a_fact_is_tied_to_makes_another_case() -> None:
    """Of two members no three can be there, whatever was found out while their number was open."""
    valais = load("valais", on="2024-03-05").program
    three = program(conditions.Range("copil.present", 3, None))
    found = replace(three, facts=valais.facts, bodies=valais.bodies)
    for situation, met in ((NOTHING, True), (NOTHING.knowing("copil.size", 2), False)):
        inquiry = inquiry_of(Evaluation(found, situation, [answer(found, "r", situation)]))
        assert inquiry.found(inquiry.number("r")).yes is met


def test_a_day_of_which_no_value_that_was_tried_is_possible_is_kept() -> None:
    """Nobody who is not yet 121 was born in 1850; another day may still be right."""
    own = BORN | {"born": replace(FACTS["d1"], id="born")}
    found = program(conditions.Range("born", None, date(1850, 1, 1)), **own)
    assert asked(found) == ["born"]
    assert not questioned(found).sifted


def test_years_that_are_compared_leave_it_open_whether_all_days_were_tried() -> None:
    node = conditions.All(
        (conditions.Compare("age", "<", "i1"), conditions.Range("born", DAY, None))
    )
    assert not complete(program(node, **BORN), [*walk(node)], "born")


def test_what_stands_for_all_values_in_one_part_alone_does_not_in_the_whole() -> None:
    """Of the number of members in too many kinds not all are tried, whatever stands beside it."""
    kinds = conditions.All(
        tuple(conditions.Members("many", NINE[:n], n, None) for n in range(1, 9))
    )
    parts = (flag("b1"), kinds)
    for whole, exact in ((conditions.All(parts), False), (flag("b1"), True)):
        found = program(whole, many=MANY)
        inquiry = inquiry_of(Evaluation(found, NOTHING, [answer(found, "r", NOTHING)]))
        assert inquiry.found(inquiry.number("r")).exact is exact


def test_an_age_and_a_date_of_birth_that_exclude_each_other_are_no_case() -> None:
    """Who is 18 was not born after 2020: learning either decides, both never meet."""
    grown, young = (
        conditions.Range("age", 18, None),
        conditions.Range("born", date(2020, 1, 1), None),
    )
    evaluation = Evaluation(
        found := program(grown, young, **BORN), NOTHING, [answer(found, "r", NOTHING)]
    )
    inquiry = inquiry_of(evaluation)
    found_out = inquiry.found(inquiry.number("r"))
    assert (found_out.yes, found_out.no, found_out.rests) == (False, True, False)


def test_a_rule_that_was_not_asked_is_found_out_beside() -> None:
    """Of a payer alone those before it, too, are read under some reading."""
    valais = load("valais", on="2024-03-05")
    alone = valais.ask("other-payer-pays", {}).interpretations
    assert alone == valais.decide({})["other-payer-pays"].interpretations


def test_the_age_may_be_given_by_the_date_of_birth() -> None:
    age = Fact("age", Domain("int"), WORD, WORD, years_since="born", years_at="told")
    days = {name: replace(FACTS["d1"], id=name) for name in ("born", "told")}
    found = program(conditions.Range("age", 18, None), age=age, **days)
    (missing,) = questioned(found).missing
    assert (str(missing), missing.instead) == ("age", ("born", "told"))


def test_a_judgement_names_all_who_may_give_it() -> None:
    node = conditions.Any(
        (conditions.Judgement("j1", ("a", "b")), conditions.Judgement("j1", ("c",)))
    )
    found = program(node)
    (pending,) = questioned(found).pending
    assert (str(pending), pending.by) == ("j1", ("a", "b", "c"))


@pytest.mark.parametrize(
    ("node", "fact", "facts", "expected"),
    [
        (conditions.Range("i2", 15, 25), "i2", {}, {14, 15, 16, 24, 25, 26}),
        (conditions.Range("i1", 0, 120), "i1", {}, {0, 1, 119, 120}),
        (conditions.Range("d1", None, date.min), "d1", {}, {date.min, date(1, 1, 2)}),
        (conditions.OneOf("c1", ("B",)), "c1", {}, {"A", "B"}),
        (conditions.OneOf("t1", ("x",)), "t1", {}, {"x", "…"}),
        (conditions.OneOf("t1", ("…",)), "t1", {}, {"…", "……"}),
        (conditions.Compare("t1", "==", "t2"), "t1", {}, {"…", "……"}),
        (conditions.Compare("t1", "==", "t2"), "t1", {"t2": "x"}, {"x", "…"}),
        (
            conditions.All(
                (conditions.Compare("t1", "==", "t2"), conditions.Compare("i1", "<", "i2"))
            ),
            "t1",
            {},
            {"…", "……"},
        ),
        (conditions.Compare("c1", "==", "c2"), "c1", {"c2": "D"}, {"A", "D"}),
        (conditions.Compare("i1", "<", "i2"), "i2", {"i1": 7}, {6, 7, 8}),
        (conditions.Compare("i1", "<", "i2"), "i2", {}, {*range(-2, 3), *range(118, 123)}),
        (conditions.Compare("i1", "<", "g1"), "g1", {"i1": 5}, {18, 19}),
        (conditions.Compare("g1", "<", "g2"), "g2", {}, {18, 19, 20, 97, 98, 99}),
        (
            conditions.Compare("d1", "<", "d2"),
            "d1",
            {},
            {date(2000, 1, 1) + n * A_DAY for n in range(-2, 3)},
        ),
        (
            conditions.Within("d1", "next", "P1M"),
            "d1",
            {},
            {
                date(2024, 2, 28),
                DAY,
                date(2024, 3, 1),
                date(2024, 3, 28),
                date(2024, 3, 29),
                date(2024, 3, 30),
            },
        ),
        (conditions.Within("d3", "next", "P1M"), "d3", {}, {DAY - A_DAY, DAY}),  # today at most
        (
            conditions.OneOf("m1", (Decimal("1.00"),)),
            "m1",
            {},
            {Decimal("0.99"), Decimal("1.00"), Decimal("1.01")},
        ),
        (
            conditions.Members("s1", ("A",), 1, None),
            "s1",
            {},
            {frozenset(), *map(frozenset, "AB"), frozenset("AB")},
        ),
    ],
)
def test_telling_values_are_the_limits_and_their_neighbours(
    node: conditions.Condition, fact: str, facts: dict[str, Value], expected: set[Value]
) -> None:
    situation = Situation(facts, DAY)
    assert set(candidates(program(node, **OTHERS), [*walk(node)], fact, situation)) == expected


NINE = tuple(f"k{i}" for i in range(9))
MANY = Fact("many", Domain("codes", frozenset(NINE)), WORD, WORD)


def test_of_two_sets_the_one_not_known_is_asked_for() -> None:
    found = program(conditions.Joined(("s1", "s2"), ("A", "B", "C", "D"), 2, None))
    assert set(asked(found)) == {"s1", "s2"}
    for known, left in ((frozenset("A"), ["s2"]), (frozenset("AB"), [])):
        situation = Situation({"s1": known}, DAY)
        reply = answer(found, "r", situation)
        assert asked(found, situation) == left
        assert [fact for fact, _ in reply.step.parts[0].read] == ["s1", *left]


def test_too_many_codes_in_two_sets_are_tried_in_part() -> None:
    both = {name: Fact(name, MANY.domain, WORD, WORD) for name in ("many", "more")}
    node = conditions.Joined(("many", "more"), NINE, 4, None)
    found = program(node, **both)
    assert not complete(found, [*walk(node)], "many")
    tried = sets(candidates(found, [*walk(node)], "many", NOTHING))
    assert {len(one) for one in tried} == {0, 1, 4, 5, 9}


def test_of_codes_that_are_asked_for_together_only_their_number_matters() -> None:
    node = conditions.Members("many", None, 3, 5)
    found = sets(candidates(program(node, many=MANY), [*walk(node)], "many", NOTHING))
    assert [len(one) for one in found] == [0, 1, 2, 3, 4, 5, 6]


def test_a_set_may_have_a_code_of_each_kind() -> None:
    node = conditions.All(
        (
            conditions.Members("many", NINE[:4], 1, None),
            conditions.Members("many", NINE[4:8], 1, None),
        )
    )
    found = program(node, many=MANY)
    assert frozenset({"k0", "k4"}) in sets(candidates(found, [*walk(node)], "many", NOTHING))
    assert complete(found, [*walk(node)], "many")


def test_of_too_many_kinds_each_code_stands_alone_and_as_many_as_are_asked_for() -> None:
    node = conditions.All(tuple(conditions.Members("many", NINE[:n], n, None) for n in range(1, 9)))
    found = program(node, many=MANY)
    values = sets(candidates(found, [*walk(node)], "many", NOTHING))
    assert {frozenset(), frozenset(NINE[:8]), *(frozenset({one}) for one in NINE)} <= set(values)
    assert not complete(found, [*walk(node)], "many")
    assert asked(found) == ["many"]


def test_a_limit_that_no_value_reaches_leaves_some_values_to_try() -> None:
    """Whoever is asked for 200 years may be 16 to 130: ages in between stand for all."""
    ages = Domain("int", at_least=16, at_most=130)
    found = program(conditions.Range("age", 200, None), age=Fact("age", ages, WORD, WORD))
    assert candidates(found, [*walk(found.rules["r"].node)], "age", NOTHING) == (16, 17)
