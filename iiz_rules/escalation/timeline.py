"""THE definition of how a case moves through time, in plain Python and without a clock.

Two things move a case: an event, which changes facts, and the passing of days. After either the
rules that it can touch are asked again, and the difference is what is told: a duty arises on the
day its rule becomes a yes and is settled when an event makes it a no; a way goes on to its next
step. A date that has passed was missed: the duty is owed on, and one of each period is owed anew
in the next. With the closing of a case ends what was owed in it; afterwards only an event can
bring a duty, never the mere days. Nothing here knows a canton, and no rule has a second meaning: a
`CaseEngine` answers as the interpreter does, and its answers are the reasons for what is told.

The file reads from the whole to its parts: a case, a rule asked again, a duty, a way, a trigger.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from typing import Protocol

from iiz_rules.answers.decision import Decision
from iiz_rules.case.facts import CaseFacts, derive
from iiz_rules.engine import deadlines, holders
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.interpreter import Situation
from iiz_rules.escalation.machine import Machine, Turn, day_and_next
from iiz_rules.escalation.state import Change, ChangeKind, Decisions, Owed, State
from iiz_rules.findings.errors import CaseError
from iiz_rules.language.dates import shift, span
from iiz_rules.language.program.events import Event, EventDay, missing
from iiz_rules.language.program.organisation import Competence
from iiz_rules.language.program.rules import ACTOR, Holder, Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value

Facts = Mapping[str, Value]
Moved = tuple[State, tuple[Change, ...]]
"""A case after a move, and what is told of it."""
TURNED: dict[Truth, ChangeKind] = {Truth.YES: "holds", Truth.NO: "fails", Truth.OPEN: "open"}


class CaseEngine(Protocol):
    """What answers rules and lets triggers fire."""

    def evaluate(self, rules: Sequence[str], situation: Situation) -> Evaluation:
        """Answer some rules of a case, or more than these, each with its reasons."""

    def verdict(self, rule: str, situation: Situation) -> Truth:
        """The verdict of one rule, without its reasons."""

    def fired(self, causes: Collection[str], situation: Situation) -> dict[str, Evaluation]:
        """Answer the triggers that causes set off, and those that these set off, in order.

        A cause is an event or a date that was missed.
        """


@dataclass(frozen=True, slots=True)
class Cause:
    """Why rules are asked again: an event, a day that has come, a date counted, a handing over."""

    event: bool = False
    days: bool = False
    counted: Mapping[str, date] = field(default_factory=dict)
    """the days that triggers counted, by duty"""
    closing: bool = False
    """whether the event closed the case: what ends with it was not done"""
    turning: bool = False
    """whether it closed the case, or took it up again"""


MERE_DAYS = Cause(days=True)


@dataclass(frozen=True, slots=True)
class Late:
    """What is known of a case with an event that was learned later than it happened."""

    day: date
    """on which it happened"""
    facts: Facts
    """what is known now"""
    closed: bool
    on: Callable[[date], Facts]
    """what is known now of another day"""


class Timeline:
    """The rules of movement of one edition, under chosen interpretations.

    A `quiet` one passes over the day on which a date comes: that is told, and changes nothing.
    """

    def __init__(
        self,
        machine: Machine,
        engine: CaseEngine,
        options: Mapping[str, str],
        *,
        quiet: bool = False,
    ) -> None:
        self.machine, self.engine, self.options = machine, engine, options
        self.program, self._quiet = machine.program, quiet

    # ------------------------------------------------------------------ how a case begins

    def opened(self, on: date) -> Moved:
        """Open a case: known is what the edition says of a case before its first event."""
        return self._begun(on, self.program.initially)

    def taken_over(
        self,
        on: date,
        facts: Facts,
        begun: bool,
        closed: bool,
        owing: Collection[str],
        missed: Iterable[Owed],
    ) -> Moved:
        """Take a case over from another edition, with its facts, and what it was `owing`.

        What was `missed` goes on to be owed, unless the edition does not know such a duty. A closed
        case goes on to owe no more than all that.
        """
        late: dict[str, tuple[Owed, ...]] = {}
        for owed in missed:
            if owed.duty in self.machine.duties:
                late[owed.duty] = (*late.get(owed.duty, ()), owed)
        state, changes = self._begun(on, facts, begun, late)
        if not closed:
            return state, changes
        still_owed = {duty: owed for duty, owed in state.owed.items() if duty in owing}
        remaining = tuple(
            change
            for change in changes
            if change.kind not in ("arose", "entered") or change.rule in still_owed
        )
        position = dict.fromkeys(state.position)
        return replace(state, owed=still_owed, position=position, closed=True), remaining

    def _begun(
        self,
        on: date,
        facts: Facts,
        begun: bool = False,
        late: Mapping[str, tuple[Owed, ...]] | None = None,
    ) -> Moved:
        state = State(
            on, dict(facts), self.situation(facts, on), {}, Decisions(), late or {}, {}, begun
        )
        return self._asked(state, self.machine.watched, Cause())

    def situation(self, facts: Facts, on: date) -> Situation:
        """The case on a day, with what follows from its facts; CaseError if something cannot be."""
        known = CaseFacts(dict(facts), {}, [])
        findings = list(derive(self.program, known, {}, on))
        if findings:
            raise CaseError(findings)
        return Situation(known.facts, on, self.options)

    def evaluated(self, rule: str, facts: Facts, on: date) -> Evaluation:
        """Ask a rule on a day, of the facts that it reads and no others."""
        read = self.machine.read[rule]
        known = {fact: value for fact, value in facts.items() if fact in read}
        return self.engine.evaluate([rule], self.situation(known, on))

    # ------------------------------------------------------------------------- an event

    def occurred(
        self, state: State, name: str, facts: Facts, late: Late | None = None
    ) -> tuple[State, tuple[str, ...], tuple[Change, ...]]:
        """Let an event happen on the day of the state: what it sets, then all that follows.

        Between the case and what is told stand the triggers that the event set off. Of one that
        is learned `late` the dates are those of its own day.
        """
        event, day = self.program.events[name], late.day if late else state.on
        was = state.closed
        known = late.facts if late else after(self.program, event, state.facts, facts, day, was)
        told = known.keys() | state.facts.keys() if late else event.brings
        touched = [fact for fact in told if known.get(fact) != state.facts.get(fact)]
        situation = self.situation(known, state.on)
        fired = self.engine.fired((name,), situation)
        closed = late.closed if late else event.closes or (state.closed and not event.opens)
        counted = counted_dates(self.program, fired, day)
        turning = closed is not state.closed
        cause = Cause(True, counted=counted, closing=turning and closed, turning=turning)
        rules = (*self.machine.reading(touched), *counted, *self._turning(state, closed))
        standing = state.verdicts, state.decisions, state.owed, state.position
        moved = State(state.on, known, situation, *standing, True, closed)
        moved, done = self._not_missed(moved, late) if late else (moved, ())
        now, changes = self._asked(moved, rules, cause)
        return now, tuple(fired), (*self._brought(fired, situation), *done, *changes)

    def _not_missed(self, state: State, late: Late) -> Moved:
        """Settle what counted as missed and was not owed when its day came, as is known now."""
        owed, changes = dict(state.owed), list[Change]()
        for duty, dates in state.owed.items():
            done = {due.due: self._done(duty, due, state.on, late) for due in dates}
            settled = [(due, done[due.due]) for due in dates if done[due.due]]
            owed[duty] = tuple(due for due in dates if not done[due.due])
            changes += (
                Change("settled", state.on, duty, decision, due.bearer, due.of, due.due)
                for due, decision in settled
                if decision
            )
        return replace(state, owed={duty: left for duty, left in owed.items() if left}), tuple(
            changes
        )

    def _done(self, duty: str, owed: Owed, on: date, late: Late) -> Decision | None:
        """The decision that a duty was not owed on its day, which has passed; None where it was."""
        if owed.due is None or not owed.late(on) or owed.due < late.day:
            return None
        then = self.situation(late.on(owed.due), owed.due)
        evaluation = self.engine.evaluate([duty], then)
        return Decision(evaluation, duty) if evaluation.verdicts[duty] is Truth.NO else None

    def _turning(self, state: State, closed: bool) -> Iterable[str]:
        """Name the duties that end with a closing, or come back where a case is taken up again."""
        if closed == state.closed:
            return ()
        if closed:
            return tuple(state.owed)
        return tuple(duty for duty in self.machine.duties if state.verdicts[duty] is Truth.YES)

    # ------------------------------------------------------------------ the passing of days

    def passed(self, state: State, to: date) -> Moved:
        """Let the days pass: what fell due, arose or lapsed in between, in order."""
        passed_changes: list[Change] = []
        for now, changes in self.moves(state, to):
            state = now
            passed_changes += changes
        return (self.at(state, to) if to > state.on else state), tuple(passed_changes)

    def moves(self, state: State, to: date) -> Iterator[Moved]:
        """The case on each day on which something can change."""
        turns = self.machine.turns(state.facts, state.on, to)
        while turn := self._next(state, turns, to):
            state, changes = self._came(self.at(state, turn[0]), turn[1])
            yield state, changes

    def _came(self, state: State, rules: Iterable[str]) -> Moved:
        """Let a day come: what it brings, then the triggers that the dates missed on it set off."""
        state, changes = self._asked(state, rules)
        missed = [missing(change.rule) for change in changes if change.kind == "missed"]
        fired = self.engine.fired(missed, state.situation) if missed else {}
        if not fired:
            return state, changes
        counted = counted_dates(self.program, fired, state.on)
        told = self._brought(fired, state.situation)
        state, moved = self._asked(state, counted, Cause(counted=counted))
        return state, (*changes, *told, *moved)

    def at(self, state: State, day: date) -> State:
        """A case on a later day, nothing asked again."""
        situation = self.situation(state.facts, day)
        standing = state.verdicts, state.decisions, state.owed, state.position
        return State(day, state.facts, situation, *standing, state.begun, state.closed)

    def _next(self, state: State, turns: list[Turn], to: date) -> Turn | None:
        """The next day on which something can change, and the rules to ask then.

        Either a condition turns, or the date of a duty comes, or has passed.
        """
        at = bisect_right(turns, state.on, key=itemgetter(0))
        day, turning = turns[at] if at < len(turns) else (to, ())
        rules = tuple(turning)
        for duty, (*_, last) in state.owed.items():
            for edge in day_and_next(last.due)[self._quiet :] if last.due else ():
                if state.on < edge <= day:
                    rules = (*(rules if edge == day else ()), duty)
                    day = edge
        return (day, rules) if rules else None

    # ---------------------------------------------------------------------- asked again

    def _asked(self, state: State, rules: Iterable[str], cause: Cause = MERE_DAYS) -> Moved:
        """Ask some rules again, in the order of the edition, and tell what became otherwise."""
        ordered, begun = self.machine.in_order(rules), bool(state.verdicts)
        if not ordered and begun and not cause.turning:
            return state, ()
        evaluation = self.engine.evaluate(ordered, state.situation)
        verdicts, owed, changes = dict(state.verdicts), dict(state.owed), list[Change]()
        for rule in ordered:
            was, now = verdicts.get(rule, Truth.OPEN), evaluation.verdicts[rule]
            verdicts[rule] = now
            if rule in self.machine.duties:
                before = owed.pop(rule, ())
                owing = self._owed(state, rule, evaluation, was, cause)
                if before or owing:
                    changes += _of_duty(before, owing, Decision(evaluation, rule), cause)
                if owing:
                    owed[rule] = owing
            elif was is not now and self._turned(rule, was, now):
                changes.append(Change(TURNED[now], state.on, rule, Decision(evaluation, rule)))
        decisions = state.decisions.also(evaluation, ordered)
        ways = self.machine.ways if cause.turning or not begun else self.machine.ways_of(ordered)
        position = state.position
        if ways:
            position = self._position(state, ways, verdicts, decisions)
            changes += self._of_ways(state, position, decisions)
        known = state.on, state.facts, state.situation
        after = State(*known, verdicts, decisions, owed, position, state.begun, state.closed)
        return after, tuple(changes)

    def _turned(self, rule: str, before: Truth, now: Truth) -> bool:
        """Whether a turn has to be told of; of a step only that it is not ruled out any more."""
        return rule not in self.machine.steps or (before is Truth.NO and now is Truth.OPEN)

    # -------------------------------------------------------------------------- a duty

    def _owed(
        self, state: State, duty: str, evaluation: Evaluation, was: Truth, cause: Cause
    ) -> tuple[Owed, ...]:
        """What is owed by a duty now: what was missed, then what runs.

        Nothing where it is not owed. Where that is open it is still sure what was missed before.
        """
        verdict, before = evaluation.verdicts[duty], state.owed.get(duty, ())
        if verdict is Truth.NO or (before and cause.closing):
            return ()
        if verdict is Truth.OPEN:
            return tuple(owed for owed in before if owed.late(state.on))
        if state.closed and not before and (was is Truth.YES or not cause.event):
            return ()  # it ended with the closing, or the mere days would bring it
        last = before[-1] if before else None
        counted = cause.counted.get(duty, last.counted if last else None)
        due = counted or deadlines.due(self.program, duty, state.situation)
        anew = last is None or (last.due != due and self._over(last, state.situation, counted))
        since = state.on if anew or last is None else last.since
        who = _acting(evaluation.holder(duty), state.situation)
        earlier = before if anew else before[:-1]
        if any((owed.bearer, owed.of) != who for owed in earlier):
            earlier = tuple(replace(owed, bearer=who[0], of=who[1]) for owed in earlier)
        return (*earlier, Owed(duty, since, *who, due, counted))

    def _over(self, owed: Owed, situation: Situation, counted: date | None) -> bool:
        """Whether the period is over in which something was owed: that of the next is another."""
        by_period = counted is None and deadlines.by_period(self.program, owed.duty, situation)
        return by_period and owed.late(situation.on)

    # --------------------------------------------------------------------------- a way

    def _position(
        self,
        state: State,
        ways: Mapping[str, Sequence[str]],
        verdicts: Mapping[str, Truth],
        decisions: Decisions,
    ) -> dict[str, str | None]:
        """The next step of each way, where it can be taken: the first that is not done.

        A step that is ruled out is passed over; a closed case takes none. Only on some `ways` can
        it be another one than before.
        """
        position = {way: state.position.get(way) for way in self.machine.ways}
        for way, steps in ways.items():
            ahead = (step for step in steps if verdicts[step] is not Truth.NO)
            step = next((step for step in ahead if decisions.done(step) is not Truth.YES), None)
            can_be_taken = step and verdicts[step] is Truth.YES and not state.closed
            position[way] = step if can_be_taken else None
        return position

    def _of_ways(
        self,
        state: State,
        position: Mapping[str, str | None],
        decisions: Decisions,
    ) -> Iterator[Change]:
        """Tell which step is next on a way, and which was left with none to follow."""
        for way, step in position.items():
            before = state.position.get(way)
            if step and step != before:
                decision = decisions[step]
                who = _acting(decision.holder, state.situation)
                yield Change("entered", state.on, step, decision, *who, way=way)
            elif before and not step:
                yield Change("left", state.on, before, decisions[before], way=way)

    # ------------------------------------------------------------------------ a trigger

    def _brought(self, fired: Mapping[str, Evaluation], situation: Situation) -> Iterator[Change]:
        """Tell whom triggers inform, what they ask for, and who may do that in this case."""
        for name, evaluation in fired.items():
            trigger, decision = self.program.triggers[name], Decision(evaluation, name)
            if trigger.notify:
                yield Change("notified", situation.on, name, decision, to=trigger.notify)
            if action := trigger.request:
                who = tuple(self.entitled(action, situation))
                yield Change("requested", situation.on, name, decision, to=who, action=action)

    # ------------------------------------------------------------------- who may do what

    def entitled(self, action: str, situation: Situation) -> Iterator[str]:
        """Name those who may do something in a case, as far as that is not ruled out."""
        competences = self.machine.competences.get(action, ())
        named = dict.fromkeys(who for one in competences for who in _named(one, situation))
        return (who for who in named if self.may(who, action, situation) is not Truth.NO)

    def may(self, actor: str, action: str, situation: Situation) -> Truth:
        """Say whether somebody may do something in a case."""
        acting = situation.knowing(ACTOR, actor)
        return self.engine.verdict(action, acting)


def after(
    program: Program, event: Event, before: Facts, brought: Facts, on: date, closed: bool
) -> dict[str, Value]:
    """The facts after an event: what it forgets, sets and adds, then what came with it.

    Of a `closed` case that it takes up, some are before that as they were at the beginning.

    What came without the day on which it happened has no day any more; where nobody is named any
    more, it is not known either who was.
    """
    facts = dict(before)
    anew = event.anew if closed else {}
    for fact in (*event.forgets, *anew):
        facts.pop(fact, None)
    facts |= {fact: value for fact, value in anew.items() if value is not None}
    facts |= {fact: _set_to(value, on) for fact, value in event.sets.items()}
    for fact, members in event.adds.items():
        held = facts.get(fact)
        facts[fact] = members | held if isinstance(held, frozenset) else members
    for fact, value in brought.items():
        facts.pop(program.facts[fact].domain.day or "", None)
        if value is False:
            facts.pop(program.facts[fact].known_by or "", None)
    return facts | {**brought}


def _set_to(value: Value | EventDay, on: date) -> Value:
    """What a fact is set to on the day of an event."""
    if isinstance(value, EventDay):
        return shift(on, value.plus) if value.plus else on
    return value


def counted_dates(program: Program, fired: Iterable[str], on: date) -> dict[str, date]:
    """The days that triggers count from the day on which they fire; the earliest where several."""
    counted: dict[str, date] = {}
    for name in fired:
        trigger = program.triggers[name]
        duty = trigger.oblige
        if duty and trigger.within:
            day = shift(on, trigger.within)
        elif duty and trigger.by:
            day = span(on, trigger.by)[1]
        else:
            continue
        counted[duty] = min(day, counted.get(duty, day))
    return counted


def _named(competence: Competence, situation: Situation) -> tuple[str, ...]:
    """Those whom a competence names, and those whom a fact of the case names for it."""
    facts = (situation.facts.get(fact) for fact in competence.named_by)
    return (*competence.by, *(str(who) for who in facts if who is not None))


def _acting(holder: Holder | None, situation: Situation) -> tuple[str | None, str | None]:
    """Who acts or owes, and of which institution; None while that is open."""
    return (holder.role, holders.institution(holder, situation.facts)) if holder else (None, None)


def _of_duty(
    before: tuple[Owed, ...], now: tuple[Owed, ...], decision: Decision, cause: Cause
) -> Iterator[Change]:
    """Tell what became of a duty, from how it was owed and how it is.

    What goes on to be owed stands at the same place; behind it stands what arose, or has ended.
    """
    on = decision.on
    changes: list[tuple[ChangeKind, Owed]] = []
    if cause.days:
        changes += (("missed", owed) for owed in before if owed.due and (on - owed.due).days == 1)
    changes += ((_ending(decision, cause), owed) for owed in before[len(now) :])
    if before and len(now) >= len(before):
        changes += _going_on(before[-1], now[len(before) - 1], on, cause)
    changes += (("arose", owed) for owed in now[len(before) :])
    for kind, owed in changes:
        yield Change(kind, on, owed.duty, decision, owed.bearer, owed.of, owed.due)


def _going_on(before: Owed, now: Owed, on: date, cause: Cause) -> Iterator[tuple[ChangeKind, Owed]]:
    """Tell of a duty that goes on: whether its date has moved or come, and who bears it now."""
    if now.due != before.due:
        yield "moved", now
    if (now.bearer, now.of) != (before.bearer, before.of):
        yield "passed-on", now
    if cause.days and now.due == on:
        yield "due", now


def _ending(decision: Decision, cause: Cause) -> ChangeKind:
    """Say how a duty ended: an event settles it, the mere days or the closing let it lapse."""
    if decision.verdict is Truth.OPEN:
        return "unsure"
    return "settled" if cause.event and not cause.closing else "lapsed"
