"""The same verdicts by chaining positive rules in durable-rules, without reasons."""

from collections.abc import Iterable
from typing import NamedTuple

from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.engine.result import Answer
from iiz_rules.escalation.durable.horn import TRUE, Code, Horn, Pair, atom_codes, cause_code
from iiz_rules.escalation.durable.ruleset import Ruleset, sharded
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth


class Truths(NamedTuple):
    """What a rule comes to: its verdict, whether each holder applies, whether it is done."""

    verdict: Truth
    holders: tuple[Truth, ...] = ()
    done: Truth | None = None

    def __str__(self) -> str:
        """Give them as they can stand in a message."""
        truths = (self.verdict, *self.holders, self.done)
        return " ".join(str(one) for one in truths if one is not None)


def truths_of(answer: Answer) -> Truths:
    """What an answer of the interpreter comes to."""
    holders = tuple(step.truth if step else Truth.YES for step in answer.holders)
    return Truths(answer.verdict, holders, answer.done.truth if answer.done else None)


class Forward:
    """Some rules and all triggers of a program as rulesets in a row, for all interpretations."""

    def __init__(self, program: Program, rules: Iterable[str]) -> None:
        self.program, self.horn = program, Horn(program)
        self.rules = {name: self.horn.rule(name) for name in rules}
        self.triggers = {name: self.horn.trigger(name) for name in program.triggers}
        self.rulesets = tuple(map(Ruleset, sharded(self.horn.clauses)))
        self.bodies: dict[Code, set[Code]] = {}
        """what stands in the bodies from which a code is derived"""
        for clause in self.horn.clauses:
            self.bodies.setdefault(clause.head, set()).update(clause.body)

    def verdicts(self, rules: Iterable[str], situation: Situation) -> dict[str, Truths]:
        """Answer some rules."""
        rule_codes = {name: self.rules[name] for name in rules}
        codes: set[Code] = set()
        for verdict, holders, done in rule_codes.values():
            codes.update(verdict, *holders, done or ())
        known = self._chained(codes, situation)
        return {
            name: Truths(
                _truth(verdict, known),
                tuple(_truth(holder, known) for holder in holders),
                _truth(done, known) if done else None,
            )
            for name, (verdict, holders, done) in rule_codes.items()
        }

    def fired(self, causes: Iterable[str], situation: Situation) -> tuple[str, ...]:
        """The triggers that causes set off, and those that these set off."""
        known = self._chained(self.triggers.values(), situation, *map(cause_code, causes))
        return tuple(name for name, code in self.triggers.items() if code in known)

    def _chained(self, asked: Iterable[Code], situation: Situation, *given: Code) -> set[Code]:
        """Evaluate the atoms of what is asked, then let the rulesets chain, one after the other."""
        needed, known = self._needed(asked), {TRUE, *given}
        for atom, number in self.horn.atoms.items():
            yes, no = atom_codes(number)
            if yes in needed or no in needed:
                truth = evaluate(self.program, atom, situation).truth
                if truth.decided:
                    known.add(yes if truth is Truth.YES else no)
        for (name, option), code in self.horn.options.items():
            interpretation = self.program.interpretations[name]
            if code in needed and interpretation.in_force(situation.options) == option:
                known.add(code)
        for ruleset in self.rulesets:
            if not ruleset.heads.isdisjoint(needed):
                known |= ruleset.derived(known & ruleset.inputs)
        return known

    def _needed(self, asked: Iterable[Code]) -> set[Code]:
        """Name the codes asked for and all from which they may be derived."""
        needed: set[Code] = set()
        waiting = list(asked)
        while waiting:
            code = waiting.pop()
            if code not in needed:
                needed.add(code)
                waiting += self.bodies.get(code, ())
        return needed


def _truth(codes: Pair, known: set[Code]) -> Truth:
    """The truth of something from the codes that hold."""
    yes, no = codes
    if yes in known:
        return Truth.YES
    return Truth.NO if no in known else Truth.OPEN
