"""The content of the report for a commission; its layout is `report.html`."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from iiz_rules.findings.registry import message
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.money import Catalogue
from iiz_rules.portfolio.risk.statistics import Estimate, RiskFigures
from iiz_rules.portfolio.simulate import FundRisk, Simulation
from iiz_rules.render.charts.fund import budget_chart, fan_chart, tornado_chart, waterfall_chart
from iiz_rules.render.charts.vega import PHONE, WIDTH
from iiz_rules.render.html.page import PageTable, page
from iiz_rules.render.text.agenda import (
    answered_rows,
    balance_sentences,
    ballot_rows,
    decided_sentences,
    effect_rows,
    hanging,
    kind_words,
    lacking_words,
    motion_words,
    repaid_sentence,
    repayer_words,
    route_words,
    vote_sentences,
    who_sentence,
    without_effect,
)
from iiz_rules.render.text.assumptions import lines, spread_label, spread_words
from iiz_rules.render.text.simulation import (
    PortfolioSums,
    bend,
    covered,
    is_invented,
    notes,
    portfolio_sums,
    sentences,
    who_pays,
)
from iiz_rules.render.text.values import SENTENCE, cleaned, code_words, edition_words
from iiz_rules.words.formats import (
    francs,
    grouped,
    month,
    percent,
    round_francs,
    whole_francs,
    written,
)
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

MOST_LISTED = 200
MOST_MOVING = 10


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
        vote=[*vote_sentences(simulation, language)],
        sentences=[*balance_sentences(simulation, language), *sentences(simulation, language)],
        notes=[
            who_pays(simulation, sums, language),
            *notes(sums, language),
            *decided_sentences(simulation, language),
        ],
        agenda=_agenda(simulation, language),
        opened=_opened(simulation, sums, language),
        waterfall=_both(lambda width: waterfall_chart(sums, language, width)),
        payers=_payers(simulation, sums, language),
        risk=_risk(simulation, language),
        totals=[*_totals(simulation, language)],
        assumptions=[*lines(simulation, language)],
        catalogues=_catalogues(simulation, language),
        left_out=left_out_table(simulation, language),
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
    heads = _heads(("payer", "covers", "low-chf", "high-chf"), language)
    cost = (sums.cost.label, "", francs(sums.cost.low), francs(sums.cost.high))
    return PageTable(heads, rows, (2, 3), cost)


def _risk(simulation: Simulation, language: Language) -> dict[str, Any] | None:
    """What the fund risks, in pictures and tables; None where the scenario says nothing of it."""
    file = simulation.scenario.file
    of = simulation.risk
    if of is None or file.fund is None or file.risk is None:
        return None
    risk, swings = of.findings, of.bars
    balance = int(file.fund.balance * 100)
    labels = [spread_label(simulation, swing.path, language) for swing in swings]
    lowest = risk.lowest.value
    limits = [
        (
            spread_words(swing.path, swing.low, language),
            spread_words(swing.path, swing.high, language),
        )
        for swing in swings
    ]
    budgets = [(francs(budget), *_share(shortage)) for budget, shortage in risk.budgets]
    start = simulation.portfolio.on
    heads = _heads(("budget", "shortage", "error"), language)
    return {
        "assumed": of.assumed,
        "fan": _both(lambda width: fan_chart(of, start, balance, language, width)),
        "bend": bend(simulation, of, language),
        "numbers": _numbers(of, language),
        "paths": grouped(risk.paths),
        "seed": file.risk.seed,
        "budget": _both(lambda width: budget_chart(risk, balance, language, width)),
        "budgets": PageTable(heads, budgets, (0, 1, 2)),
        "tornado": _both(
            lambda width: tornado_chart(swings, labels, limits, lowest, language, width)
        )
        if swings
        else None,
        "own": _own(simulation, of, language),
    }


def _own(simulation: Simulation, risk: FundRisk, language: Language) -> PageTable | None:
    """The measures that move the risk most, each by itself."""
    moving = [one for one in risk.own if one.lost or one.shortage][:MOST_MOVING]
    if not moving:
        return None
    rows = []
    for measure in moving:
        row = simulation.agenda.told(measure.row)
        case = cleaned(row.get("id") or str(measure.row))
        share = f"{measure.shortage * 100:.1f}"
        what = kind_words(simulation.agenda, row, language)
        rows.append((case, what, whole_francs(round(measure.lost)), share))
    heads = [printed(f"funding.column.{key}", language) for key in ("case", "kind")]
    heads += [printed(f"funding.own.{key}", language) for key in ("lost", "shortage")]
    return PageTable(heads, rows, (2, 3))


def _both(draw: Callable[[int], Markup]) -> tuple[Markup, Markup]:
    """A picture for the width of a page, and one for a phone."""
    return draw(WIDTH), draw(PHONE)


def _numbers(risk: FundRisk, language: Language) -> PageTable:
    """What was found: of this portfolio alone, and with what is assumed to come."""
    columns = [dict(_found(risk.alone, language))]
    keys = ["measure", "value", "error"]
    if risk.assumed:
        columns.append(dict(_found(risk.findings, language)))
        keys = ["measure", "alone", "error", "assumed", "error"]
    rows = [(name, *(cell for column in columns for cell in column[name])) for name in columns[0]]
    return PageTable(_heads(tuple(keys), language), rows, range(1, len(keys)))


def _found(risk: RiskFigures, language: Language) -> Iterator[tuple[str, tuple[str, str]]]:
    yield printed("funding.risk.shortage", language), _share(risk.shortage)
    for key in ("lowest", "lost", "outstanding"):
        yield printed(f"funding.risk.{key}", language), _amount(getattr(risk, key))
    for tail in risk.tails:
        share, rest = percent(tail.level), percent(1 - tail.level)
        yield printed("funding.risk.var", language, share=share), _amount(tail.at_risk)
        yield printed("funding.risk.cvar", language, share=rest), _amount(tail.beyond)


def _agenda(simulation: Simulation, language: Language) -> dict[str, Any] | None:
    """What is put to the vote, kind by kind, and what other readings would change of it."""
    agenda = simulation.agenda
    if not agenda.all.rows:
        return None
    effects = simulation.effects
    *ballots, whole = ballot_rows(agenda, language)
    answered = _heads(("payer", "yes-to-all", "no-to-all"), language)
    hangs = hanging(effects, language)
    return {
        "ballots": PageTable(
            _heads(("decision", "rows", "low-chf", "high-chf"), language), ballots, (1, 2, 3), whole
        ),
        "answered": PageTable(answered, answered_rows(agenda, language), (1, 2)),
        "groups": [
            _group(simulation, ballot.route, hangs, language)
            for ballot in agenda.ballots
            if ballot.route in simulation.portfolio.setting.program.rules
        ],
        "readings": PageTable(
            _heads(("reading", "option", "otherwise", "rows", "sure", "high-chf"), language),
            effect_rows(effects, language),
            (3, 4, 5),
        ),
        "rest": without_effect(simulation.readings, effects, language),
    }


def _group(
    simulation: Simulation, route: str, hangs: Mapping[int, str], language: Language
) -> dict[str, Any]:
    """The measures of one kind of decision."""
    agenda = simulation.agenda
    advance = route in simulation.portfolio.waterfall.repaid_by
    keys = ["case", "office", "kind", "day", "amount", "hangs-on"]
    if advance:
        keys.insert(5, "repaid-by")
    listed = [row for row in agenda.frame.iter_rows(named=True) if row["route"] == route]
    rows = []
    for row in listed[:MOST_LISTED]:
        cells = [*motion_words(agenda, row, language), francs(row["high"])]
        if advance:
            cells.append(repayer_words(agenda, row, language))
        rows.append([*cells, hangs.get(row["row"], "")])
    sums = [printed("funding.route.all", language), *[""] * (len(keys) - 1)]
    sums[4] = francs(sum(row["high"] for row in listed))
    sentences = [who_sentence(simulation, route, language)]
    if advance:
        sentences.append(repaid_sentence(simulation, language))
    return {
        "name": route_words(agenda, route, language),
        "sentences": list(filter(None, sentences)),
        "table": PageTable(_heads(tuple(keys), language), rows, (4,), sums),
        "more": max(len(listed) - MOST_LISTED, 0),
    }


def _opened(
    simulation: Simulation, sums: PortfolioSums, language: Language
) -> dict[str, Any] | None:
    """The measures of which it is open who pays: what is missing, and who knows it."""
    agenda = simulation.agenda
    listed = agenda.opened.to_dicts()
    if not listed:
        return None
    rows = [
        (
            *motion_words(agenda, row, language),
            francs(row["opened"]),
            francs(row["high"] - row["low"]),
            *lacking_words(agenda, row["row"], language),
        )
        for row in listed[:MOST_LISTED]
    ]
    fund = sum(row["high"] - row["low"] for row in listed)
    keys = ("case", "office", "kind", "day", "opened", "fund", "lacks", "who-knows")
    whole = [printed("funding.route.all", language), "", "", ""]
    whole += [francs(sums.opened), francs(fund), "", ""]
    words = {"opened": round_francs(sums.opened), "fund": round_francs(fund)}
    return {
        "lead": printed("funding.open.lead", language, **words),
        "table": PageTable(_heads(keys, language), rows, (4, 5), whole),
        "more": max(len(listed) - MOST_LISTED, 0),
    }


def _share(estimate: Estimate) -> tuple[str, str]:
    return percent(estimate.value), f"±{estimate.error * 100:.1f}\u00a0%"


def _amount(estimate: Estimate) -> tuple[str, str]:
    value, error = (round_francs(round(n)) for n in (estimate.value, estimate.error))
    return value, f"±{error}"


def _totals(simulation: Simulation, language: Language) -> Iterator[PageTable]:
    for by in ("region", "institution", "month"):
        frame = simulation.totals(by)
        if frame.is_empty():
            continue
        rows = [[_cell(value, language) for value in row] for row in frame.rows()]
        if by == "month":
            for row in rows:
                row[0] = _month(row[0], language)
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


def _month(written: str, language: Language) -> str:
    """A month by its name; months are data as `03.2026`."""
    of_year, year = map(int, written.split("."))
    return month(date(year, of_year, 1), 0, language)


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
    rows = [
        (
            catalogue.label[language],
            _listed(simulation, catalogue, language),
            _document(catalogue, language),
        )
        for catalogue in catalogues
    ]
    return PageTable(_heads(("catalogue", "listed", "source"), language), rows) if rows else None


def _listed(simulation: Simulation, catalogue: Catalogue, language: Language) -> str:
    """The measures of a catalogue, by name."""
    kind = simulation.portfolio.waterfall.kind
    assert kind is not None  # what a catalogue lists is told by a fact
    fact = simulation.policy.program.facts[kind]
    return ", ".join(code_words(fact, code, language) for code in catalogue.measures)


def _document(catalogue: Catalogue, language: Language) -> str:
    words = [catalogue.document[language]]
    if catalogue.dated:
        dated = parse_date(catalogue.dated)
        on = written(dated, language) if dated else catalogue.dated
        words.append(printed("funding.dated", language, on=on))
    if catalogue.invented:
        words.append(printed("funding.invented.short", language))
    return ", ".join(words)


def left_out_table(simulation: Simulation, language: Language) -> PageTable | None:
    """The rows that were left out, with the reason of each; None where none was."""
    rows = [
        (str(row.row), cleaned(row.column), cleaned(message(row.finding, language), SENTENCE))
        for row in simulation.portfolio.bad[:MOST_LISTED]
    ]
    return PageTable(_heads(("row", "column", "why"), language), rows) if rows else None
