"""What matters in a case: the facts that can still change the answer to a rule.

They are gathered from the worlds that were tried (`inquiry`): a fact matters where learning it
leads from a world in which a condition is not yet yes, or no, into one in which it is.
"""

from collections.abc import Iterator
from math import prod

from iiz_rules.engine.asking.inquiry import CaseInquiry, Reached, worlds_of
from iiz_rules.engine.asking.tried import Division, Learned

Matter = tuple[int, bool]
"""facts as bits; whether some worlds were not tried, so that a fact may not matter after all"""


def relevant(inquiry: CaseInquiry, rule: str) -> tuple[tuple[str, ...], bool]:
    """The facts that can still change an open rule, as read; whether some worlds were not tried."""
    number, alone = inquiry.number(rule), inquiry.grounds.alone
    facts, bounded = _either(_matter(inquiry, number, met) for met in (True, False))
    names = inquiry.unknown(inquiry.leaves(number))
    return tuple(name for name in names if alone(name) & facts), bounded


def _either(matter: Iterator[Matter]) -> Matter:
    facts, bounded = 0, False
    for more, also in matter:
        facts, bounded = facts | more, bounded | also
    return facts, bounded


def _matter(inquiry: CaseInquiry, number: int, met: bool) -> Matter:
    """The facts that can make a condition yes, or no where it is not to be `met`."""
    reached = inquiry.found(number)
    if met not in reached.matter:
        reached.matter[met] = _gathered(inquiry, number, reached, met)
    return reached.matter[met]


def _gathered(inquiry: CaseInquiry, number: int, reached: Reached, met: bool) -> Matter:
    if reached.bounded:
        names = inquiry.unknown(inquiry.leaves(number))
        return sum(map(inquiry.grounds.alone, names)), True
    if reached.group:
        return _shared(inquiry, reached.group, met)
    telling = [*_telling(reached, met)]
    facts = sum(inquiry.grounds.alone(one) for one in telling if isinstance(one, str))
    groups = [one for one in telling if not isinstance(one, str)]
    more, bounded = _either(_shared(inquiry, group, answer) for group, answer in groups)
    return facts | more, bounded


def _telling(reached: Reached, met: bool) -> Iterator[Learned]:
    """Everything whose learning can make a condition yes, or no where it is not to be met."""
    truth = reached.truth[not met]
    every = (1 << prod(len(tried.states) for tried, _ in reached.tried)) - 1
    for tried, apart in reached.tried:
        worlds = enumerate(worlds_of(apart, len(tried.states), every))
        states = [(truth & at) >> apart * place for place, at in worlds]
        for learned, steps in tried.steps.items():
            if any(states[to] & ~states[of] for of, to in steps):
                yield learned


def _shared(inquiry: CaseInquiry, group: Division, met: bool) -> Matter:
    """What matters in the parts of a group, for its yes or its no."""
    reached = [(part, inquiry.found(part)) for part in group.parts]
    if met:
        can = [part for part, one in reached if one.yes]
        enough = len(can) >= group.need
    else:
        can = [part for part, one in reached if one.no]
        enough = len(can) > len(reached) - group.need
    return _either(_matter(inquiry, part, met) for part in (can if enough else ()))
