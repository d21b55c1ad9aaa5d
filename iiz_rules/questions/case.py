"""The questions about one case: what every policy answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.overview import MONEY, ROUTE, Overview
from iiz_rules.language.truth import Truth
from iiz_rules.questions.bodies import CASE, BodyQuestions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from iiz_rules.answers.funding import Funding
    from iiz_rules.answers.way import Way
    from iiz_rules.engine.evaluation import Evaluation
    from iiz_rules.funding.record import Record
    from iiz_rules.language.values import Value
    from iiz_rules.questions.bodies import Case, Options, People, When
    from iiz_rules.receipts.receipt import Receipt


class CaseQuestions(BodyQuestions):
    """What can be asked about one case. All questions take the same keywords.

    `on` is the date of the question, if not the policy's own; `known_on` the day whose knowledge
    counts where the case says when something was learned; `interpretations` are options that differ
    from the policy's; `name` is what messages call the case.
    They raise CaseError for a case that cannot be right, UsageError for a question that cannot.
    """

    def eligibility(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> Decision:
        """Answer whether a person may enter."""
        policy = self._under(on, interpretations)
        return Decision(policy._evaluate(("eligibility",), case, known_on, name), "eligibility")

    def exchange(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> Decision:
        """Answer whether data of the case may flow between the institutions."""
        policy = self._under(on, interpretations)
        return Decision(policy._evaluate(("exchange",), case, known_on, name), "exchange")

    def ask(
        self,
        rule: str,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
        counted: Mapping[str, Value] | None = None,
    ) -> Decision:
        """Answer one rule for one case; `counted` are facts counted from members and staff.

        A rule that is asked with the members themselves has a question of its own, `composition`.
        """
        policy = self._under(on, interpretations)
        return Decision(policy._evaluate((rule,), case, known_on, name, counted), rule)

    def steps(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> tuple[Decision, ...]:
        """Answer for each step of the model whether it is open to this case, in order."""
        policy = self._under(on, interpretations)
        return policy._decisions(policy.compiled.circuit.of_kind("step"), case, known_on, name)

    def duties(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> tuple[Decision, ...]:
        """Answer for each duty whether it is owed in this case."""
        policy = self._under(on, interpretations)
        return policy._decisions(policy.compiled.circuit.of_kind("duty"), case, known_on, name)

    def obligations(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> tuple[Decision, ...]:
        """The duties that are owed in a case, by date.

        Of each, `bearer` in `actors` is who owes it, `due` by when, `clauses` on which clauses.
        What may be owed once more is known is apart: `possible_obligations`.
        """
        return self._under(on, interpretations)._duties(case, known_on, name, Truth.YES)

    def possible_obligations(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> tuple[Decision, ...]:
        """The duties of which it is open whether they are owed; `missing` says what is not known.

        >>> from iiz_rules import load
        >>> [duty.rule for duty in load("zurich", on="2024-03-05").possible_obligations({})][0]
        'involve-commune'
        """
        return self._under(on, interpretations)._duties(case, known_on, name, Truth.OPEN)

    def _duties(self, case: Case, known_on: When, name: str, asked: Truth) -> tuple[Decision, ...]:
        """The duties with this answer, by date; those without one come last."""
        duties = self._decisions(self.compiled.circuit.of_kind("duty"), case, known_on, name)
        wanted = [duty for duty in duties if duty.verdict is asked]
        dated = sorted((duty for duty in wanted if duty.due), key=lambda duty: str(duty.due))
        return (*dated, *(duty for duty in wanted if not duty.due))

    def delegations(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> tuple[Decision, ...]:
        """Answer for each delegation whether it applies to this case."""
        policy = self._under(on, interpretations)
        return policy._decisions(
            policy.compiled.circuit.of_kind("delegation"), case, known_on, name
        )

    def route(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> Way:
        """Answer which step of the model is next in a case, and who provides it.

        >>> from iiz_rules.policy import load
        >>> load("zurich", on="2024-03-05").route({"advice.question_raised": True}).actor
        'iiz-specialist'
        """
        return self._under(on, interpretations)._way(ROUTE, case, known_on, name)

    def dispute(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> Way:
        """Answer where a dispute goes next, if the source regulates it."""
        return self._under(on, interpretations)._way("dispute", case, known_on, name)

    def ladder(
        self,
        ladder: str,
        case: Case,
        /,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> Way:
        """Answer which rung of a ladder is next; `route` is the ladder made of the steps."""
        return self._under(on, interpretations)._way(ladder, case, known_on, name)

    def funding(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> Funding:
        """Answer who pays each franc of a measure, by whose decision, and who bears which cost.

        >>> from iiz_rules.policy import load
        >>> answer = load("zurich", on="2024-03-05").funding({"cost": {"kind": "geschaeftsstelle"}})
        >>> [(cost.rule, str(cost.verdict)) for cost in answer.costs][1]
        ('geschaeftsstelle-costs', 'yes')
        """
        from iiz_rules.answers.funding import Funding

        policy = self._under(on, interpretations)
        rules = policy.compiled.circuit.of_kind(*MONEY)
        return Funding(policy._evaluate(rules, case, known_on, name))

    def record(
        self,
        route: str,
        case: Case,
        members: Iterable[Any],
        reasons: str,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
        roster: People | None = None,
        motion: str = "",
        term: When = None,
        receipt: Receipt | None = None,
    ) -> Record:
        """Record what the competent body decided on a route; members as for `composition`.

        With a `roster` whoever took part has to hold a seat on that day. A record names nobody. The
        `name` is what the measure is called, `motion` what was put to the vote; an advance is to be
        repaid until its `term`. A `receipt` of the answer is cited by its number and its hash.

        UsageError where the body had no quorum, the route is not open, or the amount is not known.
        """
        from iiz_rules.engine.askable import deciding_body
        from iiz_rules.funding.record import record
        from iiz_rules.loading import read_day

        policy = self._under(on, interpretations)
        answer = policy.funding(case, known_on=known_on, name=name)
        body = deciding_body(answer.program, answer.bodies, route)
        voices = policy._members(body, members, roster)
        return record(
            answer,
            route,
            policy.composition(body, voices, name=name),
            voices,
            reasons,
            measure="" if name == CASE else name,
            motion=motion,
            term=None if term is None else read_day(term),
            receipt=receipt,
        )

    def decide(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> Overview:
        """Answer every question about the case, in one evaluation.

        >>> from iiz_rules.policy import load
        >>> whole = load("zurich", on="2024-03-05").decide({"person.residence.canton": "SG"})
        >>> whole["eligibility"].verdict, [str(fact) for fact in whole.missing][:2]
        (<Truth.NO: 'no'>, ['route.choice', 'exchange.purpose'])
        """
        policy = self._under(on, interpretations)
        day = policy._day
        trace: Evaluation | None = day.decide(case) if day and known_on is None else None
        if trace is None:
            trace = policy._strictly(policy.compiled.circuit.questions, case, known_on, name)
        return Overview(trace if policy.log is None else policy._noted(trace, name))

    def decide_many(
        self,
        cases: Iterable[Case] | Mapping[str, Case],
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
    ) -> Iterator[Overview]:
        """Answer every question about many cases, lazily.

        Cases of which the same is known share what was found out about what is missing and how
        else the source can be read. In messages a case goes by its name, or by its number.

        >>> from iiz_rules.policy import load
        >>> zurich = load("zurich", on="2024-03-05")
        >>> homes = zurich.decide_many({"registrations": [one]} for one in ("rav", "ksa"))
        >>> [whole["eligibility"].verdict for whole in homes]
        [<Truth.OPEN: 'open'>, <Truth.OPEN: 'open'>]
        """
        from collections.abc import Mapping

        policy = self._under(on, interpretations)
        named = cases.items() if isinstance(cases, Mapping) else enumerate(cases, 1)
        return (policy.decide(case, known_on=known_on, name=str(name)) for name, case in named)

    def verdicts(
        self,
        case: Case,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> Mapping[str, Truth]:
        """The verdict of every question about the case, and nothing else.

        >>> from iiz_rules.policy import load
        >>> load("zurich", on="2024-03-05").verdicts({})["eligibility"]
        <Truth.OPEN: 'open'>
        """
        policy = self._under(on, interpretations)
        if policy.log is not None:
            return policy.decide(case, known_on=known_on, name=name).verdicts
        day = policy._day
        verdicts = day.verdicts(case) if day and known_on is None else None
        if verdicts is not None:
            return verdicts
        questions = policy.compiled.circuit.questions
        return policy._strictly(questions, case, known_on, name).verdicts

    def _way(self, ladder: str, case: Case, known_on: When, name: str) -> Way:
        from iiz_rules.answers.way import way
        from iiz_rules.engine import askable

        rungs = askable.ladder(self.program, ladder)
        return way(self.program, ladder, self._decisions(rungs, case, known_on, name))
