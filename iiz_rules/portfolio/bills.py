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
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iiz_rules.engine.interpreter import Situation, answers, derive
from iiz_rules.engine.shares import Amount, shares
from iiz_rules.findings.errors import SIMULATE, known_language, needed
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value, plain_amount
from iiz_rules.portfolio.scenario import Given, Setting, scenario_of, under
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    import polars as pl

    from iiz_rules.policy import Policy
    from iiz_rules.portfolio.rows import BadRow


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
class Billing:
    """A list of outlays split among those who bear them, in a canton that says who bears what."""

    setting: Setting
    outlays: tuple[Outlay, ...]
    bad: "tuple[BadRow, ...]"
    ignored: tuple[str, ...]
    total: int

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

    def frame(self, language: Language = "de") -> "pl.DataFrame":
        """A row for each outlay: who bears which part, fractions of a Rappen as fractions."""
        import polars as pl

        rules, language = self.setting.program.rules, known_language(language)
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

    def save(self, path: str | Path, language: Language = "de") -> None:
        """Write the rows to a CSV or Parquet file, whole or not at all."""
        from iiz_rules.tables.writing import save

        save(self.frame(language), path)

    def to_html(self, language: Language = "de") -> str:
        """The bills as a page that stands by itself."""
        from iiz_rules.render.html.bills import billing_page

        return billing_page(self, known_language(language))

    def to_pdf(self, language: Language = "de") -> bytes:
        """The bills as PDF (extra `pdf`)."""
        from iiz_rules.render.html.page import pdf

        return pdf(self.to_html(language))

    def __repr__(self) -> str:
        return f"<Billing: {len(self.bills)} bear {sum(self.bills.values())} francs in all>"


def bill(
    outlays: Any, policy: "Policy", scenario: Given = None, *, on: date | None = None
) -> Billing:
    """Split a list of outlays among those who bear them; takes what `simulate` takes."""
    needed(SIMULATE, "simulate")
    from iiz_rules.portfolio.rows import ON, ROW, in_order, read_rows
    from iiz_rules.tables.table import read_table

    setting = under(policy, scenario_of(scenario), on)
    read = read_rows(setting, read_table(outlays), setting.on)
    split: list[Outlay] = []
    bad = list(read.bad)
    for row in read.frame.iter_rows(named=True):
        case = read.read(setting.program, row)
        bad += read.refused(row, case.findings)
        if not case.findings:
            split.append(_outlay(setting, row[ROW], row.get("id"), row[ON], case.facts))
    return Billing(setting, tuple(split), in_order(bad), read.ignored, read.table.total)


def _outlay(
    setting: Setting, row: int, name: str | None, on: date, facts: Mapping[str, Value]
) -> Outlay:
    program = setting.program
    situation = derive(program, Situation(facts, on, setting.policy.options))
    borne = [
        answer.rule.id
        for answer in answers(program, program.splits, situation)
        if answer.verdict is Truth.YES
    ]
    rule = borne[0] if len(borne) == 1 else None  # two kinds at once: nobody can say which
    parts = shares(program, rule, situation) if rule else None
    amounts = (facts.get(split.amount) for split in program.splits.values())
    cost = next(amount for amount in amounts if isinstance(amount, Decimal))
    return Outlay(row, name or "", on, cost, rule, parts or {})
