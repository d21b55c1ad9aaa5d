"""THE definition of how a case moves through time, in plain Python and without a clock.

Two things move a case: an event, which changes facts, and the passing of days. After either the
rules that it can touch are asked again, and the difference is what is told: a duty arises on the
day its rule becomes a yes and is settled when an event makes it a no; a way goes on to its next
step. With the closing of a case ends what was owed in it; afterwards only an event can bring a
duty, never the mere days. Nothing here knows a canton, and no rule has a second meaning: `Engine`
answers as the interpreter does.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from iiz_rules.engine import deadlines
from iiz_rules.engine.interpreter import Situation
from iiz_rules.escalation.change import Change
from iiz_rules.escalation.consequences import after, counted_dates, follows
from iiz_rules.escalation.machine import Machine
from iiz_rules.escalation.state import Entry, Kind, Owed, State, Verdict
from iiz_rules.escalation.ways import acting, moved_on
from iiz_rules.language.program.rules import Rule
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value

Facts = Mapping[str, Value]
TURNED: dict[Truth, Kind] = {Truth.YES: "holds", Truth.NO: "fails", Truth.OPEN: "open"}


class Engine(Protocol):
    """What answers rules and lets triggers fire."""

    def verdicts(self, rules: Iterable[str], situation: Situation) -> dict[str, Verdict]:
        """Answer some rules."""
        ...

    def fired(self, event: str, situation: Situation) -> tuple[str, ...]:
        """Give the triggers that an event sets off, and those that these set off, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Occurred:
    """What an event led to: the triggers that it set off, and all that is to be told."""

    fired: tuple[str, ...]
    entries: tuple[Entry, ...]


class Timeline:
    """The rules of movement of one edition, under chosen readings."""

    def __init__(self, machine: Machine, engine: Engine, options: Mapping[str, str]) -> None:
        self.machine, self.engine, self.options = machine, engine, options
        self.program = machine.program

    def situation(self, facts: Facts, on: date) -> Situation:
        """Give the case on a day, with what follows from its facts."""
        return Situation(self.machine.computed(facts, on), on, self.options)

    def opened(self, on: date) -> tuple[State, tuple[Entry, ...]]:
        """Open a case: known is what the edition says of a case before its first event."""
        return self._begun(on, self.program.initially)

    def taken_over(
        self, on: date, facts: Facts, begun: bool, closed: bool, owing: Collection[str]
    ) -> tuple[State, tuple[Entry, ...]]:
        """Take a case over from another edition, with its facts, and what it was `owing`.

        A closed case goes on to owe no more than that.
        """
        state, told = self._begun(on, facts, begun)
        if not closed:
            return state, told
        owed = {name: one for name, one in state.owed.items() if name in owing}
        ways = dict.fromkeys(state.position)
        kept = tuple(
            one for one in told if one.kind not in ("arose", "entered") or one.rule in owed
        )
        return replace(state, owed=owed, position=ways, closed=True), kept

    def _begun(
        self, on: date, facts: Facts, begun: bool = False
    ) -> tuple[State, tuple[Entry, ...]]:
        situation = self.situation(facts, on)
        state = State(on, dict(facts), situation, {}, {}, {}, begun)
        return self._asked(state, self.machine.watched)

    def occurred(self, state: State, event: str, facts: Facts) -> tuple[State, Occurred]:
        """Let an event happen on the day of the state: what it sets, then all that follows."""
        one = self.program.events[event]
        changed = after(one, state.facts, facts, state.on)
        touched = [fact for fact in one.brings if changed.get(fact) != state.facts.get(fact)]
        situation = self.situation(changed, state.on)
        fired = self.engine.fired(event, situation)
        closed = one.closes or (state.closed and not one.opens)
        moved = replace(state, facts=changed, situation=situation, begun=True, closed=closed)
        counted = counted_dates(self.program, fired, state.on)
        rules = (*self.machine.reading(touched), *counted, *self._turning(state, closed))
        closing = closed and not state.closed
        found, told = self._asked(moved, rules, counted, closing)
        return found, Occurred(fired, (*follows(self.program, fired, situation), *told))

    def _turning(self, state: State, closed: bool) -> Iterable[str]:
        """Name the duties that end with a closing, or come back where a case is taken up again."""
        if closed == state.closed:
            return ()
        if closed:
            return tuple(state.owed)
        duties = self.machine.duties
        return tuple(one for one in duties if _truth(state.verdicts, one) is Truth.YES)

    def passed(self, state: State, to: date) -> tuple[State, tuple[Entry, ...]]:
        """Let the days pass: what fell due, arose or lapsed in between, in order."""
        told: list[Entry] = []
        for now, entries in self.moves(state, to):
            state = now
            told += entries
        return (self.at(state, to) if to > state.on else state), tuple(told)

    def moves(
        self, state: State, to: date, only: frozenset[str] | None = None
    ) -> Iterator[tuple[State, tuple[Entry, ...]]]:
        """Give the case on each day on which something can change; `only` some rules if named."""
        while (step := self.next(state)) and step[0] <= to:
            day, rules = step
            asked = rules if only is None else only.intersection(rules)
            state, told = self._asked(self.at(state, day), asked)
            yield state, told

    def at(self, state: State, day: date) -> State:
        """Give a case on a later day, nothing asked again."""
        return replace(state, on=day, situation=self.situation(state.facts, day))

    def next(self, state: State) -> tuple[date, tuple[str, ...]] | None:
        """Give the next day on which something can change, and the rules to ask then."""
        day, rules = self.machine.next_change(state.facts, state.on) or (date.max, ())
        for one in state.owed.values():
            for edge in _due_and_after(one.due):
                if state.on < edge <= day:
                    rules = (*(rules if edge == day else ()), one.duty)
                    day = edge
        return (day, rules) if rules else None

    def _asked(
        self,
        state: State,
        rules: Iterable[str],
        counted: Mapping[str, date] | None = None,
        closing: bool = False,
    ) -> tuple[State, tuple[Entry, ...]]:
        """Ask some rules again, and tell what became otherwise; `counted` is None for mere days."""
        situation = state.situation
        fresh = self.engine.verdicts(self.machine.in_order(rules), situation)
        before, owed, told = state.verdicts, dict(state.owed), list[Entry]()
        for name, verdict in fresh.items():  # in the order asked
            rule = self.program.rules[name]
            if rule.kind == "duty":
                old, was = owed.pop(name, None), _truth(before, name)
                now = self._owed(rule, verdict, situation, old, counted)
                if state.closed and _ended(old, was, counted is not None, closing):
                    now = None
                change = Change(old, now, verdict.truth, counted is not None, closing)
                told += change.told(situation)
                owed |= {name: now} if now else {}
            elif self._turned(name, _truth(before, name), verdict.truth):
                told.append(Entry(TURNED[verdict.truth], state.on, name, situation))
        verdicts = {**before, **fresh}
        ways_open = {} if state.closed else self.program.ways
        position, ways = moved_on(self.program, ways_open, state.position, verdicts, situation)
        found = replace(state, verdicts=verdicts, owed=owed, position=position)
        return found, (*told, *ways)

    def _owed(
        self,
        rule: Rule,
        verdict: Verdict,
        situation: Situation,
        before: Owed | None,
        counted: Mapping[str, date] | None,
    ) -> Owed | None:
        """Give what is owed by a duty now; None where it is not, or that is open."""
        if verdict.truth is not Truth.YES:
            return None
        own = (counted or {}).get(rule.id, before.counted if before else None)
        due = own or deadlines.due(self.program, rule.id, situation)
        anew = before is None or (counted is None and due != before.due)
        since = situation.on if anew or before is None else before.since
        return Owed(rule.id, since, *acting(rule, verdict), due, own)

    def _turned(self, rule: str, before: Truth, now: Truth) -> bool:
        """Whether a rule has to be told of; a step only where it is not ruled out any more."""
        if rule in self.machine.steps:
            return before is Truth.NO and now is Truth.OPEN
        return before is not now


def _ended(old: Owed | None, was: Truth, by_event: bool, closing: bool) -> bool:
    """Whether a closed case does not owe a duty: it ended with the closing, or days brought it."""
    if closing or old:
        return closing and old is not None
    return was is Truth.YES or not by_event


def _truth(verdicts: Mapping[str, Verdict], rule: str) -> Truth:
    return verdicts[rule].truth if rule in verdicts else Truth.OPEN


def _due_and_after(due: date | None) -> tuple[date, ...]:
    """Give the day on which something falls due, and the first on which it is late."""
    if due is None:
        return ()
    return (due,) if due == date.max else (due, due + timedelta(days=1))
