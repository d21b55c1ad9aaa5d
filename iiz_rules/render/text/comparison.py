"""Two scenarios compared, on a terminal: who pays more or less, and the rows that change."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.left_out import left_out_lines
from iiz_rules.render.text.simulation import is_invented
from iiz_rules.render.text.values import cleaned, code_words
from iiz_rules.words.formats import francs, grouped, percent
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.comparison import Comparison

Cells = tuple[str, str]
MOST_LISTED = 10


def comparison_text(comparison: "Comparison", paper: Paper) -> str:
    """Who pays more or less, and the rows whose main payer is another one."""
    language = paper.language
    labels = labels_of(comparison, language)
    both = {"first": comparison.first, "second": comparison.second}
    named = {key: getattr(one.scenario.file.label, language) for key, one in both.items()}
    lines = [
        *paper.lines(paper.say("funding.compare.title", **named)),
        *_banner(comparison, paper),
        "",
        *_sums(comparison, labels, paper),
        *paper.lines(paper.say("funding.compare.most")),
        *_shortages(comparison, paper),
        "",
        *_rows(comparison, labels, paper),
        *left_out_lines(comparison.bad, paper),
    ]
    return "\n".join(lines)


def _banner(comparison: "Comparison", paper: Paper) -> list[str]:
    """That data are invented, where those of either scenario are."""
    invented = any(map(is_invented, (comparison.first, comparison.second)))
    return paper.lines(paper.say("funding.invented")) if invented else []


def _sums(comparison: "Comparison", labels: dict[str, str], paper: Paper) -> Iterator[str]:
    yield paper.row("", "A", "B", paper.say("funding.column.difference"))
    for rule, (_, first), (_, second) in comparison.sums():
        sign = "+" if second > first else ""
        yield paper.row(labels[rule], francs(first), francs(second), sign + francs(second - first))


def _shortages(comparison: "Comparison", paper: Paper) -> Iterator[str]:
    if comparison.budgets:
        yield ""
        yield paper.row(paper.say("funding.compare.shortage"), "A", "B")
    for budget, first, second in comparison.budgets:
        yield paper.row(f"  {francs(budget)}", percent(first.value), percent(second.value))


def _rows(comparison: "Comparison", labels: dict[str, str], paper: Paper) -> Iterator[str]:
    """How many rows change, and the first of those whose main payer does, with the reason."""
    flips = comparison.flips
    words = {"changed": grouped(comparison.changed.height), "flips": grouped(flips.height)}
    yield from paper.lines(paper.say("funding.compare.rows", **words))
    for row in flips.head(MOST_LISTED).to_dicts():
        payers = f"{labels[row['main']]} → {labels[row['main:b']]}"
        case, kind = measure_cells(comparison, row, paper.language)
        what = f"{kind}. " if kind else ""
        why = comparison.why(row["why"], row["why:b"], paper.language)
        yield from paper.block(f"  {case}  ", f"{what}{payers}. {why}")
    if flips.height > MOST_LISTED:
        yield from paper.lines(paper.say("funding.more", n=grouped(flips.height - MOST_LISTED)))


def measure_cells(comparison: "Comparison", row: Mapping[str, Any], language: Language) -> Cells:
    """A measure of a row of `changed`: its case, and what it is; nothing where nobody says so."""
    case, kind = cleaned(str(row.get("id") or row["row"])), row.get("kind")
    if not kind:
        return case, ""
    both = (comparison.second, comparison.first)
    facts = [
        simulation.policy.program.facts[fact]
        for simulation in both
        if (fact := simulation.portfolio.waterfall.kind)
    ]
    named = (fact for fact in facts if kind in fact.codes or kind in fact.names)
    return case, code_words(next(named, facts[0]), kind, language)


def labels_of(comparison: "Comparison", language: Language) -> dict[str, str]:
    """What the payers of both are called, and what nobody pays."""
    first, second = comparison.first.policy.program, comparison.second.policy.program
    rules = {**first.rules, **second.rules}
    return {
        **{rule: rules[rule].label[language] for rule in comparison.rules},
        "left": printed("funding.left", language),
        "nobody": printed("funding.compare.nobody", language),
    }
