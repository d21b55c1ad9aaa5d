"""One case under the rules of several cantons, criterion by criterion.

Criteria stand beside each other that read the same facts, whatever they are called; a fact is the
same where it has the same name. What a canton does not know it is not told, and that is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, Protocol

from iiz_rules.answers.criterion import CriterionResult
from iiz_rules.answers.decision import Decision
from iiz_rules.answers.form import FORMAT, Verdict, data
from iiz_rules.answers.frozen import Frozen
from iiz_rules.answers.needed import read_by
from iiz_rules.case.facts import CaseFacts, read_facts
from iiz_rules.engine.askable import check_rules, dated
from iiz_rules.engine.interpreter import Situation, answer, derive
from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.form import DayText, Form, LabelData
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth

UNKNOWN = "unknown-fact"


class AskedPolicy(Protocol):
    """Whose rules are asked: a policy."""

    @property
    def program(self) -> Program:
        """The edition."""
        ...

    @property
    def on(self) -> date | None:
        """The day of the question."""
        ...

    @property
    def options(self) -> Mapping[str, str]:
        """How it is read."""
        ...


@dataclass(frozen=True)
class CantonData(Form):
    """What one canton answers; `untold` are facts of the case that it does not know."""

    canton: str
    edition: str
    digest: str
    label: LabelData
    verdict: Verdict
    untold: list[str]


@dataclass(frozen=True)
class CriterionSideData(Form):
    """A criterion of one canton."""

    criterion: str
    label: LabelData
    verdict: Verdict
    clauses: list[str]


@dataclass(frozen=True)
class TopicData(Form):
    """Criteria that read the same; `sides` has them by the cantons that have one."""

    reads: list[str]
    differs: bool
    sides: dict[str, CriterionSideData]


@dataclass(frozen=True)
class SideBySideData(Form):
    """One question about one case, as several cantons answer it."""

    format: Literal[1]
    rule: str
    on: DayText
    cantons: list[CantonData]
    topics: list[TopicData]


class Topic(Frozen):
    """Criteria of several cantons that read the same facts."""

    sides: Mapping[str, CriterionResult]
    reads: frozenset[str]

    def __init__(self, sides: Mapping[str, CriterionResult], reads: frozenset[str]) -> None:
        self._set(sides=sides, reads=reads)

    def __repr__(self) -> str:
        told = ", ".join(f"{canton} {one.verdict}" for canton, one in self.sides.items())
        return f"<Topic {'/'.join(sorted(self.reads))}: {told}>"

    @property
    def fails(self) -> bool:
        """Whether some canton answers no."""
        return any(one.verdict is Truth.NO for one in self.sides.values())

    def differs(self, cantons: Iterable[str]) -> bool:
        """Whether some canton answers otherwise, or does not ask and another says no or open."""
        verdicts = {one.verdict for one in self.sides.values()}
        silent = any(canton not in self.sides for canton in cantons)
        return len(verdicts | ({Truth.YES} if silent else set())) > 1


class SideBySide(Frozen):
    """One question about one case, as several cantons answer it."""

    decisions: Mapping[str, Decision]
    untold: Mapping[str, tuple[str, ...]]
    """the facts of the case that an edition does not know, by canton"""

    def __init__(
        self, decisions: Mapping[str, Decision], untold: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._set(decisions=decisions, untold=untold)

    def __repr__(self) -> str:
        told = ", ".join(f"{canton} {one.verdict}" for canton, one in self.decisions.items())
        return f"<SideBySide: {told}>"

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The criteria of all cantons, those that read the most in common side by side."""
        topics: list[Topic] = []
        for canton, decision in self.decisions.items():
            for criterion in decision.criteria:
                reads = read_by(decision.program, criterion.criterion.node)
                free = (place for place, one in enumerate(topics) if canton not in one.sides)
                shared = {place: _shared(topics[place].reads, reads) for place in free}
                best = max(shared, key=lambda place: shared[place], default=None)
                if best is None or not shared[best]:
                    topics.append(Topic({canton: criterion}, reads))
                else:
                    both = topics[best]
                    topics[best] = Topic({**both.sides, canton: criterion}, both.reads | reads)
        return tuple(topics)

    @property
    def differing(self) -> tuple[Topic, ...]:
        """The topics in which the cantons differ in this case; those that a no rests on first."""
        topics = (topic for topic in self.topics if topic.differs(self.decisions))
        return tuple(sorted(topics, key=lambda topic: not topic.fails))

    def to_dict(self) -> dict[str, Any]:
        """The comparison as JSON-ready data."""
        first = next(iter(self.decisions.values()))
        return data(
            SideBySideData,
            first,
            format=FORMAT,
            cantons=[self._canton(canton) for canton in self.decisions],
            topics=[self._topic(topic) for topic in self.topics],
        )

    def _canton(self, canton: str) -> dict[str, Any]:
        decision, program = self.decisions[canton], self.decisions[canton].program
        words = {"canton": canton, "label": program.label, "untold": self.untold[canton]}
        return data(CantonData, decision, **words)

    def _topic(self, topic: Topic) -> dict[str, Any]:
        sides = {
            canton: data(CriterionSideData, criterion, criterion=criterion.id)
            for canton, criterion in topic.sides.items()
        }
        differs = topic.differs(self.decisions)
        return data(TopicData, topic, reads=sorted(topic.reads), differs=differs, sides=sides)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of what two criteria read that both of them read."""
    return len(one & other) / (len(one | other) or 1)


def side_by_side(
    policies: Sequence[AskedPolicy],
    case: Any,
    rule: str = "eligibility",
    *,
    known_on: date | None = None,
    name: str = "case",
) -> SideBySide:
    """Ask several cantons the same about one case.

    Raises CaseError for what no canton knows, or what contradicts itself; UsageError for a rule
    that one of them does not have.

    >>> from iiz_rules.policy import load
    >>> both = [load(canton, on="2024-03-05") for canton in ("zurich", "valais")]
    >>> side_by_side(both, {"person.residence.canton": "SG"})
    <SideBySide: zurich no, valais open>
    """
    readings: dict[str, tuple[AskedPolicy, date, CaseFacts]] = {}
    for policy in policies:
        check_rules(policy.program, (rule,))
        on = dated(policy.program, policy.on)
        facts = read_facts(policy.program, case, on, name, known_on)
        readings[policy.program.canton] = policy, on, facts
    _check(facts for _, _, facts in readings.values())
    stated = dict.fromkeys(name for _, _, facts in readings.values() for name in facts.facts)
    decisions, untold = {}, {}
    for canton, (policy, on, facts) in readings.items():
        program = policy.program
        situation = derive(program, Situation(facts.facts, on, policy.options))
        decisions[canton] = Decision.of(program, situation, answer(program, rule, situation))
        names = [str(one.words["fact"]) for one in facts.findings]
        below = (fact for name in names for fact in _below(name, stated))
        untold[canton] = tuple(dict.fromkeys(below))
    return SideBySide(decisions, untold)


def _below(name: str, given: Iterable[str]) -> tuple[str, ...]:
    """A fact, or of a group of facts that nothing is known of those that are given in it."""
    return tuple(one for one in given if one.startswith(f"{name}.")) or (name,)


def _check(readings: Iterable[CaseFacts]) -> None:
    """Refuse what no canton knows, and whatever else is wrong with the case under one of them."""
    all_of = list(readings)
    wrong = [one for read in all_of for one in read.findings if one.code != UNKNOWN]
    if not wrong:
        unknown = [{one.words["fact"]: one for one in read.findings} for read in all_of]
        nowhere = set(unknown[0]).intersection(*unknown) if unknown else set()
        wrong = [unknown[0][fact] for fact in unknown[0] if fact in nowhere]
    if wrong:
        raise CaseError(tuple(wrong))
