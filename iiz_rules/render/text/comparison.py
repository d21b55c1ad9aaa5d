"""Two scenarios compared, on a terminal: who pays more or less, and the rows that change."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from iiz_rules.render.text.layout import Paper, aligned, wrapped
from iiz_rules.render.text.values import cleaned
from iiz_rules.words.formats import francs, grouped, percent
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.comparison import Comparison

MOST_LISTED = 10


def comparison_text(comparison: "Comparison", language: Language) -> str:
    """Who pays more or less, and the rows whose main payer is another one."""
    labels = _labels(comparison, language)
    both = {"first": comparison.first, "second": comparison.second}
    named = {key: getattr(one.scenario.file.label, language) for key, one in both.items()}
    lines = [
        *wrapped(printed("funding.compare.title", language, **named), language),
        "",
        *_sums(comparison, labels, language),
        *wrapped(printed("funding.compare.most", language), language),
        *_shortages(comparison, language),
        "",
        *_rows(comparison, labels, language),
    ]
    return "\n".join(lines)


def _sums(comparison: "Comparison", labels: dict[str, str], language: Language) -> Iterator[str]:
    yield aligned("", "A", "B", printed("funding.column.difference", language))
    for rule, (_, first), (_, second) in comparison.sums():
        sign = "+" if second > first else ""
        yield aligned(labels[rule], francs(first), francs(second), sign + francs(second - first))


def _shortages(comparison: "Comparison", language: Language) -> Iterator[str]:
    if comparison.budgets:
        yield ""
        yield aligned(printed("funding.compare.shortage", language), "A", "B")
    for budget, first, second in comparison.budgets:
        yield aligned(f"  {francs(budget)}", percent(first.value), percent(second.value))


def _rows(comparison: "Comparison", labels: dict[str, str], language: Language) -> Iterator[str]:
    """How many rows change, and the first of those whose main payer does, with the reason."""
    flips = comparison.flips
    words = {"changed": grouped(comparison.changed.height), "flips": grouped(flips.height)}
    yield from wrapped(printed("funding.compare.rows", language, **words), language)
    for row in flips.head(MOST_LISTED).to_dicts():
        payers = f"{labels[row['main']]} → {labels[row['main:b']]}"
        name = cleaned(str(row.get("id") or row["row"]))
        why = comparison.why(row["why"], row["why:b"], language)
        yield from Paper(language).block(f"  {name}  ", f"{payers}. {why}")
    if flips.height > MOST_LISTED:
        yield printed("funding.more", language, n=grouped(flips.height - MOST_LISTED))


def _labels(comparison: "Comparison", language: Language) -> dict[str, str]:
    first, second = comparison.first.policy.program, comparison.second.policy.program
    rules = {**first.rules, **second.rules}
    return {
        **{rule: rules[rule].label[language] for rule in comparison.rules},
        "left": printed("funding.left", language),
        "nobody": printed("funding.compare.nobody", language),
    }
