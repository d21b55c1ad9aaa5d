"""Cases are read as the reader of every case reads them, or left to it."""

import enum
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from iiz_rules.case.facts import read_facts
from iiz_rules.engine.compiled.day import Day
from iiz_rules.engine.compiled.engine import Engine
from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Criterion, Fact, Program, Rule
from iiz_rules.language.values import Domain
from tests.laws.worlds import CODES, DAY, VALUES, WORD


class Code(enum.StrEnum):
    """Codes as an application may keep them."""

    A = "A"
    NONE = "Z"


class Years(enum.IntEnum):
    """A whole number that is a member of an enumeration."""

    FEW = 3


def _fact(name: str, domain: Domain, **how: Any) -> Fact:
    return Fact(name, domain, WORD, WORD, **how)


FACTS = [
    _fact("question.day", Domain("date"), is_date=True),
    _fact("person.born", Domain("date")),
    _fact("person.seen", Domain("date")),
    _fact("person.age", Domain("int", at_least=0, at_most=120), years_since="person.born"),
    _fact("person.then", Domain("int"), years_since="person.born", years_at="person.seen"),
    _fact("person.lost", Domain("int"), years_since="nowhere"),
    _fact("person.home.code", Domain("code", CODES)),
    _fact("person.home.far", Domain("int", at_least=-5, at_most=5_000)),
    _fact("yes", Domain("bool")),
    _fact("complex", Domain("judgement")),
    _fact("amount", Domain("chf")),
    _fact("fee", Domain("chf", at_least=0, at_most=100)),
    _fact("problems", Domain("codes", CODES)),
    _fact("odd", Domain("codes", frozenset({"a,b", "a", "b", ""}))),
    _fact("note", Domain("text")),
]
NODES = (
    conditions.Range("question.day", DAY, None),
    conditions.Within("person.born", "last", "P1Y"),
    conditions.Range("person.age", 18, None),
    conditions.Range("person.then", None, 2),
    conditions.OneOf("person.lost", (1,)),
    conditions.OneOf("person.home.code", ("A", "B")),
    conditions.Range("person.home.far", 0, 10),
    conditions.OneOf("yes", (True,)),
    conditions.Judgement("complex", ("role",)),
    conditions.Range("amount", Decimal("0.01"), Decimal("100.00")),
    conditions.Compare("amount", "<=", "fee"),
    conditions.Members("problems", ("A", "B"), 1, None),
    conditions.Members("odd", None, 2, None),
    conditions.OneOf("note", ("x", "ä")),
)


def program_of(facts: list[Fact], *nodes: conditions.Condition) -> Program:
    criteria = tuple(
        Criterion(f"c{i}", WORD, "required", ("X-1",), node) for i, node in enumerate(nodes)
    )
    rule = Rule("r", "eligibility", WORD, ("X-1",), criteria)
    known = {fact.id: fact for fact in facts}
    return Program("test", WORD, "e", "0", None, None, None, known, {}, {}, {"r": rule}, {})


PROGRAM = program_of(FACTS, *NODES)
ASKED = Day(Engine.of(PROGRAM), DAY, {})

ANYTHING: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 130),
    st.sampled_from([10**16 - 1, 10**16, 10**18, -(10**18), Years.FEW]),
    st.floats(-2, 2),
    st.sampled_from(
        [Decimal("1.00"), Decimal("1"), Decimal("1.005"), Decimal("1E+2"), Decimal("NaN")]
    ),
    st.sampled_from(
        ["1.00", "1.5", "100", "2024-02-29", "2024-02-30", "A", "Z", "", "x", "a\u0308", "ä"]
    ),
    st.sampled_from([DAY, date.min, date(2000, 2, 29), date(2030, 1, 1), datetime(2024, 1, 1)]),  # noqa: DTZ001
    st.sampled_from(list(Code)),
    st.lists(st.sampled_from(["A", "B", "Z", "a,b", "a", "b", "", 1, Code.A, None]), max_size=3),
    st.sampled_from([("A", "B"), frozenset("AB"), {"A"}, {"A": 1}, {}, "AB", b"A", object()]),
    st.just([{"value": "A", "since": "2024-01-01"}]),
)


def listed(members: Any) -> list[str]:
    return list(members)


def right(fact: Fact) -> st.SearchStrategy[Any]:
    """Draw a value of the fact's type, sets as most callers give them."""
    values = VALUES[fact.domain.type]
    return values.map(listed) if fact.domain.type == "codes" else values


def _case(drawn: dict[str, Any], flat: bool) -> dict[str, Any]:
    case: dict[str, Any] = {}
    for name, value in drawn.items():
        *groups, key = [name] if flat else name.split(".")
        inner = case
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[key] = value
    return case


def cases() -> st.SearchStrategy[dict[str, Any]]:
    """Draw cases of which most values are right, nested or flat."""
    values = {fact.id: right(fact) | right(fact) | ANYTHING for fact in FACTS}
    drawn = st.fixed_dictionaries({}, optional=values)
    return st.builds(_case, drawn, st.booleans())


def spoilt(case: dict[str, Any], key: Any, value: Any) -> dict[str, Any]:
    return {**case, key: value}


unusual_keys = st.sampled_from(
    ["person", "person.home", "person.age", "nothing", "", 1, None, "yes", "question"]
)


@given(cases() | st.builds(spoilt, cases(), unusual_keys, ANYTHING))
@example({})
@example({"person": None})
@example({"person": {"home": {"code": "A"}}, "odd": ["a", "b"]})
@example({"odd": ["a,b"]})
@example({"odd": [""]})
@example({"person.born": "2000-02-29", "person.age": 24})
@example({"person": {"born": date(2000, 2, 29), "age": 23}})
@example({"person": {"born": date(2030, 1, 1)}})
@example({"person": {"born": date(2030, 1, 1), "seen": date(2020, 1, 1), "then": -10}})
@example({"question": {"day": date(2000, 1, 1)}})
def test_a_case_is_read_alike_or_left_to_the_reader_of_every_case(case: dict[Any, Any]) -> None:
    told = read_facts(PROGRAM, case, DAY)
    for trace in (ASKED.evaluate(("r",), case), whole(case)):
        if told.findings or told.origins:
            assert trace is None
        if trace is not None:
            expected = answers(PROGRAM, ["r"], Situation(told.facts, DAY))
            facts = trace.situation.facts
            assert facts == told.facts
            assert {name: type(one) for name, one in facts.items()} == {
                name: type(one) for name, one in told.facts.items()
            }
            assert (trace.answer("r"),) == expected
            assert trace.verdicts == {"r": expected[0].verdict}


def whole(case: dict[Any, Any]) -> Any:
    whole = ASKED.decide(case)
    assert ASKED.verdicts(case) == (whole and whole.verdicts)
    return whole


@given(cases())
def test_what_most_callers_give_takes_the_quick_way(case: dict[str, Any]) -> None:
    told = read_facts(PROGRAM, case, DAY)
    if not told.findings and not told.origins:
        assert ASKED.evaluate(("r",), case) is not None
