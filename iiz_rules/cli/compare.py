"""`iiz compare`: one portfolio under two scenarios, who pays more, whose payer changes, and why."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from iiz_rules.api import load
from iiz_rules.cli.options import Command, Day, Option
from iiz_rules.cli.screen import Screen
from iiz_rules.language.values import shown
from iiz_rules.portfolio.simulate import compare
from iiz_rules.render.funding.summary import comparison_text


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    return Command(
        "compare",
        screen.language,
        params=[
            click.Argument(["first"], metavar="A.yaml"),
            click.Argument(["second"], metavar="B.yaml"),
            click.Argument(["portfolio"], metavar=screen.say("simulate.portfolio")),
            option("--canton", help="assess.canton", required=True, metavar="NAME"),
            option("--on", help="simulate.on", metavar=screen.say("day.metavar"), type=Day()),
            option("-o", "--output", help="compare.output", metavar="FILE", type=click.Path()),
        ],
        callback=lambda **given: _compare(screen, **given),
    )


def _compare(
    screen: Screen,
    first: str,
    second: str,
    portfolio: str,
    canton: str,
    on: date | None,
    output: str | None,
) -> int:
    policy = load(canton, on)
    found = compare(Path(portfolio), policy, first, second, on=on)
    screen.print(comparison_text(found, screen.language))
    if output:
        found.save(output, screen.language)
        screen.print(screen.say("written", file=shown(output)))
    return int(bool(found.first.bad or found.second.bad))
