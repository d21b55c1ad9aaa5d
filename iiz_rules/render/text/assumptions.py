"""What a scenario assumes, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from iiz_rules.language.model.scenario import Answers
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.render.text.values import cleaned, code_words
from iiz_rules.words.formats import amount, percent
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language


def lines(simulation: Simulation, language: Language) -> Iterator[str]:
    """What is assumed, a line for each."""
    file, portfolio = simulation.scenario.file, simulation.portfolio
    if file.note:
        yield getattr(file.note, language)
    if any(payer.routes for payer in portfolio.waterfall.payers):
        yield from answers_words(file.answers, language)
    if file.fund:
        inflow = ""
        if file.fund.inflow:
            key = f"assume.inflow.{file.fund.inflow.every}"
            inflow = printed(f"funding.{key}", language, amount=amount(file.fund.inflow.amount))
        yield printed(
            "funding.assume.balance", language, balance=amount(file.fund.balance), inflow=inflow
        )
    for path, spread in file.spreads():
        words = {
            key: spread_words(path, getattr(spread, key), language)
            for key in ("value", "low", "high")
        }
        what = spread_label(simulation, path, language)
        yield printed("funding.assume.spread", language, what=what, **words)
    for fact, odds in ((file.risk.open if file.risk else None) or {}).items():
        if fact in simulation.policy.program.facts:
            yield _odds(simulation, fact, odds, language)
    yield from _table(simulation, language)


def answers_words(answers: Answers | None, language: Language) -> Iterator[str]:
    """What is assumed of the body's answers."""
    assumed = answers or Answers()
    yield printed(f"funding.assume.answers.{assumed.yes_to}", language)
    if assumed.up_to is not None:
        yield printed("funding.assume.answers.up-to", language, amount=amount(assumed.up_to))
    if assumed.probability < 1:
        share = percent(assumed.probability)
        yield printed("funding.assume.answers.drawn", language, share=share)


def _odds(simulation: Simulation, name: str, odds: Any, language: Language) -> str:
    fact = simulation.policy.program.facts[name]
    if isinstance(odds, Mapping):
        shares = ((code_words(fact, code, language), share) for code, share in odds.items())
        words = ", ".join(f"{label} {percent(float(str(share)))}" for label, share in shares)
    else:
        words = printed("funding.assume.yes", language, share=percent(float(str(odds))))
    return printed("funding.assume.open", language, fact=fact.label[language], odds=words)


def _table(simulation: Simulation, language: Language) -> Iterator[str]:
    portfolio = simulation.portfolio
    for key in ("prudent", "beyond"):
        if simulation.risk and (n := getattr(simulation.risk.exposure, key)):
            yield printed(f"funding.assume.{key}", language, n=n)
    if portfolio.ignored:
        columns = ", ".join(map(cleaned, portfolio.ignored))
        yield printed("funding.assume.ignored", language, columns=columns)
    if portfolio.unlisted:
        fact = simulation.policy.program.facts[portfolio.waterfall.kind or ""]
        names = ", ".join(code_words(fact, name, language) for name in portfolio.unlisted)
        yield printed("funding.assume.unlisted", language, names=names)


def spread_label(simulation: Simulation, path: tuple[str, ...], language: Language) -> str:
    """Name a number with limits by its path."""
    of = ""
    if path[0] == "by_payer":
        known = simulation.policy.program.actors.get(path[1])
        of = printed("funding.of", language, who=known[language] if known else path[1])
        path = ("repayment", *path[2:])
    return printed(f"funding.spread.{'.'.join(path)}", language, of=of)


def spread_words(path: tuple[str, ...], value: float, language: Language) -> str:
    """Write a number with limits in its unit: a share, months, measures a month."""
    if "after" in path:
        return printed("funding.unit.months", language, n=f"{value:g}")
    if "arrivals" in path:
        return printed("funding.unit.per-month", language, n=f"{value:g}")
    return percent(value)
