"""Cases that show something: read off a model, confirmed by the interpreter, made small.

Learning never revokes, so a case with few facts stands for every case that contains it. A case that
the interpreter does not confirm is a fault of the encoding, and never an answer.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from iiz_rules.engine.asking.worlds import Today, World, following, possible, world_of
from iiz_rules.engine.interpreter import Situation, derive, evaluate
from iiz_rules.language.program.conditions import Condition
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value
from iiz_rules.verification.space import validity
from iiz_rules.words.frozen import frozen

A_DAY = date(2024, 3, 5)
"""the day of a question for which any day does"""
NEAR = (0, -1, -31, -366, 1, 31)
"""days from that of the question on which something may as well have happened"""


class UnconfirmedError(RuntimeError):
    """The interpreter does not confirm the solver's case: a fault of this package."""


@frozen
class Case:
    """A case: its facts, the day of the question, and options other than the defaults."""

    facts: Mapping[str, Value]
    on: date
    options: Mapping[str, str]


@frozen
class Wish:
    """The truth that a condition must have in a case."""

    node: Condition
    truth: Truth


Test = Callable[[Case], bool]
"""whether a case shows what it should"""
Likely = Callable[[Case, str, Sequence[date]], bool]
"""whether a case may still show it if a fact is one of some days"""


class Judge:
    """Puts cases to the interpreter."""

    def __init__(self, program: Program) -> None:
        self.program, self.world = program, world_of(program)
        self._always, self._ties = list[int](), dict[str, list[int]]()
        for number, tie in enumerate(self.world.ties):
            if isinstance(tie, Today):
                self._always.append(number)
            for name in tie.facts:
                self._ties.setdefault(name, []).append(number)

    def situation(self, case: Case) -> Situation | None:
        """The situation of a case; None if it contradicts itself."""
        world = self._bound(case.facts)
        facts = following(world, case.facts, case.on)
        if not possible(world, facts, case.on):
            return None
        return derive(self.program, Situation(facts, case.on, case.options))

    def _bound(self, facts: Iterable[str]) -> World:
        """The world with those ties alone that some facts are in: of few facts few are asked."""
        ties = {*self._always, *(tie for name in facts for tie in self._ties.get(name, ()))}
        kept = (self.world.ties[number] for number in sorted(ties))
        return World(self.world.first, self.world.last, tuple(kept))

    def bearing(self, case: Case, nodes: Iterable[Condition]) -> set[str]:
        """The facts that make some conditions what they are, and those that these follow from."""
        situation = self.situation(case)
        assert situation is not None  # the case was confirmed
        steps = (evaluate(self.program, node, situation) for node in nodes)
        leaves = (leaf for step in steps for leaf in step.walk(lambda within: within.bearing))
        names = {name for leaf in leaves for name, _ in leaf.read}
        facts = (self.program.facts[name] for name in names)
        return names | {source for fact in facts for source in fact.sources}

    def truth(self, case: Case, node: Condition) -> Truth | None:
        """The truth of a condition; None if the case contradicts itself."""
        situation = self.situation(case)
        return None if situation is None else evaluate(self.program, node, situation).truth

    def confirms(self, case: Case, wishes: Iterable[Wish]) -> bool:
        """Whether all of some conditions come to what they have to."""
        situation = self.situation(case)
        return situation is not None and all(
            evaluate(self.program, wish.node, situation).truth is wish.truth for wish in wishes
        )


def smallest(
    program: Program, case: Case, test: Test, bearing: Collection[str] | None = None
) -> Case:
    """The case with as few readings, facts and members of sets as make it pass the test.

    One after the other is left out as long as it passes, and then asked on a day that lies near.
    All but those that are `bearing` are left out at once, where that passes.
    """
    if bearing is not None:
        case = _first(case, [kept(case, bearing)], test)
    return tidied(program, _facts(_readings(case, test), test), test)


def tidied(program: Program, case: Case, test: Test, likely: Likely | None = None) -> Case:
    """A case of which no fact can be left out, with fewer members of sets, on a day near by.

    Days that are not `likely` are not tried.
    """
    fewer = _members(case, test)
    return _days(program, case if fewer == case else _facts(fewer, test), test, likely)


def kept(case: Case, names: Collection[str]) -> Case:
    """The case with only some of its facts."""
    return replace(case, facts={name: one for name, one in case.facts.items() if name in names})


def in_turn(case: Case) -> list[str]:
    """The facts of a case in the order in which they are left out: first those that say more."""
    return sorted(case.facts, key=lambda name: (isinstance(case.facts[name], bool), name))


def _readings(case: Case, test: Test) -> Case:
    for name in case.options:
        options = {other: one for other, one in case.options.items() if other != name}
        case = _first(case, [replace(case, options=options)], test)
    return case


def _facts(case: Case, test: Test) -> Case:
    for name in in_turn(case):
        facts = {other: value for other, value in case.facts.items() if other != name}
        case = _first(case, [replace(case, facts=facts)], test)
    return case


def _members(case: Case, test: Test) -> Case:
    for name, value in case.facts.items():
        for member in sorted(value) if isinstance(value, frozenset) else ():
            members = case.facts[name]
            assert isinstance(members, frozenset)
            facts = {**case.facts, name: members - {member}}
            case = _first(case, [replace(case, facts=facts)], test)
    return case


def _days(program: Program, case: Case, test: Test, likely: Likely | None) -> Case:
    """Ask on a day that lies near, of days that lie near it and not ahead, as far as that goes."""
    near, first = near_by(program), validity(program)[0]
    later = near - case.on
    moved = {name: _moved(value, later) for name, value in case.facts.items()}
    nearer = [replace(case, on=near), replace(case, on=near, facts=moved), replace(case, on=first)]
    case = _first(case, nearer if case.on != near else [], test)
    for name, value in case.facts.items():
        if isinstance(value, date):
            days = [_moved(case.on, timedelta(days)) for days in NEAR if case.on.year > 1]
            if value not in days and (likely is None or likely(case, name, days)):
                others = [replace(case, facts={**case.facts, name: day}) for day in days]
                case = _first(case, others, test)
    return case


def near_by(program: Program) -> date:
    """The day of an edition on which a question is put best."""
    first, last = validity(program)
    return min(max(first, A_DAY), last)


def _moved(value: Any, by: timedelta) -> Any:
    try:
        return value + by if isinstance(value, date) else value
    except OverflowError:
        return value


def _first(case: Case, others: Iterable[Case], test: Test) -> Case:
    """The first of the other cases that passes, else the case itself."""
    return next((other for other in others if other != case and test(other)), case)
