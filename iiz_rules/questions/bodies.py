"""The questions about who acts: who may do what, who sits in a body, who works where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iiz_rules.answers.decision import Decision
from iiz_rules.language.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path
    from typing import Any, Self

    from iiz_rules.answers.composition import Composition
    from iiz_rules.case.roster import Roster
    from iiz_rules.engine.compiled.day import Day
    from iiz_rules.engine.compiled.engine import Engine
    from iiz_rules.engine.evaluation import Evaluation
    from iiz_rules.language.model.case import Member
    from iiz_rules.language.program.organisation import Competence
    from iiz_rules.language.program.rules import Program
    from iiz_rules.language.values import Value
    from iiz_rules.receipts.log import Logging

    Case = Any
    """A mapping with nested or dotted keys, a dataclass, a pydantic model, or a document node."""
    When = str | date | None
    People = Roster | str | Path | Mapping[str, Any]
    """a roster, its file, or what the file would say"""
    Options = Mapping[str, str] | None


FAVOUR = {Truth.NO: 0, Truth.OPEN: 1, Truth.YES: 2}
CASE = "case"
"""the name of a nameless case in messages"""


class BodyQuestions:
    """What can be asked about bodies, roles and staff; the keywords are those of all questions."""

    if TYPE_CHECKING:  # what the policy brings along
        compiled: Engine
        on: date | None

        @property
        def program(self) -> Program: ...  # noqa: D102
        @property
        def _day(self) -> Day | None: ...
        def _under(self, on: When, interpretations: Options) -> Self: ...

        log: Logging | None
        _evaluate: Callable[..., Evaluation]
        _noted: Callable[..., Evaluation]
        _strictly: Callable[..., Evaluation]

    def may(
        self,
        actor: str,
        action: str,
        case: Case = None,
        *,
        on: When = None,
        known_on: When = None,
        interpretations: Options = None,
        name: str = CASE,
        roster: People | None = None,
    ) -> Decision:
        """Answer whether a role or institution may do something, in a case.

        With a `roster` a person of it: who may do what one of their roles may on that day.

        >>> from iiz_rules.policy import load
        >>> load("zurich", on="2024-03-05").may("adviser", "lead-fallteam").verdict
        <Truth.NO: 'no'>
        """
        from iiz_rules.engine.askable import acting

        policy = self._under(on, interpretations)
        decisions: list[Decision] = []
        for role in policy._roles(actor, roster):
            acts = acting(policy.program, role, action)
            evaluation = policy._evaluate((action,), case or {}, known_on, name, acts)
            decisions.append(Decision(evaluation, action))
        return max(decisions, key=lambda decision: FAVOUR[decision.verdict])

    def _roles(self, actor: str, roster: People | None) -> tuple[str, ...]:
        """The actor itself, or the roles that a person holds on the day of the question."""
        if roster is None:
            return (actor,)
        from iiz_rules.engine.askable import dated

        return self.roster(roster).roles(actor, dated(self.program, self.on))

    def composition(
        self,
        body: str,
        members: Iterable[Any] | None = None,
        *,
        on: When = None,
        interpretations: Options = None,
        name: str = CASE,
        roster: People | None = None,
    ) -> Composition:
        """Answer whether a body is properly composed, has its quorum, and has decided.

        A member is a mapping: `of` (the institution or role he stands for), `has` and `lacks`
        (qualities), `present`, `vote` (`for`, `against`, `abstains`). With a `roster` those who
        hold a seat on that day are meant, or of them the `person` (or `of`) that a member names.

        >>> from iiz_rules.policy import load
        >>> body = load("zurich", on="2024-03-05").composition("traegerschaft", [])
        >>> body.verdict, body.missing[0]
        (<Truth.NO: 'no'>, 'awa')
        """
        from iiz_rules.answers.composition import Composition
        from iiz_rules.case.members import facts_of_body
        from iiz_rules.engine import askable

        policy = self._under(on, interpretations)
        seated = policy._members(body, members, roster)
        counted = facts_of_body(policy.program, askable.body(policy.program, body), seated)
        rules = tuple(f"{body}.{kind}" for kind in ("composition", "quorum", "majority"))
        return Composition(body, seated, *policy._decisions(rules, {}, None, name, counted))

    def meetings(
        self,
        body: str,
        days: Iterable[Any],
        *,
        on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> Decision:
        """Answer whether a body met as often as it has to, in the year that the question lies in.

        `days` are all days on which it met. Whether they are enough is open until the year is
        over: ask on its last day for the whole year.
        """
        from iiz_rules.case.meetings import facts_of_meetings
        from iiz_rules.engine import askable

        policy = self._under(on, interpretations)
        known = askable.body(policy.program, body)
        counted = facts_of_meetings(known, days, askable.dated(policy.program, policy.on))
        return policy._decisions((f"{body}.meetings",), {}, None, name, counted)[0]

    def roster(self, given: People) -> Roster:
        """Read who holds which role or seat; LoadError with all that is wrong with it."""
        from iiz_rules.case.roster import roster_of

        return roster_of(given, self.program)

    def _members(
        self, body: str, members: Iterable[Any] | None, roster: People | None
    ) -> tuple[Member, ...]:
        """The members of a body, as given or as the roster has them."""
        from iiz_rules.case.members import read_members
        from iiz_rules.engine import askable

        read = None if members is None else read_members(members)
        if roster is None:
            return read or ()
        day = askable.dated(self.program, self.on)
        return self.roster(roster).members(askable.body(self.program, body), day, read)

    def staffing(
        self,
        staff: Iterable[Any],
        *,
        on: When = None,
        interpretations: Options = None,
        name: str = CASE,
    ) -> tuple[Decision, ...]:
        """Answer whether every place has the people it needs.

        Whoever works somewhere is a mapping: `role`, and `of` (institution) or `in` (code).
        """
        from iiz_rules.case.members import facts_of_staff

        policy = self._under(on, interpretations)
        counted = facts_of_staff(policy.program, staff)
        return policy._decisions(tuple(policy.program.staffing), {}, None, name, counted)

    def competence(self, action: str | None = None) -> tuple[Competence, ...]:
        """List who decides, leads, proposes, executes or is informed; of one action, or of all.

        >>> from iiz_rules.policy import load
        >>> [(who.by, who.capacity) for who in load("zurich").competence("lead-fallteam")]
        [(('coordinator',), 'leads')]
        """
        from iiz_rules.engine.askable import competences

        return competences(self.program, action)

    def _decisions(
        self,
        rules: tuple[str, ...],
        case: Case,
        known_on: When = None,
        name: str = CASE,
        counted: Mapping[str, Value] | None = None,
    ) -> tuple[Decision, ...]:
        evaluation = self._evaluate(rules, case, known_on, name, counted)
        return tuple(Decision(evaluation, rule) for rule in rules)
