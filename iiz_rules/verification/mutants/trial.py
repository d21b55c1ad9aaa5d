"""Whether one of a canton's own cases finds a mutant: an answer that it expects is another one.

A case is only asked where something that it expects can rest on what was changed, and where the
changed condition comes to something else in it. What is answered is the definition's answer.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from iiz_rules.answers.decision import Decision
from iiz_rules.case.documents import Example
from iiz_rules.case.facts import read_facts
from iiz_rules.engine.interpreter import Situation, answer, derive, evaluate
from iiz_rules.findings.errors import IizError
from iiz_rules.language.program.conditions import Condition, Reference, walk
from iiz_rules.language.program.rules import ACTOR, Program, Rule
from iiz_rules.testing.expectations import compare_answers, counted
from iiz_rules.verification.mutants.mutant import Mutant

BESIDE = ("missing", "pending", "decisive", "due", "parts", "not_regulated")
"""What a case may expect that can be otherwise although no verdict is."""


@dataclass(frozen=True)
class TriedCase:
    """A case of the canton with what is known in it."""

    example: Example
    situation: Situation

    @classmethod
    def of(cls, program: Program, example: Example) -> "TriedCase":
        """Read a case that has passed."""
        assert example.on is not None  # it would not have passed
        facts = read_facts(program, example.facts, example.on, example.name, example.known_on)
        known = counted(program, example.file, example.on)[0]
        options = example.interpretations
        return cls(example, Situation({**facts.facts, **known}, example.on, options))

    @cached_property
    def asked(self) -> frozenset[str]:
        """The rules, actions and ways of which it expects something."""
        file = self.example.file
        actions = (one.action for one in file.may or ())
        return frozenset((*(file.expect or ()), *actions, *(file.next or ())))

    @cached_property
    def beside(self) -> frozenset[str]:
        """The rules of which it expects more than verdicts and who acts."""
        expected = (self.example.file.expect or {}).items()
        return frozenset(
            name for name, one in expected if any(getattr(one, part) is not None for part in BESIDE)
        )

    def fails(self, program: Program, about: Collection[str]) -> bool:
        """Whether a program answers otherwise than the case expects, about some rules."""
        situation = derive(program, self.situation)

        def ask(rule: str, actor: str | None) -> Decision:
            asked = situation if actor is None else situation.knowing(ACTOR, actor)
            return Decision.of(program, asked, answer(program, rule, asked))

        try:
            answers = compare_answers(program, self.example.file, ask, about)
            return any(not one.holds for one in answers)
        except (IizError, KeyError):  # what it asks for is not there any more
            return True


class Trial:
    """The cases of an edition, each mutant tried with those that could find it."""

    def __init__(self, program: Program, cases: Collection[TriedCase]) -> None:
        self.program, self.cases = program, tuple(cases)
        self.resting = resting(program)

    def found_by(self, mutant: Mutant) -> str | None:
        """The name of a case that finds it; None where none does."""
        about = self.resting.get(mutant.about, frozenset({mutant.about}))
        program = mutant.make()
        for case in self._ordered(mutant, program, about):
            if case.fails(program, about):
                return case.example.name
        return None

    def _ordered(
        self, mutant: Mutant, program: Program, about: frozenset[str]
    ) -> Iterator[TriedCase]:
        """The cases that could find it, the likely ones first."""
        cases = [case for case in self.cases if case.asked & about]
        if mutant.was is None or mutant.becomes is None or mutant.kind == "criterion-lacks":
            yield from cases
            return
        was, becomes = mutant.was, mutant.becomes
        if ACTOR in _read(was):
            yield from cases
            return
        later = []
        for case in cases:
            situation = derive(self.program, case.situation)
            before, after = (
                evaluate(one, node, situation).truth
                for one, node in ((self.program, was), (program, becomes))
            )
            if before is not after:
                yield case
            elif case.beside & about:
                later.append(case)
        yield from later


def _read(node: Condition) -> Iterator[str]:
    return (str(getattr(inner, "fact", "")) for inner in walk(node))


def resting(program: Program) -> Mapping[str, frozenset[str]]:
    """Of each rule and term those that can answer otherwise where it does, itself included."""
    used: dict[str, set[str]] = {name: set() for name in program.rules}
    for rule in program.rules.values():
        for name in _named(program, rule):
            used[name].add(rule.id)
    ways = {step: {way for way, steps in program.ways.items() if step in steps} for step in used}
    found: dict[str, frozenset[str]] = {}
    for name in used:
        ahead, seen = [name], {name}
        while ahead:
            for other in used[ahead.pop()] - seen:
                seen.add(other)
                ahead.append(other)
        found[name] = frozenset(seen.union(*(ways[one] for one in seen)))
    return found


def _named(program: Program, rule: Rule) -> Iterator[str]:
    """The rules and terms that a rule or a term asks for."""
    term = program.definitions.get(f"term:{rule.id}")
    roots = [one.node for one in rule.criteria]
    roots += [one.node for one in rule.holders if one.node]
    roots += [one for one in (rule.done, term.node if term else None) if one]
    for node in (inner for root in roots for inner in walk(root)):
        if isinstance(node, Reference):
            yield node.name.partition(":")[2]
