"""Numbers, amounts and dates as a reader in Switzerland expects them: 1'500.00 CHF, 31.12.2026."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

NBSP = "\u00a0"
MINUS = "\u2212"
"""used in numbers for people; data keep the hyphen"""
_MONTHS = {
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September"),
        *("Oktober", "November", "Dezember"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"),
        *("octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
        *("October", "November", "December"),
    ),
}


def written(day: date, language: str) -> str:
    r"""A date as written in Switzerland.

    >>> written(date(2024, 3, 5), "fr"), written(date(2024, 3, 5), "en")
    ('05.03.2024', '5\xa0March\xa02024')
    """
    if language == "en":
        return f"{day.day}\xa0{_MONTHS['en'][day.month - 1]}\xa0{day.year:04}"
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def month(start: date, months: int, language: str) -> str:
    r"""The name of the month so many months after a day.

    >>> month(date(2026, 11, 1), 3, "de"), month(date(2026, 11, 1), -3, "fr")
    ('Februar\xa02027', 'août\xa02026')
    """
    year, of_year = divmod(start.year * 12 + start.month - 1 + months, 12)
    return f"{_MONTHS[language][of_year]}{NBSP}{year}"


def grouped(number: int | Decimal) -> str:
    """A number with grouped thousands, and a minus sign rather than a hyphen.

    >>> grouped(-10000), grouped(Decimal("1234.50"))
    ("−10'000", "1'234.50")
    """
    return f"{number:,}".replace(",", "'").replace("-", MINUS)


def number(number: int) -> str:
    """A whole number that may be a year: thousands are grouped from five digits on.

    >>> number(2024), number(-12000)
    ('2024', "−12'000")
    """
    return grouped(number) if abs(number) >= 10_000 else str(number).replace("-", MINUS)


def amount(francs: "Decimal | Fraction | int") -> str:
    r"""An amount of francs; a fraction of a Rappen gives a fraction of francs.

    >>> from fractions import Fraction
    >>> amount(Decimal("1500")), amount(Fraction(100, 3))
    ("1'500.00\xa0CHF", '100/3 CHF')
    """
    if not isinstance(francs, (Decimal, int)):
        return f"{francs} CHF"
    return f"{grouped(round(Decimal(francs), 2))}{NBSP}CHF"


def francs(rappen: int) -> str:
    """An amount to the Rappen, without currency.

    >>> francs(123456), francs(-5)
    ("1'234.56", '−0.05')
    """
    return grouped(Decimal(rappen).scaleb(-2).quantize(Decimal("0.01")))


def exact_francs(amount: "Fraction") -> str:
    """An amount to the Rappen, followed by the fraction of a Rappen left over.

    >>> from fractions import Fraction
    >>> exact_francs(Fraction("12.5")), exact_francs(Fraction(100, 3))
    ('12.50', '33.33 1/3')
    """
    rappen, rest = divmod(amount * 100, 1)
    return francs(int(rappen)) + (f" {rest}" if rest else "")


def whole_francs(rappen: int) -> str:
    """An amount of Rappen in whole francs, without currency.

    >>> whole_francs(123450), whole_francs(-123456)
    ("1'235", "−1'235")
    """
    return grouped(int(Decimal(rappen).scaleb(-2).quantize(Decimal(1), ROUND_HALF_UP)))


def round_francs(rappen: int) -> str:
    r"""An amount of Rappen in whole francs.

    >>> round_francs(-123456)
    "−1'235\xa0CHF"
    """
    return f"{whole_francs(rappen)}{NBSP}CHF"


def percent(share: float) -> str:
    r"""A share in percent; a small one is never shown as zero.

    >>> percent(0.123), percent(0.0001), percent(0.9999), percent(1)
    ('12\xa0%', '<1\xa0%', '>99\xa0%', '100\xa0%')
    """
    if 0 < share < 0.005:
        return f"<1{NBSP}%"
    if 0.995 < share < 1:
        return f">99{NBSP}%"
    return f"{share * 100:.0f}{NBSP}%"
