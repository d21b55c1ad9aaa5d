"""The communes of Switzerland by their number, on every day since 1848, with canton and district.

`communes.tsv` is the register of the Federal Statistical Office (state of January 2026); how it is
made anew is said in `scripts/read_communes.py`. A number names a commune, and another one where two
became one; the canton follows from it, and of a day the district.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

DISTRICT, COMMUNE = "district-", "commune-"
"""prefixes of the code of a district or a commune, before its number"""
ELSEWHERE = "elsewhere"
"""the code of every place that a list does not name"""
CANTONS = (
    "AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE", "NW", "OW", "SG",
    "SH", "SO", "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH",
)  # fmt: skip


class Stretch(NamedTuple):
    """A commune as it was from a day to a day, both included."""

    number: int
    canton: str
    district: str
    name: str
    first: date
    last: date
    became: tuple[int, ...]
    """the numbers of its successors, if any"""

    def codes(self) -> tuple[str, str, str]:
        """The codes of where it lies, the narrowest first."""
        return f"{COMMUNE}{self.number}", f"{DISTRICT}{self.district}", self.canton


@cache
def register() -> Mapping[int, tuple[Stretch, ...]]:
    """All communes by their number, their stretches in order.

    >>> [(one.name, one.canton, one.last.year) for one in register()[132]]
    [('Hirzel', 'ZH', 2017)]
    """
    from pathlib import Path  # which the way to a cached answer does without

    communes: dict[int, tuple[Stretch, ...]] = {}
    for line in Path(__file__).with_name("communes.tsv").read_text("utf-8").splitlines():
        number, canton, district, name, first, last, became = line.split("\t")
        days = date.fromisoformat(first), date.fromisoformat(last) if last else date.max
        after = tuple(map(int, became.split()))
        stretch = Stretch(int(number), canton, district, name, *days, after)
        communes[stretch.number] = (*communes.get(stretch.number, ()), stretch)
    return communes


def commune(number: int, on: date) -> Stretch | None:
    """The commune of a number on a day; None if there was none.

    >>> commune(261, date(2024, 3, 5)).name, commune(132, date(2024, 3, 5))
    ('Zürich', None)
    """
    known = register().get(number, ())
    return next((one for one in known if one.first <= on <= one.last), None)


def today_of(number: int) -> tuple[Stretch, ...]:
    """The successors of a former commune, as far as the register knows.

    >>> [one.name for one in today_of(140)]  # Schönenberg
    ['Wädenswil']
    """
    known = register().get(number, ())
    if not known or known[-1].last == date.max:
        return known[-1:]
    after = (stretch for other in known[-1].became for stretch in today_of(other))
    return tuple(dict.fromkeys(after))


def lies_in(number: int, on: date, codes: Collection[str]) -> str | None:
    """The narrowest of some codes in which a commune lies on a day.

    >>> lies_in(6248, date(2024, 3, 5), {"VS", "VD"}), lies_in(261, date(2024, 3, 5), {"VS"})
    ('VS', None)
    """
    there = commune(number, on)
    known = (*(there.codes() if there else ()), *([ELSEWHERE] if there else []))
    return next((code for code in known if code in codes), None)


def placed(codes: Collection[str]) -> Iterator[tuple[str, Stretch]]:
    """Every stretch of every commune, with the code in which it lies."""
    for known in register().values():
        for stretch in known:
            code = next((code for code in (*stretch.codes(), ELSEWHERE) if code in codes), None)
            if code is not None:
                yield code, stretch


def uncovered(codes: Collection[str]) -> tuple[str, ...]:
    """The cantons of which a list of places does not say where they belong.

    >>> uncovered({"ZH", "elsewhere"}), uncovered({*CANTONS} - {"ZH", "VS"})
    ((), ('VS', 'ZH'))
    """
    return () if ELSEWHERE in codes else tuple(one for one in CANTONS if one not in codes)


def strange(codes: Collection[str]) -> tuple[str, ...]:
    """The codes of a list of places that are none.

    >>> strange({"ZH", "district-101", "commune-261", "district-1", "Zurich", "elsewhere"})
    ('Zurich', 'district-1')
    """
    known = {ELSEWHERE, *CANTONS}
    known |= {code for some in register().values() for one in some for code in one.codes()}
    return tuple(sorted(set(codes) - known))
