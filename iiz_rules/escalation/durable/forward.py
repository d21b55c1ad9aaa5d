"""durable-rules as the engine of a timeline: the same answers by chaining positive rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iiz_rules.engine.interpreter import Situation, evaluate
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
from iiz_rules.escalation.state import Verdict
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.language.truth import Truth


@dataclass(frozen=True)
class Shard:
    """A ruleset with the units whose clauses are in it."""

    ruleset: Ruleset
    units: frozenset[str]


class Forward:
    """Some rules and all triggers of a program as rulesets in a row, whatever the readings."""

    name = "durable-rules"

    def __init__(self, program: Program, rules: Iterable[str]) -> None:
        self.program = program
        self.horn = Horn(program)
        for rule in rules:
            self.horn.rule(rule)
        for trigger in program.triggers:
            self.horn.trigger(trigger)
        owners = {clause.head: one.name for one in self._units() for clause in one.clauses}
        clauses = (clause for one in self._units() for clause in one.clauses)
        self.shards = tuple(
            Shard(Ruleset(part), frozenset(owners[clause.head] for clause in part))
            for part in sharded(clauses)
        )

    def _units(self) -> Iterable[Unit]:
        return self.horn.units.values()

    def verdicts(self, rules: Iterable[str], situation: Situation) -> dict[str, Verdict]:
        """Answer some rules."""
        names = tuple(dict.fromkeys(rules))
        asked = {part: None for name in names for part in self._parts(self.program.rules[name])}
        codes = self._chained(asked, situation)
        return {name: self._verdict(self.program.rules[name], codes) for name in names}

    def fired(self, event: str, situation: Situation) -> tuple[str, ...]:
        """Give the triggers that an event sets off, and those that these set off."""
        names = {fired_name(one): None for one in self.program.triggers}
        codes = self._chained(names, situation, frozenset({event_code(event)}))
        return tuple(one for one in self.program.triggers if fired_name(one) in codes)

    def _parts(self, rule: Rule) -> Iterable[str]:
        """Name the units that the answer to a rule is made of."""
        yield f"rule:{rule.id}"
        yield from (holder_name(rule.id, i) for i, one in enumerate(rule.holders) if one.node)
        if rule.done:
            yield done_name(rule.id)

    def _verdict(self, rule: Rule, codes: frozenset[Code]) -> Verdict:
        def truth(unit: str) -> Truth:
            return truth_of(self.horn.units[unit], codes)

        holders = tuple(
            truth(holder_name(rule.id, i)) if one.node else Truth.YES
            for i, one in enumerate(rule.holders)
        )
        done = truth(done_name(rule.id)) if rule.done else None
        return Verdict(truth(f"rule:{rule.id}"), holders, done)

    def _chained(
        self, asked: Mapping[str, None], situation: Situation, given: frozenset[Code] = frozenset()
    ) -> frozenset[Code]:
        """Evaluate the atoms of what is asked, then let the rulesets chain, one after the other."""
        needed = self._needed(asked)
        atoms = {atom: None for name in needed for atom in self.horn.units[name].atoms}
        codes = set(given)
        for atom in atoms:
            truth = evaluate(self.program, atom, situation).truth
            yes, no = atom_codes(self.horn.atoms[atom])
            if truth.decided:
                codes.add(yes if truth is Truth.YES else no)
        for reading in {reading for name in needed for reading in self.horn.units[name].readings}:
            option = self.program.interpretations[reading].in_force(situation.options)
            codes.add(self.horn.option(reading, option))
        for shard in self.shards:
            if not shard.units.isdisjoint(needed):
                codes |= shard.ruleset.derived(codes & shard.ruleset.inputs)
        return frozenset(codes)

    def _needed(self, asked: Mapping[str, None]) -> set[str]:
        """Name the units asked for and all that they need."""
        found: set[str] = set()
        waiting = list(asked)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.horn.units[name].needs
        return found
