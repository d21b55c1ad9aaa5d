"""What a simulation comes to: its sums, and what it says in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iiz_rules.language.model.scenario import value_of
from iiz_rules.words.formats import (
    amount,
    grouped,
    month,
    percent,
    round_francs,
    whole_francs,
)
from iiz_rules.words.say import printed, say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.language.program.money import Coverage
    from iiz_rules.portfolio.simulate import FundRisk, Simulation

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
        """How much of the cost is not surely anybody's yet, and not surely uncovered."""
        return self.cost.high - self.left.low - sum(payer.low for payer in self.parts)


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


def sentences(simulation: "Simulation", language: Language) -> Iterator[str]:
    """What the fund risks, in a few sentences."""
    if simulation.risk and simulation.scenario.file.risk:
        yield _shortage(simulation, simulation.risk, language)
        lost, tail = simulation.risk.alone.lost, simulation.risk.alone.tails[0]
        mean, at_risk = (round_francs(round(n.value)) for n in (lost, tail.at_risk))
        yield printed("funding.sum.lost", language, mean=mean, risk=at_risk)


def notes(sums: PortfolioSums, language: Language) -> Iterator[str]:
    """What is not yet known, and what is not counted."""
    if sums.opened:
        yield printed("funding.sum.open", language, opened=round_francs(sums.opened))
    if sums.left_out:
        yield counted("funding.sum.left-out", sums.left_out, language)


def who_pays(simulation: "Simulation", sums: PortfolioSums, language: Language) -> str:
    """What the portfolio costs, and how much of it comes to the fund, in one sentence."""
    words: dict[str, Any] = {
        "cost": between(sums.cost.low, sums.cost.high, language),
        "left": between(sums.left.low, sums.left.high, language),
    }
    fund = simulation.scenario.file.fund
    if fund is None:
        return counted("funding.sum.plain", sums.rows, language, **words)
    payers = simulation.portfolio.waterfall.payers
    rules = {payer.rule for payer in payers if payer.actor == fund.payer}
    ours = [payer for payer in sums.parts if payer.rule in rules]
    low, high = sum(payer.low for payer in ours), sum(payer.high for payer in ours)
    words["fund"] = between(low, high, language)
    return counted("funding.sum.pays", sums.rows, language, **words)


def counted(key: str, n: int, language: Language, **gaps: object) -> str:
    """A text for one or for many, with the number in it."""
    return printed(f"{key}.one" if n == 1 else key, language, n=grouped(n), **gaps)


def between(low: Rappen, high: Rappen, language: Language) -> str:
    """An amount in whole francs, or the two between which it lies."""
    most = round_francs(high)
    if low == high:
        return most
    return printed("funding.between", language, low=whole_francs(low), high=most)


def _shortage(simulation: "Simulation", risk: "FundRisk", language: Language) -> str:
    """How likely it is that the fund runs short: by this portfolio, and with what may come."""
    assumed, when = simulation.scenario.file.risk, ""
    first = risk.findings.first
    if any(first):
        likeliest = max(range(len(first)), key=first.__getitem__)
        on = month(simulation.portfolio.on, likeliest, language)
        when = printed("funding.sum.when", language, month=on)
    words: dict[str, Any] = {"months": len(first), "when": when}
    words["share"] = percent(risk.findings.shortage.value)
    if assumed is None or assumed.arrivals is None:
        return printed("funding.sum.shortage", language, **words)
    per_month = f"{value_of(assumed.arrivals.per_month):g}"
    words |= {"alone": percent(risk.alone.shortage.value), "per_month": per_month}
    return printed("funding.sum.shortage.alone", language, **words)


def bend(simulation: "Simulation", risk: "FundRisk", language: Language) -> str:
    """Why the curve of the balance turns where the portfolio ends; nothing where it does not."""
    if risk.exposure.last + 1 >= len(risk.findings.mean):
        return ""
    key = "sum.bend" if risk.assumed else "sum.bend.none"
    on = month(simulation.portfolio.on, risk.exposure.last, language)
    return printed(f"funding.{key}", language, month=on)
