"""A decision: what a caller gets. The verdict at once, what follows from it when asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iiz_rules.answers.criterion import CriterionResult
from iiz_rules.answers.frozen import Frozen
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.language.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal
    from fractions import Fraction
    from typing import Any

    from iiz_rules.case.history import Origin
    from iiz_rules.engine.asking.analysis import Questions
    from iiz_rules.engine.asking.flips import Flip
    from iiz_rules.engine.interpreter import Situation
    from iiz_rules.engine.result import Answer, Missing, Pending, Used
    from iiz_rules.engine.shares import Amount
    from iiz_rules.engine.waterfall import PaidPart
    from iiz_rules.language.program import conditions
    from iiz_rules.language.program.rules import Holder, Program
    from iiz_rules.language.values import Between
    from iiz_rules.receipts.receipt import Receipt
    from iiz_rules.words.text import Language, Text


class Decision(Frozen):
    """The answer to one question about one case, with all its reasons.

    The verdict and the reasons are one and the same evaluation. What is missing and what other
    readings would answer is worked out when it is asked for.
    """

    rule: str
    """the rule that answered: `eligibility`, or the id of a step, duty or delegation"""
    _evaluation: Evaluation

    def __init__(self, evaluation: Evaluation, rule: str) -> None:
        self._set(_evaluation=evaluation, rule=rule)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as what was asked; what was worked out of it stays behind."""
        return type(self), (self._evaluation, self.rule)

    @classmethod
    def of(cls, program: Program, situation: Situation, answer: Answer) -> Decision:
        """Make the decision that an answer of the interpreter comes to."""
        return cls(Evaluation(program, situation, [answer]), answer.rule.id)

    def __eq__(self, other: object) -> bool:
        """Compare what was asked and what was answered."""
        if not isinstance(other, Decision):
            return NotImplemented
        mine = (self.answer, self.situation, self.program)
        return mine == (other.answer, other.situation, other.program)

    def __hash__(self) -> int:
        """Let equal decisions have equal numbers."""
        return hash((self.rule, self.on, self.digest, self.verdict))

    @property
    def program(self) -> Program:
        """The edition that answered, compiled."""
        return self._evaluation.program

    @property
    def situation(self) -> Situation:
        """The facts of the case, the date and the readings chosen."""
        return self._evaluation.situation

    @property
    def origins(self) -> Mapping[str, Origin]:
        """Where the values come from that the case gives as dated histories, by fact."""
        return self._evaluation.origins

    @property
    def known_on(self) -> date | None:
        """The day whose knowledge it was asked with; None counts all that is given."""
        return self._evaluation.known_on

    @cached_property
    def answer(self) -> Answer:
        """The evaluation: the verdict with every step that led to it."""
        return self._evaluation.answer(self.rule)

    @property
    def beside_reasons(self) -> tuple[object, ...]:
        """What does not follow from its reasons: a day, amounts, an institution of the case.

        All else is the same in all cases of which the rule reads the same.
        """
        program, rule = self.program, self.program.rules[self.rule]
        dated = self.rule in program.deadlines or self.rule in program.splits
        if dated or rule.kind == "payer" or any(holder.of_fact for holder in rule.holders):
            amounts = self.parts, self.part_bounds, self.bearers
            return self.due, self.due_hangs_on, self.actors, *amounts
        return ()

    @property
    def label(self) -> Text:
        """What the rule asks."""
        return self.answer.rule.label

    @property
    def verdict(self) -> Truth:
        """Yes, no or open."""
        return self._evaluation.verdicts[self.rule]

    @cached_property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """Every criterion with its own verdict, in the order of the edition."""
        evaluation, rule = self._evaluation, self.rule
        count = len(evaluation.program.rules[rule].criteria)
        return tuple(CriterionResult(evaluation, rule, position) for position in range(count))

    def criterion(self, name: str) -> CriterionResult:
        """One criterion by its name."""
        return {criterion.id: criterion for criterion in self.criteria}[name]

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that can still change the verdict; the first is the next question to ask."""
        return self._questions.missing

    @property
    def pending(self) -> tuple[Pending, ...]:
        """The judgements that can still change the verdict, and who gives them."""
        return self._questions.pending

    @property
    def needed(self) -> tuple[str, ...]:
        """Facts of the case that are enough for this verdict, and none of which can be left out.

        What the canton calls sensitive is among them only where the verdict rests on it. An open
        answer rests on what is missing, and needs none.

        >>> from iiz_rules.policy import load
        >>> zurich = load("zurich", on="2024-03-05")
        >>> case = {"person.residence.canton": "SG", "registrations": ["rav"]}
        >>> zurich.eligibility(case).needed
        ('person.residence.canton',)
        """
        from iiz_rules.answers.needed import needed_facts

        return needed_facts(self.program, self.rule, self.situation)

    @property
    def sifted(self) -> bool:
        """Whether each fact and judgement that is named can change the verdict.

        Where that is not so there were too many possibilities to look at all of them: one of those
        named may then change nothing. None is left out that can.
        """
        return self._questions.sifted

    @cached_property
    def _questions(self) -> Questions:
        from iiz_rules.engine.asking.analysis import questions

        return questions(self._evaluation, self.rule)

    @cached_property
    def interpretations(self) -> tuple[Used, ...]:
        """The readings it rests on, and whether another option would change the verdict."""
        from iiz_rules.engine.asking.readings import used

        return used(self._evaluation, self.rule)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses of the rule and of its criteria, each once."""
        rule = self.program.rules[self.rule]
        cited = dict.fromkeys(rule.clauses)
        for criterion in rule.criteria:
            cited.update(dict.fromkeys(criterion.clauses))
        return tuple(cited)

    @property
    def on(self) -> date:
        """The date of the question."""
        return self._evaluation.on

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
        from iiz_rules.engine import holders

        rule = self.program.rules[self.rule]
        return {**rule.actors, **holders.acting(rule, self.holder, self.situation.facts)}

    @property
    def holder(self) -> Holder | None:
        """Who acts, as the edition lists them; None while that is open, or nobody does."""
        return self._evaluation.holder(self.rule)

    @property
    def actor(self) -> str | None:
        """Who provides the step or owes the duty; None while that is open, or nobody does."""
        return self.actors.get(self.answer.rule.part)

    @property
    def candidates(self) -> tuple[Holder, ...]:
        """All who can still be the one to act; a single one once that is settled."""
        from iiz_rules.engine import holders

        return holders.candidates(self.answer)

    @property
    def actor_hangs_on(self) -> tuple[str, ...]:
        """The facts not known on which it hangs who acts; none once that is settled."""
        from iiz_rules.engine import holders

        return holders.awaited(self.answer)

    @property
    def done(self) -> Truth | None:
        """Whether a step lies behind the case; None where the edition does not say when it does."""
        return self._evaluation.done(self.rule)

    @property
    def done_hangs_on(self) -> tuple[str, ...]:
        """The facts and judgements not known on which it hangs whether a step lies behind."""
        return self.answer.done.unknown if self.answer.done else ()

    @property
    def due(self) -> date | None:
        """The day by which a duty is to be done; None where none is set or known."""
        if self.verdict is Truth.NO or self.rule not in self.program.deadlines:
            return None
        from iiz_rules.engine import deadlines

        return deadlines.due(self.program, self.rule, self.situation)

    @property
    def due_hangs_on(self) -> str | None:
        """The fact not known on which the day hangs; None where there is none."""
        if self.rule not in self.program.deadlines:
            return None
        from iiz_rules.engine import deadlines

        return deadlines.awaited(self.program, self.rule, self.situation)

    @property
    def parts(self) -> dict[str, Amount]:
        """Who bears which part of a cost or pays which of a measure; empty where not known."""
        if self.verdict is Truth.NO:
            return {}
        if self.portion:
            settled = self.verdict is Truth.YES and self.portion.part.settled
            return {self.portion.payer.actor: self.portion.part.low} if settled else {}
        if self.rule not in self.program.splits:
            return {}
        from iiz_rules.engine import shares

        return shares.shares(self.program, self.rule, self.situation) or {}

    @property
    def bearers(self) -> dict[str, Fraction]:
        """Who bears which share of a cost, also where its amount is not known; else nobody."""
        if self.verdict is Truth.NO or self.rule not in self.program.splits:
            return {}
        from iiz_rules.engine import shares

        return shares.bearers(self.program, self.rule, self.situation)

    @property
    def part_bounds(self) -> dict[str, Between[Decimal]]:
        """Who bears or pays between which amounts, where that is not settled and has an end."""
        if self.verdict is Truth.NO or self.parts:
            return {}
        if self.portion:
            from iiz_rules.language.values import Between

            low, high = self.portion.part.low, self.portion.part.high
            return {} if high.is_infinite() else {self.portion.payer.actor: Between(low, high)}
        if self.rule not in self.program.splits:
            return {}
        from iiz_rules.engine import shares

        return shares.bounded(self.program, self.rule, self.situation)

    @cached_property
    def portion(self) -> PaidPart | None:
        """What a payer pays of a measure and what remains; None where the rule is no payer."""
        if self.program.rules[self.rule].kind != "payer":
            return None
        from iiz_rules.engine.waterfall import flow

        portions = flow(self.program, self.situation, self._evaluation.verdicts)
        return next(portion for portion in portions if portion.payer.rule == self.rule)

    def flips(self) -> tuple[Flip, ...]:
        """The smallest changes of the case with which the answer is another one, and decided.

        One fact, or where none alone does two; what is not known yet counts as a change.

        >>> from iiz_rules.policy import load
        >>> policy = load("zurich", on="2024-03-05")
        >>> decision = policy.ask("partner-registration", {"registrations": ["gemeinde"]})
        >>> flip = decision.flips()[0]
        >>> str(flip.verdict), sorted(flip.changes["registrations"])
        ('yes', ['ajb', 'gemeinde'])
        """
        from iiz_rules.engine.asking.flips import flips

        return flips(self.program, self.rule, self.situation)

    @property
    def silences(self) -> tuple[conditions.Silent, ...]:
        """The places where the source is silent and which keep the verdict open."""
        return self.answer.silences

    @property
    def regulated(self) -> bool:
        """Whether facts or judgements can answer; False where only the silence of the source is."""
        return self.answer.regulated

    def explain(self, language: Language = "de") -> str:
        """Say why, or why not, in German, French or English, as plain text."""
        from iiz_rules.findings.errors import known_language
        from iiz_rules.render.text.decision import explanation
        from iiz_rules.render.text.layout import Paper

        return explanation(self, Paper(known_language(language)))

    def to_html(self, language: Language = "de", *, name: str = "", invented: bool = False) -> str:
        """A sheet for the file: the answer, criterion by criterion, and what is open.

        `name` is what the case is called; what is `invented` says so on every printed page.
        """
        from iiz_rules.findings.errors import known_language
        from iiz_rules.render.html.sheet import decision_page

        return decision_page(self, known_language(language), name, invented)

    def to_pdf(self, language: Language = "de", *, name: str = "", invented: bool = False) -> bytes:
        """The same on A4 (extra `pdf`)."""
        from iiz_rules.render.html.page import sheet_pdf

        return sheet_pdf(self.to_html(language, name=name, invented=invented))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from iiz_rules.render.html.notebook import decision_html

        return decision_html(self)

    def to_dict(self) -> dict[str, Any]:
        """The decision as JSON-ready data; `iiz schema decision` describes it."""
        from iiz_rules.answers.decision_data import decision_data

        return decision_data(self)

    def to_json(self) -> str:
        """The same as a text in JSON, which is written sooner than the data is put together."""
        from iiz_rules.answers.decision_data import decision_json

        return decision_json(self)

    def receipt(
        self,
        *,
        reference: str,
        at: str | datetime,
        salt: bytes | None = None,
        key: bytes | None = None,
    ) -> Receipt:
        """What was asked and answered, in a form that can be checked years later.

        `reference` is the caller's own, `at` the moment of the answer with its distance from UTC.
        Facts that the canton calls sensitive are left out, or with a secret `salt` hashed; with
        `key`, an Ed25519 private key in PEM, the receipt is signed (the extra `sealed`).
        UsageError for a moment without that distance, a salt below 16 bytes, a key that is none.
        """
        from iiz_rules.receipts.making import receipt

        return receipt([self], reference, at, salt, key)

    def __repr__(self) -> str:
        return f"<Decision {self.program.canton}/{self.rule} on {self.on}: {self.verdict}>"
