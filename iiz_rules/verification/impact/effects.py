"""What two policies answer differently about one case: each effect with its reasons."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.way import way
from iiz_rules.case.facts import read_facts
from iiz_rules.engine.compiled.day import Day
from iiz_rules.engine.compiled.engine import Engine
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.result import Explanation
from iiz_rules.engine.waterfall import NOTHING, Bounds
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.conditions import Reference
from iiz_rules.language.program.rules import ASIDE, OF_ORGANISATION, TERM, Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Problem, Value, plain_value, read_value
from iiz_rules.verification.difference.changes import Kind, Side
from iiz_rules.verification.difference.own import other_ways, touched
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text

USUAL: Mapping[str, str] = {}
MOST_DAYS = 64
ALONE = ASIDE | {TERM}
"""kinds of rules that are not asked of a case"""


@frozen
class EffectReason:
    """A criterion or a term that comes to something else, and the facts that it rests on."""

    label: Text
    before: str
    after: str
    place: Place
    facts: tuple[str, ...]


@frozen
class CaseEffect:
    """What is answered otherwise in a case: of which rule or way, from what to what, and why.

    `francs` is by how much a payer pays more, or less; None where it is not about money, or where
    that is open.
    """

    kind: Kind
    name: str
    before: str
    after: str
    francs: Decimal | None = None
    reasons: tuple[EffectReason, ...] = ()


@frozen
class CaseImpact:
    """A case with its effects."""

    name: str
    on: date
    effects: tuple[CaseEffect, ...]


class BothSides:
    """Two policies asked about the same cases, as if both had always been in force."""

    def __init__(self, before: Side, after: Side) -> None:
        self.sides = tuple(
            Side(replace(side.program, valid_from=None, valid_to=None), side.readings)
            for side in (before, after)
        )
        self.touched = touched(before, after)
        self._engines = [Engine.of(side.program) for side in self.sides]
        self._days: dict[tuple[int, date, tuple[tuple[str, str], ...]], Day] = {}

    @cached_property
    def common(self) -> Program:
        """The program with the facts of both: a case may tell what only one of them asks for."""
        old, new = (side.program for side in self.sides)
        return replace(new, facts={**old.facts, **new.facts})

    @cached_property
    def _otherwise(self) -> tuple[str, ...]:
        """The facts whose values may differ in the earlier policy."""
        old, new = (side.program.facts for side in self.sides)
        return tuple(name for name in new if name in old and old[name].domain != new[name].domain)

    def rules(self, counted: bool) -> tuple[str, ...]:
        """The rules that a case is asked; those about members where these are `counted`."""
        old, new = (side.program.rules for side in self.sides)
        kinds = ALONE | {"competence"} if counted else ALONE | OF_ORGANISATION
        other = (
            name
            for name in {**old, **new}
            if name in self.touched or not (name in old and name in new)
        )
        return tuple(name for name in other if {**old, **new}[name].kind not in kinds)

    @cached_property
    def ways(self) -> tuple[str, ...]:
        """The ways whose next step may differ."""
        old, new = (side.program for side in self.sides)
        return other_ways(old, new, self.touched)

    def read(
        self, case: Any, on: date, name: str, known_on: date | None = None
    ) -> tuple[dict[str, Value], list[Finding]]:
        """The facts of a case on a day, and what is wrong with it."""
        read = read_facts(self.common, case, on, name, known_on)
        findings = list(read.findings)
        for fact in self._otherwise:
            old = self.sides[0].program.facts[fact].domain
            value = read_value(plain_value(read.facts[fact]), old) if fact in read.facts else None
            if isinstance(value, Problem):
                findings.append(Finding(value.code, Place(Source(name), pointer=fact), value.words))
        return read.facts, findings

    def effects(
        self,
        facts: Mapping[str, Value],
        on: date,
        readings: Mapping[str, str] = USUAL,
        *,
        counted: bool = False,
    ) -> tuple[CaseEffect, ...]:
        """What is answered otherwise of facts on a day, under the readings of a case."""
        rules = self.rules(counted)
        old, new = (
            _answered(side, self._day(place, on, readings), facts, rules, self.ways)
            for place, side in enumerate(self.sides)
        )
        return tuple(self._effects(old, new, rules))

    def _day(self, place: int, on: date, readings: Mapping[str, str]) -> Day:
        """What answers for a side on a day, under the readings of a case; made once for many."""
        key = place, on, tuple(readings.items())
        if key not in self._days:
            if len(self._days) >= MOST_DAYS:
                self._days.clear()
            side = _read(self.sides[place], readings)
            self._days[key] = Day(self._engines[place], on, side.readings)
        return self._days[key]

    def _effects(
        self, old: Evaluation, new: Evaluation, rules: tuple[str, ...]
    ) -> Iterator[CaseEffect]:
        turned: dict[str, tuple[EffectReason, ...]] = {}
        for name in rules:
            sides = [Decision(one, name) if name in one.rules else None for one in (old, new)]
            for effect in between(name, *sides):
                turned.setdefault(name, effect.reasons)
                yield effect
        for name in self.ways:
            one, other = (_next(evaluation, name) for evaluation in (old, new))
            if one != other:  # one of the two steps has come or gone
                reasons = (*turned.get(one, ()), *turned.get(other, ()))
                yield CaseEffect("next", name, one, other, reasons=reasons)


def _read(side: Side, readings: Mapping[str, str]) -> Side:
    """A side under the readings of a case, as far as it knows them; its own go before."""
    known = side.program.interpretations
    own = {
        name: option
        for name, option in readings.items()
        if name in known and option in known[name].options
    }
    return Side(side.program, {**own, **side.readings})


def _answered(
    side: Side,
    day: Day,
    facts: Mapping[str, Value],
    rules: tuple[str, ...],
    ways: tuple[str, ...],
) -> Evaluation:
    """What a side answers: the rules that it has, and the steps of some ways."""
    program = side.program
    own = {name: value for name, value in facts.items() if name in program.facts}
    steps = (step for name in ways for step in program.ways[name])
    asked = dict.fromkeys((*(name for name in rules if name in program.rules), *steps))
    return day.spread(tuple(asked), own)


def _next(evaluation: Evaluation, name: str) -> str:
    program = evaluation.program
    steps = (Decision(evaluation, step) for step in program.ways[name])
    ahead = way(program, name, tuple(steps)).next
    return ahead.rule if ahead else ""


def between(name: str, old: Decision | None, new: Decision | None) -> Iterator[CaseEffect]:
    """What differs between two answers of a rule: the verdict first, then what hangs on it.

    Of a rule that only one of the two has, that it is a yes.
    """
    if old is None or new is None:
        only = old or new
        if only and only.verdict is Truth.YES:
            kind: Kind = "dropped" if old else "new"
            yes = str(only.verdict)
            yield CaseEffect(kind, name, yes if old else "", yes if new else "")
    elif old.verdict is not new.verdict:
        truths = str(old.verdict), str(new.verdict)
        yield CaseEffect("verdict", name, *truths, reasons=tuple(_reasons(old, new)))
    else:
        yield from _hanging_on(old, new)
    yield from _paid(name, old, new)


def _hanging_on(old: Decision, new: Decision) -> Iterator[CaseEffect]:
    """Who acts, by when, and who bears it, where the verdict is the same."""
    for kind, told in HANGING.items():
        one, other = told(old), told(new)
        if one != other:
            reasons = tuple(_holding(old, new)) if kind == "acts" else ()
            yield CaseEffect(kind, new.rule, one, other, reasons=reasons)


def _holding(old: Decision, new: Decision) -> Iterator[EffectReason]:
    """The terms by which who acts is told that come to something else; not what is inside them."""
    then, now = _terms(old), _terms(new)
    inside = set[str]()
    for name, step in now.items():
        was = then.get(name)
        if name not in inside and was is not None and was.truth is not step.truth:
            term = new.program.rules[name.partition(":")[2]]
            facts = dict.fromkeys(fact for one in step.walk() for fact, _ in one.read)
            yield EffectReason(term.label, str(was.truth), str(step.truth), term.at, tuple(facts))
            inside |= _terms_in(step).keys()


def _terms(decision: Decision) -> dict[str, Explanation]:
    """The terms and rules that are asked for in telling who acts, by their names."""
    steps = (step for step in decision.answer.holders if step)
    return {name: one for step in steps for name, one in _terms_in(step).items()}


def _terms_in(step: Explanation) -> dict[str, Explanation]:
    return {one.node.name: one for one in step.walk() if isinstance(one.node, Reference)}


def _who(decision: Decision) -> str:
    holder = decision.holder
    if decision.verdict is not Truth.YES:
        return ""
    if holder is None:
        return str(Truth.OPEN) if decision.candidates else ""
    return f"{holder.role} ({holder.of})" if holder.of else holder.role


def _by_when(decision: Decision) -> str:
    due = decision.due
    return str(due or "") if due or not decision.due_hangs_on else str(Truth.OPEN)


HANGING: Mapping[Kind, Callable[[Decision], str]] = {
    "acts": _who,
    "due": _by_when,
    "bearers": lambda decision: ", ".join(decision.bearers),
}


def _paid(name: str, old: Decision | None, new: Decision | None) -> Iterator[CaseEffect]:
    """What a payer pays more, or less; one that there is not pays nothing."""
    portions = [one.portion if one else None for one in (old, new)]
    if not any(portions):
        return
    one, other = (portion.part if portion else Bounds(NOTHING, NOTHING) for portion in portions)
    if one != other and (one.settled or other.settled):
        settled = one.settled and other.settled
        before, after = (f"{part.low:.2f}" if part.settled else "" for part in (one, other))
        yield CaseEffect("pays", name, before, after, other.low - one.low if settled else None)


def _reasons(old: Decision, new: Decision) -> Iterator[EffectReason]:
    """The criteria that come to something else; those that come or go where they decide."""
    before = {one.id: one for one in old.criteria}
    for criterion in new.criteria:
        was = before.pop(criterion.id, None)
        if was is None or was.verdict is not criterion.verdict:
            then = str(was.verdict) if was else ""
            yield EffectReason(
                criterion.label,
                then,
                str(criterion.verdict),
                criterion.place,
                tuple(criterion.values),
            )
    for criterion in before.values():
        yield EffectReason(
            criterion.label, str(criterion.verdict), "", criterion.place, tuple(criterion.values)
        )
