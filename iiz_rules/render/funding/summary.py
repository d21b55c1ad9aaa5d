"""A simulation, or two scenarios compared, on a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from iiz_rules.findings.registry import message
from iiz_rules.render.formats import cleaned, day
from iiz_rules.render.funding.figures import figures
from iiz_rules.render.funding.sentences import is_invented, notes, sentences
from iiz_rules.render.funding.words import counted, francs, percent
from iiz_rules.render.layout import block, plain
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.comparison import Comparison
    from iiz_rules.portfolio.portfolio import Portfolio
    from iiz_rules.portfolio.simulate import Simulation

MOST_LISTED = 10
LABEL, MONEY = 40, 16


def summary_text(simulation: "Simulation", language: Language) -> str:
    """Give the essentials of a simulation."""
    return "\n".join(_simulation(simulation, language))


def _simulation(simulation: "Simulation", language: Language) -> Iterator[str]:
    program, file = simulation.policy.program, simulation.scenario.file
    words = {
        "scenario": getattr(file.label, language),
        "on": day(simulation.portfolio.on, language),
    }
    yield from _lines(
        f"{program.label[language]} · {printed('funding.line', language, **words)}", language
    )
    if is_invented(simulation):
        yield from _lines(printed("funding.invented", language), language)
    yield ""
    found = figures(simulation, language)
    told = sentences(simulation, found, language)
    for sentence in (*told, *notes(found, language)):
        yield from _lines(sentence, language)
    yield ""
    yield _row("", *(printed(f"funding.column.{key}", language) for key in ("low", "high")))
    for one in found.parts:
        yield _row(one.label, francs(one.low), francs(one.high))
    yield _row(printed("funding.left", language), francs(found.left.low), francs(found.left.high))
    yield from _budgets(simulation, language)
    yield from _bad(simulation.portfolio, language)


def _budgets(simulation: "Simulation", language: Language) -> Iterator[str]:
    if simulation.risk:
        yield ""
        yield _row(
            "", *(printed(f"funding.column.{key}", language) for key in ("budget", "shortage"))
        )
        for budget, one in simulation.risk.findings.budgets:
            yield _row("", francs(budget), percent(one.value))


def _bad(portfolio: "Portfolio", language: Language) -> Iterator[str]:
    if portfolio.bad:
        yield ""
        yield printed("funding.part.left-out", language)
    for one in portfolio.bad[:MOST_LISTED]:
        column = f", {cleaned(one.column)}" if one.column else ""
        words = f"{printed('funding.column.row', language)} {one.row}{column}: "
        yield from _lines(words + cleaned(message(one.finding, language)), language)
    if len(portfolio.bad) > MOST_LISTED:
        yield printed("funding.more", language, n=counted(len(portfolio.bad) - MOST_LISTED))


def _row(label: str, *cells: str) -> str:
    return f"{label[:LABEL]:<{LABEL}}" + "".join(f"{cell:>{MONEY}}" for cell in cells)


def _lines(text: str, language: Language) -> list[str]:
    return block("", text, language, plain)


def comparison_text(found: "Comparison", language: Language) -> str:
    """Give who pays more or less, and the rows whose main payer is another one."""
    return "\n".join(_comparison(found, language))


def _comparison(found: "Comparison", language: Language) -> Iterator[str]:
    names = [
        getattr(one.setting.scenario.file.label, language) for one in (found.first, found.second)
    ]
    yield from _lines(
        printed("funding.compare.title", language, first=names[0], second=names[1]), language
    )
    yield ""
    yield _row(
        "", *(f"{letter}" for letter in "AB"), printed("funding.column.difference", language)
    )
    labels = _labels(found, language)
    for rule, first, second in found.sums():
        difference = second[1] - first[1]
        sign = "+" if difference > 0 else "-" if difference < 0 else ""
        yield _row(
            labels[rule], francs(first[1]), francs(second[1]), sign + francs(abs(difference))
        )
    yield from _lines(printed("funding.compare.most", language), language)
    yield from _shortages(found, language)
    yield ""
    changed, flips = found.changed.height, found.flips
    words = {"changed": counted(changed), "flips": counted(flips.height)}
    yield from _lines(printed("funding.compare.rows", language, **words), language)
    for row in flips.head(MOST_LISTED).to_dicts():
        payers = f"{labels[row['main']]} → {labels[row['main:b']]}"
        name = cleaned(str(row.get("id") or row["row"]))
        why = found.why(row["why"], row["why:b"], language)
        yield from block(f"  {name}  ", f"{payers}. {why}", language, plain)
    if flips.height > MOST_LISTED:
        yield printed("funding.more", language, n=counted(flips.height - MOST_LISTED))


def _shortages(found: "Comparison", language: Language) -> Iterator[str]:
    if found.budgets:
        yield ""
        yield _row(printed("funding.compare.shortage", language), "A", "B")
    for budget, first, second in found.budgets:
        yield _row(f"  {francs(budget)}", percent(first.value), percent(second.value))


def _labels(found: "Comparison", language: Language) -> dict[str, str]:
    rules = {**found.first.setting.program.rules, **found.second.setting.program.rules}
    labels = {rule: rules[rule].label[language] for rule in found.rules}
    return labels | {
        "left": printed("funding.left", language),
        "nobody": printed("funding.compare.nobody", language),
    }
