"""Days as numbers: 512 times the year, 32 times the month, the day of the month.

They are ordered as days are, completed years are the difference without its nine lowest bits, and
a month or a year later is arithmetic on parts of the number.
"""

from datetime import date
from typing import NamedTuple

from iiz_rules.language.dates import read_duration
from iiz_rules.verification.bits import Arithmetic, Bits, constant
from iiz_rules.verification.cnf import FALSE, TRUE

DAY, MONTH, YEAR = 5, 4, 15
"""bits of each part; the year has room for those beyond the calendar"""
LONGEST_STEP = 28
"""days that lead at most into the next month"""
PERIODS = {"month": 1, "quarter": 3, "year": 12}


class SymbolicDay(NamedTuple):
    """A day as bits, with bounds of its year."""

    bits: Bits
    first: int
    last: int

    @property
    def day(self) -> Bits:
        """The day of the month."""
        return self.bits[:DAY]

    @property
    def month(self) -> Bits:
        """The month."""
        return self.bits[DAY : DAY + MONTH]

    @property
    def year(self) -> Bits:
        """The year."""
        return self.bits[DAY + MONTH :]


def as_number(day: date) -> int:
    """The number of a day.

    >>> as_number(date(2024, 2, 29)) == 512 * 2024 + 32 * 2 + 29
    True
    """
    return day.year << DAY + MONTH | day.month << DAY | day.day


def as_day(number: int) -> date:
    """The day of a number."""
    year, rest = divmod(number, 1 << DAY + MONTH)
    return date(year, *divmod(rest, 1 << DAY))


def known(day: date) -> SymbolicDay:
    """A constant day."""
    return SymbolicDay(constant(as_number(day), DAY + MONTH + YEAR), day.year, day.year)


class Calendar(Arithmetic):
    """Gates over days."""

    def any_day(self, first: int, last: int) -> SymbolicDay:
        """A free day within some years of the calendar."""
        width = last.bit_length()
        year = (*self.variable(width), *[FALSE] * (YEAR - width))
        day = SymbolicDay((*self.variable(DAY), *self.variable(MONTH), *year), first, last)
        require = self.cnf.require
        require(self.between(day.year, first, last))
        require(self.between(day.month, 1, 12))
        require(self.between(day.day, 1, None))
        require(self.at_most(day.day, self.length(day)))
        return day

    def length(self, day: SymbolicDay) -> Bits:
        """How many days its month has."""
        cnf = self.cnf
        february = self.is_number(day.month, 2)
        leap = self.leap(day)
        short = cnf.any_of([self.is_number(day.month, month) for month in (4, 6, 9, 11)])
        lowest = cnf.any_of([cnf.all_of([february, leap]), -cnf.any_of([february, short])])
        return lowest, -february, TRUE, TRUE, TRUE

    def leap(self, day: SymbolicDay) -> int:
        """Whether its year has a 29 February."""
        centuries = range(day.first - day.first % 100, day.last + 1, 100)
        without = [self.is_number(day.year, year) for year in centuries if year % 400]
        return self.cnf.all_of([-day.year[0], -day.year[1], *(-year for year in without)])

    def shifted(self, day: SymbolicDay, duration: str, sign: int = 1) -> SymbolicDay:
        """A day so much later, or earlier; beyond the calendar its first or last day."""
        count, unit = read_duration(duration)
        if unit in "DW":
            moved, beyond = self._days(day, sign * count * (7 if unit == "W" else 1))
        else:
            moved, beyond = self._months(day, sign * count * (12 if unit == "Y" else 1))
        if beyond == FALSE:
            return moved
        end = known(date.max if sign > 0 else date.min)
        bits = self.chosen(beyond, end.bits, moved.bits)
        return SymbolicDay(bits, max(1, moved.first), min(9999, moved.last))

    def _months(self, day: SymbolicDay, months: int) -> tuple[SymbolicDay, int]:
        years, rest = divmod(abs(months), 12)
        if months >= 0:
            moved = self.plus(day.month, constant(rest))
            over = self.between(moved, 13, None)
            month = self.chosen(over, self.minus(moved, constant(12))[0], moved)
            year = self.plus(day.year, constant(years), over)[:YEAR]
            first, last = day.first + years, day.last + years + 1
        else:
            moved, under = self.minus(day.month, constant(rest, MONTH))
            none = self.cnf.any_of([under, self.is_number(moved, 0)])
            month = self.chosen(none, self.plus(moved, constant(12, MONTH))[:MONTH], moved)
            taken = self.plus(constant(years, YEAR), (none,))
            year, first, last = (
                self.minus(day.year, taken)[0][:YEAR],
                day.first - years - 1,
                day.last,
            )
            last -= years
        whole = SymbolicDay((*day.day, *month[:MONTH], *year), first, last)
        length = self.length(whole)
        at = self.chosen(self.at_most(day.day, length), day.day, length)
        return whole._replace(bits=(*at, *month[:MONTH], *year)), self._beyond(whole)

    def _beyond(self, day: SymbolicDay) -> int:
        """Whether a year lies beyond the calendar; less than nothing shows as far too much."""
        if day.first >= 1 and day.last <= 9999:
            return FALSE
        return -self.between(day.year, 1, 9999)

    def _days(self, day: SymbolicDay, days: int) -> tuple[SymbolicDay, int]:
        beyond = FALSE
        while days:
            step = min(LONGEST_STEP, abs(days))
            day = self._later(day, step) if days > 0 else self._earlier(day, step)
            beyond = self.cnf.any_of([beyond, self._beyond(day)])
            days -= step if days > 0 else -step
        return day, beyond

    def _later(self, day: SymbolicDay, days: int) -> SymbolicDay:
        length = self.length(day)
        moved = self.plus(day.day, constant(days))
        over = -self.at_most(moved, length)
        at = self.chosen(over, self.minus(moved, length)[0], moved)[:DAY]
        following = self._months(day._replace(bits=(TRUE, *[FALSE] * 4, *day.bits[DAY:])), 1)[0]
        rest = self.chosen(over, following.bits[DAY:], day.bits[DAY:])
        return SymbolicDay((*at, *rest), day.first, following.last)

    def _earlier(self, day: SymbolicDay, days: int) -> SymbolicDay:
        moved, under = self.minus(day.day, constant(days, DAY))
        none = self.cnf.any_of([under, self.is_number(moved, 0)])
        before = self._months(day._replace(bits=(TRUE, *[FALSE] * 4, *day.bits[DAY:])), -1)[0]
        at = self.chosen(none, self.plus(moved, self.length(before))[:DAY], moved)
        rest = self.chosen(none, before.bits[DAY:], day.bits[DAY:])
        return SymbolicDay((*at, *rest), before.first, day.last)

    def within(self, day: SymbolicDay, on: SymbolicDay, side: str, stretch: str) -> int:
        """Whether a day lies in a stretch before, after or around another one."""
        if side == "same":
            alike = [self.equal(day.year, on.year)]
            months = PERIODS[stretch]
            for first in range(1, 13, months) if months < 12 else ():
                in_period = (
                    self.between(one.month, first, first + months - 1) for one in (day, on)
                )
                alike.append(self.cnf.same(*in_period))
            return self.cnf.all_of(alike)
        begin = self.shifted(on, stretch, -1) if side == "last" else on
        end = on if side == "last" else self.shifted(on, stretch)
        between = (self.at_most(begin.bits, day.bits), self.at_most(day.bits, end.bits))
        return self.cnf.all_of(between)

    def years_between(self, since: SymbolicDay, at: SymbolicDay) -> tuple[Bits, int]:
        """The years completed from one day to another, and whether that lies before it."""
        difference, negative = self.minus(at.bits, since.bits)
        return difference[DAY + MONTH :], negative
