"""What a question may name: the rules, ladders, bodies, actors and options of an edition.

UsageError for everything else, with what is known and what it is nearest to.
"""

from collections.abc import Collection, Mapping
from datetime import date

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import near, unknown_name
from iiz_rules.language.program.organisation import Body, Competence
from iiz_rules.language.program.rules import ACTOR, TERM, Program
from iiz_rules.language.values import Value


def dated(program: Program, on: date | None) -> date:
    """The date of a question; UsageError if it has none."""
    if on is None:
        raise UsageError([Finding("no-date", Place(Source(program.canton)))])
    return on


def wrong_argument(name: str, got: object, known: Collection[str]) -> UsageError:
    """The error about a keyword argument that is none of the known values."""
    words = {"got": str(got), "name": name}
    place = Place(Source(name))
    return UsageError([unknown_name("wrong-argument", place, known, listed=True, **words)])


def check_rules(program: Program, rules: Collection[str]) -> None:
    """Refuse rules that the edition does not have."""
    for rule in rules:
        if rule not in program.rules:
            raise UsageError([_unknown(program, rule, program.questions, among=program.rules)])


def check_questions(program: Program, rules: Collection[str]) -> None:
    """Refuse rules that are not questions about a case, such as those about bodies."""
    known = (*program.questions, *program.of_kind(TERM))
    for rule in rules:
        if rule not in known:
            raise UsageError([_unknown(program, rule, program.questions, among=known)])


def ladder(program: Program, name: str) -> tuple[str, ...]:
    """The rules that a ladder is made of, rung by rung."""
    if name not in program.ways:
        raise UsageError([_unknown(program, name, program.ways)])
    return program.ways[name]


def competences(program: Program, action: str | None) -> tuple[Competence, ...]:
    """The competences for one action, or all of them."""
    if action is None:
        return program.competences
    matching = tuple(one for one in program.competences if one.action == action)
    if not matching:
        place = Place(Source("action"))
        known = dict.fromkeys(competence.action for competence in program.competences)
        raise UsageError([unknown_name("unknown-action", place, known, action=action)])
    return matching


def acting(program: Program, actor: str, action: str) -> dict[str, Value]:
    """The fact that says who acts; UsageError for an unknown actor or action."""
    if actor not in program.actors:
        place = Place(Source("actor"))
        raise UsageError([unknown_name("unknown-actor", place, program.actors, actor=actor)])
    if action not in program.actions:
        raise UsageError([_unknown(program, action, program.actions)])
    return {ACTOR: actor}


def body(program: Program, name: str) -> Body:
    """A body by its name."""
    if name not in program.bodies:
        place = Place(Source(program.canton))
        fault = unknown_name("unknown-body", place, program.bodies, listed=True, body=name)
        raise UsageError([fault])
    return program.bodies[name]


def deciding_body(program: Program, bodies: Mapping[str, str], route: str) -> str:
    """The body that decides on a route; UsageError for an unknown route."""
    if route not in bodies:
        raise UsageError([_unknown(program, route, bodies)])
    return bodies[route]


def checked_options(program: Program, chosen: Mapping[str, str]) -> Mapping[str, str]:
    """The chosen options; UsageError unless each belongs to its interpretation."""
    findings = [
        finding
        for before, (name, option) in enumerate(chosen.items())
        for finding in _faulty_option(program, name, option, before)
    ]
    if findings:
        raise UsageError(findings)
    return chosen


def _unknown(
    program: Program, name: str, known: Collection[str], among: Collection[str] | None = None
) -> Finding:
    words = {"rule": name, "known": ", ".join(known), "near": near(name, among or known)}
    return Finding("unknown-question", Place(Source(program.canton)), words)


def _faulty_option(program: Program, name: str, option: str, before: int) -> list[Finding]:
    place = Place(Source("interpretations"), pointer=f"/{name}")
    interpretation = program.interpretations.get(name)
    if interpretation is None:
        known = program.interpretations
        told = {"interpretation": name}
        return [unknown_name("unknown-reading", place, known, before, listed=True, **told)]
    if option in interpretation.options:
        return []
    words = {"option": option, "interpretation": name}
    return [unknown_name("unknown-option", place, interpretation.options, listed=True, **words)]
