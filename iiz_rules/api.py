"""The front door: load a canton, ask it a question."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from iiz_rules import ir, tables
from iiz_rules.decision import Decision
from iiz_rules.diagnostics import Finding, Place, Source
from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.errors import CaseError, LoadError, UsageError
from iiz_rules.framed import Framed
from iiz_rules.model.case import Employee, Member
from iiz_rules.model.sources import CantonFile
from iiz_rules.programs import read_program
from iiz_rules.source.case import read_facts
from iiz_rules.source.editions import Folder, entry_on, find_folder, read_canton
from iiz_rules.source.members import count_members, count_staff, read_people
from iiz_rules.truth import Truth
from iiz_rules.values import Domain, Problem, Value, near, read_value
from iiz_rules.views import Composition, Overview, Way, way

Case = Any
"""A mapping with nested or dotted keys, a dataclass, a pydantic model, or a document node."""


@dataclass(frozen=True)
class Policy(Framed):
    """One edition of a canton, ready to be asked. Immutable; share it between threads freely."""

    program: ir.Program
    folder: Folder
    on: date | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def eligibility(self, case: Case, **how: Any) -> Decision:
        """Answer whether a person may enter. Takes the same keywords as `ask`."""
        return self.ask("eligibility", case, **how)

    def steps(self, case: Case, **how: Any) -> tuple[Decision, ...]:
        """Answer for each step of the model whether it is open to this case, in order."""
        return self._ask_all("step", case, how)

    def duties(self, case: Case, **how: Any) -> tuple[Decision, ...]:
        """Answer for each duty whether it is owed in this case."""
        return self._ask_all("duty", case, how)

    def delegations(self, case: Case, **how: Any) -> tuple[Decision, ...]:
        """Answer for each delegation whether it applies to this case."""
        return self._ask_all("delegation", case, how)

    def competence(self, action: str | None = None) -> tuple[tables.Competence, ...]:
        """List who decides, leads, proposes, executes or is informed; of one action, or of all.

        >>> [(one.by, one.capacity) for one in load("zurich").competence("lead-fallteam")]
        [(('coordinator',), 'leads')]
        """
        listed = self.program.competences
        if action is None:
            return listed
        found = tuple(one for one in listed if one.action == action)
        if not found:
            raise UsageError([_unknown_question(self.program, action)])
        return found

    def may(self, actor: str, action: str, case: Case = None, **how: Any) -> Decision:
        """Answer whether a role or institution may do something, in a case. Keywords as for `ask`.

        >>> load("zurich", on="2024-03-05").may("adviser", "lead-fallteam").verdict
        <Truth.NO: 'no'>
        """

        def asked(program: ir.Program) -> list[str]:
            if actor not in program.actors:
                raise UsageError([_unknown_actor(program, actor)])
            if action not in program.actions:
                raise UsageError([_unknown_question(program, action, program.actions)])
            return [action]

        return self._answers(asked, case or {}, known={ir.ACTOR: actor}, **how)[0]

    def route(self, case: Case, **how: Any) -> Way:
        """Answer which step of the model is next in a case, and who provides it.

        >>> load("zurich", on="2024-03-05").route({"advice.question_raised": True}).actor
        'iiz-specialist'
        """
        return self.ladder(ir.ROUTE, case, **how)

    def dispute(self, case: Case, **how: Any) -> Way:
        """Answer where a dispute goes next, or that the source does not regulate it."""
        return self.ladder("dispute", case, **how)

    def ladder(self, name: str, case: Case, /, **how: Any) -> Way:
        """Answer which rung of a ladder is next; `route` is the ladder made of the steps."""

        def rungs(program: ir.Program) -> tuple[str, ...]:
            if name not in program.ways:
                raise UsageError([_unknown_question(program, name, program.ways)])
            return program.ways[name]

        decisions = self._answers(rungs, case, **how)
        return way(self._at(how).program, name, decisions)

    def obligations(self, case: Case, **how: Any) -> tuple[Decision, ...]:
        """Give the duties that are owed in a case, or may be; those with the first date first.

        Of each, `bearer` in `actors` is who owes it, `due` by when, `clauses` on which clauses.
        """
        owed = (one for one in self.duties(case, **how) if one.verdict is not Truth.NO)
        return tuple(sorted(owed, key=lambda one: one.due or date.max))

    def exchange(self, case: Case, **how: Any) -> Decision:
        """Answer whether data of the case may flow between the institutions."""
        return self.ask("exchange", case, **how)

    def funding(self, case: Case, **how: Any) -> tuple[Decision, ...]:
        """Answer by which decision a measure may be paid, and who bears which part of a cost."""
        return self._ask_all("funding", case, how) + self._ask_all("cost", case, how)

    def composition(self, body: str, members: Iterable[Any], **how: Any) -> Composition:
        """Answer whether a body is properly composed, has its quorum, and has decided.

        A member is a mapping: `of` (the institution or role he stands for), `has` and `lacks`
        (qualities), `present`, `vote` (`for`, `against`, `abstains`).

        >>> found = load("zurich", on="2024-03-05").composition("traegerschaft", [])
        >>> found.verdict, found.missing[0]
        (<Truth.NO: 'no'>, 'awa')
        """
        program = self._at(how).program
        if body not in program.bodies:
            raise UsageError([_unknown_body(program, body)])
        read, faults = read_people(Member, members, "members")
        facts, findings = count_members(program, program.bodies[body], read)
        if faults or findings:
            raise CaseError([*faults, *findings])
        rules = [f"{body}.{kind}" for kind in ("composition", "quorum", "majority")]
        return Composition(body, *self._answers(lambda _: rules, {}, known=facts, **how))

    def staffing(self, staff: Iterable[Any], **how: Any) -> tuple[Decision, ...]:
        """Answer whether every place has the people it needs.

        Whoever works somewhere is a mapping: `role`, and `of` (institution) or `in` (code).
        """
        program = self._at(how).program
        read, faults = read_people(Employee, staff, "staff")
        facts, findings = count_staff(program, read)
        if faults or findings:
            raise CaseError([*faults, *findings])
        return self._answers(lambda found: found.staffing, {}, known=facts, **how)

    def decide(self, case: Case, **how: Any) -> Overview:
        """Answer every question about the case, in one evaluation. Keywords as for `ask`.

        >>> whole = load("zurich", on="2024-03-05").decide({"person.residence.canton": "SG"})
        >>> whole["eligibility"].verdict, [str(fact) for fact in whole.missing][:2]
        (<Truth.NO: 'no'>, ['route.choice', 'exchange.purpose'])
        """
        return Overview(self._answers(lambda program: program.questions, case, **how))

    def ask(self, rule: str, case: Case, **how: Any) -> Decision:
        """Answer one rule for one case.

        `on` is the date of the question, if not the policy's own; `known_on` the day whose
        knowledge counts where the case says when something was learned; `interpretations` are
        readings that differ from the defaults; `name` is what messages call the case.
        Raises CaseError for a case that cannot be right, UsageError for a question that cannot.
        """
        return self._answers(lambda _: [rule], case, **how)[0]

    def _ask_all(self, kind: str, case: Case, how: dict[str, Any]) -> tuple[Decision, ...]:
        def chosen(program: ir.Program) -> list[str]:
            return [rule.id for rule in program.rules.values() if rule.kind == kind]

        return self._answers(chosen, case, **how)

    def _answers(
        self,
        rules: Callable[[ir.Program], Iterable[str]],
        case: Case,
        *,
        on: str | date | None = None,
        known_on: str | date | None = None,
        interpretations: Mapping[str, str] | None = None,
        name: str = "case",
        known: Mapping[str, Value] | None = None,
    ) -> tuple[Decision, ...]:
        policy = self._at({"on": on})
        program, day = policy.program, policy.on
        asked = list(rules(program))
        unknown = [rule for rule in asked if rule not in program.rules]
        if unknown:
            raise UsageError([_unknown_question(program, unknown[0])])
        if day is None:
            raise UsageError([Finding("no-date", Place(Source(program.canton)))])
        options = policy.chosen(interpretations or {})
        knowledge = None if known_on is None else read_day(known_on, "known_on")
        told = read_facts(program, case, day, name, knowledge)
        if told.findings:
            raise CaseError(told.findings)
        situation = Situation({**told.facts, **(known or {})}, day, options)
        found = answers(program, asked, situation)
        return tuple(Decision(program, situation, one, told.origins, knowledge) for one in found)

    def _at(self, how: Mapping[str, Any]) -> "Policy":
        """Give the policy that a question with these keywords is for."""
        return self if how.get("on") is None else self.at(how["on"])

    def at(self, on: str | date) -> "Policy":
        """Give the policy as of another date: another edition where that one is in force then."""
        day = read_day(on)
        first = self.program.valid_from or date.min
        last = self.program.valid_to or date.max
        if first <= day <= last:
            return replace(self, on=day)
        return _load(self.folder, day, self.options)

    def chosen(self, interpretations: Mapping[str, str]) -> dict[str, str]:
        """Give the readings in force; UsageError where one of them is none."""
        options = {**self.options, **interpretations}
        findings = [
            finding
            for name, option in options.items()
            for finding in _faulty_option(self.program, name, option)
        ]
        if findings:
            raise UsageError(findings)
        return options


def load(
    canton: str | Path,
    on: str | date | None = None,
    interpretations: Mapping[str, str] | None = None,
) -> Policy:
    """Load a canton by its name, or the folder of your own, as of a date.

    Without a date the newest edition is loaded and each question needs its own `on`.
    Raises LoadError with all findings where the files have faults, UsageError for an unknown
    canton or a date outside all editions.

    >>> load("zurich", on="2024-03-05").program.edition
    '2014-04-01'
    """
    day = None if on is None else read_day(on)
    return _load(find_folder(canton), day, interpretations or {})


def _load(folder: Folder, day: date | None, interpretations: Mapping[str, str]) -> Policy:
    reading = read_canton(folder)
    if not isinstance(reading.part, CantonFile):
        raise LoadError(reading.findings)
    entry = entry_on(reading.part, day, folder.name)
    program, findings = read_program(folder, entry)
    if program is None:
        raise LoadError(findings)
    policy = Policy(program, folder, day, {}, findings)
    return replace(policy, options=policy.chosen(interpretations))


def read_day(on: str | date, name: str = "on") -> date:
    """Read the date of a question; UsageError where it is none, under the name of the keyword."""
    day = read_value(on, Domain("date"))
    if isinstance(day, Problem):
        raise UsageError([Finding(day.code, Place(Source(name)), day.words)])
    assert isinstance(day, date)  # what a reader of dates gives
    return day


def _unknown_question(
    program: ir.Program, rule: str, known: Collection[str] | None = None
) -> Finding:
    listed = ", ".join(program.questions if known is None else known)
    words = {"rule": rule, "known": listed, "near": near(rule, known or program.rules)}
    return Finding("unknown-question", Place(Source(program.canton)), words)


def _unknown_actor(program: ir.Program, actor: str) -> Finding:
    words = {"actor": actor, "near": near(actor, program.actors)}
    return Finding("unknown-actor", Place(Source("actor")), words)


def _unknown_body(program: ir.Program, body: str) -> Finding:
    words = {"body": body, "known": ", ".join(program.bodies), "near": near(body, program.bodies)}
    return Finding("unknown-body", Place(Source(program.canton)), words)


def _faulty_option(program: ir.Program, name: str, option: str) -> list[Finding]:
    place = Place(Source("interpretations"), pointer=f"/{name}")
    reading = program.readings.get(name)
    if reading is None:
        known = ", ".join(program.readings)
        words = {"interpretation": name, "known": known, "near": near(name, program.readings)}
        return [Finding("unknown-reading", place, words)]
    if option in reading.options:
        return []
    known = ", ".join(reading.options)
    words = {"option": option, "known": known, "near": near(option, reading.options)}
    return [Finding("unknown-option", place, {**words, "interpretation": name})]
