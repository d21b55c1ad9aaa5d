"""What can still become of a case: what each condition can come to once all is known.

An open condition is kept open by its open parts alone. A part that shares no fact with what stands
beside it counts as one question with the answers that it can have, whatever is asked inside it; the
rest is tried in all combinations of states, each a world (`many`). So an `all` of many criteria
that have nothing in common is no more to try than each of them. Where even so there are too many
worlds, all facts of the part are kept and it is said that not all was looked at (`bounded`).

What was found out about a condition holds for all rules of a case that it stands in, and for all
cases of which the same is known inside it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from math import prod
from operator import mul, or_
from typing import TYPE_CHECKING, Self

from iiz_rules.engine.asking.grounds import Grounds, grounds_of, keep
from iiz_rules.engine.asking.many import Many, Pair
from iiz_rules.engine.asking.open_case import OpenCase
from iiz_rules.engine.asking.tried import Division, Learned, Tried
from iiz_rules.engine.compiled.circuit import OF_FACTS
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.interpreter import Situation

if TYPE_CHECKING:
    from iiz_rules.engine.asking.analysis import Questions
    from iiz_rules.engine.asking.readings import Readings
    from iiz_rules.engine.asking.weighing import Weighing
    from iiz_rules.engine.result import Used

MOST_BLANK = 64
"""days and options for which the blank case is kept"""
MOST_WORLDS = 1 << 14
"""worlds tried of one condition; if there are more, not all are"""


class Reached:
    """What a condition can come to once all is known, and the worlds in which that was tried."""

    __slots__ = ("bounded", "exact", "group", "matter", "no", "rests", "tried", "truth", "yes")

    def __init__(
        self,
        outcomes: tuple[bool, bool, bool],
        *,
        group: Division | None = None,
        tried: Sequence[tuple[Tried, int]] = (),
        truth: Pair = (0, 0),
        bounded: bool = False,
        exact: bool = True,
    ) -> None:
        self.yes, self.no, self.rests = outcomes
        """whether it can be yes, can be no, can stay open (for a silence, or nothing to learn)"""
        self.group = group
        """the parts, if none of them shares a fact with another"""
        self.tried, self.truth = tried, truth
        """what was tried, with the distance of its states in worlds; the worlds of yes and no"""
        self.bounded, self.exact = bounded, exact
        """whether some worlds were not tried; whether all were, also of everything inside"""
        self.matter: dict[bool, tuple[int, bool]] = {}
        """the facts that can make it yes, and no, once asked for (`matter`)"""


class CaseInquiry(OpenCase):
    """One case under inquiry, with the results about its conditions."""

    def __init__(
        self,
        grounds: Grounds,
        situation: Situation,
        truth: Callable[[int], bool | None],
        readings: Mapping[str, Sequence[str]] | None = None,
        blank: Self | None = None,
    ) -> None:
        super().__init__(grounds, situation, truth, readings, blank)
        self._found: dict[int, Reached] = {}
        self.asked: dict[str, Questions] = {}
        """what to ask next, by rule"""
        self.used: dict[str, tuple[Used, ...]] = {}
        """the readings that an answer rests on, by rule"""
        self.weighings: dict[tuple[object, ...], Weighing] = {}
        """how telling facts are to rules asked together"""
        self.readings_tried: Readings | None = None
        """the case under every option of every reading, once asked for"""

    def found(self, number: int) -> Reached:
        """What a condition can come to."""
        reached = self._found.get(number)
        if reached is None:
            blank = self.untouched(number)
            reached = self._found[number] = blank.found(number) if blank else self._reached(number)
        return reached

    def _reached(self, number: int) -> Reached:
        truth = self.base(number)
        return self._open(number) if truth is None else Reached((truth, not truth, False))

    def _open(self, number: int) -> Reached:
        """What an open condition can come to, cached for all cases with the same knowledge."""
        if not self.own(number):
            return Reached((False, False, True))
        if self.conditions[number][0] in OF_FACTS:
            own = self.grounds.tried(self.situation, self.facts(number), (number,))
            return self._together(number, [own])
        if self._stands_for(number):
            return self.found(*self.parts(number))
        likeness, cache = self.likeness(number), self.grounds.reached
        reached = cache.get(likeness)
        if reached is None:
            reached = self._explored(number)
            keep(cache, likeness, reached)
        return reached

    def _stands_for(self, number: int) -> bool:
        """Whether a condition equals one of its parts: the option in force, the branch taken."""
        condition = self.conditions[number]
        if condition[0] == "choice":
            return not self.reading(number)
        return condition[0] == "by_case" and self.base(condition[1]) is not None

    def _explored(self, number: int) -> Reached:
        inner, loose = self.parts(number), self.grounds.loose(self.own(number))
        if self._is_counted(number) and len(self._alone(inner, 0, loose)) == len(inner):
            group = Division(self._needed(number), inner)
            exact = all(self.found(part).exact for part in inner)
            return Reached(self._outcomes(group), group=group, exact=exact)
        groups, leaves, readings = self._divided(number, loose)
        telling = [self._question(group) for group in groups] + self._grounds(leaves, loose)
        telling += [_reading(self.readings[name]) for name in readings]
        exact = all(self.found(part).exact for group in groups for part in group.parts)
        return self._together(number, telling, readings, exact)

    def _together(
        self,
        number: int,
        telling: Sequence[Tried | None],
        readings: Sequence[str] = (),
        exact: bool = True,
    ) -> Reached:
        """Try all states of some things together, if they are not too many."""
        whole = [one for one in telling if one is not None]
        if self.readings:  # asked once for all cases: what is known of one plays no part
            whole = [*map(_finished, whole)]
        sizes = [len(one.states) for one in whole]
        if len(whole) < len(telling) or prod(sizes) > MOST_WORLDS:
            return Reached((True, True, True), bounded=True, exact=False)
        final = every = (1 << prod(sizes)) - 1
        apart = [*accumulate(sizes[:-1], mul, initial=1)]
        masks = [
            worlds_of(distance, size, every) for distance, size in zip(apart, sizes, strict=True)
        ]
        truths: dict[int, Pair] = {}
        for thing, worlds in zip(whole, masks, strict=True):
            truths.update(_truths(thing, worlds))
            final &= sum(own for own, last in zip(worlds, thing.final, strict=True) if last)
        options = {
            name: [*zip(self.readings[name], worlds, strict=True)]
            for name, worlds in zip(readings[::-1], masks[::-1], strict=False)
        }
        many = Many(self.conditions, every, truths, self.base, self.options, options)
        yes, no = many.truth(number)
        outcomes = bool(yes & final), bool(no & final), bool(final & ~(yes | no))
        tried = [*zip(whole, apart, strict=True)]
        return Reached(outcomes, tried=tried, truth=(yes, no), exact=exact)

    def _divided(self, number: int, loose: int) -> tuple[list[Division], list[int], list[str]]:
        """Divide a condition into parts that share nothing, conditions on facts, and readings."""
        groups: list[Division] = []
        leaves: list[int] = []
        readings: dict[str, None] = {}
        ahead, seen = [(number, 0)], {number}
        while ahead:
            condition, outside = ahead.pop()
            inner, reading = self.parts(condition), self.reading(condition)
            kind = self.conditions[condition]
            if kind[0] in OF_FACTS:
                leaves.append(condition)
            elif reading:
                readings[reading] = None
                outside |= self.grounds.bit(reading)
            alone = self._alone(inner, outside, loose)
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

    def _alone(self, inner: Sequence[int], outside: int, loose: int) -> list[int]:
        """The parts that share nothing with one another or with the outside."""
        once = twice = loose
        owned = [*map(self.own, inner)]
        for own in owned:
            once, twice = once | own, twice | once & own
        shared = (twice | outside) & ~loose
        return [part for part, own in zip(inner, owned, strict=True) if not own & shared]

    def _is_counted(self, number: int) -> bool:
        """Whether only the number of yes among its distinct parts decides."""
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
        reached = [self.found(part) for part in group.parts]
        most, allowed = sum(one.yes for one in reached), len(reached) - group.need
        refused = sum(one.no for one in reached)
        yes = sum(not (one.no or one.rests) for one in reached)
        no = sum(not (one.yes or one.rests) for one in reached)
        either = sum(one.yes and one.no and not one.rests for one in reached)
        stays = max(0, no + either - allowed) <= min(either, group.need - 1 - yes)
        return most >= group.need, refused > allowed, stays

    def _question(self, group: Division) -> Tried:
        """A group as one question, in the place of its first part."""
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
        return [self.grounds.tried(self.situation, tuple(self.unknown(own)), own) for own in groups]


COUNTED = ("all", "any", "at_least")


def worlds_of(apart: int, size: int, every: int) -> list[int]:
    """The worlds of each state of something; those of different things cross."""
    first = ((1 << apart) - 1) * (every // ((1 << apart * size) - 1))
    return [first << (apart * place) for place in range(size)]


def _truths(tried: Tried, worlds: Sequence[int]) -> Iterator[tuple[int, Pair]]:
    """The worlds in which each condition is yes and no, by the states of what it depends on."""
    for number, truths in zip(tried.numbers, zip(*tried.states, strict=True), strict=True):
        yes = no = 0
        for truth, own in zip(truths, worlds, strict=True):
            if truth is not None:
                yes, no = (yes | own, no) if truth else (yes, no | own)
        yield number, (yes, no)


def _finished(tried: Tried) -> Tried:
    """The states in which nothing more is to be learned."""
    last = (state for state, final in zip(tried.states, tried.final, strict=True) if final)
    states = tuple(dict.fromkeys(last)) if tried.numbers else tried.states
    return Tried(tried.numbers, states, {}, (True,) * len(states))


def _reading(options: Sequence[str]) -> Tried:
    """A reading with its options, one of which is always in force."""
    return Tried((), ((),) * len(options), {}, (True,) * len(options))


def inquiry_of(evaluation: Evaluation) -> CaseInquiry:
    """The inquiry into an evaluation, made once."""
    try:
        return evaluation.inquiry
    except AttributeError:
        evaluation.inquiry = _inquiry(evaluation)
        return evaluation.inquiry


def _inquiry(evaluation: Evaluation) -> CaseInquiry:
    """A new inquiry; truths known to the evaluation are taken from it."""
    situation = evaluation.situation
    grounds = grounds_of(evaluation.program, lambda: evaluation.circuit)
    truth = evaluation.numbered(lambda: grounds.truths(situation))
    return CaseInquiry(grounds, situation, truth, blank=_blank(grounds, situation))


def _blank(grounds: Grounds, like: Situation) -> CaseInquiry:
    """The inquiry into the case of which only the day is known, cached for some days."""
    today = {fact: on for fact, on in like.facts.items() if grounds.program.facts[fact].is_date}
    options = grounds.options(like)
    key = like.on, *today, *options.values()
    inquiry: CaseInquiry | None = grounds.blanks.get(key)
    if inquiry is None:
        situation = Situation(today, like.on, options)
        inquiry = CaseInquiry(grounds, situation, grounds.truths(situation))
        keep(grounds.blanks, key, inquiry, MOST_BLANK)
    return inquiry
