"""Numbers and dates of reports in words."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from iiz_rules.words.formats import NBSP
from iiz_rules.words.text import Language


def francs(rappen: int) -> str:
    r"""Give an amount to the Rappen.

    >>> francs(123456)
    "1'234.56"
    """
    return f"{rappen // 100:,}.{rappen % 100:02}".replace(",", "'")


def round_francs(rappen: int, language: Language) -> str:
    r"""Give an amount in whole francs.

    >>> round_francs(-123456, "de")
    "-1'235\xa0CHF"
    """
    del language  # the same in all of them
    return f"{round(rappen / 100):,}".replace(",", "'") + f"{NBSP}CHF"


def whole_francs(value: Decimal) -> str:
    """Give an amount in whole francs, without its name.

    >>> whole_francs(Decimal("1234.50"))
    "1'235"
    """
    return counted(int(value.quantize(Decimal(1), ROUND_HALF_UP)))


def counted(number: int) -> str:
    """Give a number.

    >>> counted(10000)
    "10'000"
    """
    return f"{number:,}".replace(",", "'")


def percent(share: float) -> str:
    r"""Give a share; what is little but not nothing is never shown as nothing.

    >>> percent(0.123), percent(0.0001), percent(0.9999), percent(1)
    ('12\xa0%', '<1\xa0%', '>99\xa0%', '100\xa0%')
    """
    if 0 < share < 0.005:
        return f"<1{NBSP}%"
    if 0.995 < share < 1:
        return f">99{NBSP}%"
    return f"{share * 100:.0f}{NBSP}%"


def month_words(start: date, month: int) -> str:
    """Give a month so many after the start.

    >>> month_words(date(2026, 11, 1), 3)
    '02.2027'
    """
    year, of_year = divmod(start.year * 12 + start.month - 1 + month, 12)
    return f"{of_year + 1:02}.{year}"
