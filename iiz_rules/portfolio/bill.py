"""One bill: what somebody bears of which outlays, to the Rappen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from iiz_rules.engine.shares import Amount
from iiz_rules.findings.errors import known_language
from iiz_rules.language.values import plain_amount
from iiz_rules.words.text import LANGUAGES, Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.bills import Billing, Outlay


@dataclass(frozen=True)
class BillItem:
    """One outlay on a bill: the part borne, at least and at most, and before rounding."""

    outlay: "Outlay"
    low: Amount
    high: Amount
    exact: Fraction | None
    """the part before rounding; None if only bounds of the cost are known"""

    @property
    def rounded(self) -> Fraction:
        """How much rounding added to the part."""
        return Fraction(self.low) - self.exact if self.exact is not None else Fraction(0)

    def to_dict(self, clauses: tuple[str, ...]) -> dict[str, Any]:
        """The item as data."""
        outlay = self.outlay
        return {
            "row": outlay.row,
            "id": outlay.id,
            "date": outlay.on.isoformat(),
            "remark": outlay.remark,
            "rule": outlay.rule,
            "clauses": [*clauses],
            "cost": [plain_amount(one) for one in outlay.costs],
            "share": None if self.exact is None else _plain(self.exact),
            "part": [plain_amount(one) for one in (self.low, self.high)],
            "rounded": _plain(self.rounded),
        }


@dataclass(frozen=True)
class Bill:
    """The bill of somebody who bears costs."""

    billing: "Billing"
    bearer: str

    @cached_property
    def items(self) -> tuple[BillItem, ...]:
        """The outlays with a part on this bill."""
        return tuple(
            BillItem(outlay, *outlay.borne(self.bearer), outlay.exact.get(self.bearer))
            for outlay in self.billing.outlays
            if self.bearer in (*outlay.parts, *outlay.bounds)
        )

    @property
    def total(self) -> tuple[Fraction, Fraction]:
        """The total, at least and at most."""
        return self.billing.bills[self.bearer], self.billing.at_most[self.bearer]

    @property
    def rounded(self) -> Fraction:
        """How much rounding added in all."""
        return sum((one.rounded for one in self.items), Fraction(0))

    @property
    def period(self) -> tuple[date, date]:
        """The period billed: from the first outlay of the list to its last."""
        return self.billing.period

    def clauses(self, item: BillItem) -> tuple[str, ...]:
        """The clauses by which an outlay is borne."""
        rules, rule = self.billing.setting.program.rules, item.outlay.rule
        return rules[rule].clauses if rule else ()

    @property
    def said(self) -> dict[str, Any]:
        """The content of this bill alone, as data: amounts at least and at most."""
        label = self.billing.setting.program.actors[self.bearer]
        return {
            "bearer": self.bearer,
            "addressee": {language: label[language] for language in LANGUAGES},
            "items": [one.to_dict(self.clauses(one)) for one in self.items],
            "total": [*map(_plain, self.total)],
            "rounded": _plain(self.rounded),
        }

    def to_dict(self) -> dict[str, Any]:
        """The bill as data, with what is on no bill."""
        return {**self.billing.head, **self.said, "unbilled": self.billing.unbilled}

    def to_html(self, language: Language = "de") -> str:
        """The bill as a self-contained page."""
        from iiz_rules.render.html.bills import bill_page

        return bill_page(self, known_language(language))

    def to_pdf(self, language: Language = "de") -> bytes:
        """The bill as PDF (extra `pdf`)."""
        from iiz_rules.render.html.page import pdf

        return pdf(self.to_html(language))

    def __repr__(self) -> str:
        return f"<Bill {self.bearer}: {len(self.items)} items>"


def _plain(part: Fraction) -> str:
    """A sum ready for JSON: in whole Rappen if possible, else as a fraction."""
    rappen = part * 100
    whole = rappen.denominator == 1
    return plain_amount(Decimal(rappen.numerator) / 100 if whole else part)
