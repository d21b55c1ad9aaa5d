"""What of an edition has to do with time: which rules a fact or a day can change.

A rule is asked again only when a fact that it reads has changed, or on a day on which a condition
on a date can come out otherwise. Too many days are harmless, one too few would be a fault: a law
in the tests compares with asking every rule on every day.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property, wraps
from typing import TypeVar

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.engine.leaves import limits
from iiz_rules.language.dates import birthday, shift, span
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import facts_of
from iiz_rules.language.program.events import DateOf
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import Kind, Program, Rule
from iiz_rules.language.values import Value

WATCHED: tuple[Kind, ...] = ("eligibility", "exchange", "step", "duty", "delegation", "rung")
"""The kinds of rules that are followed over time."""
# Around the end of a month a duration backwards is not the same duration forwards: February.
SLACK = range(-1, 5)


MOST_PROGRAMS = 16
"""Of how many programs something is kept that is made once."""
Made = TypeVar("Made")
_making = threading.RLock()


def once(make: Callable[[Program], Made]) -> Callable[[Program], Made]:
    """Make something of a program once and share it: cases come by the thousand.

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


class Machine:
    """A program seen as something that moves. `only` some rules are followed, if they are named."""

    def __init__(self, program: Program, only: Iterable[str] | None = None) -> None:
        self.program = program
        followed = set(program.of_kind(*WATCHED) if only is None else only)
        self.watched = tuple(rule for rule in program.rules if rule in followed)
        """the rules that are followed, in the order of the edition"""

    @cached_property
    def duties(self) -> frozenset[str]:
        """The rules that are duties."""
        return frozenset(rule for rule in self.watched if self.program.rules[rule].kind == "duty")

    @cached_property
    def steps(self) -> frozenset[str]:
        """The rules that are steps or rungs of a way."""
        return frozenset(step for steps in self.program.ways.values() for step in steps)

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
        """The rules that read a fact, or another one that is computed from it."""
        readers: dict[str, dict[str, None]] = {}
        for rule, nodes in self.nodes.items():
            read = {fact for node in nodes for fact in facts_of(node)} | self._dates(rule)
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
    def timed(self) -> tuple[tuple[conditions.Condition, tuple[str, ...]], ...]:
        """The conditions that the mere passing of days can change, with the rules they are in."""
        timed: dict[conditions.Condition, dict[str, None]] = {}
        for rule, nodes in self.nodes.items():
            for node in nodes:
                itself = isinstance(node, conditions.Leaf) and node.moves
                if itself or any(map(self._moves, facts_of(node))):
                    timed.setdefault(node, {})[rule] = None
        return tuple((node, tuple(rules)) for node, rules in timed.items())

    def _moves(self, name: str) -> bool:
        fact = self.program.facts[name]
        return fact.is_date or (fact.years_since is not None and fact.years_at is None)

    def reading(self, facts: Iterable[str]) -> tuple[str, ...]:
        """The rules that some facts can change."""
        return tuple({rule for fact in facts for rule in self.readers.get(fact, ())})

    def in_order(self, rules: Iterable[str]) -> list[str]:
        """Rules in the order of the edition, each once."""
        asked = set(rules)
        return [rule for rule in self.watched if rule in asked]

    def next_change(
        self, facts: Mapping[str, Value], after: date
    ) -> tuple[date, tuple[str, ...]] | None:
        """The first day after one on which conditions can change, and the rules with them."""
        first, rules = date.max, dict[str, None]()
        for node, reading in self.timed:
            ahead = (day for day in self._edges(node, facts, after) if day > after)
            day = min(ahead, default=None)
            if day is not None and day <= first:
                rules = dict.fromkeys(reading) if day < first else rules | dict.fromkeys(reading)
                first = day
        return (first, tuple(rules)) if rules else None

    def _edges(
        self, node: conditions.Condition, facts: Mapping[str, Value], after: date
    ) -> Iterator[date]:
        """Days among which are all on which a condition can come out otherwise."""
        for name in facts_of(node):
            fact, value = self.program.facts[name], facts.get(name)
            since = facts.get(fact.years_since or "")
            if isinstance(since, date):
                yield birthday(since, after)
            elif isinstance(node, conditions.Within) and isinstance(value, date):
                yield from _of_window(node, value)
            elif isinstance(value, date):
                yield from day_and_next(value)
                if isinstance(node, conditions.Compare) and node.plus:
                    yield from _near(shift(value, node.plus))
                    yield from _near(shift(value, node.plus, -1))
        if isinstance(node, conditions.Leaf) and not node.moves:
            for limit in limits(node, after):
                if isinstance(limit, date):
                    yield from day_and_next(limit)


def day_and_next(day: date) -> tuple[date, ...]:
    """A day, and the one after it where the calendar has one."""
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
"""The machine of a program that follows all that is followed over time."""
