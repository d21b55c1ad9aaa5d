"""`iiz simulate`: who pays each measure of a portfolio, and what the fund risks."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from iiz_rules.cli.asking import canton_of, named_canton_option
from iiz_rules.cli.command import command
from iiz_rules.cli.fund import show
from iiz_rules.cli.options import (
    argument,
    check_sheet,
    day_option,
    ending,
    option,
    output_option,
    save,
    save_sheet,
    wrong,
)
from iiz_rules.cli.screen import Progress, Screen, as_json
from iiz_rules.cli.store import key_of, key_option
from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.finding import Source
from iiz_rules.policy import Policy, load
from iiz_rules.portfolio.bill import Bill
from iiz_rules.portfolio.bills import Billing, bill
from iiz_rules.portfolio.scenario import scenario_of
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.portfolio.simulate import simulate as simulate_portfolio
from iiz_rules.render.text.bills import billing_text
from iiz_rules.render.text.summary import summary_text

ENDINGS = (".html", ".pdf", ".csv", ".parquet")


@command()
@argument("portfolio", "simulate.portfolio")
@named_canton_option
@option("--scenario", help="simulate.scenario", metavar="YAML", type=click.Path())
@day_option("--on", help="simulate.on")
@option("--ledger", help="simulate.ledger", word="file.metavar", type=click.Path())
@option("--store", help="simulate.store", word="store.metavar")
@key_option
@option("--answers", help="simulate.answers", word="answers.metavar")
@option("--row", "measure", help="simulate.row", word="schema.name")
@output_option("simulate.output")
def simulate(
    screen: Screen,
    portfolio: str,
    canton: str | None,
    scenario: str | None,
    on: date | None,
    ledger: str | None,
    store: str | None,
    key_file: str | None,
    answers: str | None,
    measure: str | None,
    output: str | None,
) -> int:
    """Simulate, or split outlays where a canton shares its costs; 1 where rows are left out."""
    policy = load(_meant(canton, scenario), on)
    if measure is not None:
        return _one(screen, portfolio, policy, scenario, on, measure, output)
    is_billed = policy.program.waterfall is None and bool(policy.program.splits)
    known = (*ENDINGS, ".json") if is_billed else ENDINGS
    if output and ending(output) not in known:  # before any work is done
        raise wrong("--output", output, known=", ".join(known))
    if is_billed:
        billing = bill(Path(portfolio), policy, scenario, on=on)
        screen.print(billing_text(billing, screen.paper))
        _write_bills(screen, billing, output)
        return int(bool(billing.bad))
    with Progress() as progress, ExitStack() as files:

        def tell(part: str, done: int, of: int) -> None:
            progress.tell(screen.say(f"simulate.{part}", done=done, of=of), done, of)

        register = None
        if store is not None:
            kept = files.enter_context(Store(store, create=False, key=key_of(key_file)))
            register = policy.register(kept)
        before: dict[str, Any] = {"ledger": Path(ledger) if ledger else None, "register": register}
        assumed = scenario_of(scenario)
        assumed = assumed if answers is None else assumed.answering(answers)
        simulation = simulate_portfolio(
            Path(portfolio), policy, assumed, on=on, progress=tell, **before
        )
    screen.print(summary_text(simulation, screen.paper))
    _write(screen, simulation, output)
    return int(bool(simulation.portfolio.bad))


def _meant(canton: str | None, scenario: str | None) -> str:
    """The canton that a call names, else the one that the scenario does."""
    if canton is not None or scenario is None:
        return canton_of(canton)
    file = scenario_of(scenario).file
    named = file.place_of("canton")
    return canton_of(None, file.canton, replace(named, source=Source(scenario)))


def _one(
    screen: Screen,
    portfolio: str,
    policy: Policy,
    scenario: str | None,
    on: date | None,
    measure: str,
    output: str | None,
) -> int:
    """Say who pays a single measure; no futures are drawn for that."""
    from iiz_rules.render.text.agenda import measure_name
    from iiz_rules.render.text.simulation import is_invented

    check_sheet(output)
    simulation = simulate_portfolio(
        Path(portfolio), policy, scenario_of(scenario).without_risk, on=on
    )
    answer = simulation.funding(measure)
    show(screen, answer)
    if output:
        name = measure_name(simulation.agenda, measure)
        save_sheet(screen, output, answer, name, invented=is_invented(simulation))
    return 0


def _write_bills(screen: Screen, billing: Billing, output: str | None) -> None:
    """Write all bills; as HTML or PDF, each bill into a file of its own as well."""
    if output is None or ending(output) != ".json":
        _write(screen, billing, output)
    else:
        save(screen, output, as_json(billing.to_dict()), private=True)
    if output and ending(output) in (".html", ".pdf"):
        for bearer, bill in billing.documents.items():
            file = Path(output)
            _write(screen, bill, str(file.with_stem(f"{file.stem}-{bearer}")))


def _write(screen: Screen, answer: Simulation | Billing | Bill, output: str | None) -> None:
    """Write the report as HTML or PDF, or the rows as CSV or Parquet, by the name of the file."""
    if output is None:
        return
    if ending(output) == ".html":
        save(screen, output, answer.to_html(screen.language), private=True)
    elif ending(output) == ".pdf":
        save(screen, output, answer.to_pdf(screen.language), private=True)
    elif not isinstance(answer, Bill):
        answer.save(output, screen.language)
        screen.written(output)
