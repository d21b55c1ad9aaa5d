"""`iiz may`: whether somebody may do something, in a case or at all."""

import json
from datetime import date

import click

from iiz_rules.api import load
from iiz_rules.case.documents import CaseDocument
from iiz_rules.cli.asking import EXIT, chosen, day_of, keywords, known_on_option, options, read
from iiz_rules.cli.options import Command
from iiz_rules.cli.screen import Screen
from iiz_rules.render.text import explanation


def command(screen: Screen) -> click.Command:
    """Build the command."""
    return Command(
        "may",
        screen.language,
        params=[
            click.Argument(["actor"], metavar=screen.say("may.actor")),
            click.Argument(["action"], metavar=screen.say("may.action")),
            click.Argument(["case"], required=False, metavar=screen.say("may.case")),
            *options(screen),
            known_on_option(screen),
        ],
        callback=lambda **given: _may(screen, **given),
    )


def _may(
    screen: Screen,
    actor: str,
    action: str,
    case: str | None,
    canton: str,
    on: date | None,
    known_on: date | None,
    readings: tuple[str, ...],
    kind: str,
    by_verdict: bool,
) -> int:
    document = read(case) if case else CaseDocument.empty()
    policy = load(canton, day_of(screen, on, document))
    how = keywords(document, chosen(readings), known_on)
    decision = policy.may(actor, action, document.facts, **how)
    if kind == "json":
        screen.print(json.dumps(decision.to_dict(), ensure_ascii=False, indent=2))
    else:
        screen.print(explanation(decision, screen.language, screen.paint))
    return EXIT[decision.verdict] if by_verdict else 0
