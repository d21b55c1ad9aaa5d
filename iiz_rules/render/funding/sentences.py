"""What a simulation comes to, in a few sentences; for the terminal as well, which draws nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from iiz_rules.render.funding.figures import Figures
from iiz_rules.render.funding.words import counted, month_words, percent, round_francs
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.simulate import Simulation


def is_invented(simulation: "Simulation") -> bool:
    """Whether the scenario, or a catalogue, is invented."""
    catalogues = simulation.policy.program.catalogues
    return simulation.scenario.file.invented or any(one.invented for one in catalogues)


def sentences(simulation: "Simulation", found: Figures, language: Language) -> Iterator[str]:
    """Say who pays, and what the fund risks."""
    yield _who_pays(simulation, found, language)
    yield from _risks(simulation, language)


def notes(found: Figures, language: Language) -> Iterator[str]:
    """Say what is not yet known, and what is not counted."""
    if found.opened:
        yield printed("funding.sum.open", language, opened=round_francs(found.opened, language))
    if found.left_out:
        yield printed("funding.sum.left-out", language, n=found.left_out)


def _who_pays(simulation: "Simulation", found: Figures, language: Language) -> str:
    left = found.left
    words: dict[str, Any] = {
        "rows": counted(found.rows),
        "cost": round_francs(found.cost, language),
        "left": _between(left.low, left.high, language),
    }
    fund = simulation.scenario.file.fund
    if fund is None:
        return printed("funding.sum.plain", language, **words)
    rules = {one.rule for one in simulation.portfolio.waterfall.payers if one.actor == fund.payer}
    ours = [one for one in found.parts if one.rule in rules]
    low, high = sum(one.low for one in ours), sum(one.high for one in ours)
    return printed("funding.sum.pays", language, fund=_between(low, high, language), **words)


def _between(low: int, high: int, language: Language) -> str:
    if low == high:
        return round_francs(low, language)
    words = {"low": round_francs(low, language), "high": round_francs(high, language)}
    return printed("funding.between", language, **words)


def _risks(simulation: "Simulation", language: Language) -> Iterator[str]:
    if simulation.risk is None:
        return
    found, risk = simulation.risk.findings, simulation.scenario.file.risk
    assert risk is not None
    when = ""
    if any(found.first):
        month = max(range(len(found.first)), key=found.first.__getitem__)
        when = printed(
            "funding.sum.when", language, month=month_words(simulation.portfolio.on, month)
        )
    share = percent(found.shortage.value)
    yield printed("funding.sum.shortage", language, months=risk.months, share=share, when=when)
    words = {
        "mean": round_francs(round(found.lost.value), language),
        "risk": round_francs(round(found.tails[0].at_risk.value), language),
    }
    yield printed("funding.sum.lost", language, **words)
