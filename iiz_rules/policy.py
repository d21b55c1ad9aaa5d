"""An edition ready to be asked.

Everything that only some questions need is imported when they are put, so that a process that finds
its edition in the cache has its first answer soon.
"""

from __future__ import annotations

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.overview import Overview, overview
from iiz_rules.engine.compiled.trace import Setting
from iiz_rules.framed import Framed
from iiz_rules.frozen import Frozen
from iiz_rules.language.truth import Truth
from iiz_rules.loaded import Loaded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import Any, Literal

    from iiz_rules.answers.funding import Funding
    from iiz_rules.answers.ways import Composition, Way
    from iiz_rules.case.model import FactGroup
    from iiz_rules.engine.compiled.engine import Engine
    from iiz_rules.engine.evaluated import Evaluated
    from iiz_rules.escalation.cases import Kept
    from iiz_rules.escalation.flow import Flow
    from iiz_rules.escalation.store.archive import Basis
    from iiz_rules.findings.finding import Finding
    from iiz_rules.funding.record import Record
    from iiz_rules.language.editions import Folder
    from iiz_rules.language.program.organisation import Competence
    from iiz_rules.language.program.rules import Program

    AnyCase = Any
    """A mapping with nested or dotted keys, a dataclass, a pydantic model, or a document node."""
    EngineName = Literal["compiled", "interpreter", "forward"]

ENGINES = ("compiled", "interpreter", "forward")


class Policy(Framed, Frozen):
    """One edition of a canton, ready to be asked. Immutable; share it between threads freely."""

    on: date | None
    options: Mapping[str, str]
    engine: EngineName
    _loaded: Loaded
    _setting: Setting | None

    def __init__(
        self,
        program: Program,
        folder: Folder,
        on: date | None = None,
        options: Mapping[str, str] | None = None,
        findings: tuple[Finding, ...] = (),
        engine: EngineName = "compiled",
    ) -> None:
        loaded = Loaded.of(program, folder, findings)
        self._set(_loaded=loaded, on=on, options=options or {}, engine=engine, _setting=None)

    @classmethod
    def loaded(
        cls, loaded: Loaded, on: date | None, options: Mapping[str, str], engine: EngineName
    ) -> Policy:
        """Make the policy of an edition that was loaded."""
        policy = cls.__new__(cls)
        policy._set(_loaded=loaded, on=on, options=options, engine=engine, _setting=None)
        return policy

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as the program; functions made for it stay behind."""
        parts = (self.program, self.folder, self.on, self.options, self.findings, self.engine)
        return Policy, parts

    def __repr__(self) -> str:
        """Give the essentials in one line."""
        plan = self.compiled.plan
        return f"<Policy {plan.canton} {plan.edition} on {self.on}>"

    @property
    def program(self) -> Program:
        """The edition, compiled."""
        return self._loaded.program

    @property
    def folder(self) -> Folder:
        """The folder it was loaded from."""
        return self._loaded.folder

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The warnings found on loading."""
        return self._loaded.findings

    @property
    def compiled(self) -> Engine:
        """The engine that answers, unless the interpreter was asked for."""
        return self._loaded.engine

    @property
    def Case(self) -> type[FactGroup]:  # noqa: N802 - it is a class
        """The case as a pydantic model, made from the facts of the edition, with their questions.

        For servers that check and document what they are sent. A case that cannot be right raises
        pydantic's ValidationError, with the same messages.

        >>> from iiz_rules.api import load
        >>> zurich = load("zurich", on="2024-03-05")
        >>> case = zurich.Case(person={"residence": {"canton": "SG"}})
        >>> case.person.residence.canton, zurich.eligibility(case).verdict
        ('SG', <Truth.NO: 'no'>)
        """
        return self._loaded.case

    def source(self, rule: str | None = None) -> str:
        """Give the Python that was generated: to answer a rule, or to read a case.

        >>> from iiz_rules.api import load
        >>> "def evaluate" in load("zurich").source("eligibility")
        True
        """
        if rule is None:
            return self.compiled.reader.source
        from iiz_rules.questions import asked

        return asked(self, (rule,)).text.source

    # -------------------------------------------------------------------------- questions

    def eligibility(self, case: AnyCase, **how: Any) -> Decision:
        """Answer whether a person may enter. Takes the same keywords as `ask`."""
        return self.ask("eligibility", case, **how)

    def steps(self, case: AnyCase, **how: Any) -> tuple[Decision, ...]:
        """Answer for each step of the model whether it is open to this case, in order."""
        return self._ask_all("step", case, how)

    def duties(self, case: AnyCase, **how: Any) -> tuple[Decision, ...]:
        """Answer for each duty whether it is owed in this case."""
        return self._ask_all("duty", case, how)

    def delegations(self, case: AnyCase, **how: Any) -> tuple[Decision, ...]:
        """Answer for each delegation whether it applies to this case."""
        return self._ask_all("delegation", case, how)

    def competence(self, action: str | None = None) -> tuple[Competence, ...]:
        """List who decides, leads, proposes, executes or is informed; of one action, or of all.

        >>> from iiz_rules.api import load
        >>> [(one.by, one.capacity) for one in load("zurich").competence("lead-fallteam")]
        [(('coordinator',), 'leads')]
        """
        from iiz_rules.questions import competence

        return competence(self.program, action)

    def may(self, actor: str, action: str, case: AnyCase = None, **how: Any) -> Decision:
        """Answer whether a role or institution may do something, in a case. Keywords as for `ask`.

        >>> from iiz_rules.api import load
        >>> load("zurich", on="2024-03-05").may("adviser", "lead-fallteam").verdict
        <Truth.NO: 'no'>
        """
        from iiz_rules.questions import acting

        known = acting(self._at(how).program, actor, action)
        return Decision(self._evaluate((action,), case or {}, {**how, "known": known}), action)

    def route(self, case: AnyCase, **how: Any) -> Way:
        """Answer which step of the model is next in a case, and who provides it.

        >>> from iiz_rules.api import load
        >>> load("zurich", on="2024-03-05").route({"advice.question_raised": True}).actor
        'iiz-specialist'
        """
        return self.ladder("route", case, **how)

    def dispute(self, case: AnyCase, **how: Any) -> Way:
        """Answer where a dispute goes next, or that the source does not regulate it."""
        return self.ladder("dispute", case, **how)

    def ladder(self, name: str, case: AnyCase, /, **how: Any) -> Way:
        """Answer which rung of a ladder is next; `route` is the ladder made of the steps."""
        from iiz_rules.answers.ways import way
        from iiz_rules.questions import rungs

        program = self._at(how).program
        return way(program, name, self._decisions(rungs(program, name), case, how))

    def obligations(self, case: AnyCase, **how: Any) -> tuple[Decision, ...]:
        """Give the duties that are owed in a case, or may be; those with the first date first.

        Of each, `bearer` in `actors` is who owes it, `due` by when, `clauses` on which clauses.
        """
        owed = [one for one in self.duties(case, **how) if one.verdict is not Truth.NO]
        dated = sorted((one for one in owed if one.due), key=lambda one: str(one.due))
        return (*dated, *(one for one in owed if not one.due))

    def exchange(self, case: AnyCase, **how: Any) -> Decision:
        """Answer whether data of the case may flow between the institutions."""
        return self.ask("exchange", case, **how)

    def funding(self, case: AnyCase, **how: Any) -> Funding:
        """Answer who pays each franc of a measure, by whose decision, and who bears which cost.

        >>> from iiz_rules.api import load
        >>> found = load("zurich", on="2024-03-05").funding({"cost": {"kind": "geschaeftsstelle"}})
        >>> [(one.rule, str(one.verdict)) for one in found.costs][1]
        ('geschaeftsstelle-costs', 'yes')
        """
        from iiz_rules.answers.funding import Funding
        from iiz_rules.answers.overview import MONEY

        plan = self._at(how).compiled.plan
        rules = tuple(rule for kind in MONEY for rule in plan.of_kind(kind))
        return Funding(self._evaluate(rules, case, how))

    def record(
        self, route: str, case: AnyCase, members: Iterable[Any], reasons: str, **how: Any
    ) -> Record:
        """Record what the competent body decided on a route; members as for `composition`.

        UsageError where the body had no quorum, the route is not open, or the amount is not known.
        """
        from iiz_rules.funding.record import record
        from iiz_rules.questions import sitting_in

        answer, given = self.funding(case, **how), list(members)
        read = sitting_in(answer.program, answer.bodies, route, given)
        found = self.composition(answer.bodies[route], given, **how)
        return record(answer, route, found, read, reasons)

    def composition(self, body: str, members: Iterable[Any], **how: Any) -> Composition:
        """Answer whether a body is properly composed, has its quorum, and has decided.

        A member is a mapping: `of` (the institution or role he stands for), `has` and `lacks`
        (qualities), `present`, `vote` (`for`, `against`, `abstains`).

        >>> from iiz_rules.api import load
        >>> found = load("zurich", on="2024-03-05").composition("traegerschaft", [])
        >>> found.verdict, found.missing[0]
        (<Truth.NO: 'no'>, 'awa')
        """
        from iiz_rules.answers.ways import Composition
        from iiz_rules.questions import sitting

        known = sitting(self._at(how).program, body, members)
        rules = tuple(f"{body}.{kind}" for kind in ("composition", "quorum", "majority"))
        return Composition(body, *self._decisions(rules, {}, {**how, "known": known}))

    def staffing(self, staff: Iterable[Any], **how: Any) -> tuple[Decision, ...]:
        """Answer whether every place has the people it needs.

        Whoever works somewhere is a mapping: `role`, and `of` (institution) or `in` (code).
        """
        from iiz_rules.questions import working

        program = self._at(how).program
        known = working(program, staff)
        return self._decisions(tuple(program.staffing), {}, {**how, "known": known})

    def decide(self, case: AnyCase, **how: Any) -> Overview:
        """Answer every question about the case, in one evaluation. Keywords as for `ask`.

        >>> from iiz_rules.api import load
        >>> whole = load("zurich", on="2024-03-05").decide({"person.residence.canton": "SG"})
        >>> whole["eligibility"].verdict, [str(fact) for fact in whole.missing][:2]
        (<Truth.NO: 'no'>, ['route.choice', 'exchange.purpose'])
        """
        setting = None if how else self._setting or self._set_up()
        found = setting.decide(case) if setting else None
        if setting is None or found is None:
            rules = self._at(how).compiled.plan.questions
            return overview(self._evaluate(rules, case, how))
        return Overview(setting.everything, found, found[2])

    def verdicts(self, case: AnyCase, **how: Any) -> Mapping[str, Truth]:
        """Give the verdict of every question about the case, and nothing else.

        >>> from iiz_rules.api import load
        >>> load("zurich", on="2024-03-05").verdicts({})["eligibility"]
        <Truth.OPEN: 'open'>
        """
        setting = None if how else self._setting or self._set_up()
        found = setting.verdicts(case) if setting else None
        return self.decide(case, **how).verdicts if found is None else found

    def ask(self, rule: str, case: AnyCase, **how: Any) -> Decision:
        """Answer one rule for one case.

        `on` is the date of the question, if not the policy's own; `known_on` the day whose
        knowledge counts where the case says when something was learned; `interpretations` are
        readings that differ from the defaults; `name` is what messages call the case.
        Raises CaseError for a case that cannot be right, UsageError for a question that cannot.
        """
        return Decision(self._evaluate((rule,), case, how), rule)

    # ---------------------------------------------------------------------- cases over time

    @property
    def basis(self) -> Basis:
        """The edition, its files and its readings: what a case that lives for months runs on."""
        from iiz_rules.escalation.store.archive import Basis

        return Basis(self.program, self.folder, self.options)

    def open_case(
        self,
        case: str,
        on: str | date | None = None,
        store: Kept = None,
        engine: str | None = None,
    ) -> Flow:
        """Open a case that events will move. Its history is kept in `store`, a file or a Store.

        Without one it is kept in memory. `engine` is `timeline`, the definition, or `durable-rules`
        where that is installed: then both answer, and have to say the same.

        >>> from iiz_rules.api import load
        >>> flow = load("valais").open_case("VS-2024-17", on="2024-01-08")
        >>> step = flow.record("new-mandate", on="2024-01-08", facts={"reported_in": ["iv"]})
        >>> [(one.duty, one.bearer) for one in step.obligations][:1]
        [('evaluate-iiz', 'front-line')]
        """
        from iiz_rules.escalation.cases import open_case

        policy = self._at({"on": on})
        return open_case(policy.basis, policy.on, case, store, engine)

    def case(self, case: str, store: Kept, engine: str | None = None) -> Flow:
        """Take up a case from a store, on the edition and under the readings that it runs on.

        The store has kept both, whatever has become of the canton's files since.
        """
        from iiz_rules.escalation.cases import take_up

        return take_up(self.basis, case, store, engine)

    def migrate(self, flow: Flow, on: str | date, reason: str = "") -> Flow:
        """Go on with a case under this edition; the change is recorded with its reason."""
        from iiz_rules.escalation.cases import hand_over

        return hand_over(self.basis, flow, on, reason)

    # -------------------------------------------------------------------------- answering

    def _ask_all(self, kind: str, case: AnyCase, how: dict[str, Any]) -> tuple[Decision, ...]:
        return self._decisions(self._at(how).compiled.plan.of_kind(kind), case, how)

    def _decisions(
        self, rules: tuple[str, ...], case: AnyCase, how: dict[str, Any]
    ) -> tuple[Decision, ...]:
        evaluated = self._evaluate(rules, case, how)
        return tuple(Decision(evaluated, rule) for rule in rules)

    def _evaluate(self, rules: tuple[str, ...], case: AnyCase, how: dict[str, Any]) -> Evaluated:
        """Answer some rules in one evaluation; the quick way first, where nothing is unusual."""
        setting = None if how else self._setting or self._set_up()
        if setting is not None:
            asked = setting.engine.asked(rules)
            trace = setting.ask(asked, case) if asked else None
            if trace is not None:
                return trace
        from iiz_rules.questions import evaluate

        return evaluate(self, rules, case, **how)

    def _set_up(self) -> Setting | None:
        """Make what the questions without keywords have in common; None where they need more."""
        if self.on is None or self.engine != "compiled":
            return None
        setting = Setting(self.compiled, self.on, self.options)
        self._set(_setting=setting)
        return setting

    def amended(
        self, program: Program, findings: tuple[Finding, ...], options: Mapping[str, str]
    ) -> Policy:
        """Give the policy with another program, as a scenario makes it; the interpreter answers."""
        from iiz_rules.questions import chosen

        read = chosen(program, {**self.options, **options})
        return Policy(program, self.folder, self.on, read, findings, "interpreter")

    def _at(self, how: Mapping[str, Any]) -> Policy:
        """Give the policy that a question with these keywords is for."""
        return self if how.get("on") is None else self.at(how["on"])

    def on_day(self, day: date) -> Policy:
        """Give the policy as of another date of the same edition."""
        return Policy.loaded(self._loaded, day, self.options, self.engine)

    def at(self, on: str | date) -> Policy:
        """Give the policy as of another date: another edition where that one is in force then."""
        from datetime import date

        from iiz_rules.loading import load_edition
        from iiz_rules.questions import chosen, read_day

        day, plan = read_day(on), self.compiled.plan
        if (plan.valid_from or date.min) <= day <= (plan.valid_to or date.max):
            return self.on_day(day)
        loaded = load_edition(str(self.folder.path), self.folder.name, day)
        return Policy.loaded(loaded, day, chosen(loaded.program, self.options), self.engine)
