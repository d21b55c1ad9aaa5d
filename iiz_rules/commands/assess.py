"""`iiz assess`: answer the questions of a canton for one case or several."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from iiz_rules.api import load
from iiz_rules.commands.screen import Screen
from iiz_rules.commands.words import Choice, Command, Day, Option, fault
from iiz_rules.decision import Decision
from iiz_rules.diagnostics import Finding
from iiz_rules.errors import CaseError
from iiz_rules.render.formats import day
from iiz_rules.render.layout import typeset
from iiz_rules.render.text import explanation, summary
from iiz_rules.source.document import LIMITS
from iiz_rules.source.documents import CaseDocument, read_case, read_file
from iiz_rules.truth import Truth

EXIT = {Truth.YES: 0, Truth.NO: 3, Truth.OPEN: 4}
STDIN = "<stdin>"


@dataclass(frozen=True)
class Asked:
    """What is asked of every case."""

    canton: str
    on: date | None
    readings: Mapping[str, str]
    rules: Sequence[str]
    full: bool


def command(screen: Screen) -> click.Command:
    """Build the command."""
    language, kinds = screen.language, Choice(["text", "json"])

    def option(*names: str, help: str, **how: Any) -> Option:
        return Option(*names, language=language, help=f"assess.{help}", **how)

    return Command(
        "assess",
        language,
        params=[
            click.Argument(["cases"], nargs=-1, required=True, metavar=screen.say("assess.case")),
            option("--canton", help="canton", required=True, metavar="NAME"),
            option("--on", help="on", metavar=screen.say("day.metavar"), type=Day()),
            option("--rule", "rules", help="rule", multiple=True, metavar="NAME"),
            option("--all", "full", help="all", is_flag=True),
            option(
                "--interpretation",
                "readings",
                help="interpretation",
                multiple=True,
                metavar="ID=OPTION",
            ),
            option("--format", "kind", help="format", type=kinds, default="text"),
            option("--exit-verdict", "by_verdict", help="exit", is_flag=True),
        ],
        callback=lambda **given: _assess(screen, **given),
    )


def _assess(
    screen: Screen,
    cases: tuple[str, ...],
    canton: str,
    on: date | None,
    rules: tuple[str, ...],
    full: bool,
    readings: tuple[str, ...],
    kind: str,
    by_verdict: bool,
) -> int:
    asked = Asked(canton, on, dict(map(_reading, readings)), rules, full)
    answers: list[tuple[str, tuple[Decision, ...]]] = []
    failed = False
    for name in cases:
        try:
            answers.append((name, _answer(screen, asked, name)))
        except CaseError as error:  # the other cases are still worth answering
            screen.report(error.findings, kind == "json")
            failed = True
    if kind == "json":
        screen.print(_json(answers))
    elif answers:
        screen.print("\n\n".join(_texts(screen, asked, answers)))
    if failed:
        return 2
    first = next((one for _, decisions in answers for one in decisions), None)
    return EXIT[first.verdict] if by_verdict and first else 0


def _reading(text: str) -> tuple[str, str]:
    name, sign, option = text.partition("=")
    if not sign:
        ctx = click.get_current_context()
        words = {"name": "--interpretation", "got": text, "known": "A-ZH-03=none"}
        raise fault(ctx, "wrong-argument", near="", **words)
    return name, option


def _answer(screen: Screen, asked: Asked, name: str) -> tuple[Decision, ...]:
    case = _read(name)
    on = asked.on or case.on
    if on is None:
        on = date.today()  # noqa: TID251, DTZ011 - the one clock: said aloud, and never inside
        note = screen.say("assess.today", on=day(on, screen.language))
        screen.complain(typeset(note, screen.language))
    policy = load(asked.canton, on)
    readings = {**case.interpretations, **asked.readings}
    how: dict[str, Any] = {"interpretations": readings, "name": case.name}
    if not asked.rules:
        return policy.decide(case.facts, **how).decisions
    return tuple(policy.ask(rule, case.facts, **how) for rule in asked.rules)


def _read(name: str) -> CaseDocument:
    data: bytes | Finding
    if name == "-":
        name, data = STDIN, sys.stdin.buffer.read(LIMITS.size + 1)
    else:
        data = read_file(Path(name), name)
    if isinstance(data, Finding):
        raise CaseError([data])
    case, findings = read_case(data, name)
    if case is None:
        raise CaseError(findings)
    return case


def _texts(
    screen: Screen, asked: Asked, answers: list[tuple[str, tuple[Decision, ...]]]
) -> Iterator[str]:
    for name, decisions in answers:
        if len(answers) > 1:
            yield screen.paint(f"── {name} ", "heading")
        brief = []
        for one in decisions:
            if asked.full or asked.rules or one.rule == "eligibility":
                yield explanation(one, screen.language, screen.paint)
            else:
                brief.append(summary(one, screen.language, screen.paint))
        if brief:
            heading = typeset(screen.say("assess.others"), screen.language)
            yield "\n".join([screen.paint(heading, "heading"), *brief])


def _json(answers: list[tuple[str, tuple[Decision, ...]]]) -> str:
    cases = [
        {"case": name, "decisions": [one.to_dict() for one in decisions]}
        for name, decisions in answers
    ]
    return json.dumps({"format": 1, "cases": cases}, ensure_ascii=False, indent=2)
