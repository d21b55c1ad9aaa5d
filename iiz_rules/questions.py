"""What a question may be, and how it is answered where anything about it is unusual."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from iiz_rules.case.facts import read_facts
from iiz_rules.case.members import count_members, count_staff, read_people
from iiz_rules.engine.compiled.trace import Asked, Setting
from iiz_rules.engine.derived import derive
from iiz_rules.engine.evaluated import Interpreted
from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.findings.errors import CaseError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.model.case import Employee, Member
from iiz_rules.language.program.organisation import Competence
from iiz_rules.language.program.rules import ACTOR, Program
from iiz_rules.language.values import Domain, Problem, Value, near, read_value

if TYPE_CHECKING:
    from iiz_rules.engine.evaluated import Evaluated
    from iiz_rules.policy import Policy

Known = dict[str, Value]


def evaluate(
    policy: "Policy",
    rules: tuple[str, ...],
    case: Any,
    *,
    on: str | date | None = None,
    known_on: str | date | None = None,
    interpretations: Mapping[str, str] | None = None,
    name: str = "case",
    known: Mapping[str, Value] | None = None,
) -> "Evaluated":
    """Answer some rules in one evaluation; `known` are facts that do not come from the case."""
    policy = policy if on is None else policy.at(on)
    check_rules(policy, rules)
    if policy.on is None:
        raise UsageError([Finding("no-date", Place(Source(policy.program.canton)))])
    options = chosen(policy.program, {**policy.options, **(interpretations or {})})
    knowledge = None if known_on is None else read_day(known_on, "known_on")
    setting = None
    if policy.engine == "compiled":
        setting = Setting(policy.compiled, policy.on, options, knowledge)
        trace = None if known else setting.ask(asked(policy, rules), case)
        if trace is not None:
            return trace
    told = read_facts(policy.program, case, policy.on, name, knowledge)
    if told.findings:
        raise CaseError(told.findings)
    facts = {**told.facts, **(known or {})}
    if setting is not None:
        return setting.spread(asked(policy, rules), facts, told.origins)
    situation = derive(policy.program, Situation(facts, policy.on, options))
    if policy.engine == "forward":
        from iiz_rules.escalation.engines import forward_answers

        found = forward_answers(policy.program, rules, situation)
    else:
        found = answers(policy.program, rules, situation)
    return Interpreted(policy.program, situation, found, told.origins, knowledge)


def asked(policy: "Policy", rules: tuple[str, ...]) -> Asked:
    """Give the function that answers some rules."""
    check_rules(policy, rules)
    found = policy.compiled.asked(rules)
    assert found is not None  # all of them are rules
    return found


def read_day(on: str | date, name: str = "on") -> date:
    """Read the date of a question; UsageError where it is none, under the name of the keyword."""
    day = read_value(on, Domain("date"))
    if isinstance(day, Problem):
        raise UsageError([Finding(day.code, Place(Source(name)), day.words)])
    assert isinstance(day, date)  # what a reader of dates gives
    return day


def chosen(program: Program, options: Mapping[str, str]) -> Mapping[str, str]:
    """Give the options chosen; UsageError where one of them is none."""
    findings = [
        finding
        for name, option in options.items()
        for finding in _faulty_option(program, name, option)
    ]
    if findings:
        raise UsageError(findings)
    return options


def check_rules(policy: "Policy", rules: tuple[str, ...]) -> None:
    """Refuse what is no rule of the edition."""
    for rule in rules:
        if rule not in policy.program.rules:
            raise UsageError([_unknown_question(policy.program, rule)])


def competence(program: Program, action: str | None) -> tuple[Competence, ...]:
    """List the competences for an action, or all."""
    if action is None:
        return program.competences
    found = tuple(one for one in program.competences if one.action == action)
    if not found:
        raise UsageError([_unknown_question(program, action)])
    return found


def acting(program: Program, actor: str, action: str) -> Known:
    """Give the fact that says who acts."""
    if actor not in program.actors:
        raise UsageError([_unknown_actor(program, actor)])
    if action not in program.actions:
        raise UsageError([_unknown_question(program, action, program.actions)])
    return {ACTOR: actor}


def rungs(program: Program, name: str) -> tuple[str, ...]:
    """Name the rules that a ladder is made of."""
    if name not in program.ways:
        raise UsageError([_unknown_question(program, name, program.ways)])
    return program.ways[name]


def sitting(program: Program, body: str, members: Iterable[Any]) -> Known:
    """Count the members of a body."""
    if body not in program.bodies:
        raise UsageError([_unknown_body(program, body)])
    read, faults = read_people(Member, members, "members")
    facts, findings = count_members(program, program.bodies[body], read)
    if faults or findings:
        raise CaseError([*faults, *findings])
    return facts


def sitting_in(
    program: Program, bodies: Mapping[str, str], route: str, members: Iterable[Any]
) -> tuple[Member, ...]:
    """Read the members of the body that decides on a route."""
    if route not in bodies:
        raise UsageError([_unknown_question(program, route, bodies)])
    read, faults = read_people(Member, list(members), "members")
    if faults:
        raise CaseError(faults)
    return tuple(read)


def working(program: Program, staff: Iterable[Any]) -> Known:
    """Count who works where."""
    read, faults = read_people(Employee, staff, "staff")
    facts, findings = count_staff(program, read)
    if faults or findings:
        raise CaseError([*faults, *findings])
    return facts


def _unknown_question(program: Program, rule: str, known: Collection[str] | None = None) -> Finding:
    listed = ", ".join(program.questions if known is None else known)
    words = {"rule": rule, "known": listed, "near": near(rule, known or program.rules)}
    return Finding("unknown-question", Place(Source(program.canton)), words)


def _unknown_actor(program: Program, actor: str) -> Finding:
    words = {"actor": actor, "near": near(actor, program.actors)}
    return Finding("unknown-actor", Place(Source("actor")), words)


def _unknown_body(program: Program, body: str) -> Finding:
    words = {"body": body, "known": ", ".join(program.bodies), "near": near(body, program.bodies)}
    return Finding("unknown-body", Place(Source(program.canton)), words)


def _faulty_option(program: Program, name: str, option: str) -> list[Finding]:
    place = Place(Source("interpretations"), pointer=f"/{name}")
    reading = program.interpretations.get(name)
    if reading is None:
        known = ", ".join(program.interpretations)
        words = {
            "interpretation": name,
            "known": known,
            "near": near(name, program.interpretations),
        }
        return [Finding("unknown-reading", place, words)]
    if option in reading.options:
        return []
    known = ", ".join(reading.options)
    words = {"option": option, "known": known, "near": near(option, reading.options)}
    return [Finding("unknown-option", place, {**words, "interpretation": name})]
