"""Why each payer of a row pays or not: the criterion that decides it.

A reason is a number per payer: 0 pays; k criterion k is not met; k after that criterion k is open.
Few combinations occur, so their words are made once.
"""

from collections.abc import Iterator

import polars as pl

from iiz_rules.language.program.money import Waterfall
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.portfolio.split import criterion
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

WHY = "why"


def why(rows: pl.DataFrame, program: Program, waterfall: Waterfall) -> pl.DataFrame:
    """Replace the criteria by one number per row that encodes why each payer pays or not."""
    number: pl.Expr = pl.lit(0, pl.Int64)
    for payer in waterfall.payers:
        rule = program.rules[payer.rule]
        number = number * _kinds(rule) + _first(rule)
    criteria = [name for name in rows.columns if ":criterion:" in name]
    return rows.with_columns(number.alias(WHY)).drop(criteria)


def _kinds(rule: Rule) -> int:
    return 2 * len(rule.criteria) + 1


def _first(rule: Rule) -> pl.Expr:
    """The first criterion that is not met, else the first that is open, else 0."""
    truths = [pl.col(criterion(rule.id, part.id)) for part in rule.criteria]
    number: pl.Expr = pl.lit(0, pl.Int64)
    for position, truth in reversed(list(enumerate(truths, 1 + len(truths)))):
        number = pl.when(truth.is_null()).then(pl.lit(position, pl.Int64)).otherwise(number)
    for position, truth in reversed(list(enumerate(truths, 1))):
        number = pl.when(~truth).then(pl.lit(position, pl.Int64)).otherwise(number)
    return number


def reason(program: Program, waterfall: Waterfall, number: int, language: Language) -> str:
    """Say why each payer pays or does not, in one line."""
    reasons = reasons_of(program, waterfall, number, language)
    lines = (say("funding.reason.line", language, payer=payer, why=why) for payer, why in reasons)
    return "; ".join(lines)


def reasons_of(
    program: Program, waterfall: Waterfall, number: int, language: Language
) -> Iterator[tuple[str, str]]:
    """Each payer in order, and why it pays or does not."""
    kinds = []
    for payer in reversed(waterfall.payers):
        rule = program.rules[payer.rule]
        number, kind = divmod(number, _kinds(rule))
        kinds.append((rule, kind))
    for rule, kind in reversed(kinds):
        name = rule.label[language]
        if not kind:
            yield name, say("funding.reason.pays", language)
            continue
        opens = kind > len(rule.criteria)
        criterion = rule.criteria[kind - 1 - (len(rule.criteria) if opens else 0)]
        key = "reason.open" if opens else "reason.no"
        yield name, say(f"funding.{key}", language, criterion=criterion.label[language])
