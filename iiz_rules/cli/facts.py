"""`iiz facts`: what can be said about a case in a canton's vocabulary."""

from datetime import date
from functools import partial

import click

from iiz_rules.api import load
from iiz_rules.cli.options import Command, Day, Option
from iiz_rules.cli.screen import Screen
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.render.layout import block, typeset


def command(screen: Screen) -> click.Command:
    """Build the command."""
    language = screen.language
    option = partial(Option, language=language)
    return Command(
        "facts",
        language,
        params=[
            option("--canton", help="assess.canton", required=True, metavar="NAME"),
            option("--on", help="facts.on", metavar=screen.say("day.metavar"), type=Day()),
        ],
        callback=lambda **given: _facts(screen, **given),
    )


def _facts(screen: Screen, canton: str, on: date | None) -> int:
    program = load(canton, on).program
    edition = screen.say("facts.edition", edition=program.edition)
    title = f"{program.label[screen.language]} · {edition}"
    screen.print(screen.paint(title, "heading"))
    for fact in (one for one in program.facts.values() if one.given):
        screen.print("")
        screen.print("\n".join(_fact(screen, program, fact)))
    return 0


def _fact(screen: Screen, program: Program, fact: Fact) -> list[str]:
    language = screen.language
    kind = screen.say(f"type.{fact.domain.type}")
    if fact.unit:
        kind += f" ({fact.unit[language]})"
    if fact.years_since or fact.is_date:
        kind += f" · {screen.say('facts.computed')}"
    lines = [f"{screen.paint(fact.id, 'heading')}  {typeset(kind, language)}"]
    lines += block("  ", fact.question[language], language, screen.paint)
    if fact.by:
        who = " / ".join(program.actors[role][language] for role in fact.by)
        lines += block("  ", screen.say("facts.by", who=who), language, screen.paint, "dim")
    width = max(map(len, fact.codes), default=0)
    for code, label in fact.codes.items():
        lines += block(f"    {code:<{width}}  ", label[language], language, screen.paint)
    return lines
