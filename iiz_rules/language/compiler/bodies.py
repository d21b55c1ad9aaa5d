"""Bodies and staffing → rules over counted facts, so that one evaluation answers them too.

A body makes three rules: `<body>.composition` with a criterion for each seat and each quality,
`<body>.quorum` and `<body>.majority`. What they read (`<body>.<seat>.members` …) is counted from
the list of members by `source.members`; it can as well be given like any other fact. A quorum or a
majority that the edition does not declare is not regulated.
"""

from collections.abc import Iterator
from typing import Any

from iiz_rules.findings.finding import Place
from iiz_rules.language.compiler.conditions import chosen_node, chosen_value
from iiz_rules.language.compiler.facts import joined, places, qualities, quality_label
from iiz_rules.language.model.bodies import (
    Body,
    MoreThanShare,
    Seat,
    ShareOfMembers,
    Size,
    Staffing,
)
from iiz_rules.language.model.chosen import NOT_REGULATED, possible
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.program import conditions, organisation
from iiz_rules.language.program.rules import Criterion, Rule
from iiz_rules.words.say import text
from iiz_rules.words.text import Text


def compile_bodies(edition: Edition) -> dict[str, Rule]:
    """Compile the rules of all bodies and of all staffing, by id."""
    rules = [rule for body in edition.bodies.values() for rule in _rules(edition, body)]
    rules += [_staffing(edition, one) for one in edition.organisation.staffing]
    return {rule.id: rule for rule in rules}


def bodies(edition: Edition) -> dict[str, organisation.Body]:
    """The seats of all bodies, to count members by."""
    return {
        body.id: organisation.Body(
            body.id,
            body.label.text,
            tuple(_seat(one) for one in body.seats),
            {one.of: one.clauses for one in body.advisory},
            body.unnamed,
        )
        for body in edition.bodies.values()
    }


def _seat(seat: Seat) -> organisation.Seat:
    at_most = chosen_value(seat.at_most, lambda n: None if n == "any" else n)
    return organisation.Seat(seat.name, seat.of, qualities(seat), at_most, seat.clauses)


def staffing(edition: Edition) -> dict[str, organisation.Staffing]:
    """What to count staff by."""
    return {
        staff.id: organisation.Staffing(
            staff.id, staff.each, tuple(places(edition, staff)), staff.has
        )
        for staff in edition.organisation.staffing
    }


def _rules(edition: Edition, body: Body) -> Iterator[Rule]:
    criteria = [*_seats(edition, body)]
    if not (body.open_to_others or body.unnamed):
        nobody = conditions.Range(f"{body.id}.others", 0, 0, at=body.place)
        criteria.append(_required(body, "others", text("rules.others"), nobody))
    if body.size is not None:
        at = body.place_of("size")
        node = chosen_node(body.size, lambda n: _sized(body, *_limits(n), at), at)
        criteria.append(_required(body, "size", text("rules.size"), node))
    yield _rule(body, "composition", tuple(criteria))
    yield _rule(body, "quorum", (_quorum(body),))
    yield _rule(body, "majority", (_majority(body),))


def _rule(body: Body, kind: Any, criteria: tuple[Criterion, ...]) -> Rule:
    label = joined(body.label.text, text(f"rules.body.{kind}"))
    return Rule(f"{body.id}.{kind}", kind, label, body.clauses, criteria, at=body.place)


def _required(body: Body, name: str, label: Text, node: conditions.Condition) -> Criterion:
    return Criterion(name, label, "required", body.clauses, node, at=body.place_of(name))


def _seats(edition: Edition, body: Body) -> Iterator[Criterion]:
    for seat in body.seats:
        label = edition.actors[seat.of].label.text
        node = _between(f"{body.id}.{seat.name}.members", seat)
        yield Criterion(seat.name, label, "required", seat.clauses, node, at=seat.place)
        for quality in qualities(seat):
            named = quality_label(edition, seat, quality)
            clauses = tuple(dict.fromkeys((*seat.clauses, *edition.qualities[quality].clauses)))
            name, asked = f"{seat.name}.{quality}", _quality(body, seat, quality)
            yield Criterion(name, named, "required", clauses, asked, at=seat.place)


def _between(fact: str, written: Seat | Staffing) -> conditions.Condition:
    """Ask for a number from `at_least` to `at_most`, each of which may be read in several ways."""
    at = written.place

    def least(n: int) -> conditions.Condition:
        return conditions.Range(fact, n, None, at=at)

    def most(n: int | str) -> conditions.Condition:
        return (
            conditions.Constant(True, at=at)
            if n == "any"
            else conditions.Range(fact, None, n, at=at)
        )

    low, high = written.at_least, written.at_most
    if isinstance(low, int) and (isinstance(high, int) or high == "any"):
        return conditions.Range(fact, low, high if isinstance(high, int) else None, at=at)
    return conditions.All((chosen_node(low, least, at), chosen_node(high, most, at)), at=at)


def _quality(body: Body, seat: Seat, quality: str) -> conditions.Condition:
    """Ask for a quality of who sits there; a seat that may stay empty asks it of nobody then."""
    at = seat.place
    held = conditions.OneOf(f"{body.id}.{seat.name}.{quality}", (True,), at=at)

    def asked(names: tuple[str, ...]) -> conditions.Condition:
        return held if quality in names else conditions.Constant(True, at=at)

    node = chosen_node(seat.requires, asked, at)
    if 0 not in possible(seat.at_least):
        return node
    return conditions.Any(
        (conditions.Range(f"{body.id}.{seat.name}.members", 0, 0, at=at), node), at=at
    )


def _quorum(body: Body) -> Criterion:
    at = body.place_of("quorum")

    def build(n: Any) -> conditions.Condition:
        if n is None or n == NOT_REGULATED:
            return conditions.Silent(text("rules.no-quorum"), at=at)
        if isinstance(n, int):
            return _present(body, n, at)
        return chosen_node(body.members, lambda size: _share(body, n, *_limits(size), at), at)

    return _required(body, "quorum", text("rules.present"), chosen_node(body.quorum, build, at))


def _limits(size: int | Size) -> tuple[int, int | None]:
    return (size.at_least, size.most) if isinstance(size, Size) else (size, size)


def _sized(body: Body, low: int | None, high: int | None, at: Place) -> conditions.Condition:
    return conditions.Range(f"{body.id}.size", low, high, at=at)


def _present(body: Body, n: int, at: Place) -> conditions.Condition:
    return conditions.Range(f"{body.id}.present", n, None, at=at)


def _share(
    body: Body, share: ShareOfMembers | MoreThanShare, low: int, high: int | None, at: Place
) -> conditions.Condition:
    """Ask for a share of the members, by how many they are.

    Of a body with more members than it may have the source does not say how many are enough.
    """
    assert high is not None  # what has no limit has no share: `share-without-size`
    if low == high:
        return _present(body, share.of(high), at)
    enough = {share.of(members): members for members in range(low, high + 1)}
    within, silent = _sized(body, None, high, at), conditions.Silent(text("rules.too-many"), at=at)
    return conditions.ByCase(within, _by_size(body, [*enough.items()], at), silent, at=at)


def _by_size(body: Body, enough: list[tuple[int, int]], at: Place) -> conditions.Condition:
    """Of pairs in order, so many are enough of up to so many members: the half that applies."""
    if len(enough) == 1:
        [(n, _)] = enough
        return _present(body, n, at)
    half = len(enough) // 2
    up_to = _sized(body, None, enough[half - 1][1], at)
    fewer, more = (_by_size(body, part, at) for part in (enough[:half], enough[half:]))
    return conditions.ByCase(up_to, fewer, more, at=at)


def _majority(body: Body) -> Criterion:
    at = body.place_of("majority")
    node = chosen_node(body.majority, lambda word: _decided(body, word, at), at)
    return _required(body, "majority", text("rules.for-enough"), node)


def _decided(body: Body, word: Any, at: Place) -> conditions.Condition:
    """Say when a vote carries. As many for as against: no source says who decides then."""
    for_, against, not_for = (f"{body.id}.{name}" for name in ("in_favour", "against", "not_for"))
    match word:
        case "simple":
            tie = conditions.All(
                (
                    conditions.Compare(for_, "==", against, at=at),
                    conditions.Silent(text("rules.tie"), at=at),
                ),
                at=at,
            )
            return conditions.Any((conditions.Compare(for_, ">", against, at=at), tie), at=at)
        case "absolute":
            return conditions.Compare(for_, ">", not_for, at=at)
        case "unanimous":
            some = conditions.Range(for_, 1, None, at=at)
            return conditions.All((some, conditions.Range(not_for, None, 0, at=at)), at=at)
    return conditions.Silent(text("rules.no-majority"), at=at)


def _staffing(edition: Edition, staff: Staffing) -> Rule:
    criteria = tuple(
        Criterion(
            place,
            label,
            "required",
            staff.clauses,
            _between(f"{staff.id}.{place}", staff),
            at=staff.place,
        )
        for place, label in places(edition, staff).items()
    )
    return Rule(staff.id, "staffing", staff.label.text, staff.clauses, criteria, at=staff.place)
