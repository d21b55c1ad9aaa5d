"""What of an edition has to do with time: which rules a fact or a day can change.

A rule is asked again only when a fact that it reads has changed, or on a day on which a condition
on a date can come out otherwise. Too many days are harmless, one too few would be a fault: a law
in the tests compares with asking every rule on every day.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

from iiz_rules.case.facts import CaseFacts, derive
from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.engine.leaves import limits
from iiz_rules.findings.errors import CaseError
from iiz_rules.language.dates import birthday, shift, span
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import facts_of
from iiz_rules.language.program.events import DateOf
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.language.values import Value

WATCHED = ("eligibility", "exchange", "step", "duty", "delegation", "rung")
"""The kinds of rules that are followed over time."""
# Around the end of a month a duration backwards is not the same duration forwards: February.
SLACK = range(-1, 5)


class Machine:
    """A program seen as something that moves. `only` some rules are followed, if they are named."""

    def __init__(self, program: Program, only: Iterable[str] | None = None) -> None:
        self.program = program
        self.only = None if only is None else frozenset(only)

    @cached_property
    def watched(self) -> tuple[str, ...]:
        """The rules that are followed, in the order of the edition."""
        rules, only = self.program.rules.values(), self.only
        if only is None:
            return tuple(one.id for one in rules if one.kind in WATCHED)
        return tuple(one.id for one in rules if one.id in only)

    @cached_property
    def duties(self) -> frozenset[str]:
        """The rules that are duties."""
        return frozenset(one for one in self.watched if self.program.rules[one].kind == "duty")

    @cached_property
    def steps(self) -> frozenset[str]:
        """The rules that are steps or rungs of a way."""
        return frozenset(step for steps in self.program.ways.values() for step in steps)

    @cached_property
    def nodes(self) -> dict[str, tuple[conditions.Condition, ...]]:
        """Everything that the answer to a rule can depend on."""
        return {name: tuple(self._nodes(self.program.rules[name])) for name in self.watched}

    def _nodes(self, rule: Rule) -> Iterator[conditions.Condition]:
        roots = [rule.node, *(one.node for one in rule.holders if one.node)]
        for root in [*roots, rule.done] if rule.done else roots:
            yield from reachable(self.program, root)

    @cached_property
    def readers(self) -> dict[str, tuple[str, ...]]:
        """The rules that read a fact, or another one that is computed from it."""
        found: dict[str, dict[str, None]] = {}
        for name, nodes in self.nodes.items():
            read = {fact for node in nodes for fact in facts_of(node)} | self._dates(name)
            for fact in read | {source for one in read for source in self._sources(one)}:
                found.setdefault(fact, {})[name] = None
        return {fact: tuple(names) for fact, names in found.items()}

    def _sources(self, fact: str) -> set[str]:
        one = self.program.facts[fact]
        return {source for source in (one.years_since, one.years_at) if source}

    def _dates(self, rule: str) -> set[str]:
        value = self.program.deadlines.get(rule)
        options = value.options.values() if isinstance(value, ByInterpretation) else (value,)
        return {one.fact for one in options if isinstance(one, DateOf)}

    @cached_property
    def timed(self) -> tuple[tuple[conditions.Condition, tuple[str, ...]], ...]:
        """The conditions that the mere passing of days can change, with the rules they are in."""
        found: dict[conditions.Condition, dict[str, None]] = {}
        for name, nodes in self.nodes.items():
            for node in nodes:
                itself = isinstance(node, conditions.Leaf) and node.moves
                if itself or any(map(self._moves, facts_of(node))):
                    found.setdefault(node, {})[name] = None
        return tuple((node, tuple(names)) for node, names in found.items())

    def _moves(self, name: str) -> bool:
        fact = self.program.facts[name]
        return fact.is_date or (fact.years_since is not None and fact.years_at is None)

    def reading(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Give the rules that some facts can change."""
        return tuple({rule for one in facts for rule in self.readers.get(one, ())})

    def in_order(self, rules: Iterable[str]) -> list[str]:
        """Give rules in the order of the edition, each once."""
        found = set(rules)
        return [one for one in self.watched if one in found]

    def computed(self, facts: Mapping[str, Value], on: date) -> dict[str, Value]:
        """Give the facts with those that follow from them on a day; CaseError if one cannot be."""
        told = CaseFacts(dict(facts))
        findings = list(derive(self.program, told, {}, on))
        if findings:
            raise CaseError(findings)
        return told.facts

    def next_change(
        self, facts: Mapping[str, Value], after: date
    ) -> tuple[date, tuple[str, ...]] | None:
        """Give the first day after one on which conditions can change, and the rules with them."""
        first, rules = date.max, dict[str, None]()
        for node, names in self.timed:
            day = min((one for one in self._edges(node, facts, after) if one > after), default=None)
            if day is not None and day <= first:
                rules = dict.fromkeys(names) if day < first else rules | dict.fromkeys(names)
                first = day
        return (first, tuple(rules)) if rules else None

    def _edges(
        self, node: conditions.Condition, facts: Mapping[str, Value], after: date
    ) -> Iterator[date]:
        """Give days among which are all on which a condition can come out otherwise."""
        for name in facts_of(node):
            fact, value = self.program.facts[name], facts.get(name)
            since = facts.get(fact.years_since or "")
            if isinstance(since, date):
                yield birthday(since, after)
            elif isinstance(node, conditions.Within) and isinstance(value, date):
                yield from _of_window(node, value)
            elif isinstance(value, date):
                yield from _day_and_next(value)
        if isinstance(node, conditions.Leaf) and not node.moves:
            for limit in limits(node, after):
                if isinstance(limit, date):
                    yield from _day_and_next(limit)


def _day_and_next(day: date) -> Iterator[date]:
    yield day
    if day < date.max:
        yield day + timedelta(days=1)


def _of_window(node: conditions.Within, value: date) -> Iterator[date]:
    """Give the days around which a date enters or leaves a stretch that moves with the days."""
    if node.side == "same":
        first, last = span(value, node.stretch)  # type: ignore[arg-type]  # checked at load
        yield first
        yield from _day_and_next(last)
        return
    yield from _day_and_next(value)
    edge = shift(value, node.stretch, 1 if node.side == "last" else -1)
    for days in SLACK:
        if date.min.toordinal() <= edge.toordinal() + days <= date.max.toordinal():
            yield edge + timedelta(days=days)
