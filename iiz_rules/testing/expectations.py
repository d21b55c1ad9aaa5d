"""Comparing what a case expects with the answers; reporting pointless expectations."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.way import way
from iiz_rules.case.documents import Example
from iiz_rules.case.facts import read_facts
from iiz_rules.case.meetings import count_meetings, read_days
from iiz_rules.case.members import count_members, count_staff
from iiz_rules.findings.finding import Finding, Place
from iiz_rules.findings.names import unknown_name
from iiz_rules.language.checks.missing_language import no_language
from iiz_rules.language.model.case import Afterwards, CaseFile, Expectation
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Between, Domain, Problem, Value, plain_value, read_value
from iiz_rules.policy import Policy

NOTHING = "nothing"
"""the value of `next` if no step is left"""


@dataclass(frozen=True)
class ComparedAnswer:
    """An answer beside the expected one; `part` is empty for the verdict."""

    place: Place
    rule: str
    part: str
    expected: str
    actual: str
    decision: Decision
    passed: tuple[Decision, ...] = ()
    """the steps that come before the next one"""

    @property
    def holds(self) -> bool:
        """Whether the answer is the one expected."""
        return self.expected == self.actual


Ask = Callable[[str, str | None], Decision]
"""answers a rule in a case, or whether an actor may do something"""


def compare(policy: Policy, case: Example) -> Iterator[ComparedAnswer]:
    """Ask everything that a well-formed case expects answers to."""
    how: dict[str, Any] = {
        "on": case.on,
        "known_on": case.known_on,
        "interpretations": case.interpretations,
        "name": case.name,
    }
    known = counted(policy.program, case.file, case.on)[0]

    def ask(rule: str, actor: str | None) -> Decision:
        if actor is not None:
            return policy.may(actor, rule, case.facts, **how)
        return policy.ask(rule, case.facts, **how, counted=known)

    return compare_answers(policy.program, case.file, ask)


def compare_answers(
    program: Program, file: CaseFile, ask: Ask, about: Container[str] | None = None
) -> Iterator[ComparedAnswer]:
    """Compare what a case expects with what is answered, `about` some rules alone if any."""

    def meant(*rules: str) -> bool:
        return about is None or any(rule in about for rule in rules)

    for rule, expected in (file.expect or {}).items():
        if meant(rule):
            yield from _compared(file, rule, expected, ask(rule, None))
    for position, permission in enumerate(file.may or ()):
        if meant(permission.action):
            decision = ask(permission.action, permission.actor)
            place, actual = file.place_of("may", position, "answer"), str(decision.verdict)
            yield ComparedAnswer(place, permission.action, "", permission.answer, actual, decision)
    for name, step in (file.next or {}).items():
        steps = program.ways[name]
        if meant(name, *steps):
            ladder = way(program, name, [ask(one, None) for one in steps])
            actual = ladder.next.rule if ladder.next else NOTHING
            shown = ladder.next or ladder.steps[-1]
            before = ladder.steps[: ladder.steps.index(shown)]
            place = file.place_of("next", name)
            yield ComparedAnswer(place, shown.rule, "next", step, actual, shown, before)


def counted(
    program: Program, file: CaseFile, on: date | None
) -> tuple[dict[str, Value], list[Finding]]:
    """Count the members, the staff and the meetings of a case: what its answers may rest on."""
    facts: dict[str, Value] = {}
    findings: list[Finding] = []
    for body, members in (file.members or {}).items():
        if body not in program.bodies:
            place = file.place_of_key(body, "members")
            bodies = program.bodies
            findings.append(unknown_name("unknown-body", place, bodies, listed=True, body=body))
            continue
        numbers, wrong = count_members(program, program.bodies[body], list(members))
        facts |= numbers
        findings += wrong
    for name in file.meetings or {}:
        numbers, wrong = _met(program, file, name, on)
        facts |= numbers
        findings += wrong
    if file.staff is not None:
        numbers, wrong = count_staff(program, list(file.staff))
        facts |= numbers
        findings += wrong
    return facts, findings


def _met(
    program: Program, file: CaseFile, name: str, on: date | None
) -> tuple[dict[str, Value], list[Finding]]:
    """Count the meetings of a body; without a date, which is a fault of its own, none."""
    body = program.bodies.get(name)
    if body is None:
        place, bodies = file.place_of_key(name, "meetings"), program.bodies
        return {}, [unknown_name("unknown-body", place, bodies, listed=True, body=name)]
    written = enumerate((file.meetings or {})[name])
    days, findings = read_days((day, file.place_of("meetings", name, n)) for n, day in written)
    return count_meetings(body, days, on) if on else {}, findings


def _compared(
    file: CaseFile, rule: str, expected: Expectation, decision: Decision
) -> Iterator[ComparedAnswer]:

    def one(part: str, wanted: str, got: str, *path: str) -> ComparedAnswer:
        return ComparedAnswer(
            file.place_of("expect", rule, *path), rule, part, wanted, got, decision
        )

    yield one("", expected.verdict, str(decision.verdict), "verdict")
    verdicts = {found.id: str(found.verdict) for found in decision.criteria}
    for name, verdict in (expected.criteria or {}).items():
        yield one(name, verdict, verdicts.get(name, NOTHING), "criteria", name)
    for part, (wanted, got) in _others(expected, decision).items():
        if wanted is not None:
            yield one(part, _said(wanted), _said(got()), part)


def _others(
    expected: Expectation, decision: Decision
) -> dict[str, tuple[Any, Callable[[], object]]]:
    """Further expectations beside the answers; None is neither worked out nor compared."""
    wanted = None if expected.decisive is None else sorted(expected.decisive)  # in any order
    return {
        "missing": (expected.missing, lambda: decision.missing),
        "pending": (expected.pending, lambda: decision.pending),
        "decisive": (wanted, lambda: _decisive(decision)),
        "actor": (expected.actor, lambda: decision.actor or NOTHING),
        "due": (expected.due, lambda: decision.due or NOTHING),
        "parts": (
            _amounts(expected.parts),
            lambda: _amounts(decision.parts | decision.part_bounds),
        ),
        "not_regulated": (expected.not_regulated, lambda: not decision.regulated),
    }


def _decisive(decision: Decision) -> list[str]:
    return sorted(one.id for one in decision.interpretations if one.decisive)


def _amounts(parts: Mapping[str, Any] | None) -> list[str] | None:
    if parts is None:
        return None
    return [f"{bearer}: {_amount(part)}" for bearer, part in sorted(parts.items())]


def _amount(part: Any) -> str:
    """An amount, or the two between which it lies, as they are compared."""
    read = part if isinstance(part, Between) else read_value(part, Domain("chf"))
    if isinstance(read, Problem):
        return str(part)
    plain = plain_value(read)
    return " – ".join(plain.values()) if isinstance(plain, dict) else str(plain)


def _said(what: object) -> str:
    return f"[{', '.join(map(str, what))}]" if isinstance(what, (list, tuple)) else str(what)


def faults(policy: Policy, case: Example) -> Iterator[Finding]:
    """Report what keeps a case from being asked, and expectations about what does not exist."""
    program = policy.program
    yield from no_language(case.file.title)
    yield from _dated(program, case)
    yield from _readings(program, case)
    yield from _expectations(program, case)
    yield from counted(program, case.file, case.on)[1]
    yield from _questions(program, case.file)
    on = case.on or program.valid_from
    if on:
        yield from read_facts(program, case.facts, on, case.name, case.known_on).findings


def _questions(program: Program, file: CaseFile) -> Iterator[Finding]:
    actions = program.actions
    for position, permission in enumerate(file.may or ()):
        if permission.actor not in program.actors:
            place = file.place_of("may", position, "actor")
            yield unknown_name("unknown-actor", place, program.actors, actor=permission.actor)
        if permission.action not in actions:
            place = file.place_of("may", position, "action")
            yield unknown_name("unknown-action", place, actions, action=permission.action)
    yield from unknown_steps(program, file)


def unknown_steps(program: Program, file: CaseFile | Afterwards) -> Iterator[Finding]:
    """Ways and steps, said to be next in what is expected, that the edition does not know."""
    for name, step in (file.next or {}).items():
        steps = (*program.ways.get(name, ()), NOTHING)
        if name not in program.ways:
            place = file.place_of_key(name, "next")
            yield unknown_name("unknown-expectation", place, program.ways, rule=name)
        elif step not in steps:
            yield unknown_name("unknown-expectation", file.place_of("next", name), steps, rule=step)


def _dated(program: Program, case: Example) -> Iterator[Finding]:
    """Report a case without a date, or with one on which another edition answers."""
    file = case.file
    if case.on is None:
        yield Finding("no-date", file.place)
    elif not (program.valid_from or date.min) <= case.on <= (program.valid_to or date.max):
        words = {"on": case.on, "edition": program.edition}
        yield Finding("case-outside-edition", file.place_of("date"), words)


def _readings(program: Program, case: Example) -> Iterator[Finding]:
    file = case.file
    for name, option in case.interpretations.items():
        reading = program.interpretations.get(name)
        if reading is None:
            place = file.place_of_key(name, "interpretations")
            known = program.interpretations
            yield unknown_name("unknown-reading", place, known, listed=True, interpretation=name)
        elif option not in reading.options:
            place = file.place_of("interpretations", name)
            words = {"option": option, "interpretation": name}
            yield unknown_name("unknown-option", place, reading.options, listed=True, **words)


def _expectations(program: Program, case: Example) -> Iterator[Finding]:
    """Report expectations about what does not exist: they would compare nothing."""
    file = case.file
    for rule, expected in (file.expect or {}).items():
        if rule not in program.rules:
            place = file.place_of_key(rule, "expect")
            yield unknown_name("unknown-expectation", place, program.rules, rule=rule)
            continue
        criteria = [one.id for one in program.rules[rule].criteria]
        for name in expected.criteria or {}:
            if name not in criteria:
                place = expected.place_of_key(name, "criteria")
                words = {"criterion": name, "rule": rule}
                yield unknown_name("unknown-criterion", place, criteria, listed=True, **words)
