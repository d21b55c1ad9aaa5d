"""Whether one of a canton's own cases or stories finds a mutant: it expects another answer.

A case is only asked where something that it expects can rest on what was changed, and where the
changed condition comes to something else in it. What is answered is the definition's answer.
Stories are told where no case has found it: anew, under the rules that have the fault.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from iiz_rules.answers.decision import Decision
from iiz_rules.case.documents import Example
from iiz_rules.case.facts import read_facts
from iiz_rules.engine.interpreter import Situation, answer, derive, evaluate
from iiz_rules.escalation.machine import WATCHED
from iiz_rules.findings.errors import IizError
from iiz_rules.language.program.conditions import Condition, Reference, walk
from iiz_rules.language.program.rules import ACTOR, TRIGGER, Program, Rule
from iiz_rules.policy import Policy
from iiz_rules.testing.afterwards import compare_story
from iiz_rules.testing.expectations import compare_answers, counted
from iiz_rules.testing.stories import StoryDocument, tell
from iiz_rules.verification.mutants.mutant import Mutant
from iiz_rules.verification.prover import Budget

LOOK, ASK, TELL = 1, 700, 1_600
"""the cost of checking a case, asking it and telling an event, in the work of a `Budget`"""
BESIDE = ("missing", "pending", "decisive", "due", "parts", "not_regulated")
"""What a case may expect that can be otherwise although no verdict is."""


@dataclass(frozen=True)
class TriedCase:
    """A case of the canton with what is known in it."""

    example: Example
    situation: Situation
    written: bytes = b""
    """the file"""

    @classmethod
    def of(cls, program: Program, example: Example, written: bytes = b"") -> "TriedCase":
        """Read a case that has passed."""
        assert example.on is not None  # it would not have passed
        facts = read_facts(program, example.facts, example.on, example.name, example.known_on)
        known = counted(program, example.file, example.on)[0]
        options = example.interpretations
        return cls(example, Situation({**facts.facts, **known}, example.on, options), written)

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
            name
            for name, expectation in expected
            if any(getattr(expectation, part) is not None for part in BESIDE)
        )

    def fails(self, program: Program, about: Collection[str]) -> bool:
        """Whether a program answers otherwise than the case expects, about some rules."""
        situation = derive(program, self.situation)

        def ask(rule: str, actor: str | None) -> Decision:
            asked = situation if actor is None else situation.knowing(ACTOR, actor)
            return Decision.of(program, asked, answer(program, rule, asked))

        answers = compare_answers(program, self.example.file, ask, about)
        return any(not one.holds for one in answers)


class TriedStory:
    """A story of the canton, with the situations that its case has been in."""

    def __init__(self, policy: Policy, name: str, story: StoryDocument, written: bytes) -> None:
        self.name, self.story, self.written = name, story, written
        self.folder = policy.folder
        flow = tell(policy, story)
        self.situations = tuple(move.state.situation for move in flow.history)
        events = [policy.program.events[one.event] for one in story.events]
        self.events = frozenset(event.id for event in events)
        self.actions = frozenset(event.action for event in events if event.action)

    def fails(self, program: Program) -> bool:
        """Whether its events lead to something else under another program."""
        try:
            moves = compare_story(Policy.of(program, self.folder), self.story)
            return any(not move.holds for move in moves)
        except IizError:  # an event is refused
            return True

    def touched(self, mutant: Mutant, before: Program, after: Program) -> bool:
        """Whether a mutant can change what comes of it."""
        if mutant.about in before.events:
            return mutant.about in self.events
        if mutant.was is None or mutant.becomes is None:
            rule = before.rules.get(mutant.about)
            return rule is None or rule.kind in (*WATCHED, TRIGGER)
        if ACTOR in _read(mutant.was):
            return mutant.about in self.actions
        was, becomes = mutant.was, mutant.becomes
        return any(
            evaluate(before, was, situation).truth is not evaluate(after, becomes, situation).truth
            for situation in self.situations
        )


class Trial:
    """The cases and stories of an edition, each mutant tried with those that could find it."""

    def __init__(
        self, program: Program, cases: Collection[TriedCase], stories: Collection[TriedStory] = ()
    ) -> None:
        self.program, self.cases, self.stories = program, tuple(cases), tuple(stories)
        self.resting = resting(program)

    def found_by(self, mutant: Mutant, budget: Budget) -> str | None:
        """The name of a case or a story that finds it; None where none does.

        SpentError where no work is left to ask them all.
        """
        budget.spend(LOOK * len(self.cases))
        about = self.about(mutant.about)
        program = mutant.make()
        for case in self._ordered(mutant, program, about):
            budget.spend(ASK)
            if case.fails(program, about):
                return case.example.name
        for story in self.stories:
            if story.touched(mutant, self.program, program):
                budget.spend(TELL * len(story.story.events))
                if story.fails(program):
                    return story.name
        return None

    def about(self, name: str) -> frozenset[str]:
        """What can come out otherwise where a rule, an event or a way is another one."""
        return self.resting.get(name, frozenset({name}))

    def basis(self, name: str) -> Iterator[object]:
        """All that the outcome for the mutants of a rule, an event or a way rests on."""
        program, about = self.program, self.about(name)
        for below in sorted(self._below((*about, *program.ways.get(name, ())))):
            rule, term = program.rules[below], program.definitions.get(f"term:{below}")
            yield below, rule, term
            yield program.deadlines.get(below), program.splits.get(below)
        ways = {way: steps for way, steps in program.ways.items() if way in about}
        yield ways, [case.written for case in self.cases if case.asked & about]
        moving = about - program.rules.keys() or any(
            program.rules[rule].kind in (*WATCHED, TRIGGER, "competence")
            for rule in about & program.rules.keys()
        )
        yield program.waterfall if name in program.of_kind("payer") else None
        yield [program.events, program.triggers, program.initially] if moving else None
        yield [story.written for story in self.stories] if moving else None

    def _below(self, about: Iterable[str]) -> set[str]:
        """Some rules, and everything they refer to."""
        ahead = [one for one in about if one in self.program.rules]
        below = set(ahead)
        while ahead:
            rule = self.program.rules[ahead.pop()]
            for other in {*_named(self.program, rule)} - below:
                below.add(other)
                ahead.append(other)
        return below

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
                evaluate(side, node, situation).truth
                for side, node in ((self.program, was), (program, becomes))
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
    together: dict[str, frozenset[str]] = {}
    for name in used:
        ahead, seen = [name], {name}
        while ahead:
            for other in used[ahead.pop()] - seen:
                seen.add(other)
                ahead.append(other)
        together[name] = frozenset(seen.union(*(ways[one] for one in seen)))
    return together


def _named(program: Program, rule: Rule) -> Iterator[str]:
    """The rules and terms that a rule or a term asks for."""
    term = program.definitions.get(f"term:{rule.id}")
    roots = [one.node for one in rule.criteria]
    roots += [one.node for one in rule.holders if one.node]
    roots += [one for one in (rule.done, term.node if term else None) if one]
    for node in (inner for root in roots for inner in walk(root)):
        if isinstance(node, Reference):
            yield node.name.partition(":")[2]
