"""Bodies and staffing → rules over counted facts, so that one evaluation answers them too.

A body makes three rules: `<body>.composition` with a criterion for each seat and each quality,
`<body>.quorum` and `<body>.majority`; where it is said how often it meets, `<body>.meetings` too.
What they read (`<body>.<seat>.members` …) is counted from the list of members by `case.members`; it
can as well be given like any other fact. A quorum or a majority that the edition does not declare
is not regulated.
"""

from collections.abc import Iterator
from typing import Any

from iiz_rules.language.compiler.conditions import chosen_node, chosen_value
from iiz_rules.language.compiler.facts import joined, places, qualities, quality_label
from iiz_rules.language.compiler.meetings import compile_meetings, period
from iiz_rules.language.compiler.votes import limits_of, majority, quorum, required, sized
from iiz_rules.language.model.bodies import Body, Seat, Staffing
from iiz_rules.language.model.chosen import possible
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.program import conditions, organisation
from iiz_rules.language.program.rules import Criterion, Rule
from iiz_rules.words.say import text


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
            period(body),
            chosen_value(body.majority),
            chosen_value(body.tie),
        )
        for body in edition.bodies.values()
    }


def _seat(seat: Seat) -> organisation.Seat:
    low, high = chosen_value(seat.at_least), _most(seat.at_most)
    return organisation.Seat(seat.name, seat.of, qualities(seat), high, seat.clauses, low)


def _most(limit: Any) -> Any:
    """The upper limit; None for any number."""
    return chosen_value(limit, lambda n: None if n == "any" else n)


def staffing(edition: Edition) -> dict[str, organisation.Staffing]:
    """What staff is counted by."""
    return {
        staff.id: organisation.Staffing(
            staff.id,
            staff.each,
            tuple(places(edition, staff)),
            staff.has,
            chosen_value(staff.at_least),
            _most(staff.at_most),
        )
        for staff in edition.organisation.staffing
    }


def _rules(edition: Edition, body: Body) -> Iterator[Rule]:
    criteria = [*_seats(edition, body)]
    if not (body.open_to_others or body.unnamed):
        nobody = conditions.Range(f"{body.id}.others", 0, 0, at=body.place)
        criteria.append(required(body, "others", text("rules.others"), nobody))
    if body.size is not None:
        at = body.place_of("size")
        node = chosen_node(body.size, lambda n: sized(body, *limits_of(n), at), at)
        criteria.append(required(body, "size", text("rules.size"), node))
    yield _rule(body, "composition", tuple(criteria))
    yield _rule(body, "quorum", (quorum(body),))
    yield _rule(body, "majority", (majority(body),))
    yield from compile_meetings(body)


def _rule(body: Body, kind: Any, criteria: tuple[Criterion, ...]) -> Rule:
    label = joined(body.label.text, text(f"rules.body.{kind}"))
    return Rule(f"{body.id}.{kind}", kind, label, body.clauses, criteria, at=body.place)


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
        return conditions.Range(fact, n, None, at=at) if n else conditions.Constant(True, at=at)

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
    """Require a quality of whoever holds a seat; an empty seat meets it."""
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
