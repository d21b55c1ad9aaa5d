"""The readings that an answer rests on, and what each of their options would answer.

Every option of every reading is one world (`many`), so that all rules of a case are answered under
all of them in one walk.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from iiz_rules.engine.asking.grounds import keep
from iiz_rules.engine.asking.inquiry import inquiry_of
from iiz_rules.engine.asking.many import Many
from iiz_rules.engine.compiled.circuit import parts
from iiz_rules.engine.deadlines import due
from iiz_rules.engine.holders import possible
from iiz_rules.engine.interpreter import Situation
from iiz_rules.engine.result import Outcome, Used
from iiz_rules.engine.shares import shares
from iiz_rules.engine.waterfall import flow
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iiz_rules.engine.asking.inquiry import CaseInquiry
    from iiz_rules.engine.evaluation import Evaluation
    from iiz_rules.engine.waterfall import PaidPart
    from iiz_rules.language.program.money import Payer
    from iiz_rules.language.program.rules import Program


def used(evaluation: Evaluation, rule: str) -> tuple[Used, ...]:
    """The interpretations read on the way, and what each of their options would answer.

    Where no days and amounts hang on it that is the same for all cases of which the same is known.
    """
    inquiry = inquiry_of(evaluation)
    if has_amounts(evaluation.program, rule):
        return readings_of(inquiry).used(rule)
    acting = inquiry.acting(rule)
    inquiry = inquiry.untouched(*acting) or inquiry
    readings = inquiry.used.get(rule)
    if readings is None:
        cache, likeness = inquiry.grounds.used, (rule, *inquiry.likeness(*acting))
        readings = cache.get(likeness)
        if readings is None:
            readings = readings_of(inquiry).used(rule)
            keep(cache, likeness, readings)
        inquiry.used[rule] = readings
    return readings


def readings_of(inquiry: CaseInquiry) -> Readings:
    """The case under every option of every reading, made once."""
    if inquiry.readings_tried is None:
        inquiry.readings_tried = Readings(inquiry)
    return inquiry.readings_tried


def has_amounts(program: Program, rule: str) -> bool:
    """Whether a rule has a due date or amounts, which differ from case to case."""
    return rule in program.deadlines or rule in program.splits or bool(_payers(program, rule))


def _payers(program: Program, rule: str) -> tuple[Payer, ...]:
    """A payer and those before it, on whom its part depends; empty if it is not a payer."""
    listed = program.waterfall.payers if program.waterfall else ()
    places = [place for place, payer in enumerate(listed, 1) if payer.rule == rule]
    return listed[: places[0]] if places else ()


class Readings:
    """A case under every option of every reading: each world differs in one option."""

    def __init__(self, inquiry: CaseInquiry) -> None:
        self.program, self.inquiry = inquiry.grounds.program, inquiry
        self.circuit = inquiry.grounds.circuit
        alternatives = inquiry.grounds.alternatives(tuple(inquiry.options.items()))
        self.worlds, self._places, tried = alternatives
        every = (1 << len(self.worlds)) - 1
        self._outcomes: dict[str, tuple[dict[int, Outcome], int]] = {}
        self.many = Many(inquiry.conditions, every, {}, self._settled, inquiry.options, tried)
        self._read: dict[int, dict[str, None]] = {}
        self._speaks: dict[int, int] = {}
        self._flows: dict[int, tuple[PaidPart, ...]] = {}

    def _trial(self, world: int) -> Situation:
        """The situation of a world."""
        situation, other = self.inquiry.situation, self.worlds[world]
        if other is None:
            return situation
        return Situation(situation.facts, situation.on, {**situation.options, **dict([other])})

    def _settled(self, number: int) -> bool | None:
        """The truth of what no reading can change, as in the case."""
        return None if self.inquiry.grounds.choices(number) else self.inquiry.base(number)

    def used(self, rule: str) -> tuple[Used, ...]:
        """The interpretations that the answer to a rule rests on."""
        return tuple(self._used(rule, name) for name in dict.fromkeys(self._names(rule)))

    def _used(self, rule: str, name: str) -> Used:
        declared, places = self.program.interpretations[name], self._places[name]
        outcomes = {
            option: self.outcome(rule, places.get(option, 0)) for option in declared.options
        }
        now = self.inquiry.options[name]
        return Used(name, declared.label, now, outcomes, declared.clauses)

    # ------------------------------------------------------------------------ which are read

    def _names(self, rule: str) -> Iterator[str]:
        """The interpretations behind the verdict, who acts, by when, and who bears what."""
        planned = self.circuit.rules[rule]
        yield from self._inside(planned.node)
        for holder in planned.holders:
            yield from () if holder is None else self._inside(holder)
        for payer in _payers(self.program, rule):
            yield from self._inside(self.circuit.rules[payer.rule].node)
        yield from self._of_amounts(rule)

    def _of_amounts(self, rule: str) -> Iterator[str]:
        """The readings that change a date or an amount directly."""
        program, before = self.program, _payers(self.program, rule)
        values: list[object] = [payer.covers for payer in before]
        values += [program.waterfall.rounding] if before and program.waterfall else []
        values.append(program.deadlines.get(rule))
        split = program.splits.get(rule)
        values += [split.bearers, split.rounding] if split else []
        yield from (one.interpretation for one in values if isinstance(one, ByInterpretation))

    def _inside(self, number: int) -> dict[str, None]:
        """The readings that a condition and all that counts in it are read under, in order."""
        names = self._read.get(number)
        if names is None:
            condition = self.inquiry.conditions[number]
            names = self._read[number] = {}
            if not self.inquiry.grounds.choices(number):
                return names
            inner = parts(condition)
            if condition[0] == "choice":
                names[condition[1]] = None
                inner = (dict(condition[2])[self.inquiry.options[condition[1]]],)
            elif condition[0] == "by_case":
                when = self.inquiry.base(condition[1])
                counting = (True, when is not False, when is not True)
                inner = tuple(one for one, counts in zip(inner, counting, strict=True) if counts)
            for one in inner:
                names.update(self._inside(one))
        return names

    # ------------------------------------------------------------------ what they answer

    def outcome(self, rule: str, world: int) -> Outcome:
        """What an answer comes to in a world."""
        outcomes, others = self._outcomes_of(rule)
        if not others >> world & 1:
            world = 0
        if world not in outcomes:
            outcomes[world] = self._outcome(rule, world)
        return outcomes[world]

    def _outcomes_of(self, rule: str) -> tuple[dict[int, Outcome], int]:
        """The outcomes of a rule found so far, and the worlds that may have another."""
        outcomes = self._outcomes.get(rule)
        if outcomes is None:
            outcomes = self._outcomes[rule] = {}, self._apart(rule)
        return outcomes

    def _apart(self, rule: str) -> int:
        """The worlds whose outcome may differ from that of the case."""
        planned, every, worlds = self.circuit.rules[rule], self.many.every, 0
        nodes = [planned.node, *(one for one in planned.holders if one is not None)]
        nodes += [self.circuit.rules[payer.rule].node for payer in _payers(self.program, rule)]
        for name in self._of_amounts(rule):
            worlds |= sum(1 << place for place in self._places[name].values())
        for bits in (*chain(*map(self.many.truth, nodes)), self.speaks(planned.node)):
            worlds |= every & ~bits if bits & 1 else bits
        return worlds

    def _outcome(self, rule: str, world: int) -> Outcome:
        """Work out the outcome; for a no, nobody acts and nothing is due."""
        planned, program, trial = self.circuit.rules[rule], self.program, self._trial(world)
        verdict = self._truth(planned.node, world)
        if verdict is Truth.NO:
            return Outcome(verdict)
        declared = program.rules[rule].holders
        truths = (Truth.YES if one is None else self._truth(one, world) for one in planned.holders)
        actors = tuple((holder.role, holder.of) for holder, _ in possible(declared, truths))
        parts = shares(program, rule, trial) if rule in program.splits else None
        borne = [*(parts or {}).items()]
        payers = _payers(self.program, rule)
        if payers:
            paid = self._flow(world)[len(payers) - 1]
            borne += [(paid.payer.actor, paid.part.low), (paid.payer.actor, paid.part.high)]
        day = due(program, rule, trial)
        regulated = verdict.decided or bool(self.speaks(planned.node) >> world & 1)
        return Outcome(verdict, actors, day, tuple(borne), regulated)

    def _flow(self, world: int) -> tuple[PaidPart, ...]:
        """What each payer pays in a world."""
        if world not in self._flows:
            listed = self.program.waterfall.payers if self.program.waterfall else ()
            numbers = ((one.rule, self.circuit.rules[one.rule].node) for one in listed)
            verdicts = {name: self._truth(number, world) for name, number in numbers}
            self._flows[world] = flow(self.program, self._trial(world), verdicts)
        return self._flows[world]

    def _truth(self, number: int, world: int) -> Truth:
        yes, no = self.many.truth(number)
        return Truth.YES if yes >> world & 1 else Truth.NO if no >> world & 1 else Truth.OPEN

    def speaks(self, number: int) -> int:
        """The worlds in which something other than a silence keeps a condition open."""
        worlds = self._speaks.get(number)
        if worlds is None:
            yes, no = self.many.truth(number)
            still_open = self.many.every & ~(yes | no)
            condition = self.inquiry.conditions[number]
            worlds = still_open if condition[0] != "silent" else 0
            inside = self.many.inside(number, still_open)
            if inside and still_open:
                worlds = 0
                for one, at in inside:
                    worlds |= self.speaks(one) & at
            self._speaks[number] = worlds
        return worlds
