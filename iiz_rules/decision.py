"""A decision: what a caller gets. The verdict at once, what follows from it when asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from iiz_rules import ir
from iiz_rules.diagnostics import Language, Place, Text
from iiz_rules.engine import analysis, deadlines, holders, shares, waterfall
from iiz_rules.engine.interpreter import Situation
from iiz_rules.result import Answer, Missing, Origin, Pending, Step, Used
from iiz_rules.truth import Truth
from iiz_rules.values import Value


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion of a decision: its own verdict, its reasons, its clauses, its place."""

    criterion: ir.Criterion
    step: Step

    @property
    def id(self) -> str:
        """The criterion's name."""
        return self.criterion.id

    @property
    def label(self) -> Text:
        """The criterion's label."""
        return self.criterion.label

    @property
    def mode(self) -> str:
        """`required`, `indicative` or `judgement`."""
        return self.criterion.mode

    @property
    def verdict(self) -> Truth:
        """The criterion's own verdict."""
        return self.step.truth

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses it carries out."""
        return self.criterion.clauses

    @property
    def place(self) -> Place:
        """The file and line where it is written."""
        return self.criterion.at

    @property
    def values(self) -> dict[str, Value | None]:
        """The facts it read, with their values; None is not known."""
        return {fact: value for step in self.step.walk() for fact, value in step.read}


@dataclass(frozen=True)
class Decision:
    """The answer to one question about one case, with all its reasons.

    The verdict and the reasons are one and the same evaluation (`answer`). What is missing and what
    other readings would answer is worked out when it is asked for.
    """

    program: ir.Program
    situation: Situation
    answer: Answer
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """where the values come from that the case gives as dated histories, by fact"""
    known_on: date | None = None
    """the day whose knowledge it was asked with; None counts all that is given"""

    @property
    def rule(self) -> str:
        """The rule that answered: `eligibility`, or the id of a step, duty or delegation."""
        return self.answer.rule.id

    @property
    def label(self) -> Text:
        """What the rule asks."""
        return self.answer.rule.label

    @property
    def verdict(self) -> Truth:
        """Yes, no or open."""
        return self.answer.verdict

    @property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """Every criterion with its own verdict, in the order of the edition."""
        return tuple(CriterionResult(criterion, step) for criterion, step in self.answer.criteria)

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that can still change the verdict; the first is the next question to ask."""
        return analysis.missing(self.program, self.situation, self.answer)

    @cached_property
    def pending(self) -> tuple[Pending, ...]:
        """The judgements that can still change the verdict, and who gives them."""
        return analysis.pending(self.program, self.situation, self.answer)

    @cached_property
    def interpretations(self) -> tuple[Used, ...]:
        """The readings it rests on, and whether another option would change the verdict."""
        return analysis.used(self.program, self.situation, self.answer)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses of the rule and of its criteria, each once."""
        cited = (*self.answer.rule.clauses, *(c for one in self.criteria for c in one.clauses))
        return tuple(dict.fromkeys(cited))

    @property
    def on(self) -> date:
        """The date of the question."""
        return self.situation.on

    @property
    def edition(self) -> str:
        """The edition that answered."""
        return self.program.edition

    @property
    def digest(self) -> str:
        """The SHA-256 over exactly the documents that the edition was read from."""
        return self.program.digest

    @property
    def actors(self) -> dict[str, str]:
        """The roles in the rule: provider of a step, bearer of a duty, from and to.

        Who provides or bears is left out while that is open; `candidates` names all who still can.
        """
        one, part = holders.settled(self.answer), self.answer.rule.part
        acting = {part: one.role, **({"of": one.of} if one.of else {})} if one else {}
        return {**self.answer.rule.actors, **acting}

    @property
    def actor(self) -> str | None:
        """Who provides the step or owes the duty; None while that is open, or nobody does."""
        return self.actors.get(self.answer.rule.part)

    @property
    def candidates(self) -> tuple[ir.Holder, ...]:
        """All who can still be the one to act; a single one once that is settled."""
        return holders.candidates(self.answer)

    @property
    def actor_hangs_on(self) -> tuple[str, ...]:
        """The facts not known on which it hangs who acts; none once that is settled."""
        return holders.awaited(self.answer)

    @property
    def done(self) -> Truth | None:
        """Whether a step lies behind the case; None where the edition does not say when it does."""
        return self.answer.done.truth if self.answer.done else None

    @property
    def due(self) -> date | None:
        """The day by which a duty is to be done; None where none is set or known."""
        if self.verdict is Truth.NO:
            return None
        return deadlines.due(self.program, self.rule, self.situation)

    @property
    def due_hangs_on(self) -> str | None:
        """The fact not known on which the day hangs; None where there is none."""
        return deadlines.awaited(self.program, self.rule, self.situation)

    @property
    def parts(self) -> dict[str, shares.Amount]:
        """Who bears which part of a cost or pays which of a measure; empty where not known."""
        if self.verdict is Truth.NO:
            return {}
        if self.portion:
            settled = self.verdict is Truth.YES and self.portion.part.settled
            return {self.portion.payer.actor: self.portion.part.low} if settled else {}
        if self.rule not in self.program.splits:
            return {}
        return shares.shares(self.program, self.rule, self.situation) or {}

    @cached_property
    def portion(self) -> waterfall.Portion | None:
        """What a payer pays of a measure and what remains; None where the rule is no payer."""
        if self.answer.rule.kind != "payer":
            return None
        portions = waterfall.flow(self.program, self.situation)
        return next(one for one in portions if one.payer.rule == self.rule)

    @property
    def silences(self) -> tuple[ir.Silent, ...]:
        """The places where the source is silent and which keep the verdict open."""
        return self.answer.silences

    @property
    def regulated(self) -> bool:
        """Whether facts or judgements can answer; False where only the silence of the source is."""
        return self.answer.regulated

    def explain(self, language: Language = "de") -> str:
        """Say why, or why not, in German, French or English, as plain text."""
        from iiz_rules.render.text import explanation

        return explanation(self, language)

    def to_dict(self) -> dict[str, Any]:
        """Give the decision as JSON-ready data; `iiz schema decision` describes it."""
        from iiz_rules.render.data import decision_data

        return decision_data(self)

    def __repr__(self) -> str:
        """Give the essentials in one line."""
        return f"<Decision {self.program.canton}/{self.rule} on {self.on}: {self.verdict}>"
