"""Who pays each franc of a measure, and by whose decision: the answer to `policy.funding`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.filing import Filed
from iiz_rules.answers.readings import InForce, readings, taking_part
from iiz_rules.case.history import Origin
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.engine.interpreter import Situation, answer, answers, derive, evaluate
from iiz_rules.engine.result import Missing, Pending
from iiz_rules.engine.waterfall import NO_LIMIT, NOTHING, Bounds, PaidPart, cost_of
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import ACTOR, Program
from iiz_rules.language.truth import Truth, all_of
from iiz_rules.language.values import Value
from iiz_rules.words.text import Language, brief


@dataclass(frozen=True)
class PayerPart:
    """One payer in its place: whether it pays, how much, why or why not, what remains after it."""

    decision: Decision
    routes: tuple[Decision, ...]
    """the routes by which a body may decide that this payer pays"""

    def __repr__(self) -> str:
        return f"<PayerPart {self.payer}: {self.verdict}, {self.part.low} to {self.part.high}>"

    @property
    def portion(self) -> PaidPart:
        """The amounts."""
        assert self.decision.portion is not None
        return self.decision.portion

    @property
    def payer(self) -> str:
        """The actor that pays."""
        return self.portion.payer.actor

    @property
    def verdict(self) -> Truth:
        """Whether it pays; open while a fact or a judgement is not known."""
        return self.decision.verdict

    @property
    def part(self) -> Bounds:
        """What it pays, as bounds while that is open."""
        return self.portion.part

    @property
    def left(self) -> Bounds:
        """What remains after it."""
        return self.portion.left


@dataclass(frozen=True)
class Competent:
    """A decision that somebody has to take, or, if a route is answered with no, may not take."""

    route: Decision
    body: str
    quorum: int | None
    """how many members must be present; None if not regulated or if no body decides"""
    repaid_by: str | None
    """who is expected to repay an advance; None if it is not one, or not known"""
    advance: bool
    competences: tuple[Decision, ...] = ()
    """whether the body may act, for each competence that belongs to the route"""

    def __repr__(self) -> str:
        return f"<Competent {self.body} for {self.route.rule}: {self.may}>"

    @property
    def may(self) -> Truth:
        """Whether this may be decided: the route is open, and the body may act."""
        return all_of(one.verdict for one in (self.route, *self.competences))

    @property
    def deciding(self) -> Decision:
        """The route, or the competence that keeps it from being decided."""
        return next(one for one in (self.route, *self.competences) if one.verdict is self.may)


@dataclass(frozen=True)
class Funding(Filed):
    """Who pays for a measure, in order; by which decisions; who bears which other cost."""

    _evaluation: Evaluation

    @property
    def evaluation(self) -> Evaluation:
        """What a log of decisions records."""
        return self._evaluation

    @property
    def program(self) -> Program:
        """The edition that answered."""
        return self._evaluation.program

    @property
    def situation(self) -> Situation:
        """What was asked about."""
        return self._evaluation.situation

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions on payers, routes and costs."""
        return tuple(Decision(self._evaluation, rule) for rule in self._evaluation.rules)

    @property
    def bodies(self) -> dict[str, str]:
        """The body that decides on each route."""
        return {one.route.rule: one.body for one in self.competent}

    @cached_property
    def payers(self) -> tuple[PayerPart, ...]:
        """The payers in order."""
        listed = self.program.waterfall.payers if self.program.waterfall else ()
        return tuple(
            PayerPart(self[payer.rule], tuple(self[name] for name in payer.routes))
            for payer in listed
        )

    @property
    def routes(self) -> tuple[Decision, ...]:
        """The routes by which a body may decide that a measure is paid."""
        return tuple(one for one in self.decisions if one.answer.rule.kind == "funding")

    @property
    def costs(self) -> tuple[Decision, ...]:
        """Who bears which part of a cost."""
        return tuple(one for one in self.decisions if one.answer.rule.kind == "cost")

    def __getitem__(self, rule: str) -> Decision:
        """The decision of a payer, a route or a cost."""
        return {one.rule: one for one in self.decisions}[rule]

    @property
    def cost(self) -> Bounds:
        """What the measure costs; unbounded if the edition has no payers."""
        if self.program.waterfall is None:
            return Bounds(NOTHING, NO_LIMIT)
        return cost_of(self.program, self.situation)

    @property
    def left(self) -> Bounds:
        """What nobody pays."""
        return self.payers[-1].left if self.payers else self.cost

    @property
    def competent(self) -> tuple[Competent, ...]:
        """The decisions that can, may still or must not be taken, and by whom."""
        return tuple(map(self._competent, self.routes))

    def _competent(self, route: Decision) -> Competent:
        body = route.actors["decided_by"]
        waterfall = self.program.waterfall
        fact = waterfall.repaid_by.get(route.rule) if waterfall else None
        repaid_by = self.situation.facts.get(fact) if fact else None
        quorum = quorum_of(self.program, self.situation, body)
        acting = self.situation.knowing(ACTOR, body)
        competences = tuple(
            Decision.of(self.program, acting, answer(self.program, action, acting))
            for action in route.answer.rule.actions
        )
        payer = None if repaid_by is None else str(repaid_by)
        return Competent(route, body, quorum, payer, fact is not None, competences)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that can still change who pays, without repetition."""
        facts = (one for decision in self.decisions for one in decision.missing)
        return tuple({one.fact: one for one in facts}.values())

    @property
    def pending(self) -> tuple[Pending, ...]:
        """The judgements that can still change who pays, without repetition."""
        judgements = (one for decision in self.decisions for one in decision.pending)
        return tuple({one.judgement: one for one in judgements}.values())

    @property
    def readings(self) -> tuple[InForce, ...]:
        """The interpretations on which payers, routes and the deciding bodies rest."""
        program, options = self.program, self.situation.options
        acting = (taking_part(program, options, one.rule) for one in self.routes)
        every = (*readings(program, options), *(one for several in acting for one in several))
        return tuple({one.reading.id: one for one in every}.values())

    def otherwise(self) -> Iterator[tuple[InForce, str, Funding]]:
        """What the other options of each interpretation would answer, one at a time.

        Only those under which somebody else or another amount is paid, or a decision differs.
        """
        for used in self.readings:
            for option in used.reading.options:
                if option != used.option:
                    other = self._under({used.reading.id: option})
                    if other._outcome != self._outcome:
                        yield used, option, other

    @cached_property
    def _outcome(self) -> tuple[Any, ...]:
        """Who pays how much and who may decide what: two answers differ if this does."""
        decided = ((one.body, one.may, one.quorum) for one in self.competent)
        return tuple((one.verdict, one.part) for one in self.payers), tuple(decided)

    def _under(self, options: Mapping[str, str]) -> Funding:
        """The same question under other options; derived facts are derived again."""
        program, now = self.program, self.situation
        facts = {fact: v for fact, v in now.facts.items() if fact not in program.derived}
        follows = derive(program, Situation(facts, now.on, now.options)).facts
        said = {fact: v for fact, v in now.facts.items() if follows.get(fact) != v}
        return self._asked(Situation(facts | said, now.on, {**now.options, **options}))

    def assuming(self, facts: Mapping[str, Value]) -> Funding:
        """The same question, with these facts assumed where the case says nothing."""
        now = self.situation
        return self._asked(Situation({**facts, **now.facts}, now.on, now.options))

    def _asked(self, situation: Situation) -> Funding:
        again = derive(self.program, situation)
        answered = answers(self.program, self._evaluation.rules, again)
        return Funding(Evaluation(self.program, again, answered, *self._known))

    @property
    def _known(self) -> tuple[Mapping[str, Origin], date | None]:
        return self._evaluation.origins, self._evaluation.known_on

    def __repr__(self) -> str:
        canton, on = self.program.canton, self.situation.on
        paying = ", ".join(f"{payer.payer}: {payer.verdict}" for payer in self.payers)
        return brief(f"<Funding {canton} on {on}: {paying or 'no payers'}>")

    def explain(self, language: Language = "de") -> str:
        """Explain who pays what, in German, French or English, as plain text."""
        from iiz_rules.findings.errors import known_language
        from iiz_rules.render.text.funding import funding_text
        from iiz_rules.render.text.layout import Paper

        return funding_text(self, Paper(known_language(language)))

    def to_html(self, language: Language = "de", *, name: str = "", invented: bool = False) -> str:
        """The answer as an HTML page for the file: who pays, why not the others, and who decides.

        `name` is the title of the measure; an `invented` one is marked so on every printed page.
        """
        from iiz_rules.findings.errors import known_language
        from iiz_rules.render.html.sheet import funding_page

        return funding_page(self, known_language(language), name, invented)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from iiz_rules.render.html.notebook import funding_html

        return funding_html(self)

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready data."""
        from iiz_rules.answers.form import funding_data

        return funding_data(self)


def quorum_of(program: Program, situation: Situation, body: str) -> int | None:
    """How many members of a body must be present; None if that is not a single number.

    A share is a single number once the number of members is known.
    """
    node = quorum_node(program, situation, body)
    while isinstance(node, conditions.ByCase):
        small = evaluate(program, node.when, situation).truth
        if small is Truth.OPEN:
            return None
        node = node.then if small is Truth.YES else node.otherwise
    return int(str(node.low)) if isinstance(node, conditions.Range) else None


def quorum_node(program: Program, situation: Situation, body: str) -> conditions.Condition | None:
    """The condition for the quorum under these options; None if this is not a body."""
    rule = program.rules.get(f"{body}.quorum")
    node = rule.criteria[0].node if rule else None
    while isinstance(node, conditions.Choice):
        option = program.interpretations[node.interpretation].in_force(situation.options)
        node = dict(node.options)[option]
    return node
