"""What can still become of a case: which facts matter, and what each condition can come to.

An open condition is kept open by its open parts alone. A part that shares no fact with what stands
beside it counts as one question with the answers that it can have, whatever is asked inside it; the
rest is tried in all combinations of states, each a world (`many`). So an `all` of many criteria
that have nothing in common is no more to try than each of them. Where even so there are too many
worlds, all facts of the part are kept and it is said that not all was looked at (`bounded`).

What was found out about a condition holds for all rules of a case that it stands in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from math import prod
from operator import mul, or_
from typing import TYPE_CHECKING, NamedTuple

from iiz_rules.engine.asking.grounds import Grounds, grounds_of
from iiz_rules.engine.asking.many import Many, Pair
from iiz_rules.engine.asking.tried import Division, Learned, Tried
from iiz_rules.engine.compiled.circuit import OF_FACTS, parts
from iiz_rules.engine.compiled.evaluation import CompiledEvaluation
from iiz_rules.engine.compiled.numbering import circuit_of
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.values import Between, settled

if TYPE_CHECKING:
    from iiz_rules.engine.asking.readings import Readings

MOST_WORLDS = 1 << 14
"""of one condition; of more not all are tried"""


class Reached(NamedTuple):
    """What a condition can come to once all is known, and the worlds in which that was tried."""

    yes: bool
    no: bool
    rests: bool
    """whether it can stay open, because the source is silent or there is nothing to know"""
    group: Division | None = None
    """the parts, where none of them shares a fact with another"""
    tried: tuple[Tried, ...] = ()
    apart: tuple[int, ...] = ()
    """how many worlds the states of each lie apart"""
    truth: Pair = (0, 0)
    bounded: bool = False
    """whether not all worlds were tried of it"""
    exact: bool = True
    """whether all worlds were tried of it and of all inside it"""


class CaseInquiry:
    """One case under inquiry: what is known of it, and what was found out about its conditions."""

    def __init__(
        self,
        grounds: Grounds,
        situation: Situation,
        truth: Callable[[int], bool | None],
        readings: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.grounds, self.situation, self.base = grounds, situation, truth
        self.conditions = grounds.circuit.conditions
        self.options = grounds.options(situation)
        self.readings = readings or {}
        """the options of those readings that are tried as well"""
        self._parts: dict[int, tuple[int, ...]] = {}
        self._facts: dict[int, tuple[str, ...]] = {}
        self._own: dict[int, int] = {}
        self._found: dict[int, Reached] = {}
        self.readings_tried: Readings | None = None
        """the case under every option of every reading, once that was asked"""

    # ------------------------------------------------------------------ what is open in it

    def parts(self, number: int) -> tuple[int, ...]:
        """The open parts of an open condition that count, each once."""
        inner = self._parts.get(number)
        if inner is None:
            counting = dict.fromkeys(self._counting(number))
            inner = tuple(one for one in counting if self.base(one) is None)
            self._parts[number] = inner
        return inner

    def _counting(self, number: int) -> Sequence[int]:
        condition = self.conditions[number]
        if condition[0] == "choice" and not self._reading(number):
            return (dict(condition[2])[self.options[condition[1]]],)
        if condition[0] == "by_case" and self.base(condition[1]) is not None:
            return (condition[2] if self.base(condition[1]) else condition[3],)
        return parts(condition)

    def facts(self, number: int) -> tuple[str, ...]:
        """The facts not known that a condition reads itself."""
        names = self._facts.get(number)
        if names is None:
            known, read = self.situation.facts, self.grounds.read(number)
            names = tuple(name for name in read if settled(known.get(name)) is None)
            self._facts[number] = names
        return names

    def likeness(self, rule: str) -> tuple[object, ...]:
        """All that it hangs on what is to be asked next for a rule: what is known and how."""
        leaves, beside, amounts, readings = self.grounds.hangs_on(rule)
        known = self.situation.facts.get
        bounds = (known(name) for name in amounts)
        return (
            rule,
            self.situation.on,
            *map(self.base, leaves),
            *map(known, beside),
            *(one if isinstance(one, Between) else None for one in bounds),
            *(self.options[name] for name in readings),
        )

    def unknown(self, number: int) -> tuple[str, ...]:
        """The facts that keep an open condition open, as they are read."""
        leaves = (one for one in self.walk(number) if not self.parts(one))
        return tuple(dict.fromkeys(name for leaf in leaves for name in self.facts(leaf)))

    def walk(self, number: int) -> Iterator[int]:
        """An open condition and all open ones inside it, each once, as they are read."""
        seen: set[int] = set()
        ahead = [number]
        while ahead:
            one = ahead.pop()
            if one not in seen:
                seen.add(one)
                yield one
                ahead += reversed(self.parts(one))

    def _reading(self, number: int) -> str:
        """The reading that a condition chooses by, where all its options are tried."""
        condition = self.conditions[number]
        return condition[1] if condition[0] == "choice" and condition[1] in self.readings else ""

    def own(self, number: int) -> int:
        """The facts, ties and readings that an open condition hangs on, as bits."""
        bits = self._own.get(number)
        if bits is None:
            bits = reduce(or_, map(self.own, self.parts(number)), 0)
            names = [self._reading(number)] if self._reading(number) else self.facts(number)
            bits = self._own[number] = reduce(or_, map(self.grounds.bit, names), bits)
        return bits

    # ------------------------------------------------------------------- what can become of it

    def found(self, number: int) -> Reached:
        """What a condition can come to."""
        found = self._found.get(number)
        if found is None:
            truth = self.base(number)
            found = self._explored(number) if truth is None else Reached(truth, not truth, False)
            self._found[number] = found
        return found

    def _explored(self, number: int) -> Reached:
        inner = self.parts(number)
        if not self.own(number):
            return Reached(False, False, True)
        loose = self.grounds.loose(self.own(number))
        alone = [*self._alone(inner, 0, loose)]
        if inner and self._is_counted(number) and len(alone) == len(inner):
            group = Division(self._needed(number), inner)
            exact = all(self.found(part).exact for part in inner)
            return Reached(*self._outcomes(group), group, exact=exact)
        groups, leaves, readings = self._divided(number, loose)
        telling = [self._question(group) for group in groups] + self._grounds(leaves, loose)
        telling += [_reading(self.readings[name]) for name in readings]
        whole = [one for one in telling if one is not None]
        if self.readings:  # asked once for all cases: what is known of one plays no part
            whole = [*map(_finished, whole)]
        if len(whole) < len(telling) or prod(len(one.states) for one in whole) > MOST_WORLDS:
            return Reached(True, True, True, bounded=True, exact=False)
        exact = all(self.found(part).exact for group in groups for part in group.parts)
        return self._tried(number, tuple(whole), readings)._replace(exact=exact)

    def _tried(self, number: int, telling: tuple[Tried, ...], readings: Sequence[str]) -> Reached:
        """Try all states of some things together."""
        count = prod(len(one.states) for one in telling)
        final = every = (1 << count) - 1
        given: dict[int, Pair] = {}
        sizes = [len(one.states) for one in telling]
        apart = (*accumulate(sizes[:-1], mul, initial=1),)
        masks = [_masks(distance, size, every) for distance, size in zip(apart, sizes, strict=True)]
        for one, worlds in zip(telling, masks, strict=True):
            for place, condition in enumerate(one.numbers):
                yes = no = 0
                for state, own in zip(one.states, worlds, strict=True):
                    if state[place] is not None:
                        yes, no = (yes | own, no) if state[place] else (yes, no | own)
                given[condition] = yes, no
            final &= sum(own for own, last in zip(worlds, one.final, strict=True) if last)
        options = {
            name: [*zip(self.readings[name], worlds, strict=True)]
            for name, worlds in zip(readings[::-1], masks[::-1], strict=False)
        }
        many = Many(self.conditions, every, given, self.base, self.options, options)
        yes, no = many.truth(number)
        met, failed, rests = (bool(one & final) for one in (yes, no, ~(yes | no)))
        return Reached(met, failed, rests, None, telling, apart, (yes, no))

    def _divided(self, number: int, loose: int) -> tuple[list[Division], list[int], list[str]]:
        """Divide a condition into parts that share nothing, conditions on facts, and readings."""
        groups: list[Division] = []
        leaves: list[int] = []
        readings: dict[str, None] = {}
        ahead, seen = [(number, 0)], {number}
        while ahead:
            one, outside = ahead.pop()
            inner, kind, reading = self.parts(one), self.conditions[one], self._reading(one)
            if kind[0] in OF_FACTS:
                leaves.append(one)
            elif reading:
                readings[reading] = None
                outside |= self.grounds.bit(reading)
            alone = [*self._alone(inner, outside, loose)]
            if kind[0] in ("all", "any") and alone:
                groups.append(Division(len(alone) if kind[0] == "all" else 1, tuple(alone)))
            else:
                groups += (Division(1, (part,)) for part in alone)
            for part in inner:
                if part not in alone and part not in seen:
                    seen.add(part)
                    beside = (self.own(other) for other in inner if other != part)
                    ahead.append((part, reduce(or_, beside, outside)))
        return groups, leaves, [*readings]

    def _alone(self, inner: Sequence[int], outside: int, loose: int) -> Iterator[int]:
        """The parts that share nothing with one another, nor with what is outside."""
        once = twice = loose
        for part in inner:
            own = self.own(part)
            once, twice = once | own, twice | once & own
        shared = (twice | outside) & ~loose
        yield from (part for part in inner if not self.own(part) & shared)

    def _is_counted(self, number: int) -> bool:
        """Whether only the number of its parts that are yes decides, each of which stands once."""
        condition = self.conditions[number]
        twice = condition[0] == "at_least" and len({*condition[2]}) < len(condition[2])
        return condition[0] in COUNTED and not twice

    def _needed(self, number: int) -> int:
        """How many of the open parts have to be yes."""
        condition = self.conditions[number]
        if condition[0] != "at_least":
            return len(self.parts(number)) if condition[0] == "all" else 1
        return int(condition[1]) - sum(self.base(one) is True for one in condition[2])

    def _outcomes(self, group: Division) -> tuple[bool, bool, bool]:
        """What a group can come to: yes, no, and staying open."""
        found = [self.found(part) for part in group.parts]
        most, allowed = sum(one.yes for one in found), len(found) - group.need
        refused = sum(one.no for one in found)
        yes = sum(not (one.no or one.rests) for one in found)
        no = sum(not (one.yes or one.rests) for one in found)
        either = sum(one.yes and one.no and not one.rests for one in found)
        stays = max(0, no + either - allowed) <= min(either, group.need - 1 - yes)
        return most >= group.need, refused > allowed, stays

    def _question(self, group: Division) -> Tried:
        """A group as one question, which stands in the place of its first part."""
        yes, no, rests = self._outcomes(group)
        neutral = (group.need == len(group.parts),) * (len(group.parts) - 1)
        answers = [answer for answer, can in ((True, yes), (False, no)) if can]
        states = tuple((answer, *neutral) for answer in (None, *answers))
        steps: dict[Learned, list[tuple[int, int]]] = {
            (group, answer): [(0, place)] for place, answer in enumerate(answers, 1)
        }
        return Tried(group.parts, states, steps, (rests, *[True] * len(answers)))

    def _grounds(self, leaves: Sequence[int], loose: int) -> list[Tried | None]:
        """The states of the facts that conditions read, together where they are tied."""
        sharing: list[tuple[int, list[int]]] = []
        for leaf in sorted(leaves):
            bits, members = self.own(leaf) & ~loose, [leaf]
            for group in [group for group in sharing if group[0] & bits]:
                sharing.remove(group)
                bits, members = bits | group[0], group[1] + members
            sharing.append((bits, members))
        groups = [tuple(sorted(own)) for _, own in sharing]
        return [self.grounds.tried(self.situation, self._read(own), own) for own in groups]

    def _read(self, leaves: Sequence[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for leaf in leaves for name in self.facts(leaf)))

    # --------------------------------------------------------------------- what matters in it

    def number(self, rule: str) -> int:
        """The number of the condition that a rule is."""
        return self.grounds.circuit.rules[rule].node

    def relevant(self, rule: str) -> tuple[tuple[str, ...], bool]:
        """The facts that can still change an open rule, as read; whether not all was tried."""
        matter: set[str] = set()
        number = self.number(rule)
        bounded = self._learn(number, True, True, matter)
        return tuple(name for name in self.unknown(number) if name in matter), bounded

    def _learn(self, number: int, yes: bool, no: bool, matter: set[str]) -> bool:
        """Gather the facts that make a condition yes or no, whichever matters."""
        found = self.found(number)
        if found.bounded:
            matter.update(self.unknown(number))
            return True
        bounded = False
        if found.group:
            bounded |= self._share(found.group, yes, no, matter)
        asked: dict[Division, dict[bool, bool]] = {}
        for learned, met, failed in _changes(found):
            if not ((met and yes) or (failed and no)):
                continue
            if isinstance(learned, str):
                matter.add(learned)
            else:
                asked.setdefault(learned[0], {})[learned[1]] = True
        for group, answers in asked.items():
            bounded |= self._share(group, True in answers, False in answers, matter)
        return bounded

    def _share(self, group: Division, yes: bool, no: bool, matter: set[str]) -> bool:
        """Gather what matters in the parts of a group, where its yes or its no does."""
        found = {part: self.found(part) for part in group.parts}
        most, refused = (
            sum(one.yes for one in found.values()),
            sum(one.no for one in found.values()),
        )
        bounded = False
        for part, one in found.items():
            met = yes and one.yes and most >= group.need
            failed = no and one.no and refused > len(group.parts) - group.need
            if met or failed:
                bounded |= self._learn(part, met, failed, matter)
        return bounded


COUNTED = ("all", "any", "at_least")


def _masks(apart: int, size: int, every: int) -> list[int]:
    """The worlds of each state of something: those of different things cross."""
    first = ((1 << apart) - 1) * (every // ((1 << apart * size) - 1))
    return [first << (apart * place) for place in range(size)]


def _changes(found: Reached) -> Iterator[tuple[Learned, bool, bool]]:
    """For all that can be learned, whether it can make the condition yes, and no."""
    yes, no = found.truth
    every = (1 << prod(len(one.states) for one in found.tried)) - 1
    for one, apart in zip(found.tried, found.apart, strict=True):
        worlds = _masks(apart, len(one.states), every)
        met = [(yes & at) >> apart * place for place, at in enumerate(worlds)]
        failed = [(no & at) >> apart * place for place, at in enumerate(worlds)]
        for learned, steps in one.steps.items():
            yield (
                learned,
                any(met[to] & ~met[of] for of, to in steps),
                any(failed[to] & ~failed[of] for of, to in steps),
            )


def _finished(tried: Tried) -> Tried:
    """The states in which nothing more is to be learned."""
    last = (state for state, final in zip(tried.states, tried.final, strict=True) if final)
    states = tuple(dict.fromkeys(last)) if tried.numbers else tried.states
    return Tried(tried.numbers, states, {}, (True,) * len(states))


def _reading(options: Sequence[str]) -> Tried:
    """A reading with its options, one of which is always in force."""
    return Tried((), ((),) * len(options), {}, (True,) * len(options))


def inquiry_of(evaluation: Evaluation) -> CaseInquiry:
    """The inquiry into what was evaluated, the same for all who ask."""
    try:
        return evaluation.inquiry
    except AttributeError:
        evaluation.inquiry = _inquiry(evaluation)
        return evaluation.inquiry


def _inquiry(evaluation: Evaluation) -> CaseInquiry:
    """Begin one: truths that the evaluation has numbered are taken from it, others found out."""
    program, situation = evaluation.program, evaluation.situation
    if not isinstance(evaluation, CompiledEvaluation):
        grounds = grounds_of(program, lambda: circuit_of(program))
        return CaseInquiry(grounds, situation, grounds.truths(situation))
    grounds = grounds_of(program, lambda: evaluation.day.engine.circuit)
    beside = grounds.truths(situation)

    def truth(number: int) -> bool | None:
        try:
            return evaluation.known(number)
        except KeyError:  # a condition of another rule than those asked
            return beside(number)

    return CaseInquiry(grounds, situation, truth)
