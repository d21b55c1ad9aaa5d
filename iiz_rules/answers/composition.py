"""A body with its members: whether it is properly composed, has its quorum, and has decided."""

from dataclasses import dataclass
from typing import Any

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.form import picked
from iiz_rules.engine.result import Explanation
from iiz_rules.language.program import conditions
from iiz_rules.language.truth import Truth
from iiz_rules.words.text import Language


@dataclass(frozen=True)
class Composition:
    """A body with its members: who is missing, too many or unqualified, and whether it decides."""

    body: str
    composition: Decision
    quorum: Decision
    majority: Decision

    @property
    def verdict(self) -> Truth:
        """Whether the body is properly composed."""
        return self.composition.verdict

    def _miscounted(self, few: bool) -> tuple[str, ...]:
        """The seats that too few hold, or too many: those whose limit was not kept."""
        seats = {seat.name for seat in self.composition.program.bodies[self.body].seats}
        failed = (one for one in self.composition.criteria if one.verdict is Truth.NO)
        return tuple(one.id for one in failed if one.id in seats and _too_few(one.step) is few)

    @property
    def missing(self) -> tuple[str, ...]:
        """The seats that nobody holds, or too few."""
        return self._miscounted(few=True)

    @property
    def duplicate(self) -> tuple[str, ...]:
        """The seats that too many hold."""
        return self._miscounted(few=False)

    @property
    def surplus(self) -> int:
        """How many belong to it without a seat."""
        return int(str(self.composition.situation.facts.get(f"{self.body}.others", 0)))

    @property
    def unqualified(self) -> tuple[str, ...]:
        """The seat and the quality, `iv.high-decision-competence`, that a member lacks."""
        return self._qualities(Truth.NO)

    @property
    def unproved(self) -> tuple[str, ...]:
        """The seat and the quality of which nobody knows."""
        return self._qualities(Truth.OPEN)

    def _qualities(self, verdict: Truth) -> tuple[str, ...]:
        qualities = (one for one in self.composition.criteria if "." in one.id)
        return tuple(one.id for one in qualities if one.verdict is verdict)

    @property
    def advisory(self) -> tuple[str, ...]:
        """Who sits in without a vote, whether present or not."""
        return tuple(self.composition.program.bodies[self.body].advisory)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The three answers: composition, quorum, majority."""
        return (self.composition, self.quorum, self.majority)

    def explain(self, language: Language = "de") -> str:
        """Explain all three answers, in German, French or English, as plain text."""
        return "\n\n\n".join(decision.explain(language) for decision in self.decisions)

    def __repr__(self) -> str:
        quorum, majority = self.quorum.verdict, self.majority.verdict
        verdicts = f"{self.verdict}, quorum {quorum}, majority {majority}"
        return f"<Composition {self.body}: {verdicts}>"

    def to_dict(self) -> dict[str, Any]:
        """All three answers as JSON-ready data."""
        names = ("body", "missing", "duplicate", "surplus", "unqualified", "unproved", "decisions")
        return picked(self, *names, decisions=[one.to_dict() for one in self.decisions])


def _too_few(step: Explanation) -> bool:
    """Say of a count that is not kept whether it is too small, and not too large."""
    for one in step.walk():
        if (
            isinstance(one.node, conditions.Range)
            and one.truth is Truth.NO
            and one.node.low is not None
        ):
            [(_, count)] = one.read
            return int(str(count)) < int(str(one.node.low))
    return False
