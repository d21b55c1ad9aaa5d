"""Dates without a clock: reading them, adding durations, completed years.

Months and years are added on the calendar; a day that the month does not have becomes its last
day (31 January + 1 month = 28 or 29 February). A year of life is completed on the birthday; who
is born on 29 February completes it on 1 March in other years (stated here, not in the sources).
"""

import re
from datetime import date, timedelta
from typing import Literal, cast

Period = Literal["month", "quarter", "year"]

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DURATION = re.compile(r"P([0-9]{1,4})([DWMY])")


def parse_date(text: str) -> date | None:
    """Read a date written 2024-03-05; None if it is not one, such as 2025-02-30.

    >>> parse_date("2024-02-29"), parse_date("2025-02-29"), parse_date("5.3.2024")
    (datetime.date(2024, 2, 29), None, None)
    """
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_duration(duration: str) -> tuple[int, str]:
    """Read a duration: how many, and of what.

    >>> read_duration("P30D")
    (30, 'D')
    """
    match = _DURATION.fullmatch(duration)
    if not match:
        raise ValueError(duration)
    return int(match[1]), match[2]


def shift(day: date, duration: str, sign: int = 1) -> date:
    """Add a duration such as P30D, P2W, P3M or P1Y to a day, or take it away with `sign` -1.

    Beyond the calendar (years 1 to 9999) the result stays at its first or last day.

    >>> shift(date(2024, 1, 31), "P1M"), shift(date(2024, 2, 29), "P1Y", -1)
    (datetime.date(2024, 2, 29), datetime.date(2023, 2, 28))
    """
    length, unit = read_duration(duration)
    count = sign * length
    try:
        if unit in "DW":
            return day + timedelta(days=count * (7 if unit == "W" else 1))
        return _shift_months(day, count * (12 if unit == "Y" else 1))
    except OverflowError:
        return date.max if sign > 0 else date.min


def span(day: date, period: Period) -> tuple[date, date]:
    """The first and the last day of the calendar month, quarter or year that a day lies in.

    >>> span(date(2024, 2, 29), "quarter")
    (datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))
    """
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    end = date(day.year, last, _days(day.year, last))
    return date(day.year, first, 1), end


def window(on: date, side: str, stretch: str) -> tuple[date, date]:
    """The first and last day of a stretch before, after or around (`same`) a day.

    >>> window(date(2024, 3, 5), "last", "P1M"), window(date(2024, 3, 5), "same", "month")
    ((datetime.date(2024, 2, 5), datetime.date(2024, 3, 5)), \
(datetime.date(2024, 3, 1), datetime.date(2024, 3, 31)))
    """
    if side == "same":
        return span(on, cast("Period", stretch))
    return (shift(on, stretch, -1), on) if side == "last" else (on, shift(on, stretch))


def _shift_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= date.max.year:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, _days(year, month + 1)))


def _days(year: int, month: int) -> int:
    """How many days a month has; to import `calendar` for it takes longer than most answers."""
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def completed_years(since: date, on: date) -> int:
    """Count the years completed from `since` to `on`; negative before it.

    >>> completed_years(date(2004, 2, 29), date(2029, 2, 28))
    24
    >>> completed_years(date(2004, 2, 29), date(2029, 3, 1))
    25
    """
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def birthday(since: date, after: date) -> date:
    """The first day after `after` on which a further year since `since` is completed.

    >>> (
    ...     birthday(date(2004, 2, 29), date(2024, 2, 29)),
    ...     birthday(date(2004, 2, 29), date(2028, 1, 1)),
    ... )
    (datetime.date(2025, 3, 1), datetime.date(2028, 2, 29))
    """
    for year in range(max(after.year, since.year + 1), date.max.year + 1):
        leap_day = (since.month, since.day) == (2, 29) and _days(year, 2) == 28
        day = date(year, 3, 1) if leap_day else since.replace(year=year)
        if day > after:
            return day
    return date.max
