"""Random programs and situations for the laws: a small vocabulary with every type of fact."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import ByInterpretation, Interpretation
from iiz_rules.language.program.money import Coverage, Payer, Waterfall
from iiz_rules.language.program.rules import Criterion, Definition, Fact, Holder, Program, Rule
from iiz_rules.language.values import Between, Domain
from iiz_rules.words.text import Text

WORD = Text("-", "-", "-")
CODES = frozenset({"A", "B", "C", "D"})
DAY = date(2024, 2, 29)
DOMAINS = {
    "b1": Domain("bool"),
    "b2": Domain("bool"),
    "b3": Domain("bool", day="d4"),
    "b4": Domain("bool"),
    "i1": Domain("int", at_least=0, at_most=120),
    "i2": Domain("int"),
    "m1": Domain("chf"),
    "m2": Domain("chf", at_least=0),
    "d1": Domain("date"),
    "d2": Domain("date"),
    "d3": Domain("date", until_question=True),
    "d4": Domain("date", until_question=True),
    "c1": Domain("code", CODES),
    "s1": Domain("codes", CODES),
    "s2": Domain("codes", CODES),
    "t1": Domain("text"),
    "j1": Domain("judgement"),
    "j2": Domain("judgement"),
}
FACTS = {name: Fact(name, domain, WORD, WORD) for name, domain in DOMAINS.items()}
FACTS["b4"] = replace(FACTS["b4"], known_by="c1")
READINGS = {
    name: Interpretation(name, WORD, WORD, {"a": WORD, "b": WORD}, "a", ("X-1",))
    for name in ("R1", "R2")
}
days = st.integers(-3, 3).map(lambda n: DAY + timedelta(days=n)) | st.sampled_from(
    [date.min, date.max, date(2023, 2, 28), date(2024, 1, 31)]
)
codes = st.sampled_from(sorted(CODES))
VALUES = {
    "bool": st.booleans(),
    "judgement": st.booleans(),
    "int": st.integers(0, 4) | st.just(120),
    "chf": st.integers(-2, 2).map(lambda rappen: Decimal(rappen).scaleb(-2)),
    "date": days,
    "code": codes,
    "codes": st.frozensets(codes),
    "text": st.sampled_from(["x", "y", "z"]),
}


COSTS = [Decimal(rappen).scaleb(-2) for rappen in (0, 1, 2, 3, 33, 50, 99, 101, 2**53 - 1)]
"""Amounts of `m2`, which is never negative, up to the largest that every kind of frame holds."""


def value(fact: str) -> st.SearchStrategy:
    """Draw a value of a fact."""
    if DOMAINS[fact].until_question:
        return days.map(lambda day: min(day, DAY))
    return st.sampled_from(COSTS) if fact == "m2" else VALUES[DOMAINS[fact].type]


def of_type(*types: str) -> list[str]:
    """Name the facts of one of the types."""
    return [name for name, domain in DOMAINS.items() if domain.type in types]


def _one_of(fact: str) -> st.SearchStrategy:
    values = st.lists(value(fact), min_size=1, max_size=2, unique=True).map(tuple)
    return values.map(lambda drawn: conditions.OneOf(fact, drawn))


def _range(fact: str) -> st.SearchStrategy:
    def ends(drawn: tuple[Any, Any, int]) -> conditions.Condition:
        low, high = sorted(drawn[:2])
        return conditions.Range(
            fact, None if drawn[2] == 1 else low, None if drawn[2] == 2 else high
        )

    return st.tuples(value(fact), value(fact), st.integers(0, 2)).map(ends)


SIGNS = st.sampled_from(["==", "<=", ">=", "<", ">"])
among = st.none() | st.lists(codes, min_size=1, unique=True).map(lambda s: tuple(sorted(s)))
ATOMS = st.one_of(
    *map(_one_of, of_type("bool", "int", "code", "text", "date", "chf")),
    *map(_range, of_type("int", "date", "chf")),
    *(
        st.builds(conditions.Compare, st.just(left), SIGNS, st.just(right))
        for left, right in [("i1", "i2"), ("d1", "d2"), ("d2", "d1"), ("d1", "d3"), ("m1", "m2")]
    ),
    st.builds(
        conditions.Compare,
        st.just("d1"),
        SIGNS,
        st.just("d2"),
        st.sampled_from(["P2D", "P1W", "P1M", "P1Y"]),
    ),
    st.builds(
        conditions.Within,
        st.sampled_from(of_type("date")),
        st.sampled_from(["last", "next"]),
        st.sampled_from(["P2D", "P1M", "P1Y"]),
    ),
    st.builds(
        conditions.Within,
        st.sampled_from(of_type("date")),
        st.just("same"),
        st.sampled_from(["month", "quarter", "year"]),
    ),
    st.builds(
        conditions.Members, st.just("s1"), among, st.integers(0, 3), st.none() | st.integers(3, 4)
    ),
    st.builds(
        conditions.Joined,
        st.just(("s1", "s2")),
        st.lists(codes, min_size=1, unique=True).map(lambda s: tuple(sorted(s))),
        st.integers(0, 3),
        st.none() | st.integers(0, 4),
    ),
    st.builds(
        conditions.Joined,
        st.sampled_from([("s1",), ("s2",)]),
        st.just(tuple(sorted(CODES))),
        st.integers(0, 2),
        st.none() | st.integers(0, 3),
        st.sampled_from(["s1", "s2"]),
        st.booleans(),
    ),
    st.builds(conditions.Judgement, st.sampled_from(of_type("judgement")), st.just(("role",))),
    st.builds(conditions.Constant, st.booleans()),
)


def _grown(inner: st.SearchStrategy) -> st.SearchStrategy:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        parts.map(conditions.All),
        parts.map(conditions.Any),
        inner.map(conditions.Not),
        st.builds(conditions.ByCase, inner, inner, inner),
        st.builds(conditions.AtLeast, st.integers(1, 3), parts),
        st.builds(
            lambda name, a, b: conditions.Choice(name, (("a", a), ("b", b))),
            st.sampled_from(sorted(READINGS)),
            inner,
            inner,
        ),
    )


SILENCE = st.builds(conditions.Silent, st.just(WORD))


@cache
def nodes(names: tuple[str, ...] = (), leaves: int = 8, silence: bool = False) -> st.SearchStrategy:
    """Draw a condition; `names` are the definitions that it may refer to."""
    base = ATOMS | SILENCE if silence else ATOMS
    base = base | st.sampled_from(names).map(conditions.Reference) if names else base
    return st.recursive(base, _grown, max_leaves=leaves)


def _program(
    one: conditions.Condition,
    two: conditions.Condition,
    drawn: list[tuple[Any, conditions.Condition]],
    enough: dict[str, int],
) -> Program:
    criteria = tuple(
        Criterion(f"c{i}", WORD, mode, ("X-1",), node) for i, (mode, node) in enumerate(drawn)
    )
    speaking = sum(mode == "indicative" for mode, _ in drawn)
    numbers = {option: min(n, speaking) for option, n in enough.items()}
    fixed = numbers["a"] == numbers["b"]
    needed = numbers["a"] if fixed else ByInterpretation("R1", numbers)
    rule = Rule("r", "eligibility", WORD, ("X-1",), criteria, needed)
    named = {"term:one": one, "term:two": two, "rule:r": rule.node}
    definitions = {name: Definition(name, WORD, ("X-1",), node) for name, node in named.items()}
    return Program(
        "test", WORD, "e", "0" * 64, None, None, None, FACTS, READINGS, definitions, {"r": rule}, {}
    )


@cache
def programs(leaves: int = 6) -> st.SearchStrategy:
    """Draw a program with two terms and one rule called `r`."""
    mode = st.sampled_from(["required", "required", "indicative"])
    criterion = st.tuples(mode, nodes(("term:one", "term:two"), leaves))
    return st.builds(
        _program,
        nodes((), leaves),
        nodes(("term:one",), leaves),
        st.lists(criterion, min_size=1, max_size=4),
        st.fixed_dictionaries({option: st.integers(0, 3) for option in "ab"}),
    )


def _known(drawn: dict[str, Any]) -> dict[str, Any]:
    return consistent({name: value for name, value in drawn.items() if value is not None})


def consistent(facts: dict[str, Any]) -> dict[str, Any]:
    """What has a day has happened, what another makes known is so, as readers of cases have it."""
    following = {name for name, fact in FACTS.items() if fact.told_by in facts}
    return facts | dict.fromkeys(sorted(following), True)


def _between(fact: str) -> st.SearchStrategy:
    return st.sampled_from([one for one in SOME.get(fact, SOME["chf"]) if isinstance(one, Between)])


def situations() -> st.SearchStrategy:
    """Draw a situation in which some facts are known."""
    drawn = {name: st.none() | value(name) for name in FACTS}
    drawn |= {name: drawn[name] | _between(name) for name in of_type("chf")}
    facts = st.fixed_dictionaries(drawn).map(_known)
    options = st.dictionaries(st.sampled_from(sorted(READINGS)), st.sampled_from("ab"))
    return st.builds(Situation, facts, st.just(DAY), options)


def _whole(
    program: Program,
    criteria: list[conditions.Condition],
    holders: list[conditions.Condition | None],
    done: conditions.Condition | None,
) -> Program:
    """Add a step to a program: with who provides it, and when it lies behind the case."""
    step = Rule(
        "s",
        "step",
        WORD,
        ("X-1",),
        tuple(
            Criterion(f"c{i}", WORD, "required", ("X-1",), node) for i, node in enumerate(criteria)
        ),
        part="provider",
        holders=tuple(Holder(f"h{i}", None, node) for i, node in enumerate(holders)),
        done=done,
    )
    defined = Definition("rule:s", WORD, ("X-1",), step.node)
    return replace(
        program,
        rules={**program.rules, "s": step},
        definitions={**program.definitions, "rule:s": defined},
    )


@cache
def whole_programs() -> st.SearchStrategy:
    """Draw a program with a rule `r` and a step `s` that may refer to it, and all kinds of node."""
    node = nodes(("term:one", "term:two", "rule:r"), 6, silence=True)
    maybe = st.none() | node
    return st.builds(
        _whole,
        programs(),
        st.lists(node, min_size=1, max_size=3),
        st.lists(maybe, max_size=3),
        maybe,
    )


COVERAGES = st.builds(
    Coverage,
    st.sampled_from([Decimal(share) for share in ("0", "0.3333", "0.5", "0.8", "1")]),
    st.booleans(),
    st.none() | st.sampled_from([Decimal("0.00"), Decimal("0.49"), Decimal("1.00")]),
)


def _paying(program: Program, covers: list[Coverage], rounding: str, order: list[str]) -> Program:
    payers = [Payer(rule, rule, part) for rule, part in zip(order, covers, strict=True)]
    return replace(program, waterfall=Waterfall("m2", None, rounding, tuple(payers), {}))


WEIGHTS = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 60), min_size=1)
ROUNDING = st.sampled_from(["largest-remainder", "half-up-rest-to-last", "exact"])
"""Who bears which part of a cost, and how parts are rounded."""


@cache
def paying_programs() -> st.SearchStrategy:
    """Draw a program whose rule `r` and step `s` say who pays for a measure that costs `m2`."""
    return st.builds(
        _paying,
        whole_programs(),
        st.lists(COVERAGES, min_size=2, max_size=2),
        st.sampled_from(["half-up", "down", "up"]),
        st.permutations(["r", "s"]),
    )


def situation(chance: random.Random) -> Situation:
    """Make up a situation, quicker than one is drawn."""
    known = [name for name in DOMAINS if chance.random() < 0.6]
    facts = {name: chance.choice(SOME.get(name) or SOME[DOMAINS[name].type]) for name in known}
    options = {name: chance.choice("ab") for name in READINGS if chance.random() < 0.6}
    return Situation(consistent(facts), DAY, options)


BOUNDS = [(-3, -1), (-1, 0), (-2, 2), (0, 1), (1, 3)]
"""Amounts in Rappen of which one is known to lie between."""
SOME: dict[str, list[Any]] = {
    "bool": [True, False],
    "judgement": [True, False],
    "int": [0, 1, 2, 3, 4, 119, 120],
    "chf": [
        *(Decimal(rappen).scaleb(-2) for rappen in range(-3, 4)),
        *(Between(Decimal(low).scaleb(-2), Decimal(high).scaleb(-2)) for low, high in BOUNDS),
    ],
    "m2": [*COSTS, *(Between(low, high) for low, high in combinations(COSTS[:-1], 2))],
    "date": [
        *(DAY + timedelta(days=days) for days in range(-4, 5)),
        *(date.min, date.max, date(2023, 2, 28), date(2024, 1, 31), date(2024, 3, 31)),
    ],
    "d4": [*(DAY - timedelta(days=days) for days in range(3)), date(2023, 2, 28)],
    "d3": [*(DAY - timedelta(days=days) for days in range(4)), date.min, date(2024, 1, 31)],
    "code": sorted(CODES),
    "codes": [frozenset(), frozenset("A"), frozenset("AB"), frozenset("BCD"), CODES],
    "text": ["x", "y", "z", "ä"],
}
