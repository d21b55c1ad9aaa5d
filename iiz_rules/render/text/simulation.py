"""What a simulation comes to: its sums, in sentences and on a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from iiz_rules.findings.registry import message
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.values import cleaned
from iiz_rules.words.formats import amount, francs, grouped, month, percent, round_francs, written
from iiz_rules.words.say import printed, say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.language.program.money import Coverage
    from iiz_rules.portfolio.portfolio import Portfolio
    from iiz_rules.portfolio.risk.statistics import RiskFigures
    from iiz_rules.portfolio.rows import BadRow
    from iiz_rules.portfolio.simulate import Simulation

MOST_LISTED = 10
Rappen = int


@dataclass(frozen=True)
class PayerSum:
    """What one payer pays of the portfolio, at least and at most; or what nobody pays."""

    rule: str
    label: str
    low: Rappen
    high: Rappen


@dataclass(frozen=True)
class PortfolioSums:
    """The sums of a portfolio."""

    rows: int
    left_out: int
    cost: PayerSum
    parts: tuple[PayerSum, ...]
    left: PayerSum

    @property
    def opened(self) -> Rappen:
        """How much may still go one way or the other."""
        return max((payer.high - payer.low for payer in self.parts), default=0)


def portfolio_sums(simulation: "Simulation", language: Language) -> PortfolioSums:
    """The sums of a simulation, taken from it once; sentences, tables and charts share them."""
    portfolio = simulation.portfolio
    rules = portfolio.setting.program.rules
    parts = tuple(
        PayerSum(payer.rule, rules[payer.rule].label[language], *portfolio.sums[payer.rule])
        for payer in portfolio.waterfall.payers
    )
    left = PayerSum("left", printed("funding.left", language), *portfolio.sums["left"])
    low, high = portfolio.rows.select(low=portfolio.costs[0].sum(), high=portfolio.costs[1].sum())
    whole = printed("funding.cost.all", language)
    cost = PayerSum("cost", whole, int(low.item()), int(high.item()))
    rows = portfolio.rows.height
    return PortfolioSums(rows, portfolio.total - rows, cost, parts, left)


def covered(covers: "Coverage", language: Language) -> str:
    """Say how much a payer covers."""
    share = f"{(covers.share * 100).normalize():f}"
    of = say("funding.covers.whole" if covers.whole else "funding.covers.left", language)
    key = "full" if covers.share == 1 and not covers.whole else "share"
    words = say(f"funding.covers.{key}", language, share=share, of=of)
    if covers.cap is not None:
        words += ", " + say("funding.covers.cap", language, cap=amount(covers.cap))
    return words


def is_invented(simulation: "Simulation") -> bool:
    """Whether the scenario, or a catalogue, is invented."""
    catalogues = simulation.policy.program.catalogues
    return simulation.scenario.file.invented or any(catalogue.invented for catalogue in catalogues)


def sentences(simulation: "Simulation", sums: PortfolioSums, language: Language) -> Iterator[str]:
    """Who pays, and what the fund risks, in a few sentences."""
    yield _who_pays(simulation, sums, language)
    if simulation.risk and simulation.scenario.file.risk:
        months = simulation.scenario.file.risk.months
        yield _shortage(simulation.risk.findings, simulation.portfolio.on, months, language)
        lost, tail = simulation.risk.findings.lost, simulation.risk.findings.tails[0]
        mean, at_risk = (round_francs(round(n.value)) for n in (lost, tail.at_risk))
        yield printed("funding.sum.lost", language, mean=mean, risk=at_risk)


def notes(sums: PortfolioSums, language: Language) -> Iterator[str]:
    """What is not yet known, and what is not counted."""
    if sums.opened:
        yield printed("funding.sum.open", language, opened=round_francs(sums.opened))
    if sums.left_out:
        yield printed("funding.sum.left-out", language, n=sums.left_out)


def _who_pays(simulation: "Simulation", sums: PortfolioSums, language: Language) -> str:
    words: dict[str, Any] = {
        "rows": grouped(sums.rows),
        "cost": _between(sums.cost.low, sums.cost.high, language),
        "left": _between(sums.left.low, sums.left.high, language),
    }
    fund = simulation.scenario.file.fund
    if fund is None:
        return printed("funding.sum.plain", language, **words)
    payers = simulation.portfolio.waterfall.payers
    rules = {payer.rule for payer in payers if payer.actor == fund.payer}
    ours = [payer for payer in sums.parts if payer.rule in rules]
    low, high = sum(payer.low for payer in ours), sum(payer.high for payer in ours)
    return printed("funding.sum.pays", language, fund=_between(low, high, language), **words)


def _between(low: Rappen, high: Rappen, language: Language) -> str:
    least, most = round_francs(low), round_francs(high)
    return least if low == high else printed("funding.between", language, low=least, high=most)


def _shortage(risk: "RiskFigures", start: date, months: int, language: Language) -> str:
    when = ""
    if any(risk.first):
        likeliest = max(range(len(risk.first)), key=risk.first.__getitem__)
        when = printed("funding.sum.when", language, month=month(start, likeliest))
    share = percent(risk.shortage.value)
    return printed("funding.sum.shortage", language, months=months, share=share, when=when)


def summary_text(simulation: "Simulation", paper: Paper) -> str:
    """The essentials of a simulation, for a terminal."""
    language = paper.language
    sums = portfolio_sums(simulation, language)
    told = [*sentences(simulation, sums, language), *notes(sums, language)]
    lines = [
        *_head(simulation, paper),
        "",
        *(line for sentence in told for line in paper.lines(sentence)),
        "",
        *_table(sums, paper),
        *_budgets(simulation, paper),
        *_left_out(simulation.portfolio, paper),
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


def _left_out(portfolio: "Portfolio", paper: Paper) -> Iterator[str]:
    if portfolio.bad:
        yield ""
        yield from paper.lines(paper.say("funding.part.left-out"))
    for row in portfolio.bad[:MOST_LISTED]:
        yield from paper.lines(left_out_words(row, paper.language))
    if len(portfolio.bad) > MOST_LISTED:
        rest = grouped(len(portfolio.bad) - MOST_LISTED)
        yield from paper.lines(paper.say("funding.more", n=rest))


def left_out_words(row: "BadRow", language: Language) -> str:
    """A row that is left out: its number, its column, what is wrong."""
    column = f", {cleaned(row.column)}" if row.column else ""
    reason = cleaned(message(row.finding, language))
    where = f"{printed('funding.column.row', language)} {row.row}{column}"
    return printed("answers.colon", language, label=where, value=reason)
