"""Bodies and staffing → rules over counted facts, so that one evaluation answers them too.

A body makes three rules: `<body>.composition` with a criterion for each seat and each quality,
`<body>.quorum` and `<body>.majority`. What they read (`<body>.<seat>.members` …) is counted from
the list of members by `source.members`; it can as well be given like any other fact. A quorum or a
majority that the edition does not declare is not regulated.
"""

from collections.abc import Iterator
from typing import Any

from iiz_rules import ir, tables
from iiz_rules.compiler.chosen import chosen_node, chosen_value
from iiz_rules.compiler.counted import (
    ASKED,
    FOR_ENOUGH,
    NO_MAJORITY,
    NO_QUORUM,
    OTHERS,
    PRESENT,
    SIZE,
    TIE,
    join,
    quality_label,
)
from iiz_rules.diagnostics import Place, Text
from iiz_rules.model.bodies import Body, Seat, Staffing
from iiz_rules.model.chosen import NOT_REGULATED, possible
from iiz_rules.model.edition import Edition


def compile_bodies(edition: Edition) -> dict[str, ir.Rule]:
    """Compile the rules of all bodies and of all staffing, by id."""
    rules = [rule for body in edition.bodies.values() for rule in _rules(edition, body)]
    rules += [_staffing(edition, one) for one in edition.organisation.staffing]
    return {rule.id: rule for rule in rules}


def bodies(edition: Edition) -> dict[str, tables.Body]:
    """Give the seats of all bodies, to count members by."""
    return {
        body.id: tables.Body(
            body.id,
            body.label.text,
            tuple(_seat(one) for one in body.seats),
            {one.of: one.clauses for one in body.advisory},
        )
        for body in edition.bodies.values()
    }


def _seat(one: Seat) -> tables.Seat:
    at_most = chosen_value(one.at_most, lambda n: None if n == "any" else n)
    return tables.Seat(one.name, one.of, qualities(one), at_most, one.clauses)


def staffing(edition: Edition) -> dict[str, tables.Staffing]:
    """Give what to count staff by."""
    return {
        one.id: tables.Staffing(one.id, one.each, tuple(places(edition, one)), one.has)
        for one in edition.organisation.staffing
    }


def qualities(seat: Seat) -> tuple[str, ...]:
    """Name every quality that some reading asks of a seat."""
    return tuple(dict.fromkeys(name for names in possible(seat.requires) for name in names))


def places(edition: Edition, one: Staffing) -> dict[str, Text]:
    """Give where people are counted: the members of a group, or the codes of a list."""
    group = edition.groups.get(one.each)
    if group:
        return {name: edition.actors[name].label.text for name in group.members}
    return {code.id: code.label.text for code in edition.code_lists[one.each].codes}


def _rules(edition: Edition, body: Body) -> Iterator[ir.Rule]:
    criteria = [*_seats(edition, body)]
    if not body.open_to_others:
        criteria.append(_number(body, "others", OTHERS, 0, 0, body.place))
    if body.size is not None:
        at = body.place_of("size")
        node = chosen_node(body.size, lambda n: ir.Range(f"{body.id}.size", n, n, at=at), at)
        criteria.append(ir.Criterion("size", SIZE, "required", body.clauses, node, at=at))
    yield _rule(body, "composition", tuple(criteria))
    yield _rule(body, "quorum", (_quorum(body),))
    yield _rule(body, "majority", (_majority(body),))


def _rule(body: Body, kind: Any, criteria: tuple[ir.Criterion, ...]) -> ir.Rule:
    label = join(body.label.text, ASKED[kind])
    return ir.Rule(f"{body.id}.{kind}", kind, label, body.clauses, criteria, at=body.place)


def _number(
    body: Body, name: str, label: Text, low: int, high: int | None, at: Place
) -> ir.Criterion:
    node = ir.Range(f"{body.id}.{name}", low, high, at=at)
    return ir.Criterion(name, label, "required", body.clauses, node, at=at)


def _seats(edition: Edition, body: Body) -> Iterator[ir.Criterion]:
    for seat in body.seats:
        label = edition.actors[seat.of].label.text
        node = _between(f"{body.id}.{seat.name}.members", seat)
        yield ir.Criterion(seat.name, label, "required", seat.clauses, node, at=seat.place)
        for quality in qualities(seat):
            named = quality_label(edition.qualities[quality].label.text, label)
            clauses = tuple(dict.fromkeys((*seat.clauses, *edition.qualities[quality].clauses)))
            name, asked = f"{seat.name}.{quality}", _quality(body, seat, quality)
            yield ir.Criterion(name, named, "required", clauses, asked, at=seat.place)


def _between(fact: str, written: Seat | Staffing) -> ir.Node:
    """Ask for a number from `at_least` to `at_most`, each of which may be read in several ways."""
    at = written.place

    def least(n: int) -> ir.Node:
        return ir.Range(fact, n, None, at=at)

    def most(n: int | str) -> ir.Node:
        return ir.Constant(True, at=at) if n == "any" else ir.Range(fact, None, n, at=at)

    low, high = written.at_least, written.at_most
    if isinstance(low, int) and (isinstance(high, int) or high == "any"):
        return ir.Range(fact, low, high if isinstance(high, int) else None, at=at)
    return ir.All((chosen_node(low, least, at), chosen_node(high, most, at)), at=at)


def _quality(body: Body, seat: Seat, quality: str) -> ir.Node:
    """Ask for a quality of who sits there; a seat that may stay empty asks it of nobody then."""
    at = seat.place
    held = ir.OneOf(f"{body.id}.{seat.name}.{quality}", (True,), at=at)

    def asked(names: tuple[str, ...]) -> ir.Node:
        return held if quality in names else ir.Constant(True, at=at)

    node = chosen_node(seat.requires, asked, at)
    if 0 not in possible(seat.at_least):
        return node
    return ir.Any((ir.Range(f"{body.id}.{seat.name}.members", 0, 0, at=at), node), at=at)


def _quorum(body: Body) -> ir.Criterion:
    at = body.place_of("quorum") if body.quorum is not None else body.place

    def build(n: Any) -> ir.Node:
        if n is None or n == NOT_REGULATED:
            return ir.Silent(NO_QUORUM, at=at)
        return ir.Range(f"{body.id}.present", n, None, at=at)

    node = chosen_node(body.quorum, build, at)
    return ir.Criterion("quorum", PRESENT, "required", body.clauses, node, at=at)


def _majority(body: Body) -> ir.Criterion:
    at = body.place_of("majority") if body.majority is not None else body.place
    node = chosen_node(body.majority, lambda word: _decided(body, word, at), at)
    return ir.Criterion("majority", FOR_ENOUGH, "required", body.clauses, node, at=at)


def _decided(body: Body, word: Any, at: Place) -> ir.Node:
    """Say when a vote carries. As many for as against: no source says who decides then."""
    for_, against, not_for = (f"{body.id}.{name}" for name in ("in_favour", "against", "not_for"))
    match word:
        case "simple":
            tie = ir.All((ir.Compare(for_, "==", against, at=at), ir.Silent(TIE, at=at)), at=at)
            return ir.Any((ir.Compare(for_, ">", against, at=at), tie), at=at)
        case "absolute":
            return ir.Compare(for_, ">", not_for, at=at)
        case "unanimous":
            some = ir.Range(for_, 1, None, at=at)
            return ir.All((some, ir.Range(not_for, None, 0, at=at)), at=at)
    return ir.Silent(NO_MAJORITY, at=at)


def _staffing(edition: Edition, one: Staffing) -> ir.Rule:
    criteria = tuple(
        ir.Criterion(
            place, label, "required", one.clauses, _between(f"{one.id}.{place}", one), at=one.place
        )
        for place, label in places(edition, one).items()
    )
    return ir.Rule(one.id, "staffing", one.label.text, one.clauses, criteria, at=one.place)
