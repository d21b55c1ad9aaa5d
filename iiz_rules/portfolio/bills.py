"""A list of outlays split among those who bear them: one bill for each, to the Rappen.

For cantons that say who bears which kind of cost. Each outlay is evaluated like a case, so that
shares and rounding are those of the edition.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from iiz_rules.answers.decision import Decision
from iiz_rules.engine.interpreter import Situation, answers, derive
from iiz_rules.engine.shares import Amount, bearers, bounded, shares
from iiz_rules.findings.errors import SIMULATE, known_language, needed
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Between, Value, plain_amount
from iiz_rules.portfolio.scenario import Given, Setting, scenario_of, under
from iiz_rules.words.say import text
from iiz_rules.words.text import LANGUAGES, Language

if TYPE_CHECKING:
    import polars as pl

    from iiz_rules.policy import Policy
    from iiz_rules.portfolio.bill import Bill
    from iiz_rules.portfolio.rows import BadRow, FactRows


Unsplit = Literal["nobody", "open", "several", "bearer"]
"""Nobody has to bear it by these rules; it is open whether somebody has; two rules hold at once,
and nobody can say which; or it is not known whom a rule means."""


@dataclass(frozen=True)
class WhyUnsplit:
    """Why an outlay is on no bill: what decides each rule that matters."""

    kind: Unsplit
    reasons: tuple[tuple[str, str], ...] = ()
    """rules, each with the criterion that is not met or open; empty if the rule holds"""


@dataclass(frozen=True)
class Outlay:
    """One outlay: the rule that says who bears it, and the parts; none while that is open.

    Of a cost of which only bounds are known `cost` is the lower one, `at_most` the upper one, and
    `bounds` says between which amounts each part lies.
    """

    row: int
    id: str
    on: date
    cost: Decimal
    rule: str | None
    parts: dict[str, Amount]
    at_most: Decimal | None = None
    bounds: dict[str, Between[Decimal]] = field(default_factory=dict)
    why: WhyUnsplit | None = None
    """why it is on no bill; None if it is split"""
    remark: str = ""
    """the text of columns that no rule reads"""
    exact: Mapping[str, Fraction] = field(default_factory=dict)
    """the parts before rounding"""

    def borne(self, actor: str) -> tuple[Amount, Amount]:
        """What somebody bears at least and at most."""
        if actor in self.bounds:
            return self.bounds[actor].low, self.bounds[actor].high
        part = self.parts.get(actor, Decimal(0))
        return part, part

    @property
    def costs(self) -> tuple[Decimal, Decimal]:
        """What it costs at least and at most."""
        return self.cost, self.cost if self.at_most is None else self.at_most


HEADS = ("row", "id", "date", "remark", "cost", "rule", "unsplit")
"""the columns of the rows, before those of who bears something"""


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
        """What each one bears in all, exact; a lower bound if a cost has only bounds."""
        return self._borne(0)

    @cached_property
    def at_most(self) -> dict[str, Fraction]:
        """What each one bears in all, at most."""
        return self._borne(1)

    def _borne(self, end: int) -> dict[str, Fraction]:
        borne: dict[str, Fraction] = {}
        for outlay in self.outlays:
            for actor in (*outlay.parts, *outlay.bounds):
                part = Fraction(outlay.borne(actor)[end])
                borne[actor] = borne.get(actor, Fraction(0)) + part
        return borne

    @property
    def cost(self) -> Decimal:
        """What all outlays cost, at least."""
        return self.costs[0]

    @property
    def costs(self) -> tuple[Decimal, Decimal]:
        """What all outlays cost at least and at most."""
        return summed(self.outlays)

    @property
    def unsplit(self) -> tuple[Outlay, ...]:
        """The outlays on no bill; their `why` has the reason."""
        return tuple(one for one in self.outlays if one.why)

    @cached_property
    def documents(self) -> "dict[str, Bill]":
        """A bill for each one who bears something."""
        from iiz_rules.portfolio.bill import Bill

        return {bearer: Bill(self, bearer) for bearer in self.bills}

    @property
    def period(self) -> tuple[date, date]:
        """From the first outlay to the last; the day of the question if there are none."""
        days = [outlay.on for outlay in self.outlays] or [self.setting.on]
        return min(days), max(days)

    @property
    def invented(self) -> bool:
        """Whether the scenario or a remark in the list declares the numbers invented."""
        words = text("funding.invented.short")
        said = [outlay.remark.casefold() for outlay in self.outlays]
        return self.setting.scenario.file.invented or any(
            words[language] in remark for language in LANGUAGES for remark in said
        )

    @property
    def unbilled(self) -> list[dict[str, Any]]:
        """The outlays on no bill and the rejected rows, each with its reason, as data."""
        split = [
            {
                "row": outlay.row,
                "id": outlay.id,
                "remark": outlay.remark,
                "cost": [plain_amount(cost) for cost in outlay.costs],
                "kind": outlay.why.kind,
                "reasons": [
                    {"rule": rule, "criterion": first} for rule, first in outlay.why.reasons
                ],
            }
            for outlay in self.unsplit
            if outlay.why
        ]
        left = [
            {"row": bad.row, "kind": "left-out", "column": bad.column, "code": bad.finding.code}
            for bad in self.bad
        ]
        return [*split, *left]

    @property
    def head(self) -> dict[str, Any]:
        """The common head of all bills, as data."""
        program, (first, last) = self.setting.program, self.period
        return {
            "canton": program.canton,
            "edition": program.edition,
            "digest": program.digest,
            "on": self.setting.on.isoformat(),
            "invented": self.invented,
            "period": {"from": first.isoformat(), "to": last.isoformat()},
            "currency": "CHF",
        }

    def to_dict(self) -> dict[str, Any]:
        """All bills as data, and what is on none of them."""
        return {
            **self.head,
            "cost": [plain_amount(cost) for cost in self.costs],
            "bills": [bill.said for bill in self.documents.values()],
            "unbilled": self.unbilled,
        }

    def frame(self, language: Language = "de") -> "pl.DataFrame":
        """A row for each outlay: who bears which part, fractions of a Rappen as fractions.

        Where of a cost only bounds are known, `….at_most` stands beside what is at least.
        """
        import polars as pl

        rules, language = self.setting.program.rules, known_language(language)
        rows = [
            {
                "row": outlay.row,
                "id": outlay.id,
                "date": outlay.on,
                "remark": outlay.remark,
                **self._written("cost", outlay.costs),
                "rule": rules[outlay.rule].label[language] if outlay.rule else "",
                "unsplit": outlay.why.kind if outlay.why else "",
                **{
                    name: written if actor in (*outlay.parts, *outlay.bounds) else ""
                    for actor in self.bills
                    for name, written in self._written(actor, outlay.borne(actor)).items()
                },
            }
            for outlay in self.outlays
        ]
        return pl.DataFrame(rows, schema=None if rows else HEADS)

    def _written(self, name: str, amounts: tuple[Amount, Amount]) -> dict[str, str]:
        """The columns of an amount: two if any cost has only bounds."""
        bounded = any(one.at_most is not None for one in self.outlays)
        names = (name, f"{name}.at_most") if bounded else (name,)
        return dict(zip(names, map(plain_amount, amounts), strict=False))

    def save(self, path: str | Path, language: Language = "de") -> None:
        """Write the rows to a CSV or Parquet file, whole or not at all."""
        from iiz_rules.tables.writing import save

        save(self.frame(language), path)

    def to_html(self, language: Language = "de") -> str:
        """The bills as a self-contained page."""
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
    from iiz_rules.portfolio.rows import ON, ROW, amounts_of, in_order, read_rows
    from iiz_rules.tables.table import read_table

    setting = under(policy, scenario_of(scenario), on)
    amounts_of(setting.program)  # said first where nobody bears anything
    read = read_rows(setting, read_table(outlays), setting.on)
    split: list[Outlay] = []
    bad = list(read.bad)
    remarks = _remarks(read)
    for row in read.frame.iter_rows(named=True):
        case = read.read(setting.program, row)
        bad += read.refused(row, case.findings)
        if not case.findings:
            outlay = _outlay(setting, row[ROW], row.get("id"), row[ON], case.facts)
            split.append(replace(outlay, remark=remarks.get(row[ROW], "")))
    return Billing(setting, tuple(split), in_order(bad), read.ignored, read.table.total)


def _remarks(read: "FactRows") -> dict[int, str]:
    """The remark of each row: its cells in columns that no rule reads."""
    from iiz_rules.tables.plain import text_of

    said: dict[int, list[str]] = {}
    for heading in read.ignored:
        for number, cell in zip(read.table.numbers, read.table.columns[heading], strict=True):
            remark = text_of(cell).strip()
            if remark:
                alone = len(read.ignored) == 1
                said.setdefault(number, []).append(remark if alone else f"{heading}: {remark}")
    return {number: "; ".join(remarks) for number, remarks in said.items()}


def _outlay(
    setting: Setting, row: int, name: str | None, on: date, facts: Mapping[str, Value]
) -> Outlay:
    program = setting.program
    situation = derive(program, Situation(facts, on, setting.policy.options))
    decisions = [
        Decision.of(program, situation, answer)
        for answer in answers(program, program.splits, situation)
    ]
    borne = [one.rule for one in decisions if one.verdict is Truth.YES]
    rule = borne[0] if len(borne) == 1 else None  # two kinds at once: nobody can say which
    parts = (rule and shares(program, rule, situation)) or {}
    bounds = bounded(program, rule, situation) if rule else {}
    why = None if parts or bounds else _why(decisions, borne)
    first = [rule] if rule else []  # what is split is the amount of the rule that splits it
    amounts = (facts.get(program.splits[name].amount) for name in [*first, *program.splits])
    cost = next(amount for amount in amounts if isinstance(amount, (Decimal, Between)))
    low, high = (cost.low, cost.high) if isinstance(cost, Between) else (cost, None)
    most = None if high is None else Decimal(high)
    whole = bearers(program, rule, situation) if rule and parts else {}
    exact = {who: Fraction(low) * share for who, share in whole.items()}
    return Outlay(row, name or "", on, Decimal(low), rule, parts, most, bounds, why, "", exact)


def _why(decisions: list[Decision], borne: list[str]) -> WhyUnsplit:
    """Why an outlay is on no bill."""
    if borne:
        kind: Unsplit = "several" if len(borne) > 1 else "bearer"
        return WhyUnsplit(kind, tuple((rule, "") for rule in borne))
    opens = [one for one in decisions if one.verdict is Truth.OPEN]
    verdict = Truth.OPEN if opens else Truth.NO
    reasons = ((one.rule, _first(one, verdict)) for one in opens or decisions)
    return WhyUnsplit("open" if opens else "nobody", tuple(reasons))


def _first(decision: Decision, verdict: Truth) -> str:
    """The first criterion with the deciding verdict."""
    return next((one.id for one in decision.criteria if one.verdict is verdict), "")


def summed(outlays: Iterable[Outlay]) -> tuple[Decimal, Decimal]:
    """The total cost of outlays, at least and at most."""
    least = most = Decimal("0.00")
    for outlay in outlays:
        low, high = outlay.costs
        least, most = least + low, most + high
    return least, most
