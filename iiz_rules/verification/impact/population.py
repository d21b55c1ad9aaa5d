"""A made-up population: each fact that a change asks for drawn by declared shares, with a seed.

A fact without shares is drawn evenly, and named: its numbers say nothing about real people.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from iiz_rules.engine.asking.candidates import candidates, reachable
from iiz_rules.engine.asking.worlds import World, possible, world_of
from iiz_rules.engine.interpreter import Situation
from iiz_rules.findings.errors import LoadError
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import shown, unknown_name
from iiz_rules.language.model.population import PopulationFile
from iiz_rules.language.program.conditions import facts_of
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.text.bind import bound
from iiz_rules.language.text.files import file_bytes
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.language.values import Problem, Value, plain_value
from iiz_rules.tables.cells import reader
from iiz_rules.tables.table import expected
from iiz_rules.verification.impact.cases import ImpactCase
from iiz_rules.verification.impact.effects import BothSides

BETWEEN = ".."
"""parts the two values of a stretch"""
ORDERED = ("int", "chf", "date")
"""The types of facts between two values of which there are others."""
TRIES = 20
"""of drawing a fact that goes with the others; after that it is not known"""
Draw = Callable[[Random], Value | None]


def read_population(path: Path) -> PopulationFile:
    """Read a population; LoadError with all that is wrong with its form."""
    document = read_yaml(file_bytes(path, path.name, LoadError), path.name)
    return bound(PopulationFile, document.faultless(LoadError), LoadError)


class Population:
    """The people that are drawn for a change, and the facts that were drawn evenly."""

    def __init__(self, both: BothSides, file: PopulationFile, on: date) -> None:
        self.program, self.file, self.on = both.sides[1].program, file, on
        facts = _asked(both)
        draws = {name: self._declared(name) for name in file.shares}
        self.evenly = tuple(name for name in facts if not self._told(name, facts))
        self.draws = {**draws, **{name: self._evenly(name) for name in self.evenly}}

    def _told(self, name: str, asked: tuple[str, ...]) -> bool:
        """Whether a fact has shares, or follows from one that is drawn, or another from it."""
        facts, shares = self.program.facts, self.file.shares
        following = {source for one in asked for source in facts[one].sources}
        beside = shares.keys() & {*facts[name].sources}
        return name in shares or bool(beside) or name in following or not facts[name].given

    def people(self) -> Iterator[ImpactCase]:
        """The people, always the same ones."""
        chance, whole = Random(self.file.seed), world_of(self.program)
        worlds = {name: _around(name, whole) for name in self.draws}
        for number in range(1, self.file.people + 1):
            given = {name: plain_value(one) for name, one in self._person(chance, worlds).items()}
            yield ImpactCase(f"{number}", given, self.on)

    def _person(self, chance: Random, worlds: Mapping[str, World]) -> dict[str, Value]:
        """Somebody who can be: what does not go with what was drawn before is drawn again."""
        facts: dict[str, Value] = {}
        for name, draw in self.draws.items():
            for _ in range(TRIES):
                value = draw(chance)
                if value is None or possible(worlds[name], {**facts, name: value}, self.on):
                    facts |= {} if value is None else {name: value}
                    break
        return facts

    # --------------------------------------------------------------------------- how it is drawn

    def _declared(self, name: str) -> Draw:
        """Draw by shares; LoadError for a fact that there is not, and for what is no value."""
        place = self.file.place_of_key(name, "shares")
        fact = self.program.facts.get(name)
        if fact is None:
            raise LoadError([unknown_name("unknown-fact", place, self.program.facts, fact=name)])
        shares = self.file.shares[name]
        if fact.domain.type == "codes":
            members = {code: self._member(fact, code) for code in shares}
            return lambda chance: frozenset(
                member for code, member in members.items() if chance.random() < shares[code]
            )
        if sum(shares.values()) > 1 + 1e-9:
            words = {"got": f"{sum(shares.values()):g}", "fact": name}
            raise LoadError([Finding("shares-above-one", place, words)])
        stretches = [self._stretch(fact, text) for text in shares]
        weights = [*shares.values(), max(0.0, 1 - sum(shares.values()))]
        draws: list[Draw] = [*stretches, lambda _: None]
        return lambda chance: chance.choices(draws, weights)[0](chance)

    def _member(self, fact: Fact, text: str) -> str:
        """A member of a set, which has a share of its own."""
        members = self._value(fact, text)
        if len(members) != 1:
            raise self._no_share(fact, text)
        (member,) = members
        return str(member)

    def _stretch(self, fact: Fact, text: str) -> Draw:
        first, between, last = text.partition(BETWEEN)
        if not between:
            value = self._value(fact, text)
            return lambda _: value
        ends = self._value(fact, first, text), self._value(fact, last, text)
        if fact.domain.type not in ORDERED or ends[0] > ends[1]:
            raise self._no_share(fact, text)
        return _within(*ends)

    def _value(self, fact: Fact, text: str, key: str = "") -> Any:
        """The value of a text, which stands in the `key` of a share."""
        value = reader(fact)(text)
        if value is None or isinstance(value, Problem):
            raise self._no_share(fact, key or text)
        return value

    def _no_share(self, fact: Fact, key: str) -> LoadError:
        """That a key of the shares of a fact is no value of it, nor a stretch of values."""
        place = self.file.place_of_key(key, "shares", fact.id)
        words = {"got": shown(key), "expected": expected(fact), "fact": fact.id}
        return LoadError([Finding("bad-share", place, words)])

    def _evenly(self, name: str) -> Draw:
        fact = self.program.facts[name]
        if fact.domain.type == "codes":
            codes = sorted(fact.domain.codes)
            return lambda chance: frozenset(one for one in codes if chance.random() < 0.5)
        if fact.domain.type == "code":
            every = sorted(fact.domain.codes)
            return lambda chance: chance.choice(every)
        nodes = [inner for node in _nodes(self.program) for inner in reachable(self.program, node)]
        values = candidates(self.program, nodes, name, Situation({}, self.on))
        if fact.domain.type in ORDERED:
            ordered = sorted(values, key=lambda value: value)  # type: ignore[arg-type,return-value]
            return _within(ordered[0], ordered[-1])
        return lambda chance: chance.choice(values)


def _around(name: str, world: World) -> World:
    """What a fact is tied to."""
    return replace(world, ties=tuple(tie for tie in world.ties if name in tie.facts))


def _within(first: Any, last: Any) -> Draw:
    """A whole number, an amount or a day between two, both included."""
    if isinstance(first, date):
        return lambda chance: first + timedelta(days=chance.randint(0, (last - first).days))
    if isinstance(first, Decimal):
        low, high = int(first * 100), int(last * 100)
        return lambda chance: Decimal(chance.randint(low, high)).scaleb(-2)
    return lambda chance: chance.randint(first, last)


def _nodes(program: Program) -> list[Any]:
    return [rule.node for rule in program.rules.values()]


def _asked(both: BothSides) -> tuple[str, ...]:
    """The facts that the rules read that may answer otherwise, of the later side."""
    program = both.sides[1].program
    rules = [program.rules[name] for name in both.rules(False) if name in program.rules]
    rules += [program.rules[step] for way in both.ways for step in program.ways[way]]
    nodes = [rule.node for rule in rules]
    nodes += [holder.node for rule in rules for holder in rule.holders if holder.node]
    nodes += [rule.done for rule in rules if rule.done]
    inner = (one for node in nodes for one in reachable(program, node))
    names = dict.fromkeys(name for one in inner for name in facts_of(one))
    waterfall = program.waterfall
    payers = {one.rule for one in waterfall.payers} if waterfall else set()
    if waterfall and payers & {rule.id for rule in rules}:
        names[waterfall.amount] = None
    return tuple(name for name in names if name in program.facts)
