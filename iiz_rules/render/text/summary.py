"""A simulation on a terminal: the essentials of the report."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from iiz_rules.render.text.agenda import (
    balance_sentences,
    ballot_rows,
    decided_sentences,
    vote_sentences,
)
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.left_out import left_out_lines
from iiz_rules.render.text.simulation import (
    PortfolioSums,
    is_invented,
    notes,
    portfolio_sums,
    sentences,
    who_pays,
)
from iiz_rules.words.formats import francs, percent, written
from iiz_rules.words.say import printed

if TYPE_CHECKING:
    from iiz_rules.portfolio.simulate import Simulation


def summary_text(simulation: "Simulation", paper: Paper) -> str:
    """The essentials of a simulation, for a terminal."""
    language = paper.language
    sums = portfolio_sums(simulation, language)
    told = [
        *vote_sentences(simulation, language),
        *balance_sentences(simulation, language),
        *sentences(simulation, language),
        who_pays(simulation, sums, language),
        *notes(sums, language),
        *decided_sentences(simulation, language),
    ]
    lines = [
        *_head(simulation, paper),
        "",
        *(line for sentence in told for line in paper.lines(sentence)),
        "",
        *_ballots(simulation, paper),
        *_table(sums, paper),
        *_budgets(simulation, paper),
        *left_out_lines(simulation.portfolio.bad, paper),
    ]
    return "\n".join(lines)


def _head(simulation: "Simulation", paper: Paper) -> Iterator[str]:
    language = paper.language
    scenario = getattr(simulation.scenario.file.label, language)
    on = written(simulation.portfolio.on, language)
    where = simulation.policy.program.label[language]
    line = printed("funding.line", language, scenario=scenario, on=on)
    yield from paper.lines(f"{where} · {line}")
    if is_invented(simulation):
        yield from paper.lines(paper.say("funding.invented"))


def _ballots(simulation: "Simulation", paper: Paper) -> Iterator[str]:
    """What is put to the vote, kind by kind."""
    if simulation.agenda.all.rows:
        heads = (paper.say(f"funding.column.{key}") for key in ("rows", "low", "high"))
        yield paper.row("", *heads)
        for row in ballot_rows(simulation.agenda, paper.language):
            yield paper.row(*row)
        yield ""


def _table(sums: PortfolioSums, paper: Paper) -> Iterator[str]:
    yield paper.row("", *(paper.say(f"funding.column.{key}") for key in ("low", "high")))
    for payer in (*sums.parts, sums.left):
        yield paper.row(payer.label, francs(payer.low), francs(payer.high))


def _budgets(simulation: "Simulation", paper: Paper) -> Iterator[str]:
    if simulation.risk:
        heads = (paper.say(f"funding.column.{key}") for key in ("budget", "shortage"))
        yield ""
        yield paper.row("", *heads)
        for budget, shortage in simulation.risk.findings.budgets:
            yield paper.row("", francs(budget), percent(shortage.value))
