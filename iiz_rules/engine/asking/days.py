"""The days on which to try a question, to find out everything a condition can come to.

Most conditions say the same on every day. Where some ask for days around that of the question, or
count years up to it, and others for fixed days, it plays a part how the ones lie to the others.
That changes only where a fixed day is about as far away as some condition reaches: those days are
tried, and one between each two of them.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from iiz_rules.engine.asking.worlds import Today, World, Years
from iiz_rules.engine.leaves import changes, limits
from iiz_rules.language.dates import shift
from iiz_rules.language.program import conditions

ANY_DAY = date(2024, 3, 5)
MOST_DAYS = 200
NEAR = range(-4, 5)
"""days tried around each: up to four days map to the same one of another month"""
ELSEWHERE = tuple(date(2024, month, day) for month in (1, 2, 3, 4, 12) for day in (1, 15, 28))
"""days in other places of their month, quarter and year"""


def days_of(world: World, nodes: Sequence[conditions.Condition]) -> tuple[list[date], bool]:
    """The days to try, and whether they are known to suffice."""
    leaves = [node for node in nodes if isinstance(node, conditions.Leaf)]
    compared = [node for node in nodes if isinstance(node, conditions.Compare)]
    read = {leaf.fact for leaf in leaves} | {one.fact for one in compared}
    read |= {one.other for one in compared}
    usual = min(max(ANY_DAY, world.first), world.last)
    reaches = [*_reaches(world, leaves, read)]
    today = any(isinstance(tie, Today) for tie in world.of(read))
    if not reaches and not today:
        return [usual], True
    around = any(leaf.moves and leaf.operands[0] == "same" for leaf in leaves)
    uniform = len({stretch[-1] in "DW" for stretch in reaches}) < 2 and not around
    fixed = {
        day
        for leaf in leaves
        if not leaf.moves
        for day in limits(leaf, usual)
        if isinstance(day, date)
    }
    critical = {day for day in _critical(fixed, reaches) if world.first <= day <= world.last}
    if not fixed:
        return [usual, *({*ELSEWHERE} if not uniform else ())], uniform
    simple = uniform and not any(one.plus for one in compared) and len(critical) <= MOST_DAYS
    days = sorted({*critical, usual, world.first, world.last})[:MOST_DAYS]
    between = [one + (other - one) // 2 for one, other in pairwise(days)]
    return list(dict.fromkeys([usual, *days, *between])), simple


def _reaches(world: World, leaves: Sequence[conditions.Leaf], read: set[str]) -> Iterator[str]:
    """The distances from the day of the question at which conditions look."""
    yield from (
        f"{leaf.operands[1]}" for leaf in leaves if leaf.moves and leaf.operands[0] != "same"
    )
    yield from ("P0D" for leaf in leaves if leaf.moves and leaf.operands[0] == "same")
    for tie in world.of(read):
        if isinstance(tie, Years) and tie.at is None and {tie.fact, tie.since} <= read:
            own = (leaf for leaf in leaves if leaf.fact == tie.fact)
            ends = {end for leaf in own for end in changes(leaf.kind, leaf.operands, ANY_DAY)}
            yield from (f"P{end}Y" for end in ends if 0 <= end <= 9_999)


def _critical(fixed: set[date], reaches: Sequence[str]) -> Iterator[date]:
    """The days about as far from a fixed one as some condition looks."""
    for day in fixed:
        for reach in ("P0D", *dict.fromkeys(reaches)):
            for sign in (1, -1):
                moved = shift(day, reach, sign)
                for near in NEAR:
                    try:
                        yield moved + timedelta(days=near)
                    except OverflowError:
                        continue
