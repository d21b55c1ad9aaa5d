"""A decision, as a caller gets it: the verdict at once, everything else on demand."""

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
    interpretations would answer are worked out on demand.
    """

    rule: str
    """the rule that answered: `eligibility`, or the id of a step, duty or delegation"""
    _evaluation: Evaluation

    def __init__(self, evaluation: Evaluation, rule: str) -> None:
        self._set(_evaluation=evaluation, rule=rule)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what was asked, and not what was worked out from it."""
        return type(self), (self._evaluation, self.rule)

    @classmethod
    def of(cls, program: Program, situation: Situation, answer: Answer) -> Decision:
        """The decision of an answer given by the interpreter."""
        return cls(Evaluation(program, situation, [answer]), answer.rule.id)

    def __eq__(self, other: object) -> bool:
        """Equal if the question and the answer are."""
        if not isinstance(other, Decision):
            return NotImplemented
        mine = (self.answer, self.situation, self.program)
        return mine == (other.answer, other.situation, other.program)

    def __hash__(self) -> int:
        """Equal decisions have equal hashes."""
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
        """The origin of each value that the case gives as a dated history, by fact."""
        return self._evaluation.origins

    @property
    def known_on(self) -> date | None:
        """The day whose knowledge counts; None if everything given does."""
        return self._evaluation.known_on

    @cached_property
    def answer(self) -> Answer:
        """The evaluation: the verdict with every step that led to it."""
        return self._evaluation.answer(self.rule)

    @property
    def beside_reasons(self) -> tuple[object, ...]:
        """What its reasons do not determine: a due date, amounts, an institution named by the case.

        Everything else is the same for all cases in which the rule reads the same.
        """
        names = self.program.beside_reasons[self.rule]
        return tuple([getattr(self, name) for name in names]) if names else ()

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
        count = len(self.program.rules[self.rule].criteria)
        return tuple(CriterionResult(self._evaluation, self.rule, one) for one in range(count))

    def criterion(self, name: str) -> CriterionResult:
        """The criterion of this name; KeyError where the rule has none of it."""
        criteria = self.program.rules[self.rule].criteria
        positions = {criterion.id: position for position, criterion in enumerate(criteria)}
        return CriterionResult(self._evaluation, self.rule, positions[name])

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
        """Facts of the case that suffice for this verdict, none of which can be left out.

        A sensitive fact is among them only if the verdict rests on it. An open answer rests on what
        is missing and needs none.

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
        """Whether every fact in `missing` and judgement in `pending` can change the verdict.

        False if there were too many possibilities to try them all: then some of those named may
        change nothing, but none that can is left out.
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
        """The clauses of the rule and of its criteria, without repetition."""
        rule = self.program.rules[self.rule]
        inner = (clause for criterion in rule.criteria for clause in criterion.clauses)
        return tuple(dict.fromkeys((*rule.clauses, *inner)))

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
        """The SHA-256 of the documents that the edition was read from."""
        return self.program.digest

    @property
    def actors(self) -> dict[str, str]:
        """The roles in the rule: provider of a step, bearer of a duty, from and to.

        While it is open who provides or bears, they are left out; see `candidates`.
        """
        from iiz_rules.engine import holders

        rule = self.program.rules[self.rule]
        return {**rule.actors, **holders.acting(rule, self.holder, self.situation.facts)}

    @property
    def holder(self) -> Holder | None:
        """Who acts, as the edition lists them; None while that is open or if nobody does."""
        return self._evaluation.holder(self.rule)

    @property
    def actor(self) -> str | None:
        """Who provides the step or owes the duty; None while that is open or if nobody does."""
        return self.actors.get(self.answer.rule.part)

    @property
    def candidates(self) -> tuple[Holder, ...]:
        """Everybody who may still turn out to act; exactly one once that is settled."""
        from iiz_rules.engine import holders

        return holders.candidates(self.answer)

    @property
    def actor_hangs_on(self) -> tuple[str, ...]:
        """The unknown facts on which it depends who acts; none once that is settled."""
        from iiz_rules.engine import holders

        return holders.awaited(self.answer)

    @property
    def done(self) -> Truth | None:
        """Whether the step is already done; None if the edition does not say when it is."""
        return self._evaluation.done(self.rule)

    @property
    def done_hangs_on(self) -> tuple[str, ...]:
        """The unknown facts and judgements on which `done` depends."""
        return self.answer.done.unknown if self.answer.done else ()

    @property
    def due(self) -> date | None:
        """The day by which a duty is due; None if none is set or it is not known."""
        if self.verdict is Truth.NO or self.rule not in self.program.deadlines:
            return None
        from iiz_rules.engine import deadlines

        return deadlines.due(self.program, self.rule, self.situation)

    @property
    def due_hangs_on(self) -> str | None:
        """The unknown fact on which the due date depends; None if there is none."""
        if self.rule not in self.program.deadlines:
            return None
        from iiz_rules.engine import deadlines

        return deadlines.awaited(self.program, self.rule, self.situation)

    @property
    def parts(self) -> dict[str, Amount]:
        """The part of a cost or measure that each one bears or pays; empty if not known."""
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
        """The share of a cost that each one bears, even if its amount is not known."""
        if self.verdict is Truth.NO or self.rule not in self.program.splits:
            return {}
        from iiz_rules.engine import shares

        return shares.bearers(self.program, self.rule, self.situation)

    @property
    def part_bounds(self) -> dict[str, Between[Decimal]]:
        """The bounds of what each one bears or pays, if not settled and finite."""
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
        """What a payer pays of a measure and what remains; None if the rule is not a payer."""
        if self.program.rules[self.rule].kind != "payer":
            return None
        from iiz_rules.engine.waterfall import flow

        portions = flow(self.program, self.situation, self._evaluation.verdicts)
        return next(portion for portion in portions if portion.payer.rule == self.rule)

    def flips(self) -> tuple[Flip, ...]:
        """The smallest changes of the case that lead to another, decided answer.

        One fact, or two if no single one suffices; learning an unknown fact counts as a change.

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
        """The places where the silence of the source keeps the verdict open."""
        return self.answer.silences

    @property
    def regulated(self) -> bool:
        """Whether facts or judgements can settle it; False if only the source is silent."""
        return self.answer.regulated

    def explain(self, language: Language = "de") -> str:
        """The reasons in German, French or English, as plain text."""
        from iiz_rules.findings.errors import known_language
        from iiz_rules.render.text.decision import explanation
        from iiz_rules.render.text.layout import Paper

        return explanation(self, Paper(known_language(language)))

    def to_html(self, language: Language = "de", *, name: str = "", invented: bool = False) -> str:
        """The decision as an HTML page for the file: criterion by criterion, and what is open.

        `name` is the title of the case; an `invented` case is marked so on every printed page.
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
        """The same as JSON text; faster than dumping `to_dict`."""
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
        """A receipt of question and answer that can be checked years later.

        `reference` is the caller's own, `at` the moment of the answer with its UTC offset.
        Sensitive facts are left out or, given a secret `salt`, hashed; given a `key` (an Ed25519
        private key in PEM), the receipt is signed (extra `sealed`).
        UsageError for a moment without an offset, a salt below 16 bytes or an invalid key.
        """
        from iiz_rules.receipts.making import receipt

        return receipt([self], reference, at, salt, key)

    def __repr__(self) -> str:
        return f"<Decision {self.program.canton}/{self.rule} on {self.on}: {self.verdict}>"
