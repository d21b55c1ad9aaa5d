"""The same verdicts by chaining positive rules in durable-rules, without reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.engine.result import Answer
from iiz_rules.escalation.durable.horn import (
    Code,
    Horn,
    Unit,
    atom_codes,
    done_name,
    event_code,
    fired_name,
    holder_name,
    truth_of,
)
from iiz_rules.escalation.durable.ruleset import Ruleset, sharded
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.language.truth import Truth


class Truths(NamedTuple):
    """What a rule comes to: its verdict, whether each holder applies, whether it is done."""

    verdict: Truth
    holders: tuple[Truth, ...] = ()
    done: Truth | None = None

    def __str__(self) -> str:
        """Give them as they can stand in a message."""
        done = () if self.done is None else (self.done,)
        return " ".join(map(str, (self.verdict, *self.holders, *done)))


def truths_of(answer: Answer) -> Truths:
    """What an answer of the interpreter comes to."""
    holders = tuple(step.truth if step else Truth.YES for step in answer.holders)
    return Truths(answer.verdict, holders, answer.done.truth if answer.done else None)


@dataclass(frozen=True)
class Shard:
    """A ruleset with the units whose clauses are in it."""

    ruleset: Ruleset
    units: frozenset[str]


class Forward:
    """Some rules and all triggers of a program as rulesets in a row, for all interpretations."""

    def __init__(self, program: Program, rules: Iterable[str]) -> None:
        self.program = program
        self.horn = Horn(program)
        for rule in rules:
            self.horn.rule(rule)
        for trigger in program.triggers:
            self.horn.trigger(trigger)
        owners = {clause.head: unit.name for unit in self._units() for clause in unit.clauses}
        clauses = (clause for unit in self._units() for clause in unit.clauses)
        self.shards = tuple(
            Shard(Ruleset(part), frozenset(owners[clause.head] for clause in part))
            for part in sharded(clauses)
        )

    def _units(self) -> Iterable[Unit]:
        return self.horn.units.values()

    def verdicts(self, rules: Iterable[str], situation: Situation) -> dict[str, Truths]:
        """Answer some rules."""
        names = tuple(dict.fromkeys(rules))
        asked = {part: None for name in names for part in self._parts(self.program.rules[name])}
        codes = self._chained(asked, situation)
        return {name: self._verdict(self.program.rules[name], codes) for name in names}

    def fired(self, event: str, situation: Situation) -> tuple[str, ...]:
        """The triggers that an event sets off, and those that these set off."""
        names = {fired_name(trigger): None for trigger in self.program.triggers}
        codes = self._chained(names, situation, frozenset({event_code(event)}))
        return tuple(name for name in self.program.triggers if fired_name(name) in codes)

    def _parts(self, rule: Rule) -> Iterable[str]:
        """Name the units that the answer to a rule is made of."""
        yield f"rule:{rule.id}"
        for position, holder in enumerate(rule.holders):
            if holder.node:
                yield holder_name(rule.id, position)
        if rule.done:
            yield done_name(rule.id)

    def _verdict(self, rule: Rule, codes: frozenset[Code]) -> Truths:
        def truth(unit: str) -> Truth:
            return truth_of(self.horn.units[unit], codes)

        holders = tuple(
            truth(holder_name(rule.id, position)) if holder.node else Truth.YES
            for position, holder in enumerate(rule.holders)
        )
        done = truth(done_name(rule.id)) if rule.done else None
        return Truths(truth(f"rule:{rule.id}"), holders, done)

    def _chained(
        self, asked: Mapping[str, None], situation: Situation, known: frozenset[Code] = frozenset()
    ) -> frozenset[Code]:
        """Evaluate the atoms of what is asked, then let the rulesets chain, one after the other."""
        needed = self._needed(asked)
        atoms = {atom: None for name in needed for atom in self.horn.units[name].atoms}
        codes = set(known)
        for atom in atoms:
            truth = evaluate(self.program, atom, situation).truth
            yes, no = atom_codes(self.horn.atoms[atom])
            if truth.decided:
                codes.add(yes if truth is Truth.YES else no)
        for name in {name for unit in needed for name in self.horn.units[unit].interpretations}:
            option = self.program.interpretations[name].in_force(situation.options)
            codes.add(self.horn.option(name, option))
        for shard in self.shards:
            if not shard.units.isdisjoint(needed):
                codes |= shard.ruleset.derived(codes & shard.ruleset.inputs)
        return frozenset(codes)

    def _needed(self, asked: Mapping[str, None]) -> set[str]:
        """Name the units asked for and all that they need."""
        needed: set[str] = set()
        waiting = list(asked)
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed.add(name)
                waiting += self.horn.units[name].needs
        return needed
