"""The values of a fact that conditions can tell apart: enough to try out instead of all.

Between two neighbouring limits every value behaves alike, so the limits and their neighbours stand
for all numbers and dates; of a closed list the codes that are mentioned, and one that is not. Facts
that are compared with each other share their limits, and each needs room beside the others.

Codes of a set are of one kind when the same conditions ask for them: then it plays no part which of
them a set has, only how many, and no more than some condition counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain, count, islice, product
from math import prod
from typing import Any

from iiz_rules.engine.interpreter import Situation
from iiz_rules.engine.leaves import changes, limits, neighbour
from iiz_rules.language.dates import shift
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import walk
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import Between, Domain, Problem, Value, read_value

MOST_SETS = 128
MOST_YEARS = 9_999
"""the years of the calendar"""
MOST_RANGES = 64
"""cached results of `_near`"""
Kinds = list[tuple[list[str], int]]
"""the codes of each kind, and how many of them can make a difference"""


def reachable(program: Program, *nodes: conditions.Condition) -> Iterator[conditions.Condition]:
    """Nodes and all nodes that their truth can depend on, each definition once."""
    seen: set[str] = set()
    stack = [*nodes]
    while stack:
        for inner in walk(stack.pop()):
            yield inner
            if isinstance(inner, conditions.Reference) and inner.name not in seen:
                seen.add(inner.name)
                stack.append(program.definitions[inner.name].node)


def candidates(
    program: Program,
    nodes: Sequence[conditions.Condition],
    fact: str,
    situation: Situation,
    *,
    alone: bool = False,
) -> tuple[Value, ...]:
    """Values of a fact, at least one of each kind that some of the nodes can tell apart.

    Of a day also by the years that are counted from it, unless it is tried `alone`.
    """
    domain = program.facts[fact].domain
    if domain.type in ("bool", "judgement"):
        return True, False
    if domain.type == "codes":
        return tuple(_sets(_members(nodes, fact), domain))
    counted = () if alone else _counted(program, nodes, fact, situation.facts)
    alike = _compared(nodes, fact, counted)
    placed = {name: situation.facts[name] for name in sorted(alike & situation.facts.keys())}
    bounds = {name: one for name, one in placed.items() if isinstance(one, Between)}
    unplaced = sorted((alike - placed.keys()) | bounds.keys())
    room = len(unplaced)
    known = [value for name, value in placed.items() if name not in bounds]
    known += [end for one in bounds.values() for end in (one.low, one.high)]
    leaves = (leaf for leaf in nodes if isinstance(leaf, conditions.Leaf) and leaf.fact in alike)
    mentioned = [limit for leaf in leaves for limit in limits(leaf, situation.on)]
    if domain.type in ("code", "text"):
        beside = [program.facts[name].domain.codes for name in sorted(alike - {fact})]
        return tuple(_words([*known, *mentioned], domain, beside, room))
    for name in unplaced if room > 1 else ():
        known += _ends(program.facts[name].domain)
    known += [situation.on for name in unplaced if program.facts[name].domain.until_question]
    known += [situation.on for one in counted if one.years_at is None]
    stretches = (*_stretches(nodes, alike), *_years(counted, nodes, situation))
    values = _within(_near((*known, *mentioned), domain, stretches, room), bounds.get(fact))
    values = values or _near((_middle(domain),), domain, stretches, room)
    if domain.until_question:
        values = tuple(value for value in values if not _to_come(value, situation.on))
    return values


def complete(program: Program, nodes: Sequence[conditions.Condition], fact: str) -> bool:
    """Whether the candidates stand for all values.

    Of a set there can be too many kinds; of more than two days, each so much after another, too
    many that differ.
    """
    domain = program.facts[fact].domain
    if domain.type != "codes":
        counted = _counted(program, nodes, fact)
        alike = _compared(nodes, fact, counted)
        years = {one.id for one in counted}
        if any(
            isinstance(node, conditions.Compare) and years & {node.fact, node.other}
            for node in nodes
        ):
            return False
        return len(alike) < 3 or not (counted or _stretches(nodes, alike))
    return _few(_kinds(_members(nodes, fact), domain))


def _counted(
    program: Program, nodes: Sequence[conditions.Condition], fact: str, known: Iterable[str] = ()
) -> tuple[Fact, ...]:
    """The years that are counted from or to a day, where some node reads them or they are known."""
    if program.facts[fact].domain.type != "date":
        return ()
    counting = program.counting.get(fact)
    if not counting:
        return ()
    read = {*known, *(name for node in nodes for name in conditions.facts_of(node))}
    return tuple(one for one in counting if one.id in read)


def _years(
    counted: Iterable[Fact], nodes: Sequence[conditions.Condition], situation: Situation
) -> Iterator[str]:
    """The numbers of years at which a condition on them can change, as durations."""
    for years in counted:
        domain, known = years.domain, situation.facts.get(years.id)
        ends = [domain.at_least or 0, *([] if domain.at_most is None else [domain.at_most + 1])]
        ends += [known, known + 1] if isinstance(known, int) else []
        leaves = (one for one in nodes if isinstance(one, conditions.Leaf) and one.fact == years.id)
        ends += [
            edge for leaf in leaves for edge in changes(leaf.kind, leaf.operands, situation.on)
        ]
        yield from (f"P{end}Y" for end in dict.fromkeys(ends) if 0 <= end <= MOST_YEARS)


def _compared(
    nodes: Sequence[conditions.Condition], fact: str, counted: Iterable[Fact] = ()
) -> set[str]:
    """This fact and all that it is compared with, directly or through others."""
    pairs = [(node.fact, node.other) for node in nodes if isinstance(node, conditions.Compare)]
    pairs += [(years.years_since or fact, years.years_at or fact) for years in counted]
    beside: dict[str, set[str]] = {}
    for name, other in pairs:
        beside.setdefault(name, set()).add(other)
        beside.setdefault(other, set()).add(name)
    alike = ahead = {fact}
    while ahead:
        ahead = set().union(*(beside.get(name, ()) for name in ahead)) - alike
        alike = alike | ahead
    return alike


def _stretches(nodes: Iterable[conditions.Condition], alike: set[str]) -> list[str]:
    """The durations that are added in comparisons of days."""
    compared = (one for one in nodes if isinstance(one, conditions.Compare) and one.fact in alike)
    return [one.plus for one in compared if one.plus]


@lru_cache(MOST_RANGES)
def _near(
    limits: tuple[Any, ...], domain: Domain, stretches: tuple[str, ...], room: int
) -> tuple[Value, ...]:
    """The limits, days so much before and after them, and the neighbours of all that can be right.

    Up to three days of a month come to the same day of a shorter one. Of facts that are compared
    with each other the values are mostly the same, and worked out once.
    """
    moved = [shift(day, by, sign) for day in limits for by in stretches for sign in (1, -1)]
    near = {value: None for limit in limits for value in _around(limit, room)}
    near |= {value: None for day in moved for value in _around(day, room + 3)}
    return tuple(value for value in near if _possible(value, domain))


def _around(value: Any, room: int) -> Iterator[Value]:
    """A value with as many neighbours on both sides as facts need room there."""
    yield value
    for distance in range(1, room + 1):
        beside = (neighbour(value, -distance), neighbour(value, distance))
        yield from (one for one in beside if one is not None)


def _ends(domain: Domain) -> list[Value]:
    kind = Decimal if domain.type == "chf" else int
    return [kind(end) for end in (domain.at_least, domain.at_most) if end is not None]


def _middle(domain: Domain) -> Value:
    """A value to start from if no condition mentions any."""
    if domain.type == "date":
        return date(2000, 1, 1)
    ends = _ends(domain)
    zero: Value = Decimal("0.00") if domain.type == "chf" else 0
    return zero if not ends or _possible(zero, domain) else ends[0]


def _possible(value: Value, domain: Domain) -> bool:
    return not isinstance(read_value(value, domain), Problem)


def _to_come(value: Value, on: date) -> bool:
    """Whether it is a day after that of the question."""
    return isinstance(value, date) and value > on


def _within(values: tuple[Any, ...], bounds: Between[Any] | None) -> tuple[Value, ...]:
    """The values within the known bounds of an amount, if any."""
    if bounds is None:
        return values
    return tuple(value for value in values if bounds.low <= value <= bounds.high)


def _words(
    values: list[Value], domain: Domain, beside: list[frozenset[str]], room: int
) -> Iterator[Value]:
    """The codes or texts that are mentioned, and others that none does.

    Of codes there are several kinds where a fact compared with this one has another list: those
    that it can have as well, and those that it cannot.
    """
    mentioned = set(map(str, values))
    if domain.type == "code":
        yield from sorted(mentioned & domain.codes)
        kinds: dict[tuple[bool, ...], list[str]] = {}
        for code in sorted(domain.codes - mentioned):
            kinds.setdefault(tuple(code in codes for codes in beside), []).append(code)
        yield from (code for codes in kinds.values() for code in codes[:room])
    else:
        yield from sorted(mentioned)
        yield from islice((t for n in count(1) if (t := "…" * n) not in mentioned), room)


def _members(nodes: Iterable[conditions.Condition], fact: str) -> list[conditions.Members]:
    """The conditions on a set alone, and those on it joined with others as if alone."""
    members: list[conditions.Members] = []
    for node in nodes:
        if isinstance(node, conditions.Members) and node.fact == fact:
            members.append(node)
        elif isinstance(node, conditions.Joined) and fact in conditions.facts_of(node):
            members.append(conditions.Members(fact, node.codes, node.low, node.high))
    return members


def _kinds(members: list[conditions.Members], domain: Domain) -> Kinds:
    """Group the codes of a list by the conditions that ask for them."""
    listed = [domain.codes if one.codes is None else frozenset(one.codes) for one in members]
    groups: dict[tuple[int, ...], list[str]] = {}
    for code in sorted(domain.codes):
        asking = tuple(number for number, codes in enumerate(listed) if code in codes)
        groups.setdefault(asking, []).append(code)
    return [
        (codes, min(len(codes), max((_most(members[number]) for number in asking), default=1)))
        for asking, codes in groups.items()
    ]


def _most(node: conditions.Members) -> int:
    """The number of members beyond which more change nothing."""
    return max(node.low, 0 if node.high is None else node.high + 1)


def _few(groups: Kinds) -> bool:
    """Whether they are few enough to try all sets."""
    return prod(most + 1 for _, most in groups) <= MOST_SETS


def _sets(leaves: list[conditions.Members], domain: Domain) -> Iterator[Value]:
    """Sets of all kinds; of too many none, each code alone, and as many as some condition asks."""
    groups = _kinds(leaves, domain)
    if _few(groups):
        for sizes in product(*(range(most + 1) for _, most in groups)):
            picked = (codes[:size] for (codes, _), size in zip(groups, sizes, strict=True))
            yield frozenset(chain(*picked))
        return
    yield frozenset()
    yield from (frozenset({code}) for codes, _ in groups for code in codes[:1])
    for members in leaves:
        among = members.codes or tuple(sorted(domain.codes))
        for size in {members.low, members.low + 1, _most(members), len(among)}:
            yield frozenset(among[:size])
