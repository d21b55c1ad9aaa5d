"""`iiz compare`: one portfolio under two scenarios, who pays more, whose payer changes, and why."""

from datetime import date
from pathlib import Path

import click

from iiz_rules.cli.asking import canton_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, day_option, output_option
from iiz_rules.cli.screen import Screen
from iiz_rules.language.text.putting import check_apart
from iiz_rules.policy import load
from iiz_rules.portfolio.simulate import compare as compare_scenarios
from iiz_rules.render.text.comparison import comparison_text
from iiz_rules.tables.writing import check_kind


@command()
@click.argument("first", metavar="A.yaml")
@click.argument("second", metavar="B.yaml")
@argument("portfolio", "simulate.portfolio")
@canton_option
@day_option("--on", help="simulate.on")
@output_option("compare.output")
def compare(
    screen: Screen,
    first: str,
    second: str,
    portfolio: str,
    canton: str,
    on: date | None,
    output: str | None,
) -> int:
    """Tell what changes from the first to the second; 1 where rows are left out."""
    if output:
        check_kind(Path(output))
        check_apart(Path(output), map(Path, (first, second, portfolio)))
    comparison = compare_scenarios(Path(portfolio), load(canton, on), first, second, on=on)
    screen.print(comparison_text(comparison, screen.paper))
    if output:
        comparison.save(output, screen.language)
        screen.written(output)
    return int(bool(comparison.first.portfolio.bad or comparison.second.portfolio.bad))
