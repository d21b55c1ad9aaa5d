"""A decision: what a caller gets. The verdict at once, what follows from it when asked for."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from iiz_rules import ir
from iiz_rules.diagnostics import Language, Place, Text
from iiz_rules.engine import analysis
from iiz_rules.engine.interpreter import Situation
from iiz_rules.result import Answer, Missing, Pending, Step, Used
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
        pairs = zip(self.answer.rule.criteria, self.answer.steps, strict=True)
        return tuple(CriterionResult(criterion, step) for criterion, step in pairs)

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
        """The roles in the rule: provider of a step, bearer of a duty, from and to."""
        return dict(self.answer.rule.actors)

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


@dataclass(frozen=True)
class Overview(Mapping[str, Decision]):
    """All questions of an edition answered about one case, in one evaluation, by rule."""

    decisions: tuple[Decision, ...]

    def __getitem__(self, rule: str) -> Decision:
        """Give the decision of a rule."""
        return self._by_rule[rule]

    def __iter__(self) -> Iterator[str]:
        """Give the rules, in the order of the edition."""
        return iter(self._by_rule)

    def __len__(self) -> int:
        """Count the decisions."""
        return len(self.decisions)

    @cached_property
    def _by_rule(self) -> dict[str, Decision]:
        return {one.rule: one for one in self.decisions}

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that can still change something; first what the most decisions wait for."""
        found = [one for decision in self.decisions for one in decision.missing]
        waiting = Counter(one.fact for one in found)
        first = {one.fact: one for one in reversed(found)}
        order = list(dict.fromkeys(one.fact for one in found))
        return tuple(first[fact] for fact in sorted(order, key=lambda fact: -waiting[fact]))

    @cached_property
    def pending(self) -> tuple[Pending, ...]:
        """The judgements that can still change something, each once."""
        found = [one for decision in self.decisions for one in decision.pending]
        return tuple({one.judgement: one for one in reversed(found)}.values())[::-1]

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that was carried out, each once."""
        return tuple(dict.fromkeys(clause for one in self.decisions for clause in one.clauses))

    def explain(self, language: Language = "de") -> str:
        """Explain every decision, in German, French or English, as plain text."""
        return "\n\n\n".join(one.explain(language) for one in self.decisions)

    def to_dict(self) -> dict[str, Any]:
        """Give all decisions as JSON-ready data, as `iiz assess --format json` does for a case."""
        return {"format": 1, "decisions": [one.to_dict() for one in self.decisions]}
