"""Thresholds of parts, criteria or members, and whether they can be reached."""

from collections.abc import Iterator
from typing import TypeVar

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.findings.names import unknown_name
from iiz_rules.language.checks.comparisons import comparisons
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.bodies import Body, Seat, Staffing
from iiz_rules.language.model.chosen import Chosen, possible
from iiz_rules.language.model.conditions import AtLeastCondition, Count
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.rules import Rule
from iiz_rules.language.model.sizes import Meetings, MoreThanShare, ShareOfMembers, Size

Of = TypeVar("Of")


def check(edition: Edition) -> Iterator[Finding]:
    """Report thresholds that nothing can reach, criteria without one, and rules that need none."""
    for condition in edition.every(AtLeastCondition):
        place = condition.place_of("at_least", "n")
        yield from _reached(condition.at_least.n, len(condition.at_least.of), place)
    for rule in edition.every(Rule):
        yield from _speaking(rule)
    for body in edition.organisation.bodies:
        yield from _sized(body)
    for staffing in edition.organisation.staffing:
        yield from _stretched(staffing)
    for comparison in comparisons(edition):
        count = comparison.operand
        if isinstance(count, Count):
            most = len(edition.listed(count.of) or edition.domain(comparison.fact.id).codes)
            if most:  # otherwise the list is not declared, which has its own finding
                yield from _reached(count.at_least or 0, most, count.place_of("at_least"))


def _speaking(rule: Rule) -> Iterator[Finding]:
    """Report how many of a rule's indicative criteria are enough, where that cannot be right."""
    indicative = [one for one in rule.criteria if one.mode == "indicative"]
    if rule.indicative is not None:
        for n, place in _numbers(rule.indicative, rule.indicative.at_least, "at_least"):
            yield from _reached(n, len(indicative), place)
        needed = len(indicative) < len(rule.criteria) or any(possible(rule.indicative.at_least))
        if not needed:
            yield Finding("nothing-needed", rule.place_of("indicative", "at_least"))
    elif indicative:
        place, words = indicative[0].place_of("mode"), {"count": len(indicative)}
        yield Finding("indicative-threshold", place, words)


def _sized(body: Body) -> Iterator[Finding]:
    """Report numbers of members or meetings that are none, and a share of nobody knows how many."""
    sizes = [one for one in possible(body.members) if isinstance(one, Size)]
    for counted in (*possible(body.size), body.meetings, *body.seats):
        if isinstance(counted, (Size, Meetings, Seat)):
            yield from _stretched(counted)
    alone = [one.name for one in body.seats if set(possible(one.at_most)) <= {0, 1}]
    for seat in body.casting:
        if seat not in alone:
            place = body.place_of("tie")
            yield unknown_name("no-casting-seat", place, alone, seat=seat, body=body.id)
    shares = [one for one in possible(body.quorum) if isinstance(one, Part)]
    if shares and (body.members is None or any(size.most is None for size in sizes)):
        yield Finding("share-without-size", body.place_of("quorum"), {"body": body.id})
    if not body.open_to_others:
        yield from _attended(body)


def _stretched(counted: Size | Meetings | Seat | Staffing) -> Iterator[Finding]:
    """Report a range that ends before it begins; a seat that is silent has one member at most."""
    low, high = counted.at_least, counted.at_most
    if isinstance(low, int) and isinstance(high, int) and low > high:
        written = "at_most" if "at_most" in counted.model_fields_set else "at_least"
        yield Finding("empty-range", counted.place_of(written), {"low": low, "high": high})


def _attended(body: Body) -> Iterator[Finding]:
    """Report a quorum of more members than there can be."""
    counts = [one.most if isinstance(one, Size) else one for one in possible(body.members)]
    limits = [count for count in counts if count is not None]
    if body.quorum is None or not limits or len(limits) < len(counts):
        return
    most = max(limits)
    for quorum, place in _numbers(body, body.quorum, "quorum"):
        if isinstance(quorum, (int, ShareOfMembers, MoreThanShare)):
            needed = quorum if isinstance(quorum, int) else quorum.of(most)
            yield from _reached(needed, most, place)


def _numbers(part: Part, written: Of | Chosen[Of], key: str) -> Iterator[tuple[Of, Place]]:
    """The number, or that of each option, and where it stands."""
    if isinstance(written, Chosen):
        for option, n in written.choose.items():
            yield n, part.place_of(key, "choose", option)
    else:
        yield written, part.place_of(key)


def _reached(n: int, count: int, place: Place) -> Iterator[Finding]:
    if n > count:
        yield Finding("threshold-too-high", place, {"n": n, "count": count})
