"""The report for the table of a commission: what stands in it. How it stands: `report.html`."""

from collections.abc import Iterator
from typing import Any

from iiz_rules.findings.registry import message
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.money import Catalogue
from iiz_rules.portfolio.risk.statistics import Estimate, RiskFigures
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.render.charts.fund import budget_chart, fan_chart, tornado_chart, waterfall_chart
from iiz_rules.render.html.page import PageTable, page
from iiz_rules.render.text.assumptions import lines, spread_label
from iiz_rules.render.text.simulation import (
    PortfolioSums,
    covered,
    is_invented,
    notes,
    portfolio_sums,
    sentences,
)
from iiz_rules.render.text.values import cleaned, edition_words
from iiz_rules.words.formats import francs, grouped, percent, round_francs, whole_francs, written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

MOST_LISTED = 200


def report(simulation: Simulation, language: Language) -> str:
    """The report as one HTML page."""
    program, sums = simulation.policy.program, portfolio_sums(simulation, language)
    scenario, on = simulation.scenario.file, simulation.portfolio.on
    return page(
        "report",
        language,
        where=program.label[language],
        title=printed("funding.report" if simulation.risk else "funding.report.plain", language),
        scenario=getattr(scenario.label, language),
        on=written(on, language),
        invented=is_invented(simulation),
        program=program,
        edition=edition_words(program, language),
        sentences=[*sentences(simulation, sums, language)],
        notes=[*notes(sums, language)],
        waterfall=waterfall_chart(sums, language),
        payers=_payers(simulation, sums, language),
        risk=_risk(simulation, language),
        unsure=len(set(simulation.portfolio.sums["left"])) > 1,
        totals=[*_totals(simulation, language)],
        assumptions=[*lines(simulation, language)],
        catalogues=_catalogues(simulation, language),
        interpretations=_interpretations(simulation, language),
        left_out=_left_out(simulation, language),
        more=max(len(simulation.portfolio.bad) - MOST_LISTED, 0),
    )


def _heads(keys: tuple[str, ...], language: Language) -> list[str]:
    return [printed(f"funding.column.{key}", language) for key in keys]


def _payers(simulation: Simulation, sums: PortfolioSums, language: Language) -> PageTable:
    covers = simulation.portfolio.setting.covers
    rows = []
    for part in (*sums.parts, sums.left):
        share = "" if part is sums.left else covered(covers[part.rule], language)
        rows.append((part.label, share, francs(part.low), francs(part.high)))
    heads = _heads(("payer", "covers", "low", "high"), language)
    cost = (sums.cost.label, "", francs(sums.cost.low), francs(sums.cost.high))
    return PageTable(heads, rows, (2, 3), cost)


def _risk(simulation: Simulation, language: Language) -> dict[str, Any] | None:
    """What the fund risks, in pictures and tables; None where the scenario says nothing of it."""
    file = simulation.scenario.file
    if simulation.risk is None or file.fund is None or file.risk is None:
        return None
    risk, swings = simulation.risk.findings, simulation.risk.bars
    balance = int(file.fund.balance * 100)
    labels = [spread_label(simulation, swing.path, language) for swing in swings]
    lowest = risk.lowest.value
    budgets = [(francs(budget), *_share(shortage)) for budget, shortage in risk.budgets]
    heads = _heads(("budget", "shortage", "error"), language)
    return {
        "fan": fan_chart(risk, simulation.portfolio.on, balance, language),
        "numbers": _numbers(risk, language),
        "paths": grouped(risk.paths),
        "needed": grouped(risk.needed),
        "seed": file.risk.seed,
        "budget": budget_chart(risk, balance),
        "budgets": PageTable(heads, budgets, (0, 1, 2)),
        "tornado": tornado_chart(swings, labels, lowest, language) if swings else None,
    }


def _numbers(risk: RiskFigures, language: Language) -> PageTable:
    rows = [(printed("funding.risk.shortage", language), *_share(risk.shortage))]
    for key in ("lowest", "lost", "outstanding"):
        rows.append((printed(f"funding.risk.{key}", language), *_amount(getattr(risk, key))))
    for tail in risk.tails:
        at_risk = printed("funding.risk.var", language, share=percent(tail.level))
        rows.append((at_risk, *_amount(tail.at_risk)))
        rows.append((printed("funding.risk.cvar", language), *_amount(tail.beyond)))
    return PageTable(_heads(("measure", "value", "error"), language), rows, (1, 2))


def _share(estimate: Estimate) -> tuple[str, str]:
    value, error = (f"{n:.2%}".replace("%", "\u00a0%") for n in (estimate.value, estimate.error))
    return value, f"±{error}"


def _amount(estimate: Estimate) -> tuple[str, str]:
    value, error = (round_francs(round(n)) for n in (estimate.value, estimate.error))
    return value, f"±{error}"


def _totals(simulation: Simulation, language: Language) -> Iterator[PageTable]:
    for by in ("region", "institution", "month"):
        frame = simulation.totals(by)
        if frame.is_empty():
            continue
        rows = [[_cell(value, language) for value in row] for row in frame.rows()]
        _, *columns = frame.columns
        heads = (_column(simulation, column, language) for column in columns)
        sums = (_cell(sum(frame[column].to_list()), language) for column in columns)
        yield PageTable(
            [printed(f"funding.by.{by}", language), *heads],
            rows,
            range(1, len(frame.columns)),
            [printed("funding.column.all", language), *sums],
            turned=True,
        )


def _column(simulation: Simulation, column: str, language: Language) -> str:
    rule = simulation.policy.program.rules.get(column)
    return rule.label[language] if rule else printed(f"funding.column.{column}", language)


def _cell(value: Any, language: Language) -> str:
    if value is None:
        return printed("funding.column.none", language)
    if isinstance(value, (int, str)):
        return cleaned(str(value))
    return whole_francs(int(value * 100))


def _catalogues(simulation: Simulation, language: Language) -> PageTable | None:
    catalogues = simulation.policy.program.catalogues
    rows = [(catalogue.label[language], _document(catalogue, language)) for catalogue in catalogues]
    return PageTable(_heads(("catalogue", "source"), language), rows) if rows else None


def _document(catalogue: Catalogue, language: Language) -> str:
    words = [catalogue.document[language]]
    if catalogue.dated:
        dated = parse_date(catalogue.dated)
        on = written(dated, language) if dated else catalogue.dated
        words.append(printed("funding.dated", language, on=on))
    if catalogue.invented:
        words.append(printed("funding.invented.short", language))
    return ", ".join(words)


def _interpretations(simulation: Simulation, language: Language) -> PageTable:
    used = [(one.reading, one.reading.options[one.option]) for one in simulation.readings]
    rows = [(f"{one.id} {one.label[language]}", option[language]) for one, option in used]
    return PageTable(_heads(("reading", "option"), language), rows)


def _left_out(simulation: Simulation, language: Language) -> PageTable | None:
    rows = [
        (str(row.row), cleaned(row.column), cleaned(message(row.finding, language)))
        for row in simulation.portfolio.bad[:MOST_LISTED]
    ]
    return PageTable(_heads(("row", "column", "why"), language), rows) if rows else None
