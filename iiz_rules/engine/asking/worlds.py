"""The worlds that are possible: which facts can occur together, and on which days.

Each fact alone can be what its `Domain` allows. What facts have to do with each other is said here
once, as data, for whoever tries out values (the search for what to ask next, the proof at load) or
proves without trying:

- the question lies on a day on which the edition is in force (`World.first`, `World.last`);
- a fact can be the question's day (`Today`), or a day that has come by then (`UntilToday`);
- a fact counts the years between two days (`Years`);
- there is a value of a fact only where another is yes, or one at least (`Only`): no day of what has
  not happened, no quality of who sits in an empty seat;
- counts add up (`Adds`): the members in the seats of a body to its size, and of those there, for
  and against no more than there are.

`possible` says of facts whether they can occur together, `following` what follows from them. Both
take what is known of a case so far, and know nothing but the ties.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from iiz_rules.language.dates import completed_years
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import Value
from iiz_rules.words.frozen import frozen


@frozen
class Today:
    """`fact` is the day of the question."""

    fact: str

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that are tied."""
        return (self.fact,)


@frozen
class UntilToday:
    """`fact` is a day that does not lie after that of the question."""

    fact: str

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that are tied."""
        return (self.fact,)


@frozen
class Years:
    """`fact` counts the years completed from the day `since` to the day `at`.

    Where `at` is None, to the day of the question. They are at least `low`, and at most `high`
    where that is no None; no other days can occur together.
    """

    fact: str
    since: str
    at: str | None
    low: int
    high: int | None

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that are tied."""
        return (self.fact, self.since, *([self.at] if self.at else ()))

    def counted(self, facts: Mapping[str, Value], on: date) -> int | None:
        """The years, where both days are known.

        >>> Years("age", "born", None, 0, 120).counted({"born": date(2004, 3, 6)}, date(2024, 3, 5))
        19
        """
        since, at = facts.get(self.since), facts.get(self.at) if self.at else on
        if not (isinstance(since, date) and isinstance(at, date)):
            return None
        return completed_years(since, at)


@frozen
class Only:
    """There is a value of `fact` only where `where` is yes, or is at least one."""

    fact: str
    where: str

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that are tied."""
        return self.fact, self.where


@frozen
class Adds:
    """The counts `parts` together are `whole`, or where not `exactly` at most that."""

    parts: tuple[str, ...]
    whole: str
    exactly: bool = False

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that are tied."""
        return (*self.parts, self.whole)


Tie = Today | UntilToday | Years | Only | Adds


@frozen
class World:
    """What can be in an edition: from when to when it is asked, and what ties its facts."""

    first: date
    last: date
    ties: tuple[Tie, ...]

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """The ties of each fact, by their numbers."""
        numbers: dict[str, list[int]] = {}
        for number, tie in enumerate(self.ties):
            for fact in tie.facts:
                numbers.setdefault(fact, []).append(number)
        return numbers

    def of(self, facts: Iterable[str]) -> tuple[Tie, ...]:
        """The ties of some facts, in their order; the others are not looked at.

        >>> World(date.min, date.max, (Today("day"), UntilToday("met_on"))).of(["met_on", "age"])
        (UntilToday(fact='met_on'),)
        """
        numbers = {number for fact in facts for number in self._numbers.get(fact, ())}
        return tuple([self.ties[number] for number in sorted(numbers)])

    def around(self, facts: Iterable[str]) -> set[str]:
        """Some facts with all that are tied to them, directly or through others.

        >>> world = World(date.min, date.max, (Only("met_on", "met"), Only("seen", "there")))
        >>> sorted(world.around(["met", "age"]))
        ['age', 'met', 'met_on']
        """
        tied = ahead = {*facts}
        while ahead:
            ahead = {name for tie in self.of(ahead) for name in tie.facts} - tied
            tied = tied | ahead
        return tied


def world_of(program: Program) -> World:
    """The world of a program."""
    today = (Today(fact.id) for fact in program.facts.values() if fact.is_date)
    ties = (*today, *_of_facts(program.facts), *_of_bodies(program))
    return World(program.valid_from or date.min, program.valid_to or date.max, ties)


def _of_facts(facts: Mapping[str, Fact]) -> Iterator[Tie]:
    for fact in facts.values():
        domain = fact.domain
        if domain.until_question:
            yield UntilToday(fact.id)
        if fact.years_since:
            low = domain.at_least or 0
            yield Years(fact.id, fact.years_since, fact.years_at, low, domain.at_most)
        if fact.told_by:
            yield Only(fact.told_by, fact.id)


def _of_bodies(program: Program) -> Iterator[Tie]:
    """What is counted of the members of bodies and of their meetings."""
    for body in program.bodies.values():
        members = tuple(f"{body.id}.{seat.name}.members" for seat in body.seats)
        size, there, in_favour, against, not_for = (
            f"{body.id}.{name}" for name in ("size", "present", "in_favour", "against", "not_for")
        )
        yield Adds(members, size, exactly=not body.unnamed)
        yield Adds((there,), size)
        yield Adds((in_favour, not_for), there)
        yield Adds((against,), not_for)
        for seat, counted in zip(body.seats, members, strict=True):
            yield from (Only(f"{body.id}.{seat.name}.{held}", counted) for held in seat.qualities)
        if body.meets:
            yield Adds((f"{body.id}.meetings_held",), f"{body.id}.meetings_in_all")


def binding(world: World, read: Collection[str]) -> World:
    """A world with those ties alone that bind something among the facts that are read."""

    def binds(tie: Tie) -> bool:
        if isinstance(tie, Adds):
            return tie.whole in read and not {*read}.isdisjoint(tie.parts)
        return len(tie.facts) == 1 or len({*read} & {*tie.facts}) > 1

    return World(world.first, world.last, tuple(filter(binds, world.of(read))))


def following(world: World, facts: Mapping[str, Value], on: date) -> dict[str, Value]:
    """Add the facts that follow from those known, and from the day of the question.

    >>> ties = (Today("day"), Years("age", "born", None, 0, 120), Only("met_on", "met"))
    >>> world = World(date.min, date.max, ties)
    >>> known = {"born": date(2004, 3, 6), "met_on": date(2024, 1, 8)}
    >>> sorted(following(world, known, date(2024, 3, 5)).items() - known.items())
    [('age', 19), ('day', datetime.date(2024, 3, 5)), ('met', True)]
    """
    known = dict(facts)
    for tie in world.ties:
        match tie:
            case Today(fact):
                known.setdefault(fact, on)
            case Years(fact):
                years = tie.counted(known, on)
                if years is not None:
                    known.setdefault(fact, years)
            case Only(fact, where) if isinstance(known.get(fact), (date, str)):
                known.setdefault(where, True)
    return known


def possible(world: World, facts: Mapping[str, Value], on: date) -> bool:
    """Whether facts can occur together in a case that is asked about on a day.

    >>> ties = (Years("age", "born", None, 0, None), UntilToday("met_on"), Only("met_on", "met"))
    >>> world = World(date(2024, 1, 1), date.max, ties)
    >>> on = date(2024, 3, 5)
    >>> possible(world, {"born": date(2020, 1, 1), "age": 18}, on)
    False
    >>> [possible(world, {"met_on": date(2024, 3, day)}, on) for day in (5, 6)]
    [True, False]
    >>> possible(world, {"met": False, "met_on": on}, on), possible(world, {}, date(2023, 12, 31))
    (False, False)
    """
    return world.first <= on <= world.last and all(_holds(tie, facts, on) for tie in world.ties)


def _holds(tie: Tie, facts: Mapping[str, Value], on: date) -> bool:
    """Whether nothing known contradicts a tie."""
    match tie:
        case Today(fact):
            return facts.get(fact, on) == on
        case UntilToday(fact):
            day = facts.get(fact)
            return not isinstance(day, date) or day <= on
        case Years(fact, low=low, high=high):
            years = tie.counted(facts, on)
            within = years is None or (low <= years and (high is None or years <= high))
            return within and (years is None or facts.get(fact, years) == years)
        case Only(fact, where):
            return fact not in facts or _most(facts.get(where, 1)) > 0
    assert isinstance(tie, Adds)
    counts = [facts[part] for part in tie.parts if part in facts]
    if tie.whole not in facts:
        return True
    least, most = sum(map(_least, counts)), sum(map(_most, counts))
    all_known = tie.exactly and len(counts) == len(tie.parts)
    return least <= _most(facts[tie.whole]) and (not all_known or most >= _least(facts[tie.whole]))


def _least(count: Any) -> int:
    """A count, or the least that it can be."""
    return int(getattr(count, "low", count))


def _most(count: Any) -> int:
    """A count, or the most that it can be."""
    return int(getattr(count, "high", count))
