"""What all inquiries about cases of one edition stand on, and what they share."""

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
"""The worlds, the place of each option among them, and of each reading the worlds by option."""
Testing = Callable[[int], bool | None]
"""the truth of a condition on facts; None of any other, and while a fact is not known"""
Known = tuple[tuple[str, Value], ...]
EDITIONS = 16
"""whose grounds are kept"""
MOST_KEPT = 4_096
"""facts whose states are kept, with what is known beside them"""
MOST_FOUND = 8_192
"""of what is kept that was found out about cases; where there is more, all of it goes"""
Found = TypeVar("Found")


class HangsOn(NamedTuple):
    """All that it hangs on what can become of some conditions."""

    truths: Callable[[Any], object]
    """takes the truths of the conditions on facts out of all"""
    beside: Names
    """facts of which the value plays a part: others are compared with them, or tied to them"""
    amounts: Names
    """facts of which only bounds may be known"""
    readings: Names
    moves: bool
    """whether it hangs on the day of the question"""


class Grounds:
    """An edition with its world; what can become of its facts is worked out once."""

    def __init__(self, program: Program, circuit: Circuit) -> None:
        self.program, self.circuit = program, circuit
        self.world = world_of(program)
        self.reached: dict[tuple[object, ...], Any] = {}
        """what conditions can come to, by all that it hangs on,"""
        self.asked: dict[tuple[object, ...], Any] = {}
        """what is to be asked next for a rule,"""
        self.used: dict[tuple[object, ...], tuple[Used, ...]] = {}
        """the readings that an answer rests on, by the same;"""
        self.scales: dict[tuple[object, ...], Any] = {}
        """for rules that are asked together what the values of facts are worth to them;"""
        self.blanks: dict[tuple[object, ...], Any] = {}
        """and for a day the case of which nothing is known"""
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
        """A bit for each fact and reading; facts that are tied have one more in common."""
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
        """Those bits of ties that bind nothing among what a condition hangs on.

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
        """What stands for a fact or a reading among the bits of all that a condition hangs on."""
        return self._bits[name]

    def alone(self, name: str) -> int:
        """The bit of a fact without those of its ties, which come after all facts."""
        return self._bits[name] & -self._bits[name]

    def options(self, situation: Situation) -> dict[str, str]:
        """The option in force of every reading."""
        return self._in_force(tuple(situation.options.items()))

    def _options(self, chosen: tuple[tuple[str, str], ...]) -> dict[str, str]:
        first = {name: options[0] for name, options in self.circuit.interpretations.items()}
        return first | {name: option for name, option in chosen if option and name in first}

    def _alternatives_to(self, now: tuple[tuple[str, str], ...]) -> Alternatives:
        """The worlds in which one reading is another than now, and which have which option."""
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
        """Whether a condition hangs on how something is read."""
        return bool(self._readings_in(number))

    def truths(self, situation: Situation, kind: type[Many] = Many) -> Callable[[int], bool | None]:
        """The truth of each condition in a situation, as the interpreter has it."""
        conditions = self.circuit.conditions
        of_facts = self.testing(conditions, situation.on)(situation.facts)
        many = kind(conditions, 1, {}, of_facts, self.options(situation))

        def truth(number: int) -> bool | None:
            yes, no = many.truth(number)
            return True if yes else False if no else None

        return truth

    def testing(self, conditions: Sequence[Gate], on: date) -> Callable[[Values], Testing]:
        """Test conditions on facts, by their numbers, in one case after the other on a day."""
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
        """What it hangs on what can still become of conditions, or who acts by them."""
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
        """The day on which something is looked at; what does not move is alike on all in force."""
        return on if moves or not self.world.first <= on <= self.world.last else self.world.first

    def moves(self, facts: Iterable[str]) -> bool:
        """Whether what can become of conditions on some facts hangs on the day of the question.

        It does where a day is among them, or counted from one.
        """
        dated = (self.program.facts[fact].domain.type == "date" for fact in facts)
        return any(dated) or any(not isinstance(tie, Only | Adds) for tie in self.world.of(facts))

    def touched_by(self, number: int) -> int:
        """The facts, as bits, that play a part in what can become of a condition.

        They are read in it, or tied to what is.
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
        """For each fact that is tied, itself and those to which it is."""
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
        """The readings that a condition hangs on, each once."""
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
        """What can become of some facts, for conditions on them; None where that is too much."""
        beside, moves = self._beside(facts, leaves)
        day = self.day(situation.on, moves=moves)
        return self._tried(facts, leaves, self.known(situation, beside), day)

    def known(self, situation: Situation, names: Sequence[str]) -> Known:
        """What is known of some facts."""
        return tuple((name, situation.facts[name]) for name in names if name in situation.facts)

    def _names_beside(
        self, facts: tuple[str, ...], leaves: tuple[int, ...]
    ) -> tuple[tuple[str, ...], bool]:
        """The facts that play a part in what can become of some, and whether the day does.

        They are compared with them, or tied to them.
        """
        read = [*facts, *(fact for leaf in leaves for fact in self.read(leaf))]
        tied = [fact for tie in self.world.of(facts) for fact in tie.facts]
        return tuple(dict.fromkeys([*read, *tied])), self.moves(read)

    def tests(self, leaves: Sequence[int]) -> dict[int, Leaf]:
        """Conditions on facts, by their numbers, as those of the program."""
        return {leaf: asked(self.circuit.conditions[leaf], self.names) for leaf in leaves}

    def _worked_out(
        self, facts: tuple[str, ...], leaves: tuple[int, ...], known: Known, on: date
    ) -> Tried | None:
        nodes = self.tests(leaves)
        return tried(self.program, self.world, Situation(dict(known), on), facts, nodes)


def keep(
    kept: dict[tuple[object, ...], Found],
    likeness: tuple[object, ...],
    outcome: Found,
    most: int | None = None,
) -> None:
    """Keep what was found out; where too much is, begin anew."""
    if len(kept) >= (most or MOST_FOUND):
        kept.clear()
    kept[likeness] = outcome


def _nothing(_: object) -> None:
    """The truths of no conditions."""


def grounds_of(program: Program, circuit: Callable[[], Circuit]) -> Grounds:
    """The grounds of a program, made once for each."""
    return _kept(_Same(program, circuit))


@lru_cache(EDITIONS)
def _kept(same: "_Same") -> Grounds:
    return Grounds(same.program, same.circuit())


class _Same:
    """A program by its identity: to compare all that it says takes longer than an answer."""

    def __init__(self, program: Program, circuit: Callable[[], Circuit]) -> None:
        self.program, self.circuit = program, circuit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.program is self.program

    def __hash__(self) -> int:
        return id(self.program)
