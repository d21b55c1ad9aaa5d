"""Two scenarios, or two days, on a page: payers side by side, every measure that changes, why."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from iiz_rules.render.text.assumptions import answers_words
from iiz_rules.render.text.comparison import labels_of, measure_cells
from iiz_rules.render.text.left_out import left_out_words
from iiz_rules.render.text.sheet import SheetPart
from iiz_rules.words.formats import francs, grouped, percent, round_francs, written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.comparison import Comparison
    from iiz_rules.portfolio.risk.statistics import RiskFigures
    from iiz_rules.portfolio.simulate import Simulation

ENDS = ("a.low", "a.high", "b.low", "b.high")
Labels = Mapping[str, str]
Row = Mapping[str, Any]


def compared_lead(comparison: "Comparison", language: Language) -> Iterator[str]:
    """What is set side by side, and how many measures change."""
    for key, one in (("A", comparison.first), ("B", comparison.second)):
        yield printed("answers.colon", language, label=key, value=_named(one, language))
    changed, flips = grouped(comparison.changed.height), grouped(comparison.flips.height)
    yield printed("funding.compare.changed", language, changed=changed, flips=flips)


def _named(simulation: "Simulation", language: Language) -> str:
    """A scenario, its day, and how the body answers in it."""
    file, on = simulation.scenario.file, written(simulation.portfolio.on, language)
    scenario = getattr(file.label, language)
    line = printed("funding.line", language, scenario=scenario, on=on)
    return " ".join([f"{line}.", *answers_words(file.answers, language)])


def comparison_parts(comparison: "Comparison", language: Language) -> Iterator[SheetPart]:
    """The payers side by side, the fund, then every measure that changes, by what changes it."""
    labels = labels_of(comparison, language)
    yield _payers(comparison, labels, language)
    yield _fund(comparison, language)
    if comparison.changed.height:
        said = [printed("funding.compare.signs", language)]
        yield SheetPart(printed("funding.compare.part.rows", language), said)
    yield from _groups(comparison, labels, language)
    if comparison.bad:
        said = [left_out_words(row, language) for row in comparison.bad]
        yield SheetPart(printed("funding.part.left-out", language), said)
    yield _rules(comparison, language)


def _payers(comparison: "Comparison", labels: Labels, language: Language) -> SheetPart:
    rows = [
        (labels[rule], *map(francs, (*first, *second)), signed(second[1] - first[1]))
        for rule, first, second in comparison.sums()
    ]
    keys = ("payer", *ENDS, "difference")
    columns = [printed(f"funding.compare.{key}", language) for key in keys]
    heading = printed("funding.part.payers", language)
    return SheetPart(heading, (), columns, rows, (1, 2, 3, 4, 5))


def _fund(comparison: "Comparison", language: Language) -> SheetPart:
    """What the fund risks in each; nothing where one of them says nothing of it."""
    risks = [one.risk for one in (comparison.first, comparison.second) if one.risk]
    if len(risks) < 2:
        return SheetPart("")
    columns, figures = [printed("funding.column.measure", language)], list[tuple[str, ...]]()
    kinds = ["alone", *(["assumed"] if any(one.assumed for one in risks) else [])]
    for kind in kinds:
        what = printed(f"funding.column.{kind}", language)
        columns += [
            printed("answers.colon", language, label=what, value=key) if len(kinds) > 1 else key
            for key in "AB"
        ]
        both = [one.alone if kind == "alone" else one.findings for one in risks]
        figures += zip(*_figures(both), strict=True)
    keys = ("shortage", "lowest", "lost", "outstanding")
    labels = [printed(f"funding.risk.{key}", language) for key in keys]
    rows = [*zip(labels, *figures, strict=True)]
    heading = printed("funding.part.risk", language)
    return SheetPart(heading, (), columns, rows, range(1, len(columns)))


def _figures(both: "list[RiskFigures]") -> Iterator[tuple[str, ...]]:
    """What was found in each, figure by figure."""
    yield tuple(percent(one.shortage.value) for one in both)
    for key in ("lowest", "lost", "outstanding"):
        yield tuple(round_francs(round(getattr(one, key).value)) for one in both)


def _groups(comparison: "Comparison", labels: Labels, language: Language) -> Iterator[SheetPart]:
    """The measures that change, together those of which the same changes for the same reason."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in comparison.changed.to_dicts():
        why = comparison.why(row["why"], row["why:b"], language)
        groups.setdefault((row["main"], row["main:b"], why), []).append(row)
    ordered = sorted(groups.items(), key=lambda group: -sum(map(comparison.moved, group[1])))
    columns = [printed(f"funding.column.{key}", language) for key in ("case", "cost")]
    for (first, second, why), rows in ordered:
        heading = labels[first] if first == second else f"{labels[first]} → {labels[second]}"
        moved = sum(map(comparison.moved, rows))
        key = f"{'moved' if moved else 'open'}.{'many' if len(rows) > 1 else 'one'}"
        words = {"n": grouped(len(rows)), "sum": round_francs(moved)}
        said = [printed(f"funding.compare.group.{key}", language, **words), *([why] if why else [])]
        cells = [_measure(comparison, row, labels, language) for row in rows]
        yield SheetPart(heading, said, [*columns, "A", "B"], cells, (1,), level=3)


def _measure(
    comparison: "Comparison", row: Row, labels: Labels, language: Language
) -> tuple[str, ...]:
    """A measure, what it is and costs, and who pays what in each."""
    paid = (_paid(comparison.parts(row, end), labels) for end in ("", ":b"))
    name = " ".join(filter(None, measure_cells(comparison, row, language)))
    return (name, francs(row["cost"]), *paid)


def _paid(parts: Mapping[str, tuple[int, int]], labels: Labels) -> str:
    told = (
        f"{labels[rule]} {francs(high) if low == high else f'{francs(low)}–{francs(high)}'}"
        for rule, (low, high) in parts.items()
        if high
    )
    return "; ".join(told)


def _rules(comparison: "Comparison", language: Language) -> SheetPart:
    """By which rules and assumptions each was reckoned."""
    rows = [
        (
            f"{key} {getattr(simulation.scenario.file.label, language)}",
            simulation.policy.program.digest,
        )
        for key, simulation in (("A", comparison.first), ("B", comparison.second))
    ]
    columns = [printed("funding.compare.scenario", language)]
    columns.append(printed("documents.column.digest", language))
    return SheetPart(printed("documents.part.evidence", language), (), columns, rows)


def signed(rappen: int) -> str:
    """An amount with its sign."""
    return f"+{francs(rappen)}" if rappen > 0 else francs(rappen)
