"""What all inquiries about cases of one edition share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from iiz_rules.engine.asking.many import Many
from iiz_rules.engine.asking.tried import Leaf, Test, Tried, Values, asked, tried
from iiz_rules.engine.asking.worlds import Adds, Only, world_of
from iiz_rules.engine.compiled.circuit import OF_FACTS, Circuit, Gate, facts_of, parts
from iiz_rules.engine.interpreter import Situation
from iiz_rules.engine.result import Used
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value

Leaves = tuple[int, ...]
Names = tuple[str, ...]
Alternatives = tuple[
    tuple[tuple[str, str] | None, ...],
    Mapping[str, Mapping[str, int]],
    Mapping[str, Sequence[tuple[str, int]]],
]
"""the worlds, the place of each option among them, and the worlds of each option by reading"""
Testing = Callable[[int], bool | None]
"""the truth of a condition on facts; None for any other, and while a fact is not known"""
Known = tuple[tuple[str, Value], ...]
EDITIONS = 16
"""editions whose grounds are kept"""
MOST_KEPT = 4_096
"""entries of each cache of states"""
MOST_FOUND = 8_192
"""entries of each cache of results about cases, which is emptied beyond that"""
Found = TypeVar("Found")


class HangsOn(NamedTuple):
    """Everything on which the outcome of some conditions depends."""

    truths: Callable[[Any], object]
    """picks the truths of the conditions on facts out of all truths"""
    beside: Names
    """facts whose value matters: others are compared with them, or tied to them"""
    amounts: Names
    """facts that may be known only by bounds"""
    readings: Names
    moves: bool
    """whether it depends on the day of the question"""


class Grounds:
    """An edition with its world; the possible states of its facts are worked out once."""

    def __init__(self, program: Program, circuit: Circuit) -> None:
        self.program, self.circuit = program, circuit
        self.world = world_of(program)
        self.reached: dict[tuple[object, ...], Any] = {}
        """what conditions can come to, by everything that depends on"""
        self.asked: dict[tuple[object, ...], Any] = {}
        """what to ask next for a rule, by the same"""
        self.used: dict[tuple[object, ...], tuple[Used, ...]] = {}
        """the readings an answer rests on, by the same"""
        self.scales: dict[tuple[object, ...], Any] = {}
        """how telling the values of facts are to rules asked together"""
        self.blanks: dict[tuple[object, ...], Any] = {}
        """the case of which nothing is known, by day and options"""
        self.names = tuple(fact.id for fact in circuit.facts)
        self._bits = self._numbered()
        self._beside = lru_cache(MOST_KEPT)(self._names_beside)
        self._tried = lru_cache(MOST_KEPT)(self._worked_out)
        self._in_force = lru_cache(MOST_KEPT)(self._options)
        self.loose = lru_cache(MOST_KEPT)(self._loose)
        self.alternatives = lru_cache(MOST_KEPT)(self._alternatives_to)
        self.hangs_on = lru_cache(MOST_KEPT)(self._hangs_on)
        self._touched_by: dict[int, int] = {}
        self._leaves: dict[int, Leaves] = {}
        self._readings: dict[int, Names] = {}

    def _numbered(self) -> dict[str, int]:
        """A bit for each fact and reading; tied facts share a further one."""
        named = (*self.names, *self.circuit.interpretations)
        bits = {name: 1 << number for number, name in enumerate(named)}
        ties = [tie for tie in self.world.ties if len(tie.facts) > 1]
        self._ties = [
            (sum({bits[fact] for fact in tie.facts}), bits[tie.facts[-1]], tie) for tie in ties
        ]
        self._untied = len(named)
        for number, tie in enumerate(ties, self._untied):
            for fact in tie.facts:
                bits[fact] |= 1 << number
        return bits

    def _loose(self, own: int) -> int:
        """The bits of ties that bind nothing among what a condition depends on.

        What is counted in parts is bound by the whole alone.
        """
        loose, ahead = 0, own >> self._untied
        while ahead:
            number = ahead.bit_length() - 1
            ahead ^= 1 << number
            facts, whole, tie = self._ties[number]
            read = own & facts
            if read & (read - 1) == 0 or (isinstance(tie, Adds) and not read & whole):
                loose |= 1 << (number + self._untied)
        return loose

    def bit(self, name: str) -> int:
        """The bits of a fact or a reading, with those of its ties."""
        return self._bits[name]

    def alone(self, name: str) -> int:
        """The bit of a fact without those of its ties, which are higher."""
        return self._bits[name] & -self._bits[name]

    def options(self, situation: Situation) -> dict[str, str]:
        """The option in force of every reading."""
        return self._in_force(tuple(situation.options.items()))

    def _options(self, chosen: tuple[tuple[str, str], ...]) -> dict[str, str]:
        first = {name: options[0] for name, options in self.circuit.interpretations.items()}
        return first | {name: option for name, option in chosen if option and name in first}

    def _alternatives_to(self, now: tuple[tuple[str, str], ...]) -> Alternatives:
        """The worlds that differ in one reading from now, and which option holds in which."""
        worlds: list[tuple[str, str] | None] = [None]
        places: dict[str, dict[str, int]] = {}
        for name, in_force in now:
            _, options = self.circuit.interpretations[name]
            others = [option for option in options if option != in_force]
            places[name] = {option: at for at, option in enumerate(others, len(worlds))}
            worlds += [(name, option) for option in others]
        every = (1 << len(worlds)) - 1
        tried: dict[str, list[tuple[str, int]]] = {}
        for name, in_force in now:
            own = [(option, 1 << place) for option, place in places[name].items()]
            usual = every & ~sum(at for _, at in own)
            tried[name] = [*own, (in_force, usual)]
        return tuple(worlds), places, tried

    def choices(self, number: int) -> bool:
        """Whether a condition depends on an interpretation."""
        return bool(self._readings_in(number))

    def truths(self, situation: Situation, kind: type[Many] = Many) -> Callable[[int], bool | None]:
        """The truth of each condition in a situation, as the interpreter finds it."""
        conditions = self.circuit.conditions
        of_facts = self.testing(conditions, situation.on)(situation.facts)
        many = kind(conditions, 1, {}, of_facts, self.options(situation))

        def truth(number: int) -> bool | None:
            yes, no = many.truth(number)
            return True if yes else False if no else None

        return truth

    def testing(self, conditions: Sequence[Gate], on: date) -> Callable[[Values], Testing]:
        """A tester of conditions on facts, by number, for many cases on one day."""
        tests: dict[int, Test] = {}

        def testing(facts: Values) -> Testing:
            def truth(number: int) -> bool | None:
                condition = conditions[number]
                if condition[0] not in OF_FACTS:
                    return None
                test = tests.get(number)
                if test is None:
                    test = tests[number] = Test(asked(condition, self.names), on)
                return test(facts)

            return truth

        return testing

    def reads(self, condition: Gate) -> tuple[str, ...]:
        """The facts that a condition reads itself."""
        return tuple(self.names[fact] for fact in facts_of(condition))

    def read(self, number: int) -> tuple[str, ...]:
        """The facts that a numbered condition reads itself."""
        return self._read[number]

    @cached_property
    def _read(self) -> list[tuple[str, ...]]:
        return [*map(self.reads, self.circuit.conditions)]

    def _hangs_on(self, numbers: Leaves) -> HangsOn:
        """Everything on which the outcome of conditions, or who acts by them, depends."""
        facts = self.program.facts
        leaves = tuple(dict.fromkeys(chain.from_iterable(map(self.leaves, numbers))))
        read = dict.fromkeys(chain.from_iterable(map(self.read, leaves)))
        compared = (self.read(leaf) for leaf in leaves if len(self.read(leaf)) > 1)
        tied = (self._tied.get(name, ()) for name in read)
        beside = dict.fromkeys(chain.from_iterable([*compared, *tied]))
        amounts = tuple(name for name in read if facts[name].domain.type in ("chf", "int"))
        readings = dict.fromkeys(chain.from_iterable(map(self._readings_in, numbers)))
        truths = itemgetter(*leaves) if leaves else _nothing
        return HangsOn(truths, tuple(beside), amounts, tuple(readings), self.moves(tuple(read)))

    def day(self, on: date, *, moves: bool) -> date:
        """The day to examine; what does not move is the same on all days in force."""
        return on if moves or not self.world.first <= on <= self.world.last else self.world.first

    def moves(self, facts: Iterable[str]) -> bool:
        """Whether the outcome of conditions on some facts depends on the day of the question.

        It does if a day is among them, or years counted from one.
        """
        dated = (self.program.facts[fact].domain.type == "date" for fact in facts)
        return any(dated) or any(not isinstance(tie, Only | Adds) for tie in self.world.of(facts))

    def touched_by(self, number: int) -> int:
        """The facts, as bits, that matter for the outcome of a condition.

        They are read in it, or tied to one that is.
        """
        facts = self._touched_by.get(number)
        if facts is None:
            facts = 0
            for name in self.read(number):
                for beside in self._tied.get(name, (name,)):
                    facts |= self.alone(beside)
            for part in parts(self.circuit.conditions[number]):
                facts |= self.touched_by(part)
            self._touched_by[number] = facts
        return facts

    @cached_property
    def _tied(self) -> dict[str, dict[str, None]]:
        """Each tied fact with those it is tied to, itself included."""
        tied: dict[str, dict[str, None]] = {}
        for tie in self.world.ties:
            for fact in tie.facts:
                tied.setdefault(fact, {}).update(dict.fromkeys(tie.facts))
        return tied

    def leaves(self, number: int) -> Leaves:
        """The conditions on facts inside a condition, each once."""
        leaves = self._leaves.get(number)
        if leaves is None:
            inside = map(self.leaves, parts(self.circuit.conditions[number]))
            own = [number] if self.circuit.conditions[number][0] in OF_FACTS else []
            leaves = tuple(dict.fromkeys([*own, *chain.from_iterable(inside)]))
            self._leaves[number] = leaves
        return leaves

    def _readings_in(self, number: int) -> Names:
        """The readings that a condition depends on, each once."""
        names = self._readings.get(number)
        if names is None:
            condition = self.circuit.conditions[number]
            own = [condition[1]] if condition[0] == "choice" else []
            inside = map(self._readings_in, parts(condition))
            names = tuple(dict.fromkeys([*own, *chain.from_iterable(inside)]))
            self._readings[number] = names
        return names

    def tried(
        self, situation: Situation, facts: tuple[str, ...], leaves: tuple[int, ...]
    ) -> Tried | None:
        """The possible states of some facts, for conditions on them; None if too many."""
        beside, moves = self._beside(facts, leaves)
        day = self.day(situation.on, moves=moves)
        return self._tried(facts, leaves, self.known(situation, beside), day)

    def known(self, situation: Situation, names: Sequence[str]) -> Known:
        """What is known of some facts."""
        return tuple((name, situation.facts[name]) for name in names if name in situation.facts)

    def _names_beside(
        self, facts: tuple[str, ...], leaves: tuple[int, ...]
    ) -> tuple[tuple[str, ...], bool]:
        """The facts that matter for the states of some, and whether the day does.

        They are compared with them, or tied to them.
        """
        read = [*facts, *(fact for leaf in leaves for fact in self.read(leaf))]
        tied = [fact for tie in self.world.of(facts) for fact in tie.facts]
        return tuple(dict.fromkeys([*read, *tied])), self.moves(read)

    def tests(self, leaves: Sequence[int]) -> dict[int, Leaf]:
        """Numbered conditions on facts, as conditions of the program."""
        return {leaf: asked(self.circuit.conditions[leaf], self.names) for leaf in leaves}

    def _worked_out(
        self, facts: tuple[str, ...], leaves: tuple[int, ...], known: Known, on: date
    ) -> Tried | None:
        nodes = self.tests(leaves)
        return tried(self.program, self.world, Situation(dict(known), on), facts, nodes)


def keep(
    cache: dict[tuple[object, ...], Found],
    likeness: tuple[object, ...],
    outcome: Found,
    most: int | None = None,
) -> None:
    """Cache an outcome; a full cache is emptied first."""
    if len(cache) >= (most or MOST_FOUND):
        cache.clear()
    cache[likeness] = outcome


def _nothing(_: object) -> None:
    """The truths of no conditions."""


def grounds_of(program: Program, circuit: Callable[[], Circuit]) -> Grounds:
    """The grounds of a program, made once for each."""
    return _kept(_Same(program, circuit))


@lru_cache(EDITIONS)
def _kept(same: "_Same") -> Grounds:
    return Grounds(same.program, same.circuit())


class _Same:
    """A program compared by identity: comparing its content takes longer than an answer."""

    def __init__(self, program: Program, circuit: Callable[[], Circuit]) -> None:
        self.program, self.circuit = program, circuit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.program is self.program

    def __hash__(self) -> int:
        return id(self.program)
