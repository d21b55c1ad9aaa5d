"""Which cases there can be: every fact as literals, the day of the question, the readings.

Each fact has a value, and apart from it whether that is known: so what is not known can still turn
out. Of numbers those stand for all that lie near a limit that some condition mentions, with room
for as many as are compared with each other; of texts those mentioned, and as many others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import count, islice
from typing import Any

from iiz_rules.engine.asking.worlds import World, world_of
from iiz_rules.engine.leaves import limits
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import Interpretation
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import Value
from iiz_rules.verification.cnf import FALSE, Cnf
from iiz_rules.verification.days import Calendar, SymbolicDay
from iiz_rules.verification.variables import CodeVariable, DayVariable, Flags, Number, Variable

FIRST_YEAR, LAST_YEAR = 1850, 2199
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
"""the first and last day of questions to an edition without a beginning or an end"""
LARGEST_COST = 10_000_000_00
"""the largest cost of a measure, in Rappen"""
OLDEST = 200


def roots(program: Program) -> Iterator[conditions.Condition]:
    """All conditions of a program."""
    yield from (definition.node for definition in program.definitions.values())
    yield from program.derived.values()
    for rule in program.rules.values():
        yield from (holder.node for holder in rule.holders if holder.node)
        if rule.done:
            yield rule.done


class Space:
    """The variables of a case, for one program or for several that are asked alike.

    `beside` are conditions that stand in none of them; where some are `alone`, cases are made of
    the facts that these read, and of all that is tied to those.
    """

    def __init__(
        self,
        programs: Sequence[Program],
        beside: Iterable[conditions.Condition] = (),
        alone: Iterable[conditions.Condition] | None = None,
    ) -> None:
        self.programs = tuple(programs)
        self.cnf = Cnf()
        self.gates = Calendar(self.cnf)
        self.facts: dict[str, list[Fact]] = {}
        for program in self.programs:
            for name, fact in program.facts.items():
                self.facts.setdefault(name, []).append(fact)
        self.apart = {name for name, facts in self.facts.items() if not _in_common(facts)}
        """the facts of which no value is right in all programs: no case gives them"""
        self.facts |= {name: self.facts[name][:1] for name in self.apart}
        every = (root for one in self.programs for root in roots(one)) if alone is None else alone
        nodes = [*self._walked((*every, *beside))]
        self.world = self._world()
        if alone is not None:
            self._bound(name for one in nodes for name in conditions.facts_of(one))
        self.mentioned = _mentioned(nodes)
        self.alike = _alike(nodes)
        self.counted = _counted(self.programs)
        self.years = _years(self.mentioned, self.programs)
        self.on = self._question_day()
        self.complete = self.cnf.variable()
        """the literal that all is known that there is"""
        self.cnf.share()
        self.known = {
            name: FALSE if name in self.apart else self.cnf.variable() for name in self.facts
        }
        self.variables: dict[str, Variable] = {name: self.variable(name) for name in self.facts}
        for name, variable in self.variables.items():
            self.cnf.bind([self.known[name], *variable.bits])

    @cached_property
    def options(self) -> dict[str, dict[str, int]]:
        """The options of every reading of the first program, one of which is chosen."""
        return {name: self.reading(one) for name, one in self.programs[0].interpretations.items()}

    def _world(self) -> World:
        """What ties the facts of all programs, each tie once."""
        worlds = [*map(world_of, self.programs)]
        ties = dict.fromkeys(tie for world in worlds for tie in world.ties)
        kept = (tie for tie in ties if self.apart.isdisjoint(tie.facts))
        return World(worlds[0].first, worlds[0].last, tuple(kept))

    def _walked(self, roots: Iterable[conditions.Condition]) -> Iterator[conditions.Condition]:
        """All conditions inside of some, each once, but for those that no case can meet."""
        seen, ahead = set[int](), [*roots]
        while ahead:
            node = ahead.pop()
            if id(node) not in seen:
                seen.add(id(node))
                ahead += conditions.parts(node)
                if self.apart.isdisjoint(conditions.facts_of(node)):
                    yield node

    def _bound(self, read: Iterable[str]) -> None:
        """Leave out the facts that are not read, nor tied to one that is."""
        bound = self.world.around(read)
        self.world = replace(self.world, ties=self.world.of(bound))
        bound |= self.apart
        self.facts = {name: one for name, one in self.facts.items() if name in bound}

    def reading(self, interpretation: Interpretation) -> dict[str, int]:
        """The options of a reading, one of which is chosen."""
        options = {option: self.cnf.variable() for option in interpretation.options}
        self.cnf.one_of([*options.values()])
        return options

    def _question_day(self) -> SymbolicDay:
        first, last = validity(self.programs[0])
        on = self.gates.any_day(first.year, last.year)
        self.cnf.require(DayVariable(self.gates, on).between(first, last))
        return on

    @property
    def always(self) -> Iterator[int]:
        """The literals of which every case says something: its day, and the readings."""
        yield from self.on.bits
        yield from (option for options in self.options.values() for option in options.values())

    def domain(self, name: str) -> Any:
        """What a fact may be, as the first program has it."""
        return self.facts[name][0].domain

    def variable(self, name: str) -> Variable:
        """A fact of its own, that may be whatever the fact of this name may."""
        domains = [fact.domain for fact in self.facts[name]]
        match domains[0].type:
            case "bool" | "judgement":
                return CodeVariable(self.gates, (False, True), (False, True))
            case "codes":
                codes = sorted(set().union(*(one.codes for one in domains)))
                return Flags(
                    self.cnf, codes, frozenset.intersection(*(one.codes for one in domains))
                )
            case "code" | "text":
                return self._listed(name)
            case "date":
                return DayVariable(self.gates, self.gates.any_day(*self.years))
        return self._number(name)

    def _listed(self, name: str) -> CodeVariable:
        alike = sorted(self.alike.get(name, {name}))
        if self.domain(name).type == "text":
            mentioned = {str(one) for other in alike for one in self.mentioned.get(other, ())}
            others = (text for n in count(1) if (text := "…" * n) not in mentioned)
            values: list[Value] = [*sorted(mentioned), *islice(others, len(alike))]
            return CodeVariable(self.gates, values, values)
        lists = [fact.domain.codes for other in alike for fact in self.facts[other]]
        codes = sorted(set().union(*lists))
        allowed = sorted(frozenset.intersection(*(one.domain.codes for one in self.facts[name])))
        return CodeVariable(self.gates, codes, allowed)

    def _number(self, name: str) -> Number:
        alike = self.alike.get(name, {name})
        amount = self.domain(name).type == "chf"
        scale = 100 if amount else 1
        domains = [fact.domain for other in alike for fact in self.facts[other]]
        ends = [one.at_least for one in domains] + [one.at_most for one in domains]
        near = [int(end) * scale for end in ends if end is not None]
        near += [int(one * scale) for other in alike for one in self.mentioned.get(other, ())]
        room = len(alike)
        near = near or [0]
        if name in self.counted:
            beside = (max([0, *self.mentioned.get(other, ())]) for other in self.counted[name])
            near += [0, sum(most + 1 for most in beside)]
        if any(fact.years_since for other in alike for fact in self.facts[other]):
            near += [0, OLDEST]
        if any(one.waterfall and one.waterfall.amount in alike for one in self.programs):
            near += [0, LARGEST_COST]
        number = Number(self.gates, min(near) - room, max(near) + room, amount=amount)
        for fact in self.facts[name]:
            low, high = fact.domain.at_least, fact.domain.at_most
            number.restrict(*(None if end is None else end * scale for end in (low, high)))
        return number


def validity(program: Program) -> tuple[date, date]:
    """The first and last day of questions to an edition."""
    first = program.valid_from or min(FIRST_DAY, program.valid_to or FIRST_DAY)
    last = program.valid_to or max(LAST_DAY, first)
    return first, last


def _in_common(facts: Sequence[Fact]) -> bool:
    """Whether some value of a fact is right in all programs that have it."""
    domains = [fact.domain for fact in facts]
    if len({one.type for one in domains}) > 1:
        return False
    if domains[0].type == "code":
        return bool(frozenset.intersection(*(one.codes for one in domains)))
    least = [one.at_least for one in domains if one.at_least is not None]
    most = [one.at_most for one in domains if one.at_most is not None]
    return not least or not most or max(least) <= min(most)


def _mentioned(nodes: Iterable[conditions.Condition]) -> dict[str, set[Any]]:
    """The values of each fact that conditions mention."""
    mentioned: dict[str, set[Any]] = {}
    for node in nodes:
        if isinstance(node, (conditions.OneOf, conditions.Range)):
            mentioned.setdefault(node.fact, set()).update(limits(node, date.min))
    return mentioned


def _alike(nodes: Iterable[conditions.Condition]) -> dict[str, set[str]]:
    """The facts that are compared with each other, directly or through others."""
    alike: dict[str, set[str]] = {}
    for node in nodes:
        if isinstance(node, conditions.Compare):
            joined = alike.get(node.fact, {node.fact}) | alike.get(node.other, {node.other})
            alike |= dict.fromkeys(joined, joined)
    return alike


def _counted(programs: Iterable[Program]) -> dict[str, list[str]]:
    """The numbers that are counted from members, each with those of the same body."""
    counted: dict[str, list[str]] = {}
    for program in programs:
        numbers = [one.id for one in program.facts.values() if not one.given and not one.codes]
        for body in program.bodies:
            own = [name for name in numbers if name.startswith(f"{body}.")]
            counted |= dict.fromkeys(own, own)
    return counted


def _years(mentioned: dict[str, set[Any]], programs: Iterable[Program]) -> tuple[int, int]:
    """The years in which days may lie."""
    days = [one.year for values in mentioned.values() for one in values if isinstance(one, date)]
    days += [day.year for program in programs for day in validity(program)]
    return max(1, min([FIRST_YEAR, *(year - 1 for year in days)])), min(
        9999, max([LAST_YEAR, *(year + 1 for year in days)])
    )
