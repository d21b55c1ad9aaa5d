"""What all inquiries about cases of one edition stand on, and what they share."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache

from iiz_rules.engine.asking.candidates import candidates, reachable
from iiz_rules.engine.asking.many import Many, Pair
from iiz_rules.engine.asking.tried import Leaf, State, Test, Tried, asked, tried
from iiz_rules.engine.asking.worlds import Adds, world_of
from iiz_rules.engine.compiled.circuit import OF_FACTS, Circuit, facts_of, needed, parts
from iiz_rules.engine.interpreter import Situation
from iiz_rules.engine.result import Used
from iiz_rules.language.program.conditions import Compare, Condition
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
Known = tuple[tuple[str, Value], ...]
Weighed = tuple[tuple[State, int], ...]
"""What values of a fact make of some conditions, with how many of them do."""
MOST_TRIED = 5_000
"""values by which facts are put in order; of more only every so many is tried"""
EDITIONS = 16
"""whose grounds are kept"""
MOST_KEPT = 4_096
"""facts whose states are kept, with what is known beside them"""


class Grounds:
    """An edition with its world; what can become of its facts is worked out once."""

    def __init__(self, program: Program, circuit: Circuit) -> None:
        self.program, self.circuit = program, circuit
        self.world = world_of(program)
        self.asked: dict[tuple[object, ...], object] = {}
        """what is to be asked next, by all that it hangs on"""
        self.used: dict[tuple[object, ...], tuple[Used, ...]] = {}
        """the readings that an answer rests on, by the same"""
        self.names = tuple(fact.id for fact in circuit.facts)
        self._bits = self._numbered()
        self._beside = lru_cache(MOST_KEPT)(self._names_beside)
        self._tried = lru_cache(MOST_KEPT)(self._worked_out)
        self._weighed = lru_cache(MOST_KEPT)(self._weighed_out)
        self._values = lru_cache(MOST_KEPT)(self._values_of)
        self._compared = lru_cache(MOST_KEPT)(self._compared_in)
        self.nodes = lru_cache(MOST_KEPT)(self._nodes)
        self.loose = lru_cache(MOST_KEPT)(self._loose)
        self.alternatives = lru_cache(MOST_KEPT)(self._alternatives_to)
        self.hangs_on = lru_cache(MOST_KEPT)(self._hangs_on)
        self.leaves = lru_cache(MOST_KEPT)(self._leaves_of)

    def _numbered(self) -> dict[str, int]:
        """A bit for each fact and reading; facts that are tied have one more in common."""
        named = (*self.names, *self.circuit.interpretations)
        bits = {name: 1 << number for number, name in enumerate(named)}
        ties = [tie for tie in self.world.ties if len(tie.facts) > 1]
        self._ties = [
            (1 << number, sum({bits[fact] for fact in tie.facts}), bits[tie.facts[-1]], tie)
            for number, tie in enumerate(ties, len(bits))
        ]
        for bit, _, _, tie in self._ties:
            for fact in tie.facts:
                bits[fact] |= bit
        return bits

    def _loose(self, own: int) -> int:
        """Those bits of ties that bind nothing among what a condition hangs on.

        What is counted in parts is bound by the whole alone.
        """
        loose = 0
        for bit, facts, whole, tie in self._ties:
            read = own & facts
            if read & (read - 1) == 0 or (isinstance(tie, Adds) and not read & whole):
                loose |= bit
        return loose

    def bit(self, name: str) -> int:
        """What stands for a fact or a reading among the bits of all that a condition hangs on."""
        return self._bits[name]

    def options(self, situation: Situation) -> dict[str, str]:
        """The option in force of every reading."""
        readings = self.circuit.interpretations.items()
        return {name: situation.options.get(name) or first for name, (first, _) in readings}

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

    @cached_property
    def _choosing(self) -> list[bool]:
        """Of each condition whether it hangs on a reading."""
        hangs: list[bool] = []
        for condition in self.circuit.conditions:
            inside = any(hangs[one] for one in parts(condition))
            hangs.append(inside or condition[0] == "choice")
        return hangs

    def choices(self, number: int) -> bool:
        """Whether a condition hangs on how something is read."""
        return self._choosing[number]

    def truths(self, situation: Situation, kind: type[Many] = Many) -> Callable[[int], bool | None]:
        """The truth of each condition in a situation, as the interpreter has it."""
        conditions, facts = self.circuit.conditions, situation.facts
        given: dict[int, Pair] = {}
        many = kind(conditions, 1, given, lambda _: None, self.options(situation))

        def truth(number: int) -> bool | None:
            for leaf in self.leaves(number):
                if leaf not in given:
                    met = Test(asked(conditions[leaf], self.names), situation)(facts)
                    given[leaf] = int(met is True), int(met is False)
            yes, no = many.truth(number)
            return True if yes else False if no else None

        return truth

    def read(self, number: int) -> tuple[str, ...]:
        """The facts that a condition reads itself."""
        return self._read[number]

    @cached_property
    def _read(self) -> list[tuple[str, ...]]:
        conditions = self.circuit.conditions
        return [tuple(self.names[fact] for fact in facts_of(one)) for one in conditions]

    def _hangs_on(self, rule: str) -> tuple[Leaves, Names, Names, Names]:
        """What it hangs on what can still become of a rule, and who acts in it.

        Conditions on facts; facts of which it plays a part which value they have, because others
        are compared with them or tied to them; those of which only bounds may be known; readings.
        """
        planned, facts = self.circuit.rules[rule], self.program.facts
        numbers = [planned.node, *(one for one in planned.holders if one is not None)]
        inner = needed(self.circuit, numbers)
        leaves = tuple(one for one in inner if self.circuit.conditions[one][0] in OF_FACTS)
        read = dict.fromkeys(name for leaf in leaves for name in self.read(leaf))
        ties = (tie.facts for tie in self.world.ties if not read.keys().isdisjoint(tie.facts))
        beside = [name for names in ties for name in names]
        amounts = tuple(name for name in read if facts[name].domain.type in ("chf", "int"))
        inside = (self.circuit.conditions[one] for one in inner)
        readings = dict.fromkeys(one[1] for one in inside if one[0] == "choice")
        return leaves, tuple({*beside, *self._compared(rule)}), amounts, tuple(readings)

    def tried(
        self, situation: Situation, facts: tuple[str, ...], leaves: tuple[int, ...]
    ) -> Tried | None:
        """What can become of some facts, for conditions on them; None where that is too much."""
        known = self._known(situation, self._beside(facts, leaves))
        return self._tried(facts, leaves, known, situation.on)

    def weighed(
        self, rule: str, situation: Situation, reading: Mapping[str, Sequence[int]]
    ) -> dict[str, Weighed]:
        """What the telling values of each fact make of the conditions that read it."""
        values = {fact: self.values(rule, fact, situation) for fact in reading}
        every = -(-sum(map(len, values.values())) // MOST_TRIED) or 1
        weighed: dict[str, Weighed] = {}
        for fact, leaves in reading.items():
            known = self._known(situation, self._beside((fact,), tuple(leaves)))
            own = values[fact][::every]
            weighed[fact] = self._weighed(fact, own, tuple(leaves), known, situation.on)
        return weighed

    def values(self, rule: str, fact: str, situation: Situation) -> tuple[Value, ...]:
        """The values of a fact that the conditions of a rule can tell apart."""
        beside = self._compared(rule)
        known = self._known(situation, (fact, *beside) if fact in beside else (fact,))
        return self._values(rule, fact, known, situation.on)

    def _known(self, situation: Situation, names: Sequence[str]) -> Known:
        return tuple((name, situation.facts[name]) for name in names if name in situation.facts)

    def _names_beside(self, facts: tuple[str, ...], leaves: tuple[int, ...]) -> tuple[str, ...]:
        """The facts that play a part in what can become of some: compared with them, or tied."""
        read = [fact for leaf in leaves for fact in self.read(leaf)]
        ties = [fact for tie in self.world.ties if {*facts} & {*tie.facts} for fact in tie.facts]
        return tuple(dict.fromkeys([*read, *ties]))

    def _nodes(self, rule: str) -> tuple[Condition, ...]:
        return tuple(reachable(self.program, self.program.rules[rule].node))

    def _compared_in(self, rule: str) -> tuple[str, ...]:
        """The facts that a rule compares with others, and days from which it counts years."""
        nodes, computed = self.nodes(rule), self.program.computed
        pairs: list[tuple[str, ...]] = [
            (one.fact, one.other) for one in nodes if isinstance(one, Compare)
        ]
        pairs += [(one.id, *one.sources) for one in computed]
        return tuple(dict.fromkeys(fact for pair in pairs for fact in pair))

    def _values_of(self, rule: str, fact: str, known: Known, on: date) -> tuple[Value, ...]:
        situation = Situation(dict(known), on)
        return candidates(self.program, self.nodes(rule), fact, situation, alone=True)

    def _leaves_of(self, number: int) -> tuple[int, ...]:
        inside = needed(self.circuit, [number])
        return tuple(one for one in inside if self.circuit.conditions[one][0] in OF_FACTS)

    def _asked(self, leaves: tuple[int, ...]) -> dict[int, Leaf]:
        return {leaf: asked(self.circuit.conditions[leaf], self.names) for leaf in leaves}

    def _worked_out(
        self, facts: tuple[str, ...], leaves: tuple[int, ...], known: Known, on: date
    ) -> Tried | None:
        nodes = self._asked(leaves)
        return tried(self.program, self.world, Situation(dict(known), on), facts, nodes)

    def _weighed_out(
        self, fact: str, values: tuple[Value, ...], leaves: tuple[int, ...], known: Known, on: date
    ) -> Weighed:
        facts = dict(known)
        tests = [Test(node, Situation(facts, on)) for node in self._asked(leaves).values()]
        cases = ({**facts, fact: value} for value in values)
        return tuple(Counter(tuple(test(case) for test in tests) for case in cases).items())


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
