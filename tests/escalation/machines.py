"""Random machines: duties with dates, a way, a delegation, events, triggers; and stories."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from iiz_rules.escalation.machine import Machine, Turn
from iiz_rules.language.program import conditions
from iiz_rules.language.program.events import DateOf, EndOf, Event, EventDay, Trigger
from iiz_rules.language.program.rules import Criterion, Definition, Fact, Holder, Program, Rule
from iiz_rules.language.values import Domain
from tests.laws.worlds import DAY, FACTS, READINGS, WORD, nodes, value

BORN = date(2006, 2, 28)
OTHERS = {
    "today": Fact("today", Domain("date"), WORD, WORD, is_date=True),
    "born": Fact("born", Domain("date"), WORD, WORD),
    "age": Fact("age", Domain("int"), WORD, WORD, years_since="born"),
    "age-then": Fact("age-then", Domain("int"), WORD, WORD, years_since="born", years_at="d2"),
}
VOCABULARY = {**FACTS, **OTHERS}
EVENTS = ("one", "two", "three")
MISSED = ("missed:duty-1", "missed:duty-2")
SETTABLE = ("b1", "b2", "i1", "d1", "d2", "s1", "j1", "c1", "born")

near = st.integers(-3, 3).map(lambda n: DAY + timedelta(days=n))
timed = st.one_of(
    st.builds(
        conditions.Within,
        st.sampled_from(["d1", "d2"]),
        st.sampled_from(["last", "next"]),
        st.sampled_from(["P2D", "P1W", "P1M", "P3M", "P1Y"]),
    ),
    st.builds(
        conditions.Within,
        st.sampled_from(["d1", "d2"]),
        st.just("same"),
        st.sampled_from(["month", "quarter", "year"]),
    ),
    *(
        st.builds(
            conditions.Compare,
            st.just(left),
            st.sampled_from(["<=", ">=", "<", ">", "=="]),
            st.just(right),
        )
        for left, right in [
            ("d1", "today"),
            ("today", "d2"),
            ("d1", "d2"),
            ("age", "i1"),
            ("age", "age-then"),
        ]
    ),
    *(
        st.builds(
            conditions.Compare,
            st.just(left),
            st.sampled_from(["<=", ">=", "<", ">", "=="]),
            st.just(right),
            st.sampled_from(["P2D", "P1W", "P1M", "P1Y"]),
        )
        for left, right in [("d1", "today"), ("today", "d2")]
    ),
    st.builds(lambda low: conditions.Range("age", low, low + 1), st.integers(17, 19)),
    st.builds(lambda n: conditions.OneOf("age", (n,)), st.integers(17, 19)),
    st.builds(
        lambda low, n: conditions.Range("today", low, low + timedelta(days=n)),
        near,
        st.integers(0, 40),
    ),
    st.builds(lambda day: conditions.OneOf("today", (day,)), near),
)


def _condition(names: tuple[str, ...] = ()) -> st.SearchStrategy:
    plain = nodes(names, 4)
    joined = st.lists(plain | timed, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        timed,
        plain,
        joined.map(conditions.All),
        joined.map(conditions.Any),
        timed.map(conditions.Not),
    )


deadlines = st.one_of(
    st.none(),
    st.builds(EndOf, st.sampled_from(["month", "quarter", "year"])),
    st.builds(DateOf, st.sampled_from(["d1", "d2"]), st.sampled_from([None, "P1M", "P10D"])),
)


def _holders() -> st.SearchStrategy:
    one = st.builds(Holder, st.sampled_from(["x", "y", "z"]), st.none(), st.none() | _condition())
    return st.lists(one, min_size=1, max_size=3).map(tuple)


def _rule(name: str, kind: Any, part: str = "", done: bool = False) -> st.SearchStrategy:
    def made(
        node: conditions.Condition, holders: tuple[Holder, ...], ended: conditions.Condition
    ) -> Rule:
        one = Criterion("c", WORD, "required", ("X-1",), node)
        return Rule(
            name,
            kind,
            WORD,
            ("X-1",),
            (one,),
            part=part,
            holders=holders if part else (),
            done=ended if done else None,
        )

    return st.builds(made, _condition(("term:t",)), _holders(), _condition())


def _event(name: str) -> st.SearchStrategy:
    chosen = st.dictionaries(st.sampled_from(SETTABLE), st.none(), max_size=3)

    def made(sets: dict[str, Any], gone: list[str], turns: str) -> Event:
        forgets = tuple(one for one in dict.fromkeys(gone) if one not in sets)
        return Event(
            name,
            WORD,
            ("X-1",),
            frozenset(SETTABLE),
            sets=sets,
            forgets=() if turns == "opens" else forgets,
            opens=turns == "opens",
            anew=dict.fromkeys(gone) if turns == "opens" else {},
            closes=turns == "closes",
        )

    sets = chosen.flatmap(
        lambda names: st.fixed_dictionaries({one: _settable(one) for one in names})
    )
    turns = st.sampled_from(["", "", "closes", "opens"])
    return st.builds(made, sets, st.lists(st.sampled_from(SETTABLE), max_size=1), turns)


def _settable(fact: str) -> st.SearchStrategy:
    if fact == "born":
        return st.integers(-40, 40).map(lambda n: BORN + timedelta(days=n))
    return EVENT_DAYS | near if fact in ("d1", "d2") else value(fact)


EVENT_DAYS = st.sampled_from([EventDay(), EventDay("P10D"), EventDay("P1M")])


def _trigger(name: str, causes: tuple[str, ...]) -> st.SearchStrategy:
    return st.builds(
        lambda on, oblige, within, by: Trigger(
            name, tuple(dict.fromkeys(on)), ("x",), None, oblige, within, by
        ),
        st.lists(st.sampled_from(causes), min_size=1, max_size=3),
        st.sampled_from([None, "duty-1", "duty-2"]),
        st.sampled_from([None, "P10D", "P1M"]),
        st.sampled_from([None, "quarter"]),
    )


def _program(drawn: dict[str, Any]) -> Program:
    rules = {name: one for name, one in drawn.items() if isinstance(one, Rule)}
    definitions = {"term:t": Definition("term:t", WORD, ("X-1",), drawn["term"])}
    for name, one in rules.items():
        definitions[f"rule:{name}"] = Definition(f"rule:{name}", WORD, ("X-1",), one.node)
    return Program(
        "test",
        WORD,
        "e",
        "0" * 64,
        None,
        None,
        None,
        VOCABULARY,
        READINGS,
        definitions,
        rules,
        {"x": WORD, "y": WORD, "z": WORD},
        ways={"route": ("step-1", "step-2")},
        way_labels={"route": WORD},
        deadlines={
            name: drawn[f"due-{name}"] for name in ("duty-1", "duty-2") if drawn[f"due-{name}"]
        },
        events={name: drawn[f"event-{name}"] for name in EVENTS},
        triggers={name: drawn[f"then-{name}"] for name in ("t1", "t2", "t3")},
    )


def programs() -> st.SearchStrategy:
    """Draw a machine."""
    return st.fixed_dictionaries(
        {
            "term": _condition(),
            "duty-1": _rule("duty-1", "duty", "bearer"),
            "duty-2": _rule("duty-2", "duty", "bearer"),
            "step-1": _rule("step-1", "step", "provider", done=True),
            "step-2": _rule("step-2", "step", "provider", done=True),
            "handed-over": _rule("handed-over", "delegation"),
            "t1": _rule("t1", "trigger"),
            "t2": _rule("t2", "trigger"),
            "t3": _rule("t3", "trigger"),
            "due-duty-1": deadlines,
            "due-duty-2": deadlines,
            **{f"event-{name}": _event(name) for name in EVENTS},
            "then-t1": _trigger("t1", (*EVENTS, *MISSED)),
            "then-t2": _trigger("t2", (*EVENTS, *MISSED, "t1")),
            "then-t3": _trigger("t3", (*EVENTS, *MISSED, "t1", "t2")),
        }
    ).map(_program)


def payload() -> st.SearchStrategy:
    """Draw what comes with an event."""
    some = st.dictionaries(st.sampled_from([*SETTABLE]), st.none(), max_size=2)
    return some.flatmap(lambda names: st.fixed_dictionaries({one: _given(one) for one in names}))


def _given(fact: str) -> st.SearchStrategy:
    return _settable(fact).filter(lambda drawn: not isinstance(drawn, EventDay))


def stories() -> st.SearchStrategy:
    """Draw events with the days that pass before each."""
    days = st.sampled_from([0, 0, 1, 2, 9, 29, 31, 92])
    return st.lists(st.tuples(days, st.sampled_from(EVENTS), payload()), max_size=6)


class Daily(Machine):
    """A machine that asks every rule again on every day, and after every event."""

    def turns(self, facts: Any, after: date, until: date) -> list[Turn]:  # noqa: ARG002
        days = range(1, (until - after).days + 1)
        return [(after + timedelta(days=day), self.watched) for day in days]

    def reading(self, facts: Any) -> tuple[str, ...]:  # noqa: ARG002
        return self.watched
