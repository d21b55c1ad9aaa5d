"""Members of a body and staff → the numbers that composition, quorum, majority and staffing read.

Of three members of whom one may be absent two or three are present: what is not known of a member
makes a number one of which only bounds are known, and an answer is open only where they leave it
open. Of a quality that a member neither `has` nor `lacks` nothing is known.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.finding import Finding, Source
from iiz_rules.findings.names import unknown_name
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.bodies import CASTING
from iiz_rules.language.model.case import Employee, Member
from iiz_rules.language.model.roster import HeldFor
from iiz_rules.language.program.organisation import Body, Seat
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.node import Node
from iiz_rules.language.values import Between, Value
from iiz_rules.words.frozen import frozen

Facts = dict[str, Value]
Kind = TypeVar("Kind", bound=Part)


def read_people(
    kind: type[Kind], people: Iterable[Any], name: str
) -> tuple[list[Kind], list[Finding]]:
    """Read members or employees given as mappings; ready models are kept."""
    read: list[Kind] = []
    findings: list[Finding] = []
    for position, person in enumerate(people):
        if isinstance(person, kind):
            read.append(person)
            continue
        part, faults = bind(kind, plain_node(person, Source(f"{name}[{position}]")))
        findings += faults
        read += [part] if part else []
    return read, findings


def plain_node(raw: Any, source: Source) -> Node:
    """A node tree of plain Python values, whose only place is their position."""
    if isinstance(raw, Mapping):
        return Node({str(key): plain_node(value, source) for key, value in raw.items()}, source)
    if isinstance(raw, (list, tuple)):
        return Node([plain_node(value, source) for value in raw], source)
    return Node(raw, source)


def count_members(
    program: Program, body: Body, members: list[Member]
) -> tuple[Facts, list[Finding]]:
    """Count the members of a body, with findings for unknown or contradictory ones."""
    findings = [
        finding
        for before, one in enumerate(members)
        for finding in _faults(program, body, one, before)
    ]
    sitting = seated(program, body, members)
    facts: dict[str, Value | None] = {
        "others": len(sitting.others),
        "size": len(sitting.voting),
        **_votes(sitting.voting),
    }
    for seat, people in sitting.seats.items():
        if f"{body.id}.{seat.name}.{CASTING}" in program.facts:
            facts[f"{seat.name}.{CASTING}"] = _cast(people)
        facts[f"{seat.name}.members"] = len(people)
        for quality in seat.qualities:
            facts[f"{seat.name}.{quality}"] = _held(quality, people)
    known = {f"{body.id}.{name}": one for name, one in facts.items() if one is not None}
    return known, findings


@frozen
class Sitting:
    """The members of a body, by their function."""

    seats: Mapping[Seat, tuple[Member, ...]]
    voting: tuple[Member, ...]
    advising: tuple[Member, ...]
    others: tuple[Member, ...]
    """members with neither a seat nor an advisory voice"""


def seated(program: Program, body: Body, members: Iterable[Member]) -> Sitting:
    """Sort members into those with a seat, those who advise, and others."""
    pairs = [(one, body.place_of(one.of, program.everybody)) for one in members]
    seats = {seat: tuple(one for one, of in pairs if of == seat.of) for seat in body.seats}
    advising = tuple(one for one, of in pairs if of in body.advisory)
    voting = tuple(one for people in seats.values() for one in people)
    if body.unnamed:
        voting = tuple(one for one, of in pairs if of not in body.advisory)
    placed = [id(one) for one in (*voting, *advising)]
    others = tuple(one for one, _ in pairs if id(one) not in placed)
    return Sitting(seats, voting, advising, others)


def _cast(people: tuple[Member, ...]) -> bool | None:
    """Whether the vote of a seat is in favour; None if nobody there votes for or against."""
    votes = [one.vote for one in people if one.vote in ("for", "against")]
    return votes == ["for"] if len(votes) == 1 else None


def _held(quality: str, people: tuple[Member, ...]) -> bool | None:
    """Whether all in a seat have a quality; None if not known, or the seat is empty."""
    if any(quality in one.lacks for one in people):
        return False
    return True if people and all(quality in one.has for one in people) else None


def _votes(members: Iterable[Member]) -> dict[str, Value]:
    """Count presence and votes, as ranges where that is not known.

    Whoever votes is there; whoever may not vote in this matter does not count as there with a vote.
    Each vote not known may be one for as well as one against, so no other bounds decide a majority
    more often.
    """
    voting = [one for one in members if one.vote != "recused"]
    silent = [one for one in voting if one.vote is None]
    there = len(voting) - sum(one.present is not True for one in silent)
    votes = Counter(one.vote for one in voting)
    unheard = sum(one.present is not False for one in silent)
    return {
        "present": _up_to(there, sum(one.present is None for one in silent)),
        "in_favour": _up_to(votes["for"], unheard),
        "against": _up_to(votes["against"], unheard),
        "not_for": _up_to(votes["against"] + votes["abstains"], unheard),
    }


def _up_to(known: int, more: int) -> Value:
    """A number, or the range up to so many more."""
    return Between(known, known + more) if more else known


def quality_faults(body: Body, person: Member | HeldFor) -> Iterator[Finding]:
    """Report qualities that no seat of a body asks for, and those both had and lacked."""
    wanted = {quality for seat in body.seats for quality in seat.qualities}
    for key in ("has", "lacks"):
        for position, quality in enumerate(getattr(person, key)):
            if quality not in wanted:
                place = person.place_of(key, position)
                yield unknown_name("unknown-quality", place, wanted, quality=quality)
    for quality in sorted({*person.has} & {*person.lacks}):
        words = {"fact": quality, "other": "has"}
        yield Finding("conflicting-facts", person.place_of("lacks"), words)


def _faults(program: Program, body: Body, member: Member, before: int) -> Iterator[Finding]:
    if member.of is None:
        if not body.unnamed:
            yield Finding("missing-key", member.place, {"key": "of"})
    elif member.of not in program.actors:
        place = member.place_of("of")
        yield unknown_name("unknown-actor", place, program.actors, before, actor=member.of)
    yield from quality_faults(body, member)
    if member.vote not in (None, "recused") and member.present is False:
        words = {"fact": "vote", "other": "present"}
        yield Finding("conflicting-facts", member.place_of("vote"), words)


def count_staff(program: Program, staff: list[Employee]) -> tuple[Facts, list[Finding]]:
    """Count the staff by place and role, for every requirement of the edition."""
    findings = [
        unknown_name(
            "unknown-actor",
            person.place_of("role"),
            program.actors,
            before,
            actor=person.role,
        )
        for before, person in enumerate(staff)
        if person.role not in program.actors
    ]
    facts: Facts = {
        f"{demand.id}.{place}": sum(
            place in (person.of, person.in_) and person.role in demand.roles for person in staff
        )
        for demand in program.staffing.values()
        for place in demand.places
    }
    return facts, findings


def read_members(members: Iterable[Any]) -> tuple[Member, ...]:
    """Read the members of a body; CaseError if one of them is impossible."""
    read, faults = read_people(Member, members, "members")
    if faults:
        raise CaseError(faults)
    return tuple(read)


def facts_of_body(program: Program, body: Body, members: Iterable[Any]) -> Facts:
    """Count the members of a body; CaseError if one of them is impossible."""
    read, faults = read_people(Member, members, "members")
    facts, findings = count_members(program, body, read)
    if faults or findings:
        raise CaseError([*faults, *findings])
    return facts


def facts_of_staff(program: Program, staff: Iterable[Any]) -> Facts:
    """Count the staff; CaseError if one of them is impossible."""
    read, faults = read_people(Employee, staff, "staff")
    facts, findings = count_staff(program, read)
    if faults or findings:
        raise CaseError([*faults, *findings])
    return facts
