"""`iiz simulate`: who pays each measure of a portfolio, and what the fund risks."""

import sys
from datetime import date
from functools import partial
from pathlib import Path

import click

from iiz_rules.api import load
from iiz_rules.cli.files import save
from iiz_rules.cli.options import Command, Day, Option, fault
from iiz_rules.cli.screen import Screen
from iiz_rules.language.values import shown
from iiz_rules.portfolio.simulate import Billing, Simulation, bill, simulate
from iiz_rules.render.funding.billing import billing_text
from iiz_rules.render.funding.summary import summary_text

KINDS = (".html", ".pdf", ".csv", ".parquet")


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    return Command(
        "simulate",
        screen.language,
        params=[
            click.Argument(["portfolio"], metavar=screen.say("simulate.portfolio")),
            option("--canton", help="assess.canton", required=True, metavar="NAME"),
            option("--scenario", help="simulate.scenario", metavar="YAML", type=click.Path()),
            option("--on", help="simulate.on", metavar=screen.say("day.metavar"), type=Day()),
            option("-o", "--output", help="simulate.output", metavar="FILE", type=click.Path()),
        ],
        callback=lambda **given: _simulate(screen, **given),
    )


def _simulate(
    screen: Screen,
    portfolio: str,
    canton: str,
    scenario: str | None,
    on: date | None,
    output: str | None,
) -> int:
    if output:
        known_kind(output)
    policy = load(canton, on)
    if policy.program.waterfall is None and policy.program.splits and scenario is None:
        billed = bill(Path(portfolio), policy, on=on)
        screen.print(billing_text(billed.found, screen.language))
        if output:
            write(billed, output, screen)
        return int(bool(billed.found.bad))
    with _Bar(screen) as told:
        found = simulate(Path(portfolio), policy, scenario, on=on, progress=told.tell)
    screen.print(summary_text(found, screen.language))
    if output:
        write(found, output, screen)
    return int(bool(found.portfolio.bad))


def known_kind(output: str) -> str:
    """Give the ending of a file, before any work is done for one that cannot be written."""
    kind = Path(output).suffix.lower()
    if kind not in KINDS:
        words = {"name": "--output", "got": shown(output), "known": ", ".join(KINDS)}
        raise fault(click.get_current_context(), "wrong-argument", near="", **words)
    return kind


def write(found: Simulation | Billing, output: str, screen: Screen) -> None:
    """Write the report as HTML or PDF, or the rows as CSV or Parquet, by the name of the file."""
    kind = known_kind(output)
    if kind == ".html":
        save(output, found.to_html(screen.language))
    elif kind == ".pdf":
        save(output, found.to_pdf(screen.language))
    else:
        found.save(output, screen.language)
    screen.print(screen.say("written", file=shown(output)))


class _Bar:
    """Shows on a terminal what is being done; elsewhere it says nothing."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.shown = sys.stderr.isatty()

    def __enter__(self) -> "_Bar":
        return self

    def tell(self, what: str, done: int, of: int) -> None:
        """Show how far the work is."""
        if self.shown:
            text = self.screen.say(f"simulate.{what}", done=done, of=of)
            click.echo(f"\r{text}\x1b[K", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)
