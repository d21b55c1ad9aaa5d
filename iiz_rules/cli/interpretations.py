"""`iiz interpretations`: how a canton reads its source, and which reading gives which answer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import click

from iiz_rules.answers.decision import Decision
from iiz_rules.api import load
from iiz_rules.case.documents import CaseDocument, Example
from iiz_rules.cli.asking import chosen, day_of, keywords, known_on_option, read
from iiz_rules.cli.options import Choice, Command, Day, Option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import CaseError
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value
from iiz_rules.render.formats import day
from iiz_rules.render.interpretations import Table
from iiz_rules.render.interpretations_data import declared_data, tables_data
from iiz_rules.testing.expectations import counted


@dataclass(frozen=True)
class Asked:
    """What is asked of every case."""

    canton: str
    on: date | None
    known_on: date | None
    readings: Mapping[str, str]
    rules: Sequence[str]


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option, kinds = partial(Option, language=screen.language), Choice(["text", "json"])
    reading = ("--interpretation", "readings")
    return Command(
        "interpretations",
        screen.language,
        params=[
            click.Argument(["cases"], nargs=-1, metavar=screen.say("interpretations.case")),
            option("--canton", help="assess.canton", required=True, metavar="NAME"),
            option(
                "--on", help="interpretations.on", metavar=screen.say("day.metavar"), type=Day()
            ),
            known_on_option(screen),
            option("--rule", "rules", help="interpretations.rule", multiple=True, metavar="NAME"),
            option(*reading, help="assess.interpretation", multiple=True, metavar="ID=OPTION"),
            option("--format", "kind", help="assess.format", type=kinds, default="text"),
        ],
        callback=lambda **given: _interpretations(screen, **given),
    )


def _interpretations(
    screen: Screen,
    cases: tuple[str, ...],
    canton: str,
    on: date | None,
    known_on: date | None,
    rules: tuple[str, ...],
    readings: tuple[str, ...],
    kind: str,
) -> int:
    if not cases:
        program = load(canton, on).program
        as_json = kind == "json"
        screen.print(_json(declared_data(program)) if as_json else _declared(screen, program))
        return 0
    asked = Asked(canton, on, known_on, chosen(readings), rules)
    found: dict[str, tuple[Decision, ...]] = {}
    for name in cases:
        try:
            found[name] = _answers(screen, asked, read(name))
        except CaseError as error:  # the other cases are still worth answering
            screen.report(error.findings, kind == "json")
    if found:
        screen.print(_json(tables_data(found)) if kind == "json" else _tables(screen, found))
    return 0 if len(found) == len(set(cases)) else 2


def _answers(screen: Screen, asked: Asked, case: CaseDocument) -> tuple[Decision, ...]:
    policy = load(asked.canton, day_of(screen, asked.on, case))
    people = _people(case, policy.program)
    how = keywords(case, asked.readings, asked.known_on) | {"known": people}
    rules = asked.rules or _about(case, policy.program)
    return tuple(policy.ask(rule, case.facts, **how) for rule in rules)


def _people(case: CaseDocument, program: Program) -> Mapping[str, Value]:
    """Count the members and the staff that a case names; CaseError where they cannot be right."""
    facts, findings = counted(program, case.file) if isinstance(case, Example) else ({}, [])
    if findings:
        raise CaseError(findings)
    return facts


def _about(case: CaseDocument, program: Program) -> Sequence[str]:
    """Give the rules a case is about: those it expects an answer of, else who may enter."""
    expected = case.file.expect if isinstance(case, Example) else None
    entry = [rule for rule in program.questions if rule == "eligibility"]
    return list(expected or entry or program.questions)


def _declared(screen: Screen, program: Program) -> str:
    table = Table(screen.language, screen.paint)
    words = {"edition": program.edition, "n": len(program.interpretations)}
    title = f"{program.label[screen.language]} · {screen.say('interpretations.edition', **words)}"
    readings = map(table.declared, program.interpretations.values())
    return "\n\n".join([screen.paint(title, "heading"), *readings])


def _tables(screen: Screen, found: Mapping[str, Sequence[Decision]]) -> str:
    table = Table(screen.language, screen.paint)
    parts = []
    for name, decisions in found.items():
        if len(found) > 1:
            parts.append(screen.paint(f"── {name} ", "heading"))
        program, on = decisions[0].program, day(decisions[0].on, screen.language)
        edition = screen.say("facts.edition", edition=program.edition)
        title = f"{program.label[screen.language]} · {edition} · {on}"
        parts += [screen.paint(title, "heading"), table.answers(decisions)]
    if len(found) > 1:
        parts.append(table.summary(len(found), [one for each in found.values() for one in each]))
    return "\n\n".join(parts)


def _json(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
