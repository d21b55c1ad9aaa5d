"""`iiz assess`: answer the questions of a canton for one case or several."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.overview import Overview
from iiz_rules.api import load
from iiz_rules.cli.asking import EXIT, chosen, day_of, keywords, known_on_option, options, read
from iiz_rules.cli.options import Command, Option, fault
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import CaseError
from iiz_rules.render.layout import typeset
from iiz_rules.render.overview import overview_text
from iiz_rules.render.text import explanation

PATH = click.Path(path_type=Path)
Answers = Overview | tuple[Decision, ...]


@dataclass(frozen=True)
class Asked:
    """What is asked of every case."""

    canton: str
    on: date | None
    known_on: date | None
    readings: Mapping[str, str]
    rules: Sequence[str]
    full: bool


def command(screen: Screen) -> click.Command:
    """Build the command."""
    language = screen.language
    return Command(
        "assess",
        language,
        params=[
            click.Argument(
                ["cases"], nargs=-1, metavar=screen.say("assess.case"), callback=_needed
            ),
            *options(screen),
            known_on_option(screen),
            Option(
                "--rule",
                "rules",
                language=language,
                help="assess.rule",
                multiple=True,
                metavar="NAME",
            ),
            Option(
                "--batch",
                language=language,
                help="assess.batch",
                metavar="FILE",
                type=PATH,
                is_eager=True,
            ),
            Option(
                "-o", "--output", language=language, help="assess.output", metavar="FILE", type=PATH
            ),
            Option("--all", "full", language=language, help="assess.all", is_flag=True),
        ],
        callback=lambda **given: _assess(screen, **given),
    )


def _assess(
    screen: Screen,
    cases: tuple[str, ...],
    canton: str,
    on: date | None,
    known_on: date | None,
    rules: tuple[str, ...],
    full: bool,
    readings: tuple[str, ...],
    kind: str,
    by_verdict: bool,
    batch: Path | None,
    output: Path | None,
) -> int:
    if batch is not None:
        return _batch(screen, batch, output, canton, on, rules, readings)
    asked = Asked(canton, on, known_on, chosen(readings), rules, full)
    answers: list[tuple[str, Answers]] = []
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
    first = next((one for _, found in answers for one in _decisions(found)), None)
    return EXIT[first.verdict] if by_verdict and first else 0


def _needed(ctx: click.Context, param: click.Parameter, cases: tuple[str, ...]) -> tuple[str, ...]:
    """Ask for a case, unless a whole file of them is given."""
    if not cases and ctx.params.get("batch") is None and not ctx.resilient_parsing:
        raise click.MissingParameter(ctx=ctx, param=param)
    return cases


def _batch(
    screen: Screen,
    source: Path,
    output: Path | None,
    canton: str,
    on: date | None,
    rules: tuple[str, ...],
    readings: tuple[str, ...],
) -> int:
    """Answer every row of a file."""
    from iiz_rules.cli.batch import Batch, run

    if output is None:
        raise fault(click.get_current_context(), "missing-argument", name="-o")
    return run(screen, Batch(source, output, canton, on, chosen(readings), rules))


def _answer(screen: Screen, asked: Asked, name: str) -> Answers:
    case = read(name)
    policy = load(asked.canton, day_of(screen, asked.on, case))
    how = keywords(case, asked.readings, asked.known_on)
    if not asked.rules:
        return policy.decide(case.facts, **how)
    return tuple(policy.ask(rule, case.facts, **how) for rule in asked.rules)


def _texts(screen: Screen, asked: Asked, answers: list[tuple[str, Answers]]) -> Iterator[str]:
    for name, found in answers:
        if len(answers) > 1:
            yield screen.paint(f"── {name} ", "heading")
        if isinstance(found, Overview) and not asked.full:
            yield overview_text(found, screen.language, screen.paint)
            yield typeset(screen.say("assess.more"), screen.language)
        else:
            for one in _decisions(found):
                yield explanation(one, screen.language, screen.paint)


def _json(answers: list[tuple[str, Answers]]) -> str:
    cases = [{"case": name, **_case(found)} for name, found in answers]
    return json.dumps({"format": 1, "cases": cases}, ensure_ascii=False, indent=2)


def _case(found: Answers) -> dict[str, Any]:
    ways = found.ways if isinstance(found, Overview) else ()
    return {
        "decisions": [one.to_dict() for one in _decisions(found)],
        "ways": [one.to_dict() for one in ways],
    }


def _decisions(found: Answers) -> tuple[Decision, ...]:
    return found.decisions if isinstance(found, Overview) else found
