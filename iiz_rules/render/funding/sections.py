"""The parts of a report, each from the numbers of the simulation."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from iiz_rules.findings.registry import message
from iiz_rules.language.dates import parse_date
from iiz_rules.render.formats import cleaned, day
from iiz_rules.render.funding.assumptions import lines, spread_label
from iiz_rules.render.funding.charts import budget_chart, fan_chart, tornado_chart, waterfall_chart
from iiz_rules.render.funding.figures import Figures, covered
from iiz_rules.render.funding.sentences import notes, sentences
from iiz_rules.render.funding.tables import figure, listed, table, turned
from iiz_rules.render.funding.words import counted, francs, percent, round_francs, say, whole_francs
from iiz_rules.render.markup import Markup, element
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.risk.statistics import Estimate
    from iiz_rules.portfolio.simulate import Simulation

MOST_LISTED = 200


def summary(simulation: "Simulation", found: Figures, language: Language) -> Markup:
    """Say in three sentences what there is to know."""
    told = sentences(simulation, found, language)
    text = element("div", *(element("p", one) for one in told), class_="summary")
    more = (element("p", one) for one in notes(found, language))
    return element("section", element("h2", say("part.summary", language)), text, *more)


def payers(simulation: "Simulation", found: Figures, language: Language) -> Markup:
    """Show who pays, as a picture and as a table."""
    portfolio = simulation.portfolio
    covers = portfolio.setting.covers
    rows = [
        (part.label, covered(covers[part.rule], language), francs(part.low), francs(part.high))
        for part in found.parts
    ]
    left = (say("left", language), "", francs(found.left.low), francs(found.left.high))
    heads = [say(f"column.{key}", language) for key in ("payer", "covers", "low", "high")]
    total = (say("cost.all", language), "", francs(found.cost), francs(found.cost))
    drawn = waterfall_chart(found, language)
    return element(
        "section",
        element("h2", say("part.payers", language)),
        figure(say("chart.waterfall", language), drawn),
        table(heads, [*rows, left], (2, 3), total),
    )


def risk(simulation: "Simulation", language: Language) -> Iterator[Markup]:
    """Show what the fund risks."""
    file = simulation.scenario.file
    if simulation.risk is None or file.fund is None or file.risk is None:
        return
    found, bars = simulation.risk.findings, simulation.risk.bars
    balance = int(file.fund.balance * 100)
    fan = fan_chart(found, simulation.portfolio.on, balance, language)
    parts = [
        element("h2", say("part.risk", language)),
        figure(say("chart.fan", language), fan),
        _numbers(simulation, language),
        figure(say("chart.budget", language), budget_chart(found, balance, language)),
        table(
            [say(f"column.{key}", language) for key in ("budget", "shortage", "error")],
            [(francs(one), *_share(share)) for one, share in found.budgets],
            (0, 1, 2),
        ),
    ]
    if bars:
        labels = [spread_label(simulation, one.path, language) for one in bars]
        drawn = tornado_chart(bars, labels, found.lowest.value, language)
        parts.append(figure(say("chart.tornado", language), drawn))
    yield element("section", *parts)


def _numbers(simulation: "Simulation", language: Language) -> Markup:
    assert simulation.risk is not None
    assert simulation.scenario.file.risk is not None
    found = simulation.risk.findings
    rows = [(say("risk.shortage", language), *_share(found.shortage))]
    for key in ("lowest", "lost", "outstanding"):
        rows.append((say(f"risk.{key}", language), *_amount(getattr(found, key), language)))
    for tail in found.tails:
        at_risk = say("risk.var", language, share=percent(tail.level))
        rows.append((at_risk, *_amount(tail.at_risk, language)))
        rows.append((say("risk.cvar", language), *_amount(tail.beyond, language)))
    heads = [say(f"column.{key}", language) for key in ("measure", "value", "error")]
    words = {"paths": counted(found.paths), "seed": simulation.scenario.file.risk.seed}
    note = say("risk.paths", language, needed=counted(found.needed), **words)
    return element("div", table(heads, rows, (1, 2)), element("p", note, class_="small"))


def _share(one: "Estimate") -> tuple[str, str]:
    return f"{one.value:.2%}".replace("%", "\u00a0%"), f"±{one.error:.2%}".replace("%", "\u00a0%")


def _amount(one: "Estimate", language: Language) -> tuple[str, str]:
    return round_francs(round(one.value), language), f"±{round_francs(round(one.error), language)}"


def totals(simulation: "Simulation", language: Language) -> Markup:
    """Show the sums by region, institution and month."""
    parts = [element("h2", say("part.totals", language))]
    low, high = simulation.portfolio.sums["left"]
    if low != high:
        parts.append(element("p", say("totals.sure", language), class_="small"))
    for by in ("region", "institution", "month"):
        frame = simulation.totals(by)
        if frame.is_empty():
            continue
        rows = [tuple(_cell(one, language) for one in row) for row in frame.rows()]
        heads = [
            say(f"by.{by}", language),
            *(turned(_head(simulation, one, language)) for one in frame.columns[1:]),
        ]
        columns = frame.columns[1:]
        sums = [_cell(sum(frame[one].to_list()), language) for one in columns]
        total = (say("column.all", language), *sums)
        parts.append(table(heads, rows, range(1, len(heads)), total))
    return element("section", *parts, class_="dense")


def _head(simulation: "Simulation", column: str, language: Language) -> str:
    rule = simulation.policy.program.rules.get(column)
    return rule.label[language] if rule else say(f"column.{column}", language)


def _cell(value: Any, language: Language) -> str:
    if value is None:
        return say("column.none", language)
    if isinstance(value, (int, str)):
        return cleaned(str(value))
    return whole_francs(value)


def assumptions(simulation: "Simulation", language: Language) -> Markup:
    """Say what was assumed: catalogues, readings, chances, and what the table itself lacks."""
    program = simulation.policy.program
    parts = [
        element("h2", say("part.assumptions", language)),
        listed(lines(simulation, language)),
    ]
    if program.catalogues:
        heads = [say(f"column.{key}", language) for key in ("catalogue", "source")]
        rows = [(one.label[language], _document(one, language)) for one in program.catalogues]
        parts.append(table(heads, rows))
    readings = [
        (
            f"{one.reading.id} {one.reading.label[language]}",
            one.reading.options[one.option][language],
        )
        for one in simulation.readings
    ]
    heads = [say(f"column.{key}", language) for key in ("reading", "option")]
    parts.append(table(heads, readings))
    return element("section", *parts)


def _document(one: Any, language: Language) -> str:
    words = [one.document[language]]
    if one.dated:
        words.append(say("dated", language, on=_day(one.dated, language)))
    if one.invented:
        words.append(say("invented.short", language))
    return ", ".join(words)


def _day(written: str, language: Language) -> str:
    found = parse_date(written)
    return day(found, language) if found else written


def left_out(simulation: "Simulation", language: Language) -> Iterator[Markup]:
    """List the rows that are left out, with the reason of each."""
    bad = simulation.portfolio.bad
    if not bad:
        return
    rows = [
        (str(one.row), cleaned(one.column), cleaned(message(one.finding, language)))
        for one in bad[:MOST_LISTED]
    ]
    heads = [say(f"column.{key}", language) for key in ("row", "column", "why")]
    parts = [element("h2", say("part.left-out", language)), table(heads, rows)]
    if len(bad) > MOST_LISTED:
        parts.append(element("p", say("more", language, n=len(bad) - MOST_LISTED)))
    yield element("section", *parts)
