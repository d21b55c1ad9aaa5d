"""A list of outlays split among those who bear them: one bill for each, to the Rappen.

For cantons that say who bears which kind of cost. Each outlay is asked as a case is, so that shares
and their rounding are those of the edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

import polars as pl

from iiz_rules.engine.interpreter import Situation, answers, derive
from iiz_rules.engine.shares import Amount, shares
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value, plain_amount
from iiz_rules.portfolio.rows import ON, ROW, BadRow, in_order, read_rows
from iiz_rules.portfolio.scenario import Setting
from iiz_rules.tables.table import read_table
from iiz_rules.words.text import Language


@dataclass(frozen=True)
class Outlay:
    """One outlay: the rule that says who bears it, and the parts; none while that is open."""

    row: int
    id: str
    on: date
    cost: Decimal
    rule: str | None
    parts: dict[str, Amount]


@dataclass(frozen=True)
class Bills:
    """The outlays of a list, split."""

    setting: Setting
    outlays: tuple[Outlay, ...]
    bad: tuple[BadRow, ...]
    ignored: tuple[str, ...]
    total: int
    on: date

    @cached_property
    def bills(self) -> dict[str, Fraction]:
        """What each bears in all, exact."""
        borne: dict[str, Fraction] = {}
        for outlay in self.outlays:
            for actor, part in outlay.parts.items():
                borne[actor] = borne.get(actor, Fraction(0)) + Fraction(part)
        return borne

    @property
    def cost(self) -> Decimal:
        """What all outlays cost."""
        return sum((outlay.cost for outlay in self.outlays), Decimal("0.00"))

    @property
    def unsplit(self) -> tuple[Outlay, ...]:
        """The outlays of which nothing says who bears them, or it is open."""
        return tuple(outlay for outlay in self.outlays if not outlay.parts)

    def frame(self, language: Language = "de") -> pl.DataFrame:
        """A row for each outlay: who bears which part, fractions of a Rappen as fractions."""
        rules = self.setting.program.rules
        rows = [
            {
                "row": outlay.row,
                "id": outlay.id,
                "date": outlay.on,
                "cost": f"{outlay.cost:.2f}",
                "rule": rules[outlay.rule].label[language] if outlay.rule else "",
                **{
                    actor: plain_amount(outlay.parts[actor]) if actor in outlay.parts else ""
                    for actor in self.bills
                },
            }
            for outlay in self.outlays
        ]
        return pl.DataFrame(rows)


def bills(setting: Setting, given: Any, on: date) -> Bills:
    """Split each outlay of a list among those who bear it."""
    table = read_table(given)
    read = read_rows(setting, table, on)
    outlays: list[Outlay] = []
    bad = list(read.bad)
    for row in read.frame.iter_rows(named=True):
        case = read.read(setting.program, row)
        bad += read.refused(row, case.findings)
        if not case.findings:
            outlays.append(_outlay(setting, row, case.facts))
    return Bills(setting, tuple(outlays), in_order(bad), read.ignored, read.total, on)


def _outlay(setting: Setting, row: dict[str, Any], facts: Mapping[str, Value]) -> Outlay:
    program = setting.program
    situation = derive(program, Situation(facts, row[ON], setting.policy.options))
    borne = [
        answer.rule.id
        for answer in answers(program, program.splits, situation)
        if answer.verdict is Truth.YES
    ]
    rule = borne[0] if len(borne) == 1 else None  # two kinds at once: nobody can say which
    parts = shares(program, rule, situation) if rule else None
    amounts = (facts.get(split.amount) for split in program.splits.values())
    cost = next(amount for amount in amounts if isinstance(amount, Decimal))
    return Outlay(row[ROW], str(row.get("id") or ""), row[ON], cost, rule, parts or {})
