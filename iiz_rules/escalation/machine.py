"""How an edition depends on time: which rules a fact or a day can change.

A rule is asked again only when a fact that it reads has changed, or on a day on which a condition
on a date can come out otherwise. Too many days are harmless, one too few would be a fault: a law
in the tests compares with asking every rule on every day.
"""

import threading
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property, wraps
from itertools import chain
from operator import itemgetter
from typing import Any, TypeVar

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.engine.interpreter import compares
from iiz_rules.engine.leaves import holds, limits
from iiz_rules.language.dates import birthday, shift, span
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import facts_of
from iiz_rules.language.program.events import DateOf
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.organisation import Competence
from iiz_rules.language.program.rules import Kind, Program, Rule
from iiz_rules.language.values import Value

WATCHED: tuple[Kind, ...] = ("eligibility", "exchange", "step", "duty", "delegation", "rung")
"""the kinds of rules followed over time"""
# Around the end of a month a duration backwards is not the same duration forwards: February.
SLACK = range(-1, 5)


MOST_PROGRAMS = 16
"""programs for which something made once is kept"""
MOST_DAYS = 4_096
"""values for which the days are kept on which conditions on them can change"""
Made = TypeVar("Made")
_making = threading.RLock()


def once(make: Callable[[Program], Made]) -> Callable[[Program], Made]:
    """Make something once per program and share it: cases come by the thousand.

    A program is known by itself and not by what it says, which would have to be compared; of the
    oldest programs nothing is kept.
    """
    kept: dict[int, tuple[Program, Made]] = {}

    @wraps(make)
    def shared(program: Program) -> Made:
        with _making:
            if id(program) not in kept:
                if len(kept) >= MOST_PROGRAMS:
                    del kept[next(iter(kept))]
                kept[id(program)] = program, make(program)
            return kept[id(program)][1]

    return shared


Turn = tuple[date, Iterable[str]]
"""a day on which conditions can change, and the rules they are in"""
_day = itemgetter(0)


class Machine:
    """A program over time; follows `only` the named rules, if any are named."""

    def __init__(self, program: Program, only: Iterable[str] | None = None) -> None:
        self.program = program
        followed = set(program.of_kind(*WATCHED) if only is None else only)
        self.watched = tuple(rule for rule in program.rules if rule in followed)
        """the rules that are followed, in the order of the edition"""
        self._ordered: dict[frozenset[str], tuple[str, ...]] = {}
        self._ways_of: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}
        self._calendars: dict[tuple[Value | None, ...], list[Turn]] = {}

    @cached_property
    def duties(self) -> frozenset[str]:
        """The rules that are duties."""
        return frozenset(rule for rule in self.watched if self.program.rules[rule].kind == "duty")

    @cached_property
    def steps(self) -> frozenset[str]:
        """The rules that are steps or rungs of a way."""
        return frozenset(step for steps in self.program.ways.values() for step in steps)

    @cached_property
    def ways(self) -> dict[str, tuple[str, ...]]:
        """The ways all of whose steps are followed."""
        ways = self.program.ways.items()
        return {way: steps for way, steps in ways if set(steps) <= set(self.watched)}

    def ways_of(self, rules: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """The ways that have one of these rules as a step."""
        ways = self._ways_of.get(rules)
        if ways is None:
            _make_room(self._ways_of)
            among = self.steps.intersection(rules)
            ways = {way: steps for way, steps in self.ways.items() if not among.isdisjoint(steps)}
            self._ways_of[rules] = ways
        return ways

    @cached_property
    def competences(self) -> dict[str, tuple[Competence, ...]]:
        """The competences of each action, in the order of the edition."""
        competences: dict[str, tuple[Competence, ...]] = {}
        for competence in self.program.competences:
            action = competence.action
            competences[action] = (*competences.get(action, ()), competence)
        return competences

    @cached_property
    def nodes(self) -> dict[str, tuple[conditions.Condition, ...]]:
        """Everything that the answer to a rule can depend on."""
        return {name: tuple(self._nodes(self.program.rules[name])) for name in self.watched}

    def _nodes(self, rule: Rule) -> Iterator[conditions.Condition]:
        roots = [rule.node, *(holder.node for holder in rule.holders if holder.node)]
        for root in [*roots, rule.done] if rule.done else roots:
            yield from reachable(self.program, root)

    @cached_property
    def readers(self) -> dict[str, tuple[str, ...]]:
        """The rules that read a fact, or one computed from it."""
        readers: dict[str, dict[str, None]] = {}
        for rule, nodes in self.nodes.items():
            read = {fact for node in nodes for fact in facts_of(node)} | self._dates(rule)
            read |= {one.of_fact for one in self.program.rules[rule].holders if one.of_fact}
            for name in read.union(*(self.program.facts[fact].sources for fact in read)):
                readers.setdefault(name, {})[rule] = None
        return {name: tuple(rules) for name, rules in readers.items()}

    @cached_property
    def read(self) -> dict[str, frozenset[str]]:
        """The facts that a rule reads, and those that they are computed from."""
        read: dict[str, set[str]] = {rule: set() for rule in self.watched}
        for fact, rules in self.readers.items():
            for rule in rules:
                read[rule].add(fact)
        return {rule: frozenset(facts) for rule, facts in read.items()}

    def _dates(self, rule: str) -> set[str]:
        value = self.program.deadlines.get(rule)
        options = value.options.values() if isinstance(value, ByInterpretation) else (value,)
        return {option.fact for option in options if isinstance(option, DateOf)}

    @cached_property
    def clocks(self) -> tuple["Clock", ...]:
        """A clock for each condition that can change by days passing alone."""
        timed: dict[conditions.Condition, dict[str, None]] = {}
        for rule, nodes in self.nodes.items():
            for node in nodes:
                itself = isinstance(node, conditions.Leaf) and node.moves
                if itself or any(map(self._moves, facts_of(node))):
                    timed.setdefault(node, {})[rule] = None
        return tuple(Clock(self.program, node, tuple(rules)) for node, rules in timed.items())

    def _moves(self, name: str) -> bool:
        fact = self.program.facts[name]
        return fact.is_date or (fact.years_since is not None and fact.years_at is None)

    def reading(self, facts: Iterable[str]) -> tuple[str, ...]:
        """The rules that some facts can change."""
        return tuple({rule for fact in facts for rule in self.readers.get(fact, ())})

    def in_order(self, rules: Iterable[str]) -> tuple[str, ...]:
        """Rules in the order of the edition, each once; cached."""
        names = frozenset(rules)
        ordered = self._ordered.get(names)
        if ordered is None:
            _make_room(self._ordered)
            ordered = tuple(rule for rule in self.watched if rule in names)
            self._ordered[names] = ordered
        return ordered

    def turns(self, facts: Mapping[str, Value], after: date, until: date) -> list[Turn]:
        """The days after one and up to another on which conditions can change, with the rules."""
        fixed = self._calendar(facts)
        first, last = (bisect_right(fixed, day, key=_day) for day in (after, until))
        birthdays = list(self._birthdays(facts, after, until))
        return _merged([*fixed[first:last], *birthdays]) if birthdays else fixed[first:last]

    def _calendar(self, facts: Mapping[str, Value]) -> list[Turn]:
        """All such days but birthdays; cached for the facts they depend on."""
        values = tuple([facts.get(fact) for fact in self._timing])
        calendar = self._calendars.get(values)
        if calendar is None:
            _make_room(self._calendars)
            turns = ((day, clock.rules) for clock in self.clocks for day in clock.fixed(facts))
            calendar = self._calendars[values] = _merged(turns)
        return calendar

    @cached_property
    def _timing(self) -> tuple[str, ...]:
        """The facts that determine the days on which conditions can change, birthdays aside."""
        timing = (fact for clock in self.clocks for fact in clock.given if fact)
        return tuple(dict.fromkeys(timing))

    def _birthdays(self, facts: Mapping[str, Value], after: date, until: date) -> Iterator[Turn]:
        """The days on which a number of years is reached."""
        for fact, rules in self._since.items():
            for day in birthdays(facts.get(fact), after, until):
                yield day, rules

    @cached_property
    def _since(self) -> dict[str, dict[str, None]]:
        """The facts from which years are counted, with the rules that depend on the years."""
        since: dict[str, dict[str, None]] = {}
        for clock in self.clocks:
            for fact in clock.since:
                since.setdefault(fact, {}).update(clock.rules)
        return since


class Clock:
    """The days on which one condition can change, and the rules it is in."""

    def __init__(
        self, program: Program, node: conditions.Condition, rules: tuple[str, ...]
    ) -> None:
        self.node, self.rules, self.facts = node, dict.fromkeys(rules), tuple(facts_of(node))
        facts = [program.facts[name] for name in self.facts]
        self.today = tuple(fact.is_date for fact in facts)
        """which of its facts is the date of the question"""
        self.given = tuple(None if one.is_date else one.id for one in facts)
        self.since = tuple(fact.years_since for fact in facts if fact.years_since)
        """the facts from which years are counted"""
        self._days: dict[tuple[Value | None, ...], list[date]] = {}

    def between(self, facts: Mapping[str, Value], after: date, until: date) -> Sequence[date]:
        """Such days after one and up to another."""
        fixed = self.fixed(facts)
        reached = (birthdays(facts.get(fact), after, until) for fact in self.since)
        first, last = (bisect_right(fixed, day) for day in (after, until))
        return [*fixed[first:last], *chain.from_iterable(reached)]

    def fixed(self, facts: Mapping[str, Value]) -> Sequence[date]:
        """All such days but birthdays; cached by value."""
        values = tuple([fact and facts.get(fact) for fact in self.given])
        days = self._days.get(values)
        if days is None:
            _make_room(self._days)
            edges = sorted(set(self._edges(values)))
            days = self._days[values] = [day for day in edges if self._turns(values, day)]
        return days

    def _turns(self, values: Sequence[Value | None], day: date) -> bool:
        """Whether the condition changes on a day."""
        before = day - timedelta(days=1) if day > date.min else day
        return self._truth(values, before) is not self._truth(values, day)

    def _truth(self, values: Sequence[Value | None], on: date) -> bool | None:
        pairs = zip(values, self.today, strict=True)
        known = [on if today else value for value, today in pairs]
        if None in known:
            return None
        if isinstance(self.node, conditions.Compare):
            return compares(self.node, *known)  # type: ignore[arg-type]  # None is not among them
        assert isinstance(self.node, conditions.Leaf)  # what else reads facts is made of these
        return holds(self.node.kind, self.node.operands, on)(known[0])

    def _edges(self, values: Iterable[Value | None]) -> Iterator[date]:
        """Candidate days, which include all but birthdays."""
        node = self.node
        for value in values:
            if isinstance(node, conditions.Within) and isinstance(value, date):
                yield from _of_window(node, value)
            elif isinstance(value, date):
                yield from day_and_next(value)
                if isinstance(node, conditions.Compare) and node.plus:
                    yield from _near(shift(value, node.plus))
                    yield from _near(shift(value, node.plus, -1))
        if isinstance(node, conditions.Leaf) and not node.moves:
            for limit in limits(node, date.min):
                if isinstance(limit, date):
                    yield from day_and_next(limit)


def birthdays(since: Value | None, after: date, until: date) -> Iterator[date]:
    """The days after one and up to another on which a number of years since a day is reached."""
    day = after
    while isinstance(since, date) and day < (following := birthday(since, day)) <= until:
        yield following
        day = following


def _merged(turns: Iterable[Turn]) -> list[Turn]:
    """The days in order, each once with all rules to ask."""
    days: dict[date, dict[str, None]] = {}
    for day, rules in turns:
        days.setdefault(day, {}).update(dict.fromkeys(rules))
    return sorted(days.items(), key=_day)


def _make_room(cache: dict[Any, Any]) -> None:
    """Empty a cache that has grown too large."""
    if len(cache) >= MOST_DAYS:
        cache.clear()


def day_and_next(day: date) -> tuple[date, ...]:
    """A day, and the next one if the calendar has it."""
    return (day,) if day == date.max else (day, day + timedelta(days=1))


def _of_window(node: conditions.Within, value: date) -> Iterator[date]:
    """The days around which a date enters or leaves a stretch that moves with the days."""
    if node.side == "same":
        first, last = span(value, node.stretch)  # type: ignore[arg-type]  # checked at load
        yield first
        yield from day_and_next(last)
        return
    yield from day_and_next(value)
    yield from _near(shift(value, node.stretch, 1 if node.side == "last" else -1))


def _near(edge: date) -> Iterator[date]:
    """The days about one that so much later or before leads to."""
    for days in SLACK:
        if date.min.toordinal() <= edge.toordinal() + days <= date.max.toordinal():
            yield edge + timedelta(days=days)


machine_of: Callable[[Program], Machine] = once(Machine)
"""the machine of a program that follows every rule of the watched kinds"""
