"""Data minimisation: what one answer needed of a case, what it did not, and what it never reads."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.form import FORMAT, Verdict, data
from iiz_rules.answers.frozen import Frozen
from iiz_rules.answers.needed import given_facts, needed_facts, read_by, telling_facts
from iiz_rules.findings.form import DayText, Form, LabelData
from iiz_rules.language.program.rules import Fact


@dataclass(frozen=True)
class NeededFactData(Form):
    """A fact, who knows it, and the criteria that rest on it with their clauses."""

    fact: str
    label: LabelData
    held_by: list[str]
    criteria: list[str]
    clauses: list[str]


@dataclass(frozen=True)
class MinimumData(Form):
    """What an answer needed: `needed` alone gives the same verdict.

    `spared` the rule reads, and not for this verdict; `unread` it never reads. `read` is all it can
    read, `telling` how many of the `declared` facts some yes or no can hang on, `idle` the others.
    """

    format: Literal[1]
    case: str
    canton: str
    edition: str
    rule: str
    label: LabelData
    on: DayText
    verdict: Verdict
    needed: list[NeededFactData]
    spared: list[str]
    unread: list[str]
    read: list[str]
    declared: int
    idle: list[str]


class Minimum(Frozen):
    """What an answer needed of the facts that a case gives.

    >>> from iiz_rules.policy import load
    >>> zurich = load("zurich", on="2024-03-05")
    >>> case = {"person.residence.canton": "SG", "registrations": ["rav"]}
    >>> minimum = Minimum(zurich.eligibility(case))
    >>> minimum.needed, minimum.spared, minimum.unread
    (('person.residence.canton',), ('registrations',), ())
    """

    decision: Decision

    def __init__(self, decision: Decision) -> None:
        self._set(decision=decision)

    def __repr__(self) -> str:
        kept, all_of = len(self.needed), len(self._given)
        return f"<Minimum of {self.decision.rule}: {kept} of {all_of} facts needed>"

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The facts that are enough for the verdict, none of which can be left out."""
        decision = self.decision
        return needed_facts(decision.program, decision.rule, decision.situation)

    @property
    def spared(self) -> tuple[str, ...]:
        """What was given and the rule reads, but this verdict does not need."""
        return tuple(name for name in self._given if name in self.read and name not in self.needed)

    @property
    def unread(self) -> tuple[str, ...]:
        """What was given although the rule never reads it."""
        return tuple(name for name in self._given if name not in self.read)

    @cached_property
    def read(self) -> tuple[str, ...]:
        """The facts of the model that the rule can read."""
        program = self.decision.program
        names = read_by(program, program.rules[self.decision.rule].node)
        return tuple(fact.id for fact in self.declared if fact.id in names)

    @property
    def declared(self) -> tuple[Fact, ...]:
        """The facts of the model, in the order of the edition."""
        return tuple(fact for fact in self.decision.program.facts.values() if fact.given)

    @cached_property
    def idle(self) -> tuple[str, ...]:
        """Facts of the model on which no answer of any rule can depend."""
        names = telling_facts(self.decision.program)
        return tuple(fact.id for fact in self.declared if fact.id not in names)

    @cached_property
    def _given(self) -> tuple[str, ...]:
        given = given_facts(self.decision.program, self.decision.situation)
        return tuple(fact.id for fact in self.declared if fact.id in given)

    def resting_on(self, fact: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The criteria that rest on a fact, and the clauses behind them."""
        facts = {fact} | {
            computed.id
            for computed in self.decision.program.facts.values()
            if fact in computed.sources
        }
        criteria = [one for one in self.decision.criteria if facts & one.values.keys()]
        clauses = dict.fromkeys(clause for one in criteria for clause in one.clauses)
        return tuple(one.id for one in criteria), tuple(clauses)

    def to_dict(self, case: str = "case") -> dict[str, Any]:
        """The result as JSON-ready data."""
        program = self.decision.program
        return data(
            MinimumData,
            self,
            format=FORMAT,
            case=case,
            **{name: getattr(program, name) for name in ("canton", "edition")},
            **{name: getattr(self.decision, name) for name in ("rule", "label", "on", "verdict")},
            needed=[self._fact(program.facts[name]) for name in self.needed],
            declared=len(self.declared),
        )

    def _fact(self, fact: Fact) -> dict[str, Any]:
        criteria, clauses = self.resting_on(fact.id)
        return data(NeededFactData, fact, fact=fact.id, criteria=criteria, clauses=clauses)
