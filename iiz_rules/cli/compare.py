"""`iiz compare`: one portfolio under two scenarios, who pays more, whose payer changes, and why."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iiz_rules.cli.asking import canton_option
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, day_option, ending, option, output_option, save
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import SIMULATE, needed
from iiz_rules.policy import load
from iiz_rules.portfolio.scenario import read_scenario
from iiz_rules.portfolio.simulate import compare as compare_scenarios
from iiz_rules.render.text.comparison import comparison_text
from iiz_rules.tables.writing import check_kind

if TYPE_CHECKING:
    from iiz_rules.portfolio.comparison import Comparison


@command()
@click.argument("first", metavar="A.yaml")
@click.argument("second", metavar="B.yaml")
@argument("portfolio", "simulate.portfolio")
@canton_option
@day_option("--on", help="simulate.on")
@day_option("--on-b", help="compare.on-b")
@option("--answers-b", "answers", help="compare.answers-b", word="answers.metavar")
@output_option("compare.output")
def compare(
    screen: Screen,
    first: str,
    second: str,
    portfolio: str,
    canton: str,
    on: date | None,
    on_b: date | None,
    answers: str | None,
    output: str | None,
) -> int:
    """Tell what changes from the first to the second; 1 where rows are left out."""
    if output and ending(output) not in (".html", ".pdf"):
        check_kind(Path(output))
    needed(SIMULATE, "simulate")
    scenario = read_scenario(second)
    comparison = compare_scenarios(
        Path(portfolio),
        load(canton, on),
        first,
        scenario if answers is None else scenario.answering(answers),
        on=on,
        second_on=on_b,
    )
    screen.print(comparison_text(comparison, screen.paper))
    if output:
        _write(screen, comparison, output)
    return int(bool(comparison.bad))


def _write(screen: Screen, comparison: "Comparison", output: str) -> None:
    """Write the page as HTML or PDF, or the rows that change as a table."""
    if ending(output) == ".html":
        save(screen, output, comparison.to_html(screen.language), private=True)
    elif ending(output) == ".pdf":
        save(screen, output, comparison.to_pdf(screen.language), private=True)
    else:
        comparison.save(output, screen.language)
        screen.written(output)
