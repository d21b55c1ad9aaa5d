"""The sets of codes that conditions can tell apart: with every number of codes of every kind.

Codes are of one kind when the same conditions ask for them: then it plays no part which of them a
set has, only how many, and no more than some condition counts.
"""

from collections.abc import Iterator
from itertools import chain, product
from math import prod

from iiz_rules.language.program import conditions
from iiz_rules.language.values import Domain, Value

MOST_SETS = 128
Kinds = list[tuple[list[str], int]]
"""The codes of each kind, and how many of them can make a difference."""


def kinds(asked: list[conditions.Members], domain: Domain) -> Kinds:
    """Group the codes of a list by the conditions that ask for them."""
    listed = [domain.codes if one.codes is None else frozenset(one.codes) for one in asked]
    groups: dict[tuple[int, ...], list[str]] = {}
    for code in sorted(domain.codes):
        asking = tuple(number for number, codes in enumerate(listed) if code in codes)
        groups.setdefault(asking, []).append(code)
    return [
        (codes, min(len(codes), max((_most(asked[number]) for number in asking), default=1)))
        for asking, codes in groups.items()
    ]


def _most(node: conditions.Members) -> int:
    """The number from which on more members change nothing."""
    return max(node.low, 0 if node.high is None else node.high + 1)


def few(groups: Kinds) -> bool:
    """Whether they are few enough to try all sets."""
    return prod(most + 1 for _, most in groups) <= MOST_SETS


def sets(asked: list[conditions.Members], domain: Domain) -> Iterator[Value]:
    """Sets of all kinds.

    Of too many kinds: none, each code alone, and as many as some condition asks for.
    """
    groups = kinds(asked, domain)
    if few(groups):
        for sizes in product(*(range(most + 1) for _, most in groups)):
            picked = (codes[:size] for (codes, _), size in zip(groups, sizes, strict=True))
            yield frozenset(chain(*picked))
        return
    yield frozenset()
    yield from (frozenset({code}) for codes, _ in groups for code in codes[:1])
    for members in asked:
        among = members.codes or tuple(sorted(domain.codes))
        for size in {members.low, members.low + 1, _most(members), len(among)}:
            yield frozenset(among[:size])
